"""Chinese names in Latin letters: whether a word can be read as syllables of Hanyu Pinyin (ISO 7098:2015).

Used where one letter makes another place: "Xiangjiang" and "Liangjiang" are both good names, "Liangjaing" is none.
"""

from functools import cache

_INITIALS_AND_FINALS = (
    ("b p m d t n l j q x", "i ia ian iang iao ie in ing iong iu"),
    ("j q x y", "u uan ue un"),
    ("l n", "v ve"),
    ("z c s zh ch sh r", "i ong u ua uai uan uang ui un uo"),
    ("d t n l g k h", "ong u ua uai uan uang ui un uo"),
    ("b p m f w", "u"),
    ("y", "i in ing ong"),
    (" z c s zh ch sh b p m f d t n l g k h r w y", "a ai an ang ao e ei en eng er o ou"),  # also without an initial
)
_LONGEST = 6
"""Letters of the longest syllable, such as "zhuang"."""


def pinyin(word: str) -> bool:
    """Whether a folded word consists of syllables of Pinyin, written without tones and apostrophes."""
    ends = [0]  # of the syllables that the word may begin with, one behind the other
    for end in range(1, len(word) + 1):
        if any(word[start:end] in _syllables() for start in ends if start >= end - _LONGEST):
            ends.append(end)
    return 0 < len(word) == ends[-1]


@cache
def _syllables() -> frozenset[str]:
    # a pattern of them takes 5 ms to compile
    rows = [(initials.split(" "), finals.split()) for initials, finals in _INITIALS_AND_FINALS]
    return frozenset([initial + final for initials, finals in rows for initial in initials for final in finals])
