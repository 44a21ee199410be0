"""`cqterm mine`: proposes concepts with their variants and evidence from documents."""

from collections.abc import Collection, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cqterm.cli.commands import Command
from cqterm.cli.counting import Counting, count_all
from cqterm.cli.options import PathType, glossary_option_for, language, output_option, size
from cqterm.cli.outputs import read_by_run, refuse, refuse_inputs
from cqterm.cli.terminal import put, say, working
from cqterm.discovery import Found, Input, find, spelled_out
from cqterm.errors import CqtermError, FileError
from cqterm.files import MAX_FILE_SIZE, display
from cqterm.formats import data_suffixes, folder_suffixes
from cqterm.glossaries import evidence_path, load_glossary
from cqterm.model import Document, Glossary, Source
from cqterm.spill import BOUND, Spill
from cqterm.values import NamedTuple, collector_paused, replace

if TYPE_CHECKING:
    from cqterm.mine import Counts, Proposals
    from cqterm.mine.drift import Drift

_EPILOG = """\b
Examples:
  cqterm mine seeds/
  cqterm mine briefings/ --format json -o proposals.json
  cqterm mine briefings/ -g glossary.yaml
  cqterm mine briefings/ --explain "land-sea corridor"
  cqterm mine - < briefing.txt

\b
A sources.yaml beside the documents says whose word counts most:
  publishers:
    gazette: {name: Official Gazette, tier: 1}  # 1 is the highest
    daily: {name: The Daily, tier: 2}
  sources:
  - {id: g-2024, file: a.txt, publisher: gazette, date: 2024-06-05}
  - {id: d-2024, file: b.md, publisher: daily, excerpt_of: g-2024}

Exit code: 0, or 2 where nothing could be read or a sources.yaml is broken, and under --strict where a document was
skipped or gives a date that is none.
"""


@click.command(cls=Command, epilog=_EPILOG, short_help="Propose concepts from published documents.")
@click.argument("paths", nargs=-1, required=True, type=PathType(), metavar="SOURCE...")
@glossary_option_for("Write what is new into this glossary and tell the drift. Without it no glossary is used.")
@output_option
@click.option("--force", is_flag=True, help="Let -o overwrite what mining did not write, or was edited since.")
@click.option(
    "--format", "form", type=click.Choice(("text", "json", "yaml")), default="text", help="The output; text by default."
)
@click.option(
    "--source-language",
    callback=language,
    metavar="TAG",
    help="What --format yaml names as the source language; that of -g by default, or zh-Hans. Source terms are found "
    "in Chinese alone.",
)
@click.option(
    "--target-language",
    callback=language,
    metavar="TAG",
    help="The language of the documents, for --format yaml; that of -g by default, or en.",
)
@click.option("--explain", "term", metavar="TERM", help="Show why TERM ranks where it does, instead of the list.")
@click.option("--dry-run", is_flag=True, help="With -g: tell what is new and leave the glossary as it is.")
@click.option("--all", "everything", is_flag=True, help="Print the weak proposals too.")
@click.option("--strict", is_flag=True, help="Exit 2 where a document was skipped, or a date is none.")
@click.option("--max-file-size", callback=size, metavar="SIZE", help="Larger files are skipped; 20MB by default.")
@click.option(
    "--memory", callback=size, metavar="SIZE", help="Counts beyond this size lie in a temporary file; 256MB by default."
)
@click.option("--jobs", type=click.IntRange(min=1), default=1, help="Processes; 1 by default.")
def command(
    paths: tuple[Path, ...],
    glossaries: tuple[Path, ...],
    output: Path | None,
    force: bool,
    form: str,
    source_language: str | None,
    target_language: str | None,
    term: str | None,
    dry_run: bool,
    everything: bool,
    strict: bool,
    max_file_size: int | None,
    memory: int | None,
    jobs: int,
) -> int:
    """Propose concepts from documents: files, folders, or - for standard input.

    Each proposal comes with its variants, its evidence and a canonical form.
    """
    from cqterm import mine
    from cqterm.mine.counts import DocumentCounts

    if term is not None and (output is not None or form != "text" or glossaries):
        raise click.UsageError("--explain prints a text and writes nothing: leave -o, -g and --format out")
    if dry_run and not glossaries:
        raise click.UsageError("--dry-run is about the glossary that -g names: add -g")
    if (source_language or target_language) and form != "yaml":
        raise click.UsageError("--source-language and --target-language stand in a glossary: add --format yaml")
    paths = spelled_out(paths)
    found = _find(paths, glossaries)
    refuse_inputs(output, read_by_run(paths=paths, found=found, glossaries=glossaries))
    refuse(output, partial(_objection, form), force=force)
    glossary = _glossary(glossaries)
    _complain_of_paths(found)
    _tell_of_data(found)
    bound = BOUND if memory is None else memory
    less = ", or raise --memory"
    with (
        Spill[DocumentCounts](bound=bound, otherwise=less) as counts,
        Spill[Document](bound=bound, otherwise=less) as documents,
    ):
        counting = Counting(max_size=max_file_size or MAX_FILE_SIZE, jobs=jobs)
        tally = count_all(found.documents, counting, counts, documents)
        skipped = len(found.troubles) + tally.skipped
        if not counts:
            raise CqtermError(
                f"{', '.join(map(str, paths))}: no document could be read: name files or folders that hold some"
            )
        if term is not None:
            put(mine.explain(term, counts, documents))
        else:
            languages = _languages(glossary, source_language, target_language)
            into = None if dry_run or not glossaries else glossaries[-1]
            _propose(_Wanted(form, output, languages, everything, glossary, into), counts, documents)
        if skipped:
            say(f"{skipped:,} of {len(counts) + skipped:,} documents skipped")
    return 2 if strict and (skipped or tally.undated) else 0


