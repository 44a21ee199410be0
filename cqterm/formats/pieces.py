"""The map from a segment back to its source, and the two ways of rewriting a text that keep such a map true.

A segment's pieces are ordered and disjoint; one that is `verbatim` equals the part's text at its span. Every function
here keeps that promise for what it returns. Spans of a segment count in the segment's text, spans of a source in the
part's; both are code points and half-open. All work is linear in the text and in the number of pieces.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import attrgetter

from cqterm.model import Edit, Piece, Segment, Span
from cqterm.values import NamedTuple


class Swap(NamedTuple):
    """Put `text` in the place of `[start, end)`, which is not empty; an empty text takes the place away."""

    start: int
    end: int
    text: str = ""


def to_source(segment: Segment, span: Span) -> Span:
    """The span of the part that covers a span of the segment, markup between its ends included.

    An empty span is a place to insert at: it goes before the character that follows, so that what is inserted at the
    start of a line lands behind a quote marker or an indent, unless that character is not the source's own.
    """
    if span.start >= span.end:
        place = _insertion(segment, span.start)
        return Span(place, place)
    first = segment.pieces[_index(segment.pieces, span.start)]
    last = segment.pieces[_index(segment.pieces, span.end - 1)]
    start = first.span.start + (span.start - first.at if first.verbatim else 0)
    end = last.span.start + span.end - last.at if last.verbatim else last.span.end
    return Span(start, end)


def verbatim(segment: Segment, span: Span) -> bool:
    """Does the source hold these characters in one run, so that they may be replaced as they stand?"""
    if len(segment.pieces) < 2:  # as most have one
        return bool(segment.pieces) and segment.pieces[0].verbatim
    if span.start >= span.end:
        around = {_index(segment.pieces, max(span.start - 1, 0)), _index(segment.pieces, span.start)}
        return any(segment.pieces[i].verbatim for i in around)
    first, last = _index(segment.pieces, span.start), _index(segment.pieces, span.end - 1)
    pieces = segment.pieces[first : last + 1]
    return all(p.verbatim for p in pieces) and _shift(pieces[0]) == _shift(pieces[-1])


def edits_in_source(segment: Segment, edit: Edit, source: str, *, spread: bool) -> tuple[Edit, ...]:
    """The edits of the part that make an edit of the segment; none where the source has no such characters.

    Mostly it is one, and it may replace a character reference such as `&amp;`. Where markup stands between the pieces
    that it touches the edit must be allowed to be `spread`: the whole text goes into the first of them and the others
    lose what was theirs, so that the markup stays.
    """
    if verbatim(segment, edit.span):
        return (Edit(to_source(segment, edit.span), edit.text),)
    edit = _narrowed(segment.text, edit)
    if verbatim(segment, edit.span):
        return (Edit(to_source(segment, edit.span), edit.text),)
    if not segment.pieces or edit.span.start >= edit.span.end:
        return ()
    spans: list[Span] = []
    for number in range(_index(segment.pieces, edit.span.start), _index(segment.pieces, edit.span.end - 1) + 1):
        at, span, same = segment.pieces[number]
        if same:
            start, end = max(edit.span.start - at, 0), min(edit.span.end - at, span.end - span.start)
            span = Span(span.start + start, span.start + end)
        elif source[span.start] != "&" or source[span.end - 1] != ";":
            return ()
        spans.append(span)
    if all(one.end == other.start for one, other in pairwise(spans)):
        return (Edit(Span(spans[0].start, spans[-1].end), edit.text),)
    if not spread:
        return ()
    return tuple(Edit(span, "" if n else edit.text) for n, span in enumerate(spans))


def _narrowed(text: str, edit: Edit) -> Edit:
    """The edit without what it leaves as it is at both ends, so that it touches as few pieces as it can."""
    (start, end), put = edit
    while start < end and put and text[start] == put[0]:
        start, put = start + 1, put[1:]
    while start < end and put and text[end - 1] == put[-1]:
        end, put = end - 1, put[:-1]
    return Edit(Span(start, end), put)


def substitute(
    text: str, pieces: Sequence[Piece], swaps: Iterable[tuple[int, int, str]]
) -> tuple[str, tuple[Piece, ...]]:
    """Make the swaps (sorted, disjoint) in a text with a map, and give the new text with its map.

    What a swap puts in becomes one piece that is not verbatim and covers the source of all it replaced. A swap that
    cuts into such a piece takes the whole of it.
    """
    if len(pieces) == 1 and pieces[0].verbatim:
        return _in_one_run(text, pieces[0].span.start, swaps)
    out: list[str] = []
    new: list[Piece] = []
    at = position = index = 0
    stops = [piece.at for piece in pieces[1:]]
    stops.append(len(text))
    whole = all(piece.verbatim for piece in pieces)
    for swap in (*swaps, (len(text), len(text), "")):
        start, end, replacement = swap if whole else _snapped(pieces, stops, swap)
        start = max(start, position)  # the piece may be taken already
        while position < start:
            while stops[index] <= position:
                index += 1
            stop = min(start, stops[index])
            _keep(new, pieces[index], at, position, stop)
            out.append(text[position:stop])
            at += stop - position
            position = stop
        if replacement and start < end:
            while stops[index] <= start:
                index += 1
            source = pieces[index].span.start + (start - pieces[index].at if pieces[index].verbatim else 0)
            while stops[index] < end:
                index += 1
            last = pieces[index]
            source_end = last.span.start + end - last.at if last.verbatim else last.span.end
            new.append(Piece(at, Span(source, source_end), False))
            out.append(replacement)
            at += len(replacement)
        position = max(position, end)
    return "".join(out), tuple(new)


def splice(text: str, edits: Sequence[Edit]) -> str:
    """Apply edits (sorted, disjoint) to the text of a part.

    Raises:
        ValueError: the edits overlap, are out of order or lie outside the text: the caller is wrong, not the user.
    """
    out: list[str] = []
    position = 0
    for edit in edits:
        if not position <= edit.span.start <= edit.span.end <= len(text):
            raise ValueError(f"the edit at {edit.span} overlaps another, is out of order or outside the text")
        out += text[position : edit.span.start], edit.text
        position = edit.span.end
    out.append(text[position:])
    return "".join(out)


def _in_one_run(text: str, offset: int, swaps: Iterable[tuple[int, int, str]]) -> tuple[str, tuple[Piece, ...]]:
    """What `substitute` gives for a text that stands in the source as it is, from an offset on, as most texts do.

    There are no borders to look for, which takes a quarter of the time.
    """
    out: list[str] = []
    new: list[Piece] = []
    piece, span = Piece._make, Span._make  # half the time of a call
    at = position = 0
    for start, end, replacement in (*swaps, (len(text), len(text), "")):
        if start > position:
            out.append(text[position:start])
            new.append(piece((at, span((offset + position, offset + start)), True)))
            at += start - position
            position = start
        if replacement and end > position:
            out.append(replacement)
            new.append(piece((at, span((offset + position, offset + end)), False)))
            at += len(replacement)
        if end > position:
            position = end
    return "".join(out), tuple(new)


def _shift(piece: Piece) -> int:
    """How far from its place in the segment a verbatim piece stands in the source."""
    return piece.span.start - piece.at


_at = attrgetter("at")


def _index(pieces: Sequence[Piece], offset: int) -> int:
    """The piece that holds an offset of the segment."""
    if len(pieces) == 1:  # as most segments have
        return 0
    return max(bisect_right(pieces, offset, key=_at) - 1, 0)


def _insertion(segment: Segment, offset: int) -> int:
    if not segment.pieces:
        return 0
    piece = segment.pieces[_index(segment.pieces, offset)]
    if piece.verbatim:
        return piece.span.start + offset - piece.at
    before = segment.pieces[_index(segment.pieces, max(offset - 1, 0))]
    if before is piece:
        return piece.span.end if offset > piece.at else piece.span.start
    return before.span.end


def _snapped(pieces: Sequence[Piece], stops: Sequence[int], swap: tuple[int, int, str]) -> tuple[int, int, str]:
    """The swap, widened to the borders of pieces that can't be cut."""
    start, end, text = swap
    if start >= end:
        return swap
    i = _index(pieces, start)
    if not pieces[i].verbatim:
        start = pieces[i].at
    i = _index(pieces, end - 1)
    if not pieces[i].verbatim:
        end = stops[i]
    return start, end, text


def _keep(new: list[Piece], piece: Piece, at: int, start: int, stop: int) -> None:
    """Add what `piece` says of `[start, stop)`, joined to the piece before where the source runs on."""
    if not piece.verbatim:
        new.append(Piece(at, piece.span, verbatim=False))
        return
    source = piece.span.start + start - piece.at
    end = source + stop - start
    if new and new[-1].verbatim and new[-1].span.end == source:
        new[-1] = Piece(new[-1].at, Span(new[-1].span.start, end))
    else:
        new.append(Piece(at, Span(source, end)))
