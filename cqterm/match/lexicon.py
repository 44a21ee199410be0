"""The lexicon: a glossary compiled for matching, read-only and picklable.

Every term becomes a pattern of tokens. Patterns are looked up by the keys of their tokens (singular, American
spelling), so that one path finds a term however it is inflected; what differs is judged afterwards
(`cqterm.match.compare`). What was compiled lies in a run of bytes (`cqterm.match.columns`), of which only what a text
asks for is ever decoded: the same bytes are kept in a cache and sent to other processes. `cqterm.match.compiling`
makes them and tells what each column holds.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import chain, pairwise

from cqterm.hints import overload
from cqterm.match.columns import Columns
from cqterm.match.entries import Entry, entry_of, tokens_of
from cqterm.model import Authority, Case, Concept, Near, Term, Token
from cqterm.text.fold import composed
from cqterm.text.tokens import fold_gap, tokens, unspaced
from cqterm.text.words import FUNCTION, LINKS, PERSONS, american, singular
from cqterm.values import frozen

ONE_EDIT = 4
"""Shortest word, in letters, in which one edit is still the same word: "New" and "Now" are two words."""

TWO_EDITS = 7
"""Shortest word, in letters, in which two edits are still the same word."""

Places = Sequence[tuple[int, int]]
"""Numbers of patterns, each with one of its slots."""


@frozen
class Pattern:
    """A term as tokens. `gaps[i]` stands between tokens i and i + 1; `head` is the word that takes the plural.

    `words` are in canonical composition, also where the glossary has letters and accents apart.

    `before` and `behind` are the marks that it begins and ends with: the "++" of "C++".

    `joined[i]` is the key that tokens i and i + 1 have where they are written as one.

    `titled` says that the glossary writes all its terms like titles, so that the capitals of this one tell nothing.
    """

    concept: Concept
    term: Term
    case: Case
    near: Near
    norms: tuple[str, ...]
    keys: tuple[str, ...]
    joined: tuple[str, ...]
    words: tuple[str, ...]
    gaps: tuple[str, ...]
    folded_gaps: tuple[str, ...]
    head: int
    titled: bool = False
    before: str = ""
    behind: str = ""

    @property
    def right(self) -> bool:
        """Whether the term may be used: preferred or admitted."""
        return self.term.status in ("preferred", "admitted")

    @property
    def lettered(self) -> bool:
        """Whether it is a noun in lower case that a hyphen ties to a letter: "T-shirt", "X-ray"."""
        return self.folded_gaps == ("-",) and len(self.words[0]) == 1 and self.words[1].islower()

    @property
    def inflects(self) -> bool:
        """Whether the term may stand in the plural: an acronym may ("NEVs", "REST APIs"), a name or formula may not.

        An office has many holders ("Port Officers"), and a lone noun behind a letter names many things ("T-shirts").
        """
        if self.norms[self.head] in PERSONS or self.lettered:
            return True
        numbered = self.term.text[:1] == '"' and self.norms[0].isdecimal()
        acronym = self.term.type == "acronym" or (self.words[self.head].isupper() and self.words[self.head].isalpha())
        return (self.case == "common" and not numbered) or acronym


class Lexicon:
    """Everything matching needs. Strings and patterns are known by their numbers; strings count from 1.

    `languages` are those of the terms, the first one met first. `approved` is how many approved terms the glossary has
    in the language of the drafts, searchable or not. Concepts come without their evidence and examples; two lexicons
    are equal if identical.
    """

    def __init__(self, data: bytes) -> None:
        """Read what `cqterm.match.compiling` made.

        Raises:
            DamagedError: It did not make these bytes, or not on a machine like this one.
        """
        self.data = data
        self._columns = columns = Columns(data)
        self.name, self.target_language, self.fingerprint, approved, titled = columns.texts("head")
        self.approved = int(approved)
        self.languages: Sequence[str] = columns.texts("languages")
        self._titled = titled == "titled"
        self._numbers, self._strings = columns.table("numbers"), columns.table("strings")
        self._vocabulary = columns.table("vocabulary")
        self._rows = columns.texts("entries")
        self._owners, self._terms = columns.numbers("pattern_concept"), columns.numbers("pattern_term")
        self._tokens = columns.texts("pattern_tokens")
        self.patterns: Sequence[Pattern] = _Patterns(len(self._owners), self._pattern)
        self._entries: dict[int, Entry] = {}
        self._lists: dict[str, tuple[Sequence[int], Sequence[int]]] = {}
        self._behind: dict[int, frozenset[int]] = {}
        self._pairs: dict[int, dict[int, list[tuple[int, int]]]] = {}
        self._heads: dict[int, dict[int, list[int]]] = {}

    def __reduce__(self) -> tuple[type["Lexicon"], tuple[bytes]]:
        """Travel as bytes."""
        return Lexicon, (self.data,)

    @property
    def size(self) -> int:
        """How many concepts are in use."""
        return len(self._rows)

    @cached_property
    def concepts(self) -> Mapping[str, Concept]:
        """The concepts in use, by their ids."""
        return _Concepts(self._columns.texts("ids"), self._number, lambda number: self._entry(number).concept)

    def authority(self, concept: str) -> Authority | None:
        """Who says so: the weightiest source of a concept's preferred term."""
        return self._entry(self._number(concept)).authority

    def renderings(self, concept: str) -> list[Pattern]:
        """The patterns of a concept, in the order of its terms."""
        number = self._number(concept)
        return [
            self.patterns[n] for n in range(bisect_left(self._owners, number), bisect_left(self._owners, number + 1))
        ]

    @cached_property
    def words(self) -> Sequence[str]:
        """The words of the terms, sorted."""
        return list(self._columns.texts("words"))

    @cached_property
    def longest(self) -> int:
        """The letters of the longest of them."""
        return max(map(len, self.words), default=0)

    @cached_property
    def deletions(self) -> Sequence[int]:
        """Which of the words resemble a word (`cqterm.match.deletions`)."""
        return self._columns.numbers("deletions")

    def string(self, key: str) -> int:
        """The number of a key; 0 where no term has it."""
        return int(self._strings.find(key) or 0)

    def word_key(self, word: str) -> int:
        """The number of the key of a word of the terms; 0 if it is none."""
        return int(self._vocabulary.find(word) or 0)

    def keys(self, pattern: int) -> Sequence[int]:
        """The keys of a pattern."""
        return self._list("pattern_keys", pattern)

    def heads(self, key: int) -> Mapping[int, Sequence[int]]:
        """The patterns that begin with a key, by their second key; 0 where there is none."""
        found = self._heads.get(key)
        if found is None:
            found = self._heads[key] = {}
            flat = self._list("heads", key)
            for second, pattern in zip(flat[::2], flat[1::2], strict=True):
                found.setdefault(second, []).append(pattern)
        return found

    def pairs(self, key: int) -> Mapping[int, Places]:
        """By another key, the terms in which it may stand close behind this one, with the slot of the first word."""
        found = self._pairs.get(key)
        if found is None:
            found = self._pairs[key] = {}
            flat = self._list("pairs", key)
            for second, pattern, slot in zip(flat[::3], flat[1::3], flat[2::3], strict=True):
                found.setdefault(second, []).append((pattern, slot))
        return found

    def behind(self, key: int) -> frozenset[int]:
        """The keys that stand close behind a key in some term, for which alone it is worth while to ask further."""
        found = self._behind.get(key)
        if found is None:
            seconds = chain(self._list("pairs", key)[::3], self._list("heads", key)[::2])
            found = self._behind[key] = frozenset(seconds) - {0}
        return found

    def joined(self, key: int) -> Places:
        """The terms of which two words, written as one, have this key; with the slot of the first."""
        flat = self._list("joined", key)
        return tuple(zip(flat[::2], flat[1::2], strict=True))

    def single(self, key: int) -> Sequence[int]:
        """The terms that are one word with this key."""
        return self._list("single", key)

    def bearers(self, key: str) -> int:
        """How many concepts have a term with this key."""
        return self._columns.numbers("bearers")[self.string(key)]

    @cached_property
    def letters(self) -> frozenset[str]:
        """The letters of each acronym in capitals, small and sorted."""
        return frozenset(self._columns.texts("letters"))

    @cached_property
    def longest_acronym(self) -> int:
        """How many letters the longest acronym has; -2 where there is none."""
        return max(map(len, self.letters), default=-2)

    @property
    def acronyms(self) -> list[Pattern]:
        """The patterns of acronyms in capitals."""
        return [self.patterns[n] for n in self._columns.numbers("acronyms")]

    def column(self, name: str) -> "memoryview[int]":
        """A column of numbers as a whole, for those who look at many places at once."""
        return self._columns.numbers(name)

    def _list(self, name: str, number: int) -> Sequence[int]:
        found = self._lists.get(name)
        if found is None:
            found = self._lists[name] = self._columns.numbers(name), self._columns.numbers(f"{name}_at")
        flat, at = found
        return flat[at[number] : at[number + 1]]

    def _number(self, concept: str) -> int:
        found = self._numbers.find(concept)
        if found is None:
            raise KeyError(concept)
        return int(found)

    def _entry(self, number: int) -> Entry:
        found = self._entries.get(number)
        if found is None:
            found = self._entries[number] = entry_of(self._rows[number])
        return found

    def _pattern(self, number: int) -> Pattern:
        concept = self._entry(self._owners[number]).concept
        term = concept.terms[self._terms[number]]
        toks, keys, joined = tokens_of(self._tokens[number])
        return _made(concept, term, toks, keys, joined, titled=self._titled)


