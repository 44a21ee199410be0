"""Grouping: units that name one concept come together around the best of them.

Leader clustering: units come in the order of their rank, and one joins a group only where it is a variant of the
group's leader, never of another member. So no chain can form ("Yangtze River Economic Belt", "Yangtze River", "Yangtze
River golden waterway"), which single-link clustering makes by nature. Each rule looks its partners up in an index, so
the cost is linear in the number of units.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from cqterm.mine import lexicon, variants
from cqterm.mine.candidates import NAME, WHOLE
from cqterm.mine.termhood import Collection, Unit
from cqterm.text.words import cardinal, ordinal

_NEUTRAL = frozenset(variants.stem(w) for w in ("comprehensive", "joint", "further", "all-round", "overall"))
"""Modifiers that official texts add and drop without naming another thing."""
_LOCATIVE = re.compile(
    r"(.+?) (?:in|of) (?:the )?(?:(?:north|south)?(?:western|eastern|central|west|east|southwest|inland) "
    r"(?:region|regions|china|part)|china|people's republic of china|new era)",
)
"""A place behind a name that is already unique."""
_OPTIONAL = frozenset(
    "pilot golden grand great comprehensive all-round joint overall new-type modern high-level official annual".split()
)
"""What a name may have or lack and still be the same name. Any other word is taken to make another thing of it: a High
Court is no Court, and better two proposals too many than one that holds two things."""


@dataclass(slots=True)
class Group:
    """A concept in the making: its leader and the units that are variants of it, each with the kind of difference."""

    leader: Unit
    members: list[tuple[Unit, str]] = field(default_factory=list)

    def units(self) -> Iterator[tuple[Unit, str]]:
        """All units with their kind; the leader's is empty."""
        yield self.leader, ""
        yield from self.members


def group(ranked: Sequence[Unit], collection: Collection) -> list[Group]:
    """Groups in the order of their leaders."""
    index = _Index(collection)
    groups: list[Group] = []
    for unit in ranked:
        found = index.leader_of(unit)
        if found is None:
            made = Group(unit)
            groups.append(made)
            index.add(unit, made)
        else:
            found[0].members.append((unit, found[1]))
    return groups


