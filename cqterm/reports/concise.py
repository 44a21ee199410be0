"""`concise`: one line a finding, for grep and for editors that jump to `path:line:column`."""

from cqterm.reports import Run, View, findings, glimpse, on_one_line, place_of

NAME = "concise"
SUMMARY = "one line a finding"


def render(run: Run, view: View) -> str:
    """The findings that the view shows, nothing else."""
    return "".join(
        f'{place_of(f.place)}: {f.severity} {f.rule}  "{glimpse(f.place.text)}": {on_one_line(f.message)}\n'
        for f in findings(run)
        if view.shows(f.severity)
    )
