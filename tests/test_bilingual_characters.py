"""Terms where words are not told apart: every place, in any of the ways to write it, with its true span."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cqterm.bilingual.characters import Characters, written
from cqterm.bilingual.occurrences import Designation, longest
from cqterm.model import Term


def terms(*texts: str, language: str = "zh-Hans", loose: bool = False) -> Characters:
    return Characters([Designation(text, Term(text=text, language=language)) for text in texts], language, loose=loose)


@pytest.mark.parametrize(
    ("text", "wanted", "found"),
    [
        ("没有", "新区", []),
        ("两江 Python 3 年", "Python", ["Python"]),
        ("CPython", "Python", []),
        ("Pythonic", "Python", []),
        ("用Python写", "Python", ["Python"]),
        ("兩江新區、两江新区", "两江新区", ["兩江新區", "两江新区"]),
        ("“一带 一路”", "一带一路", ["一带 一路"]),
        ("共建「一帶一路」", "共建“一带一路”", ["共建「一帶一路"]),
        ("一带，一路", "一带一路", []),
        ("ＡＢ计划", "AB计划", ["ＡＢ计划"]),
        ("不可变的对象", "不可变对象", []),
    ],
)
def test_a_term_is_found_in_any_writing(text: str, wanted: str, found: list[str]) -> None:
    assert [text[a:b] for (a, b), _ in terms(wanted).find(text)] == found


def test_a_rendering_may_have_a_particle() -> None:
    assert len(terms("不可变对象", loose=True).find("不可变的对象")) == 1


def test_the_longest_of_a_place_counts() -> None:
    found = terms("港区", "港区经济圈", "经济").find("港区经济圈和港区")
    assert [d[0].concept for _, d in found] == ["港区经济圈", "港区", "经济", "港区"]
    assert [d[0].concept for _, d in longest(found)] == ["港区经济圈", "港区"]


@pytest.mark.parametrize(
    ("language", "text"), [("ja", "港湾の作業報告"), ("th", "รายงานท่าเรือ"), ("ko", "항만보고서를")]
)
def test_other_languages_without_spaces(language: str, text: str) -> None:
    assert written(text)
    assert len(terms(text[1:4], language=language).find(text)) == 1


@given(st.text("港区區经經济 的“”ａa,", max_size=20))
def test_spans_are_those_of_the_text(text: str) -> None:
    for (start, end), (designation, *_) in terms("港区", "经济", "a的").find(text):
        assert 0 <= start < end <= len(text)
        again = terms(designation.term.text).find(text[start:end])
        assert [tuple(o.span) for o in again] == [(0, end - start)]
