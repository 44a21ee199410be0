"""What is likely but not sure: proposals that may be one concept, offered to a person and never merged.

Two names of which one has a word more may be a name and its short form ("China-Singapore project"), and may be two
things ("Central Committee"); only a person knows. So may a name be those of two years that it goes with.
"""

from collections.abc import Sequence

from cqterm.mine.group import Group
from cqterm.mine.termhood import Collection
from cqterm.text.words import cardinal, ordinal

MOST = 3
"""Offers for one proposal; who is like more others is like none in particular."""


def offers(groups: Sequence[Group], collection: Collection) -> dict[int, tuple[int, ...]]:
    """For each group, by its place, the places of those that may be the same concept."""
    units = collection.units
    lists, names, heads = units.lists, units.names, units.heads.tolist()
    places = {tuple(lists[found.leader]): place for place, found in enumerate(groups)}
    found: dict[int, set[int]] = {}
    for long, group in enumerate(groups):
        words = lists[group.leader]
        for at, word in enumerate(words if len(words) > 2 else ()):
            short = places.get((*words[:at], *words[at + 1 :]))
            if short is None or not _may_go(units.vocabulary[word]):
                continue
            leader = groups[short].leader
            told_apart = group.chinese and groups[short].chinese and group.chinese != groups[short].chinese
            # inside the name, with its first word and its noun kept, or a year before it
            named = names[group.leader] and names[leader]
            inner = at and (named or len(words) > 3) and heads[leader] == heads[group.leader]
            if not told_apart and (inner or units.vocabulary[word].isdecimal()):
                found.setdefault(long, set()).add(short)
                found.setdefault(short, set()).add(long)
    return {place: tuple(sorted(others)) for place, others in sorted(found.items()) if len(others) <= MOST}


def _may_go(word: str) -> bool:
    """Whether a name may lack a word and be the same: a year, but no other number; any word but a small one."""
    if word.isdecimal():
        return len(word) == 4 and word[:2] in ("19", "20")
    return word[0].isalpha() and len(word) > 3 and not cardinal(word) and not ordinal(word)
