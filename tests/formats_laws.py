"""What every reader promises of every document; the tests of all formats call it."""

from cqterm import formats
from cqterm.formats.pieces import to_source, verbatim
from cqterm.model import Document, Segment, Span


def check(document: Document, data: bytes) -> None:
    """Pieces are ordered and disjoint, verbatim ones equal the source, and writing nothing changes nothing."""
    assert formats.write(document, {}) == data
    ends: dict[str, int] = {}
    for segment in document.segments:
        assert segment.text
        ends[segment.part] = _check_pieces(segment, document.part(segment.part), ends.get(segment.part, 0))


def _check_pieces(segment: Segment, source: str, after: int) -> int:
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
    return after
