"""Aligning a term with a stretch of text, word by word, with the fewest differences.

A semi-global alignment: the whole term beside the best-fitting run of tokens near a given start (Gusfield,
"Algorithms on Strings, Trees and Sequences", 1997, section 11.6), with swapped neighbours and with words that were
joined or split.
"""

from collections.abc import Sequence
from typing import NamedTuple

from cqterm.match.compare import Op, Step
from cqterm.match.lexicon import Pattern, key
from cqterm.match.style import Scene
from cqterm.model import Span
from cqterm.text.tokens import fold_gap
from cqterm.text.words import FUNCTION

_REPLACED, _EXTRA, _MISSING, _SWAPPED, _BENT = 20, 15, 25, 20, 5
"""Costs in tenths of an edit; an edit inside a word costs 10. A surplus word is cheaper than another word, else
"Harbor Annual Work Report" would be read as a "Work Report" whose first word is "Annual"."""

_GROUP = 3
"""Words that may change places as one."""

_LIMIT = 45
"""What a place may cost at the most: one other word and two edits."""


class Alignment(NamedTuple):
    """The steps in the order of the text, their cost in tenths of an edit, and the edits inside words."""

    steps: tuple[Step, ...]
    cost: int
    edits: int


class _Cell(NamedTuple):
    cost: int
    op: Op | None
    slots: int
    tokens: int
    wanted: str


def align(
    pattern: Pattern,
    scene: Scene,
    keys: Sequence[str],
    resembling: Sequence[Sequence[tuple[str, int]]],
    start: int,
) -> Alignment | None:
    """The cheapest alignment of a pattern with tokens near `start` (an index into the tokens); None if none is near.

    Words or groups that have changed places ("Two Highlands and Two Centers") are found as swapped.
    """
    n = len(pattern.keys)
    low, high = max(0, start - 2), min(len(keys), start + n + 2)
    shuffled = _shuffled(pattern, keys, start)
    if shuffled is not None:
        return shuffled
    width = high - low
    free = _Cell(0, None, 0, 0, "")
    table = [[free] * (width + 1)]
    for i in range(1, n + 1):
        row = [_Cell(i * _MISSING, "missing", 1, 0, "")]
        for j in range(1, width + 1):
            row.append(_cell(pattern, scene, keys, resembling, table, row, i, j, low))
        table.append(row)
    # Of equal costs the one that does not end before the start: the place before has its own candidate.
    best = min(range(width + 1), key=lambda j: (table[n][j].cost, low + j <= start, abs(low + j - start - n)))
    if table[n][best].cost > _LIMIT:
        return None
    return _trace(table, n, best, low)


def _cell(
    pattern: Pattern,
    scene: Scene,
    keys: Sequence[str],
    resembling: Sequence[Sequence[tuple[str, int]]],
    table: list[list[_Cell]],
    row: list[_Cell],
    i: int,
    j: int,
    low: int,
) -> _Cell:
    slot, t = i - 1, low + j - 1
    want, have = pattern.keys[slot], keys[t]
    options = [_Cell(table[i - 1][j].cost + _MISSING, "missing", 1, 0, "")]
    if i < len(pattern.keys):  # a surplus word after the last one is just the next word
        options.append(_Cell(row[j - 1].cost + _EXTRA, "extra", 0, 1, ""))
    if want == have:
        options.append(_Cell(table[i - 1][j - 1].cost, "same", 1, 1, ""))
    else:
        near = _near(pattern, slot, resembling[t])
        op: Op = "near" if near else "replaced"
        cost = 10 * near[1] if near else _REPLACED + _stranger(pattern, scene, slot, t)
        options.append(_Cell(table[i - 1][j - 1].cost + cost, op, 1, 1, near[0] if near else ""))
    if i > 1 and pattern.folded_gaps[slot - 1] == "-":  # a pair like "Land-Sea" is lost or replaced as one
        options.append(_Cell(table[i - 2][j].cost + _MISSING + _BENT, "missing", 2, 0, ""))
        options.append(_Cell(table[i - 2][j - 1].cost + _REPLACED + _BENT, "replaced", 2, 1, ""))
    if i > 1 and have == key(pattern.norms[slot - 1] + pattern.norms[slot]):
        options.append(_Cell(table[i - 2][j - 1].cost + _BENT, "joined", 2, 1, ""))
    if j > 1:
        if key(scene.tokens[t - 1].norm + scene.tokens[t].norm) == want and not _possessive(scene, t):
            options.append(_Cell(table[i - 1][j - 2].cost + _BENT, "split", 1, 2, ""))
        if i > 1 and want != have and (pattern.keys[slot - 1], want) == (have, keys[t - 1]):
            options.append(_Cell(table[i - 2][j - 2].cost + _SWAPPED, "swapped", 2, 2, ""))
    return min(options, key=lambda c: c.cost)