@lru_cache(maxsize=1 << 16)  # bounded, since random letters never come again
def key(norm: str) -> str:
    """What a folded word is looked up by: its singular in American spelling."""
    return american(singular(norm))


def pattern_of(concept: Concept, term: Term) -> Pattern | None:
    """The pattern of a term of a concept; None if no word is in it, or only a part of it is words ("C 连续")."""
    toks = tokens(term.text)
    if not toks or unspaced(term.text):
        return None
    joined = tuple(key(a.norm + b.norm) for a, b in pairwise(toks))
    return _made(concept, term, toks, tuple(key(t.norm) for t in toks), joined)


def _made(
    concept: Concept,
    term: Term,
    toks: Sequence[Token],
    keys: tuple[str, ...],
    joined: tuple[str, ...],
    *,
    titled: bool = False,
) -> Pattern:
    norms = tuple(t.norm for t in toks)
    gaps = tuple(term.text[a.end : b.start] for a, b in pairwise(toks))
    words = tuple(composed(term.text[t.start : t.end]) for t in toks)
    case = _case(concept, term, words)
    folded_gaps = tuple(map(fold_gap, gaps))
    return Pattern(
        concept=concept,
        term=term,
        case=case,
        near=concept.near or ("all" if case == "name" and len(norms) > 2 else "typo-only"),
        norms=norms,
        keys=keys,
        joined=joined,
        words=words,
        gaps=gaps,
        folded_gaps=folded_gaps,
        head=_head(norms, folded_gaps),
        titled=titled and case == "name",
        before=term.text[: toks[0].start],
        behind=term.text[toks[-1].end :],
    )


