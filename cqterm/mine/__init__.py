"""Mining: from documents to proposed concepts, each with its forms, a canonical choice, a reason and evidence.

`count` (map) and `merge` (reduce) are pure functions of values that can be pickled; `propose` ranks, groups and
chooses; `mine` does all of it at once. The rooms, in the order in which a text passes them: furniture; prose (with
facts, lexicon, register and persons); phrases, glosses, candidates, pairs; counts. Then, over all documents: forms,
units (by the keys of variants), collection, nesting, termhood, score; group (with bags and slips), alike, named,
choose (by grounds), evidence, proposals, present, explain.
"""

from cqterm.mine.counts import Counts, add, count, merge
from cqterm.mine.explain import explain
from cqterm.mine.pipeline import mine, propose, room, select, size
from cqterm.mine.proposals import Proposals
from cqterm.mine.repeats import described

__all__ = [
    "Counts", "Proposals", "add", "count", "described", "explain", "merge", "mine", "propose", "room", "select", "size",
]  # fmt: skip
