"""Whether an everyday word was meant as the term: a document tells.

"Function" is a term in a manual of Python, and an everyday word in "may not function anymore". Where a document uses a
word often enough to tell, a missing rendering of an everyday word is a fault only where a rejected one stands; or where
something else does: a rendering of a similar term that the source does not speak of, or what other segments without the
rendering have as well and the rest of the document has not. A document that is of two minds shows nothing.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from cqterm.bilingual.characters import LANGUAGES
from cqterm.bilingual.check import Checked, Concepts, Missing
from cqterm.text.phrases import primary
from cqterm.text.tokens import tokens
from cqterm.text.words import FUNCTION
from cqterm.values import NamedTuple

FEW = 3
"""Segments with a word below which a document can't tell how it uses the word."""

_MOSTLY = 2
"""How many times as often as not a document has the rendering of a word that it uses as a term."""
_LIFT = 50
"""How many times as often another rendering stands where the right one is missing as elsewhere."""


class Unit(NamedTuple):
    """A translation with what was found in it."""

    target: str
    checked: Checked


def meant(units: Sequence[Unit], language: str) -> list[tuple[Missing, ...]]:
    """What is missing in each unit, without everyday words that were most likely not meant as terms.

    `language` is that of the targets.
    """
    asked = Counter(concepts for unit in units for concepts in unit.checked.asked)
    failed = Counter(m.concepts for unit in units for m in unit.checked.missing if m.everyday and not m.instead)
    doubtful = {c for c, misses in failed.items() if asked[c] >= FEW}
    if not doubtful:
        return [unit.checked.missing for unit in units]
    parts = [set(_parts(unit.target, language)) for unit in units]
    common = Counter(part for own in parts for part in own)
    clear = (c for c in doubtful if failed[c] == asked[c] or asked[c] - failed[c] >= _MOSTLY * failed[c])
    others = {c: _others(c, units, parts, common) for c in clear}
    return [
        tuple(
            m
            for m in unit.checked.missing
            if not m.everyday or m.instead or m.concepts not in doubtful or _replaced(m, own, others.get(m.concepts))
        )
        for unit, own in zip(units, parts, strict=True)
    ]


def _replaced(missing: Missing, parts: set[str], others: frozenset[str] | None) -> bool:
    return others is not None and bool(missing.unasked or parts & others)


def _others(
    concepts: Concepts, units: Sequence[Unit], parts: Sequence[set[str]], common: Counter[str]
) -> frozenset[str]:
    """What segments without the rendering share, and the others have not."""
    without = [
        own for u, own in zip(units, parts, strict=True) if any(m.concepts == concepts for m in u.checked.missing)
    ]
    counts = Counter(part for own in without for part in own)
    rest = max(len(units) - len(without), 1)
    return frozenset(
        part
        for part, n in counts.items()
        if n > 1 and 2 * n >= len(without) and n / len(without) >= _LIFT * (common[part] - n) / rest
    )


def _parts(text: str, language: str) -> Iterator[str]:
    """Words, or pairs of characters where words are not told apart."""
    if primary(language) in LANGUAGES:
        yield from (a + b for a, b in pairwise(text) if a.isalpha() and b.isalpha() and not a.isascii())
    else:
        yield from (token.norm for token in tokens(text) if token.norm not in FUNCTION)
