"""The blocks of a Markdown text that hold prose, with the place of each character (CommonMark 0.31, GitHub's tables).

Quote markers, list markers and indentation are cut out of a block's text, which leaves borders between its pieces.
Code, comments and reference definitions hold no prose; the labels that definitions define come with the blocks.

The scan goes line by line through the open containers, as the standard's own strategy does (its appendix A), but takes
a paragraph of plain lines in one bite. Its work is linear in the text: markers beyond a depth that no document has
count as text.
"""

import re

from cqterm.formats.markdown_inline import TAG, label
from cqterm.formats.markdown_lines import (
    DEFINITION,
    DELIMITERS,
    EOL,
    FENCE,
    FENCE_END,
    HEADING,
    HTML_BLOCK,
    HTML_SILENT,
    MARKER,
    RULE,
    UNDERLINE,
    At,
    advance,
    cells,
    definition_end,
    heading,
    indent,
)
from cqterm.formats.pieces import Swap, substitute
from cqterm.hints import Literal
from cqterm.model import Piece, Role, Segment, Span
from cqterm.text.patterns import late
from cqterm.values import NamedTuple, field, mutable


class Blocks(NamedTuple):
    """The blocks in order, which are segments with inline markup still in them, and what else the text holds.

    `html` are the numbers of the blocks that are raw HTML, `references` the labels that reference definitions define;
    `comments` says where comments between blocks begin.
    """

    blocks: list[Segment]
    html: set[int]
    references: set[str]
    comments: list[int]


def blocks(text: str, start: int = 0) -> Blocks:
    """The blocks of a Markdown text from an offset on, which must begin a line."""
    scan = _Scan(text, "\r" in text)
    position = start
    while position < len(text):
        # A blank line after the first one says nothing new, but an item that is still empty ends at it.
        if not scan.leaf and (not scan.open or scan.open[-1].filled):
            position = _BLANK_LINES.match(text, position).end()  # type: ignore[union-attr]  # it matches nothing at least
            if not scan.open:
                position = _plain(scan, position)
        if position < len(text):
            line = _LINE[scan.returns].match(text, position)
            assert line, "it matches nothing at least"  # noqa: S101
            _line(scan, position, line.end(1), line.end())
            position = _skipped(scan, line.end())
    _leave(scan, 0)
    _finish(scan)
    return Blocks(scan.blocks, scan.html, scan.references, scan.comments)


# In a text without CR the dot does for `[^\r\n]`, and the engine skips to the line's end four times as fast.
_LINE = {True: late(rf"([^\r\n]*+){EOL}?+"), False: late(r"(.*+)\n?+")}
_BLANK_LINES = late(rf"(?:[ \t]*+{EOL})*+")
# No block begins with these letters and no line of them ends a paragraph. Only at its start may `[` define a label.
_PLAIN_START = r"(?!\[)((?:[^\s#>*+\-_=~`<|:\d]"
_PLAIN = {
    True: late(rf"{_PLAIN_START}[^\r\n]*+(?:{EOL}|\Z))++)(?:[ \t]*+(?:{EOL}|\Z))*+"),
    False: late(rf"{_PLAIN_START}.*+(?:\n|\Z))++)(?:[ \t]*+(?:\n|\Z))*+"),
}

_FENCE_ENDS = late(r"[\r\n] {0,3}(`{3,}+|~{3,}+)[ \t]*+(?![^\r\n])")
_DEEPEST = 100  # containers

_Leaf = Literal["", "paragraph", "fence", "code", "html", "table"]


@mutable
class _Container:
    """A quote, or a list item whose content is `width` columns further in; `filled` once it holds a block."""

    width: int = 0
    filled: bool = False


@mutable
class _Scan:
    """Where the scan stands: the open containers, and the leaf in them that is not finished yet."""

    text: str
    returns: bool  # is there a CR?
    blocks: list[Segment] = field(default_factory=list)
    html: set[int] = field(default_factory=set)
    references: set[str] = field(default_factory=set)
    comments: list[int] = field(default_factory=list)
    open: list[_Container] = field(default_factory=list)
    leaf: _Leaf = ""
    lines: list[Span] = field(default_factory=list)  # of the paragraph or HTML, line ends included
    fence: str = ""
    closer: re.Pattern[str] | None = None  # of HTML without prose
    columns: int = 0


def _plain(scan: _Scan, position: int) -> int:
    """Take paragraphs of plain lines outside of containers, which most of prose is, and the start of another one."""
    text, add = scan.text, scan.blocks.append
    match = _PLAIN[scan.returns].match
    segment, piece, span = Segment._make, Piece._make, Span._make  # in a third of the time of a call with defaults
    while found := match(text, position):
        start, position, end = position, found.end(), found.end(1)
        if position == end < len(text):
            # What follows is no blank line, and may make a table of the last line.
            last = max(text.rfind("\n", start, end - 1), text.rfind("\r", start, end - 1), start - 1) + 1
            last = start if last == end - 1 and text[last] == "\n" else last
            scan.leaf = "paragraph"
            scan.lines = [span for span in (Span(start, last), Span(last, end)) if span.end > span.start]
            break
        body = found[1].rstrip(" \t\r\n")
        pieces = (piece((0, span((start, start + len(body))), True)),)
        add(segment((body, pieces, "", "", "text", "", "", "")))
    return position


