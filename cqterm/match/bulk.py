"""Matching much text: the same matches as of one segment after the other, at a fraction of the time.

Of a million words a few thousand belong to a place that may be a term. Finding these places is done for all words of
many segments at once: words become numbers (`cqterm.match.numbered`), the segments one column of them, and what
`cqterm.match.candidates` asks of a place is asked of the whole column. Only what is left is aligned, judged and
described, by the code that small texts take too; so the two ways can't differ but in what they propose, and tests
hold that against each other. Each distinct word is looked up once; of the pairs of neighbours those are looked up whose
bits meet (`cqterm.match.numbered`); and whole windows are laid beside whole terms.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from cqterm.hints import TypeVar
from cqterm.match.arrays import Numbers, Pairs, distinct, flat, lists
from cqterm.match.candidates import Place, split
from cqterm.match.columns import DamagedError
from cqterm.match.lexicon import Lexicon
from cqterm.match.numbered import Numbered
from cqterm.match.said import JOINED, LONE, SPELLS
from cqterm.match.shapes import REACH, Row, Shapes
from cqterm.match.style import Scene
from cqterm.match.word import Passage
from cqterm.text.together import Together
from cqterm.values import NamedTuple

_T = TypeVar("_T", bound=np.generic)

_AT_ONCE = 1_000_000
"""Letters that are looked at together: enough to outweigh the loops over columns, little enough for the caches."""


class Spot(NamedTuple):
    """A scene in which there may be something, with what the search of it needs.

    `ends` gives the terms whose keys stand in the text: by the token at which they begin, where each ends and the
    numbers of its patterns. Where nothing is to be aligned, the passage says nothing of its words.
    """

    number: int
    passage: Passage
    ends: dict[int, list[tuple[int, list[int]]]]
    candidates: list[Place]


class Bulk:
    """Finds where in many scenes something may be; it remembers words, which never changes what it finds."""

    def __init__(self, lexicon: Lexicon, memory: bytes | None = None) -> None:
        """Lay the lexicon out for looking at many places at once; `memory` is that of an earlier run with the same."""
        self._lexicon = lexicon
        self._words = _numbered(lexicon, memory)
        self._shapes = Shapes(lexicon, self._words)
        first, (second, pattern, slot) = lists(lexicon, "pairs", 3)
        self._pairs, self._pattern, self._slot = Pairs(first, second), pattern, slot
        first, (second, pattern) = lists(lexicon, "heads", 2)
        self._heads, self._headed = Pairs(first, second), pattern
        self._opens = np.zeros(len(lexicon.column("heads_at")) - 1, bool)
        self._opens[first[second == 0]] = True
        self._apart = int(self._shapes.widths[pattern].max(initial=0)) + REACH + 1

    def memory(self) -> bytes | None:
        """What is worth remembering of words for another run; None where hardly anything is new."""
        return self._words.memory()

    def spots(self, scenes: Sequence[Scene]) -> Iterator[Spot]:
        """The scenes in which there may be something."""
        first = size = 0
        for i, scene in enumerate(scenes):
            size += len(scene.text)
            if size > _AT_ONCE or i + 1 == len(scenes):
                yield from self._spots(first, scenes[first : i + 1])
                first, size = i + 1, 0

    def _spots(self, offset: int, scenes: Sequence[Scene]) -> Iterator[Spot]:
        together = Together([scene.text for scene in scenes])
        ids = self._words.numbers(together.words)
        line = _Line(together.first, together.last, self._apart)
        words = line.laid(ids)
        own, flags, near = self._words.own[words], self._words.flags[words], self._words.bits_of_near[words]
        split = self._words.split(words)
        row = Row(words, own, flags, near, line.laid(together.raised), split, (flags & JOINED > 0) | (split > 0))
        exact = self._exact(own)
        starts, patterns = self._candidates(row)
        kept = self._shapes.possible(row, starts, patterns)
        starts, patterns = starts[kept], patterns[kept]
        which = np.unique(np.concatenate([line.scene(p) for p in (starts, exact[0], np.flatnonzero(flags & SPELLS))]))
        at, ends = line.begins[which], line.begins[which] + (together.last - together.first)[which]
        possible, meant = _slices(starts, at - self._apart, ends), _rows(patterns, starts)
        same, there = _slices(exact[0], at, ends), _rows(*exact)
        for number, begin, end, (a, b), (c, d) in zip(
            which.tolist(), at.tolist(), ends.tolist(), possible, same, strict=True
        ):
            here = words[begin:end].tolist()
            tokens = together.tokens(number, map(self._words.norms.__getitem__, here))
            asked = len(here) if a < b else 0
            yield Spot(
                offset + number,
                Passage(
                    scenes[number]._replace(tokens=tokens),
                    list(map(self._words.keys.__getitem__, here[:asked])),
                    list(map(self._words.nears.__getitem__, here[:asked])),
                    row.bent[begin : begin + asked].tolist(),
                ),
                _ends(there[c:d], begin),
                [Place(pattern, start - begin) for pattern, start in meant[a:b]],
            )

    # --- terms as they are ----------------------------------------------------------------------------------------

    def _exact(self, own: Numbers) -> tuple[Numbers, Numbers, Numbers]:
        """Where, in a row of keys, a pattern's keys stand one behind the other: from where to where, and its number."""
        known = np.flatnonzero(own)
        alone = known[self._opens[own[known]]]
        at, row = self._heads.found(own[alone], np.zeros_like(alone))
        starts, patterns = [alone[at]], [self._headed[row]]
        before = known[own[known + 1] > 0]
        at, row = self._heads.found(own[before], own[before + 1])
        start, pattern = before[at], self._headed[row]
        slot = 2
        while len(start):
            whole = self._shapes.widths[pattern] == slot
            starts.append(start[whole])
            patterns.append(pattern[whole])
            start, pattern = start[~whole], pattern[~whole]
            same = own[start + slot] == self._shapes.keys[self._shapes.at[pattern] + slot]
            start, pattern, slot = start[same], pattern[same], slot + 1
        begin, number = np.concatenate(starts), np.concatenate(patterns)
        order = np.lexsort((number, begin))
        begin, number = begin[order], number[order]
        return begin, begin + self._shapes.widths[number], number

    # --- terms that may be meant ----------------------------------------------------------------------------------

    def _candidates(self, row: Row) -> tuple[Numbers, Numbers]:
        """Where a pattern may begin, and its number: sorted, each once."""
        words, own = row.words, row.own
        places = [self._one_by_one(row)]
        for step, (right, behind, before) in enumerate(self._words.meetings(words), 1):
            places.append(self._meeting(right, own[right], own[right + step]))
            each, key = self._near_of(words[behind + step])
            places.append(self._meeting(behind[each], own[behind][each], key))
            each, key = self._near_of(words[before])
            places.append(self._meeting(before[each], key, own[before + step][each]))
        starts, patterns = map(np.concatenate, zip(*places, strict=True))
        total = len(self._shapes.widths) or 1
        found = distinct(starts * total + patterns)
        return found // total, found % total

    def _meeting(self, at: Numbers, first: Numbers, second: Numbers) -> tuple[Numbers, Numbers]:
        """Where patterns may begin in which two keys stand close together, the first one `at` its place."""
        which, pair = self._pairs.found(first, second)
        return at[which] - self._slot[pair], self._pattern[pair]

    def _near_of(self, words: Numbers) -> tuple[Numbers, Numbers]:
        """All keys that some words resemble, each with the index of its word."""
        return flat(self._words.near, self._words.near_at, words)

    def _one_by_one(self, row: Row) -> tuple[Numbers, Numbers]:
        """The places of few words, that need no column: joined ones, split ones, and misspelt terms of one word."""
        lexicon, found = self._lexicon, []
        words, own = row.words, row.own
        for at in np.flatnonzero(row.flags & JOINED).tolist():
            found += [(at - slot, pattern) for pattern, slot in lexicon.joined(int(own[at]))]
        lone = np.flatnonzero(row.flags & LONE)
        each, key = self._near_of(words[lone])
        for at, other in zip(lone[each].tolist(), key.tolist(), strict=True):
            found += [(at, pattern) for pattern in lexicon.single(other)]
        for at in np.flatnonzero(row.split).tolist():
            before, behind = int(own[at - 1]), int(own[at + 2])
            found += [(i, pattern) for pattern, i in split(lexicon, int(row.split[at]), at, before, behind)]
        starts, patterns = np.array(found, np.int64).reshape(-1, 2).T
        return starts, patterns


