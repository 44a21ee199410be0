"""The drafts that `cqterm lint` is to look at, and how each is to be judged: its settings, its lines that changed.

What would take the place of one of them, or of what they are judged by, is refused before anything is linted.
"""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from cqterm.cli.choices import chooser, rule_ids
from cqterm.cli.in_use import glossary_paths
from cqterm.cli.originals import original_beside
from cqterm.cli.outputs import begins_as_report, read_by_run, refuse_inputs, refuse_work
from cqterm.cli.publish import Destination, earlier_reports, files
from cqterm.cli.request import Request
from cqterm.config import Config
from cqterm.discovery import Exclude, Found, find, named
from cqterm.engine import Settings
from cqterm.hints import TYPE_CHECKING
from cqterm.run import Task
from cqterm.values import replace

if TYPE_CHECKING:
    from cqterm.cli.changes import Narrowed


def find_drafts(request: Request, config: Config, places: Sequence[Destination]) -> Found:
    """The documents. Refuses a report that would take the place of one of them, or of what they are judged by."""
    glossaries = glossary_paths(request.glossaries, config)
    outputs, earlier = [*files(places), *([request.comments] if request.comments else [])], earlier_reports(places)
    baselines = [path for path in (request.write_baseline, request.baseline or config.baseline) if path]
    judges = (*glossaries, *baselines)
    for output in outputs:
        refuse_inputs(output, read_by_run(paths=request.paths, glossaries=judges, config=config.path))
    if request.stdin:
        found = named(Path(request.stdin_filename or "-"))
    else:
        found = _search(request, config, (*judges, *earlier), request.paths or (Path(),))
        found = replace(found, documents=tuple(d for d in found.documents if not _our_report(d.path, request)))
    for output in outputs:
        refuse_inputs(output, read_by_run(found=found))
        refuse_work(output, force=request.force)
    if request.write_baseline:
        from cqterm.cli.baselines import refuse_other

        refuse_other(request.write_baseline, force=request.force)
    return found


def narrowed_drafts(request: Request, config: Config, found: Found) -> "tuple[Found, Narrowed | None]":
    """The documents that --since or --staged leave, and what changed in them."""
    if not request.narrow:
        return found, None
    from cqterm.cli.changes import narrowed

    again = partial(_search, request, config, glossary_paths(request.glossaries, config), absent=True)
    narrow = narrowed(found, again, request.paths or (Path(),), since=request.since)
    return narrow.found, narrow


def tasks_for(
    request: Request, config: Config, found: Found, narrow: "Narrowed | None", *, spoken: tuple[str, str]
) -> dict[str, Task]:
    """What to lint, by the names in reports, each with its settings and with the original that it was translated from.

    `spoken` are the source and the target language of the glossary.
    """
    source, target = spoken
    choose = chooser(config, _given(request))
    limit = config.max_file_size if request.max_file_size is None else request.max_file_size
    tasks = {}
    for document in found.documents:
        settings, meta = choose(document)
        lines = narrow.changes[document.name].lines if narrow else None
        content = narrow.content(document.name) if narrow else None
        original = original_beside(document, source=source, target=target)
        tasks[document.name] = Task(document, meta, limit, lines, settings, content, original)
    return tasks


def _given(request: Request) -> Settings:
    """What the command line says of how to judge."""
    return Settings(
        select=rule_ids(request.select, "--select"),
        ignore=rule_ids(request.ignore, "--ignore"),
        date=request.date or "",
        publisher=request.publisher or "",
        unconfirmed=request.unconfirmed,
    )


def _our_report(path: Path, request: Request) -> bool:
    """Is it a report of ours that nobody named?"""
    return path.suffix.lower() in (".html", ".htm", ".txt") and path not in request.paths and begins_as_report(path)


def _search(
    request: Request, config: Config, skip: Sequence[Path], paths: Sequence[Path], *, absent: bool = False
) -> Found:
    from cqterm.formats import folder_suffixes

    suffixes = folder_suffixes()
    if absent:  # named by git and not by the user
        paths = [path for path in paths if path.name.lower().endswith(suffixes) or path in request.paths]
    return find(
        paths,
        suffixes=suffixes,
        include=Exclude(config.folder, config.include),
        exclude=(Exclude(config.folder, config.exclude), Exclude(Path(), request.exclude)),
        force_exclude=request.force_exclude or absent,
        skip=skip,
        absent=absent,
    )
