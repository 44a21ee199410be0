"""Candidates: the cheap look overlooks nothing that a look at everything would find."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cqterm.match import candidates as module
from cqterm.match import near
from cqterm.match.candidates import Words, candidates, spots
from cqterm.match.columns import Columns, DamagedError
from cqterm.match.compiling import compile_lexicon
from cqterm.match.deletions import remains, resembling, table_of
from cqterm.match.find import Finder, scene_of
from cqterm.match.lexicon import Lexicon
from cqterm.match.near import near_words
from cqterm.match.word import Word
from cqterm.text.distance import osa
from cqterm.text.words import cardinal, ordinal
from tests.words import concept, glossary, lexicon, term

LEXICON = lexicon()
WORDS = sorted({t.norm for p in LEXICON.patterns for t in scene_of(p.term.text).tokens})
BAD = ["trad", "hrabor", "lighthouse", "piers", "megaports", "mega", "port", "harborrail", "light", "houses", "tugs"]
OTHER = ["of", "the", "and", "reporter", "s", "33618", "2", "13", "two", "elephant", "a", "new"]


def looked_up(text: list[str]) -> list[Word]:
    memory = Words(LEXICON)
    return [memory[word] for word in text]


@pytest.mark.parametrize("text", ["", "the", "elephant trombone of the few"])
def test_nothing_is_worth_a_look(text: str) -> None:
    assert spots(looked_up(text.split())) == []


@given(st.lists(st.sampled_from([*WORDS, *BAD, *OTHER]), max_size=14))
def test_what_is_worth_no_look_holds_no_candidate(text: list[str]) -> None:
    words = looked_up(text)
    everywhere = list(candidates(LEXICON, words, range(len(words))))
    assert list(candidates(LEXICON, words, spots(words))) == everywhere


@given(st.lists(st.sampled_from([*WORDS, *BAD, *OTHER]), max_size=14))
def test_every_pattern_whose_keys_stand_in_a_row_is_found_where_it_begins(text: list[str]) -> None:
    words, places = looked_up(text), set(spots(looked_up(text)))
    keys = tuple(w.key for w in words)
    for pattern in LEXICON.patterns:
        n = len(pattern.keys)
        for i in range(len(keys) - n + 1):
            if keys[i : i + n] == pattern.keys:
                assert i in places


@given(st.text("abcdeé", min_size=1, max_size=9), st.lists(st.text("abcdeé", min_size=1, max_size=9), max_size=12))
def test_no_word_within_the_edits_is_overlooked(word: str, others: list[str]) -> None:
    found = resembling(table_of(others), others, word)
    for other in others:
        shorter, longer = sorted((len(word), len(other)))
        allowed = 0 if shorter < 3 else 2 if longer >= 7 and shorter > 4 else 1
        if shorter >= 3 and osa(word, other) <= allowed:
            assert other in found


@given(st.sampled_from(WORDS), st.data())
def test_near_words_are_those_that_a_search_of_all_words_gives(word: str, data: st.DataObject) -> None:
    letters = list(word)
    for _ in range(data.draw(st.integers(1, 2))):
        at = data.draw(st.integers(0, len(letters) - 1))
        letters[at] = data.draw(st.sampled_from(["", "x", "e", letters[at] * 2]))
    made = "".join(letters)
    for other in LEXICON.words:
        shorter = min(len(made), len(other))
        if shorter > 3 and made != other and osa(made, other) <= (2 if shorter >= 7 else 1) and not counts(made, other):
            assert other in dict(near_words(LEXICON, made))


def test_no_word_that_goes_on_and_on_is_read_anew_at_each_of_its_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    long = "ab" * 50
    harbour = compile_lexicon(glossary(concept("long", term(f"Bay {long}mn"))))

    assert near_words(harbour, f"{long}rnn")[0] == (f"{long}mn", 1)
    monkeypatch.setattr(near, "misread", None)  # it gives as many words as there are letters, each as long
    assert near_words(harbour, f"{long}il" * 2) == near_words(LEXICON, f"{long}il") == ()


def counts(*words: str) -> bool:
    return any(cardinal(word) or ordinal(word) for word in words)


def test_what_is_left_of_short_words_and_figures() -> None:
    assert set(remains("no")) == set(remains("33618")) == set()
    assert set(remains("new")) == {b"new", b"ew", b"nw", b"ne"}
    assert {b"harbor", b"hrbors", b"arbor"} <= set(remains("harbors"))


def test_a_forgetful_memory_gives_the_same_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "the Hrabor Work Report, mega ports, Two Piers and Two Towers, the Norrland Pilot Free Trade Zone"
    before = Finder(LEXICON).find(text)
    monkeypatch.setattr("cqterm.match.candidates._MOST", 2)
    assert Finder(LEXICON).find(text) == before


@given(st.lists(st.sampled_from([*WORDS, *BAD, *OTHER]), max_size=14), st.lists(st.sampled_from(BAD), max_size=4))
def test_what_an_earlier_run_remembers_is_what_would_be_looked_up(text: list[str], more: list[str]) -> None:
    earlier = Words(LEXICON)
    right = [earlier[word] for word in text]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_WORTH", 0)
        later = Words(LEXICON, earlier.memory())
        assert [later[word] for word in text] == right
        assert later.memory()
        assert [Words(LEXICON, later.memory())[word] for word in [*text, *more]] == looked_up([*text, *more])


def test_a_few_new_words_are_not_worth_remembering_and_many_are(monkeypatch: pytest.MonkeyPatch) -> None:
    first = Words(LEXICON)
    for number in range(39):
        _ = first[f"word{number}"]
    assert first.memory() is None
    assert first["harbor"].own
    memory = first.memory()
    assert memory
    later = Words(LEXICON, memory)
    assert later["harbor"] == first["harbor"]
    assert later.memory() is None
    monkeypatch.delattr(Lexicon, "string")  # so that no word can be looked up any more
    assert Words(LEXICON, memory)["harbor"] == first["harbor"]
    with pytest.raises(DamagedError):
        Words(LEXICON, memory[:-1])


def test_only_so_many_words_are_handed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_KEPT", 30)
    words = Words(LEXICON)
    for number in range(50):
        _ = words[f"word{number}"]
    kept = Columns(words.memory() or b"").table("words")
    assert sorted(key for key, _ in kept.items()) == sorted(f"word{number}" for number in range(30))


def test_terms_longer_than_near_misses_are_sought_for_are_found_as_they_are() -> None:
    long = " ".join(f"Harbor{chr(97 + n % 26)}" for n in range(70))
    finder = Finder(compile_lexicon(glossary(concept("long", term(long)), concept("none", term("…")))))
    assert [m.concept for m in finder.find(f"so {long} ends")] == ["long"]
