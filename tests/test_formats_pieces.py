"""The map between segment and source stays true through every rewriting."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cqterm.formats.pieces import Swap, edits_in_source, splice, substitute, to_source, verbatim
from cqterm.model import Edit, Piece, Segment, Span

# The source is "> a **bc** &amp; d\n> e": text and map as a reader would make them.
SOURCE = "> a **bc** &amp; d\n> e"
SEGMENT = Segment(
    text="a bc & d\ne",
    pieces=(
        Piece(0, Span(2, 4)),
        Piece(2, Span(6, 8)),
        Piece(4, Span(10, 11)),
        Piece(5, Span(11, 16), verbatim=False),
        Piece(6, Span(16, 19)),
        Piece(9, Span(21, 22)),
    ),
)


@pytest.mark.parametrize(
    ("start", "end", "raw", "same"),
    [
        pytest.param(0, 4, "a **bc", False, id="markup inside"),
        pytest.param(4, 6, " &amp;", False, id="an entity at the end"),
        pytest.param(5, 6, "&amp;", False, id="an entity"),
        pytest.param(5, 8, "&amp; d", False, id="an entity at the start"),
        pytest.param(7, 10, "d\n> e", False, id="over a quoted line's end"),
        pytest.param(0, 1, "a", True, id="at the start"),
        pytest.param(2, 4, "bc", True, id="a whole piece"),
        pytest.param(3, 4, "c", True, id="the end of a piece"),
        pytest.param(7, 9, "d\n", True, id="up to a line's end"),
    ],
)
def test_a_span_covers_its_source(start: int, end: int, raw: str, same: bool) -> None:
    span = to_source(SEGMENT, Span(start, end))

    assert SOURCE[span.start : span.end] == raw
    assert verbatim(SEGMENT, Span(start, end)) is same


@pytest.mark.parametrize(
    ("at", "before"),
    [(0, "a **"), (1, " **"), (2, "bc**"), (4, " &"), (5, "&amp;"), (6, " d"), (9, "e"), (10, "")],
)
def test_an_insertion_goes_before_the_next_character(at: int, before: str) -> None:
    """At the start of a quoted line that is behind the marker, not before it."""
    span = to_source(SEGMENT, Span(at, at))

    assert span.start == span.end
    assert SOURCE[span.start :].startswith(before)
    assert verbatim(SEGMENT, Span(at, at))


@pytest.mark.parametrize(
    ("start", "end", "whole", "spread"),
    [
        pytest.param(2, 4, "> a **X** &amp; d\n> e", "> a **X** &amp; d\n> e", id="in one piece"),
        pytest.param(0, 4, None, "> X**** &amp; d\n> e", id="over markup: the first piece takes it all"),
        pytest.param(3, 7, None, "> a **bX**d\n> e", id="over markup and a character reference"),
        pytest.param(5, 6, *["> a **bc** X d\n> e"] * 2, id="a character reference"),
        pytest.param(4, 8, *["> a **bc**X\n> e"] * 2, id="a character reference and what is around it"),
        pytest.param(7, 10, None, "> a **bc** &amp; X> ", id="over a line's end"),
        pytest.param(2, 2, "> a **Xbc** &amp; d\n> e", "> a **Xbc** &amp; d\n> e", id="an insertion"),
    ],
)
def test_an_edit_lies_in_one_piece_or_is_spread(start: int, end: int, whole: str | None, spread: str) -> None:
    edit = Edit(Span(start, end), "X")

    made = edits_in_source(SEGMENT, edit, SOURCE, spread=False)
    assert (splice(SOURCE, made) if made else None) == whole
    assert splice(SOURCE, edits_in_source(SEGMENT, edit, SOURCE, spread=True)) == spread


def test_an_edit_is_narrowed_before_it_is_spread() -> None:
    """What stays as it is may lie on the other side of markup."""
    made = edits_in_source(SEGMENT, Edit(Span(0, 4), "a bd"), SOURCE, spread=True)

    assert splice(SOURCE, made) == "> a **bd** &amp; d\n> e"
    assert splice(SOURCE, edits_in_source(SEGMENT, Edit(Span(0, 4), "a bxc"), SOURCE, spread=False)).startswith(
        "> a **bxc**"
    )


def test_what_is_no_text_of_the_source_is_never_replaced() -> None:
    segment = Segment(text="a b", pieces=(Piece(0, Span(0, 1)), Piece(1, Span(1, 7), False), Piece(2, Span(7, 8))))

    assert not edits_in_source(segment, Edit(Span(0, 3), "x"), "a<tab/>b", spread=True)
    assert not edits_in_source(segment, Edit(Span(1, 2), "x"), "a<tab/>b", spread=True)


@st.composite
def swaps(draw: st.DrawFn, size: int) -> list[Swap]:
    borders = sorted(draw(st.sets(st.integers(0, size), max_size=8)))
    return [Swap(a, b, draw(st.text("xyz", max_size=3))) for a, b in zip(borders[::2], borders[1::2], strict=False)]


@given(data=st.data(), text=st.text("ab \n", min_size=1, max_size=30))
def test_swaps_do_what_a_splice_does(data: st.DataObject, text: str) -> None:
    """Twice in a row, as readers do; the second time the text has pieces that can't be cut."""
    base = (Piece(0, Span(0, len(text))),)
    first = data.draw(swaps(len(text)))

    changed, pieces = substitute(text, base, first)

    assert changed == splice(text, [Edit(Span(s.start, s.end), s.text) for s in first])
    _, twice = substitute(changed, pieces, data.draw(swaps(len(changed))))
    for found in (pieces, twice):
        spans = [piece.span for piece in found]
        assert all(a.end <= b.start for a, b in pairwise(spans))
        assert all(span.start < span.end for span in spans)


@given(data=st.data(), text=st.text("ab \n", min_size=2, max_size=30), offset=st.integers(0, 5))
def test_a_text_in_one_run_is_changed_as_one_in_two_that_touch(data: st.DataObject, text: str, offset: int) -> None:
    made = data.draw(swaps(len(text)))
    border = data.draw(st.integers(1, len(text) - 1))
    end = offset + len(text)
    two = (Piece(0, Span(offset, offset + border)), Piece(border, Span(offset + border, end)))

    assert substitute(text, (Piece(0, Span(offset, end)),), made) == substitute(text, two, made)


@pytest.mark.parametrize(
    "edits",
    [
        [Edit(Span(2, 3), "x"), Edit(Span(1, 2), "y")],
        [Edit(Span(0, 3), "x"), Edit(Span(2, 4), "y")],
        [Edit(Span(3, 9), "x")],
        [Edit(Span(-1, 2), "x")],
    ],
)
def test_edits_out_of_order_are_the_callers_mistake(edits: list[Edit]) -> None:
    with pytest.raises(ValueError, match="overlaps another, is out of order or outside"):
        splice("abcd", edits)


def test_edits_may_touch_and_insert() -> None:
    edits = [Edit(Span(0, 0), "<"), Edit(Span(0, 1), "A"), Edit(Span(1, 2), ""), Edit(Span(4, 4), ">")]

    assert splice("abcd", edits) == "<Acd>"


def test_a_segment_without_pieces_has_nowhere_to_go() -> None:
    empty = Segment(text="", pieces=())

    assert to_source(empty, Span(0, 0)) == Span(0, 0)
    assert not verbatim(empty, Span(0, 0))
