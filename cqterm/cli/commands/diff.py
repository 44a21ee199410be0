"""`cqterm diff`: what changed between two glossaries, whatever they are written in."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cqterm.cli.commands import Command
from cqterm.cli.options import PathType
from cqterm.cli.terminal import put
from cqterm.files import display
from cqterm.glossaries import load_glossary
from cqterm.text.phrases import number

if TYPE_CHECKING:
    from cqterm.glossary.diff import Change, Difference
    from cqterm.model import Concept

_EPILOG = """\b
Examples:
  cqterm diff terms.yaml vendor.tbx
  cqterm diff terms.yaml vendor.tbx --format json

Exit code: 0, or with --exit-code 1 where they differ; 2 if one can't be read.
"""


@click.command(cls=Command, epilog=_EPILOG, short_help="Tell what changed between two glossaries.")
@click.argument("old", type=PathType(), metavar="OLD")
@click.argument("new", type=PathType(), metavar="NEW")
@click.option("-f", "--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
@click.option("--exit-code", is_flag=True, help="Exit with 1 where they differ.")
def command(old: Path, new: Path, form: str, exit_code: bool) -> int:
    """Compare two glossaries concept by concept; comments, order and layout make no difference."""
    from cqterm.glossary.diff import difference

    found = difference(load_glossary([old]), load_glossary([new]))
    put(
        _json(found)
        if form == "json"
        else "".join(f"{line}\n" for line in _told(found, f"{display(old)} → {display(new)}"))
    )
    return int(exit_code and not found.is_empty)


def _told(found: "Difference", names: str) -> Iterator[str]:
    yield from (f"glossary: {_change(change)}" for change in found.header)
    yield from (f"+ {concept.id}: {_named(concept)}" for concept in found.added)
    yield from (f"- {concept.id}: {_named(concept)}" for concept in found.removed)
    yield from (f"~ {new}: id was {old}" for old, new in found.renamed)
    for identifier, changes in found.changed:
        yield f"~ {identifier}"
        yield from (f"    {_change(change)}" for change in changes)
    counts = f"{len(found.added):,} added, {len(found.removed):,} removed, {len(found.changed):,} changed"
    renamed = f", {len(found.renamed):,} with another id" if found.renamed else ""
    yield f"{names}: {counts}{renamed}, {number(found.unchanged, 'concept')} unchanged"


def _named(concept: "Concept") -> str:
    preferred = [term.text for term in concept.terms if term.status == "preferred"]
    return f"{' = '.join(preferred or [term.text for term in concept.terms[:1]])} ({concept.state})"


def _change(change: "Change") -> str:
    if not change.old:
        return f"+ {change.field}: {change.new}"
    if not change.new:
        return f"- {change.field}: {change.old}"
    return f"{change.field}: {change.old} → {change.new}"


def _json(found: "Difference") -> str:
    import json

    value = {
        "version": 1,
        "header": [change._asdict() for change in found.header],
        "added": [concept.id for concept in found.added],
        "removed": [concept.id for concept in found.removed],
        "renamed": [{"old": old, "new": new} for old, new in found.renamed],
        "changed": [
            {"id": identifier, "changes": [change._asdict() for change in changes]}
            for identifier, changes in found.changed
        ],
        "unchanged": found.unchanged,
    }
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
