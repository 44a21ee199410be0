"""Terms in a text whose writing puts no spaces between words: Chinese, Japanese, Thai and the like.

Every place of the text is tried, character by character, in a trie of the terms. Traditional and Simplified Chinese,
full and half width, capital and small letters are the same; white space, quotation marks and invisible characters count
for nothing. Latin words inside a term end where they end.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache

from cqterm.bilingual.occurrences import Designation, Occurrence
from cqterm.hints import TYPE_CHECKING, Any
from cqterm.model import Span
from cqterm.text.fold import INVISIBLE
from cqterm.text.patterns import late
from cqterm.text.phrases import primary

if TYPE_CHECKING:
    from opencc import OpenCC

LANGUAGES = frozenset("zh cmn yue wuu nan hak ja ko th lo km my bo".split())
"""Languages whose words, or words with their particles, are not told apart by spaces."""

# Thai, Lao, Tibetan, Burmese, Khmer, kana, Han, Hangul.
_SCRIPTS = late(
    "[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]"
)
_CHINESE = frozenset("zh cmn yue wuu nan hak".split())
_ENDS = ""
_NOTHING = frozenset(" \t\r\n\f\u00a0\u3000\"'“”‘’„‟«»「」『』＂〝〞·•" + INVISIBLE)
_PARTICLES = frozenset("的-‐‑–")
"""What may stand between the parts of a rendering without another meaning: 不可变对象, 不可变的对象; C 连续, C-连续."""
_LONG = 4
"""Characters from which on a term has parts that can stand apart."""
_HEAD = 2
"""Characters of the noun that a term gives up when it qualifies another one."""
_BETWEEN = 4
"""Characters that may stand between two parts of a term."""


def written(text: str) -> bool:
    """Whether a text holds a character of such a language."""
    return not text.isascii() and _SCRIPTS.search(text) is not None


class Characters:
    """The terms of one language in a trie of characters."""

    def __init__(self, designations: Iterable[Designation], language: str, *, loose: bool) -> None:
        """Compile terms; `loose` where any rendering of a concept will do, with particles inside it or without."""
        self._chinese = primary(language) in _CHINESE
        self._nothing = _NOTHING | _PARTICLES if loose and self._chinese else _NOTHING
        self._trie: dict[str, Any] = {}
        self._texts: dict[str, list[str]] = {}
        for designation in designations:
            node = self._trie
            folded, _ = self._folded(designation.term.text)
            self._texts.setdefault(designation.concept, []).append(folded)
            for character in folded:
                node = node.setdefault(character, {})
            if node is not self._trie:
                node.setdefault(_ENDS, []).append(designation)

    def find(self, text: str) -> list[Occurrence]:
        """Every place where a term stands; see `Terms`."""
        folded, places = self._folded(text)
        found: list[Occurrence] = []
        for start, first in enumerate(folded):
            node, end = self._trie.get(first), start + 1
            if node is None or (_latin(first) and places[start] and _latin(text[places[start] - 1])):
                continue
            here: list[Occurrence] = []
            while node is not None:
                if _ENDS in node:
                    stop = places[end - 1] + 1
                    if not (_latin(folded[end - 1]) and stop < len(text) and _latin(text[stop])):
                        here.append(Occurrence(Span(places[start], stop), tuple(node[_ENDS])))
                node = node.get(folded[end]) if end < len(folded) else None
                end += 1
            found += reversed(here)
        return found

    def renderings(self, concepts: Sequence[str]) -> set[str]:
        """The terms of concepts, folded; see `Terms`."""
        return {text for concept in concepts for text in self._texts.get(concept, ())}

    def reshaped(self, text: str, concepts: Sequence[str], *, single: bool) -> bool:
        """Whether a text has a term without the noun at its end, or with something in its middle; see `Terms`."""
        folded, _ = self._folded(text)
        long = [term for term in self.renderings(concepts) if len(term) >= _LONG]
        if single:
            return any(term[:-_HEAD] in folded for term in long)
        return any(_apart(term).search(folded) for term in long)

    def _folded(self, text: str) -> tuple[str, list[int]]:
        """The characters that count, in one form, with their places."""
        places = [place for place, character in enumerate(text) if character not in self._nothing]
        kept = "".join([_plain(text[place]) for place in places])
        return _simplified(kept) if self._chinese and not kept.isascii() else kept, places


@cache
def _apart(term: str) -> re.Pattern[str]:
    """A term with a few letters between two of its parts: 解释器关闭, 解释器需要关闭."""
    cuts = range(_HEAD, len(term) - _HEAD + 1)
    ways = (rf"{re.escape(term[:cut])}\w{{1,{_BETWEEN}}}{re.escape(term[cut:])}" for cut in cuts)
    return re.compile("|".join(ways))


def _latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


@cache
def _plain(character: str) -> str:
    """One character for one: what would become several stays as it is."""
    plain = unicodedata.normalize("NFKC", character).lower()
    return plain if len(plain) == 1 else character


@cache
def _converter() -> "OpenCC":
    from opencc import OpenCC

    return OpenCC("t2s")


def _simplified(text: str) -> str:
    """Simplified Chinese, a character for each; phrases that would change the length go character by character."""
    converted = str(_converter().convert(text))
    return converted if len(converted) == len(text) else "".join(_simple(character) for character in text)


@cache
def _simple(character: str) -> str:
    converted = str(_converter().convert(character))
    return converted if len(converted) == 1 else character
