"""What a Word file holds: its main part and those that hang on it, found by their relationships, as in ECMA-376 part 2.

No name is taken for granted, since some programs call the main part `word/document2.xml`.
"""

from cqterm.errors import FormatError
from cqterm.formats.archive import Archive
from cqterm.formats.xml_events import decode, scan
from cqterm.values import NamedTuple

STORIES = ("footnotes", "endnotes", "header", "footer", "comments")
"""The kinds of parts, beside the main one, in which a reader finds text."""

RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"


class Package(NamedTuple):
    """The main part; the other parts with text, (kind, part), in the order of their kinds; the one with the styles."""

    main: str
    stories: tuple[tuple[str, str], ...]
    styles: str
    properties: str


def package(name: str, archive: Archive) -> Package:
    """The parts of a Word file; `name` serves messages only.

    Raises:
        FormatError: it has no main part, or another program's.
    """
    root = _targets(name, archive, "")
    main = next((target for kind, target in root if kind == "officeDocument"), "word/document.xml")
    if main not in archive.names:
        what = "is no Word document: it has no main part (word/document.xml)"
        raise FormatError(f"{name}: {what}: open it in Word and save it again, or give another file")
    found = _targets(name, archive, main)
    stories = [
        (kind, target)
        for kind in STORIES
        for target in sorted({t for k, t in found if k == kind}, key=lambda t: (len(t), t))
        if target in archive.names
    ]
    styles = next((t for k, t in found if k == "styles" and t in archive.names), "")
    properties = next((t for k, t in root if k == "core-properties" and t in archive.names), "")
    return Package(main, tuple(stories), styles, properties)


def relationships_of(part: str) -> str:
    """The part in which the relationships of a part stand: of `""` those of the whole package."""
    folder, _, file = part.rpartition("/")
    return f"{folder}/_rels/{file}.rels".removeprefix("/")


def _targets(name: str, archive: Archive, part: str) -> list[tuple[str, str]]:
    """The kind and the part of each relationship."""
    rels = relationships_of(part)
    if rels not in archive.names:
        return []
    place = f"{name}:{rels}"
    found: list[tuple[str, str]] = []

    def start(element: str, attributes: dict[str, str], at: int) -> None:  # noqa: ARG001 - the shape of a handler
        if element == f"{RELATIONSHIPS} Relationship" and attributes.get("TargetMode") != "External":
            kind = attributes.get("Type", "").rpartition("/")[2]
            found.append((kind, _resolved(part, attributes.get("Target", ""))))

    scan(place, decode(archive.read(rels), place), start=start, end=_nothing, text=_nothing)
    return found


def _resolved(part: str, target: str) -> str:
    """The part that a relationship of another names: relative to its folder, or from the root with a slash."""
    folder = [] if target.startswith("/") else part.split("/")[:-1]
    for step in target.strip("/").split("/"):
        if step == "..":
            folder = folder[:-1]
        elif step != ".":
            folder.append(step)
    return "/".join(folder)


def _nothing(*_: object) -> None:
    pass