class _Wanted(NamedTuple):
    """What is to become of the counts: the form of the output and its file, the languages of a glossary in it, whether
    weak proposals are asked for, the glossary to compare with, and the file of it that is to be written.
    """  # noqa: D205 - one sentence longer than a line

    form: str
    output: Path | None
    languages: tuple[str, str]
    everything: bool
    glossary: Glossary | None
    into: Path | None


class Library(Collection[tuple[Source, Document]]):
    """Documents with their sources in order of id, read from where they lie each time that somebody walks them."""

    def __init__(self, sources: Mapping[str, Source], documents: Mapping[str, Document]) -> None:
        """Every source has its document."""
        self._sources, self._documents = sources, documents

    def __iter__(self) -> Iterator[tuple[Source, Document]]:
        return ((source, self._documents[identifier]) for identifier, source in self._sources.items())

    def __len__(self) -> int:
        return len(self._sources)

    def __contains__(self, pair: object) -> bool:
        return any(pair == each for each in self)


def _find(paths: tuple[Path, ...], glossaries: tuple[Path, ...]) -> Found:
    from cqterm.mine.reading import LINES

    if Path("-") not in paths:
        evidence = tuple(map(evidence_path, glossaries))
        data = (*data_suffixes(), *LINES)
        return find(paths, suffixes=folder_suffixes(), skip=(*glossaries, *evidence), data=data)
    if len(paths) > 1:
        raise click.UsageError("- (standard input) can't be mixed with paths: mine it by itself")
    return Found(documents=(Input(Path("-"), "-"),))


def _glossary(paths: tuple[Path, ...]) -> Glossary | None:
    if paths and not paths[-1].exists():
        begin = f"`cqterm mine SOURCE... --format yaml -o {display(paths[-1])}` begins one"
        raise FileError(f"{display(paths[-1])}: not found, and there is nothing to compare with: {begin}")
    return load_glossary(paths) if paths else None


