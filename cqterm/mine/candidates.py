"""Candidates: the spans of a passage that may be terms.

Noun phrases are read by a small automaton over parts of speech, in the tradition of Justeson & Katz (1995), "Technical
terminology: some linguistic properties and an algorithm for identification in text", Natural Language Engineering 1(1),
their ((A|N)+ | (A|N)*(N P)?(A|N)*) N, widened by coordination, possessives, participles, parentheses inside
a name and several prepositions, since official terms have them: "demonstration zone for modernized governance of a
super-large city". Quoted strings, counted formulas and acronyms come beside it. Every span of every sentence is read
once; the cost is linear in the text, with the longest term as factor.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from cqterm.mine import glosses, lexicon, persons, register
from cqterm.mine.prose import Passage, Word, is_abbreviation
from cqterm.text.words import ordinal

LONGEST = 16
"""Words in the longest term that the grammar reads; quoted slogans may have 14."""
DEEPEST = 4
"""Prepositions and possessives inside a term."""

NAME, CUT, HEADING, OPENS, QUOTED, WHOLE, COUNTED, LOWER, PIECE, NAMED = (1 << n for n in range(10))
"""What is seen of an occurrence: capitals throughout; the end of a longer run of capitals; in a headline; at the start
of a sentence; in quotation marks of its own; nothing before or behind that would belong to it; a counted formula; no
capital at all; a side of a name that runs on over a small word ("Federation of | Industry | and Commerce"); introduced
as a name ("also known as")."""
MARKS = (NAME, CUT, HEADING, OPENS, QUOTED, WHOLE, COUNTED, LOWER, PIECE, NAMED)

_MODIFIERS = frozenset("NAGP")
_QUOTATION = re.compile(r'“([^“”\n]{2,120})”|"([^"\n]{2,120})"|‘([^‘’\n]{3,60})’(?!\w)')
_CLAUSE = re.compile(
    r"[.!?]\s|\b(?:I|we|you|he|she|is|are|was|were|has|have|will|it's|should|must|can|could|would|may)\b", re.IGNORECASE
)
_LEAD = re.compile(r"\s*(?:(?:the|a|an)\b(?![-'’])\s*)?", re.IGNORECASE)
_FORMULA = re.compile(r"\d+(?:\+\d+)+|\d{3,6}")


class Found(NamedTuple):
    """A candidate at its place in the segment, with its marks."""

    start: int
    end: int
    marks: int


class State(NamedTuple):
    """Where the automaton stands: the kind of the last word, and what the term holds so far."""

    last: str
    depth: int = 0
    commas: int = 0
    joined: bool = False


def candidates(passage: Passage) -> list[Found]:
    """All candidates of a passage, each place once, in order of place."""
    found: dict[tuple[int, int], int] = {}
    spelt_out = (Found(full.start, full.end, NAME | WHOLE) for _, full in glosses.spelt_out(passage))
    for start, end, marks in _phrases(passage):
        found[start, end] = found.get((start, end), 0) | marks
    for start, end, marks in (*_quotations(passage), *_formulas(passage), *spelt_out):
        before = found.get((start, end)) or _case(w for w in passage.words if start <= w.start and w.end <= end)
        found[start, end] = before | marks
    heading = HEADING if passage.heading else 0
    return [Found(start, end, marks | heading) for (start, end), marks in sorted(found.items())]


# --- noun phrases -----------------------------------------------------------------------------------------------


def _phrases(passage: Passage) -> Iterator[Found]:
    words = passage.words
    for first, word in enumerate(words):
        if is_abbreviation(word.text):
            yield Found(word.start, word.end, NAME)
        if not _may_start(words, first):
            continue
        cut = _cut(words, first)
        for last in _ends(words, first):
            span = words[first : last + 1]
            if cut and (first == last or not all(w.capital for w in span)):
                continue  # a piece of a name may be a name, but neither its last word nor what runs on behind it
            if not _hopeless(span):
                yield Found(span[0].start, span[-1].end, _marks(words, first, last))


def _ends(words: tuple[Word, ...], first: int) -> Iterator[int]:
    """Where phrases from `first` on may end."""
    state = State("start")
    at = first
    while at < len(words) and at - first < LONGEST:
        inside = _parenthesis(words, at) if words[at].text == "(" and state.last in ("head", "modifier") else 0
        if inside:
            at += inside
            if words[at - 2].capital and not is_abbreviation(words[at - 2].text) and state.last == "head":
                yield at - 1
            continue
        step = _step(state, words, at)
        if step is None:
            return
        state = step
        if state.last == "head" and not _cuts_name(words, at) and not (state.commas and not state.joined):
            yield at
        at += 1


def _step(state: State, words: tuple[Word, ...], at: int) -> State | None:
    """The state behind a word, or None where the phrase can't go on."""
    word, last = words[at], state.last
    if word.tag == "P" and last == "head" and not word.capital:
        return None  # "services provided": a clause begins
    if word.tag == "G" and last == "link":
        return state._replace(last="gerund")
    if word.tag == "G" and last == "joint" and not _may_start(words, at):
        return None  # "revitalization and balancing": another clause
    if word.tag in _MODIFIERS or (last == "start" and word.tag in "QR"):
        # "a modern, productive service industry": two adjectives need no "and"
        joined = state.joined or (last == "list" and word.tag == "A")
        return state._replace(last="head" if _heads(words, at) else "modifier", joined=joined)
    if word.tag == "#":
        counts = last in ("start", "link", "article") or (last == "head" and words[at - 1].capital)
        return state._replace(last="modifier") if counts else None
    return _joint(state, word)


