"""`gitlab`: the Code Quality report of GitLab, which a merge request shows beside its changes.

Format: "Code Quality", section "Code Quality report format" of the GitLab documentation: an array of issues, each with
a fingerprint that no other has and that, without line numbers, lets GitLab tell new issues from old ones. Paths are
relative to the top of the repository. Where lines mean nothing the first one is named, as one is asked for.
"""

from collections.abc import Iterator

from cqterm.hints import Any
from cqterm.model import Finding, Severity
from cqterm.reports import Run, View, from_top, identities, in_order, sentence
from cqterm.text.indented import in_pieces

NAME = "gitlab"
SUMMARY = "Code Quality of GitLab"
FROM_TOP = True

_SEVERITIES: dict[Severity, str] = {"error": "major", "warning": "minor", "info": "info"}


def render(run: Run, view: View) -> Iterator[str]:  # noqa: ARG001 - programs always get everything
    """All findings as issues."""
    yield from in_pieces(_issues(run))
    yield "\n"


def _issues(run: Run) -> Iterator[dict[str, Any]]:
    for result in run.results:
        found = in_order(result.findings)
        for finding, name in zip(found, identities(found), strict=True):
            yield _issue(finding, name, run.folder)


def _issue(finding: Finding, name: str, folder: str) -> dict[str, Any]:
    place = finding.place
    where = f"{place.where}: " if place.where else ""
    begin, end = (place.line, place.column), (place.end_line, place.end_column)
    lines = {"begin": begin[0] or 1, "end": end[0] or 1}
    positions = {
        "begin": {"line": begin[0], "column": begin[1]},
        "end": {"line": end[0], "column": end[1]},
    }
    return {
        "description": where + sentence(finding),
        "check_name": finding.rule,
        "fingerprint": name,
        "severity": _SEVERITIES[finding.severity],
        "categories": ["Style"],
        "location": {
            "path": from_top(place.path, folder),
            "lines": lines,
            **({"positions": positions} if begin[0] else {}),
        },
    }
