"""Distinct words by number, looked up many at once, mostly without making a text of any of them.

Sixteen letters are two numbers of 64 bits, and most words have no more. They are found in a table by their letters:
open addressing with linear probing (Knuth, "The Art of Computer Programming", volume 3, section 6.4), of which all
words take a step together.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from cqterm.values import NamedTuple

Numbers = NDArray[np.intp]
Letters = NDArray[np.uint64]

LONGEST = 16
"""Letters of the longest word that is compared as two numbers."""

GOLDEN = np.uint64(0x9E3779B97F4A7C15)
"""2**64 by the golden ratio (Knuth, "The Art of Computer Programming", volume 3, section 6.4)."""


class Spelt(NamedTuple):
    """Folded words in a row: the first and the second eight letters of each, in ASCII.

    What is longer or has other letters is 0 in both, and stands under its place in `others`.
    """

    low: Letters
    high: Letters
    others: Mapping[int, str]


def spelt(norms: Sequence[str]) -> Spelt:
    """Some folded words in a row; one that is empty is among the others."""
    short = [norm if len(norm) <= LONGEST and norm.isascii() else "" for norm in norms]
    low, high = np.array(short, f"S{LONGEST}").view("<u8").reshape(-1, 2).T
    return Spelt(low, high, {place: norms[place] for place in np.flatnonzero(low == 0).tolist()})


class Numbering:
    """Numbers words from 1 on, in the order in which they are met; `norms` has them by number, and "" under 0."""

    def __init__(self, norms: Sequence[str] = ("",)) -> None:
        """Know some words, of which the first is none."""
        self.norms = [*norms]
        self._low, self._high, others = spelt(norms)
        self._others = {norm: number for number, norm in others.items()}
        self._table = np.zeros(0, np.int32)

    def numbers(self, words: Spelt) -> Numbers:
        """The number of each word, a new one for a new word."""
        self._make_room(len(words.low))
        out = np.zeros(len(words.low), np.intp)
        left = np.flatnonzero(words.low)
        low, high = words.low[left], words.high[left]
        at = self._home(low, high)
        while len(left):
            self._settle(at, low, high)
            number = self._table[at]
            same = (self._low[number] == low) & (self._high[number] == high)
            out[left[same]] = number[same]
            left, low, high, at = left[~same], low[~same], high[~same], self._next(at[~same])
        for place, norm in words.others.items():
            out[place] = self._other(norm)
        return out

    def _settle(self, at: Numbers, low: Letters, high: Letters) -> None:
        """Let new words have the places that are free; where several come to one, the last of them has it."""
        free = np.flatnonzero(self._table[at] == 0)
        self._table[at[free]] = free
        free = free[self._table[at[free]] == free]
        self._table[at[free]] = np.arange(len(self.norms), len(self.norms) + len(free))
        self._learn(low[free], high[free], _written(low[free], high[free]))

    def _learn(self, low: Letters, high: Letters, norms: Sequence[str]) -> None:
        self._low, self._high = np.append(self._low, low), np.append(self._high, high)
        self.norms += norms

    def _other(self, norm: str) -> int:
        number = self._others.get(norm)
        if number is None:
            number = self._others[norm] = len(self.norms)
            self._learn(_NONE, _NONE, [norm])
        return number

    def _make_room(self, more: int) -> None:
        """Let there be a place for each word even if so many are new."""
        size = 1 << (len(self.norms) + more).bit_length()
        if size > len(self._table):
            self._table = np.zeros(size, np.int32)
            left = np.flatnonzero(self._low)
            at = self._home(self._low[left], self._high[left])
            while len(left):
                free = self._table[at] == 0
                self._table[at[free]] = left[free]
                there = self._table[at] == left
                left, at = left[~there], self._next(at[~there])

    def _home(self, low: Letters, high: Letters) -> Numbers:
        """The place at which a word is sought first."""
        bits = np.uint64(65 - len(self._table).bit_length())
        return ((low * GOLDEN ^ high) * GOLDEN >> bits).astype(np.intp)

    def _next(self, at: Numbers) -> Numbers:
        return at + 1 & len(self._table) - 1


_NONE = np.zeros(1, np.uint64)


def _written(low: Letters, high: Letters) -> list[str]:
    """The words that have these letters."""
    letters = np.stack((low, high), axis=1).astype("<u8").view(f"S{LONGEST}")
    return b"\n".join(letters.ravel().tolist()).decode("ascii").split("\n") if len(low) else []
