"""Sequences of numbers in flat arrays: which are the same, and where one is part of another.

Sequences are told apart exactly, word by word, as along the branches of a trie (Fredkin (1960), "Trie memory",
Communications of the ACM 3(9)), all of them a step at a time.
"""

from typing import Any

import numpy as np

from cqterm.values import NamedTuple

Column = np.ndarray[tuple[int], np.dtype[Any]]


class Sequences(NamedTuple):
    """Sequences in one array: where each begins, and how many numbers it has (at least one)."""

    flat: Column
    starts: Column
    sizes: Column

    def __len__(self) -> int:
        return len(self.starts)

    def tolists(self) -> list[list[int]]:
        """The sequences as lists."""
        flat = self.flat.tolist()
        return [flat[a : a + n] for a, n in zip(self.starts.tolist(), self.sizes.tolist(), strict=True)]


def number(sequences: Sequences) -> tuple[Column, Column]:
    """A number for each sequence, the same for equal ones, and a sequence of each number: the first that has it.

    Numbers count from 0 in the order in which the sequences first appear. The last bit of a first atom does not count.
    """
    flat, starts, sizes = sequences
    ids = flat[starts].astype(np.int64) & -2
    width = int(flat.max(initial=0)) + 1
    offset = width
    for step in range(1, int(sizes.max(initial=0))):
        longer = np.flatnonzero(sizes > step)
        pairs = ids[longer] * width + flat[starts[longer] + step]
        distinct, inverse = np.unique(pairs, return_inverse=True)
        ids[longer] = offset + inverse
        offset += len(distinct)
    _, opening, inverse = np.unique(ids, return_index=True, return_inverse=True)
    order = np.argsort(opening)
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    return place[inverse], opening[order]
