"""Judging near misses: is a place an error, or good English?

Finding what resembles a term is easy; staying silent on good text is the work. So each place must pass the questions
of `_misspelt` or `_altered`, and every question stands beside the kind of good English that made it necessary.
"""

from collections.abc import Sequence

from cqterm.match.align import Alignment
from cqterm.match.compare import Step
from cqterm.match.lexicon import TWO_EDITS, Pattern
from cqterm.match.style import Scene
from cqterm.text.words import FUNCTION, cardinal, common, known, ordinal


def plausible(pattern: Pattern, scene: Scene, alignment: Alignment) -> bool:
    """Whether a place that resembles a term is an error and not good English about something else."""
    altered = [s for s in alignment.steps if s.op in ("replaced", "missing", "extra", "swapped")]
    near = [s for s in alignment.steps if s.op == "near"]
    bent = [s for s in alignment.steps if s.op in ("joined", "split")]
    if not altered and not near and not bent:
        return False
    if near and not _misspelt(pattern, scene, alignment, near):
        return False
    return not altered or _altered(pattern, scene, alignment, altered, near)


def _misspelt(pattern: Pattern, scene: Scene, alignment: Alignment, near: Sequence[Step]) -> bool:
    """Whether misspelt words are anchored well enough by the words around them."""
    n = len(pattern.norms)
    if len(near) > (2 if n > 3 else 1) or alignment.edits > (3 if n > 4 else 2):
        return False
    right = [s for s in alignment.steps if s.op == "same" and pattern.norms[s.slots.start] not in FUNCTION]
    for step in near:
        word = scene.tokens[step.tokens.start].norm
        if n == 1:
            # A lone word is a typo only where nothing else is meant: no English word, no name.
            raw = scene.text[scene.tokens[step.tokens.start].start]
            lone = pattern.case == "common" and len(word) > TWO_EDITS and raw.islower()
            return lone and alignment.edits == 1 and not known(word)
        if n == 2 and (known(word) or not right or (alignment.edits > 1 and len(word) <= TWO_EDITS)):
            return False  # "solid paste": two words are too few to contradict a good English word
        if known(word) and alignment.edits > 1 and not (_long_name(pattern, scene, alignment) and len(near) == 1):
            return False  # "counsel" for "council" is an error in a name, a word of its own elsewhere
    return bool(right)


def _long_name(pattern: Pattern, scene: Scene, alignment: Alignment) -> bool:
    """Whether all other words of a term of three or more are there, so that even another English word is a slip."""
    others = [s for s in alignment.steps if s.op != "near"]
    if any(s.op != "same" for s in others):
        return False
    if pattern.case == "name":
        return len(others) > 1 and _written_as_name(pattern, scene, alignment)
    return len(others) > 2


def _altered(
    pattern: Pattern, scene: Scene, alignment: Alignment, altered: Sequence[Step], near: Sequence[Step]
) -> bool:
    """Whether other words in a term are an error and not another name.

    Most names differ from their neighbours by one word ("Beijing Municipal Committee"), so only words of general
    meaning may differ, inside the term, and the place must be written as a name.
    """
    n = len(pattern.norms)
    swapped = all(s.op == "swapped" for s in altered)
    if pattern.near != "all" or n < 3 or len(near) > 1 or (len(altered) > 1 and not swapped):
        return False
    if pattern.case == "name" and not _written_as_name(pattern, scene, alignment):
        return False
    if swapped:
        return True
    (step,) = altered
    if step.op == "extra":
        return _surplus(scene.tokens[step.tokens.start].norm, pattern, scene, step)
    if n < 4:
        return False
    wanted = pattern.norms[step.slots.start]
    edge = step.slots.start in (0, n - 1)
    if step.op == "missing":
        return not edge and common(wanted) and not cardinal(wanted) and not ordinal(wanted)
    return _other_word(pattern, scene, step, wanted, edge=edge)


def _other_word(pattern: Pattern, scene: Scene, step: Step, wanted: str, *, edge: bool) -> bool:
    token = scene.tokens[step.tokens.start]
    found = token.norm
    if wanted.isdecimal() and found.isdecimal():
        # "36318" for 33618, "12+2" for 13+2; any other figure counts something else.
        sums = "+" in "".join(pattern.folded_gaps[max(0, step.slots.start - 1) : step.slots.end])
        return sums or (len(wanted) > 3 and sorted(wanted) == sorted(found))
    if ordinal(found) or ordinal(wanted) or not known(wanted) or not known(found):
        return False
    if cardinal(found) or cardinal(wanted):
        return cardinal(found) and cardinal(wanted) and not wanted.isdecimal() and _formula(pattern)
    if edge:
        return _formula(pattern) and scene.text[token.start].isupper() and found not in FUNCTION
    return (found in FUNCTION) == (wanted in FUNCTION)


def _surplus(found: str, pattern: Pattern, scene: Scene, step: Step) -> bool:
    token = scene.tokens[step.tokens.start]
    if found in ("the", "a", "an"):
        return True
    raised = scene.text[token.start].isupper()
    return (
        known(found)
        and found not in FUNCTION
        and not cardinal(found)
        and not ordinal(found)
        and (raised or pattern.case == "common")
    )


def _formula(pattern: Pattern) -> bool:
    """Whether a term counts what it names twice: "Two Centers and Two Highlands", "four increases, three decreases"."""
    return sum(cardinal(n) for n in pattern.norms) > 1


def _written_as_name(pattern: Pattern, scene: Scene, alignment: Alignment) -> bool:
    """Whether the words of meaning that the place shares with the name begin with a capital."""
    raised = [
        scene.text[scene.tokens[s.tokens.start].start].isupper()
        for s in alignment.steps
        if s.op in ("same", "near", "swapped") and pattern.words[s.slots.start][0].isupper()
    ]
    return len(raised) > 1 and all(raised)
