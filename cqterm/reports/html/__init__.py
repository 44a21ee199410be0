"""`html`: one page with the drafts, findings marked in their place, and a card for each of them beside it.

The page needs nothing but itself: no script, style, font or picture from elsewhere, and its policy forbids them. What
comes from drafts and glossaries is escaped. Without its script the cards still open and the links still lead there.
"""

import pkgutil
from base64 import b64encode
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from html import escape
from itertools import count

from cqterm.model import Authority, FileResult, Finding, Place, Severity, Silenced, Span
from cqterm.reports import Run, View, credit, escaped, in_order, on_one_line, place_of, visible
from cqterm.reports.html.rows import Row, Stretch, rows
from cqterm.results import Summary
from cqterm.text.digest import digest
from cqterm.text.phrases import number
from cqterm.values import NamedTuple

NAME = "html"
SUMMARY = "one page with the drafts, findings marked in place, cards and filters"
WHOLE = True


_Mark = tuple[str, str, Span]


class _Entry(NamedTuple):
    """A finding on the page."""

    number: int
    finding: Finding
    silenced: Silenced | None


def render(run: Run, view: View) -> Iterator[str]:
    """The page. It holds everything; findings below the level of the view and silenced ones are not shown at first."""
    overview = _overview(run)
    style, script = _data("page.css") + _data("report.css"), _data("report.js")
    policy = f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'"
    yield (
        '<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n'
        f'<meta name="generator" content="cqterm lint {_text(run.version)}">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_text(_headline(run.results.summary()))}</title>\n<style>{style}</style>\n<body>\n"
        f"{_head(run, overview, view)}\n"
    )
    yield from _main(run, overview.marks)
    yield f"\n{_foot(run, overview)}\n{_HELP}\n<script>{script}</script>\n</body>\n</html>\n"


def _entries(run: Run) -> Iterator[tuple[FileResult, list[_Entry]]]:
    """What stands on the page of each file, numbered through all of them."""
    numbers = count(1)
    for result in run.results:
        quiet = {id(each.finding): each for each in result.silenced}
        found = in_order([*result.findings, *(each.finding for each in quiet.values())])
        yield result, [_Entry(next(numbers), finding, quiet.get(id(finding))) for finding in found]


class _Overview(NamedTuple):
    """What is said of all findings together: how many there are of each rule and concept, and what is preferred.

    `files` are those with findings, and how many each has that are not kept quiet; `clean` are those without. `marks`
    are the numbers of the findings by their places.
    """

    rules: Counter[str]
    concepts: Counter[str]
    preferred: dict[str, str]
    files: list[tuple[str, int]]
    clean: list[str]
    marks: dict[_Mark, int]


def _overview(run: Run) -> _Overview:
    made = _Overview(Counter(), Counter(), {}, [], [], {})
    for result, entries in _entries(run):
        if entries:
            made.files.append((result.path, len(result.findings)))
        elif not result.errors:
            made.clean.append(result.path)
        for n, finding, _ in entries:
            made.rules[finding.rule] += 1
            made.concepts[finding.concept] += 1
            made.preferred[finding.concept] = finding.preferred or finding.concept
            made.marks[finding.place.path, finding.place.part, finding.place.span] = n
    return made


def _data(name: str) -> str:
    return (pkgutil.get_data("cqterm", f"data/{name}") or b"").decode().replace("\r\n", "\n")


def _hash(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()


def _headline(counts: Summary) -> str:
    said = [number(n, _NAMES[severity]) for severity, n in counts.severities.items() if n]
    return f"{', '.join(said) or 'Nothing found'} in {number(counts.files, 'file')}"


_NAMES: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "remark"}


# --- head and foot ----------------------------------------------------------------------------------------------


def _head(run: Run, overview: _Overview, view: View) -> str:
    shipped = ", shipped with cqterm" if run.shipped else ""
    glossary = f"{run.glossary} ({number(run.concepts, 'concept')}{shipped})"
    by = f"Judged by the glossary {glossary}, cqterm {run.version}."
    counts = run.results.summary()
    header = f"<header><h1>{_text(_headline(counts))}</h1><p>{_text(by)}</p></header>"
    return f"{header}\n{_filters(overview, counts, view)}\n{_files(overview)}"


def _filters(overview: _Overview, counts: Summary, view: View) -> str:
    quiet = sum(counts.silenced.values())
    buttons = "".join(
        f'<button type="button" class="level {level}" data-severity="{level}" aria-pressed="{pressed}">'
        f"{_NAMES[level].capitalize()}s <b>{n:,}</b></button>"
        for level, n in counts.severities.items()
        for pressed in ("true" if view.shows(level) else "false",)
    )
    preferred, concepts = overview.preferred, overview.concepts
    named = sorted(concepts, key=lambda c: (preferred[c].casefold(), c))
    options = "".join(_option(c, f"{visible(preferred[c])} ({concepts[c]:,})") for c in named if c)
    return (
        '<form id="filters" role="search">'
        f'<div class="levels" role="group" aria-label="Levels">{buttons}</div>'
        '<input type="search" id="search" placeholder="Search findings ( / )" aria-label="Search findings">'
        f'<select id="rule" aria-label="Rule"><option value="">All rules</option>'
        + "".join(_option(rule, f"{rule} ({n:,})") for rule, n in sorted(overview.rules.items()))
        + f'</select><select id="concept" aria-label="Concept"><option value="">All concepts</option>{options}</select>'
        + (f'<label><input type="checkbox" id="quiet"> kept quiet ({quiet:,})</label>' if quiet else "")
        + '<label><input type="checkbox" id="fold"> findings only</label>'
        '<button type="button" id="unfold">Open cards</button>'
        '<button type="button" id="keys" aria-label="Keys" title="Keys ( ? )">?</button>'
        '<output id="shown" aria-live="polite"></output></form>'
    )


