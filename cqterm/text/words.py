"""What kind of word a word is: common English, a number, a function word, a British spelling, a plural.

The lists are small on purpose. They decide how sure a near miss is, never what a term is.
"""

from bisect import bisect_left
from functools import cache, lru_cache
from zlib import crc32

from cqterm.package import content
from cqterm.text.patterns import late

FUNCTION = frozenset(
    "a an and as at but by for from in into of on or per the to via with within".split(),
)
"""Words that carry no meaning of their own; they stay lower case in titles."""

LINKS = FUNCTION - {"and", "or", "the", "a", "an"}
"""Those of them that join the words of a phrase as a sentence would: prepositions, above all."""

CARDINALS = frozenset(
    """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion
    dozen double triple""".split(),
)
ORDINALS = frozenset(
    """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth
    sixteenth seventeenth eighteenth nineteenth twentieth thirtieth fortieth fiftieth""".split(),
)
DIRECTIONS = frozenset(
    """north northern south southern east eastern west western northeast northeastern northwest northwestern southeast
    southeastern southwest southwestern central upper middle lower inner outer""".split(),
)
SCOPES = DIRECTIONS | frozenset(
    "world global international asian european china chinese national provincial regional municipal local".split(),
)
"""Words that tell one bearer of a name from another: one's own fair is not that of the whole country."""

PERSONS = frozenset(
    """administrator adviser advisor agent ambassador analyst assistant attorney auditor author chairman
    chairperson chairwoman chancellor clerk coach commander commissioner consul contributor controller
    coordinator councilor counselor delegate deputy developer director doctor editor engineer envoy examiner
    expert fellow governor guard guide inspector instructor judge justice lawyer leader maintainer manager
    master mayor mediator member mentor minister nurse officer official operator partner pilot premier president
    principal professor programmer prosecutor rapporteur representative researcher reviewer secretary senator
    sheriff specialist spokesperson student supervisor teacher trainer translator treasurer trustee
    volunteer""".split(),
)
"""Nouns for who holds an office or does a job: a name with one at its head has many bearers, in capitals or not."""

BODIES = frozenset(
    """administration affairs agency authority board bureau commission committee council department directorate division
    ministry office secretariat section service services unit""".split(),
)
"""Nouns for parts of an organisation, which say of what kind the bearer of a name is and not who it is."""

COUNTRIES = frozenset("china japan turkey jordan chad guinea mali".split())
"""Countries whose names in lower case are ordinary words."""

_HEADS = [
    frozenset(words.split())
    for words in (
        "corridor route channel passage passageway", "zone area region district circle belt", "center hub base",
        "initiative project program plan strategy scheme", "committee commission council board",
        "office bureau department agency administration", "conference congress meeting", "competition contest",
        "fair expo exposition exhibition", "express train", "highland plateau", "law act regulation",
    )
]  # fmt: skip
_ORDINAL_FIGURE = late(r"\d+(?:st|nd|rd|th)")
_DERIVED = late(r"[a-z]{4,}(?:ed|al|ally|ment|ness|tion|sion|ity|ive|ous|ism|ize|able|ible|less)s?")


def common(word: str) -> bool:
    """Whether a folded word is among the 11,000 commonest English words (SCOWL sizes 10 and 20)."""
    return _listed(word) == 1


def known(word: str) -> bool:
    """Whether a folded word is an ordinary English word at all (SCOWL up to size 35, 40,000 words)."""
    return _listed(word) > 0


def derived(word: str) -> bool:
    """Whether a folded word is made with an English ending that no name has: "positional", "parenthesized"."""
    return _DERIVED.fullmatch(word) is not None


def prefixed(word: str, other: str) -> bool:
    """Whether one folded word is the other with a prefix that makes it say something else: "unversioned"."""
    longer, shorter = (word, other) if len(word) > len(other) else (other, word)
    return longer.endswith(shorter) and longer.removesuffix(shorter) in _PREFIXES and len(shorter) > 3


_PREFIXES = ("un", "in", "im", "non", "dis", "mis", "re", "de", "co", "bi", "sub", "pre")


def made_of(word: str, other: str) -> bool:
    """Whether a folded word is another one with an ending that makes a word of another kind: "developmental"."""
    return word.startswith(other) and word.removeprefix(other) in _SUFFIXES


_SUFFIXES = ("al", "ed", "er", "ly", "or")


