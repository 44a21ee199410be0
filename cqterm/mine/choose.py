"""Choosing the canonical form of a group: by authority, then time, then gloss and majority; never by count alone.

Each choice says in words why, so that a person can argue with it. A source that repeats another one has no vote of its
own.
"""

from collections.abc import Iterable, Mapping, Sequence

from cqterm.mine import grounds, variants
from cqterm.mine.candidates import NAME
from cqterm.mine.collection import Collection
from cqterm.mine.named import Named
from cqterm.model import Source, Status


def canonical(forms: Sequence[Named], collection: Collection, sources: Mapping[str, Source]) -> Named:
    """The form to prefer: first the rendering, then how to write it.

    A rendering is a unit of the group, and all its writings speak for it: an authority that spells its acronym out or
    prints it in the plural has chosen the words all the same. Of forms that differ in number alone the singular is the
    base form of a term (ISO 704), whoever prints the plural, but a name may be a plural ("United States") and stays one
    where most print it so; a name with an acronym inside wins only where it is more than twice as common as without.
    """
    if len(forms) == 1:
        return forms[0]

    def order(some: Sequence[Named]) -> tuple[object, ...]:
        return grounds.order(grounds.side(some, collection, sources))

    renderings = [*_renderings(forms)]
    writings = renderings[0] if len(renderings) == 1 else min(renderings, key=order)
    ranked = sorted(writings, key=lambda form: order((form,)))
    best = ranked[0]
    shape = grounds.shape(best, collection)
    same = [form for form in ranked if grounds.shape(form, collection) == shape]
    if not grounds.in_full(best, collection):
        same = [f for f in same if grounds.in_full(f, collection) and 2 * f.count >= best.count] or same
    if not grounds.is_singular(best):
        least = best.count if best.text[:1].isupper() and not best.never(NAME) else 1
        same = [f for f in same if grounds.is_singular(f) and f.count >= least] or same
    return same[0]


def why(chosen: Named, forms: Sequence[Named], collection: Collection, sources: Mapping[str, Source]) -> str:
    """Why this form and not the strongest other one, in words that a person can argue with."""
    rivals = [form for form in forms if form is not chosen and kind(form, chosen, collection) not in _TRIVIAL]
    if not rivals:
        best = grounds.side((chosen,), collection, sources).vote
        votes = sorted(grounds.votes((chosen,), collection, sources), key=lambda v: (v != best, v.weight))
        return f"the only rendering found: {'; '.join(map(grounds.who, votes))}"
    rival = min(rivals, key=lambda form: grounds.order(grounds.side((form,), collection, sources)))
    sides = ((chosen,), (rival,)) if chosen.unit is rival.unit else (_with(chosen, forms), _with(rival, forms))
    return grounds.because(*(grounds.side(side, collection, sources) for side in sides))


_TRIVIAL = frozenset(("typo", "determiner", "apostrophe", "plural", "acronym"))
"""Differences that leave nothing to choose."""


def _renderings(forms: Iterable[Named]) -> Iterable[Sequence[Named]]:
    """The forms of each unit."""
    found: dict[int, list[Named]] = {}
    for form in forms:
        found.setdefault(form.unit.number, []).append(form)
    return found.values()


def _with(form: Named, forms: Iterable[Named]) -> Sequence[Named]:
    """A form and behind it the other writings of the same rendering."""
    return form, *(other for other in forms if other is not form and other.unit is form.unit)


def status(form: Named, chosen: Named) -> Status:
    """A slip is deprecated; what else differs is for a person to judge."""
    if form is chosen:
        return "preferred"
    return "deprecated" if form.relation == "typo" else "admitted"


def kind(form: Named, chosen: Named, collection: Collection) -> str:
    """The name of the difference between a form and the chosen one."""
    if form is chosen:
        return ""
    if form.unit.number == chosen.unit.number:
        return variants.kind(form.text, chosen.text, collection.acronyms)
    if collection.is_acronym(form.text):
        return "acronym"
    if form.relation:
        return form.relation
    # The leader lost to a member: the difference is the same, seen from the other side.
    return {"short form": "long form", "long form": "short form"}.get(chosen.relation, chosen.relation) or "rendering"
