"""Documents as the miner reads them: columns of words with their places, parts of speech and meaningful capitals.

Hyphenated words, "Lianglu/Cuntan" and "ThePaper.cn" stay one word. Parts of speech come from the lexicon and from a few
rules about neighbours, in the manner of Brill (1992), "A simple rule-based part of speech tagger"; the rules are
written for noun phrases and do not try to get verbs right. Each distinct word is looked up once (`facts`); the rest is
arithmetic on arrays, so that a megabyte takes a fraction of a second.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from cqterm.mine import facts
from cqterm.mine.facts import (
    ADJECTIVE,
    ADVERB,
    DETERMINER,
    NOUN,
    PARTICIPLE,
    POSSESSIVE,
    QUANTIFIER,
    TAGS,
    VERB,
)  # fmt: skip
from cqterm.mine.furniture import HAN, without_furniture
from cqterm.model import Document, Segment
from cqterm.values import NamedTuple

Numbers = np.ndarray[tuple[int], np.dtype[np.int32]]
Bits = np.ndarray[tuple[int], np.dtype[np.int64]]
Flags = np.ndarray[tuple[int], np.dtype[np.bool_]]

PADDING = 3
"""Marks that stand before, between and behind passages, so that no rule about neighbours leaves its passage."""


class Passage(NamedTuple):
    """A segment of prose, its furniture made opaque. `segment` is its number in the document; words `first` to `end`
    of the columns are its own.
    """  # noqa: D205 - one sentence longer than a line

    segment: int
    text: str
    heading: bool
    first: int
    end: int


class Word(NamedTuple):
    """A word, number or mark, for those who look at one. Offsets count in the segment; `tag` is one of `facts.TAGS`."""

    start: int
    end: int
    text: str
    norm: str
    tag: str
    capital: bool
    opens: bool


@dataclass(frozen=True)
class Prose:
    """The words of some passages in columns. Offsets count in the text of the passage.

    `ids` are places in `vocabulary`, the distinct words as printed; `bits` are those of `facts`, `tags` places in
    `facts.TAGS`. `capital` is true where a capital letter means something: not where a sentence begins or in a
    title-case headline. `spaced` says that white space stands before the word.
    """

    passages: tuple[Passage, ...]
    vocabulary: tuple[str, ...]
    ids: Numbers
    starts: Numbers
    ends: Numbers
    spaced: Flags
    bits: Bits
    tags: Numbers
    capital: Flags
    opens: Flags
    heading: Flags

    def __len__(self) -> int:
        return len(self.ids)

    def has(self, bit: int) -> Flags:
        """Which words have a bit of `facts`."""
        return np.asarray((self.bits & bit) != 0)

    def text(self, at: int) -> str:
        """A word as it is printed."""
        return self.vocabulary[int(self.ids[at])]

    def span(self, first: int, last: int) -> str:
        """Words of one passage on one line, as they are printed but for their white space."""
        texts = [self.text(first)]
        for at in range(first + 1, last + 1):
            texts += [" ", self.text(at)] if self.spaced[at] else [self.text(at)]
        return "".join(texts)

    def word(self, at: int) -> Word:
        """One word with everything about it."""
        text = self.text(at)
        return Word(
            int(self.starts[at]), int(self.ends[at]), text, facts.facts(text).norm,
            TAGS[self.tags[at]], bool(self.capital[at]), bool(self.opens[at]),
        )  # fmt: skip

    def words(self, passage: Passage) -> list[Word]:
        """The words of a passage."""
        return [self.word(at) for at in range(passage.first, passage.end)]

    @cached_property
    def norms(self) -> tuple[str, ...]:
        """The folded form of each word of the vocabulary."""
        return tuple(facts.facts(text).norm for text in self.vocabulary)


def prose(document: Document) -> Prose:
    """The segments of a document that hold prose in Latin letters. A dateline opens the first of some length."""
    return read(document.segments, opening=True)


def read(segments: Sequence[Segment], *, opening: bool = False) -> Prose:
    """Segments in words, without page furniture; `opening` says that a dateline may stand at the start of the first."""
    passages: list[tuple[int, str, bool]] = []
    pieces: list[str] = [*_PADDING]
    sizes: list[int] = []
    for number, segment in enumerate(segments):
        text = without_furniture(segment.text, opening=opening)
        found = _PIECE.findall(text)
        if opening:
            opening = sum(not piece.isspace() for piece in found) < _PARAGRAPH
        if found:
            passages.append((number, text, segment.role == "heading"))
            sizes.append(len(found))
            pieces += found
            pieces += _PADDING
    return _columns(passages, pieces, sizes)


_PARAGRAPH = 15
"""Words from which on a segment is a paragraph and no headline, label or dateline."""
_L = f"[^\\W\\d_{HAN}]"
_PIECE = re.compile(
    rf"[^\S\n]+|{_L}[^\W_{HAN}]*(?:(?:[-‐‑–/&+.]|['’](?!s(?![^\W_])))(?={_L})[^\W_{HAN}]+)*|(?<=[^\W_])['’]s(?![^\W_])"
    rf"|\d+(?:-{_L}+)+|\d+(?:\+\d+)+|\d+(?:[.,]\d+)*(?:(?:st|nd|rd|th)\b|%)?|\n|[^\s\w]|\w"
)
"""Words, marks, line ends and white space: together they are the whole text."""
_PADDING = ("\n",) * PADDING
_ENDS = frozenset(".!?:;\n")


class _Numbering(dict[str, int]):
    """Numbers for texts in the order in which they are asked for."""

    def __missing__(self, text: str) -> int:
        self[text] = number = len(self)
        return number


def _columns(passages: list[tuple[int, str, bool]], pieces: list[str], sizes: list[int]) -> Prose:
    """Columns from pieces; `sizes` are the numbers of pieces of the passages."""
    numbering = _Numbering()
    raw = np.fromiter(map(numbering.__getitem__, pieces), np.int32, len(pieces))
    known = [facts.facts(p) for p in numbering]
    lengths = np.fromiter(map(len, numbering), np.int32, len(numbering))[raw]
    firsts = np.cumsum([PADDING, *(size + PADDING for size in sizes)])[:-1].astype(np.int64)
    through = np.cumsum(lengths) - lengths
    owner = np.repeat(np.arange(len(sizes)), [size + PADDING for size in sizes])
    starts = through.copy()
    if len(sizes):
        starts[PADDING:] -= through[firsts][owner]
    space = np.fromiter((p.isspace() and p != "\n" for p in numbering), np.bool_, len(numbering))[raw]
    space |= _wrapped(passages, raw == numbering["\n"], starts, firsts, sizes)
    kept = np.flatnonzero(~space)
    bounds = np.searchsorted(kept, [firsts, firsts + np.asarray(sizes, np.int64)]) if sizes else np.zeros((2, 0), int)
    ids = raw[kept]
    texts = tuple(numbering)
    bits = np.fromiter((k.bits for k in known), np.int64, len(known))[ids]
    found = tuple(
        Passage(number, text, heading or _is_line(text, ids[a:b], bits[a:b]), int(a), int(b))
        for (number, text, heading), a, b in zip(passages, *bounds, strict=True)
    )
    return _tagged(
        found, texts, ids, starts[kept].astype(np.int32), lengths[kept], np.concatenate(([False], space))[kept],
        bits, known,
    )  # fmt: skip


def _wrapped(passages: list[tuple[int, str, bool]], ends: Flags, starts: Bits, firsts: Bits, sizes: list[int]) -> Flags:
    """Which line ends stand where a paragraph was merely wrapped: surely, or in a document where others surely are."""
    wrapped = np.zeros(len(ends), np.bool_)
    doubtful: list[tuple[str, int]] = []
    widest = 0
    for (_, text, _), first, size in zip(passages, firsts, sizes, strict=True):
        if "\n" in text:
            places = np.flatnonzero(ends[first : first + size]) + first
            wrapped[places] = [_runs_on(text, at) for at in starts[places].tolist()]
            if wrapped[places].any():
                widest = max(widest, *map(len, text.split("\n")))
            doubtful += ((text, at) for at in places[~wrapped[places]].tolist())
    for text, at in doubtful if widest else ():
        wrapped[at] = _is_full(text, int(starts[at]), widest)
    return wrapped


def _runs_on(text: str, at: int) -> bool:
    """Whether the line that ends here was surely wrapped: long enough, not ended by a mark, the next in lower case."""
    before, after = _around(text, at)
    return 40 <= len(before) <= 160 and before[-1:] not in _ENDS and after[:1].islower()


def _is_full(text: str, at: int, widest: int) -> bool:
    """Whether a line of a wrapped document had no room for the next word, so that a name may run on there."""
    before, after = _around(text, at)
    if not 40 <= len(before) <= 160 or before[-1:] in _ENDS or not after[:1].isalnum():
        return False
    return len(before) + 1 + len(after.split(maxsplit=1)[0]) > widest


def _around(text: str, at: int) -> tuple[str, str]:
    """The line that ends at a place, and the beginning of the next."""
    return text[text.rfind("\n", 0, at) + 1 : at].rstrip(), text[at + 1 : at + 40].lstrip(" \t")


def _is_line(text: str, ids: Numbers, bits: Bits) -> bool:
    """Whether a passage is a headline or label: short, and no mark at its end."""
    if len(ids) > 4 * _PARAGRAPH or int(((bits & facts.ALPHA) != 0).sum()) > _PARAGRAPH:
        return False
    return not text.rstrip().endswith((".", "!", "?", ":", ";", "”", '"', ","))


# --- parts of speech --------------------------------------------------------------------------------------------


def _tagged(
    passages: tuple[Passage, ...],
    texts: tuple[str, ...],
    ids: Numbers,
    starts: Numbers,
    lengths: Numbers,
    spaced: Flags,
    bits: Bits,
    known: list[facts.Facts],
) -> Prose:
    heading, title_case = _headings(passages, bits)
    opens = _openings(bits, ids, texts)
    after = np.concatenate((bits[1:], bits[:1]))
    opening = np.fromiter((k.opening for k in known), np.int32, len(known))[ids]
    meaningless = opens & ((opening == 1) | ((opening == 2) & ((after & facts.CAPITAL) == 0)))
    capital = ((bits & facts.UPPER) != 0) & ~title_case & ~meaningless
    plain = np.fromiter((k.tag for k in known), np.int32, len(known))[ids]
    named = np.fromiter((k.named for k in known), np.int32, len(known))[ids]
    # in a headline capitals say nothing, but a word that no list knows is a name there too
    name = capital | (title_case & ((bits & facts.UPPER) != 0) & ((bits & facts.KNOWN) == 0))
    tags = np.where(name, named, plain)
    asks = ((bits & facts.CONTEXT) != 0) & ~name
    up = ((bits & facts.UP) != 0) & (_before((bits & facts.PARTICLE_NOUN) != 0))
    tags[up] = NOUN
    base = tags
    for _ in range(2):  # the second time with what the neighbours turned out to be
        tags = _in_context(base, tags, asks, bits, after, opens, title_case)
    return Prose(passages, texts, ids, starts, starts + lengths, spaced, bits, tags, capital, opens, heading)


def _before(column: Any, by: int = 1) -> Any:
    """What stands in a column some words before each word."""
    return np.concatenate((np.zeros(by, column.dtype), column[:-by]))


def _after(column: Any, by: int = 1) -> Any:
    """What stands in a column some words behind each word; the last ones are marks."""
    return np.concatenate((column[by:], column[-by:]))


def _headings(passages: Iterable[Passage], bits: Bits) -> tuple[Flags, Flags]:
    """Which words stand in headings, and which in headings in title case, where capitals say nothing."""
    heading, title_case = np.zeros(len(bits), np.bool_), np.zeros(len(bits), np.bool_)
    for passage in passages:
        if passage.heading:
            own = bits[passage.first : passage.end]
            heading[passage.first : passage.end] = True
            letters = (own & facts.ALPHA) != 0
            capitals = int((letters & ((own & facts.CAPITAL) != 0)).sum())
            title_case[passage.first : passage.end] = letters.sum() > 3 and capitals > 0.6 * int(letters.sum())
    return heading, title_case


def _openings(bits: Bits, ids: Numbers, texts: tuple[str, ...]) -> Flags:
    """Which words open a sentence, also behind its quotation mark."""
    ends, quote = (bits & facts.ENDS) != 0, (bits & facts.QUOTE) != 0
    comma = ids == texts.index(",") if "," in texts else np.zeros(len(ids), np.bool_)
    speaks = _before(ends | comma)
    opens = _before(ends)
    for _ in range(3):  # marks that follow one another pass it on
        opens = _before(ends | (quote & (opens | speaks)))
    return np.asarray(opens)


def _in_context(
    base: Numbers, tags: Numbers, asks: Flags, bits: Bits, after: Bits, opens: Flags, title_case: Flags
) -> Numbers:
    """Tags after the rules about neighbours; `base` are those of the words alone, `tags` those of the neighbours."""
    new = base.copy()
    last, kind, second = _before(bits), _before(tags), _before(bits, 2)
    noun, verb, adjective = ((bits & b) != 0 for b in (facts.CAN_NOUN, facts.CAN_VERB, facts.CAN_ADJECTIVE))
    wanted = ((last & facts.WANTS_VERB) != 0) | ((kind == ADVERB) & ((second & facts.WANTS_VERB) != 0))
    wanted &= ((bits & facts.PLURAL) == 0) & ((after & facts.NO_VERB) == 0)
    acts = asks & (base == NOUN) & verb & (wanted | ((last & facts.RELATIVE) != 0))
    # "the highway links Chongqing and the sea": a verb in -s between a singular noun and a name, a determiner, "many"
    # or an adjective with its noun, but not in "notes due March 1"; the capitals of a headline say nothing
    plural = (bits & facts.PLURAL) != 0
    behind, second_behind = _after(tags), _after(tags, 2)
    object_follows = (((after & facts.CAPITAL) != 0) & ~title_case) | (behind == DETERMINER) | (behind == QUANTIFIER)
    object_follows |= (behind == ADJECTIVE) & (second_behind <= ADJECTIVE) & ((_after(bits, 2) & facts.MONTH) == 0)
    acts |= asks & (base == NOUN) & verb & plural & (kind == NOUN) & ~_before(plural) & object_follows
    # "freight trains offer the best way": a verb without -s between a plural noun and a determiner, but not in "the
    # communications report that they saw"
    then = (behind == DETERMINER) & ((after & facts.RELATIVE) == 0)
    acts |= asks & (base == NOUN) & verb & ~plural & (kind == NOUN) & _before(plural) & then
    led = (kind == DETERMINER) | (kind == ADJECTIVE) | (kind == POSSESSIVE)
    named = (led | (kind == QUANTIFIER) | ((last & facts.OF) != 0)) & ((last & facts.NO_NOUN) == 0)
    noun_here = asks & (base == VERB) & noun & named
    new[acts] = VERB
    new[noun_here] = NOUN
    new[asks & (base == VERB) & adjective & ~noun & led] = ADJECTIVE
    new[asks & (base == ADVERB) & adjective] = ADJECTIVE
    # "has also been built": adverbs are looked over
    helped = (last & facts.AUXILIARY) != 0
    skipped = kind == ADVERB
    for by in (2, 3):
        helped |= skipped & ((_before(bits, by) & facts.AUXILIARY) != 0)
        skipped = skipped & (_before(tags, by) == ADVERB)
    new[asks & (base == PARTICIPLE) & (helped | opens)] = VERB
    return new
