"""Near misses: places that were most likely meant to be a term and are not.

Which terms might be meant where is decided here, and which of several is taken; whether a place is an error or good
English is judged in `cqterm.match.judge`.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cqterm.match.acronyms import acronym_slips
from cqterm.match.align import align
from cqterm.match.compare import describe
from cqterm.match.judge import plausible
from cqterm.match.lexicon import ONE_EDIT, TWO_EDITS, Lexicon, Pattern, deletions
from cqterm.match.style import Scene
from cqterm.model import Match, Span
from cqterm.text.distance import osa
from cqterm.text.words import cardinal, ordinal

Near = tuple[tuple[str, int], ...]
"""Words of the glossary that a word resembles, each with its distance in edits."""

_MISREAD = (("rn", "m"), ("m", "rn"), ("vv", "w"), ("cl", "d"), ("d", "cl"))
"""What character recognition takes for one another among letters, each replaced in one place."""

_TO_FIGURES = str.maketrans("oilsbzg", "0115829")
_TO_LETTERS = str.maketrans("0158", "olsb")


def near_words(lexicon: Lexicon, norm: str) -> Near:
    """The glossary's words within one edit (two, for words of seven letters) of a folded word, nearest first.

    Confusions of character recognition (1 and l, 0 and o, rn and m) count as one edit, and so does the wrong ending
    of an ordinal ("20st"). Figures resemble nothing: another number is another thing.
    """
    if norm.isdecimal() or cardinal(norm):
        return ()
    found: dict[str, int] = {}
    if len(norm) >= ONE_EDIT - 1 and not ordinal(norm):
        for rest in set(deletions(norm)):
            for word in lexicon.deletions.get(rest, ()):
                if word != norm and word not in found:
                    distance = osa(norm, word)
                    if distance <= _allowed(norm, word):
                        found[word] = distance
    found |= dict.fromkeys((word for word in _misread(norm) if word != norm and word in lexicon.vocabulary), 1)
    return tuple(sorted(found.items(), key=lambda item: (item[1], item[0])))


def _misread(norm: str) -> Iterator[str]:
    """What a word may have been before a machine read it, or before its ordinal ending went wrong."""
    ending = norm[-2:] if norm[-2:] in ("st", "nd", "rd", "th") else ""
    figure = norm.removesuffix(ending).translate(_TO_FIGURES)
    if figure.isdecimal():
        yield figure
        yield from (figure + right for right in ("st", "nd", "rd", "th") if ending)
    if norm.isalpha():
        for wrong, right in _MISREAD:
            at = norm.find(wrong)
            while at >= 0:
                yield norm[:at] + right + norm[at + len(wrong) :]
                at = norm.find(wrong, at + 1)
    else:
        plain = norm.replace("|", "l").translate(_TO_LETTERS)
        yield plain
        yield norm.replace("1", "i").translate(_TO_LETTERS)


def near_misses(
    lexicon: Lexicon, scene: Scene, keys: Sequence[str], resembling: Sequence[Near], exact: Sequence[Match]
) -> list[Match]:
    """The near misses of a segment that no exact match speaks against, disjoint and in order.

    `keys` are the tokens' keys, `resembling` the near words of each token.
    """
    proposals = list(acronym_slips(lexicon, scene, exact))
    options = [_options(lexicon, k, near) for k, near in zip(keys, resembling, strict=True)]
    for number, start in _candidates(lexicon, scene, keys, options):
        pattern = lexicon.patterns[number]
        if not _promising(lexicon, pattern, keys, options, start):
            continue
        alignment = align(pattern, scene, keys, resembling, start)
        if alignment is None or not plausible(lexicon, pattern, scene, alignment):
            continue
        match = describe(pattern, scene, alignment.steps, distance=alignment.cost)
        if match is not None and match.differences and _stands(match, exact):
            proposals.append(match)
    return _choose(proposals)


def _allowed(norm: str, word: str) -> int:
    shorter, longer = sorted((len(norm), len(word)))
    if norm.isdecimal() != word.isdecimal() or shorter < ONE_EDIT - 1 or (ordinal(word) and word[0].isdigit()):
        return 0
    if shorter < ONE_EDIT:
        return int(shorter != longer)
    return 2 if longer >= TWO_EDITS and shorter > ONE_EDIT else 1


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
    lacking = [slot for slot, k in enumerate(pattern.keys) if k not in about]
    # One word may be missing or another, and so may a hyphenated pair; a joined word accounts for two.
    if len(lacking) != 2:
        return len(lacking) < 2
    pair = lacking[1] == lacking[0] + 1 and pattern.folded_gaps[lacking[0]] == "-"
    return pair or any(keys[t] in lexicon.joined for t in window)


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
    """Whether exact matches leave room: they win, but for a longer term around them that is wrong elsewhere."""
    for other in exact:
        if other.tokens.end <= match.tokens.start or match.tokens.end <= other.tokens.start:
            continue
        inside = match.tokens.start <= other.tokens.start and other.tokens.end <= match.tokens.end
        longer = match.tokens.end - match.tokens.start > other.tokens.end - other.tokens.start
        if not (inside and longer and (other.concept == match.concept or not _breaks(match, other.span))):
            return False
    return True


def _breaks(match: Match, inner: Span) -> bool:
    """Whether a match would have other words in the middle of a shorter term that is right as it stands."""
    return any(d.kind == "altered" and d.span.start < inner.end and inner.start < d.span.end for d in match.differences)


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
