"""Grouping: units that name one concept come together around the best of them.

Leader clustering: units come in the order of their rank, and one joins a group only where it is a variant of the
group's leader, never of another member. So no chain can form ("Yangtze River Economic Belt", "Yangtze River", "Yangtze
River golden waterway"), which single-link clustering makes by nature. Each rule looks its partners up in an index, so
the cost is linear in the number of units.
"""

import re
from collections.abc import Container, Iterator, Sequence

import numpy as np

from cqterm.mine import lexicon, variants
from cqterm.mine.bags import Bags
from cqterm.mine.candidates import WHOLE
from cqterm.mine.collection import Collection
from cqterm.mine.extensions import extensions
from cqterm.mine.sequences import Column
from cqterm.mine.slips import slips
from cqterm.mine.termhood import flagged, persons_in
from cqterm.mine.units import Unit
from cqterm.values import field, mutable

_LOCATIVE = re.compile(
    r"(.+?) (?:in|of) (?:the )?(?:(?:north|south)?(?:western|eastern|central|west|east|southwest|inland) "
    r"(?:region|regions|china|part)|china|people's republic of china|new era)",
)
"""A place behind a name that is already unique."""
_PLACES = frozenset(("region", "china", "part", "era"))
"""Last words of a locative, in the singular."""
_OPTIONAL = frozenset(
    variants.stem(word)
    for word in "pilot golden grand great comprehensive all-round joint overall new-type modern high-level official"
    " annual".split()
)
"""What a name may have or lack and still be the same name. Any other word is taken to make another thing of it: a High
Court is no Court, and better two proposals too many than one that holds two things."""


@mutable
class Group:
    """A concept in the making: its leader and the units that are variants of it, each with the kind of difference."""

    leader: int
    members: list[tuple[int, str]] = field(default_factory=list)
    chinese: str = ""

    def units(self) -> Iterator[tuple[int, str]]:
        """All units with their kind; the leader's is empty."""
        yield self.leader, ""
        yield from self.members


def group(
    ranked: Sequence[int], collection: Collection, *, limit: int | None = None, also: Container[int] = ()
) -> tuple[list[Group], int]:
    """The best groups, at most `limit`, in the order of their leaders; and how many there are in all.

    Units below the last leader still join the groups whose variants they are. Those of them in `also` that join none
    lead groups of their own behind the others.
    """
    index = _Index(collection)
    groups: list[Group] = []
    joined = 0
    first = len(ranked) if limit is None else limit
    waiting = list(ranked)
    full = False
    while waiting:
        few, waiting = waiting[:first], waiting[first:]
        for unit in few:
            led = index.leader_of(unit)
            if led is not None:
                index.join(unit, *led)
                joined += 1
            elif limit is None or len(groups) < limit or unit in also:
                made = Group(unit)
                groups.append(made)
                index.add(unit, made)
        if limit is not None:
            first = max(0, limit - len(groups)) or len(waiting)
            if len(groups) >= limit and not full:
                full, waiting = True, index.joining(waiting, also)
    return groups, len(ranked) - joined


