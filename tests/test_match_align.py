"""Laying a term beside a text: what is left out of the table changes no alignment."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cqterm.match import align as module
from cqterm.match.align import align
from cqterm.match.candidates import Place, Words, candidates, passage_of
from cqterm.match.compiling import compile_lexicon
from cqterm.match.find import scene_of
from cqterm.match.judge import plausible
from cqterm.match.lexicon import Lexicon
from cqterm.match.word import Passage
from tests.passages import passages
from tests.words import concept, glossary, lexicon, term

LEXICON = lexicon()
one_apart = module._one_apart


# Terms whose words come again, resemble one another and are parts of one another.
TERMS = [
    "Harbor Rail Harbor Trade",
    "Rail-Harbor Trade",
    "Trade Trial Rail Raid Harbor",
    "Light-House Rail and Lighthouse",
]
TERMS += [
    "People's Harbor and Rail",
    "Two Rails and Two Trades",
    "Harbors Rail-Trade Harbor",
    "Arbor Harbor Light House",
]
ALIKE = compile_lexicon(glossary(*(concept(f"t{number}", term(text)) for number, text in enumerate(TERMS))))
WORDS = "Harbor Hrabor Arbor Rail Rails Raid Trial Trade Trad Light House Lighthouse People s and Two the".split()


@st.composite
def mixed(draw: st.DrawFn) -> str:
    """A term with words changed, added, left out and swapped, between others of the same kind."""
    words = draw(st.sampled_from(TERMS)).replace("-", " - ").replace("'", " ").split()
    for _ in range(draw(st.integers(0, 3))):
        at, way = draw(st.integers(0, len(words))), draw(st.sampled_from(["swap", "add", "drop", "other"]))
        if way == "swap":
            words[at : at + 2] = words[at : at + 2][::-1]
        else:
            words[at : at + (way != "add")] = [] if way == "drop" else [draw(st.sampled_from(WORDS))]
    around = st.lists(st.sampled_from(WORDS), max_size=2)
    return " ".join([*draw(around), *words, *draw(around)]).replace(" - ", "-")


def places(text: str, lexicon: Lexicon = LEXICON) -> tuple[Passage, list[Place]]:
    scene, memory = scene_of(text), Words(lexicon)
    words = [memory[token.norm] for token in scene.tokens]
    return passage_of(scene, words), candidates(lexicon, words, range(len(words)))


def whole_terms(window: module._Window, start: int) -> module._Way | None:
    """Only where a term stands beside the place that is meant."""
    way = one_apart(window, start)
    return way if way and not way.cost else None


@settings(max_examples=300, deadline=None)
@given(passages())
def test_the_table_would_tell_the_same_or_what_is_refused(text: str) -> None:
    compare(LEXICON, text)


@settings(max_examples=1000, deadline=None)
@given(mixed())
def test_the_table_would_tell_the_same_where_words_come_again(text: str) -> None:
    compare(ALIKE, text)


def compare(lexicon: Lexicon, text: str) -> None:
    passage, found = places(text, lexicon)
    for number, start in found:
        pattern = lexicon.patterns[number]
        quick = align(pattern, passage, start)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(module, "_one_apart", whole_terms)
            patch.setattr(module, "_hopeless", lambda _: False)
            slow = align(pattern, passage, start)
        assert quick == slow or (quick is None and slow and not plausible(lexicon, pattern, passage.scene, slow))


@pytest.mark.parametrize(
    ("text", "ops"),
    [
        ("the Hrabor Work Report", "near same same"),
        ("the Harbor Annual Work Report", "same extra same same"),
        ("two light houses and Two Piers and Two Light houses", "same same same same split"),
        ("North Harbor-Rail Corridor", "same same same missing same"),
        ("Two Lighthouses and Two Piers", "same swapped same same swapped"),
        ("Harbor Report Work", "same swapped swapped"),
        ("North Trade Corridor", "same missing same same"),
        ("the Inland Trade Corridor of North Inland Trade Corridor", "same replaced same same"),
        ("Eastern Harbor-Road Trade Coridor", "same same replaced same near"),
    ],
)
def test_the_cheapest_way_is_taken(text: str, ops: str) -> None:
    passage, found = places(text)
    aligned = [align(LEXICON.patterns[number], passage, start) for number, start in found]
    assert ops in [" ".join(step.op for step in each.steps) for each in aligned if each]
