"""Units: forms that share a key, over all documents. They are the smallest things that are ranked and grouped.

All units stand in columns; `Units.unit` builds one for those who look at it.
"""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

import numpy as np

from cqterm.mine import facts, lexicon, register, variants
from cqterm.mine.candidates import MARKS, NAME, WITHIN
from cqterm.mine.counts import Sighting
from cqterm.mine.forms import Forms, spell, spelt
from cqterm.mine.sequences import Column, Sequences
from cqterm.text.words import american
from cqterm.values import frozen


@frozen
class Unit:
    """One unit: its number, its words (lower case, singular) and its main form, and its forms with their sightings."""

    number: int
    words: tuple[str, ...]
    main: str
    count: int
    marks: tuple[int, ...]
    forms: Mapping[str, Mapping[str, Sighting]]

    def share(self, mark: int) -> float:
        """The share of occurrences with a mark of `candidates`."""
        return self.marks[mark.bit_length() - 1] / self.count


class Units:
    """All units of the documents in columns, in the order in which they first appear.

    `main` is the form that is most frequent in a unit, `count` its occurrences and `marks` those with each mark,
    `vocabulary` the distinct words of all main forms, lower case and singular, and `words` those of each unit.
    """

    def __init__(self, forms: Forms, acronyms: Mapping[str, str]) -> None:
        self.forms, self.acronyms = forms, acronyms
        leading = _leading(forms)
        keys, lengths = _keys(forms, acronyms, leading)
        proposed = forms.times_of > forms.marks[:, MARKS.index(WITHIN)]
        kept = np.flatnonzero((lengths > 1) & proposed)
        self._prints, opening, inverse = np.unique(keys[kept], return_index=True, return_inverse=True)
        order = np.argsort(opening)
        self._place = place = np.empty(len(order), np.int64)
        place[order] = np.arange(len(order))
        self.of = np.full(len(forms), -1, np.int64)
        self.of[kept] = place[inverse]
        size = len(order)
        self.count = np.bincount(self.of[kept], forms.times_of[kept], size).astype(np.int64)
        self.marks = np.stack([np.bincount(self.of[kept], column[kept], size) for column in forms.marks.T], axis=1)
        # Forms in the order of units: the main one first, which is the most frequent, then the shortest, then the first
        self._order = kept[np.lexsort((kept, forms.lengths[kept], -forms.times_of[kept], self.of[kept]))]
        self._bounds = np.searchsorted(self.of[self._order], np.arange(size + 1))
        self.main = self._order[self._bounds[:-1]]
        self.vocabulary, self.word_of = _word_list(forms)
        self.words, self.tokens = _words(forms, self.main, leading, self.word_of)

    def __len__(self) -> int:
        return len(self.main)

    def share(self, mark: int) -> Column:
        """The share of occurrences with a mark of `candidates`, for each unit."""
        return np.asarray(self.marks[:, mark.bit_length() - 1] / np.maximum(self.count, 1))

    @cached_property
    def sizes(self) -> Column:
        """How many words each unit has."""
        return self.words.sizes

    @cached_property
    def lists(self) -> list[list[int]]:
        """The words of each unit as numbers in a list."""
        return self.words.tolists()

    @cached_property
    def names(self) -> Any:
        """Which units are names of several words."""
        return np.asarray((self.sizes > 1) & (self.share(NAME) >= 0.5)).tolist()

    @cached_property
    def heads(self) -> Column:
        """The noun that carries each phrase: the last word before the first preposition."""
        joint = self.flag(register.JOINTS)
        head = np.full(len(self), -1, np.int64)
        for step in range(int(self.sizes.max(initial=0))):
            longer = np.flatnonzero((self.sizes > step) & (head < 0))
            if step:
                stops = longer[joint[self.at(step, longer)]]
                head[stops] = self.at(step - 1, stops)
            ends = longer[self.sizes[longer] == step + 1]
            ends = ends[head[ends] < 0]
            head[ends] = self.at(step, ends)
        return head

    def at(self, step: int, units: Column) -> Column:
        """The words at one place of some units that are long enough."""
        return np.asarray(self.words.flat[self.words.starts[units] + step])

    def flag(self, listed: Iterable[str]) -> Column:
        """Which words of the vocabulary are in a list; the last place stands for no word."""
        known = {form for word in listed for form in (word, american(word))}
        return np.array([word in known for word in self.vocabulary] + [False], np.bool_)

    def find(self, text: str) -> int | None:
        """The unit to which a form belongs, also one that differs in case, number, hyphens, spelling or acronyms."""
        wanted = np.uint64(spell(variants.key(text, self.acronyms))[0])
        at = int(np.searchsorted(self._prints, wanted))
        return int(self._place[at]) if at < len(self._prints) and self._prints[at] == wanted else None

    def forms_of(self, number: int) -> list[int]:
        """The forms of a unit, the main one first."""
        found: list[int] = self._order[self._bounds[number] : self._bounds[number + 1]].tolist()
        return found

    def fetch(self, units: Iterable[int]) -> None:
        """Have the sightings of some units at hand."""
        self.forms.fetch(form for unit in units for form in self.forms_of(unit))

    def unit(self, number: int) -> Unit:
        """One unit with its forms and their sightings."""
        by_text = {self.forms.text(form): self.forms.sightings(form) for form in self.forms_of(number)}
        return Unit(
            number=number,
            words=tuple(self.vocabulary[word] for word in self.lists[number]),
            main=self.forms.text(int(self.main[number])),
            count=int(self.count[number]),
            marks=tuple(int(n) for n in self.marks[number]),
            forms=dict(sorted(by_text.items())),
        )

    def text(self, number: int) -> str:
        """The main form of a unit."""
        return self.forms.text(int(self.main[number]))


