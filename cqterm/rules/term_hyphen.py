"""A hyphen, dash or other mark inside a term is missing, too many or another one; words are split or joined.

Why: "Land Sea" and "Land-Sea", "mega-city" and "megacity" are two words to every search. A long dash where the term
has a hyphen, and a hyphen where the term has a space (often right before a noun), are remarks only.
Bad: rail sea intermodal transport
Bad: a mega-city
Bad: the Liang jiang New Area
Bad: the Chongqing Lianglu-Cuntan Free Trade Port Area
Good: rail-sea intermodal transport
Good: the Chengdu‑Chongqing economic circle
Options: `near: off` at a concept; the level under `severity` in the configuration.
Fix: safe.
"""

from collections.abc import Iterator

from cqterm.model import Difference, Problem, Severity
from cqterm.rules import Page, slip, slips
from cqterm.values import replace

ID = "term-hyphen"
SEVERITY: Severity = "warning"


def check(page: Page) -> Iterator[Problem]:
    """Yield a problem for each term that differs by its hyphens or marks."""
    for number, match in slips(page, "hyphen"):
        wrong = [d for d in match.differences if d.kind == "hyphen"]
        severity: Severity = "info" if all(_slight(d) for d in wrong) else SEVERITY
        problem = slip(page, number, match, _say(wrong[0]), severity, "safe")
        # Several changes are easier to read as the whole term.
        several = len(match.differences) > 1
        yield replace(problem, message=f"should be '{problem.suggestions[0]}'") if several else problem


def _slight(difference: Difference) -> bool:
    return difference.detail in ("dash", "mark") or (difference.wanted.isspace() and "-" in difference.found)


def _say(difference: Difference) -> str:
    if difference.detail in ("joined", "split"):
        return f"'{difference.found}' should be '{difference.wanted}'"
    if difference.detail == "dash":
        return "a long dash where a hyphen belongs"
    if difference.detail == "mark":
        wanted = difference.wanted.strip()
        return f"'{wanted}' is missing" if wanted else f"'{difference.found.strip()}' is too many"
    return "a hyphen is missing" if "-" in difference.wanted else "a space belongs here, not a hyphen"
