"""Near misses: places that were most likely meant to be a term and are not.

Which terms might be meant where is decided here, and which of several is taken; whether a place is an error or good
English is judged in `cqterm.match.judge`. Distances are optimal string alignment: insertion, deletion, substitution,
and transposition of neighbours (Boytsov, "Indexing methods for approximate dictionary searching", ACM JEA 16, 2011,
section 2.1).
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cqterm.match.align import align
from cqterm.match.compare import describe
from cqterm.match.judge import plausible
from cqterm.match.lexicon import ONE_EDIT, TWO_EDITS, Lexicon, Pattern, deletions
from cqterm.match.style import Scene
from cqterm.model import Match
from cqterm.text.words import cardinal, ordinal

Near = tuple[tuple[str, int], ...]
"""Words of the glossary that a word resembles, each with its distance in edits."""

_OCR = (("1", "l"), ("0", "o"), ("rn", "m"), ("vv", "w"), ("5", "s"), ("8", "b"), ("|", "l"))


def near_words(lexicon: Lexicon, norm: str) -> Near:
    """The glossary's words within one edit (two, for words of seven letters) of a folded word, nearest first.

    Confusions of character recognition (1 and l, 0 and o, rn and m) count as one edit. Figures resemble nothing:
    another number is another thing.
    """
    if len(norm) < ONE_EDIT - 1 or norm.isdecimal() or ordinal(norm) or cardinal(norm):
        return ()
    found: dict[str, int] = {}
    for rest in set(deletions(norm)):
        for word in lexicon.deletions.get(rest, ()):
            if word != norm and word not in found:
                distance = osa(norm, word)
                if distance <= _allowed(norm, word):
                    found[word] = distance
    for wrong, right in _OCR:
        if wrong in norm and (word := norm.replace(wrong, right)) in lexicon.vocabulary:
            found[word] = 1
    return tuple(sorted(found.items(), key=lambda item: (item[1], item[0])))


def osa(a: str, b: str) -> int:
    """Optimal string alignment distance of two words, in edits."""
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        before, last, row = row, before, [i]
        for j, y in enumerate(b, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1]


def near_misses(
    lexicon: Lexicon, scene: Scene, keys: Sequence[str], resembling: Sequence[Near], exact: Sequence[Match]
) -> list[Match]:
    """The near misses of a segment that no exact match speaks against, disjoint and in order.

    `keys` are the tokens' keys, `resembling` the near words of each token.
    """
    proposals: list[Match] = []
    options = [_options(lexicon, k, near) for k, near in zip(keys, resembling, strict=True)]
    for number, start in _candidates(lexicon, scene, keys, options):
        pattern = lexicon.patterns[number]
        if not _promising(lexicon, pattern, keys, options, start):
            continue
        alignment = align(pattern, scene, keys, resembling, start)
        if alignment is None or not plausible(pattern, scene, alignment):
            continue
        match = describe(pattern, scene, alignment.steps, distance=alignment.cost)
        if match is not None and match.differences and _stands(match, exact):
            proposals.append(match)
    return _choose(proposals)


def _allowed(norm: str, word: str) -> int:
    shorter = min(len(norm), len(word))
    if norm.isdecimal() != word.isdecimal() or shorter < ONE_EDIT - 1:
        return 0
    if shorter < ONE_EDIT:
        return int(len(norm) != len(word))
    return 2 if shorter >= TWO_EDITS else 1


# --- candidates: which terms might be meant where ---------------------------------------------------------------------


class _Place(NamedTuple):
    pattern: int
    start: int


def _candidates(
    lexicon: Lexicon, scene: Scene, keys: Sequence[str], options: Sequence[Sequence[str]]
) -> Iterator[_Place]:
    """Terms of which two words stand together here (right or misspelt), or that a joined or split word suggests."""
    seen: set[_Place] = set()
    norms = [t.norm for t in scene.tokens]
    for i, here in enumerate(options):
        found: list[tuple[int, int]] = []
        if keys[i] in lexicon.joined:
            found += [(number, i - slot) for number, slot in lexicon.joined[keys[i]]]
        if i + 1 < len(norms) and norms[i] + norms[i + 1] in lexicon.vocabulary:
            found += _split(lexicon, norms[i] + norms[i + 1], i, keys)
        if here:
            found += [(n, i) for k in here if k != keys[i] for n in lexicon.single.get(k, ())]
            for there in options[i + 1 : i + 3]:
                found += [(n, i - s) for a in here for b in there for n, s in lexicon.pairs.get((a, b), ())]
        for number, start in found:
            place = _Place(number, start)
            if place not in seen:
                seen.add(place)
                yield place


def _options(lexicon: Lexicon, key: str, near: Near) -> tuple[str, ...]:
    """The keys of the glossary's words that a token is or resembles; none for most words of most texts."""
    own = (key,) if key in lexicon.keys else ()
    return (*own, *(lexicon.vocabulary[word] for word, _ in near)) if near else own


