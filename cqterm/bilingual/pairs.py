"""Which segments are source and target of each other, in one document or in two, and in which languages.

Translation files say it (`Segment.pair`). Of two documents, those with as many paragraphs and with their headings in
the same places are paired paragraph by paragraph; else section by section, where both have as many headings; else as
two wholes, of which only what is nowhere rendered can be said to be missing.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from cqterm.bilingual.characters import LANGUAGES, written
from cqterm.bilingual.languages import FOREIGN
from cqterm.model import OPAQUE, Document, Part, Segment
from cqterm.text.phrases import primary
from cqterm.values import NamedTuple, replace

GAP = f"\n{OPAQUE}\n"
"""What stands between the segments of a group, so that no term is found across."""


class Group(NamedTuple):
    """The numbers of segments that belong together, mostly one source and one target."""

    sources: tuple[int, ...]
    targets: tuple[int, ...]


def groups(document: Document) -> Iterator[Group]:
    """What is to be compared. A source with several targets gives as many groups."""
    found: dict[str, tuple[list[int], list[int]]] = {}
    for number, segment in enumerate(document.segments):
        if segment.pair:
            found.setdefault(segment.pair, ([], []))[segment.role != "source"].append(number)
    for pair, (sources, targets) in found.items():
        if pair.startswith(FOREIGN):
            yield Group(tuple(sources), tuple(targets))
        else:
            yield from (Group((sources[0],), (target,)) for target in targets if sources)


def joined(document: Document, source: Document) -> Document:
    """A translation and its source as one document: the segments of both, paired."""
    pairs = dict(_aligned(source.segments, document.segments))
    mine = [s._replace(pair=f"{FOREIGN}{pairs[1, n]}") for n, s in enumerate(document.segments)]
    theirs = [
        s._replace(pair=f"{FOREIGN}{pairs[0, n]}", role="source", part=f"{source.name}{FOREIGN}{s.part}")
        for n, s in enumerate(source.segments)
    ]
    parts = (Part(f"{source.name}{FOREIGN}{part.name}", part.text) for part in source.parts)
    return replace(document, parts=(*document.parts, *parts), segments=(*mine, *theirs))


def direction(source: Segment, target: Segment, languages: tuple[str, str]) -> tuple[str, str] | None:
    """Which of a glossary's languages a source and its target are in; None where they are not in both of them.

    Where a segment does not say, its letters tell, or that the other segment is in the other language.
    """
    first, second = languages
    spoken = [_spoken(segment, languages) for segment in (source, target)]
    if not first or "" in spoken or spoken[0] == spoken[1] is not None:
        return None
    other = {first: second, second: first}
    one = spoken[0] or (other[spoken[1]] if spoken[1] else first)
    return one, other[one]


def _spoken(segment: Segment, languages: tuple[str, str]) -> str | None:
    """The language of a segment: empty for one that the glossary has not, None where nobody can tell."""
    if segment.language:
        own = primary(segment.language)
        return next((language for language in languages if primary(language) == own), "")
    unspaced = [language for language in languages if primary(language) in LANGUAGES]
    return unspaced[0] if len(unspaced) == 1 and written(segment.text) else None


_SAME = 0.8
"""Share of paragraphs that must be headings in both documents or in neither."""


def _aligned(sources: Sequence[Segment], targets: Sequence[Segment]) -> Iterator[tuple[tuple[int, int], int]]:
    """For each segment, named by its side and its number, the number of its group."""
    sides = [[s.role == "heading" for s in side] for side in (sources, targets)]
    if _alike(*sides):
        yield from (((side, n), n) for side in (0, 1) for n in range(len(sides[side])))
        return
    starts = [[0, *(n for n, heading in enumerate(side) if heading and n), len(side)] for side in sides]
    if len(starts[0]) != len(starts[1]):
        starts = [[0, len(side)] for side in sides]
    group = 0
    for a, b in zip(_stretches(starts[0]), _stretches(starts[1]), strict=True):
        single = _alike(sides[0][a.start : a.stop], sides[1][b.start : b.stop])
        for side, stretch in enumerate((a, b)):
            yield from (((side, n), group + (at if single else 0)) for at, n in enumerate(stretch))
        group += max(len(a), 1)


def _alike(one: Sequence[bool], other: Sequence[bool]) -> bool:
    return len(one) == len(other) and sum(a == b for a, b in zip(one, other, strict=True)) >= _SAME * len(one)


def _stretches(starts: Sequence[int]) -> list[range]:
    return [range(a, b) for a, b in pairwise(starts)]
