"""Markdown inside a paragraph: emphasis, code, links, images, autolinks, HTML, entities, escapes (CommonMark 0.31).

`swaps` says which characters of a paragraph are markup and what the reader sees in their place. The scan jumps from
one special character to the next; a paragraph without any costs one search. All work is linear in the text, whatever
the text: each search that could fail again and again remembers that it failed.
"""

import re
import unicodedata
from collections.abc import Set as AbstractSet

from cqterm.formats.pieces import Swap
from cqterm.model import OPAQUE
from cqterm.text.patterns import late
from cqterm.values import field, mutable

TAG = late(
    r"<(?:/[A-Za-z][A-Za-z0-9-]*+\s*+"
    r"|[A-Za-z][A-Za-z0-9-]*+(?:\s++[A-Za-z_:][\w.:-]*+(?:\s*+=\s*+(?:[^\s\"'=<>`]++|'[^']*+'|\"[^\"]*+\"))?+)*+\s*+/?)>",
    re.ASCII,
)
"""An HTML tag, opening or closing."""


def marked(text: str) -> bool:
    """May there be markup in a paragraph? So asked, it takes a third of the time of a search."""
    return (
        "<" in text
        or "*" in text
        or "[" in text
        or "\\" in text
        or "~" in text
        or "&" in text
        or "`" in text
        or "]" in text
        or ("_" in text and _EDGE.search(text) is not None)
    )


def swaps(text: str, references: AbstractSet[str]) -> list[Swap]:
    """What to put in the place of markup, sorted and disjoint; `references` are the labels defined (`label`)."""
    search = _SPECIAL.search
    found = search(text)
    if not found:
        return []
    scan = _Scan(text, references)
    while found:
        position = _HANDLERS[found[0]](scan, found.start())
        found = search(text, position)
    if scan.runs:
        _emphasis(scan, 0)
    scan.swaps.sort()
    return scan.swaps


def html_swaps(text: str) -> list[Swap]:
    """The same for a block of raw HTML: tags, comments and code are opaque, entities are decoded."""
    scan = _Scan(text, frozenset())
    position = 0
    while found := _HTML_SPECIAL.search(text, position):
        code = _HTML_CODE.match(text, found.start())
        if code:
            closed = late(f"</{code[1]}", re.IGNORECASE).search(text, code.end())
            position = closed.start() if closed else len(text)
            scan.swaps.append(Swap(found.start(), position, OPAQUE))
        else:
            position = _HANDLERS[found.group()](scan, found.start())
    return scan.swaps


def label(text: str) -> str:
    """A reference's label as labels are compared: case and white space do not count."""
    return " ".join(text.split()).casefold()


def destination(text: str, position: int) -> int | None:
    """Where the link destination that starts at `position` ends; None if there is none. It may be empty in `<>`."""
    if text.startswith("<", position):
        found = _ANGLE.match(text, position)
        return found.end() if found else None
    depth = 0
    while True:
        position = _BARE.match(text, position).end()  # type: ignore[union-attr]  # it matches nothing at least
        if not text.startswith(("(", ")"), position):
            break
        depth += 1 if text[position] == "(" else -1
        if depth < 0:
            break
        if depth > _DEEPEST:
            return None
        position += 1
    return position if depth <= 0 else None


def title(text: str, position: int) -> int | None:
    """Where the link title that starts at `position` ends; None if there is none."""
    found = _TITLE.match(text, position)
    return found.end() if found else None


# An underscore inside a word, as in «tp_call», can neither open nor close emphasis.
_NOT_INSIDE = r"(?!(?<=[^\W_]_)[^\W_])"
_EDGE = late(rf"_{_NOT_INSIDE}")
_SPECIAL = late(rf"[\\`*_~\[\]<&]{_NOT_INSIDE}")
_HTML_SPECIAL = late("[<&]")
_HTML_CODE = late(r"<(script|style|pre|code|textarea)\b", re.IGNORECASE)
_PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
_DEEPEST = 32  # parentheses in a destination, as in cmark
_ANGLE = late(r"<(?:[^<>\\\r\n]|\\[^\r\n])*+>")
_BARE = late(r"(?:[^\x00-\x20\x7f()\\]++|\\[!-/:-@\[-`{-~]|\\)*+")
_TITLE = late(r""""(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+'|\((?:[^()\\]|\\.)*+\)""", re.DOTALL)
_SPACE = late(r"[ \t\r\n]*+")
_LABEL = late(r"\[((?:[^\[\]\\]|\\.){0,999}+)\]", re.DOTALL)
_TICKS = late(r"`+")
_RUN = late(r"\*+|_+|~+")
_AUTOLINK = late(
    r"<(?:[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\x00-\x20<>]*+|[\w.!#$%&'*+/=?^`{|}~-]++@[A-Za-z0-9-]++(?:\.[A-Za-z0-9-]++)*+)>",
    re.ASCII,
)
# How each kind of HTML that is no tag starts, and what ends it. A short comment (`<!-->`) ends at once.
_CLOSERS = (("<!-->", ""), ("<!--->", ""), ("<!--", "-->"), ("<?", "?>"), ("<![CDATA[", "]]>"))
_DECLARATION = late(r"<![A-Za-z]")
# Tags within a phrase, which the reader doesn't see; others (a line break, a picture, code) end it.
_PHRASE = late(
    r"</?(?:a|abbr|b|bdi|bdo|big|cite|del|dfn|em|font|i|ins|mark|q|s|small|span|strike|strong|sub|sup|u|wbr)\b",
    re.IGNORECASE,
)
_NOTE = late(
    r"<[sS][uU][pP]\b[^<>]*>\s*(?:<[aA]\b[^<>]*>)?\s*[\[(]?[\d*†‡§]{1,3}[\])]?\s*(?:</[aA]>)?\s*</[sS][uU][pP]>"
)
# GitHub's footnotes right behind a word; "[^5]" by itself, and "[^abc]", are more often regular expressions.
_FOOTNOTE = late(r"\[\^(?:\d{1,3}|(?:fn|note)[\w-]{0,20})\]")
_ENTITY = late(r"&(?:#[xX]([0-9a-fA-F]{1,6})|#([0-9]{1,7})|([A-Za-z][A-Za-z0-9]{1,31}));")


