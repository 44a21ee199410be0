"""`cqterm evidence`: find where published documents use the terms of a glossary, and keep that as its evidence."""

from collections.abc import Sequence
from pathlib import Path

import click

from cqterm.cli.commands import Command
from cqterm.cli.options import PathType
from cqterm.cli.sources import source_documents
from cqterm.cli.terminal import put, say
from cqterm.errors import CqtermError, GlossaryError
from cqterm.files import display, read_text
from cqterm.glossaries import evidence_path, evidence_rows, write_glossary
from cqterm.model import Document, Glossary, Source

_EPILOG = """\b
Examples:
  cqterm evidence seeds/ -g terms.yaml
  cqterm evidence seeds/ -g terms.yaml --check

The documents need a sources.yaml beside them, unless they are JSON Lines, and
the glossary has to list the same sources.

Exit code: 0, or 1 where --check finds evidence that is out of date, 2 where something could not be read.
"""


@click.command(cls=Command, epilog=_EPILOG, short_help="Find where sources use a glossary's terms.")
@click.argument("paths", nargs=-1, required=True, type=PathType(), metavar="SOURCE...")
@click.option("-g", "--glossary", "path", required=True, type=PathType(), metavar="FILE", help="The glossary.")
@click.option("--check", is_flag=True, help="Write nothing; exit 1 if the evidence is out of date.")
def command(paths: tuple[Path, ...], path: Path, check: bool) -> int:
    """Locate the terms of a glossary in its sources.

    Two quotes a concept go into the glossary, all others into the file beside it. Evidence from sources that are not
    among the documents stays as it is.
    """
    from cqterm.glossary.edit import replace_evidence
    from cqterm.glossary.evidence import attach, dump
    from cqterm.glossary.read import read as read_glossary
    from cqterm.mine.locate import locate, share_out

    text, rows = read_text(path), evidence_rows(path)
    own = read_glossary(text, display(path))
    documents = _documents(paths, own)
    located = locate(own, documents)
    quotes, further = share_out(own, attach(own, rows), located, documents)
    new_text, new_rows = replace_evidence(text, quotes, name=display(path)), dump(further)

    places = sum(map(len, located.values()))
    put(f"{display(path)}: {places:,} places of {len(located):,} concepts in {len(documents):,} documents; ")
    if new_text == text and new_rows == dump(rows):
        put("up to date\n")
        return 0
    if check:
        put("out of date: run it again without --check\n")
        return 1
    write_glossary(path, new_text, evidence=new_rows)
    put(f"written, with the rest in {display(evidence_path(path))}\n")
    return 0


def _documents(paths: Sequence[Path], glossary: Glossary) -> list[tuple[Source, Document]]:
    """The documents that a manifest describes and the glossary lists as sources."""
    documents = []
    for source, document in source_documents(paths):
        if source is None:
            say(f"{document.name}: no sources.yaml describes it: left out")
        elif glossary.source(source.id) is None:
            raise GlossaryError(f"{document.name}: the glossary lists no source «{source.id}»: add it under `sources`")
        else:
            documents.append((source, document))
    if not documents:
        raise CqtermError(
            f"{', '.join(map(display, paths))}: no document with a source: write a sources.yaml beside it"
        )
    return documents