def _promising(
    lexicon: Lexicon, pattern: Pattern, keys: Sequence[str], options: Sequence[Sequence[str]], start: int
) -> bool:
    """Whether so many of the pattern's words are about that the exact work of aligning it is worth while."""
    window = range(max(0, start - 2), min(len(keys), start + len(pattern.keys) + 2))
    about = {k for t in window for k in options[t]}
    lacking = sum(k not in about for k in pattern.keys)
    # One word may be missing or another; a joined word accounts for two, a split one for its own.
    return lacking < 2 or (lacking == 2 and any(keys[t] in lexicon.joined for t in window))


def _split(lexicon: Lexicon, whole: str, i: int, keys: Sequence[str]) -> list[tuple[int, int]]:
    """Terms one of whose words was written as two: every term with that word and, unless it is alone, a neighbour."""
    key = lexicon.vocabulary[whole]
    found = [(n, i) for n in lexicon.single.get(key, ())]
    if i:
        found += [(n, i - 1 - s) for n, s in lexicon.pairs.get((keys[i - 1], key), ())]
    if i + 2 < len(keys):
        found += [(n, i - s) for n, s in lexicon.pairs.get((key, keys[i + 2]), ())]
    return found


# --- choice -----------------------------------------------------------------------------------------------------------


def _stands(match: Match, exact: Sequence[Match]) -> bool:
    """Whether exact matches leave room: they win, but for a longer term around them that is merely misspelt."""
    altered = match.gravest == "altered"
    for other in exact:
        if other.tokens.end <= match.tokens.start or match.tokens.end <= other.tokens.start:
            continue
        inside = match.tokens.start <= other.tokens.start and other.tokens.end <= match.tokens.end
        longer = match.tokens.end - match.tokens.start > other.tokens.end - other.tokens.start
        if not (inside and longer and (not altered or other.concept == match.concept)):
            return False
    return True


def _choose(proposals: Sequence[Match]) -> list[Match]:
    """The best proposal for each place; where two concepts are equally near, nothing."""
    order = {"preferred": 0, "admitted": 1}
    ranked = sorted(
        proposals,
        key=lambda m: (m.gravest == "altered", m.distance, m.tokens.start - m.tokens.end, order.get(m.term.status, 2)),
    )
    chosen: list[Match] = []
    blocked: list[Match] = []
    for m in ranked:
        rivals = [o for o in [*chosen, *blocked] if o.tokens.start < m.tokens.end and m.tokens.start < o.tokens.end]
        if not rivals:
            chosen.append(m)
        elif any(o.tokens == m.tokens and o.distance == m.distance and o.concept != m.concept for o in rivals):
            chosen = [o for o in chosen if o.tokens != m.tokens or o.distance != m.distance]
            blocked.append(m)
    return sorted(chosen, key=lambda m: m.span)
