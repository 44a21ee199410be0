"""`text`: for a person at a terminal, file by file, and the sum.

Each finding says what is wrong, shows its place in the line, what is preferred, who says so and what would fix it. The
first line says so when the glossary is the one shipped with cqterm, since nobody chose it.
"""

from collections.abc import Callable, Iterator, Sequence

from cqterm.model import FileResult, Finding, Place, Silence
from cqterm.reports import (
    Run,
    View,
    credit,
    escaped,
    glimpse,
    in_order,
    on_one_line,
    place_of,
    visible,
)
from cqterm.results import Summary
from cqterm.text.patterns import late
from cqterm.text.phrases import number

NAME = "text"
SUMMARY = "file by file, with the line, what is preferred, who says so and what would fix it"


def render(run: Run, view: View) -> Iterator[str]:
    """The findings that the view shows, and the sum of all."""
    if run.shipped:
        concepts = number(run.concepts, "concept")
        yield f"glossary: {run.glossary}, shipped with cqterm ({concepts}); -g FILE takes another\n"
    yield from run.results.texts(of_file, view)
    yield from (line + "\n" for line in _sum(run.results.summary(), run.changed, view))


def of_file(result: FileResult, view: View) -> str:
    """The findings that the view shows, under the name of the file."""
    shown = [finding for finding in in_order(result.findings) if view.shows(finding.severity)]
    return "\n".join([*_file(shown, result, view), ""]) if shown else ""


_Paint = Callable[[str, str], str]
_CODES = {"error": "1;31", "warning": "1;33", "info": "1;34", "place": "1", "preferred": "32", "label": "2"}


def _ansi(text: str, role: str) -> str:
    return f"\x1b[{_CODES[role]}m{text}\x1b[0m"


def _plain(text: str, role: str) -> str:  # noqa: ARG001 - has the shape of _ansi
    return text


def _file(shown: Sequence[Finding], result: FileResult, view: View) -> Iterator[str]:
    paint = _ansi if view.color else _plain
    yield paint(escaped(result.path), "place")
    for finding in shown:
        place = _place(finding.place)
        head = f"{paint(place, 'place')}: " if place else ""
        severity = paint(finding.severity, finding.severity)
        text = glimpse(finding.place.text)
        yield f'  {head}{severity} {finding.rule}  "{text}": {on_one_line(finding.message)}'
        yield from _excerpt(finding, result, view.width, paint)
        if finding.preferred:
            yield f"    {paint('preferred:', 'label')} {paint(visible(finding.preferred), 'preferred')}"
        if finding.authority:
            yield f"    {paint('says who:', 'label')} {credit(finding.authority)}"
        yield f"    {paint('fix:', 'label')} {_fix(finding)}"
        if finding.related:
            yield f"    {paint('see also:', 'label')} {_related(finding)}"
        yield ""


def _place(place: Place) -> str:
    """Where in its file it stands."""
    where = escaped(place.where or "")
    if place.line is None:
        return where
    return f"{place.line}:{place.column}" + (f" ({where})" if where else "")


def _fix(finding: Finding) -> str:
    """What the reader would see after the fix, and which option makes it."""
    suggestions = [f'"{visible(each)}"' for each in finding.suggestions]
    if finding.fix is None:
        return f"none; it may be {' or '.join(suggestions)}" if suggestions else "none"
    options = "--fix" if finding.fix.safety == "safe" else "--fix --unsafe-fixes"
    return f"{finding.fix.safety} ({options})" + (f": {suggestions[0]}" if suggestions else "")


_RELATED_SHOWN = 3


def _related(finding: Finding) -> str:
    shown = [f'"{visible(place.text)}" at {_elsewhere(place, finding.place.path)}' for place in finding.related]
    more = len(finding.related) - _RELATED_SHOWN
    return "; ".join([*shown[:_RELATED_SHOWN], *([f"and {more:,} more"] if more > 0 else [])])


def _elsewhere(place: Place, path: str) -> str:
    """A place as seen from a finding in a file: the same file goes without saying."""
    return (place.path == path and _place(place)) or place_of(place)


# --- the line ---------------------------------------------------------------------------------------------------

_LINES_SHOWN = 4


