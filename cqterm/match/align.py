"""Aligning a term with a stretch of text, word by word, with the fewest differences.

A semi-global alignment: the whole term beside the best-fitting run of tokens near a given start (Gusfield,
"Algorithms on Strings, Trees and Sequences", 1997, section 11.6), with swapped neighbours and with words that were
joined or split.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from cqterm.match.compare import Op, Step
from cqterm.match.lexicon import Pattern, key
from cqterm.match.style import Scene
from cqterm.model import Span
from cqterm.text.tokens import fold_gap
from cqterm.text.words import FUNCTION, plural
from cqterm.values import NamedTuple

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


class _Move(NamedTuple):
    """How many slots and tokens a step takes; the word meant, and the edits, where one resembles the other."""

    op: Op
    slots: int
    tokens: int
    wanted: str = ""
    edits: int = 0


_SAME, _LOST, _LOST_PAIR, _MORE = (
    _Move("same", 1, 1),
    _Move("missing", 1, 0),
    _Move("missing", 2, 0),
    _Move("extra", 0, 1),
)
_OTHER, _OTHER_PAIR = _Move("replaced", 1, 1), _Move("replaced", 2, 1)
_JOINED, _SPLIT, _SWAP = _Move("joined", 2, 1), _Move("split", 1, 2), _Move("swapped", 2, 2)


def align(
    pattern: Pattern,
    scene: Scene,
    keys: Sequence[str],
    resembling: Sequence[Sequence[tuple[str, int]]],
    start: int,
) -> Alignment | None:
    """The cheapest alignment of a pattern with tokens near `start` (an index into the tokens).

    Words or groups that have changed places ("Two Highlands and Two Centers") are found as swapped. None if none is
    near, or if the term itself stands at the start.
    """
    n = len(pattern.keys)
    if start >= 0 and tuple(keys[start : start + n]) == pattern.keys:
        return None
    shuffled = _shuffled(pattern, keys, start)
    if shuffled is not None:
        return shuffled
    return _cheapest(pattern, scene, keys, resembling, start, Span(max(0, start - 2), min(len(keys), start + n + 2)))


def _cheapest(
    pattern: Pattern,
    scene: Scene,
    keys: Sequence[str],
    resembling: Sequence[Sequence[tuple[str, int]]],
    start: int,
    around: Span,
) -> Alignment | None:
    """The cheapest alignment with some of the tokens `around`, None if it costs too much."""
    low, high = around
    if low >= high:
        return None
    n = len(pattern.keys)
    window = _Window(pattern, scene, keys, resembling, low, high)
    least = _least(window)
    placed = _in_place(window, start)
    if placed is not None and 0 < placed.cost == least[0] <= _LIMIT:
        return placed  # nothing is cheaper, and whatever costs as much ends elsewhere
    most = min(_LIMIT, _simplest(window, start), placed.cost if placed else _LIMIT)
    if least[0] > most:
        return None
    costs, moves = [[0] * (high - low + 1)], [[_SAME] * (high - low + 1)]
    spans = [Span(0, high - low + 1)]
    for i in range(1, n + 1):
        _row(window, i, most - least[i], costs, moves, spans)
        if not (spans[-1].end or spans[-2].end):
            return None
    last = costs[n]
    cheapest = min(last)
    ends = [j for j, cost in enumerate(last) if cost == cheapest]
    # Of equal costs the one that does not end before the start: the place before has its own candidate.
    best = ends[0] if len(ends) == 1 else min(ends, key=lambda j: (low + j <= start, abs(low + j - start - n)))
    if not last[best]:  # the term itself stands beside the place that is meant: "mega-city, megacity"
        end = low + best
        rest = Span(low, end - n) if end - n > start else Span(end, high)
        return _cheapest(pattern, scene, keys, resembling, start, rest)
    return _trace(moves, n, best, low, last[best]) if last[best] <= _LIMIT else None


class _Window:
    """A pattern and the tokens `[low, high)`, with what several cells of the table ask for."""

    __slots__ = ("here", "joined", "low", "near", "pairs", "pattern", "scene", "whole")

    def __init__(
        self,
        pattern: Pattern,
        scene: Scene,
        keys: Sequence[str],
        resembling: Sequence[Sequence[tuple[str, int]]],
        low: int,
        high: int,
    ) -> None:
        self.pattern, self.scene, self.low = pattern, scene, low
        self.here, self.near = keys[low:high], resembling[low:high]
        norms = [token[2] for token in scene.tokens[low:high]]
        self.pairs = ["", *[a + b for a, b in pairwise(norms)]]
        self.whole = _whole(pattern.norms, -1 if pattern.case == "exact" else pattern.head)
        self.joined = ("", *pattern.joined)


@lru_cache(maxsize=4096)
def _whole(norms: tuple[str, ...], head: int) -> list[tuple[str, ...]]:
    """By slot, the words that may have been split: that of the term and, where it takes one, its plural."""
    return [(norm, plural(norm)) if slot == head else (norm,) for slot, norm in enumerate(norms)]


def _least(window: _Window) -> list[int]:
    """By slot, the least that this and all further slots cost, wherever in the window their words stand."""
    pattern, here = window.pattern, window.here
    joined = [word in here for word in window.joined]
    least = [0] * (len(pattern.keys) + 1)
    for slot in range(len(pattern.keys) - 1, -1, -1):
        least[slot] = least[slot + 1]
        if pattern.keys[slot] not in here and not any(joined[slot : slot + 2]):
            least[slot] += _lacking(window, slot)
    return least


def _lacking(window: _Window, slot: int) -> int:
    """The least that a slot costs whose word stands nowhere in the window."""
    pattern, cost = window.pattern, _REPLACED
    if "-" in pattern.folded_gaps[max(0, slot - 1) : slot + 1]:
        cost = (_REPLACED + _BENT) // 2  # two words are replaced as one
    if any(word in window.pairs for word in window.whole[slot]):
        cost = _BENT
    for near in window.near:
        if near and (found := _near(pattern, slot, near)):
            cost = min(cost, 10 * found[1])
    return cost


def _in_place(window: _Window, start: int) -> Alignment | None:
    """The alignment of each word with the token in its place, right or not; None if it costs too much."""
    pattern, first = window.pattern, start - window.low
    if first < 0 or first + len(pattern.keys) > len(window.here):
        return None
    steps, cost, edits = [], 0, 0
    for slot, want in enumerate(pattern.keys):
        op: Op = "same"
        wanted, near = "", window.near[first + slot]
        if window.here[first + slot] != want:
            found = _near(pattern, slot, near) if near else None
            if found:
                op, wanted, distance = "near", *found
                cost, edits = cost + 10 * distance, edits + distance
            else:
                op, cost = "replaced", cost + _REPLACED + _stranger(pattern, window.scene, slot, start + slot)
            if cost > _LIMIT:
                return None
        steps.append(Step(op, Span(slot, slot + 1), Span(start + slot, start + slot + 1), wanted))
    return Alignment(tuple(steps), cost, edits)


def _simplest(window: _Window, start: int) -> int:
    """What a commoner way costs at the most: one word too many or missing, or two that have changed places.

    Other ways are of interest only if they are cheaper.
    """
    here, first = window.here, start - window.low
    want, n = list(window.pattern.keys), len(window.pattern.keys)
    at = next((slot for slot in range(n) if here[first + slot : first + slot + 1] != [want[slot]]), n)
    rest = first + at
    if first < 0 or at == n:
        return _LIMIT
    if at and here[rest + 1 : rest + 1 + n - at] == want[at:]:
        return _EXTRA
    if here[rest : rest + 2] == want[at : at + 2][::-1] and here[rest + 2 : first + n] == want[at + 2 :]:
        return _SWAPPED
    return _MISSING if here[rest : first + n - 1] == want[at + 1 :] else _LIMIT


_DEAD = 10_000
"""The cost of a cell through which nothing of interest leads."""


def _row(  # noqa: C901 - a call for each way into a cell would double the time
    window: _Window, i: int, most: int, costs: list[list[int]], moves: list[list[_Move]], spans: list[Span]
) -> None:
    """Add the row of a slot to the table; of equal costs the first one stands, and none above `most` matters.

    `spans` are the columns of each row between which there may be others.
    """
    pattern, here, slot = window.pattern, window.here, i - 1
    want, inner = pattern.keys[slot], i < len(pattern.keys)
    before = pattern.keys[slot - 1] if slot else ""
    hyphened = slot and pattern.folded_gaps[slot - 1] == "-"
    joined, whole = window.joined[slot] if slot else None, window.whole[slot]
    above, top = costs[i - 1], costs[i - 2]
    row, line = [_DEAD] * len(above), [_LOST] * len(above)
    if i * _MISSING <= most:
        row[0] = i * _MISSING
    begin = max(1, min(spans[-1].start, spans[i - 2].start))
    close = max(spans[-1].end, spans[i - 2].end) + 2
    last, first, end = row[begin - 1], 0 if row[0] < _DEAD else _DEAD, int(row[0] < _DEAD)
    diagonal = above[begin - 1]
    for j in range(begin, len(above)):
        if j >= close and last == _DEAD:
            break
        have = here[j - 1]
        cost, move = above[j] + _MISSING, _LOST
        if inner and last + _EXTRA < cost:  # a surplus word after the last one is just the next word
            cost, move = last + _EXTRA, _MORE
        if have == want:
            if diagonal < cost:
                cost, move = diagonal, _SAME
        elif diagonal + 10 <= most:
            found = _near(pattern, slot, window.near[j - 1]) if window.near[j - 1] else None
            more = 10 * found[1] if found else _REPLACED + _stranger(pattern, window.scene, slot, window.low + j - 1)
            if diagonal + more < cost:
                cost, move = diagonal + more, _Move("near", 1, 1, *found) if found else _OTHER
        if hyphened:  # a pair like "Land-Sea" is lost or replaced as one
            if top[j] + _MISSING + _BENT < cost:
                cost, move = top[j] + _MISSING + _BENT, _LOST_PAIR
            if top[j - 1] + _REPLACED + _BENT < cost:
                cost, move = top[j - 1] + _REPLACED + _BENT, _OTHER_PAIR
        if have == joined and top[j - 1] + _BENT < cost:
            cost, move = top[j - 1] + _BENT, _JOINED
        if j > 1:
            if (
                window.pairs[j - 1] in whole
                and above[j - 2] + _BENT < cost
                and _one_word(window.scene, window.low + j - 1)
            ):
                cost, move = above[j - 2] + _BENT, _SPLIT
            if slot and want != have and before == have and here[j - 2] == want and top[j - 2] + _SWAPPED < cost:
                cost, move = top[j - 2] + _SWAPPED, _SWAP
        diagonal, last = above[j], _DEAD
        if cost <= most:
            last = row[j] = cost
            line[j] = move
            first, end = min(first, j), j + 1
    costs.append(row)
    moves.append(line)
    spans.append(Span(first, end))


def _one_word(scene: Scene, t: int) -> bool:
    """Whether a token and the one before may be one word that was split.

    Nothing is split where punctuation stands between ("in C, Python"), nor at the ending of a possessive ("the
    government's work report").
    """
    between = fold_gap(scene.text[scene.tokens[t - 1].end : scene.tokens[t].start])
    return not between.strip(" -'") and not (scene.tokens[t].norm == "s" and between == "'")


def _stranger(pattern: Pattern, scene: Scene, slot: int, t: int) -> int:
    """What it costs that a name's first or last word would be a word that is none of a name: it is rather missing."""
    if slot not in (0, len(pattern.keys) - 1) or pattern.case != "name":
        return 0
    return 10 if scene.tokens[t].norm in FUNCTION or scene.text[scene.tokens[t].start].islower() else 0


def _near(pattern: Pattern, slot: int, near: Sequence[tuple[str, int]]) -> tuple[str, int] | None:
    """The near word that this slot asks for: the word itself, or its plural where the term takes one."""
    own, wanted = pattern.norms[slot], pattern.keys[slot]
    if slot != pattern.head:
        return next((pair for pair in near if pair[0] == own), None)
    fitting = [(w, d) for w, d in near if w == own or key(w) == wanted]
    return min(fitting, key=lambda wd: (wd[1], wd[0] != own), default=None)


def _shuffled(pattern: Pattern, keys: Sequence[str], start: int) -> Alignment | None:
    """The same words in another order, where two words of the term, or two groups, have changed their places."""
    n = len(pattern.keys)
    here = tuple(keys[start : start + n]) if start >= 0 else ()
    if n < 3 or here == pattern.keys or sorted(here) != sorted(pattern.keys):
        return None
    ends = {here[0], here[-1]} & FUNCTION
    if ends - {pattern.keys[0], pattern.keys[-1]}:
        return None  # "the Bureau of Council Affairs": its "the" has not come from before "Council"
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


def _trace(moves: list[list[_Move]], n: int, best: int, low: int, cost: int) -> Alignment:
    steps: list[Step] = []
    i, j, edits = n, best, 0
    while i:
        move = moves[i][j]
        if move is _SWAP:
            for back in (1, 2):
                slot, token = i - back, low + j - back
                steps.append(Step("swapped", Span(slot, slot + 1), Span(token, token + 1)))
        else:
            steps.append(Step(move.op, Span(i - move.slots, i), Span(low + j - move.tokens, low + j), move.wanted))
        edits += move.edits
        i, j = i - move.slots, j - move.tokens
    return Alignment(tuple(reversed(steps)), cost, edits)
