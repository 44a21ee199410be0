"""Which words of a lexicon many words resemble: what `cqterm.match.near` tells of one word, for all at once.

Most words resemble nothing, so the forms with letters deleted are hashed and sought in the lexicon's table for all of
them together (`cqterm.match.deletions`): CRC-32 is linear over GF(2), so the checksum of a form is the exclusive or of
what each letter gives in its place (Stigge, Plötz, Müller and Redlich, "Reversing CRC: theory and practice", HU Berlin,
2006, section 3), up to a constant. The distances of what is found are worked out row by row of all tables at once, in
the five diagonals that two edits can reach (Ukkonen, "Algorithms for approximate string matching", Information and
Control 64, 1985, section 2).
"""

from collections.abc import Sequence
from itertools import combinations
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from cqterm.match.arrays import Numbers, distinct
from cqterm.match.deletions import PREFIX
from cqterm.match.lexicon import ONE_EDIT, TWO_EDITS, Lexicon
from cqterm.match.near import Found, allowed, in_order, near_words
from cqterm.match.word import Near
from cqterm.text.misread import FIGURES, misreadings
from cqterm.text.words import cardinal, ordinal

Letters = NDArray[np.uint8]

_LONGEST = 32
"""Letters of the longest word that is judged together with others."""


class Alike:
    """The words of a lexicon that many words resemble: what `near_words` gives for each."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._table = np.asarray(lexicon.column("deletions"))
        words = lexicon.words
        self._lengths = np.fromiter(map(len, words), np.int64, len(words))
        # letters that are not ASCII become one that no word has, and no longer word is within two edits
        codes = np.array([word.encode("ascii", "replace") for word in words], f"S{_WIDTH}")
        self._letters = codes.view(np.uint8).reshape(len(words), _WIDTH)
        self._bits = _bits(self._letters)
        self._misread: dict[str, dict[str, int]] = {}
        for word in words:
            for wrong in misreadings(word):
                self._misread.setdefault(wrong, {})[word] = 1

    def near(self, norms: Sequence[str]) -> list[Near]:
        """The near words of each word."""
        lexicon = self._lexicon
        plain = [_is_plain(norm) for norm in norms]
        regular = [norm for norm, together in zip(norms, plain, strict=True) if together]
        found: list[Found] = [{} for _ in regular]
        for i, number, distance in zip(*(column.tolist() for column in self._close(regular)), strict=True):
            word = lexicon.words[number]
            if distance <= allowed(regular[i], word):
                found[i][word] = distance
        for norm, there in zip(regular, found, strict=True):
            there.update(self._misread.get(norm, ()))
        listed = iter(found)
        return [
            in_order(next(listed)) if together else near_words(lexicon, norm)
            for norm, together in zip(norms, plain, strict=True)
        ]

    def _close(self, norms: Sequence[str]) -> tuple[Numbers, Numbers, Letters]:
        """Words by index, each with the number of another word of the lexicon within two edits, and their distance."""
        if not norms or not len(self._lengths):
            return np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.uint8)
        letters = np.array(norms, f"S{_WIDTH}").view(np.uint8).reshape(len(norms), _WIDTH)
        lengths = np.fromiter(map(len, norms), np.int64, len(norms))
        index, number = self._possible(letters, lengths)
        apart = np.abs(lengths[index] - self._lengths[number])
        # each edit takes away and brings in one letter at the most
        mine, other = _bits(letters)[index], self._bits[number]
        most = np.where(np.maximum(lengths[index], self._lengths[number]) >= TWO_EDITS, 2, 1)
        near = (apart <= most) & (_ones(mine & ~other) <= most) & (_ones(other & ~mine) <= most)
        # two words may have several forms in common
        once = distinct(index[near] * len(self._lengths) + number[near])
        index, number = np.divmod(once, len(self._lengths))
        distance = _distances(letters[index], self._letters[number], lengths[index], self._lengths[number])
        near = (distance > 0) & (distance <= 2)
        return index[near], number[near], distance[near]

    def _possible(self, letters: Letters, lengths: Numbers) -> tuple[Numbers, Numbers]:
        """Words by index, each with the number of a word that has a form in common with it; a few others, too."""
        none = np.zeros(0, np.int64)
        indexes, numbers = [none], [none]
        for length in range(ONE_EDIT - 1, PREFIX + 1):
            which = np.flatnonzero(lengths == length if length < PREFIX else lengths >= PREFIX)
            if len(which):
                owner, number = self._hits(_checksums(letters[which, :length]))
                indexes.append(which[owner])
                numbers.append(number)
        return np.concatenate(indexes), np.concatenate(numbers)

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


def _distances(a: Letters, b: Letters, long: Numbers, wide: Numbers) -> Letters:
    """The distance of optimal string alignment of each row of letters from its like, or 3 if it is more than two.

    `long` and `wide` are the lengths of the words; they differ by two at the most.
    """
    count = len(a)
    out = np.full(count, 3, np.uint8)
    far, edge = np.full(count, 9, np.uint8), np.zeros((2, count), np.uint8)
    rows, columns = [*edge, *a.T], [*edge, *b.T, *edge]  # both count from 2, and beyond lies no letter
    last = [far] * 5
    row = [far, far, *(np.full(count, n, np.uint8) for n in range(3))]
    for i in range(1, int(long.max(initial=0)) + 1):
        before, last, row = last, row, []
        for k in range(5):
            j = i + k - 2
            cost = far
            if j == 0:
                cost = np.full(count, i, np.uint8)
            elif j > 0:
                cost = last[k] + (rows[i + 1] != columns[j + 1])
                if k < 4:
                    cost = np.minimum(cost, last[k + 1] + 1)
                if k:
                    cost = np.minimum(cost, row[k - 1] + 1)
                if i > 1 and j > 1:
                    turned = (rows[i + 1] == columns[j]) & (rows[i] == columns[j + 1])
                    cost = np.where(turned, np.minimum(cost, before[k] + 1), cost)
            row.append(np.minimum(cost, far))
        ended = np.flatnonzero(long == i)
        for k in range(5):
            here = ended[wide[ended] - i + 2 == k]
            out[here] = np.minimum(row[k][here], 3)
    return out


def _is_plain(norm: str) -> bool:
    return (
        norm.isalpha()
        and norm.isascii()
        and len(norm) <= _LONGEST
        and not (ordinal(norm) or cardinal(norm) or FIGURES.fullmatch(norm))
    )


_WIDTH = _LONGEST + 2
"""Letters of the longest word that one of them may resemble."""


def _bits(letters: Letters) -> NDArray[np.uint32]:
    """The letters of each word as bits; some letters share one."""
    bits = np.where(letters > 0, np.uint32(1) << (letters & np.uint8(31)).astype(np.uint32), np.uint32(0))
    together: NDArray[np.uint32] = np.bitwise_or.reduce(bits, axis=1)
    return together


def _ones(bits: NDArray[np.uint32]) -> NDArray[np.uint8]:
    count: NDArray[np.uint8] = _COUNTS[bits & np.uint32(0xFFFF)] + _COUNTS[bits >> np.uint32(16)]
    return count


_COUNTS = np.array([n.bit_count() for n in range(1 << 16)], np.uint8)