def _joint(state: State, word: Word) -> State | None:
    """The state behind a small word, of those that join the parts of a term."""
    last = state.last
    if word.tag == "D" and last in ("link", "gerund", "joint"):
        return state._replace(last="article")
    if word.tag == "C" and last == "list":
        return state._replace(last="joint", joined=True)
    if word.tag in "C," and last in ("modifier", "head"):
        return _listed(state, word)
    if last == "head" and (word.tag == "S" or (word.tag == "I" and word.norm in register.JOINTS)):
        return None if state.depth >= DEEPEST else state._replace(last="link", depth=state.depth + 1)
    return None


def _listed(state: State, word: Word) -> State | None:
    if word.tag == "C":
        return state._replace(last="joint", joined=True)
    return None if state.commas >= 3 else state._replace(last="list", commas=state.commas + 1, joined=False)


def _parenthesis(words: tuple[Word, ...], at: int) -> int:
    """How many words a parenthesis inside a name takes: "China (Chongqing) Pilot Free Trade Zone"; 0 for none."""
    for size in (3, 4):
        inner = words[at + 1 : at + size - 1]
        if at + size <= len(words) and words[at + size - 1].text == ")" and all(w.text[0].isupper() for w in inner):
            return size
    return 0


def _may_start(words: tuple[Word, ...], at: int) -> bool:
    word = words[at]
    before = words[at - 1] if at else None
    if word.tag in "NA":
        return word.norm not in register.MONTHS
    if word.tag in "GP":
        found = lexicon.entry(word.norm)
        kinds = found.kinds if found is not None else ""
        led = before is not None and before.tag in ("DASQI" if word.tag == "P" else "DASQ")
        if word.capital or word.norm in register.PARTICIPLES or led:
            return True
        return "a" in kinds or ("n" in kinds and not word.opens)
    after = words[at + 1] if at + 1 < len(words) else None
    if after is None or word.opens:
        return False
    if word.tag == "R":
        return word.norm.endswith("ly") and after.tag in "AP"
    if word.tag == "Q":
        return ordinal(word.norm) and after.tag == "N"
    return word.tag == "#" and (_is_code(words, at) or (after.capital and (word.capital or word.text.isdigit())))


