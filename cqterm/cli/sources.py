"""The documents that a glossary quotes: those that a manifest describes, and every record of JSON Lines."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from cqterm.discovery import Input, find
from cqterm.errors import FileError
from cqterm.files import read_bytes
from cqterm.formats import data_suffixes, folder_suffixes, read
from cqterm.mine.reading import LINES, readings
from cqterm.model import Document, Source


def source_documents(paths: Sequence[Path]) -> Iterator[tuple[Source | None, Document]]:
    """The documents that paths stand for, each with its source; None where neither a manifest nor a record names one.

    Raises:
        FileError: One of the paths or files can't be had, or a record of JSON Lines is wrong.
        FormatError: A file can't be read.
    """
    found = find(paths, suffixes=folder_suffixes(), data=(*data_suffixes(), *LINES))
    if found.troubles:
        raise FileError("\n".join(f"{trouble.path}: {trouble.message}" for trouble in found.troubles))
    for given in found.documents:
        if given.name.lower().endswith(LINES):
            yield from _records(given)
        else:
            yield given.source, read(given.name, read_bytes(given.path), fallback=True)


def source_texts(folder: Path) -> dict[str, str]:
    """The texts in which the quotes of a glossary are looked up, by the ids of their sources; errors as above."""
    from cqterm.mine.locate import searched

    return {source.id: searched(document) for source, document in source_documents([folder]) if source}


def _records(given: Input) -> Iterator[tuple[Source, Document]]:
    source = given.source or Source(id=given.name, file=given.name)
    for own, document, trouble in readings(given.name, read_bytes(given.path), source):
        if document is None:
            raise FileError(trouble)
        yield own, document
