"""Noun phrases: the spans of words that an automaton over parts of speech accepts, all at once on arrays.

In the tradition of Justeson & Katz (1995), "Technical terminology: some linguistic properties and an algorithm for
identification in text", Natural Language Engineering 1(1), their ((A|N)+ | (A|N)*(N P)?(A|N)*) N, widened by
coordination, possessives, participles, parentheses inside a name and several prepositions, since official terms have
them: "demonstration zone for modernized governance of a super-large city". One automaton runs from every word that may
start a phrase, all of them a step at a time; the cost is linear in the text, with the longest term as factor.
"""

import numpy as np

from cqterm.mine import facts
from cqterm.mine.facts import (
    ADJECTIVE,
    ADVERB,
    CLOSED,
    COMMA,
    COORDINATOR,
    DETERMINER,
    GERUND,
    NOUN,
    NUMBER,
    OPENED,
    PARTICIPLE,
    POSSESSIVE,
    PREPOSITION,
    QUANTIFIER,
)  # fmt: skip
from cqterm.mine.prose import Flags, Numbers, Prose
from cqterm.values import NamedTuple

LONGEST = 16
"""Words in the longest term that the grammar reads; quoted slogans may have 14."""
DEEPEST = 4
"""Prepositions and possessives inside a term."""
_COMMAS = 3
"""Commas in a list inside a term."""


class Grammar(NamedTuple):
    """What each word may do in a noun phrase: start it, end it, modify it; and whether a phrase that ends in it would
    break a run of capitals, or a noun from its particle, in two (`cuts`). `inside` is how many words a parenthesis
    takes that begins here inside a name, or 0. `code` marks figures that are formulas of their own.
    """  # noqa: D205 - one sentence longer than a line

    starts: Flags
    heads: Flags
    modifies: Flags
    cuts: Flags
    code: Flags
    inside: Numbers


def grammar(prose: Prose) -> Grammar:
    """What each word may do in a noun phrase."""
    tags, capital = prose.tags, prose.capital
    modifies = tags <= PARTICIPLE
    next_modifies = after(modifies)
    code = _codes(prose)
    cuts = next_modifies & ((capital & after(capital)) | after(prose.has(facts.UP)))
    return Grammar(_starts(prose, code), _heads(prose), modifies, cuts, code, _parentheses(prose))


def phrases(prose: Prose, rules: Grammar) -> tuple[Numbers, Numbers, Flags]:
    """First and last words of every noun phrase, and which of them begin inside a run of capitals and are its last word
    or run on behind it: what such a span shows is no term, though it may be one elsewhere.
    """  # noqa: D205 - one sentence longer than a line
    first = np.flatnonzero(rules.starts).astype(np.int32)
    state = _State(prose, rules, first)
    found = [state.step() for _ in range(LONGEST)]
    starts, lasts = (np.concatenate(part) for part in zip(*found, strict=True))
    capital = prose.capital
    through = np.concatenate(([0], np.cumsum(capital)))
    cut = capital[starts] & before(capital)[starts]
    whole = (starts != lasts) & (through[lasts + 1] - through[starts] == lasts + 1 - starts)
    return starts, lasts, cut & ~whole


def before(column: Flags, by: int = 1) -> Flags:
    """What stands in a column some words before each word."""
    return np.concatenate((np.zeros(by, np.bool_), column[:-by]))


def after(column: Flags, by: int = 1) -> Flags:
    """What stands in a column some words behind each word."""
    return np.concatenate((column[by:], np.zeros(by, np.bool_)))


# --- the automaton ----------------------------------------------------------------------------------------------

_START, _MODIFIER, _HEAD, _LINK, _GERUND, _JOINT, _ARTICLE, _LIST, _DEAD = range(9)
"""The kind of the last word of a phrase so far: the automaton's states."""


