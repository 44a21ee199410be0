"""Reports: what a lint run gave, as text. One small module each, found by discovery.

A report is a module of this package with `NAME`, `SUMMARY` (one line for `--help`) and `render(run, view)`, which gives
it in pieces, so that nobody need hold all of it. One that shows whole drafts also says `WHOLE = True`, one that names
files as seen from the top of the project `FROM_TOP = True`. What it says of a file with findings, whatever is in the
others, may be a function of its own, `of_file(result, view) -> str`: `run.results.texts` then gives what that said
where the file was linted. To add a report, add a file. The module has its name, so that only those in use are loaded.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from posixpath import normpath

from cqterm.hints import cast
from cqterm.model import OPAQUE, SEVERITIES, Authority, FileResult, Finding, Place, Severity
from cqterm.package import modules
from cqterm.results import Results
from cqterm.text.digest import digest
from cqterm.text.patterns import late
from cqterm.text.phrases import times
from cqterm.values import NamedTuple, Protocol, frozen


class RulePage(NamedTuple):
    """A rule as reports know it: its usual severity and its page for users."""

    id: str
    severity: Severity
    page: str


class Absent(NamedTuple):
    """A finding that the baseline knows and that the run did not find again. `path` is written as those of results."""

    path: str
    rule: str
    concept: str
    fingerprint: str
    text: str


@frozen
class Run:
    """All results of a lint run and the glossary in use (`concepts`: how many of it).

    `changed` names the files that fixes were written to, in order. `rules` are all there are, `version` is that of
    cqterm. `folder` is where the run stood, as seen from the top of the project ("" is the top itself). `baseline` says
    that the run was compared with one, `absent` what of it was not found again.
    """

    results: Results
    glossary: str
    concepts: int
    fingerprint: str
    shipped: bool = False
    changed: tuple[str, ...] = ()
    rules: tuple[RulePage, ...] = ()
    version: str = ""
    folder: str = ""
    baseline: bool = False
    absent: tuple[Absent, ...] = ()


@frozen
class View:
    """How a person wants to see it, on a screen of `width` columns. Reports for machines take no notice of it."""

    level: Severity = "warning"
    color: bool = False
    width: int = 100

    def shows(self, severity: Severity) -> bool:
        """Is a finding of this severity to be seen?"""
        return SEVERITIES.index(severity) >= SEVERITIES.index(self.level)


class Report(Protocol):
    """What a module of this package offers."""

    NAME: str
    SUMMARY: str

    def render(self, run: Run, view: View) -> Iterator[str]:
        """The whole report, with its last line end, in pieces."""


def names() -> tuple[str, ...]:
    """The names of all reports; none of them is loaded for it."""
    return tuple(modules(__path__))


def report(name: str) -> Report:
    """The report of that name."""
    return cast(Report, import_module(f"{__name__}.{name}"))


def shows_whole_drafts(name: str) -> bool:
    """Does the report of that name need the drafts themselves?"""
    return bool(getattr(report(name), "WHOLE", False))


def names_from_top(name: str) -> bool:
    """Does the report of that name need to know where in the project the run stands?"""
    return bool(getattr(report(name), "FROM_TOP", False))


def of_file(name: str) -> Callable[[FileResult, View], str] | None:
    """What the report of that name says of a file by itself, if it has a function for that."""
    return getattr(report(name), "of_file", None)


def findings(run: Run) -> Iterator[Finding]:
    """All findings by path, part, start and rule."""
    return (finding for result in run.results for finding in in_order(result.findings))


def in_order(some: Iterable[Finding]) -> list[Finding]:
    """Findings of a file by part, start and rule."""
    return sorted(some, key=lambda f: (f.place.part, f.place.span.start, f.rule))


def place_of(place: Place) -> str:
    """`path:line:column`; where lines mean nothing, the place in words."""
    path = escaped(place.path)
    if place.line is not None:
        return f"{path}:{place.line}:{place.column}"
    return f"{path}: {escaped(place.where)}" if place.where else path


def from_top(path: str, folder: str) -> str:
    """A path as seen from the top of the project, for programs that know nothing of the folder we were run in."""
    return normpath(f"{folder}/{path}") if folder and not is_absolute(path) else path


def is_absolute(path: str) -> bool:
    """Does it begin at the root, or at a drive of Windows?"""
    return path.startswith("/") or path[1:3] == ":/"


def sentence(finding: Finding) -> str:
    """All of a finding in a line, for reports that give it no more room."""
    said = [f"“{glimpse(finding.place.text)}”: {on_one_line(finding.message)}"]
    if finding.preferred:
        by = f" ({credit(finding.authority)})" if finding.authority else ""
        said.append(f"preferred: {visible(finding.preferred)}{by}")
    return "; ".join(said)


def credit(authority: Authority) -> str:
    """Who says so, since when, and how often."""
    said = [authority.publisher or authority.source]
    if authority.date:
        said.append(authority.date)
    if authority.count:
        said.append(f"used {times(authority.count)} in the sources")
    return visible(", ".join(said))


def identities(found: Iterable[Finding]) -> list[str]:
    """A name for each finding that no other has and that edits elsewhere leave alone: no line goes into it.

    Findings that nothing tells apart are numbered in their order.
    """
    seen: Counter[str] = Counter()
    names = []
    for finding in found:
        kept = finding.fingerprint or "\0".join((finding.rule, finding.concept, visible(finding.place.text)))
        key = "\0".join((finding.place.path, finding.place.part, kept))
        seen[key] += 1
        names.append(digest(f"{key}\0{seen[key]}", digits=32))
    return names


def visible(text: str) -> str:
    """A piece of a document on one line of a report: white space folded, and nothing that a terminal would obey."""
    return escaped(" ".join(text.split()))


def glimpse(text: str) -> str:
    """A place as a person is shown it: on one line, code in it as an ellipsis, a whole paragraph cut short."""
    line = visible(text.replace(OPAQUE, "…"))
    return line if len(line) <= _GLIMPSE else f"{line[:_GLIMPSE].rstrip()}…"


_GLIMPSE = 80
"""Characters of a place that say which one it is; terms are shorter."""


def on_one_line(text: str) -> str:
    """A message with the line breaks of what it quotes folded, but no other white space: it may be about that."""
    return escaped(_BREAK.sub(" ", text))


_BREAK = late(r"\s*[\r\n]\s*")


def escaped(text: str) -> str:
    r"""Control characters, line ends and invisible ones as `\n`, `\x1b`, `\u200b`: a document can't paint."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)
