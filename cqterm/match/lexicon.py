"""The lexicon: a glossary compiled for matching, read-only and picklable.

Every term becomes a pattern of tokens. Patterns are looked up by the keys of their tokens (singular, American
spelling), so that one path finds a term however it is inflected; what differs is judged afterwards
(`cqterm.match.compare`). The near-miss index is the deletion neighbourhood of the terms' own words (Mor and Fraenkel,
"A hash code method for detecting and correcting spelling errors", CACM 25(12), 1982; SymSpell made it popular).
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations, pairwise
from typing import Any

from cqterm.model import Case, Concept, Glossary, Near, Term
from cqterm.text.tokens import fold_gap, tokens
from cqterm.text.words import FUNCTION, american, plural, singular

END = ""
"""The key of a trie node under which the patterns that end there are listed; no token folds to it."""

ONE_EDIT = 4
"""Shortest word, in letters, in which one edit is still the same word: "New" and "Now" are two words."""

TWO_EDITS = 7
"""Shortest word, in letters, in which two edits are still the same word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """A term as tokens. `gaps[i]` stands between tokens i and i + 1; `head` is the word that takes the plural.

    `titled` says that the glossary writes all its terms like titles, so that the capitals of this one tell nothing.
    """

    concept: Concept
    term: Term
    case: Case
    near: Near
    norms: tuple[str, ...]
    keys: tuple[str, ...]
    words: tuple[str, ...]
    gaps: tuple[str, ...]
    folded_gaps: tuple[str, ...]
    head: int
    titled: bool = False

    @property
    def right(self) -> bool:
        """Whether the term may be used: preferred or admitted."""
        return self.term.status in ("preferred", "admitted")

    @property
    def inflects(self) -> bool:
        """Whether the term may stand in the plural: an acronym may ("NEVs"), a name or a numbered formula may not."""
        numbered = self.term.text[:1] == '"' and self.norms[0].isdecimal()
        return (self.case == "common" and not numbered) or self.term.type == "acronym"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lexicon:
    """Everything matching needs. Numbers in the indices point into `patterns`; two lexicons are equal if identical."""

    name: str
    glossary: Glossary
    concepts: dict[str, Concept]
    patterns: tuple[Pattern, ...]
    trie: dict[str, Any]
    vocabulary: dict[str, str]
    keys: frozenset[str]
    deletions: dict[str, tuple[str, ...]]
    pairs: dict[tuple[str, str], tuple[tuple[int, int], ...]]
    joined: dict[str, tuple[tuple[int, int], ...]]
    single: dict[str, tuple[int, ...]]
    fingerprint: str

    @property
    def size(self) -> int:
        """How many concepts are in use."""
        return len(self.concepts)


def compile_lexicon(glossary: Glossary, *, include_proposed: bool = False) -> Lexicon:
    """Compile the approved concepts of a glossary (and the proposed ones, if asked for)."""
    states = ("approved", "proposed") if include_proposed else ("approved",)
    concepts = {c.id: c for c in glossary.concepts if c.state in states}
    patterns = _titled(tuple(_patterns(glossary, concepts)))
    vocabulary: dict[str, str] = {}
    pairs: dict[tuple[str, str], list[tuple[int, int]]] = {}
    joined: dict[str, list[tuple[int, int]]] = {}
    single: dict[str, list[int]] = {}
    trie: dict[str, Any] = {}
    for number, pattern in enumerate(patterns):
        node = trie
        for k in pattern.keys:
            node = node.setdefault(k, {})
        node.setdefault(END, []).append(number)
        if pattern.near == "off" or pattern.term.type == "acronym" or (not pattern.right and len(pattern.norms) < 2):
            continue
        for position, norm in enumerate(pattern.norms):
            vocabulary[norm] = pattern.keys[position]
            if position == pattern.head and pattern.case != "exact":
                vocabulary.setdefault(plural(norm), pattern.keys[position])
        if len(pattern.norms) == 1:
            single.setdefault(pattern.keys[0], []).append(number)
        _index_pairs(pattern, number, pairs)
        for i, (a, b) in enumerate(pairwise(pattern.norms)):
            joined.setdefault(key(a + b), []).append((number, i))
    return Lexicon(
        name=glossary.name,
        glossary=glossary,
        concepts=concepts,
        patterns=patterns,
        trie=trie,
        vocabulary=vocabulary,
        keys=frozenset(vocabulary.values()),
        deletions=_deletion_index(vocabulary),
        pairs={k: tuple(v) for k, v in pairs.items()},
        joined={k: tuple(v) for k, v in joined.items()},
        single={k: tuple(v) for k, v in single.items()},
        fingerprint=hashlib.sha256(repr(tuple(concepts.values())).encode()).hexdigest()[:16],
    )


