"""Dates as glossaries, manifests, settings and documents write them, all of one form.

`datetime` knows the calendar too, but takes as long to load as reading a short draft.
"""

import re
from functools import lru_cache

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


def _days(year: int, month: int) -> int:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if month == 2 and leap else (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]
