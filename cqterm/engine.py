"""Lint and fix one document: bytes in, values out.

The same function serves the command line, a hook, an editor and a cluster: `lint_bytes(job, name, data)` is pure, its
arguments and its result are picklable, and bad input gives a result with errors, never an exception.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, starmap

from cqterm import formats
from cqterm.bilingual.languages import FOREIGN
from cqterm.errors import FormatError
from cqterm.formats.pieces import edits_in_source
from cqterm.hints import TYPE_CHECKING
from cqterm.match.find import Finder, scene_of
from cqterm.match.lexicon import Lexicon
from cqterm.match.style import Scene
from cqterm.model import (
    Directive,
    Document,
    FileResult,
    Finding,
    Fix,
    Match,
    Meta,
    Problem,
    Safety,
    Segment,
    Severity,
    Silenced,
    Trouble,
)
from cqterm.placing import Places
from cqterm.rules import Page, checks, missing_term, mixed_terms, optional, rules, unused_suppression
from cqterm.rules.renderings import Renderings
from cqterm.silence.citations import Quotations, in_context
from cqterm.silence.fingerprint import fingerprint, numbered
from cqterm.silence.language import unsearched
from cqterm.text.phrases import primary
from cqterm.values import NamedTuple, field, frozen, replace

if TYPE_CHECKING:
    from cqterm.silence.known import Known


@frozen
class Settings:
    """What a user may choose about linting. Rules are named by their ids; an empty `select` means all of them."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severities: Mapping[str, Severity] = field(default_factory=dict)
    quotations: Quotations = "lint"
    date: str = ""
    publisher: str = ""
    unconfirmed: bool = False


@frozen
class Job:
    """All a worker needs, one value to hand around.

    `fix` says which fixes are made: none, the safe ones, all; with `track` as tracked changes. `annotate` makes none
    but has each finding put into the document as a comment, which `fixed` of the result then holds. `whole` tells
    whether results bring the draft along. `known` is what the baseline has for each document. `elsewhere` are the
    renderings of all documents of a run over files, which readings with `reads_first` find.
    """

    lexicon: Lexicon
    settings: Settings = Settings()
    fix: Safety | None = None
    track: bool = False
    annotate: bool = False
    whole: bool = False
    known: "Known | None" = None
    elsewhere: Renderings | None = None
    reads_first: bool = False


Lines = Sequence[range]
"""Numbers of lines, counted from 1. Only a line feed ends one, as git and diff see it."""


class Original(NamedTuple):
    """The document that a draft was translated from: its name and its bytes."""

    name: str
    data: bytes


class Work(NamedTuple):
    """A document to lint, as `lint_bytes` has it; `settings` are its own, in place of the job's."""

    name: str
    data: bytes
    meta: Meta = Meta()
    lines: Lines | None = None
    original: Original | None = None
    settings: Settings | None = None


def lint_bytes(
    job: Job,
    name: str,
    data: bytes,
    meta: Meta = Meta(),  # noqa: B008 - it is frozen
    lines: Lines | None = None,
    original: Original | None = None,
) -> FileResult:
    """Lint (and fix, if the job says so) the bytes of one document.

    `name` is the path that findings show, and its suffix chooses the format; `meta` is what a manifest says of the
    document, which its own front matter overrides. Findings are those that are left after the fixes; with `lines` only
    those that touch one of these lines (in an archive, which has none, all of them). With its `original` a translation
    is checked against it.
    """
    work = Work(name, data, meta, lines, original)
    opened = _open(job, work)
    return opened if isinstance(opened, FileResult) else _check(job, work, opened, _one_by_one(job, opened))


def lint_all(job: Job, works: Sequence[Work]) -> list[FileResult]:
    """Lint several documents as `lint_bytes` does each, but seek the terms in all of them at once.

    That is much faster from some hundred kilobytes on, and the results are the same.
    """
    opened = [_open(job, work) for work in works]
    scenes = [scene for each in opened if isinstance(each, _Opened) for scene in _texts(each)]
    found = iter(finder(job.lexicon).search_all(scenes))
    return [
        each if isinstance(each, FileResult) else _check(job, work, each, found)
        for work, each in zip(works, opened, strict=True)
    ]


def runs(rule: str, settings: Settings) -> bool:
    """Whether a rule, given by its id, is to run: an optional one if it is selected or has a level."""
    if rule in settings.ignore or settings.select:
        return rule in settings.select and rule not in settings.ignore
    return not optional(rule) or rule in settings.severities


@lru_cache(maxsize=4)
def finder(lexicon: Lexicon) -> Finder:
    """What finds the terms of a lexicon in all documents of this process, and remembers their words."""
    return Finder(lexicon)


def _refused(name: str, error: FormatError) -> tuple[Trouble, ...]:
    told = str(error)
    if not told.startswith(f"{name}:"):
        return (Trouble(path=name, message=told),)
    part, _, message = told.removeprefix(f"{name}:").partition(" ")  # «name:part: what», or «name: what»
    return (Trouble(path=name, message=message, part=part.removesuffix(":")),)


