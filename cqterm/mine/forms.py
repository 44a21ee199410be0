"""All forms of all documents in one table: the merged vocabulary, each distinct form once, and who has it how often."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np

from cqterm.mine import facts, variants
from cqterm.mine.candidates import MARKS
from cqterm.mine.counts import Counts, Sighting
from cqterm.mine.repeats import counted, tally
from cqterm.mine.sequences import Column, Sequences, number


class Forms:
    """The distinct forms of merged counts, numbered in the order in which they first appear.

    `vocabulary` are the words as printed, `sequences` the atoms of each form (see `counts.Sightings`). For each form
    and each document that has it there is a row: `form`, `document` (its place in `sources`), `local` (the number of
    the form in the document's own counts) and `times`. `times_of` and `marks` sum over the documents, as the
    `frequencies` of the words do, a text that several documents repeat once; `voice` says as a number for each
    document which text it is, and `publisher` whose text.
    """

    def __init__(self, counts: Counts, speaks: Mapping[str, str]) -> None:
        self._counts = counts
        self._fetched: dict[int, dict[str, Sighting]] = {}
        self.sources = tuple(counts)
        voices: dict[str, int] = {}
        self.voice = np.array([voices.setdefault(speaks[source], len(voices)) for source in counts], np.int64)
        whose = {source: document.source.publisher or source for source, document in counts.items()}
        publishers: dict[str, int] = {}
        self.publisher = np.array(
            [publishers.setdefault(whose[speaks[source]], len(publishers)) for source in counts], np.int64
        )
        numbering: dict[str, int] = {}
        parts, rows, words, marks = [], [], [], []
        for at, document in enumerate(counts.values()):
            own = np.fromiter(
                (numbering.setdefault(word, len(numbering)) for word in document.vocabulary),
                np.int32,
                len(document.vocabulary),
            )
            words.append((own, np.full(len(own), at, np.int32), np.array(document.frequencies, np.int64)))
            atoms, sizes, times_, marked = document.sightings.columns()
            parts.append((own[atoms >> 1] * 2 + (atoms & 1), sizes))
            rows.append((np.full(len(sizes), at, np.int32), np.arange(len(sizes), dtype=np.int32), times_))
            marks.append(marked)
        self.vocabulary = tuple(numbering)
        word, where, times = (_joined([row[n] for row in words]) for n in range(3))
        self.frequencies = np.bincount(word, times * counted(word, where, times, self.voice), len(numbering)).astype(
            np.int64
        )
        self._unite(parts, rows, marks)

    def _unite(self, parts: Sequence[tuple[Column, ...]], rows: Sequence[tuple[Column, ...]], marks: list[Any]) -> None:
        flat = _joined([part[0] for part in parts])
        sizes = _joined([part[1] for part in parts])
        self.form, opening = number(Sequences(flat, np.cumsum(sizes) - sizes, sizes))
        self.document, self.local, self.times = (_joined([row[n] for row in rows]) for n in range(3))
        self.sequences = Sequences(flat, (np.cumsum(sizes) - sizes)[opening], sizes[opening])
        size = len(opening)
        once = counted(self.form, self.document, self.times, self.voice)
        self.times_of = np.bincount(self.form, self.times * once, size).astype(np.int64)
        columns = np.concatenate(marks) if marks else np.zeros((0, len(MARKS)), np.int32)
        self.marks = np.stack([np.bincount(self.form, column * once, size) for column in columns.T], axis=1)

    def __len__(self) -> int:
        return len(self.sequences)

    @cached_property
    def words(self) -> Sequences:
        """The words of each form, as places in the vocabulary."""
        return Sequences(self.sequences.flat >> 1, self.sequences.starts, self.sequences.sizes)

    @cached_property
    def lengths(self) -> Column:
        """Characters of each form."""
        spaces = np.bincount(self._owner, self._flat & 1, len(self)).astype(np.int64)
        return self.sum(np.array([len(word) for word in self.vocabulary], np.int64)) + spaces - (self._opening & 1)

    @cached_property
    def bits(self) -> Column:
        """The bits of `facts` of each word of the vocabulary."""
        return np.array([facts.facts(word).bits for word in self.vocabulary], np.int64)

    @cached_property
    def _owner(self) -> Column:
        return np.repeat(np.arange(len(self)), self.sequences.sizes)

    @cached_property
    def _flat(self) -> Column:
        starts, sizes = self.sequences.starts, self.sequences.sizes
        through = np.cumsum(sizes) - sizes
        return self.sequences.flat[np.repeat(starts - through, sizes) + np.arange(int(sizes.sum()))]

    @cached_property
    def _opening(self) -> Column:
        return self.sequences.flat[self.sequences.starts]

    def sum(self, column: Column) -> Column:
        """A column over the vocabulary, summed over the words of each form."""
        return np.bincount(self._owner, column[self._flat >> 1], len(self)).astype(column.dtype)

    def text(self, form: int) -> str:
        """A form as it is printed."""
        start, size = int(self.sequences.starts[form]), int(self.sequences.sizes[form])
        atoms = self.sequences.flat[start : start + size].tolist()
        return "".join(f" {self.vocabulary[a >> 1]}" if a & 1 else self.vocabulary[a >> 1] for a in atoms).lstrip(" ")

    def fetch(self, forms: Iterable[int]) -> None:
        """Have the sightings of some forms at hand, from each document at once: it may lie on disk."""
        wanted = np.zeros(len(self), np.bool_)
        wanted[list(forms)] = True
        rows = np.flatnonzero(wanted[self.form])
        rows = rows[np.argsort(self.document[rows], kind="stable")]
        columns = (column[rows].tolist() for column in (self.form, self.document, self.local))
        for form, document, local in zip(*columns, strict=True):
            source = self.sources[document]
            sighting = self._counts[source].sightings.sighting(local)
            self._fetched.setdefault(form, {})[source] = sighting

    def sightings(self, form: int) -> dict[str, Sighting]:
        """The documents that have a form, with what each shows of it."""
        if form not in self._fetched:
            self.fetch([form])
        return self._fetched[form]


def _joined(columns: Iterable[Column]) -> Column:
    columns = list(columns)
    return np.concatenate(columns) if columns else np.zeros(0, np.int32)


# --- fingerprints of what words spell together ------------------------------------------------------------------

_BASE = 0x9E3779B97F4A7C15
_MASK = (1 << 64) - 1


def spell(text: str) -> tuple[int, int]:
    """A fingerprint of letters and the factor by which what follows is joined: that of "ab" follows from "a" and "b".

    Polynomials as in Karp & Rabin (1987), "Efficient randomized pattern-matching algorithms", IBM Journal of Research
    and Development 31(2), over 64 bits: that two of a million texts share one has a chance of 3 in 100 million.
    """
    value = 0
    for character in text:
        value = (value * _BASE + (ord(character) + 0x1F3D5B79) * 0xD6E8FEB86659FD93) & _MASK
    return value, pow(_BASE, len(text), 1 << 64)


def spelt(words: Sequences, spellings: list[str], skipped: Callable[[int], Column] | None = None) -> Column:
    """The fingerprint of what each sequence of words spells, given what each word of the vocabulary spells.

    `skipped` says for a step which sequences' words at that step count for nothing.
    """
    known = {text: spell(text) for text in set(spellings)}
    values = [known[text] for text in spellings]
    added = np.array([value for value, _ in values], np.uint64)
    factor = np.array([power for _, power in values], np.uint64)
    found = np.zeros(len(words), np.uint64)
    for step in range(int(words.sizes.max(initial=0))):
        longer = np.flatnonzero(words.sizes > step)
        if skipped is not None:
            longer = longer[~skipped(step)[longer]]
        word = words.flat[words.starts[longer] + step]
        found[longer] = found[longer] * factor[word] + added[word]
    return found


# --- acronyms ---------------------------------------------------------------------------------------------------


def acronyms_of(counts: Counts, forms: Forms, speaks: Mapping[str, str]) -> dict[str, str]:
    """Each acronym with the full form that the documents give it most often.

    One of four letters or more that no document explains takes the one name whose words begin with its letters.
    """
    found: dict[str, Counter[str]] = {}
    for short, fulls in tally(counts, speaks, lambda document: document.acronyms).items():
        for full, times in fulls.items():
            found.setdefault(short, Counter())[variants.without_determiner(full)] += times
    explained = {s: max(sorted(fulls), key=lambda f: fulls[f]) for s, fulls in found.items()}
    return dict(sorted({**_guessed(forms, explained), **explained}.items()))


def _guessed(forms: Forms, explained: Mapping[str, str]) -> dict[str, str]:
    single = forms.sequences.sizes == 1
    words = forms.words.flat[forms.words.starts]
    bits = forms.bits
    short = words[single & ((bits[words] & facts.ABBREVIATION) != 0)]
    open_ones = {w for w in map(forms.vocabulary.__getitem__, short.tolist()) if len(w) > 3 and w not in explained}
    if not open_ones:
        return {}
    initials = [variants.initials(word) for word in forms.vocabulary]
    print_of = spelt(forms.words, initials)
    long = ((bits[words] & facts.CAPITAL) != 0) & (forms.sequences.sizes > 3)
    prints = {spell(acronym)[0]: acronym for acronym in open_ones}
    fits: dict[str, set[str]] = {}
    for form in np.flatnonzero(long & np.isin(print_of, np.array(list(prints), np.uint64))).tolist():
        fits.setdefault(prints[int(print_of[form])], set()).add(forms.text(form))
    guessed = {}
    for acronym, names in sorted(fits.items()):
        if len({name.lower().replace("’", "'") for name in names}) == 1:
            guessed[acronym] = min(names)
    return guessed