def general(word: str) -> bool:
    """Whether a word has a general meaning, so that it names nobody: common English, or made with an English ending."""
    return known(word) or derived(word)


def same_stem(found: str, wanted: str) -> bool:
    """Whether two words are made of one: "Center" and "Central", "Nation" and "National", "Chinese" and "China"."""
    if opposed(found, wanted):
        return False
    shared = next(
        (i for i, (a, b) in enumerate(zip(found, wanted, strict=False)) if a != b), min(len(found), len(wanted))
    )
    made = known(found) or found.startswith(wanted[:-1])
    return shared > 3 and 2 * shared >= max(len(found), len(wanted)) and general(wanted) and made


def stem(word: str) -> int:
    """A number (32 bits) that two words share if one may be a slip for the other in a term of three; 0 has no like.

    They are made of one, as `same_stem` tells, or both are figures.
    """
    if word.isdecimal():
        return 1
    return crc32(word[:4].encode()) | 2 if len(word) > 3 else 0


def cardinal(word: str) -> bool:
    """Whether a folded word counts: a figure or a number word."""
    return word in CARDINALS or word.isdecimal()


def ordinal(word: str) -> bool:
    """Whether a folded word orders: "third", "20th". Other ordinals name other things."""
    return word in ORDINALS or (word[:1].isdecimal() and bool(_ORDINAL_FIGURE.fullmatch(word)))


def opposed(word: str, other: str) -> bool:
    """Whether two folded words point in different directions: "Northwest" or "South" is no slip for "Southwest"."""
    return word in DIRECTIONS and other in DIRECTIONS and word.removesuffix("ern") != other.removesuffix("ern")


def exchanged(word: str, other: str) -> bool:
    """Whether two folded nouns are taken for each other at the end of a name: zone for circle, route for corridor."""
    return any({word, other} <= heads for heads in _HEADS)


def american(word: str) -> str:
    """A folded word in American spelling, so that "centre" and "center", "organise" and "organize" are the same.

    The rules are the regular ones of the two spellings; a word that no rule knows comes back as it is.
    """
    if len(word) < 4:
        return word
    for letters, pattern, replacement in _SPELLINGS:
        if letters in word:
            changed = pattern.sub(replacement, word)
            if changed != word:
                return american(changed)  # "anaesthetise" has two of them
    return word


_ALWAYS_ISE = (
    "(?:un|re|dis|over|im|self-)*(?:advert|adv|appra|appr|a?r|sunr|bra|bru|cha|chast|chem|circumc|compr|comprom|conc|cru"
    "|dem|desp|dev|disgu|enterpr|exc|exerc|exorc|expert|franch|fundra|improv|inc|lia|ma|merchand|no|parad|po|pra|prec|prem"
    "|prom|ra|repr|rev|superv|surm|surpr|telev|treat|upr|porpo|torto|turquo|[a-z]*w)"
)
"""What stands before "-ise" in words that are no verbs in "-ize" and keep it everywhere: "enterprise", "exercise"."""
_SPELLINGS = [
    (letters, late(pattern), replacement)
    for letters, pattern, replacement in (
        ("re", r"^(cent|theat|met|lit|fib|calib|lust|meag|sab|spect|somb|maneuv)re(s)?$", r"\1er\2"),
        ("red", r"^(cent|calib|lust|met|sab|fib|maneuv)red$", r"\1ered"),
        ("metre", r"^(kilomet|centimet|millimet)re(s?)$", r"\1er\2"),
        (
            "our",
            r"^(lab|col|fav|hon|neighb|harb|behavi|endeav|rum|vap|hum|vig|flav|arm|parl|od|cand|splend)our",
            r"\1or",
        ),
        ("is", rf"^(?!(?:.*-)?{_ALWAYS_ISE}is)(.{{3,}})is(e|es|ed|er|ers|ing|ation|ations|ational)$", r"\1iz\2"),
        ("lys", r"^(anal|paral|catal)ys(e|es|ed|ing)$", r"\1yz\2"),
        ("ence", r"^(def|off|lic|pret)ence(s?)$", r"\1ense\2"),
        ("programme", r"^program(?:me)(s?)$", r"program\1"),
        ("ll", r"^(travel|cancel|model|label|level|signal|total|fuel|channel)l(ed|ing|er|ers)$", r"\1\2"),
        ("logue", r"^(catalog|dialog|analog)ue(s?)$", r"\1\2"),
        ("l", r"^(enrol|fulfil|skilful|instal)(ment|ments|ly)?$", r"\1l\2"),
        ("ageing", r"^ageing$", "aging"),
        ("aesth", r"^(an)?aesth(et|es)", r"\1esth\2"),
        ("aed", r"^(p|orthop|encyclop)aed", r"\1ed"),
        ("ae", r"^(h|gyn|pal|medi)ae(m|c|o|v)", r"\1e\2"),
        ("aemi", r"aemi(as?|cs?)$", r"emi\1"),
        ("oe", r"^oe(strogen|soph|dem)", r"e\1"),
        ("foet", r"^foet(us|uses|al)$", r"fet\1"),
        ("rrhoea", r"rrhoea", "rrhea"),
        ("noeuv", r"^manoeuv", "maneuv"),
        ("grey", r"^grey(s|ed|er|est|ing)?$", r"gray\1"),
        ("inium", r"^aluminium", "aluminum"),
        ("plough", r"^plough", "plow"),
        ("mould", r"^mould(s|ed|ing|ings|y)?$", r"mold\1"),
        ("scep", r"^sceptic", "skeptic"),
        ("artef", r"^artefact", "artifact"),
        ("gement", r"^(judg|acknowledg)ement", r"\1ment"),
        ("jewell", r"^jewellery$", "jewelry"),
        ("sulph", r"^sulph", "sulf"),
    )
]
"""Letters that a word must hold for a rule to be worth trying, and the rule."""


