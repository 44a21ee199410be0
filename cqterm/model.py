"""The nouns of cqterm, and nothing else.

Every value is frozen and picklable, so that it may cross a process border, lie in a cache or be a key. Values do no
more than arithmetic on themselves. Offsets are code points and half-open, `[start, end)`. They count in the decoded
text of a part, line ends as they are, unless a name says otherwise (`Token` and `Match` count in their segment).

The words are those of the field: concept, term and status as in ISO 30042:2019 (TBX), segment as in XLIFF.
"""

from cqterm.hints import Literal
from cqterm.values import NamedTuple, field, frozen

Status = Literal["preferred", "admitted", "deprecated", "superseded"]
TermType = Literal["full", "acronym", "short"]
Case = Literal["name", "common", "exact"]
State = Literal["proposed", "approved", "rejected"]
Origin = Literal["mined", "curated", "pinned"]
Near = Literal["all", "typo-only", "off"]
Severity = Literal["error", "warning", "info"]
Safety = Literal["safe", "unsafe"]
Role = Literal["text", "heading", "cell", "caption", "source", "target"]
Silence = Literal["comment", "baseline"]
Unit = Literal["", "untranslated", "unconfirmed"]
Kind = Literal["altered", "misspelling", "lookalike", "spelling", "number", "hyphen", "case", "spacing"]

GRAVITY: tuple[Kind, ...] = ("altered", "misspelling", "lookalike", "spelling", "number", "hyphen", "case", "spacing")
"""Kinds of difference from the gravest to the mildest: the gravest one names the finding."""

UNRANKED = 99
"""The rank of a source whose publisher nobody has ranked: below all that somebody has."""

SEVERITIES: tuple[Severity, ...] = ("info", "warning", "error")
"""From the mildest to the gravest."""


class Span(NamedTuple):
    """A half-open range of code points."""

    start: int
    end: int


# --- the glossary -----------------------------------------------------------------------------------------------


@frozen
class Source:
    """A published document that shows how a term is used. Authority is data: a user edits the tiers.

    `tier` 1 is the highest authority; 0 says that nobody has ranked the publisher. `date` is YYYY, YYYY-MM or
    YYYY-MM-DD. `excerpt_of` names the source that this one repeats, so that the two have one vote.
    """

    id: str
    publisher: str = ""
    publisher_name: str = ""
    tier: int = 0
    title: str = ""
    url: str = ""
    date: str = ""
    language: str = ""
    excerpt_of: str = ""
    file: str = ""

    @property
    def rank(self) -> int:
        """The tier, or a number below all tiers where nobody has ranked the publisher."""
        return self.tier or UNRANKED


@frozen
class Evidence:
    """Where a source uses a form. The quote is what is checked; `span` in the source is a hint and may be missing."""

    source: str
    quote: str
    span: Span | None = None
    form: str = ""


@frozen
class Term:
    """One designation of a concept in one language.

    `valid_from` and `until` are dates (YYYY, YYYY-MM or YYYY-MM-DD) between which the rendering holds; `publisher`
    names the one house whose form it is. Empty means: no limit.
    """

    text: str
    language: str
    status: Status = "preferred"
    type: TermType = "full"
    valid_from: str = ""
    until: str = ""
    publisher: str = ""
    note: str = ""


@frozen
class Decision:
    """When and why a person decided."""

    date: str = ""
    why: str = ""


@frozen
class Example:
    """A sentence that the glossary itself promises to correct: what stands there and what should."""

    text: str
    fix: str


@frozen
class Seen:
    """A form that mining found for a concept and that is no term of it: nobody has decided yet, or it was rejected.

    `kind` says how it differs from the preferred term; `source` is the weightiest that prints it.
    """

    text: str
    kind: str = ""
    source: str = ""
    state: Literal["proposed", "rejected"] = "proposed"
    decided: Decision | None = None


@frozen
class Concept:
    """One thing, with every term that names it. The order of `terms` is the order of the file."""

    id: str
    terms: tuple[Term, ...]
    case: Case = "common"
    domain: str = ""
    definition: str = ""
    note: str = ""
    state: State = "proposed"
    origin: Origin = "curated"
    decided: Decision | None = None
    near: Near | None = None
    ok: tuple[str, ...] = ()
    bad: tuple[Example, ...] = ()
    seen: tuple[Seen, ...] = ()
    evidence: tuple[Evidence, ...] = ()

    def preferred(self, language: str) -> Term | None:
        """The full form that is preferred in a language; an acronym only where there is no full form."""
        found = [t for t in self.terms if t.language == language and t.status == "preferred"]
        return min(found, key=lambda t: t.type == "acronym", default=None)


@frozen
class Glossary:
    """The truth as people keep it. Languages are BCP 47 tags; drafts are written in `target`."""

    name: str
    source_language: str
    target_language: str
    concepts: tuple[Concept, ...]
    sources: tuple[Source, ...] = ()

    def source(self, identifier: str) -> Source | None:
        """The source of that id, if the glossary knows it."""
        return next((s for s in self.sources if s.id == identifier), None)


# --- documents --------------------------------------------------------------------------------------------------


class Part(NamedTuple):
    """One decoded text: `""` for a plain file, `word/document.xml` and the like inside an archive."""

    name: str
    text: str


class Piece(NamedTuple):
    """From `at` on (in the segment), the text came from `span` of the part, character for character if `verbatim`."""

    at: int
    span: Span
    verbatim: bool = True


OPAQUE = "\ufffc"
"""Stands in a segment where code, a formula, an image or an address was, so that no term matches across it."""