def _possessive(scene: Scene, t: int) -> bool:
    """Whether a token is the ending of a possessive: in "the government's work report" nothing is split."""
    between = scene.text[scene.tokens[t - 1].end : scene.tokens[t].start]
    return scene.tokens[t].norm == "s" and fold_gap(between) == "'"


def _stranger(pattern: Pattern, scene: Scene, slot: int, t: int) -> int:
    """What it costs that a name's first or last word would be a word that is none of a name: it is rather missing."""
    if slot not in (0, len(pattern.keys) - 1) or pattern.case != "name":
        return 0
    return 10 if scene.tokens[t].norm in FUNCTION or scene.text[scene.tokens[t].start].islower() else 0


def _near(pattern: Pattern, slot: int, near: Sequence[tuple[str, int]]) -> tuple[str, int] | None:
    """The near word that this slot asks for: the word itself, or its plural where the term takes one."""
    own, key = pattern.norms[slot], pattern.keys[slot]
    fitting = [(w, d) for w, d in near if w == own or (slot == pattern.head and w.startswith(key[:-1]) and w != own)]
    return min(fitting, key=lambda wd: (wd[1], wd[0] != own), default=None)


def _shuffled(pattern: Pattern, keys: Sequence[str], start: int) -> Alignment | None:
    """The same words in another order, where two words of the term, or two groups, have changed their places."""
    n = len(pattern.keys)
    here = tuple(keys[start : start + n]) if start >= 0 else ()
    if n < 3 or here == pattern.keys or sorted(here) != sorted(pattern.keys):
        return None
    moved = [i for i, (k, own) in enumerate(zip(here, pattern.keys, strict=True)) if k != own]
    if not _exchange(here[moved[0] : moved[-1] + 1], pattern.keys[moved[0] : moved[-1] + 1]):
        return None
    steps = tuple(
        Step("swapped" if i in moved else "same", Span(i, i + 1), Span(start + i, start + i + 1)) for i in range(n)
    )
    return Alignment(steps, _SWAPPED, 0)


def _exchange(here: tuple[str, ...], there: tuple[str, ...]) -> bool:
    """Whether one row of words becomes the other when its first and its last few words change places."""
    n = len(here)
    return any(
        there == here[n - b :] + here[a : n - b] + here[:a]
        for a in range(1, _GROUP + 1)
        for b in range(1, _GROUP + 1)
        if a + b <= n
    )


def _trace(table: list[list[_Cell]], n: int, best: int, low: int) -> Alignment:
    steps: list[Step] = []
    i, j, edits = n, best, 0
    while i:
        cell = table[i][j]
        op, slots, tokens = cell.op, cell.slots, cell.tokens
        assert op is not None  # noqa: S101 - only row 0 has no step
        if op == "swapped":
            for back in (1, 2):
                slot, token = i - back, low + j - back
                steps.append(Step(op, Span(slot, slot + 1), Span(token, token + 1)))
        else:
            steps.append(Step(op, Span(i - slots, i), Span(low + j - tokens, low + j), cell.wanted))
        if op == "near":
            edits += (cell.cost - table[i - 1][j - 1].cost) // 10
        i, j = i - slots, j - tokens
    return Alignment(tuple(reversed(steps)), table[n][best].cost, edits)
