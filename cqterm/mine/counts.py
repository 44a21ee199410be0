"""The map and the merge of mining: what one document shows, and how documents come together.

`count` looks at one document and returns a value that can be pickled; `merge` unites such values. Nothing is summed
across documents before the end, so the merge is exact, associative and commutative: any order, any number of
processes, the same result. Nothing that occurs once is dropped, since half of all good terms do.
"""

import zlib
from collections import Counter
from collections.abc import Mapping

import numpy as np

from cqterm.errors import CqtermError
from cqterm.mine import facts, glosses
from cqterm.mine.candidates import MARKS, Found, candidates, with_spans
from cqterm.mine.pairs import pairs
from cqterm.mine.prose import Bits, Numbers, Prose, prose
from cqterm.mine.sequences import Sequences, number
from cqterm.model import Document, Source, Span
from cqterm.values import NamedTuple, Protocol, frozen

PLACES = 3
"""Places kept of a form in one document; the count is of all."""
_SHINGLE = 8
"""Words in a shingle: long enough that two texts share one by copying, not by chance."""
_KEPT = 8
"""One shingle of so many is kept: enough to tell a copied paragraph, little to carry about."""


class Place(NamedTuple):
    """Where a form stands: the number of its segment in the document, and its span in that segment."""

    segment: int
    span: Span


class Sighting(NamedTuple):
    """A form in one document: how often, how often with each mark of `candidates.MARKS`, and its first places."""

    times: int
    marks: tuple[int, ...]
    places: tuple[Place, ...]


class Sightings(NamedTuple):
    """The forms of one document in columns of 32-bit numbers, as bytes, so that they are compact and never change.

    A form is a sequence of atoms: twice the number of a word in the vocabulary, and one more where white space stands
    before it. `sizes` are the numbers of atoms, `times` the occurrences, `marks` those with each mark of
    `candidates.MARKS` in turn; `places` are the first `PLACES` occurrences: segment, start, end, or -1 for none.
    """

    atoms: bytes
    sizes: bytes
    times: bytes
    marks: bytes
    places: bytes

    def columns(self) -> tuple[Numbers, Numbers, Numbers, "np.ndarray[tuple[int, ...], np.dtype[np.int32]]"]:
        """Atoms, sizes, times, and marks with one row for each form."""
        atoms, sizes, times, marks = (np.frombuffer(column, np.int32) for column in self[:4])
        return atoms, sizes, times, marks.reshape(-1, len(MARKS))

    def sighting(self, form: int) -> Sighting:
        """What the document shows of one form."""
        (times,), marks, places = (
            np.frombuffer(column, np.int32, size, 4 * size * form).tolist()
            for column, size in ((self.times, 1), (self.marks, len(MARKS)), (self.places, 3 * PLACES))
        )
        found = (places[at : at + 3] for at in range(0, 3 * PLACES, 3))
        return Sighting(times, tuple(marks), tuple(Place(n, Span(a, b)) for n, a, b in found if n >= 0))


@frozen
class DocumentCounts:
    """What one document shows.

    `vocabulary` are the distinct words as printed and `frequencies` their occurrences. `acronyms` counts pairs of
    acronym and full form, `chinese` pairs of an English form and its Chinese; `shingles` are fingerprints of the
    wording, by which repeated texts are found.
    """

    source: Source
    words: int
    vocabulary: tuple[str, ...]
    frequencies: tuple[int, ...]
    sightings: Sightings
    acronyms: dict[tuple[str, str], int]
    chinese: dict[tuple[str, str], int]
    shingles: frozenset[int]


Counts = Mapping[str, DocumentCounts]
"""Documents by source id, in order of id."""


class Store(Protocol):
    """Where counts are kept while they come in: a dictionary, or one that goes to disk (`cqterm.spill`)."""

    def __contains__(self, key: object, /) -> bool:
        """Whether a document is there."""

    def __setitem__(self, key: str, value: DocumentCounts, /) -> None:
        """Keep a document."""


