"""Candidates: the spans of a text that may be terms, with what is seen of each occurrence.

Noun phrases (`phrases`), quoted strings, counted formulas, acronyms and their full forms. Every span is read once;
marks are worked out for all spans together.
"""

import re
from collections.abc import Iterable, Iterator

import numpy as np

from cqterm.mine import facts, glosses
from cqterm.mine.facts import ADJECTIVE, ADVERB, CLOSED, COMMA, COORDINATOR, DETERMINER, GERUND, NUMBER, QUANTIFIER
from cqterm.mine.phrases import Grammar, after, before, grammar, phrases
from cqterm.mine.prose import Bits, Flags, Numbers, Passage, Prose
from cqterm.values import NamedTuple

NAME, CUT, HEADING, OPENS, QUOTED, WHOLE, COUNTED, LOWER, PIECE, NAMED, WITHIN = (1 << n for n in range(11))
"""What is seen of an occurrence: capitals throughout; the end of a longer run of capitals; in a headline; at the start
of a sentence; in quotation marks of its own; nothing before or behind that would belong to it; a counted formula; no
capital at all; a side of a name that runs on over a small word ("Federation of | Industry | and Commerce"); introduced
as a name ("also known as"); begun inside a run of capitals that is not its own, so that it counts but proposes
nothing ("Chongqing | China-Europe freight trains")."""
MARKS = (NAME, CUT, HEADING, OPENS, QUOTED, WHOLE, COUNTED, LOWER, PIECE, NAMED, WITHIN)


class Found(NamedTuple):
    """Candidates in columns, in order of place, each place once: first and last word, and marks."""

    first: Numbers
    last: Numbers
    marks: Numbers


def candidates(prose: Prose) -> Found:
    """All candidates of a text."""
    rules = grammar(prose)
    see = _Sight(prose, rules)
    first, last, within = phrases(prose, rules)
    kept = ~see.hopeless(first, last)
    first, last = first[kept], last[kept]
    marks = np.where(within[kept], WITHIN | CUT, see.marks(first, last))
    alone = np.flatnonzero(prose.has(facts.ABBREVIATION)).astype(np.int32)
    special = list(_special(prose, rules))
    extra = np.array(special, np.int32).reshape(len(special), 3).T
    return _once(
        np.concatenate((first, alone, extra[0])),
        np.concatenate((last, alone, extra[1])),
        np.concatenate((marks, np.full(len(alone), NAME), extra[2] | see.case(extra[0], extra[1]))),
        prose,
    )


def with_spans(found: Found, spans: Iterable[tuple[int, int]], prose: Prose) -> Found:
    """Candidates and some further spans that stand by themselves."""
    first, last = np.array(sorted(set(spans)), np.int32).reshape(-1, 2).T
    marks = _Sight(prose, grammar(prose)).case(first, last) | WHOLE
    firsts, lasts, all_marks = map(np.concatenate, zip(found, (first, last, marks), strict=True))
    return _once(firsts, lasts, all_marks, prose)


def _once(first: Numbers, last: Numbers, marks: Numbers, prose: Prose) -> Found:
    """Each place once, with all its marks, without what holds Chinese or an opaque character."""
    barriers = np.concatenate(([0], np.cumsum(prose.has(facts.BARRIER))))
    kept = barriers[last + 1] == barriers[first]
    first, last, marks = first[kept], last[kept], marks[kept]
    place = first.astype(np.int64) * len(prose) + last
    order = np.argsort(place, kind="stable")
    place = place[order]
    new = np.flatnonzero(np.concatenate(([True], place[1:] != place[:-1]))) if len(place) else np.zeros(0, np.int64)
    joined = np.bitwise_or.reduceat(marks[order], new) if len(new) else marks[:0]
    # what is also quoted or an acronym there is a candidate in its own right
    joined = joined & (~WITHIN | (np.bitwise_and.reduceat(marks[order], new) if len(new) else marks[:0]))
    firsts = first[order][new]
    joined = joined | np.where(prose.heading[firsts], HEADING, 0) | np.where(prose.opens[firsts], OPENS, 0)
    return Found(firsts, last[order][new], joined.astype(np.int32))


