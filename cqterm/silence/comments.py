"""Directives in a document's comments, applied to its findings.

`off` holds from its comment to the next `on` that ends it, else to the end of the part; what starts in between is
silenced. `on` ends every `off` that it names: all of them, those of a rule, or the one of a rule and a concept. An
`off` of what is off already does nothing.
`skip-line` speaks of the lines of its comment, `skip-next-line` of the next line that is not blank; a finding is
silenced if any of it stands there. Where lines mean nothing (in an archive) or a document has translation units
(`Segment.pair`), the paragraph, cell or unit is the line; a comment before a unit, as in PO, stands on its line.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence

from cqterm.model import Directive, Document, Finding, Silenced, Span
from cqterm.text.patterns import late
from cqterm.values import NamedTuple, frozen


@frozen
class Applied:
    """The findings that are left, those that are silenced, and the directives that did nothing, in order."""

    findings: tuple[Finding, ...]
    silenced: tuple[Silenced, ...]
    idle: tuple[Directive, ...]


def apply(document: Document, findings: Sequence[Finding], *, rules: Collection[str]) -> Applied:
    """Silence findings, sorted by part and span, by the directives of their document.

    `rules` are the ids of all rules: a directive with one word that is none of them names a concept.
    """
    reasons: dict[int, str] = {}
    idle: list[Directive] = []
    for part in document.parts:
        given = sorted((d for d in document.directives if d.part == part.name), key=lambda d: d.span)
        first = bisect_left(findings, part.name, key=_part)
        here = _Findings(findings[first : bisect_left(findings, part.name + "\0", key=_part)])
        for directive, reach in _reaches(document, part.text, [as_meant(d, rules) for d in given]):
            at = [n for n in here.within(reach) if _names(directive, here.all[n])]
            for n in at:
                reasons.setdefault(first + n, directive.reason)
            if not (at or reach.ended):
                idle.append(directive)
    return Applied(
        findings=tuple(f for n, f in enumerate(findings) if n not in reasons),
        silenced=tuple(Silenced(findings[n], "comment", reason) for n, reason in sorted(reasons.items())),
        idle=tuple(sorted(idle, key=lambda d: (d.part, d.span))),
    )


def as_meant(directive: Directive, rules: Collection[str]) -> Directive:
    """The directive with its one word as a concept where that is no rule."""
    if directive.rule and not directive.concept and directive.rule not in rules:
        return directive._replace(rule="", concept=directive.rule)
    return directive


# --- how far a directive reaches --------------------------------------------------------------------------------------


class _Reach(NamedTuple):
    """Where findings are silenced: those that start in the span, or all that `touch` it. `ended`: it ended an `off`."""

    span: Span = Span(0, 0)
    touch: bool = False
    ended: bool = False


def _reaches(document: Document, text: str, directives: Sequence[Directive]) -> Iterator[tuple[Directive, _Reach]]:
    """The reach of each directive of a part, which are in order."""
    units = _units(document, directives[0].part) if directives else []
    open_: dict[tuple[str, str], Directive] = {}
    for directive in directives:
        key = directive.rule, directive.concept
        if directive.verb == "off" and key not in open_:
            open_[key] = directive
        elif directive.verb == "on":
            ended = [off for off in open_.values() if _covers(directive, off)]
            for off in ended:
                del open_[off.rule, off.concept]
                yield off, _Reach(Span(off.span.end, directive.span.start))
            yield directive, _Reach(ended=bool(ended))
        elif directive.verb in ("skip-line", "skip-next-line"):
            yield directive, _Reach(_line(units, text, directive), touch=True)
        else:
            yield directive, _Reach()
    for off in open_.values():
        yield off, _Reach(Span(off.span.end, len(text)))


def _covers(on: Directive, off: Directive) -> bool:
    return on.rule in ("", off.rule) and on.concept in ("", off.concept)


def _line(units: Sequence[Span], text: str, directive: Directive) -> Span:
    start, end = directive.span
    if not units:
        return _lines(text, directive.span) if directive.verb == "skip-line" else _next_line(text, end)
    following = bisect_left(units, Span(end, end))
    around = following and units[following - 1].end > start
    if around and directive.verb == "skip-line":
        return units[following - 1]
    return units[following] if following < len(units) else Span(end, end)


_LINE_END = late(r"\r\n?|\n|\Z")
_NEXT_LINE = late(r"(?>\r\n?|\n)(?>[^\S\r\n]*(?:\r\n?|\n))*([^\r\n]+)")


def _lines(text: str, span: Span) -> Span:
    """The lines that a span stands on."""
    start = text.rfind("\n", 0, span.start) + 1
    start = text.rfind("\r", start, span.start) + 1 or start
    return Span(start, _LINE_END.search(text, span.end).start())  # type: ignore[union-attr]  # it finds the end at least


def _next_line(text: str, end: int) -> Span:
    """The next line after an offset that is not blank; empty where there is none."""
    found = _NEXT_LINE.match(text, _LINE_END.search(text, end).start())  # type: ignore[union-attr]  # likewise
    return Span(*found.span(1)) if found else Span(end, end)


def _units(document: Document, part: str) -> list[Span]:
    """The paragraphs, cells or units of a part that take the place of its lines, in order; none where lines count."""
    spans: dict[str, Span] = {}
    for number, segment in enumerate(document.segments):
        if segment.part == part and segment.pieces and (part or segment.pair):
            own = Span(segment.pieces[0].span.start, segment.pieces[-1].span.end)
            key = f"pair {segment.pair}" if segment.pair else str(number)
            known = spans.get(key, own)
            spans[key] = Span(min(own.start, known.start), max(own.end, known.end))
    return sorted(spans.values())


# --- which findings are there -----------------------------------------------------------------------------------------


def _part(finding: Finding) -> str:
    return finding.place.part


class _Findings:
    """The findings of a part, sorted by span."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.all = findings
        self._starts = [f.place.span.start for f in findings]
        self._longest = max((f.place.span.end - f.place.span.start for f in findings), default=0)

    def within(self, reach: _Reach) -> Iterator[int]:
        """The numbers of those that a reach takes in."""
        start, end = reach.span
        first = bisect_left(self._starts, start - self._longest * reach.touch)
        for n in range(first, bisect_left(self._starts, end)):
            if self._starts[n] >= start or self.all[n].place.span.end > start:
                yield n


def _names(directive: Directive, finding: Finding) -> bool:
    return directive.rule in ("", finding.rule) and directive.concept in ("", finding.concept)
