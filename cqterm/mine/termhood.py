"""Termhood: which units are terms. Each measure says one thing about a unit; `score` adds them up, weighted.

Measures are bounded and on comparable scales, so that a weight reads as points of score. They are worked out for all
units together, in columns; `measures` documents each with its source.
"""

from collections import Counter
from collections.abc import Mapping
from typing import Any

import numpy as np

from cqterm.mine import facts, lexicon, morphology, register, variants
from cqterm.mine.candidates import COUNTED, CUT, HEADING, LOWER, NAME, NAMED, PIECE, QUOTED, WHOLE
from cqterm.mine.collection import Collection, holders
from cqterm.mine.nesting import Nesting, nesting, sides
from cqterm.mine.sequences import Column
from cqterm.mine.units import Units


def measures(collection: Collection) -> dict[str, Column]:
    """Every measure of every unit, by name."""
    held, both = nesting(collection.units), sides(collection.units)
    usage = _usage(collection, held, both)
    return {**_shape(collection.units), **usage, **_content(collection)}


def c_value(units: Units, held: Nesting) -> Column:
    """C-value: Frantzi, Ananiadou & Mima (2000), "Automatic recognition of multi-word terms: the C-value/NC-value
    method", International Journal on Digital Libraries 3(2), 115-130, the part on the C-value.

    log2|a| (f(a) - mean f of the longer candidates that hold a); |a|+1 instead of |a|, so that single words count, as
    Barrón-Cedeño et al. (2009) propose.
    """  # noqa: D205 - the title of the paper is longer than a line
    mean = held.total / np.maximum(held.number, 1)
    return np.asarray(np.log2(units.sizes + 1) * (units.count - mean))


def weirdness(collection: Collection) -> Column:
    """How much more common each printed word is here than in general English, in powers of ten.

    Ahmad, Gillam & Tostevin (1999), "University of Surrey participation in TREC8: Weirdness indexing for logical
    document extrapolation and retrieval (WILDER)"; in logarithms, an unknown word taken as a rare one.
    """
    forms = collection.units.forms
    norms = [facts.facts(word).norm for word in forms.vocabulary]
    here: Counter[str] = Counter()
    for norm, times in zip(norms, forms.frequencies.tolist(), strict=True):
        here[norm] += times
    rate = np.array([here[norm] for norm in norms]) + 0.5
    levels = np.array([lexicon.zipf(norm) for norm in norms])
    return np.asarray(np.log10(rate / max(1, collection.words) * 1e9) - np.maximum(levels, 1.5))


def keyness(collection: Collection) -> Column:
    """How surely each word (lower case, singular) is more common here than in general English: the logarithm of the
    root of the log-likelihood ratio, 0 where it is not.

    Dunning (1993), "Accurate methods for the statistics of surprise and coincidence", Computational Linguistics 19(1);
    as keywords of a corpus: Rayson & Garside (2000), "Comparing corpora using frequency profiling". Unlike weirdness it
    grows with the evidence, so a word must be both odd and frequent.
    """  # noqa: D205 - one sentence longer than a line
    words = collection.units.vocabulary
    here = np.array([collection.frequencies[word] for word in words], np.float64)
    usual = 10 ** np.maximum([lexicon.zipf(word) for word in words], 1.5) / 1e9 * max(1, collection.words)
    ratio = 2 * (here * np.log(np.maximum(here, 1) / usual) - (here - usual))
    return np.append(np.log1p(np.sqrt(np.where(here > usual, np.maximum(ratio, 0), 0))), 0.0)


def flagged(units: Units, flags: Column) -> Column:
    """Which units hold a word with a flag; flags are those of the words of `units.vocabulary`."""
    return np.asarray(_count(units, flags) > 0)


def persons_in(units: Units) -> Column:
    """How many words at the end of each unit are a full Chinese name; see `persons.is_name`."""
    size = units.sizes
    flat = np.concatenate((np.zeros(3, np.int64), units.tokens.flat))
    last = units.tokens.starts + size + 2
    third, second, first = (units.forms.bits[flat[np.maximum(last - back, 0)]] for back in (0, 1, 2))
    odd, family = facts.GIVEN_ODD, facts.FAMILY
    two = ((second & family) != 0) & ((third & odd) != 0) & ((third & facts.GIVEN_SINGLE) == 0)
    two |= ((second & facts.FAMILY_ONE) != 0) & ((third & facts.GIVEN_PAIR) != 0)
    three = ((first & family) != 0) & ((second & odd) != 0) & ((third & odd) != 0)
    return np.where(two & (size > 1), 2, np.where(three & (size > 2), 3, 0))


