"""What a lexicon says of many words, a column for each question; the answers are those of `cqterm.match.candidates`.

All words of a batch are asked about together. The columns can be written down, so that a later run need not ask again.
"""

from array import array
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from cqterm.match.alike import Alike
from cqterm.match.arrays import Numbers, distinct, flat
from cqterm.match.candidates import spells
from cqterm.match.columns import Columns, pack
from cqterm.match.halves import Halves
from cqterm.match.lexicon import Lexicon
from cqterm.match.word import UNIT
from cqterm.text.words import FUNCTION, known, stem
from cqterm.values import NamedTuple

JOINED, LONE, SPELLS, FUNCTIONAL, KNOWN = 1, 2, 4, 8, 16
"""Flags: a word may be two words of a term, resembles a term of one word, has the letters of an acronym, says nothing
by itself, resembles another and is an English word."""

_FUNCTIONAL = FUNCTION | {"s"}


class Said(NamedTuple):
    """What is said of each of some words, and in two longer columns of what they resemble.

    `own` is the number of its key (0: none), `opens` and `closes` are those of the halves of words of the lexicon that
    it is (0: none); `near` are the other keys that it resembles, `counts` how many there are; `alike` are the words of
    the lexicon that it resembles, nearest first, by number, `edits` how far away they are, `many` how many.
    """

    own: Numbers
    flags: Numbers
    stems: Numbers
    opens: Numbers
    closes: Numbers
    counts: Numbers
    many: Numbers
    near: Numbers
    alike: Numbers
    edits: Numbers

    def of(self, words: Numbers) -> "Said":
        """What is said of some of the words, given by their indexes."""
        near, alike = np.append(0, np.cumsum(self.counts)), np.append(0, np.cumsum(self.many))
        lists = ((self.near, near), (self.alike, alike), (self.edits, alike))
        return Said(*[column[words] for column in self[:7]], *[flat(column, at, words)[1] for column, at in lists])


NOTHING = Said(*np.zeros((7, 1), np.int64), *np.zeros((3, 0), np.int64))
"""What is said of no word."""


def packed(norms: Sequence[str], keys: Sequence[str], said: Said) -> bytes:
    """Words with their keys and what is said of them."""
    numbers = {name: array("I", column.astype(np.uint32).tobytes()) for name, column in said._asdict().items()}
    return pack(texts={"words": [UNIT.join(norms), UNIT.join(keys)]}, numbers=numbers)


def unpacked(data: bytes) -> tuple[list[str], list[str], Said]:
    """What was packed.

    Raises:
        DamagedError: These are other bytes.
    """
    columns = Columns(data)
    norms, keys = (text.split(UNIT) for text in columns.texts("words"))
    return norms, keys, Said(*[np.asarray(columns.numbers(name)).astype(np.int64) for name in Said._fields])


class Lookup:
    """Looks many words up in a lexicon at once."""

    def __init__(self, lexicon: Lexicon, halves: Halves) -> None:
        """Lay the lexicon out for it; `halves` are those of its words."""
        self._lexicon = lexicon
        self._alike = Alike(lexicon)
        self._keys = np.asarray(lexicon.column("word_keys"), np.int64)
        self._number = {word: number for number, word in enumerate(lexicon.words)}
        self._has_joined, self._has_single = _filled(lexicon, "joined"), _filled(lexicon, "single")
        self._halves = halves

    def said(self, norms: Sequence[str], keys: Sequence[str]) -> Said:
        """What the lexicon says of folded words with their keys."""
        lexicon = self._lexicon
        resembling = self._alike.near(norms)
        own = np.array(list(map(lexicon.string, keys)), np.int64)
        many = np.array(list(map(len, resembling)), np.int64)
        alike = np.array([self._number[word] for words in resembling for word, _ in words], np.int64)
        owner, near = self._others(own, np.repeat(np.arange(len(own)), many), self._keys[alike])
        opens, closes = self._halves.of(norms)
        return Said(
            own=own,
            flags=self._flags(norms, own, many > 0, owner[self._has_single[near]]),
            stems=np.array(list(map(stem, norms)), np.int64),
            opens=opens,
            closes=closes,
            counts=np.bincount(owner, minlength=len(own)),
            many=many,
            near=near,
            alike=alike,
            edits=np.array([edits for words in resembling for _, edits in words], np.int64),
        )

    def _others(self, own: Numbers, owner: Numbers, keys: Numbers) -> tuple[Numbers, Numbers]:
        """The keys that words have not themselves, each once, and whose they are."""
        others = keys != own[owner]
        both = distinct(owner[others] * len(self._has_single) + keys[others])
        return both // len(self._has_single), both % len(self._has_single)

    def _flags(self, norms: Sequence[str], own: Numbers, strange: NDArray[np.bool_], lone: Numbers) -> Numbers:
        flags = np.where(self._has_joined[own], JOINED, 0)
        flags[lone] |= LONE
        if self._lexicon.letters:
            flags[[spells(self._lexicon, norm) for norm in norms]] |= SPELLS
        flags[[norm in _FUNCTIONAL for norm in norms]] |= FUNCTIONAL
        flags[[alike and known(norm) for norm, alike in zip(norms, strange.tolist(), strict=True)]] |= KNOWN
        return flags


def _filled(lexicon: Lexicon, name: str) -> NDArray[np.bool_]:
    """By the number of a key, whether it has anything in a column of lists."""
    at = np.asarray(lexicon.column(f"{name}_at"))
    return at[1:] > at[:-1]
