"""`--across-files`: a first reading of all files, so that each can then be judged knowing what the others use."""

from collections.abc import Iterable, Mapping

from cqterm.cli.terminal import with_progress
from cqterm.engine import Job, Settings, runs
from cqterm.match.lexicon import Lexicon
from cqterm.model import FileResult
from cqterm.rules.mixed_terms import ID
from cqterm.rules.renderings import Renderings, gathered
from cqterm.run import Task, lint_files
from cqterm.values import replace


def surveyed(lexicon: Lexicon, tasks: Mapping[str, Task], *, jobs: int) -> Renderings:
    """The renderings that files use, of those for which the rule about mixed terms runs; tasks by names in reports."""
    own = ((task, task.settings or Settings()) for _, task in sorted(tasks.items()))
    first = [
        task._replace(lines=None, settings=replace(settings, select=(ID,), ignore=(), quotations="lint"))
        for task, settings in own
        if runs(ID, settings)
    ]
    job = Job(lexicon=lexicon, reads_first=True)
    return gathered(with_progress(lint_files(job, first, jobs=jobs), len(first)))


def judged_again(job: Job, tasks: Mapping[str, Task], before: Iterable[FileResult], *, jobs: int) -> list[FileResult]:
    """The results as files are after their fixes, which `before` counts."""
    now = {result.path: result for result in lint_files(replace(job, fix=None), [*tasks.values()], jobs=jobs)}
    return [
        replace(now[result.path], fixes=result.fixes) if result.path in now and not result.errors else result
        for result in before
    ]
