"""Names that are extended in front, and the administrative level in the names of bodies."""

import pytest

from cqterm.formats import read
from cqterm.mine import mine
from cqterm.mine.proposals import Candidate
from cqterm.model import Source


def mined(*sentences: str) -> tuple[Candidate, ...]:
    text = " ".join(sentences)
    return mine([(Source(id="one"), read("one.txt", text.encode()))])


def together(one: str, other: str, candidates: tuple[Candidate, ...]) -> bool:
    """Whether two forms, both found, stand in one concept."""
    where = [{n for n, c in enumerate(candidates) if form in {f.text for f in c.forms}} for form in (one, other)]
    assert all(where), f"not found: {one} or {other}"
    return where[0] == where[1]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Western (Chongqing) Science City", "Chengdu Science City"),
        ("China (Chongqing) Free Trade Zone", "Guangxi Free Trade Zone"),
        ("2020 Government Work Report", "2021 Government Work Report"),
        ("Chongqing Municipal Government", "Sichuan Provincial Government"),
        ("Chongqing Municipal Committee", "Chongqing Municipal Government"),
    ],
)
def test_another_place_year_or_body_is_another_thing(one: str, other: str) -> None:
    found = mined(f"He praised the {one} in June.", f"She left the {other} in May.", f"They like the {one}, he said.")
    assert not together(one, other, found)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Western (Chongqing) Science City", "Chongqing Science City"),
        ("China (Chongqing) Free Trade Zone", "Chongqing Free Trade Zone"),
        ("2020 Government Work Report", "Government Work Report"),
        ("Chongqing Municipal Government", "Chongqing government"),
        ("Chongqing Municipal Committee of the Peace Conference", "Peace Conference Chongqing Committee"),
    ],
)
def test_what_stands_in_front_may_be_left_out(one: str, other: str) -> None:
    for often, once in ((one, other), (other, one)):
        found = mined(
            f"He praised the {often} in June.", f"She left the {once} in May.", f"They like the {often}, he said."
        )
        assert together(one, other, found)


LONG = "municipality directly under the central government"


@pytest.mark.parametrize(
    ("others", "joined"),
    [
        (["Every municipality grew.", "A municipality is a city.", "This municipality is old."], False),
        (["She leads a municipality of the north."], False),
        ([], True),
    ],
)
def test_a_word_that_nearly_always_opens_one_longer_term_is_short_for_it(others: list[str], joined: bool) -> None:
    found = mined(*[f"We live in a {LONG} now."] * 3, "They like the municipality.", *others)
    assert together("municipality", LONG, found) == joined
    if joined:
        assert next(c for c in found if LONG in {f.text for f in c.forms}).canonical == LONG


def test_a_word_that_opens_a_longer_term_now_and_then_is_a_thing_of_its_own() -> None:
    found = mined("A hub for trade grows.", "The hub for trade is open.", "They build the hub.")
    assert not together("hub", "hub for trade", found)


def test_the_name_with_the_wider_place_is_the_fuller_one() -> None:
    found = mined("He praised Western (Chongqing) Science City in June.", "She left Chongqing Science City in May.")
    forms = next(c for c in found if "Chongqing Science City" in {f.text for f in c.forms})
    assert forms.canonical == "Western (Chongqing) Science City"


def test_a_short_name_of_two_longer_ones_joins_neither() -> None:
    found = mined(
        "He praised Western (Chongqing) Science City in June.",
        "They like China (Chongqing) Science City, he said.",
        "She left Chongqing Science City in May.",
    )
    assert not together("Western (Chongqing) Science City", "China (Chongqing) Science City", found)


def test_the_comma_of_a_formula_does_not_speak_against_it() -> None:
    found = mined("He praised “four increases, three decreases” in June.", "All like the three decreases in town.")
    texts = [c.canonical for c in found]
    assert texts.index("four increases, three decreases") < texts.index("three decreases")
