"""`--across-files`: a first reading of all files, so that each can then be judged knowing what the others use."""

from collections.abc import Mapping

from cqterm.cli.terminal import with_progress
from cqterm.engine import Job, Settings, runs
from cqterm.match.lexicon import Lexicon
from cqterm.results import Results
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


def judged_again(job: Job, tasks: Mapping[str, Task], before: Results, *, jobs: int) -> Results:
    """The results as files are after their fixes, which `before` counts."""
    now = before.empty()
    fixes: dict[str, int] = {}
    for result in before:
        if result.path in tasks and not result.errors:
            fixes[result.path] = result.fixes
        else:
            now.add(result)
    again = [tasks[path] for path in fixes]
    for result in lint_files(replace(job, fix=None), again, jobs=jobs):
        now.add(replace(result, fixes=fixes[result.path]))
    return now
