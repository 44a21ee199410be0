"""Dates: the three forms, and days that there never were."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cqterm.text.dates import is_date, printed_date


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


@pytest.mark.parametrize(
    "line",
    ["", "June 2024", "2024", "The plan of 2021-2025", "13-14 March", "On April 6, 2021, the office met.",
     "Version 2.0.1", "From May 1, 2020 to May 3, 2020", "Report of February 30, 2021", "Maybe 2024",
     "Decree 12, 2019", "Mayor 5 2020", "ſep 5, 2020", "Tel. 2024-555-0100",
     "Decided on June 5, 2024:", "x" * 90 + " June 5, 2024"],
)  # fmt: skip
def test_lines_that_print_no_date_of_a_page(line: str) -> None:
    assert printed_date([line]) == ""


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Beijing | 10 a.m. June 5, 2024", "2024-06-05"),
        ("China.org.cn | July 5, 2024", "2024-07-05"),
        ("日期:2024年03月06日 来源:重庆国际传播中心", "2024-03-06"),
        ("China Daily | Updated: 2020-07-22 09:23", "2020-07-22"),
        ("Sept. 26, 2021", "2021-09-26"),
        ("3 MAY 2021", "2021-05-03"),
        ("Updated:Jan 05,2021 11:22 AM Anhui Today", "2021-01-05"),
        ("By RAN ZHENG|May 31,2024", "2024-05-31"),
        ("14 November 2018", "2018-11-14"),
        ("2021/2/4", "2021-02-04"),
    ],
)
def test_a_page_prints_its_date_in_many_forms(line: str, date: str) -> None:
    assert printed_date(["Headline", line, "The text."]) == date


def test_the_first_date_counts_and_only_near_the_top() -> None:
    assert printed_date(["May 1, 2020", "May 2, 2021"]) == "2020-05-01"
    assert printed_date([*["A line"] * 12, "May 1, 2020"]) == ""