def _special(prose: Prose, rules: Grammar) -> Iterator[tuple[int, int, int]]:
    for _, first, last in glosses.spelt_out(prose):
        yield first, last, NAME | WHOLE
    yield from _quotations(prose, rules)
    yield from _formulas(prose, rules)


# --- what is seen of spans --------------------------------------------------------------------------------------

_WITH_CASE = (*range(6), QUANTIFIER, NUMBER)
"""Tags of words of meaning, whose capitals are looked at."""


class _Sight:
    """What is seen of spans of words, by sums over the columns of the text."""

    def __init__(self, prose: Prose, rules: Grammar) -> None:
        self.prose, self.rules = prose, rules
        meant = np.isin(prose.tags, _WITH_CASE) & ~prose.has(facts.DIGIT)
        self.meant = _sums(meant)
        self.capitals = _sums(meant & prose.capital)
        self.small = _sums(~prose.has(facts.CAPITAL))
        self.titles = _sums(prose.has(facts.SPEAKER) | prose.has(facts.DOT))
        # "secretary of the Party Committee | and governor of the province": two offices that one person holds
        named = before(prose.capital | (prose.tags == CLOSED))
        self.offices = _sums(named & (prose.tags == COORDINATOR) & after(prose.has(facts.OFFICE) & ~prose.capital))

    def case(self, first: Numbers, last: Numbers) -> Numbers:
        """NAME where every word of meaning has a capital that means something, LOWER where none has."""
        meant, capitals = (column[last + 1] - column[first] for column in (self.meant, self.capitals))
        return np.where(capitals == 0, LOWER, np.where(capitals == meant, NAME, 0))

    def marks(self, first: Numbers, last: Numbers) -> Numbers:
        """What is seen of noun phrases."""
        prose, capital, tags = self.prose, self.prose.capital, self.prose.tags
        marks = self.case(first, last)
        # "China (Chongqing) | Free Trade Zone" is cut too, unless the parenthesis merely repeats an acronym
        inner = (tags[first - 1] == CLOSED) & capital[first - 2] & ((prose.bits[first - 2] & facts.ABBREVIATION) == 0)
        marks |= np.where(capital[first] & (capital[first - 1] | inner), CUT, 0)
        marks |= np.where(self._piece(first, last), PIECE, 0)
        kind, start = tags[first - 1], tags[first]
        bound = (kind <= GERUND) & (kind != GERUND)
        bound |= kind == facts.PARTICIPLE
        bound |= (kind == ADVERB) & ((start == ADJECTIVE) | (start == facts.PARTICIPLE))
        # "solid waste landfilled by the city": a clause begins, but none in "road-rail combined trains"
        clause = (tags[last + 1] == facts.PARTICIPLE) & ~capital[last + 1] & ~self.rules.modifies[last + 2]
        whole = ~bound & (~self.rules.modifies[last + 1] | clause)
        introduced = glosses.introduced(prose)[first]
        return np.asarray(marks | np.where(whole, WHOLE | np.where(introduced, NAMED, 0), 0))

    def _piece(self, first: Numbers, last: Numbers) -> Flags:
        """Whether a name runs on before or behind, over a small word, into further capitals.

        Over an "and" it does where what stands before the "and" names no body of its own: "Ecology and Environment
        Bureau", but not "Tianfu New Area and Chengdu High-tech Zone".
        """
        prose, capital = self.prose, self.prose.capital
        binding, determiner = prose.has(facts.BINDING), prose.tags == DETERMINER
        open_and = after(prose.tags == COORDINATOR) & ~prose.has(facts.BODY)
        further = np.where(after(determiner, 2), after(capital, 3), after(capital, 2))
        behind = further[last] & (after(binding)[last] | (open_and[last] & (last > first)))
        joins = before(capital) & (binding | (before(open_and) & before(prose.has(facts.KNOWN))))
        ahead = np.where(before(determiner), before(joins, 2), before(joins))
        return np.asarray((behind & capital[last]) | (ahead & capital)[first])

    def hopeless(self, first: Numbers, last: Numbers) -> Flags:
        """What can't be a term whatever its count: dates, persons, two offices in one breath, a lone small word."""
        prose, size = self.prose, last - first + 1
        capital, bits = prose.capital[first], prose.bits[first]
        lone = ((bits & facts.SHORT) != 0) | (~capital & (prose.tags[first] == GERUND))
        lone |= ((bits & facts.SURNAME) != 0) & capital
        month = prose.has(facts.MONTH)
        titles = self.titles[last + 1] - self.titles[first]
        addressed = (titles > 0) & (size - titles <= 3)
        addressed &= self._upper_but_dots(first, last)
        # an "and" inside, which the last word comes behind
        offices = self.offices[last] > self.offices[first + 1]
        return np.where(size == 1, lone, month[first] | month[last] | addressed | offices | self._person(first, last))

    def _upper_but_dots(self, first: Numbers, last: Numbers) -> Flags:
        """Whether every word but forms of address and full stops has a capital."""
        prose = self.prose
        others = _sums(~prose.has(facts.CAPITAL) & ~prose.has(facts.SPEAKER) & ~prose.has(facts.DOT))
        return np.asarray(others[last + 1] == others[first])

    def _person(self, first: Numbers, last: Numbers) -> Flags:
        """Whether two or three words are a Chinese name, the family name first; see `persons.is_name`."""
        prose, size = self.prose, last - first + 1
        family, given, odd = prose.bits[first], prose.bits[first + 1], prose.has(facts.GIVEN_ODD)
        second = np.minimum(first + 2, len(prose) - 1)
        two = (size == 2) & ((given & facts.GIVEN_SINGLE) == 0)
        listed = ((family & facts.FAMILY) != 0) & odd[first + 1] & (two | ((size == 3) & odd[second]))
        rare = ((family & facts.FAMILY_ONE) != 0) & ((given & facts.GIVEN_PAIR) != 0) & (size == 2)
        return np.asarray(listed | rare)


