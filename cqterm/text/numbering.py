"""Pairs of numbers, and words, by number: many are looked up at once, in one table of hashes.

Sixteen letters are two numbers of 64 bits, and most words have no more; so they are compared without a text of any of
them. The table is open addressing with linear probing (Knuth, "The Art of Computer Programming", volume 3, section
6.4), of which all that is sought takes a step together.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from cqterm.values import NamedTuple

Numbers = NDArray[np.intp]
Bits = NDArray[np.uint64]

LONGEST = 16
"""Letters of the longest word that is compared as two numbers."""

GOLDEN = np.uint64(0x9E3779B97F4A7C15)
"""2**64 by the golden ratio (Knuth, "The Art of Computer Programming", volume 3, section 6.4)."""


class Table:
    """Numbers pairs from 1 on, in the order in which they are added. No pair is two zeros."""

    def __init__(self, low: Bits, high: Bits) -> None:
        """Start with the first members of some pairs and the second ones, under 0 those of none."""
        self.low, self.high = low, high
        self._table = np.zeros(0, np.int32)
        self._make_room(3 * len(low))

    def numbers(self, low: Bits, high: Bits, *, add: bool = False) -> Numbers:
        """The number of each pair; what is new is added, or has 0."""
        if add:
            self._make_room(len(low))
        out = np.zeros(len(low), np.intp)
        left, at = np.arange(len(low)), self._home(low, high)
        while len(left):
            number = self._table[at]
            if add and not number.all():
                self._settle(at, low, high)
                number = self._table[at]
            number = number.astype(np.intp)
            same = (self.low[number] == low) & (self.high[number] == high)
            out[left] = np.where(same, number, 0)
            other = np.flatnonzero(~same & (number > 0))
            left, low, high, at = left[other], low[other], high[other], self._next(at[other])
        return out

    def extend(self, low: Bits, high: Bits) -> None:
        """Count some more pairs, of which those of two zeros are never found."""
        self.low, self.high = np.append(self.low, low), np.append(self.high, high)

    def _settle(self, at: Numbers, low: Bits, high: Bits) -> None:
        """Let new pairs have the places that are free; where several come to one, the last of them has it."""
        free = np.flatnonzero(self._table[at] == 0)
        self._table[at[free]] = free
        free = free[self._table[at[free]] == free]
        self._table[at[free]] = np.arange(len(self.low), len(self.low) + len(free))
        self.extend(low[free], high[free])

    def _make_room(self, more: int) -> None:
        """Let there be a place for each pair even if so many are new."""
        size = 1 << (len(self.low) + more).bit_length()
        if size <= len(self._table):
            return
        self._table = np.zeros(size, np.int32)
        left = np.flatnonzero(self.low | self.high)
        at = self._home(self.low[left], self.high[left])
        while len(left):
            free = self._table[at] == 0
            self._table[at[free]] = left[free]
            there = self._table[at] == left
            left, at = left[~there], self._next(at[~there])

    def _home(self, low: Bits, high: Bits) -> Numbers:
        """The place at which a pair is sought first."""
        bits = np.uint64(65 - len(self._table).bit_length())
        return ((low * GOLDEN ^ high) * GOLDEN >> bits).astype(np.intp)

    def _next(self, at: Numbers) -> Numbers:
        return at + 1 & len(self._table) - 1


class Spelt(NamedTuple):
    """Folded words in a row: the first and the second eight letters of each, in ASCII.

    What is longer or has other letters is 0 in both, and stands under its place in `others`.
    """

    low: Bits
    high: Bits
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
        words = spelt(norms)
        self._table = Table(words.low, words.high)
        self._others = {norm: number for number, norm in words.others.items()}

    def numbers(self, words: Spelt) -> Numbers:
        """The number of each word, a new one for a new word."""
        out = np.zeros(len(words.low), np.intp)
        short = np.flatnonzero(words.low)
        out[short] = self._table.numbers(words.low[short], words.high[short], add=True)
        self.norms += _written(self._table.low[len(self.norms) :], self._table.high[len(self.norms) :])
        for place, norm in words.others.items():
            out[place] = self._other(norm)
        return out

    def _other(self, norm: str) -> int:
        number = self._others.get(norm)
        if number is None:
            number = self._others[norm] = len(self.norms)
            self.norms.append(norm)
            self._table.extend(_NONE, _NONE)
        return number


_NONE = np.zeros(1, np.uint64)


def _written(low: Bits, high: Bits) -> list[str]:
    """The words that have these letters."""
    letters = np.stack((low, high), axis=1).astype("<u8").view(f"S{LONGEST}")
    return b"\n".join(letters.ravel().tolist()).decode("ascii").split("\n") if len(low) else []