class _State:
    """Where all automata stand: the kind of the last word of each, and what its phrase holds so far."""

    def __init__(self, prose: Prose, rules: Grammar, first: Numbers) -> None:
        self.prose, self.rules, self.first = prose, rules, first
        self.at = first.copy()
        self.last = np.full(len(first), _START, np.int8)
        self.depth, self.commas = np.zeros((2, len(first)), np.int8)
        self.joined = np.zeros(len(first), np.bool_)
        self.joins = prose.has(facts.JOINT)
        # "a municipality directly under the central government": the adverb belongs to the preposition
        self.ranks = prose.has(facts.DIRECTLY) & after(prose.has(facts.UNDER))
        self.hyphened = np.array(["-" in word for word in prose.vocabulary], np.bool_)[prose.ids]

    def step(self) -> tuple[Numbers, Numbers]:
        """Read a word each; the phrases that may end there. What can't go on is forgotten."""
        size = self.at - self.first
        skipping = (self.prose.tags[self.at] == OPENED) & ((self.last == _HEAD) | (self.last == _MODIFIER))
        jump = np.where(skipping, self.rules.inside[self.at], 0)
        ends = self._read(jump > 0)
        inner = jump > 0
        self.at = self.at + np.where(inner, jump, 1)
        ends |= inner & self._closes()
        found = self.first[ends], (self.at[ends] - 1)
        self._keep((self.last != _DEAD) & (self.at - self.first < LONGEST) & (size < LONGEST))
        return found

    def _closes(self) -> Flags:
        """Whether a phrase may end in the parenthesis just read: one that holds a name, behind a noun."""
        within = self.at - 2
        named = self.prose.capital[within] & ((self.prose.bits[within] & facts.ABBREVIATION) == 0)
        return np.asarray(named & (self.last == _HEAD))

    def _keep(self, alive: Flags) -> None:
        for name in ("first", "at", "last", "depth", "commas", "joined"):
            setattr(self, name, getattr(self, name)[alive])

    def _read(self, passed: Flags) -> Flags:
        """Move on by the word at hand, but for those that pass a parenthesis; whether a phrase may end in it."""
        at, last = self.at, self.last
        tag, capital = self.prose.tags[at], self.prose.capital[at]
        new = np.full(len(at), _DEAD, np.int8)
        head = last == _HEAD
        adds = self.rules.modifies[at] | ((last == _START) & ((tag == ADVERB) | (tag == QUANTIFIER)))
        new[adds] = np.where(self.rules.heads[at[adds]], _HEAD, _MODIFIER)
        # "a modern, productive service industry": two adjectives need no "and"
        joined = self.joined | (adds & (last == _LIST) & (tag == ADJECTIVE))
        # "services provided": a clause begins; but not in "rail-sea combined transport"
        clause = ~(self.hyphened[at - 1] & (self.prose.tags[at + 1] == NOUN))
        new[(tag == PARTICIPLE) & head & ~capital & clause] = _DEAD
        gerund = tag == GERUND
        new[gerund & (last == _JOINT) & ~self.rules.starts[at]] = _DEAD  # "revitalization and balancing"
        new[gerund & (last == _LINK)] = _GERUND
        counts = (last == _START) | (last == _LINK) | (last == _ARTICLE) | (head & self.prose.capital[at - 1])
        new[(tag == NUMBER) & counts] = _MODIFIER
        ranks = head & self.ranks[at]
        new[ranks] = _HEAD
        joined, commas, depth = self._join(new, tag, head, joined)
        self.last = np.where(passed, last, new)
        self.joined = np.where(passed, self.joined, joined)
        self.commas = np.where(passed, self.commas, commas)
        self.depth = np.where(passed, self.depth, depth)
        return np.asarray(
            ~passed & ~ranks & (self.last == _HEAD) & ~self.rules.cuts[at] & ~((self.commas > 0) & ~self.joined)
        )

    def _join(self, new: "np.ndarray[tuple[int], np.dtype[np.int8]]", tag: Numbers, head: Flags, joined: Flags):  # type: ignore[no-untyped-def]
        """The states behind small words that join the parts of a term."""
        last, commas, depth = self.last, self.commas, self.depth
        filled = head | (last == _MODIFIER)
        new[(tag == DETERMINER) & ((last == _LINK) | (last == _GERUND) | (last == _JOINT))] = _ARTICLE
        pairs = (tag == COORDINATOR) & (filled | (last == _LIST))
        new[pairs] = _JOINT
        lists = (tag == COMMA) & filled & (commas < _COMMAS)
        new[lists] = _LIST
        links = head & ((tag == POSSESSIVE) | ((tag == PREPOSITION) & self.joins[self.at])) & (depth < DEEPEST)
        new[links] = _LINK
        return (joined | pairs) & ~lists, commas + lists, depth + links


