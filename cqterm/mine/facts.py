"""What is known of each distinct word or mark, looked up once and kept as bits.

A text has many words and few distinct ones, so whatever depends on a word alone is worked out here once, and the rest
of the miner does arithmetic on arrays of these bits. Tags are places in `TAGS`.
"""

import re
from functools import cache

from cqterm.mine import lexicon, persons, register
from cqterm.mine.furniture import HAN
from cqterm.model import OPAQUE
from cqterm.text.fold import fold
from cqterm.text.words import CARDINALS, ordinal
from cqterm.values import NamedTuple

TAGS = "NAGPVRDICOQ#S,()."
"""N noun, A adjective, G -ing form, P participle, V verb, R adverb, D determiner, I preposition, C coordinator, Q
quantifier, # number, S possessive, O other function word, `,` comma, `(` `)` and `.` for every other mark."""
NOUN, ADJECTIVE, GERUND, PARTICIPLE, VERB, ADVERB, DETERMINER, PREPOSITION, COORDINATOR, OTHER, QUANTIFIER, NUMBER, \
    POSSESSIVE, COMMA, OPENED, CLOSED, MARK = range(len(TAGS))  # fmt: skip

(
    WORD, ALPHA, CAPITAL, UPPER, LOWERCASE, DIGIT, DIGITS, ABBREVIATION, ENDS, QUOTE, BARRIER, CONTEXT, CAN_NOUN,
    CAN_VERB, CAN_ADJECTIVE, PLURAL, KNOWN, WANTS_VERB, AUXILIARY, RELATIVE, NO_NOUN, OF, NO_VERB, UP, PARTICLE_NOUN,
    MONTH, OPENING_PARTICIPLE, LY, ORDINAL, JOINT, BODY, UNIT, BINDING, NAMING, AS, NAMED_AS, FORMULA, BIG_FORMULA,
    LEADS_CODE, SPEAKER, DOT, SHORT, SURNAME, FAMILY, FAMILY_ONE, GIVEN, GIVEN_ODD, GIVEN_SINGLE, GIVEN_PAIR, MONEY,
    AND, TWO_DIGITS, S_ENDING, OFFICE, DIRECTLY, UNDER, MAGNITUDE,
) = (1 << n for n in range(57))  # fmt: skip
"""Bits of `Facts.bits`."""


class Facts(NamedTuple):
    """A word or mark: its folded form, its bits, its tag in running text and where its capital means something.

    `opening` says whether the capital of a sentence's first word means nothing: 0 it does mean something, 1 it does
    not, 2 it does where a capital follows.
    """

    norm: str
    bits: int
    tag: int
    named: int
    opening: int


@cache
def facts(text: str) -> Facts:
    """What is known of a token as it is printed."""
    norm = fold(text).replace("’", "'").replace("–", "-").replace("‑", "-").replace("‐", "-")
    plain, named, context = _tags(text, norm)
    bits = _shape(text, norm) | _lists(norm) | _person(text, norm) | (CONTEXT if context else 0)
    found = lexicon.entry(norm)
    if found is not None:
        bits |= KNOWN
        for letter, bit in (("n", CAN_NOUN), ("v", CAN_VERB), ("a", CAN_ADJECTIVE), ("s", PLURAL)):
            bits |= bit if letter in found.kinds else 0
    return Facts(norm, bits, plain, named, _opening(text, norm))


def is_abbreviation(text: str) -> bool:
    """Whether a word is written in capitals throughout, as acronyms are: "SCIO", "NEVs"."""
    return _ABBREVIATION.fullmatch(text) is not None


# --- bits -------------------------------------------------------------------------------------------------------

_ABBREVIATION = re.compile(r"[A-Z][A-Z0-9&/-]{1,8}s?|(?:[A-Z]\.)+[A-Z]?")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
_FORMULA = re.compile(r"\d+(?:\+\d+)+|\d{3,6}")
_HAN = re.compile(f"[{HAN}]")
_NUMBERS = frozenset(CARDINALS) - {"zero", "double", "triple"}
_WANT_VERB = frozenset("to we they i you he she it will must should can could would may might also who".split())
_AUXILIARY = frozenset("have has had is are was were be been being we they he it she i you who which that also".split())


