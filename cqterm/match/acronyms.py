"""Misspelt acronyms: letters in the wrong order, or other letters right after the full name.

Most acronyms differ by a letter, so an acronym is taken for a slip of another one only where its letters are those of
a term of five letters or more in another order ("ILTSC"), where a machine has misread them ("1LSTC"), or where it
stands in brackets behind the very name that it stands for ("State Council Information Office (SICO)").
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache

from cqterm.match.compare import describe
from cqterm.match.lexicon import Lexicon, Pattern
from cqterm.match.regions import Step
from cqterm.match.style import Scene
from cqterm.model import Match, Span
from cqterm.text.distance import osa
from cqterm.text.misread import misread
from cqterm.text.patterns import late
from cqterm.text.words import known
from cqterm.values import NamedTuple

_LONE = late(r"(?<![^\W_])[A-Z]{5,}(?![^\W_])")
_MIXED = late(r"(?<![^\W_])(?=[A-Z]*[0-9l])(?=[0-9l]*[A-Z])[A-Z0-9l]{4,8}(?![^\W_])")
_INITIAL = late(r"(?<![^\W_])[A-Z]")
_GLOSS = late(r"\s?[(（]([A-Z]{3,})[)）]")


def acronym_slips(lexicon: Lexicon, scene: Scene, exact: Sequence[Match]) -> Iterator[Match]:
    """The misspelt acronyms of a segment whose right terms are `exact`; each may be found twice."""
    if lexicon.letters:
        yield from _shuffled(lexicon, scene)
        yield from _misread(lexicon, scene)
        yield from _glossed(lexicon, scene, exact)


def _shuffled(lexicon: Lexicon, scene: Scene) -> Iterator[Match]:
    for found in _LONE.finditer(scene.text):
        if "".join(sorted(found.group().lower())) in lexicon.letters:
            acronyms = _acronyms(lexicon)
            for pattern in acronyms.shuffled.get("".join(sorted(found.group())), ()):
                if osa(found.group(), pattern.term.text) == 1 and not known(found.group().lower()):
                    yield from _slip(acronyms, pattern, scene, Span(*found.span()))


def _misread(lexicon: Lexicon, scene: Scene) -> Iterator[Match]:
    for found in _MIXED.finditer(scene.text):
        for letters in misread(found.group().lower()):
            for pattern in _acronyms(lexicon).shuffled.get("".join(sorted(letters.upper())), ()):
                if pattern.norms[0] == letters:
                    yield from _slip(_acronyms(lexicon), pattern, scene, Span(*found.span()))


def _glossed(lexicon: Lexicon, scene: Scene, exact: Sequence[Match]) -> Iterator[Match]:
    for match in exact:
        gloss = _GLOSS.match(scene.text, match.span.end)
        for pattern in _acronyms(lexicon).of.get(match.concept, ()) if gloss else ():
            if gloss and 0 < osa(gloss.group(1), pattern.term.text) <= len(pattern.term.text) // 2:
                if match.term.status == "admitted" and gloss.group(1) == "".join(_INITIAL.findall(match.term.text)):
                    continue  # another rendering has its own: "Mekong-Lancang Cooperation (MLC)"
                yield from _slip(_acronyms(lexicon), pattern, scene, Span(*gloss.span(1)))


class _Acronyms(NamedTuple):
    listed: frozenset[str]
    shuffled: dict[str, list[Pattern]]
    of: dict[str, list[Pattern]]


@lru_cache(maxsize=4)
def _acronyms(lexicon: Lexicon) -> _Acronyms:
    listed: set[str] = set()
    shuffled: dict[str, list[Pattern]] = {}
    of: dict[str, list[Pattern]] = {}
    for pattern in lexicon.acronyms:
        listed.add(pattern.term.text)
        if pattern.right:
            shuffled.setdefault("".join(sorted(pattern.term.text)), []).append(pattern)
            of.setdefault(pattern.concept.id, []).append(pattern)
    return _Acronyms(frozenset(listed), shuffled, of)


def _slip(acronyms: _Acronyms, pattern: Pattern, scene: Scene, span: Span) -> Iterator[Match]:
    if scene.text[span.start : span.end] in acronyms.listed:
        return
    number = bisect_left(scene.tokens, span.start, key=lambda t: t.start)
    if number == len(scene.tokens) or scene.tokens[number][:2] != span:
        return
    step = Step("near", Span(0, 1), Span(number, number + 1), pattern.norms[0])
    match = describe(pattern, scene, [step], distance=10)
    if match is not None:
        yield match