@mutable
class _Run:
    """A run of emphasis marks; `position` and `count` shrink to what is not used up yet."""

    mark: str
    position: int
    count: int
    length: int
    opens: bool
    closes: bool


@mutable
class _Bracket:
    """A `[` or `![` that may open a link; `runs` is how many emphasis runs stood before it."""

    start: int
    end: int
    image: bool
    runs: int


@mutable
class _Scan:
    """What the scan of one paragraph has found so far."""

    text: str
    references: AbstractSet[str]
    swaps: list[Swap] = field(default_factory=list)
    runs: list[_Run] = field(default_factory=list)
    brackets: list[_Bracket] = field(default_factory=list)
    inactive: int = 0  # this many of the brackets stand around a link already, so they can't be links
    absent: set[str] = field(default_factory=set)  # closers that the rest of the text does not hold
    escaped: int = -1  # where the last escaped character stands


def _escape(scan: _Scan, i: int) -> int:
    following = scan.text[i + 1 : i + 2]
    if following and following in _PUNCTUATION:
        scan.swaps.append(Swap(i, i + 1))
        scan.escaped = i + 1
        return i + 2
    if following in ("\n", "\r"):
        scan.swaps.append(Swap(i, i + 1))
    return i + 1


def _code(scan: _Scan, i: int) -> int:
    text = scan.text
    end = _ticks_end(text, i)
    marks = text[i:end]
    closer = -1 if marks in scan.absent else text.find(marks, end)
    while closer >= 0 and text.startswith("`", closer + len(marks)):  # a longer run is none
        closer = text.find(marks, _ticks_end(text, closer))
    if closer < 0:
        scan.absent.add(marks)
        return end
    closed = closer + len(marks)
    scan.swaps.append(Swap(i, closed, OPAQUE))
    return closed


def _ticks_end(text: str, start: int) -> int:
    return _TICKS.match(text, start).end()  # type: ignore[union-attr]  # it starts with a backtick


def _run(scan: _Scan, i: int) -> int:
    text = scan.text
    end = _RUN.match(text, i).end()  # type: ignore[union-attr]  # it starts with a mark
    before, after = text[i - 1] if i else " ", text[end] if end < len(text) else " "
    mark_before, mark_after = _is_mark(before), _is_mark(after)
    left = not after.isspace() and (not mark_after or before.isspace() or mark_before)
    right = not before.isspace() and (not mark_before or after.isspace() or mark_after)
    opens, closes = left, right
    if text[i] == "_":
        opens, closes = left and (not right or mark_before), right and (not left or mark_after)
    if (opens or closes) and (text[i] != "~" or end - i == 2):
        scan.runs.append(_Run(text[i], i, end - i, end - i, opens, closes))
    return end


def _is_mark(character: str) -> bool:
    return character in _PUNCTUATION or (character > "\x7f" and unicodedata.category(character)[0] in "PS")


def _open(scan: _Scan, i: int) -> int:
    mark = None if scan.text[i - 1 : i].isspace() else _FOOTNOTE.match(scan.text, i)
    if mark:
        scan.swaps.append(Swap(i, mark.end()))
        return mark.end()
    image = i > 0 and scan.text[i - 1] == "!" and scan.escaped != i - 1
    scan.brackets.append(_Bracket(i - image, i + 1, image, len(scan.runs)))
    return i + 1


def _close(scan: _Scan, i: int) -> int:
    if not scan.brackets:
        return i + 1
    bracket = scan.brackets.pop()
    depth = len(scan.brackets)
    active = bracket.image or depth >= scan.inactive
    scan.inactive = min(scan.inactive, depth)
    end = _target(scan, bracket, i) if active else None
    if end is None:
        return i + 1
    _emphasis(scan, bracket.runs)
    scan.swaps += Swap(bracket.start, bracket.end), Swap(i, end)
    if not bracket.image:
        scan.inactive = depth
    return end


