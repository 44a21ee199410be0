"""Two renderings of one concept stand in one document, each of them right where it stands alone.

Why: a reader takes two names for two things. An admitted rendering is silent where it stands alone; beside another one
it is a finding at each of its places, the house form of the document's own publisher too, since the preferred
rendering is the one that every publisher may use. With --across-files all files of a run count as one document. A
short or long form beside the full one, or an acronym, is no other rendering. Places that another rule reports
(deprecated, out of force at the document's date, misspelt) are not reported twice. Between names this is a warning;
other phrases may vary with their sentence, so there it is info.
Bad: The Western Land-Sea Trade Corridor grew. The New International Land-Sea Trade Corridor grew.
Good: The Western Land-Sea Trade Corridor grew. The Western Land-Sea Trade Corridor was extended.
Options: `also:` of a concept; --across-files; the level under `severity` in the configuration.
Fix: unsafe: puts the preferred term in its place, in the case and number of the place.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from cqterm.match.compare import rewrite
from cqterm.match.edges import widened
from cqterm.match.lexicon import Pattern
from cqterm.model import Match, Problem, Severity, Span, Term
from cqterm.rules import Page, problem
from cqterm.rules.deprecated_term import objection
from cqterm.rules.renderings import Rendering, shown
from cqterm.rules.superseded_term import before, out_of_force
from cqterm.text.phrases import number, times
from cqterm.text.short_forms import same_words
from cqterm.values import replace

ID = "mixed-terms"
SEVERITY: Severity = "warning"


def check(page: Page) -> Iterator[Problem]:
    """Yield a problem for each place of a rendering that another one of the document should replace.

    In a first reading (`Page.reads_first`) yield one for each use of a concept that may be mixed, with the term for
    its message.
    """
    uses: dict[str, list[_Use]] = {}
    for use in page.matches:
        uses.setdefault(use[1].concept, []).append(use)
    for concept, of_concept in sorted(uses.items()):
        if len(of_concept) == 1 and not (page.reads_first or page.elsewhere):
            continue  # one term is not mixed with itself
        found = [use for use in of_concept if use[1].term.type == "full" and not _reported(page, use[1].term)]
        if page.reads_first:
            yield from _noted(page, concept, found)
            continue
        elsewhere = {
            term: rendering.without(page.document.name)
            for term, rendering in page.elsewhere.get(concept, {}).items()
            if rendering.counts.keys() - {page.document.name}
        }
        if found and len({match.term.text for _, match in found} | elsewhere.keys()) > 1:
            yield from _mixed(page, _wanted(page, concept), found, elsewhere)


_Use = tuple[int, Match]
"""The number of a segment and a match in it."""


def _reported(page: Page, term: Term) -> bool:
    """Whether a term has findings of its own in this document, wherever it stands."""
    return bool(objection(term, page.publisher) or out_of_force(term, page.date))


def _wanted(page: Page, concept: str) -> Pattern:
    """The rendering that the document should keep to: the preferred one, or the first that holds at its date."""
    full = (p for p in page.lexicon.renderings(concept) if p.term.type == "full")
    fit = [p for p in full if not _reported(page, p.term)]
    return min(fit, key=lambda p: (before(page.date, p.term.valid_from), p.term.status != "preferred"))


def _noted(page: Page, concept: str, uses: Sequence[_Use]) -> Iterator[Problem]:
    if sum(pattern.term.type == "full" for pattern in page.lexicon.renderings(concept)) > 1:
        for segment, match in uses:
            yield problem(page, segment, match, match.term.text, SEVERITY, [], safety="unsafe")


def _mixed(page: Page, wanted: Pattern, uses: Sequence[_Use], elsewhere: Mapping[str, Rendering]) -> Iterator[Problem]:
    counts: Counter[str] = Counter()
    named: list[tuple[int, Span]] = []
    most = shown(len(uses))
    for segment, match in uses:
        counts[match.term.text] += 1
        if counts[match.term.text] <= most:
            named.append((segment, match.span))
    severity = SEVERITY if wanted.case == "name" else "info"
    messages = {term: _message(term, wanted.term.text, counts, elsewhere) for term in counts}
    beyond = tuple(place for rendering in elsewhere.values() for place in rendering.places[:most])
    for segment, match in uses:
        message = messages[match.term.text]
        if message and not match.differences:
            scene = page.scenes[segment]
            whole = widened(wanted, scene.text, match)
            ways = [rewrite(wanted, scene, whole)]
            said = problem(page, segment, whole, message, severity, ways, safety="unsafe")
            related = tuple(place for place in named if place != (segment, match.span))
            yield replace(said, related=related, elsewhere=beyond)


def _message(term: str, wanted: str, here: Counter[str], elsewhere: Mapping[str, Rendering]) -> str:
    """What to say of the places of a term; nothing where it may stand beside all others."""
    if term == wanted or same_words(term, wanted):
        return ""
    others = dict.fromkeys(each for each in (*here, *elsewhere) if each != term and not same_words(each, term))
    said = ", ".join(f"'{each}' {_often(each, here, elsewhere)}" for each in others)
    own = _often(term, here, elsewhere) if term in elsewhere else f"{times(here[term])} here"
    return said and f"mixed renderings: this one {own}, {said}: use '{wanted}'"


def _often(term: str, here: Counter[str], elsewhere: Mapping[str, Rendering]) -> str:
    """How often a term stands here and in how many other files."""
    if term not in elsewhere:
        return times(here[term])
    counts = elsewhere[term].counts
    away = f"{times(sum(counts.values()))} in {number(len(counts), 'other file')}"
    return f"{times(here[term])} here and {away}" if here[term] else away
