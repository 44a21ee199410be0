"""Where findings stand: from a span of a segment to lines and columns, or to the words that say where it is."""

from collections.abc import Mapping, Sequence
from functools import partial

from cqterm.bilingual.languages import FOREIGN
from cqterm.formats.pieces import to_source
from cqterm.model import Directive, Document, Finding, Place, Span
from cqterm.text.lines import LineIndex


class Places:
    """The places in one document. Findings that name each other share theirs."""

    def __init__(self, document: Document) -> None:
        """Do nothing yet: most documents have few findings."""
        self._document = document
        self._lines: Mapping[str, LineIndex] = {part.name: LineIndex(part.text) for part in document.parts}
        self._known: dict[tuple[int, Span], Place] = {}

    def of(self, number: int, span: Span) -> Place:
        """The place of a span of a segment, which is given by its number."""
        found = self._known.get((number, span))
        if found is None:
            segment = self._document.segments[number]
            name = self._document.name
            path, part = segment.part.split(FOREIGN) if FOREIGN in segment.part else (name, segment.part)
            text, source = segment.text[span.start : span.end], to_source(segment, span)
            lines = None if part else self._lines[segment.part]  # inside an archive they mean nothing
            found = self._known[number, span] = _place(path, part, source, text, segment.where, lines)
        return found

    def of_comment(self, directive: Directive) -> Place:
        """The place of the comment that a directive is."""
        document, (start, end) = self._document, directive.span
        text = document.part(directive.part)[start:end]
        place = partial(_place, document.name, directive.part, directive.span, text)
        if not directive.part:
            return place("", self._lines[""])
        near = (s for s in document.segments if s.part == directive.part and s.pieces and s.pieces[-1].span.end > start)
        return place(next((s.where for s in near), ""), None)

    def excerpts(self, findings: Sequence[Finding]) -> dict[int, str]:
        """The lines that findings stand on, by their numbers."""
        places = (finding.place for finding in findings)
        spans = {(place.line, place.end_line or place.line) for place in places if place.line is not None}
        numbers = (number for first, last in sorted(spans) for number in range(first, last + 1))
        return {number: self._lines[""].line(number) for number in numbers}

    def passages(self, findings: Sequence[Finding]) -> dict[tuple[str, Span], tuple[str, Span]]:
        """What findings stand in that have no line."""
        places = [finding.place for finding in findings if finding.place.line is None]
        if not places:
            return {}
        from cqterm.text.places import passages

        return passages(self._document, places)


def _place(path: str, part: str, span: Span, text: str, where: str, lines: LineIndex | None) -> Place:
    line, column = lines.position(span.start) if lines else (None, None)
    end_line, end_column = lines.position(span.end) if lines else (None, None)
    return Place(
        path=path,
        part=part,
        span=span,
        text=text,
        line=line,
        column=column,
        end_line=end_line,
        end_column=end_column,
        where=where or None,
    )
