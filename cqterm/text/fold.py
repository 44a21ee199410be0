"""Folding: what counts as the same letter when words are compared.

Folding may change the length of a string, so it is used on single words, whose offsets are known before, and never to
find a place. `fold` unifies what a reader takes for the same word; `plain` also undoes what a machine put there
(look-alike letters of other scripts, invisible characters).
"""

import unicodedata

INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
"""Soft hyphen, zero-width space and joiners, word joiner, byte order mark: they print nothing."""

# Letters of other scripts that print as a Latin letter. A subset of the confusables of Unicode Technical Standard 39,
# section 4: those of Cyrillic and Greek alone, since Chinese input methods and OCR make these.
_LOOKALIKES = dict(
    zip(
        "аеорсухіјѕһкмтнвԁɡαοριτυνκɩАВЕКМНОРСТУХІЈЅҺԜΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
        "aeopcyxijshkmthbdgaopituvkiABEKMHOPCTYXIJSHWABEZHIKMNOPTYX",
        strict=True,
    )
)
_ACRONYM = 3
"""Shortest acronym, in letters, that is read across scripts."""
_NOTHING = dict.fromkeys(map(ord, INVISIBLE))


def fold(word: str) -> str:
    """A word in lower case, in compatibility composition (NFKC, UAX 15), without invisible characters.

    Full-width letters and digits become plain ones; look-alike letters of other scripts become the Latin ones where
    the word has Latin letters beside them, since no language mixes scripts inside a word.
    """
    if word.isascii():
        return word.lower()
    return _plain(unicodedata.normalize("NFKC", word).translate(_NOTHING)).casefold()


def latin(word: str) -> str:
    """A word in compatibility composition, with look-alike letters of other scripts as Latin ones; case is kept."""
    if word.isascii():
        return word
    return "".join(_LOOKALIKES.get(c, c) for c in unicodedata.normalize("NFKC", word))


def composed(word: str) -> str:
    """A word in canonical composition (NFC, UAX 15): in it, what is canonically equal is the same."""
    return word if word.isascii() else unicodedata.normalize("NFC", word)


def invisible(text: str) -> bool:
    """Whether a text holds a character that prints nothing."""
    return not text.isascii() and any(c in text for c in INVISIBLE)


def _plain(word: str) -> str:
    if _LOOKALIKES.keys().isdisjoint(word):
        return word
    mapped = "".join(_LOOKALIKES.get(c, c) for c in word)
    # Russian and Greek words stay what they are, also those that happen to consist of look-alikes; acronyms in which
    # no letter is Russian to the eye ("\u0421\u0420\u0421") are read as everybody reads them.
    latin_beside = any(c.isascii() and c.isalpha() for c in word)
    return mapped if mapped.isascii() and (latin_beside or (word.isupper() and len(word) >= _ACRONYM)) else word
