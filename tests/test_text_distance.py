"""Distances: those within some edits are the same as the distance, as far as it is asked for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cqterm.text.distance import osa, within


@pytest.mark.parametrize(("a", "b", "distance"), [
    ("", "", 0), ("trade", "trade", 0), ("", "abc", 3), ("trad", "trade", 1), ("corirdor", "corridor", 1),
    ("chef", "chief", 1), ("ca", "abc", 3), ("kitten", "sitting", 3), ("abcd", "badc", 2), ("ab", "ba", 1),
])  # fmt: skip
def test_as_many_as_there_are_or_one_more_than_asked_for(a: str, b: str, distance: int) -> None:
    for most in range(3):
        assert within(a, b, most) == within(b, a, most) == min(distance, most + 1)


@given(st.text("abc", max_size=8), st.text("abc", max_size=8), st.integers(0, 2))
def test_it_is_the_distance_of_optimal_string_alignment(a: str, b: str, most: int) -> None:
    assert within(a, b, most) == min(osa(a, b), most + 1)
