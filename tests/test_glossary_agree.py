"""The key of a term: what two spellings of it share."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cqterm.glossary import agree


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Land-Sea", "land–sea", True),
        ("e-mail", "E-Mail", True),
        ("Ｃhongqing", "Chongqing", True),
        ("new area", "new\narea", True),
        ("new area", "new-area", False),
        ("重庆", "重 庆", False),
    ],
)
def test_what_is_the_same(one: str, other: str, same: bool) -> None:
    assert (agree.term_key(one) == agree.term_key(other)) is same


_WORD = r"[A-Za-z0-9\u4e00-\u9fff]{1,3}"


@given(text=st.from_regex(rf"{_WORD}(?:[ -]{_WORD}){{0,2}}", fullmatch=True))
@settings(max_examples=300, deadline=None)
def test_the_short_way_gives_what_the_long_one_gives(text: str) -> None:
    short = agree.term_key(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(agree, "_PLAIN", re.compile("(?!)"))
        assert agree.term_key(text) == short
