r"""Placeholders and inline markup in the strings of programs: what a translator must leave alone, and no term is in.

printf and Python formats (`%s`, `%1$d`, `%(name)s`), braces (`{name}`, `{0:>8}`, `${name}`, ICU plurals), roles and
code of reStructuredText (``:term:`iterable` ``, double backticks), tags of HTML. What only formats the text around it
(`<b>`, a mnemonic like `&` in `&File`) vanishes, so that a term is found across it; all else is opaque.
"""

from collections.abc import Iterable, Iterator

from cqterm.formats.pieces import Swap
from cqterm.model import OPAQUE
from cqterm.text.patterns import late

INLINE = frozenset(
    """a abbr acronym b bdi bdo big cite dfn em font i ins mark nobr q s small span strike strong sub sup time tt u wbr
    data label ruby rb""".split()
)
"""Elements of HTML that stand inside a phrase and do not end it (HTML Living Standard, section 4.5)."""


def placeholders(text: str, codes: Iterable[str] = ()) -> Iterator[Swap]:
    """What to put in the place of placeholders, in any order, overlapping ones too.

    `codes` are gettext's flags of the message (`c-format`): with one, also what might be plain text ("100% of") is
    a placeholder as the format's grammar says.
    """
    if "%" in text:
        printf = any(code.endswith("-format") and not code.startswith("no-") for code in codes)
        for found in (_PRINTF if printf else _CLEAR_PRINTF).finditer(text):
            yield Swap(*found.span(), OPAQUE)
    if "{" in text:
        yield from _braces(text)
    if "`" in text:
        yield from (Swap(*found.span(), OPAQUE) for found in _CODE.finditer(text))
    if "<" in text:
        for found in _TAG.finditer(text):
            yield Swap(*found.span(), "" if found[1].lower() in INLINE else OPAQUE)
    if "&" in text or "_" in text:
        yield from (Swap(*found.span()) for found in _MNEMONIC.finditer(text))
    if "&" in text and ";" in text:
        from html import unescape

        yield from (Swap(*found.span(), unescape(found.group())) for found in _REFERENCE.finditer(text))


# printf(3), Python's % and Objective-C's %@.
_CONVERSION = r"(?:hh|h|ll|l|q|j|z|t|L)?[diouxXeEfFgGaAcCsSpnrm@]"
_PRINTF = late(rf"%(?:\d+\$)?(?:\([^()\s]*\))?[-+ #0']*(?:\*|\d+)?(?:\.(?:\*|\d+))?{_CONVERSION}|%%")
_CLEAR_PRINTF = late(
    rf"%(?:\d+\$|\([^()\s]*\))[-+ #0']*\d*(?:\.\d+)?{_CONVERSION}|(?<!\d)%[-+#0]?\d*(?:\.\d+)?{_CONVERSION}(?![a-z])|%%"
)
_CODE = late(r"``[^`]+(?:`[^`]+)*``|:[\w.+:-]+:`[^`]*`|`[^`'\n]+`(?:__?)?")
_TAG = late(r"</?([A-Za-z][A-Za-z0-9:-]*)(?:\s[^<>]*)?/?>")
# One letter behind the mark, at the start of a word or before a small letter inside it: "&File", "E&xit", "_Open";
# "R&D" and "AT&T" are words.
_MNEMONIC = late(r"(?<![\w&])[&_](?=[^\W\d_])(?!\w+[;_=])|(?<=[a-zA-Z])[&_](?=[a-z])(?![a-z]*[&_;=])")
_REFERENCE = late(r"&(?:#[0-9]{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")


def _braces(text: str) -> Iterator[Swap]:
    """Braces with what they hold; the texts inside an ICU plural are not read."""
    depth = start = 0
    for found in _BRACE.finditer(text):
        if len(found.group()) > 1:
            yield Swap(*found.span())
        elif found.group() == "{":
            if not depth:
                start = found.start() - (text[found.start() - 1 : found.start()] in ("$", "#", "%"))
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                yield Swap(start, found.end(), OPAQUE)


# Phrase writes the tags of a pair as `{1>` and `<1}`.
_BRACE = late(r"\{[a-z]?[0-9]*>|<[a-z]?[0-9]*\}|[{}]")
