"""What a lexicon says of each word of much text, in columns by the number of the word.

Each distinct word is judged once, and the new words of a batch together. Most words resemble nothing, so the forms with
letters deleted are hashed and sought in the lexicon's table for all of them at once (`cqterm.match.deletions`): CRC-32
is linear over GF(2), so the checksum of a form is the exclusive or of what each letter gives in its place (Stigge,
Plötz, Müller and Redlich, "Reversing CRC: theory and practice", HU Berlin, 2006, section 3), up to a constant. What is
left is compared as everywhere else (`cqterm.match.near`), so the answers are the same.
"""

from collections.abc import Sequence
from itertools import chain, combinations
from typing import TypeVar
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from cqterm.match.candidates import spells
from cqterm.match.deletions import PREFIX
from cqterm.match.lexicon import ONE_EDIT, TWO_EDITS, Lexicon, key
from cqterm.match.near import near_words, nearest
from cqterm.match.word import Near
from cqterm.text.words import FUNCTION, cardinal, ordinal

Numbers = NDArray[np.int64]
_Number = TypeVar("_Number", int, Numbers)

JOINED, LONE, SPELLS, FUNCTIONAL = 1, 2, 4, 8
"""Flags: a word may be two words of a term, resembles a term of one word, has the letters of an acronym, says nothing
by itself."""

_FUNCTIONAL = FUNCTION | {"s"}

_MOST = 60_000
"""Words that are remembered: some 60 MB with a glossary of 10,000 terms."""
_LONGEST = 32
"""Letters of the longest word that is judged together with others."""


class Numbered:
    """Words by number, counted from 1; 0 stands where there is none.

    `own` is the number of a word's key in the lexicon (0: none); `near[near_at[i] : near_at[i + 1]]` are those of the
    other keys that word i resembles. `norms`, `keys` and `nears` hold
    the same as texts.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        """Start with an empty memory."""
        self._lexicon = lexicon
        self._alike = _Alike(lexicon)
        self._key_of = {word: lexicon.word_key(word) for word in lexicon.words}
        self._has_joined = _filled(lexicon, "joined")
        self._has_single = _filled(lexicon, "single")
        halves = [(w[:i], w[i:]) for w in lexicon.words for i in range(1, len(w))]
        self._openings = {half: n for n, half in enumerate(dict.fromkeys(first for first, _ in halves), 1)}
        self._closings = {half: n for n, half in enumerate(dict.fromkeys(second for _, second in halves), 1)}
        self._halves = np.unique(
            np.fromiter((self._half(self._openings[a], self._closings[b]) for a, b in halves), np.int64, len(halves))
        )
        self._forget()

    def numbers(self, norms: Sequence[str]) -> Numbers:
        """The numbers of folded words, which are judged if they are new. Earlier numbers may be void afterwards."""
        if len(self._ids) > _MOST:
            self._forget()
        known = len(self._ids)
        ids = np.fromiter(map(self._ids.__getitem__, norms), np.int64, len(norms))
        if len(self._ids) > known:
            self._judge(list(self._ids)[known:])
        return ids

    def split(self, words: Numbers) -> NDArray[np.bool_]:
        """Whether each word of a row and the next one are a word of the lexicon that was split."""
        out = np.zeros(len(words), bool)
        opens, closes = self._opens[words], self._closes[words]
        both = np.flatnonzero((opens[:-1] > 0) & (closes[1:] > 0))
        if len(both):
            wanted = self._half(opens[both], closes[both + 1])
            at = np.minimum(np.searchsorted(self._halves, wanted), len(self._halves) - 1)
            out[both[self._halves[at] == wanted]] = True
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
        self._opens, self._closes = np.zeros(1, np.int64), np.zeros(1, np.int64)

    def _judge(self, norms: list[str]) -> None:
        lexicon = self._lexicon
        keys = [key(norm) for norm in norms]
        nears = self._alike.near(norms)
        own = np.fromiter((lexicon.string(k) for k in keys), np.int64, len(keys))
        known = own.tolist()
        others = [
            tuple(dict.fromkeys(k for word, _ in near if (k := self._key_of[word]) != mine)) if near else ()
            for near, mine in zip(nears, known, strict=True)
        ]
        counts = np.fromiter(map(len, others), np.int64, len(others))
        near = np.fromiter(chain.from_iterable(others), np.int64, int(counts.sum()))
        flags = np.where(self._has_joined[own], JOINED, 0).astype(np.uint8)
        flags[np.repeat(np.arange(len(norms)), counts)[self._has_single[near]]] |= LONE
        if lexicon.letters:
            flags[[spells(lexicon, norm) for norm in norms]] |= SPELLS
        flags[[norm in _FUNCTIONAL for norm in norms]] |= FUNCTIONAL
        opens = np.fromiter((self._openings.get(norm, 0) for norm in norms), np.int64, len(norms))
        closes = np.fromiter((self._closings.get(norm, 0) for norm in norms), np.int64, len(norms))
        self.norms += norms
        self.keys += keys
        self.nears += nears
        self.own = np.concatenate((self.own, own))
        self.near = np.concatenate((self.near, near))
        self.near_at = np.concatenate((self.near_at, self.near_at[-1] + np.cumsum(counts)))
        self.flags = np.concatenate((self.flags, flags))
        self._opens = np.concatenate((self._opens, opens))
        self._closes = np.concatenate((self._closes, closes))


def flat(values: Numbers, at: Numbers, which: Numbers) -> tuple[Numbers, Numbers]:
    """The members of some lists that lie flat in `values`, each with the index of its list in `which`."""
    counts = at[which + 1] - at[which]
    index = np.repeat(np.arange(len(which)), counts)
    inside = np.arange(len(index)) - np.repeat(np.cumsum(counts) - counts, counts)
    return index, values[np.repeat(at[which], counts) + inside]


class _Ids(dict[str, int]):
    """The number of each word, a new one for a new word."""

    def __missing__(self, norm: str) -> int:
        number = self[norm] = len(self)
        return number


def _filled(lexicon: Lexicon, name: str) -> NDArray[np.bool_]:
    """By the number of a key, whether it has anything in a column of lists."""
    at = np.asarray(lexicon.column(f"{name}_at"))
    return at[1:] > at[:-1]


# --- words that resemble words ------------------------------------------------------------------------------------


class _Alike:
    """The words of a lexicon that many words resemble: what `near_words` gives for each."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._table = np.asarray(lexicon.column("deletions"))
        self._letters = _letters(lexicon.words) if lexicon.words else np.zeros(0, np.uint32)
        self._lengths = np.fromiter(map(len, lexicon.words), np.int64, len(lexicon.words))

    def near(self, norms: Sequence[str]) -> list[Near]:
        """The near words of each word."""
        lexicon = self._lexicon
        plain = [n.isalpha() and n.isascii() and len(n) <= _LONGEST and not (ordinal(n) or cardinal(n)) for n in norms]
        out: list[Near] = [()] * len(norms)
        regular = [norm for norm, together in zip(norms, plain, strict=True) if together]
        found: list[list[str]] = [[] for _ in regular]
        for i, number in zip(*(column.tolist() for column in self._possible(regular)), strict=True):
            found[i].append(lexicon.words[number])
        listed = iter(found)
        for i, (norm, together) in enumerate(zip(norms, plain, strict=True)):
            out[i] = nearest(lexicon, norm, next(listed)) if together else near_words(lexicon, norm)
        return out

    def _possible(self, norms: Sequence[str]) -> tuple[Numbers, Numbers]:
        """Words by index, each with the number of a word of the lexicon that it may resemble; a few others, too."""
        if not norms or not len(self._lengths):
            return np.zeros(0, np.int64), np.zeros(0, np.int64)
        lengths = np.fromiter(map(len, norms), np.int64, len(norms))
        heads = np.array(norms, f"S{PREFIX}").view(np.uint8).reshape(len(norms), PREFIX)
        pairs = []
        for length in range(ONE_EDIT - 1, PREFIX + 1):
            which = np.flatnonzero(lengths == length if length < PREFIX else lengths >= PREFIX)
            if len(which):
                owners, numbers = self._hits(_checksums(heads[which, :length]))
                pairs.append(which[owners] * len(self._lengths) + numbers)
        index, number = np.divmod(
            np.unique(np.concatenate(pairs)) if pairs else np.zeros(0, np.int64), len(self._lengths)
        )
        apart = np.abs(lengths[index] - self._lengths[number])
        # each edit takes away and brings in one letter at the most
        mine, other = _letters(norms)[index], self._letters[number]
        most = np.where(np.maximum(lengths[index], self._lengths[number]) >= TWO_EDITS, 2, 1)
        near = (apart <= most) & (_ones(mine & ~other) <= most) & (_ones(other & ~mine) <= most)
        return index[near], number[near]

    def _hits(self, checksums: NDArray[np.uint32]) -> tuple[Numbers, Numbers]:
        """The rows of a matrix of checksums with the numbers of the words that have one of them."""
        table, last = self._table, np.uint32(len(self._table) - 1)
        below = np.uint32((1 << len(self._lengths).bit_length()) - 1)
        owners = np.repeat(np.arange(len(checksums)), checksums.shape[1])
        wanted = checksums.ravel()
        at = wanted & last
        out = []
        while len(at):
            entry = table[at]
            taken = entry != 0
            owners, wanted, at, entry = owners[taken], wanted[taken], at[taken], entry[taken]
            same = entry ^ wanted <= below
            out.append((owners[same], (entry[same] & below).astype(np.int64) - 1))
            at = at + np.uint32(1) & last
        return np.concatenate([o for o, _ in out]), np.concatenate([n for _, n in out])


