"""Compiling: a glossary to the bytes of a lexicon.

The columns, in which a list of lists lies flat beside the places where its lists start (`…_at`):

- `head`: name, language of the drafts, fingerprint, how many approved terms there are in that language, `titled`
  where nearly all of them are written like titles;
- `languages`: those of the terms, in the order in which they come;
- `ids`, `entries`: the concepts (`cqterm.match.entries`), and `numbers`, a table: the number of each by its id;
- `pattern_concept`, `pattern_term`: whose pattern it is, and the number of the term in the concept;
- `pattern_tokens`: its tokens with their keys (`cqterm.match.entries`);
- `strings`, a table: the numbers, from 1 on, of keys of words, and of two words written as one;
- `pattern_keys`: the keys of each pattern; `hyphened`: beside each key, whether a hyphen stands behind its word,
  and `stems`, what the word is made of (`cqterm.text.words`);
- `named`, `right`: whether each pattern is a name, and may be used;
- `heads`: by the first key of a pattern, its second key (0 where there is none) and its number;
- `pairs`: by a key, another one that may stand close behind it in a term, the pattern, the slot of the first one;
- `joined`: by the key of two words of a term written as one, the pattern and the slot of the first word;
- `single`: by a key, the patterns that have no other;
- `bearers`: by a key, how many concepts have a term with it;
- `acronyms`, `letters`: the patterns of acronyms in capitals, and the letters of each, small and sorted;
- `words`: those of the terms, sorted; `word_keys`, and the table `vocabulary`: the number of the key of each;
- `deletions`: which words resemble a word (`cqterm.match.deletions`).

Patterns of acronyms, of rejected single words and of concepts without near misses have keys and heads alone.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, chain

from cqterm.glossary.authority import authority
from cqterm.match.columns import pack
from cqterm.match.deletions import table_of
from cqterm.match.entries import row_of, tokens_row
from cqterm.match.lexicon import Lexicon, Pattern, pattern_of
from cqterm.model import Glossary
from cqterm.text.digest import digest
from cqterm.text.tokens import tokens
from cqterm.text.words import FUNCTION, plural, stem

LONGEST = 64
"""Words of the longest term of which near misses are sought; a longer one is a sentence."""


def compile_lexicon(glossary: Glossary, *, include_proposed: bool = False) -> Lexicon:
    """Compile the approved concepts of a glossary (and the proposed ones, if asked for)."""
    return Lexicon(_packed(glossary, include_proposed=include_proposed))


def _packed(glossary: Glossary, *, include_proposed: bool) -> bytes:
    states = ("approved", "proposed") if include_proposed else ("approved",)
    concepts = tuple({c.id: c for c in glossary.concepts if c.state in states}.values())
    listed = [
        (number, place, pattern)
        for number, concept in enumerate(concepts)
        for place, term in enumerate(concept.terms)
        if term.language == glossary.target_language and (pattern := pattern_of(concept, term)) is not None
    ]
    patterns = [pattern for _, _, pattern in listed]
    index = _Index(patterns)
    fingerprint = digest(repr(concepts))
    approved = sum(t.language == glossary.target_language for c in concepts if c.state == "approved" for t in c.terms)
    words = sorted(index.vocabulary)
    return pack(
        texts={
            "head": [
                " ".join(glossary.name.split()),
                glossary.target_language,
                fingerprint,
                str(approved),
                _manner(patterns),
            ],
            "languages": dict.fromkeys(" ".join(t.language.split()) for c in concepts for t in c.terms),
            "ids": [concept.id for concept in concepts],
            "entries": [row_of(concept, authority(glossary, concept)) for concept in concepts],
            "pattern_tokens": [tokens_row(tokens(p.term.text), p.keys, p.joined) for p in patterns],
            "words": words,
            "letters": ["".join(sorted(p.term.text.lower())) for p in patterns if _is_acronym(p)],
        },
        numbers={
            "pattern_concept": [number for number, _, _ in listed],
            "pattern_term": [place for _, place, _ in listed],
            "word_keys": [index.vocabulary[word] for word in words],
            "deletions": table_of(words),
            "bearers": index.bearers([number for number, _, _ in listed]),
            "acronyms": [n for n, p in enumerate(patterns) if _is_acronym(p)],
            "named": [int(p.case == "name") for p in patterns],
            "right": [int(p.right) for p in patterns],
            "hyphened": [int(gap == "-") for p in patterns for gap in (*p.folded_gaps, "")],
            "stems": [stem(norm) for p in patterns for norm in p.norms],
            **_flat("pattern_keys", index.keys),
            **_flat("heads", index.by_string(index.heads)),
            **_flat("pairs", index.by_string(index.pairs)),
            **_flat("joined", index.by_string(index.joined)),
            **_flat("single", index.by_string(index.single)),
        },
        tables={
            "numbers": {concept.id: str(number) for number, concept in enumerate(concepts)},
            "strings": {text: str(number) for text, number in index.numbers.items()},
            "vocabulary": {word: str(number) for word, number in index.vocabulary.items()},
        },
    )


_LIST, _TITLED = 20, 0.95
"""From how many terms and which share of names, capitals are the manner of a list and say nothing of a term."""


def _manner(patterns: Sequence[Pattern]) -> str:
    names = [p.case == "name" for p in patterns if p.right and p.term.type == "full" and len(p.norms) > 1]
    return "titled" if len(names) >= _LIST and sum(names) >= _TITLED * len(names) else ""


def _is_acronym(pattern: Pattern) -> bool:
    return pattern.term.type == "acronym" and pattern.term.text.isupper() and len(pattern.norms) == 1


def _flat(name: str, lists: Sequence[Sequence[int]]) -> dict[str, Iterable[int]]:
    return {name: chain.from_iterable(lists), f"{name}_at": accumulate(map(len, lists), initial=0)}


class _Index:
    """What is looked up, by the number of a string, while it is being gathered."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self.numbers: dict[str, int] = {}
        self.keys: list[list[int]] = []
        self.vocabulary: dict[str, int] = {}
        self.heads: dict[int, list[int]] = {}
        self.pairs: dict[int, list[int]] = {}
        self.joined: dict[int, list[int]] = {}
        self.single: dict[int, list[int]] = {}
        for number, pattern in enumerate(patterns):
            self._add(number, pattern)

    def by_string(self, lists: Mapping[int, list[int]]) -> list[list[int]]:
        """The lists in the order of the strings; nothing stands under 0."""
        return [lists.get(number, []) for number in range(len(self.numbers) + 1)]

    def bearers(self, owners: Sequence[int]) -> list[int]:
        """How many concepts have each key; `owners` are the concepts of the patterns."""
        counts = [0] * (len(self.numbers) + 1)
        for _, key_number in {(owner, k) for owner, keys in zip(owners, self.keys, strict=True) for k in keys}:
            counts[key_number] += 1
        return counts

    def _number(self, text: str) -> int:
        return self.numbers.setdefault(text, len(self.numbers) + 1)

    def _add(self, number: int, pattern: Pattern) -> None:
        keys = [self._number(k) for k in pattern.keys]
        self.keys.append(keys)
        self.heads.setdefault(keys[0], []).extend((keys[1] if len(keys) > 1 else 0, number))
        if pattern.near == "off" or pattern.term.type == "acronym" or len(keys) > LONGEST:
            return
        if not pattern.right and len(keys) < 2:
            return
        for position, norm in enumerate(pattern.norms):
            self.vocabulary[norm] = keys[position]
            if position == pattern.head and pattern.case != "exact":
                self.vocabulary.setdefault(plural(norm), keys[position])
        if len(keys) == 1:
            self.single.setdefault(keys[0], []).append(number)
        self._pairs(number, pattern, keys)
        for i, joined in enumerate(pattern.joined):
            self.joined.setdefault(self._number(joined), []).extend((number, i))

    def _pairs(self, number: int, pattern: Pattern, keys: Sequence[int]) -> None:
        """Two words of a term that stand together, with one between, or (in longer terms) the wrong way round.

        A hyphenated pair between them counts as one word, since it is replaced as one: "Inland (Opening-Up) Hub".
        """
        n = len(keys)
        for i in range(n - 1):
            for step in (1, 2):
                j = i + step
                if j >= n or (pattern.keys[i] in FUNCTION and pattern.keys[j] in FUNCTION):
                    continue
                self.pairs.setdefault(keys[i], []).extend((keys[j], number, i))
                if step == 1 and n > 2:
                    self.pairs.setdefault(keys[j], []).extend((keys[i], number, i))
            if i + 3 < n and pattern.folded_gaps[i + 1] == "-":
                self.pairs.setdefault(keys[i], []).extend((keys[i + 3], number, i))