def _leading(forms: Forms) -> Column:
    """How many determiners stand before each form."""
    determiner = np.array([facts.facts(w).norm in register.DETERMINERS for w in forms.vocabulary], np.bool_)
    leading = np.zeros(len(forms), np.int64)
    for step in range(3):
        longer = np.flatnonzero((leading == step) & (forms.sequences.sizes > step + 1))
        leading[longer] += determiner[forms.words.flat[forms.words.starts[longer] + step]]
    return leading


def _keys(forms: Forms, acronyms: Mapping[str, str], leading: Column) -> tuple[Column, Column]:
    """What each form spells once case, plural, hyphens, spelling and acronyms are made alike, and in how many letters.

    The fingerprint of `variants.key`, worked out once for each distinct word.
    """
    spellings = [variants.key_of_word(word, acronyms) for word in forms.vocabulary]
    brackets = _bracketed(forms, acronyms)
    words = forms.words

    def skipped(step: int) -> Column:
        return np.asarray((step < leading) | (brackets == step))

    lengths = forms.sum(np.array([len(text) for text in spellings], np.int64))
    return spelt(words, spellings, skipped), lengths


def _bracketed(forms: Forms, acronyms: Mapping[str, str]) -> Column:
    """Where in each form an acronym in parentheses stands behind its full form, or -1."""
    short = np.array([word in acronyms for word in forms.vocabulary], np.bool_)
    opens = np.array([word == "(" for word in forms.vocabulary], np.bool_)
    found = np.full(len(forms), -1, np.int64)
    words = forms.words
    for step in range(2, int(words.sizes.max(initial=0)) - 1):
        longer = np.flatnonzero(words.sizes > step + 1)
        at = words.starts[longer] + step
        found[longer[short[words.flat[at]] & opens[words.flat[at - 1]]]] = step
    return found


def _word_list(forms: Forms) -> tuple[tuple[str, ...], Column]:
    """The distinct words, lower case and singular, and which of them each printed word is; -1 for marks."""
    numbering: dict[str, int] = {}
    word_of = []
    for printed in forms.vocabulary:
        plain = printed.lower() if printed.isalpha() and printed.isascii() else variants.word(printed)
        word_of.append(numbering.setdefault(lexicon.singular(plain), len(numbering)) if plain else -1)
    return tuple(numbering), np.array(word_of, np.int64)


def _words(forms: Forms, main: Column, leading: Column, word_of: Column) -> tuple[Sequences, Sequences]:
    """The words of the main form of each unit, without leading determiners and marks; and the same as printed."""
    starts = forms.words.starts[main] + leading[main]
    sizes = forms.words.sizes[main] - leading[main]
    owner = np.repeat(np.arange(len(main)), sizes)
    through = np.cumsum(sizes) - sizes
    printed = forms.words.flat[np.repeat(starts - through, sizes) + np.arange(int(sizes.sum()))]
    word = word_of[printed]
    kept = word >= 0
    number = np.bincount(owner[kept], minlength=len(main))
    begins = np.cumsum(number) - number
    return Sequences(word[kept], begins, number), Sequences(printed[kept], begins, number)
