"""Where findings stand: lines and columns in a text, words in an archive."""

import pytest

from cqterm.bilingual.languages import FOREIGN
from cqterm.model import Directive, Document, Finding, Part, Piece, Place, Segment, Span
from cqterm.placing import Places

TEXT = "\ufeffone\r\n> two\r\n> three\n\n<!-- cqterm: off -->\n"
STORY = "<w:t>four</w:t>"
SEGMENTS = (
    Segment("one", (Piece(0, Span(1, 4)),)),
    Segment("two\r\nthree", (Piece(0, Span(8, 13)), Piece(5, Span(15, 20)))),
    Segment("four", (Piece(0, Span(5, 9)),), part="word/document.xml", where="paragraph 1"),
    Segment("eins", (Piece(0, Span(0, 4)),), part=f"a.zh.md{FOREIGN}"),
)
DOCUMENT = Document(
    name="a.md",
    parts=(Part("", TEXT), Part("word/document.xml", STORY), Part(f"a.zh.md{FOREIGN}", "eins\n")),
    segments=SEGMENTS,
)


@pytest.mark.parametrize(
    ("number", "span", "path", "source", "lines", "where"),
    [
        pytest.param(0, Span(0, 3), "a.md", Span(1, 4), (1, 1, 1, 4), None, id="a byte order mark is no column"),
        pytest.param(1, Span(0, 10), "a.md", Span(8, 20), (2, 3, 3, 8), None, id="over two quoted lines"),
        pytest.param(2, Span(1, 3), "a.md", Span(6, 8), (None,) * 4, "paragraph 1", id="in an archive"),
        pytest.param(3, Span(0, 4), "a.zh.md", Span(0, 4), (1, 1, 1, 5), None, id="in the original of a translation"),
    ],
)
def test_a_place(
    number: int, span: Span, path: str, source: Span, lines: tuple[int | None, ...], where: str | None
) -> None:
    place = Places(DOCUMENT).of(number, span)

    assert (place.path, place.span, place.where) == (path, source, where)
    assert (place.line, place.column, place.end_line, place.end_column) == lines
    assert place.text == SEGMENTS[number].text[span.start : span.end]


def test_findings_that_name_each_other_share_their_places() -> None:
    places = Places(DOCUMENT)

    assert places.of(1, Span(0, 3)) is places.of(1, Span(0, 3))


@pytest.mark.parametrize(
    ("part", "span", "line", "where"),
    [
        ("", Span(TEXT.index("<!--"), TEXT.index("-->") + 3), 5, None),
        ("word/document.xml", Span(0, 3), None, "paragraph 1"),
        ("word/document.xml", Span(12, 14), None, None),
    ],
)
def test_the_place_of_a_comment(part: str, span: Span, line: int | None, where: str | None) -> None:
    place = Places(DOCUMENT).of_comment(Directive("off", "", "", "", part, span))

    assert (place.part, place.span, place.line, place.where) == (part, span, line, where)
    assert place.text == DOCUMENT.part(part)[span.start : span.end]


def _finding(place: Place) -> Finding:
    return Finding(rule="term-case", severity="info", message="", place=place, concept="c", preferred="")


def test_what_findings_stand_on() -> None:
    places = Places(DOCUMENT)
    found = [_finding(places.of(1, Span(0, 10))), _finding(places.of(2, Span(0, 4)))]

    assert places.excerpts(found) == {2: "> two", 3: "> three"}
    assert places.passages(found) == {("word/document.xml", Span(5, 9)): ("four", Span(0, 4))}
    assert not places.excerpts([])
    assert not places.passages([])
