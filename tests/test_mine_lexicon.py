"""The shipped lexicon: what it knows of words, and that it stays small and licensed."""

import pkgutil

import pytest

from cqterm.mine import lexicon


@pytest.mark.parametrize(
    ("word", "single"),
    [
        ("corridors", "corridor"), ("cities", "city"), ("centres", "center"), ("new-type-displays", "new-type-display"),
        ("logistics", "logistics"), ("series", "series"), ("news", "news"), ("business", "business"), ("nevs", "nev"),
        ("development", "development"), ("analyses", "analysis"), ("well-being", "well-being"),
    ],
)  # fmt: skip
def test_nouns_come_in_the_singular_and_in_american_spelling(word: str, single: str) -> None:
    assert lexicon.singular(word) == single


def test_common_words_are_more_common() -> None:
    assert lexicon.zipf("the") > lexicon.zipf("development") > lexicon.zipf("revitalization") > lexicon.zipf("yubei")
    assert lexicon.zipf("land-sea") == min(lexicon.zipf("land"), lexicon.zipf("sea"))


def test_an_unknown_word_is_none() -> None:
    assert lexicon.entry("liangjiang") is None
    assert not lexicon.known("trad")


def test_the_lexicon_is_small_and_its_licence_lies_beside_it() -> None:
    data = pkgutil.get_data("cqterm", "data/lexicon.txt.gz")
    licence = pkgutil.get_data("cqterm", "data/lexicon.LICENSE")
    assert data is not None
    assert licence is not None
    assert len(data) < 400_000
    assert b"The MIT License" in licence