class Segment(NamedTuple):
    """Clean prose with its map back to the source. `where` says the place in words: a paragraph, a unit, a cue.

    Segments of one document with the same `pair` are the source and the target of one translation unit (their roles
    say which); `unit` says where its translation is missing, or not confirmed yet (fuzzy).
    """

    text: str
    pieces: tuple[Piece, ...]
    part: str = ""
    language: str = ""
    role: Role = "text"
    where: str = ""
    pair: str = ""
    unit: Unit = ""


class Directive(NamedTuple):
    """A word to the linter in a comment of a document: `cqterm: off RULE CONCEPT -- reason`.

    `span` is the whole comment in the part's text. The words are in lower case, empty where all are meant.
    """

    verb: str
    rule: str
    concept: str
    reason: str
    part: str
    span: Span


@frozen
class Meta:
    """What is known of a document beside its text."""

    publisher: str = ""
    date: str = ""
    title: str = ""
    language: str = ""
    url: str = ""


@frozen
class Document:
    """A file as the rules and the miner see it. `notes` are remarks on how it was read, such as an assumed encoding.

    `raw` is the file itself where its parts are not all of it, as in an archive. `spread` says that an edit may be
    spread over the pieces it touches, since the markup between them stands by itself (XML), and need not lie in one
    (Markdown). A document that is not `writable` is read only. One that is `misdated` gives a date that is none.
    """

    name: str
    parts: tuple[Part, ...]
    segments: tuple[Segment, ...]
    meta: Meta = Meta()
    encoding: str = "utf-8"
    notes: tuple[str, ...] = ()
    directives: tuple[Directive, ...] = ()
    raw: bytes = field(default=b"", repr=False, compare=False)
    spread: bool = False
    writable: bool = True
    misdated: bool = False

    def part(self, name: str) -> str:
        """The text of a part."""
        return next(p.text for p in self.parts if p.name == name)


# --- matching ---------------------------------------------------------------------------------------------------


class Token(NamedTuple):
    """A word or number. Offsets count in the segment; `norm` is folded and is what is compared."""

    start: int
    end: int
    norm: str


class Edit(NamedTuple):
    """Replace a span of a part by a text."""

    span: Span
    text: str


class Difference(NamedTuple):
    """One way in which a place departs from a term. Offsets count in the segment.

    `found` and `wanted` are the words as a reader sees them; either is empty where a word is missing or too many.
    """

    kind: Kind
    span: Span
    found: str
    wanted: str
    detail: str = ""


@frozen
class Match:
    """A place in a segment that is a term, or was meant to be one.

    `differences` is empty where the term is written right. `edits` turns the place into the term, in the case of the
    place. `distance` is the cost of the differences in letters and words, in tenths of an edit.
    """

    concept: str
    term: Term
    span: Span
    tokens: Span
    differences: tuple[Difference, ...] = ()
    edits: tuple[Edit, ...] = ()
    distance: int = 0

    @property
    def gravest(self) -> Kind | None:
        """The difference that names the finding."""
        if len(self.differences) == 1:  # as a rule
            return self.differences[0].kind
        return min((d.kind for d in self.differences), key=GRAVITY.index, default=None)


# --- findings ---------------------------------------------------------------------------------------------------


@frozen
class Fix:
    """Edits and a promise: a safe fix writes the same term right, an unsafe one writes other words."""

    edits: tuple[Edit, ...]
    safety: Safety


@frozen
class Problem:
    """What a rule yields. It counts in segments and knows no lines; places in other documents come as they are."""

    segment: int
    span: Span
    concept: str
    message: str
    severity: Severity
    preferred: str
    suggestions: tuple[str, ...] = ()
    edits: tuple[Edit, ...] = ()
    safety: Safety = "unsafe"
    related: tuple[tuple[int, Span], ...] = ()
    elsewhere: tuple["Place", ...] = ()


@frozen
class Place:
    """Where something stands, `where` in words. Lines and columns (code points) count from 1; None in an archive."""

    path: str
    part: str
    span: Span
    text: str
    line: int | None = None
    column: int | None = None
    end_line: int | None = None
    end_column: int | None = None
    where: str | None = None


@frozen
class Authority:
    """Who says so: the weightiest source of a preferred term, and how often the sources use it."""

    source: str
    publisher: str
    date: str
    url: str
    count: int


@frozen
class Finding:
    """What the user sees. `fingerprint` names it in baselines and reports, and survives edits elsewhere in the file."""

    rule: str
    severity: Severity
    message: str
    place: Place
    concept: str
    preferred: str
    suggestions: tuple[str, ...] = ()
    fix: Fix | None = None
    related: tuple[Place, ...] = ()
    authority: Authority | None = None
    fingerprint: str = ""


class Silenced(NamedTuple):
    """A finding that somebody has silenced, by what, and why (as far as it is said)."""

    finding: Finding
    by: Silence
    reason: str = ""


@frozen
class Trouble:
    """A document, or a part of one, that could not be checked."""

    path: str
    message: str
    part: str = ""


@frozen
class FileResult:
    """What linting one file gave: a value in every case, so that no exception crosses a process border.

    `silenced` are findings that a comment or the baseline keeps quiet: they count nowhere. `fixed` is the new content
    where a fix was asked for and changed something, `seen` the SHA-256 of what it was. `notes` are remarks such as an
    assumed encoding. `excerpts` are the lines that hold findings, `passages` by part and span the texts of those that
    have no line, and where they stand in them. `document` is the draft itself where it is shown.
    """

    path: str
    findings: tuple[Finding, ...] = ()
    silenced: tuple[Silenced, ...] = ()
    errors: tuple[Trouble, ...] = ()
    notes: tuple[str, ...] = ()
    excerpts: dict[int, str] = field(default_factory=dict)
    passages: dict[tuple[str, Span], tuple[str, Span]] = field(default_factory=dict)
    document: Document | None = None
    fixed: bytes | None = None
    seen: str = ""
    fixes: int = 0