def _option(value: str, label: str) -> str:
    return f'<option value="{_text(value)}">{_text(label)}</option>'


def _files(overview: _Overview) -> str:
    """A list of the files with findings, where there are several."""
    if len(overview.files) < 2:
        return ""
    items = "".join(
        f'<li><a href="#{_anchor(path)}">{_text(escaped(path))}</a> <b>{n:,}</b></li>' for path, n in overview.files
    )
    listing = f"<ol>{items}</ol>"
    if len(overview.files) > _FILES_SHOWN:
        listing = f"<details><summary>{number(len(overview.files), 'file')} with findings</summary>{listing}</details>"
    return f'<nav aria-label="Files">{listing}</nav>'


_FILES_SHOWN = 20
"""Files whose list may stand before the first finding; a longer one is opened by who wants it."""


def _foot(run: Run, overview: _Overview) -> str:
    parts = [
        _listing("Fixed", run.changed),
        _listing("Without findings", overview.clean),
        *(f'<details id="rule-{rule.id}"><summary>{rule.id}</summary><pre>{_text(rule.page.strip())}</pre></details>'
          for rule in run.rules if rule.id in overview.rules),
    ]  # fmt: skip
    return f'<footer><h2 class="print-hide">More</h2>{"".join(parts)}</footer>'


def _listing(title: str, paths: Sequence[str]) -> str:
    if not paths:
        return ""
    items = "".join(f"<li>{_text(escaped(path))}</li>" for path in paths)
    return f"<details><summary>{title}: {number(len(paths), 'file')}</summary><ul>{items}</ul></details>"


_HELP = """<dialog id="help" aria-label="Keys"><h2>Keys</h2><dl>
<dt><kbd>j</kbd> <kbd>k</kbd></dt><dd>next finding, the one before</dd>
<dt><kbd>Enter</kbd></dt><dd>open or close its card</dd>
<dt><kbd>/</kbd></dt><dd>search</dd>
<dt><kbd>e</kbd> <kbd>w</kbd> <kbd>i</kbd></dt><dd>show or hide errors, warnings, remarks</dd>
<dt><kbd>f</kbd></dt><dd>only passages with findings</dd>
<dt><kbd>x</kbd></dt><dd>open or close all cards</dd>
<dt><kbd>Esc</kbd></dt><dd>take all filters away</dd>
<dt><kbd>?</kbd></dt><dd>these keys</dd>
</dl><form method="dialog"><button>Close</button></form></dialog>"""


# --- drafts -----------------------------------------------------------------------------------------------------


def _main(run: Run, marks: Mapping[_Mark, int]) -> Iterator[str]:
    yield f"<main>{_errors(run)}"
    for result, entries in _entries(run):
        if entries:
            yield _draft(result, {entry.number: entry for entry in entries}, marks)
    if not marks:
        yield '<p class="clean">Every term is written as the glossary has it.</p>'
    yield '<p id="none" hidden>No finding fits these filters.</p></main>'


def _errors(run: Run) -> str:
    items = "".join(
        f"<li><b>{_text(escaped(e.path))}</b> {_text(escaped(e.part))} {_text(on_one_line(e.message))}</li>"
        for result in run.results.remarked()
        for e in result.errors
    )
    return f'<section class="troubles"><h2>Could not be checked</h2><ul>{items}</ul></section>' if items else ""


def _draft(result: FileResult, entries: Mapping[int, _Entry], marks: Mapping[_Mark, int]) -> str:
    notes = "".join(f'<p class="note">{_text(on_one_line(note))}</p>' for note in result.notes)
    places = {n: entry.finding.place for n, entry in entries.items()}
    body = "".join(_row(row, entries, marks) for row in rows(result, places))
    return (
        f'<section class="draft" id="{_anchor(result.path)}"><h2>{_text(escaped(result.path))}</h2>{notes}'
        f'<div class="rows">{body}</div></section>\n'
    )


def _anchor(path: str) -> str:
    return "file-" + digest(path)


def _row(row: Row, entries: Mapping[int, _Entry], marks: Mapping[_Mark, int]) -> str:
    named: set[int] = set()
    text = "".join(_stretch(stretch, entries, named) for stretch in row.stretches)
    cards = "".join(_card(entries[n], marks) for n in row.numbers)
    kind = "row" if row.numbers else "row plain"
    return (
        f'<div class="{kind}"><div class="label">{_text(escaped(row.label))}</div><div class="text">{text}</div>'
        f'<div class="cards">{cards}</div></div>\n'
    )


