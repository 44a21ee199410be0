"""White space inside a term is wrong: several spaces or none, a wide or a zero-width one, a soft hyphen.

Why: the reader sees little or nothing, every search and every other tool does. One line break, a no-break space and a
non-breaking hyphen are right and never reported.
Bad: the Government  Work Report
Good: the Government Work Report
Options: `near: off` at a concept; the level under `severity` in the configuration.
Fix: safe.
"""

from collections.abc import Iterator

from cqterm.model import Difference, Problem, Severity
from cqterm.rules import Page, slip, slips
from cqterm.text.fold import invisible

ID = "term-spacing"
SEVERITY: Severity = "info"


def check(page: Page) -> Iterator[Problem]:
    """Yield a problem for each term that differs by white space alone."""
    for number, match in slips(page, "spacing"):
        message = _say(next(d for d in match.differences if d.kind == "spacing"))
        yield slip(page, number, match, message, SEVERITY, "safe")


def _say(difference: Difference) -> str:
    if invisible(difference.found):
        return "an invisible character inside the term"
    if "\u3000" in difference.found:
        return "a wide space of Chinese text inside the term"
    if difference.found.count(" ") > difference.wanted.count(" "):
        return "a space too many inside the term"
    return "a space is missing inside the term"
