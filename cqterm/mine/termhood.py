"""Termhood: which units are terms. Each measure says one thing about a unit; a weighted sum ranks the units.

Measures are bounded and on comparable scales, so that a weight reads as points of score. The weights were set by hand
on the annotation of the five seeds (12,000 words), rounded, and are few; `MEASURES` documents each with its source.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from cqterm.mine import lexicon, persons, register, variants
from cqterm.mine.candidates import COUNTED, CUT, HEADING, LOWER, MARKS, NAME, NAMED, PIECE, QUOTED, WHOLE
from cqterm.mine.counts import Counts, Sighting
from cqterm.mine.prose import is_abbreviation

_LONGEST_NESTED = 12
_SPLIT = re.compile(r"[^\W_]+(?:[-–‑‐/&+.'’][^\W_]+)*|,|\(")


@dataclass(frozen=True)
class Unit:
    """Forms that share a key, over all documents: the smallest thing that is ranked and grouped."""

    key: str
    forms: Mapping[str, Mapping[str, Sighting]]
    main: str

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words of the main form, lower case and singular."""
        return tuple(lexicon.singular(w) for w in variants.words(variants.without_determiner(self.main)))

    @cached_property
    def count(self) -> int:
        """Occurrences of all forms."""
        return sum(s.times for by in self.forms.values() for s in by.values())

    @cached_property
    def documents(self) -> frozenset[str]:
        """Sources that have any form."""
        return frozenset(source for by in self.forms.values() for source in by)

    @cached_property
    def head(self) -> str:
        """The noun that carries the phrase: the last before the first preposition."""
        for at, word in enumerate(self.words):
            if at and word in register.JOINTS:
                return self.words[at - 1]
        return self.words[-1] if self.words else ""

    @cached_property
    def _marked(self) -> tuple[float, ...]:
        totals = [0] * len(MARKS)
        for by in self.forms.values():
            for sighting in by.values():
                for at, times in enumerate(sighting.marks):
                    totals[at] += times
        return tuple(total / self.count for total in totals)

    def share(self, mark: int) -> float:
        """The share of occurrences with a mark of `candidates`."""
        return self._marked[mark.bit_length() - 1]


@dataclass(frozen=True)
class Collection:
    """What the measures need to know of all documents together."""

    words: int
    frequencies: Mapping[str, int]
    acronyms: Mapping[str, str]
    chinese: Mapping[str, str]
    nested: Mapping[str, tuple[int, int, int]]
    heads: Mapping[str, int]
    sides: Mapping[str, float]
    voices: Mapping[str, str]


def acronyms_of(counts: Counts) -> dict[str, str]:
    """Each acronym with the full form that the documents give it most often.

    One of four letters or more that no document explains takes the one name whose words begin with its letters.
    """
    found: dict[str, Counter[str]] = {}
    for document in counts.values():
        for (short, full), times in document.acronyms.items():
            found.setdefault(short, Counter())[variants.without_determiner(full)] += times
    explained = {s: max(sorted(fulls), key=lambda f: fulls[f]) for s, fulls in found.items()}
    unexplained = {f for d in counts.values() for f in d.sightings if is_abbreviation(f) and len(f) > 3} - set(
        explained
    )
    names: dict[str, set[str]] = {}
    for form in {f for d in counts.values() for f in d.sightings if f[0].isupper() and f.count(" ") > 2}:
        parts = [p for w in variants.words(form) for p in re.split("[-/]", w) if w not in variants.SMALL]
        names.setdefault("".join(p[0] for p in parts).upper(), set()).add(form)
    for short in unexplained:
        if len({f.lower().replace("’", "'") for f in names.get(short, ())}) == 1:
            explained[short] = min(names[short])
    return dict(sorted(explained.items()))


