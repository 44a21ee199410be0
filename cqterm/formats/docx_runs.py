"""The runs of a part of a Word file as markup: what must be closed and opened again to put something into a text.

A run holds its properties and its texts (`r`, `rPr` and `t` in ECMA-376 part 1, section 17.3). Where a change begins
or ends inside a text, the run is closed there and a run with the same properties opened, so that all that stood in the
part stays as it is, character for character.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from cqterm.formats.docx_names import Names
from cqterm.formats.pieces import splice
from cqterm.formats.xml_events import scan, tag_end
from cqterm.model import Edit, Span
from cqterm.text.patterns import late
from cqterm.values import NamedTuple

PRESERVE = ' xml:space="preserve"'
"""Without it white space at the ends of a text is lost."""


class Text(NamedTuple):
    """A text element: its start tag, its content, and whether it keeps white space at its ends.

    `prefix` is that of Word's namespace in the part, with its colon. `run` is the start tag of its run, `properties`
    the element with those of the run, `inserted` the start tag of the tracked insertion that the run lies in.
    `paragraph` is the number of its paragraph in the layout.
    """

    tag: Span
    content: Span
    keeps: bool
    prefix: str
    run: str
    properties: str
    inserted: str
    paragraph: int


class Paragraph(NamedTuple):
    """A paragraph's content, behind its properties, and the number of the paragraph around its text box, or -1."""

    content: Span
    around: int


class Layout(NamedTuple):
    """The texts and paragraphs of a part, in order."""

    texts: tuple[Text, ...]
    paragraphs: tuple[Paragraph, ...]

    def text_at(self, offset: int) -> Text | None:
        """The text element that an offset lies in, its end included."""
        index = bisect_right(self.texts, offset, key=lambda t: t.content.start) - 1
        text = self.texts[index] if index >= 0 else None
        return text if text is not None and offset <= text.content.end else None

    def paragraph_at(self, offset: int) -> int:
        """The number of the innermost paragraph around an offset, or of the nearest before it."""
        around = [n for n, p in enumerate(self.paragraphs) if p.content.start <= offset <= p.content.end]
        before = bisect_right(self.paragraphs, offset, key=lambda p: p.content.start) - 1
        return max(around, default=max(before, 0))

    def outermost(self, number: int) -> int:
        """The paragraph that a paragraph's text box hangs on, if it stands in one, else itself."""
        while self.paragraphs[number].around >= 0:
            number = self.paragraphs[number].around
        return number


def layout(place: str, source: str) -> Layout:
    """The runs of a part; `place` serves messages only.

    Raises:
        FormatError: the part is broken.
    """
    reader = _Reader(source)
    scan(place, source, start=reader.start, end=reader.end, text=lambda *_: None)
    return Layout(tuple(reader.texts), tuple(Paragraph(Span(a, b), around) for a, b, around in reader.paragraphs))


def keeping_spaces(source: str, found: Layout, edits: Sequence[Edit]) -> Iterable[Edit]:
    """What makes texts keep the white space that edits (escaped, sorted) leave at their ends."""
    touched: dict[Span, list[Edit]] = {}
    for edit in edits:
        text = found.text_at(edit.span.start)
        if text is not None and not text.keeps:
            touched.setdefault(text.content, []).append(edit)
    for text in found.texts:
        if text.content in touched:
            start, end = text.content
            inner = [Edit(Span(e.span.start - start, e.span.end - start), e.text) for e in touched[text.content]]
            content = splice(source[start:end], inner)
            if content != content.strip():
                yield from keeping(source, text)


def keeping(source: str, text: Text) -> Iterator[Edit]:
    """The edit that makes a text keep white space at its ends; none where its tag says that it shall not."""
    if not text.keeps and " xml:space" not in source[slice(*text.tag)]:
        at = _NAME.match(source, text.tag.start).end()  # type: ignore[union-attr]  # it is a tag
        yield Edit(Span(at, at), PRESERVE)


def border(source: str, text: Text, offset: int) -> int:
    """Where something goes that belongs at an offset of a text: outside its run where the run begins or ends there."""
    head = text.run + text.properties
    if offset == text.content.start and source.endswith(head, 0, text.tag.start):
        return text.tag.start - len(head)
    if offset == text.content.end and source.startswith(closed(text), offset):
        return offset + len(closed(text))
    return offset


