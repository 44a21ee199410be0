"""Writing into a glossary what mining found: proposals, forms that wait for a decision, sources, evidence.

Nothing that a person approved or pinned changes, comments and order stay, and adopting the same documents twice
changes nothing the second time.
"""

from collections.abc import Iterable, Sequence

from cqterm.glossary.edit import add_concepts, add_sources, replace_evidence, set_concepts
from cqterm.glossary.evidence import Row, attach
from cqterm.glossary.ids import free_id
from cqterm.glossary.read import read
from cqterm.glossary.render import Value, seen_value
from cqterm.mine.drift import Drift
from cqterm.mine.locate import Documents, locate, share_out
from cqterm.mine.present import as_concept
from cqterm.model import Concept, Glossary, Seen, Source
from cqterm.values import NamedTuple, replace


class Adopted(NamedTuple):
    """The new text of a glossary and the rows of the evidence file beside it."""

    text: str
    rows: list[Row]


def adopt(text: str, rows: Sequence[Row], drift: Drift, documents: Documents, *, name: str) -> Adopted:
    """The text of a glossary and its further evidence with what drifted written in. `name` serves messages.

    Raises:
        GlossaryError: The text is no sound glossary or can't be rewritten safely.
    """
    before = read(text, name)
    own = {c.id for c in before.concepts}
    sources = [source for source, _ in documents]
    text = add_sources(text, _missing(sources, before), name=name)
    text = add_concepts(text, _concepts(drift, before, sources), name=name)
    text = set_concepts(text, {i: {"seen": forms} for i, forms in _seen(drift, before).items() if i in own}, name=name)
    after = read(text, name)
    located = locate(after, documents)
    quotes, further = share_out(after, attach(after, rows), located, documents)
    return Adopted(replace_evidence(text, quotes, name=name), further)


def _missing(sources: Iterable[Source], glossary: Glossary) -> list[Source]:
    """The sources that the glossary does not list, without where their files lie: that is the manifest's business."""
    listed = {s.id for s in glossary.sources}
    new = {s.id: replace(s, file="") for s in sources if s.id not in listed}
    known = listed | set(new)
    return [s if s.excerpt_of in known else replace(s, excerpt_of="") for _, s in sorted(new.items())]


def _concepts(drift: Drift, glossary: Glossary, sources: Sequence[Source]) -> list[Concept]:
    """The new concepts as proposals, under ids that are free; what is offered as the same has the ids of here too."""
    taken = {c.id for c in glossary.concepts}
    languages = (glossary.source_language, glossary.target_language)
    ids = dict(drift.ids)
    for candidate in drift.new:
        ids[candidate.id] = free_id(candidate.id, taken)
        taken.add(ids[candidate.id])
    concepts = []
    for candidate in drift.new:
        alike = tuple(ids[other] for other in candidate.possibly if other in ids)
        concept = as_concept(replace(candidate, possibly=alike), sources, languages=languages)
        concepts.append(replace(concept, id=ids[candidate.id], evidence=()))
    return concepts


def _seen(drift: Drift, glossary: Glossary) -> dict[str, list[Value]]:
    found: dict[str, list[Seen]] = {}
    for form in drift.forms:
        found.setdefault(form.concept.id, []).append(form.seen)
    there = {c.id: c.seen for c in glossary.concepts}
    return {i: [seen_value(s) for s in (*there.get(i, ()), *forms)] for i, forms in found.items()}