def count(source: Source, document: Document) -> dict[str, DocumentCounts]:
    """What one document shows: every candidate with its places, word frequencies, acronyms and fingerprints."""
    text = prose(document)
    found = candidates(text)
    worded = text.ids[text.has(facts.WORD)]
    sides = pairs(text, found, document)
    if sides:
        found = with_spans(found, ((side.first, side.last) for side in sides), text)
    chinese = Counter((text.span(side.first, side.last), side.chinese) for side in sides)
    return {
        source.id: DocumentCounts(
            source=source,
            words=len(worded),
            vocabulary=text.vocabulary,
            frequencies=tuple(np.bincount(worded, minlength=len(text.vocabulary)).tolist()),
            sightings=_sightings(text, found),
            acronyms=dict(Counter(glosses.acronyms(text))),
            chinese=dict(chinese),
            shingles=_shingles(text, worded),
        )
    }


def merge(*counts: Counts) -> dict[str, DocumentCounts]:
    """Counts of different documents as one; two documents with the same id are an error."""
    merged: dict[str, DocumentCounts] = {}
    for part in counts:
        add(merged, part)
    return dict(sorted(merged.items()))


def add(store: Store, counts: Counts) -> None:
    """Put counts to those in a store; two documents with the same id are an error."""
    for identifier, found in counts.items():
        if identifier in store:
            another = "give one of them another in sources.yaml, or in its line of JSON"
            raise CqtermError(f"{identifier}: two documents have this id: {another}")
        store[identifier] = found


def _sightings(text: Prose, found: Found) -> Sightings:
    """Occurrences gathered under their forms, in the order in which the forms first appear."""
    atoms = 2 * text.ids + text.spaced
    first, sizes = found.first, found.last - found.first + 1
    forms, opening = number(Sequences(atoms, first, sizes))
    times = np.bincount(forms, minlength=len(opening)).astype(np.int32)
    marks = [np.bincount(forms, (found.marks & mark) != 0, len(opening)) for mark in MARKS]
    lengths, starts = sizes[opening], first[opening]
    total = int(lengths.sum())
    inner = np.arange(total) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    flat = atoms[np.repeat(starts, lengths) + inner]
    flat[inner == 0] &= -2  # what stands before a form is none of it
    return Sightings(
        flat.astype(np.int32).tobytes(),
        lengths.astype(np.int32).tobytes(),
        times.tobytes(),
        np.array(marks, np.int32).T.tobytes(),
        _places(text, found, forms, times).tobytes(),
    )


def _places(
    text: Prose, found: Found, forms: Bits, times: Numbers
) -> "np.ndarray[tuple[int, int, int], np.dtype[np.int32]]":
    """The first places of each form."""
    places = np.full((len(times), PLACES, 3), -1, np.int32)
    order = np.argsort(forms, kind="stable")
    through = np.cumsum(times) - times
    nth = np.arange(len(forms)) - through[forms[order]]
    order, nth = order[nth < PLACES], nth[nth < PLACES]
    ends = [passage.end for passage in text.passages]
    segments = np.array([passage.segment for passage in text.passages], np.int32)
    first, last = found.first[order], found.last[order]
    within = np.searchsorted(ends, first, side="right")
    values = (segments[within] if len(segments) else first, text.starts[first], text.ends[last])
    for at, value in enumerate(values):
        places[forms[order], nth, at] = value
    return places


def _shingles(text: Prose, worded: Numbers) -> frozenset[int]:
    """Fingerprints of the wording: of every window of words that the window's own fingerprint picks."""
    if len(worded) < _SHINGLE:
        return frozenset()
    marks = np.fromiter((zlib.crc32(norm.encode()) for norm in text.norms), np.uint64, len(text.norms))[worded]
    size = len(marks) - _SHINGLE + 1
    windows = np.zeros(size, np.uint64)
    for at in range(_SHINGLE):
        windows = windows * _FACTOR + marks[at : at + size]
    windows = (windows ^ (windows >> np.uint64(32))) & np.uint64(0xFFFFFFFF)
    return frozenset(windows[windows % np.uint64(_KEPT) == 0].tolist())


_FACTOR = np.uint64(0x9E3779B97F4A7C15)
"""An odd number without a pattern in its bits, here the golden ratio, as in Knuth (1998), "The Art of Computer
Programming" 3, section 6.4."""