def _shape(text: str, norm: str) -> int:
    """What the letters of a token say."""
    first = text[0]
    if not first.isalnum():
        return _mark(text)
    bits = WORD | (S_ENDING if norm.endswith("s") else 0) | (SHORT if len(text) < 3 else 0)
    if first.isdigit():
        bits |= DIGIT | (DIGITS if text.isdigit() else 0) | (TWO_DIGITS if text.isdigit() and len(text) <= 2 else 0)
        if _FORMULA.fullmatch(text) and not (len(text) == 4 and text[:2] in ("19", "20")):
            bits |= FORMULA | (BIG_FORMULA if "+" in text or len(text) > 4 else 0)
    elif first.isalpha():
        upper = first.isupper()
        bits |= ALPHA | (CAPITAL | UPPER if upper else UPPER if text[1:2].isupper() else 0)  # "iChongqing"
        bits |= (ABBREVIATION if is_abbreviation(text) else 0) | (LY if norm.endswith("ly") else 0)
    if text.islower():
        bits |= LOWERCASE
    return bits | (BARRIER if not text.isascii() and (OPAQUE in text or _HAN.search(text)) else 0)


def _mark(text: str) -> int:
    """What a mark says."""
    told = {
        ENDS: text in ".!?:;\n",
        QUOTE: text in "\"“”„‟‘’'",
        LEADS_CODE: text in "\"“”'‘’",
        BARRIER: OPAQUE in text or bool(_HAN.search(text)),
        DOT: text == ".",
        SHORT: True,
        MONEY: text in "$€£¥",
    }
    return sum(bit for bit, true in told.items() if true)


_LISTS = (
    (WANTS_VERB, _WANT_VERB),
    (AUXILIARY, _AUXILIARY),
    (RELATIVE, frozenset(("that", "which", "who"))),
    (NO_NOUN, frozenset(("that", "which", "all"))),
    (OF, frozenset(("of",))),
    (NO_VERB, frozenset(("of", ",", "."))),
    (UP, frozenset(("up",))),
    (AND, frozenset(("and",))),
    # Verbs that make a noun with "up" even where no hyphen says so: "inland opening up".
    (PARTICLE_NOUN, frozenset(("opening",))),
    (MONTH, register.MONTHS),
    (OPENING_PARTICIPLE, register.PARTICIPLES),
    (JOINT, register.JOINTS),
    (UNIT, register.UNITS),
    (BINDING, frozenset(("of", "for", "on", "'s"))),
    (NAMING, frozenset("as called dubbed named namely nicknamed titled".split())),
    (AS, frozenset(("as",))),
    (LEADS_CODE, frozenset(("the",))),
    (NAMED_AS, frozenset("known referred abbreviated shortened to termed described".split())),
    (SPEAKER, persons.TITLES),
    (OFFICE, register.OFFICES),
    (DIRECTLY, frozenset(("directly",))),
    (UNDER, frozenset(("under",))),
    (MAGNITUDE, frozenset("hundred thousand million billion trillion".split())),
)


_LISTED: dict[str, int] = {}
for _bit, _words in _LISTS:
    for _word in _words:
        _LISTED[_word] = _LISTED.get(_word, 0) | _bit


def _lists(norm: str) -> int:
    body = norm in register.BODIES or (norm.endswith("s") and lexicon.singular(norm) in register.BODIES)
    return _LISTED.get(norm, 0) | (BODY if body else 0) | (ORDINAL if ordinal(norm) else 0)


def _person(text: str, norm: str) -> int:
    """What part of a Chinese name a word may be; see `persons`."""
    if not text[0].isupper():
        return SURNAME if norm in persons.SURNAMES and not lexicon.known(norm) else 0
    part = persons.part(text)
    told = {
        SURNAME: norm in persons.SURNAMES and not lexicon.known(norm),
        FAMILY: part.family,
        FAMILY_ONE: part.rare_family,
        GIVEN: part.given,
        GIVEN_ODD: part.odd,
        GIVEN_SINGLE: part.single,
        GIVEN_PAIR: part.rare_given,
    }
    return sum(bit for bit, true in told.items() if true)


