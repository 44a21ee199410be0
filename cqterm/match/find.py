"""The terms of a segment: exact forms first, longest and leftmost, then near misses of what is left."""

from collections.abc import Callable, Iterable, Sequence

from cqterm.hints import TYPE_CHECKING
from cqterm.match.candidates import Words, candidates, passage_of, spots
from cqterm.match.compare import describe
from cqterm.match.edges import weight
from cqterm.match.lexicon import Lexicon, Pattern, key
from cqterm.match.near import near_misses
from cqterm.match.regions import Step, straight
from cqterm.match.style import Scene, goes_on
from cqterm.model import Match, Role, Span
from cqterm.text.tokens import Tokens

if TYPE_CHECKING:
    from cqterm.match.bulk import Bulk

_STATUS = {"preferred": 0, "admitted": 1, "deprecated": 2, "superseded": 3}


_Ends = Sequence[tuple[int, list[int]]]
"""Where terms end, the nearest first, and the numbers of their patterns."""


class Finder:
    """Finds the terms of one lexicon and remembers, across segments and files, which words resemble its words.

    What it remembers never changes what it finds: results depend on the text alone.
    """

    __slots__ = ("_bulk", "_many", "_own", "_words", "lexicon")

    def __init__(self, lexicon: Lexicon) -> None:
        """Start with an empty memory."""
        self.lexicon = lexicon
        self._words = Words(lexicon)
        self._own = _Own(lexicon)
        self._bulk: Bulk | None = None
        self._many: Callable[[], bytes | None] = lambda: None

    def recall(self, memory: bytes | None, many: Callable[[], bytes | None]) -> None:
        """Start with what the `memory` of an earlier finder with the same lexicon gave.

        What was found out of many texts at once is asked for when it is needed, and is left where it is damaged.

        Raises:
            DamagedError: The first are other bytes.
        """
        self._many = many
        if memory is not None:
            self._words = Words(self.lexicon, memory)

    def memory(self) -> tuple[bytes | None, bytes | None]:
        """What another run may start with, from single texts and from many; None where hardly anything in it is new."""
        return self._words.memory(), self._bulk.memory() if self._bulk else None

    def find(self, text: str, *, role: Role = "text") -> list[Match]:
        """All matches of a segment's text, disjoint and in order; offsets count code points in the text."""
        return self.search(scene_of(text, role=role))

    def search(self, scene: Scene) -> list[Match]:
        """All matches of a scene, as `find`; for those who need the scene's tokens afterwards."""
        norms = scene.tokens.norms if isinstance(scene.tokens, Tokens) else [t.norm for t in scene.tokens]
        words = list(map(self._words.__getitem__, norms))
        places = spots(words)
        if not places:
            return []
        scene = scene._replace(tokens=scene.tokens[:])  # a plain list, since now they are asked for again and again
        own = [word.own for word in words]
        exact = _exact(self.lexicon, scene, [i for i in places if own[i]], lambda i: _ends(self.lexicon, own, i))
        possible = candidates(self.lexicon, words, places)
        if not (exact or possible or any(words[i].alone for i in places)):
            return []
        return _together(exact, near_misses(self.lexicon, passage_of(scene, words), exact, possible))

    def exact(self, text: str, *, role: Role = "text") -> list[Match]:
        """The terms that stand in a text, written right or in another case, number, hyphenation or spacing.

        Nothing that was merely meant to be one is looked for, which takes most of the time where terms are many.
        """
        scene = scene_of(text, role=role)
        scene = scene._replace(tokens=scene.tokens[:])
        own = [self._own[token.norm] for token in scene.tokens]
        places = [i for i, name in enumerate(own) if name and self.lexicon.heads(name)]
        return _exact(self.lexicon, scene, places, lambda i: _ends(self.lexicon, own, i))

    def search_all(self, scenes: Sequence[Scene]) -> list[list[Match]]:
        """The matches of each of many scenes, the same as `search` finds in them, at a fraction of the time.

        It pays from 100 to 400 kilobytes on, the sooner the more terms there are.
        """
        if self._bulk is None:
            from cqterm.match.bulk import Bulk  # numpy takes longer to load than a short text to search

            self._bulk = Bulk(self.lexicon, self._many())
        found: list[list[Match]] = [[] for _ in scenes]
        for spot in self._bulk.spots(scenes):
            exact = _exact(self.lexicon, spot.passage.scene, spot.ends, spot.ends.__getitem__)
            near = near_misses(self.lexicon, spot.passage, exact, spot.candidates)
            found[spot.number] = _together(exact, near)
        return found


def scene_of(text: str, *, role: Role = "text") -> Scene:
    """A segment's text with its tokens."""
    return Scene(text, Tokens(text), role)


def _together(exact: Sequence[Match], near: Sequence[Match]) -> list[Match]:
    taken = {t for n in near for t in range(*n.tokens)}
    kept = [e for e in exact if taken.isdisjoint(range(*e.tokens))]
    return sorted([*kept, *near], key=lambda m: m.span)


