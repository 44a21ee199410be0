"""What is likely but not sure: proposals that may be one concept, offered to a person and never merged.

Two names of which one has a word more may be a name and its short form ("China-Singapore project"), and may be two
things ("Central Committee"); only a person knows. So may a name be those of two years that it goes with, and so may two
formulas that count the same numbers of things and differ in one of them be two renderings of one.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np

from cqterm.mine.candidates import COUNTED
from cqterm.mine.collection import Collection
from cqterm.mine.group import Group
from cqterm.text.words import cardinal, ordinal

MOST = 3
"""Offers for one proposal; who is like more others is like none in particular."""


def offers(groups: Sequence[Group], collection: Collection) -> dict[int, tuple[int, ...]]:
    """For each group, by its place, the places of those that may be the same concept."""
    units = collection.units
    lists, names, heads = units.lists, units.names, units.heads.tolist()
    places = {tuple(lists[found.leader]): place for place, found in enumerate(groups)}
    pairs: list[tuple[int, int]] = []
    for long, group in enumerate(groups):
        words = lists[group.leader]
        for at, word in enumerate(words if len(words) > 2 else ()):
            short = places.get((*words[:at], *words[at + 1 :]))
            if short is None or not _may_go(units.vocabulary[word]):
                continue
            leader = groups[short].leader
            # inside the name, with its first word and its noun kept, or a year before it
            named = names[group.leader] and names[leader]
            inner = at and (named or len(words) > 3) and heads[leader] == heads[group.leader]
            if inner or units.vocabulary[word].isdecimal():
                pairs.append((long, short))
    found: dict[int, set[int]] = {}
    for one, other in (*pairs, *_formulas(groups, collection)):
        if not (groups[one].chinese and groups[other].chinese and groups[one].chinese != groups[other].chinese):
            found.setdefault(one, set()).add(other)
            found.setdefault(other, set()).add(one)
    return {place: tuple(sorted(others)) for place, others in sorted(found.items()) if len(others) <= MOST}


def _formulas(groups: Sequence[Group], collection: Collection) -> Iterator[tuple[int, int]]:
    """Pairs of formulas of two counts or more that differ in one counted thing."""
    units = collection.units
    counted = np.flatnonzero(units.share(COUNTED) > 0)
    formulas = set(counted[units.sizes[counted] > _SHORTEST].tolist())
    like: dict[tuple[str, ...], list[int]] = {}
    for place, group in enumerate(groups):
        words = [units.vocabulary[word] for word in units.lists[group.leader]] if group.leader in formulas else []
        if sum(map(cardinal, words)) > 1:
            for at, word in enumerate(words):
                if not cardinal(word) and len(word) > _SHORTEST:
                    like.setdefault((*words[:at], "", *words[at + 1 :]), []).append(place)
    return (pair for places in like.values() if len(places) <= MOST + 1 for pair in combinations(places, 2))


_SHORTEST = 3
"""Words of two counts with their things, and letters of a word that may be one of these."""


def _may_go(word: str) -> bool:
    """Whether a name may lack a word and be the same: a year, but no other number; any word but a small one."""
    if word.isdecimal():
        return len(word) == 4 and word[:2] in ("19", "20")
    return word[0].isalpha() and len(word) > 3 and not cardinal(word) and not ordinal(word)
