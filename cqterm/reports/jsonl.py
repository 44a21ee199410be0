"""`jsonl`: the entries of `json`, one a line, for programs that read as they go.

The first key of each line, `kind`, says what it is: `finding`, `error`, `note`, and at the end `summary`.
"""

import json

from cqterm.hints import Any
from cqterm.reports import Run, View, findings
from cqterm.reports.json import error_entries, finding_entry, note_entries, summary_entry

NAME = "jsonl"
SUMMARY = "a JSON object a line, for programs that read as they go"


def render(run: Run, view: View) -> str:  # noqa: ARG001 - programs always get everything
    """All findings, then what could not be checked, remarks and the counts."""
    lines = [
        *(_line("finding", finding_entry(finding)) for finding in findings(run)),
        *(_line("error", entry) for entry in error_entries(run)),
        *(_line("note", entry) for entry in note_entries(run)),
        _line("summary", summary_entry(run)),
    ]
    return "".join(lines)


def _line(kind: str, entry: dict[str, Any]) -> str:
    return json.dumps({"kind": kind, **entry}, ensure_ascii=False) + "\n"
