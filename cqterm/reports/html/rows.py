"""A draft cut into rows for the page: each row a stretch of text, the findings in it marked, their numbers beside it.

A plain text is cut between lines, so that a row holds whole findings; a Word file, a page or a translation is shown as
its segments, since nobody reads its markup. Where a draft is not at hand its lines with findings are.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from cqterm.model import Document, FileResult, Place, Span
from cqterm.text.patterns import late
from cqterm.text.places import within
from cqterm.values import NamedTuple


class Stretch(NamedTuple):
    """A piece of a row and the numbers of the findings that it belongs to."""

    text: str
    numbers: tuple[int, ...]


class Row(NamedTuple):
    """A stretch of a draft. `label` says where it begins: a line, a paragraph, a unit."""

    label: str
    stretches: tuple[Stretch, ...]
    numbers: tuple[int, ...]


Places = Mapping[int, Place]
"""Where the findings of a draft are, by their numbers on the page."""


def rows(result: FileResult, places: Places) -> list[Row]:
    """The rows of a draft. Every number stands in one of them."""
    document = result.document
    if document is None:
        made = list(_excerpts(result.excerpts, places))
    elif _is_prose(document):
        made = list(_lines(document.part(""), places))
    else:
        made = list(_segments(document, places))
    shown = {number for row in made for number in row.numbers}
    rest = tuple(number for number in places if number not in shown)
    return [*made, Row("", (), rest)] if rest else made


def _is_prose(document: Document) -> bool:
    """Is the text of the file what its reader reads?"""
    text = next((p.text for p in document.parts if p.name == ""), None)
    markup = text is None or text.lstrip("\ufeff \t\r\n").startswith("<")
    return not markup and not (document.segments and all(segment.where for segment in document.segments))


def _excerpts(lines: Mapping[int, str], places: Places) -> Iterator[Row]:
    for number, text in lines.items():
        here = {
            n: Span((p.column or 1) - 1, (p.end_column or 1) - 1 if p.end_line == number else len(text))
            for n, p in places.items()
            if p.line == number
        }
        if here:
            yield _row(str(number), text, here)


_LINE_END = late(r"\r\n|\n|\r")


def _lines(text: str, places: Places) -> Iterator[Row]:
    starts = [0, *(m.end() for m in _LINE_END.finditer(text)), len(text)]
    if starts[-2] == len(text):
        starts.pop()  # nothing stands behind the last line end
    for first, last in _blocks(starts, places):
        begin, end = starts[first], starts[last]
        here = {
            n: Span(p.span.start - begin, p.span.end - begin) for n, p in places.items() if begin <= p.span.start < end
        }
        yield from _numbered(first + 1, text[begin:end], here)


def _numbered(line: int, text: str, here: Mapping[int, Span]) -> Iterator[Row]:
    """A row of whole lines, without the empty ones around it where nothing is marked."""
    if here:
        yield _row(str(line), text, here)
    elif body := text.strip():
        before = text[: text.index(body)]
        skipped = len(_LINE_END.findall(before))
        indent = _LINE_END.split(before)[-1]
        yield _row(str(line + skipped), indent + body, {})


def _blocks(starts: Sequence[int], places: Places) -> Iterator[tuple[int, int]]:
    """Ranges of lines, counted from 0: lines that share a finding together, and what lies between them."""
    at = 0
    spans = sorted(place.span for place in places.values())
    hits = [(bisect_right(starts, s.start) - 1, bisect_right(starts, max(s.start, s.end - 1))) for s in spans]
    for first, last in _joined(hits):
        if at < first:
            yield at, first
        yield first, min(last, len(starts) - 1)
        at = last
    if at < len(starts) - 1:
        yield at, len(starts) - 1


def _joined(ranges: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    current: tuple[int, int] | None = None
    for first, last in ranges:
        if current and first < current[1]:
            current = (current[0], max(current[1], last))
            continue
        if current:
            yield current
        current = (first, last)
    if current:
        yield current


# --- segments ---------------------------------------------------------------------------------------------------


def _segments(document: Document, places: Places) -> Iterator[Row]:
    text = next((p.text for p in document.parts if p.name == ""), "")
    ends = [m.end() for m in _LINE_END.finditer(text)]
    for segment in document.segments:
        if not segment.pieces or not segment.text.strip():
            continue
        start, end = segment.pieces[0].span.start, segment.pieces[-1].span.end
        here = {
            number: Span(within(segment, place.span.start), within(segment, place.span.end))
            for number, place in places.items()
            if place.part == segment.part and start <= place.span.start and place.span.end <= end
        }
        label = segment.where or ("" if segment.part else str(bisect_right(ends, start) + 1))
        role = f" ({segment.role})" if segment.role in ("source", "target") else ""
        yield _row(label + role, segment.text, here)


# --- stretches --------------------------------------------------------------------------------------------------


def _row(label: str, text: str, spans: Mapping[int, Span]) -> Row:
    """A row with its text cut wherever a finding begins or ends. Its line ends are line feeds, its last one falls."""
    bounds = sorted({0, len(text), *(at for span in spans.values() for at in span if 0 < at < len(text))})
    waiting = sorted(spans.items(), key=lambda item: (item[1], item[0]), reverse=True)
    active: list[tuple[int, Span]] = []
    stretches = []
    for start, end in pairwise(bounds):
        active = [each for each in active if each[1].end > start]
        while waiting and waiting[-1][1].start <= start:
            active.append(waiting.pop())
        numbers = tuple(number for number, span in active if span.end > start)
        stretches.append(Stretch(text[start:end], numbers))
    return Row(label, tuple(_tidy(stretches)), tuple(sorted(spans, key=lambda n: (spans[n], n))))


def _tidy(stretches: Sequence[Stretch]) -> Iterator[Stretch]:
    for n, (text, numbers) in enumerate(stretches, start=1):
        lines = _LINE_END.sub("\n", text)
        yield Stretch(lines.removesuffix("\n") if n == len(stretches) else lines, numbers)
