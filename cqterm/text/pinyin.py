"""Chinese names in Latin letters: whether a word can be read as syllables of Hanyu Pinyin (ISO 7098:2015).

Used where one letter makes another place: "Xiangjiang" and "Liangjiang" are both good names, "Liangjaing" is none.
"""

from cqterm.text.patterns import late

_SYLLABLE = "|".join((
    "[bpmdtnljqx]i(?:ang|ao|an|ng|n|ong|a|e|u)?",
    "[jqxy]u(?:an|e|n)?|[ln]ve?",
    "(?:[zcs]h?|r)(?:i|uang|uai|uan|ui|un|ua|uo|u|ong)|y(?:ing|in|i|ong)",
    "[dtnlgkh](?:uang|uai|uan|ui|un|ua|uo|u|ong)|[bpmfw]u",
    "(?:[zcs]h?|[bpmfdtnlgkhrwy])?(?:ang|eng|ai|ei|ao|ou|an|en|er|a|o|e)",
))  # fmt: skip
_WORD = late(f"(?:{_SYLLABLE})+")


def pinyin(word: str) -> bool:
    """Whether a folded word consists of syllables of Pinyin, written without tones and apostrophes."""
    return _WORD.fullmatch(word) is not None