def _skipped(scan: _Scan, position: int) -> int:
    """The line where fenced code outside of containers ends, since nothing else ends it; else the next one."""
    if scan.leaf != "fence" or scan.open:
        return position
    ends = _FENCE_ENDS.finditer(scan.text, position - 1)
    return next((found.start() + 1 for found in ends if found[1].startswith(scan.fence)), len(scan.text))


def _line(scan: _Scan, start: int, end: int, following: int) -> None:
    """Take the line `[start, end)`; the next one begins at `following`."""
    text = scan.text
    at, matched = _match(scan, start, end)
    if matched == len(scan.open) and _inside(scan, at, end, following):
        return
    while True:
        first = indent(text, at, end)
        if first.position >= end:
            _leave(scan, matched)
            _finish(scan)
            return
        if first.column - at.column >= 4:
            if scan.leaf == "paragraph":
                break
            _begin(scan, matched)
            scan.leaf = "code"
            return
        if _leaf_starts(scan, first.position, end, following, matched):
            return
        inner = _container_starts(scan, at, first, end, matched)
        if inner is None:
            break
        at, matched = inner, len(scan.open)
    _text(scan, Span(first.position, following), end, matched)


def _match(scan: _Scan, start: int, end: int) -> tuple[At, int]:
    """Go through the markers and indents of the open containers; how many of them the line continues."""
    text = scan.text
    at = At(start, 0)
    for matched, container in enumerate(scan.open):
        first = indent(text, at, end)
        inset = first.column - at.column
        if not container.width:
            if inset > 3 or not text.startswith(">", first.position, end):
                return at, matched
            at = advance(text, At(first.position + 1, first.column + 1), 1, end)
        elif first.position >= end:
            if not container.filled:
                return at, matched
            at = first
        elif inset >= container.width:
            at = advance(text, at, container.width, end)
        else:
            return at, matched
    return at, len(scan.open)


def _inside(scan: _Scan, at: At, end: int, following: int) -> bool:
    """Does the line belong to the open code or HTML?"""
    if scan.leaf in ("", "paragraph", "table"):
        return False
    first = indent(scan.text, at, end)
    inset, blank = first.column - at.column, first.position >= end
    if scan.leaf == "fence":
        closing = FENCE_END.match(scan.text, first.position, end) if inset < 4 else None
        if closing and closing[1].startswith(scan.fence):
            _finish(scan)
        return True
    if scan.leaf == "html":
        if scan.closer.search(scan.text, at.position, end) if scan.closer else blank:
            _finish(scan)
        elif not scan.closer:
            scan.lines.append(Span(first.position, following))
        return True
    if blank or inset >= 4:
        return True
    _finish(scan)
    return False


def _leaf_starts(scan: _Scan, first: int, end: int, following: int, matched: int) -> bool:
    """Take a line that is a leaf block of its own or begins one that is no paragraph."""
    text = scan.text
    if text[first] not in "#`~<|:=*-_":
        return False
    if text[first] == "#" and (marks := HEADING.match(text, first, end)):
        _begin(scan, matched)
        _emit(scan, "heading", [heading(text, marks.end(), end)])
        return True
    if text[first] in "`~" and (fence := FENCE.match(text, first, end)):
        _begin(scan, matched)
        scan.leaf, scan.fence = "fence", fence[1] or fence[2]
        return True
    if text[first] == "<" and _html_starts(scan, first, end, following, matched):
        return True
    if scan.leaf == "paragraph" and matched == len(scan.open):
        if text[first] in "|-:" and _table_starts(scan, first, end):
            return True
        if text[first] in "=-" and UNDERLINE.match(text, first, end) and _finish(scan, "heading"):
            return True
    if text[first] in "*-_" and RULE.match(text, first, end):
        _begin(scan, matched)
        return True
    return False


def _html_starts(scan: _Scan, first: int, end: int, following: int, matched: int) -> bool:
    text = scan.text
    for opener, closer in HTML_SILENT:
        if opener.match(text, first, end):
            _begin(scan, matched)
            if text.startswith("<!--", first):
                scan.comments.append(first)
            if not closer.search(text, first, end):
                scan.leaf, scan.closer = "html", closer
            return True
    alone = None if scan.leaf == "paragraph" else TAG.match(text, first, end)
    if HTML_BLOCK.match(text, first, end) or (alone and not text[alone.end() : end].strip(" \t")):
        _begin(scan, matched)
        scan.leaf, scan.closer, scan.lines = "html", None, [Span(first, following)]
        return True
    return False


