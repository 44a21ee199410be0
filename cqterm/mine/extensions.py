"""Names that say more in front than their short forms: the year of what comes every year, or the wider place.

"2020 Government Work Report" is the report of that year; "China (Chongqing) Pilot Free Trade Zone" and "Western
(Chongqing) Science City" are called by the place in brackets alone, as names in Chinese are.
"""

import re

import numpy as np

from cqterm.mine.sequences import Column
from cqterm.mine.units import Units

_YEAR = re.compile(r"(?:19|20)\d\d")
_DATED = re.compile(rf"{_YEAR.pattern} (.+)")
_BRACKETED = re.compile(r"[\w-]+ \(([A-Z][^()]*)\) (.+)")


def extensions(units: Units) -> dict[int, int]:
    """Units that alone extend another one in front, each with the other; and the others, each with the one.

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
    return {one: other for short, long in pairs for one, other in ((short, long), (long, short))}


def _bracketed(units: Units) -> Column:
    bracket = np.array([word == "(" for word in units.forms.vocabulary], np.int64)
    return np.asarray(units.forms.sum(bracket)[units.main] > 0)


def _dated(units: Units) -> Column:
    year = np.array([_YEAR.fullmatch(word) is not None for word in units.vocabulary] + [False], np.bool_)
    return np.asarray(year[units.at(0, np.arange(len(units)))])
