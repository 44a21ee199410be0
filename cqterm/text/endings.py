"""Endings of words in languages other than English: what may be an inflected form and no error.

The plurals of English are known (`cqterm.text.words`). Elsewhere a noun and its adjectives change with case, number
and gender ("die Staatlichen Museen", "das Ägyptische Museum"), and no table of ours says how: so a word that differs
from the one of the glossary in nothing but its last letters, and in those that endings are made of, is let be.
"""

from unicodedata import normalize

_STEM = 4
"""Letters that two forms of one word share at the least."""
_LONGEST = 2
"""Letters of an ending: longer ones are more edits than a near miss has."""
_ENDINGS = frozenset("aeiouymnrstxw")
_EXCHANGED = {("ux", "l"), ("l", "ux")}
"""Endings that stand for each other: "quinquennal" and "quinquennaux"."""
_UMLAUTS = str.maketrans("äöü", "aou")


def inflected(found: str, wanted: str, language: str) -> bool:
    """Whether a folded word may be another form of the folded word that is wanted, in a language (BCP 47).

    Nothing is in English. A missing accent is none ("ajoutee"), and neither is a letter missing inside ("Musen"). An
    ending may bring an umlaut ("Ausschüsse"), which by itself is none.
    """
    if language.lower().partition("-")[0] == "en":
        return False
    found, wanted = found.translate(_UMLAUTS), wanted.translate(_UMLAUTS)
    pairs = enumerate(zip(found, wanted, strict=False))
    stem = next((n for n, (one, other) in pairs if one != other), min(len(found), len(wanted)))
    ends = _plain(found[stem:]), _plain(wanted[stem:])
    if stem < _STEM or max(map(len, ends)) > _LONGEST or ends[0][-1:] == ends[1][-1:]:
        return False
    return ends in _EXCHANGED or all(set(end) <= _ENDINGS or not end.isascii() for end in ends)


def _plain(letters: str) -> str:
    return "".join(normalize("NFD", c)[0] for c in letters)
