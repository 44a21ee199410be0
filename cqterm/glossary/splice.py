"""Places in a text, and putting new text there: what `edit` works with."""

import re
from collections.abc import Sequence

from cqterm.values import NamedTuple


class Splice(NamedTuple):
    """Replace the text between two offsets."""

    start: int
    end: int
    text: str


def at(place: int, text: str) -> Splice:
    """Put a text at an offset."""
    return Splice(place, place, text)


def spliced(text: str, splices: Sequence[Splice]) -> str:
    """The text with all of them done; they don't overlap."""
    parts, end = [], 0
    for start, stop, new in sorted(splices):
        parts += [text[end:start], new]
        end = stop
    return "".join([*parts, text[end:]])


_LINE_END = re.compile(r"[\r\n]|\Z")
_COMMENT_LINE = re.compile(r"(?:\r\n|\n|\r)([ ]*)#[^\r\n]*")


def line_end(text: str, offset: int) -> int:
    """Where the line of an offset ends, before its line break."""
    found = _LINE_END.search(text, offset)
    return found.start() if found else len(text)


def past_comments(text: str, end: int, column: int) -> int:
    """From the end of a line past the lines that hold only a comment, indented by `column` or more."""
    found = _COMMENT_LINE.match(text, end)
    while found and len(found.group(1)) >= column:
        end = found.end()
        found = _COMMENT_LINE.match(text, end)
    return end


def column_of(text: str, offset: int) -> int:
    """The column of an offset, from 0, in code points; a byte order mark does not count."""
    start = max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1
    return offset - start - text.startswith("\ufeff", start)
