"""One part of a Word file as the reader sees it: paragraphs with their places in words, whatever runs cut them up.

Deleted and moved text, hidden text, raised figures (the marks of notes), field codes and what stands for something else
in old programs (the fallback of a drawing) are no text; inserted text, field results and the text of links, forms and
text boxes are. Tabs and breaks are white space, optional hyphens nothing; pictures, formulas and text in a style for
code are opaque. A paragraph whose end is deleted runs on in the next. The elements are those of ECMA-376 part 1,
section 17.
"""

from collections.abc import Callable, Mapping

from cqterm.formats.docx_names import Names, is_on, value
from cqterm.formats.docx_paragraph import Container, Paragraph, segment_of
from cqterm.formats.docx_styles import NORMAL, Style
from cqterm.formats.xml_events import scan, tag_end
from cqterm.hints import TypeAlias
from cqterm.model import OPAQUE, Segment, Span
from cqterm.text.directives import is_directive
from cqterm.values import NamedTuple, field, frozen, mutable

AUTHOR = "cqterm"
"""Who signs our comments and tracked changes; our own comments are no text to lint."""


class Comment(NamedTuple):
    """A comment's text, and where it stands in its own part."""

    text: str
    span: Span


@frozen
class Story:
    """The segments of a part in the order of the text, and what else points out of it or into it.

    `notes` numbers footnotes and endnotes by `footnote ID` in the order of their marks; `anchors` holds the place of
    each comment's id; `comments` the comments themselves by their ids.
    """

    segments: tuple[Segment, ...]
    notes: Mapping[str, int]
    anchors: Mapping[str, Span]
    comments: Mapping[str, Comment]


def story(
    place: str,
    part: str,
    source: str,
    *,
    label: str = "",
    styles: Mapping[str, Style] | None = None,
    notes: Mapping[str, int] | None = None,
) -> Story:
    """Read a part. `label` names it ("header 1"; empty for the main text), `notes` is what the main text has numbered.

    Raises:
        FormatError: the part is broken.
    """
    reader = _Reader(part=part, source=source, styles=styles or {}, known=notes or {}, containers=[Container(label)])
    scan(place, source, start=reader.start, end=reader.end, text=reader.text)
    reader.flush()
    segments = sorted(reader.segments, key=lambda s: s.pieces[0].span)
    return Story(segments=tuple(segments), notes=reader.notes, anchors=reader.anchors, comments=reader.comments)


_SKIPPED = frozenset(
    "moveFrom rt sdtPr sectPr instrText delText delInstrText pPrChange rPrChange tblPrChange trPrChange tcPrChange"
    " tblGridChange numberingChange".split()
)
_OPAQUE = frozenset("wp:inline object pict sym pgNum dayShort dayLong monthShort monthLong yearShort yearLong".split())
_SPACES = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}


