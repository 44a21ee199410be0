"""What a lexicon says of each word of much text, in columns by the number of the word.

Each distinct word is judged once, and the new words of a batch together; the answers are those that
`cqterm.match.candidates` gives of each.
"""

from collections.abc import Sequence
from itertools import chain
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from cqterm.match.alike import Alike
from cqterm.match.arrays import GOLDEN, Numbers, listed, lists
from cqterm.match.candidates import spells
from cqterm.match.judge import stem
from cqterm.match.lexicon import Lexicon, key
from cqterm.match.word import Near
from cqterm.text.words import FUNCTION, known

_Number = TypeVar("_Number", int, Numbers)

JOINED, LONE, SPELLS, FUNCTIONAL, KNOWN = 1, 2, 4, 8, 16
"""Flags: a word may be two words of a term, resembles a term of one word, has the letters of an acronym, says nothing
by itself, resembles another and is an English word."""

_FUNCTIONAL = FUNCTION | {"s"}

_MOST = 60_000
"""Words that are remembered: some 60 MB with a glossary of 10,000 terms."""


class Numbered:
    """Words by number, counted from 1; 0 stands where there is none.

    `own` is the number of a word's key in the lexicon (0: none); `near[near_at[i] : near_at[i + 1]]` are those of the
    other keys that word i resembles. `norms`, `keys` and `nears` hold the same as texts.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        """Start with an empty memory."""
        self._lexicon = lexicon
        self._alike = Alike(lexicon)
        self._key_of = {word: lexicon.word_key(word) for word in lexicon.words}
        self._has_joined = _filled(lexicon, "joined")
        self._has_single = _filled(lexicon, "single")
        halves = [(w[:i], w[i:]) for w in lexicon.words for i in range(1, len(w))]
        self._openings = {half: n for n, half in enumerate(dict.fromkeys(first for first, _ in halves), 1)}
        self._closings = {half: n for n, half in enumerate(dict.fromkeys(second for _, second in halves), 1)}
        made = np.fromiter((self._half(self._openings[a], self._closings[b]) for a, b in halves), np.int64, len(halves))
        whole = np.fromiter((self._key_of[a + b] for a, b in halves), np.int64, len(halves))
        order = np.argsort(made)
        self._halves, self._whole = made[order], whole[order]
        first, (second, _, _) = lists(lexicon, "pairs", 3)
        self._behind = np.zeros(len(self._has_single), np.uint64)
        np.bitwise_or.at(self._behind, first, _marks(second))
        self._forget()

    def numbers(self, norms: Sequence[str]) -> Numbers:
        """The numbers of folded words, which are judged if they are new. Earlier numbers may be void afterwards."""
        if len(self._ids) > _MOST:
            self._forget()
        before = len(self._ids)
        ids = np.fromiter(map(self._ids.__getitem__, norms), np.int64, len(norms))
        if len(self._ids) > before:
            self._judge(list(self._ids)[before:])
        return ids

    def may_meet(self, words: Numbers, step: int) -> Numbers:
        """Where, in a row of words, one and the one `step` behind it may be two of a term, at least one of them right.

        Bits are shared, so some of these places are none.
        """
        first, second = words[:-step], words[step:]
        right = self._behind_own[first] & self._marks_all[second]
        return np.flatnonzero(right | self._behind_all[first] & self._marks_own[second])

    def split(self, words: Numbers) -> Numbers:
        """The key of the word of the lexicon that each word of a row and the next one are, if it was split; else 0."""
        out = np.zeros(len(words), np.int64)
        opens, closes = self._opens[words], self._closes[words]
        both = np.flatnonzero((opens[:-1] > 0) & (closes[1:] > 0))
        wanted = self._half(opens[both], closes[both + 1])
        there = listed(wanted, self._halves)
        out[both[there]] = self._whole[np.searchsorted(self._halves, wanted[there])]
        return out

    def _half(self, opening: _Number, closing: _Number) -> _Number:
        return opening * (len(self._closings) + 1) + closing

    def _forget(self) -> None:
        self._ids = _Ids({"": 0})
        self.norms: list[str] = [""]
        self.keys: list[str] = [""]
        self.nears: list[Near] = [()]
        self.own = np.zeros(1, np.int64)
        self.near = np.zeros(0, np.int64)
        self.near_at = np.zeros(2, np.int64)
        self.flags = np.zeros(1, np.uint8)
        self.stems = np.zeros(1, np.int64)
        self._opens, self._closes = np.zeros(1, np.int64), np.zeros(1, np.int64)
        self._marks_own = self._marks_all = self._behind_own = self._behind_all = np.zeros(1, np.uint64)

    def _judge(self, norms: list[str]) -> None:
        lexicon = self._lexicon
        keys = [key(norm) for norm in norms]
        nears = self._alike.near(norms)
        own = np.fromiter((lexicon.string(k) for k in keys), np.int64, len(keys))
        mine = own.tolist()
        others = [
            tuple(dict.fromkeys(k for word, _ in near if (k := self._key_of[word]) != itself)) if near else ()
            for near, itself in zip(nears, mine, strict=True)
        ]
        counts = np.fromiter(map(len, others), np.int64, len(others))
        near = np.fromiter(chain.from_iterable(others), np.int64, int(counts.sum()))
        flags = np.where(self._has_joined[own], JOINED, 0).astype(np.uint8)
        flags[np.repeat(np.arange(len(norms)), counts)[self._has_single[near]]] |= LONE
        if lexicon.letters:
            flags[[spells(lexicon, norm) for norm in norms]] |= SPELLS
        flags[[norm in _FUNCTIONAL for norm in norms]] |= FUNCTIONAL
        flags[[bool(near) and known(norm) for near, norm in zip(nears, norms, strict=True)]] |= KNOWN
        opens = np.fromiter((self._openings.get(norm, 0) for norm in norms), np.int64, len(norms))
        closes = np.fromiter((self._closings.get(norm, 0) for norm in norms), np.int64, len(norms))
        self.norms += norms
        self.keys += keys
        self.nears += nears
        self.own = np.concatenate((self.own, own))
        self.near = np.concatenate((self.near, near))
        self.near_at = np.concatenate((self.near_at, self.near_at[-1] + np.cumsum(counts)))
        self.flags = np.concatenate((self.flags, flags))
        stems = np.fromiter(map(stem, norms), np.int64, len(norms))
        self.stems = np.concatenate((self.stems, stems))
        self._opens = np.concatenate((self._opens, opens))
        self._closes = np.concatenate((self._closes, closes))
        self._add_marks(own, np.repeat(np.arange(len(norms)), counts), near)

    def _add_marks(self, own: Numbers, owners: Numbers, near: Numbers) -> None:
        marks, behind = _marks(own), self._behind[own]
        self._marks_own = np.concatenate((self._marks_own, marks))
        self._behind_own = np.concatenate((self._behind_own, behind))
        np.bitwise_or.at(marks, owners, _marks(near))
        np.bitwise_or.at(behind, owners, self._behind[near])
        self._marks_all = np.concatenate((self._marks_all, marks))
        self._behind_all = np.concatenate((self._behind_all, behind))


def _marks(keys: Numbers) -> NDArray[np.uint64]:
    """One of 64 bits for each key, none for 0."""
    bits = np.uint64(1) << (keys.astype(np.uint64) * GOLDEN >> np.uint64(58))
    return np.where(keys > 0, bits, np.uint64(0))


class _Ids(dict[str, int]):
    """The number of each word, a new one for a new word."""

    def __missing__(self, norm: str) -> int:
        number = self[norm] = len(self)
        return number


def _filled(lexicon: Lexicon, name: str) -> NDArray[np.bool_]:
    """By the number of a key, whether it has anything in a column of lists."""
    at = np.asarray(lexicon.column(f"{name}_at"))
    return at[1:] > at[:-1]
