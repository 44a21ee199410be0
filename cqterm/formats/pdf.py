"""PDF, to be read only: the blocks of text of each page, as pdfminer.six finds them by their layout.

Offsets count in the text of a page, whose part is called `page 1` and so on. A line end inside a block is no end of a
term; a word broken at one keeps its hyphen, since nothing tells a hyphen of its own from one of the line's.
"""

from collections.abc import Iterator
from io import BytesIO

from cqterm.errors import FormatError
from cqterm.formats import Edits
from cqterm.formats.pieces import Swap
from cqterm.formats.segments import segment
from cqterm.model import Document, Part, Segment
from cqterm.text.patterns import late

NAME = "PDF"
SUFFIXES: tuple[str, ...] = (".pdf",)
NAMED_ONLY = True

MAX_PAGES = 2_000
"""Pages; a longer one is more likely a mistake than a document to lint."""


def read(name: str, data: bytes) -> Document:
    """Read a PDF; a `FormatError` says that it is broken, locked or a scan, or that the extra is not installed."""
    parts: list[Part] = []
    segments: list[Segment] = []
    for number, blocks in enumerate(_pages(name, data), 1):
        text, part = "\n".join(blocks), f"page {number}"
        parts.append(Part(part, text))
        start = 0
        for count, block in enumerate(blocks, 1):
            where = f"{part}, block {count}"
            found = segment(text, start, start + len(block.rstrip()), list(_breaks(text, start, block)), where=where)
            if found is not None:
                segments.append(Segment(text=found.text, pieces=found.pieces, part=part, where=where))
            start += len(block) + 1
    if not segments:
        raise FormatError(f"{name}: holds no text, only pictures of it: have its text recognised (OCR) first")
    return Document(name=name, parts=tuple(parts), segments=tuple(segments), raw=data, writable=False)


def escape(document: Document, edits: Edits) -> Edits:  # noqa: ARG001 - nothing is ever written
    """The edits as they are."""
    return edits


_BROKEN = late(r"(?<=\w-)\n(?=\w)|(?<=\w)[\u00ad\u2010]\n(?=\w)")


def _breaks(text: str, start: int, block: str) -> Iterator[Swap]:
    """The line ends inside words."""
    for found in _BROKEN.finditer(text, start, start + len(block)):
        yield Swap(*found.span())


def _pages(name: str, data: bytes) -> Iterator[list[str]]:
    """The blocks of text of each page."""
    try:
        from pdfminer import pdfpage
        from pdfminer.high_level import extract_pages
        from pdfminer.layout import LTTextContainer
        from pdfminer.pdfdocument import PDFPasswordIncorrect
    except ImportError:
        raise FormatError(f"{name}: to read PDF takes one more package: pip install 'cqterm[pdf]'") from None
    # it tells of every oddity of a file, which is not for the user of a linter
    pdfpage.log.manager.getLogger("pdfminer").setLevel("CRITICAL")
    try:
        for page in extract_pages(BytesIO(data), maxpages=MAX_PAGES):
            blocks = (each.get_text() for each in page if isinstance(each, LTTextContainer))
            yield [block for block in blocks if block.strip()]
    except PDFPasswordIncorrect:
        raise FormatError(f"{name}: is locked with a password: save it without one") from None
    except Exception as error:  # the library raises what it likes about a broken file
        what = f"is no PDF, or a broken one ({str(error) or type(error).__name__})"
        raise FormatError(f"{name}: {what}: make it again from its source") from error