@mutable
class _Reader:
    part: str
    source: str
    styles: Mapping[str, Style]
    known: Mapping[str, int]
    containers: list[Container]
    names: Names = field(default_factory=Names)
    segments: list[Segment] = field(default_factory=list)
    notes: dict[str, int] = field(default_factory=dict)
    anchors: dict[str, Span] = field(default_factory=dict)
    comments: dict[str, Comment] = field(default_factory=dict)
    paragraphs: list[Paragraph] = field(default_factory=list)
    carried: Paragraph | None = None
    skipped: int = 0  # elements open inside one that is left out, itself included
    fields: list[bool] = field(default_factory=list)  # open fields: whether their code is being read
    alternatives: list[bool] = field(default_factory=list)  # whether one was taken
    in_text: bool = False
    in_properties: bool = False  # of a paragraph
    comment: tuple[str, int, list[str]] | None = None  # id, offset, paragraphs

    # --- events

    def start(self, name: str, attributes: dict[str, str], at: int) -> None:
        """A start tag."""
        if self.skipped:
            self.skipped += 1
            return
        handle = _STARTS.get(self.names[name])
        if handle is not None:
            handle(self, attributes, at)

    def end(self, name: str, at: int) -> None:
        """An end tag."""
        if self.skipped:
            self.skipped -= 1
            return
        handle = _ENDS.get(self.names[name])
        if handle is not None:
            handle(self, at)

    def text(self, text: str, start: int, stop: int, verbatim: bool) -> None:
        """A run of text, of which only that of `t` elements counts."""
        if not self.in_text or self.skipped or not self.paragraphs:
            return
        paragraph = self.paragraphs[-1]
        if paragraph.hidden or (self.fields and True in self.fields):
            return
        if paragraph.raised and not any(map(str.isalpha, text)):
            return  # the mark of a note; «20th» stays
        if paragraph.opaque:
            paragraph.add(OPAQUE, start, stop, verbatim=False)
            return
        paragraph.add(text, start, stop, verbatim=verbatim)
        if not text.isspace():
            paragraph.languages.add(paragraph.language)

    # --- runs

    def run(self, attributes: dict[str, str], at: int) -> None:
        """A run begins: nothing of the one before holds."""
        if self.paragraphs:
            paragraph = self.paragraphs[-1]
            paragraph.hidden = paragraph.raised = False
            paragraph.opaque = paragraph.style.code
            paragraph.language = paragraph.style.language

    def text_element(self, attributes: dict[str, str], at: int) -> None:
        self.in_text = True

    def text_end(self, at: int) -> None:
        self.in_text = False

    def skip(self, attributes: dict[str, str], at: int) -> None:
        """What is no text, and nothing in it."""
        self.skipped = 1

    def put(self, text: str, at: int) -> None:
        """An element that stands for a character."""
        if self.paragraphs and not self.in_properties and not self.paragraphs[-1].hidden and True not in self.fields:
            self.paragraphs[-1].add(text, at, tag_end(self.source, at), verbatim=False)

    def run_style(self, attributes: dict[str, str], at: int) -> None:
        if self.paragraphs and not self.in_properties:
            self.paragraphs[-1].opaque |= self.styles.get(value(attributes), NORMAL).code

    def hidden(self, attributes: dict[str, str], at: int) -> None:
        if self.paragraphs and not self.in_properties:
            self.paragraphs[-1].hidden = is_on(attributes)

    def raised(self, attributes: dict[str, str], at: int) -> None:
        if self.paragraphs and not self.in_properties:
            self.paragraphs[-1].raised = value(attributes) == "superscript"

    def lang(self, attributes: dict[str, str], at: int) -> None:
        if self.paragraphs and not self.in_properties:
            paragraph = self.paragraphs[-1]
            paragraph.language = value(attributes) or paragraph.language
            paragraph.east_asian = value(attributes, "eastAsia") or paragraph.east_asian

    def field_character(self, attributes: dict[str, str], at: int) -> None:
        match value(attributes, "fldCharType"):
            case "begin":
                self.fields.append(True)
            case "separate" if self.fields:
                self.fields[-1] = False
            case "end" if self.fields:
                self.fields.pop()

    def formula(self, attributes: dict[str, str], at: int) -> None:
        self.put(OPAQUE, at)
        self.skipped = 1

    def note_mark(self, kind: str, attributes: dict[str, str]) -> None:
        """The mark of a footnote or endnote numbers it."""
        same = sum(key.startswith(kind) for key in self.notes)
        self.notes.setdefault(f"{kind} {value(attributes, 'id')}", same + 1)

    # --- paragraphs

    def paragraph(self, attributes: dict[str, str], at: int) -> None:
        container = self.containers[-1]
        container.paragraphs += 1
        carried, self.carried = self.carried, None
        if carried is not None and carried.container is container:
            carried.runs_on = False
            self.paragraphs.append(carried)
            return
        if carried is not None:
            self.emit(carried)
        self.paragraphs.append(Paragraph(container.where(), container))

    def properties(self, attributes: dict[str, str], at: int) -> None:
        self.in_properties = True

    def properties_end(self, at: int) -> None:
        self.in_properties = False

    def paragraph_style(self, attributes: dict[str, str], at: int) -> None:
        if self.paragraphs:
            self.paragraphs[-1].style = self.styles.get(value(attributes), NORMAL)

    def deleted(self, attributes: dict[str, str], at: int) -> None:
        """Deleted text, or the deleted end of a paragraph."""
        if self.in_properties and self.paragraphs:
            self.paragraphs[-1].runs_on = True
        else:
            self.skipped = 1

    def paragraph_end(self, at: int) -> None:
        paragraph = self.paragraphs.pop()
        # no text stands in a code, so one that is still open has lost its end: the text behind it counts
        self.fields = [False for _ in self.fields]
        if paragraph.runs_on:
            self.carried = paragraph
        else:
            self.emit(paragraph)

    def flush(self) -> None:
        """The end of the part, or of what a paragraph might run on in."""
        carried, self.carried = self.carried, None
        if carried is not None:
            self.emit(carried)

    def emit(self, paragraph: Paragraph) -> None:
        """The segment of a paragraph, if it holds any prose."""
        if self.comment is not None:
            self.comment[2].append("".join(paragraph.texts))
        segment = segment_of(paragraph, self.part)
        if segment is not None:
            self.segments.append(segment)

    # --- what paragraphs stand in

    def table(self, attributes: dict[str, str], at: int) -> None:
        self.flush()
        around = self.containers[-1]
        around.tables += 1
        place = f"{around.label}, " if around.label else ""
        self.containers.append(Container(f"{place}table {around.tables}"))

    def row(self, attributes: dict[str, str], at: int) -> None:
        self.containers[-1].rows += 1
        self.containers[-1].cells = 0

    def cell(self, attributes: dict[str, str], at: int) -> None:
        table = self.containers[-1]
        table.cells += 1
        self.containers.append(Container(f"{table.label}, row {table.rows}, cell {table.cells}", is_cell=True))

    def text_box(self, attributes: dict[str, str], at: int) -> None:
        where = f" in {self.paragraphs[-1].where}" if self.paragraphs else ""
        self.containers.append(Container(f"text box{where}"))

    def leave(self, at: int) -> None:
        """The end of a container."""
        self.flush()
        self.containers.pop()

    def note(self, kind: str, attributes: dict[str, str]) -> None:
        """A footnote or endnote; the lines that separate them from the text are stored as such, and are skipped."""
        if value(attributes, "type") not in ("", "normal"):
            self.skipped = 1
            return
        around = self.containers[0]
        around.rows += 1  # nothing else is counted there
        number = self.known.get(f"{kind} {value(attributes, 'id')}", around.rows)
        self.containers.append(Container(f"{kind} {number}", numbers_paragraphs=True))

    def open_comment(self, attributes: dict[str, str], at: int) -> None:
        self.containers[0].rows += 1
        if value(attributes, "author") == AUTHOR:
            self.skipped = 1
            return
        self.comment = (value(attributes, "id"), at, [])
        self.containers.append(Container(f"comment {self.containers[0].rows}"))

    def close_comment(self, at: int) -> None:
        self.leave(at)
        if self.comment is not None:
            identifier, start, texts = self.comment
            said = "\n".join(texts)
            self.comments[identifier] = Comment(said, Span(start, at))
            self.comment = None
            if is_directive(said):  # a word to us is no text
                self.segments = [s for s in self.segments if s.pieces[0].span.start < start]

    def anchor(self, attributes: dict[str, str], at: int) -> None:
        """The start or the end of what a comment is about, or its mark in the text."""
        identifier = value(attributes, "id")
        before = self.anchors.get(identifier, Span(at, at))
        self.anchors[identifier] = Span(before.start, at)

    # --- alternatives

    def alternatives_start(self, attributes: dict[str, str], at: int) -> None:
        self.alternatives.append(False)

    def alternatives_end(self, at: int) -> None:
        self.alternatives.pop()

    def alternative(self, attributes: dict[str, str], at: int) -> None:
        """One of several ways to say the same: the first is read."""
        if self.alternatives and self.alternatives[-1]:
            self.skipped = 1
        elif self.alternatives:
            self.alternatives[-1] = True


