"""Evidence: every form of a proposal with its source, its exact place there, and a short quote.

Counts carry places, not quotes, so that they stay small; the quotes are read from the documents at the end, for the
proposals that are kept.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from cqterm.formats.pieces import to_source
from cqterm.mine.choose import Named
from cqterm.mine.counts import Place
from cqterm.model import OPAQUE, Document, Evidence, Span

_AROUND = 40
"""Characters of context on either side of a form in its quote."""
_END = re.compile(rf"[{OPAQUE}\n]")


class Citation(NamedTuple):
    """A place to be quoted, and which form of which proposal stands there."""

    proposal: int
    form: str
    source: str
    place: Place


def cite(proposal: int, forms: list[Named]) -> Iterator[Citation]:
    """The first place of each form in each source, sorted by form as given, then source."""
    longer = {(s, p.segment, p.span) for f in forms for s, sighting in f.sightings.items() for p in sighting.places}
    alone = len(longer) == 1
    for form in forms:
        for source, sighting in sorted(form.sightings.items()):
            if sighting.places:
                places = (p for p in sighting.places if alone or not _inside(p, source, longer))
                yield Citation(proposal, form.text, source, next(places, sighting.places[0]))


def quoted(citations: Sequence[Citation], documents: Mapping[str, Document]) -> dict[int, tuple[Evidence, ...]]:
    """The evidence of each proposal in the order of its citations, from the documents that are at hand.

    Each document is asked for once, since it may lie on disk.
    """
    found: dict[int, Evidence] = {}
    for at in sorted(range(len(citations)), key=lambda at: citations[at].source):
        _, form, source, place = citations[at]
        if source in documents:
            found[at] = _evidence(form, source, documents[source], place)
    evidence: dict[int, tuple[Evidence, ...]] = {}
    for at, citation in enumerate(citations):
        evidence.setdefault(citation.proposal, ())
        if at in found:
            evidence[citation.proposal] += (found[at],)
    return evidence


def _inside(place: Place, source: str, places: set[tuple[str, int, Span]]) -> bool:
    """Whether a place lies inside another form of the same proposal."""
    start, end = place.span
    return any(
        s == source and segment == place.segment and a <= start and end <= b and (a, b) != (start, end)
        for s, segment, (a, b) in places
    )


def _evidence(form: str, source: str, document: Document, place: Place) -> Evidence:
    segment = document.segments[place.segment]
    return Evidence(
        source=source,
        quote=quote(segment.text, place.span.start, place.span.end),
        span=to_source(segment, place.span),
        form=form,
    )


def quote(text: str, start: int, end: int) -> str:
    """The words around a span, on one line, cut at words and never across a line or an opaque character."""
    before = _END.split(text[max(0, start - _AROUND) : start])[-1]
    after = _END.split(text[end : end + _AROUND])[0]
    if len(before) == _AROUND:
        before = before.partition(" ")[2]
    if len(after) == _AROUND:
        after = after.rpartition(" ")[0]
    return " ".join((before + text[start:end] + after).split())
