"""The grounds on which one form of a term, or one rendering with all its writings, is preferred to another.

One table holds them in the order in which they decide, each with its words, so that the reason that a person reads is
the ground that decided.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from cqterm.mine import lexicon, variants
from cqterm.mine.candidates import HEADING, NAMED, OPENS, QUOTED, WHOLE
from cqterm.mine.collection import Collection
from cqterm.mine.named import Named, by_voice
from cqterm.model import Source
from cqterm.text.phrases import times
from cqterm.text.words import american
from cqterm.values import NamedTuple


class Vote(NamedTuple):
    """What an independent source says of some forms: its rank, a key that sorts later dates first, their number."""

    rank: int
    newest: tuple[int, ...]
    number: int
    source: Source

    @property
    def weight(self) -> tuple[object, ...]:
        """The weightiest comes first."""
        return self.rank, self.newest, -self.number, self.source.id


class Side(NamedTuple):
    """Forms that are weighed together, the vote of the weightiest source of theirs, the sum of all votes of its weight
    and of all votes, and the best `shape` among the forms.
    """  # noqa: D205 - one sentence longer than a line

    forms: Sequence[Named]
    vote: Vote
    equal: int
    total: int
    shape: tuple[bool, ...]
    collection: Collection


def side(forms: Sequence[Named], collection: Collection, sources: Mapping[str, Source]) -> Side:
    """One form, or a rendering with all its writings, to be weighed."""
    heard = sorted(votes(forms, collection, sources), key=lambda vote: vote.weight)
    total = sum(vote.number for vote in heard)
    equal = sum(vote.number for vote in heard if vote[:2] == heard[0][:2])
    return Side(forms, heard[0], equal, total, min(shape(form, collection) for form in forms), collection)


def votes(forms: Sequence[Named], collection: Collection, sources: Mapping[str, Source]) -> Iterator[Vote]:
    """One vote for each independent source: an original and what repeats it speak once, at the greater number."""
    counts: Mapping[str, int] = forms[0].counts
    if len(forms) > 1:
        summed: Counter[str] = Counter()
        for form in forms:
            summed.update(form.counts)
        counts = summed
    for voice, count in sorted(by_voice(counts, collection.voices).items()):
        source = sources[voice]
        yield Vote(source.rank, _newest_first(source.date), count, source)


def order(weighed: Side) -> tuple[object, ...]:
    """A key by which the side to prefer comes first."""
    forms = weighed.forms
    return (
        *(ground.value(weighed) for ground in _GROUNDS),
        not any(form.leads for form in forms),
        not any(map(is_singular, forms)),
        min((len(form.text), form.text) for form in forms),
    )


def because(ours: Side, theirs: Side) -> str:
    """The ground on which the first form of a side is preferred to the first of another, in words: the first on which
    they differ, or, where that speaks for the rival, what outweighs it.
    """  # noqa: D205 - one sentence longer than a line
    chosen, rival = ours.forms[0], theirs.forms[0]
    told = ((ground, ground.value(ours), ground.value(theirs)) for ground in _GROUNDS)
    ground, mine, its = next((each for each in told if each[1] != each[2]), (None, 0, 0))
    words = _TIE if ground is None else ground.words
    if mine > its:
        words = _FULL_FORM if in_full(chosen, ours.collection) > in_full(rival, ours.collection) else _SINGULAR
    named_before = words.find("{ours}") < words.find("{theirs}")
    same = named_before and ours.vote.source is theirs.vote.source
    alone = (ours.equal, theirs.equal) == (ours.vote.number, theirs.vote.number)
    return words.format(
        ours=_prints(ours),
        theirs=f"the same, {times(theirs.vote.number)}" if same else who(theirs.vote),
        rival=rival.text,
        equals="" if alone else f" ({ours.equal} to {theirs.equal})",
        totals=f" ({ours.total} to {theirs.total})",
    )


def who(vote: Vote) -> str:
    """A source and how often it prints what it votes for, in words."""
    source = vote.source
    name = source.publisher_name or source.publisher or source.id
    facts = [f"tier {source.tier}" if source.tier else "not ranked"]
    facts += [source.date] if source.date else []
    return f"{name} ({', '.join([*facts, times(vote.number)])})"


def _prints(weighed: Side) -> str:
    """Who prints the first form of a side, or the writing of the same that they do print."""
    printed = next(form for form in weighed.forms if weighed.vote.source.id in form.counts)
    other = "" if printed is weighed.forms[0] else f" as “{printed.text}”"
    return f"{who(weighed.vote)} prints it{other}"


def in_full(form: Named, collection: Collection) -> bool:
    """Whether a form holds no acronym that the documents spell out."""
    return variants.spelt_out(form.text, collection.acronyms) == form.text


def is_singular(form: Named) -> bool:
    """Whether the last word of a form is in the singular."""
    last = variants.words(form.text)[-1:]
    return bool(last) and american(last[0]) == lexicon.singular(last[0])


def shape(form: Named, collection: Collection) -> tuple[bool, ...]:
    """What speaks against a form whoever prints it."""
    text = form.text
    return (
        form.relation == "typo",
        collection.is_acronym(text),
        variants.without_determiner(text) != text,
        form.never(WHOLE) or form.piece,
        text != text.lower() and (form.always(HEADING) or (form.always(OPENS) and text[1:].islower())),
        "(" in text and not in_full(form, collection),
    )


_FAULTS = (
    "holds a slip",
    "is its acronym",
    "only adds a determiner",
    "stands inside longer terms only",
    "stands in headlines or opens sentences only, so its capitals say nothing",
    "carries its acronym in parentheses",
)
"""What each place of `shape` says against a form."""


# --- the table --------------------------------------------------------------------------------------------------


class _Ground(NamedTuple):
    """A value for each side, of which the smaller wins, and the words for it."""

    value: Callable[[Side], Any]
    words: str


def _abridged(side: Side) -> bool:
    return all(form.abridged for form in side.forms)


def _shortened(side: Side) -> bool:
    """A name without one of its words, which no source of the highest tier prints: reports shorten names."""
    return _abridged(side) and side.vote.rank > _HIGHEST


def _explains_no_acronym(side: Side) -> bool:
    return not any(form.text in side.collection.acronyms.values() for form in side.forms)


def _uncited(side: Side) -> bool:
    """No source puts it in quotation marks of its own, introduces it as a name or spells it out."""
    return all(form.never(QUOTED) and form.never(NAMED) for form in side.forms)


def _capitals(side: Side) -> int:
    return min(sum(word[0].isupper() for word in form.text.split()) for form in side.forms)


_HIGHEST = 1
"""The tier of those who give names; the others report on them."""
_EQUAL = "authority and time being equal: {ours}; “{rival}”: {theirs}"

_GROUNDS = (
    *(
        _Ground(lambda side, at=at: side.shape[at], f"“{{rival}}” {fault} ({{theirs}}); {{ours}}")  # type: ignore[misc]
        for at, fault in enumerate(_FAULTS)
    ),
    _Ground(
        _shortened,
        "the fuller name, since reports shorten names and none of tier 1 prints “{rival}” ({theirs}): {ours}",
    ),
    _Ground(lambda side: side.vote.rank, "authority: {ours} and outranks {theirs}, which prints “{rival}”"),
    _Ground(lambda side: side.vote.newest, "time: {ours}, later than {theirs}, which prints “{rival}”"),
    _Ground(_abridged, f"the fuller name, {_EQUAL}"),
    _Ground(_explains_no_acronym, f"the name that its acronym stands for, {_EQUAL}"),
    _Ground(_uncited, f"presented as a term (in quotation marks, by name or spelt out), {_EQUAL}"),
    _Ground(lambda side: -side.equal, f"majority{{equals}}, {_EQUAL}"),
    _Ground(lambda side: -side.vote.number, f"majority within a source, {_EQUAL}"),
    _Ground(lambda side: -side.total, f"majority over all sources{{totals}}, {_EQUAL}"),
    _Ground(
        lambda side: -len({source for form in side.forms for source in form.counts}),
        f"more documents, if only such as repeat a source, {_EQUAL}",
    ),
    _Ground(
        _capitals, "nearly a tie, a person should look; fewer capitals, as in running text: {ours}; “{rival}”: {theirs}"
    ),
)
"""In the order in which they decide. What a form is comes before who says it: a slip is no rendering at any tier."""
_TIE = "nearly a tie, a person should look: {ours}; “{rival}”: {theirs}"
_FULL_FORM = "the full form: {ours}; “{rival}”: {theirs}"
_SINGULAR = "the singular is the base form: {ours}; “{rival}”: {theirs}"


@cache
def _newest_first(date: str) -> tuple[int, ...]:
    """A date as a key that sorts later dates first; no date comes last."""
    parts = [int(p) for p in date.split("-") if p.isdigit()]
    return tuple(-p for p in (*parts, 0, 0, 0)[:3])
