"""Fixes as edits: which of them go together, what proves that nothing else changed, and how they are proposed in Word.

A fix is written into the document, or put before an editor: as a tracked change to accept or reject, or as a comment.
"""

from collections.abc import Callable, Iterable, Iterator

from cqterm import formats
from cqterm.errors import FormatError
from cqterm.formats import Edits, Remark
from cqterm.formats.pieces import edits_in_source, splice
from cqterm.hints import Generic, TypeVar
from cqterm.model import Document, Edit, Finding, Safety, Segment, Span
from cqterm.reports import credit, visible
from cqterm.text.changes import changes
from cqterm.values import NamedTuple, Protocol, replace

ROUNDS = 5
"""How often a file may be fixed in a row until nothing changes; two rounds are normal."""


class Judged(Protocol):
    """What was found in a document."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All that is left to be said."""


_V = TypeVar("_V", bound=Judged)


class Settled(NamedTuple, Generic[_V]):
    """A document of which nothing is left to be fixed, and what is found in it; its file, None where it is as it was.

    `made` counts the fixes.
    """

    document: Document
    verdict: _V
    content: bytes | None
    made: int


def settled(
    document: Document,
    verdict: _V,
    safety: Safety | None,
    *,
    read: Callable[[bytes], Document],
    judge: Callable[[Document], _V],
) -> Settled[_V] | None:
    """Make the fixes that are safe enough, `read` and `judge` the document again, and so on until none is left.

    None where it can't be proved that nothing else changes, or there is no end to it.

    Raises:
        FormatError: The document can't be written.
    """
    content, made = None, 0
    for _ in range(ROUNDS):
        chosen = compatible(verdict.findings, safety)
        if not chosen:
            return Settled(document, verdict, content, made)
        wanted = by_part(chosen)
        edits = formats.escape(document, wanted)
        content = formats.save(document, edits)
        again = _read_as(document, content, read)
        if not only_edited(document, again, edits, wanted):
            return None
        made += len(chosen)
        document, verdict = again, judge(again)
    return None


def _read_as(before: Document, content: bytes, read: Callable[[bytes], Document]) -> Document:
    """A fixed file in the encoding that it had: what was guessed might be guessed otherwise from the bytes as fixed."""
    again = read(content)
    if before.raw or again.encoding == before.encoding:
        return again
    text = content.decode(before.encoding)
    return replace(read(text.encode()), encoding=before.encoding, notes=before.notes)


def compatible(findings: Iterable[Finding], safety: Safety | None) -> list[Finding]:
    """Findings with a fix that is safe enough and touches no other's.

    Of two that clash the first wins; the other has its turn when the first is made.
    """
    chosen: list[Finding] = []
    reached: dict[str, int] = {}
    for finding in sorted(findings, key=lambda f: (f.place.part, f.place.span)):
        if finding.fix is None or (finding.fix.safety == "unsafe" and safety != "unsafe"):
            continue
        edits, part = finding.fix.edits, finding.place.part
        if edits and edits[0].span.start >= reached.get(part, 0):
            chosen.append(finding)
            reached[part] = edits[-1].span.end + (edits[-1].span.start == edits[-1].span.end)
    return chosen


def by_part(findings: Iterable[Finding]) -> Edits:
    """The edits of findings, sorted."""
    edits: dict[str, list[Edit]] = {}
    for finding in findings:
        if finding.fix is not None:
            edits.setdefault(finding.place.part, []).extend(finding.fix.edits)
    return {part: sorted(each) for part, each in edits.items()}


def only_edited(before: Document, after: Document, edits: Edits, wanted: Edits) -> bool:
    """Whether two readings differ by the edits alone, and these take away nothing but what was wanted.

    Undoing them then gives the first reading again.
    """
    if [p.name for p in before.parts] != [p.name for p in after.parts]:
        return False
    for old, new in zip(before.parts, after.parts, strict=True):
        made = edits.get(old.name, ())
        asked = {edit.span for edit in wanted.get(old.name, ())}
        if splice(old.text, made) != new.text or any(e.span not in asked and e.span.start < e.span.end for e in made):
            return False
    return True


