"""Reports: what a lint run gave, as text. One small module each, found by discovery.

A report is a module of this package with `NAME`, `SUMMARY` (one line for `--help`) and `render(run, view) -> str`. To
add one, add a file. The module has the name of the report, so that only the one in use is loaded.
"""

import pkgutil
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol, cast

from cqterm.model import SEVERITIES, FileResult, Finding, Place, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """All results of a lint run, sorted by path, and the glossary in use (`concepts`: how many of it).

    `changed` names the files that fixes were written to, in order.
    """

    results: tuple[FileResult, ...]
    glossary: str
    concepts: int
    fingerprint: str
    shipped: bool = False
    changed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """How a person wants to see it. Reports for machines take no notice of it."""

    level: Severity = "warning"
    color: bool = False

    def shows(self, severity: Severity) -> bool:
        """Is a finding of this severity to be seen?"""
        return SEVERITIES.index(severity) >= SEVERITIES.index(self.level)


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The counts of a run. `files` were checked, `skipped` could not be; `fixed` counts fixes, not files."""

    files: int
    findings: int
    severities: Mapping[Severity, int]
    fixed: int
    skipped: int


class Report(Protocol):
    """What a module of this package offers."""

    NAME: str
    SUMMARY: str

    def render(self, run: Run, view: View) -> str:
        """The whole report, with its last line end."""
        ...


def names() -> tuple[str, ...]:
    """The names of all reports; none of them is loaded for it."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__)))


def report(name: str) -> Report:
    """The report of that name."""
    return cast(Report, import_module(f"{__name__}.{name}"))


def findings(run: Run) -> list[Finding]:
    """All findings by path, part, start and rule."""
    everything = [finding for result in run.results for finding in result.findings]
    return sorted(everything, key=lambda f: (f.place.path, f.place.part, f.place.span.start, f.rule))


def summary(run: Run) -> Summary:
    """Count a run. A file of which only a part could not be read counts as checked."""
    skipped = sum(any(not error.part for error in result.errors) for result in run.results)
    counts = Counter(finding.severity for result in run.results for finding in result.findings)
    return Summary(
        files=len(run.results) - skipped,
        findings=counts.total(),
        severities={severity: counts[severity] for severity in reversed(SEVERITIES)},
        fixed=sum(result.fixes for result in run.results),
        skipped=skipped,
    )


def place_of(place: Place) -> str:
    """`path:line:column`; where lines mean nothing, the place in words."""
    path = escaped(place.path)
    if place.line is not None:
        return f"{path}:{place.line}:{place.column}"
    return f"{path}: {place.where}" if place.where else path


def visible(text: str) -> str:
    """A piece of a document on one line of a report: white space folded, and nothing that a terminal would obey."""
    return escaped(" ".join(text.split()))


def escaped(text: str) -> str:
    r"""Control characters, line ends and invisible ones as `\n`, `\x1b`, `\u200b`: a document can't paint."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)
