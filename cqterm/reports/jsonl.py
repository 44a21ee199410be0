"""`jsonl`: the entries of `json`, one a line, for programs that read as they go.

The first key of each line, `kind`, says what it is: `finding`, `error`, `note`, and at the end `summary`.
"""

import json
from collections.abc import Iterator

from cqterm.hints import Any
from cqterm.model import FileResult
from cqterm.reports import Run, View, in_order
from cqterm.reports.json import error_entries, finding_text, note_entries, summary_entry

NAME = "jsonl"
SUMMARY = "a JSON object a line, for programs that read as they go"


def render(run: Run, view: View) -> Iterator[str]:
    """All findings, then what could not be checked, remarks and the counts."""
    yield from run.results.texts(of_file, view)
    yield from (_line("error", entry) for entry in error_entries(run))
    yield from (_line("note", entry) for entry in note_entries(run))
    yield _line("summary", summary_entry(run))


def of_file(result: FileResult, view: View) -> str:  # noqa: ARG001 - programs always get everything
    """A line for each finding."""
    return "".join([_line("finding", json.loads(finding_text(finding))) for finding in in_order(result.findings)])


def _line(kind: str, entry: dict[str, Any]) -> str:
    return json.dumps({"kind": kind, **entry}, ensure_ascii=False) + "\n"
