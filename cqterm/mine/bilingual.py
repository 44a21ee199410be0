"""Chinese beside English where a document gives both as a pair: translation units, rows of tables, lists of pairs.

Running text with one language in parentheses is `pairs`' business. A pair counts where both sides are as short as
terms are, since the translation of a sentence names no term.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from cqterm.mine.furniture import HAN
from cqterm.model import Document, Segment
from cqterm.values import NamedTuple

WORDS, CHARACTERS = 10, 24
"""The longest English side in words, and the longest Chinese side in characters."""


class Beside(NamedTuple):
    """A Chinese term, its English, and the number of the segment in which the English stands."""

    chinese: str
    english: str
    segment: int


_CHINESE = re.compile(rf"[“《「]?[{HAN}][{HAN}·“”《》「」（）()、A-Za-z0-9+-]*")
_ENGLISH = re.compile(r"[\"“]?(?=.*[A-Za-z]{2})[A-Za-z0-9][\w'’“”\"(),/&+. -]*")
_ITEM = re.compile(
    r"(?:\s|[-*•·\d.)])*(?P<first>[^\t:：|=–—]+?)\s*(?:\t|[:：|=–—,，;；]|\s-\s"
    rf"|(?<=[{HAN}”》」])\s+(?=[A-Za-z])|(?<=[A-Za-z)”])\s+(?=[“《「]?[{HAN}]))\s*(?P<second>[^\t:：|=]+?)\s*"
)


def pairs(document: Document) -> Iterator[Beside]:
    """Chinese terms with their English, in the order of the document."""
    segments = document.segments
    units: dict[str, dict[str, int]] = {}
    for at, segment in enumerate(segments):
        if segment.pair and segment.role in ("source", "target") and not segment.unit:
            units.setdefault(segment.pair, {})[segment.role] = at
        elif segment.role != "cell":
            for line in segment.text.splitlines():
                yield from _item(line, at)
    for unit in units.values():
        if len(unit) == 2:
            yield from _sides(segments, unit["source"], unit["target"])
    cells = [at for at, segment in enumerate(segments) if segment.role == "cell"]
    for one, other in pairwise(cells):
        first, second = segments[one], segments[other]
        if first.part == second.part and _same_row(document.part(first.part), first, second):
            yield from _sides(segments, one, other)


def _item(line: str, segment: int) -> Iterator[Beside]:
    found = _ITEM.fullmatch(line) if len(line) < 200 and _HAN.search(line) else None
    if found:
        yield from _pair(found["first"], found["second"], (segment, segment))


def _sides(segments: Sequence[Segment], one: int, other: int) -> Iterator[Beside]:
    yield from _pair(segments[one].text, segments[other].text, (one, other))


def _pair(first: str, second: str, places: tuple[int, int]) -> Iterator[Beside]:
    """The two sides, Chinese first, if one is a Chinese term and the other an English one."""
    first, second = first.strip(), second.strip()
    if {first.lower(), second.lower()} <= _HEADINGS:
        return
    if _is_chinese(first) and _is_english(second):
        yield Beside(first, second, places[1])
    elif _is_english(first) and _is_chinese(second):
        yield Beside(second, first, places[0])


_HEADINGS = frozenset(
    "中文 汉语 英文 英语 术语 译文 原文 简体中文 chinese english term terms translation source target".split()
)
"""What stands above the columns of a table of terms."""
_HAN = re.compile(f"[{HAN}]")


def _is_chinese(text: str) -> bool:
    return len(text) <= CHARACTERS and _CHINESE.fullmatch(text) is not None


def _is_english(text: str) -> bool:
    return len(text.split()) <= WORDS and not text.endswith((".", ",")) and _ENGLISH.fullmatch(text) is not None


def _same_row(text: str, first: Segment, second: Segment) -> bool:
    """Whether nothing between two cells ends a row: a tag of a row in markup, a line end elsewhere."""
    if not first.pieces or not second.pieces:
        return False
    between = text[first.pieces[-1].span.end : second.pieces[0].span.start]
    if "<" in between:
        return re.search(r"</?(?:\w+:)?tr\b", between, re.IGNORECASE) is None
    return "\n" not in between and "\r" not in between
