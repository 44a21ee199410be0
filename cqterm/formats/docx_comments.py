"""Remarks on a Word file as comments, each where it belongs; the text, its formatting and all other parts stay.

A comment is a range in the main text and a text in a part of its own (ECMA-376 part 1, section 17.13.4). Word allows
none in headers, footers, notes, comments and text boxes: what is said of those hangs on the paragraph that they belong
to, or on the first, and names its place.
"""

import re
from collections.abc import Iterator, Sequence

from cqterm.errors import FormatError
from cqterm.formats import Remark
from cqterm.formats.archive import Archive, rewrite
from cqterm.formats.docx_names import WORD
from cqterm.formats.docx_package import package, relationships_of
from cqterm.formats.docx_runs import PRESERVE, Identifiers, Layout, border, closed, keeping, layout, opened
from cqterm.formats.docx_story import AUTHOR
from cqterm.formats.pieces import splice
from cqterm.formats.xml_events import decode, encode, escaped
from cqterm.model import Document, Edit, Span
from cqterm.text.patterns import late
from cqterm.values import NamedTuple


def commented(document: Document, remarks: Sequence[Remark]) -> bytes:
    """The file with the remarks as comments.

    Raises:
        FormatError: the file is broken.
    """
    if not remarks:
        return document.raw
    archive = Archive(document.name, document.raw)
    found = package(document.name, archive)
    identifiers = Identifiers(part.text for part in document.parts)
    source = document.part(found.main)
    shape = layout(found.main, source)
    if not shape.texts:
        raise FormatError(f"{document.name}: its main text is empty, so no comment can hang on it: use another report")
    numbered = [(identifiers.next(), remark) for remark in remarks]
    anchors = [(number, _anchor(document, found.main, shape, remark)) for number, remark in numbered]
    main = splice(source, list(_marks(source, shape, anchors, identifiers)))
    texts = {found.main: main, **_filed(document.name, archive, found.main, found.stories, numbered)}
    like = {part: archive.read(part) if part in archive.names else b"" for part in texts}
    return rewrite(document.raw, {part: encode(text, like[part]) for part, text in texts.items()})


class _Anchor(NamedTuple):
    """A range in the main text; `whole` if it is a paragraph and not a place in one."""

    span: Span
    whole: bool


# --- where a comment stands -------------------------------------------------------------------------------------------


def _anchor(document: Document, main: str, shape: Layout, remark: Remark) -> _Anchor:
    start, end = remark.span
    if remark.part == main:
        first, last = shape.text_at(start), shape.text_at(end)
        if first and last and first.paragraph == shape.outermost(first.paragraph):
            return _Anchor(Span(start, end), whole=False)
        number = first.paragraph if first else shape.texts[0].paragraph
    else:
        mark = _mark_of_note(document.part(main), document.part(remark.part), start)
        number = shape.texts[0].paragraph if mark is None else shape.paragraph_at(mark)
    return _Anchor(shape.paragraphs[shape.outermost(number)].content, whole=True)


_NOTE = late(r"<(?:\w+:)?(footnote|endnote|comment)\b[^>]*?\bid=[\"'](-?\d+)[\"']")


def _mark_of_note(main: str, part: str, offset: int) -> int | None:
    """Where the mark of the note stands in which an offset of its part lies."""
    notes = list(_NOTE.finditer(part, 0, offset))
    if not notes:
        return None
    kind, number = notes[-1].groups()
    mark = re.search(rf"<(?:\w+:)?{kind}Reference\b[^>]*?\bid=[\"']{number}[\"']", main)
    return mark.start() if mark else None


