"""The spreadsheet of review: what is written reads back as the decisions that a person put in, and nothing else."""

import io

import pytest
from openpyxl import load_workbook

from cqterm.errors import GlossaryError
from cqterm.glossary import sheet
from cqterm.glossary.rulings import Ruling
from cqterm.glossary.waiting import waiting
from cqterm.model import Evidence, Seen, Source
from tests.words import concept, glossary, term

GLOSSARY = glossary(
    concept("done", term("Done Thing")),
    concept(
        "sum", term("=SUM(1)"), state="proposed", note="@risk\x07", evidence=(Evidence(source="s", quote="+1 =SUM(1)"),)
    ),
    concept(
        "known", term("Known Thing"), seen=(Seen(text="-Thing", kind="short form"), Seen(text="x", state="rejected"))
    ),
    sources=(Source(id="s", publisher="p", publisher_name="The Press", date="2024"),),
)


def filled(*cells: tuple[int, str, str]) -> bytes:
    book = load_workbook(io.BytesIO(sheet.write(GLOSSARY, waiting(GLOSSARY))))
    for row, column, text in cells:
        book.worksheets[0].cell(row, sheet.COLUMNS.index(column) + 1).value = text
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_nothing_is_decided_in_a_sheet_as_it_is_written() -> None:
    assert sheet.read(sheet.write(GLOSSARY, waiting(GLOSSARY)), "r.xlsx") == []


def test_each_proposal_has_a_row_with_its_evidence_and_no_cell_is_a_formula() -> None:
    rows = list(load_workbook(io.BytesIO(sheet.write(GLOSSARY, waiting(GLOSSARY)))).worksheets[0].iter_rows())
    assert [[cell.value for cell in row[:4]] for row in rows[1:]] == [
        ["sum", None, None, "=SUM(1)"],
        ["known", "-Thing", None, "Known Thing"],
    ]
    assert rows[1][5].value == "@risk"
    assert rows[1][6].value == "+1 =SUM(1)\n(The Press, 2024)"
    assert {cell.data_type for row in rows for cell in row if cell.value} == {"s"}


def test_decisions_come_back() -> None:
    data = filled(
        (2, "decision", "Accept "), (2, "preferred form", "SUM"), (2, "reason", "shorter"),
        (3, "decision", "deprecate"),
    )  # fmt: skip
    assert sheet.read(data, "r.xlsx") == [
        Ruling(verb="accept", concept="sum", term="SUM", why="shorter"),
        Ruling(verb="accept", concept="known", form="-Thing", status="deprecated"),
    ]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"no zip", "r.xlsx: no spreadsheet that can be read"),
        (filled((2, "decision", "acept")), "row 2, column decision: «acept» is no decision about a concept"),
        (filled((3, "decision", "pin")), "row 3, column decision: «pin» is no decision about a form"),
        (filled((2, "decision", "merge")), "row 2, column merge into"),
        (filled((2, "preferred form", "x")), "row 2, column decision: empty, though «preferred form» is filled"),
        (filled((3, "merge into", "x")), "row 3, column decision: empty, though «merge into» is filled"),
        (filled((1, "decision", "verdict")), "no column «decision»"),
    ],
)
def test_what_can_not_be_understood_names_its_place(data: bytes, says: str) -> None:
    with pytest.raises(GlossaryError, match=says):
        sheet.read(data, "r.xlsx")
