"""What the miner knows of English words: their parts of speech and how common they are in general English.

The data is shipped (`cqterm/data/lexicon.txt.gz`, licences beside it, made by `tests/make_lexicon.py`), so no model
and no other package is needed. It is loaded on first use, in about 0.1 s.
"""

import gzip
from functools import cache

from cqterm.package import content
from cqterm.text.words import american
from cqterm.text.words import singular as by_rule
from cqterm.values import NamedTuple


class Entry(NamedTuple):
    """`tag` is the likeliest tag (N A V D P G R, or `-`), `kinds` what the word may be (n v a r; s: a plural)."""

    tag: str
    kinds: str
    zipf: float


def entry(norm: str) -> Entry | None:
    """What is known of a lower-case word."""
    return _entries().get(norm)


def known(norm: str) -> bool:
    """Whether general English has the word."""
    return norm in _entries()


def zipf(norm: str) -> float:
    """How common a lower-case word is in general English: the decimal logarithm of its count in a thousand million.

    The scale is that of van Heuven et al. (2014), "SUBTLEX-UK: a new and improved word frequency database for British
    English", Quarterly Journal of Experimental Psychology 67(6), on the Zipf scale. A compound counts as its
    rarest part, an unknown word as 1.0.
    """
    found = _entries().get(norm)
    if found is not None and found.zipf:
        return found.zipf
    if "-" in norm:
        return min(zipf(part) for part in norm.split("-") if part) if norm.strip("-") else 1.0
    return 1.0


@cache
def singular(norm: str) -> str:
    """A lower-case noun in the singular and in American spelling; any other word as it is, in American spelling."""
    if "-" in norm:
        head, _, last = norm.rpartition("-")
        return f"{head}-{singular(last)}"
    found = _entries().get(norm)
    if (found is None and norm.endswith("s")) or (found is not None and "s" in found.kinds):
        return american(by_rule(norm))
    return american(norm)


@cache
def _entries() -> dict[str, Entry]:
    entries = {}
    for line in gzip.decompress(content("data/lexicon.txt.gz")).decode("ascii").split("\n"):
        word, tag, kinds, level = line.split(" ")
        entries[word] = Entry(tag, kinds.strip("-"), int(level) / 10)
    return entries
