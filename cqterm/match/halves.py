"""The words of a lexicon cut in two, at each place: which of them was meant where one stands as two."""

from collections.abc import Sequence

import numpy as np

from cqterm.match.arrays import Numbers, Pairs


class Halves:
    """First and second halves by number, counted from 1, and what two of them make."""

    def __init__(self, words: Sequence[str], keys: Numbers) -> None:
        """Cut the words, which have these keys."""
        first = [word[:i] for word in words for i in range(1, len(word))]
        second = [word[i:] for word in words for i in range(1, len(word))]
        self._first = {half: number for number, half in enumerate(dict.fromkeys(first), 1)}
        self._second = {half: number for number, half in enumerate(dict.fromkeys(second), 1)}
        self._pairs = Pairs(_numbers(self._first, first), _numbers(self._second, second))
        self._keys = np.repeat(keys, [len(word) - 1 for word in words])

    def of(self, norms: Sequence[str]) -> tuple[Numbers, Numbers]:
        """The numbers of words that are first halves, and second ones; 0 for others."""
        return _numbers(self._first, norms), _numbers(self._second, norms)

    def whole(self, first: Numbers, second: Numbers) -> Numbers:
        """The key of the word that each first half and each second one make; 0 where it is none."""
        out = np.zeros(len(first), np.int64)
        which, row = self._pairs.found(first, second)
        out[which] = self._keys[row]
        return out


def _numbers(halves: dict[str, int], norms: Sequence[str]) -> Numbers:
    return np.array([halves.get(norm, 0) for norm in norms], np.int64)
