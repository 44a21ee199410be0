"""Bags of stems: fingerprints of what the words of a unit mean, the same for other orders, derivations and renderings.

A bag is a sum over the words, so each distinct word is worked out once and a unit costs additions. The few units that
hold one of the turns of phrase of `variants` are worked out as texts.
"""

from functools import cache
from hashlib import blake2b
from typing import Any

import numpy as np

from cqterm.mine import variants
from cqterm.mine.collection import Collection
from cqterm.mine.units import Units
from cqterm.text.words import cardinal, ordinal

_NEUTRAL = frozenset(variants.stem(w) for w in ("comprehensive", "joint", "further", "all-round", "overall"))
"""Modifiers that official texts add and drop without naming another thing."""
_MASK = (1 << 64) - 1


class Bags:
    """The bag of every unit: `values` are fingerprints and `sizes` numbers of stems, `plain` and `plain_sizes` the same
    without neutral modifiers; `figures` are fingerprints of the numbers of any kind in their order, since "20th" and
    "third" name other things than "19th" and "second".
    """  # noqa: D205 - one sentence longer than a line

    def __init__(self, collection: Collection) -> None:
        units, acronyms = collection.units, collection.acronyms
        forms = units.forms
        rows = [_bag(variants.bag_of_word(word, acronyms)) for word in forms.vocabulary]
        columns = [_over(units, np.array(column, np.uint64)) for column in zip(*rows, strict=True)]
        columns = columns or [np.zeros(0, np.uint64)] * 4
        special = np.flatnonzero(_turning(units))
        for unit in special.tolist():
            for column, value in zip(columns, _bag(variants.bag(units.text(unit), acronyms)), strict=True):
                column[unit] = value
        self.values, self.sizes, self.plain, self.plain_sizes = (column.tolist() for column in columns)
        self.figures = _figures(collection).tolist()

    def is_key(self, unit: int) -> bool:
        """Whether a bag says enough to be a key: two stems, or one that stands for a turn of phrase."""
        return bool(self.sizes[unit] > 1 or self.values[unit] in _TURNS)

    def without(self, unit: int, stem: str) -> int:
        """The fingerprint of a bag with one stem left out."""
        return int((self.values[unit] - _print(stem)) & _MASK)


def _bag(stems: tuple[str, ...]) -> tuple[int, int, int, int]:
    plain = [stem for stem in stems if stem not in _NEUTRAL]
    return _sum(stems), len(stems), _sum(plain), len(plain)


def _sum(stems: Any) -> int:
    return sum(map(_print, stems)) & _MASK


@cache
def _print(stem: str) -> int:
    return int.from_bytes(blake2b(stem.encode("utf-8", "replace"), digest_size=8).digest())


_TURNS = frozenset(map(_print, ("megacity", "wellbeing", "outwardopen")))


def _over(units: Any, column: Any) -> Any:
    """A column over the words as printed, summed over the words of each unit."""
    flat = column[units.tokens.flat]
    through = np.concatenate((np.zeros(1, np.uint64), np.cumsum(flat, dtype=np.uint64)))
    return through[units.tokens.starts + units.sizes] - through[units.tokens.starts]


def _turning(units: Units) -> Any:
    """Which units may hold a turn of phrase, or an acronym in parentheses."""
    opening, following = np.array([variants.turns(word) for word in units.forms.vocabulary], np.bool_).T
    pairs = np.zeros(len(units.tokens.flat), np.uint64)
    pairs[:-1] = opening[units.tokens.flat[:-1]] & following[units.tokens.flat[1:]]
    found = np.zeros(len(units), np.bool_)
    some = np.flatnonzero(units.sizes > 1)
    through = np.concatenate((np.zeros(1, np.uint64), np.cumsum(pairs)))
    starts = units.tokens.starts[some]
    found[some] = through[starts + units.sizes[some] - 1] > through[starts]
    brackets = np.array([word == "(" for word in units.forms.vocabulary], np.int64)
    return found | (units.forms.sum(brackets)[units.main] > 0)


def _figures(collection: Collection) -> Any:
    units = collection.units
    numbers = [w[0].isdigit() or cardinal(w) or ordinal(w) for w in units.vocabulary]
    value = np.array([_print(w) if n else 0 for w, n in zip(units.vocabulary, numbers, strict=True)], np.uint64)
    found = np.zeros(len(units), np.uint64)
    for step in range(int(units.sizes.max(initial=0))):
        longer = np.flatnonzero(units.sizes > step)
        add = value[units.at(step, longer)]
        found[longer] = np.where(add > 0, found[longer] * np.uint64(31) + add, found[longer])
    return found
