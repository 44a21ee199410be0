"""The whole way from documents to proposals. The result depends on the documents alone, never on their order."""

import math
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from cqterm.glossary.ids import free_id, slug
from cqterm.mine import choose, evidence, termhood, variants
from cqterm.mine.alike import offers
from cqterm.mine.collection import Collection, collect
from cqterm.mine.counts import Counts, count, merge
from cqterm.mine.group import Group, group
from cqterm.mine.named import Named, named
from cqterm.mine.proposals import Candidate, Form, Proposals
from cqterm.mine.repeats import extent, voices
from cqterm.mine.score import score, score_of_group
from cqterm.mine.sequences import Column
from cqterm.model import Document, Glossary, Source
from cqterm.values import NamedTuple, replace

WORDS_A_PROPOSAL = 12
"""A person stops reviewing where more than one proposal comes on so many words of text."""


MANY = 2000
"""Proposals from which on more text brings mostly more of the same."""


def mine(documents: Sequence[tuple[Source, Document]], *, glossary: Glossary | None = None) -> tuple[Candidate, ...]:
    """Every concept that the documents may hold, best first. The same for any order of the documents.

    Raises:
        CqtermError: Two documents have one id.
    """
    counts = merge(*(count(source, document) for source, document in documents))
    return propose(counts, {source.id: document for source, document in documents}, glossary=glossary).candidates


def propose(
    counts: Counts, documents: Mapping[str, Document], *, glossary: Glossary | None = None, limit: int | None = None
) -> Proposals:
    """Concepts from merged counts: the best `limit`, or all. Quotes come from the documents that are at hand.

    With a glossary each candidate says which concept it is, and behind the best `limit` come those that it knows;
    nothing else depends on it.
    """
    if not counts:
        return Proposals((), 0)
    ranking = rank(counts, limit=limit, glossary=glossary)
    collection, groups = ranking.collection, ranking.groups
    sources = {identifier: document.source for identifier, document in counts.items()}
    concepts = _keys(glossary, collection) if glossary is not None else {}
    taken: set[str] = set()
    collection.units.fetch(unit for each in groups for unit, _ in each.units())
    candidates: list[Candidate] = []
    citations: list[evidence.Citation] = []
    for place, each in enumerate(groups):
        forms = named(each, collection)
        points = ranking.scores[place]
        candidates.append(_candidate(forms, points, collection, sources, concepts, taken))
        citations += evidence.cite(place, forms)
    for place, found in evidence.quoted(citations, documents).items():
        candidates[place] = replace(candidates[place], evidence=found)
    for place, others in offers(groups, collection).items():
        alike = tuple(candidates[other].id for other in others)
        candidates[place] = replace(candidates[place], possibly=alike)
    return Proposals(tuple(candidates), ranking.found)


class Ranking(NamedTuple):
    """All units of the documents with their measures and points, and the best of them in groups.

    `ranked` are the units, best first, `scores` the points of the groups; `found` is how many groups there are, also
    those that were not made.
    """

    collection: Collection
    measures: Mapping[str, Column]
    points: Column
    ranked: list[int]
    groups: list[Group]
    scores: list[float]
    found: int


def rank(counts: Counts, *, limit: int | None = None, glossary: Glossary | None = None) -> Ranking:
    """Rank and group what merged counts hold; counts must not be empty.

    Beyond the best `limit` groups, those of units that a glossary knows are made too, behind the others.
    """
    collection = collect(counts)
    measures = termhood.measures(collection)
    points = score(measures)
    # equal scores in the order in which the units first appear
    ranked = np.argsort(-points, kind="stable").tolist()
    known = _units_of(glossary, collection)
    wider = None if limit is None else limit + limit // 2  # variants may lift a concept onto the list
    groups, found = group(ranked, collection, limit=wider, also=known)
    count = collection.units.count
    scored = [
        (score_of_group(float(points[each.leader]), [int(count[unit]) for unit, _ in each.units()]), each)
        for each in groups
    ]
    scored.sort(key=lambda pair: -pair[0])
    if limit is not None:
        scored = [*scored[:limit], *(pair for pair in scored[limit:] if pair[1].leader in known)]
    return Ranking(
        collection, measures, points, ranked, [each for _, each in scored], [score for score, _ in scored], found
    )


