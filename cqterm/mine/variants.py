"""What makes two forms the same: keys under which variants meet, and the names of their differences.

`key` unites what differs by case, plural, hyphen, space, apostrophe, British spelling, a leading determiner or an
acronym for its full form: Nenadic, Ananiadou & McNaught (2004), "Enhancing automatic term recognition through
recognition of variation", COLING, normalise the same kinds before they count. `bag` goes further, to word
order and derivation, as Daille (2005), "Variations and application-oriented terminology engineering", Terminology
11(1), sorts them.
"""

import operator
import re
from collections.abc import Mapping, Sequence
from functools import cache

from cqterm.mine import lexicon, register
from cqterm.text.fold import fold
from cqterm.text.words import american

SMALL = register.DETERMINERS | register.PREPOSITIONS | register.COORDINATORS | {"or", "s"}
"""Words that do not count when terms are compared by their bags."""

_WORD = re.compile(r"[^\W_]+(?:[-–‑‐/+.'’][^\W_]+)*|&")
_PART = re.compile(r"[^\W_]+")
_DETERMINER = re.compile(rf"(?:{'|'.join(sorted(register.DETERMINERS))})\s+(?=\S)", re.IGNORECASE)
_IN_PARENTHESES = re.compile(r"\s*\(([A-Z][A-Za-z]{1,8})\)")

_ALIKE = (
    "building construction construct build",
    "protection conservation preservation",
    "area region",
    "barrier shield",
    "enterprise business company firm",
    "vitalization revitalization",
    "transportation transport",
    "intermodal multimodal",
    "rail railway railroad",
    "abroad overseas",
    "important major",
    "improvement enhancement",
    "accomplishment achievement fulfillment",
    "laboratory lab",
    "urban city downtown",
    "elderly aged older",
    "farmer peasant",
    "freight cargo",
    "garbage refuse rubbish waste",
    "nationwide national",
    "modernized modern modernize",
    "comprehensive all-round all-around",
    "multilateral multi-lateral",
    "digitization digitalization",
    "philosophy concept vision",
    "contest competition",
    "exhibition exposition expo",
    "inter cross",
    "megacity mega-city",
    "ecological eco",
    "environment environmental",
    "smart intelligent",
    "human mankind humanity",
    "reunification unification",
    "advancement progress",
    "market-oriented market-based",
    "primary-level grassroots grass-roots community-level",
    "world-class first-class",
    "chinese chinese-style",
    "new new-type",
    "high-standard high-level",
)
"""Words that official translations put for one Chinese word (建设, 保护, 地区, 屏障, 企业 ...). Terms that differ in
them alone, in bags of two words or more, are renderings of one concept. General knowledge of the register, written by
hand; some came to mind while reading the seeds."""
_COMPASS = "(?:north|south|west|east|central)[a-z]*|inland"
_PHRASES = tuple(
    (re.compile(rf"\b{pattern}\b", re.IGNORECASE), replacement)
    for pattern, replacement in (
        (r"Communist Party of China|CPC", "Party"),
        (r"sci-?tech|scientific and technological|science(?:,)? and technology", "science-technology"),
        (r"(?:super-?large|mega)[- ]?cit(?:y|ies)", "megacity"),
        (r"moderately prosperous|well-off", "welloff"),
        (r"Chinese path to modernization", "Chinese modernization"),
        (r"prosperity for all", "common prosperity"),
        (r"(?:with a|of) shared future", "shared-future"),
        (r"in an all-a?round way|across the board|on all fronts|in all respects", "comprehensive"),
        (r"upper reaches of", "upper"),
        (r"(middle|lower) reaches of", r"\1"),
        (r"highly efficient", "high efficiency"),
        (r"with national influence", "nationally influential"),
        (r"people-oriented", "people-centered"),
        (r"inter-provincial", "cross-provincial"),
        (r"well-?being", "wellbeing"),
        (r"opening(?:[ -]up)? to (?:the )?(?:outside(?: world)?|rest of the world)", "outwardopening"),
        (r"open(ing)?[ -]up", r"open\1up"),
        (r"integrated ((?:urban|rural|regional|military|civil)\S*(?: and \S+)?) development", r"\1 integration"),
        (r"high[- ]quality", "high-quality"),
        (r"high[- ]standards?|high[- ]level(?= \w)", "high-standard"),
        (rf"in (?:the )?({_COMPASS}) (?:region|regions|area|areas|china)", r"\1"),
        (rf"({_COMPASS}) (?:china|regions)", r"\1 region"),
        (r"(manufacturing|processing|service|tourism|logistics) (?:industry|industries|sector|sectors)", r"\1"),
    )
)
"""Turns of phrase that stand for one another in this register."""
_LEVEL = re.compile(r"\b(?:Municipal|Provincial)\b")
"""What the name of a place's body may have or lack: "Chongqing Municipal Government" is the Chongqing government."""
_SUFFIXES = sorted(
    "ization isation ational ation ition izing ized ize ical ially ally ial al ility ity ments ment ness ively ive"
    " ance ence ency ancy ent ant ing ion ies ied er or ous ed es ic ly an y e s".split(),
    key=lambda suffix: (-len(suffix), suffix),
)
_WHOLE_WORDS = frozenset(
    "governance government general generation national nation organization society security safety personnel person"
    " public publication urbanization civilization civil productivity product production industry industrial"
    " universal university international".split()
)
"""Words that a suffix would strip to a stem of another meaning."""