def _excerpt(finding: Finding, result: FileResult, width: int, paint: _Paint) -> Iterator[str]:
    """The lines that a finding stands on, with the place underlined."""
    place = finding.place
    if passage := result.passages.get((place.part, place.span)):
        text, (start, end) = passage
        yield from _underlined("", text.replace("\n", " "), start, end, finding, width, paint)
    if place.line is None or place.column is None or place.line not in result.excerpts:
        return
    last = place.end_line or place.line
    margin = len(str(last))
    for line in range(place.line, min(last + 1, place.line + _LINES_SHOWN)):
        text = result.excerpts.get(line, "")
        start = place.column - 1 if line == place.line else len(text) - len(text.lstrip())
        end = place.end_column - 1 if line == last and place.end_column else len(text.rstrip())
        if end <= start:
            continue  # a line without a letter of it
        yield from _underlined(f"{line:{margin}} ", text, start, end, finding, width, paint)


def _underlined(
    label: str, text: str, start: int, end: int, finding: Finding, width: int, paint: _Paint
) -> Iterator[str]:
    before, inside, after, room = _window(text, start, end, width - len(label) - 7)
    yield f"    {label}| {before}{paint(inside, finding.severity)}{after}".rstrip()
    marks = paint("^" * max(1, _columns(inside)), finding.severity)
    yield f"    {'':{len(label)}}| {'':{room}}{marks}"


def _window(text: str, start: int, end: int, width: int) -> tuple[str, str, str, int]:
    """What fits into `width` columns around a place: what stands before it, in it and after it; how wide the first is.

    Columns are those of a terminal (Unicode Standard Annex 11): a Chinese character takes two.
    """
    inside = _drawn(text[start:end])
    room = max(0, width - _columns(inside))
    # no more than may fit: a draft can be one line of a megabyte
    before, after = _drawn(text[max(0, start - 2 * width) : start]), _drawn(text[end : end + 2 * width])
    lead = _columns(before)
    kept = min(lead, max(room // 2, room - _columns(after)))
    if lead > kept:
        before = "…" + _last(before, kept - 1)
        lead = _columns(before)
    if _columns(after) > room - lead:
        after = _first(after, room - lead - 1) + "…"
    return before, inside, after, lead


def _drawn(text: str) -> str:
    """As it is drawn: a tab is a space, the wide space of Chinese stays one."""
    return "\u3000".join(escaped(part.replace("\t", " ")) for part in text.split("\u3000"))


def _columns(text: str) -> int:
    if text.isascii() and text.isprintable():
        return len(text)
    if _PLAIN.fullmatch(text):
        return len(text) + sum(character >= "\u3000" for character in text)
    from wcwidth import wcswidth  # its tables take as long to load as a page to lint

    return max(0, int(wcswidth(text)))


_PLAIN = late(
    "[ -~\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u3000-\u3029\u3041-\u3096\u30a0-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uac00-\ud7a3\uff01-\uff60]*"
)
"""What takes a column each: Latin letters with whatever stands on them, and the dashes and quotation marks of prose;
and what takes two: the characters and marks of Chinese, Japanese and Korean."""


def _first(text: str, columns: int) -> str:
    """As much of the beginning as fits."""
    low = min(len(text), max(0, columns))
    while _columns(text[:low]) > columns and low:
        low -= 1
    return text[:low]


def _last(text: str, columns: int) -> str:
    """As much of the end as fits, from a character that stands by itself."""
    at = max(0, len(text) - max(0, columns))
    while at < len(text) and (_columns(text[at:]) > columns or _columns(text[at]) == 0):
        at += 1
    return text[at:]


# --- the sum ----------------------------------------------------------------------------------------------------

_CHANGED_SHOWN = 10


def _sum(counts: Summary, changed: Sequence[str], view: View) -> Iterator[str]:
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
    if hidden := sum(n for severity, n in counts.severities.items() if not view.shows(severity)):
        yield f"{number(hidden, 'finding')} below this level: --level info shows everything"
    if counts.silenced:
        said = [f"{n:,} by {what}" for by, what in _SILENCERS.items() if (n := counts.silenced[by])]
        yield f"kept quiet: {', '.join(said)}"
    if counts.fixable:
        safe, unsafe = counts.fixable["safe"], counts.fixable["unsafe"]
        yield f"fixes at hand: {safe:,} safe (--fix), {unsafe:,} unsafe (--fix --unsafe-fixes)"


_SILENCERS: dict[Silence, str] = {"comment": "comments", "baseline": "the baseline"}