def _marks(
    source: str, shape: Layout, anchors: Sequence[tuple[str, _Anchor]], identifiers: Identifiers
) -> Iterator[Edit]:
    """The marks of all ranges, those that end at a place before those that begin there."""
    w = shape.texts[0].prefix
    ends: dict[int, list[str]] = {}
    starts: dict[int, list[str]] = {}
    cut: dict[int, tuple[str, str]] = {}
    keep: dict[int, Edit] = {}
    for number, (span, whole) in anchors:
        mark = f'{w}id="{number}"'
        reference = f"<{w}commentRangeEnd {mark}/><{w}r><{w}commentReference {mark}/></{w}r>"
        for offset, marks, put in (
            (span.start, starts, f"<{w}commentRangeStart {mark}/>"),
            (span.end, ends, reference),
        ):
            place, text = offset, None if whole else shape.text_at(offset)
            if text is not None:
                place = border(source, text, offset)
                if text.content.start <= place <= text.content.end:
                    cut[place] = closed(text), opened(text, identifiers)
                    keep.update((each.span.start, each) for each in keeping(source, text))
            marks.setdefault(place, []).append(put)
    edits = list(keep.values())
    for place in starts.keys() | ends.keys():
        before, after = cut.get(place, ("", ""))
        here = "".join([*ends.get(place, ()), *starts.get(place, ())])
        edits.append(Edit(Span(place, place), before + here + after))
    yield from sorted(edits)


# --- where its text is kept -------------------------------------------------------------------------------------------

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_CONTENT_TYPES = "[Content_Types].xml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NO_RELATIONSHIPS = f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'


def _filed(
    name: str, archive: Archive, main: str, stories: Sequence[tuple[str, str]], numbered: Sequence[tuple[str, Remark]]
) -> dict[str, str]:
    """The part with the comments, and what has to name it where it is new."""
    known = next((part for kind, part in stories if kind == "comments"), "")
    if known:
        there = decode(archive.read(known), f"{name}:{known}")
        return {known: _with(there, _comments(numbered, declared="xmlns:w=" in there))}
    folder = main.rpartition("/")[0]
    part = f"{folder}/comments.xml".removeprefix("/")
    while part in archive.names:
        part = f"{part.removesuffix('.xml')}-{AUTHOR}.xml"
    rels = relationships_of(main)
    there = decode(archive.read(rels), f"{name}:{rels}") if rels in archive.names else _NO_RELATIONSHIPS
    types = decode(archive.read(_CONTENT_TYPES), f"{name}:{_CONTENT_TYPES}")
    identifier = "rIdComments"
    while f'"{identifier}"' in there:
        identifier += "1"
    return {
        part: _with(f'{_HEAD}<w:comments xmlns:w="{WORD}"></w:comments>', _comments(numbered, declared=True)),
        rels: _with(there, f'<{{}}Relationship Id="{identifier}" Type="{_KIND}" Target="/{part}"/>'),
        _CONTENT_TYPES: _with(types, f'<{{}}Override PartName="/{part}" ContentType="{_TYPE}"/>'),
    }


def _comments(numbered: Sequence[tuple[str, Remark]], *, declared: bool) -> str:
    namespace = "" if declared else f' xmlns:w="{WORD}"'
    made = []
    for number, remark in numbered:
        lines = "".join(f"<w:p><w:r><w:t{PRESERVE}>{escaped(line)}</w:t></w:r></w:p>" for line in remark.lines)
        made.append(f'<w:comment{namespace} w:id="{number}" w:author="{AUTHOR}" w:initials="cq">{lines}</w:comment>')
    return "".join(made)


_LAST_TAG = late(r"<(/?)(\w+:)?(\w+)[^<>]*?(/?)>\s*\Z")


def _with(part: str, child: str) -> str:
    """A part with one more child at the end of its root, whose prefix goes where `child` says `{}`."""
    last = _LAST_TAG.search(part)
    if last is None:
        return part
    prefix = last[2] or ""
    child = child.replace("{}", prefix)
    if last[1]:
        return part[: last.start()] + child + part[last.start() :]
    return part[: last.start(4)] + f">{child}</{prefix}{last[3]}>"
