"""Furniture of a page is no prose; prose that looks like it stays. Offsets never move."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cqterm.mine.furniture import without_furniture
from cqterm.model import OPAQUE

PROSE = {
    "a sentence about data": "The regulation protects the privacy of residents and the rule of law.",
    "a hyphen inside a name": "The New International Land-Sea Trade Corridor connects 514 ports.",
    "a dash inside a sentence": "Zero-waste cities are a mode of urban development - they reduce waste.",
    "a parenthesis that explains": "The spring-bound train (rail routes passing blooming flowers) is popular.",
    "a photo in prose": "Residents sent photos of the bridge to the government.",
    "chinese beside english": "The form is 西部陆海新通道 (New International Land-Sea Trade Corridor) in law.",
}

GONE = {
    "cookie notice": "By continuing to browse our site you agree to our use of cookies and revised Terms of Use.",
    "translators": "Translated and edited by Xu Xiaoxuan, Zhou Jing and Jay Birbeck.",
    "menu": "Read in Chinese",
    "chinese dateline": "日期:2024年03月06日 来源:重庆国际传播中心",
    "address": f"For any inquiries, please write to {OPAQUE * 21}",
    "date stamp": "Beijing | 10 a.m. June 5, 2024",
    "portal stamp": "China.org.cn | July 5, 2024",
    "byline": "By Li Ming and Wang Fang",
}


@pytest.mark.parametrize("text", PROSE.values(), ids=PROSE.keys())
def test_prose_is_left_as_it_is(text: str) -> None:
    assert without_furniture(text) == text


@pytest.mark.parametrize("text", GONE.values(), ids=GONE.keys())
def test_furniture_goes_whole(text: str) -> None:
    assert set(without_furniture(text)) == {OPAQUE}


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("Journalists packed the venue (Photograph/James Alexander)", "(Photograph/James Alexander)"),
        ("Beijing- The deputies held an open event.", "Beijing- "),
        ("CHONGQING, June 5 (Xinhua) -- The port handled more trains.", "CHONGQING, June 5 (Xinhua) -- "),
    ],
    ids=["credit of a caption", "dateline", "dateline of an agency"],
)
def test_only_the_furniture_of_a_paragraph_goes(text: str, gone: str) -> None:
    assert without_furniture(text, opening=True) == text.replace(gone, OPAQUE * len(gone))


def test_a_dateline_opens_a_document_and_no_other_paragraph() -> None:
    text = "Liangjiang New Area - the first of its kind - grows."
    assert without_furniture(text) == text


@given(st.text(max_size=200))
def test_no_character_moves(text: str) -> None:
    cleaned = without_furniture(text)
    assert len(cleaned) == len(text)
    assert all(new in (old, OPAQUE) for old, new in zip(text, cleaned, strict=True))