def _stretch(stretch: Stretch, entries: Mapping[int, _Entry], named: set[int]) -> str:
    """A piece of text; a mark around it where findings are. `named` are those whose mark has stood already."""
    text = _shown(stretch.text)
    for n in reversed(stretch.numbers):
        entry = entries[n]
        classes = f"{entry.finding.severity}{' quiet' if entry.silenced else ''}"
        anchor = "" if n in named else f' id="m{n}"'
        named.add(n)
        text = (
            f'<a class="mark {classes}" href="#f{n}" data-finding="{n}"{anchor}>{text}</a>'
            if n == stretch.numbers[0]
            else (f'<span class="mark {classes}" data-finding="{n}"{anchor}>{text}</span>')
        )
    return text


def _shown(text: str) -> str:
    """The text of a draft. What would be invisible, or turn the text around, is shown as its code."""
    if text.isprintable():
        return escape(text)
    return "".join(escape(c) if c.isprintable() or c in "\n\t\u00a0\u3000" else _code(c) for c in text)


def _code(character: str) -> str:
    if character == "\ufeff":
        return ""
    if character == "\ufffc":
        return '<span class="code" title="code, a picture or the like">▢</span>'
    return f'<span class="code">U+{ord(character):04X}</span>'


# --- cards ------------------------------------------------------------------------------------------------------


def _card(entry: _Entry, marks: Mapping[_Mark, int]) -> str:
    finding = entry.finding
    quiet = ' data-quiet="1"' if entry.silenced else ""
    items = "".join(
        f"<dt{kind}>{label}</dt><dd{kind}>{content}</dd>"
        for label, content in _details(entry, marks)
        if content
        for kind in (_ON_SCREEN if label in ("fix", "concept", "rule") else "",)
    )
    return (
        f'<details class="card {finding.severity}" id="f{entry.number}" data-severity="{finding.severity}"'
        f' data-rule="{_text(finding.rule)}" data-concept="{_text(finding.concept)}"{quiet}>'
        f'<summary><span class="said">'
        f"{_text(on_one_line(finding.message))}</span> <small>{_text(finding.rule)}</small></summary>"
        f"<dl>{items}</dl></details>"
    )


_ON_SCREEN = ' class="screen"'
"""What a reader of paper can do nothing with."""


def _details(entry: _Entry, marks: Mapping[_Mark, int]) -> Iterator[tuple[str, str]]:
    finding = entry.finding
    here = f'<a href="#m{entry.number}">{_text(_where(finding.place))}</a>'
    yield "found", f"<del>{_text(visible(finding.place.text))}</del> at {here}"
    better = [f"<ins>{_text(visible(each))}</ins>" for each in finding.suggestions]
    yield "better", " or ".join(better)
    yield "preferred", f"<b>{_text(visible(finding.preferred))}</b>" if finding.preferred else ""
    yield "says who", _credit(finding.authority) if finding.authority else ""
    yield "fix", _fix(finding)
    yield "see also", "; ".join(_related(place, finding, marks) for place in finding.related)
    if entry.silenced:
        why = f": {entry.silenced.reason}" if entry.silenced.reason else ""
        yield "kept quiet", _text(f"by {_SILENCERS[entry.silenced.by]}{why}")
    yield (
        "concept",
        f'<button type="button" class="only" data-concept="{_text(finding.concept)}">{_text(finding.concept)}</button>',
    )
    yield "rule", f'<a href="#rule-{_text(finding.rule)}">{_text(finding.rule)}</a> <small>{finding.severity}</small>'


_SILENCERS = {"comment": "a comment", "baseline": "the baseline"}


def _where(place: Place) -> str:
    if place.line is None:
        return escaped(place.where or place.part)
    return f"line {place.line}, column {place.column}" + (f", {escaped(place.where)}" if place.where else "")


def _credit(authority: Authority) -> str:
    said = _text(credit(authority))
    if authority.url.startswith(("https://", "http://")):
        return f'<a href="{_text(authority.url)}" rel="noreferrer">{said}</a>'
    return said


def _fix(finding: Finding) -> str:
    if finding.fix is None:
        return "by hand"
    if finding.fix.safety == "safe":
        return "safe: <kbd>cqterm lint --fix</kbd> makes it"
    return "unsafe: <kbd>cqterm lint --fix --unsafe-fixes</kbd> makes it; read the result"


def _related(place: Place, finding: Finding, marks: Mapping[_Mark, int]) -> str:
    known = marks.get((place.path, place.part, place.span))
    where = _text(place_of(place) if place.path != finding.place.path else _where(place))
    quoted = f"“{_text(visible(place.text))}”"
    return f'{quoted} at <a href="#m{known}">{where}</a>' if known else f"{quoted} at {where}"


def _text(text: str) -> str:
    return escape(escaped(text) if not text.isprintable() and "\n" not in text else text)
