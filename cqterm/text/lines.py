"""Lines and columns, derived from offsets at the border where a person reads them."""

from bisect import bisect_right
from functools import cached_property

from cqterm.text.patterns import late

_END = late(r"\r\n|\n|\r")
_LF = late("\n")


class LineIndex:
    """Turns offsets of one text into places. Lines end at LF, CRLF or CR, as editors count them.

    A byte order mark at the start counts as an offset, since it stands in the file, but not as a column, since no
    editor shows it.
    """

    def __init__(self, text: str) -> None:
        """Do nothing yet: of most texts nobody will ask."""
        self._text = text
        self._mark = int(text.startswith("\ufeff"))

    @cached_property
    def _starts(self) -> list[int]:
        # a single character is found thrice as fast as one of several
        return [0, *[m.end() for m in (_END if "\r" in self._text else _LF).finditer(self._text)]]

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset in code points; both count from 1, columns in code points."""
        line = bisect_right(self._starts, offset)
        column = offset - self._starts[line - 1] + 1
        return line, max(1, column - self._mark) if line == 1 else column

    def line(self, number: int) -> str:
        """The text of a line, counted from 1, without its end and without a byte order mark."""
        start = self._starts[number - 1] if number > 1 else self._mark
        end = self._starts[number] if number < len(self._starts) else len(self._text)
        return self._text[start:end].rstrip("\r\n")
