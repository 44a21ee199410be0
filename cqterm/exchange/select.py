"""Which part of a glossary is to be exported: one pure function before any format."""

from collections.abc import Collection

from cqterm.errors import GlossaryError
from cqterm.model import Concept, Glossary, Status, Term
from cqterm.values import replace


def select(
    glossary: Glossary,
    *,
    approved_only: bool = False,
    preferred_only: bool = False,
    domains: Collection[str] = (),
    statuses: Collection[Status] = (),
    source_language: str = "",
    target_language: str = "",
) -> Glossary:
    """The glossary with the concepts and terms that were asked for, everything else as it is.

    `approved_only` keeps approved concepts. `preferred_only` keeps of each concept the preferred term of each language
    and nothing else, for tools that would suggest a deprecated term as a translation; a concept without one goes.
    `domains` keeps the concepts of these domains; GlossaryError for one that no concept of the glossary has, since
    that is a slip of the pen and not a wish for an empty file. `statuses` keeps the target terms of these statuses and
    every source term; a concept without such a target term goes. `source_language` and `target_language` choose the
    pair, and terms of other languages go; GlossaryError for a language that no term is in.
    """
    glossary = _in_languages(glossary, source_language, target_language)
    known = {concept.domain for concept in glossary.concepts if concept.domain}
    for domain in domains:
        if domain not in known:
            raise GlossaryError(
                f"{glossary.name}: no concept has the domain {domain!r}: "
                + (f"take one of {', '.join(sorted(known))}" if known else "this glossary has no domains")
            )
    concepts = [
        concept
        for concept in glossary.concepts
        if (not approved_only or concept.state == "approved") and (not domains or concept.domain in domains)
    ]
    if statuses:
        concepts = [c for c in concepts if any(_wanted(t, glossary.target_language, statuses) for t in c.terms)]
        concepts = [_with_statuses(concept, glossary, statuses) for concept in concepts]
    if preferred_only:
        concepts = [concept for concept in map(_preferred, concepts) if concept.terms]
    return replace(glossary, concepts=tuple(concepts))


def _preferred(concept: Concept) -> Concept:
    chosen = {term.language: concept.preferred(term.language) for term in concept.terms}
    return replace(concept, terms=tuple(term for term in chosen.values() if term is not None))


def _wanted(term: Term, target: str, statuses: Collection[Status]) -> bool:
    return term.language == target and term.status in statuses


def _with_statuses(concept: Concept, glossary: Glossary, statuses: Collection[Status]) -> Concept:
    source = glossary.source_language
    return replace(concept, terms=tuple(t for t in concept.terms if t.language == source or t.status in statuses))


def _in_languages(glossary: Glossary, source: str, target: str) -> Glossary:
    if not source and not target:
        return glossary
    pair = (source or glossary.source_language, target or glossary.target_language)
    there = {term.language for concept in glossary.concepts for term in concept.terms}
    for language in pair:
        if language not in there:
            listed = ", ".join(sorted(there)) or "none"
            raise GlossaryError(
                f"{glossary.name}: no term is in {language}: its languages are {listed}: name two of these"
            )
    if pair[0] == pair[1]:
        raise GlossaryError(f"{glossary.name}: source and target are both {pair[0]}: name two languages")
    kept = (replace(c, terms=tuple(t for t in c.terms if t.language in pair)) for c in glossary.concepts)
    concepts = tuple(concept for concept in kept if concept.terms)
    return replace(glossary, source_language=pair[0], target_language=pair[1], concepts=concepts)
