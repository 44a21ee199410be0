"""The score of a unit: a weighted sum of its measures, and the weights.

The weights are points set by hand, with the annotation of the five seeds at hand, and rounded. A measure that is not
named here is shown by an explanation and counts nothing.
"""

import math
from collections.abc import Mapping, Sequence

import numpy as np

from cqterm.mine.sequences import Column

WEIGHTS: Mapping[str, float] = {
    # what the documents do with it
    "frequency": 0.6,
    "c-value": 0.6,
    "documents": 0.05,
    "publishers": 0.1,
    "nested": -0.15,
    "embedded": 0.15,
    "once": -0.3,
    "fragment": -1.0,
    "whole": 1.5,
    "independent": 0.15,
    "name": 1.8,
    "long name": 0.3,
    "single name": 1.4,
    "cut": -5.0,
    "piece": -2.3,
    "two things": -2.0,
    "two names": -2.0,
    "list of names": -1.5,
    "building block": -1.0,
    "unknown name": -0.5,
    "quoted": 3.8,
    "introduced": 1.5,
    "Chinese at hand": 5.0,
    "acronym": 4.0,
    "abbreviation": 2.0,
    "coined": 2.0,
    "formula": 0.5,
    "mixed case": -0.3,
    "heading": -0.2,
    # what it looks like
    "one word": -2.0,
    "two words": -0.9,
    "three words": -0.2,
    "very long": -0.6,
    "preposition": -1.6,
    "prepositions": -0.3,
    "of": 0.8,
    "action of": -1.0,
    "office": -0.7,
    "and": -0.5,
    "comma": -1.9,
    "article inside": -0.2,
    "hyphen": 0.9,
    "-ing last": -0.5,
    "adverb first": -0.4,
    "possessive first": -3.0,
    "person": -1.6,
    # what its words are
    "official head": 1.6,
    "topical head": 0.6,
    "empty head": -0.6,
    "head of names": 0.2,
    "common single": -1.6,
    "key word": 0.9,
    "rarity": 0.5,
    "least weird": -0.2,
    "weak modifier": -0.6,
    "weak modifier inside": -0.3,
}


VARIANTS = 0.3
"""Points for each doubling of a concept's units, in natural logarithms: what is rendered in several ways is a thing."""


def score_of_group(leader: float, counts: Sequence[int]) -> float:
    """The points of a concept: its leader's, as if it had the occurrences of all its units, and some for variants.

    Args:
        leader: The points of the leading unit.
        counts: The occurrences of the units, the leader's first.
    """
    more = math.log(sum(counts) / counts[0])
    return leader + WEIGHTS["frequency"] * more + VARIANTS * math.log(len(counts))


def score(measures: Mapping[str, Column]) -> Column:
    """The points of each unit."""
    points = [WEIGHTS[name] * column for name, column in measures.items() if name in WEIGHTS]
    return np.asarray(sum(points))