def _usage(collection: Collection, held: Nesting, both: Column) -> dict[str, Column]:
    """How the documents use the units.

    "cohesion" is association strength: how often the words come together, to the rarest of them, in logarithms; 0 where
    the rarest word never stands without the others (the overlap coefficient; Manning & Schütze (1999), "Foundations of
    Statistical Natural Language Processing", section 8.5.1). "embedded" counts the longer candidates that hold the
    unit, as Bordea, Buitelaar & Polajnar (2013), "Domain-independent term extraction through domain modelling", count
    them for a term, not against it; "fragment" is how far the occurrences of one longer candidate account for those of
    the unit. "documents" counts voices, so a repeated text counts once, and "publishers" whose they are.
    """
    units = collection.units
    size, count = units.sizes, np.maximum(units.count, 1)
    several, name = size > 1, units.share(NAME)
    counted = units.share(COUNTED) > 0
    opening = units.forms.bits[_printed(units, 0)]
    # "Two Centers and Two Highlands", "four increases, three decreases", but not "14 ports" and "four ports"
    formula = counted & ((opening & facts.ALPHA) != 0) & ((name > 0.5) | (_has(units, ",") > 0))
    joins = (name > 0) & _joins_names(units)
    two = np.where(formula | _devoted(units, name), 0.0, np.maximum(both, joins))
    unknown = np.array([not lexicon.known(w) for w in units.vocabulary] + [True], np.bool_)
    rarest = _least(units, units.forms.frequencies)
    return {
        "frequency": np.log(count),
        "documents": np.log(_speakers(units, units.forms.voice)),
        "publishers": np.log(_speakers(units, units.forms.publisher)),
        "once": _float(units.count == 1),
        "nested": np.minimum(1.0, held.top / count),
        "fragment": np.maximum(0.0, 2 * np.minimum(1.0, held.top / count) - 1) * (units.count > 1),
        "embedded": np.log1p(held.number) * several,
        "c-value": np.log1p(np.maximum(0.0, c_value(units, held))) * several,
        "whole": units.share(WHOLE),
        "independent": np.log1p(units.share(WHOLE) * units.count),
        "name": name * several,
        "single name": name * (size == 1),
        "long name": name * (size > 2),
        "mixed case": np.maximum(0.0, 1 - name - units.share(LOWER)),
        "cut": units.share(CUT),
        "piece": units.share(PIECE),
        "two things": two,
        "two names": two * name,
        "list of names": _float(_has(units, ",") > 0) * name,
        "building block": np.minimum(1.0, held.number / count) * name * (size == 1),
        "unknown name": name * ((size == 2) | (size == 3)) * (_mean(units, unknown) == 1),
        "introduced": _float(units.share(NAMED) > 0),
        "Chinese at hand": _among(units, collection.chinese),
        "quoted": _float(units.share(QUOTED) > 0),
        "formula": _float(formula),
        "comma": _float((_has(units, ",") > 0) & ~formula),
        "counted": _float(counted & ~formula),
        "heading": units.share(HEADING),
        "cohesion": np.where(several, np.minimum(0.0, np.log(count / np.maximum(1, rarest))), 0.0),
    }


def _shape(units: Units) -> dict[str, Column]:
    """What the words look like, whatever the documents."""
    size, bits = units.sizes, units.forms.bits
    words = [*((w, lexicon.entry(w)) for w in units.vocabulary), ("", None)]
    tag = np.array([e.tag if e is not None else "" for _, e in words])
    participle = np.isin(tag, ("G", "P")) & ~units.flag(register.PARTICIPLES)
    weak = units.flag(register.WEAK_MODIFIERS)
    strongest = weak | np.array([morphology.superlative(w) for w, _ in words])
    small, and_ = _count(units, units.flag(register.JOINTS)), units.flag(("and",))
    of, heads = _count(units, units.flag(("of",))) > 0, units.heads
    first, last = _word(units, 0), _word(units, -1)
    blended = np.array([morphology.blended(w) for w in units.forms.vocabulary])
    ing = np.array([w.endswith("ing") and "-" not in w for w, _ in words])
    return {
        "one word": _float(size == 1),
        "two words": _float(size == 2),
        "three words": _float(size == 3),
        "long": _float(size >= 5),
        "very long": _float(size >= 8),
        "preposition": _float(small > 0),
        "prepositions": np.maximum(0.0, small - 1),
        "of": _float(of),
        "action of": _float(of & units.flag(register.ACTIONS)[heads]),
        "office": _float((small > 0) & units.flag(register.OFFICES)[heads]),
        "and": _float(_count(units, and_) > 0),
        "article inside": _float(_count(units, units.flag(register.DETERMINERS), skip=1) > 0),
        "hyphen": _float((_holds(units, "-") > 0) & (size > 1)),
        "abbreviation": _float((size == 1) & ((bits[_printed(units, 0)] & facts.ABBREVIATION) != 0)),
        "coined": _float((size == 1) & blended[_printed(units, 0)]),
        "figure": _float(
            _count_printed(units, np.array([any(c.isdigit() for c in w) for w in units.forms.vocabulary])) > 0
        ),
        "participle first": _float(participle[first]),
        "-ing last": ing[last] * (1 - units.share(NAME)),
        "adverb first": (tag[first] == "R") * (1 - units.share(NAME)),
        "possessive first": _float(_possessive_first(units)),
        "person": _float(_persons(units)),
        "weak modifier": _float(strongest[first]),
        "weak modifier inside": _float(_count(units, weak, skip=1) > 0),
    }


