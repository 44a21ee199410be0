"""A project of many old texts adopts cqterm: silent afterwards, silent after edits elsewhere, and a new error speaks.

    python -m tests.bench.adoption [--files N] [--edits N] [--seed N]

The project is made up: Markdown of a dozen paragraphs each, about every second file with errors of the shipped
glossary's terms. It is linted by `cqterm` processes as a user would; edits never touch the sentence of an error.
"""

import argparse
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[2]
BASELINE = "known.tsv"

ERRORS = (
    "Freight on the Western Land-Sea Trad Corridor doubled in {}.",
    "The goal of Two Centers and Two Places was set in {}.",
    "A mega-city plans further ahead than {}.",
    "The new western land-sea corridor was opened to trucks in {}.",
    "Since {} the China (Chongqing) Free Trade Zone has grown.",
    "Chongqing-Chengdu economic circle is how one paper put it in {}.",
)
NEW = "The last train of the year ran on the Westren Land-Sea Trade Corridor."
SUBJECTS = "The council|A visitor|Every teacher|One of the engineers|The river|An old bridge|The evening market".split(
    "|"
)
VERBS = "crossed|described|repaired|painted|measured|remembered|counted".split("|")
OBJECTS = "three small boats|the wooden stairs|a garden of oranges|the noisy square|two letters|the morning fog".split(
    "|"
)


class Adoption(NamedTuple):
    """The findings of each run, the entries of the baseline, and how long the runs took (seconds of wall time)."""

    before: int
    entries: int
    adopted: list[str]
    edited: list[str]
    added: list[str]
    seconds: tuple[float, ...]


def adopt(folder: Path, *, files: int, edits: int, seed: int = 1) -> Adoption:
    """Make a project of so many files in an empty folder, adopt cqterm, and make so many edits."""
    random = Random(seed)
    names = [f"texts/{n // 100:02}/text {n:04} 稿.md" for n in range(files)]
    for name in names:
        _write(folder / name, [_paragraph(random, random.random() < 0.06) for _ in range(12)])
    first, *runs = [_lint(folder, "--exit-zero")]
    runs.append(_lint(folder, "--write-baseline", BASELINE))
    entries = sum(not line.startswith("#") for line in (folder / BASELINE).read_text(encoding="utf-8").splitlines())
    adopted = _lint(folder, "--baseline", BASELINE)
    for _ in range(edits):
        _edit(folder / random.choice(names), random)
    edited = _lint(folder, "--baseline", BASELINE)
    last = folder / random.choice(names)
    _write(last, [*_paragraphs(last), NEW])
    added = _lint(folder, "--baseline", BASELINE)
    return Adoption(
        before=len(first.findings),
        entries=entries,
        adopted=adopted.findings,
        edited=edited.findings,
        added=added.findings,
        seconds=tuple(each.seconds for each in (first, *runs, adopted, edited, added)),
    )


def main() -> None:
    """Adopt and print."""
    given = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    given.add_argument("--files", type=int, default=5_000)
    given.add_argument("--edits", type=int, default=200)
    given.add_argument("--seed", type=int, default=1)
    options = given.parse_args()
    with TemporaryDirectory() as folder:
        done = adopt(Path(folder), files=options.files, edits=options.edits, seed=options.seed)
    print(f"{options.files:,} files: {done.before:,} findings, {done.entries:,} entries in the baseline")
    print(f"with the baseline: {len(done.adopted)} findings")
    print(f"after {options.edits} edits elsewhere: {len(done.edited)} findings")
    print(f"after one new error: {len(done.added)} finding: {'; '.join(done.added)}")
    print(f"wall time of the runs: {', '.join(f'{each:.1f} s' for each in done.seconds)}")
    sys.exit(bool(done.adopted or done.edited or len(done.added) != 1))


class _Run(NamedTuple):
    findings: list[str]
    seconds: float


def _lint(folder: Path, *options: str) -> _Run:
    start = perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "cqterm", "lint", "--isolated", "-f", "json", *options, "."],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode < 2, done.stderr
    assert "stale" not in done.stderr, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)["findings"]
    return _Run([f"{f['path']}:{f['line']}: {f['text']}" for f in found], perf_counter() - start)


# --- texts ------------------------------------------------------------------------------------------------------


def _sentence(random: Random) -> str:
    return (
        f"{random.choice(SUBJECTS)} {random.choice(VERBS)} {random.choice(OBJECTS)} in {random.randrange(1900, 2020)}."
    )


def _paragraph(random: Random, wrong: bool) -> str:
    sentences = [_sentence(random) for _ in range(3)]
    if wrong:
        sentences[random.randrange(3)] = random.choice(ERRORS).format(random.randrange(1900, 2020))
    return " ".join(sentences)


def _paragraphs(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").rstrip("\n").split("\n\n")


def _write(path: Path, paragraphs: list[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n\n".join(paragraphs) + "\n", encoding="utf-8", newline="\n")


_WRONG = re.compile("|".join(re.escape(each).replace(r"\{\}", r"\d+") for each in ERRORS))


def _edit(path: Path, random: Random) -> None:
    """Put a paragraph in, take one away, move one, or write another sentence beside an error or anywhere."""
    paragraphs = _paragraphs(path)
    at = random.randrange(len(paragraphs))
    kind = random.choice(("insert", "insert", "delete", "move", "sentence", "sentence"))
    if kind == "insert":
        paragraphs.insert(at, _paragraph(random, wrong=False))
    elif kind == "delete" and not _WRONG.search(paragraphs[at]):
        del paragraphs[at]
    elif kind == "move":
        paragraphs.append(paragraphs.pop(at))
    else:
        sentences = re.split(r"(?<=\.) ", paragraphs[at])
        right = [n for n, each in enumerate(sentences) if not _WRONG.search(each)]
        sentences[random.choice(right)] = _sentence(random)
        paragraphs[at] = " ".join(sentences)
    _write(path, paragraphs)


if __name__ == "__main__":
    main()
