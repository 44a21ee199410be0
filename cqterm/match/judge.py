"""Judging near misses: is a place an error, or good English?

Finding what resembles a term is easy; staying silent on good text is the work. So each place must pass the questions
of `_misspelt` or `_altered`, and every question stands beside the kind of good English that made it necessary.

What is refused whatever the words are, `cqterm.match.shapes` leaves out beforehand where there is much text: a question
that is answered otherwise here may have to be asked otherwise there, and tests tell.
"""

from collections.abc import Sequence

from cqterm.match.align import Alignment
from cqterm.match.lexicon import TWO_EDITS, Lexicon, Pattern, key
from cqterm.match.regions import Step
from cqterm.match.style import Scene, goes_on, in_longer_name
from cqterm.model import Span
from cqterm.text.distance import within
from cqterm.text.endings import inflected
from cqterm.text.patterns import late
from cqterm.text.pinyin import pinyin
from cqterm.text.tokens import fold_gap
from cqterm.text.words import (
    BODIES,
    COUNTRIES,
    DIRECTIONS,
    FUNCTION,
    PERSONS,
    SCOPES,
    cardinal,
    common,
    exchanged,
    general,
    known,
    made_of,
    opposed,
    ordinal,
    prefixed,
    same_stem,
    singular,
)

_ARTICLES = ("the", "a", "an")
_LONG = 5
"""Words from which on a name is so telling that any other word in it is an error."""


def plausible(lexicon: Lexicon, pattern: Pattern, scene: Scene, alignment: Alignment) -> bool:
    """Whether a place that resembles a term is an error and not good English about something else."""
    others = [s for s in alignment.steps if s.op != "same"]
    near = [s for s in others if s.op == "near"]
    bent = [s for s in others if s.op in ("joined", "split")]
    altered = [s for s in others if s.op in ("replaced", "missing", "extra", "swapped")]
    if not altered and not near and (not bent or _shared_noun(pattern, scene, bent[0])):
        return False
    if any(s.op == "joined" and _other_token(pattern, scene, s) for s in bent):
        return False
    if near and not _misspelt(pattern, scene, alignment, near):
        return False
    if any(_elsewhere(lexicon, pattern, scene, s) for s in near):
        return False
    return not altered or _altered(lexicon, pattern, scene, alignment, altered, near)


def _elsewhere(lexicon: Lexicon, pattern: Pattern, scene: Scene, step: Step) -> bool:
    """Whether an English word stands beside the next one as in another term: "rule-based" is not "role-based"."""
    word = scene.tokens[step.tokens.start].norm
    if step.slots.end == len(pattern.norms) or step.tokens.end == len(scene.tokens) or not known(word):
        return False
    here, there = lexicon.word_key(word), lexicon.word_key(scene.tokens[step.tokens.end].norm)
    return bool(here and there) and there in lexicon.behind(here)


def _other_token(pattern: Pattern, scene: Scene, step: Step) -> bool:
    """Whether a word is no joined one: Article 11 is not Article 1.1, and to tell us is not to tell the U.S."""
    parts, start = pattern.norms[step.slots.start : step.slots.end], scene.tokens[step.tokens.start].start
    return all(map(str.isdecimal, parts)) or (all(len(p) == 1 for p in parts) and scene.text[start].islower())


def _shared_noun(pattern: Pattern, scene: Scene, step: Step) -> bool:
    """Whether a word seems split because adjectives share a noun: "large and mega cities" are no "megacities"."""
    t = step.tokens.start
    if len(pattern.norms) > 1 or t < 2 or scene.tokens[t - 1].norm not in ("and", "or"):
        return False
    other, spaced = scene.tokens[t - 2].norm, scene.text[scene.tokens[t].end] == " "
    return spaced and known(other) and singular(other) == other


# --- other letters ----------------------------------------------------------------------------------------------------