class _Line:
    """The words of many scenes in one row, with room between them, so that nothing reaches from one into another."""

    def __init__(self, first: NDArray[np.intp], last: NDArray[np.intp], apart: int) -> None:
        self._order = order = np.argsort(first, kind="stable")
        counts = (last - first)[order]
        self._begins = np.cumsum(counts + apart) - counts
        self._places = np.arange(int(counts.sum())) + np.repeat(self._begins - (np.cumsum(counts) - counts), counts)
        self._length, self._apart = len(self._places) + apart * (len(first) + 1), apart
        self.begins = np.empty_like(self._begins)
        self.begins[order] = self._begins

    def laid(self, column: NDArray[_T]) -> NDArray[_T]:
        """A column with what is said of each word, laid out like the words."""
        out = np.zeros(self._length, column.dtype)
        out[self._places] = column
        return out

    def scene(self, places: Numbers) -> Numbers:
        """The numbers of the scenes of some places, which may lie before their first words."""
        return self._order[np.searchsorted(self._begins - self._apart, places, "right") - 1]


def _numbered(lexicon: Lexicon, memory: bytes | None) -> Numbered:
    try:
        return Numbered(lexicon, memory)
    except (DamagedError, ValueError, LookupError):
        return Numbered(lexicon)


def _rows(*columns: Numbers) -> list[tuple[int, ...]]:
    return list(zip(*[column.tolist() for column in columns], strict=True))


def _ends(there: Sequence[tuple[int, ...]], begin: int) -> dict[int, list[tuple[int, list[int]]]]:
    """By the token at which terms begin, counted from `begin`, where each ends and the numbers of its patterns."""
    found: dict[int, dict[int, list[int]]] = {}
    for start, end, pattern in there:
        found.setdefault(start - begin, {}).setdefault(end - begin, []).append(pattern)
    return {start: sorted(ends.items()) for start, ends in found.items()}


def _slices(values: Numbers, first: Numbers, last: Numbers) -> list[tuple[int, int]]:
    """For each range of values the range of their indexes in a sorted column."""
    return list(zip(np.searchsorted(values, first).tolist(), np.searchsorted(values, last).tolist(), strict=True))
