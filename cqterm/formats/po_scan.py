"""PO messages with places: which string literals make up which part of which message, and what is said of it.

The grammar is that of GNU gettext (manual, "The Format of PO Files"; `po-lex.c` and `po-gram.y` decide where the manual
is silent): keywords with one literal or several, comments before them, `#~` for obsolete messages, which are left out.
Tests prove it against polib and msgfmt.
"""

import re
from collections.abc import Iterator

from cqterm.errors import FormatError
from cqterm.formats.pieces import Swap
from cqterm.model import OPAQUE, Span
from cqterm.text.lines import LineIndex
from cqterm.text.patterns import late
from cqterm.values import field, mutable


@mutable
class Message:
    """A message: its strings by keyword (`msgid`, `msgid_plural`, `msgstr`, `msgstr[0]`), each a run of literals.

    A string's spans are those between the quotation marks. `comments` are the places of the translator's comments.
    """

    start: int
    flags: frozenset[str] = frozenset()
    strings: dict[str, list[Span]] = field(default_factory=dict)
    comments: list[Span] = field(default_factory=list)


def messages(text: str, name: str) -> Iterator[Message]:
    """The messages of a file in order, the header among them.

    Raises:
        FormatError: a line is none of a PO file, or a message is not complete; with its line.
    """
    current = Message(0)
    spans: list[Span] = []
    position = 1 if text.startswith("\ufeff") else 0
    while position < len(text):
        line = _LINE.match(text, position)
        if line is None or line.end() == position:
            raise _fault(text, position, name, _what(text, position))
        position = line.end()
        kind = line.lastgroup
        if kind == "comment":
            # A comment behind a translation belongs to the next message.
            if _complete(current):
                yield current
                current = Message(line.start("comment"))
            _note(current, text, Span(*line.span("comment")))
        elif kind == "literals":
            keyword = line["keyword"]
            if keyword:
                if keyword in ("msgctxt", "msgid") and _complete(current):
                    yield current
                    current = Message(line.start("keyword"))
                at = line.start("keyword")
                spans = [] if keyword == "domain" else _begin(current, keyword, text, at, name)
            elif not current.strings:
                raise _fault(text, line.start("literals"), name, "a string without a keyword: write msgid or msgstr")
            spans += (Span(m.start() + 1, m.end() - 1) for m in _LITERAL.finditer(text, *line.span("literals")))
    if _complete(current):
        yield current
    elif current.strings:
        raise _fault(
            text, current.start, name, "the message has no msgstr: write one, empty if there is no translation"
        )


def swaps(text: str, spans: list[Span]) -> list[Swap]:
    """What to put in the place of escapes and of what stands between the literals of one string."""
    found: list[Swap] = []
    for n, span in enumerate(spans):
        if n and spans[n - 1].end < span.start:
            found.append(Swap(spans[n - 1].end, span.start))
        if text.find("\\", *span) >= 0:
            found += (Swap(*m.span(), _unescaped(m[1])) for m in _ESCAPE.finditer(text, *span))
    return found


def value(text: str, spans: list[Span]) -> str:
    """What a string says."""
    return "".join(_ESCAPE.sub(lambda m: _unescaped(m[1]), text[a:b]) for a, b in spans)


_LITERAL = late(r'"(?:[^"\\\r\n]|\\[^\r\n])*+"')
_LINE = late(
    r"[ \t\f\v]*+(?:(?P<comment>\#[^\r\n]*+)"
    r"|(?P<keyword>(?:msgctxt|msgid_plural|msgid|msgstr(?:\[[0-9]+\])?|domain)(?=[ \t\"]))?[ \t]*+"
    rf"(?P<literals>(?:{_LITERAL.pattern}[ \t]*+)+)|(?P<blank>))(?:\r\n?|\n|\Z)"
)
_ESCAPE = late(r"\\(x[0-9a-fA-F]{1,2}|[0-7]{1,3}|.)", re.DOTALL)
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
_ORDER = ("msgctxt", "msgid", "msgid_plural", "msgstr")


def _complete(message: Message) -> bool:
    return any(keyword.startswith("msgstr") for keyword in message.strings)


def _note(message: Message, text: str, span: Span) -> None:
    mark = text[span.start + 1 : span.start + 2]
    if mark == ",":
        flags = text[span.start + 2 : span.end].split(",")
        message.flags |= {flag.strip() for flag in flags}
    elif mark not in (":", ".", "|", "~", "="):
        message.comments.append(span)


def _begin(message: Message, keyword: str, text: str, at: int, name: str) -> list[Span]:
    """Start a string of a message; a keyword out of order would lose one."""
    if keyword in message.strings:
        raise _fault(text, at, name, f"a second {keyword} in one message: take one of them away")
    plain = keyword.partition("[")[0]
    wanted = {"msgstr": "msgid", "msgid_plural": "msgid"}.get(plain)
    if wanted and wanted not in message.strings:
        raise _fault(text, at, name, f"{keyword} without {wanted}: write {wanted} before it")
    if any(_ORDER.index(each.partition("[")[0]) > _ORDER.index(plain) for each in message.strings):
        raise _fault(text, at, name, f"{keyword} stands too late: the order is {', '.join(_ORDER)}")
    if not message.strings:
        message.start = at
    message.strings[keyword] = []
    return message.strings[keyword]


def _what(text: str, position: int) -> str:
    line = re.compile(r"[^\r\n]*").match(text, position).group().strip()  # type: ignore[union-attr]  # always matches
    if '"' in line and len(re.findall(r'(?<!\\)"', line)) % 2:
        return "the string does not end: write the quotation mark, or a backslash before one that is text"
    shown = line if len(line) <= 40 else line[:39] + "…"
    return f"no line of a PO file ({shown!r}): mend it, or put # before it"


def _fault(text: str, position: int, name: str, what: str) -> FormatError:
    line, column = LineIndex(text[:position]).position(position)
    return FormatError(f"{name}: line {line:,}, column {column:,}: {what}")


def _unescaped(escape: str) -> str:
    if escape[0] == "x" and len(escape) > 1:
        return _code(int(escape[1:], 16))
    if escape[0] in "01234567":
        return _code(int(escape, 8))
    return _ESCAPED.get(escape, escape)


def _code(code: int) -> str:
    """A byte of whatever encoding; only ASCII means a character for sure."""
    return chr(code) if 0 < code < 128 else OPAQUE
