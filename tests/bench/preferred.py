"""How well the miner chooses where one document of an annotated collection is missing.

    python -m tests.bench.preferred CONCEPTS.yaml PAIRS.tsv SCORER.py DOCUMENT...

SCORER.py prints, for CONCEPTS.yaml and what `cqterm mine --format json` gives, its measures as JSON. All documents are
mined, then all but each one: a rule that was made for the sake of one document shows in the others alone.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

MEASURES = ("canonical_accuracy", "core_recall", "precision_at_300", "form_precision")


def scores(documents: Sequence[Path], scorer: Sequence[str]) -> dict[str, Any]:
    """What the scorer says of a list mined from some documents."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "mined.json"
        mine = [sys.executable, "-m", "cqterm", "mine", *map(str, documents), "--format", "json", "-o", str(out)]
        subprocess.run(mine, check=True)
        program, concepts, pairs = scorer
        command = [sys.executable, program, concepts, str(out), "--format", "seeds", "--pairs", pairs]
        found: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return found


def main() -> None:
    """Print a line of figures for all documents, and one for all but each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("concepts", "pairs", "scorer"):
        parser.add_argument(name)
    parser.add_argument("documents", nargs="+", type=Path)
    given = parser.parse_args()
    scorer = (given.scorer, given.concepts, given.pairs)
    print("without".ljust(30), *(name.ljust(20) for name in (*MEASURES, "bcubed_multi")))
    for missing in (None, *given.documents):
        found = scores([path for path in given.documents if path != missing], scorer)
        figures = (*(found[name] for name in MEASURES), found["bcubed_multi"]["f1"])
        print((missing.name if missing else "none").ljust(30), *(f"{figure:<20.3f}" for figure in figures))


if __name__ == "__main__":
    main()
