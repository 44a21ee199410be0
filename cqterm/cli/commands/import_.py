"""`cqterm import`: a glossary of another tool becomes one of ours, or is merged into one."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from cqterm.cli.commands import Command
from cqterm.cli.options import PathType, language, size
from cqterm.cli.outputs import no_glossary, read_by_run, refuse, refuse_inputs
from cqterm.cli.terminal import put, say, tell
from cqterm.errors import GlossaryError
from cqterm.files import display, read_text
from cqterm.glossaries import (
    MAX_IMPORT_SIZE,
    evidence_path,
    evidence_rows,
    is_foreign,
    load_glossary,
    read_glossary,
    write_glossary,
)
from cqterm.model import Glossary, State
from cqterm.text.phrases import number
from cqterm.values import replace

if TYPE_CHECKING:
    from cqterm.exchange.adopt import Reading
    from cqterm.exchange.languages import Languages
    from cqterm.exchange.merge import Merged

_SHOWN = 20
"""Lines of a kind that the report shows without --verbose."""

_EPILOG = """\b
Examples:
  cqterm import vendor.tbx -o new.yaml
  cqterm import vendor.tbx --into terms.yaml --dry-run
  cqterm import list.csv --columns zh-Hans,en,note -o new.yaml
"""


@click.command("import", cls=Command, epilog=_EPILOG, short_help="Read a glossary of another tool.")
@click.argument("paths", nargs=-1, required=True, type=PathType(), metavar="FILE...")
@click.option("-o", "--output", type=PathType(), metavar="GLOSSARY", help="Write a new glossary to a file.")
@click.option("--into", type=PathType(), metavar="GLOSSARY", help="Merge into a glossary that is there.")
@click.option(
    "--as",
    "as_state",
    type=click.Choice(("proposed", "approved")),
    help="The state of what is imported: by default approved in a new glossary, proposed in one that is there.",
)
@click.option("--source-language", callback=language, metavar="TAG", help="The language of the source terms.")
@click.option("--target-language", callback=language, metavar="TAG", help="The language of the drafts.")
@click.option(
    "--columns",
    metavar="LIST",
    default="",
    help="What the columns of a table without a header hold, from the left (zh-Hans,en,status,-,note), or which header "
    "means what (Begriff=en,Quelle=zh-Hans).",
)
@click.option("--dry-run", is_flag=True, help="Report, and write nothing.")
@click.option("--force", is_flag=True, help="Overwrite a file that is no glossary.")
@click.option("-v", "--verbose", is_flag=True, help=f"Report all; otherwise the first {_SHOWN} of each kind.")
@click.option("--max-file-size", callback=size, metavar="SIZE", help="Refuse larger files; 40MB by default.")
def command(
    paths: tuple[Path, ...],
    output: Path | None,
    into: Path | None,
    as_state: Literal["proposed", "approved"] | None,
    source_language: str | None,
    target_language: str | None,
    columns: str,
    dry_run: bool,
    force: bool,
    verbose: bool,
    max_file_size: int | None,
) -> int:
    """Import glossaries: TBX, PO, CSV, TSV, XLSX, JSON; what was decided on the way is told."""
    from cqterm.exchange.languages import Languages

    if output and into:
        raise click.UsageError("-o and --into exclude each other: -o makes a new glossary, --into changes one")
    if into and (source_language or target_language):
        raise click.UsageError(
            "--into a glossary that has its languages: leave --source-language and --target-language out"
        )
    if "-" in map(str, paths):
        raise click.UsageError("-: no pipe is read here: name a file, whose suffix says what it is")
    refuse_inputs(output or into, read_by_run(paths=paths))
    wanted = Languages(source_language or "", target_language or "")
    if into:
        return _merge_into(into, paths, as_state, columns, dry_run, verbose, max_file_size)
    refuse(output, no_glossary, force=force)
    glossary = _new(paths, wanted, as_state, columns, max_file_size)
    kept, further = _divided(glossary) if output and output.suffix.lower() in (".yaml", ".yml") else (glossary, "")
    text = _proved(kept)
    terms = number(sum(len(concept.terms) for concept in glossary.concepts), "term")
    say(f"{_states(glossary)}, {terms}, {glossary.source_language} to {glossary.target_language}")
    if dry_run:
        return 0
    if output and (further or evidence_path(output).is_file()):
        put(further, evidence_path(output))
    put(text, output)
    return 0


# --- a new glossary ---------------------------------------------------------------------------------------------


def _new(
    paths: Sequence[Path],
    wanted: "Languages",
    as_state: State | None,
    columns: str,
    max_size: int | None,
) -> Glossary:
    from cqterm.exchange.languages import Languages
    from cqterm.exchange.merge import applied, merge

    first, *rest = paths
    glossary = _as(_read(first, wanted, columns, max_size), as_state)
    for path in rest:
        pair = Languages(glossary.source_language, glossary.target_language)
        merged = merge(glossary, _as(_read(path, pair, columns, max_size), as_state), state="approved")
        tell("".join(f"{line}\n" for line in _told(merged, display(path), verbose=False)))
        _say_left(merged, display(path))
        glossary = applied(glossary, merged)
    return glossary


def _as(glossary: Glossary, state: State | None) -> Glossary:
    """The glossary with all its concepts in a state, as far as the rules allow it; rejected ones stay rejected."""
    if state is None:
        return glossary
    concepts = []
    for concept in glossary.concepts:
        keeps = concept.state == "rejected" or (state == "approved" and not concept.preferred(glossary.target_language))
        concepts.append(concept if keeps else replace(concept, state=state))
    return replace(glossary, concepts=tuple(concepts))


def _proved(glossary: Glossary) -> str:
    """The glossary as a text, read again before it is given away."""
    from cqterm.glossary.read import parse
    from cqterm.glossary.render import render_glossary

    text = render_glossary(glossary)
    problems = parse(text, glossary.name).problems
    if problems:
        first = problems[0]
        raise GlossaryError(f"{glossary.name}: {first.concept}: {first.message} (in the file to be imported)")
    return text


def _divided(glossary: Glossary) -> tuple[Glossary, str]:
    """The glossary with the quotes that stand in its file, and the content of the file beside it with the others."""
    from cqterm.glossary.evidence import divide, dump

    shared = [divide(concept.id, concept.evidence) for concept in glossary.concepts]
    pairs = zip(glossary.concepts, shared, strict=True)
    concepts = tuple(replace(concept, evidence=quotes) for concept, (quotes, _) in pairs)
    return replace(glossary, concepts=concepts), dump(row for _, rows in shared for row in rows)


def _states(glossary: Glossary) -> str:
    states = [concept.state for concept in glossary.concepts]
    counts = ", ".join(f"{states.count(s):,} {s}" for s in ("approved", "proposed", "rejected") if s in states)
    return f"{number(len(states), 'concept')} ({counts})" if states else "no concepts"


# --- one that is there ------------------------------------------------------------------------------------------


def _merge_into(
    into: Path,
    paths: Sequence[Path],
    as_state: State | None,
    columns: str,
    dry_run: bool,
    verbose: bool,
    max_size: int | None,
) -> int:
    from cqterm.exchange.languages import Languages
    from cqterm.exchange.merge import divided, merge
    from cqterm.glossary.evidence import attach, dump

    if is_foreign(into):
        raise GlossaryError(f"{display(into)}: no glossary of cqterm: import it too, into one that is YAML")
    text, name = read_text(into), display(into)
    before, rows = text, evidence_rows(into)
    for path in paths:
        base = load_glossary([into]) if text == before else attach(_parsed(text, name), rows)
        reading = _read(path, Languages(base.source_language, base.target_language), columns, max_size)
        merged = merge(base, reading, state=as_state or "proposed", take=as_state == "approved")
        written, further = divided(base, merged)
        text, rows = _edited(text, base, written, name), (*rows, *further)
        put("".join(f"{line}\n" for line in _told(merged, display(path), verbose=verbose)))
        _say_left(merged, display(path))
    if text != before and not dry_run:
        write_glossary(into, text, evidence=dump(rows))
    return 0


def _edited(text: str, base: Glossary, merged: "Merged", name: str) -> str:
    """The file with a merge in it, proved: it has no new problem, and the concepts are what the merge says."""
    from cqterm.exchange.merge import changes
    from cqterm.glossary.edit import add_concepts, add_sources, set_concepts

    known = set(_problems(text, name))
    sourced = add_sources(text, merged.sources, name=name)
    edited = add_concepts(set_concepts(sourced, changes(base, merged), name=name), merged.added, name=name)
    new = [problem for problem in _problems(edited, name) if problem not in known]
    if new:
        raise GlossaryError(f"{name}: this import would break a rule of glossaries ({new[0]}): nothing was written")
    return edited


def _problems(text: str, name: str) -> Iterator[str]:
    from cqterm.glossary.read import parse

    for problem in parse(text, name).problems:
        yield f"{problem.concept}: {problem.message}"


def _parsed(text: str, name: str) -> Glossary:
    from cqterm.glossary.read import read

    return read(text, name)


# --- reading and telling ----------------------------------------------------------------------------------------


def _read(path: Path, wanted: "Languages", columns: str, max_size: int | None) -> Glossary:
    name = display(path)
    if not is_foreign(path) and path.suffix.lower() in (".yaml", ".yml"):
        return load_glossary([path])
    from cqterm.exchange import read_any

    data = read_glossary(path, max_size=max_size or MAX_IMPORT_SIZE)
    reading: Reading = read_any(name, data, wanted=wanted, columns=columns)
    for remark in reading.remarks:
        say(f"{name}: {remark}")
    return reading.glossary


def _told(merged: "Merged", name: str, *, verbose: bool) -> Iterator[str]:
    """The report of a merge: what happened to each concept, then the sum."""
    for kind in ("added", "changed", "skipped"):
        remarks = [remark for remark in merged.remarks if remark.kind == kind]
        shown = remarks if verbose else remarks[:_SHOWN]
        yield from (f"{kind} {remark.concept}: {remark.what}" for remark in shown)
        if len(remarks) > len(shown):
            yield f"{kind}: {len(remarks) - len(shown):,} more: --verbose lists them"
    skipped = sum(remark.kind == "skipped" for remark in merged.remarks)
    counts = f"{len(merged.added):,} added, {len(merged.changed):,} changed, {merged.unchanged:,} unchanged"
    yield f"{name}: {counts}, {skipped:,} skipped"


def _say_left(merged: "Merged", name: str) -> None:
    if merged.quotes:
        say(f"{name}: evidence: left out where the concept has its own ({number(merged.quotes, 'quote')})")
