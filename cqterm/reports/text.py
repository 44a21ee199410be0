"""`text`: for a person at a terminal. What is wrong, what is preferred, who says so, what would fix it; then the sum.

The first line says so when the glossary is the one shipped with cqterm, since nobody chose it.
"""

from collections.abc import Callable, Iterator, Sequence

from cqterm.model import Authority, Finding
from cqterm.reports import Run, Summary, View, escaped, findings, place_of, summary, visible
from cqterm.text.phrases import number, times

NAME = "text"
SUMMARY = "findings with what is preferred, who says so and what would fix it"


def render(run: Run, view: View) -> str:
    """The findings that the view shows, and the sum of all."""
    paint = _ansi if view.color else _plain
    everything = findings(run)
    shown = [finding for finding in everything if view.shows(finding.severity)]
    lines: list[str] = []
    if run.shipped:
        concepts = number(run.concepts, "concept")
        lines.append(f"glossary: {run.glossary}, shipped with cqterm ({concepts}); -g FILE takes another")
    for finding in shown:
        lines += _finding(finding, paint)
    if shown:
        lines.append("")
    lines += _sum(summary(run), everything, run.changed, hidden=len(everything) - len(shown))
    return "\n".join(lines) + "\n"


_Paint = Callable[[str, str], str]
_CODES = {"error": "1;31", "warning": "1;33", "info": "1;34", "place": "1", "preferred": "32", "label": "2"}


def _ansi(text: str, role: str) -> str:
    return f"\x1b[{_CODES[role]}m{text}\x1b[0m"


def _plain(text: str, role: str) -> str:  # noqa: ARG001 - has the shape of _ansi
    return text


def _finding(finding: Finding, paint: _Paint) -> Iterator[str]:
    place = paint(place_of(finding.place), "place")
    severity = paint(finding.severity, finding.severity)
    text = visible(finding.place.text)
    yield f'{place}: {severity} {finding.rule}  "{text}": {visible(finding.message)}'
    if finding.preferred:
        yield f"    {paint('preferred:', 'label')} {paint(visible(finding.preferred), 'preferred')}"
    if finding.authority:
        yield f"    {paint('says who:', 'label')} {_authority(finding.authority)}"
    yield f"    {paint('fix:', 'label')} {_fix(finding)}"
    if finding.related:
        yield f"    {paint('see also:', 'label')} {_related(finding)}"


def _authority(authority: Authority) -> str:
    said = [authority.publisher or authority.source]
    if authority.date:
        said.append(authority.date)
    if authority.count:
        said.append(f"used {times(authority.count)} in the sources")
    return visible(", ".join(said))


def _fix(finding: Finding) -> str:
    """What the reader would see after the fix, and which option makes it."""
    suggestions = [f'"{visible(each)}"' for each in finding.suggestions]
    if finding.fix is None:
        return f"none; it may be {' or '.join(suggestions)}" if suggestions else "none"
    options = "--fix" if finding.fix.safety == "safe" else "--fix --unsafe-fixes"
    return f"{finding.fix.safety} ({options})" + (f": {suggestions[0]}" if suggestions else "")


_RELATED_SHOWN = 3


def _related(finding: Finding) -> str:
    shown = [f'"{visible(place.text)}" at {place_of(place)}' for place in finding.related[:_RELATED_SHOWN]]
    more = len(finding.related) - len(shown)
    return "; ".join([*shown, *([f"and {more:,} more"] if more else [])])


_CHANGED_SHOWN = 10


def _sum(counts: Summary, everything: list[Finding], changed: Sequence[str], *, hidden: int) -> Iterator[str]:
    said = [number(n, severity) for severity, n in counts.severities.items() if n]
    skipped = f", {number(counts.skipped, 'file')} could not be checked" if counts.skipped else ""
    yield f"{number(counts.files, 'file')} checked: {', '.join(said) or 'nothing found'}{skipped}"
    if counts.fixed:
        yield f"{number(counts.fixed, 'fix', 'fixes')} made" + (
            f" in {number(len(changed), 'file')}" if changed else ""
        )
    yield from (f"    {escaped(name)}" for name in changed[:_CHANGED_SHOWN])
    if len(changed) > _CHANGED_SHOWN:
        yield f"    and {len(changed) - _CHANGED_SHOWN:,} more"
    if hidden:
        yield f"{number(hidden, 'finding')} below this level: --level info shows everything"
    yield from _fixable(everything)


def _fixable(everything: list[Finding]) -> Iterator[str]:
    safe, unsafe = (sum(f.fix is not None and f.fix.safety == s for f in everything) for s in ("safe", "unsafe"))
    if safe or unsafe:
        yield f"fixes at hand: {safe:,} safe (--fix), {unsafe:,} unsafe (--fix --unsafe-fixes)"
