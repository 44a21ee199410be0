"""Choosing the canonical form of a group: by authority, then time, then gloss and majority; never by count alone.

Each choice says in words why, so that a person can argue with it. A source that repeats another one has no vote of its
own.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from cqterm.mine import lexicon, persons, variants
from cqterm.mine.candidates import HEADING, MARKS, NAME, OPENS, WHOLE
from cqterm.mine.counts import Sighting
from cqterm.mine.group import Group, misspelt_side
from cqterm.mine.termhood import Collection
from cqterm.mine.units import Unit
from cqterm.model import Source, Status
from cqterm.text.phrases import times
from cqterm.text.words import american


@dataclass(frozen=True, slots=True)
class Named:
    """A form of a group: its unit, how the unit differs from the leader, and where it is seen.

    `counts` are its occurrences by source, without those inside a longer form of the same group, and `count` those over
    all documents, of which repeated ones count once. `leads` says that its unit leads the group, `abridged` that
    another form is the same name with a word more inside.
    """

    text: str
    unit: Unit
    relation: str
    counts: Mapping[str, int]
    count: int
    sightings: Mapping[str, Sighting]
    leads: bool = False
    abridged: bool = False

    def always(self, mark: int) -> bool:
        """Whether every occurrence has a mark."""
        at = MARKS.index(mark)
        return all(s.marks[at] >= s.times for s in self.sightings.values())

    def never(self, mark: int) -> bool:
        """Whether no occurrence has a mark."""
        at = MARKS.index(mark)
        return not any(s.marks[at] for s in self.sightings.values())


def named(group: Group, collection: Collection) -> list[Named]:
    """The forms of a group; where leader and member differ by a slip, the side that holds it is the typo.

    Each occurrence counts for the longest form that covers it; a form that stands inside others alone is left out.
    """
    units = [(collection.units.unit(number), kind) for number, kind in group.units()]
    leader = units[0][0]
    wrong = {misspelt_side(unit, leader, collection).number for unit, kind in units if kind == "typo"}
    forms: list[Named] = []
    longest_first = sorted(
        ((text, unit, kind) for unit, kind in units for text in unit.forms), key=lambda f: (-len(f[0]), f[0])
    )
    for text, unit, kind in longest_first:
        covering = [form for form in forms if _covers(form.text, text)]
        sightings = unit.forms[text]
        counts = {
            source: left
            for source, sighting in sightings.items()
            if (left := sighting.times - sum(form.counts.get(source, 0) for form in covering)) > 0
        }
        if counts:
            relation = "typo" if unit.number in wrong else "" if kind == "typo" else kind
            kept = {source: sightings[source] for source in counts}
            times_ = sum(by_voice(counts, collection.voices).values())
            forms.append(Named(text, unit, relation, counts, times_, kept, leads=unit is leader))
    if len(units) == 1:
        return forms
    return [replace(form, abridged=any(_abridges(form, other) for other in forms)) for form in forms]


def _abridges(form: Named, other: Named) -> bool:
    """Whether a form is another name of its group without a word from inside it: "China (Chongqing) Free Trade Zone"
    beside "China (Chongqing) Pilot Free Trade Zone"; without the wider place before brackets; or without a given name.
    """  # noqa: D205 - one sentence longer than a line
    if form.relation != "short form" and other.relation != "long form":
        return False
    short, long = form.unit.words, other.unit.words
    if long[: len(short)] == short and len(long) > len(short):
        return persons.named_person(other.text)  # "President Li" beside the full name
    if long[-len(short) :] == short and "(" in other.text:
        return "(" not in form.text
    return len(long) == len(short) + 1 and " ".join(short) not in " ".join(long)


def _covers(longer: str, shorter: str) -> bool:
    """Whether an occurrence of the longer form has counted for the shorter one too: it holds it, and does not run on in
    capitals where the shorter one ends, which no candidate does.
    """  # noqa: D205 - one sentence longer than a line
    if longer == shorter:
        return False
    _, found, behind = f" {longer} ".partition(f" {shorter} ")
    return bool(found) and not (behind[:1].isupper() and shorter.rsplit(maxsplit=1)[-1][0].isupper())


def by_voice(counts: Mapping[str, int], voices: Mapping[str, str]) -> dict[str, int]:
    """Occurrences by independent source: an original and what repeats it count once, at the greater number.

    They are the original's, or, where it has none, those of the document that has most: who changed a word speaks for
    himself.
    """
    most: dict[str, tuple[int, str]] = {}
    for identifier, count in sorted(counts.items()):
        voice = voices[identifier]
        said, who = most.get(voice, (0, identifier))
        most[voice] = max(said, count), identifier if count > said else who
    return {voice if voice in counts else who: count for voice, (count, who) in most.items()}


def canonical(forms: list[Named], collection: Collection, sources: Mapping[str, Source]) -> Named:
    """The form to prefer: first the rendering, then how to write it.

    Of forms that differ in number alone the singular is the base form of a term (ISO 704), whoever prints the plural,
    but a name may be a plural ("United States") and stays one where most print it so; a name with an acronym inside
    wins only where it is more than twice as common as without.
    """
    if len(forms) == 1:
        return forms[0]
    best = min(forms, key=lambda form: _order(form, collection, sources))
    shape = _shape(best, collection)
    same = [f for f in forms if f.unit.number == best.unit.number and _shape(f, collection) == shape]
    if not _in_full(best.text, collection):
        same = [f for f in same if _in_full(f.text, collection) and 2 * f.count >= best.count] or same
    if not _is_singular(best):
        few = best.count if best.text[:1].isupper() and not best.never(NAME) else 1
        same = [f for f in same if _is_singular(f) and 2 * f.count >= few] or same
    return min(same, key=lambda form: _order(form, collection, sources))


def _in_full(text: str, collection: Collection) -> bool:
    return variants.spelt_out(text, collection.acronyms) == text


def _order(form: Named, collection: Collection, sources: Mapping[str, Source]) -> tuple[object, ...]:
    """The smallest comes first. What a form is comes before who says it: a slip is no rendering at any tier."""
    best = _best_vote(form, collection, sources)
    return (
        *_shape(form, collection),
        best[0],
        _newest_first(best[1]),
        form.abridged,
        form.text not in collection.acronyms.values(),
        -best[2],
        -sum(form.counts.values()),  # what others reprint has no vote, and breaks a tie
        not form.leads,
        not _is_singular(form),
        len(form.text),
        form.text,
    )


def _shape(form: Named, collection: Collection) -> tuple[bool, ...]:
    """What speaks against a form whoever prints it."""
    text = form.text
    return (
        form.relation == "typo",
        text in collection.acronyms or text.removesuffix("s") in collection.acronyms,
        variants.without_determiner(text) != text,
        form.never(WHOLE),
        form.always(HEADING) or (form.always(OPENS) and text[1:].islower()),
        "(" in text and not _in_full(text, collection),
    )


def _best_vote(form: Named, collection: Collection, sources: Mapping[str, Source]) -> tuple[int, str, int, str]:
    """Tier, date, count and id of the weightiest source that prints the form."""
    return min(_votes(form, collection, sources), key=lambda v: (v[0], _newest_first(v[1]), -v[2], v[3]))


def _votes(form: Named, collection: Collection, sources: Mapping[str, Source]) -> Iterator[tuple[int, str, int, str]]:
    """One vote for each independent source: an original and what repeats it count once, at the greater number."""
    for voice, count in sorted(by_voice(form.counts, collection.voices).items()):
        source = sources[voice]
        yield source.rank, source.date, count, voice


@cache
def _newest_first(date: str) -> tuple[int, ...]:
    """A date as a key that sorts later dates first; no date comes last."""
    parts = [int(p) for p in date.split("-") if p.isdigit()]
    return tuple(-p for p in (*parts, 0, 0, 0)[:3])


def _is_singular(form: Named) -> bool:
    last = variants.words(form.text)[-1:]
    return bool(last) and american(last[0]) == lexicon.singular(last[0])


# --- in words ---------------------------------------------------------------------------------------------------


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
    if form.relation:
        return form.relation
    # The leader lost to a member: the difference is the same, seen from the other side.
    return {"short form": "long form", "long form": "short form"}.get(chosen.relation, chosen.relation) or "rendering"


def why(chosen: Named, forms: list[Named], collection: Collection, sources: Mapping[str, Source]) -> str:
    """Why this form and not the strongest other one, in words that a person can argue with."""
    rivals = [form for form in forms if form is not chosen and kind(form, chosen, collection) not in _TRIVIAL]
    best = _best_vote(chosen, collection, sources)
    if not rivals:
        votes = sorted(_votes(chosen, collection, sources), key=lambda v: (v != best, v[0], _newest_first(v[1]), v[3]))
        return f"the only rendering found: {'; '.join(_who(sources[v[3]], v[2]) for v in votes)}"
    rival = min(rivals, key=lambda form: _order(form, collection, sources))
    return _because(chosen, rival, collection, sources)


_TRIVIAL = frozenset(("typo", "determiner", "apostrophe", "plural", "acronym"))
"""Differences that leave nothing to choose."""
_FAULTS = (
    "“{}” holds a slip",
    "“{}” is its acronym",
    "“{}” only adds a determiner",
    "“{}” stands inside longer terms only",
    "“{}” stands in headlines or opens sentences only, so its capitals say nothing",
    "“{}” carries its acronym in parentheses",
)
"""What each place of `_shape` says against a form."""


def _because(chosen: Named, rival: Named, collection: Collection, sources: Mapping[str, Source]) -> str:
    other = f"“{rival.text}”"
    best, second = (_best_vote(form, collection, sources) for form in (chosen, rival))
    ours, theirs = (_who(sources[vote[3]], vote[2]) for vote in (best, second))
    if best[3] == second[3]:
        theirs = f"the same, {times(second[2])}"
    shapes = zip(_shape(chosen, collection), _shape(rival, collection), _FAULTS, strict=True)
    fault = next((text for mine, its, text in shapes if its and not mine), None)
    if fault is not None:
        return f"{fault.format(rival.text)} ({theirs}); {ours} prints this form"
    if best[0] < second[0]:
        return f"authority: {ours} prints it and outranks {theirs}, which prints {other}"
    if best[0] == second[0] and _newest_first(best[1]) < _newest_first(second[1]):
        return f"time: {ours} prints it, later than {theirs}, which prints {other}"
    if rival.abridged and not chosen.abridged:
        return f"the fuller name, authority and time being equal: {ours} prints it; {other}: {theirs}"
    if best[:2] == second[:2] and best[2] > second[2]:
        return f"majority, authority and time being equal: {ours} prints it; {other}: {theirs}"
    if _is_singular(chosen) and not _is_singular(rival):
        return f"the singular is the base form: {ours} prints it; {other}: {theirs}"
    if not _in_full(rival.text, collection):
        return f"the full form: {ours} prints it; {other}: {theirs}"
    return f"nearly a tie, a person should look: {ours} prints it; {other}: {theirs}"


def _who(source: Source, count: int) -> str:
    name = source.publisher_name or source.publisher or source.id
    facts = [f"tier {source.tier}" if source.tier else "not ranked"]
    facts += [source.date] if source.date else []
    return f"{name} ({', '.join([*facts, times(count)])})"
