"""XLSX: a glossary as a workbook, for those who work in Excel or LibreOffice and for MultiTerm Convert.

The layouts are those of `cqterm.exchange.csv`. Every cell is a text, marked as one, so that none runs as a formula.
The same glossary gives the same bytes: the workbook has no clock.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from cqterm.errors import FormatError
from cqterm.exchange import Export
from cqterm.exchange.adopt import MOST_TERMS, Reading
from cqterm.exchange.languages import Languages
from cqterm.exchange.losses import Losses, lose, told
from cqterm.exchange.strict import strict
from cqterm.exchange.table import LAYOUTS, Row, count
from cqterm.exchange.table_reader import header_of, read_rows
from cqterm.model import Glossary

if TYPE_CHECKING:
    from openpyxl import Workbook

NAME = "xlsx"
SUFFIXES = (".xlsx",)
SUMMARY = "a workbook, laid out as csv"
MARKS = (b">cqterm</dc:creator>",)
OPTIONS = {"preset": tuple(LAYOUTS)}
READ_OPTIONS = ("columns",)

LARGEST = 64_000_000
"""Bytes that a workbook may have when it is unpacked: ten times what 10,000 concepts take."""

_CELL = 32_767  # characters that Excel holds in a cell
_EPOCH = (1980, 1, 1, 0, 0, 0)  # where the time of a ZIP file begins
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def write(glossary: Glossary, *, preset: str = "terms") -> Export:
    """The glossary as a workbook of one sheet. Raises GlossaryError for malformed ids and language tags."""
    losses: Losses = Losses()
    clean = strict(glossary, losses)
    chosen = LAYOUTS[preset]
    count(clean, chosen, losses)
    from openpyxl import Workbook

    workbook = Workbook(write_only=True)
    workbook.properties.creator = "cqterm"
    sheet = workbook.create_sheet("Glossary")
    sheet.freeze_panes = "A2"
    for row in chosen.rows(clean):
        lose(losses, "text", f"cut after {_CELL:,} characters", "cell", sum(len(cell) > _CELL for cell in row))
        sheet.append([_text(sheet, cell[:_CELL]) for cell in row])
    return Export(data=_timeless(workbook), losses=told(losses))


def read(name: str, data: bytes, *, wanted: Languages = Languages(), columns: str = "") -> Reading:  # noqa: B008
    """The glossary in the first sheet of a workbook with a header of terms, else in the first that holds anything.

    Raises:
        FormatError: It is no workbook, too large when unpacked, or its columns are not known.
    """
    from openpyxl import load_workbook

    _refuse_bombs(name, data)
    try:
        workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheets = (list(_rows(name, sheet)) for sheet in workbook.worksheets)
        rows: list[Row] = []
        for found in sheets:
            rows = rows or found
            if header_of(found) is not None:
                rows = found
                break
    except FormatError:
        raise
    except Exception as error:  # openpyxl raises whatever it meets in a broken file
        raise FormatError(f"{name}: not a workbook that can be read ({type(error).__name__}): save it again") from None
    return read_rows(name, rows, wanted=wanted, columns=columns)


def _text(sheet: Any, text: str) -> Any:
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"  # openpyxl takes what begins with = for a formula
    if text[:1] in tuple("=+-@"):
        cell.quotePrefix = True  # and so would Excel, as soon as somebody edits the cell
    return cell


def _timeless(workbook: "Workbook") -> bytes:
    """The workbook as bytes, with the beginning of time wherever openpyxl writes the present."""
    written, out = io.BytesIO(), io.BytesIO()
    workbook.save(written)
    with zipfile.ZipFile(written) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            content, info = before.read(name), zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            if name == "docProps/core.xml":
                content = _STAMP.sub(rb"\g<1>1980-01-01T00:00:00Z", content)
                info.compress_type = zipfile.ZIP_STORED  # our mark in it has to be seen
            after.writestr(info, content)
    return out.getvalue()


def _refuse_bombs(name: str, data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(info.file_size for info in archive.infolist()) > LARGEST:
                raise FormatError(f"{name}: larger than {LARGEST:,} bytes when unpacked: split it")
            for info in archive.infolist():
                if info.filename.endswith((".xml", ".rels")):
                    with archive.open(info) as member:
                        if b"<!DOCTYPE" in member.read(65_536).replace(b"\0", b""):
                            raise FormatError(f"{name}: {info.filename} has a DOCTYPE, which no workbook has: refused")
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, NotImplementedError):
        raise FormatError(f"{name}: no workbook, or a broken one: was it cut off?") from None


def _rows(name: str, sheet: Any) -> Iterator[Row]:
    sheet.reset_dimensions()  # a sheet may claim a million rows of 16,384 columns
    number = 0
    for row in sheet.iter_rows(values_only=True):
        cells = ["" if value is None else _said(value) for value in row[:500]]
        if any(cells):
            number += 1
            if number > MOST_TERMS:
                raise FormatError(f"{name}: more than {MOST_TERMS:,} rows: split it")
            yield cells


def _said(value: object) -> str:
    """A cell as a text; a date has no time of day."""
    return str(value).removesuffix(" 00:00:00") if isinstance(value, datetime) else str(value)
