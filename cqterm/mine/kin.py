"""Which known concept a new form was most likely meant to name, where no document prints the known term beside it.

Grouping compares the forms of the documents at hand. This week's may hold a drifted form alone, so that the terms of
the glossary are what it has to be compared with: by the keys of grouping, and by the judgement of the lint, which would
flag the form in a draft.
"""

from collections.abc import Iterable, Iterator, Sequence

from cqterm.match.compiling import compile_lexicon
from cqterm.match.find import Finder, scene_of
from cqterm.mine import variants
from cqterm.mine.proposals import Candidate
from cqterm.model import Concept, Glossary, Match
from cqterm.text.words import cardinal, ordinal
from cqterm.values import NamedTuple


class Kin(NamedTuple):
    """The concept that a form names, and how it differs from a term of it: a kind of form, or "" for a piece of the
    term and what differs in its case or hyphens alone.
    """  # noqa: D205 - one sentence longer than a line

    concept: str
    kind: str


def kin(glossary: Glossary, candidates: Sequence[Candidate]) -> dict[str, Kin]:
    """The concepts that some candidates name, by the ids of the candidates; those that name none are left out.

    Where both sides have Chinese and it differs they are two things, whatever their English.
    """
    by_bag = {_bag(text): (concept, text) for concept, text in reversed([*_terms(glossary)])}
    finder = Finder(compile_lexicon(glossary, include_proposed=True))
    concepts = {concept.id: concept for concept in glossary.concepts}
    found: dict[str, Kin] = {}
    matches = finder.search_all([scene_of(candidate.canonical) for candidate in candidates])
    for candidate, own in zip(candidates, matches, strict=True):
        bag, _ = _bag(candidate.canonical)
        alike = by_bag.get(_bag(candidate.canonical)) if len(bag) > 1 else None
        own_words, its_words = (variants.words(text) for text in (candidate.canonical, alike[1] if alike else ""))
        if alike and not variants.are_apart(own_words, its_words):
            known = Kin(alike[0].id, variants.order_or_rendering(own_words, its_words))
        elif len(own) == 1 and own[0].span == (0, len(candidate.canonical)):
            known = Kin(own[0].concept, _kind(own[0]))
        else:
            continue
        concept = concepts[known.concept]
        if not _differs(candidate, concept, glossary.source_language):
            found[candidate.id] = known._replace(kind="") if _is_piece(candidate, concept) else known
    return found


def _terms(glossary: Glossary) -> Iterator[tuple[Concept, str]]:
    for concept in glossary.concepts:
        if concept.state != "rejected":
            yield from ((concept, t.text) for t in concept.terms if t.language == glossary.target_language)


def _bag(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of meaning whatever their order, and the figures in theirs, since "20th" names another thing."""
    figures = (w for w in variants.words(text) if w[0].isdigit() or cardinal(w) or ordinal(w))
    return variants.bag(text, {}), tuple(figures)


SLIP = "typo"
"""The kind of a form with another letter than its term."""
_KINDS = {"swapped": "word order", "missing": "short form", "extra": "long form"}


def _kind(match: Match) -> str:
    """What a near miss is as a form of its term."""
    altered = [d.detail for d in match.differences if d.kind == "altered"]
    if altered:
        return _KINDS.get(altered[0], "rendering")
    return SLIP if any(d.kind in ("misspelling", "lookalike") for d in match.differences) else ""


def _is_piece(candidate: Candidate, concept: Concept) -> bool:
    """Whether a form stands inside a longer term of the concept wherever a quote shows it."""
    form = candidate.canonical.casefold()
    longer = [term.text.casefold() for term in concept.terms if form in term.text.casefold()]
    quotes = [" ".join(e.quote.split()).casefold() for e in candidate.evidence if e.form == candidate.canonical]
    return bool(longer and quotes) and all(any(term in quote for term in longer) for quote in quotes)


def _differs(candidate: Candidate, concept: Concept, language: str) -> bool:
    """Whether both have a source term and not the same one."""
    texts: Iterable[str] = {term.text for term in concept.terms if term.language == language}
    return bool(candidate.source_term and texts and candidate.source_term not in texts)
