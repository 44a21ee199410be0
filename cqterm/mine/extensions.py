"""Names that say more than their short forms: in front the year of what comes every year, or the wider place; behind
what a single word is short for.

"2020 Government Work Report" is the report of that year; "China (Chongqing) Pilot Free Trade Zone" and "Western
(Chongqing) Science City" are called by the place in brackets alone, as names in Chinese are. "Municipality" may be
short for "municipality directly under the central government", where the documents speak of no other.
"""  # noqa: D205 - one sentence longer than a line

import re

import numpy as np

from cqterm.mine import register
from cqterm.mine.sequences import Column
from cqterm.mine.units import Units

_YEAR = re.compile(r"(?:19|20)\d\d")
_DATED = re.compile(rf"{_YEAR.pattern} (.+)")
_BRACKETED = re.compile(r"[\w-]+ \(([A-Z][^()]*)\) (.+)")


def extensions(units: Units) -> dict[int, int]:
    """Units that alone extend another one, each with the other; and the others, each with the one.

    Where two names extend a third, as those of two years do, they are two things, and neither may claim it.
    """
    longer = (units.sizes > 2) & (_bracketed(units) | (_dated(units) & np.array(units.names, np.bool_)))
    holders: dict[int, list[int]] = {}
    for unit in np.flatnonzero(longer).tolist():
        text = units.text(unit)
        match = _DATED.fullmatch(text) or _BRACKETED.fullmatch(text)
        short = units.find(" ".join(match.groups())) if match else None
        if short is not None and short != unit and units.sizes[short] > 1:
            holders.setdefault(short, []).append(unit)
    pairs = [(short, *long) for short, long in holders.items() if len(long) == 1]
    pairs = _openings(units) + pairs  # of two that claim one, what stands in front is surer
    return {one: other for short, long in pairs for one, other in ((short, long), (long, short))}


_NEARLY_ALWAYS = 0.75
_OFTEN = 3


def _openings(units: Units) -> list[tuple[int, int]]:
    """Single words that nearly always open the same longer unit, each with that unit."""
    alone = np.flatnonzero(units.sizes == 1)
    single = dict(zip(units.at(0, alone).tolist(), alone.tolist(), strict=True))
    longer = np.flatnonzero((units.sizes > 2) & (units.count >= _OFTEN))
    longer = longer[units.flag((*register.JOINTS, "directly"))[units.at(1, longer)]]
    found: dict[int, tuple[int, int, int]] = {}
    for unit, word in zip(longer.tolist(), units.at(0, longer).tolist(), strict=True):
        short = single.get(word)
        if short is not None and units.count[unit] >= _NEARLY_ALWAYS * units.count[short]:
            found[short] = max(found.get(short, (0, 0, 0)), (int(units.count[unit]), int(units.sizes[unit]), unit))
    return [(short, unit) for short, (_, _, unit) in found.items()]


def _bracketed(units: Units) -> Column:
    bracket = np.array([word == "(" for word in units.forms.vocabulary], np.int64)
    return np.asarray(units.forms.sum(bracket)[units.main] > 0)


def _dated(units: Units) -> Column:
    year = np.array([_YEAR.fullmatch(word) is not None for word in units.vocabulary] + [False], np.bool_)
    return np.asarray(year[units.at(0, np.arange(len(units)))])
