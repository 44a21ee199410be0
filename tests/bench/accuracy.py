"""How much the lint finds, and how seldom it is wrong: precision, recall and correction with 95 % intervals.

    python -m tests.bench.accuracy [-g GLOSSARY] [--each N] [--seed N] [--labelled FILE.jsonl]... [--clean PATH]...

Three tables, each for any glossary (default: the shipped one):

- errors of each kind, put into N places of each of its terms (`tests.bench.injections`): found is a warning or an
  error that touches the place and names the concept; corrected is one whose fix gives the right sentence again;
- labelled texts: a JSON object a line with `text`, `expected` (start, end, suggestion, severity) and `tolerated`
  (start, end), offsets in code points; what is expected at level info counts at level info too;
- clean texts: findings by level, per million words.

The intervals are Wilson's (E. B. Wilson, "Probable inference, the law of succession, and statistical inference",
JASA 22, 1927), which hold for small numbers and for shares near 1.
"""

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from math import sqrt
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from cqterm.engine import Job, lint_bytes
from cqterm.files import shipped_glossary
from cqterm.glossaries import load_glossary
from cqterm.match.compiling import compile_lexicon
from cqterm.match.lexicon import Lexicon, Pattern
from cqterm.model import Finding, Span
from tests.bench.injections import KINDS

CARRIERS = (
    "They spoke of the {} at length.",
    "So far the {} has been praised by all sides.",
    "Much depends on the {} here.",
)


class Share(NamedTuple):
    """So many of so many, with its interval."""

    hits: int
    total: int

    def __str__(self) -> str:
        low, high = wilson(*self)
        value = self.hits / self.total if self.total else 0.0
        return f"{self.hits:>6} of {self.total:<6} {value:6.3f}  [{low:.3f}, {high:.3f}]"


def wilson(hits: int, total: int) -> tuple[float, float]:
    """The 95 % interval of a share, by Wilson's score."""
    if not total:
        return 0.0, 1.0
    z, p = 1.959964, hits / total
    middle, spread = p + z * z / (2 * total), z * sqrt(p * (1 - p) / total + z * z / (4 * total * total))
    return max(0.0, (middle - spread) / (1 + z * z / total)), min(1.0, (middle + spread) / (1 + z * z / total))


def injected(lexicon: Lexicon, *, each: int, seed: int) -> Iterator[tuple[str, bool, bool]]:
    """For each error that was put into a term: its kind, whether it was found, and whether it was corrected."""
    job = Job(lexicon=lexicon)
    for pattern in _usable(lexicon):
        random = Random(f"{seed} {pattern.term.text}")
        for kind, inject in KINDS.items():
            made = {inject(pattern, random) for _ in range(each)} - {None, pattern.term.text}
            for wrong in sorted(filter(None, made)):
                carrier = random.choice(CARRIERS)
                right, text = carrier.format(pattern.term.text), carrier.format(wrong)
                findings = [f for f in _lint(job, text) if f.severity != "info" and f.concept == pattern.concept.id]
                yield kind, bool(findings), any(_mended(text, f) == right for f in findings)


def false_alarms(lexicon: Lexicon) -> tuple[int, int]:
    """How many terms written right are reported, alone or in a sentence, and of how many."""
    job = Job(lexicon=lexicon)
    texts = [carrier.format(p.term.text) for p in _usable(lexicon) for carrier in ("{}", *CARRIERS)]
    return sum(any(f.severity != "info" for f in _lint(job, text)) for text in texts), len(texts)