# --- tags -------------------------------------------------------------------------------------------------------

_ENDINGS = (
    ("ly", "R"), ("ing", "G"), ("ed", "P"), ("able", "A"), ("ible", "A"), ("ful", "A"), ("less", "A"), ("ous", "A"),
    ("ive", "A"), ("ical", "A"), ("ial", "A"), ("ary", "A"), ("ese", "A"), ("ic", "A"), ("al", "A"),
)  # fmt: skip
_OPENERS = frozenset(word for word in register.QUANTIFIERS if not ordinal(word))  # "Third Ring Road"
_OPENERS |= register.DETERMINERS | register.PREPOSITIONS | register.FUNCTION | register.ADVERBS | register.VERBS


def _tags(text: str, norm: str) -> tuple[int, int, bool]:
    """The tag of a token in running text, where its capital means something, and whether its neighbours have a say."""
    if not text[0].isalnum() or _HAN.match(text):
        mark = "S" if len(text) > 1 and text[1:] == "s" else text if text in ",()" else "C" if text == "&" else "."
        return (TAGS.index(mark),) * 2 + (False,)
    if text[0].isdigit():
        return (ADJECTIVE if "-" in text or _ORDINAL.fullmatch(norm) else NUMBER,) * 2 + (False,)
    if norm in _NUMBERS:
        return NUMBER, NUMBER, False
    closed = _closed(norm)
    if closed:
        return TAGS.index(closed), _closed_name(text, norm, closed), False
    if is_abbreviation(text):
        return NOUN, NOUN, False
    return _open(norm)


def _closed(norm: str) -> str:
    """The tag of a small word, which is listed."""
    for tag, listed in (
        ("D", register.DETERMINERS),
        ("C", register.COORDINATORS),
        ("I", register.PREPOSITIONS),
        ("O", register.FUNCTION),
        ("V", register.VERBS),
        ("R", register.ADVERBS),
        ("Q", register.QUANTIFIERS),
    ):
        if norm in listed:
            return tag
    return ""


def _closed_name(text: str, norm: str, tag: str) -> int:
    """The tag of a small word with a capital that means something."""
    if tag == "R":
        if norm in register.QUANTIFIERS:
            return ADJECTIVE
        return NOUN if is_abbreviation(text) else _open(norm)[1]
    return ADJECTIVE if tag == "Q" else TAGS.index(tag)


def _open(norm: str) -> tuple[int, int, bool]:
    found = lexicon.entry(norm)
    if found is None:
        ending = next((tag for end, tag in _ENDINGS if norm.endswith(end) and len(norm) > len(end) + 2), "N")
        return TAGS.index(_compound(norm) if "-" in norm else ending), NOUN, False
    tag, kinds = found.tag, found.kinds
    if tag == "-":
        tag = "A" if "a" in kinds and "n" not in kinds else "N" if "n" in kinds else "V" if "v" in kinds else "R"
        if tag == "V":
            tag = "G" if norm.endswith("ing") else "P" if norm.endswith("ed") else "V"
    tag = "P" if tag == "D" else tag
    named = tag if tag in "AP" or (tag == "G" and "n" not in kinds) else "N"
    return TAGS.index(tag), TAGS.index(named), True


def _compound(norm: str) -> str:
    """A hyphenated word that no list holds: "opening-up" and "land-sea" are nouns, "low-carbon" is an adjective."""
    first, _, last = norm.rpartition("-")
    if last in ("up", "in", "out"):
        return "N"
    opening = lexicon.entry(first)
    if opening is not None and opening.tag == "A":
        return "A"
    found = lexicon.entry(last)
    return "N" if found is not None and (found.tag == "N" or found.tag == "G") else "A"


def _opening(text: str, norm: str) -> int:
    """Whether the capital of a sentence's first word means nothing: an ordinary word without a name behind it."""
    if is_abbreviation(text):
        return 0
    if norm in _OPENERS:
        return 1
    found = lexicon.entry(norm)
    if found is None:
        return int("-" in norm and all(lexicon.known(part) for part in norm.split("-")))
    return 1 if found.tag in "VDGR" else 2
