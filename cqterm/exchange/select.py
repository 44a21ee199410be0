"""Which part of a glossary is to be exported: one pure function before any format."""

from collections.abc import Collection
from dataclasses import replace

from cqterm.errors import GlossaryError
from cqterm.model import Concept, Glossary


def select(
    glossary: Glossary,
    *,
    approved_only: bool = False,
    preferred_only: bool = False,
    domains: Collection[str] = (),
) -> Glossary:
    """The glossary with the concepts and terms that were asked for, everything else as it is.

    `approved_only` keeps approved concepts. `preferred_only` keeps of each concept the preferred term of each language
    and nothing else, for tools that would suggest a deprecated term as a translation; a concept without one goes.
    `domains` keeps the concepts of these domains; GlossaryError for one that no concept of the glossary has, since
    that is a slip of the pen and not a wish for an empty file.
    """
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
    if preferred_only:
        concepts = [concept for concept in map(_preferred, concepts) if concept.terms]
    return replace(glossary, concepts=tuple(concepts))


def _preferred(concept: Concept) -> Concept:
    chosen = {term.language: concept.preferred(term.language) for term in concept.terms}
    return replace(concept, terms=tuple(term for term in chosen.values() if term is not None))
