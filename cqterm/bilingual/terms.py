"""The terms of a lexicon in one language, compiled for finding them in a text."""

from functools import lru_cache

from cqterm.bilingual.characters import LANGUAGES, Characters
from cqterm.bilingual.occurrences import Designation, Terms
from cqterm.bilingual.words import Words
from cqterm.match.lexicon import Lexicon
from cqterm.text.phrases import primary


@lru_cache(maxsize=8)
def terms(lexicon: Lexicon, language: str, *, loose: bool) -> Terms:
    """The terms in a language of the glossary, in any state of validity.

    `loose` is for a translation, where any rendering of a concept will do.
    """
    found = [
        Designation(concept.id, term)
        for concept in lexicon.concepts.values()
        for term in concept.terms
        if primary(term.language) == primary(language)
    ]
    make = Characters if primary(language) in LANGUAGES else Words
    return make(found, language, loose=loose)