def _content(collection: Collection) -> dict[str, Column]:
    """What the words mean in general English and in this collection."""
    units = collection.units
    forms = units.forms
    norms = [facts.facts(word).norm for word in forms.vocabulary]
    content = np.array([n not in variants.SMALL and n[:1].isalpha() for n in norms], np.bool_)
    levels = np.array([lexicon.zipf(norm) for norm in norms])
    number = np.maximum(1, _count_printed(units, content))
    none = _count_printed(units, content) == 0
    odd = weirdness(collection)
    zipf = np.where(none, 4.0, _sum_printed(units, np.where(content, levels, 0.0)) / number)
    official = np.array([morphology.official(w) for w in units.vocabulary] + [False])
    coined = np.array([morphology.coined(w) for w in units.vocabulary] + [False])
    empty = units.flag(register.EMPTY_HEADS | register.UNITS)
    marked = official | np.array(["-" in w for w in units.vocabulary] + [False])
    modifiers = _count(units, marked) - marked[_word(units, -1)]
    return {
        "weirdness": _sum_printed(units, np.where(content, odd, 0.0)) / number,
        "least weird": np.where(none, 0.0, _least(units, np.where(content, odd, 99.0))),
        "rarity": 4.5 - zipf,
        "key word": keyness(collection)[_word(units, 0)] * (units.sizes == 1) * (1 - units.share(NAME)),
        "common single": np.maximum(0.0, zipf - 3.5) * (units.sizes == 1) * ~coined[_word(units, -1)],
        "official head": _float(official[units.heads]),
        "topical head": _float(units.flag(register.TOPICAL_HEADS - register.OFFICIAL_HEADS)[units.heads]),
        "empty head": _float(empty[units.heads]),
        "head of names": np.minimum(2.0, np.log1p(_heads_of_names(units)[units.heads])),
        "official modifier": modifiers / np.maximum(1, units.sizes),
        "acronym": _among(units, collection.acronyms),
    }


# --- columns ----------------------------------------------------------------------------------------------------


def _float(column: Any) -> Column:
    return np.asarray(column, np.float64)


def _owners(units: Units, sizes: Column) -> Column:
    return np.repeat(np.arange(len(units)), sizes)


def _count(units: Units, flags: Column, *, skip: int = 0) -> Column:
    """How many words of each unit have a flag, the first `skip` words left out."""
    kept = flags[units.words.flat]
    if skip:
        kept = kept.copy()
        kept[units.words.starts[units.sizes > 0]] = False
    return np.bincount(_owners(units, units.sizes), kept, len(units))


def _mean(units: Units, flags: Column) -> Column:
    return np.asarray(_count(units, flags) / np.maximum(1, units.sizes))


def _sum_printed(units: Units, column: Column) -> Column:
    return np.bincount(_owners(units, units.sizes), column[units.tokens.flat], len(units))


def _count_printed(units: Units, flags: Column) -> Column:
    return _sum_printed(units, flags.astype(np.float64))


def _least(units: Units, column: Column) -> Column:
    """The least value of the printed words of each unit."""
    least = np.ones(len(units))
    some = np.flatnonzero(units.sizes)
    if len(some):
        least[some] = np.minimum.reduceat(column[units.tokens.flat], units.tokens.starts[some])
    return least


def _word(units: Units, at: int) -> Column:
    """The first (0) or last (-1) word of each unit; the place of no word where it has none."""
    ends = units.words.starts + (units.sizes - 1 if at < 0 else 0)
    return np.where(units.sizes > 0, np.append(units.words.flat, 0)[np.minimum(ends, len(units.words.flat))], -1)


def _printed(units: Units, at: int) -> Column:
    """The first word of each unit as a place in the vocabulary of forms."""
    flat = np.append(units.tokens.flat, 0)
    return np.asarray(flat[units.tokens.starts + at])


