"""Plain text: paragraphs between blank lines, one segment each, one character of the segment for each of the source.

Line breaks inside a paragraph stay. Addresses and the marks of content systems (`_ueditor_page_break_tag_`) become as
many opaque characters as they have. A paragraph of one line that looks like a headline has the role of a heading.
"""

from cqterm.formats import Edits
from cqterm.formats.addresses import addresses
from cqterm.formats.decode import BOM, decode
from cqterm.formats.pieces import Swap, substitute
from cqterm.model import OPAQUE, Document, Part, Piece, Role, Segment, Span
from cqterm.text.patterns import late

NAME = "plain text"
SUFFIXES: tuple[str, ...] = (".txt",)


def read(name: str, data: bytes) -> Document:
    """Read a text file; a `FormatError` says that it is binary or in no known encoding."""
    text, encoding, note = decode(data, name)
    segments = tuple(s for start, end in _paragraphs(text) if (s := _segment(text, start, end)))
    notes = (note,) if note else ()
    return Document(name=name, parts=(Part("", text),), segments=segments, encoding=encoding, notes=notes)


def escape(document: Document, edits: Edits) -> Edits:  # noqa: ARG001 - the same for every text
    """The edits as they are: nothing in plain text is markup."""
    return edits


# By whether there is a CR; a pattern that begins with one character is found several times as fast. The group is
# atomic: else CR LF, taken back to CR, would pass for two line ends.
_BLANK = {
    True: late(r"(?>\r\n?|\n)[^\S\r\n]*+(?>\r\n?|\n)\s*"),
    False: late(r"\n[^\S\n]*+\n\s*"),
}
_LONGEST_HEADLINE = 15  # words
_SHORT_HEADLINE = 5
_SENTENCE_ENDS = tuple(".?!:;,。？！：；，…")


def _paragraphs(text: str) -> list[tuple[int, int]]:
    spans = []
    start = len(text) - len(text.removeprefix(BOM).lstrip())
    blank = _BLANK["\r" in text].search
    while start < len(text):
        gap = blank(text, start)
        end = gap.start() if gap else start + len(text[start:].rstrip())
        spans.append((start, end))
        start = gap.end() if gap else len(text)
    return spans


def _segment(text: str, start: int, end: int) -> Segment | None:
    """A paragraph; None if it holds nothing but addresses."""
    body = text[start:end]
    pieces: tuple[Piece, ...] = (Piece(0, Span(start, end)),)
    role = _role(body)
    swaps = [Swap(span.start, span.end, OPAQUE * (span.end - span.start)) for span in addresses(body)]
    if swaps:
        body, pieces = substitute(body, pieces, swaps)
        if not body.replace(OPAQUE, "").strip():
            return None
    return Segment(text=body, pieces=pieces, role=role)


def _role(body: str) -> Role:
    """A headline is one line without a sentence's end, and short or mostly of capitalised words."""
    if len(body) > 200 or "\n" in body or "\r" in body or body.rstrip().endswith(_SENTENCE_ENDS):
        return "text"
    words = body.split()
    capitals = sum(not word[0].islower() for word in words)
    short = len(words) <= _SHORT_HEADLINE
    return "heading" if short or (len(words) <= _LONGEST_HEADLINE and capitals * 2 > len(words)) else "text"
