"""The possessive behind a fix."""

import pytest

from cqterm.model import Span
from cqterm.text.possessive import possessive_edit


@pytest.mark.parametrize(
    ("text", "fixed", "result"),
    [
        ("the [Highlands]' plan", "Highlands", "the Highlands' plan"),
        ("the [Highland]'s plan", "Uplands", "the Uplands' plan"),
        ("the [Highland]’s plan", "Highlands", "the Highlands’ plan"),
        ("the [HIGHLAND]'S PLAN", "HIGHLANDS", "the HIGHLANDS' PLAN"),
        ("the [Highland]’s.", "Highlands", "the Highlands’."),
        ("the [Trains]' value", "Express", "the Express's value"),
        ("the [TRAINS]’ VALUE", "EXPRESS", "the EXPRESS’S VALUE"),
        ("the [Train]'s value", "Express", "the Express's value"),
        ("the [Corridors]’ use", "Corridor", "the Corridor’s use"),
        ("the [Corridors] use", "Corridor", "the Corridor use"),
        ("the [Corridors]'", "Corridor", "the Corridor'"),  # nothing is possessed: it closes a quotation
        ("the [Corridors]', he said", "Corridor", "the Corridor', he said"),
        ("'The [Corridors]' is a song", "Corridor", "'The Corridor' is a song"),
        ("he said ‘the [Corridors]’ aloud", "Corridor", "he said ‘the Corridor’ aloud"),
        ("it's the [Corridors]' use", "Corridor", "it's the Corridor's use"),
        ("the [Highland]'somewhere", "Highlands", "the Highlands'somewhere"),
        ("[3]'s", "4", "4's"),
    ],
)
def test_the_possessive_goes_with_the_number(text: str, fixed: str, result: str) -> None:
    start, end = text.index("["), text.index("]") - 1
    plain = text.replace("[", "").replace("]", "")
    edit = possessive_edit(plain, Span(start, end), fixed)
    tail = plain[end:] if edit is None else plain[end : edit.span.start] + edit.text + plain[edit.span.end :]
    assert plain[:start] + fixed + tail == result
