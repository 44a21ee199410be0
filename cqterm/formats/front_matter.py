"""The YAML block at the head of a Markdown file: what it says of the document, and which of its values are prose.

Only the shape that people write there is read: `key: value` at the left margin, plain, quoted, folded (`>`) or literal
(`|`). A value is prose with its true place; a key never is. A parser for all of YAML would give neither place nor
speed, and a broken block must not stop the linting of the text below it.
"""

import re
from collections.abc import Mapping

from cqterm.formats.pieces import Swap, substitute
from cqterm.model import Piece, Span
from cqterm.text.lines import LineIndex
from cqterm.text.patterns import late
from cqterm.values import NamedTuple


class Value(NamedTuple):
    """The value of a key, unquoted, with its map to the source."""

    text: str
    pieces: tuple[Piece, ...]


class FrontMatter(NamedTuple):
    """The values by key (lower case), and where the text begins that follows the block."""

    values: dict[str, Value]
    end: int


def front_matter(text: str, start: int = 0) -> FrontMatter | None:
    """The block that begins at `start`, if there is one: between two lines `---`, with a key on the first line.

    Without the key, the lines are two rules with a text between them.
    """
    opened = _OPENING.match(text, start)
    closed = _CLOSING.search(text, opened.end()) if opened else None
    if not opened or not closed:
        return None
    values: dict[str, Value] = {}
    for entry in _ENTRY.finditer(text, opened.end(), closed.start()):
        value = _value(text, *entry.span(2))
        if value and value.text:
            values.setdefault(entry[1].lower(), value)
    return FrontMatter(values, closed.end())


def day(value: str) -> str:
    """The date that a value begins with: YYYY, YYYY-MM or YYYY-MM-DD, else nothing; no day that there never was."""
    found = _DATE.match(value)
    if not found:
        return ""
    from cqterm.text.dates import is_date  # most drafts have no date

    date = "-".join(part.zfill(2) for part in found.groups() if part)
    return date if is_date(date) else ""


def misdated(text: str, values: Mapping[str, Value]) -> str:
    """A remark that the date of a document is none, with its line in the text; nothing where it is one or is absent."""
    value = values.get("date")
    if value is None or day(value.text):
        return ""
    line, _ = LineIndex(text).position(value.pieces[0].span.start)
    said = " ".join(value.text.split())
    return f"line {line}: date «{said}» is no date and is not used: write YYYY, YYYY-MM or YYYY-MM-DD"


_EOL = r"(?>\r\n?|\n)"
_OPENING = late(rf"---[ \t]*+{_EOL}(?=[A-Za-z_][\w -]*:(?:\s|\Z)|#|---)")
_CLOSING = late(rf"(?<![^\r\n])(?:---|\.\.\.)[ \t]*+(?:{_EOL}|\Z)")
# A key, and its value with the lines below that are indented (or blank).
_ENTRY = late(rf"(?<![^\r\n])([A-Za-z_][\w-]*)[ \t]*:(?=\s|\Z)((?:[^\r\n]*+)(?:{_EOL}(?=[ \t\r\n])[^\r\n]*+)*+)")
_DATE = late(r"([0-9]{4})(?![0-9])(?:[-/.年] ?([0-9]{1,2})(?![0-9])(?:[-/.月] ?([0-9]{1,2})(?![0-9]))?)?")
_BLOCK = late(rf"[ \t]*[>|][0-9+-]{{0,2}}[ \t]*(?:#[^\r\n]*)?{_EOL}")
_QUOTED = late(r"""[ \t\r\n]*(?:"((?:[^"\\]|\\.)*+)"|'((?:[^']|'')*+)')""", re.DOTALL)
_ESCAPE = late(r"\\(x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|.)", re.DOTALL)
_COMMENT = late(r"[ \t]#[^\r\n]*")
_INDENT = late(rf"({_EOL})[ \t]+")
_ESCAPED = {
    "n": "\n",
    "t": "\t",
    "r": "\r",
    "0": " ",
    "a": " ",
    "b": " ",
    "e": " ",
    "f": " ",
    "v": " ",
    "N": "\x85",
    "_": "\xa0",
}


def _value(text: str, start: int, end: int) -> Value:
    """The value in `[start, end)`: the quotes, escapes, comments and indents of YAML taken away."""
    body = text[start:end]
    size = len(body)
    quoted = _QUOTED.match(body)
    block = _BLOCK.match(body)
    swaps: list[Swap] = []
    if quoted:
        first, last = quoted.span(quoted.lastindex or 0)
        swaps = _unescaped(quoted[quoted.lastindex or 0], first, double=quoted[1] is not None)
    else:
        comment = None if block else _COMMENT.search(body)
        first = block.end() if block else 0
        last = comment.start() if comment else size
        first += len(body[first:last]) - len(body[first:last].lstrip())
        last = max(first, len(body[:last].rstrip()))
    swaps += [Swap(m.end(1), m.end()) for m in _INDENT.finditer(body, first, last)]
    swaps = [Swap(0, first), *sorted(swaps), Swap(last, size)]
    return Value(*substitute(body, (Piece(0, Span(start, end)),), (s for s in swaps if s.start < s.end)))


def _unescaped(body: str, at: int, *, double: bool) -> list[Swap]:
    if not double:
        return [Swap(at + m.start(), at + m.end(), "'") for m in re.finditer("''", body)]
    return [Swap(at + m.start(), at + m.end(), _character(m[1])) for m in _ESCAPE.finditer(body)]


def _character(escape: str) -> str:
    if len(escape) == 1:
        return _ESCAPED.get(escape, escape)
    code = int(escape[1:], 16)
    return "\ufffd" if 0xD800 <= code < 0xE000 else chr(code)
