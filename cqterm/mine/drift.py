"""What new documents say about a glossary: new concepts, new forms of known ones, contested choices, quiet terms.

This only looks; `cqterm.mine.adopt` writes down what is new. A document that repeats another has no voice of its own.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from cqterm.mine.kin import SLIP, kin
from cqterm.mine.present import LISTED
from cqterm.mine.proposals import Candidate
from cqterm.mine.variants import key
from cqterm.model import Concept, Evidence, Glossary, Seen, Source
from cqterm.values import NamedTuple, field, frozen, replace

QUIET = 3
"""Later documents of one publisher that must do without a term before it counts as gone quiet."""


class NewForm(NamedTuple):
    """A form of a known concept that is no term of it yet, and how often the new documents print it."""

    concept: Concept
    seen: Seen
    times: int


class Contest(NamedTuple):
    """A known concept of which a weighty source prints another form than the preferred one. `since` is a date."""

    concept: Concept
    preferred: str
    rival: str
    source: Source
    since: str


class Quiet(NamedTuple):
    """A preferred term that `later` documents of its publisher do without since the last one that uses it."""

    concept: Concept
    preferred: str
    last: Source
    later: int


@frozen
class Drift:
    """All that is new, in the order of the candidates or of the glossary. `known` counts concepts seen again.

    `slips` are misspelt terms: told, but nothing that a glossary would keep.
    `ids` says which concept of the glossary a candidate is, by the id of the candidate; rejected ones are left out.
    """

    new: tuple[Candidate, ...] = ()
    forms: tuple[NewForm, ...] = ()
    slips: tuple[NewForm, ...] = ()
    contested: tuple[Contest, ...] = ()
    quiet: tuple[Quiet, ...] = ()
    known: int = 0
    ids: Mapping[str, str] = field(default_factory=dict)


def recognised(glossary: Glossary, candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates, each with the concept of the glossary that it is, a rejected one too, or none."""
    index = _Index(glossary)
    return [replace(c, known=found.id if (found := index.concept_of(c)) else None) for c in candidates]


def look(
    glossary: Glossary,
    candidates: Sequence[Candidate],
    sources: Sequence[Source],
    located: Mapping[str, Sequence[Evidence]],
    *,
    limit: int | None = None,
) -> Drift:
    """Compare candidates, best first, with a glossary.

    `sources` are those of the new documents, `located` the places of the glossary's terms in them, by concept; only
    the best `limit` candidates may be new concepts, while known ones are looked at wherever they rank.
    """
    every = _every_source(glossary, sources)
    found = _compared(glossary, candidates, every, {concept for concept, places in located.items() if places}, limit)
    known = found.known
    uses = {c.id: _uses(c, located.get(c.id, ()), known.get(c.id, ()), glossary, every) for c in glossary.concepts}
    approved = [c for c in glossary.concepts if c.state == "approved"]
    fresh = {s.id for s in sources}
    seen: dict[str, list[Seen]] = {}
    for form in found.forms:
        seen.setdefault(form.concept.id, []).append(form.seen)
    with_new = (replace(c, seen=(*c.seen, *seen.get(c.id, ()))) for c in approved if c.id in known)
    contested = (_contest(c, glossary, uses[c.id], every, fresh) for c in with_new)
    papers, heard = _papers(every, fresh), _heard(uses.values())
    quiet = (_quiet(c, glossary, heard, every, papers) for c in approved)
    return Drift(
        new=tuple(found.new),
        forms=tuple(found.forms),
        slips=tuple(found.slips),
        contested=tuple(each for each in contested if each),
        quiet=tuple(each for each in quiet if each),
        ids={candidate.id: concept for concept, its in known.items() for candidate in its},
        known=len({*known, *(identifier for identifier, places in located.items() if places)}),
    )


class _Compared(NamedTuple):
    """What the candidates are: new ones, new and misspelt forms of known concepts, and all by the known concept."""

    new: list[Candidate]
    forms: list[NewForm]
    slips: list[NewForm]
    known: dict[str, list[Candidate]]


