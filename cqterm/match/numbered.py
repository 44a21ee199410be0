"""The words of much text by number, with what a lexicon says of each.

Each distinct word is looked up once, and the new words of a batch together (`cqterm.match.said`). What was found out
of them is handed on to the next run.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from cqterm.match.arrays import Numbers, lists
from cqterm.match.halves import Halves
from cqterm.match.lexicon import Lexicon, key
from cqterm.match.said import NOTHING, Lookup, Said, packed, unpacked
from cqterm.match.word import Near
from cqterm.text.numbering import GOLDEN, Bits, Numbering, Spelt

_MOST = 60_000
"""Words that are remembered: some 60 MB with a glossary of 10,000 terms."""

_KEPT = 40_000
"""Words that stay when there are more, and that are handed on to the next run, those of this run first: 2 to 4 MB."""

_WORTH = 0.1
"""Share of new words from which on all are written down: to look one up takes about as long as to write ten."""


class Numbered:
    """Words by number, counted from 1; 0 stands where there is none.

    `own` is the number of a word's key in the lexicon (0: none); `near[near_at[i] : near_at[i + 1]]` are those of the
    other keys that word i resembles; `flags` and `stems` are those of `Said`. `norms`, `keys` and `nears` hold the
    same as texts.
    """

    def __init__(self, lexicon: Lexicon, memory: bytes | None = None) -> None:
        """Start with an empty memory, or with what `memory` of an earlier run with the same lexicon gave.

        Raises:
            DamagedError: These are other bytes.
        """
        self._lexicon = lexicon
        self._halves = Halves(lexicon.words, np.asarray(lexicon.column("word_keys"), np.int64))
        self._lookup: Lookup | None = None
        first, (second, _, _) = lists(lexicon, "pairs", 3)
        self._behind = np.zeros(len(lexicon.column("pairs_at")) - 1, np.uint64)
        np.bitwise_or.at(self._behind, first, bits_of(second))
        norms, keys, said = unpacked(memory) if memory else ([""], [""], NOTHING)
        self._earlier = len(norms)
        self._start(norms, keys, said)

    def memory(self) -> bytes | None:
        """What is worth remembering for another run with the same lexicon; None where hardly anything is new."""
        kept = self._kept()
        if np.count_nonzero(kept >= self._earlier) <= len(kept) * _WORTH:
            return None
        return packed(*self._of(kept))

    def numbers(self, words: Spelt) -> Numbers:
        """The numbers of folded words, which are looked up if they are new. Earlier numbers may be void afterwards."""
        if len(self.norms) > _MOST:
            kept = self._kept()
            self._earlier = int(np.count_nonzero(kept < self._earlier))
            self._start(*self._of(kept))
        numbers = self._numbering.numbers(words)
        new = self._numbering.norms[len(self.norms) :]
        if new:
            self._look_up(new)
        self._met[numbers] = True
        return numbers

    def meetings(self, words: Numbers) -> Iterator[tuple[Numbers, Numbers, Numbers]]:
        """Where, in a row of words, one and the next one, and then the one after that, may be two of a term.

        Three times: both right, the second one misspelt, the first one misspelt. Bits are shared, so that some of
        these places are none.
        """
        wanted = [bits[words] for bits in (self._bits_of_own, self.bits_of_near)]
        behind = [bits[words] for bits in (self._bits_behind_own, self._bits_behind_near)]
        for step in (1, 2):
            own, near = (bits[step:] for bits in wanted)
            behind_own, behind_near = (bits[:-step] for bits in behind)
            some = np.flatnonzero((behind_own & (own | near) | behind_near & own) != 0)
            own, near, behind_own, behind_near = own[some], near[some], behind_own[some], behind_near[some]
            yield some[behind_own & own != 0], some[behind_own & near != 0], some[behind_near & own != 0]

    def split(self, words: Numbers) -> Numbers:
        """The key of the word of the lexicon that each word of a row and the next one are, if it was split; else 0."""
        out = np.zeros(len(words), np.int64)
        opens, closes = self._said.opens[words], self._said.closes[words]
        both = np.flatnonzero((opens[:-1] > 0) & (closes[1:] > 0))
        out[both] = self._halves.whole(opens[both], closes[both + 1])
        return out

    def _kept(self) -> Numbers:
        """The numbers of the words that are to stay: none, then those met."""
        self._met[0] = True
        return np.sort(np.argsort(~self._met, kind="stable")[:_KEPT])

    def _of(self, words: Numbers) -> tuple[list[str], list[str], Said]:
        numbers = words.tolist()
        return [self.norms[n] for n in numbers], [self.keys[n] for n in numbers], self._said.of(words)

    def _start(self, norms: Sequence[str], keys: Sequence[str], said: Said) -> None:
        """Know these words and no others; the first one stands for none."""
        self._numbering = Numbering(norms)
        self.norms: list[str] = []
        self.keys: list[str] = []
        self.nears: list[Near] = []
        self._said = said.of(np.zeros(0, np.intp))
        self._met = np.zeros(0, bool)
        self._bits_of_own = self.bits_of_near = self._bits_behind_own = self._bits_behind_near = np.zeros(0, np.uint64)
        self._add(norms, keys, said)

    def _look_up(self, norms: Sequence[str]) -> None:
        if self._lookup is None:  # a run that recalls all its words needs none
            self._lookup = Lookup(self._lexicon, self._halves)
        keys = [key(norm) for norm in norms]
        self._add(norms, keys, self._lookup.said(norms, keys))

    def _add(self, norms: Sequence[str], keys: Sequence[str], said: Said) -> None:
        words = self._lexicon.words
        near = [(words[number], edits) for number, edits in zip(said.alike.tolist(), said.edits.tolist(), strict=True)]
        ends = [0, *np.cumsum(said.many).tolist()]
        self._met = np.append(self._met, np.zeros(len(norms), bool))
        self.norms += norms
        self.keys += keys
        self.nears += [tuple(near[a:b]) for a, b in pairwise(ends)]
        self._add_bits(said.own, np.repeat(np.arange(len(norms)), said.counts), said.near)
        self._said = said = Said(*map(np.concatenate, zip(self._said, said, strict=True)))
        self.own, self.flags, self.stems = said.own, said.flags.astype(np.uint8), said.stems
        self.near, self.near_at = said.near, np.append(0, np.cumsum(said.counts))

    def _add_bits(self, own: Numbers, owners: Numbers, near: Numbers) -> None:
        self._bits_of_own = np.append(self._bits_of_own, bits_of(own))
        self._bits_behind_own = np.append(self._bits_behind_own, self._behind[own])
        of, behind = np.zeros((2, len(own)), np.uint64)
        np.bitwise_or.at(of, owners, bits_of(near))
        np.bitwise_or.at(behind, owners, self._behind[near])
        self.bits_of_near = np.append(self.bits_of_near, of)
        self._bits_behind_near = np.append(self._bits_behind_near, behind)


def bits_of(keys: Numbers) -> Bits:
    """One of 64 bits for each key, none for 0."""
    bits = np.uint64(1) << (keys.astype(np.uint64) * GOLDEN >> np.uint64(58))
    return np.where(keys > 0, bits, np.uint64(0))
