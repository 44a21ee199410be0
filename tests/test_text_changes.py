"""What changed between two texts, in whole words."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cqterm.formats.pieces import splice
from cqterm.text.changes import changes

CASES = {
    "nothing": ("the same", "the same", []),
    "a word": ("the Trad Corridor.", "the Trade Corridor.", [("Trad", "Trade")]),
    "a word more": ("a Free Zone", "a Pilot Free Zone", [("", "Pilot ")]),
    "two places": ("Trad one two Trad", "Trade one two Trade", [("Trad", "Trade"), ("Trad", "Trade")]),
    "a phrase is one change": (
        "the new western land-sea corridor is", "the New International Land-Sea Trade Corridor is",
        [("new western land-sea corridor", "New International Land-Sea Trade Corridor")],
    ),
    "a tab, which may be an element, stays out": ("one\ttwo", "three\tfour", [("one", "three"), ("two", "four")]),
    "all": ("one", "other", [("one", "other")]),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "told"), CASES.values(), ids=CASES)
def test_changes_are_whole_words(old: str, new: str, told: list[tuple[str, str]]) -> None:
    assert [(old[slice(*edit.span)], edit.text) for edit in changes(old, new)] == told


WORDS = st.lists(st.sampled_from(["a", "b", "重", " ", "-", ".", "ab"]), max_size=12).map("".join)


@given(old=WORDS, new=WORDS)
def test_the_changes_turn_one_text_into_the_other(old: str, new: str) -> None:
    edits = changes(old, new)

    assert splice(old, edits) == new
    assert all(a.span.end < b.span.start for a, b in pairwise(edits))


def test_a_long_text_takes_no_longer_than_it_has_to() -> None:
    old = "the corridor and the port " * 5_000

    assert len(changes(old, old.replace("port", "harbor", 3))) == 3
