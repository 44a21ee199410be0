"""Terms in a text whose writing puts spaces between words, inflected or not.

English is looked up by its singular in American spelling, as in linting; where any rendering will do (`loose`), and in
other languages, by the stem that a Snowball stemmer gives (Porter, "Snowball: a language for stemming algorithms",
2001). Capitals count where they tell a name from common words.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import pairwise

from cqterm.bilingual.occurrences import Designation, Occurrence
from cqterm.hints import Any
from cqterm.match.lexicon import key
from cqterm.model import Span, Token
from cqterm.text.phrases import primary
from cqterm.text.tokens import Tokens, fold_gap, gap_kind, tokens
from cqterm.text.words import FUNCTION

_ENDS = ""
"""The key of a node under which the terms that end there are listed; no word folds to it."""
_MARKS = " \"'“”‘’()（）"
"""What may stand around a term and not in the text, or the reverse; all else belongs to it (C++, __future__)."""
_LIST, _TITLED = 20, 0.95
"""From how many terms and which share of names, capitals are the manner of a list and say nothing of a term."""


class Words:
    """The terms of one language in a trie of words."""

    def __init__(self, designations: Iterable[Designation], language: str, *, loose: bool) -> None:
        """Compile terms; `loose` where any rendering of a concept will do, whatever its capitals and its ending."""
        given = [(each, tokens(each.term.text)) for each in designations]
        self._key = _keys(primary(language), loose=loose)
        self._loose = loose or _titled(given)
        self._trie: dict[str, Any] = {}
        self._texts: dict[str, list[str]] = {}
        for designation, found in given:
            self._texts.setdefault(designation.concept, []).append(designation.term.text.lower())
            if found:
                node = self._trie
                for token in found:
                    node = node.setdefault(self._key(token.norm), {})
                node.setdefault(_ENDS, []).append((designation, found))

    def find(self, text: str) -> list[Occurrence]:
        """Every place where a term stands; see `Terms`."""
        words = Tokens(text)
        keys = list(map(self._key, words.norms))
        found: list[Occurrence] = []
        for start, first in enumerate(keys):
            node, end = self._trie.get(first), start + 1
            here: list[Occurrence] = []
            while node is not None:
                fitting = tuple(d for d, term in node.get(_ENDS, ()) if self._fits(d, term, text, words[start:end]))
                if fitting:
                    here.append(Occurrence(Span(words[start].start, words[end - 1].end), fitting))
                node = node.get(keys[end]) if end < len(keys) else None
                end += 1
            found += reversed(here)
        return found

    def renderings(self, concepts: Sequence[str]) -> set[str]:
        """The terms of concepts in lower case; see `Terms`."""
        return {text for concept in concepts for text in self._texts.get(concept, ())}

    def reshaped(self, text: str, concepts: Sequence[str], *, single: bool) -> bool:  # noqa: ARG002 - as in `Terms`
        """No: where there are spaces, what qualifies a word is a word by itself."""
        return False

    def _fits(self, designation: Designation, term: list[Token], text: str, words: list[Token]) -> bool:
        """Whether marks between the words are those of the term, and capitals are where they make a difference."""
        written = designation.term.text
        before, behind = written[: term[0].start], written[term[-1].end :]
        if before.strip(_MARKS) and not text.endswith(before, 0, words[0].start):
            return False
        if behind.strip(_MARKS) and not text.startswith(behind, words[-1].end):
            return False
        for (a, b), (c, d) in zip(pairwise(term), pairwise(words), strict=True):
            kind = gap_kind(fold_gap(text[c.end : d.start]))
            if kind == "barrier" or (kind == "mark" and gap_kind(fold_gap(written[a.end : b.start])) != "mark"):
                return False
        pairs = [(written[a.start : a.end], text[b.start : b.end]) for a, b in zip(term, words, strict=True)]
        if written.isupper() and len(written) > 1:
            return all(wanted == there.removesuffix("s") for wanted, there in pairs)
        if self._loose or not all(wanted[0].isupper() for wanted, _ in pairs if wanted.lower() not in FUNCTION):
            return True
        return all(there[0].isupper() for wanted, there in pairs if wanted[0].isupper())


def _keys(language: str, *, loose: bool) -> Callable[[str], str]:
    if language == "en" and not loose:
        return key
    name = _STEMMERS.get(language, "")
    if not name:
        return key if language == "en" else lambda norm: norm
    import Stemmer  # type: ignore[import-not-found]

    stem = Stemmer.Stemmer(name).stemWord
    return cache((lambda norm: str(stem(key(norm)))) if language == "en" else stem)


_STEMMERS = {
    "ar": "arabic", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish", "fi": "finnish",
    "fr": "french", "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian",
    "nb": "norwegian", "nl": "dutch", "no": "norwegian", "pt": "portuguese", "ro": "romanian", "ru": "russian",
    "sr": "serbian", "sv": "swedish", "tr": "turkish",
}  # fmt: skip


def _titled(given: Iterable[tuple[Designation, list[Token]]]) -> bool:
    """Whether a list writes its terms like titles."""
    longer = [[d.term.text[t.start] for t in found if t.norm not in FUNCTION] for d, found in given if len(found) > 1]
    names = sum(all(initial.isupper() for initial in initials) for initials in longer)
    return len(longer) >= _LIST and names >= _TITLED * len(longer)
