"""Slips of one letter: which words of the documents are misspellings of which others.

One edit makes four in five misspellings: Damerau (1964), "A technique for computer detection and correction of spelling
errors", Communications of the ACM 7(3). Words so far apart are found by deletion: they share a form from which one
letter is taken out, as in Mor & Fraenkel (1982), "A hash code method for detecting and correcting spelling errors",
Communications of the ACM 25(12).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from cqterm.mine import lexicon
from cqterm.text.distance import within

_SHORTEST = 4


def slips(frequencies: Mapping[str, int]) -> dict[str, dict[str, int]]:
    """For each word the words of which it may be a slip, or they of it, each with the fewest words of a term in which
    the two are taken for one.

    Sure enough where one is no English word; where both are, the rest of a long term must agree and one must be by far
    the rarer here.
    """  # noqa: D205 - one sentence longer than a line
    found: dict[str, dict[str, int]] = {}
    words = sorted(word for word in frequencies if len(word) >= _SHORTEST)
    known = {word: lexicon.known(word) for word in words}
    odd = {word for word in words if not known[word] or frequencies[word] <= 1}
    for bucket in _alike(words, odd):
        for a in bucket:
            if a in odd:
                for b in bucket:
                    size = _needs(known[a], known[b], frequencies[a], frequencies[b])
                    if size and within(a, b, 1) == 1:
                        found.setdefault(a, {})[b] = size
                        found.setdefault(b, {})[a] = size
    return found


def _alike(words: Iterable[str], odd: set[str]) -> Iterable[list[str]]:
    """Words that share a form with one letter less, where one of them is odd."""
    buckets: defaultdict[str, list[str]] = defaultdict(list)
    for word in words:
        if word in odd:
            for shorter in _shorter(word):
                buckets[shorter].append(word)
    for word in words:
        if word not in odd:
            for shorter in _shorter(word):
                if shorter in buckets:
                    buckets[shorter].append(word)
    return (bucket for bucket in buckets.values() if len(bucket) > 1)


def _shorter(word: str) -> set[str]:
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


def _needs(known: bool, other_known: bool, times: int, other_times: int) -> int:
    """From how many words of a term on a word is taken for a slip of another one; 0 for never."""
    if known:
        return 4 if other_known and times <= 1 and other_times >= 4 else 0
    if other_known:
        return 2 if times <= max(1, other_times) else 0
    return 3 if times <= 1 < other_times else 0
