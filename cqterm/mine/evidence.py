"""Evidence: every form of a proposal with its source, its exact place there, and a short quote.

Counts carry places, not quotes, so that they stay small; the quotes are read from the documents at the end, for the
proposals that are kept.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from cqterm.formats.pieces import to_source
from cqterm.mine.counts import Place
from cqterm.mine.named import Named
from cqterm.model import OPAQUE, Document, Evidence, Span
from cqterm.values import NamedTuple

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
    spans: dict[tuple[str, int], set[Span]] = {}
    for form in forms:
        for source, sighting in form.sightings.items():
            for place in sighting.places:
                spans.setdefault((source, place.segment), set()).add(place.span)
    for form in forms:
        for source, sighting in sorted(form.sightings.items()):
            if sighting.places:
                outer = (p for p in sighting.places if not _inside(p.span, spans[source, p.segment]))
                yield Citation(proposal, form.text, source, next(outer, sighting.places[0]))


def quoted(citations: Sequence[Citation], documents: Mapping[str, Document]) -> dict[int, tuple[Evidence, ...]]:
    """The evidence of each proposal in the order of its citations, from the documents that are at hand.

    Each document is asked for once, since it may lie on disk.
    """
    found: dict[int, Evidence] = {}
    for at in sorted(range(len(citations)), key=lambda at: citations[at].source):
        _, form, source, place = citations[at]
        if source in documents:
            found[at] = _evidence(form, source, documents[source], place)
    evidence: dict[int, list[Evidence]] = {}
    for at, citation in enumerate(citations):
        own = evidence.setdefault(citation.proposal, [])
        if at in found:
            own.append(found[at])
    return {proposal: tuple(own) for proposal, own in evidence.items()}


def _inside(span: Span, spans: set[Span]) -> bool:
    """Whether a span lies inside another one, of a form of the same proposal in the same segment."""
    start, end = span
    return len(spans) > 1 and any(a <= start and end <= b and (a, b) != (start, end) for a, b in spans)


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
