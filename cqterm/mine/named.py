"""The forms of a group, each with who prints it and how often, as a canonical form is chosen among them."""

from collections.abc import Iterable, Mapping

from cqterm.mine import persons
from cqterm.mine.candidates import MARKS, PIECE
from cqterm.mine.collection import Collection
from cqterm.mine.counts import Sighting
from cqterm.mine.group import Group, misspelt_side
from cqterm.mine.units import Unit
from cqterm.values import frozen, replace


@frozen
class Named:
    """A form of a group: its unit, how the unit differs from the leader, and where it is seen.

    `counts` are its occurrences by source, without those inside a longer form of the same group, and `count` those over
    all documents, of which repeated ones count once. `leads` says that its unit leads the group, `abridged` that
    another form is the same name with a word more inside, `piece` that its capitals are those of a longer name that
    runs on over a small word, while another form has none.
    """

    text: str
    unit: Unit
    relation: str
    counts: Mapping[str, int]
    count: int
    sightings: Mapping[str, Sighting]
    leads: bool = False
    abridged: bool = False
    piece: bool = False

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
            number = sum(by_voice(counts, collection.voices).values())
            form = Named(
                text=text,
                unit=unit,
                relation=relation,
                counts=counts,
                count=number,
                sightings=kept,
                leads=unit is leader,
            )
            forms.append(form)
    if len(forms) == 1:
        return forms
    return [
        replace(form, abridged=any(_abridges(form, other) for other in forms), piece=_is_piece(form, forms))
        for form in forms
    ]


def _is_piece(form: Named, forms: Iterable[Named]) -> bool:
    lower = form.text.lower()
    return form.always(PIECE) and any(other.text.lower() == lower and other is not form for other in forms)


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
