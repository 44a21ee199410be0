"""Which terms of a source have no rendering in its translation.

The longest term of a place counts, and each place needs a rendering of its own: one that is preferred or admitted,
inflected or not. What good translations do all the time is no fault, though:

- a word that several concepts share is content with a rendering of any of them;
- a rendering inside that of another term counts, unless the source has the one inside the other as well;
- what explains a term in brackets behind it, as its acronym does, is no place of its own, in either text;
- everyday words are taken up again by pronouns or left out, so that one rendering in a segment is enough for them;
- what is code, a line that the translator left as it is, and a verb ("be interpreted") ask for no rendering;
- one word for which the glossary says a phrase ("mutable", 可变对象) may lend its first part to a noun (可变容器), and
  a phrase may be taken apart (解释器关闭, 解释器需要关闭).
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from cqterm.bilingual.characters import LANGUAGES
from cqterm.bilingual.occurrences import Designation, Occurrence, Terms, longest
from cqterm.hints import TypeAlias
from cqterm.model import OPAQUE, Span, Term
from cqterm.text.patterns import late
from cqterm.text.phrases import primary
from cqterm.text.tokens import tokens
from cqterm.text.words import common
from cqterm.values import NamedTuple

Concepts: TypeAlias = tuple[str, ...]
"""The ids of the concepts that share a term, sorted."""


class Missing(NamedTuple):
    """A term of the source that the translation renders too seldom.

    `places` are all its places in the source, of which `found` have a rendering. `concepts` share the term; `instead`
    is where the translation has a rendering of theirs that may not be used, `unasked` where it has a similar one
    of something that the source does not speak of. An `everyday` word may well be meant in another sense.
    """

    concepts: Concepts
    term: Term
    places: tuple[Span, ...]
    found: int
    everyday: bool
    instead: tuple[Span, ...] = ()
    unasked: tuple[Span, ...] = ()


class Checked(NamedTuple):
    """What a source asks for, and what of it is missing in its translation."""

    asked: frozenset[Concepts]
    missing: tuple[Missing, ...]


def check(
    source: str,
    target: str,
    *,
    sources: Terms,
    targets: Terms,
    usable: Callable[[Designation], bool],
    seen: Sequence[Occurrence] = (),
    every: bool = True,
) -> Checked:
    """The terms of a source that its translation does not render, in the order of the source.

    `sources` and `targets` are the terms of the two languages; `usable` says whether a rendering may be used here.
    `seen` are renderings in the target that only near matching finds. Without `every` place of a term having to be
    rendered, one rendering is enough, as for long texts whose parts nobody can pair.
    """
    everything = sources.find(source)
    needs: dict[Concepts, list[Occurrence]] = {}
    for each in _told_once(source, longest(everything)):
        if not _left_as_it_is(source, each.span, target):
            needs.setdefault(_concepts(each), []).append(each)
    if not needs:
        return Checked(frozenset(), ())
    there = sorted([*targets.find(target), *seen], key=lambda o: (o.span.start, -o.span.end))
    outer = {inner: o for o, places in needs.items() for place in places for inner in _inside(place, everything)}
    spoken_of = {concept for each in everything for concept in _concepts(each)}
    found: list[Missing] = []
    for concepts, places in needs.items():
        term = places[0].designations[0].term
        everyday = _everyday(term)
        right, wrong = _renderings(concepts, there, usable)
        right = _told_once(target, right)
        around = {o: len(needs[o]) for c in concepts if (o := outer.get(c)) and o != concepts}
        free = len(right) - _taken(right, around, there)
        if free < (len(places) if every and not everyday else 1) and not targets.reshaped(
            _without(target, right), concepts, single=_single(term)
        ):
            unasked = (o for o in longest(there) if not spoken_of.intersection(_concepts(o)))
            similar = tuple(o.span for o in unasked if _alike(targets, concepts, _concepts(o)))
            spans = tuple(place.span for place in places)
            instead = tuple(place.span for place in wrong)
            found.append(Missing(concepts, term, spans, max(free, 0), everyday, instead, similar))
    return Checked(frozenset(needs), tuple(found))


def _told_once(text: str, places: Iterable[Occurrence]) -> list[Occurrence]:
    """Places without those that name the same once more in brackets right behind: "Trade Corridor (NHRTC)"."""
    kept: list[Occurrence] = []
    for each in places:
        if not (
            kept
            and _concepts(kept[-1]) == _concepts(each)
            and _IN_BRACKETS.fullmatch(text, kept[-1].span.end, each.span.start)
            and _UP_TO_THEIR_END.match(text, each.span.end)
        ):
            kept.append(each)
    return kept


def _without(text: str, places: Iterable[Occurrence]) -> str:
    """A text with nothing in these places, so that no rendering counts twice."""
    for (start, end), _ in places:
        text = f"{text[:start]}{OPAQUE * (end - start)}{text[end:]}"
    return text


def _alike(targets: Terms, concepts: Concepts, others: Concepts) -> bool:
    """Whether terms could be taken for each other: they share a word, or a character where words are not told apart."""
    mine, theirs = ({part for text in targets.renderings(c) for part in _parts(text)} for c in (concepts, others))
    return bool(mine & theirs)


def _parts(text: str) -> Iterable[str]:
    return (token.norm for token in tokens(text)) if text.isascii() else text


def _concepts(place: Occurrence) -> Concepts:
    return tuple(sorted({d.concept for d in place.designations}))


def _inside(outer: Occurrence, everything: Iterable[Occurrence]) -> Iterable[str]:
    """The concepts of the terms inside a term."""
    for each in everything:
        if _within(each, outer):
            yield from _concepts(each)


def _within(inner: Occurrence, outer: Occurrence) -> bool:
    return outer.span.start <= inner.span.start and inner.span.end <= outer.span.end and inner.span != outer.span


def _renderings(
    concepts: Concepts, there: list[Occurrence], usable: Callable[[Designation], bool]
) -> tuple[list[Occurrence], list[Occurrence]]:
    """Where concepts are rendered as they should be, and where otherwise."""
    right: list[Occurrence] = []
    wrong: list[Occurrence] = []
    for each in there:
        own = [d for d in each.designations if d.concept in concepts]
        if own:
            (right if any(usable(d) for d in own) else wrong).append(each)
    right = [each for each in right if not any(_within(each, longer) for longer in wrong)]
    return longest(right), longest(wrong)


def _taken(right: list[Occurrence], around: Mapping[Concepts, int], there: list[Occurrence]) -> int:
    """How many renderings are parts of those that a longer term of the source asks for, in which the term stands."""
    taken = 0
    for concepts, asked in around.items():
        longer = longest([o for o in there if any(d.concept in concepts for d in o.designations)])
        holding = sum(any(_within(inner, o) for inner in right) for o in longer)
        taken += min(holding, asked)
    return taken


def _everyday(term: Term) -> bool:
    """Whether a term is one short or common word, which no writer repeats for long."""
    if primary(term.language) in LANGUAGES:
        return len(term.text) <= _SHORT
    return _single(term) and all(common(token.norm) for token in tokens(term.text))


def _single(term: Term) -> bool:
    return primary(term.language) not in LANGUAGES and len(tokens(term.text)) == 1


_SHORT = 1
"""Characters of a Chinese term up to which it is a word of many meanings."""

# What stands right before or behind an identifier: type_, name=value, call(x), a.b, --option, $x, path/file.
_PASSIVE = late(r"\b(?:be|been|being|is|are|was|were|get|gets|got|has|have|had)(?: \w+ly)? \Z", re.IGNORECASE)
_BEFORE = late(r"(?:[_=$@#\\/<>]|--|\w\.|\w\()\Z")
_BEHIND = late(r"[_=\\/<>(\[]|\.\w|->|::?\w")
_IN_BRACKETS = late(r"\s*[(（][^()（）]*")
_UP_TO_THEIR_END = late(r"[\"'”’」』]?\s*[)）,，;；]")
_EMPHASIS = late(r"[*'\"‘“`]")
_LINE = late(r"[^\r\n\ufffc]*")


def _left_as_it_is(source: str, span: Span, target: str) -> bool:
    """Whether a place is code, or a line or an emphasised name that the translation has too, letter by letter."""
    start, end = span
    if _BEFORE.search(source, max(0, start - 2), start) or _BEHIND.match(source, end):
        return True
    if source[start:end].endswith("ed") and _PASSIVE.search(source, max(0, start - 24), start):
        return True
    first = max(source.rfind(mark, 0, start) for mark in "\r\n\ufffc") + 1
    line = source[first : _LINE.match(source, end).end()].strip()  # type: ignore[union-attr]  # it always matches
    if line in target:
        return True
    marked = source[max(0, start - 1) : end + 1]
    return len(marked) > 2 and _EMPHASIS.match(marked) is not None and marked[-1] in _CLOSERS and marked in target


_CLOSERS = "*'\"’”`"
