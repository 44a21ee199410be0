"""The marks that a term begins or ends with: the "++" of "C++", the "$" of "$100 Laptop", the last stop of "U.S.".

Matching goes by words, to which these do not belong. So each place is asked afterwards whether they stand there: where
they do, they are part of it; where they do not, "C" is not "C++". Abbreviations are written without their last stop,
and quotation marks and brackets are set as the text around asks: these may be wanting.
"""

from cqterm.match.lexicon import Pattern
from cqterm.model import Match, Span
from cqterm.values import replace

QUOTES = frozenset('"“”„«»')
"""Marks that come in pairs, of which one may stand inside a term and the other at its edge."""

MARKS = QUOTES | frozenset("‘’")
"""All that may be set for one of them, single marks included."""

_OPTIONAL = MARKS | frozenset("'()[]（）®™©")
_OPENING = "\"'“‘«(（["


def reach(pattern: Pattern, text: str, words: Span) -> Span | None:
    """The place of a term's words with the marks of its edges that stand there; offsets are code points in the text.

    None where marks are wanting without which it is another term.
    """
    start, end = words
    if pattern.before:
        if _stands_before(pattern.before, text, start):
            start -= len(pattern.before)
        elif not _OPTIONAL.issuperset(pattern.before):
            return None
        elif pattern.before[0] in MARKS and text[start - 1 : start] in MARKS:
            start -= 1
    if pattern.behind:
        if _stands_behind(pattern.behind, text, words):
            end += len(pattern.behind)
        elif not _OPTIONAL.union(".").issuperset(pattern.behind):
            return None
        elif pattern.behind[-1] in MARKS and text[end : end + 1] in MARKS:
            end += 1
    return Span(start, end)


def weight(pattern: Pattern, text: str, words: Span, match: Match) -> int:
    """How much the marks around a place speak for a term: those of its own that stand there less those that do not.

    Quotation marks and a full stop that ends the sentence may be the text's own, and say nothing.
    """
    before, behind = (sum(c not in MARKS for c in marks) for marks in (pattern.before, pattern.behind))
    if match.span.start == words.start:
        before = -before
    if match.span.end == words.end:
        behind = -behind
    elif pattern.behind == "." and ends_sentence(text, match.span.end):
        behind = 0
    return before + behind


def ends_sentence(text: str, offset: int) -> bool:
    """Whether a full stop right before an offset also ends the sentence: nothing follows, or a space and a capital."""
    rest = text[offset : offset + _AHEAD]
    following = rest.lstrip()
    return not following or (following != rest and following.lstrip(_OPENING)[:1].isupper())


def wanted_before(pattern: Pattern, text: str, found: Match, held: str) -> str:
    """What should stand in place of the marks `held` before the words of a match that gives way to another term.

    Opening quotation marks are set with the closing ones.
    """
    wanted = pattern.before
    if not held:
        return "" if MARKS.issuperset(wanted) or text.endswith(wanted, 0, found.span.start) else wanted
    return held if held in MARKS and (wanted[:1] in MARKS or _set_apart(pattern, found)) else wanted


def wanted_behind(pattern: Pattern, text: str, found: Match, held: str) -> str:
    """What should stand in place of the marks `held` behind the words of a match; nothing comes to stand twice."""
    wanted, end = pattern.behind, found.span.end
    if not held:
        there = wanted[:1] in MARKS and text[end : end + 1] in MARKS
        return "" if there or _follows(wanted, text, end) else wanted
    if held in MARKS and (wanted in MARKS or (not wanted and _set_apart(pattern, found))):
        return held
    if not found.term.text.endswith(held) and not (held in MARKS and found.term.text[-1] in MARKS):
        return held  # the text's own
    stays = held.endswith(".") and not wanted.endswith(".") and ends_sentence(text, end)
    return wanted + "." if stays else wanted


def widened(pattern: Pattern, text: str, found: Match) -> Match:
    """A match with the marks right behind it that the term to be put there ends with: "USA." becomes "U.S."."""
    marks, span = pattern.behind, found.span
    if MARKS.issuperset(marks) or found.term.text.endswith(marks) or not _follows(marks, text, span.end):
        return found
    return replace(found, span=Span(span.start, span.end + len(marks)))


def unlike(pattern: Pattern, found: Match) -> bool:
    """Whether of a term found and another one only one has a quotation mark at an edge, and its pair may be inside."""
    own, other = found.term.text, pattern.term.text
    if QUOTES.isdisjoint(own) or _set_apart(pattern, found):
        return False
    return any((own[edge] in MARKS) != (other[edge] in MARKS) for edge in (0, -1))


_AHEAD = 24
"""Letters behind a full stop among which the next word begins."""


def _stands_before(marks: str, text: str, start: int) -> bool:
    """A mark inside a word is not the beginning of a term: "ASP.NET" is not ".NET"."""
    first = start - len(marks)
    if first < 0 or not text.startswith(marks, first):
        return False
    return marks[0] in _OPTIONAL or first == 0 or not text[first - 1].isalnum()


def _stands_behind(marks: str, text: str, words: Span) -> bool:
    """A stop inside a word is not the end of a term; a bracket that is opened before its words closes another one."""
    behind = words.end + len(marks)
    if not text.startswith(marks, words.end) or (marks[-1] == "." and text[behind : behind + 1].isalnum()):
        return False
    opening = _BRACKETS.get(marks[0], "")
    return opening in text[words.start : words.end]


def _follows(marks: str, text: str, end: int) -> bool:
    """Whether marks that a term should end with stand behind a place already; brackets there close others."""
    return marks[:1] not in _BRACKETS and text.startswith(marks, end)


_BRACKETS = {")": "(", "]": "[", "）": "（"}


def _set_apart(pattern: Pattern, found: Match) -> bool:
    """Whether a term found stands as a whole in quotation marks, which may stay around one that has none."""
    quoted = found.term.text[0] in MARKS and found.term.text[-1] in MARKS
    return quoted and QUOTES.isdisjoint(pattern.term.text)
