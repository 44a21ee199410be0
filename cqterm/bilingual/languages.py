"""The languages of a lexicon, and what marks a segment that belongs to another document."""

from functools import lru_cache

from cqterm.match.lexicon import Lexicon
from cqterm.text.phrases import primary

FOREIGN = "\0"
"""Stands before the part of a segment that belongs to another document, behind the name of that document."""


@lru_cache(maxsize=8)
def languages(lexicon: Lexicon) -> tuple[str, str]:
    """The source and the target language of a lexicon; the source is empty where no term is in another language."""
    target = lexicon.target_language
    return next((language for language in lexicon.languages if primary(language) != primary(target)), ""), target
