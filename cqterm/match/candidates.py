"""Candidates: which terms might be meant where. Cheap, and complete: what is not proposed here is nothing at all.

Each distinct word is looked up once and remembered, with what may stand close behind it as bits of one number. A place
is worth a look only where the bits of two neighbours meet; of most words of most texts no more is asked than that.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice
from operator import itemgetter

from cqterm.match.columns import Columns, pack
from cqterm.match.lexicon import Lexicon, key
from cqterm.match.near import near_words
from cqterm.match.style import Scene
from cqterm.match.word import Passage, Word, bits_of, row_of, word_of
from cqterm.text.misread import misread
from cqterm.values import NamedTuple


class Place(NamedTuple):
    """A pattern and the index of the token at which its first word is expected; that may lie before the text."""

    pattern: int
    start: int


_START = itemgetter(1, 0)

_ACRONYM = 8  # letters of the longest acronym that may have been misread
_MOST = 40_000
"""Words that are remembered: some 50 MB with a glossary of 10,000 terms."""

_KEPT = 10_000
"""Words that are handed on to the next run: most of what a language and a subject have, in 1 MB or 2."""

_WORTH = 40
"""New words that are worth handing on: looking them up again takes as long as writing them down, 1 ms."""


class Words(dict[str, Word]):
    """What a lexicon says of each folded word that was asked for. What is remembered never changes an answer."""

    def __init__(self, lexicon: Lexicon, memory: bytes | None = None) -> None:
        """Start with an empty memory, or with what `memory` of an earlier run with the same lexicon gave.

        Raises:
            DamagedError: These are other bytes.
        """
        super().__init__()
        self.lexicon = lexicon
        self._earlier = Columns(memory).table("words") if memory else None
        self._new = 0
        self._reaches: dict[int, int] = {}

    def __missing__(self, norm: str) -> Word:
        """Recall a word, or look it up."""
        if len(self) >= _MOST:
            self.clear()
        row = self._earlier.find(norm) if self._earlier else None
        if row is None:
            self._new += 1
            word = self._look_up(norm)
        else:
            word = word_of(norm, row)
        self[norm] = word
        return word

    def memory(self) -> bytes | None:
        """What is worth remembering for another run with the same lexicon; None where hardly anything is new."""
        if self._new < _WORTH:
            return None
        earlier = self._earlier.items() if self._earlier else ()
        rows = chain(((norm, row_of(word)) for norm, word in self.items()), earlier)
        return pack(tables={"words": dict(islice(rows, _KEPT))})

    def _look_up(self, norm: str) -> Word:
        lexicon = self.lexicon
        name = key(norm)
        own = lexicon.string(name)
        near = near_words(lexicon, norm)
        options = tuple(lexicon.word_key(word) for word, _ in near)
        joined = lexicon.joined(own) if own else ()
        alone = (
            bool(joined or (own and 0 in lexicon.heads(own)))
            or any(len(lexicon.single(k)) for k in options if k != own)
            or spells(lexicon, norm)
        )
        if own:
            options = (own, *options)
        reach = 0
        for option in options:
            reach |= self._reach(option)
        opens = self._opens(norm)
        return Word(norm, name, own, near, options, reach, bits_of(options), joined, alone=alone, opens=opens)

    def _reach(self, option: int) -> int:
        """The bits of the keys that may stand behind a key."""
        found = self._reaches.get(option)
        if found is None:
            found = self._reaches[option] = bits_of(self.lexicon.behind(option))
        return found

    def _opens(self, norm: str) -> frozenset[str]:
        words = self.lexicon.words
        first = bisect_right(words, norm)
        longer = words[first : bisect_left(words, f"{norm}\U0010ffff", first)]
        return frozenset([word[len(norm) :] for word in longer])


def spells(lexicon: Lexicon, norm: str) -> bool:
    """Whether a word has the letters of an acronym, as it is or as a machine may have misread it."""
    if len(norm) > lexicon.longest_acronym + 2:  # a misreading has a letter more, or an ending of two
        return False
    known = lexicon.letters
    read = misread(norm) if len(norm) <= _ACRONYM else ()
    return "".join(sorted(norm)) in known or any("".join(sorted(each)) in known for each in read)


def spots(words: Sequence[Word]) -> list[int]:
    """Where, in a run of words, something may begin that the lexicon knows or that resembles it."""
    found = []
    first = second = 0  # the bits of the next two words, from the end backward
    behind, i = "", len(words)
    for norm, _, _, _, _, reach, bits, _, alone, opens in reversed(words):  # twice as fast as asking by names
        i -= 1
        if alone or (reach and reach & (first | second)) or behind in opens:
            found.append(i)
        first, second, behind = bits, first, norm
    return found[::-1]


def passage_of(scene: Scene, words: Sequence[Word]) -> Passage:
    """A scene with its words."""
    behind = [*[word.norm for word in words], ""][1:]
    bent = [bool(word.joined) or after in word.opens for word, after in zip(words, behind, strict=True)]
    return Passage(scene, [w.key for w in words], [w.near for w in words], bent)


def candidates(lexicon: Lexicon, words: Sequence[Word], places: Sequence[int]) -> list[Place]:
    """Terms of which two words stand together here, or that a joined or split word suggests; by where they start.

    One of the two is right, the other right or misspelt. `places` are the `spots` of the words.
    """
    here = {place for i in places for place in _here(lexicon, words, i)}
    if not here:
        return []
    about: dict[int, list[int]] = {}
    for i, word in enumerate(words):
        for option in word.options:
            about.setdefault(option, []).append(i)
    return sorted([place for place in here if _promising(lexicon, words, about, place)], key=_START)


def split(lexicon: Lexicon, whole: int, i: int, before: int, behind: int) -> Iterator[Place]:
    """Terms one of whose words was written as two, the first of them at `i`: every term with that word and a neighbour.

    `whole` is the key of the word, `before` and `behind` are those of the neighbours (0: none). A term of one word
    needs no neighbour.
    """
    for pattern in lexicon.single(whole):
        yield Place(pattern, i)
    if before:
        for pattern, slot in lexicon.pairs(before).get(whole, ()):
            yield Place(pattern, i - 1 - slot)
    if behind:
        for pattern, slot in lexicon.pairs(whole).get(behind, ()):
            yield Place(pattern, i - slot)


def _here(lexicon: Lexicon, words: Sequence[Word], i: int) -> Iterator[Place]:
    word = words[i]
    for pattern, slot in word.joined:
        yield Place(pattern, i - slot)
    if i + 1 < len(words) and words[i + 1].norm in word.opens:
        before, behind = words[i - 1].own if i else 0, words[i + 2].own if i + 2 < len(words) else 0
        yield from split(lexicon, lexicon.word_key(word.norm + words[i + 1].norm), i, before, behind)
    for k in word.options:
        if k != word.own:
            for pattern in lexicon.single(k):
                yield Place(pattern, i)
    for there in words[i + 1 : i + 3]:
        for a in word.options:
            # of two misspelt words one stands beside a right one too: a term of two words is not sought in them
            for b in there.options if a == word.own else (there.own,):
                if b in lexicon.behind(a):
                    for pattern, slot in lexicon.pairs(a).get(b, ()):
                        yield Place(pattern, i - slot)


def _promising(lexicon: Lexicon, words: Sequence[Word], about: Mapping[int, Sequence[int]], place: Place) -> bool:
    """Whether so many of the pattern's words are there that the exact work of aligning it is worth while.

    `about` tells where the words are that have or resemble a key.
    """
    wanted = lexicon.keys(place.pattern)
    low, high = max(0, place.start - 2), place.start + len(wanted) + 2
    lacking = []
    for slot, k in enumerate(wanted):
        there = about.get(k, ())
        nearest = bisect_left(there, low)
        if nearest == len(there) or there[nearest] >= high:
            lacking.append(slot)
            if len(lacking) > 2:
                return False
    # One word may be missing or another, and so may a hyphenated pair; a joined word accounts for two.
    if len(lacking) < 2 or any(word.joined for word in words[low:high]):
        return True
    return lacking[1] == lacking[0] + 1 and lexicon.patterns[place.pattern].folded_gaps[lacking[0]] == "-"