def proposed(before: Document, after: Document) -> bytes | None:
    """The file of `before` with tracked changes that turn its text into that of `after`, whole words at a time.

    None where it can't be proved that accepting them gives the one and rejecting them the other.

    Raises:
        FormatError: the format has no tracked changes.
    """
    module = formats.revisable(before.name)
    if module is None:
        raise FormatError(f"{before.name}: {_NO_WORD.format('tracked changes', '--track-changes')}")
    wanted: dict[str, list[Edit]] = {}
    for old, new in zip(before.segments, after.segments, strict=True):
        if old.text != new.text:
            source = before.part(old.part)
            for change in _changes(old, source, new, after.part(new.part)):
                wanted.setdefault(old.part, []).extend(edits_in_source(old, change, source, spread=before.spread))
    edits = module.track(before, {part: sorted(each) for part, each in wanted.items()})
    content = formats.save(before, edits)
    again = _read_again(before, content)
    return content if again and only_edited(before, again, edits, {}) and _same_text(again, after) else None


def annotated(document: Document, findings: Iterable[Finding]) -> bytes | None:
    """The document's file with each finding as a comment; None where it can't be proved that the text is the same.

    Raises:
        FormatError: the format has no comments, or there is no text to hang them on.
    """
    module = formats.revisable(document.name)
    if module is None:
        raise FormatError(f"{document.name}: {_NO_WORD.format('comments', '--comments')}")
    content = module.annotate(document, [_remark(document, finding) for finding in findings])
    again = _read_again(document, content)
    return content if again and _same_text(again, document) else None


_NO_WORD = "its format has no {}: leave {} out, or give a Word file (.docx)"


def _changes(old: Segment, source: str, new: Segment, new_source: str) -> Iterator[Edit]:
    """The changes between two readings of a segment, around what no fix touches: tabs, breaks, pictures."""
    stretches, others = _stretches(old, source), _stretches(new, new_source)
    if len(stretches) != len(others):
        stretches, others = [Span(0, len(old.text))], [Span(0, len(new.text))]
    for (start, end), other in zip(stretches, others, strict=True):
        for span, text in changes(old.text[start:end], new.text[slice(*other)]):
            yield Edit(Span(span.start + start, span.end + start), text)


def _stretches(segment: Segment, source: str) -> list[Span]:
    """The stretches of text between the characters that stand for an element."""
    found, start = [], 0
    stops = [*(piece.at for piece in segment.pieces[1:]), len(segment.text)]
    for piece, stop in zip(segment.pieces, stops, strict=True):
        if not piece.verbatim and source[piece.span.start] == "<":
            found.append(Span(start, piece.at))
            start = stop
    return [*found, Span(start, len(segment.text))]


def _read_again(document: Document, content: bytes) -> Document | None:
    """What was written; None if it can't be read, which is not the user's fault."""
    try:
        return formats.read(document.name, content)
    except FormatError:
        return None


def _same_text(one: Document, other: Document) -> bool:
    return [s.text for s in one.segments] == [s.text for s in other.segments]


def _remark(document: Document, finding: Finding) -> Remark:
    """What an editor needs at the place: what is wrong, what to write, who says so."""
    place = finding.place
    main = document.parts[0].name
    where = "" if place.part == main and "text box" not in (place.where or "") else f"{place.where}: "
    lines = [f"{where}“{visible(place.text)}”: {visible(finding.message)}"]
    if finding.preferred:
        lines.append(f"Preferred: {visible(finding.preferred)}")
    if finding.suggestions and finding.suggestions[0] != finding.preferred:
        lines.append(f"Suggestion: {visible(finding.suggestions[0])}")
    if finding.authority:
        at = f", {visible(finding.authority.url)}" if finding.authority.url else ""
        lines.append(f"Says who: {credit(finding.authority)}{at}")
    lines.append(f"{finding.severity} {finding.rule}, {finding.concept}" if finding.concept else finding.rule)
    return Remark(place.part, place.span, tuple(lines))
