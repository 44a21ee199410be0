"""A rendering that the glossary rejects.

Why: a rejected rendering can be good English and still name the wrong thing, or name the right thing in a way that no
official text does; only people can decide that, and the glossary is where they did.
Bad: the Chengdu-Chongqing economic zone
Good: the Chengdu-Chongqing economic circle
Fix: unsafe: puts the preferred term in its place, in the case and number of the place; articles and verbs around it
are for the writer.
"""

from collections.abc import Iterator

from cqterm.model import Problem, Severity
from cqterm.rules import Page, matches, preferred, replacement

ID = "deprecated-term"
SEVERITY: Severity = "warning"


def check(page: Page) -> Iterator[Problem]:
    """Yield a problem for each deprecated term, however it is inflected or cased."""
    for number, match in matches(page):
        if match.term.status == "deprecated":
            note = f" ({match.term.note})" if match.term.note else ""
            message = f"deprecated rendering: use '{preferred(page.lexicon, match.concept)}'{note}"
            yield replacement(page, number, match, message, SEVERITY)
