"""`sources.yaml`: who published the documents beside it, when, and with what authority.

    publishers:
      scio: {name: State Council Information Office, tier: 1}   # tier 1 is the highest authority
    sources:
    - {id: scio-2024-06-05, file: 001.txt, publisher: scio, date: 2024-06-05, title: …, language: en, url: …}
    - {id: china-2024-07-05, file: 003.txt, excerpt_of: scio-2024-06-05}

The tiers are data: a team that ranks its publishers otherwise writes other numbers.
"""

from collections.abc import Mapping

from cqterm.errors import GlossaryError
from cqterm.glossary.fields import Field, Fields, GlossaryProblem, Reader, digest, place_all
from cqterm.glossary.sources import read_sources
from cqterm.glossary.tree import Map, compose
from cqterm.model import Source
from cqterm.values import NamedTuple, frozen, replace

PUBLISHER = ("name", "tier")
SOURCE = ("id", "file", "publisher", "title", "date", "language", "url", "excerpt_of")


@frozen
class ParsedManifest:
    """What could be read of a manifest, and all its problems."""

    sources: tuple[Source, ...] = ()
    problems: tuple[GlossaryProblem, ...] = ()


def read_manifest(text: str, name: str) -> tuple[Source, ...]:
    """The sources that a manifest describes, each with its publisher's name and tier.

    Raises:
        GlossaryError: It is no manifest or breaks the rules; the message lists the first problems, a line each,
            «name:line:column: what: what to do».
    """
    parsed = parse_manifest(text)
    if parsed.problems:
        raise GlossaryError(digest(name, parsed.problems))
    return parsed.sources


def parse_manifest(text: str) -> ParsedManifest:
    """Read a text as a manifest and find all its problems, each with its place. An empty text describes nothing."""
    tree = compose(text)
    reader = Reader()
    reader.faults(tree.faults)
    if tree.root is None:
        return ParsedManifest(problems=place_all(text, reader.issues))
    header = reader.fields(tree.root, ("publishers", "sources"), "a manifest")
    publishers = _publishers(reader, header)
    listed = read_sources(reader, header, SOURCE)
    files: dict[str, Field] = {}
    for source, fields in listed:
        _check(reader, source, fields, publishers, files)
    sources = tuple(_ranked(source, publishers) for source, _ in listed)
    return ParsedManifest(sources=sources, problems=place_all(text, reader.issues))


class _Publisher(NamedTuple):
    name: str
    tier: int


def _publishers(reader: Reader, header: Fields) -> dict[str, _Publisher]:
    node = header["publishers"].value if "publishers" in header else None
    if node is None:
        return {}
    keys = tuple(dict.fromkeys(key.text for key, _ in node.entries)) if isinstance(node, Map) else ("scio",)
    found = dict.fromkeys(keys, _Publisher("", 0))
    for key, each in reader.fields(node, keys, "publishers").items():
        inner = reader.fields(each.value, PUBLISHER, f"publisher «{key}»")
        found[key] = _Publisher(reader.text(inner, "name"), reader.whole(inner, "tier") or 0)
    return found


def _check(
    reader: Reader,
    source: Source,
    fields: Fields,
    publishers: Mapping[str, _Publisher],
    files: dict[str, Field],
) -> None:
    if source.publisher and source.publisher not in publishers:
        node = fields["publisher"].value
        reader.note(node, f"publisher «{source.publisher}» is not listed under «publishers»: add it, or mend the name")
    if not source.file:
        reader.note(fields["id"].value, f"source «{source.id}» without «file»: name the document beside the manifest")
        return
    first = files.setdefault(source.file, fields["file"])
    if first is not fields["file"]:
        message = f"file «{source.file}» is described twice, first at {{other}}: keep one"
        reader.note(fields["file"].value, message, other=first.value)


def _ranked(source: Source, publishers: Mapping[str, _Publisher]) -> Source:
    publisher = publishers.get(source.publisher)
    return replace(source, publisher_name=publisher.name, tier=publisher.tier) if publisher else source
