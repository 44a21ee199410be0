"""`gitlab`: the Code Quality report of GitLab, which a merge request shows beside its changes.

Format: "Code Quality", section "Code Quality report format" of the GitLab documentation: an array of issues, each with
a fingerprint that no other has and that, without line numbers, lets GitLab tell new issues from old ones. Paths are
relative to the top of the repository. Where lines mean nothing the first one is named, as one is asked for.
"""

from cqterm.hints import Any
from cqterm.model import Finding, Severity
from cqterm.reports import Run, View, findings, from_top, identities, sentence
from cqterm.text.indented import indented

NAME = "gitlab"
SUMMARY = "Code Quality of GitLab"
FROM_TOP = True

_SEVERITIES: dict[Severity, str] = {"error": "major", "warning": "minor", "info": "info"}


def render(run: Run, view: View) -> str:  # noqa: ARG001 - programs always get everything
    """All findings as issues."""
    found = findings(run)
    issues = (_issue(each, name, run.folder) for each, name in zip(found, identities(found), strict=True))
    return indented(issues) + "\n"


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
