"""Near misses: places that were most likely meant to be a term and are not.

Which words resemble one another is decided here, and which of several terms is taken. Where it is worth while to look
is told by `cqterm.match.candidates`, and whether a place is an error or good English by `cqterm.match.judge`.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import islice

from cqterm.match.acronyms import acronym_slips
from cqterm.match.align import align
from cqterm.match.compare import describe
from cqterm.match.deletions import resembling
from cqterm.match.judge import plausible
from cqterm.match.lexicon import ONE_EDIT, TWO_EDITS, Lexicon
from cqterm.match.style import Scene
from cqterm.match.word import Near
from cqterm.model import Match, Span
from cqterm.text.distance import within
from cqterm.text.misread import misread
from cqterm.text.words import cardinal, ordinal


def near_words(lexicon: Lexicon, norm: str) -> Near:
    """The glossary's words within one edit (two, for words of seven letters) of a folded word, nearest first.

    Confusions of character recognition (1 and l, 0 and o, rn and m) count as one edit, and so does the wrong ending
    of an ordinal ("20st"). Figures resemble nothing: another number is another thing.
    """
    if cardinal(norm):
        return ()
    alike = len(norm) >= ONE_EDIT - 1 and not ordinal(norm)
    return nearest(lexicon, norm, resembling(lexicon.deletions, lexicon.words, norm) if alike else ())


def nearest(lexicon: Lexicon, norm: str, possible: Iterable[str]) -> Near:
    """Those of some words of the glossary that a folded word resembles, and those that it may be a misreading of."""
    found: dict[str, int] = {}
    for word in possible:
        allowed = _allowed(norm, word)
        if word != norm and (distance := within(norm, word, allowed)) <= allowed:
            found[word] = distance
    for word in misread(norm):
        if word != norm and lexicon.word_key(word):
            found[word] = 1
    if not found:
        return ()
    return tuple(sorted(found.items(), key=lambda item: (item[1], item[0])))


def near_misses(
    lexicon: Lexicon,
    scene: Scene,
    keys: Sequence[str],
    resembling: Sequence[Near],
    exact: Sequence[Match],
    candidates: Iterable[tuple[int, int]],
) -> list[Match]:
    """The near misses of a segment that no exact match speaks against, disjoint and in order.

    `keys` are the tokens' keys, `resembling` the near words of each token; `candidates` are the numbers of patterns,
    each with the index of the token at which it is expected to begin.
    """
    proposals = list(acronym_slips(lexicon, scene, exact))
    for number, start in candidates:
        pattern = lexicon.patterns[number]
        alignment = align(pattern, scene, keys, resembling, start)
        if alignment is None or not plausible(lexicon, pattern, scene, alignment):
            continue
        match = describe(pattern, scene, alignment.steps, distance=alignment.cost)
        if match is not None and match.differences and _stands(match, exact):
            proposals.append(match)
    return _choose(proposals)


def _allowed(norm: str, word: str) -> int:
    one, other = len(norm), len(word)
    shorter, longer = (one, other) if one < other else (other, one)
    if norm.isdecimal() != word.isdecimal() or shorter < ONE_EDIT - 1 or (word[0].isdigit() and ordinal(word)):
        return 0
    if shorter < ONE_EDIT:
        return int(shorter != longer or sorted(norm) == sorted(word))
    return 2 if longer >= TWO_EDITS and shorter > ONE_EDIT else 1


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
    order = {"preferred": 0, "admitted": 1}
    ranked = sorted(
        (m for m in proposals if not any(_explains(other, m) for other in proposals)),
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
