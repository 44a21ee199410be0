"""A term stands in the plural or singular where it has only the other.

Why: a name has one bearer ("Western Land-Sea Trade Corridors" names several), and so has a numbered formula; a word
inside a term keeps its number ("Government Works Report"). The last word of a common term may take the plural. The
singular of a term in the plural is reported where it is the thing itself ("the new quality productive force is"), and
not where it is one of several ("a force") or describes another noun.
Bad: the Western Land-Sea Trade Corridors
Bad: the Government Works Report
Bad: the new quality productive force is rising
Good: the Western Land-Sea Trade Corridor
Good: zero-waste cities
Good: a new quality productive force
Options: `near: off` at a concept; the level under `severity` in the configuration.
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
