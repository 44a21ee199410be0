"""Evidence: every form of a proposal with its source, its exact place there, and a short quote.

Counts carry places, not quotes, so that they stay small; the quotes are read from the documents at the end, for the
proposals that are kept.
"""

import re
from collections.abc import Mapping

from cqterm.formats.pieces import to_source
from cqterm.mine.choose import Named
from cqterm.mine.counts import Place
from cqterm.model import OPAQUE, Document, Evidence, Span

_AROUND = 40
"""Characters of context on either side of a form in its quote."""
_END = re.compile(rf"[{OPAQUE}\n]")


def cite(forms: list[Named], documents: Mapping[str, Document]) -> tuple[Evidence, ...]:
    """The first place of each form in each source, sorted by form as given, then source."""
    longer = {(s, p.segment, p.span) for f in forms for s, sighting in f.sightings.items() for p in sighting.places}
    found = []
    for form in forms:
        for source, sighting in sorted(form.sightings.items()):
            if source in documents and sighting.places:
                place = next((p for p in sighting.places if not _inside(p, source, longer)), sighting.places[0])
                found.append(_evidence(form.text, source, documents[source], place))
    return tuple(found)


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
