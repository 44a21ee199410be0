"""Texts made of the terms of the small glossary, right and wrong in many ways, and of other words."""

from hypothesis import strategies as st

from tests.words import lexicon

TERMS = [pattern.term.text for pattern in lexicon().patterns]
FILLER = (
    "of the and a report in which city ships ports rail new work large is was two zone, sea; - harbors' é &".split()
)
MARKS = ["-", "–", "’s", ",", "\n", "\ufffc", "\u00a0", ".", "("]


@st.composite
def passages(draw: st.DrawFn) -> str:
    """Terms, right and wrong, among other words."""
    parts = draw(
        st.lists(st.one_of(mistaken(), st.sampled_from(FILLER + MARKS), st.text("aelnorst", max_size=5)), max_size=9)
    )
    return "".join(part + draw(st.sampled_from([" ", " ", " ", "", "  "])) for part in parts)


@st.composite
def mistaken(draw: st.DrawFn) -> str:
    """A term with a few letters or words changed."""
    words = draw(st.sampled_from(TERMS)).split(" ")
    for _ in range(draw(st.integers(0, 2))):
        at = draw(st.integers(0, len(words) - 1))
        way = draw(st.sampled_from(["drop", "add", "swap", "letter", "join", "case", "other"]))
        word = words[at]
        if way == "drop" and len(words) > 1:
            del words[at]
        elif way == "add":
            words.insert(at, draw(st.sampled_from(FILLER)))
        elif way == "swap":
            words[at], words[-1] = words[-1], words[at]
        elif way == "letter" and word:
            place = draw(st.integers(0, len(word) - 1))
            words[at] = word[:place] + draw(st.sampled_from(["", "e", "x", " ", "rn"])) + word[place + 1 :]
        elif way == "join" and at:
            words[at - 1 : at + 1] = [words[at - 1] + word]
        elif way == "case":
            words[at] = word.swapcase()
        elif way == "other":
            words[at] = draw(st.sampled_from(FILLER))
    return " ".join(words)
