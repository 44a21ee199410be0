"""Aligning a term with a stretch of text, word by word, with the fewest differences.

A semi-global alignment: the whole term beside the best-fitting run of tokens near a given start (Gusfield,
"Algorithms on Strings, Trees and Sequences", 1997, section 11.6), with swapped neighbours and with words that were
joined or split. Of most places all but one word or letter is right, which is seen without a table; the table tells the
same of them, and tests hold that.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from cqterm.match.lexicon import Pattern, key
from cqterm.match.regions import Op, Step, straight
from cqterm.match.style import Scene
from cqterm.match.word import Near, Passage
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


class _Way(NamedTuple):
    """A term of which all is right but one thing: its cost, the token at which it would start, the slot, and what."""

    cost: int
    start: int
    slot: int
    move: _Move


def align(pattern: Pattern, passage: Passage, start: int) -> Alignment | None:
    """The cheapest alignment of a pattern with tokens near `start` (an index into the tokens).

    Words or groups that have changed places ("Two Highlands and Two Centers") are found as swapped. None if none is
    near, if the term itself stands at the start, or if so much differs that no error can be meant.
    """
    n = len(pattern.keys)
    here = tuple(passage.keys[start : start + n]) if start >= 0 else ()
    if here == pattern.keys:
        return None
    return _shuffled(pattern, here, start) or _cheapest(pattern, passage, start, max(0, start - 2), start + n + 2)


def _cheapest(pattern: Pattern, passage: Passage, start: int, low: int, high: int) -> Alignment | None:
    """The cheapest alignment with some of the tokens `[low, high)`, None if it costs too much."""
    scene, keys, near, bent = passage
    if not keys[low:high]:
        return None
    window = _Window(pattern, scene, low, tuple(keys[low:high]), near[low:high], True in bent[low:high])
    way = _one_apart(window, start)
    if way is None and _hopeless(window):
        return None
    if way is None or not _settled(window, start, way):
        return _laid_out(window, start)
    if way.cost:
        return Alignment(_steps(pattern, way), way.cost, way.move.edits)
    # the term itself stands beside the place that is meant: "mega-city, megacity"
    if way.start > start:
        return _cheapest(pattern, passage, start, low, way.start)
    return _cheapest(pattern, passage, start, way.start + len(pattern.keys), high)


class _Window(NamedTuple):
    """A pattern, and what stands beside it: the keys and near words of the tokens from `low` on.

    `bent` tells whether there may be one that is two words of a term, or two that are one.
    """

    pattern: Pattern
    scene: Scene
    low: int
    here: tuple[str, ...]
    near: Sequence[Near]
    bent: bool


# --- one difference ---------------------------------------------------------------------------------------------------


def _one_apart(window: _Window, start: int) -> _Way | None:
    """The cheapest way in which one thing differs at the most, be it a near word; None if there is none."""
    want, here = window.pattern.keys, window.here
    n = len(want)
    lost = 2 if window.pattern.folded_gaps[:1] == ("-",) else 1  # words that may differ as one
    next_ones, anywhere = want[1 : 1 + lost], n <= lost
    ways: list[_Way] = []
    for first, (have, after) in enumerate(zip(here, (*here[1:], ""), strict=True)):
        if have == want[0]:
            slot = _agreeing(here[first : first + n], want)
        elif anywhere or after in next_ones or (have in next_ones and here[first - 1 : first] != want[:1]):
            slot = 0
        else:
            continue  # two words differ
        if slot < n:
            ways += _differing(window, first, slot)
        else:
            ways.append(_Way(0, window.low + first, slot, _SAME))
    if len(ways) < 2:
        return ways[0] if ways else None
    return min(ways, key=lambda way: (way.cost, *_beside(start, n, _end(way, n))))


def _agreeing(here: Sequence[str], want: Sequence[str]) -> int:
    """How many words agree before the first that does not."""
    count = 0
    for have, wanted in zip(here, want, strict=False):
        if have != wanted:
            break
        count += 1
    return count


def _differing(window: _Window, first: int, slot: int) -> list[_Way]:
    """The ways in which a term that would start at a token of the window differs at a slot and nowhere else."""
    pattern, scene, low, here, near, _ = window
    rest, at = pattern.keys[slot:], first + slot
    n, moves = len(rest), []
    if slot and here[at + 1 : at + 1 + n] == rest:
        moves.append((_EXTRA, _MORE))
    if here[at + 1 : at + n] == rest[1:] and at < len(here):
        found = _near(pattern, slot, near[at]) if near[at] else None
        if found:
            moves.append((10 * found[1], _Move("near", 1, 1, *found)))
        else:
            moves.append((_REPLACED + _stranger(pattern, scene, slot, low + at), _OTHER))
    elif n > 1 and here[at : at + 2] == rest[1::-1] and here[at + 2 : at + n] == rest[2:]:
        moves.append((_SWAPPED, _SWAP))
    if not moves or moves[-1][0] > _MISSING:
        if here[at : at + n - 1] == rest[1:]:
            moves.append((_MISSING, _LOST))
        elif n > 1 and pattern.folded_gaps[slot] == "-" and at < len(here) and here[at + 1 : at + n - 1] == rest[2:]:
            moves.append((_REPLACED + _BENT, _OTHER_PAIR))
        elif n > 1 and pattern.folded_gaps[slot] == "-" and here[at : at + n - 2] == rest[2:]:
            moves.append((_MISSING + _BENT, _LOST_PAIR))
    return [_Way(cost, low + first, slot, move) for cost, move in moves]


def _end(way: _Way, n: int) -> int:
    return way.start + n + (way.move.tokens - way.move.slots)


def _beside(start: int, n: int, end: int) -> tuple[bool, int, int]:
    """How far from where it is expected an alignment ends; rather behind it, as the place before has its candidate."""
    return end <= start, abs(end - start - n), end


def _settled(window: _Window, start: int, way: _Way) -> bool:
    """Whether nothing in which two things differ is cheaper, nor as cheap and nearer.

    Two near words cost 20 at the least; where no word is near, two things cost 30: two words too many.
    """
    n = len(window.pattern.keys)
    if not way.cost or _bends(window):
        return not way.cost
    if way.cost < 20 or (way.cost == 20 and _end(way, n) == start + n):
        return True
    return way.cost < 2 * _EXTRA and not _resembled(window, 1)


def _hopeless(window: _Window) -> bool:
    """Whether two words or more are other ones, missing or too many, which is no error to `cqterm.match.judge`.

    Where all words are there, they may stand in another order.
    """
    everything = set(window.here).issuperset(window.pattern.keys)
    return not (everything or _bends(window) or _resembled(window, 2))


def _bends(window: _Window) -> bool:
    """Whether a word of the term may be joined or split here."""
    if not window.bent:
        return False
    table = _Table(window)
    return any(word in table.here for word in table.joined) or any(p in w for w in table.whole for p in table.pairs)


def _resembled(window: _Window, most: int) -> bool:
    """Whether a word here is so many edits, or fewer, from another word of the term."""
    want = window.pattern.keys
    for have, near in zip(window.here, window.near, strict=True):
        for word, edits in near:
            if edits <= most and (k := key(word)) != have and k in want:
                return True
    return False


def _inflected(pattern: Pattern) -> int:
    """The slot whose word may be in the plural; -1 if there is none."""
    return -1 if pattern.case == "exact" else pattern.head


@lru_cache(maxsize=4096)
def _whole(norms: tuple[str, ...], head: int) -> list[tuple[str, ...]]:
    """By slot, the words that may have been split: that of the term and, where it takes one, its plural."""
    return [(norm, plural(norm)) if slot == head else (norm,) for slot, norm in enumerate(norms)]


def _steps(pattern: Pattern, way: _Way) -> tuple[Step, ...]:
    _, start, slot, move = way
    token, behind = start + slot, slot + move.slots
    rest = straight(token + move.tokens, len(pattern.keys) - behind, slot=behind)
    return (*straight(start, slot), *_step(move, slot, token), *rest)


def _step(move: _Move, slot: int, token: int) -> list[Step]:
    """The steps of a move from a slot and a token on."""
    if move is _SWAP:
        return [Step("swapped", Span(slot + i, slot + i + 1), Span(token + i, token + i + 1)) for i in (0, 1)]
    return [Step(move.op, Span(slot, slot + move.slots), Span(token, token + move.tokens), move.wanted)]


# --- several differences ----------------------------------------------------------------------------------------------


def _laid_out(window: _Window, start: int) -> Alignment | None:
    """The cheapest alignment, from a table of slots by tokens; None if it costs too much."""
    n, width, table = len(window.pattern.keys), len(window.here) + 1, _Table(window)
    costs, moves = [[0] * width], [[_SAME] * width]
    for i in range(1, n + 1):
        _row(table, i, costs, moves)
    last = costs[n]
    best = min(range(width), key=lambda j: (last[j], *_beside(start, n, window.low + j)))
    return _trace(moves, n, best, window.low, last[best]) if last[best] <= _LIMIT else None


class _Table:
    """What several cells of a table ask for."""

    __slots__ = ("here", "joined", "low", "near", "pairs", "pattern", "scene", "whole")

    def __init__(self, window: _Window) -> None:
        self.pattern, self.scene, self.low, self.here, self.near, _ = window
        norms = [token[2] for token in self.scene.tokens[self.low : self.low + len(self.here)]]
        self.pairs = ["", *[a + b for a, b in pairwise(norms)]]
        self.whole = _whole(self.pattern.norms, _inflected(self.pattern))
        self.joined = ("", *self.pattern.joined)


def _row(  # noqa: C901 - a call for each way into a cell would double the time
    table: _Table, i: int, costs: list[list[int]], moves: list[list[_Move]]
) -> None:
    """Add the row of a slot to the table; of equal costs the first one stands."""
    pattern, here, slot = table.pattern, table.here, i - 1
    want, inner = pattern.keys[slot], i < len(pattern.keys)
    before = pattern.keys[slot - 1] if slot else ""
    hyphened = slot and pattern.folded_gaps[slot - 1] == "-"
    joined, whole = table.joined[slot] if slot else None, table.whole[slot]
    above, top = costs[i - 1], costs[i - 2]
    row, line = [i * _MISSING], [_LOST]
    for j, have in enumerate(here, 1):
        cost, move = above[j] + _MISSING, _LOST
        if inner and row[-1] + _EXTRA < cost:  # a surplus word after the last one is just the next word
            cost, move = row[-1] + _EXTRA, _MORE
        if have == want:
            if above[j - 1] < cost:
                cost, move = above[j - 1], _SAME
        elif above[j - 1] + 10 < cost:
            found = _near(pattern, slot, table.near[j - 1]) if table.near[j - 1] else None
            more = 10 * found[1] if found else _REPLACED + _stranger(pattern, table.scene, slot, table.low + j - 1)
            if above[j - 1] + more < cost:
                cost, move = above[j - 1] + more, _Move("near", 1, 1, *found) if found else _OTHER
        if hyphened:  # a pair like "Land-Sea" is lost or replaced as one
            if top[j] + _MISSING + _BENT < cost:
                cost, move = top[j] + _MISSING + _BENT, _LOST_PAIR
            if top[j - 1] + _REPLACED + _BENT < cost:
                cost, move = top[j - 1] + _REPLACED + _BENT, _OTHER_PAIR
        if have == joined and top[j - 1] + _BENT < cost:
            cost, move = top[j - 1] + _BENT, _JOINED
        if j > 1:
            if (
                table.pairs[j - 1] in whole
                and above[j - 2] + _BENT < cost
                and _one_word(table.scene, table.low + j - 1)
            ):
                cost, move = above[j - 2] + _BENT, _SPLIT
            if slot and want != have and before == have and here[j - 2] == want and top[j - 2] + _SWAPPED < cost:
                cost, move = top[j - 2] + _SWAPPED, _SWAP
        row.append(cost)
        line.append(move)
    costs.append(row)
    moves.append(line)


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


def _shuffled(pattern: Pattern, here: tuple[str, ...], start: int) -> Alignment | None:
    """The same words in another order, where two words of the term, or two groups, have changed their places."""
    n = len(pattern.keys)
    if n < 3 or sorted(here) != sorted(pattern.keys):
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
        i, j, edits = i - move.slots, j - move.tokens, edits + move.edits
        steps[:0] = _step(move, i, low + j)
    return Alignment(tuple(steps), cost, edits)
