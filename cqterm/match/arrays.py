"""Columns of numbers for those who look at many words at once: lists that lie flat in them, sorted ones, and pairs."""

import numpy as np
from numpy.typing import NDArray

from cqterm.match.lexicon import Lexicon
from cqterm.text.numbering import Table

Numbers = NDArray[np.int64]


def lists(lexicon: Lexicon, name: str, width: int) -> tuple[Numbers, Numbers]:
    """A column of lists as rows of `width` numbers, one column each, and the number of the list of each row."""
    rows = np.asarray(lexicon.column(name)).astype(np.int64).reshape(-1, width)
    at = np.asarray(lexicon.column(f"{name}_at")).astype(np.int64)
    return np.repeat(np.arange(len(at) - 1), np.diff(at) // width), rows.T


def flat(values: Numbers, at: Numbers, which: Numbers) -> tuple[Numbers, Numbers]:
    """The members of some lists that lie flat in `values`, each with the index of its list in `which`."""
    index, place = _members(at, which)
    return index, values[place]


def _members(at: Numbers, which: Numbers) -> tuple[Numbers, Numbers]:
    first = at[which]
    counts = at[which + 1] - first
    ends = np.cumsum(counts)
    index = np.repeat(np.arange(len(which)), counts)
    return index, np.arange(len(index)) + np.repeat(first - ends + counts, counts)


class Pairs:
    """The rows that stand under pairs of numbers of which the first is not 0."""

    def __init__(self, first: Numbers, second: Numbers) -> None:
        """Take the pair of each row."""
        order = np.lexsort((second, first))
        first, second = first[order], second[order]
        new = np.flatnonzero((first != np.append(0, first[:-1])) | (second != np.append(0, second[:-1])))
        self._rows, self._at = order, np.concatenate(([0], new, [len(order)]))
        self._table = Table(*(np.append(0, column[new]).astype(np.uint64) for column in (first, second)))

    def found(self, first: Numbers, second: Numbers) -> tuple[Numbers, Numbers]:
        """The pairs that are there, by index, each with a row under it."""
        number = self._table.numbers(first.view(np.uint64), second.view(np.uint64))
        there = np.flatnonzero(number)
        each, row = flat(self._rows, self._at, number[there])
        return there[each], row


def distinct(values: Numbers) -> Numbers:
    """Each of some values once, sorted: three times as fast as `np.unique`, which hashes them first."""
    values = np.sort(values)
    return values[np.append(True, values[1:] != values[:-1])] if len(values) else values


def listed(values: Numbers, column: Numbers) -> NDArray[np.bool_]:
    """Whether each value is in a sorted column."""
    if not len(column):
        return np.zeros(len(values), bool)
    found: NDArray[np.bool_] = column[np.minimum(np.searchsorted(column, values), len(column) - 1)] == values
    return found
