"""Chinese and English side by side: what a document itself says is the Chinese of an English term.

In parentheses in running text, either way round; and in what is laid out as pairs (`bilingual`).
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from cqterm.mine import bilingual, facts, persons, register, variants
from cqterm.mine.candidates import NAME, QUOTED, Found
from cqterm.mine.facts import DETERMINER
from cqterm.mine.furniture import HAN
from cqterm.mine.prose import Passage, Prose
from cqterm.model import Document
from cqterm.values import NamedTuple


class Pair(NamedTuple):
    """A Chinese term and the first and last word of its English in the text."""

    chinese: str
    first: int
    last: int


def pairs(prose: Prose, found: Found, document: Document) -> list[Pair]:
    """Every pair of a document; `found` are its candidates."""
    by_segment = {passage.segment: passage for passage in prose.passages}
    pairs = [pair for passage in prose.passages for pair in _in_passage(prose, passage, found)]
    for beside in bilingual.pairs(document):
        passage = by_segment.get(beside.segment)
        start = passage.text.find(beside.english) if passage is not None else -1
        if passage is not None and start >= 0:
            span = _words(prose, passage, start, start + len(beside.english))
            pairs += [Pair(_plain(beside.chinese), *span)] if span else []
    return pairs


_TERM = (
    rf"(?=[A-Za-z0-9+·”\"]*[{HAN}]{{2}}|[{HAN}][A-Za-z0-9+])[{HAN}A-Za-z0-9+][{HAN}·、“”\"《》「」A-Za-z0-9+]{{1,29}}"
)
"""Chinese of two characters or more, which may begin with a figure or a letter: “33618”现代制造业集群体系."""
_FIRST = re.compile(rf"({_TERM})[”’\"'》」]?\s*[（(]\s*[“\"‘']?([A-Za-z0-9][^()（）\n]{{1,100}}?)[”\"’']?\s*[)）]")
_LAST = re.compile(
    rf"(?<=[A-Za-z\d”\"’')])[”\"’']?\s*[（(]\s*(?:Chinese(?: name)?[:：]?\s*)?[“\"‘'《「]?({_TERM})[”\"’'》」]?"
    r"(?:\s*[,，;；]\s*[^()（）\n]{1,60}|\s+in Chinese)?\s*[)）]"
)
_HAN = re.compile(f"[{HAN}]")
_LONGEST = 10
"""Words of an English side that may be a term."""


def _in_passage(prose: Prose, passage: Passage, found: Found) -> Iterator[Pair]:
    text = passage.text
    if not _HAN.search(text):
        return
    for match in _FIRST.finditer(text):
        if span := _words(prose, passage, match.start(2), match.end(2)):
            yield Pair(_plain(match[1]), *span)
    for match in _LAST.finditer(text):
        if span := _ending(prose, passage, found, match.start(), match[1]):
            yield Pair(_plain(match[1]), *span)


def _words(prose: Prose, passage: Passage, start: int, end: int) -> tuple[int, int] | None:
    """The first and last word of a stretch of text without what leads in, if it may be a term."""
    starts, ends = (column[passage.first : passage.end] for column in (prose.starts, prose.ends))
    first = passage.first + int(np.searchsorted(starts, start))
    last = passage.first + int(np.searchsorted(ends, end, side="right")) - 1
    return _trimmed(prose, first, last)


def _trimmed(prose: Prose, first: int, last: int) -> tuple[int, int] | None:
    while first <= last and (prose.tags[first] == DETERMINER or not prose.bits[first] & facts.WORD):
        first += 1
    while first <= last and not prose.bits[last] & facts.WORD and prose.text(last) != ")":
        last -= 1
    if last < first or last - first >= _LONGEST or not any(prose.bits[first : last + 1] & facts.ALPHA):
        return None
    sentence = (prose.bits[first : last + 1] & (facts.BARRIER | facts.AUXILIARY | facts.WANTS_VERB)) != 0
    to = np.array([prose.text(at).lower() == "to" for at in range(first, last + 1)])
    return None if bool((sentence & ~to).any()) else (first, last)


def _ending(prose: Prose, passage: Passage, found: Found, end: int, chinese: str) -> tuple[int, int] | None:
    """What ends before a parenthesis with Chinese: the best candidate, or, where none says as much as the Chinese does,
    all that stands there. A person's name is no term.
    """  # noqa: D205 - one sentence longer than a line
    ends = prose.ends[passage.first : passage.end]
    last = passage.first + int(np.searchsorted(ends, end, side="right")) - 1
    stretch = _stretch(prose, passage, last)
    if stretch is None or _is_person(prose, stretch[1]):
        return None
    signs = len(_HAN.findall(chinese))
    best = _candidate(prose, passage, found, end, signs)
    if best is not None and _meaning(prose, *best) * _SIGNS_A_WORD >= signs:
        return best
    return stretch if best is None or _meaning(prose, *stretch) <= signs else best


_SIGNS_A_WORD = 3
"""Characters of a Chinese term for which its English has at least one word of meaning: 稳中求进 is no "stability". Of
the shipped glossary's pairs nearly all have one for 1 to 3."""