@cache
def key(norm: str) -> str:
    """What a folded word is looked up by: its singular in American spelling."""
    return american(singular(norm))


def deletions(word: str) -> Iterator[str]:
    """A word, and what is left of it without one letter and, if it is long enough, without two."""
    yield word
    if len(word) < ONE_EDIT - 1:
        return
    for i in range(len(word)):
        yield word[:i] + word[i + 1 :]
    if len(word) >= TWO_EDITS - 1:
        for i, j in combinations(range(len(word)), 2):
            yield word[:i] + word[i + 1 : j] + word[j + 1 :]


def _patterns(glossary: Glossary, concepts: dict[str, Concept]) -> Iterator[Pattern]:
    for concept in concepts.values():
        for term in concept.terms:
            if term.language == glossary.target_language:
                pattern = _pattern(concept, term)
                if pattern is not None:
                    yield pattern


def _titled(patterns: tuple[Pattern, ...]) -> tuple[Pattern, ...]:
    """The patterns of a glossary that writes nearly all its terms like titles, marked as such; others as they are."""
    listed = [p.case == "name" for p in patterns if p.right and p.term.type == "full" and len(p.norms) > 1]
    if len(listed) < _LIST or sum(listed) < _TITLED * len(listed):
        return patterns
    return tuple(replace(p, titled=True) if p.case == "name" else p for p in patterns)


_LIST, _TITLED = 20, 0.95
"""From how many terms and which share of names, capitals are the manner of a list and say nothing of a term."""


def _pattern(concept: Concept, term: Term) -> Pattern | None:
    toks = tokens(term.text)
    if not toks:
        return None
    norms = tuple(t.norm for t in toks)
    gaps = tuple(term.text[a.end : b.start] for a, b in pairwise(toks))
    words = tuple(term.text[t.start : t.end] for t in toks)
    case = _case(concept, term, words)
    return Pattern(
        concept=concept,
        term=term,
        case=case,
        near=concept.near or ("all" if case == "name" and len(norms) > 2 else "typo-only"),
        norms=norms,
        keys=tuple(map(key, norms)),
        words=words,
        gaps=gaps,
        folded_gaps=tuple(map(fold_gap, gaps)),
        head=_head(norms),
    )


def _case(concept: Concept, term: Term, words: tuple[str, ...]) -> Case:
    """A concept's case speaks of its preferred term; another rendering is a name or not by its own capitals."""
    if concept.case == "exact" or term.type == "acronym":
        return "exact"
    if term.status == "preferred" and term.type == "full":
        return concept.case
    lower = [w for w in words if w[0].islower() and w.lower() not in FUNCTION and len(w) > 1]
    return "common" if lower else "name"


def _head(norms: tuple[str, ...]) -> int:
    """The word that takes the plural: the last one, or the one before the first preposition."""
    for i, norm in enumerate(norms):
        if i and norm in FUNCTION and norm not in ("and", "or", "the", "a", "an"):
            return i - 1
    return len(norms) - 1


def _index_pairs(pattern: Pattern, number: int, pairs: dict[tuple[str, str], list[tuple[int, int]]]) -> None:
    """Two words of a term that stand together, with one word between, or (in longer terms) the wrong way round.

    A hyphenated pair between them counts as one word, since it is replaced as one: "Inland (Opening-Up) Hub".
    """
    keys = pattern.keys
    n = len(keys)
    for i in range(n - 1):
        for step in (1, 2):
            j = i + step
            if j >= n or (keys[i] in FUNCTION and keys[j] in FUNCTION):
                continue
            pairs.setdefault((keys[i], keys[j]), []).append((number, i))
            if step == 1 and n > 2:
                pairs.setdefault((keys[j], keys[i]), []).append((number, i))
        if i + 3 < n and pattern.folded_gaps[i + 1] == "-":
            pairs.setdefault((keys[i], keys[i + 3]), []).append((number, i))


def _deletion_index(vocabulary: dict[str, str]) -> dict[str, tuple[str, ...]]:
    index: dict[str, list[str]] = {}
    for word in vocabulary:
        if len(word) >= ONE_EDIT - 1 and not word.isdecimal():
            for rest in set(deletions(word)):
                index.setdefault(rest, []).append(word)
    return {rest: tuple(words) for rest, words in index.items()}