def units_of(counts: Counts, acronyms: Mapping[str, str]) -> dict[str, Unit]:
    """Forms gathered under their keys."""
    forms: dict[str, dict[str, dict[str, Sighting]]] = {}
    for identifier, document in counts.items():
        for form, sighting in document.sightings.items():
            forms.setdefault(variants.key(form, acronyms), {}).setdefault(form, {})[identifier] = sighting
    units = {}
    for key, by_form in sorted(forms.items()):
        if len(key) > 1:
            main = min(by_form, key=lambda f: (-sum(s.times for s in by_form[f].values()), len(f), f))
            units[key] = Unit(key, dict(sorted(by_form.items())), main)
    return units


def collect(counts: Counts, units: Mapping[str, Unit], acronyms: Mapping[str, str]) -> Collection:
    """What the measures need, from merged counts."""
    frequencies: Counter[str] = Counter()
    for document in counts.values():
        frequencies.update(document.frequencies)
    return Collection(
        sum(d.words for d in counts.values()),
        frequencies,
        acronyms,
        _chinese(counts),
        _nested(units.values()),
        _heads(units.values()),
        _sides(units.values()),
        voices(counts),
    )


def voices(counts: Counts) -> dict[str, str]:
    """Which source speaks for which: an excerpt or near-duplicate has one vote together with its original.

    A document is a repetition where the manifest says so, or where half of its shingles stand in a longer one:
    containment, Broder (1997), "On the resemblance and containment of documents".
    """
    speaks = {identifier: identifier for identifier in counts}
    by_length = sorted(counts, key=lambda i: (-counts[i].words, i))
    holders: dict[int, str] = {}
    for identifier in by_length:
        document = counts[identifier]
        said = document.source.excerpt_of
        if said in counts:
            speaks[identifier] = said
        elif document.shingles:
            shared = Counter(holders[s] for s in document.shingles if s in holders)
            best = min(shared, key=lambda i: (-shared[i], i), default="")
            if best and shared[best] * 2 >= len(document.shingles):
                speaks[identifier] = best
        for shingle in document.shingles:
            holders.setdefault(shingle, identifier)
    return {identifier: _root(speaks, identifier) for identifier in speaks}


def _root(speaks: Mapping[str, str], identifier: str) -> str:
    seen = {identifier}
    while (after := speaks[identifier]) not in seen:
        seen.add(after)
        identifier = after
    return min(seen) if after != identifier else identifier


def _chinese(counts: Counts) -> dict[str, str]:
    """The Chinese that the documents give most often for an English form."""
    found: dict[str, Counter[str]] = {}
    for document in counts.values():
        for (english, chinese), times in document.chinese.items():
            found.setdefault(english, Counter())[chinese] += times
    return {english: min(terms, key=lambda t: (-terms[t], t)) for english, terms in sorted(found.items())}


def _nested(units: Iterable[Unit]) -> dict[str, tuple[int, int, int]]:
    """For each unit: how many longer units hold it, their summed count, and the greatest of their counts."""
    listed = list(units)
    by_words: dict[tuple[str, ...], list[str]] = {}
    for unit in listed:
        by_words.setdefault(unit.words, []).append(unit.key)
    held: dict[str, tuple[int, int, int]] = {}
    for unit in listed:
        size = len(unit.words)
        if size > _LONGEST_NESTED:
            continue
        inner = {unit.words[i:j] for i in range(size) for j in range(i + 1, size + 1) if j - i < size}
        for piece in inner:
            for key in by_words.get(piece, ()):
                number, total, top = held.get(key, (0, 0, 0))
                held[key] = (number + 1, total + unit.count, max(top, unit.count))
    return held


def _heads(units: Iterable[Unit]) -> Counter[str]:
    """Which nouns head the collection's own names: what is a Zone here may be a zone there."""
    heads: Counter[str] = Counter()
    for unit in units:
        if len(unit.words) > 1 and unit.share(NAME) > 0.5 and unit.share(WHOLE) > 0.5:
            heads[unit.head] += 1
    return heads


