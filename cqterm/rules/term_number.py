"""A term stands in the plural or singular where it has only the other.

Why: a name has one bearer ("Western Land-Sea Trade Corridors" names several), and a word inside a term keeps its
number ("Government Works Report"). The last word of a common term may take either.
Bad: the Western Land-Sea Trade Corridors
Good: the Western Land-Sea Trade Corridor
Fix: unsafe, since the verb may have to follow.
"""

from collections.abc import Iterator

from cqterm.model import Problem, Severity
from cqterm.rules import Page, slip, slips

ID = "term-number"
SEVERITY: Severity = "warning"


def check(page: Page) -> Iterator[Problem]:
    """Yield a problem for each term that differs by number."""
    for number, match in slips(page, "number"):
        wrong = [d for d in match.differences if d.kind == "number"]
        yield slip(
            page, number, match, "; ".join(f"'{d.found}' should be '{d.wanted}'" for d in wrong), SEVERITY, "unsafe"
        )
