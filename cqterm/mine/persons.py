"""Names of persons, which are no terms. Chinese names by their build, others by what stands around them."""

import re
from collections.abc import Sequence

from cqterm.mine import lexicon
from cqterm.mine.prose import Word

_SURNAMES = frozenset(
    "zhao qian sun li zhou wu zheng wang feng chen chu wei jiang shen han yang zhu qin you xu he lv lyu shi zhang kong"
    " cao yan hua jin tao qi xie zou yu bai dou su pan ge fan peng lang lu chang ma miao fang ren yuan liu bao tang"
    " fei cen xue lei ni luo hao an le fu pi bian kang bu gu meng huang mu xiao yin yao shao mao di mi bei ming zang"
    " ji dai tan song pang xiong shu qu xiang zhuang dong liang du ruan lan min xi jia lou tong guo mei sheng lin"
    " diao zhong qiu gao xia cai tian hu ling huo wan ke guan mo jing gan xie ding deng hong zuo cui gong cheng xing"
    " hou shan dan long ye bin yi liao ouyang shangguan zeng tu hui nie".split()
)
"""Romanised family names: the Hundred Family Surnames and the commonest others."""
_SYLLABLE = (
    "(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    "(?:iang|iong|uang|ueng|ang|eng|ing|ong|ian|iao|uai|uan|an|en|in|un|ai|ei|ao|ou|ia|ie|iu|ua|uo|ui|ue|er|a|e|i|o|u|v)"
)
_GIVEN = re.compile(f"{_SYLLABLE}(?:'?{_SYLLABLE})?")
_ONE = re.compile(_SYLLABLE)
_TWO = re.compile(f"{_SYLLABLE}'?{_SYLLABLE}")
_TITLES = frozenset("mr ms mrs dr prof professor sir madam journalist reporter correspondent spokesperson".split())


def is_surname(word: Word) -> bool:
    """Whether a single capitalised word is a Chinese family name and nothing else."""
    return word.capital and word.norm in _SURNAMES and not lexicon.known(word.norm)


def is_person(span: Sequence[Word]) -> bool:
    """Whether capitalised words are a person's name alone, with or without a form of address."""
    words = [w for w in span if w.norm not in _TITLES and w.text != "."]
    if len(words) < len(span) and len(words) <= 3 and all(w.text[0].isupper() for w in words):
        return True
    return 2 <= len(words) <= 3 and holds_person(words) == len(words)


def named_person(form: str) -> bool:
    """Whether a form ends in a Chinese name, or a family name alone: "Mayor Hu Henghua", "General Secretary Xi"."""
    names = form.split()
    last = names[-1].lower()
    if len(names) > 1 and names[-1].istitle() and last in _SURNAMES and not lexicon.known(last):
        return True
    return any(len(names) >= size and _reads_as_chinese(names[-size:]) for size in (2, 3))


def holds_person(words: Sequence[Word]) -> int:
    """How many words at the end are a Chinese name ("General Secretary Xi Jinping": 2), or 0."""
    for size in (2, 3):
        if len(words) >= size and _chinese(words[-size:]):
            return size
    return 0


def _chinese(words: Sequence[Word]) -> bool:
    """Family name, then a given name of one or two syllables, in one word or two, that is no English word."""
    return _reads_as_chinese([w.text for w in words])


def _reads_as_chinese(names: Sequence[str]) -> bool:
    if not all(n[0].isupper() and n.replace("'", "").replace("’", "").isalpha() for n in names):
        return False
    family, *given = (n.lower().replace("’", "'") for n in names)
    if any(n.isupper() for n in names[1:]) or not all(_GIVEN.fullmatch(g) for g in given):
        return False
    if family in _SURNAMES:
        return all(lexicon.zipf(g) < 3.6 for g in given) and len("".join(given)) > 1
    # A family name that no list holds: only where both names are built like one and mean nothing in English.
    rare = _ONE.fullmatch(family) and len(given) == 1 and _TWO.fullmatch(given[0])
    return bool(rare) and not lexicon.known(family) and not lexicon.known(given[0])
