"""Reading a table as a glossary: columns known by their headers, whoever wrote them, or named by the user.

A column is the name of a field (in the words of any of the tools of `table`), a language (a tag, or its English name),
or both (`deprecated (en)`, `English_Def`). Rows with one id are one concept; without ids each row is one. What no
header explains becomes a note with the header before it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from cqterm.errors import FormatError
from cqterm.exchange.adopt import Entry, Reading, Said, adopt
from cqterm.exchange.languages import Languages
from cqterm.exchange.table import JOINED, TERMS, Row
from cqterm.exchange.vocabulary import STATUSES, key, language_of, status_of
from cqterm.glossary import shape
from cqterm.model import Decision
from cqterm.text.dates import is_date
from cqterm.values import NamedTuple, replace

C = TypeVar("C", bound=str)

_FIELDS: Mapping[str, str] = {
    key(word): field
    for field, words in {
        "id": "id entry_id concept_id term_id identifier key entry_number",
        "term": "term text designation",
        "language": "language lang locale language_code xml:lang",
        "source": "source source_term source_text msgid original",
        "target": "target target_term target_text translation msgstr",
        "status": "status term_status administrative_status usage usage_status",
        "type": "type term_type",
        "from": "from valid_from",
        "until": "until valid_until",
        "publisher": "publisher customer client",
        "term note": "term_note usage_note",
        "pos": "pos part_of_speech word_class",
        "note": "note notes comment comments remark remarks entry_note translator_comments",
        "domain": "domain subject subject_field entry_subject entry_domain category",
        "definition": "definition def description developer_comments explanation meaning",
        "state": "state approval",
        "fuzzy": "fuzzy",
        "origin": "origin",
        "case": "case",
        "near": "near",
        "date": "decided_on",
        "why": "decided_because",
        "info": "term_info",
        "skip": "case_sensitive created creator entry_created entry_creator entry_last_modified entry_modifier",
    }.items()
    for word in words.split()
}
_OF_TERMS = frozenset(("status", "type", "from", "until", "publisher", "term note", "pos", "info"))
_SKIPPED = frozenset(("-", "skip", "ignore"))
_ABOVE = 10
"""Rows in which a header is looked for."""


class _Column(NamedTuple):
    """What a column holds: a field, of terms their language and perhaps their status, and its header for notes."""

    field: str
    language: str = ""
    status: str = ""
    header: str = ""


def read_rows(name: str, rows: Sequence[Row], *, wanted: Languages, columns: str = "") -> Reading:
    """The glossary that rows hold, the header among them. `columns` names the columns where no header does.

    Raises:
        FormatError: No column holds terms, their language is not known, or `columns` names what nobody knows.
    """
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    if not filled:
        raise FormatError(f"{name}: an empty table: is this the file?")
    above = 0 if columns else header_of(filled) or 0
    filled = filled[above:]
    if not columns and _is_bare(filled) and wanted.source and wanted.target:
        # OmegaT: source, target, comment; rows of one source are alternatives
        bare = [_Column("source", header="source"), _Column("target", header="target"), _Column("note")]
        layout, body, by_source = _checked(name, bare, wanted), filled, True
    else:
        layout, body, by_source = *_columns(name, filled, wanted, columns), False
    own = tuple(filled[0]) == TERMS and not columns
    entries = _entries(layout, body, own=own, by_source=by_source)
    stated = Languages(
        next((c.language for c in layout if c.field == "term" and c.header == "source"), ""),
        next((c.language for c in layout if c.field == "term" and c.header == "target"), ""),
    )
    reading = adopt(entries, name=name, stated=stated, wanted=wanted, own=own)
    told = ("columns: no header that is known, read as source, target and note (1 file)",) if by_source else ()
    if above:
        told = (*told, f"columns: what stands above the header, left out ({above} row{'s' if above > 1 else ''})")
    return Reading(reading.glossary, (*told, *reading.remarks))


def header_of(rows: Sequence[Row]) -> int | None:
    """Which row names two columns of terms or more; above it may stand a few of one cell, such as a title."""
    for place, row in enumerate(rows[:_ABOVE]):
        cells = [cell.strip() for cell in row if cell.strip()]
        if sum(_known(cell).field in ("term", "source", "target") for cell in cells) > 1:
            return place
        if len(cells) > 1:
            break
    return None


def _is_bare(rows: Sequence[Row]) -> bool:
    """Whether a table has two or three columns and no header that is known."""
    known = any(_known(cell.strip()).field in ("term", "source", "target") for cell in rows[0])
    return not known and all(2 <= len(row) <= 3 for row in rows[:100])


# --- columns ----------------------------------------------------------------------------------------------------


def _columns(name: str, rows: list[Row], wanted: Languages, columns: str) -> tuple[list[_Column], list[Row]]:
    """What each column holds, and the rows below the header."""
    given = [part.strip() for part in columns.split(",")] if columns else []
    if given and not any("=" in part for part in given):
        return _checked(name, [_named(name, part) for part in given], wanted), rows
    renamed: dict[str, str] = {}
    if given:
        renamed = {key(part.split("=", 1)[0]): part.split("=", 1)[1].strip() for part in given if "=" in part}
        missing = [part for part in renamed if part not in map(key, rows[0])]
        if missing or len(renamed) < len(given):
            heads = ", ".join(f"«{cell[:30]}»" for cell in rows[0][:12])
            raise FormatError(f"{name}: --columns: write HEADER=MEANING for headers of the file: {heads}")
    headers = [cell.strip() for cell in rows[0]]
    layout = [
        _named(name, renamed[key(head)])._replace(header=head) if key(head) in renamed else _known(head)
        for head in headers
    ]
    if not any(column.field in ("term", "source", "target") for column in layout):
        shown = ", ".join(f"«{head[:30]}»" for head in headers[:12])
        raise FormatError(
            f"{name}: no column of terms is known among {shown}: head the columns with language tags (zh-Hans, en), "
            "or name them where you import it, such as --columns zh-Hans,en,note"
        )
    return _checked(name, layout, wanted), rows[1:]


def _named(name: str, said: str) -> _Column:
    """A column as the user names it."""
    if said in _SKIPPED or not said:
        return _Column("skip")
    column = _known(said)
    if column.field == "other":
        fields = ", ".join(dict.fromkeys(field for field in _FIELDS.values() if field not in ("skip", "info")))
        raise FormatError(f"{name}: --columns: «{said}» is no field and no language: take a tag, - or one of {fields}")
    return column


def _known(head: str) -> _Column:
    """A column by its header."""
    plain = key(head)
    if plain in _FIELDS:
        return _Column(_FIELDS[plain], header=head)
    if language := language_of(head):
        return _Column("term", language, header=head)
    found = re.fullmatch(r"(.+?)[ _:.-]*\(([^()]+)\)|(.+)[ _:]([A-Za-z]+)", head)
    if found:
        first, second = (found[1], found[2]) if found[1] else (found[4], found[3])
        language = language_of(second)
        if language and key(first) in STATUSES:
            return _Column("term", language, STATUSES[key(first)], head)
        if language and _FIELDS.get(key(first)) in ("definition", "note", "status", "type"):
            return _Column(_FIELDS[key(first)], language, header=head)
    return _Column("other", header=head)


def _checked(name: str, layout: list[_Column], wanted: Languages) -> list[_Column]:
    """Give source and target their languages, and see to it that terms have some."""
    pairs = {"source": wanted.source, "target": wanted.target}
    has_languages = any(column.field == "term" and column.language for column in layout)
    has_column = any(column.field == "language" for column in layout)
    done = []
    for column in layout:
        if column.field in pairs:
            if not pairs[column.field]:
                raise FormatError(
                    f"{name}: the column «{column.header or column.field}» names no language: give --source-language "
                    "and --target-language where you import it, or head the columns with language tags (zh-Hans, en)"
                )
            done.append(_Column("term", pairs[column.field], header=column.field))
        elif column.field == "term" and not column.language and not has_column:
            if has_languages or any(each.field in pairs for each in layout):
                done.append(_Column("other", header=column.header))  # Phrase's name of the entry
            elif wanted.target:
                done.append(column._replace(language=wanted.target))
            else:
                raise FormatError(
                    f"{name}: the column «{column.header}» names no language: head it with a language tag, such as en, "
                    "or import it with --target-language"
                )
        else:
            done.append(column)
    return done


# --- rows -------------------------------------------------------------------------------------------------------


def _entries(layout: Sequence[_Column], rows: Iterable[Row], *, own: bool, by_source: bool) -> list[Entry]:
    entries: dict[str, Entry] = {}
    rows = list(rows)
    main = {} if own or by_source else _main_rows(layout, rows)
    for number, row in enumerate(rows):
        cells = [
            (column, cell if own else cell.strip()) for column, cell in zip(layout, row, strict=False) if cell.strip()
        ]
        identifier = next((cell for column, cell in cells if column.field == "id"), "")
        place = identifier or (f"\0{row[0]}" if by_source else f"\0{main.get(number, number)}")
        entry = entries.setdefault(place, Entry(id=identifier))
        _read_row(entry, cells)
    return list(entries.values())


def _main_rows(layout: Sequence[_Column], rows: Sequence[Row]) -> dict[int, int]:
    """Of rows that say a wrong or further rendering, the number of the one with the same source and the right one."""
    fields = [column.field for column in layout]
    if fields.count("term") < 2 or "status" not in fields or "id" in fields:
        return {}
    source, status = fields.index("term"), fields.index("status")
    said = [(row[source].strip(), row[status].strip()) for row in rows if len(row) > max(source, status)]
    if len(said) < len(rows):
        return {}
    ranks = [status_of(word) or "preferred" for _, word in said]
    first: dict[str, int] = {}
    for number, (text, _) in enumerate(said):
        if text and ranks[number] == "preferred":
            first.setdefault(text, number)
    return {n: first[text] for n, (text, _) in enumerate(said) if ranks[n] != "preferred" and text in first}


def _read_row(entry: Entry, cells: Sequence[tuple[_Column, str]]) -> None:
    """Add what a row says; what is said of a term belongs to the one before it, or else to the first one of the row."""
    language = next((cell for column, cell in cells if column.field == "language"), "")
    said: list[dict[str, str]] = []
    early: dict[str, str] = {}
    for column, cell in cells:
        if column.field == "term":
            texts = cell.split(JOINED) if column.language else [cell]
            about = {"language": column.language or language, "status": column.status}
            said += [{"text": text, **about} for text in texts]
        elif column.field in _OF_TERMS:
            named = [each for each in said if each["language"] == column.language]
            _about_term((named or said[-1:] or [early])[0], column, cell)
    for column, cell in cells:
        if column.field not in ("id", "term", "language", "skip", *_OF_TERMS):
            _about_concept(entry, column, cell, [each["text"] for each in said])
    if said:
        said[0] = {**early, **{k: v for k, v in said[0].items() if v}}
    there = {(term.text, term.language) for term in entry.terms}
    entry.terms += [_term(each) for each in said if (each["text"], each["language"]) not in there]


def _term(said: Mapping[str, str]) -> Said:
    notes = [said[name] for name in ("term note", "pos") if said.get(name)]
    return Said(
        said["text"],
        said["language"],
        said.get("status", ""),
        said.get("type", ""),
        said.get("from", ""),
        said.get("until", ""),
        said.get("publisher", ""),
        notes,
    )


def _about_term(term: dict[str, str], column: _Column, cell: str) -> None:
    if column.field == "info":  # memoQ: properties with a semicolon between, such as Forbidden
        if "forbidden" in cell.lower():
            term["status"] = "deprecated"
    elif column.field == "pos":
        term["pos"] = f"part of speech: {cell}"
    elif not term.get(column.field):
        term[column.field] = cell


def _about_concept(entry: Entry, column: _Column, cell: str, terms: Sequence[str]) -> None:
    field = column.field
    if field in ("definition", "domain") and not getattr(entry, field):
        setattr(entry, field, cell)
    elif field == "note":
        entry.notes.append(cell)
    elif field == "fuzzy":
        entry.state = "proposed" if cell.lower() in ("true", "1", "yes", "fuzzy") else entry.state
    elif field == "state" and (state := _choice(cell, shape.STATES)):
        entry.state = state
    elif not _fact(entry.facts, field, cell) and not _is_idle(column, cell, terms):
        entry.notes.append(f"{column.header or field}: {cell}")


def _fact(facts: dict[str, Any], field: str, cell: str) -> bool:
    """Take what our own layout says beyond the usual; whether it was that."""
    decided = facts.get("decided", Decision())
    if field == "date" and is_date(cell):
        facts["decided"] = replace(decided, date=cell)
    elif field == "why":
        facts["decided"] = replace(decided, why=cell)
    elif field in _CHOICES and (choice := _choice(cell, _CHOICES[field])):
        facts[field] = choice
    else:
        return False
    return True


_CHOICES: Mapping[str, tuple[str, ...]] = {"origin": shape.ORIGINS, "case": shape.CASES, "near": shape.NEARS}


def _is_idle(column: _Column, cell: str, terms: Sequence[str]) -> bool:
    """Whether a cell says nothing: Phrase's name of an entry is one of its terms, and most are translatable."""
    head = column.header.lower()
    return (head == "term" and cell in terms) or (head == "translatable" and cell.lower() == "true")


def _choice(said: str, allowed: tuple[C, ...]) -> C | None:
    return next((each for each in allowed if each == said.strip().lower()), None)