def labelled(lexicon: Lexicon, items: Iterable[dict[str, Any]]) -> dict[str, Share]:
    """Precision, recall and correction on labelled texts, and how many of those without an error are silent."""
    job, n = Job(lexicon=lexicon), Counter[str]()
    for item in items:
        text, used = item["text"], set[int]()
        findings = _lint(job, text)
        for expected in item["expected"]:
            levels = ("error", "warning") + (("info",) if expected.get("severity") == "info" else ())
            hit = [i for i, f in enumerate(findings) if i not in used and f.severity in levels and _close(f, expected)]
            n["expected"] += 1
            n["found"] += bool(hit)
            used.update(hit[:1])
            good = _replaced(text, Span(expected["start"], expected["end"]), expected["suggestion"])
            n["corrected"] += any(_same(_mended(text, findings[i]), good) for i in hit[:1])
        labels = item["expected"] + item["tolerated"]
        others = [f for i, f in enumerate(findings) if i not in used and f.severity != "info"]
        stray = [f for f in others if not any(_touches(f, label) for label in labels)]
        n["false"] += len(stray)
        n["clean"] += not item["expected"]
        n["silent"] += not item["expected"] and not stray
    return {
        "precision": Share(n["found"], n["found"] + n["false"]),
        "recall": Share(n["found"], n["expected"]),
        "corrected": Share(n["corrected"], n["expected"]),
        "clean texts silent": Share(n["silent"], n["clean"]),
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("-g", "--glossary", type=Path, action="append", help="default: the shipped one")
    parser.add_argument("--each", type=int, default=2, help="errors of each kind in each term")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--labelled", type=Path, action="append", default=[])
    parser.add_argument("--clean", type=Path, action="append", default=[])
    chosen = parser.parse_args(arguments)
    lexicon = compile_lexicon(load_glossary(chosen.glossary or [shipped_glossary()]))
    _show_injected(lexicon, each=chosen.each, seed=chosen.seed)
    for path in chosen.labelled:
        print(f"\n{path.name}")
        items = (json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip())
        for name, share in labelled(lexicon, items).items():
            print(f"{name:20}{share}")
    for path in chosen.clean:
        _show_clean(lexicon, path)
    return 0


def _show_injected(lexicon: Lexicon, *, each: int, seed: int) -> None:
    found, corrected, total = Counter[str](), Counter[str](), Counter[str]()
    for kind, hit, mended in injected(lexicon, each=each, seed=seed):
        for name in (kind, "all"):
            total[name] += 1
            found[name] += hit
            corrected[name] += mended
    print(f"{'':20}{'found':^38}{'corrected':^40}".rstrip())
    for kind in (*KINDS, "all"):
        if total[kind]:
            print(f"{kind:20}{Share(found[kind], total[kind])}  {Share(corrected[kind], total[kind])}")
    print(f"{'right terms flagged':20}{Share(*false_alarms(lexicon))}")


def _show_clean(lexicon: Lexicon, path: Path) -> None:
    job, levels, words = Job(lexicon=lexicon), Counter[str](), 0
    for file in sorted(p for p in (path.rglob("*") if path.is_dir() else [path]) if p.is_file()):
        data = file.read_bytes()
        words += len(data.split())
        levels.update(f.severity for f in lint_bytes(job, file.name, data).findings)
    print(f"\n{path.name}: {words:,} words")
    for level in ("error", "warning", "info"):
        print(f"{level:20}{levels[level]:>6}  {levels[level] * 1_000_000 / max(words, 1):.1f} in a million words")


def _usable(lexicon: Lexicon) -> Iterator[Pattern]:
    """Terms that may be used at any time, by anybody, and of which near misses are sought."""
    for pattern in lexicon.patterns:
        term = pattern.term
        free = not (term.until or term.valid_from or term.publisher) and term.status == "preferred"
        if free and term.type == "full" and pattern.near != "off" and len(pattern.norms) > 1:
            yield pattern


def _lint(job: Job, text: str) -> list[Finding]:
    return list(lint_bytes(job, "draft.md", text.encode()).findings)


def _mended(text: str, finding: Finding) -> str | None:
    if finding.fix:
        for edit in reversed(finding.fix.edits):
            text = _replaced(text, edit.span, edit.text)
        return text
    return _replaced(text, finding.place.span, finding.suggestions[0]) if finding.suggestions else None


def _replaced(text: str, span: Span, new: str) -> str:
    return text[: span.start] + new + text[span.end :]


def _same(a: str | None, b: str) -> bool:
    return a is not None and re.sub(r"\s+", " ", a).strip() == re.sub(r"\s+", " ", b).strip()


def _touches(finding: Finding, label: dict[str, Any]) -> bool:
    return bool(finding.place.span.start < label["end"] and label["start"] < finding.place.span.end)


def _close(finding: Finding, label: dict[str, Any]) -> bool:
    """Whether a finding is about a label: it touches it and is hardly longer."""
    start, end = finding.place.span
    return _touches(finding, label) and end - start <= 2 * (label["end"] - label["start"]) + 20


if __name__ == "__main__":
    sys.exit(main())
