"""What changed between two texts, in whole words, as an editor would mark it."""

from itertools import accumulate

from cqterm.model import Edit, Span
from cqterm.text.patterns import late


def changes(old: str, new: str) -> list[Edit]:
    """The edits, sorted and disjoint, that turn one text into the other; they begin and end at words."""
    if old == new:
        return []
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    start = _same(before, after)
    end = _same(before[start:][::-1], after[start:][::-1])
    middle, put = before[start : len(before) - end], after[start : len(after) - end]
    places = list(accumulate(map(len, middle), initial=sum(map(len, before[:start]))))
    from difflib import SequenceMatcher  # takes a millisecond to load, and most runs fix nothing

    matcher = SequenceMatcher(None, middle, put, autojunk=len(middle) > _MANY)
    edits = [
        Edit(Span(places[a], places[b]), "".join(put[c:d]))
        for kind, a, b, c, d in matcher.get_opcodes()
        if kind != "equal"
    ]
    return _joined(old, edits)


_WORDS = late(r"\w+|\W")
_MANY = 2000  # words from which on an exact comparison takes seconds


def _joined(old: str, edits: list[Edit]) -> list[Edit]:
    """Edits with a space or hyphen between them as one: a phrase that gives way to another is read as a whole."""
    joined: list[Edit] = []
    for edit in edits:
        between = old[joined[-1].span.end : edit.span.start] if joined else ""
        if between in (" ", "-"):
            start = joined[-1].span.start
            joined[-1] = Edit(Span(start, edit.span.end), joined[-1].text + between + edit.text)
        else:
            joined.append(edit)
    return joined


def _same(one: list[str], other: list[str]) -> int:
    """How many members are the same at the start of two lists."""
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