def _case(concept: Concept, term: Term, words: tuple[str, ...]) -> Case:
    """A concept's case speaks of its preferred term; another rendering is a name or not by its own capitals."""
    if concept.case == "exact" or term.type == "acronym":
        return "exact"
    if term.status == "preferred" and term.type == "full":
        return concept.case
    lower = [w for w in words if w[0].islower() and w.lower() not in FUNCTION and len(w) > 1]
    return "common" if lower else "name"


def _head(norms: tuple[str, ...], gaps: tuple[str, ...]) -> int:
    """The word that takes the plural: the last one, or the one before the first preposition.

    What hyphens join to a preposition describes what comes behind ("end-to-end tests"); where nothing does, it is the
    head itself ("mothers-in-law").
    """
    last = len(norms) - 1
    while last and gaps[last - 1] == "-":
        last -= 1
    for i, norm in enumerate(norms):
        if i and (norm in LINKS or norm == "under") and (i > last or "-" not in gaps[i - 1 : i + 1]):
            return i - 2 if i > 1 and norms[i - 1].endswith("ly") else i - 1  # "municipality directly under"
    return len(norms) - 1


class _Concepts(Mapping[str, Concept]):
    """Concepts by id, each read when it is asked for."""

    def __init__(self, ids: Sequence[str], number: Callable[[str], int], read: Callable[[int], Concept]) -> None:
        self._ids, self._number, self._read = ids, number, read

    def __getitem__(self, identifier: str) -> Concept:
        return self._read(self._number(identifier))

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)


class _Patterns(Sequence[Pattern]):
    """Patterns by number, each made when it is asked for."""

    def __init__(self, count: int, make: Callable[[int], Pattern]) -> None:
        self._count = count
        self._make = make
        self._made: dict[int, Pattern] = {}

    @overload
    def __getitem__(self, number: int) -> Pattern: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[Pattern]: ...

    def __getitem__(self, number: int | slice) -> Pattern | Sequence[Pattern]:
        if isinstance(number, slice):
            return tuple(self[n] for n in range(*number.indices(self._count)))
        found = self._made.get(number)
        if found is None:
            if not 0 <= number < self._count:
                raise IndexError(number)
            found = self._made[number] = self._make(number)
        return found

    def __len__(self) -> int:
        return self._count
