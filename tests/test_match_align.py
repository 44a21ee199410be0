"""Laying a term beside a text: what is left out of the table changes no alignment."""

import pytest
from hypothesis import given, settings

from cqterm.match import align as module
from cqterm.match.align import Alignment, align
from cqterm.match.candidates import Words, candidates, passage_of
from cqterm.match.find import scene_of
from tests.passages import passages
from tests.words import lexicon

LEXICON = lexicon()
one_apart = module._one_apart


def alignments(text: str) -> list[Alignment | None]:
    scene, memory = scene_of(text), Words(LEXICON)
    words = [memory[token.norm] for token in scene.tokens]
    places, passage = candidates(LEXICON, words, range(len(words))), passage_of(scene, words)
    return [align(LEXICON.patterns[p], passage, start) for p, start in places]


def whole_terms(window: module._Window, start: int) -> module._Way | None:
    """Only where a term stands beside the place that is meant."""
    way = one_apart(window, start)
    return way if way and not way.cost else None


@settings(max_examples=300, deadline=None)
@given(passages())
def test_where_one_thing_differs_the_table_would_tell_the_same(text: str) -> None:
    found = alignments(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_one_apart", whole_terms)
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