def _in_main(units: Units, flags: Column) -> Column:
    return units.forms.sum(flags.astype(np.int64))[units.main]


def _has(units: Units, mark: str) -> Column:
    """How often a mark stands in the main form of each unit."""
    return _in_main(units, np.array([word == mark for word in units.forms.vocabulary], np.bool_))


def _holds(units: Units, letter: str) -> Column:
    """How many words of the main form of each unit hold a letter."""
    return _in_main(units, np.array([letter in word for word in units.forms.vocabulary], np.bool_))


def _among(units: Units, listed: Mapping[str, str]) -> Column:
    """Which units have a form that is a key of a mapping."""
    found = np.zeros(len(units))
    found[list(holders(units, listed))] = 1.0
    return found


def _joins_names(units: Units) -> Column:
    """Whether capitals on both sides of an "and" are names of their own: "Silk Road Fund and Investment Bank"."""
    bodies, and_, the = units.flag(register.BODIES), units.flag(("and",)), units.flag(("the",))
    joins = np.zeros(len(units), np.bool_)
    for step in range(2, int(units.sizes.max(initial=0)) - 1):
        longer = np.flatnonzero(units.sizes > step + 1)
        two = bodies[units.at(step - 1, longer)] | the[units.at(step + 1, longer)]
        joins[longer] |= and_[units.at(step, longer)] & two
    return joins


def _devoted(units: Units, name: Column) -> Column:
    """Whether all of a name is one body's, and its "and" joins what the body is for: "University of Law and Trade"."""
    bodies, and_ = units.flag(register.BODIES - register.PAPERS), units.flag(("and",))
    the, binding = units.flag(("the",)), units.flag(("of", "for", "on"))
    bound, joined, another = np.zeros((3, len(units)), np.bool_)
    for step in range(1, int(units.sizes.max(initial=0))):
        longer = np.flatnonzero(units.sizes > step)
        here = units.at(step, longer)
        another[longer] |= bound[longer] & (bodies[here] | the[here]) | joined[longer] & binding[here]
        joined[longer] |= bound[longer] & and_[here]
        bound[longer] |= binding[here] & bodies[units.at(step - 1, longer)]
    return np.asarray((name > 0.5) & bound & ~another)


def _possessive_first(units: Units) -> Column:
    """Whether a form begins with a name in the possessive: "China's economy"."""
    forms = units.forms
    starts, sizes = forms.words.starts[units.main], forms.words.sizes[units.main]
    ending = np.array([w in ("'s", "’s") for w in forms.vocabulary], np.bool_)
    flat = np.append(forms.words.flat, 0)
    second = ending[flat[starts + 1]] & (sizes > 1)
    return np.asarray(second & ((forms.bits[flat[starts]] & facts.CAPITAL) != 0))


def _persons(units: Units) -> Column:
    """Whether a form ends in a Chinese name, or a family name alone (see `persons.named_person`), or in another name of
    one or two words behind an office: "Port Director John Ekwueme".
    """  # noqa: D205 - one sentence longer than a line
    size = units.sizes
    flat = np.concatenate((np.zeros(3, np.int64), units.tokens.flat))
    end = units.tokens.starts + size + 2
    last, second, third = (units.forms.bits[flat[np.maximum(end - back, 0)]] for back in (0, 1, 2))
    capital = (last & facts.CAPITAL) != 0
    surname = (size > 1) & ((last & facts.SURNAME) != 0) & capital
    strange = capital & ((last & (facts.KNOWN | facts.ABBREVIATION | facts.S_ENDING)) == 0)
    office = (size > 1) & ((second & facts.OFFICE) != 0) & ((second & facts.CAPITAL) != 0)
    full = (size > 2) & ((third & facts.OFFICE) != 0) & ((second & facts.CAPITAL) != 0)
    return np.asarray(surname | (persons_in(units) > 0) | (strange & (office | full)))


def _heads_of_names(units: Units) -> Column:
    """How often each noun heads the collection's own names: what is a Zone here may be a zone there."""
    named = (units.sizes > 1) & (units.share(NAME) > 0.5) & (units.share(WHOLE) > 0.5)
    return np.bincount(units.heads[named], minlength=len(units.vocabulary) + 1).astype(np.float64)


def _speakers(units: Units, speaker: Column) -> Column:
    """How many have each unit; `speaker` says as a number for each document who speaks in it."""
    forms = units.forms
    most = max(1, len(forms.sources))
    unit = units.of[forms.form]
    kept = unit >= 0
    pairs = np.unique(unit[kept] * most + speaker[forms.document[kept]])
    return np.maximum(1, np.bincount(pairs // most, minlength=len(units)))
