"""Several glossaries to one: a house keeps its own small file over the shipped one."""

from collections.abc import Sequence

from cqterm.errors import GlossaryError
from cqterm.model import Concept, Glossary, Source
from cqterm.values import replace


def overlay(glossaries: Sequence[Glossary]) -> Glossary:
    """One glossary from several, each laid over those before it.

    A later concept takes the whole place of the earlier one with its id; `state: rejected` in a later glossary removes
    that concept. New concepts follow at the end. Sources are united by id, the later one holds. A single glossary
    comes back as it is, rejected concepts included.

    Raises:
        GlossaryError: Their languages differ.
        ValueError: No glossary was given.
    """
    if not glossaries:
        raise ValueError("no glossary to lay over another")
    first, *rest = glossaries
    concepts: dict[str, Concept] = {c.id: c for c in first.concepts}
    sources: dict[str, Source] = {s.id: s for s in first.sources}
    for later in rest:
        if _languages(later) != _languages(first):
            pairs = [f"{g.name} ({g.source_language} to {g.target_language})" for g in (first, later)]
            message = "glossaries of different languages: give glossaries of one language pair"
            raise GlossaryError(f"{' and '.join(pairs)}: {message}")
        for concept in later.concepts:
            if concept.state == "rejected":
                concepts.pop(concept.id, None)
            else:
                concepts[concept.id] = concept
        sources |= {s.id: s for s in later.sources}
    if not rest:
        return first
    names = dict.fromkeys(g.name for g in glossaries)
    return replace(first, name=" + ".join(names), concepts=tuple(concepts.values()), sources=tuple(sources.values()))


def _languages(glossary: Glossary) -> tuple[str, str]:
    return glossary.source_language.lower(), glossary.target_language.lower()
