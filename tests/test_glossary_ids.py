"""Ids of concepts: what a term becomes."""

import pytest

from cqterm.glossary.ids import free_id, hyphenated, is_id, slug


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two Centers and Two Highlands", "two-centers-and-two-highlands"),
        ("taxe sur la valeur ajoutée", "taxe-sur-la-valeur-ajoutee"),
        ("Stiftung Preußischer Kulturbesitz", "stiftung-preussischer-kulturbesitz"),
        ("Ｅｎｃｌａｖｅ", "enclave"),
        ("people's  (own) congress", "peoples-own-congress"),
        ("12218 cluster", "n-12218-cluster"),
        ("西部陆海新通道", "term"),
    ],
)
def test_an_id_is_made_from_the_words(text: str, expected: str) -> None:
    assert slug(text) == expected
    assert is_id(slug(text))


@pytest.mark.parametrize("text", ["", "A", "2a", "-a", "a_b", "a b", "é", "a\n", "a２"])
def test_what_is_no_id(text: str) -> None:
    assert not is_id(text)


def test_what_has_no_latin_letter_has_no_words() -> None:
    assert hyphenated("西部") == ""


def test_a_taken_id_gets_a_number() -> None:
    assert free_id("a", ["a", "a-2"]) == "a-3"
    assert free_id("a", {"b"}) == "a"