def _misspelt(pattern: Pattern, scene: Scene, alignment: Alignment, near: Sequence[Step]) -> bool:
    """Whether misspelt words are anchored well enough by the words around them."""
    n = len(pattern.norms)
    if len(near) > (2 if n > 3 else 1) or alignment.edits > (3 if n > 4 else 2):
        return False
    right = [s for s in alignment.steps if s.op == "same" and pattern.norms[s.slots.start] not in FUNCTION]
    for step in near:
        word = scene.tokens[step.tokens.start].norm
        if _another_word(pattern, scene, alignment, step):
            return False
        if n == 1:
            # A lone word is a typo only where nothing else is meant: no English word, no other name.
            if len(word) <= TWO_EDITS or alignment.edits > 1 or known(word):
                return False
            lower = scene.text[scene.tokens[step.tokens.start].start].islower()
            plain = pattern.case == "common" and pattern.words[0].islower()  # "iChongqing" is a name
            return lower if plain else not (lower or pinyin(word))
        if known(word) and not pattern.right:
            return False  # "mixed waste" is no "fixed waste": what is rejected is often a slip of something good
        if n == 2 and not right:
            return False
        if known(word) and (n == 2 or (pattern.case == "common" and _parts(pattern) == 2)):
            return False  # "solid paste", "high-standard projection": two are too few to contradict a good English word
        if n == 2 and alignment.edits > 1 and not _long_word(pattern, scene, alignment, step):
            return False
        if known(word) and alignment.edits > 1 and not (_long_name(pattern, scene, alignment) and len(near) == 1):
            return False  # "counsel" for "council" is an error in a name, a word of its own elsewhere
    return bool(right)


def _parts(pattern: Pattern) -> int:
    """How many words a reader sees, where those that a hyphen joins are one."""
    return len(pattern.norms) - sum(gap == "-" for gap in pattern.folded_gaps)


def _another_word(pattern: Pattern, scene: Scene, alignment: Alignment, step: Step) -> bool:
    """Whether a word that resembles one of a term is not that word misspelt, but another one.

    So are unversioned dependencies, the Xiangjiang New Area (not Liangjiang's), the minister of a ministry, an MTA
    package (no meta package), and in a term of two words what an ending makes of one (developmental packages).
    """
    token, wanted = scene.tokens[step.tokens.start], pattern.norms[step.slots.start]
    found, letters = token.norm, scene.text[token.start : token.end]
    if inflected(found, wanted, pattern.term.language) or opposed(found, wanted) or prefixed(found, wanted):
        return True
    if found in PERSONS and wanted not in PERSONS:
        return True
    if len(pattern.norms) == 2 and made_of(found, wanted):
        return True
    if found[0] != wanted[0] and not known(wanted) and pinyin(found) and pinyin(wanted):
        return True
    place = _place(scene, alignment)
    capitals = letters.isalpha() and letters.isupper() and not pattern.words[step.slots.start].isupper()
    return capitals and any(map(str.islower, scene.text[place.start : place.end]))


def _long_word(pattern: Pattern, scene: Scene, alignment: Alignment, step: Step) -> bool:
    """Whether a word twice misspelt beside one other is so long, or so much a part of a name, that it is it."""
    length = max(len(scene.tokens[step.tokens.start].norm), len(pattern.norms[step.slots.start]))
    return length > TWO_EDITS or (pattern.case == "name" and _written_as_name(pattern, scene, alignment))


def _long_name(pattern: Pattern, scene: Scene, alignment: Alignment) -> bool:
    """Whether all other words of a term of three or more are there, so that even another English word is a slip."""
    others = [s for s in alignment.steps if s.op != "near"]
    if any(s.op != "same" for s in others):
        return False
    if pattern.case == "name":
        return len(others) > 1 and _written_as_name(pattern, scene, alignment)
    return len(others) > 2


# --- other words ------------------------------------------------------------------------------------------------------


def _altered(
    lexicon: Lexicon,
    pattern: Pattern,
    scene: Scene,
    alignment: Alignment,
    altered: Sequence[Step],
    near: Sequence[Step],
) -> bool:
    """Whether other words in a term are an error and not another name.

    Most names differ from their neighbours by one word ("Beijing Municipal Committee"), so only words of general
    meaning may differ, inside the term, and the place must be written as a name. In terms that admit misspellings
    only, nothing else than an error can be meant where one article, one exchange or one figure is all that differs.
    """
    if pattern.near == "off" or not pattern.right or len(pattern.norms) < 3:
        return False
    swapped = all(s.op == "swapped" for s in altered)
    if len(near) > 1 or (len(altered) > 1 and not swapped):
        return False
    if pattern.case == "name" and not _written_as_name(pattern, scene, alignment):
        return False
    bent = any(s.op in ("joined", "split") for s in alignment.steps)
    place = _place(scene, alignment)
    if swapped and (in_longer_name(scene.text, place) or _listed(scene, altered)):
        return False
    if not near and not bent and _certain(pattern, scene, altered, place, swapped=swapped):
        return True
    if pattern.near != "all" or swapped:
        return False
    (step,) = altered
    if step.op == "extra":
        return _surplus(pattern, scene, alignment, step)
    if step.op == "missing":
        return _omitted(lexicon, pattern, scene, alignment, step)
    return _other_word(pattern, scene, alignment, step)


