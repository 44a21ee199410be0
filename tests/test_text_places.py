"""From a place in a part back to its segment: through runs, entities, markup and line ends that a reader never sees."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cqterm.engine import Job, lint_bytes
from cqterm.model import Document, Part, Piece, Place, Segment, Span
from cqterm.text.places import passages, within
from tests.docx_example import docx, p, r
from tests.words import lexicon

# <p>Big &amp; <b>po</b>rt</p><p>x</p>
PIECES = (
    Piece(0, Span(3, 7)), Piece(4, Span(7, 12), verbatim=False), Piece(5, Span(12, 13)), Piece(6, Span(16, 18)),
    Piece(8, Span(22, 24)),
)  # fmt: skip
FIRST = Segment(text="Big & port", pieces=PIECES, part="d.xml")
SECOND = Segment(text="x", pieces=(Piece(0, Span(31, 32)),), part="d.xml")


@pytest.mark.parametrize(
    ("offset", "at"),
    [(0, 0), (3, 0), (6, 3), (7, 4), (9, 4), (12, 5), (13, 6), (15, 6), (16, 6), (18, 8), (20, 8), (24, 10), (99, 10)],
)
def test_an_offset_within_a_segment(offset: int, at: int) -> None:
    assert within(FIRST, offset) == at


def test_passages_of_places_and_none_of_those_outside() -> None:
    document = Document(name="a", parts=(Part("d.xml", ""),), segments=(FIRST, SECOND))
    spans = [("d.xml", Span(16, 24)), ("d.xml", Span(31, 32)), ("d.xml", Span(22, 32)), ("e.xml", Span(16, 24))]
    places = [Place(path="a", part=part, span=span, text="") for part, span in spans]
    assert passages(document, places) == {
        spans[0]: ("Big & port", Span(6, 10)),
        spans[1]: ("x", Span(0, 1)),
    }


@given(st.lists(st.sampled_from(["megaport", "harbor city", " & ", "稿 ", "the "]), max_size=12))
def test_the_passage_of_a_finding_in_a_word_file_holds_what_was_found(words: list[str]) -> None:
    runs = [r(word.replace("&", "&amp;"), "<w:b/>" * (n % 2)) for n, word in enumerate([*words, "; a tug station."])]
    result = lint_bytes(Job(lexicon=lexicon()), "a.docx", docx(p(r("One.")) + p(*runs)))
    assert result.findings
    for finding in result.findings:
        text, span = result.passages[finding.place.part, finding.place.span]
        assert text[slice(*span)] == finding.place.text
        assert text == "".join(words) + "; a tug station."
