"""The way back: from a place in a part of a document to the segment it stands in, as a reader sees it."""

from bisect import bisect_right
from collections.abc import Iterable

from cqterm.model import Document, Place, Segment, Span


def passages(document: Document, places: Iterable[Place]) -> dict[tuple[str, Span], tuple[str, Span]]:
    """The texts of the segments that hold the places, and where in them, by part and span of each place.

    A place that no segment holds is left out.
    """
    found: dict[tuple[str, Span], tuple[str, Span]] = {}
    parts: dict[str, list[Segment]] = {}
    for place in places:
        if place.part not in parts:
            inside = (s for s in document.segments if s.part == place.part and s.pieces)
            parts[place.part] = sorted(inside, key=_start)
        segments = parts[place.part]
        at = bisect_right(segments, place.span.start, key=_start)
        holder = next((s for s in reversed(segments[:at]) if s.pieces[-1].span.end >= place.span.end), None)
        if holder is not None:
            span = Span(within(holder, place.span.start), within(holder, place.span.end))
            found[place.part, place.span] = (holder.text, span)
    return found


def within(segment: Segment, offset: int) -> int:
    """Where an offset of the part stands in a segment; in markup or an entity, where that begins or ends."""
    at = 0
    for piece, following in zip(segment.pieces, (*segment.pieces[1:], None), strict=True):
        if offset < piece.span.start:
            break
        length = (following.at if following else len(segment.text)) - piece.at
        into = offset - piece.span.start if piece.verbatim else length * (offset >= piece.span.end)
        at = piece.at + min(length, into)
    return at


def _start(segment: Segment) -> int:
    return segment.pieces[0].span.start
