"""What a text itself says about a term: its acronym, another name."""

import re
from collections.abc import Iterator

import numpy as np

from cqterm.mine import facts
from cqterm.mine.facts import CLOSED, COMMA, COORDINATOR, DETERMINER, MARK, OPENED
from cqterm.mine.phrases import before
from cqterm.mine.prose import Flags, Prose


def acronyms(prose: Prose) -> list[tuple[str, str]]:
    """Acronyms with their full forms, either of them in parentheses."""
    return [(prose.text(short), prose.span(first, last)) for short, first, last in spelt_out(prose)]


def spelt_out(prose: Prose) -> Iterator[tuple[int, int, int]]:
    """The places of acronyms, each with the first and the last word of its full form.

    The letters of the acronym are the first letters of the words of the full form, as in Schwartz & Hearst (2003), "A
    simple algorithm for identifying abbreviation definitions in biomedical text", but stricter: every
    letter begins a word or a part of a hyphenated one.
    """
    abbreviation = prose.has(facts.ABBREVIATION)
    for at in map(int, np.flatnonzero(prose.tags == OPENED)):
        if abbreviation[at + 1] and prose.tags[at + 2] == CLOSED:
            first = _spells(prose, prose.text(at + 1), range(at - 1, max(-1, at - 13), -1))
            if first is not None:
                yield at + 1, first, at - 1
        elif abbreviation[at - 1]:
            tags = prose.tags[at + 1 : at + 12].tolist()
            close = at + 1 + tags.index(CLOSED) if CLOSED in tags else at
            if close > at + 1 and _spells(prose, prose.text(at - 1), range(close - 1, at, -1)) == at + 1:
                yield at - 1, at + 1, close - 1


_UNSPOKEN = frozenset(facts.TAGS.index(tag) for tag in "DICS()")


def _spells(prose: Prose, acronym: str, places: range) -> int | None:
    """The word from which on the words at `places`, which run backwards, spell an acronym out."""
    letters = [c.lower() for c in acronym.rstrip("s") if c.isalpha()]
    if len(letters) < 2:
        return None
    initials: list[str] = []
    whole: list[str] = []  # "twenty-foot equivalent unit (TEU)": one letter for a hyphenated word
    for at in places:
        tag = int(prose.tags[at])
        if tag in (MARK, COMMA):
            return None
        if tag not in _UNSPOKEN:
            norm = prose.norms[prose.ids[at]]
            initials = [part[0] for part in re.split(r"[-–/]", norm) if part] + initials
            whole = [norm[0], *whole]
            if letters in (initials, whole):
                return at
        if len(whole) > len(letters):
            return None
    return None


def is_spelt_out(prose: Prose, at: int) -> bool:
    """Whether a parenthesis begins at a word that spells out in a list what stands before it: "Two Centers
    (the economic center, and the financial center)".
    """  # noqa: D205 - one sentence longer than a line
    if prose.bits[at] & facts.QUOTE:
        at += 1
    tags = prose.tags[at : at + _LONGEST].tolist()
    if tags[:1] != [OPENED] or CLOSED not in tags:
        return False
    inside = tags[1 : tags.index(CLOSED)]
    return len(inside) > _SHORTEST and (COMMA in inside or COORDINATOR in inside) and MARK not in inside


_SHORTEST, _LONGEST = 3, 60
"""Words and marks of a parenthesis that spells something out."""


def introduced(prose: Prose) -> Flags:
    """Before which words a text introduces a name: "also known as the", "called", "namely"."""
    naming = prose.has(facts.NAMING) & (~prose.has(facts.AS) | before(prose.has(facts.NAMED_AS)))
    skipped = (prose.tags == DETERMINER) | (prose.has(facts.QUOTE))
    for _ in range(3):
        naming = naming | (skipped & before(naming))
    return before(naming)