def _exact(lexicon: Lexicon, scene: Scene, places: Iterable[int], ends: Callable[[int], _Ends]) -> list[Match]:
    out: list[Match] = []
    reached = 0
    for i in places:
        if i >= reached:
            match = _longest(lexicon, scene, i, ends(i), reached)
            if match is not None:
                out.append(match)
                reached = match.tokens.end
    return out


class _Own(dict[str, int]):
    """The number of the key of each folded word that was asked for; 0 where no term has it."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self._lexicon = lexicon

    def __missing__(self, norm: str) -> int:
        self[norm] = number = self._lexicon.string(key(norm))
        return number


def _ends(lexicon: Lexicon, own: Sequence[int], start: int) -> _Ends:
    """Where the terms end that begin at a word and have the keys of the text, and which they are; the nearest first.

    `own` are the numbers of the keys of the words.
    """
    heads = lexicon.heads(own[start])
    ends: dict[int, list[int]] = {}
    if 0 in heads:
        ends[start + 1] = list(heads[0])
    if start + 1 < len(own):
        for number in heads.get(own[start + 1], ()) if own[start + 1] else ():
            keys = lexicon.keys(number)
            if list(own[start + 2 : start + len(keys)]) == list(keys[2:]):
                ends.setdefault(start + len(keys), []).append(number)
    return sorted(ends.items())


def _longest(lexicon: Lexicon, scene: Scene, start: int, ends: _Ends, reached: int) -> Match | None:
    for end, numbers in reversed(ends):
        patterns = [lexicon.patterns[p] for p in numbers]
        judged = [(p, _judged(p, scene, Span(start, end), reached)) for p in patterns]
        found = [(p, match) for p, match in judged if match is not None]
        if len(found) == 1:
            return found[0][1]
        if found:
            return min(found, key=lambda each: _rank(each[0], each[1], scene))[1]
    return None


def _judged(pattern: Pattern, scene: Scene, tokens: Span, reached: int) -> Match | None:
    """The match of a pattern with tokens that have its keys; those before `reached` are another term's."""
    start, end = tokens
    steps = _doubled(pattern, scene, tokens, reached)
    span = Span(scene.tokens[start].start, scene.tokens[end - 1].end)
    if not steps and pattern.case == "name" and scene.text[span.start : span.end] == pattern.term.text:
        # a name letter for letter: there is nothing to compare
        return Match(concept=pattern.concept.id, term=pattern.term, span=span, tokens=tokens)
    match = describe(pattern, scene, steps or straight(start, end - start))
    # Where near matching is off, only the term itself is the term: "opening up" is not "opening-up".
    return None if match is not None and match.differences and pattern.near == "off" else match


def _doubled(pattern: Pattern, scene: Scene, tokens: Span, reached: int) -> list[Step]:
    """The steps of a place whose last or first word stands twice ("the New Area Area"); empty where none does.

    A word that belongs to a name behind or before the place is none too many ("the New Area Area Manager"). Lone words
    are left to spell checkers.
    """
    start, end = tokens
    if end - start == 1:
        return []
    if end < len(scene.tokens) and scene.tokens[end].norm == scene.tokens[end - 1].norm:
        last = scene.tokens[end]
        if _twice(pattern, scene, end - 1) and not goes_on(scene.text, Span(last.start, last.end)):
            return _with_extra(start, end + 1, end - start - 1)
    if start > reached and scene.tokens[start - 1].norm == scene.tokens[start].norm:
        named = start > reached + 1 and not scene.text[scene.tokens[start - 2].start].islower()
        if _twice(pattern, scene, start - 1) and not named:
            return _with_extra(start - 1, end, 1)
    return []


def _with_extra(start: int, end: int, slot: int) -> list[Step]:
    """The steps of a run of tokens with one too many before a slot."""
    at = start + slot
    extra = Step("extra", Span(slot, slot), Span(at, at + 1))
    return [*straight(start, slot), extra, *straight(at + 1, end - at - 1, slot=slot)]


def _twice(pattern: Pattern, scene: Scene, first: int) -> bool:
    """Whether two tokens are one word, letter for letter on one line, in a term that may be used and may be near."""
    one, two = scene.tokens[first], scene.tokens[first + 1]
    same = scene.text[one.start : one.end] == scene.text[two.start : two.end] and one.norm.isalpha()
    return same and scene.text[one.end : two.start] == " " and pattern.right and pattern.near != "off"


def _rank(pattern: Pattern, match: Match, scene: Scene) -> tuple[int, int, int, int]:
    """The term whose marks stand around the place; then the one with the fewest differences, capitals counting last.

    Among equals it is the one that may be used.
    """
    other = sum(d.kind != "case" for d in match.differences)
    marks = 0
    if pattern.before or pattern.behind:
        first, last = scene.tokens[match.tokens.start], scene.tokens[match.tokens.end - 1]
        marks = weight(pattern, scene.text, Span(first.start, last.end), match)
    return -marks, other, len(match.differences), _STATUS[match.term.status]
