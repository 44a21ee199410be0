"""Phrases: counts with their nouns, how often, and the language of a tag."""

import pytest

from cqterm.text.phrases import number, primary, times


@pytest.mark.parametrize(("count", "phrase"), [(0, "0 files"), (1, "1 file"), (2, "2 files"), (2000, "2,000 files")])
def test_a_count_agrees_with_its_noun(count: int, phrase: str) -> None:
    assert number(count, "file") == phrase


def test_a_plural_may_be_irregular() -> None:
    assert (number(1, "fix", "fixes"), number(3, "fix", "fixes")) == ("1 fix", "3 fixes")


@pytest.mark.parametrize(("count", "phrase"), [(1, "once"), (2, "twice"), (3, "3 times"), (1000, "1,000 times")])
def test_how_often_is_said_in_words(count: int, phrase: str) -> None:
    assert times(count) == phrase


@pytest.mark.parametrize("tag", ["zh-Hans", "zh_Hans", "ZH", "zh"])
def test_tags_of_one_language_share_it(tag: str) -> None:
    assert primary(tag) == "zh"
