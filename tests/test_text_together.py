"""The words of many texts at once are those of each text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
]


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_has_its_words(text: str) -> None:
    assert Together([text]).tokens(0) == tokens(text)


@given(
    st.lists(
        st.one_of(st.sampled_from(TEXTS), st.text(max_size=12), st.text("aZ9 -&\u00a0’é²\u00ad重\ufffc", max_size=12)),
        max_size=8,
    )
)
def test_many_texts_have_the_words_of_each(texts: list[str]) -> None:
    together = Together(texts)
    assert [together.tokens(i) for i in range(len(texts))] == [tokens(text) for text in texts]
    for i, text in enumerate(texts):
        assert together.norms[together.first[i] : together.last[i]] == [t.norm for t in tokens(text)]
    assert sum(together.last - together.first) == len(together.norms)


@pytest.mark.parametrize(
    ("text", "plain"), [("“a”\u00a0–重b", " a    b"), ("é", None), ("a&b", None), ("x\u00ad", None)]
)
def test_marks_leave_a_text_plain_and_letters_do_not(text: str, plain: str | None) -> None:
    assert _plain(text) == plain
