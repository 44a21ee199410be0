"""Near misses: places that were most likely meant to be a term and are not.

Which words resemble one another is decided here, and which of several terms is taken. Where it is worth while to look
is told by `cqterm.match.candidates`, and whether a place is an error or good English by `cqterm.match.judge`.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import islice

from cqterm.match.acronyms import acronym_slips
from cqterm.match.align import Alignment, align
from cqterm.match.compare import describe
from cqterm.match.deletions import resembling
from cqterm.match.judge import plausible
from cqterm.match.lexicon import ONE_EDIT, TWO_EDITS, Lexicon
from cqterm.match.word import Near, Passage
from cqterm.model import Match, Span
from cqterm.text.distance import within
from cqterm.text.misread import FIGURES, misread
from cqterm.text.words import cardinal, ordinal

_LONG = 60
"""Letters. Of a word that goes on and on, as data may, each misreading is as long: they would take quadratic time."""

Found = dict[str, int]
"""Words of the glossary with their distances in edits."""


def near_words(lexicon: Lexicon, norm: str) -> Near:
    """The glossary's words within one edit (two, for words of seven letters) of a folded word, nearest first.

    Confusions of character recognition (1 and l, 0 and o, rn and m) count as one edit, and so does the wrong ending
    of an ordinal ("20st"). Figures resemble nothing, and no word with other figures: another number is another thing.
    """
    if cardinal(norm):
        return ()
    if len(norm) > _LONG and len(norm) > lexicon.longest + 2:
        return ()
    found: Found = {}
    if len(norm) >= ONE_EDIT - 1 and not ordinal(norm):
        for word in resembling(lexicon.deletions, lexicon.words, norm):
            most = allowed(norm, word)
            if word != norm and (distance := within(norm, word, most)) <= most:
                found[word] = distance
    for word in misread(norm):
        if word != norm and lexicon.word_key(word):
            found[word] = 1
    return in_order(found)


def in_order(found: Found) -> Near:
    """Words with their distances, nearest first."""
    return tuple(sorted(found.items(), key=lambda item: (item[1], item[0]))) if found else ()


def allowed(norm: str, word: str) -> int:
    """How many edits a folded word may be away from a word of the glossary that it resembles; 0 is not near."""
    one, other = len(norm), len(word)
    shorter, longer = (one, other) if one < other else (other, one)
    if norm.isdecimal() != word.isdecimal() or shorter < ONE_EDIT - 1 or (word[0].isdigit() and ordinal(word)):
        return 0
    if not (norm.isalpha() and word.isalpha()) and _renumbered(norm, word):
        return 0
    if shorter < ONE_EDIT:
        return int(shorter != longer or sorted(norm) == sorted(word))
    return 2 if longer >= TWO_EDITS and shorter > ONE_EDIT else 1


def _renumbered(norm: str, word: str) -> bool:
    """Whether the figures of two folded words differ, as those of two versions do: "HTML4", "HTML5", "HTML".

    A figure in the place of a letter is a slip ("HTM15"), but not at the end, where it counts ("plan2" is not "plans"),
    and a letter in the place of the last figure is one only if it looks like a figure: a USBC port is no USB3 port.
    """
    if _figures(norm) == _figures(word):
        return False
    if len(norm) != len(word) or any(
        a.isdecimal() and b.isdecimal() and a != b for a, b in zip(norm, word, strict=True)
    ):
        return True
    last = norm[-1]
    if word[-1].isdecimal():
        return last.isascii() and last.isalpha() and not FIGURES.fullmatch(last)
    return last.isdecimal()


def _figures(norm: str) -> str:
    return "".join(filter(str.isdecimal, norm))


def near_misses(
    lexicon: Lexicon,
    passage: Passage,
    exact: Sequence[Match],
    candidates: Iterable[tuple[int, int]],
) -> list[Match]:
    """The near misses of a segment that no exact match speaks against, disjoint and in order.

    `candidates` are the numbers of patterns, each with the index of the token at which it is expected to begin.
    """
    scene = passage.scene
    proposals = list(acronym_slips(lexicon, scene, exact))
    seen: dict[tuple[int, Span], list[Alignment]] = {}  # what has a word too many is found from before and behind it
    for number, start in candidates:
        pattern = lexicon.patterns[number]
        alignment = align(pattern, passage, start)
        if alignment is None:
            continue
        others = seen.setdefault((number, alignment.steps[0].tokens), [])
        if alignment in others:
            continue
        others.append(alignment)
        if not plausible(lexicon, pattern, scene, alignment):
            continue
        match = describe(pattern, scene, alignment.steps, distance=alignment.cost)
        if match is not None and match.differences and _stands(match, exact):
            proposals.append(match)
    return _choose(proposals)


# --- choice -----------------------------------------------------------------------------------------------------------


def _stands(match: Match, exact: Sequence[Match]) -> bool:
    """Whether exact matches leave room: they win, but for a longer term around them that is wrong elsewhere."""
    for other in islice(exact, bisect_right(exact, match.tokens.start, key=lambda m: m.tokens.end), None):
        if match.tokens.end <= other.tokens.start:
            break
        inside = match.tokens.start <= other.tokens.start and other.tokens.end <= match.tokens.end
        longer = match.tokens.end - match.tokens.start > other.tokens.end - other.tokens.start
        if not (inside and longer and (other.concept == match.concept or not _breaks(match, other.span))):
            return False
    return True


def _breaks(match: Match, inner: Span) -> bool:
    """Whether a match would have other words in the middle of a shorter term that is right as it stands."""
    others = (d.span for d in match.differences if d.kind == "altered" and d.detail != "swapped")
    return any(span.start < inner.end and inner.start < span.end for span in others)


def _choose(proposals: Sequence[Match]) -> list[Match]:
    """The best proposal for each place; where two concepts are equally near, nothing."""
    if len(proposals) < 2:
        return [*proposals]
    order = {"preferred": 0, "admitted": 1}
    around: dict[int, list[Match]] = {}
    for m in proposals:
        for t in range(*m.tokens):
            around.setdefault(t, []).append(m)
    ranked = sorted(
        (m for m in proposals if not any(_explains(other, m) for other in around[m.tokens.start])),
        key=lambda m: (m.gravest == "altered", m.distance, m.tokens.start - m.tokens.end, order.get(m.term.status, 2)),
    )
    chosen: dict[Match, None] = {}
    there: dict[int, list[Match]] = {}  # by token; of a tie both stay there, and neither is chosen
    for m in ranked:
        rivals = [o for t in range(*m.tokens) for o in there.get(t, ())]
        ties = [o for o in rivals if o.tokens == m.tokens and o.distance == m.distance and o.concept != m.concept]
        if rivals and not ties:
            continue
        for t in range(*m.tokens):
            there.setdefault(t, []).append(m)
        if not rivals:
            chosen[m] = None
        for tie in ties:
            chosen.pop(tie, None)
    return sorted(chosen, key=lambda m: m.span)


def _explains(match: Match, inner: Match) -> bool:
    """Whether a longer term accounts for all that is misspelt in a shorter one inside it, and for more."""
    longer = match.tokens.end - match.tokens.start > inner.tokens.end - inner.tokens.start
    inside = match.tokens.start <= inner.tokens.start and inner.tokens.end <= match.tokens.end
    right = match.term.status in ("preferred", "admitted")
    return (
        longer and inside and right and match.gravest != "altered" and len(match.differences) > len(inner.differences)
    )