def _candidate(prose: Prose, passage: Passage, found: Found, end: int, signs: int) -> tuple[int, int] | None:
    """The candidate that ends before a parenthesis: what is quoted, else the longest name of several words, else the
    longest phrase that neither says what is done to the term ("construction of") nor more than the Chinese has signs.
    """  # noqa: D205 - one sentence longer than a line
    inside = np.flatnonzero((found.last >= passage.first) & (found.last < passage.end))
    ends = prose.ends[found.last[inside]]
    inside = inside[(ends == end) | (ends == end - 1)]
    if not len(inside):
        return None

    def fitness(at: int) -> tuple[bool, bool, bool, bool, int]:
        first, last, marks = int(found.first[at]), int(found.last[at]), int(found.marks[at])
        words = [prose.norms[prose.ids[n]] for n in range(first, last + 1)]
        done = any(a in register.ACTIONS and b == "of" for a, b in pairwise(words))
        fits = _meaning(prose, first, last) <= signs
        return bool(marks & QUOTED), bool(marks & NAME) and last > first, not done, fits, -first

    best = max(inside.tolist(), key=fitness)
    return int(found.first[best]), int(found.last[best])


def _stretch(prose: Prose, passage: Passage, last: int) -> tuple[int, int] | None:
    """The words that end in one, back to a mark, a verb or a small word that joins clauses, without what leads in."""
    while last >= passage.first and not prose.bits[last] & facts.WORD:
        last -= 1
    first = last + 1
    while first > passage.first and prose.tags[first - 1] not in _STOPS:
        first -= 1
    while first <= last and (prose.tags[first] in _LEADING or not prose.bits[first] & facts.WORD):
        first += 1
    return _trimmed(prose, first, last)


_STOPS = (facts.VERB, facts.OTHER, facts.COMMA, facts.OPENED, facts.CLOSED, facts.MARK)
_LEADING = (DETERMINER, facts.PREPOSITION, facts.COORDINATOR, facts.ADVERB)


def _meaning(prose: Prose, first: int, last: int) -> int:
    """How many words of meaning stands in some words; those of a hyphenated word count each."""
    return sum(
        prose.text(at).count("-") + 1
        for at in range(first, last + 1)
        if prose.norms[prose.ids[at]] not in variants.SMALL and prose.bits[at] & facts.WORD
    )


def _is_person(prose: Prose, last: int) -> bool:
    """Whether some words end in a Chinese name."""
    return any(
        last + 1 >= size and persons.is_name([persons.part(prose.text(at)) for at in range(last + 1 - size, last + 1)])
        for size in (2, 3)
    )


def _plain(chinese: str) -> str:
    """Chinese in one spelling, without the marks around it and without quotation marks inside."""
    return re.sub('[“”"《》「」]', "", unicodedata.normalize("NFKC", chinese)).strip("·、")