def _target(scan: _Scan, bracket: _Bracket, i: int) -> int | None:
    """Where the link whose text ends with the bracket at `i` ends: after its destination or its label."""
    end = _inline_target(scan.text, i + 1) if scan.text.startswith("(", i + 1) else None
    if end is not None or not scan.references:
        return end
    full = _LABEL.match(scan.text, i + 1)
    if full and full[1].strip():
        return full.end() if label(full[1]) in scan.references else None
    if i - bracket.end > 999:
        return None
    own = _LABEL.fullmatch(scan.text, bracket.end - 1, i + 1)
    if own and label(own[1]) in scan.references:
        return full.end() if full else i + 1
    return None


def _inline_target(text: str, i: int) -> int | None:
    """Where `(destination "title")` ends."""
    start = _space(text, i + 1)
    end = destination(text, start)
    if end is None:
        return None
    after = _space(text, end)
    if after > end:
        titled = title(text, after)
        after = after if titled is None else _space(text, titled)
    return after + 1 if text.startswith(")", after) else None


def _space(text: str, position: int) -> int:
    return _SPACE.match(text, position).end()  # type: ignore[union-attr]  # it matches nothing at least


def _angle(scan: _Scan, i: int) -> int:
    end = _html_end(scan, i)
    if end is None:
        return i + 1
    note = _NOTE.match(scan.text, i)
    phrase = _PHRASE.match(scan.text, i) and TAG.match(scan.text, i)
    if note:
        scan.swaps.append(Swap(i, note.end()))
        return note.end()
    scan.swaps.append(Swap(i, end) if phrase else Swap(i, end, OPAQUE))
    return end


def _html_end(scan: _Scan, i: int) -> int | None:
    text = scan.text
    found = _AUTOLINK.match(text, i) or TAG.match(text, i)
    if found:
        return found.end()
    for opener, closer in _CLOSERS:
        if text.startswith(opener, i):
            return _closer(scan, closer, i + len(opener)) if closer else i + len(opener)
    return _closer(scan, ">", i) if _DECLARATION.match(text, i) else None


def _closer(scan: _Scan, closer: str, start: int) -> int | None:
    at = -1 if closer in scan.absent else scan.text.find(closer, start)
    if at < 0:
        scan.absent.add(closer)  # else a thousand openers without a closer would search the rest a thousand times
        return None
    return at + len(closer)


def _entity(scan: _Scan, i: int) -> int:
    found = _ENTITY.match(scan.text, i)
    character = _character(*found.groups()) if found else ""
    if not found or not character:
        return i + 1
    scan.swaps.append(Swap(i, found.end(), character))
    return found.end()


def _character(hexadecimal: str | None, decimal: str | None, name: str | None) -> str:
    if name:
        from html.entities import html5

        return html5.get(f"{name};", "")
    code = int(hexadecimal, 16) if hexadecimal else int(decimal or "0")
    controls = code < 32 and code not in (9, 10, 12, 13)
    if controls or 0x7F <= code < 0xA0 or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
        return "\ufffd"
    return chr(code)


def _emphasis(scan: _Scan, first: int) -> None:
    """Pair the runs from `first` on and take away the marks that are paired (CommonMark, appendix A)."""
    openers: list[_Run] = []
    floors: dict[tuple[str, bool, int], int] = {}  # below this height no opener fits such a closer
    for run in scan.runs[first:]:
        while run.closes and run.count:
            kind = (run.mark, run.opens, run.length % 3)
            height = _opener(openers, run, floors.get(kind, 0))
            if height is None:
                floors[kind] = len(openers)
                break
            opener = openers[height]
            used = 2 if opener.count > 1 and run.count > 1 else 1
            opener.count -= used
            run.count -= used
            inner = opener.position + opener.count
            scan.swaps += Swap(inner, inner + used), Swap(run.position, run.position + used)
            run.position += used
            del openers[height + bool(opener.count) :]
            for known, floor in floors.items():
                floors[known] = min(floor, len(openers))
        if run.opens and run.count:
            openers.append(run)
    del scan.runs[first:]


def _opener(openers: list[_Run], closer: _Run, floor: int) -> int | None:
    """The height of the nearest opener that fits, by the rule of three."""
    for height in range(len(openers) - 1, floor - 1, -1):
        opener = openers[height]
        if opener.mark == closer.mark:
            both = opener.closes or closer.opens
            sum_is_odd = both and (opener.length + closer.length) % 3 == 0 and closer.length % 3 != 0
            if not sum_is_odd:
                return height
    return None


_HANDLERS = {
    "\\": _escape,
    "`": _code,
    "*": _run,
    "_": _run,
    "~": _run,
    "[": _open,
    "]": _close,
    "<": _angle,
    "&": _entity,
}