def words(form: str) -> tuple[str, ...]:
    """The words of a form in lower case; hyphenated ones stay whole, possessive endings go."""
    return tuple(map(_plain, _WORD.findall(form)))


def word(printed: str) -> str:
    """A printed word in lower case without marks around it, "" for a mark or the ending of a possessive."""
    return "" if printed in ("'s", "’s") else "".join(words(printed))


@cache
def _plain(word: str) -> str:
    return re.sub(r"'s?$", "", fold(word).replace("’", "'"))


def without_determiner(form: str) -> str:
    """A form without its leading determiners."""
    while (shorter := _DETERMINER.sub("", form, count=1) if _DETERMINER.match(form) else form) != form:
        form = shorter
    return form


def spelt_out(form: str, acronyms: Mapping[str, str]) -> str:
    """A form with each acronym replaced by its full form, and without an acronym in parentheses behind one."""
    if not any(c.isupper() for c in form):
        return form
    form = _IN_PARENTHESES.sub(lambda m: "" if m[1] in acronyms and m.start() else m.group(), form)

    def full(match: re.Match[str]) -> str:
        word = match.group()
        return acronyms.get(word) or acronyms.get(word.removesuffix("s")) or word

    return _PART.sub(full, form)


def key(form: str, acronyms: Mapping[str, str]) -> str:
    """Letters and figures of a form, the same for variants of case, plural, hyphen, spelling and acronym."""
    text = spelt_out(without_determiner(form), acronyms)
    return "".join(lexicon.singular(word).translate(_NO_MARKS) for word in words(text))


_NO_MARKS = str.maketrans("", "", "-–‑‐/.'’")


def initials(word: str) -> str:
    """The letters that a word gives to an acronym: one for each part of a hyphenated one, none for small words."""
    if word.isalpha():
        return "" if word.lower() in SMALL else word[0].upper()
    parts = [part for w in words(word) for part in re.split("[-/]", w) if w not in SMALL]
    return "".join(part[0] for part in parts if part).upper()


def key_of_word(word: str, acronyms: Mapping[str, str]) -> str:
    """What one printed word gives to the key of a form."""
    if word.isalpha() and word not in acronyms and word.removesuffix("s") not in acronyms:
        return lexicon.singular(_plain(word))
    return key(word, acronyms) if word not in ("'s", "’s") else ""


def bag(form: str, acronyms: Mapping[str, str]) -> tuple[str, ...]:
    """The stems of a form's words of meaning, sorted: the same for other orders and derivations, and for renderings."""
    text = spelt_out(without_determiner(form), acronyms)
    for pattern, replacement in _PHRASES:
        text = pattern.sub(replacement, text)
    parts = [p for w in words(_LEVEL.sub("", text)) for p in (w.split("-") if "-" in w and w not in _CLASS else [w])]
    return tuple(sorted(stem(part) for part in parts if part not in SMALL))


def bag_of_word(word: str, acronyms: Mapping[str, str]) -> tuple[str, ...]:
    """What one printed word gives to the bag of a form that holds no turn of phrase."""
    if word.isalpha() and word.islower():
        return () if word in SMALL else (stem(fold(word)),)
    if _LEVEL.fullmatch(word):
        return ()
    return bag(word, acronyms) if word not in ("'s", "’s") else ()


