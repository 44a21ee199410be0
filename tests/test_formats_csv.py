"""CSV: the fields that the standard library reads, and fixes that keep a table what it is."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cqterm import formats
from cqterm.errors import FormatError
from cqterm.formats.csv import Cell, _records
from cqterm.model import Edit, Span
from tests import formats_laws

CELL = st.text(st.sampled_from('ab ,;"\t\n\r重')).filter(lambda cell: "\r" not in cell.replace("\r\n", ""))


def _value(text: str, cell: Cell) -> str:
    held = text[cell.start : cell.end]
    return held.replace('""', '"') if cell.quoted else held


ROWS = st.integers(2, 3).flatmap(lambda size: st.lists(st.lists(CELL, min_size=size, max_size=size), max_size=4))


@given(ROWS, st.sampled_from(",;\t"))
def test_the_fields_are_those_that_the_library_wrote(rows: list[list[str]], separator: str) -> None:
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=separator).writerows(rows)
    text = file.getvalue()

    found = list(_records(text, separator, "x.csv"))

    assert [
        [text[c.start : c.end].replace('""', '"') if c.quoted else text[c.start : c.end] for c in r] for r in found
    ] == rows
    formats_laws.check(formats.read("x.csv", text.encode()), text.encode())


@pytest.mark.parametrize(
    ("source", "put", "written"),
    [
        ("a,the WORD is\n", "X", "a,the X is\n"),
        ('a,"the WORD, is"\n', 'X "Y", Z', 'a,"the X ""Y"", Z, is"\n'),
        ("a,the WORD is\n", 'X, "Y"', 'a,"the X, ""Y"" is"\n'),
        ("a\tthe WORD is\n", "X, Y", "a\tthe X, Y is\n"),
    ],
)
def test_a_fix_keeps_the_cells_what_they_are(source: str, put: str, written: str) -> None:
    document = formats.read("x.csv", source.encode())
    start = source.index("WORD")

    data = formats.write(document, {"": [Edit(Span(start, start + 4), put)]})

    assert data.decode() == written
    assert put in formats.read("x.csv", data).segments[1].text


def test_a_quotation_mark_that_is_not_closed_is_refused_with_its_place() -> None:
    with pytest.raises(FormatError, match=r"x\.csv: line 2, column 3: the quotation mark is not closed"):
        formats.read("x.csv", b'a,b\nc,"d\n')


def test_a_folder_does_not_stand_for_its_tables() -> None:
    assert not {".csv", ".tsv"} & set(formats.folder_suffixes())
    assert {".po", ".html", ".tmx"} <= set(formats.folder_suffixes())