def _compared(
    glossary: Glossary,
    candidates: Sequence[Candidate],
    sources: Mapping[str, Source],
    printed: Collection[str],
    limit: int | None,
) -> _Compared:
    """Which candidates are new and which are known; `printed` are the concepts of which a term stands in the texts."""
    index = _Index(glossary)
    new: list[Candidate] = []
    forms: dict[tuple[str, str], NewForm] = {}
    slips: list[NewForm] = []
    known: dict[str, list[Candidate]] = {}
    named = [index.concept_of(candidate) for candidate in candidates]
    # what stands beside the known term has been compared with it, and kept apart
    there = {concept.id for concept in named if concept}.union(printed)
    strangers = [c for c, concept in zip(candidates, named, strict=True) if concept is None]
    alike = {i: found for i, found in kin(glossary, strangers).items() if found.concept not in there}
    for rank, (candidate, its) in enumerate(zip(candidates, named, strict=True)):
        kind = alike[candidate.id].kind if candidate.id in alike else None
        concept = its if kind is None else index.concepts[alike[candidate.id].concept]
        if concept is None:
            if limit is None or rank < limit:
                new.append(candidate)
        elif concept.state != "rejected":
            known.setdefault(concept.id, []).append(candidate)
            for found in _new_forms(candidate, concept, index, sources, kind):
                if found.seen.kind == SLIP:
                    slips.append(found)
                else:
                    forms.setdefault((concept.id, key(found.seen.text, {})), found)
    return _Compared(new, list(forms.values()), slips, known)


class _Index:
    """Which concept of a glossary a form or a source term names, rejected concepts and forms among them."""

    def __init__(self, glossary: Glossary) -> None:
        self.concepts = {c.id: c for c in glossary.concepts}
        self.forms: dict[str, Concept] = {}
        self.sources: dict[str, Concept] = {}
        for concept in glossary.concepts:
            for term in concept.terms:
                if term.language == glossary.target_language:
                    self.forms.setdefault(key(term.text, {}), concept)
                elif term.language == glossary.source_language:
                    self.sources.setdefault(term.text, concept)
            for seen in concept.seen:
                self.forms.setdefault(key(seen.text, {}), concept)

    def concept_of(self, candidate: Candidate) -> Concept | None:
        """The concept of the canonical form, of the source term, or of the first other form that is known."""
        if candidate.known in self.concepts:
            return self.concepts[candidate.known or ""]
        canonical = self.forms.get(key(candidate.canonical, {}))
        if canonical is not None:
            return canonical
        if candidate.source_term in self.sources:
            return self.sources[candidate.source_term]
        return next((self.forms[k] for form in candidate.forms if (k := key(form.text, {})) in self.forms), None)


def _new_forms(
    candidate: Candidate, concept: Concept, index: _Index, sources: Mapping[str, Source], own: str | None
) -> Iterator[NewForm]:
    """The forms of a candidate that are not in the glossary and differ by more than case, number and the like; `own` is
    the kind of its canonical form, None where that is to be found out.
    """  # noqa: D205 - one sentence longer than a line
    for form in candidate.forms:
        kind = form.kind
        if form.text == candidate.canonical:
            kind = own if own is not None else kind if kind in LISTED else "rendering"
        if (kind in LISTED or kind == SLIP) and key(form.text, {}) not in index.forms:
            said = [sources[e.source] for e in candidate.evidence if e.form == form.text and e.source in sources]
            best = min(said, key=lambda s: (s.rank, s.date, s.id), default=None)
            yield NewForm(concept, Seen(text=form.text, kind=kind, source=best.id if best else ""), form.count)


def _every_source(glossary: Glossary, sources: Iterable[Source]) -> dict[str, Source]:
    """All sources that have a voice, old and new."""
    return {s.id: s for s in (*glossary.sources, *sources) if not s.excerpt_of}


# --- who uses what ----------------------------------------------------------------------------------------------

_Uses = dict[str, set[str]]
"""The ids of the sources that use a form, by the key of the form."""


def _uses(
    concept: Concept,
    located: Iterable[Evidence],
    candidates: Iterable[Candidate],
    glossary: Glossary,
    sources: Mapping[str, Source],
) -> _Uses:
    term = concept.preferred(glossary.target_language)
    usual = term.text if term else ""
    uses: _Uses = {}
    for evidence in (*concept.evidence, *located, *(e for c in candidates for e in c.evidence)):
        if evidence.source in sources:
            uses.setdefault(key(evidence.form or usual, {}), set()).add(evidence.source)
    return uses