def turns(word: str) -> tuple[bool, bool]:
    """Whether a printed word may open one of the turns of phrase that `bag` rewrites, and whether it may follow."""
    lower = word.lower()
    return lower in _OPENING, lower in _FOLLOWING


_OPENING = frozenset(
    "communist scientific science super super-large mega upper middle lower highly national well open opening high"
    " manufacturing processing service tourism logistics inland central western eastern northern southern southwest"
    " southwestern northwest northwestern northeast northeastern southeast southeastern"
    " west east north south integrated chinese moderately prosperity shared all all-round all-around across".split()
)
_FOLLOWING = frozenset(
    "path prosperous for future respects fronts way the level levels"
    " urban urban-rural rural rural-urban regional military military-civilian civil civil-military civilian-military to"
    " party and technological large city cities reaches efficient influence being up quality standard standards china"
    " region regions area areas industry industries sector sectors".split()
)


def rendered(word: str) -> str:
    """The word that stands for all renderings of the Chinese that a lower-case word renders, "" where none is known."""
    return _CLASS.get(word, "")


@cache
def stem(word: str) -> str:
    """A word without its endings, or the word that stands for its class of renderings."""
    single = lexicon.singular(american(word))
    if single in _CLASS:
        return _CLASS[single]
    if single in _WHOLE_WORDS or len(single) <= 4:
        return single
    root = single
    for suffix in _SUFFIXES:
        if root.endswith(suffix) and len(root) - len(suffix) >= (4 if len(suffix) > 2 else 5):
            root = root[: -len(suffix)]
            break
    return _CLASS.get(root, root)


_CLASS = {word: line.split()[0] for line in _ALIKE for word in line.split()}


def are_apart(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two forms of one bag, given by their words in lower case, name other things all the same: "regions and
    cities" are two, and no urban region. One hyphenated word may stand for both.
    """  # noqa: D205 - one sentence longer than a line
    return min(len(one), len(other)) > 1 and _couples(one) != _couples(other)


def _couples(words: Sequence[str]) -> bool:
    return len(words) == 3 and words[1] in register.COORDINATORS


def order_or_rendering(one: Sequence[str], other: Sequence[str]) -> str:
    """What two forms of one bag differ in, by their words in lower case: the order of the words of meaning, or others.

    With the same words in the same order it is the small ones that differ: another rendering.
    """
    own, its = ([word for word in words if word not in SMALL] for words in (one, other))
    return "word order" if own != its and sorted(set(own)) == sorted(set(its)) else "rendering"


def kind(form: str, canonical: str, acronyms: Mapping[str, str]) -> str:
    """The name of the difference between a form and the canonical one that shares its key."""
    short, long = sorted((without_determiner(form), without_determiner(canonical)), key=len)
    if short == long:
        return "determiner"
    if form in acronyms or form.removesuffix("s") in acronyms:
        return "acronym"
    abbreviated = spelt_out(form, acronyms) != form or spelt_out(canonical, acronyms) != canonical
    if abbreviated and form.casefold() != canonical.casefold():
        return "full form" if len(form) > len(canonical) else "acronym inside"
    plain, other = (re.sub("[’‘]", "'", f) for f in (short, long))
    if plain.casefold() == other.casefold():
        return "case" if plain != other else "apostrophe"
    bare, other_bare = (re.sub(r"[-–‑‐/ ]", "", f.casefold()) for f in (plain, other))
    if bare == other_bare:
        return "hyphenation"
    if american(bare) == american(other_bare) or _spelt_apart(plain, other):
        return "spelling"
    return "plural"


def _spelt_apart(one: str, other: str) -> bool:
    """Whether two forms of one key differ by the spelling of a word, be it beside the number of another one ("Berths
    Program", "Berth Programme"), or by no word at all.
    """  # noqa: D205 - one sentence longer than a line
    own, its = words(one), words(other)
    same = [american(w) == american(v) for w, v in zip(own, its, strict=False)]
    changed = [w != v for w, v in zip(own, its, strict=False)]
    return (len(own) == len(its) and all(same)) or any(map(operator.and_, same, changed))
