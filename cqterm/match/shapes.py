"""Which of many places are worth aligning: the shapes that a near miss can have at all.

A place is dropped only if whatever `cqterm.match.align` may make of it is nothing, or good English to
`cqterm.match.judge`, for reasons that need no look at the words themselves:

- the term itself stands there;
- of its words more are lacking than can be;
- one other word, one too many, one missing, or right words that changed places: no more than that is an error, only in
  a term of three words or more that may be used, in one of three only what is made of the same word or too many, and in
  a name only where two of its words begin with a capital.

Words may resemble those of the term everywhere; where some may have been joined or split, the place is kept. Each
question is asked of all places with terms of one length at once, over a table of slots by words.
"""

import numpy as np
from numpy.typing import NDArray

from cqterm.match.arrays import Numbers, flat, listed, lists
from cqterm.match.lexicon import Lexicon
from cqterm.match.numbered import Numbered, bits_of
from cqterm.match.said import FUNCTIONAL, JOINED, KNOWN
from cqterm.text.numbering import Bits
from cqterm.values import NamedTuple

Flags = NDArray[np.bool_]

REACH = 3
"""Words on either side of a place that are looked at: two that an alignment may use, and one that a gap may hide."""


class Row(NamedTuple):
    """Words in a row: their numbers and those of their keys (0: none).

    `flags` are those of `cqterm.match.said`, `near` the bits of the keys that a word resembles; `raised` tells whether
    it may begin with no small letter, `split` the key of the word that it and the next one may be (0: none), `bent`
    whether it may be two words in one or has such a `split`.
    """

    words: Numbers
    own: Numbers
    flags: NDArray[np.uint8]
    near: Bits
    raised: Flags
    split: Numbers
    bent: Flags


class Shapes:
    """What the shapes of places are compared with: the patterns of a lexicon in columns."""

    def __init__(self, lexicon: Lexicon, words: Numbered) -> None:
        """Lay the patterns out."""
        self._words = words
        self.keys = np.asarray(lexicon.column("pattern_keys")).astype(np.int64)
        self.at = np.asarray(lexicon.column("pattern_keys_at")).astype(np.int64)
        self.widths = np.diff(self.at)
        self._hyphened = np.asarray(lexicon.column("hyphened")) > 0
        self._bound = np.append(0, np.cumsum(self._hyphened))[self.at]
        self._bound = self._bound[1:] > self._bound[:-1]
        self._bits = bits_of(self.keys)
        self._named = np.asarray(lexicon.column("named")) > 0
        stems = np.asarray(lexicon.column("stems")).astype(np.int64)
        self._stems = np.where(stems > 0, stems, -1)
        self._right = np.asarray(lexicon.column("right")) > 0
        owner, (pattern, _) = lists(lexicon, "joined", 2)
        self._joined = np.unique(owner * len(self.widths) + pattern)

    def possible(self, row: Row, starts: Numbers, patterns: Numbers) -> Flags:
        """Whether a pattern may be meant where it is expected to start."""
        kept = np.zeros(len(starts), bool)
        widths = self.widths[patterns]
        content = row.raised & (row.flags & FUNCTIONAL == 0)
        counts = _Counts(_total(content), _total(row.bent))
        for width in np.unique(widths).tolist():
            which = np.flatnonzero(widths == width)
            which = which[self._likely(row, counts, starts[which], patterns[which], width)]
            kept[which] = self._possible(row, content, starts[which], patterns[which], width)
        return kept

    def _likely(self, row: Row, counts: "_Counts", starts: Numbers, patterns: Numbers, width: int) -> Flags:
        """Whether a glance at keys and capitals leaves a place possible; misspelt words are as yet not known."""
        # slots by places, since long rows are compared much faster than short ones
        slots = self.at[patterns] + np.arange(width)[:, None]
        around = starts + np.arange(1 - REACH, width + REACH - 1)[:, None]
        right, about = _agreeing(row.own[around], self.keys[slots])
        likely: Flags = np.maximum.reduce(right) >= width - _misspelt(width)
        low, high = starts - REACH, starts + width + REACH
        if width >= _WORDS:
            written = (counts.capitals[high] - counts.capitals[low] > 1) | ~self._named[patterns]
            likely |= written & self._right[patterns]
        # of two words that lack none may be misspelt, unless one of them goes with another
        near = np.bitwise_or.reduce(row.near[around])
        lacking = (~about & (self._bits[slots] & near == 0)).sum(axis=0)
        likely &= (lacking < 2) | self._bound[patterns]
        likely |= counts.bent[high] > counts.bent[low]
        likely &= right[REACH - 1] < width
        return likely

    def _possible(self, row: Row, content: Flags, starts: Numbers, patterns: Numbers, width: int) -> Flags:
        slots = self.at[patterns][:, None] + np.arange(width)
        keys = self.keys[slots]
        places = starts[:, None] + np.arange(-REACH, width + REACH)
        words = row.words[places]
        table = keys[:, :, None] == row.own[places][:, None, :]
        ways = range(1, 2 * REACH)
        right = [_diagonal(table, by).sum(axis=1) >= width - _misspelt(width) for by in ways]
        own = table.copy()
        self._add_near(table, keys, words)
        joined = self._may_be_joined(words[:, 1:-1], row.own[places[:, 1:-1]], patterns)
        kept = self._enough(table, self._hyphened[slots], joined)
        straight = np.logical_or.reduce(
            [r & _diagonal(table, by).all(axis=1) for by, r in zip(ways, right, strict=True)]
        )
        split = row.split[places[:, 1:-2]]
        divided = np.logical_or.reduce(((keys[:, :, None] == split[:, None, :]) & (split > 0)[:, None, :]), axis=(1, 2))
        rest = np.flatnonzero(kept & ~straight & ~joined & ~divided)
        if width < _WORDS:
            kept[rest] = False
            return kept
        written = (content[places[rest]] & table[rest].any(axis=1)).sum(axis=1) > 1
        kept[rest] = self._right[patterns[rest]] & (written | ~self._named[patterns[rest]])
        rest = rest[kept[rest] & ~self._hyphened[slots[rest]].any(axis=1)]
        alike = self._stems[slots[rest]][:, :, None] == self._words.stems[words[rest]][:, None, :]
        kept[rest] = _one_apart(table[rest]) if width > _WORDS else _one_of_three(table[rest], own[rest], alike)
        kept[rest] |= _another_order(own[rest])
        return kept

    def _may_be_joined(self, words: Numbers, own: Numbers, patterns: Numbers) -> Flags:
        """Whether a word may be two words of the pattern in one."""
        place, column = np.nonzero(self._words.flags[words] & JOINED)
        wanted = own[place, column] * len(self.widths) + patterns[place]
        out = np.zeros(len(words), bool)
        out[place[listed(wanted, self._joined)]] = True
        return out

    def _add_near(self, table: Flags, keys: Numbers, words: Numbers) -> None:
        """Mark in the table the words that resemble those of the slots."""
        each, key = flat(self._words.near, self._words.near_at, words.ravel())
        if keys.shape[1] < _WORDS:  # in so short a term an English word is no slip
            strange = self._words.flags[words.ravel()[each]] & KNOWN == 0
            each, key = each[strange], key[strange]
        place, column = np.divmod(each, words.shape[1])
        which, slot = np.nonzero(keys[place] == key[:, None])
        table[place[which], slot, column[which]] = True

    def _enough(self, table: Flags, hyphened: Flags, joined: Flags) -> Flags:
        """Whether so many words of the term are about as `cqterm.match.candidates` asks for."""
        lacking: Flags = ~np.logical_or.reduce(table[:, :, 1:-1], axis=2)
        count = lacking.sum(axis=1)
        enough: Flags = count < 2
        two = np.flatnonzero(count == 2)
        first = lacking[two].argmax(axis=1)
        pair = lacking[two, np.minimum(first + 1, lacking.shape[1] - 1)] & hyphened[two, first]
        enough[two] = joined[two] | pair
        return enough


