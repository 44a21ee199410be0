"""Segments in words: what stays one word, which capitals mean something, which part of speech a word has."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cqterm.mine.prose import Prose, Word, read
from cqterm.model import Segment


def prose(text: str) -> Prose:
    return read([Segment(text=text, pieces=())])


def listed(text: str) -> list[Word]:
    found = prose(text)
    return [word for passage in found.passages for word in found.words(passage)]


def words(text: str) -> dict[str, Word]:
    return {w.text: w for w in listed(text)}


@pytest.mark.parametrize(
    "word",
    ["Land-Sea", "Chengdu–Chongqing", "Lianglu/Cuntan", "ThePaper.cn", "10-year", "13+2", "20th", "R&D", "Min’er"],
)
def test_a_word_stays_one_word(word: str) -> None:
    assert word in words(f"He saw the {word} there.")


def test_a_possessive_ending_is_a_word_of_its_own() -> None:
    found = words("They saw Chongqing's ports and the workers’ areas.")
    assert found["Chongqing"].tag == "N"
    assert found["'s"].tag == "S"


@pytest.mark.parametrize(
    ("text", "word", "means"),
    [
        ("They visited Western China.", "Western", True),
        ("Market entities grow.", "Market", False),
        ("Liangjiang grows.", "Liangjiang", True),
        ("The SCIO spoke.", "SCIO", True),
        ("“Digital” is a word.", "Digital", False),
        ("New Plans Promote High Growth", "Plans", False),
        ("We read iChongqing.", "iChongqing", True),
    ],
)
def test_a_capital_counts_where_it_says_something(text: str, word: str, means: bool) -> None:
    assert words(text)[word].capital is means


@pytest.mark.parametrize(
    ("text", "word", "tag"),
    [
        ("to build ports", "build", "V"),
        ("the build of it", "build", "N"),
        ("services provided by banks", "provided", "P"),
        ("it was provided there", "provided", "V"),
        ("inland opening up", "up", "N"),
        ("they go up there", "up", "I"),
        ("an engine that drives growth", "drives", "V"),
        ("the park features lucid waters", "features", "V"),
        ("the notes due March 1", "notes", "N"),
        ("freight trains offer the best way", "offer", "V"),
        ("the communications report that they saw", "report", "N"),
        ("the communications report of the office", "report", "N"),
        ("the train offer the best way", "offer", "N"),
        ("shares outstanding at noon", "shares", "N"),
        ("the park features are new", "features", "N"),
        ("a low-carbon economy", "low-carbon", "A"),
    ],
)
def test_neighbours_decide_the_part_of_speech(text: str, word: str, tag: str) -> None:
    assert words(f"We say: {text}.")[word].tag == tag


def test_a_wrapped_line_runs_on_and_a_short_one_ends() -> None:
    wrapped = "The New International Land-Sea Trade Corridor and the modern\nindustrial system grow."
    assert not any(w.text == "\n" for w in listed(wrapped))
    assert any(w.text == "\n" for w in listed("Speakers\nvice mayor of the city"))


WRAPPED = "They say that all the ships which call here will connect to\nonshore power and that it is made of wind."


@pytest.mark.parametrize(
    ("lines", "ends"),
    [
        # no room was left for the next word, in a text that is wrapped there
        ("He said that it will be handled at the Outer Basin Container\nTerminal in June.", 0),
        # there was room
        ("He said that it is handled at the Outer Basin\nTerminal in June.", 1),
        # a mark ends a sentence all the same
        ("He said that it was handled at the Outer Basin Container, ok.\nTerminals grow.", 1),
    ],
)
def test_a_name_runs_on_over_the_end_of_a_full_line(lines: str, ends: int) -> None:
    def line_ends(*texts: str) -> int:
        found = read([Segment(text=text, pieces=()) for text in texts])
        return sum(w.text == "\n" for passage in found.passages for w in found.words(passage))

    assert line_ends(WRAPPED, lines) == ends
    assert line_ends(lines) == 1  # nothing says that this is wrapped


@given(st.lists(st.text(), max_size=4))
def test_words_stand_where_they_say(texts: list[str]) -> None:
    found = read([Segment(text=text, pieces=()) for text in texts])
    for passage in found.passages:
        own = found.words(passage)
        assert all(passage.text[w.start : w.end] == w.text for w in own)
        assert all(a.end <= b.start for a, b in pairwise(own))
        assert "".join(w.text for w in own) == "".join(passage.text.split()) or "\n" in passage.text
