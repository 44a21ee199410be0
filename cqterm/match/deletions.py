"""Which words of a list may be within one or two edits of a word: the deletion neighbourhood, in one flat table.

Two words within k edits share a form from which k letters at the most are deleted on either side (Mor and Fraenkel, "A
hash code method for detecting and correcting spelling errors", CACM 25(12), 1982). It is enough to look at the first
letters of long words (SymSpell's prefix index): what lies behind them differs by no more than the rest of the edits.
The table is open addressing with linear probing over the CRC-32 of these forms; an entry holds the number of a word
and as many bits of the checksum as have room beside it, so a false hit is rare and costs one comparison.
"""

from collections.abc import Sequence
from itertools import combinations
from zlib import crc32

from cqterm.match.lexicon import ONE_EDIT, TWO_EDITS

PREFIX = 7
"""Letters of a word that are looked at."""


def table_of(words: Sequence[str]) -> list[int]:
    """The table of a list of words; its numbers have 32 bits."""
    entries = [(crc32(rest), number) for number, word in enumerate(words) for rest in set(remains(word))]
    size = 1 << max(4, (2 * len(entries)).bit_length())
    table, room = [0] * size, _room(words)
    for checksum, number in entries:
        at = checksum & size - 1
        while table[at]:
            at = at + 1 & size - 1
        table[at] = checksum >> room << room | number + 1
    return table


def resembling(table: Sequence[int], words: Sequence[str], word: str) -> set[str]:
    """The words of the list that may be within the edits that their length allows, and a few others."""
    found: set[int] = set()
    last, room = len(table) - 1, _room(words)
    number = (1 << room) - 1
    for checksum, first in [(each, entry) for each in map(crc32, remains(word)) if (entry := table[each & last])]:
        at, entry = checksum & last, first
        while entry:
            if entry ^ checksum <= number:  # the bits above are the same
                found.add(entry & number)
            at = at + 1 & last
            entry = table[at]
    return {other for each in found if -3 < len(other := words[each - 1]) - len(word) < 3}


def remains(word: str) -> Sequence[bytes]:
    """The first letters of a word: all, all but one and, if it is long enough, all but two."""
    if len(word) < ONE_EDIT - 1 or word.isdecimal():
        return ()
    if not word.isascii():
        letters = [letter.encode() for letter in word[:PREFIX]]
        two = len(word) >= TWO_EDITS
        kept = [k for n in range(2 + two) for k in combinations(letters, len(letters) - n)]
        return [b"".join(each) for each in kept]
    first = word[:PREFIX].encode()
    ones = [first[:i] + first[i + 1 :] for i in range(len(first))]
    if len(word) < TWO_EDITS:
        return [first, *ones]
    return [first, *ones, *[one[:j] + one[j + 1 :] for i, one in enumerate(ones) for j in range(i, len(one))]]


def _room(words: Sequence[str]) -> int:
    """The bits that the number of a word takes in an entry."""
    return len(words).bit_length()
