"""The collection: all documents together, as the measures, the grouping and the choosing look at them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from cqterm.mine.counts import Counts
from cqterm.mine.forms import Forms, acronyms_of
from cqterm.mine.repeats import extent, tally, voices
from cqterm.mine.units import Units


@dataclass(frozen=True)
class Collection:
    """All documents together: their units, and what the measures and the grouping need to know beside them.

    `acronyms` gives the full form of each acronym, `chinese` the Chinese of an English form, `voices` which source
    speaks for which. What is repeated is one text among the `words` too.
    """

    words: int
    units: Units
    acronyms: Mapping[str, str]
    chinese: Mapping[str, str]
    voices: Mapping[str, str]

    @cached_property
    def chinese_of(self) -> dict[int, str]:
        """The Chinese of each unit that has some: that of its first form that has."""
        return {unit: self.chinese[form] for unit, form in holders(self.units, self.chinese).items()}

    def is_acronym(self, form: str) -> bool:
        """Whether the documents spell a form out, in the plural too."""
        return form in self.acronyms or form.removesuffix("s") in self.acronyms

    @cached_property
    def frequencies(self) -> dict[str, int]:
        """Occurrences of each word, lower case and singular."""
        word_of = self.units.word_of
        kept = word_of >= 0
        vocabulary = self.units.vocabulary
        summed = np.bincount(word_of[kept], self.units.forms.frequencies[kept], len(vocabulary))
        return dict(zip(vocabulary, summed.astype(np.int64).tolist(), strict=True))


def collect(counts: Counts) -> Collection:
    """All documents together, from merged counts."""
    speaks = voices(counts)
    forms = Forms(counts, speaks)
    acronyms = acronyms_of(counts, forms, speaks)
    return Collection(extent(counts, speaks), Units(forms, acronyms), acronyms, _chinese(counts, speaks), speaks)


def holders(units: Units, listed: Mapping[str, str]) -> dict[int, str]:
    """The units that have a form that is a key of a mapping, each with the first such form."""
    found: dict[int, str] = {}
    for text in listed:
        unit = units.find(text)
        if unit is not None and text in {units.forms.text(form) for form in units.forms_of(unit)}:
            found.setdefault(unit, text)
    return found


def _chinese(counts: Counts, speaks: Mapping[str, str]) -> dict[str, str]:
    """The Chinese that the documents give most often for an English form."""
    found = tally(counts, speaks, lambda document: document.chinese)
    return {english: min(terms, key=lambda t: (-terms[t], t)) for english, terms in sorted(found.items())}
