"""Lint rules, one module each, found by discovery.

A rule is a module of this package with `ID`, `SEVERITY` (its usual one) and `check(page)`, which yields `Problem`s;
one that can speak only when all others have spoken has no `check`, and the engine calls it by its name. `OPTIONAL`
says that a rule runs only where somebody asks for it.
Its docstring is its page for users: a first line, then the sections Why, Bad, Good and Fix. To add a rule, add a file
and cases under tests/cases/rules. Rules know nothing of files, suppressions or output.
"""

import importlib
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import takewhile
from operator import itemgetter

from cqterm.hints import cast
from cqterm.match.compare import apply, rewrite
from cqterm.match.edges import widened
from cqterm.match.lexicon import Lexicon
from cqterm.match.style import Scene
from cqterm.model import Document, Edit, Kind, Match, Problem, Safety, Severity, Span
from cqterm.package import modules
from cqterm.rules.renderings import Renderings
from cqterm.values import Protocol, field, frozen


@frozen
class Page:
    """A document as rules see it: the scene of each segment, its matches, and what is known of date and publisher.

    Matches come with the number of their segment, in order.
    `elsewhere` says which renderings the other documents of a run use; `reads_first` asks for those of this one.
    `unconfirmed` says that translations which nobody has confirmed are to be judged too.
    """

    document: Document
    scenes: tuple[Scene, ...]
    matches: Sequence[tuple[int, Match]]
    lexicon: Lexicon
    date: str = ""
    publisher: str = ""
    elsewhere: Renderings = field(default_factory=dict)
    reads_first: bool = False
    unconfirmed: bool = False


class Rule(Protocol):
    """What a module must have to be a rule."""

    __doc__: str | None
    ID: str
    SEVERITY: Severity


class Check(Rule, Protocol):
    """A rule that judges a page by itself."""

    def check(self, page: Page) -> Iterator[Problem]:
        """The problems of a page, in any order."""


@cache
def rules() -> dict[str, Rule]:
    """Every rule by its id, sorted."""
    found = (importlib.import_module(f"{__name__}.{name}") for name in modules(__path__))
    return dict(sorted((rule.ID, rule) for rule in (cast(Rule, m) for m in found) if hasattr(rule, "ID")))


@cache
def optional(rule: str) -> bool:
    """Whether a rule, given by its id, runs only where somebody asks for it."""
    return getattr(rules().get(rule), "OPTIONAL", False)


def usual_level(rule: Rule) -> str:
    """The level of a rule where nobody says another, in words."""
    return f"{rule.SEVERITY}, off unless selected" if optional(rule.ID) else rule.SEVERITY


@cache
def checks() -> dict[str, Check]:
    """Every rule that judges a page by itself."""
    return {name: cast(Check, rule) for name, rule in rules().items() if hasattr(rule, "check")}


def matches_of(page: Page, segment: int) -> Iterator[Match]:
    """The matches of one segment."""
    first = bisect_left(page.matches, segment, key=itemgetter(0))
    return (match for _, match in takewhile(lambda each: each[0] == segment, page.matches[first:]))


def slips(page: Page, *kinds: Kind) -> Iterator[tuple[int, Match]]:
    """Matches of terms that may be used but are not written right, by their gravest difference."""
    for number, match in page.matches:
        if match.differences and match.gravest in kinds and match.term.status in ("preferred", "admitted"):
            yield number, match


def slip(page: Page, segment: int, match: Match, message: str, severity: Severity, safety: Safety) -> Problem:
    """The problem of a term that is not written right: the fix writes the same term right."""
    # A safe fix may not carry an unsafe difference along.
    words = not {"altered", "number"}.isdisjoint([d.kind for d in match.differences])
    return problem(page, segment, match, message, severity, [match.edits], safety="unsafe" if words else safety)


def replacement(page: Page, segment: int, match: Match, message: str, severity: Severity) -> Problem:
    """The problem of a term that should give way to the preferred one; other admitted terms are suggested after it."""
    wanted = [p for p in page.lexicon.renderings(match.concept) if p.right and p.term.type == "full"]
    wanted.sort(key=lambda p: p.term.status != "preferred")
    if wanted:
        match = widened(wanted[0], page.scenes[segment].text, match)
    ways = [rewrite(p, page.scenes[segment], match) for p in wanted]
    return problem(page, segment, match, message, severity, ways, safety="unsafe")


def problem(
    page: Page,
    segment: int,
    match: Match,
    message: str,
    severity: Severity,
    ways: Sequence[tuple[Edit, ...]],
    *,
    safety: Safety,
) -> Problem:
    """A problem at a match, with the ways to mend it, best first: each is suggested, the first is the fix.

    A possessive that goes with the fix belongs to the place.
    """
    text = page.scenes[segment].text
    span, ways = _with_possessive(text, match, ways)
    mended = [*dict.fromkeys([apply(text, span, edits) for edits in ways])]
    return Problem(
        segment=segment,
        span=span,
        concept=match.concept,
        message=message,
        severity=severity,
        preferred=preferred(page.lexicon, match.concept),
        suggestions=(*mended[:1], *filter(_balanced, mended[1:])),
        edits=ways[0] if ways else (),
        safety=safety,
    )


def _with_possessive(
    text: str, match: Match, ways: Sequence[tuple[Edit, ...]]
) -> tuple[Span, Sequence[tuple[Edit, ...]]]:
    if text[match.span.end : match.span.end + 1] not in ("'", "’") or not match.term.language.lower().startswith("en"):
        return match.span, ways
    from cqterm.text.possessive import possessive_edit  # few places have one

    tails = [possessive_edit(text, match.span, apply(text, match.span, edits)) for edits in ways]
    end = max([match.span.end, *(tail.span.end for tail in tails if tail)])
    both = [(*edits, tail) if tail else edits for edits, tail in zip(ways, tails, strict=True)]
    return Span(match.span.start, end), both


@lru_cache(maxsize=10_000)
def preferred(lexicon: Lexicon, concept: str) -> str:
    """The preferred term of a concept in the language of the drafts; empty where there is none."""
    term = lexicon.concepts[concept].preferred(lexicon.target_language)
    return term.text if term else ""


def _balanced(text: str) -> bool:
    """Whether every quotation mark has its other half: a form without marks can't stand where the place has them."""
    return text.count('"') % 2 == 0 and text.count("“") == text.count("”")
