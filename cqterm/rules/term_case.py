"""The capitals of a term are not those of its place.

Why: a name keeps its capitals everywhere, a common term takes them only in a headline, a quoted title, at the start of
a sentence, on a line of its own or inside a longer name. ALL CAPS are always right. A name of one or two everyday
words is not recognised in lower case, since "the two sessions of yoga" are not the Two Sessions. A glossary that
writes nearly all its terms like titles says nothing of running text: there lower case is right too.
Bad: the government work report
Bad: the Western Land-Sea Trade corridor
Bad: the LiangJiang New Area
Good: the Government Work Report
Good: GOVERNMENT WORK REPORT
Good: the two sessions of yoga
Options: `case: name`, `common` or `exact` of a concept; the level under `severity` in the configuration.
Fix: safe; unsafe for capitals that are a matter of house style, which are remarks only.
"""

from collections.abc import Iterator

from cqterm.model import Match, Problem, Safety, Severity
from cqterm.rules import Page, slip, slips
from cqterm.text.words import PERSONS, singular
from cqterm.values import replace

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
    """How grave wrong capitals are.

    Capitals too many are house style on a term without any name in it, on the first word alone (a title), and on the
    word that says what a name names ("Three Gorges Reservoir Region"). So are capitals too few on an office ("the Lund
    port officer").
    """
    if all(singular(d.wanted.lower()) in PERSONS for d in match.differences):
        return "info"
    raised = all(d.wanted[:1].islower() and d.found[:1].isupper() for d in match.differences)
    first = all(d.span.start == match.span.start for d in match.differences)
    kind = len(match.differences) == 1 and match.differences[0].span.end == match.span.end
    named = kind and all(word[:1].isupper() for word in match.term.text.split()[:-1])
    return "info" if raised and (match.term.text.islower() or first or named) else SEVERITY
