"""Findings on some lines of a document alone, those that somebody changed."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from cqterm.model import Document, Finding, Span


def on_lines(document: Document, findings: Iterable[Finding], wanted: Sequence[range]) -> list[Finding]:
    """Those that touch one of these lines, counted from 1; all of them in an archive, which has none.

    Only a line feed ends a line, as git and diff see it.
    """
    text = next((p.text for p in document.parts if p.name == ""), None)
    if text is None:
        return list(findings)
    feeds = [m.start() for m in re.finditer("\n", text)]

    def touches(span: Span) -> bool:
        first, last = bisect_left(feeds, span.start) + 1, bisect_left(feeds, max(span.start, span.end - 1)) + 1
        return any(lines.start <= last and first < lines.stop for lines in wanted)

    return [finding for finding in findings if touches(finding.place.span)]
