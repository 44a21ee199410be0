"""A rendering that the glossary rejects.

Why: a rejected rendering can be good English and still name the wrong thing, or name the right thing in a way that no
official text does; only people can decide that, and the glossary is where they did. A misspelt one counts too. The
house form of one publisher is rejected in the texts of another, where the publisher is known (--publisher, the
manifest). Who tells of a renaming may write the old name: "formerly known as", "renamed from" and the like before it.
Bad: the Chengdu-Chongqing economic zone
Bad: Two Centers and Two Placse
Good: the Chengdu-Chongqing economic circle
Good: an economic zone for farmers
Options: `not:` of a concept; `publisher:` of a term, --publisher; the level under `severity` in the configuration.
Fix: unsafe: puts the preferred term in its place, in the case and number of the place; articles and verbs around it
are for the writer.
"""

from collections.abc import Iterator

from cqterm.model import Problem, Severity, Term
from cqterm.rules import Page, preferred, replacement
from cqterm.text.former import former

ID = "deprecated-term"
SEVERITY: Severity = "warning"


def check(page: Page) -> Iterator[Problem]:
    """Yield a problem for each deprecated term, however it is inflected or cased."""
    for number, match in page.matches:
        term = match.term
        why = objection(term, page.publisher)
        if why and not former(page.scenes[number].text, match.span):
            note = f" ({term.note})" if term.note and term.status == "deprecated" else ""
            message = f"{why}: use '{preferred(page.lexicon, match.concept)}'{note}"
            yield replacement(page, number, match, message, SEVERITY)


def objection(term: Term, publisher: str) -> str:
    """Why a term may not stand in a text of a publisher (empty where nobody knows it); empty where it may."""
    if term.status == "deprecated":
        return "deprecated rendering"
    foreign = term.status == "admitted" and term.publisher and publisher and term.publisher != publisher
    return f"house form of {term.publisher}" if foreign else ""
