"""Names of persons, which are no terms. Chinese names by their build, others by what stands around them."""

import re
from collections.abc import Sequence

from cqterm.mine import lexicon
from cqterm.values import NamedTuple

SURNAMES = frozenset(
    "zhao qian sun li zhou wu zheng wang feng chen chu wei jiang shen han yang zhu qin you xu he lv lyu shi zhang kong"
    " cao yan hua jin tao qi xie zou yu bai dou su pan ge fan peng lang lu chang ma miao fang ren yuan liu bao tang"
    " fei cen xue lei ni luo hao an le fu pi bian kang bu gu meng huang mu xiao yin yao shao mao di mi bei ming zang"
    " ji dai tan song pang xiong shu qu xiang zhuang dong liang du ruan lan min xi jia lou tong guo mei sheng lin"
    " diao zhong qiu gao xia cai tian hu ling huo wan ke guan mo jing gan xie ding deng hong zuo cui gong cheng xing"
    " hou shan dan long ye bin yi liao ouyang shangguan zeng tu hui nie".split()
)
"""Romanised family names: the Hundred Family Surnames and the commonest others."""
TITLES = frozenset("mr ms mrs dr prof professor sir madam journalist reporter correspondent spokesperson".split())

_SYLLABLE = (
    "(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    "(?:iang|iong|uang|ueng|ang|eng|ing|ong|ian|iao|uai|uan|an|en|in|un|ai|ei|ao|ou|ia|ie|iu|ua|uo|ui|ue|er|a|e|i|o|u|v)"
)
_GIVEN = re.compile(f"{_SYLLABLE}(?:'?{_SYLLABLE})?")
_ONE = re.compile(_SYLLABLE)
_TWO = re.compile(f"{_SYLLABLE}'?{_SYLLABLE}")


class Part(NamedTuple):
    """Which part of a Chinese name a word may be.

    `family` is a listed family name, `given` a given name of one or two syllables, `odd` one that is no common English
    word and `single` a single letter. `rare_family` and `rare_given` make a name together although no list holds the
    family: both are built like names and mean nothing in English.
    """

    family: bool = False
    given: bool = False
    odd: bool = False
    single: bool = False
    rare_family: bool = False
    rare_given: bool = False


def part(text: str) -> Part:
    """Which part of a Chinese name a word is, as it is printed."""
    norm = text.lower().replace("’", "'")
    if not text[0].isupper() or not norm.replace("'", "").isalpha() or not _GIVEN.fullmatch(norm):
        return Part(family=text[0].isupper() and norm in SURNAMES)
    known = lexicon.known(norm)
    given = not text.isupper()
    return Part(
        family=norm in SURNAMES,
        given=given,
        odd=given and lexicon.zipf(norm) < _ODD,
        single=len(norm) == 1,
        rare_family=bool(_ONE.fullmatch(norm)) and norm not in SURNAMES and not known,
        rare_given=given and bool(_TWO.fullmatch(norm)) and not known,
    )


def is_name(parts: Sequence[Part]) -> bool:
    """Whether two or three words, a family name first, are a Chinese name."""
    family, *given = parts
    if family.family:
        return all(g.odd for g in given) and (len(given) > 1 or not given[0].single)
    return family.rare_family and len(given) == 1 and given[0].rare_given


def named_person(form: str) -> bool:
    """Whether a form ends in a Chinese name, or a family name alone: "Mayor Hu Henghua", "General Secretary Xi"."""
    names = form.split()
    last = names[-1].lower()
    if len(names) > 1 and names[-1].istitle() and last in SURNAMES and not lexicon.known(last):
        return True
    return any(len(names) >= size and is_name([part(n) for n in names[-size:]]) for size in (2, 3))


_ODD = 3.6
"""On the Zipf scale: a given name is no commoner English word than this."""
