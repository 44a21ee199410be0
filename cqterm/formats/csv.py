"""CSV and TSV: cells as segments; two columns are a source and its target.

A header that names languages, or source and target, says which column is which; two columns without one are source and
target; more columns are cells by themselves. The separator is the one that the first records agree on. Only files that
are named are read: most tables are data.

RFC 4180; `csv` of the standard library reads the same fields (tests prove it), but keeps no places.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from cqterm.errors import FormatError
from cqterm.formats import Edits
from cqterm.formats.decode import BOM, decode
from cqterm.formats.pieces import Swap
from cqterm.formats.segments import segment
from cqterm.model import Document, Edit, Meta, Part, Role, Segment, Span
from cqterm.text.lines import LineIndex
from cqterm.text.patterns import late
from cqterm.values import NamedTuple

NAME = "CSV"
SUFFIXES: tuple[str, ...] = (".csv", ".tsv")
NAMED_ONLY = True


def read(name: str, data: bytes) -> Document:
    """Read a table; a `FormatError` says that it is binary, or where a quotation mark is not closed."""
    text, encoding, note = decode(data, name)
    separator = "\t" if name.lower().endswith(".tsv") else _separator(text)
    found = list(_records(text, separator, name))
    columns = _columns(text, found)
    rows = enumerate(found[columns.header :], columns.header + 1)
    segments = tuple(s for row, record in rows for s in _segments(text, record, row, columns))
    return Document(
        name=name,
        parts=(Part("", text),),
        segments=segments,
        meta=Meta(language=columns.language),
        encoding=encoding,
        notes=(note,) if note else (),
    )


def escape(document: Document, edits: Edits) -> Edits:
    """The edits as cells hold them: a cell that gets a separator or a quotation mark is quoted."""
    text = document.part("")
    separator = "\t" if document.name.lower().endswith(".tsv") else _separator(text)
    cells = [cell for record in _records(text, separator, document.name) for cell in record]
    return {part: list(_escaped(made, cells, separator)) for part, made in edits.items()}


class Cell(NamedTuple):
    """A field: the place of what it holds, without the quotation marks around it."""

    start: int
    end: int
    quoted: bool


class _Columns(NamedTuple):
    """Which column is the source and which are targets, by number, their languages, and how many records are header."""

    source: int | None
    targets: tuple[int, ...]
    languages: tuple[str, ...]
    header: int

    @property
    def language(self) -> str:
        """That of the translations, if there is one."""
        known = {self.languages[n] for n in self.targets if n < len(self.languages)}
        return known.pop() if len(known) == 1 else ""


# Of equals the first: commas stand in many a text, tabs in none.
_SEPARATORS = ("\t", ";", "|", ",")
_SAMPLE = 20
"""Records from which the separator is told."""
_SOURCE = frozenset("source src original msgid 原文 源语 源文".split())
_TARGET = frozenset("target tgt trg translation msgstr 译文 目标 目标语 译语".split())
_LANGUAGES = {
    "chinese": "zh", "中文": "zh", "汉语": "zh", "simplified chinese": "zh-Hans", "简体中文": "zh-Hans",
    "traditional chinese": "zh-Hant", "繁體中文": "zh-Hant", "english": "en", "英文": "en", "英语": "en",
    "french": "fr", "german": "de", "spanish": "es", "russian": "ru", "japanese": "ja", "日文": "ja", "korean": "ko",
    "arabic": "ar", "portuguese": "pt", "italian": "it",
}  # fmt: skip
# A column called "id" or "no" is rather a number than Indonesian or Norwegian, and one called "key" is no language.
_TAG = late(r"(?!(?:id|no)\Z)(?:[a-z]{2}|cmn|yue)(?:[-_][A-Za-z]{4})?(?:[-_](?:[A-Za-z]{2}|[0-9]{3}))?")


def _separator(text: str) -> str:
    """The one by which the first records have the same number of fields, the more the better."""
    fields = {separator: _fields(text, separator) for separator in _SEPARATORS}
    best = max(fields, key=fields.__getitem__)
    return best if fields[best] > 1 else ","


def _fields(text: str, separator: str) -> int:
    """How many fields each of the first records has; 0 where they differ."""
    try:
        counts = {len(record) for record in islice(_records(text, separator, ""), _SAMPLE)}
    except FormatError:
        return 0
    return counts.pop() if len(counts) == 1 else 0


def _records(text: str, separator: str, name: str) -> Iterator[list[Cell]]:
    """The records of a table with their fields, blank lines left out."""
    cell = re.compile(rf'"((?:[^"]|"")*+)"(?={re.escape(separator)}|[\r\n]|\Z)|([^{re.escape(separator)}\r\n]*+)')
    position = len(BOM) if text.startswith(BOM) else 0
    record: list[Cell] = []
    while position <= len(text):
        found = cell.match(text, position)
        assert found  # noqa: S101 - it matches nothing at least
        quoted = found[1] is not None
        if not quoted and text.startswith('"', position) and '"' not in found[2][1:]:
            line, column = LineIndex(text[:position]).position(position)
            what = "the quotation mark is not closed, or more follows behind its end: close it, or double it"
            raise FormatError(f"{name}: line {line:,}, column {column:,}: {what}")
        record.append(Cell(*found.span(1 if quoted else 2), quoted))
        position = found.end()
        if text.startswith(separator, position):
            position += 1
            continue
        if len(record) > 1 or record[0].quoted or record[0].end > record[0].start:
            yield record
        record = []
        position += 2 if text.startswith("\r\n", position) else 1


def _columns(text: str, records: Sequence[Sequence[Cell]]) -> _Columns:
    if not records:
        return _Columns(None, (), (), 0)
    names = [" ".join(text[cell.start : cell.end].split()) for cell in records[0]]
    plain = [re.split(r"[(\[（]", name)[0].strip().lower() for name in names]
    source = next((n for n, name in enumerate(plain) if name in _SOURCE), None)
    targets = tuple(n for n, name in enumerate(plain) if name in _TARGET)
    languages = tuple(_language(name) for name in names)
    spoken = tuple(n for n, language in enumerate(languages) if language)
    if source is not None and (targets or spoken):
        return _Columns(source, targets or tuple(n for n in spoken if n != source), languages, 1)
    if len(spoken) > 1:
        return _Columns(spoken[0], spoken[1:], languages, 1)
    if all(len(record) == 2 for record in records):
        return _Columns(0, (1,), ("", ""), 0)
    return _Columns(None, (), (), 0)


def _language(name: str) -> str:
    """The language that a header names: `en`, `zh-CN`, `English`, `target (en)`."""
    inside = re.search(r"[(\[]([^()\[\]]+)[)\]]", name)
    for each in (name, inside[1] if inside else ""):
        if _TAG.fullmatch(each):
            return each.replace("_", "-")
        if each.lower() in _LANGUAGES:
            return _LANGUAGES[each.lower()]
    return ""


def _segments(text: str, record: Sequence[Cell], row: int, columns: _Columns) -> Iterator[Segment]:
    paired = columns.source is not None
    wanted = (columns.source, *columns.targets) if paired else range(len(record))
    there = any(n < len(record) and text[record[n].start : record[n].end].strip() for n in columns.targets)
    for n in sorted(n for n in wanted if n is not None and n < len(record)):
        start, end, quoted = record[n]
        role: Role = "cell" if not paired else "source" if n == columns.source else "target"
        doubled = (Swap(m.start(), m.end(), '"') for m in re.finditer('""', text[start:end])) if quoted else ()
        found = segment(
            text,
            start,
            end,
            (Swap(start + a, start + b, put) for a, b, put in doubled),
            codes=(),
            role=role,
            language=columns.languages[n] if n < len(columns.languages) else "",
            where=f"row {row}, column {n + 1}",
            pair=str(row) if paired else "",
            unit="untranslated" if paired and not there else "",
        )
        if found:
            yield found


def _escaped(edits: Sequence[Edit], cells: Sequence[Cell], separator: str) -> Iterator[Edit]:
    """Edits in quoted cells with their quotation marks doubled; a bare cell that needs it gets quotation marks."""
    special = re.compile(f'[{re.escape(separator)}"\r\n]')
    for cell in cells:
        own = [e for e in edits if cell.start <= e.span.start and e.span.end <= cell.end]
        quote = not cell.quoted and any(special.search(e.text) for e in own)
        if quote:
            yield Edit(Span(cell.start, cell.start), '"')
        for edit in own:
            yield Edit(edit.span, edit.text.replace('"', '""') if cell.quoted or quote else edit.text)
        if quote:
            yield Edit(Span(cell.end, cell.end), '"')
