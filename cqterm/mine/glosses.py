"""What a text itself says about a term: its acronym, another name, its Chinese."""

import re
from collections.abc import Iterator, Sequence

from cqterm.mine.furniture import HAN
from cqterm.mine.prose import Passage, Word, is_abbreviation
from cqterm.model import Span

_NAMING = frozenset("as called dubbed named namely nicknamed titled".split())
_AS = frozenset("known referred abbreviated shortened to termed described".split())
_CHINESE = rf"[{HAN}·]{{2,30}}"
_CHINESE_FIRST = re.compile(rf"({_CHINESE})[”’\"'》」]?\s*[（(]\s*[“\"]?([A-Za-z][^()（）\n]{{1,100}}?)[”\"]?\s*[)）]")
_CHINESE_LAST = re.compile(rf"(?<=[A-Za-z\d”\"’'])[”\"’']?\s*[（(]\s*[“\"《「]?({_CHINESE})[”\"》」]?\s*[)）]")


def acronyms(passage: Passage) -> list[tuple[str, str]]:
    """Acronyms with their full forms, either of them in parentheses."""
    return [(short.text, passage.text[full.start : full.end]) for short, full in spelt_out(passage)]


def spelt_out(passage: Passage) -> Iterator[tuple[Word, Span]]:
    """Acronyms with the places of their full forms.

    The letters of the acronym are the first letters of the words of the full form, as in Schwartz & Hearst (2003), "A
    simple algorithm for identifying abbreviation definitions in biomedical text", but stricter: every
    letter begins a word or a part of a hyphenated one.
    """
    words = passage.words
    for at, word in enumerate(words[:-2]):
        if word.text != "(" or not at:
            continue
        before, inner = words[at - 1], words[at + 1]
        if words[at + 2].text == ")" and is_abbreviation(inner.text):
            first = _spells(inner.text, words[max(0, at - 12) : at])
            if first is not None:
                yield inner, Span(first.start, before.end)
        elif is_abbreviation(before.text):
            close = next((n for n in range(at + 1, min(at + 12, len(words))) if words[n].text == ")"), at)
            if close > at + 1 and _spells(before.text, words[at + 1 : close]) is inner:
                yield before, Span(inner.start, words[close - 1].end)


def introduced(words: Sequence[Word], first: int) -> bool:
    """Whether a text introduces the phrase from `first` on as a name: "also known as the", "called", "namely"."""
    at = first - 1
    while at >= 0 and (words[at].tag == "D" or words[at].text in "“\"‘'"):
        at -= 1
    if at < 0 or words[at].norm not in _NAMING:
        return False
    return words[at].norm != "as" or (at > 0 and words[at - 1].norm in _AS)


def translations(passage: Passage, places: Sequence[Span]) -> list[tuple[str, str]]:
    """Chinese terms with the English that stands for them in parentheses, or the other way round.

    `places` are the candidates of the passage: the English before Chinese in parentheses is the longest that ends
    there. English in parentheses is taken as it stands.
    """
    pairs = [(m[1], m[2]) for m in _CHINESE_FIRST.finditer(passage.text)]
    for match in _CHINESE_LAST.finditer(passage.text):
        ending = [place for place in places if place.end in (match.start(), match.start() - 1)]
        if ending:
            start, end = min(ending, key=lambda place: place.start)
            pairs.append((match[1], passage.text[start:end]))
    return pairs


def _spells(acronym: str, words: Sequence[Word]) -> Word | None:
    """The word from which on `words` spell an acronym out."""
    letters = [c.lower() for c in acronym.rstrip("s") if c.isalpha()]
    if len(letters) < 2:
        return None
    initials: list[str] = []
    for word in reversed(words):
        if word.tag in ".,":
            return None
        if word.tag not in "DICS()":
            initials = [part[0] for part in re.split(r"[-–/]", word.norm) if part] + initials
        if initials == letters and word.tag not in "DICS":
            return word
        if len(initials) > len(letters):
            return None
    return None