class _Opened(NamedTuple):
    """A document that was read, alone and joined with its original, and the texts of its segments.

    `sought` are the numbers of the segments in which terms are sought.
    """

    draft: Document
    source: Document | None
    document: Document
    scenes: tuple[Scene, ...]
    sought: Sequence[int]


def _open(job: Job, work: Work) -> _Opened | FileResult:
    try:
        draft = _read(work.name, work.data, work.meta)
        return _opened(job, draft, _source(work.original) if work.original else None)
    except FormatError as error:
        return FileResult(path=work.name, errors=_refused(work.name, error))


def _opened(job: Job, draft: Document, source: Document | None) -> _Opened:
    document = _joined(draft, source) if source else draft
    scenes = tuple([scene_of(s.text, role=s.role) for s in document.segments])
    sought = [n for n, s in enumerate(document.segments) if _in_target(s, job.lexicon)]
    return _Opened(draft, source, document, scenes, sought)


def _texts(opened: _Opened) -> Iterator[Scene]:
    """The texts in which terms are sought."""
    return map(opened.scenes.__getitem__, opened.sought)


def _one_by_one(job: Job, opened: _Opened) -> Iterator[list[Match]]:
    return map(finder(job.lexicon).search, _texts(opened))


def _check(job: Job, work: Work, opened: _Opened, found: Iterator[list[Match]]) -> FileResult:
    """What is to be said of a document, given the matches of each text in which terms are sought."""
    if work.settings is not None:
        job = replace(job, settings=work.settings)
    verdict, draft = _lint(job, opened, work.lines, found), opened.draft
    try:
        if job.annotate:
            from cqterm.fixes import annotated  # few runs ask for it

            content = annotated(draft, verdict.findings)
            return _result(job, draft, verdict, fixed=content, errors=() if content else _unproved(work.name))
        if job.fix is None:
            return _result(job, draft, verdict)
        return _fix(job, work, opened, verdict)
    except FormatError as error:  # it can be read, but not written
        return _result(job, draft, verdict, errors=_refused(work.name, error))


def _read(name: str, data: bytes, meta: Meta) -> Document:
    document = formats.read(name, data, fallback=True)
    if meta == _UNKNOWN:
        return document
    own = document.meta
    merged = Meta(
        publisher=own.publisher or meta.publisher,
        date=own.date or meta.date,
        title=own.title or meta.title,
        language=own.language or meta.language,
        url=own.url or meta.url,
    )
    return replace(document, meta=merged)


_UNKNOWN = Meta()


def _source(original: Original) -> Document | None:
    """The original as a document; one that can't be read is nothing to compare with, and whoever lints it is told."""
    try:
        return formats.read(*original, fallback=True)
    except FormatError:
        return None


class _Verdict(NamedTuple):
    """What was found in a document, what of it is to be kept quiet, and the places in it."""

    findings: tuple[Finding, ...]
    silenced: tuple[Silenced, ...]
    places: Places


def _result(job: Job, document: Document, verdict: _Verdict, **more: object) -> FileResult:
    result = FileResult(
        path=document.name,
        findings=verdict.findings,
        silenced=verdict.silenced,
        notes=(*document.notes, *unsearched(document, lambda s: _in_target(s, job.lexicon))),
        excerpts=verdict.places.excerpts(verdict.findings),
        passages=verdict.places.passages(verdict.findings),
        document=document if job.whole and (verdict.findings or verdict.silenced) else None,
    )
    return replace(result, **more) if more else result  # type: ignore[arg-type]


# --- linting ----------------------------------------------------------------------------------------------------------


def _lint(job: Job, opened: _Opened, wanted: Lines | None, found: Iterator[list[Match]]) -> _Verdict:
    draft, _, document, scenes, sought = opened
    page = Page(
        document=document,
        scenes=scenes,
        matches=[(number, match) for number, matches in zip(sought, found, strict=False) for match in matches],
        lexicon=job.lexicon,
        date=job.settings.date or document.meta.date,
        publisher=job.settings.publisher or document.meta.publisher,
        elsewhere=job.elsewhere or {},
        reads_first=job.reads_first,
        unconfirmed=job.settings.unconfirmed,
    )
    places = Places(document)
    findings = [
        _finding(job, document, places, rule.ID, problem)
        for rule in checks().values()
        if runs(rule.ID, job.settings)
        for problem in in_context(document, rule.check(page), quotations=job.settings.quotations)
    ]
    verdict = _silence(job, draft, places, _once(findings))
    if wanted is None:
        return verdict
    from cqterm.silence.narrow import on_lines  # only runs that look at what changed

    return verdict._replace(findings=tuple(on_lines(draft, verdict.findings, wanted)))


def _joined(draft: Document, source: Document) -> Document:
    from cqterm.bilingual.pairs import joined  # few drafts come with their originals

    return joined(draft, source)


