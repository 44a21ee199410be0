"""Chinese beside English where a document gives both as a pair: translation units, rows of tables, lists of pairs.

Running text with one language in parentheses is `glosses`' business. A pair counts where both sides are as short as
terms are, since the translation of a sentence names no term.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from cqterm.mine.furniture import HAN
from cqterm.model import Document, Segment

WORDS, CHARACTERS = 10, 24
"""The longest English side in words, and the longest Chinese side in characters."""

_CHINESE = re.compile(rf"[“《「]?[{HAN}][{HAN}·“”《》「」（）()、A-Za-z0-9+-]*")
_ENGLISH = re.compile(r"[\"“]?(?=.*[A-Za-z]{2})[A-Za-z0-9][\w'’“”\"(),/&+. -]*")
_ITEM = re.compile(
    r"(?:\s|[-*•·\d.)])*(?P<first>[^\t:：|=–—]+?)\s*(?:\t|[:：|=–—]|\s-\s)\s*(?P<second>[^\t:：|=]+?)\s*"
)


def pairs(document: Document) -> Iterator[tuple[str, str]]:
    """Chinese terms with their English, in the order of the document."""
    units: dict[str, dict[str, Segment]] = {}
    for segment in document.segments:
        if segment.pair and segment.role in ("source", "target") and not segment.unit:
            units.setdefault(segment.pair, {})[segment.role] = segment
        elif segment.role != "cell" and "\n" in segment.text:
            yield from _items(segment.text)
        elif segment.role != "cell":
            yield from _item(segment.text)
    for unit in units.values():
        if len(unit) == 2:
            yield from _pair(unit["source"].text, unit["target"].text)
    cells = [s for s in document.segments if s.role == "cell"]
    for first, second in pairwise(cells):
        if first.part == second.part and _same_row(document.part(first.part), first, second):
            yield from _pair(first.text, second.text)


def _items(text: str) -> Iterator[tuple[str, str]]:
    for line in text.splitlines():
        yield from _item(line)


def _item(line: str) -> Iterator[tuple[str, str]]:
    found = _ITEM.fullmatch(line) if len(line) < 200 else None
    if found:
        yield from _pair(found["first"], found["second"])


def _pair(first: str, second: str) -> Iterator[tuple[str, str]]:
    """The two sides, Chinese first, if one is a Chinese term and the other an English one."""
    first, second = first.strip(), second.strip()
    if _is_chinese(first) and _is_english(second):
        yield first, " ".join(second.split())
    elif _is_english(first) and _is_chinese(second):
        yield second, " ".join(first.split())


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
