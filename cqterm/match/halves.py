"""The words of a lexicon cut in two, at each place: which of them was meant where one stands as two."""

from collections.abc import Sequence

import numpy as np

from cqterm.match.arrays import Numbers, listed


class Halves:
    """First and second halves by number, counted from 1, and what two of them make."""

    def __init__(self, words: Sequence[str], keys: Numbers) -> None:
        """Cut the words, which have these keys."""
        first = [word[:i] for word in words for i in range(1, len(word))]
        second = [word[i:] for word in words for i in range(1, len(word))]
        self._first = {half: number for number, half in enumerate(dict.fromkeys(first), 1)}
        self._second = {half: number for number, half in enumerate(dict.fromkeys(second), 1)}
        both = self._both(_numbers(self._first, first), _numbers(self._second, second))
        order = np.argsort(both)
        self._made = both[order]
        self._keys = np.repeat(keys, [len(word) - 1 for word in words])[order]

    def of(self, norms: Sequence[str]) -> tuple[Numbers, Numbers]:
        """The numbers of words that are first halves, and second ones; 0 for others."""
        return _numbers(self._first, norms), _numbers(self._second, norms)

    def whole(self, first: Numbers, second: Numbers) -> Numbers:
        """The key of the word that each first half and each second one make; 0 where it is none."""
        both = self._both(first, second)
        out = np.zeros(len(both), np.int64)
        there = listed(both, self._made)
        out[there] = self._keys[np.searchsorted(self._made, both[there])]
        return out

    def _both(self, first: Numbers, second: Numbers) -> Numbers:
        return first * (len(self._second) + 1) + second


def _numbers(halves: dict[str, int], norms: Sequence[str]) -> Numbers:
    return np.array([halves.get(norm, 0) for norm in norms], np.int64)
