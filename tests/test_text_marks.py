"""Quotation marks and apostrophes are put in as a text sets its own."""

import pytest

from cqterm.model import Span
from cqterm.text.marks import apostrophe_around, with_quotes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nothing shows how this text is set.", "'"),
        ("The city’s ports and the county’s roads.", "’"),
        ("The city’s ports and the county's roads.", "'"),
        ("The place." + " far" * 200 + " away’s", "'"),
    ],
)
def test_an_apostrophe_is_as_those_around_are(text: str, expected: str) -> None:
    assert apostrophe_around(text, Span(4, 8)) == expected


@pytest.mark.parametrize(("found", "expected"), [("a”", "a b”"), ("a", 'a b"'), ("a»", "a b»")])
def test_a_closing_quotation_mark_is_that_of_the_place(found: str, expected: str) -> None:
    assert with_quotes('a b"', found) == expected