def _sides(units: Iterable[Unit]) -> dict[str, float]:
    """For each unit with an "and": how many of its two sides stand elsewhere by themselves, halved.

    "Jinyun Mountain and Tongluo Mountain" are two names; "Law and Political Science" is one.
    """
    by_words: dict[tuple[str, ...], int] = {}
    joined = []
    for unit in units:
        by_words[unit.words] = max(by_words.get(unit.words, 0), unit.count)
        if "and" in unit.words[1:-1]:
            joined.append(unit)
    sides = {}
    for unit in joined:
        at = unit.words.index("and", 1)
        both = (unit.words[:at], tuple(w for n, w in enumerate(unit.words[at + 1 :]) if n or w != "the"))
        sides[unit.key] = sum(by_words.get(side, 0) > unit.count for side in both) / 2
    return sides


def c_value(unit: Unit, collection: Collection) -> float:
    """C-value of a unit: Frantzi, Ananiadou & Mima (2000), "Automatic recognition of multi-word terms: the
    C-value/NC-value method", International Journal on Digital Libraries 3(2), 115-130, the part on the C-value.

    log2|a| (f(a) - mean f of the longer candidates that hold a); |a|+1 instead of |a|, so that single words count, as
    Barrón-Cedeño et al. (2009) propose.
    """  # noqa: D205 - the title of the paper is longer than a line
    number, total, _ = collection.nested.get(unit.key, (0, 0, 0))
    return math.log2(len(unit.words) + 1) * (unit.count - (total / number if number else 0))


def weirdness(word: str, collection: Collection) -> float:
    """How much more common a word is here than in general English, in powers of ten.

    Ahmad, Gillam & Tostevin (1999), "University of Surrey participation in TREC8: Weirdness indexing for logical
    document extrapolation and retrieval": the quotient of the two relative frequencies; its logarithm here.
    """
    here = (collection.frequencies.get(word, 0) + 0.5) / max(1, collection.words) * 1e9
    return math.log10(here) - max(lexicon.zipf(word), 1.5)


def measures(unit: Unit, collection: Collection) -> dict[str, float]:
    """Every measure of a unit, by name."""
    return {**_shape(unit), **_usage(unit, collection), **_content(unit, collection)}


def _usage(unit: Unit, collection: Collection) -> dict[str, float]:
    """How the documents use the unit.

    "cohesion" is association strength: how often the words come together, to the rarest of them, in logarithms; 0 where
    the rarest word never stands without the others (the overlap coefficient; Manning & Schütze (1999), "Foundations of
    Statistical Natural Language Processing", section 8.5.1). "documents" counts voices, so a repeated text counts once.
    """
    held, _, top = collection.nested.get(unit.key, (0, 0, 0))
    words = unit.words
    voters = len({collection.voices[d] for d in unit.documents})
    size = len(unit.words)
    name = unit.share(NAME)
    sides = collection.sides.get(unit.key, 0.0)
    # "Two Centers and Two Highlands", "four increases, three decreases", but not "14 ports" and "four ports"
    formula = unit.share(COUNTED) > 0 and unit.main[0].isalpha() and (name > 0.5 or "," in unit.main)
    rarest = min((collection.frequencies.get(w, 1) for form in (unit.main,) for w in variants.words(form)), default=1)
    return {
        "frequency": math.log(unit.count),
        "documents": math.log(voters),
        "nested": min(1.0, top / unit.count),
        "c-value": math.log1p(max(0.0, c_value(unit, collection))) * (size > 1),
        "whole": unit.share(WHOLE),
        "name": name * (size > 1),
        "single name": name * (size == 1),
        "long name": name * (size > 2),
        "mixed case": max(0.0, 1 - name - unit.share(LOWER)),
        "cut": unit.share(CUT),
        "piece": unit.share(PIECE),
        "two things": 0.0 if formula else max(sides, float(name > 0 and _joins_names(words))),
        "building block": min(1.0, held / unit.count) * name * (size == 1),
        "unknown name": name * (size in (2, 3)) * (not any(lexicon.known(w) for w in words)),
        "introduced": float(unit.share(NAMED) > 0),
        "Chinese at hand": float(any(form in collection.chinese for form in unit.forms)),
        "quoted": float(unit.share(QUOTED) > 0),
        "formula": float(formula),
        "counted": float(unit.share(COUNTED) > 0 and not formula),
        "heading": unit.share(HEADING),
        "cohesion": min(0.0, math.log(unit.count / max(1, rarest))) if size > 1 else 0.0,
    }


