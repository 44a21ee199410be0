"""What a single line of Markdown may begin or be, and the columns of its white space (CommonMark 0.31).

The patterns expect `match(text, first, end)`: from the first character that is no white space to the end of the line,
without its line end. Columns count from 0; a tab goes on to the next multiple of four.
"""

import re

from cqterm.formats.markdown_inline import destination, title
from cqterm.model import Span
from cqterm.text.patterns import late
from cqterm.values import NamedTuple

EOL = r"(?>\r\n?|\n)"
"""A line end, as a pattern; atomic, lest CR LF pass for two."""

HEADING = late(r"#{1,6}(?=[ \t]|\Z)")
"""The marks that begin a `#` heading."""

UNDERLINE = late(r"(?:=+|-+)[ \t]*\Z")
"""The line that makes a heading of the paragraph over it."""

RULE = late(r"(?:\*[ \t]*){3,}+\Z|(?:-[ \t]*){3,}+\Z|(?:_[ \t]*){3,}+\Z")
"""A thematic break."""

FENCE = late(r"(`{3,}+)(?=[^`]*\Z)|(~{3,}+)")
"""What opens fenced code: its marks are one of the groups."""

FENCE_END = late(r"(`+|~+)[ \t]*\Z")
"""What closes it, if the marks are as many."""

MARKER = late(r"(?:[-+*]|([0-9]{1,9})[.)])(?=[ \t]|\Z)")
"""What begins a list item; the group is its number."""

DELIMITERS = late(r"\|?[ \t]*+:?-++:?[ \t]*+(?:\|[ \t]*+:?-++:?[ \t]*+)*+\|?[ \t]*+\Z")
"""The row under the head of a table."""

DEFINITION = late(r"\[((?:[^\[\]\\]|\\.){1,999}+)\]:[ \t\r\n]*+", re.DOTALL)
"""A label being defined, up to where its destination begins."""

_HTML_NAMES = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|"
    "fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|"
    "menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|"
    "track|ul"
)
HTML_SILENT = (
    (
        late(r"<(?:script|pre|style|textarea)(?:[\s>]|\Z)", re.IGNORECASE),
        late(r"</(?:script|pre|style|textarea)>", re.IGNORECASE),
    ),
    (late(r"<!--"), late(r"-->")),
    (late(r"<\?"), late(r"\?>")),
    (late(r"<!\[CDATA\["), late(r"\]\]>")),
    (late(r"<![A-Za-z]"), late(r">")),
)
"""How an HTML block without prose starts, and what a line that ends it holds."""

HTML_BLOCK = late(rf"</?(?:{_HTML_NAMES})(?:\s|/?>|\Z)", re.IGNORECASE)
"""How an HTML block with prose in it starts; a blank line ends it."""


class At(NamedTuple):
    """A place in a line and its column; inside a tab, the columns before it are used up."""

    position: int
    column: int


def indent(text: str, at: At, end: int) -> At:
    """The next place that is neither space nor tab."""
    position, column = at
    if position >= end or text[position] not in " \t":  # as most lines begin
        return at
    while position < end:
        character = text[position]
        if character == " ":
            column += 1
        elif character == "\t":
            column += 4 - column % 4
        else:
            break
        position += 1
    return At(position, column)


def advance(text: str, at: At, columns: int, end: int) -> At:
    """So many columns of white space further, or as many as there are; a tab may be used up in part."""
    position, column = at
    goal = column + columns
    while column < goal and position < end and text[position] in " \t":
        width = 1 if text[position] == " " else 4 - column % 4
        if column + width > goal:
            return At(position, goal)
        column += width
        position += 1
    return At(position, column)


def heading(text: str, start: int, end: int) -> Span:
    """The text of a `#` heading without the marks that may close it."""
    body = text[start:end].rstrip(" \t")
    bare = body.rstrip("#")
    if not bare or bare[-1] in " \t":
        body = bare.rstrip(" \t")
    return Span(start + len(body) - len(body.lstrip(" \t")), start + len(body))


def cells(text: str, start: int, end: int) -> list[Span]:
    """The cells of a row, trimmed; bars at both ends of the row are optional."""
    end = start + len(text[start:end].rstrip(" \t"))
    cells: list[Span] = []
    while True:
        stop = _CELL.match(text, start, end).end()  # type: ignore[union-attr]  # it matches nothing at least
        body = text[start:stop]
        left = start + len(body) - len(body.lstrip(" \t"))
        cells.append(Span(left, max(left, start + len(body.rstrip(" \t")))))
        if stop >= end:
            break
        start = stop + 1
    if cells and cells[0].start == cells[0].end:
        cells = cells[1:]
    if cells and cells[-1].start == cells[-1].end:
        cells = cells[:-1]
    return cells


def definition_end(body: str, start: int) -> int | None:
    """Where the definition ends whose destination begins at `start`; None if it is none after all."""
    end = destination(body, start)
    if end is None or end == start:
        return None
    after = _SPACE.match(body, end)
    if after and after.end() > end:
        titled = title(body, after.end())
        rest = _REST.match(body, titled) if titled else None
        if rest:
            return rest.end()
    bare = _REST.match(body, end)
    return bare.end() if bare else None


_CELL = late(r"(?:[^|\\]++|\\.|\\)*+", re.DOTALL)
_SPACE = late(r"[ \t\r\n]*+")
_REST = late(rf"[ \t]*+(?:{EOL}|\Z)")
