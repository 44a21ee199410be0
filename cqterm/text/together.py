"""The words of many texts at once, in columns: what a loop over texts and words costs is paid once for all of them.

Nearly every text is ASCII, or differs from it by marks that end a word just as a space does. Such texts are joined,
folded by one table of bytes and split in C; the others are taken apart one by one (`cqterm.text.tokens`), which gives
the same words.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from cqterm.model import Token
from cqterm.text.patterns import late
from cqterm.text.tokens import UNSPACED, Tokens, placed

Numbers = NDArray[np.intp]

# Letters of either case and figures; whatever else there is ends a word.
_FOLDED = bytes(c if chr(c).isalnum() else 32 for c in bytes(range(128)).lower()) + b" " * 128
_MARKS = late(
    "[\u00a0-\u00a9\u00ab\u00ac\u00ae-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf\u00d7\u2010-\u2015\u2018-\u201f\u2020-\u2027"
    f"\u2030-\u203e\u20ac\u2190-\u21ff\u2212\u25a0-\u25ff\u3001-\u3003\u3008-\u3011\uff01-\uff0f\uff1a-\uff20\ufffc{UNSPACED}]"
)


class Together:
    """The words of some texts in a row. Those of text `i` are the ones from `first[i]` to `last[i]` (exclusive).

    Texts need not stand in their order. `raised` tells of each word whether it may begin with no small letter.
    """

    __slots__ = ("_ends", "_odd", "_starts", "first", "last", "norms", "raised")

    def __init__(self, texts: Sequence[str]) -> None:
        """Take the texts apart."""
        plain = [_plain(text) for text in texts]
        alike = np.array([p is not None for p in plain], bool)
        joined = f" {' '.join([p for p in plain if p is not None])} ".encode("ascii")
        folded = joined.translate(_FOLDED)
        self.norms: list[str] = folded.decode("ascii").split()
        letters = np.frombuffer(folded, np.uint8) != 32
        edges = np.flatnonzero(letters[1:] != letters[:-1]) + 1
        widths = np.fromiter((len(p) + 1 for p in plain if p is not None), np.intp, int(alike.sum()))
        offsets = 1 + np.cumsum(widths) - widths
        first = np.searchsorted(edges[::2], offsets)
        last = np.append(first[1:], len(self.norms))
        letter = np.frombuffer(joined, np.uint8)[edges[::2]]
        raised = (letter < ord("a")) | (letter > ord("z"))
        shift = np.repeat(offsets, last[: len(first)] - first)
        self._starts, self._ends = edges[::2] - shift, edges[1::2] - shift
        self.first, self.last = np.zeros(len(texts), np.intp), np.zeros(len(texts), np.intp)
        self.first[alike], self.last[alike] = first, last[: len(first)]
        self._odd: dict[int, Tokens] = {}
        for i in np.flatnonzero(~alike).tolist():
            self._odd[i] = words = Tokens(texts[i])
            self.first[i] = len(self.norms)
            self.norms += words.norms
            self.last[i] = len(self.norms)
        self.raised = np.append(raised, np.ones(len(self.norms) - len(raised), bool))

    def tokens(self, number: int) -> list[Token]:
        """The tokens of a text; offsets are code points in it."""
        if number in self._odd:
            return self._odd[number][:]
        here = slice(int(self.first[number]), int(self.last[number]))
        places = zip(self._starts[here].tolist(), self._ends[here].tolist(), self.norms[here], strict=True)
        return list(map(placed, places))


def _plain(text: str) -> str | None:
    """A text as long in ASCII that has the same words at the same places, if there is one."""
    if not text.isascii():
        text = _MARKS.sub(" ", text)
        if not text.isascii():
            return None
    return None if "&" in text else text  # it is a word of its own