def _is_code(words: tuple[Word, ...], at: int) -> bool:
    """Whether a figure is a formula of its own, such as "33618" or "13+2", and neither a year nor an amount."""
    text = words[at].text
    if not _FORMULA.fullmatch(text) or (len(text) == 4 and text[:2] in ("19", "20")):
        return False
    return "+" in text or len(text) > 4 or (at > 0 and (words[at - 1].norm == "the" or words[at - 1].text in _MARKS))


_MARKS = frozenset("\"“”'‘’")


def _heads(words: tuple[Word, ...], at: int) -> bool:
    """Whether a noun phrase may end in this word."""
    word = words[at]
    if word.tag == "N":
        return not (word.text.islower() and word.norm in register.MONTHS)
    found = lexicon.entry(word.norm)
    if found is None or word.tag not in "GAP":
        return False
    if word.capital:
        # "China Daily", "Xi Jinping Thought": the last capital of a name is its noun, whatever else the word may be
        last = at + 1 == len(words) or not words[at + 1].capital
        return last and at > 0 and words[at - 1].capital and ("n" in found.kinds or not words[at - 1].opens)
    return word.tag == "G" and "n" in found.kinds


def _cuts_name(words: tuple[Word, ...], last: int) -> bool:
    """Whether a phrase that ends here breaks a run of capitals, or a noun from its particle, in two."""
    if last + 1 == len(words):
        return False
    after = words[last + 1]
    return after.tag in _MODIFIERS and ((words[last].capital and after.capital) or after.norm == "up")


def _cut(words: tuple[Word, ...], first: int) -> bool:
    """Whether a phrase that starts here leaves out the beginning of a run of capitals."""
    return first > 0 and words[first].capital and words[first - 1].capital


def _marks(words: tuple[Word, ...], first: int, last: int) -> int:
    span = words[first : last + 1]
    marks = _case(span)
    before = words[first - 1] if first else None
    after = words[last + 1] if last + 1 < len(words) else None
    if _cut(words, first):
        marks |= CUT
    if span[0].opens:
        marks |= OPENS
    if marks & NAME and _is_piece(words, first, last):
        marks |= PIECE
    free_before = before is None or not (before.tag in "NAP" or (before.tag == "R" and span[0].tag in "AP"))
    if free_before and (after is None or after.tag not in _MODIFIERS):
        marks |= WHOLE | (NAMED if glosses.introduced(words, first) else 0)
    return marks


def _case(span: Iterable[Word]) -> int:
    """NAME where every word of meaning has a capital that means something, LOWER where none has."""
    named = [w.capital for w in span if w.tag in "NAGPQRV#" and not w.text[0].isdigit()]
    if named and all(named):
        return NAME
    return 0 if any(named) else LOWER


def _is_piece(words: tuple[Word, ...], first: int, last: int) -> bool:
    """Whether a name runs on before or behind, over a small word, into further capitals.

    Over an "and" it does where what stands before the "and" names no body of its own: "Ecology and Environment Bureau",
    but not "Tianfu New Area and Chengdu High-tech Zone".
    """
    behind = last + 1
    if behind + 1 < len(words) and (words[behind].norm in _BINDING or (last > first and _is_open(words, last))):
        behind += 2 if words[behind + 1].tag == "D" else 1
        if behind < len(words) and words[behind].capital:
            return True
    before = first - 1
    if before > 0 and words[before].tag == "D":
        before -= 1
    if before < 1 or not words[before - 1].capital:
        return False
    return words[before].norm in _BINDING or (_is_open(words, before - 1) and lexicon.known(words[before - 1].norm))


def _is_open(words: tuple[Word, ...], at: int) -> bool:
    """Whether an "and" follows a word that ends no name of a body or place."""
    return words[at + 1].tag == "C" and lexicon.singular(words[at].norm) not in register.BODIES


_BINDING = frozenset(("of", "for", "on", "'s", "’s"))


