"""Two renderings of one concept stand in one document, each of them right where it stands alone.

Why: a reader takes two names for two things. An admitted rendering is silent where it stands alone; beside another one
it is a finding at each of its places, the house form of the document's own publisher too, since the preferred
rendering is the one that every publisher may use. A short or long form beside the full one, or an acronym, is no other
rendering. Places that another rule reports (deprecated, out of force at the document's date, misspelt) are not
reported twice. Between names this is a warning; other phrases may vary with their sentence, so there it is info.
Bad: the Western Land-Sea Trade Corridor (and the New International Land-Sea Trade Corridor in the next paragraph)
Good: the New International Land-Sea Trade Corridor (in both)
Fix: unsafe: puts the preferred term in its place, in the case and number of the place.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from cqterm.match.compare import rewrite
from cqterm.match.lexicon import Pattern
from cqterm.model import Match, Problem, Severity, Span, Term
from cqterm.rules import Page, matches, problem
from cqterm.rules.deprecated_term import objection
from cqterm.rules.superseded_term import out_of_force
from cqterm.text.phrases import times
from cqterm.text.short_forms import same_words

ID = "mixed-terms"
SEVERITY: Severity = "warning"

SHOWN = 50
"""Places of one rendering that a finding names at most; the counts in its message are of all."""


def check(page: Page) -> Iterator[Problem]:
    """Yield a problem for each place of a rendering that another one of the document should replace."""
    uses = [_Use(n, m) for n, m in matches(page) if m.term.type == "full" and not _reported(page, m.term)]
    for concept, group in groupby(sorted(uses, key=_concept), key=_concept):
        found = list(group)
        if len({use.match.term for use in found}) > 1:
            yield from _mixed(page, _wanted(page, concept), found)


class _Use(NamedTuple):
    segment: int
    match: Match


def _concept(use: _Use) -> str:
    return use.match.concept


def _reported(page: Page, term: Term) -> bool:
    """Whether a term has findings of its own in this document, wherever it stands."""
    return bool(objection(term, page.publisher) or out_of_force(term, page.date))


def _wanted(page: Page, concept: str) -> Pattern:
    """The rendering that the document should keep to: the preferred one, or the first that holds at its date."""
    full = (p for p in page.lexicon.renderings(concept) if p.term.type == "full")
    fit = [p for p in full if not _reported(page, p.term)]
    return min(fit, key=lambda p: (_too_new(p.term, page.date), p.term.status != "preferred"))


def _too_new(term: Term, date: str) -> bool:
    exact = min(len(date), len(term.valid_from))
    return date[:exact] < term.valid_from[:exact]


def _mixed(page: Page, wanted: Pattern, uses: Sequence[_Use]) -> Iterator[Problem]:
    counts: dict[Term, int] = {}
    shown: list[tuple[int, Span]] = []
    for use in uses:
        counts[use.match.term] = counts.get(use.match.term, 0) + 1
        if counts[use.match.term] <= SHOWN:
            shown.append((use.segment, use.match.span))
    severity = SEVERITY if wanted.case == "name" else "info"
    messages = {term: _message(term, wanted.term, counts) for term in counts}
    for segment, match in uses:
        message = messages[match.term]
        if message and not match.differences:
            ways = [rewrite(wanted, page.scenes[segment], match)]
            said = problem(page, segment, match, message, severity, ways, safety="unsafe")
            yield replace(said, related=tuple(place for place in shown if place != (segment, match.span)))


def _message(term: Term, wanted: Term, counts: dict[Term, int]) -> str:
    """What to say of the places of a term; nothing where it may stand beside all others."""
    if term == wanted or same_words(term.text, wanted.text):
        return ""
    others = [each for each in counts if each != term and not same_words(each.text, term.text)]
    said = ", ".join(f"'{each.text}' {times(counts[each])}" for each in others)
    return said and f"mixed renderings: this one {times(counts[term])} here, {said}: use '{wanted.text}'"