def _certain(pattern: Pattern, scene: Scene, altered: Sequence[Step], place: Span, *, swapped: bool) -> bool:
    """Whether the one thing that differs can be nothing but an error, all other words being right."""
    if swapped:
        return _exchanged(pattern, altered)
    (step,) = altered
    if step.op == "extra":
        return any(stray(pattern, scene, step) for stray in (_stray_article, _repeated, _stray_possessive))
    if step.op == "missing":
        return _lost_article(pattern, scene, step)
    if step.op != "replaced" or step.slots.end - step.slots.start > 1:
        return False
    found, wanted = scene.tokens[step.tokens.start].norm, pattern.norms[step.slots.start]
    if wanted.isdecimal() and found.isdecimal():
        return _wrong_figure(pattern, step.slots.start, found)
    if cardinal(wanted) and cardinal(found):
        return _formula(pattern) and not wanted.isdecimal() and _words(pattern) > 3
    if step.slots.start == 0 and in_longer_name(scene.text, place):
        return False  # "the Chinese Media Group Association"
    if step.slots.end == len(pattern.norms) and _other_head(pattern, found, wanted):
        return not in_longer_name(scene.text, place)
    return _words(pattern) > (2 if pattern.case == "name" else 4) and same_stem(found, wanted)


def _listed(scene: Scene, altered: Sequence[Step]) -> bool:
    """Whether punctuation stands between words in another order: "productive forces, quality" is the end of a list."""
    tokens = [s.tokens.start for s in altered]
    between = (scene.text[scene.tokens[t].end : scene.tokens[t + 1].start] for t in range(min(tokens), max(tokens)))
    return any("," in gap for gap in between)


def _exchanged(pattern: Pattern, altered: Sequence[Step]) -> bool:
    """Whether an exchange is an error: in a name of three words; else of proper names, or in a long term.

    "Harmonious and beautiful" and "rural-urban" are other ways to say the same, and brackets may move with what they
    hold.
    """
    slots = [s.slots.start for s in altered]
    moved = range(min(slots), max(slots) + 1)
    gaps = {pattern.folded_gaps[s] for s in moved[:-1]}
    if gaps == {"+"}:
        return True  # a formula of figures
    if pattern.case == "name":
        return _words(pattern) > 2 and all(set(gap) <= set(" -'s") for gap in gaps)
    if all(pattern.words[s][:1].isupper() for s in slots):
        return True
    return gaps == {" "} and _words(pattern) > 3 and not FUNCTION & {pattern.norms[s] for s in moved}


def _stray_article(pattern: Pattern, scene: Scene, step: Step) -> bool:
    """Whether an article stands where none can: inside a name, or between two words of meaning."""
    t = step.tokens.start
    around = {scene.tokens[t - 1].norm, scene.tokens[t + 1].norm}
    return (
        scene.tokens[t].norm in _ARTICLES and _words(pattern) > 2 and (pattern.case == "name" or not around & FUNCTION)
    )


def _repeated(_: Pattern, scene: Scene, step: Step) -> bool:
    """Whether a word stands twice in a row, with nothing but room between."""
    t = step.tokens.start
    return any(
        scene.tokens[a].norm == scene.tokens[a + 1].norm
        and fold_gap(scene.text[scene.tokens[a].end : scene.tokens[a + 1].start]) == " "
        for a in (t - 1, t)
    )


def _stray_possessive(pattern: Pattern, scene: Scene, step: Step) -> bool:
    """Whether a possessive ending stands inside a name; behind its first word it may be right ("Lund's Port")."""
    t = step.tokens.start
    if pattern.case != "name" or scene.tokens[t].norm != "s" or scene.text[scene.tokens[t - 1].end] not in "'’":
        return False
    return step.slots.start > 1


