"""A rendering that held once and holds no longer, or does not hold yet.

Why: official renderings change ("rural vitalization" until about 2023, "rural revitalization" since), and both are
right in their time. The date of the document decides: the option --date, its front matter or the manifest. Without a
date, a rendering with an end counts as superseded, and one with a later beginning as valid; today's date plays no
part, so that the same text gives the same findings for ever. A text that tells of a renaming has to write the old
name: "formerly known as", "renamed from" and the like before it leave it be, and the name of a body keeps it too ("the
National Administration for Rural Vitalization").
Bad: the Southern Transport Corridor
Bad: rural vitalization
Good: the New International Land-Sea Trade Corridor
Good: rural revitalization
Good: the New International Land-Sea Trade Corridor, formerly the Southern Transport Corridor
Options: `from:` and `until:` of a term; --date; the level under `severity` in the configuration.
Fix: unsafe: puts the preferred term in its place.
"""

from collections.abc import Iterator

from cqterm.match.style import in_title
from cqterm.model import Match, Problem, Severity, Term
from cqterm.rules import Page, preferred, replacement
from cqterm.rules.deprecated_term import objection
from cqterm.text.former import former

ID = "superseded-term"
SEVERITY: Severity = "warning"


def check(page: Page) -> Iterator[Problem]:
    """Yield a problem for each term that does not hold at the date of the document."""
    for number, match in page.matches:
        why = out_of_force(match.term, page.date)
        if not why or former(page.scenes[number].text, match.span) or _named(page.scenes[number].text, match):
            continue
        if not objection(match.term, page.publisher):  # what is rejected anyway is reported once
            message = f"{why}: use '{preferred(page.lexicon, match.concept)}'"
            yield replacement(page, number, match, message, SEVERITY)


def _named(text: str, match: Match) -> bool:
    """Whether a term is what a body, a law or a fund is named for: its name keeps the words it was given."""
    return match.term.text.islower() and text[match.span.start].isupper() and in_title(text, match.span)


def out_of_force(term: Term, date: str) -> str:
    """Why a term does not hold at a date (empty where nobody knows it); empty where it does."""
    if term.valid_from and date and before(date, term.valid_from):
        return "" if term.status == "preferred" else f"a rendering that holds from {term.valid_from}"
    if term.until and not (date and not before(term.until, date)):
        return f"superseded since {term.until}"
    return "superseded" if term.status == "superseded" and not term.until else ""


def before(date: str, other: str) -> bool:
    """Whether a date lies before another, as far as both are exact."""
    exact = min(len(date), len(other))
    return date[:exact] < other[:exact]
