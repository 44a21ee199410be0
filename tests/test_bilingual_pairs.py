"""Which segments belong together, and in which languages they are."""

import pytest

from cqterm import formats
from cqterm.bilingual.languages import FOREIGN
from cqterm.bilingual.pairs import direction, groups, joined
from cqterm.model import Segment

LANGUAGES = ("zh-Hans", "en")


def segment(text: str, language: str = "") -> Segment:
    return Segment(text=text, pieces=(), language=language)


@pytest.mark.parametrize(
    ("source", "target", "wanted"),
    [
        (segment("重庆"), segment("Chongqing"), ("zh-Hans", "en")),
        (segment("Chongqing"), segment("重庆"), ("en", "zh-Hans")),
        (segment("WTO"), segment("WTO"), ("zh-Hans", "en")),
        (segment("WTO", "en-GB"), segment("WTO"), ("en", "zh-Hans")),
        (segment("WTO"), segment("WTO", "zh_TW"), ("en", "zh-Hans")),
        (segment("a", "en"), segment("b", "fr"), None),
        (segment("a", "fr"), segment("b"), None),
        (segment("a", "en"), segment("b", "en-GB"), None),
        (segment("重庆"), segment("重庆"), None),
    ],
)
def test_the_languages_of_a_pair(source: Segment, target: Segment, wanted: tuple[str, str] | None) -> None:
    assert direction(source, target, LANGUAGES) == wanted


def test_a_glossary_of_one_language_checks_nothing() -> None:
    assert direction(segment("重庆"), segment("Chongqing"), ("", "en")) is None


def test_each_target_of_a_source_is_compared_with_it() -> None:
    document = formats.read("a.csv", "en,zh,de\na,甲,x\nb,,\n".encode())
    assert list(groups(document)) == [((0,), (1,)), ((0,), (2,))]


def grouped(target: str, source: str) -> list[tuple[list[str], list[str]]]:
    document = joined(formats.read("a.en.md", target.encode()), formats.read("a.zh.md", source.encode()))
    assert all((FOREIGN in s.part) == (s.role == "source") for s in document.segments)
    return [tuple([document.segments[n].text for n in side] for side in group) for group in groups(document)]  # type: ignore[misc]


def test_paragraphs_are_paired_by_their_places() -> None:
    assert grouped("# A\n\nb\n\nc", "# 甲\n\n乙\n\n丙") == [(["甲"], ["A"]), (["乙"], ["b"]), (["丙"], ["c"])]


def test_sections_are_paired_where_paragraphs_differ() -> None:
    assert grouped("# A\n\nb\n\nc\n\n# D\n\ne", "# 甲\n\n乙\n\n# 丁\n\n戊") == [
        (["甲", "乙"], ["A", "b", "c"]),
        (["丁"], ["D"]),
        (["戊"], ["e"]),
    ]


def test_wholes_are_paired_where_headings_differ() -> None:
    assert grouped("# A\n\nb", "# 甲\n\n乙\n\n# 丁") == [(["甲", "乙", "丁"], ["A", "b"])]
    assert grouped("a", "") == [([], ["a"])]