def _checksums(letters: NDArray[np.uint8]) -> NDArray[np.uint32]:
    """The CRC-32 of each row of letters: of all, all but one and, if there are seven, all but two."""
    length = letters.shape[1]
    kept = [
        columns
        for lost in range(3 if length == PREFIX else 2)
        for columns in combinations(range(length), length - lost)
    ]
    out = np.empty((len(letters), len(kept)), np.uint32)
    for i, columns in enumerate(kept):
        total = np.full(len(letters), crc32(bytes(len(columns))), np.uint32)
        for behind, column in zip(reversed(range(len(columns))), columns, strict=True):
            total ^= _GIVES[behind][letters[:, column]]
        out[:, i] = total
    return out


_GIVES = [
    np.array([crc32(bytes([c, *bytes(behind)])) ^ crc32(bytes(behind + 1)) for c in range(256)], np.uint32)
    for behind in range(PREFIX)
]
"""What a letter gives to a checksum, by how many letters stand behind it."""


def _letters(words: Sequence[str]) -> NDArray[np.uint32]:
    """The letters of each word as bits; some letters share one."""
    codes = np.array(words, f"U{_LONGEST + 2}").view(np.uint32).reshape(len(words), -1)
    bits = np.where(codes > 0, np.uint32(1) << (codes & np.uint32(31)), np.uint32(0))
    together: NDArray[np.uint32] = np.bitwise_or.reduce(bits, axis=1)
    return together


def _ones(bits: NDArray[np.uint32]) -> NDArray[np.uint8]:
    count: NDArray[np.uint8] = _COUNTS[bits & np.uint32(0xFFFF)] + _COUNTS[bits >> np.uint32(16)]
    return count


_COUNTS = np.array([n.bit_count() for n in range(1 << 16)], np.uint8)
