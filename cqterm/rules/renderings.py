"""Renderings of concepts over many documents, for the rule about mixed terms.

A first reading finds what each document uses, `gathered` puts it together, and a second reading judges each document
knowing the others. What is kept is bounded by the glossary and the number of documents, not by their length.
"""

from collections.abc import Iterable, Mapping

from cqterm.model import FileResult, Finding, Place
from cqterm.values import NamedTuple

SHOWN = 50
"""Places of one rendering that a finding names at most; the counts in its message are of all."""

_ALL = 100_000  # places that the findings about one concept in a document name together, about

_OF_ONE = 5  # places of one document among those that other documents' findings name


def shown(uses: int) -> int:
    """How many places of one rendering each finding names, where a document has so many uses of the concept."""
    return max(1, min(SHOWN, _ALL // uses))


class Rendering(NamedTuple):
    """How often documents use a term, by their paths, and some of its places."""

    counts: Mapping[str, int]
    places: tuple[Place, ...]

    def without(self, path: str) -> "Rendering":
        """The rendering as the other documents have it."""
        counts = {each: count for each, count in self.counts.items() if each != path}
        return Rendering(counts, tuple(place for place in self.places if place.path != path)[:SHOWN])


Renderings = Mapping[str, Mapping[str, Rendering]]
"""By concept and by the text of the term."""


def gathered(results: Iterable[FileResult]) -> Renderings:
    """The renderings of those concepts of which more than one is in use.

    `results` are those of a first reading, in the order of their paths. In it each use of a term is a finding, and the
    term is its message; a use may be silenced, and is one all the same.
    """
    counts: dict[str, dict[str, dict[str, int]]] = {}
    places: dict[tuple[str, str], list[Place]] = {}
    for result in results:
        for use in _in_order(result):
            of_term = counts.setdefault(use.concept, {}).setdefault(use.message, {})
            of_term[result.path] = of_term.get(result.path, 0) + 1
            kept = places.setdefault((use.concept, use.message), [])
            if of_term[result.path] <= _OF_ONE and len(kept) < SHOWN + _OF_ONE:
                kept.append(use.place)
    return {
        concept: {term: Rendering(by_path, tuple(places[concept, term])) for term, by_path in terms.items()}
        for concept, terms in counts.items()
        if len(terms) > 1
    }


def _in_order(result: FileResult) -> list[Finding]:
    uses = [*result.findings, *(silenced.finding for silenced in result.silenced)]
    return sorted(uses, key=lambda use: (use.place.part, use.place.span))
