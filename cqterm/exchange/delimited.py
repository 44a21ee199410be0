"""Tables in text: delimiters and encodings found out, cells kept from running as formulas."""

import csv
import io
import re

from cqterm.errors import FormatError
from cqterm.exchange import Export
from cqterm.exchange.adopt import Reading
from cqterm.exchange.languages import Languages
from cqterm.exchange.losses import Losses, told
from cqterm.exchange.strict import strict
from cqterm.exchange.table import LAYOUTS, TERMS, Row, count
from cqterm.exchange.table_reader import read_rows
from cqterm.model import Glossary

_DELIMITERS = ",;\t|"
_LARGEST_CELL = 1_000_000
# A spreadsheet runs a cell that begins like this (OWASP, "CSV injection"); an apostrophe before it makes it a text.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")


def marks(delimiter: str) -> tuple[bytes, ...]:
    """By what exports with such a delimiter are known again: their headers. OmegaT's layout has none."""
    return (
        delimiter.join(TERMS[:4]).encode(),
        delimiter.join(("state", "domain", "definition", "note")).encode(),
        b"location,source,target,id,fuzzy",
        b",pos,description\n",
        b"term,case sensitive,translatable,description",
        b"Entry_ID;Entry_Subject;Entry_Domain;Entry_Note",
        delimiter.join(("Status", "Subject", "Definition", "Note")).encode(),
    )


def write(glossary: Glossary, layout: str, delimiter: str) -> Export:
    """The glossary in a layout, with the delimiter that the layout has, else with this one."""
    losses: Losses = Losses()
    clean = strict(glossary, losses)
    chosen = LAYOUTS[layout]
    count(clean, chosen, losses)
    out = io.StringIO()
    separator = chosen.delimiter or delimiter
    writer = csv.writer(out, delimiter=separator, lineterminator="\n")
    for row in chosen.rows(clean):
        writer.writerow([guarded(cell) for cell in row])
    return Export(data=out.getvalue().encode(), losses=told(losses))


def read(name: str, data: bytes, *, wanted: Languages, columns: str = "") -> Reading:
    """The glossary that a delimited text holds.

    Raises:
        FormatError: It can't be decoded or taken apart, or its columns are not known.
    """
    text, remark = _decoded(name, data)
    rows = _rows(name, text)
    reading = read_rows(name, [[unguarded(cell) for cell in row] for row in rows], wanted=wanted, columns=columns)
    return Reading(reading.glossary, (remark, *reading.remarks)) if remark else reading


def guarded(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """The cell as it was before."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


# --- taking apart -----------------------------------------------------------------------------------------------


def _rows(name: str, text: str) -> list[Row]:
    csv.field_size_limit(_LARGEST_CELL)
    if "\0" in text:
        raise FormatError(f"{name}: holds NUL characters: is this a text?")
    delimiter = _delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        return list(reader)
    except csv.Error as error:
        what = "a quotation mark opens and does not close" if "unexpected end" in str(error) else str(error)
        raise FormatError(f"{name}:{reader.line_num}: {what}: was the file cut off?") from None


def _delimiter(text: str) -> str:
    """The one that cuts the first rows into the most columns, always the same number of them."""
    head = text[:20_000]
    scores = [(_regularity(head, each), -place, each) for place, each in enumerate(_DELIMITERS)]
    return max(scores)[2]


def _regularity(head: str, delimiter: str) -> tuple[int, int]:
    widths: list[int] = []
    try:
        for row in csv.reader(io.StringIO(head, newline=""), delimiter=delimiter):
            widths.append(len(row))
            if len(widths) == 30:
                break
    except csv.Error:
        return (0, 0)
    full = [width for width in widths[:-1] or widths if width]
    if not full or max(full) == 1:
        return (0, 0)
    usual = max(set(full), key=full.count)
    return (full.count(usual) * 100 // len(full), usual)


def _decoded(name: str, data: bytes) -> tuple[str, str]:
    """The text, and a remark where its encoding was guessed."""
    try:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            return data.decode("utf-16"), ""
        return data.decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        from charset_normalizer import from_bytes

        known = ["gb18030", "big5", "shift_jis", "cp1252", "cp1250", "cp1251"]
        best = from_bytes(data[:200_000], cp_isolation=known).best()
        try:
            if best is not None:
                return data.decode(best.encoding), f"encoding: read as {best.encoding} (1 file)"
        except UnicodeDecodeError:
            pass
    raise FormatError(f"{name}: its encoding can't be told: save it as UTF-8") from None
