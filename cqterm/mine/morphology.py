"""What the build of an English word says of it: compounds, coined names and the steps of adjectives."""

import re

from cqterm.mine import lexicon, register, variants

_COMPOUND = re.compile(r"(?:[a-z]+-|sub|mega|super|inter|multi|micro|eco|agri|bio|co)+([a-z]{4,})")


def head(word: str) -> str:
    """The last part of a compound, or the word as it is: "district" of "sub-district" and of "subdistrict".

    A word in one piece that general English lists is what it is: "cooperation" is no operation.
    """
    if "-" not in word and lexicon.known(word):
        return word
    compound = _COMPOUND.fullmatch(word)
    return compound[1] if compound and lexicon.known(compound[1]) else word


def coined(word: str) -> bool:
    """Whether a word is a compound that general English does not list: how common its parts are says little of it."""
    return not lexicon.known(word) and ("-" in word or head(word) != word)


def official(word: str) -> bool:
    """Whether a noun heads official terms: one of the list, another rendering of one, or a compound of either."""
    last = head(word)
    return last in register.OFFICIAL_HEADS or variants.rendered(last) in _OFFICIAL


_OFFICIAL = frozenset(map(variants.rendered, register.OFFICIAL_HEADS)) - {""}


def blended(printed: str) -> bool:
    """Whether a word has a capital inside, as coined names have: "iChongqing", "WeChat"; family names are none."""
    return _BLENDED.fullmatch(printed) is not None


_BLENDED = re.compile(r"(?!(?:Ma?c|De|D[aiu]|L[aei]|Van|Fitz)[A-Z])[A-Za-z]?[a-z]+[A-Z][A-Za-z]*")


def superlative(word: str) -> bool:
    """Whether a word is the "-est" of an adjective: "largest", "biggest", "heaviest", and not "west" or "modest"."""
    if not word.endswith("est") or not _is_adjective(word):
        return False
    bare = word[:-3]
    bases = (bare, f"{bare}e", f"{bare[:-1]}y", bare[:-1] if bare[-2:-1] == bare[-1:] else bare)
    return any(map(_is_adjective, bases))


def _is_adjective(word: str) -> bool:
    found = lexicon.entry(word)
    return found is not None and "a" in found.kinds