def _units_of(glossary: Glossary | None, collection: Collection) -> set[int]:
    """The units that are terms of a glossary."""
    if glossary is None:
        return set()
    language = glossary.target_language
    texts = (term.text for concept in glossary.concepts for term in concept.terms if term.language == language)
    return {unit for text in texts if (unit := collection.units.find(text)) is not None}


def stop(words: int) -> int:
    """After how many proposals a person would stop reviewing: one for twelve words of text, up to `MANY`.

    Beyond that the list grows with the square root of the text, about as its vocabulary does: Heaps (1978),
    "Information retrieval: computational and theoretical aspects", section 7.5.
    """
    few = max(1, words // WORDS_A_PROPOSAL)
    return few if few <= MANY else math.isqrt(few * MANY)


def select(candidates: Sequence[Candidate], words: int) -> tuple[Candidate, ...]:
    """The best candidates, at most one for twelve words of text: where a person would stop reviewing."""
    return tuple(candidates[: stop(words)])


def room(counts: Counts) -> int:
    """How many proposals the list holds: one for twelve words (see `stop`), and never fewer than the terms to which the
    documents give the Chinese, since a table of pairs holds little else than terms.
    """  # noqa: D205 - one sentence longer than a line
    given = {chinese for document in counts.values() for _, chinese in document.chinese}
    return max(stop(size(counts)), len(given))


def size(counts: Counts) -> int:
    """Words of text behind merged counts; what is repeated counts once."""
    return extent(counts, voices(counts))


def _candidate(
    forms: list[Named],
    points: float,
    collection: Collection,
    sources: Mapping[str, Source],
    concepts: Mapping[str, str],
    taken: set[str],
) -> Candidate:
    """A proposal without its evidence. Its forms come to stand as it shows them."""
    chosen = choose.canonical(forms, collection, sources)
    forms.sort(key=lambda form: (form is not chosen, -form.count, form.text))
    chinese = next((collection.chinese[form.text] for form in forms if form.text in collection.chinese), "")
    return Candidate(
        id=_identifier(chosen.text, taken),
        canonical=chosen.text,
        forms=tuple(
            Form(
                text=form.text,
                count=form.count,
                documents=len(form.counts),
                status=choose.status(form, chosen),
                kind=choose.kind(form, chosen, collection),
                publishers=_tally((sources[i].publisher or i, times) for i, times in form.counts.items()),
                years=_tally((sources[i].date[:4], times) for i, times in form.counts.items()),
            )
            for form in forms
        ),
        score=round(points, 2),
        why=choose.why(chosen, forms, collection, sources),
        evidence=(),
        source_term=chinese,
        source_language="zh-Hans" if chinese else "",
        known=_known(forms, concepts, collection),
    )


def _tally(counts: Iterable[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    """Occurrences summed by a name of their sources, sorted by it; sources without one are left out."""
    summed: dict[str, int] = {}
    for name, times in counts:
        if name:
            summed[name] = summed.get(name, 0) + times
    return tuple(sorted(summed.items()))


def _known(forms: Sequence[Named], concepts: Mapping[str, str], collection: Collection) -> str | None:
    """The concept of a glossary that has one of the forms."""
    if not concepts:
        return None
    keys = (variants.key(form.text, collection.acronyms) for form in forms)
    return next((concepts[key] for key in keys if key in concepts), None)


def _keys(glossary: Glossary, collection: Collection) -> dict[str, str]:
    """Which concept of a glossary has a term of a key."""
    keys: dict[str, str] = {}
    for concept in glossary.concepts:
        for term in concept.terms:
            if term.language == glossary.target_language and concept.state != "rejected":
                keys.setdefault(variants.key(term.text, collection.acronyms), concept.id)
    return keys


def _identifier(text: str, taken: set[str]) -> str:
    """An id in the shape that glossaries ask for, unique among those taken."""
    name = free_id(slug(text), taken)
    taken.add(name)
    return name
