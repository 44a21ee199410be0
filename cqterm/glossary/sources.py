"""The list under `sources`, which glossaries and manifests share: documents, who published them, and when."""

from cqterm.glossary.fields import Fields, Reader
from cqterm.glossary.tree import Map, Node
from cqterm.model import Source


def read_sources(reader: Reader, header: Fields, keys: tuple[str, ...]) -> list[tuple[Source, Fields]]:
    """The sources with their fields, for those who know more to check. Problems are noted in the reader.

    `keys` are the keys that a source may have here. A source without an id, or with one that is taken, is left out.
    """
    found: dict[str, tuple[Source, Fields]] = {}
    for item in reader.items(header, "sources"):
        fields = reader.fields(item, keys, "a source")
        if not isinstance(item, Map):
            continue
        source = _source(reader, fields, item)
        if source.id in found:
            message = f"source «{source.id}» is there already, at {{other}}: choose another id"
            reader.note(fields["id"].value, message, other=found[source.id][1]["id"].value)
        elif source.id:
            found[source.id] = (source, fields)
    for source, fields in found.values():
        if source.excerpt_of and (source.excerpt_of not in found or source.excerpt_of == source.id):
            message = f"«{source.excerpt_of}» is not the id of another source: mend it, or add that source"
            reader.note(fields["excerpt_of"].value, message)
    return list(found.values())


def _source(reader: Reader, fields: Fields, item: Node) -> Source:
    return Source(
        id=reader.required(fields, "id", item, "a source"),
        publisher=reader.text(fields, "publisher"),
        publisher_name=reader.text(fields, "name"),
        tier=reader.whole(fields, "tier") or 0,
        title=reader.text(fields, "title"),
        url=reader.text(fields, "url"),
        date=reader.date(fields, "date"),
        language=reader.language(fields, "language"),
        excerpt_of=reader.text(fields, "excerpt_of"),
        file=reader.text(fields, "file"),
    )
