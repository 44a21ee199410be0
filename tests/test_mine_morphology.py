import pytest

from cqterm.mine.morphology import blended, coined, head, superlative


@pytest.mark.parametrize("word", ["west", "southwest", "modest", "honest", "forest", "interest", "best", "test", "est"])
def test_what_only_ends_as_a_superlative_does_is_none(word: str) -> None:
    assert not superlative(word)


@pytest.mark.parametrize("word", ["largest", "biggest", "heaviest", "strongest", "wealthiest"])
def test_a_superlative_rests_on_an_adjective(word: str) -> None:
    assert superlative(word)


@pytest.mark.parametrize("word", ["district", "cooperation", "superb", "-", "opening-up", "mega-xyzzy"])
def test_a_word_that_is_no_compound_of_a_known_one_is_its_own_head(word: str) -> None:
    assert head(word) == word


@pytest.mark.parametrize(
    ("word", "last"), [("sub-district", "district"), ("subdistrict", "district"), ("megacity", "city")]
)
def test_a_compound_ends_in_its_head(word: str, last: str) -> None:
    assert head(word) == last


def test_what_general_english_lists_is_not_coined() -> None:
    assert not coined("district")
    assert not coined("xyzzy")
    assert coined("sub-district")
    assert coined("opening-up")


@pytest.mark.parametrize("word", ["Chongqing", "SCIO", "NEVs", "McDonald", "DeLong", "chongqing", "C", ""])
def test_an_ordinary_name_or_acronym_is_not_blended(word: str) -> None:
    assert not blended(word)


@pytest.mark.parametrize("word", ["iChongqing", "WeChat", "PetroChina", "eBay"])
def test_a_capital_inside_shows_a_coined_name(word: str) -> None:
    assert blended(word)
