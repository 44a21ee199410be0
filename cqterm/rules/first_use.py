"""An acronym stands before its full form, or without it in the whole document.

Why: who meets "ILSTC" first has to guess. The full form may stand anywhere before the acronym, or right beside it in
brackets, in whichever order. Headings are left alone, since the text below introduces what they name. The rule is off
unless it is selected, or given a level in the configuration: many texts are written for readers who know.
Bad: The ILSTC opened. The New International Land-Sea Trade Corridor (ILSTC) links the coast.
Good: The New International Land-Sea Trade Corridor (ILSTC) opened.
Options: `select: [first-use]`, or a level under `severity`, in the configuration; --select first-use.
Fix: none: it suggests both forms, and the sentence around them is for the writer.
"""

from collections.abc import Iterator

from cqterm.model import Match, Problem, Severity
from cqterm.rules import Page, preferred
from cqterm.text.tokens import tokens

ID = "first-use"
SEVERITY: Severity = "warning"
OPTIONAL = True


def check(page: Page) -> Iterator[Problem]:
    """Yield a problem for the first use of each acronym that the document has not introduced there."""
    full = _first(page, acronym=False)
    for concept, (segment, match) in _first(page, acronym=True).items():
        term = preferred(page.lexicon, concept)
        introduced = full.get(concept)
        if term == match.term.text or (introduced and _introduces(page, introduced, (segment, match))):
            continue
        what = "an acronym before its full form" if introduced else "an acronym that is nowhere written in full"
        both = f"{term} ({match.term.text})"
        yield Problem(
            segment=segment,
            span=match.span,
            concept=concept,
            message=f"{what}: write '{both}' here",
            severity=SEVERITY,
            preferred=term,
            suggestions=(both,),
            related=((introduced[0], introduced[1].span),) if introduced else (),
        )


def _first(page: Page, *, acronym: bool) -> dict[str, tuple[int, Match]]:
    """The first acronym, or the first other form, of each concept: acronyms in headings do not count."""
    found: dict[str, tuple[int, Match]] = {}
    for number, match in page.matches:
        in_heading = page.document.segments[number].role == "heading"
        if (match.term.type == "acronym") == acronym and not (acronym and in_heading):
            found.setdefault(match.concept, (number, match))
    return found


def _introduces(page: Page, full: tuple[int, Match], acronym: tuple[int, Match]) -> bool:
    """Whether a full form stands before an acronym, or right after it."""
    between = page.document.segments[full[0]].text[acronym[1].span.end : full[1].span.start]
    beside = full[0] == acronym[0] and not tokens(between)
    return beside or (full[0], full[1].span) < (acronym[0], acronym[1].span)
