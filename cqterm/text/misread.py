"""Misreadings: what character recognition takes for one another, and the wrong endings of ordinals ("20st").

What comes out need not be a word: who asks looks it up.
"""

from collections.abc import Iterator

from cqterm.text.patterns import late

_MISREAD = (
    ("rn", "m"), ("m", "rn"), ("vv", "w"), ("cl", "d"), ("d", "cl"), ("l", "i"), ("i", "l"), ("c", "e"), ("b", "h"),
    ("ii", "u"),
)  # fmt: skip
"""What character recognition takes for one another among letters, each replaced in one place."""

FIGURES = late("[oilsbzg]+(?:st|nd|rd|th)?")
"""Letters all of which may be figures."""
_TO_FIGURES = str.maketrans("oilsbzg", "0115829")
_TO_LETTERS = str.maketrans("0158", "olsb")


def misread(norm: str) -> Iterator[str]:
    """What a folded word may have been before a machine read it, or before its ordinal ending went wrong."""
    if norm[:1].translate(_TO_FIGURES).isdecimal():
        yield from _figures(norm)
    if norm.isalpha():
        for wrong, right in _MISREAD:
            at = norm.find(wrong)
            while at >= 0:
                yield norm[:at] + right + norm[at + len(wrong) :]
                at = norm.find(wrong, at + 1)
    else:
        plain = norm.replace("|", "l").translate(_TO_LETTERS)
        yield plain
        yield norm.replace("1", "i").translate(_TO_LETTERS)


def misreadings(word: str) -> Iterator[str]:
    """What a machine may make of a folded word with one confusion of letters: `misread` backward."""
    for wrong, right in _MISREAD:
        at = word.find(right)
        while at >= 0:
            yield word[:at] + wrong + word[at + len(right) :]
            at = word.find(right, at + 1)


def _figures(norm: str) -> Iterator[str]:
    """The figure that a word may have been, with each ending of an ordinal where it has one."""
    ending = norm[-2:] if norm[-2:] in ("st", "nd", "rd", "th") else ""
    figure = norm.removesuffix(ending).translate(_TO_FIGURES)
    if figure.isdecimal():
        yield figure
        yield from (figure + right for right in ("st", "nd", "rd", "th") if ending)
