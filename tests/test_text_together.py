"""The words of many texts at once are those of each text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cqterm.model import Token
from cqterm.text.numbering import Numbering
from cqterm.text.together import Together, _plain
from cqterm.text.tokens import tokens

TEXTS = [
    "",
    " ",
    "one",
    "One two, three_four; 13+2 x86",
    "R&D & more",
    "the “curly’s” — dash\u00a0space\ufffc code",
    "重庆Liangjiang是Two",
    "km² and ½ of é and naïve cafe\u0301",
    "soft\u00adhyphen zero\u200bwidth",
    "ＦＵＬＬ width　space",
    "Сhina with Cyrillic С",
    "a\nb\r\nc\td\x00e\x1cf\x85g",
    "eightlet sixteenletterss seventeenletterss " + 40 * "long",
    "é seventeenletterss eightlet",
]


def words_of(together: Together) -> list[list[Token]]:
    """The tokens of each text, with their words as they are read off."""
    numbering = Numbering()
    norms = [numbering.norms[number] for number in numbering.numbers(together.words).tolist()]
    places = zip(together.first.tolist(), together.last.tolist(), strict=True)
    return [together.tokens(i, norms[first:last]) for i, (first, last) in enumerate(places)]


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_has_its_words(text: str) -> None:
    assert words_of(Together([text])) == [tokens(text)]


@given(
    st.lists(
        st.one_of(st.sampled_from(TEXTS), st.text(max_size=12), st.text("aZ9 -&\u00a0’é²\u00ad重\ufffc", max_size=12)),
        max_size=8,
    )
)
def test_many_texts_have_the_words_of_each(texts: list[str]) -> None:
    together = Together(texts)
    assert words_of(together) == [tokens(text) for text in texts]
    assert sum(together.last - together.first) == len(together.words.low)


@pytest.mark.parametrize(
    ("text", "plain"), [("“a”\u00a0–重b", " a    b"), ("é", None), ("a&b", None), ("x\u00ad", None)]
)
def test_marks_leave_a_text_plain_and_letters_do_not(text: str, plain: str | None) -> None:
    assert _plain(text) == plain