_WORDS = 3
"""Words of the shortest term of which more than letters may differ."""


_LONG = 5
"""Words of the shortest term whose first or last word may be missing."""


class _Counts(NamedTuple):
    """How many words that begin with a capital, and how many that may be joined or split, stand before each place."""

    capitals: NDArray[np.int32]
    bent: NDArray[np.int32]


def _misspelt(width: int) -> int:
    """How many words of a term may be misspelt."""
    return 1 if width < _WORDS + 1 else 2


def _agreeing(words: Numbers, slots: Numbers) -> tuple[NDArray[np.uint8], Flags]:
    """How many slots have their word, by where the first word stands, and which slots have theirs anywhere."""
    right = np.zeros((2 * REACH - 1, words.shape[1]), np.uint8)
    about = np.zeros(slots.shape, bool)
    for i, slot in enumerate(slots):
        for j, word in enumerate(words):
            same = slot == word
            about[i] |= same
            if 0 <= j - i < len(right):
                right[j - i] += same
    return right, about


def _total(flags: Flags) -> NDArray[np.int32]:
    """How many flags are set before each place."""
    out = np.zeros(len(flags) + 1, np.int32)
    np.cumsum(flags, out=out[1:])
    return out


def _diagonal(table: Flags, by: int) -> Flags:
    """Whether each slot has its word if the first one stands `by` words behind the first that is looked at."""
    slots = np.arange(table.shape[1])
    return table[:, slots, slots + by]


def _one_apart(table: Flags) -> Flags:
    """Whether at most one word of a longer term is another one, one too many or missing."""
    width = table.shape[1]
    front, back = _runs(table)
    found = np.zeros(len(table), bool)
    for by in range(len(front)):
        found |= front[by] + back[by] >= width - 1
        if by:
            found |= front[by - 1] + back[by] >= width
            inside = (front[by] > 0) & (back[by - 1] > 0)
            found |= (front[by] + back[by - 1] >= width - 1) & (inside | (width >= _LONG))
    return found


def _one_of_three(table: Flags, own: Flags, alike: Flags) -> Flags:
    """Whether a term of three words has one too many, or another one that is made of the same word.

    One missing leaves another name; beside another one no word is misspelt.
    """
    width = table.shape[1]
    front, back = _runs(table)
    found = np.zeros(len(table), bool)
    for by in range(len(front)):
        right = _diagonal(own, by)
        found |= (right | _diagonal(alike, by)).all(axis=1) & (right.sum(axis=1) == width - 1)
        if by:
            found |= front[by - 1] + back[by] >= width
    return found


def _another_order(own: Flags) -> Flags:
    """Whether all words of a term stand together, in whatever order; each is right then."""
    width = own.shape[1]
    found = np.zeros(len(own), bool)
    for by in range(2 * REACH + 1):
        there: Flags = np.logical_or.reduce(own[:, :, by : by + width], axis=2)
        found |= there.all(axis=1)
    return found


def _runs(table: Flags) -> tuple[list[Numbers], list[Numbers]]:
    """By where the first word stands, how many words in a row are there from the front, and from the back."""
    right = [_diagonal(table, by) for by in range(2 * REACH + 1)]
    front = [np.logical_and.accumulate(each, axis=1).sum(axis=1) for each in right]
    back = [np.logical_and.accumulate(each[:, ::-1], axis=1).sum(axis=1) for each in right]
    return front, back
