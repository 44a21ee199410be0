"""`github`: annotations of GitHub Actions, which a pull request shows beside its changes.

Format: "Workflow commands for GitHub Actions", section "Setting an error message", with the escapes of its toolkit
(actions/toolkit, packages/core/src/command.ts). GitHub shows ten annotations of each level a step, so the gravest
come first, and what is more than ten stands in the log as plain lines. Columns are said where a finding ends in the
line in which it begins; GitHub takes them for nothing else.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import chain

from cqterm.model import SEVERITIES, Finding, Severity
from cqterm.reports import Run, View, findings, from_top, place_of, sentence
from cqterm.text.phrases import number

NAME = "github"
SUMMARY = "annotations of GitHub Actions"
FROM_TOP = True

SHOWN = 10
"""Annotations of one level that GitHub shows for a step."""

_COMMANDS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}


def render(run: Run, view: View) -> Iterator[str]:
    """What could not be checked, then the findings that the view shows, the gravest first."""
    troubles = [error for result in run.results.remarked() for error in result.errors]
    lines = [_command("error", error.message, file=from_top(error.path, run.folder)) for error in troubles]
    told: Counter[str] = Counter({"error": len(troubles)})
    shown: dict[Severity, list[str]] = {severity: [] for severity in reversed(SEVERITIES) if view.shows(severity)}
    rest: dict[Severity, list[str]] = {severity: [] for severity in shown}
    for finding in findings(run):
        if finding.severity not in shown:
            continue
        told[finding.severity] += 1
        if told[finding.severity] <= SHOWN:
            shown[finding.severity].append(_annotation(finding, run.folder))
        else:
            rest[finding.severity].append(_plain(finding))
    more = [line for each in rest.values() for line in each]
    yield from (line + "\n" for line in chain(lines, *shown.values(), _more(more)))


def _annotation(finding: Finding, folder: str) -> str:
    place = finding.place
    properties: dict[str, object] = {"file": from_top(place.path, folder)}
    if place.line is not None:
        properties |= {"line": place.line, "endLine": place.end_line or place.line}
        if place.end_line == place.line:
            properties |= {"col": place.column, "endColumn": place.end_column}
    where = f"{place.where}: " if place.where else ""
    return _command(_COMMANDS[finding.severity], where + sentence(finding), **properties, title=finding.rule)


def _more(rest: list[str]) -> Iterator[str]:
    """What GitHub would not show, for whoever reads the log."""
    if rest:
        yield f"{number(len(rest), 'finding')} more than GitHub shows as annotations:"
    yield from rest


def _plain(finding: Finding) -> str:
    """A line that may not be taken for a command."""
    line = f"{place_of(finding.place)}: {finding.severity} {finding.rule} {sentence(finding)}"
    return "- " + line.replace("##[", "## [")


def _command(name: str, message: str, **properties: object) -> str:
    said = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    return f"::{name} {said}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
