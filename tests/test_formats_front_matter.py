"""What front matter says of a document: its date, and what is wrong with one that is none."""

import pytest

from cqterm.formats import read
from cqterm.formats.front_matter import day


@pytest.mark.parametrize(
    ("said", "date"),
    [
        ("soon", ""),
        ("June 5, 2024", ""),
        ("20240605", ""),
        ("2024-13", ""),
        ("2024-02-30", ""),
        ("2023-02-29", ""),
        ("1900-02-29", ""),
        ("0000-01-01", ""),
        ("2024-02-29", "2024-02-29"),
        ("2000-02-29", "2000-02-29"),
        ("2024", "2024"),
        ("2024-6", "2024-06"),
        ("2024/6/5", "2024-06-05"),
        ("2024.06.05", "2024-06-05"),
        ("2024年6月5日", "2024-06-05"),
        ("2024-06-05T10:00:00+08:00", "2024-06-05"),
    ],
)
def test_the_date_that_a_value_begins_with(said: str, date: str) -> None:
    assert day(said) == date


NO_DATE = "is no date and is not used: write YYYY, YYYY-MM or YYYY-MM-DD"


@pytest.mark.parametrize(
    ("head", "note"),
    [
        ("title: x", ()),
        ("date:", ()),
        ("date: 2024-06-05", ()),
        ("title: x\ndate: 'next\n  week'", (f"line 3: date «next week» {NO_DATE}",)),
        ("Date: 2024-02-30 # leap", (f"line 2: date «2024-02-30» {NO_DATE}",)),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_date_that_is_none_is_a_remark_with_its_line(head: str, note: tuple[str, ...], end: str) -> None:
    document = read("a.md", f"---\n{head}\n---\n\nText.\n".replace("\n", end).encode())
    assert document.notes == note
    assert document.misdated is bool(note)
    assert document.meta.date == ("2024-06-05" if "06-05" in head else "")