def _lost_article(pattern: Pattern, scene: Scene, step: Step) -> bool:
    """Whether an article is missing before a name inside a long term ("reaches of Yangtze River") of no headline."""
    if scene.role == "heading" or _words(pattern) < _LONG or step.slots.end == len(pattern.norms):
        return False
    return pattern.norms[step.slots.start : step.slots.end] == ("the",) and pattern.words[step.slots.end][0].isupper()


def _wrong_figure(pattern: Pattern, slot: int, found: str) -> bool:
    """Whether other digits are a slip: "36318" for the quoted "33618", "12+2" for "13+2"."""
    wanted = pattern.norms[slot]
    if "+" in "".join(pattern.folded_gaps[max(0, slot - 1) : slot + 1]):
        return True
    quoted = f'"{wanted}"' in pattern.term.text
    moved = sorted(wanted) == sorted(found)
    return (quoted and (moved or within(found, wanted, 1) == 1) and len(wanted) > 2) or (moved and len(wanted) > 3)


def _other_head(pattern: Pattern, found: str, wanted: str) -> bool:
    """Whether the places that a term names tell what is meant: "Chengdu-Chongqing economic belt" is its circle."""
    places = sum(word[0].isupper() for word in pattern.words)  # a term in lower case has no other capitals
    return pattern.case == "common" and _words(pattern) > 3 and places > 1 and exchanged(key(found), key(wanted))


def _other_word(pattern: Pattern, scene: Scene, alignment: Alignment, step: Step) -> bool:
    n = _words(pattern)
    slot, found, wanted = step.slots.start, scene.tokens[step.tokens.start].norm, pattern.norms[step.slots.start]
    edge = slot == 0 or step.slots.end == len(pattern.norms)
    if all(w in FUNCTION | BODIES for i, w in enumerate(pattern.norms) if i != slot):
        return False  # the one word that tells who it is: the Office of Political Affairs is not that of Legal Affairs
    if n < 4 or (wanted.isdecimal() and found.isdecimal()) or ordinal(wanted):
        return False
    place = all(w == "new" or w in DIRECTIONS or not general(w) for w in pattern.norms[: step.slots.start])
    if n == 4 and step.slots.end == len(pattern.norms) - 1 and place and "-" not in pattern.folded_gaps:
        return False  # one house of a place tells itself from another by this word: New York Mercantile Exchange
    if wanted in FUNCTION and found not in FUNCTION:
        return n >= _LONG and not edge and general(found)  # "Levels Second Standbys" for "Levels and Standbys"
    if ordinal(found) or not general(wanted) or not general(found) or opposed(found, wanted):
        return False
    if cardinal(found) or cardinal(wanted):
        return cardinal(found) and cardinal(wanted) and not wanted.isdecimal() and _formula(pattern)
    if edge:
        # "Association of Southeast Asian Studies": a name with another head names another thing, but where the two
        # heads are two ways to render one word.
        raised = scene.text[scene.tokens[step.tokens.start].start].isupper() and found not in FUNCTION
        head = step.slots.end == len(pattern.norms) and exchanged(key(found), key(wanted))
        alone = head and not in_longer_name(scene.text, _place(scene, alignment))
        return raised and (_formula(pattern) or alone)
    return (found in FUNCTION) == (wanted in FUNCTION)


def _omitted(lexicon: Lexicon, pattern: Pattern, scene: Scene, alignment: Alignment, step: Step) -> bool:
    """Whether a word was forgotten. What stays may be a name of its own: a longer one, or one of few words.

    "CPC Chongqing Municipal Committee" is no "Chongqing Municipal Party Committee" without its "Party", and a short
    name without a proper name in it is that of another ("China Railway Express").
    """
    lost = pattern.norms[step.slots.start : step.slots.end]
    edge = step.slots.start == 0 or step.slots.end == len(pattern.norms)
    if edge:
        return _stays_itself(lexicon, pattern, scene, alignment, step)
    if _words(pattern) - len(lost) < 2 + len(lost) or in_longer_name(scene.text, _place(scene, alignment)):
        return False
    # A glossary that writes all its terms like titles holds words of a trade, which are as rare as proper names.
    named = not pattern.titled and _words(pattern) < _LONG and any(not general(w) for w in lost)
    return not named and not any(cardinal(w) or ordinal(w) or _place_name(w) for w in lost)