# --- what words may do ------------------------------------------------------------------------------------------


def _codes(prose: Prose) -> Flags:
    """Figures that are formulas of their own, such as "33618" or "13+2", and neither years nor amounts."""
    led = before(prose.has(facts.LEADS_CODE))
    return np.asarray(prose.has(facts.FORMULA) & (prose.has(facts.BIG_FORMULA) | led))


def _starts(prose: Prose, code: Flags) -> Flags:
    """Whether a noun phrase may start in a word."""
    tags, capital, opens = prose.tags, prose.capital, prose.opens
    kind = np.concatenate((tags[:1], tags[:-1]))
    led = (kind == DETERMINER) | (kind == ADJECTIVE) | (kind == POSSESSIVE) | (kind == QUANTIFIER)
    led |= (tags == PARTICIPLE) & (kind == PREPOSITION)
    free = prose.has(facts.CAN_ADJECTIVE) | (prose.has(facts.CAN_NOUN) & ~opens)
    verbal = (tags == GERUND) | (tags == PARTICIPLE)
    starts = verbal & (capital | prose.has(facts.OPENING_PARTICIPLE) | led | free)
    starts |= ((tags == NOUN) | (tags == ADJECTIVE)) & ~prose.has(facts.MONTH)
    next_tag = np.concatenate((tags[1:], tags[:1]))
    adverb = (
        (tags == ADVERB)
        & prose.has(facts.LY)
        & ~prose.has(facts.NAMING)
        & ((next_tag == ADJECTIVE) | (next_tag == PARTICIPLE))
    )
    ordinal = (tags == QUANTIFIER) & prose.has(facts.ORDINAL) & (next_tag == NOUN)
    counted = (tags == NUMBER) & (code | (after(capital) & (capital | prose.has(facts.DIGITS))))
    return np.asarray(starts | ((adverb | ordinal | counted) & ~opens))


def _heads(prose: Prose) -> Flags:
    """Whether a noun phrase may end in a word."""
    tags, capital, noun = prose.tags, prose.capital, prose.has(facts.CAN_NOUN)
    heads = (tags == NOUN) & ~(prose.has(facts.LOWERCASE) & prose.has(facts.MONTH))
    other = prose.has(facts.KNOWN) & ((tags == GERUND) | (tags == ADJECTIVE) | (tags == PARTICIPLE))
    # "China Daily", "Xi Jinping Thought": the last capital of a name is its noun, whatever else the word may be
    last = capital & ~after(capital) & before(capital) & (noun | ~before(prose.opens))
    return np.asarray(heads | (other & (last | (~capital & (tags == GERUND) & noun))))


def _parentheses(prose: Prose) -> Numbers:
    """How many words a parenthesis takes that is part of a name: "China (Chongqing) Pilot Free Trade Zone"."""
    opened, closed, upper = prose.tags == OPENED, prose.tags == CLOSED, prose.has(facts.CAPITAL)
    one = opened & after(upper) & after(closed, 2)
    two = opened & after(upper) & after(upper, 2) & after(closed, 3)
    return np.asarray(np.where(one, 3, np.where(two, 4, 0)), np.int32)
