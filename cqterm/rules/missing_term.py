"""A term of the source has no admitted rendering in its translation.

Why: a translation can be good English and still name the thing otherwise than everybody else; only the source tells
what was meant. In PO, XLIFF, TMX, two-column tables and pairs of files (`draft.zh.md`, `draft.en.md`) each place of a
term in the source asks for a rendering in the target, whichever of the glossary's languages is the source. The longest
term counts. Code and lines left as they are need no rendering, nor do everyday words where the document shows that
they are meant otherwise. Translations that are missing or not confirmed (fuzzy) are left alone.
Bad: msgid "两中心两地", msgstr "The two cities have one goal."
Good: msgid "两中心两地", msgstr "The goal is Two Centers and Two Highlands."
Options: `unconfirmed: true` (--unconfirmed) judges unconfirmed translations too.
Fix: unsafe, where a rejected rendering or another near miss stands there: the preferred term. None where nothing does.
"""

from collections.abc import Iterator, Sequence

from cqterm.bilingual.languages import languages
from cqterm.hints import TYPE_CHECKING
from cqterm.model import Edit, Problem, Severity, Span
from cqterm.rules import Page, matches_of, replacement
from cqterm.rules.deprecated_term import objection
from cqterm.rules.superseded_term import out_of_force
from cqterm.text.phrases import primary, times
from cqterm.values import replace

if TYPE_CHECKING:
    from cqterm.bilingual.check import Missing
    from cqterm.bilingual.occurrences import Designation, Occurrence
    from cqterm.bilingual.pairs import Group
    from cqterm.bilingual.sense import Unit

ID = "missing-term"
SEVERITY: Severity = "warning"
TAKES_OVER = ("altered-term", "deprecated-term", "superseded-term")
"""Rules that would say of the same place in the translation, without the source, what this one says with it."""


def check(page: Page) -> Iterator[Problem]:
    """Yield a problem for each term that the translation renders too seldom, or one for each wrong rendering of it."""
    if not any(segment.pair for segment in page.document.segments):
        return
    from cqterm.bilingual.pairs import groups
    from cqterm.bilingual.sense import meant

    found: dict[tuple[str, str], list[tuple[Group, Unit]]] = {}
    for group in groups(page.document):
        if way := _way(page, group):
            found.setdefault(way, []).append((group, _examined(page, group, *way)))
    for way, checked in found.items():
        left = meant([unit for _, unit in checked], way[1])
        for (group, _), all_missing in zip(checked, left, strict=True):
            for missing in all_missing:
                yield from _problems(page, group, missing, way[1])


def _way(page: Page, group: "Group") -> tuple[str, str] | None:
    """The languages in which a group is to be checked; None where it is to be left alone."""
    sources, targets = ([page.document.segments[n] for n in side] for side in group)
    if not sources or not targets or [s.text for s in sources] == [t.text for t in targets]:
        return None
    units = {segment.unit for segment in (*sources, *targets)}
    if "untranslated" in units or ("unconfirmed" in units and not page.unconfirmed):
        return None
    from cqterm.bilingual.pairs import direction

    return direction(sources[0], targets[0], languages(page.lexicon))


def _examined(page: Page, group: "Group", source: str, target: str) -> "Unit":
    from cqterm.bilingual.check import check as compare
    from cqterm.bilingual.sense import Unit
    from cqterm.bilingual.terms import terms

    text = _text(page, group.targets)
    near = primary(target) == primary(page.lexicon.target_language)
    checked = compare(
        _text(page, group.sources),
        text,
        sources=terms(page.lexicon, source, loose=False),
        targets=terms(page.lexicon, target, loose=True),
        usable=lambda d: not _objection(page, d),
        seen=_seen(page, group.targets) if near else (),
        every=len(group.sources) == len(group.targets) == 1,
    )
    return Unit(text, checked)


def _objection(page: Page, designation: "Designation") -> str:
    term = designation.term
    return objection(term, page.publisher) or out_of_force(term, page.date)


def _seen(page: Page, targets: Sequence[int]) -> "list[Occurrence]":
    """The near misses of a target: with other words than the term has, they are no rendering of it."""
    from cqterm.bilingual.occurrences import Designation, Occurrence

    found = []
    for number, offset in zip(targets, _offsets(page, targets), strict=True):
        for match in matches_of(page, number):
            term = replace(match.term, status="deprecated") if match.gravest == "altered" else match.term
            span = Span(match.span.start + offset, match.span.end + offset)
            found.append(Occurrence(span, (Designation(match.concept, term),)))
    return found


# --- saying it --------------------------------------------------------------------------------------------------


def _problems(page: Page, group: "Group", missing: "Missing", language: str) -> Iterator[Problem]:
    places = tuple(_placed(page, group.sources, span) for span in missing.places)
    concept = page.lexicon.concepts[missing.concepts[0]]
    term = concept.preferred(language)
    if term is None:
        return  # nobody has decided on a rendering
    wrong = [_placed(page, group.targets, span) for span in missing.instead]
    for number, span in wrong:
        yield replace(_instead(page, number, span, missing, term.text), related=places)
    if not wrong:
        first = group.targets[0]
        yield Problem(
            segment=first,
            span=Span(0, len(page.scenes[first].text)),
            concept=concept.id,
            message=f"{_how_often(missing)}: use '{term.text}'{_similar(page, group, missing)}",
            severity=SEVERITY,
            preferred=term.text,
            related=places,
        )


def _how_often(missing: "Missing") -> str:
    if not missing.found:
        return f"no rendering of '{missing.term.text}'"
    return f"'{missing.term.text}' stands {times(len(missing.places))} in the source, rendered {times(missing.found)}"


def _similar(page: Page, group: "Group", missing: "Missing") -> str:
    text = _text(page, group.targets)
    named = " and ".join(dict.fromkeys(f"'{text[a:b]}'" for a, b in missing.unasked))
    return f" ({named} is something else)" if named else ""


def _instead(page: Page, number: int, span: Span, missing: "Missing", preferred: str) -> Problem:
    """The problem of a rendering that may not be used."""
    text = page.scenes[number].text[span.start : span.end]
    message = f"'{missing.term.text}' is rendered as '{text}': use '{preferred}'"
    match = next((m for m in matches_of(page, number) if m.span == span and m.concept in missing.concepts), None)
    if match is not None:
        return replacement(page, number, match, message, SEVERITY)
    return Problem(
        segment=number,
        span=span,
        concept=missing.concepts[0],
        message=message,
        severity=SEVERITY,
        preferred=preferred,
        suggestions=(preferred,),
        edits=(Edit(span, preferred),),
    )


# --- segments and groups ----------------------------------------------------------------------------------------


def _text(page: Page, numbers: Sequence[int]) -> str:
    from cqterm.bilingual.pairs import GAP

    return GAP.join(page.scenes[number].text for number in numbers)


def _offsets(page: Page, numbers: Sequence[int]) -> list[int]:
    from cqterm.bilingual.pairs import GAP

    offsets = [0]
    for number in numbers[:-1]:
        offsets.append(offsets[-1] + len(page.scenes[number].text) + len(GAP))
    return offsets


def _placed(page: Page, numbers: Sequence[int], span: Span) -> tuple[int, Span]:
    """The segment and the span in it that a span of a group's text means."""
    number, offset = next(
        (number, offset)
        for number, offset in zip(reversed(numbers), reversed(_offsets(page, numbers)), strict=True)
        if offset <= span.start
    )
    return number, Span(span.start - offset, span.end - offset)
