"""How well the miner ranks documents that its weights were not fitted on.

    python -m tests.bench.termhood CONCEPTS.yaml DOCUMENT...

CONCEPTS.yaml annotates the documents: a list of concepts with `canonical` and `variants` (each with `form`). Each
document is mined by itself and its units are ranked twice: by the weights of `cqterm.mine.score`, and by weights that a
logistic regression fitted on the other documents alone. Documents whose names are joined by a plus (`a.txt+b.txt`) are
left out together, as an excerpt and its original must be. Average precision is that of Manning, Raghavan & Schütze
(2008), "Introduction to Information Retrieval", section 8.4.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from cqterm.formats import read
from cqterm.mine import count, merge
from cqterm.mine.collection import collect
from cqterm.mine.score import WEIGHTS, score
from cqterm.mine.termhood import measures
from cqterm.mine.variants import key
from cqterm.model import Source

RIDGE = 10.0
"""How strongly fitted weights are held near zero."""


class Ranked:
    """The units of some documents: their measures, and which of them are annotated."""

    def __init__(self, paths: Sequence[Path], wanted: set[str]) -> None:
        collection = collect(merge(*(count(Source(id=p.name), read(p.name, p.read_bytes())) for p in paths)))
        self.measures = measures(collection)
        texts = (collection.units.text(unit) for unit in range(len(collection.units)))
        self.right = np.array([key(text, {}) in wanted for text in texts])

    def columns(self) -> Any:
        """The weighted measures, a row for each unit."""
        return np.stack([self.measures[name] for name in WEIGHTS], axis=1)

    def quality(self, points: Any) -> tuple[float, float]:
        """Average precision, and precision at 50."""
        right = self.right[np.argsort(-points, kind="stable")]
        precision = np.cumsum(right) / np.arange(1, len(right) + 1)
        return float(precision[right].mean()), float(right[:50].mean())


def fitted(ranked: Ranked) -> Any:
    """Weights of a logistic regression with a ridge, by Newton's method on standardised measures."""
    columns = ranked.columns()
    spread = columns.std(axis=0) + 1e-9
    rows = np.c_[(columns - columns.mean(axis=0)) / spread, np.ones(len(columns))]
    ridge = np.diag([*[RIDGE] * len(spread), 1e-6])
    weights = np.zeros(len(spread) + 1)
    for _ in range(30):
        chance = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (chance - ranked.right) + ridge @ weights
        weights -= np.linalg.solve((rows * (chance * (1 - chance))[:, None]).T @ rows + ridge, slope)
    return weights[:-1] / spread


def annotated(path: Path) -> set[str]:
    """The keys of all forms of an annotation."""
    concepts = yaml.safe_load(path.read_text(encoding="utf-8"))
    forms = (f for c in concepts for f in (c["canonical"], *(v["form"] for v in c.get("variants") or ())))
    return {key(form, {}) for form in forms}


def main() -> None:
    """Print a line for each document that is left out, and the means."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("concepts", type=Path)
    parser.add_argument("documents", nargs="+", help="joined by + where they are left out together")
    given = parser.parse_args()
    wanted = annotated(given.concepts)
    sets = [[Path(name) for name in joined.split("+")] for joined in given.documents]
    rows = []
    for out in sets:
        apart, rest = Ranked(out, wanted), Ranked([p for other in sets if other != out for p in other], wanted)
        rows.append((*apart.quality(score(apart.measures)), *apart.quality(apart.columns() @ fitted(rest))))
        print("+".join(p.name for p in out), *(f"{value:.3f}" for value in rows[-1]))
    print("mean (by hand: AP, P@50; fitted: AP, P@50)", *(f"{value:.3f}" for value in np.mean(rows, axis=0)))


if __name__ == "__main__":
    main()
