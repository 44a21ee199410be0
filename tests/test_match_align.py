"""Laying a term beside a text: what is left out of the table changes no alignment."""

import pytest
from hypothesis import given, settings

from cqterm.match import align as module
from cqterm.match.align import align
from cqterm.match.candidates import Place, Words, candidates, passage_of
from cqterm.match.find import scene_of
from cqterm.match.judge import plausible
from cqterm.match.word import Passage
from tests.passages import passages
from tests.words import lexicon

LEXICON = lexicon()
one_apart = module._one_apart


def places(text: str) -> tuple[Passage, list[Place]]:
    scene, memory = scene_of(text), Words(LEXICON)
    words = [memory[token.norm] for token in scene.tokens]
    return passage_of(scene, words), candidates(LEXICON, words, range(len(words)))


def whole_terms(window: module._Window, start: int) -> module._Way | None:
    """Only where a term stands beside the place that is meant."""
    way = one_apart(window, start)
    return way if way and not way.cost else None


@settings(max_examples=300, deadline=None)
@given(passages())
def test_the_table_would_tell_the_same_or_what_is_refused(text: str) -> None:
    passage, found = places(text)
    for number, start in found:
        pattern = LEXICON.patterns[number]
        quick = align(pattern, passage, start)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(module, "_one_apart", whole_terms)
            patch.setattr(module, "_hopeless", lambda _: False)
            slow = align(pattern, passage, start)
        assert quick == slow or (quick is None and slow and not plausible(LEXICON, pattern, passage.scene, slow))


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
