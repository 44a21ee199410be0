"""Word: paragraphs, tables, notes, headers, footers, comments and text boxes, with places in words and in raw parts.

A fix goes into the first of the runs that it touches and is cut from the others, so that the formatting of the first
holds; nothing else in the archive changes. Offsets count in the XML of a part as it stands.
"""

from collections.abc import Sequence

from cqterm.errors import FormatError
from cqterm.formats import Edits, Remark
from cqterm.model import Document, Edit, Meta, Part
from cqterm.text.patterns import late

NAME = "Word"
SUFFIXES: tuple[str, ...] = (".docx", ".docm")


def read(name: str, data: bytes) -> Document:
    """Read a Word file; a `FormatError` says which part of it is broken, missing or a trap."""
    from cqterm.formats.archive import Archive
    from cqterm.formats.docx_directives import directives
    from cqterm.formats.docx_package import package
    from cqterm.formats.docx_story import story
    from cqterm.formats.docx_styles import styles
    from cqterm.formats.xml_events import decode

    if data.startswith(_OLE):
        what = "is an old .doc file or locked with a password, not a .docx"
        raise FormatError(f"{name}: {what}: save it as .docx without a password")
    archive = Archive(name, data)
    found = package(name, archive)
    texts = {
        part: decode(archive.read(part), f"{name}:{part}") for part in (found.main, *(p for _, p in found.stories))
    }
    worn = styles(f"{name}:{found.styles}", decode(archive.read(found.styles), name)) if found.styles else {}
    main = story(f"{name}:{found.main}", found.main, texts[found.main], styles=worn)
    root = _ROOT.search(texts[found.main])
    if root and root[1] != "document":
        what = f"is no Word document: its main part ({found.main}) is a {root[1]}"
        raise FormatError(f"{name}: {what}: give it the suffix of its own program, or give another file")
    stories = [main]
    numbers = dict.fromkeys((kind for kind, _ in found.stories), 0)
    for kind, part in found.stories:
        numbers[kind] += 1
        label = f"{kind} {numbers[kind]}" if kind in ("header", "footer") else ""
        place = f"{name}:{part}"
        stories.append(story(place, part, texts[part], label=label, styles=worn, notes=main.notes))
    given = [d for each in stories for d in directives(each.comments, main.anchors, found.main)]
    return Document(
        name=name,
        parts=tuple(Part(part, text) for part, text in texts.items()),
        segments=tuple(segment for each in stories for segment in each.segments),
        meta=Meta(title=_title(name, archive.read(found.properties)) if found.properties else ""),
        notes=_SIGNED if any(part.startswith("_xmlsignatures/") for part in archive.names) else (),
        directives=tuple(given),
        raw=data,
        spread=True,
    )


def escape(document: Document, edits: Edits) -> Edits:
    """The edits as XML; where one leaves white space at the border of a run, that the run keeps it."""
    from cqterm.formats.docx_runs import keeping_spaces, layout
    from cqterm.formats.xml_events import escaped

    made: dict[str, list[Edit]] = {}
    for part, wanted in edits.items():
        plain = [Edit(edit.span, escaped(edit.text)) for edit in wanted]
        source = document.part(part)
        made[part] = sorted([*plain, *keeping_spaces(source, layout(part, source), plain)])
    return made


def track(document: Document, edits: Edits) -> Edits:
    """The markup that makes tracked changes of edits."""
    from cqterm.formats.docx_revisions import tracked

    return tracked(document, edits)


def annotate(document: Document, remarks: Sequence[Remark]) -> bytes:
    """The file with the remarks as comments."""
    from cqterm.formats.docx_comments import commented

    return commented(document, remarks)


_SIGNED = ("is signed: a fix makes the signature void",)
_ROOT = late(r"<(?:\w[\w.-]*:)?(\w+)")
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_TITLE = "http://purl.org/dc/elements/1.1/ title"


def _title(name: str, data: bytes) -> str:
    from cqterm.formats.xml_events import decode, scan

    place = f"{name}:docProps/core.xml"
    pieces: list[str] = []
    inside = False

    def start(element: str, attributes: dict[str, str], at: int) -> None:  # noqa: ARG001 - the shape of a handler
        nonlocal inside
        inside = element == _TITLE

    def text(piece: str, start: int, stop: int, verbatim: bool) -> None:  # noqa: ARG001
        if inside:
            pieces.append(piece)

    scan(place, decode(data, place), start=start, end=lambda *_: None, text=text)
    return " ".join("".join(pieces).split())
