"""Repeated texts: a document that repeats another one, such as an excerpt or the same briefing on two sites.

Both are one text: it has one vote, it counts once, and the list of proposals is no longer for it.
"""

from collections import Counter
from collections.abc import Callable, Mapping

import numpy as np

from cqterm.mine.counts import Counts, DocumentCounts
from cqterm.mine.prose import Flags
from cqterm.mine.sequences import Column
from cqterm.model import Source
from cqterm.values import replace


def voices(counts: Counts) -> dict[str, str]:
    """Which source speaks for which: an excerpt or near-duplicate has one vote together with its original.

    A document is a repetition where the manifest says so, or where half of its shingles stand in a longer one:
    containment, Broder (1997), "On the resemblance and containment of documents".
    """
    speaks = {identifier: identifier for identifier in counts}
    by_length = sorted(counts, key=lambda i: (-counts[i].words, i))
    holders: dict[int, str] = {}
    for identifier in by_length:
        document = counts[identifier]
        said = document.source.excerpt_of
        if said in counts:
            speaks[identifier] = said
        elif document.shingles:
            shared = Counter(holders[s] for s in document.shingles if s in holders)
            best = min(shared, key=lambda i: (-shared[i], i), default="")
            if best and shared[best] * 2 >= len(document.shingles):
                speaks[identifier] = best
        for shingle in document.shingles:
            holders.setdefault(shingle, identifier)
    return {identifier: _root(speaks, identifier) for identifier in speaks}


def described(counts: Counts) -> dict[str, Source]:
    """The sources of merged counts; one that repeats another says so, also where no manifest does."""
    speaks = voices(counts)
    sources = {identifier: document.source for identifier, document in counts.items()}
    return {
        identifier: replace(source, excerpt_of=speaks[identifier])
        if speaks[identifier] != identifier and not source.excerpt_of
        else source
        for identifier, source in sources.items()
    }


def extent(counts: Counts, speaks: Mapping[str, str]) -> int:
    """Words of text, what is repeated counted once: the longest of the documents that are one text."""
    longest: dict[str, int] = {}
    for identifier, document in counts.items():
        longest[speaks[identifier]] = max(longest.get(speaks[identifier], 0), document.words)
    return sum(longest.values())


def counted(item: Column, document: Column, times: Column, voice: Column) -> Flags:
    """Which rows of a table of items in documents count: of documents that are one text, that with an item most often.

    `voice` says for each document which text it is, as a number. Among equals the first document counts.
    """
    several = np.flatnonzero(np.bincount(voice)[voice[document]] > 1)
    some, who = item[several], voice[document[several]]
    order = np.lexsort((document[several], -times[several], who, some))
    again = (some[order[1:]] == some[order[:-1]]) & (who[order[1:]] == who[order[:-1]])
    counts = np.ones(len(item), np.bool_)
    counts[several[order[1:][again]]] = False
    return counts


def tally(
    counts: Counts, speaks: Mapping[str, str], pairs: Callable[[DocumentCounts], Mapping[tuple[str, str], int]]
) -> dict[str, Counter[str]]:
    """How often the documents give what for what, such as a full form for an acronym; `pairs` says it for each."""
    most: dict[tuple[str, str, str], int] = {}
    for identifier, document in counts.items():
        for pair, times in pairs(document).items():
            said = (*pair, speaks[identifier])
            most[said] = max(most.get(said, 0), times)
    found: dict[str, Counter[str]] = {}
    for (one, other, _), times in most.items():
        found.setdefault(one, Counter())[other] += times
    return found


def _root(speaks: Mapping[str, str], identifier: str) -> str:
    seen = {identifier}
    while (after := speaks[identifier]) not in seen:
        seen.add(after)
        identifier = after
    return min(seen) if after != identifier else identifier