def _once(findings: Sequence[Finding]) -> list[Finding]:
    """Where the check against the source speaks of a rendering, no other rule says it again without the source."""
    said = {(f.place.part, f.place.span, f.concept) for f in findings if f.rule == missing_term.ID}
    taken = missing_term.TAKES_OVER
    return [f for f in findings if f.rule not in taken or (f.place.part, f.place.span, f.concept) not in said]


def _in_order(findings: Iterable[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda f: (f.place.part, f.place.span, f.rule))


def _silence(job: Job, document: Document, places: Places, findings: Iterable[Finding]) -> _Verdict:
    """Keep quiet what the document's comments silence, then what the baseline knows."""
    left, silenced = list(numbered(_in_order(findings))), []
    if document.directives:
        from cqterm.silence import comments  # few documents have any

        applied = comments.apply(document, left, rules=rules())
        unused = _unused(job, document, places, applied.idle)
        left, silenced = _in_order([*applied.findings, *numbered(unused)]), [*applied.silenced]
    if job.known:
        from cqterm.silence.known import known_of  # few projects have a baseline

        known = known_of(job.known, document.name, left, ran=lambda rule: runs(rule, job.settings))
        silenced += [Silenced(finding, "baseline") for finding in left if finding.fingerprint in known]
        left = [finding for finding in left if finding.fingerprint not in known]
    return _Verdict(tuple(left), tuple(silenced), places)


def _unused(job: Job, document: Document, places: Places, idle: Iterable[Directive]) -> Iterable[Finding]:
    """Findings about directives that did nothing, as far as the rules that run can tell."""
    rule, settings = unused_suppression, job.settings
    for directive in idle if runs(rule.ID, settings) else ():
        ran = runs(directive.rule, settings) if directive.rule else not settings.select
        # in a run over all files it may have its use
        judged = ran and (directive.rule != mixed_terms.ID or job.elsewhere is not None)
        message = rule.complaint(directive, rules=rules(), concepts=job.lexicon.concepts, judged=judged)
        if message:
            yield Finding(
                rule=rule.ID,
                severity=settings.severities.get(rule.ID, rule.SEVERITY),
                message=message,
                place=places.of_comment(directive),
                concept="",
                preferred="",
                fingerprint=fingerprint(rule.ID, "", document.part(directive.part), directive.span),
            )


def _in_target(segment: Segment, lexicon: Lexicon) -> bool:
    """Terms are sought in text of the drafts' language, and where nobody says what language it is."""
    if segment.part and FOREIGN in segment.part:
        return False  # the original is linted by itself
    return not segment.language or primary(segment.language) == primary(lexicon.target_language)


def _finding(job: Job, document: Document, places: Places, rule: str, problem: Problem) -> Finding:
    segment, concept = document.segments[problem.segment], job.lexicon.concepts[problem.concept]
    usual = problem.severity if concept.state == "approved" else "info"
    source = document.part(segment.part)
    made = [edits_in_source(segment, e, source, spread=document.spread) for e in problem.edits]
    # The source of a translation is the key that its translation hangs on, so nothing is written there.
    writable = document.writable and segment.role != "source" and made and all(made)
    return Finding(
        rule=rule,
        severity=job.settings.severities.get(rule, usual),
        message=problem.message,
        place=places.of(problem.segment, problem.span),
        concept=problem.concept,
        preferred=problem.preferred,
        suggestions=problem.suggestions,
        fix=Fix(edits=tuple(chain(*made)), safety=problem.safety) if writable else None,
        related=(*starmap(places.of, problem.related), *problem.elsewhere),
        authority=job.lexicon.authority(problem.concept),
        fingerprint=fingerprint(rule, problem.concept, segment.text, problem.span),
    )


# --- fixing -----------------------------------------------------------------------------------------------------------


def _fix(job: Job, work: Work, opened: _Opened, verdict: _Verdict) -> FileResult:
    """Fix until nothing changes, and prove it; where that can't be proved, nothing is fixed and the result says so."""
    from cqterm.fixes import proposed, settled  # few runs fix

    def read(content: bytes) -> Document:
        return _read(work.name, content, work.meta)

    def judge(document: Document) -> _Verdict:
        now = _opened(job, document, opened.source)
        return _lint(job, now, work.lines, _one_by_one(job, now))

    done = settled(opened.draft, verdict, job.fix, read=read, judge=judge)
    if done is not None and done.content is None:
        return _result(job, opened.draft, verdict)
    changed = done and (proposed(opened.draft, done.document) if job.track else done.content)
    if not (done and changed):
        return _result(job, opened.draft, verdict, errors=_unproved(work.name))
    return _result(job, done.document, done.verdict, fixed=changed, fixes=done.made)


def _unproved(name: str) -> tuple[Trouble, ...]:
    why = (
        "it could not be proved that nothing else would change, so nothing was written: mend it by hand and report this"
    )
    return (Trouble(path=name, message=why, part="fix"),)
