"""What every reader promises of every document; the tests of all formats call it."""

from itertools import pairwise

from cqterm import formats
from cqterm.formats.pieces import to_source, verbatim
from cqterm.model import Document, Segment, Span


def check(document: Document, data: bytes) -> None:
    """Pieces are ordered and disjoint, verbatim ones equal the source, and writing nothing changes nothing.

    Segments are disjoint too, but one may lie inside another, as a text box does in the paragraph it hangs on.
    """
    assert formats.write(document, {}) == data
    spans: dict[str, list[Span]] = {}
    for segment in document.segments:
        assert segment.text
        _check_pieces(segment, document.part(segment.part))
        spans.setdefault(segment.part, []).extend(piece.span for piece in segment.pieces)
    for each in spans.values():
        assert all(a.end <= b.start for a, b in pairwise(sorted(each)))


def _check_pieces(segment: Segment, source: str) -> None:
    after = 0
    assert segment.pieces[0].at == 0
    stops = [*(piece.at for piece in segment.pieces[1:]), len(segment.text)]
    for piece, stop in zip(segment.pieces, stops, strict=True):
        assert piece.at < stop
        assert after <= piece.span.start < piece.span.end <= len(source)
        after = piece.span.end
        if piece.verbatim:
            assert segment.text[piece.at : stop] == source[piece.span.start : piece.span.end]
            assert to_source(segment, Span(piece.at, stop)) == piece.span
        assert verbatim(segment, Span(piece.at, stop)) == piece.verbatim
