"""What becomes of drafts once it is known how to lint them: reported, fixed in place, shown as a diff, commented."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from cqterm.cli.terminal import say, with_progress
from cqterm.engine import Job
from cqterm.errors import CqtermError
from cqterm.files import display, read_bytes, write_bytes
from cqterm.formats import revisable
from cqterm.hints import TYPE_CHECKING
from cqterm.model import FileResult, Trouble
from cqterm.reports import escaped
from cqterm.results import Packed, Results
from cqterm.run import Task, lint_data, lint_packed, lint_task, original_of, write_fixed
from cqterm.values import frozen, mutable, replace

if TYPE_CHECKING:
    from cqterm.cli.patch import Change


@frozen
class How:
    """What to do with fixes: write them, with a copy of the file as it was; show them; put comments in another file."""

    fix: bool = False
    backup: bool = False
    diff: bool = False
    comments: Path | None = None
    jobs: int = 0


@mutable
class Outcome:
    """What linting gave. `changed` names the files that were written; `instead` is printed in place of the report."""

    results: Results
    changed: tuple[str, ...] = ()
    instead: bytes | None = None


def lint_stdin(job: Job, how: How, task: Task, data: bytes, results: Results) -> Outcome:
    """Lint a text that has a name and no file, and add what that gives to the results."""
    name, meta = task.document.name, task.meta
    job = replace(job, settings=task.settings or job.settings)
    beside = original_of(task)
    result = lint_data(job, name, data, meta, original=beside)
    instead = None
    if how.diff:
        shown = [] if result.fixed is None else _shown(name, Path(name), data, result.fixed)
        instead = None if shown is None else _diff(shown)
        plain = lint_data(replace(job, fix=None), name, data, meta, original=beside)
        result = plain if shown is not None else replace(plain, errors=(*plain.errors, _not_shown(name)))
    elif how.fix:
        instead = data if result.fixed is None else result.fixed
    elif how.comments is not None:
        result = _commented(how.comments, result)
    results.add(replace(result, fixed=None))
    return Outcome(results=results, instead=instead)


def lint_paths(job: Job, how: How, tasks: Sequence[Task], results: Results) -> Outcome:
    """Lint files, and add what that gives to the results.

    Raises:
        CqtermError: A worker process died, or the file with the comments can't be written.
    """
    changes: list[Change] = []
    linted = with_progress(lint_packed(job, tasks, results.packing(), jobs=how.jobs), len(tasks))
    changed: list[str] = []
    writing: tuple[Path, FileResult] | None = None
    try:
        for task, result in zip(tasks, linted, strict=True):
            if isinstance(result, Packed):  # nothing is to be written
                results.add(result)
            elif how.diff and result.fixed is not None:
                path = task.document.path
                shown = _shown(result.path, path, read_bytes(path), result.fixed)
                changes += shown or ()
                # nothing is written, so the findings are those of the file as it is
                plain = lint_task(replace(job, fix=None), task)
                results.add(
                    plain if shown is not None else replace(plain, errors=(*plain.errors, _not_shown(result.path)))
                )
            elif how.comments is not None:
                results.add(_commented(how.comments, result))
            else:
                writing = task.document.path, result
                written = write_fixed(job, task, result, backup=how.backup)
                results.add(written)
                if result.fixed is not None and written.fixes:
                    changed.append(result.path)
    except (KeyboardInterrupt, CqtermError):
        linted.close()  # wipes off the count
        if how.fix:
            say(_stopped(_with_last(changed, writing)))
        raise
    return Outcome(results=results, changed=tuple(changed), instead=_diff(changes) if how.diff else None)


def failures(troubles: Iterable[Trouble]) -> list[FileResult]:
    """Troubles as results, one for each path."""
    by_path: dict[str, list[Trouble]] = {}
    for trouble in troubles:
        by_path.setdefault(trouble.path, []).append(trouble)
    return [FileResult(path=path, errors=tuple(each)) for path, each in by_path.items()]


def _commented(output: Path, result: FileResult) -> FileResult:
    if result.fixed is not None:
        write_bytes(output, result.fixed)
    return replace(result, fixed=None)


def _with_last(changed: list[str], writing: tuple[Path, FileResult] | None) -> list[str]:
    """The files that were written, the last one too where the stop came right after it."""
    if writing is None or writing[1].fixed is None or writing[1].path in changed[-1:]:
        return changed
    path, result = writing
    return [*changed, result.path] if path.exists() and read_bytes(path) == result.fixed else changed


def _stopped(changed: list[str]) -> str:
    """What a fix that could not end has done so far."""
    if not changed:
        return "--fix was stopped before it wrote a file"
    if len(changed) == 1:
        return f"--fix was stopped when it had written 1 file: {escaped(changed[0])}"
    return f"--fix was stopped when it had written {len(changed):,} files, the last of them {escaped(changed[-1])}"


def _shown(name: str, path: Path, before: bytes, after: bytes) -> "list[Change] | None":
    """The change as a diff; None for what has no lines."""
    if revisable(name):
        return None
    from cqterm.cli.patch import change

    return [change(path, before, after)]


def _not_shown(name: str) -> Trouble:
    what = "a Word file has no lines, so --diff can't show its fixes"
    return Trouble(path=name, message=f"{what}: see them with --fix --track-changes or --comments OUT.docx")


def _diff(changes: "list[Change]") -> bytes:
    from cqterm.cli.patch import folder_of, unified  # most runs show no diff

    top = folder_of(changes)
    if top != Path.cwd():
        say(f"the names in the diff are relative to {escaped(display(top))}: apply it there")
    return unified(changes, top)
