"""Proposals as a spreadsheet for people who decide in Excel or LibreOffice, and the decisions read back from it.

One row a proposal (a concept, or a form that waits at one) with its evidence. A person fills the columns `decision`,
`preferred form`, `merge into` and `reason`; all others are for reading and are not read back. Texts are written as
texts, so that one that begins with = + - or @ is no formula (OWASP, CSV Injection).
"""

import io
import re
from collections.abc import Iterable, Sequence
from typing import Any

from cqterm.errors import GlossaryError
from cqterm.glossary.rulings import Ruling, Verb
from cqterm.glossary.waiting import Waiting
from cqterm.model import Evidence, Glossary, Source, Status

COLUMNS = (
    "id", "waiting form", "source term", "preferred", "other forms", "why", "evidence 1", "evidence 2",
    "decision", "preferred form", "merge into", "reason",
)  # fmt: skip
FILLED = ("decision", "preferred form", "merge into", "reason")
"""The columns that a person fills."""

_CONCEPT: dict[str, Verb] = {"accept": "accept", "pin": "pin", "reject": "reject", "merge": "merge"}
_FORM: dict[str, tuple[Verb, Status]] = {
    "admit": ("accept", "admitted"), "deprecate": ("accept", "deprecated"), "prefer": ("accept", "preferred"),
    "reject": ("reject", "admitted"), "split": ("split", "admitted"),
}  # fmt: skip
_WIDTHS = (28, 28, 22, 34, 40, 48, 48, 48, 12, 30, 24, 40)


def write(glossary: Glossary, proposals: Iterable[Waiting]) -> bytes:
    """Proposals of a glossary as an .xlsx file."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.worksheet.datavalidation import DataValidation

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "review"
    rows = [COLUMNS, *(_row(glossary, each) for each in proposals)]
    for r, row in enumerate(rows, start=1):
        for c, text in enumerate(row, start=1):
            cell = sheet.cell(r, c)
            cell.value = _printable(text)
            if cell.value:
                cell.data_type = "s"  # whatever it begins with, it is a text
                # and stays one when somebody edits it
                cell.quotePrefix = text[:1] in tuple("=+-@")
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if r == 1:
                cell.font = Font(bold=True)
            elif COLUMNS[c - 1] in FILLED:
                cell.fill = PatternFill("solid", fgColor="FFF9E5")
    for letter, width in zip("ABCDEFGHIJKL", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "B2"
    words = ",".join(dict.fromkeys((*_CONCEPT, *_FORM)))
    choice = DataValidation(type="list", formula1=f'"{words}"', allow_blank=True)
    sheet.add_data_validation(choice)
    choice.add(f"I2:I{max(len(rows), 2)}")
    book.properties.creator = "cqterm"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read(data: bytes, name: str) -> list[Ruling]:
    """The decisions of a spreadsheet that `write` made and a person filled; rows without one are left out.

    Raises:
        GlossaryError: It is no such spreadsheet, or a decision can't be understood; the message names the row.
    """
    from openpyxl import load_workbook

    try:
        # links and formulas of strangers are not followed: only values are read
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        lines = [[_text(value) for value in row] for row in book.worksheets[0].iter_rows(values_only=True)]
    except Exception as error:  # openpyxl raises whatever its parsers do
        what = f"no spreadsheet that can be read ({type(error).__name__})"
        raise GlossaryError(f"{name}: {what}: save it as .xlsx") from error
    head = [text.strip().lower() for text in (lines[0] if lines else [])]
    lacking = [column for column in ("id", "waiting form", *FILLED) if column not in head]
    if lacking:
        what = f"no column «{lacking[0]}» in the first row"
        raise GlossaryError(f"{name}: {what}: begin with `cqterm review --to {name}`")
    rulings = []
    for number, line in enumerate(lines[1:], start=2):
        cells = dict(zip(head, (*line, *[""] * len(head)), strict=False))
        place = f"{name}: row {number}"
        if cells["decision"].strip():
            rulings.append(_ruling(cells, place))
        elif filled := next((column for column in ("preferred form", "merge into") if cells[column].strip()), ""):
            what = f"empty, though «{filled}» is filled"
            raise GlossaryError(f"{place}, column decision: {what}: write a decision, or empty the row")
    return rulings


def divide(rulings: Iterable[Ruling], glossary: Glossary) -> tuple[list[Ruling], list[Ruling]]:
    """Rulings about what is there, and those about what is not: concepts merged since, forms that were decided on."""
    forms = {c.id: {seen.text for seen in c.seen} for c in glossary.concepts}
    there: list[Ruling] = []
    gone: list[Ruling] = []
    for ruling in rulings:
        stands = ruling.concept in forms and (not ruling.form or ruling.form in forms[ruling.concept])
        (there if stands else gone).append(ruling)
    return there, gone


def _row(glossary: Glossary, each: Waiting) -> tuple[str, ...]:
    concept, seen = each
    target = glossary.target_language
    source_term, preferred = concept.preferred(glossary.source_language), concept.preferred(target)
    others = [t.text for t in concept.terms if t.language == target and t is not preferred]
    shown = [e for e in concept.evidence if seen is None or e.form == seen.text] or list(concept.evidence)
    quotes = [_quote(glossary, e) for e in shown[:2]] + ["", ""]
    why = f"{seen.kind}{f', {seen.source}' if seen.source else ''}" if seen else concept.note
    return (
        concept.id,
        seen.text if seen else "",
        source_term.text if source_term else "",
        preferred.text if preferred else "",
        "\n".join(others),
        why,
        *quotes[:2],
        "", "", "", "",
    )  # fmt: skip


def _quote(glossary: Glossary, evidence: Evidence) -> str:
    source = glossary.source(evidence.source) or Source(id=evidence.source)
    who = ", ".join(each for each in (source.publisher_name or source.publisher or source.id, source.date) if each)
    return f"{' '.join(evidence.quote.split())}\n({who})"


def _ruling(cells: dict[str, str], place: str) -> Ruling:
    word = cells["decision"].strip().lower()
    form, identifier = cells["waiting form"], cells["id"].strip()
    chosen, into, why = (cells[column].strip() for column in FILLED[1:])
    known: Sequence[str] = tuple(_FORM) if form else tuple(_CONCEPT)
    if word not in known:
        what = f"«{word}» is no decision about a {'form' if form else 'concept'}"
        raise GlossaryError(f"{place}, column decision: {what}: choose {' | '.join(known)}")
    if word == "merge" and not into:
        raise GlossaryError(f"{place}, column merge into: merge needs the id of a concept: write it")
    if form:
        verb, status = _FORM[word]
        return Ruling(verb=verb, concept=identifier, form=form, status=status, why=why, place=place)
    return Ruling(verb=_CONCEPT[word], concept=identifier, term=chosen, into=into, why=why, place=place)


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _printable(text: str) -> str:
    """Without the control characters that XML, and so .xlsx, can't hold (XML 1.0, section 2.2)."""
    return _UNPRINTABLE.sub("", text)


_UNPRINTABLE = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
