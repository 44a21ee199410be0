"""Findings on some lines alone."""

import pytest

from cqterm.model import Document, Finding, Part, Place, Span
from cqterm.silence.narrow import on_lines

TEXT = "One.\nTwo\rstill two.\r\n\nFour and\nfive."


def finding(found: str, part: str = "") -> Finding:
    start = TEXT.index(found)
    place = Place(path="a", part=part, span=Span(start, start + len(found)), text=found)
    return Finding(rule="r", severity="info", message=found, place=place, concept="", preferred="")


FINDINGS = [finding(found) for found in ("", "One.", "One.\n", "still", "Four and\nf")]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ([], []),
        ([range(1, 1)], []),
        ([range(1, 2)], ["", "One.", "One.\n"]),
        ([range(2, 3)], ["still"]),  # a line feed alone ends a line
        ([range(3, 4)], []),
        ([range(4, 5)], ["Four and\nf"]),
        ([range(5, 9)], ["Four and\nf"]),
        ([range(1, 2), range(5, 6)], ["", "One.", "One.\n", "Four and\nf"]),
    ],
)
def test_findings_that_touch_a_line_are_left(lines: list[range], found: list[str]) -> None:
    document = Document(name="a", parts=(Part("", TEXT),), segments=())
    assert [f.message for f in on_lines(document, FINDINGS, lines)] == found


def test_an_archive_has_no_lines() -> None:
    document = Document(name="a.docx", parts=(Part("word/document.xml", TEXT),), segments=())
    assert on_lines(document, FINDINGS, [range(4, 5)]) == FINDINGS
