"""Segments as the miner reads them: words with their places and parts of speech.

Hyphenated words, "Lianglu/Cuntan" and "ThePaper.cn" stay one word. Parts of speech come from the lexicon and from a few
rules about neighbours, in the manner of Brill (1992), "A simple rule-based part of speech tagger";
the rules are written for noun phrases and do not try to get verbs right.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from cqterm.mine import lexicon, register
from cqterm.mine.furniture import HAN, without_furniture
from cqterm.model import Document, Segment
from cqterm.text.fold import fold
from cqterm.text.words import CARDINALS


class Word(NamedTuple):
    """A word, number or mark. Offsets count in the segment.

    `tag`: N noun, A adjective, G -ing form, P participle, V verb, R adverb, D determiner, I preposition, C coordinator,
    Q quantifier, # number, S possessive, O other function word, `,` comma, `(` `)` and `.` for every other mark.
    `capital` is true where a capital letter means something: not where a sentence begins or in a title-case headline.
    """

    start: int
    end: int
    text: str
    norm: str
    tag: str
    capital: bool
    opens: bool


class Passage(NamedTuple):
    """A segment with its words. `segment` is its number in the document."""

    segment: int
    text: str
    words: tuple[Word, ...]
    heading: bool


_PARAGRAPH = 15
"""Words from which on a segment is a paragraph and no headline, label or dateline."""
_L = f"[^\\W\\d_{HAN}]"
_TOKEN = re.compile(
    rf"\d+(?:-{_L}+)+|\d+(?:\+\d+)+|\d+(?:[.,]\d+)*(?:(?:st|nd|rd|th)\b|%)?"
    rf"|{_L}[^\W_{HAN}]*(?:(?:[-‐‑–/&+.'’])(?={_L})[^\W_{HAN}]+)*|\n|[^\s\w]|\w"
)
_HAN = re.compile(f"[{HAN}]")
_POSSESSIVE = re.compile(r"(.+)(['’]s)")
_ABBREVIATION = re.compile(r"[A-Z][A-Z0-9&/-]{1,8}s?|(?:[A-Z]\.)+[A-Z]?")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
_NUMBERS = frozenset(CARDINALS) - {"zero", "double", "triple"}
_ENDS = frozenset(".!?:;\n")
_QUOTES = frozenset("\"“”„‘’'")
_ENDINGS = (
    ("ly", "R"), ("ing", "G"), ("ed", "P"), ("able", "A"), ("ible", "A"), ("ful", "A"), ("less", "A"), ("ous", "A"),
    ("ive", "A"), ("ical", "A"), ("ial", "A"), ("ary", "A"), ("ese", "A"), ("ic", "A"), ("al", "A"),
)  # fmt: skip
_PARTICLE_NOUNS = frozenset(("opening",))
"""Verbs that make a noun with "up" even where no hyphen says so: "inland opening up"."""
_WANT_VERB = frozenset("to we they i you he she it will must should can could would may might also who".split())
_AUXILIARY = frozenset("have has had is are was were be been being we they he it she i you who which that also".split())


def passages(document: Document) -> Iterator[Passage]:
    """The segments of a document that hold prose in Latin letters. A dateline opens the first of some length."""
    opening = True
    for number, segment in enumerate(document.segments):
        found = passage(segment, number=number, opening=opening)
        opening = opening and len(found.words) < _PARAGRAPH
        if found.words:
            yield found


def passage(segment: Segment, *, number: int = 0, opening: bool = False) -> Passage:
    """A segment in words, without page furniture; `opening` says that a dateline may stand at its start."""
    text = without_furniture(segment.text, opening=opening)
    raw = list(_raw(text))
    names = [w for w in raw if w[2][0].isalpha()]
    line = len(names) <= 15 and not text.rstrip().endswith((".", "!", "?", ":", ";", "”", '"', ","))
    heading = segment.role == "heading" or line
    capitals = sum(w[2][0].isupper() for w in names)
    title_case = heading and len(names) > 3 and capitals > 0.6 * len(names)
    return Passage(number, text, tuple(_tagged(raw, title_case)), heading)


def is_abbreviation(text: str) -> bool:
    """Whether a word is written in capitals throughout, as acronyms are: "SCIO", "NEVs"."""
    return _ABBREVIATION.fullmatch(text) is not None


def _raw(text: str) -> Iterator[tuple[int, int, str]]:
    """Tokens with offsets; a line end stands only where a paragraph does not run on."""
    for match in _TOKEN.finditer(text):
        found = match.group()
        if found == "\n" and _runs_on(text, match.start()):
            continue
        possessive = _POSSESSIVE.fullmatch(found)
        if possessive:
            middle = match.start() + len(possessive[1])
            yield match.start(), middle, possessive[1]
            yield middle, match.end(), possessive[2]
        else:
            yield match.start(), match.end(), found


def _runs_on(text: str, at: int) -> bool:
    """Whether the line that ends here was wrapped: long enough, not ended by a mark, and not followed by a capital."""
    before = text[text.rfind("\n", 0, at) + 1 : at].rstrip()
    after = text[at + 1 : at + 40].lstrip(" \t")
    return 40 <= len(before) <= 120 and before[-1:] not in _ENDS and after[:1].islower()


def _tagged(raw: list[tuple[int, int, str]], title_case: bool) -> Iterator[Word]:
    opens, before = True, None
    previous: list[Word] = []
    for at, (start, end, text) in enumerate(raw):
        norm = fold(text).replace("’", "'").replace("–", "-").replace("‑", "-").replace("‐", "-")
        after = raw[at + 1][2] if at + 1 < len(raw) else "."
        upper = text[0].isupper() or (text[:1].isalpha() and text[1:2].isupper())  # "iChongqing"
        capital = upper and not title_case and not (opens and _plain_opening(norm, text, after))
        tag = _tag(text, norm, capital, opens, previous, after.lower())
        word = Word(start, end, text, norm, tag, capital, opens)
        yield word
        previous = [*previous[-2:], word]
        if text in _ENDS:
            opens = True
        elif text in _QUOTES:
            opens = opens or (before is not None and before in _ENDS | {","})
        else:
            opens = False
        before = text


def _plain_opening(norm: str, text: str, after: str) -> bool:
    """Whether the capital of a sentence's first word means nothing: an ordinary word without a name behind it."""
    if is_abbreviation(text):
        return False
    found = lexicon.entry(norm)
    if norm in register.DETERMINERS | register.PREPOSITIONS | register.FUNCTION | register.ADVERBS | register.VERBS:
        return True
    if found is None:
        return "-" in norm and all(lexicon.known(part) for part in norm.split("-"))
    return found.tag in "VDGR" or not after[:1].isupper()


