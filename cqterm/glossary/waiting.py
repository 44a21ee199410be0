"""Proposals that wait for a decision, and those of them that somebody wants to decide on now."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice

from cqterm.errors import GlossaryError
from cqterm.model import Concept, Glossary, Seen, Source
from cqterm.text.phrases import advice
from cqterm.values import NamedTuple, frozen

KINDS = ("concept", "form")
"""Kinds of proposal beside those of a form, which say how it differs from the preferred term."""


class Waiting(NamedTuple):
    """A proposal that waits for a decision: a proposed concept, or a form seen for a known one."""

    concept: Concept
    seen: Seen | None = None

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from all others: the id of the concept, and the form."""
        return self.concept.id, self.seen.text if self.seen else ""


@frozen
class Selection:
    """Which proposals: what is empty asks for nothing.

    `match` is searched in ids, terms and forms, whatever their case; `kinds` are "concept", "form" or kinds of forms;
    `publishers` are ids or names; `since` is a date (YYYY, YYYY-MM or YYYY-MM-DD) before which no source prints the
    proposal; `limit` is how many at most.
    """

    match: re.Pattern[str] | None = None
    kinds: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    since: str = ""
    limit: int | None = None


def waiting(glossary: Glossary) -> Iterator[Waiting]:
    """All proposals in the order of the glossary, the forms of a concept after it."""
    for concept in glossary.concepts:
        if concept.state == "proposed":
            yield Waiting(concept)
        if concept.state != "rejected":
            yield from (Waiting(concept, seen) for seen in concept.seen if seen.state == "proposed")


def selected(glossary: Glossary, selection: Selection) -> list[Waiting]:
    """The proposals of a glossary that a selection asks for, in their order.

    Raises:
        GlossaryError: No proposal can be of such a kind, or no source has such a publisher.
    """
    everything = list(waiting(glossary))
    kinds = {*KINDS, *(each.seen.kind for each in everything if each.seen and each.seen.kind)}
    _refuse_unknown("kind of proposal", selection.kinds, sorted(kinds))
    publishers = {name: source.publisher for source in glossary.sources for name in _names(source)}
    _refuse_unknown("publisher", selection.publishers, sorted(publishers))
    wanted = {publishers[name] for name in selection.publishers}
    sources = {source.id: source for source in glossary.sources}
    found = (each for each in everything if _is_wanted(each, selection, wanted, sources))
    return list(islice(found, selection.limit))


def _refuse_unknown(what: str, asked: Iterable[str], known: Sequence[str]) -> None:
    for name in asked:
        if name not in known:
            raise GlossaryError(f"no {what} «{name}» here: {advice(name, known) if known else 'there is none'}")


def _names(source: Source) -> set[str]:
    return {source.publisher, source.publisher_name} - {""} if source.publisher else set()


def _is_wanted(each: Waiting, selection: Selection, publishers: Collection[str], sources: dict[str, Source]) -> bool:
    concept, seen = each
    texts = (concept.id, *(t.text for t in concept.terms), seen.text if seen else "")
    if selection.match and not any(map(selection.match.search, texts)):
        return False
    kinds = ("concept",) if seen is None else ("form", seen.kind)
    if selection.kinds and not set(kinds) & set(selection.kinds):
        return False
    if not publishers and not selection.since:
        return True
    said = [sources[i] for i in _printed_by(each) if i in sources]
    if publishers and not any(source.publisher in publishers for source in said):
        return False
    dates = [source.date for source in said if source.date]
    # of a source that names its year alone nobody knows that it is older
    return not selection.since or (bool(dates) and all(date >= selection.since[: len(date)] for date in dates))


def _printed_by(each: Waiting) -> set[str]:
    """The ids of the sources that show a proposal."""
    concept, seen = each
    if seen is None:
        return {evidence.source for evidence in concept.evidence}
    return {seen.source, *(evidence.source for evidence in concept.evidence if evidence.form == seen.text)}