_Handler: TypeAlias = Callable[[_Reader, dict[str, str], int], None]


def _put(text: str) -> _Handler:
    return lambda reader, _, at: reader.put(text, at)


_STARTS: dict[str, _Handler] = {
    **dict.fromkeys(_SKIPPED, _Reader.skip),
    **dict.fromkeys(_OPAQUE, _put(OPAQUE)),
    **{name: _put(text) for name, text in _SPACES.items()},
    "t": _Reader.text_element,
    "r": _Reader.run,
    "p": _Reader.paragraph,
    "pPr": _Reader.properties,
    "pStyle": _Reader.paragraph_style,
    "rStyle": _Reader.run_style,
    "vanish": _Reader.hidden,
    "vertAlign": _Reader.raised,
    "lang": _Reader.lang,
    "del": _Reader.deleted,
    "fldChar": _Reader.field_character,
    "tbl": _Reader.table,
    "tr": _Reader.row,
    "tc": _Reader.cell,
    "txbxContent": _Reader.text_box,
    "footnote": lambda reader, attributes, _: reader.note("footnote", attributes),
    "endnote": lambda reader, attributes, _: reader.note("endnote", attributes),
    "footnoteReference": lambda reader, attributes, _: reader.note_mark("footnote", attributes),
    "endnoteReference": lambda reader, attributes, _: reader.note_mark("endnote", attributes),
    "comment": _Reader.open_comment,
    "commentRangeStart": _Reader.anchor,
    "commentRangeEnd": _Reader.anchor,
    "commentReference": _Reader.anchor,
    "m:oMath": _Reader.formula,
    "m:oMathPara": _Reader.formula,
    "mc:AlternateContent": _Reader.alternatives_start,
    "mc:Choice": _Reader.alternative,
    "mc:Fallback": _Reader.alternative,
}
_ENDS: dict[str, Callable[[_Reader, int], None]] = {
    "t": _Reader.text_end,
    "p": _Reader.paragraph_end,
    "pPr": _Reader.properties_end,
    "tbl": _Reader.leave,
    "tc": _Reader.leave,
    "txbxContent": _Reader.leave,
    "footnote": _Reader.leave,
    "endnote": _Reader.leave,
    "comment": _Reader.close_comment,
    "mc:AlternateContent": _Reader.alternatives_end,
}
