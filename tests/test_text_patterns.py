"""Late patterns do what compiled ones do."""

import re

import pytest

from cqterm.text.patterns import late


@pytest.mark.parametrize("method", ["findall", "fullmatch", "match", "search", "split"])
def test_a_late_pattern_does_the_same_at_the_first_call_and_the_second(method: str) -> None:
    pattern = late("B+", re.IGNORECASE)
    for text in ("bB", "abBa", ""):
        wanted, found = getattr(re.compile("B+", re.IGNORECASE), method)(text), getattr(pattern, method)(text)
        assert str(found) == str(wanted)


def test_it_replaces_and_goes_through_a_text() -> None:
    assert late("b").sub("c", "abba") == "acca"
    assert [m.start() for m in late("b").finditer("abba")] == [1, 2]
    assert late("b", re.IGNORECASE).pattern == "b"


def test_a_wrong_pattern_is_an_error_when_it_is_used() -> None:
    with pytest.raises(re.error):
        late("(").match("")