def _place_name(word: str) -> bool:
    """Whether a word may be a name in Chinese letters; "Chinese" only looks like one."""
    return pinyin(word) and not known(word) and word not in SCOPES


def _stays_itself(lexicon: Lexicon, pattern: Pattern, scene: Scene, alignment: Alignment, step: Step) -> bool:
    """Whether a name is still itself without its first or last word, which makes a short form far more often.

    It must be long, stand alone, and keep the word that tells it from all other terms of the glossary.
    """
    lost = range(*step.slots)
    if any(
        pattern.norms[s.slots.start] != scene.tokens[s.tokens.start].norm for s in alignment.steps if s.op == "same"
    ):
        return False
    if pattern.case != "name" or _words(pattern) < _LONG or len(lost) > 1 or not general(pattern.norms[lost[0]]):
        return False  # "Pilot Free Trade Zone": a place tells one from another
    if pattern.norms[lost[0]] in SCOPES:
        return False
    place = _place(scene, alignment)
    if in_longer_name(scene.text, place) or _OF.match(scene.text, place.end):
        return False
    told = [(lexicon.bearers(k), common(k), i) for i, k in enumerate(pattern.keys) if k not in FUNCTION]
    rarest = min(told)
    return rarest[:2] < min((t[:2] for t in told if t[2] in lost), default=(0, False))


_OF = late(r"\s(?:of|for|in)\s(?:the\s)?[A-Z]")
"""A name that goes on with whose it is: "the Federal Home Loan Bank of Dallas" is none without its Board."""


def _place(scene: Scene, alignment: Alignment) -> Span:
    first, last = alignment.steps[0].tokens.start, alignment.steps[-1].tokens.end - 1
    return Span(scene.tokens[first].start, scene.tokens[last].end)


def _surplus(pattern: Pattern, scene: Scene, alignment: Alignment, step: Step) -> bool:
    """Whether a word is one too many. A name that goes on may be that of a part or a branch, with a word of its own.

    The Lancang-Mekong Environmental Cooperation Center is one of the Lancang-Mekong Cooperation.
    """
    token = scene.tokens[step.tokens.start]
    found, n = token.norm, _words(pattern)
    if found in _ARTICLES:
        return True
    raised = scene.text[token.start].isupper()
    if cardinal(found) or ordinal(found) or not (raised or pattern.case == "common" or found in FUNCTION):
        return False
    if found in FUNCTION:
        return n > 3
    behind = scene.tokens[step.tokens.start + 1].norm
    if (found == "new" or found in DIRECTIONS) and (not general(behind) or behind in COUNTRIES):
        return False  # the Bank of New England
    if _words(pattern) < _LONG and scene.role != "heading" and goes_on(scene.text, _place(scene, alignment)):
        return False
    # A name tells whose: "Report on the Work of the Guangdong Government" is that of a province.
    owner = _place_name(found) or scene.tokens[step.tokens.start - 1].norm in FUNCTION
    return general(found) or (raised and n > _LONG and not owner)


def _words(pattern: Pattern) -> int:
    return len(pattern.norms) - pattern.norms.count("s")


def _formula(pattern: Pattern) -> bool:
    """Whether a term counts what it names twice: "Two Centers and Two Highlands", "four increases, three decreases"."""
    return sum(cardinal(n) for n in pattern.norms) > 1


def _written_as_name(pattern: Pattern, scene: Scene, alignment: Alignment) -> bool:
    """Whether the words of meaning that the place shares with the name begin with a capital."""
    kept = [
        scene.tokens[s.tokens.start]
        for s in alignment.steps
        if (s.op in ("same", "near") and pattern.words[s.slots.start][0].isupper()) or s.op == "swapped"
    ]
    # The second half of a pair may be small in a title: "Land-sea".
    told = [t for t in kept if t.norm not in FUNCTION and t.norm != "s" and scene.text[t.start - 1 : t.start] != "-"]
    return len(told) > 1 and not any(scene.text[t.start].islower() for t in told)