def _joins_names(words: tuple[str, ...]) -> bool:
    """Whether capitals on both sides of an "and" are names of their own: "Silk Road Fund and Investment Bank"."""
    return any(
        word == "and" and at > 1 and words[at - 1] in register.BODIES and at + 1 < len(words)
        for at, word in enumerate(words)
    )


def _shape(unit: Unit) -> dict[str, float]:
    """What the words look like, whatever the documents."""
    tokens = _SPLIT.findall(unit.main)
    words = unit.words
    small = [w for w in words if w in register.JOINTS]
    size = len(words)
    entry = lexicon.entry(words[0]) if words else None
    return {
        "one word": float(size == 1),
        "two words": float(size == 2),
        "three words": float(size == 3),
        "long": float(size >= 5),
        "very long": float(size >= 8),
        "preposition": float(bool(small)),
        "prepositions": float(max(0, len(small) - 1)),
        "of": float("of" in small),
        "and": float("and" in words),
        "comma": float("," in tokens),
        "article inside": float(any(w in register.DETERMINERS for w in words[1:])),
        "hyphen": float("-" in unit.main and size > 1),
        "abbreviation": float(is_abbreviation(unit.main)),
        "figure": float(any(c.isdigit() for c in unit.main)),
        "participle first": float(entry is not None and entry.tag in "GP" and words[0] not in register.PARTICIPLES),
        "-ing last": float(bool(words) and words[-1].endswith("ing") and "-" not in words[-1]),
        "adverb first": float(entry is not None and entry.tag == "R"),
        "possessive first": float(bool(re.match(r"[A-Z]\S*['’]s\b", unit.main))),
        "person": float(persons.named_person(unit.main)),
        "weak modifier": float(bool(words) and (words[0] in register.WEAK_MODIFIERS or _is_superlative(words[0]))),
        "weak modifier inside": float(any(w in register.WEAK_MODIFIERS for w in words[1:])),
    }


def _is_superlative(word: str) -> bool:
    return word.endswith("est") and "a" in getattr(lexicon.entry(word), "kinds", "")


def _content(unit: Unit, collection: Collection) -> dict[str, float]:
    """What the words mean in general English and in this collection."""
    content = [w for w in variants.words(unit.main) if w not in variants.SMALL and w[0].isalpha()]
    odd = [weirdness(w, collection) for w in content] or [0.0]
    levels = [lexicon.zipf(w) for w in content] or [4.0]
    modifiers = unit.words[: max(0, len(unit.words) - 1)]
    acronym = unit.main in collection.acronyms or any(f in collection.acronyms for f in unit.forms)
    return {
        "weirdness": sum(odd) / len(odd),
        "least weird": min(odd),
        "rarity": 4.5 - sum(levels) / len(levels),
        "common single": max(0.0, sum(levels) / len(levels) - 3.5) * (len(unit.words) == 1),
        "official head": float(unit.head in register.OFFICIAL_HEADS),
        "empty head": float(unit.head in register.EMPTY_HEADS or unit.head in register.UNITS),
        "head of names": min(2.0, math.log1p(collection.heads.get(unit.head, 0))),
        "official modifier": sum(w in register.OFFICIAL_HEADS or "-" in w for w in modifiers) / max(1, len(unit.words)),
        "acronym": float(acronym),
    }
