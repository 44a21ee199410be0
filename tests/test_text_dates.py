"""Dates: the three forms, and days that there never were."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cqterm.text.dates import is_date


@pytest.mark.parametrize(
    "text",
    ["", "24", "0000", "20240", "2024-6", "2024-13", "2024-00", "2024-06-31", "2023-02-29", "1900-02-29", "2024-06-00",
     "2024/06/05", "20240605", "2024-06-05T10:00", " 2024", "2024-", "２０２４", "June 2024"],
)  # fmt: skip
def test_what_is_no_date(text: str) -> None:
    assert not is_date(text)


@pytest.mark.parametrize("text", ["2024", "0001", "2024-06", "2024-06-05", "2024-02-29", "2000-02-29", "1999-12-31"])
def test_what_is_a_date(text: str) -> None:
    assert is_date(text)


@given(st.integers(1, 9999), st.integers(0, 13), st.integers(0, 32))
def test_the_calendar_is_that_of_the_library(year: int, month: int, day: int) -> None:
    try:
        exists = bool(date(year, month, day))
    except ValueError:
        exists = False
    assert is_date(f"{year:04}-{month:02}-{day:02}") is exists
