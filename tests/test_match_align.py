"""Laying a term beside a text: what is left out of the table changes no alignment."""

import pytest
from hypothesis import given, settings

from cqterm.match import align as module
from cqterm.match.align import Alignment, align
from cqterm.match.candidates import Words, candidates
from cqterm.match.find import scene_of
from tests.passages import passages
from tests.words import lexicon

LEXICON = lexicon()


def alignments(text: str) -> list[Alignment | None]:
    scene, memory = scene_of(text), Words(LEXICON)
    words = [memory[token.norm] for token in scene.tokens]
    keys, near = [w.key for w in words], [w.near for w in words]
    places = candidates(LEXICON, words, range(len(words)))
    return [align(LEXICON.patterns[p], scene, keys, near, start) for p, start in places]


@settings(max_examples=300, deadline=None)
@given(passages())
def test_cells_that_can_not_be_the_best_are_left_out_and_nothing_else(text: str) -> None:
    found = alignments(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_simplest", lambda *_: module._LIMIT)
        patch.setattr(module, "_in_place", lambda *_: None)
        patch.setattr(module, "_least", lambda window: [0] * (len(window.pattern.keys) + 1))
        patch.setattr(module, "_DEAD", module._LIMIT + 1)
        assert found == alignments(text)


@pytest.mark.parametrize(
    ("text", "ops"),
    [
        ("the Hrabor Work Report", "near same same"),
        ("the Harbor Annual Work Report", "same extra same same"),
        ("two light houses and Two Piers and Two Light houses", "same same same same split"),
        ("North Harbor-Rail Corridor", "same same same missing same"),
        ("Two Lighthouses and Two Piers", "same swapped same same swapped"),
    ],
)
def test_the_cheapest_way_is_taken(text: str, ops: str) -> None:
    assert ops in [" ".join(step.op for step in found.steps) for found in alignments(text) if found]
