"""White space inside a term that is not seen: several spaces, a zero-width space, a soft hyphen.

Why: the reader sees nothing, every search and every other tool does. One line break, a no-break space and a
non-breaking hyphen are right and never reported.
Bad: the Government  Work Report
Good: the Government Work Report
Fix: safe.
"""

from collections.abc import Iterator

from cqterm.model import Problem, Severity
from cqterm.rules import Page, slip, slips

ID = "term-spacing"
SEVERITY: Severity = "info"


def check(page: Page) -> Iterator[Problem]:
    """Yield a problem for each term that differs by white space alone."""
    for number, match in slips(page, "spacing"):
        invisible = any(d.detail == "invisible" or d.found.replace(" ", "") not in ("", "-") for d in match.differences)
        message = "an invisible character inside the term" if invisible else "more than one space inside the term"
        yield slip(page, number, match, message, SEVERITY, "safe")