def _complain_of_paths(found: Found) -> None:
    """Say what could not be had. A broken manifest ends the run: no authority would be right."""
    for trouble in found.troubles:
        say(f"{trouble.path}: {trouble.message}")
    if found.broken:
        raise FileError(
            f"{', '.join(found.broken)}: without it all sources are unranked, so nothing was mined: mend it first"
        )


def _tell_of_data(found: Found) -> None:
    """Say what a folder does not stand for, since nobody would miss it otherwise."""
    first, more = ", ".join(found.passed_by[:3]), len(found.passed_by) - 3
    if first:
        files = f"{first} and {more:,} more" if more > 0 else first
        why = "a folder does not stand for tables, JSON Lines and PDF"
        say(f"{files}: not read, since {why}: name it, or list it in a sources.yaml")


def _propose(wanted: _Wanted, counts: "Counts", documents: Mapping[str, Document]) -> None:
    """Print the proposals, with a glossary how they differ from it, and write into it what is new."""
    from cqterm import mine
    from cqterm.cli import adoption

    limit = None if wanted.everything else mine.room(counts)
    # what is ranked and compared makes no cycles, and looking for them takes a tenth of the time
    with working(f"ranking what {len(counts):,} documents hold"), collector_paused():
        # known concepts are compared wherever they rank
        proposals = mine.propose(counts, documents, glossary=wanted.glossary, limit=limit)
    if wanted.glossary is None:
        put(_rendered(wanted.form, proposals, counts, wanted.languages, None), wanted.output)
        return
    library = Library(mine.described(counts), documents)
    proposals, drift = _compared(wanted.glossary, proposals, library, limit)
    put(_rendered(wanted.form, proposals, counts, wanted.languages, drift), wanted.output)
    if wanted.into is not None:
        with working(f"writing {display(wanted.into)}"):
            written = adoption.write(wanted.into, drift, library)
        say(written.remark)


def _compared(
    glossary: Glossary, proposals: "Proposals", library: Library, limit: int | None
) -> tuple["Proposals", "Drift"]:
    """The best `limit` proposals, which say the concepts that they are, and how all differ from the glossary."""
    from cqterm.cli import adoption
    from cqterm.mine.drift import recognised

    candidates = recognised(glossary, proposals.candidates)
    with working(f"looking for {len(glossary.concepts):,} known concepts"), collector_paused():
        drift = adoption.drift_of(glossary, candidates, library, limit=limit)
    shown = (replace(c, known=c.known or drift.ids.get(c.id)) for c in candidates[:limit])
    return proposals._replace(candidates=tuple(shown)), drift


def _languages(glossary: Glossary | None, source: str | None, target: str | None) -> tuple[str, str]:
    """Those given, else those of the glossary, else Chinese and English."""
    usual = (glossary.source_language, glossary.target_language) if glossary else ("zh-Hans", "en")
    return source or usual[0], target or usual[1]


def _objection(form: str, path: Path, content: bytes) -> str:  # noqa: ARG001 - the content says it
    """What cqterm did not write, or what a person has worked on since, is worth keeping."""
    from cqterm.cli import adoption
    from cqterm.mine import present

    text = content.decode("utf-8", "replace")
    if present.is_own(form, text) or (form == "text" and adoption.is_text(text)):
        return ""
    return f"is there and is not what cqterm mine --format {form} wrote, or was edited since"


def _rendered(
    form: str, proposals: "Proposals", counts: "Counts", languages: tuple[str, str], drift: "Drift | None"
) -> str:
    from cqterm.cli import adoption
    from cqterm.mine import present

    if form == "json":
        more = {} if drift is None else {"drift": adoption.as_value(drift)}
        return present.as_json(proposals.candidates, counts, **more)
    if form == "yaml":
        source, target = languages
        return present.as_yaml(proposals.candidates, counts, source_language=source, target_language=target)
    if drift is not None:
        return adoption.as_text(drift, counts)
    return present.as_text(proposals.candidates, counts, found=proposals.found)
