"""Short forms: whether one rendering is another with words left out, or gathered into an acronym."""

from functools import lru_cache

from cqterm.text.tokens import tokens
from cqterm.text.words import FUNCTION, american, singular


@lru_cache(maxsize=1024)
def same_words(one: str, other: str) -> bool:
    """Whether a rendering has no word of meaning that the other lacks, in whatever order: it is its short form.

    The same words alone in another order are another rendering ("rail-sea transport", "sea-rail transport"); with a
    preposition between they are the same one, said otherwise ("waterway of the Yangtze"). An acronym counts for the
    words whose initials it has: "CPPCC Chongqing Committee" beside "Chongqing Committee of the Chinese People's
    Political Consultative Conference".
    """
    a, b = _words(one), _words(other)
    if len(a) == len(b) == len(tokens(one)) == len(tokens(other)):
        return [*map(_folded, a)] == [*map(_folded, b)]
    return _covers(a, b) or _covers(b, a)


def _words(text: str) -> list[str]:
    """The words of meaning as they stand."""
    found = [(text[t.start : t.end], t.norm) for t in tokens(text)]
    return [word for word, norm in found if norm not in FUNCTION and norm != "s"]


def _covers(short: list[str], full: list[str]) -> bool:
    """Whether each word of the one is a word of the other, or an acronym of some that stand together there."""
    left = [_folded(word) for word in full]
    for word in short:
        initials = "".join(each[:1] for each in left)
        at = initials.find(word.casefold()) if word.isupper() and len(word) > 1 else -1
        if _folded(word) in left:
            left.remove(_folded(word))
        elif at >= 0:
            del left[at : at + len(word)]
        else:
            return False
    return True


def _folded(word: str) -> str:
    return american(singular(word.casefold()))