def _contest(
    concept: Concept, glossary: Glossary, uses: _Uses, sources: Mapping[str, Source], fresh: Collection[str]
) -> Contest | None:
    """The weightiest other form that outranks the preferred one, or came after it at the same rank.

    One of the new documents, whose ids are `fresh`, has to print it: what older ones said was told when they were new.
    """
    term = concept.preferred(glossary.target_language)
    if term is None or key(term.text, {}) not in uses:
        return None
    preferred = key(term.text, {})
    rank, last = _weight(uses[preferred], sources)
    own = {
        key(t.text, {}): t.text for t in concept.terms if t.language == glossary.target_language and t.type == "full"
    }
    waiting = (s for s in concept.seen if s.state == "proposed" and s.kind in ("", "rendering", "word order"))
    own |= {key(s.text, {}): s.text for s in waiting}
    rivals = []
    for form, text in own.items():
        if form == preferred or uses.get(form, set()).isdisjoint(fresh):
            continue
        its_rank, its_last = _weight(uses[form], sources)
        if its_rank < rank or (its_rank == rank and its_last > last):
            rivals.append((its_rank, text, form))
    if not rivals:
        return None
    its_rank, text, form = min(rivals)
    source = min((sources[i] for i in uses[form] if sources[i].rank == its_rank), key=lambda s: (s.date, s.id))
    return Contest(concept, term.text, text, source, source.date)


def _weight(identifiers: Iterable[str], sources: Mapping[str, Source]) -> tuple[int, str]:
    """The best rank among sources and the latest date at it."""
    said = [sources[i] for i in identifiers]
    rank = min(s.rank for s in said)
    return rank, max(s.date for s in said if s.rank == rank)


class _Paper(NamedTuple):
    """What is known of a publisher: the dates of its documents in order, and the latest among the new ones."""

    dates: list[str]
    latest: str


def _papers(sources: Mapping[str, Source], fresh: Collection[str]) -> dict[str, _Paper]:
    found: dict[str, list[Source]] = {}
    for source in sources.values():
        found.setdefault(source.publisher, []).append(source)
    return {
        publisher: _Paper(sorted(s.date for s in own), max((s.date for s in own if s.id in fresh), default=""))
        for publisher, own in found.items()
    }


def _heard(uses: Iterable[_Uses]) -> _Uses:
    """Who uses a form, whichever concept it is a form of."""
    heard: _Uses = {}
    for own in uses:
        for form, users in own.items():
            heard.setdefault(form, set()).update(users)
    return heard


def _quiet(
    concept: Concept, glossary: Glossary, heard: _Uses, sources: Mapping[str, Source], papers: Mapping[str, _Paper]
) -> Quiet | None:
    """Whether a publisher that used a term does without it in its latest documents, one of them new.

    A document that prints its acronym, or a longer term that holds it, does not do without it.
    """
    term = concept.preferred(glossary.target_language)
    form = key(term.text, {}) if term else ""
    acronyms = {key(t.text, {}) for t in concept.terms if t.type == "acronym"}
    users = heard.get(form, set()).union(*(heard.get(acronym, ()) for acronym in acronyms))
    for publisher in sorted({sources[i].publisher for i in heard.get(form, ())} - {""}):
        found = _last(users, sources, publisher, papers)
        if term and found.later >= QUIET:
            # rarely asked, since every form there is has to be looked at
            longer = (i for other, who in heard.items() if form in other for i in who)
            found = _last(users.union(longer), sources, publisher, papers)
            if found.later >= QUIET:
                return Quiet(concept, term.text, found.source, found.later)
    return None


class _Last(NamedTuple):
    """The last document of a publisher that uses a term, and how many came later; none where none of them is new."""

    source: Source
    later: int


def _last(users: Iterable[str], sources: Mapping[str, Source], publisher: str, papers: Mapping[str, _Paper]) -> _Last:
    last = max((sources[i] for i in users if sources[i].publisher == publisher), key=lambda s: (s.date, s.id))
    dates, latest = papers[publisher]
    return _Last(last, len(dates) - bisect_right(dates, last.date) if latest > last.date else 0)