def singular(word: str) -> str:
    """A folded noun in the singular by the regular rules of English; a word that is no plural comes back as it is."""
    if len(word) < 4 or not word.endswith("s") or word.endswith("ss"):
        return _IRREGULAR.get(word, word)
    if word.endswith(("us", "is")) and (len(word) > 4 or word in _LIKE_PLURALS):
        return _IRREGULAR.get(word, word)  # four letters are more often an acronym's plural: "APIs", "ICUs"
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes", "zes")):
        return word[:-2]
    return word[:-1]


def plural(word: str) -> str:
    """A noun in the plural by the regular rules; letter case of the word is kept, the ending is lower case."""
    lower = word.lower()
    if lower in _PLURALS:
        return word[0] + _PLURALS[lower][1:]
    if lower[-1:] == "y" and lower[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    if lower.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    return word + "s"


_PLURALS = {
    "person": "people", "man": "men", "woman": "women", "child": "children", "criterion": "criteria",
    "phenomenon": "phenomena", "analysis": "analyses", "basis": "bases", "crisis": "crises", "half": "halves",
    "life": "lives", "leaf": "leaves", "bus": "buses", "campus": "campuses", "bonus": "bonuses",
}  # fmt: skip
_IRREGULAR = {
    **{p: s for s, p in _PLURALS.items() if p != "people"},
    "series": "series", "means": "means", "economics": "economics", "logistics": "logistics", "news": "news",
    "politics": "politics", "electronics": "electronics", "statistics": "statistics", "species": "species",
}  # fmt: skip


_LIKE_PLURALS = frozenset("this axis iris ibis bris kris lois otis isis avis thus plus opus onus anus zeus".split())


@lru_cache(maxsize=1 << 16)
def _listed(word: str) -> int:
    """1 for the commonest words, 2 for other ordinary ones, 0 for the rest."""
    # Both lists are sorted: to look a few words up in the text takes a tenth of the time that a table takes to load.
    if _listed.cache_info().currsize >= _MANY:
        return _table().get(word, 0)
    return 1 if _stands(word, 0, _divide()) else 2 * _stands(word, _divide() + 5, len(_english()))


_MANY = 300
"""Words looked up for which a table is worth while."""


def _stands(word: str, start: int, stop: int) -> bool:
    """Whether a word has a line in a part of the text whose lines are sorted."""
    text = _english()

    def line(at: int) -> str:
        return text[text.rfind("\n", 0, at) + 1 : text.find("\n", at)]

    return line(bisect_left(range(stop), word, start, key=line)) == word


@cache
def _table() -> dict[str, int]:
    common, others = _english()[: _divide()], _english()[_divide() + 5 :]
    return dict.fromkeys(others.splitlines(), 2) | dict.fromkeys(common.splitlines(), 1)


@cache
def _english() -> str:
    return content("data/english.txt").decode("ascii")


@cache
def _divide() -> int:
    return _english().index("\n---\n")