def _tag(text: str, norm: str, capital: bool, opens: bool, previous: list[Word], after: str) -> str:
    if not text[0].isalnum() or _HAN.match(text):
        return "S" if len(text) > 1 and text[1:] == "s" else text if text in ",()" else "C" if text == "&" else "."
    if text[0].isdigit():
        return "A" if "-" in text or _ORDINAL.fullmatch(norm) else "#"
    if norm in _NUMBERS:
        return "#"
    if norm == "up" and previous and previous[-1].norm in _PARTICLE_NOUNS:
        return "N"
    closed = _closed(norm, capital)
    if closed:
        return closed
    if is_abbreviation(text):
        return "N"
    return _open(norm, capital, opens, previous, after)


def _closed(norm: str, capital: bool) -> str:
    if norm in register.DETERMINERS:
        return "D"
    if norm in register.COORDINATORS:
        return "C"
    if norm in register.PREPOSITIONS:
        return "I"
    if norm in register.FUNCTION:
        return "O"
    if norm in register.VERBS:
        return "V"
    if norm in register.ADVERBS and not capital:
        return "R"
    if norm in register.QUANTIFIERS:
        return "A" if capital else "Q"
    return ""


def _open(norm: str, capital: bool, opens: bool, previous: list[Word], after: str) -> str:
    found = lexicon.entry(norm)
    if found is None:
        if capital:
            return "N"
        if "-" in norm:
            return _compound(norm)
        return next((tag for ending, tag in _ENDINGS if norm.endswith(ending) and len(norm) > len(ending) + 2), "N")
    tag, kinds = found.tag, found.kinds
    if tag == "-":
        tag = "A" if "a" in kinds and "n" not in kinds else "N" if "n" in kinds else "V" if "v" in kinds else "R"
        if tag == "V":
            tag = "G" if norm.endswith("ing") else "P" if norm.endswith("ed") else "V"
    if tag == "D":
        tag = "P"
    if capital:
        return tag if tag in "AP" or (tag == "G" and "n" not in kinds) else "N"
    return _in_context(tag, kinds, opens, previous, after)


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


def _in_context(tag: str, kinds: str, opens: bool, previous: list[Word], after: str) -> str:
    last = previous[-1] if previous else None
    before, kind = (last.norm, last.tag) if last is not None else ("", ".")
    if tag == "N" and "v" in kinds and "s" not in kinds:
        asks = before in _WANT_VERB or (kind == "R" and len(previous) > 1 and previous[-2].norm in _WANT_VERB)
        if asks and after not in ("of", ",", "."):
            return "V"
    if tag == "N" and "v" in kinds and before in ("that", "which", "who"):
        return "V"
    if tag == "V" and "n" in kinds and (kind in "DASQ" or before == "of") and before not in ("that", "which", "all"):
        return "N"
    if tag == "V" and "a" in kinds and "n" not in kinds and kind in "DAS":
        return "A"
    if tag == "R" and "a" in kinds:
        return "A"
    if tag == "P":
        back = [w for w in previous if w.tag != "R"]
        if (back and back[-1].norm in _AUXILIARY) or opens:
            return "V"
    return tag
