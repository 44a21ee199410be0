"""`json`: everything, for programs. The keys and their order are a promise to scripts; new keys may be added.

Findings are written as they stand here, without making lists and dictionaries of them first: that takes a quarter of
the time.
"""

from collections.abc import Iterable, Iterator
from json.encoder import encode_basestring as quoted

from cqterm.hints import Any
from cqterm.model import Authority, Edit, FileResult, Finding, Fix, Place
from cqterm.reports import Run, View, in_order
from cqterm.text.indented import Written, in_pieces, indented

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
    return ",\n  ".join(map(finding_text, in_order(result.findings)))


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


def finding_text(finding: Finding) -> str:
    """A finding as it stands in the list of all, with its keys in the promised order."""
    place, (start, end) = finding.place, finding.place.span
    return f"""{{
   "path": {quoted(place.path)},
   "part": {quoted(place.part)},
   "rule": {quoted(finding.rule)},
   "severity": {quoted(finding.severity)},
   "message": {quoted(finding.message)},
   "line": {indented(place.line)},
   "column": {indented(place.column)},
   "end_line": {indented(place.end_line)},
   "end_column": {indented(place.end_column)},
   "where": {indented(place.where)},
   "start": {start},
   "end": {end},
   "text": {quoted(place.text)},
   "concept": {quoted(finding.concept)},
   "preferred": {quoted(finding.preferred)},
   "suggestions": {_list(map(quoted, finding.suggestions), depth=3)},
   "fix": {_fix(finding.fix) if finding.fix else "null"},
   "related": {_list(map(_related, finding.related), depth=3)},
   "evidence": {_evidence(finding.authority) if finding.authority else "null"},
   "fingerprint": {quoted(finding.fingerprint)}
  }}"""


def _fix(fix: Fix) -> str:
    return f"""{{
    "safety": {quoted(fix.safety)},
    "edits": {_list(map(_edit, fix.edits), depth=4)}
   }}"""


def _edit(edit: Edit) -> str:
    (start, end), text = edit
    return f"""{{
      "start": {start},
      "end": {end},
      "text": {quoted(text)}
     }}"""


def _related(place: Place) -> str:
    start, end = place.span
    return f"""{{
     "path": {quoted(place.path)},
     "part": {quoted(place.part)},
     "start": {start},
     "end": {end},
     "text": {quoted(place.text)}
    }}"""


def _evidence(authority: Authority) -> str:
    return f"""{{
    "source": {quoted(authority.source)},
    "publisher": {quoted(authority.publisher)},
    "date": {quoted(authority.date)},
    "url": {quoted(authority.url) if authority.url else "null"},
    "count": {authority.count}
   }}"""


def _list(written: Iterable[str], *, depth: int) -> str:
    """A list of what is written already, in so many lists and objects."""
    lead = "\n" + " " * depth
    text = f",{lead} ".join(written)
    return f"[{lead} {text}{lead}]" if text else "[]"
