"""Dates as glossaries, manifests, settings and documents write them, all of one form.

`datetime` knows the calendar too, but takes as long to load as reading a short draft.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice

from cqterm.text.patterns import late

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


@lru_cache(maxsize=4096)  # the dates of a glossary are few, and each stands there many times
def is_date(text: str) -> bool:
    """Whether a text is YYYY, YYYY-MM or YYYY-MM-DD and such a day exists (ISO 8601-1:2019, 5.2.2).

    The calendar is the Gregorian one, from the year 1 on.
    """
    found = _DATE.fullmatch(text)
    if not found:
        return False
    year, month, day = (int(part or 1) for part in found.groups())
    return bool(year) and 1 <= month <= 12 and 1 <= day <= _days(year, month)


def printed_date(lines: Iterable[str]) -> str:
    """The date (YYYY-MM-DD) that a page prints of itself on one of its first lines; empty where none does.

    So do "Updated: April 6, 2021", "Beijing | 10 a.m. June 5, 2024" and "日期:2024年03月06日". A sentence that tells
    of a day says nothing of the page, and neither does a line of two dates.
    """
    for line in islice(lines, _TOP):
        if len(line) > _WIDE or ("20" not in line and "19" not in line) or line.rstrip().endswith(_SENTENCE):
            continue
        found = [m.group(1, 2, 3) for m in _FIGURES.finditer(line)]
        found += [
            (year, f"{_MONTHS.index(m.lower()) // 3 + 1}", one or two) for one, m, two, year in _WORDS.findall(line)
        ]
        date = "-".join(part.zfill(2) for part in found[0]) if len(found) == 1 else ""
        if is_date(date):
            return date
    return ""


_TOP, _WIDE = 12, 100
"""Lines at the top of a page, and characters of a line that is no paragraph."""
_SENTENCE = tuple(".!?,;:。")
_MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec"
_FIGURES = late(r"(?<!\d)((?:19|20)\d\d)[-/.年](\d\d?)[-/.月](\d\d?)(?!\d)")
_WORDS = late(
    r"(?ai)\b(?:(\d\d?) )?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"(?:uary|ruary|ch|il|e|y|ust|t|tember|ober|ember)?(?![a-z])\.? ?"
    r"(?:(\d\d?)(?:st|nd|rd|th)?,? ?)?((?:19|20)\d\d)\b"
)


def _days(year: int, month: int) -> int:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if month == 2 and leap else (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]