def _container_starts(scan: _Scan, at: At, first: At, end: int, matched: int) -> At | None:
    """Open the quote or list item that starts at `first`; where its content begins, or None."""
    text = scan.text
    if matched >= _DEEPEST:
        return None
    if text[first.position] == ">":
        _begin(scan, matched)
        scan.open.append(_Container())
        return advance(text, At(first.position + 1, first.column + 1), 1, end)
    marker = MARKER.match(text, first.position, end)
    if not marker:
        return None
    size = marker.end() - marker.start()
    after = At(marker.end(), first.column + size)
    content = indent(text, after, end)
    empty = content.position >= end
    interrupts = scan.leaf == "paragraph" and matched == len(scan.open)
    if interrupts and (empty or (marker[1] and int(marker[1]) != 1)):
        return None
    padding = content.column - after.column
    if empty or padding > 4:
        padding = 1
    _begin(scan, matched)
    scan.open.append(_Container(first.column - at.column + size + padding))
    return content if empty else advance(text, after, padding, end)


def _text(scan: _Scan, line: Span, end: int, matched: int) -> None:
    """Take a line that starts nothing: it goes on with the paragraph, also lazily, or begins one, or is a row."""
    if scan.leaf == "paragraph":
        scan.lines.append(line)
    elif scan.leaf == "table" and matched == len(scan.open):
        _row(scan, line.start, end)
    else:
        _begin(scan, matched)
        scan.leaf, scan.lines = "paragraph", [line]


def _begin(scan: _Scan, matched: int) -> None:
    """Close what a new block closes, and note that its container holds something."""
    _leave(scan, matched)
    _finish(scan)
    if scan.open:
        scan.open[-1].filled = True


def _leave(scan: _Scan, matched: int) -> None:
    """Close the containers that the line does not continue."""
    if matched < len(scan.open):
        _finish(scan)
        del scan.open[matched:]


def _finish(scan: _Scan, role: Role = "text") -> bool:
    """Close the leaf; is there prose in it?"""
    leaf, lines = scan.leaf, scan.lines
    scan.leaf, scan.lines = "", []
    return bool(lines) and _emit(scan, role, lines, leaf)


def _emit(scan: _Scan, role: Role, lines: list[Span], leaf: _Leaf = "") -> bool:
    """Add a block of these lines, without the space it ends with and the definitions that a paragraph begins with."""
    body, pieces = _joined(scan.text, lines)
    if leaf == "paragraph" and body.startswith("[") and (defined := _definitions(scan, body)):
        body, pieces = substitute(body, pieces, [Swap(0, defined)])
    if body:
        if leaf == "html":
            scan.html.add(len(scan.blocks))
        scan.blocks.append(Segment(body, pieces, role=role))
    return bool(body)


def _joined(text: str, lines: list[Span]) -> tuple[str, tuple[Piece, ...]]:
    """The text of lines, with its map, without the space it ends with, which lies in the last of them."""
    runs = [lines[0]]
    for line in lines[1:]:
        if line.start == runs[-1].end:
            runs[-1] = Span(runs[-1].start, line.end)
        else:
            runs.append(line)
    body = "".join([text[start:end] for start, end in runs])
    kept = body.rstrip(" \t\r\n")
    pieces: list[Piece] = []
    at = 0
    for start, end in runs:
        pieces.append(Piece(at, Span(start, min(end, start + len(kept) - at))))
        at += end - start
    return kept, tuple(pieces)


def _definitions(scan: _Scan, body: str) -> int:
    """Note the labels that the paragraph defines at its start; where its prose begins."""
    position = 0
    while found := DEFINITION.match(body, position):
        end = definition_end(body, found.end())
        if end is None or not found[1].strip():
            break
        scan.references.add(label(found[1]))
        position = end
    return position


def _table_starts(scan: _Scan, first: int, end: int) -> bool:
    """Make a table of the paragraph's last line and the delimiter row under it, if that is what they are."""
    text = scan.text
    # A hyphen by itself begins a list item or underlines a heading.
    if text.startswith(("- ", "-\t"), first) or end - first < 2 or not DELIMITERS.match(text, first, end):
        return False
    head = scan.lines[-1]
    stop = head.start + len(text[head.start : head.end].rstrip("\r\n"))
    columns = len(cells(text, first, end))
    if text.find("|", head.start, stop) < 0 or len(cells(text, head.start, stop)) != columns:
        return False
    scan.lines.pop()
    _finish(scan)
    scan.leaf, scan.columns = "table", columns
    _row(scan, head.start, stop)
    return True


def _row(scan: _Scan, start: int, end: int) -> None:
    for cell in cells(scan.text, start, end)[: scan.columns]:
        if cell.end > cell.start:
            _emit(scan, "cell", [cell])
