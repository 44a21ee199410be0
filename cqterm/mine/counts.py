"""The map and the merge of mining: what one document shows, and how documents come together.

`count` looks at one document and returns a value that can be pickled; `merge` unites such values. Nothing is summed
across documents before the end, so the merge is exact, associative and commutative: any order, any number of
processes, the same result. Nothing that occurs once is dropped, since half of all good terms do.
"""

import re
import zlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from cqterm.errors import CqtermError
from cqterm.mine import glosses
from cqterm.mine.candidates import MARKS, candidates
from cqterm.mine.furniture import HAN
from cqterm.mine.prose import Passage, passages
from cqterm.model import OPAQUE, Document, Source, Span

_PLACES = 3
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


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentCounts:
    """What one document shows.

    `acronyms` counts pairs of acronym and full form, `chinese` pairs of an English form and its Chinese; `shingles`
    are fingerprints of the wording, by which repeated texts are found.
    """

    source: Source
    words: int
    frequencies: dict[str, int]
    sightings: dict[str, Sighting]
    acronyms: dict[tuple[str, str], int]
    chinese: dict[tuple[str, str], int]
    shingles: frozenset[int]


Counts = dict[str, DocumentCounts]
"""Documents by source id, in order of id."""


def count(source: Source, document: Document) -> Counts:
    """What one document shows: every candidate with its places, word frequencies, acronyms and fingerprints."""
    frequencies: Counter[str] = Counter()
    acronyms: Counter[tuple[str, str]] = Counter()
    chinese: Counter[tuple[str, str]] = Counter()
    seen: dict[str, tuple[list[int], list[Place]]] = {}
    stream: list[str] = []
    for passage in passages(document):
        norms = [w.norm for w in passage.words if w.text[0].isalnum()]
        frequencies.update(norms)
        stream.extend(norms)
        found = candidates(passage)
        for start, end, marks in found:
            _note(seen, passage, Span(start, end), marks)
        acronyms.update((short, _clean(full)) for short, full in glosses.acronyms(passage))
        places = [Span(start, end) for start, end, _ in found]
        chinese.update((_clean(english), source) for source, english in glosses.translations(passage, places))
    sightings = {form: Sighting(numbers[-1], tuple(numbers[:-1]), tuple(at)) for form, (numbers, at) in seen.items()}
    return {
        source.id: DocumentCounts(
            source=source,
            words=len(stream),
            frequencies=dict(frequencies),
            sightings=sightings,
            acronyms=dict(acronyms),
            chinese=dict(chinese),
            shingles=frozenset(_shingles(stream)),
        )
    }


def merge(*counts: Counts) -> Counts:
    """Counts of different documents as one; two documents with the same id are an error."""
    merged: Counts = {}
    for part in counts:
        for identifier, found in part.items():
            if identifier in merged:
                raise CqtermError(f"{identifier}: two documents have this id: give one of them another in the manifest")
            merged[identifier] = found
    return dict(sorted(merged.items()))


_CHINESE = re.compile(f"[{HAN}]")


def _note(seen: dict[str, tuple[list[int], list[Place]]], passage: Passage, span: Span, marks: int) -> None:
    form = _clean(passage.text[span.start : span.end])
    if OPAQUE in form or _CHINESE.search(form):
        return  # what is mined is English; Chinese comes in as the source term of an English form
    numbers, places = seen.setdefault(form, ([0] * (len(MARKS) + 1), []))
    numbers[-1] += 1
    for n, mark in enumerate(MARKS):
        if marks & mark:
            numbers[n] += 1
    if len(places) < _PLACES:
        places.append(Place(passage.segment, span))


def _clean(form: str) -> str:
    """A form on one line, as it is printed but for its white space."""
    return re.sub(r"\s+", " ", form)


def _shingles(norms: list[str]) -> Iterable[int]:
    for at in range(len(norms) - _SHINGLE + 1):
        mark = zlib.crc32(" ".join(norms[at : at + _SHINGLE]).encode())
        if mark % _KEPT == 0:
            yield mark