def _sums(column: Flags) -> Bits:
    return np.concatenate(([0], np.cumsum(column)))


# --- quotations and formulas ------------------------------------------------------------------------------------

_QUOTATION = re.compile(r'“([^“”\n]{2,120})”|"([^"\n]{2,120})"|‘([^‘’\n]{3,60})’(?!\w)')
_CLAUSE = re.compile(
    r"[.!?]\s|\b(?:I|we|you|he|she|is|are|was|were|has|have|will|it's|should|must|can|could|would|may)\b", re.IGNORECASE
)
_LEAD = re.compile(r"\s*(?:(?:the|a|an)\b(?![-'’])\s*)?", re.IGNORECASE)


def _quotations(prose: Prose, rules: Grammar) -> Iterator[tuple[int, int, int]]:
    """Quoted strings of up to 14 words, without and with the noun phrase behind them."""
    for passage in prose.passages:
        if not any(mark in passage.text for mark in '“"‘'):
            continue
        for match in _QUOTATION.finditer(passage.text):
            inner = next(g for g in match.groups() if g)
            quoted = inner.rstrip(" ,.;:!?")
            size = len(quoted.split())
            if not 1 <= size <= 14 or (size > 4 and _CLAUSE.search(quoted)) or len(quoted) < 2:
                continue
            if not (quoted.lstrip()[:1].isalnum() and (quoted[-1].isalnum() or quoted[-1] in ")%")):
                continue  # code, or what stands between two quotations
            start = match.start() + 1
            lead = _LEAD.match(quoted)
            begin = start + (lead.end() if lead else 0)
            yield from _quoted(prose, rules, passage, (match.start(), begin, start + len(quoted), match.end()))


