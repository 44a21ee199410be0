"""Tokens: the words and numbers of a text, with their places, and what stands between them.

Apostrophes, hyphens and slashes end a token, so that "Land-Sea" and "Land Sea", "Congress's" and "Congress" share
their tokens; what stands between two tokens is judged apart (`gap`). Chinese characters never belong to a token of
other letters: in "重庆Liangjiang" the regular expression's own idea of a word boundary would fail.
"""

from collections.abc import Callable, Collection, Sequence
from functools import partial
from itertools import accumulate

from cqterm.hints import Literal, overload
from cqterm.model import Token
from cqterm.text.fold import INVISIBLE, fold
from cqterm.text.patterns import late

Gap = Literal["space", "hyphen", "none", "mark", "barrier"]

UNSPACED = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Ranges of Chinese characters, for a class of a regular expression."""
_RAISED = "\u00b2\u00b3\u00b9\u2070\u2074-\u2079"
# Invisible characters are bridges inside a word. Combining marks belong to their letter, raised figures to a footnote.
_LETTER = rf"[^\W_{UNSPACED}{_RAISED}]"
_WORD = late(rf"((?=\w)(?:[{INVISIBLE}\u0300-\u036f]*+{_LETTER}++)++[\u0300-\u036f]*|&)")
# The same where a text holds none of what makes it difficult: to compile classes with large ranges takes 1 ms.
_PLAIN_WORD = late(r"([A-Za-z0-9]+|&)")
_SIMPLE_WORD = late(r"([^\W_]+|&)")
_BRIDGES = frozenset((*INVISIBLE, *map(chr, range(0x300, 0x370))))

_NEITHER = frozenset("‘’“”«»–—…•·§°€£¥\u00a0")
"""What stands in English texts and is neither a letter nor part of a word: without others, the plain way will do."""

_ALIKE = str.maketrans(
    {
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d", "-"),
        **dict.fromkeys("‘’‛ʼ＇´`", "'"),
        **dict.fromkeys('"“”„‟«»＂〝〞「」『』' + INVISIBLE + "²³¹⁰⁴⁵⁶⁷⁸⁹"),
        "（": "(",
        "）": ")",
        "，": ",",
    }
)
"""How a gap is written: dashes, apostrophes and the wide marks of Chinese text, and what counts as nothing."""
_BROKEN_HYPHEN = late(r" ?- ?")
_SPACES = late(r"\s+")
_MARKS = frozenset(" '()（）/+,·[]%-")


# what `Token._make` does, but without a call of Python's own for each of the words
placed: Callable[[tuple[int, int, str]], Token] = partial(tuple.__new__, Token)


def tokens(text: str) -> list[Token]:
    """The words and numbers of a text in order; offsets are code points in the text. An ampersand is the word "and"."""
    return Tokens(text)[:]


class Tokens(Sequence[Token]):
    """The tokens of a text, found when somebody asks for their words, and placed when one of them is asked for."""

    __slots__ = ("_norms", "_parts", "_placed", "_text")

    def __init__(self, text: str) -> None:
        """Do nothing yet: of a text in another language nobody will ask."""
        self._text = text
        self._norms: list[str] | None = None
        self._placed: list[Token] = []

    @property
    def norms(self) -> list[str]:
        """The folded words."""
        if self._norms is None:
            # Split and summed up, gaps and words by turns, all in C: a match object for each word takes twice the time.
            text = self._text
            letters = () if text.isascii() else {c for c in set(text) - _NEITHER if not c.isascii()}
            self._parts = _split(text, letters) if letters else _PLAIN_WORD.split(text.lower())
            words = self._parts[1::2]
            if letters:
                words = [word.lower() if word.isascii() else fold(word) for word in words]
            self._norms = ["and" if word == "&" else word for word in words] if "&" in text else words
        return self._norms

    @overload
    def __getitem__(self, number: int) -> Token: ...
    @overload
    def __getitem__(self, number: slice) -> list[Token]: ...

    def __getitem__(self, number: int | slice) -> Token | list[Token]:
        """One token, or several in a list of their own."""
        if not self._placed:
            norms = self.norms
            ends = list(accumulate(map(len, self._parts)))
            places = zip(ends[::2], ends[1::2], norms)  # noqa: B905 - there is a gap more than words
            self._placed = list(map(placed, places))
        return self._placed[number]

    def __len__(self) -> int:
        """How many there are."""
        return len(self.norms)


def unspaced(text: str) -> bool:
    """Whether a text has Chinese characters, which tokens leave out."""
    return not text.isascii() and any(map(_is_unspaced, set(text)))


def _split(text: str, letters: Collection[str]) -> list[str]:
    """The gaps and words of a text by turns; `letters` are its characters that are not plain."""
    if not _BRIDGES.isdisjoint(letters):
        return _WORD.split(text)
    for letter in letters:
        if _is_unspaced(letter) or letter in "²³¹⁰⁴⁵⁶⁷⁸⁹":
            text = text.replace(letter, " ")
    return _SIMPLE_WORD.split(text)


def _is_unspaced(letter: str) -> bool:
    """Whether a character is in the ranges of `UNSPACED`."""
    if letter < "\u3400":
        return letter in "\u3005\u3007"
    return (
        letter <= "\u4dbf"
        or "\u4e00" <= letter <= "\u9fff"
        or "\uf900" <= letter <= "\ufaff"
        or "\U00020000" <= letter <= "\U0003ffff"
    )


def fold_gap(gap: str) -> str:
    """What stands between two tokens, in one spelling: dashes, quotation marks, spaces and line ends unified.

    One line break counts as a space and, beside a hyphen, as nothing; quotation marks count as nothing.
    """
    if gap in (" ", "-"):
        return gap
    text = _SPACES.sub(" ", gap.translate(_ALIKE))
    return _BROKEN_HYPHEN.sub("-", text) if "-" in text and ("\n" in gap or "\r" in gap) else text


def gap_kind(folded: str) -> Gap:
    """What a folded gap means: `barrier` ends a term, `mark` is punctuation that terms may hold inside."""
    if folded == " ":
        return "space"
    if folded == "-":
        return "hyphen"
    if not folded:
        return "none"
    return "mark" if _MARKS.issuperset(folded) else "barrier"
