"""Which units stand inside longer ones, and which units with an "and" are two things."""

import numpy as np

from cqterm.mine.sequences import Column, Sequences
from cqterm.mine.units import Units
from cqterm.values import NamedTuple

_LONGEST = 12
"""Words in the longest unit whose inner parts are looked at."""


class Nesting(NamedTuple):
    """For each unit: how many longer units hold it, their summed count, and the greatest of their counts."""

    number: Column
    total: Column
    top: Column


def nesting(units: Units) -> Nesting:
    """Which units stand inside longer ones."""
    index = _Index(units)
    number, total, top = np.zeros((3, len(units)), np.int64)
    for size in range(1, _LONGEST):
        for start in range(_LONGEST - size + 1):
            holders = np.flatnonzero((units.sizes >= start + size) & (units.sizes > size) & (units.sizes <= _LONGEST))
            if not len(holders):
                break
            inner = index.find(holders, start, size)
            holders, inner = holders[inner >= 0], inner[inner >= 0]
            np.add.at(number, inner, 1)
            np.add.at(total, inner, units.count[holders])
            np.maximum.at(top, inner, units.count[holders])
    return Nesting(number, total, top)


def sides(units: Units) -> Column:
    """For each unit with an "and": how many of its two sides stand elsewhere by themselves, halved.

    "Jinyun Mountain and Tongluo Mountain" are two names; "Law and Political Science" is one. Where a side always comes
    with the other side's next word, as "Belt" does in "Belt and Road", it never stands by itself.
    """
    index = _Index(units)
    found = np.zeros(len(units))
    and_, the = units.flag(("and",)), units.flag(("the",))
    done = np.zeros(len(units), np.bool_)
    for step in range(1, _LONGEST):
        joined = np.flatnonzero((units.sizes > step + 1) & (units.sizes <= _LONGEST) & ~done)
        joined = joined[and_[units.at(step, joined)]]
        done[joined] = True
        article = the[units.at(step + 1, joined)]
        for size in range(1, _LONGEST):
            for skip in (1, 2):
                some = joined[(units.sizes[joined] - step - skip == size) & (article == (skip == 2))]
                pair = index.find(some, step - 1, skip + size + 1)
                _add_side(found, units, some, index.find(some, step + skip, size), pair)
        _add_side(found, units, joined, index.find(joined, 0, step), index.find(joined, 0, step + 2))
    return found


def _add_side(found: Column, units: Units, joined: Column, inner: Column, pair: Column) -> None:
    """Count a side that stands elsewhere at least as often as in the whole, and not mostly in the pair."""
    more = (inner >= 0) & (units.count[inner] >= 2 * units.count[joined])
    more &= (pair < 0) | (pair == joined) | (2 * units.count[pair] <= units.count[inner])
    found[joined[more]] += 0.5


class _Index:
    """Units by what their words are, so that a window of words finds the unit that has just these."""

    def __init__(self, units: Units) -> None:
        generator = np.random.default_rng(len("cqterm"))  # any fixed numbers do
        self._values = generator.integers(1, 1 << 62, len(units.vocabulary) + 1, np.int64).astype(np.uint64)
        self._words = units.words
        prints = self._print(np.arange(len(units)), units.words)
        self._order = np.argsort(prints, kind="stable")
        self._sorted = prints[self._order]

    def find(self, units: Column, start: int, size: int) -> Column:
        """For some units, which unit a window of their words is, or -1."""
        if not len(units):
            return np.zeros(0, np.int64)
        wanted = self._window(self._words.starts[units] + start, size)
        at = np.minimum(np.searchsorted(self._sorted, wanted), len(self._sorted) - 1)
        return np.where(self._sorted[at] == wanted, self._order[at], -1)

    def _print(self, units: Column, words: Sequences) -> Column:
        prints = np.zeros(len(units), np.uint64)
        for size in np.unique(words.sizes).tolist():
            some = np.flatnonzero(words.sizes == size)
            prints[some] = self._window(words.starts[some], size)
        return prints

    def _window(self, starts: Column, size: int) -> Column:
        """Fingerprints of windows of words, as in `forms.spell`."""
        found = np.zeros(len(starts), np.uint64)
        for step in range(size):
            found = found * _FACTOR + self._values[self._words.flat[starts + step]]
        return found


_FACTOR = np.uint64(0x9E3779B97F4A7C15)