def _quoted(
    prose: Prose, rules: Grammar, passage: Passage, places: tuple[int, int, int, int]
) -> Iterator[tuple[int, int, int]]:
    """What a quotation gives: `places` are its mark, its first letter, the end of its words and its end."""
    opening, begin, end, close = places
    starts = prose.starts[passage.first : passage.end]
    ends = prose.ends[passage.first : passage.end]
    first, last = np.searchsorted(starts, begin), np.searchsorted(ends, end)
    if last >= len(ends) or starts[first] != begin or ends[last] != end or begin >= end:
        return
    yield int(first) + passage.first, int(last) + passage.first, QUOTED | WHOLE
    behind = int(np.searchsorted(starts, close))
    whole = end + 1 == close and behind < len(starts) and starts[behind] - close <= 1
    follows = _follows(rules, behind + passage.first) if whole else None
    if follows is not None:
        yield int(np.searchsorted(starts, opening)) + passage.first, follows, QUOTED


def _follows(rules: Grammar, first: int) -> int | None:
    """The last word of the noun phrase that a quoted string opens: "single document" system."""
    last = None
    for at in range(first, first + 4):
        if not rules.modifies[at]:
            break
        if rules.heads[at]:
            last = at
    return last


def _formulas(prose: Prose, rules: Grammar) -> Iterator[tuple[int, int, int]]:
    """Counted formulas: "Two Centers and Two Highlands", "four increases, three decreases", "13+2", "33618 ..."."""
    counted = _Counted(prose, rules)
    done = -1
    for at in counted.places:
        if at <= done or (last := counted.last(at)) is None:
            continue
        parts = [(at, last)]
        while (further := counted.next_part(parts[-1][1] + 1)) is not None:
            parts.append(further)
        # The parts of a longer formula are pieces of it: "Two Centers" in "Two Centers and Two Highlands".
        done = parts[-1][1]
        whole = COUNTED | WHOLE | (NAMED if glosses.is_spelt_out(prose, done + 1) else 0)
        for start, end in parts:
            yield start, end, whole if len(parts) == 1 else COUNTED | PIECE
        if len(parts) > 1:
            yield at, done, whole


class _Counted:
    """Numerals with the noun phrases that they count, where those may be names and are no quantities."""

    def __init__(self, prose: Prose, rules: Grammar) -> None:
        self.prose, self.rules = prose, rules
        amount = before(prose.has(facts.MONTH) | prose.has(facts.MONEY))
        figure = prose.has(facts.DIGIT) & ~rules.code & ~prose.has(facts.TWO_DIGITS)
        self.numeral = (prose.tags == NUMBER) & ~amount & ~figure & ~prose.has(facts.MAGNITUDE)
        self.goes_on = rules.modifies & ~prose.has(facts.UNIT) & ~prose.has(facts.MONTH)
        self.ends = rules.heads & (prose.has(facts.S_ENDING) | prose.capital)
        self.places = [int(at) for at in np.flatnonzero(self.numeral & after(self.goes_on))]

    def last(self, at: int) -> int | None:
        """The last word of what a numeral counts."""
        last = None
        for n in range(at + 1, min(at + 7, len(self.prose))):
            if not self.goes_on[n]:
                break
            if self.ends[n] or (self.rules.heads[n] and self.rules.code[at]):
                last = n
        return last

    def next_part(self, at: int) -> tuple[int, int] | None:
        """The counted phrase behind a comma, an "and" or both, which carries a formula on."""
        tags = self.prose.tags[at : at + 2].tolist()
        skip = 2 if tags == [COMMA, COORDINATOR] else 1 if tags[:1] in ([COMMA], [COORDINATOR]) else 0
        last = self.last(at + skip) if skip and self.numeral[at + skip] else None
        return None if last is None else (at + skip, last)