def closed(text: Text, element: str = "t") -> str:
    """The end of a text and its run."""
    return f"</{text.prefix}{element}></{text.prefix}r>"


def opened(text: Text, identifiers: "Identifiers") -> str:
    """The run and a text in it, begun once more. A tracked change of its properties gets a number of its own."""
    properties = _CHANGE_ID.sub(lambda m: m[1] + identifiers.next(), text.properties)
    return f"{text.run}{properties}<{text.prefix}t{PRESERVE}>"


def begun(text: Text, element: str = "t") -> str:
    """A new run that looks like the text's, and a text in it; the history of its properties is left behind."""
    return f"<{text.prefix}r>{_CHANGE.sub('', text.properties)}<{text.prefix}{element}{PRESERVE}>"


class Identifiers:
    """Numbers for comments and tracked changes that none of the texts uses yet."""

    __slots__ = ("_last",)

    def __init__(self, texts: Iterable[str]) -> None:
        """Begin behind the highest number in use."""
        self._last = max((int(found[1]) for text in texts for found in _IDENTIFIER.finditer(text)), default=0)

    def next(self) -> str:
        """The next one."""
        self._last += 1
        return str(self._last)


_IDENTIFIER = late(r"\bid=[\"'](\d{1,9})[\"']")
_SPACE = "http://www.w3.org/XML/1998/namespace space"
_NAME = late(r"<[^\s/>]+")
_CHANGE = late(r"<(\w+:)?rPrChange\b.*?</\1?rPrChange>", re.DOTALL)
_CHANGE_ID = late(r"(<(?:\w+:)?rPrChange\b[^>]*?\bid=[\"'])\d+")


class _Reader:
    """Gathers the layout from the events of a scan."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.names = Names()
        self.texts: list[Text] = []
        self.paragraphs: list[list[int]] = []  # start and end of the content, the paragraph around
        self.open: list[int] = []
        self.runs: list[list[str]] = []  # tag, properties, tracked insertion
        self.parents: list[tuple[str, int]] = []
        self.tag: tuple[Span, bool] | None = None

    def start(self, name: str, attributes: dict[str, str], at: int) -> None:
        short = self.names[name]
        if short == "r":
            inserted = self.parents[-1] if self.parents else ("", 0)
            tag = self._tag(inserted[1]) if inserted[0] == "ins" else ""
            self.runs.append([self._tag(at), "", tag])
        elif short == "t" and self.open and self.parents[-1][0] == "r":
            self.tag = (Span(at, tag_end(self.source, at)), attributes.get(_SPACE) == "preserve")
        elif short == "p":
            end = tag_end(self.source, at)
            self.paragraphs.append([end, end, self.open[-1] if self.open else -1])
            self.open.append(len(self.paragraphs) - 1)
        self.parents.append((short, at))

    def end(self, name: str, at: int) -> None:
        short = self.names[name]
        _, start = self.parents.pop()
        if short == "rPr" and self.runs and self.parents and self.parents[-1][0] == "r":
            self.runs[-1][1] = self.source[start : self._behind(start, at)]
        elif short == "pPr" and self.open and self.parents[-1][0] == "p":
            self.paragraphs[self.open[-1]][0] = self._behind(start, at)
        elif short == "r":
            self.runs.pop()
        elif short == "p":
            self.paragraphs[self.open.pop()][1] = at
        elif short == "t" and self.tag is not None:
            self._text(at)

    def _text(self, end: int) -> None:
        tag, keeps = self.tag or (Span(0, 0), False)
        self.tag = None
        if tag.end < end:  # an empty one holds nothing to change
            prefix = _NAME.match(self.source, tag.start).group()[1:].removesuffix("t")  # type: ignore[union-attr]
            run, properties, inserted = self.runs[-1]
            content = Span(tag.end, end)
            self.texts.append(Text(tag, content, keeps, prefix, run, properties, inserted, self.open[-1]))

    def _tag(self, at: int) -> str:
        return self.source[at : tag_end(self.source, at)]

    def _behind(self, start: int, end: int) -> int:
        """Behind an element that begins and ends at two offsets as `scan` tells them."""
        return end if self._tag(start).endswith("/>") else tag_end(self.source, end)
