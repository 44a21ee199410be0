"""`json`: everything, for programs. The keys and their order are a promise to scripts; new keys may be added."""

from collections.abc import Iterator

from cqterm.hints import Any
from cqterm.model import Authority, FileResult, Finding, Fix, Place
from cqterm.reports import Run, View, in_order
from cqterm.text.indented import Written, in_pieces, items

NAME = "json"
SUMMARY = "one object with all findings, for programs"


def render(run: Run, view: View) -> Iterator[str]:
    """The whole run as one object; findings of every level."""
    content: dict[str, Any] = {
        "version": 1,
        "glossary": {"name": run.glossary, "concepts": run.concepts, "fingerprint": run.fingerprint},
        "findings": map(Written, run.results.texts(of_file, view)),
        "errors": error_entries(run),
        "summary": summary_entry(run),
        "notes": note_entries(run),
    }
    yield from in_pieces(content)
    yield "\n"


def of_file(result: FileResult, view: View) -> str:  # noqa: ARG001 - programs always get everything
    """The findings as they stand in the list of all."""
    return items(map(finding_entry, in_order(result.findings)), depth=2)


def error_entries(run: Run) -> list[dict[str, Any]]:
    """What could not be checked."""
    return [
        {"path": error.path, "part": error.part, "message": error.message}
        for result in run.results.remarked()
        for error in result.errors
    ]


def note_entries(run: Run) -> list[dict[str, Any]]:
    """Remarks on how files were read."""
    return [{"path": result.path, "message": note} for result in run.results.remarked() for note in result.notes]


def summary_entry(run: Run) -> dict[str, Any]:
    """The counts."""
    counts = run.results.summary()
    return {
        "files": counts.files,
        "findings": counts.findings,
        **{str(severity): count for severity, count in counts.severities.items()},
        "fixed": counts.fixed,
        "skipped": counts.skipped,
        "silenced": sum(counts.silenced.values()),
    }


def finding_entry(finding: Finding) -> dict[str, Any]:
    """A finding with its keys in the promised order."""
    place = finding.place
    return {
        "path": place.path,
        "part": place.part,
        "rule": finding.rule,
        "severity": finding.severity,
        "message": finding.message,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "where": place.where,
        "start": place.span.start,
        "end": place.span.end,
        "text": place.text,
        "concept": finding.concept,
        "preferred": finding.preferred,
        "suggestions": list(finding.suggestions),
        "fix": finding.fix and _fix(finding.fix),
        "related": [_related(each) for each in finding.related],
        "evidence": finding.authority and _evidence(finding.authority),
        "fingerprint": finding.fingerprint,
    }


def _fix(fix: Fix) -> dict[str, Any]:
    edits = [{"start": edit.span.start, "end": edit.span.end, "text": edit.text} for edit in fix.edits]
    return {"safety": fix.safety, "edits": edits}


def _related(place: Place) -> dict[str, Any]:
    return {
        "path": place.path,
        "part": place.part,
        "start": place.span.start,
        "end": place.span.end,
        "text": place.text,
    }


def _evidence(authority: Authority) -> dict[str, Any]:
    return {
        "source": authority.source,
        "publisher": authority.publisher,
        "date": authority.date,
        "url": authority.url or None,
        "count": authority.count,
    }
