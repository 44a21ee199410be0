"""What a lexicon says of a word, and the same as a line of text, so that a later run need not find it out again."""

from collections.abc import Iterable, Sequence

from cqterm.match.style import Scene
from cqterm.values import NamedTuple

Near = tuple[tuple[str, int], ...]
"""Words of the glossary that a word resembles, each with its distance in edits."""

UNIT = "\x1f"
"""What stands between words that are written down, since a folded letter may have a space in it ("ͺ")."""

_BITS = 960


class Word(NamedTuple):
    """What a lexicon says of a folded word.

    `options` are the keys that it has or resembles, as numbers; `joined` says of which two words it may consist: the
    numbers of patterns, each with the slot of the first. Two neighbours may begin something where `reach` of the first
    and `bits` of the second have a bit in common; `alone` says that the word may be something by itself. `opens` are
    the rests of the longer words of terms that it begins: one of them may have been split.
    """

    norm: str
    key: str
    own: int
    near: Near
    options: tuple[int, ...]
    reach: int
    bits: int
    joined: Sequence[tuple[int, int]]
    alone: bool
    opens: frozenset[str]


class Passage(NamedTuple):
    """A scene with what a lexicon says of each of its tokens: the key, the near words, and whether it may be bent.

    A word is `bent` if it may be two words of a term in one, or one of them together with the next.
    """

    scene: Scene
    keys: Sequence[str]
    near: Sequence[Near]
    bent: Sequence[bool]


def bits_of(keys: Iterable[int]) -> int:
    """Keys as bits of one number; two keys may share a bit, so what has none in common has no key in common."""
    bits = 0
    for key in keys:
        bits |= 1 << key % _BITS
    return bits


def row_of(word: Word) -> str:
    """The line of a word, empty for most words of most texts: those of which there is nothing to say."""
    silent = not (word.options or word.joined or word.alone or word.opens)
    if silent and word.key == word.norm:
        return ""
    near = UNIT.join([each for text, distance in word.near for each in (text, str(distance))])
    options = " ".join(map(str, word.options))
    joined = " ".join(f"{pattern} {slot}" for pattern, slot in word.joined)
    rests = UNIT.join(sorted(word.opens))
    return "\t".join([word.key, str(word.own), near, options, f"{word.reach:x}", joined, "1" * word.alone, rests])


def word_of(norm: str, row: str) -> Word:
    """What the line of a word says.

    Raises:
        ValueError: It is no such line.
    """
    if not row:
        return Word(norm, norm, 0, (), (), 0, 0, (), False, frozenset())
    key, own, near, options, reach, joined, alone, rests = row.split("\t")
    numbers = tuple(map(int, options.split()))
    words, places = near.split(UNIT) if near else [], list(map(int, joined.split()))
    return Word(
        norm,
        key,
        int(own),
        tuple(zip(words[::2], map(int, words[1::2]), strict=True)),
        numbers,
        int(reach, 16),
        bits_of(numbers),
        tuple(zip(places[::2], places[1::2], strict=True)),
        bool(alone),
        frozenset(rests.split(UNIT) if rests else ()),
    )
