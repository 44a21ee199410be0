"""What changed between two glossaries: concepts by their ids, terms by what they say; order makes no difference."""

from collections.abc import Iterator, Sequence

from cqterm.glossary.agree import term_key
from cqterm.model import Concept, Glossary, Source, Term
from cqterm.values import NamedTuple, frozen

_PLAIN = ("domain", "case", "state", "origin", "near", "definition", "note")
_LISTS = ("ok", "bad", "seen", "evidence")


class Change(NamedTuple):
    """One thing that is different; an empty side means that it was not there, or is not any more."""

    field: str
    old: str
    new: str


@frozen
class Difference:
    """Everything that differs. `renamed` are concepts with other ids and the same terms, as (old, new)."""

    added: tuple[Concept, ...] = ()
    removed: tuple[Concept, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    changed: tuple[tuple[str, tuple[Change, ...]], ...] = ()
    unchanged: int = 0
    header: tuple[Change, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs."""
        return not (self.added or self.removed or self.renamed or self.changed or self.header)


def difference(old: Glossary, new: Glossary) -> Difference:
    """What has to happen to one glossary to make it the other, in the order of the files."""
    before = {concept.id: concept for concept in old.concepts}
    after = {concept.id: concept for concept in new.concepts}
    gone = {_names(concept): concept for concept in old.concepts if concept.id not in after}
    renamed: dict[str, str] = {}
    for concept in new.concepts:
        if concept.id not in before and (same := gone.pop(_names(concept), None)) and concept.terms:
            renamed[concept.id] = same.id
    pairs = [(before[renamed.get(c.id, c.id)], c) for c in new.concepts if renamed.get(c.id, c.id) in before]
    changed = [(concept.id, tuple(_changes(was, concept))) for was, concept in pairs]
    return Difference(
        added=tuple(c for c in new.concepts if c.id not in before and c.id not in renamed),
        removed=tuple(c for c in old.concepts if c.id not in after and c.id not in renamed.values()),
        renamed=tuple((was, now) for now, was in renamed.items()),
        changed=tuple((identifier, changes) for identifier, changes in changed if changes),
        unchanged=sum(not changes for _, changes in changed) - sum(not c for i, c in changed if i in renamed),
        header=tuple(_header(old, new)),
    )


def _names(concept: Concept) -> frozenset[tuple[str, str]]:
    return frozenset((term.language.lower(), term_key(term.text)) for term in concept.terms)


def _header(old: Glossary, new: Glossary) -> Iterator[Change]:
    for field in ("name", "source_language", "target_language"):
        yield from _different(field.replace("_", " "), getattr(old, field), getattr(new, field))
    sources = {source.id: source for source in old.sources}
    for source in new.sources:
        if source.id not in sources:
            yield Change("source", "", source.id)
        else:
            yield from _source_changes(sources[source.id], source)
    kept = {source.id for source in new.sources}
    yield from (Change("source", identifier, "") for identifier in sources if identifier not in kept)


def _source_changes(old: Source, new: Source) -> Iterator[Change]:
    """What is said of a source; where its file lies is no part of it."""
    for field in ("publisher", "publisher_name", "tier", "title", "url", "date", "language", "excerpt_of"):
        was, now = (str(getattr(each, field) or "") for each in (old, new))
        yield from _different(f"source {new.id} {field.replace('_', ' ')}", was, now)


def _changes(old: Concept, new: Concept) -> Iterator[Change]:
    before = {(term.language, term.text): term for term in old.terms}
    after = {(term.language, term.text): term for term in new.terms}
    for place, term in after.items():
        if place not in before:
            yield Change("term", "", _said(term))
        elif before[place] != term:
            yield Change("term", _said(before[place]), _said(term))
    yield from (Change("term", _said(term), "") for place, term in before.items() if place not in after)
    for field in _PLAIN:
        yield from _different(field, getattr(old, field) or "", getattr(new, field) or "")
    decided = [f"{c.decided.date} {c.decided.why}".strip() if c.decided else "" for c in (old, new)]
    yield from _different("decided", *decided)
    for field in _LISTS:
        yield from _counted(field, getattr(old, field), getattr(new, field))


def _different(field: str, old: str, new: str) -> Iterator[Change]:
    if old != new:
        yield Change(field, old, new)


def _counted(field: str, old: Sequence[object], new: Sequence[object]) -> Iterator[Change]:
    """Of lists only how many items came and went: they are long, and the file shows them."""
    came, went = (sum(item not in other for item in items) for items, other in ((new, old), (old, new)))
    if came or went:
        yield Change(field, f"{went} gone" if went else "", f"{came} new" if came else "")


def _said(term: Term) -> str:
    details = [term.language, term.status]
    details += [term.type] if term.type != "full" else []
    details += [f"from {term.valid_from}"] if term.valid_from else []
    details += [f"until {term.until}"] if term.until else []
    details += [f"publisher {term.publisher}"] if term.publisher else []
    details += [f"note: {term.note}"] if term.note else []
    return f"{term.text} ({', '.join(details)})"
