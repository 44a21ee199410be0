"""A paragraph of a Word file while it is read, what it is counted in, and the segment that it becomes."""

from cqterm.formats.addresses import addresses
from cqterm.formats.docx_styles import NORMAL, Style
from cqterm.formats.pieces import Swap, substitute
from cqterm.model import OPAQUE, Piece, Segment, Span
from cqterm.text.phrases import primary
from cqterm.values import field, mutable


@mutable
class Container:
    """What paragraphs and tables are counted in: the body, a table, a cell, a note, a text box."""

    label: str
    numbers_paragraphs: bool = False
    paragraphs: int = 0
    tables: int = 0
    rows: int = 0
    cells: int = 0
    is_cell: bool = False

    def where(self) -> str:
        """The place of the latest paragraph in words."""
        if not self.label:
            return f"paragraph {self.paragraphs}"
        return self.label + (f", paragraph {self.paragraphs}" if self.numbers_paragraphs or self.paragraphs > 1 else "")


@mutable
class Paragraph:
    """A paragraph that is being read, with what holds for its current run."""

    where: str
    container: Container
    texts: list[str] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    size: int = 0
    style: Style = NORMAL
    runs_on: bool = False
    hidden: bool = False
    raised: bool = False
    opaque: bool = False
    language: str = ""
    east_asian: str = ""
    languages: set[str] = field(default_factory=set)

    def add(self, text: str, start: int, stop: int, *, verbatim: bool) -> None:
        """Add text that stands at a place of the part."""
        self.pieces.append(Piece(self.size, Span(start, stop), verbatim))
        self.texts.append(text)
        self.size += len(text)


def segment_of(paragraph: Paragraph, part: str) -> Segment | None:
    """The segment of a paragraph, addresses masked; None if it holds no prose."""
    text, pieces = "".join(paragraph.texts), tuple(paragraph.pieces)
    masks = [Swap(span.start, span.end, OPAQUE) for span in addresses(text)]
    if masks:
        text, pieces = substitute(text, pieces, masks)
    if not text.replace(OPAQUE, "").strip():
        return None
    role = paragraph.style.role
    return Segment(
        text=text,
        pieces=pieces,
        part=part,
        language=_language(text, paragraph),
        role="cell" if role == "text" and paragraph.container.is_cell else role,
        where=paragraph.where,
    )


_EAST_ASIAN = frozenset(("zh", "ja", "ko"))


def _language(text: str, paragraph: Paragraph) -> str:
    """The language that all runs with words are marked with, unless the letters belie it.

    A mark of East Asian text holds only where there is no Latin letter, since a Chinese text with an English name in
    it is to be searched for it. The language that a computer is set to (docDefaults) says nothing about a text.
    """
    letters = set(text)
    if any(map(_is_east_asian, letters)):
        return "" if any(map(_is_latin, letters)) else paragraph.east_asian
    if len(paragraph.languages) != 1:
        return ""
    (language,) = paragraph.languages
    return "" if primary(language) in _EAST_ASIAN else language


def _is_east_asian(letter: str) -> bool:
    """Kana, Chinese characters, Hangul. A pattern with such ranges takes 3 ms to compile."""
    return letter >= "\u3040" and (
        letter <= "\u30ff"
        or "\u3400" <= letter <= "\u9fff"
        or "\uac00" <= letter <= "\ud7af"
        or "\U00020000" <= letter <= "\U0003ffff"
    )


def _is_latin(letter: str) -> bool:
    return "A" <= letter <= "Z" or "a" <= letter <= "z" or "\u00c0" <= letter <= "\u024f"