class _Index:
    """Leaders under the keys by which their variants find them."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        self._bags: dict[tuple[tuple[str, ...], tuple[str, ...]], Group] = {}
        self._plain_bags: dict[tuple[tuple[str, ...], tuple[str, ...]], Group] = {}
        self._holes: dict[tuple[int, tuple[str, ...]], list[Group]] = {}
        self._names: dict[str, list[Group]] = {}
        self._keys: dict[str, Group] = {}
        self._bag_of: dict[str, tuple[str, ...]] = {}

    def add(self, unit: Unit, made: Group) -> None:
        """Let variants find a new leader."""
        bag = self._bag(unit)
        figures = _figures(unit)
        if len(bag) > 1:
            self._bags.setdefault((bag, figures), made)
            if len(plain := _plain(bag)) > 1:
                self._plain_bags.setdefault((plain, figures), made)
        if len(unit.words) > 1:
            for hole in _holes(unit.words):
                self._holes.setdefault(hole, []).append(made)
        if _is_name(unit):
            self._names.setdefault(unit.head, []).append(made)
        self._keys.setdefault(unit.key, made)

    def leader_of(self, unit: Unit) -> tuple[Group, str] | None:
        """The group whose leader this unit is a variant of, and the kind of difference."""
        return self._typo(unit) or self._same_bag(unit) or self._with_place(unit) or self._one_word_less(unit)

    def _bag(self, unit: Unit) -> tuple[str, ...]:
        if unit.key not in self._bag_of:
            self._bag_of[unit.key] = variants.bag(unit.main, self._collection.acronyms)
        return self._bag_of[unit.key]

    def _typo(self, unit: Unit) -> tuple[Group, str] | None:
        for hole in _holes(unit.words) if len(unit.words) > 1 else ():
            for found in self._holes.get(hole, ()):
                other = found.leader
                a, b = unit.words[hole[0]], other.words[hole[0]]
                if _figures(unit) == _figures(other) and self._misspelt(a, b, len(unit.words)):
                    return found, "typo"
        return None

    def _misspelt(self, a: str, b: str, size: int) -> bool:
        """Whether one of two words is the other with a slip of one letter.

        Sure enough where one is no English word; where both are, the rest of a long term must agree and one must be
        by far the rarer here.
        """
        if min(len(a), len(b)) < 4 or not _one_edit(a, b):
            return False
        known = lexicon.known(a) + lexicon.known(b)
        if known == 1:
            return True
        counts = sorted(self._collection.frequencies.get(w, 0) for w in (a, b))
        if known == 0:
            return size > 2 and counts[0] <= 1 < counts[1]
        return size > 3 and counts[0] <= 1 and counts[1] >= 4

    def _same_bag(self, unit: Unit) -> tuple[Group, str] | None:
        bag = self._bag(unit)
        figures = _figures(unit)
        found = self._bags.get((bag, figures)) if len(bag) > 1 else None
        # What stands in the longer term alone ("hub for" in "comprehensive hub for") is its piece and no variant.
        plain = _plain(bag)
        if found is None and len(plain) > 1 and unit.share(WHOLE):
            found = self._plain_bags.get((plain, figures)) or self._bags.get((plain, figures))
        return None if found is None else (found, _kind_of_bag(unit, found.leader))

    def _with_place(self, unit: Unit) -> tuple[Group, str] | None:
        match = _LOCATIVE.fullmatch(variants.without_determiner(unit.main).casefold().replace("’", "'"))
        if match is None:
            return None
        found = self._keys.get(variants.key(match[1], self._collection.acronyms))
        if found is not None and _is_name(found.leader) and len(found.leader.words) > 2:
            return found, "long form"
        return None

    def _one_word_less(self, unit: Unit) -> tuple[Group, str] | None:
        """A name and the same name without one optional modifier."""
        if not _is_name(unit) or len(unit.words) < 3:
            return None
        own = set(self._bag(unit))
        for found in self._names.get(unit.head, ()):
            other = set(self._bag(found.leader))
            few, many = sorted((own, other), key=len)
            longer = unit if many is own else found.leader
            shorter = found.leader if many is own else unit
            if len(few) < 3 or not few < many or len(many) - len(few) > 1 or _figures(unit) != _figures(found.leader):
                continue
            extra = [w for w in longer.words if variants.stem(w) in many - few]
            if extra and extra[0] in _OPTIONAL and " ".join(shorter.words) not in " ".join(longer.words):
                return found, "short form" if many is other else "long form"
        return None


def _kind_of_bag(unit: Unit, leader: Unit) -> str:
    if sorted(unit.words) == sorted(leader.words):
        return "word order"
    own, other = ({w for w in u.words if w not in variants.SMALL} for u in (unit, leader))
    return "word order" if own == other else "rendering"


def _is_name(unit: Unit) -> bool:
    return len(unit.words) > 1 and unit.share(NAME) >= 0.5


def _figures(unit: Unit) -> tuple[str, ...]:
    """Numbers of any kind: "20th" and "third" name other things than "19th" and "second"."""
    return tuple(w for w in unit.words if w[0].isdigit() or cardinal(w) or ordinal(w))


def _plain(bag: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(s for s in bag if s not in _NEUTRAL)


def _holes(words: tuple[str, ...]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The words with each of them left out in turn: two terms that share a hole differ in one word."""
    for at in range(len(words)):
        yield at, words[:at] + words[at + 1 :]


def _one_edit(a: str, b: str) -> bool:
    """One letter more, less or other, or two neighbours swapped: Damerau (1964), "A technique for computer detection
    and correction of spelling errors", Communications of the ACM 7(3): four in five misspellings are of these kinds.
    """  # noqa: D205 - the title of the paper is longer than a line
    if a == b or abs(len(a) - len(b)) > 1:
        return False
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    end = 0
    while end < min(len(a), len(b)) - start and a[-1 - end] == b[-1 - end]:
        end += 1
    x, y = a[start : len(a) - end], b[start : len(b) - end]
    return (len(x) <= 1 and len(y) <= 1) or (len(x) == 2 and x == y[::-1])


def misspelt_side(unit: Unit, leader: Unit, frequencies: Mapping[str, int]) -> Unit:
    """Which of two units that differ by a slip holds the slip: the one with the unknown, else the rarer word."""
    a, b = next((x, y) for x, y in zip(unit.words, leader.words, strict=True) if x != y)
    badness = [(not lexicon.known(w), -frequencies.get(w, 0), -lexicon.zipf(w)) for w in (a, b)]
    return unit if badness[0] >= badness[1] else leader
