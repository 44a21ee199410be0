"""The capitals of a term are not those of its place.

Why: a name keeps its capitals everywhere, a common term takes them only in a headline, a quoted title, at the start of
a sentence or inside a longer name. ALL CAPS are always right. A name of one or two everyday words is not recognised in
lower case, since "the two sessions of yoga" are not the Two Sessions.
Bad: the government work report
Good: the Government Work Report
Fix: safe; unsafe for capitals that are a matter of house style, which are remarks only.
"""

from collections.abc import Iterator
from dataclasses import replace

from cqterm.model import Match, Problem, Safety, Severity
from cqterm.rules import Page, slip, slips

ID = "term-case"
SEVERITY: Severity = "warning"


def check(page: Page) -> Iterator[Problem]:
    """Yield a problem for each term that differs by capitals alone."""
    for number, match in slips(page, "case"):
        wrong = [d for d in match.differences if d.kind == "case"]
        severity = _severity(match)
        # House style is for the writer to decide, so its fix is made on request only.
        safety: Safety = "safe" if severity == SEVERITY else "unsafe"
        problem = slip(page, number, match, f"'{wrong[0].found}' should be '{wrong[0].wanted}'", severity, safety)
        # Several words are easier to read as the whole term.
        yield problem if len(wrong) == 1 else replace(problem, message=f"should be '{problem.suggestions[0]}'")


def _severity(match: Match) -> Severity:
    """Capitals too many on a term without any name in it, or on its first word alone (a title), are house style."""
    raised = all(d.wanted[:1].islower() and d.found[:1].isupper() for d in match.differences)
    first = all(d.span.start == match.span.start for d in match.differences)
    return "info" if raised and (match.term.text.islower() or first) else SEVERITY