def _hopeless(span: tuple[Word, ...]) -> bool:
    """What can't be a term whatever its count: dates, persons, a lone small word."""
    if len(span) == 1:
        word = span[0]
        return len(word.text) < 3 or (not word.capital and word.tag == "G") or persons.is_surname(word)
    if span[-1].norm in register.MONTHS or span[0].norm in register.MONTHS:
        return True
    return persons.is_person(span)


# --- quotations and formulas ------------------------------------------------------------------------------------


def _quotations(passage: Passage) -> Iterator[Found]:
    """Quoted strings of up to 14 words, without and with the noun phrase behind them."""
    starts = {w.start: n for n, w in enumerate(passage.words)}
    for match in _QUOTATION.finditer(passage.text):
        inner = next(g for g in match.groups() if g)
        start = match.start() + 1
        quoted = inner.rstrip(" ,.;:!?")
        size = len(quoted.split())
        if not 1 <= size <= 14 or (size > 4 and _CLAUSE.search(quoted)) or len(quoted) < 2:
            continue
        lead = _LEAD.match(quoted)
        begin = start + (lead.end() if lead else 0)
        if begin < start + len(quoted):
            yield Found(begin, start + len(quoted), QUOTED | WHOLE)
        first = next((n for p in range(2) if (n := starts.get(match.end() + p)) is not None), None)
        last = _follows(passage.words, first) if first is not None and quoted == inner else None
        if last is not None:
            yield Found(match.start(), passage.words[last].end, QUOTED)


def _follows(words: tuple[Word, ...], first: int) -> int | None:
    """The last word of the noun phrase that a quoted string opens: "single document" system."""
    last = None
    for at in range(first, min(first + 4, len(words))):
        if words[at].tag not in _MODIFIERS:
            break
        if _heads(words, at):
            last = at
    return last


def _formulas(passage: Passage) -> Iterator[Found]:
    """Counted formulas: "Two Centers and Two Highlands", "four increases, three decreases", "13+2", "33618 ..."."""
    words = passage.words
    at = 0
    while at < len(words):
        last = _counted(words, at)
        if last is None:
            at += 1
            continue
        parts = [(at, last)]
        while (further := _next_part(words, parts[-1][1] + 1)) is not None:
            parts.append(further)
        # The parts of a longer formula are pieces of it: "Two Centers" in "Two Centers and Two Highlands".
        marks = COUNTED | WHOLE if len(parts) == 1 else COUNTED | PIECE
        for start, end in parts:
            yield Found(words[start].start, words[end].end, marks)
        if len(parts) > 1:
            yield Found(words[at].start, words[parts[-1][1]].end, COUNTED | WHOLE)
        at = parts[-1][1] + 1


def _next_part(words: tuple[Word, ...], at: int) -> tuple[int, int] | None:
    """The counted phrase behind a comma, an "and" or both, which carries a formula on."""
    tags = "".join(word.tag for word in words[at : at + 2])
    skip = 2 if tags == ",C" else 1 if tags[:1] in (",", "C") else 0
    last = _counted(words, at + skip) if skip and at + skip < len(words) else None
    return None if last is None else (at + skip, last)


def _counted(words: tuple[Word, ...], at: int) -> int | None:
    """The last word of a numeral with the noun phrase that it counts, if that may be a name and is no quantity."""
    word = words[at]
    if word.tag != "#" or (at and (words[at - 1].norm in register.MONTHS or words[at - 1].text in "$€£¥")):
        return None
    code = _is_code(words, at)
    if word.text[0].isdigit() and not code and not (word.text.isdigit() and len(word.text) <= 2):
        return None
    last = None
    for n in range(at + 1, min(at + 7, len(words))):
        follower = words[n]
        if follower.tag not in _MODIFIERS or follower.norm in register.UNITS | register.MONTHS:
            break
        if _heads(words, n) and (follower.norm.endswith("s") or follower.capital or code):
            last = n
    return last