class _Index:
    """Leaders under the keys by which their variants find them."""

    def __init__(self, collection: Collection) -> None:
        self._units = units = collection.units
        self._acronyms = collection.acronyms
        self._bags = Bags(collection)
        self._words = units.lists
        self._names = units.names
        self._heads = units.heads.tolist()
        self._titles = self._titled(persons_in(units))
        self._whole = (units.share(WHOLE) > 0).tolist()
        self._vocabulary = units.vocabulary
        self._slips = self._numbered(slips(collection.frequencies))
        last = units.flag(_PLACES)
        self._optional = flagged(units, np.array([variants.stem(word) in _OPTIONAL for word in units.vocabulary]))
        self._local = (last[units.words.flat[units.words.starts + units.sizes - 1]] & (units.sizes > 2)).tolist()
        self._extended = extensions(units)
        self._led: dict[int, Group] = {}
        self._by_bag: dict[tuple[int, int], Group] = {}
        self._by_plain: dict[tuple[int, int], Group] = {}
        self._shorter: dict[tuple[int, int], Group] = {}
        self._longer: dict[tuple[int, int], Group] = {}
        self._by_slip: dict[tuple[int, ...], Group] = {}
        self._by_key: dict[str, Group] = {}
        self._by_chinese: dict[str, Group] = {}
        self._by_title: dict[tuple[int, ...], Group] = {}
        self._chinese = collection.chinese_of

    def joining(self, units: Sequence[int], also: Container[int]) -> list[int]:
        """Those of some units that may be variants of the leaders there are or are in `also`, in the same order."""
        bags, some = self._bags, np.array(units, np.int64)
        values, plain = (np.array(column, np.uint64)[some] for column in (bags.values, bags.plain))
        known, shorter = (np.array([value for value, _ in keys], np.uint64) for keys in (self._by_bag, self._shorter))
        known_plain = np.array([value for value, _ in self._by_plain], np.uint64)
        may = np.isin(values, known) | np.isin(plain, known) | np.isin(plain, known_plain) | np.isin(values, shorter)
        names = np.array(self._names)[some] & self._optional[some]
        may |= names | np.array(self._local)[some]
        exact = self._by_slip.keys() | self._by_title.keys()
        joins = may.tolist()
        return [
            u
            for u, join in zip(units, joins, strict=True)
            if join or u in also or u in self._chinese or u in self._extended or tuple(self._words[u]) in exact
        ]

    def _numbered(self, found: dict[str, dict[str, int]]) -> dict[int, dict[int, int]]:
        number = {word: n for n, word in enumerate(self._vocabulary)}
        return {
            number[a]: {number[b]: size for b, size in others.items() if b in number}
            for a, others in found.items()
            if a in number
        }

    def add(self, unit: int, made: Group) -> None:
        """Let variants find a new leader."""
        bags = self._bags
        if chinese := self._chinese.get(unit, ""):
            made.chinese = chinese
            self._by_chinese.setdefault(chinese, made)
        if bags.is_key(unit):
            self._by_bag.setdefault((bags.values[unit], bags.figures[unit]), made)
            if bags.plain_sizes[unit] > 1:
                self._by_plain.setdefault((bags.plain[unit], bags.figures[unit]), made)
        self._led[unit] = made
        words = self._words[unit]
        for at, word in enumerate(words if len(words) > 1 else ()):
            for other, size in self._slips.get(word, {}).items():
                if len(words) >= size:
                    self._by_slip.setdefault((*words[:at], other, *words[at + 1 :]), made)
        if titled := self._titles.get(tuple(words)):
            self._by_title[titled] = made
        if self._names[unit]:
            self._by_key.setdefault(variants.key(self._units.text(unit), self._acronyms), made)
            if len(words) > 2:
                self._longer.setdefault((bags.values[unit], self._heads[unit]), made)
                for value in self._without_optional(unit):
                    self._shorter.setdefault((value, self._heads[unit]), made)

    def leader_of(self, unit: int) -> tuple[Group, str] | None:
        """The group whose leader this unit is a variant of, and the kind of difference."""
        chinese = self._chinese.get(unit, "")
        if chinese and (same := self._by_chinese.get(chinese)) is not None:
            return same, self._kind_of_bag(unit, same.leader)
        for rule in (self._typo, self._same_bag, self._with_place, self._extension, self._one_word_less, self._title):
            found = rule(unit)
            if found is not None:
                # where both have Chinese and it differs, they are two things whatever their English
                return None if chinese and found[0].chinese not in ("", chinese) else found
        return None

    def join(self, unit: int, found: Group, kind: str) -> None:
        """Let a unit be a variant in a group; its Chinese, if the group has none, becomes the group's."""
        found.members.append((unit, kind))
        chinese = self._chinese.get(unit, "")
        if chinese and not found.chinese:
            found.chinese = chinese
            self._by_chinese.setdefault(chinese, found)

    def _typo(self, unit: int) -> tuple[Group, str] | None:
        found = self._by_slip.get(tuple(self._words[unit]))
        if found is not None and self._bags.figures[found.leader] == self._bags.figures[unit]:
            return found, "typo"
        return None

    def _same_bag(self, unit: int) -> tuple[Group, str] | None:
        bags = self._bags
        figures = bags.figures[unit]
        found = self._by_bag.get((bags.values[unit], figures)) if bags.is_key(unit) else None
        # What stands in the longer term alone ("hub for" in "comprehensive hub for") is its piece and no variant.
        if found is None and bags.plain_sizes[unit] > 1 and self._whole[unit]:
            plain = (bags.plain[unit], figures)
            found = self._by_plain.get(plain) or self._by_bag.get(plain)
        if found is None or variants.are_apart(self._printed(unit), self._printed(found.leader)):
            return None
        return found, self._kind_of_bag(unit, found.leader)

    def _kind_of_bag(self, unit: int, leader: int) -> str:
        return variants.order_or_rendering(self._printed(unit), self._printed(leader))

    def _printed(self, unit: int) -> list[str]:
        return [self._vocabulary[word] for word in self._words[unit]]

    def _titled(self, persons: Column) -> dict[tuple[int, ...], tuple[int, ...]]:
        """Titles with a full name and the same with the family name alone, each under the other: "President Li".

        Where two full names share a title and a family name, neither may claim it.
        """
        full: dict[tuple[int, ...], set[tuple[int, ...]]] = {}
        for unit in np.flatnonzero((persons > 0) & (self._units.sizes > persons)).tolist():
            words = tuple(self._words[unit])
            full.setdefault(words[: len(words) - int(persons[unit]) + 1], set()).add(words)
        pairs = [(short, *found) for short, found in full.items() if len(found) == 1]
        return {one: other for short, long in pairs for one, other in ((short, long), (long, short))}

    def _title(self, unit: int) -> tuple[Group, str] | None:
        """A title with a name, where the same title with a shorter or longer form of it leads."""
        words = self._words[unit]
        found = self._by_title.get(tuple(words))
        if found is None:
            return None
        return found, "short form" if len(words) < len(self._words[found.leader]) else "long form"

    def _with_place(self, unit: int) -> tuple[Group, str] | None:
        if not self._local[unit]:
            return None
        text = self._units.text(unit)
        match = _LOCATIVE.fullmatch(variants.without_determiner(text).casefold().replace("’", "'"))
        found = self._by_key.get(variants.key(match[1], self._acronyms)) if match else None
        return (found, "long form") if found is not None and len(self._words[found.leader]) > 2 else None

    def _extension(self, unit: int) -> tuple[Group, str] | None:
        """A name with a year or a wider place in front, where what is left of it leads, or the other way round."""
        found = self._led.get(self._extended.get(unit, -1))
        if found is None:
            return None
        return found, "short form" if len(self._words[unit]) < len(self._words[found.leader]) else "long form"

    def _one_word_less(self, unit: int) -> tuple[Group, str] | None:
        """A name and the same name without one optional modifier."""
        if not self._names[unit] or len(self._words[unit]) < 3:
            return None
        head, values = self._heads[unit], self._bags.values
        longer = self._shorter.get((values[unit], head)) if self._bags.sizes[unit] > 2 else None
        if longer is not None and self._is_inside(unit, longer.leader):
            return longer, "short form"
        for value in self._without_optional(unit):
            shorter = self._longer.get((value, head))
            if shorter is not None and self._is_inside(shorter.leader, unit):
                return shorter, "long form"
        return None

    def _is_inside(self, short: int, long: int) -> bool:
        """Whether the word that the longer name adds stands inside it, and the figures agree."""
        few, many = (" ".join(self._vocabulary[w] for w in self._words[u]) for u in (short, long))
        return self._bags.figures[short] == self._bags.figures[long] and few not in many

    def _without_optional(self, unit: int) -> Iterator[int]:
        """The bag of a name with one optional modifier left out."""
        if self._bags.sizes[unit] > 3:
            for word in self._words[unit]:
                stem = variants.stem(self._vocabulary[word])
                if stem in _OPTIONAL:
                    yield self._bags.without(unit, stem)


def misspelt_side(unit: Unit, leader: Unit, collection: Collection) -> Unit:
    """Which of two units that differ by a slip holds the slip: the one with the unknown, else the rarer word."""
    a, b = next((x, y) for x, y in zip(unit.words, leader.words, strict=True) if x != y)
    frequencies = collection.frequencies
    badness = [(not lexicon.known(w), -frequencies.get(w, 0), -lexicon.zipf(w)) for w in (a, b)]
    return unit if badness[0] >= badness[1] else leader
