"""The words of many texts at once, in columns: what a loop over texts and words costs is paid once for all of them.

Nearly every text is ASCII, or differs from it by marks that end a word just as a space does. Such texts are joined and
folded by one table of bytes, and the letters of their words read off as numbers; the others are taken apart one by one
(`cqterm.text.tokens`), which gives the same words.
"""

from collections.abc import Iterable, Sequence

import numpy as np

from cqterm.model import Token
from cqterm.text.numbering import LONGEST, Bits, Numbers, Spelt, spelt
from cqterm.text.patterns import late
from cqterm.text.tokens import UNSPACED, Tokens, placed

# Letters of either case and figures; whatever else there is ends a word.
_FOLDED = bytes(c if chr(c).isalnum() else 32 for c in bytes(range(128)).lower()) + b" " * 128
_MARKS = late(
    "[\u00a0-\u00a9\u00ab\u00ac\u00ae-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf\u00d7\u2010-\u2015\u2018-\u201f\u2020-\u2027"
    f"\u2030-\u203e\u20ac\u2190-\u21ff\u2212\u25a0-\u25ff\u3001-\u3003\u3008-\u3011\uff01-\uff0f\uff1a-\uff20\ufffc{UNSPACED}]"
)


class Together:
    """The words of some texts in a row. Those of text `i` are the ones from `first[i]` to `last[i]` (exclusive).

    Texts need not stand in their order. `words` are their letters; `raised` tells of each word whether it may begin
    with no small letter.
    """

    __slots__ = ("_ends", "_odd", "_starts", "first", "last", "raised", "words")

    def __init__(self, texts: Sequence[str]) -> None:
        """Take the texts apart."""
        folding = [_plain(text) for text in texts]
        alike = np.array([each is not None for each in folding], bool)
        plain = [each for each in folding if each is not None]
        joined = f" {' '.join(plain)} ".encode("ascii")
        folded = joined.translate(_FOLDED)
        letters = np.frombuffer(folded, np.uint8) != 32
        edges = np.flatnonzero(letters[1:] != letters[:-1]) + 1
        starts, ends = edges[::2], edges[1::2]
        widths = np.array(list(map(len, plain)), np.intp) + 1
        offsets = 1 + np.cumsum(widths) - widths
        first = np.searchsorted(starts, offsets)
        last = np.append(first[1:], len(starts))
        letter = np.frombuffer(joined, np.uint8)[starts]
        raised = (letter < ord("a")) | (letter > ord("z"))
        shift = np.repeat(offsets, last[: len(first)] - first)
        self._starts, self._ends = starts - shift, ends - shift
        self.first, self.last = np.zeros(len(texts), np.intp), np.zeros(len(texts), np.intp)
        self.first[alike], self.last[alike] = first, last[: len(first)]
        self._odd = {i: Tokens(texts[i]) for i in np.flatnonzero(~alike).tolist()}
        total = len(starts)
        for i, words in self._odd.items():
            self.first[i], self.last[i] = total, total + len(words)
            total += len(words)
        more = spelt([norm for words in self._odd.values() for norm in words.norms])
        self.words = _joined(_read(folded, starts, ends), more)
        self.raised = np.append(raised, np.ones(total - len(raised), bool))

    def tokens(self, number: int, norms: Iterable[str]) -> list[Token]:
        """The tokens of a text, which has these words; offsets are code points in it."""
        if number in self._odd:
            return self._odd[number][:]
        here = slice(int(self.first[number]), int(self.last[number]))
        return list(map(placed, zip(self._starts[here].tolist(), self._ends[here].tolist(), norms, strict=True)))


def _read(folded: bytes, starts: Numbers, ends: Numbers) -> Spelt:
    """The words of a folded text by their places."""
    widths = ends - starts
    folded += bytes(LONGEST)
    eight: Bits = np.ndarray(len(folded) - 7, "<u8", folded, strides=1)  # the letters from each place on
    low, high = eight[starts] & _BELOW[np.minimum(widths, 8)], np.zeros(len(starts), np.uint64)
    more = np.flatnonzero(widths > 8)
    high[more] = eight[starts[more] + 8] & _BELOW[np.minimum(widths[more] - 8, 8)]
    long = more[widths[more] > LONGEST]
    low[long] = high[long] = 0
    return Spelt(low, high, {at: folded[starts[at] : ends[at]].decode("ascii") for at in long.tolist()})


_BELOW = np.array([(1 << 8 * width) - 1 for width in range(9)], np.uint64)
"""So many letters."""


def _joined(one: Spelt, other: Spelt) -> Spelt:
    others = {place + len(one.low): norm for place, norm in other.others.items()}
    return Spelt(np.append(one.low, other.low), np.append(one.high, other.high), {**one.others, **others})


def _plain(text: str) -> str | None:
    """A text as long in ASCII that has the same words at the same places, if there is one."""
    if not text.isascii():
        text = _MARKS.sub(" ", text)
        if not text.isascii():
            return None
    return None if "&" in text else text  # it is a word of its own
