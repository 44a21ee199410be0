"""`concise`: one line a finding, for grep and for editors that jump to `path:line:column`."""

from collections.abc import Iterator

from cqterm.model import FileResult
from cqterm.reports import Run, View, glimpse, in_order, on_one_line, place_of

NAME = "concise"
SUMMARY = "one line a finding"


def render(run: Run, view: View) -> Iterator[str]:
    """The findings that the view shows, nothing else."""
    return run.results.texts(of_file, view)


def of_file(result: FileResult, view: View) -> str:
    """A line for each finding that the view shows."""
    return "".join(
        f'{place_of(f.place)}: {f.severity} {f.rule}  "{glimpse(f.place.text)}": {on_one_line(f.message)}\n'
        for f in in_order(result.findings)
        if view.shows(f.severity)
    )
