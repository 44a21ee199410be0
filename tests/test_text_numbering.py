"""Words by number: the same number for the same word, and no other's."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cqterm.text import numbering as module
from cqterm.text.numbering import Numbering, Table, spelt

NORMS = st.lists(st.one_of(st.text("ab", min_size=1, max_size=3), st.text("xyzé1", min_size=1, max_size=20)))


@given(NORMS, NORMS)
def test_each_word_has_its_number(first: list[str], more: list[str]) -> None:
    numbering = Numbering()
    for norms in (first, more, [*first, *more]):
        numbers = numbering.numbers(spelt(norms)).tolist()
        assert [numbering.norms[number] for number in numbers] == norms
    assert sorted(numbering.norms) == sorted({"", *first, *more})


@given(NORMS, NORMS)
def test_words_that_are_known_keep_their_numbers(known: list[str], more: list[str]) -> None:
    known = list(dict.fromkeys(known))
    numbering = Numbering(["", *known])
    numbering.numbers(spelt(more))
    assert numbering.numbers(spelt(known)).tolist() == list(range(1, len(known) + 1))


def test_words_that_come_to_the_same_place_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "GOLDEN", np.uint64(0))
    numbering = Numbering()
    norms = [f"w{number}" for number in range(100)]
    numbers = numbering.numbers(spelt(norms * 2)).tolist()
    assert [numbering.norms[number] for number in numbers] == norms * 2
    assert len(set(numbers)) == 100


Pair = tuple[int, int]
PAIRS = st.tuples(st.integers(1, 9), st.integers(0, 9))


@given(st.lists(PAIRS, unique=True), st.lists(PAIRS))
def test_pairs_that_are_there_are_found_and_no_others(there: list[Pair], sought: list[Pair]) -> None:
    table = Table(*np.array([(0, 0), *there], np.uint64).T)
    numbers = table.numbers(*np.array(sought, np.uint64).reshape(-1, 2).T).tolist()
    assert numbers == [there.index(pair) + 1 if pair in there else 0 for pair in sought]
