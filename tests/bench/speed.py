"""How fast the lint is, beside its peers: ratios of CPU time, medians of runs that take turns.

    python -m tests.bench.speed [--bench FOLDER] [--runs N] [--only ROW] [--large]

FOLDER holds the corpora with injected errors and the glossary of 10,000 terms (default: $CQTERM_SHARED/bench). The
rows, each with its goal:

- `typos`: 10 MB, 1,000 terms, near misses on, one process, beside `typos -j1` (PyPI) with the same words;
- `terms`: 10,000 terms beside 50 on the same 10 MB;
- `small`: one file of 10 KB with findings, the shipped glossary, a cqterm.yaml in its folder, the cache warm, the whole
  process beside `python -c "import click"`; `small-10000` the same with 10,000 terms;
- `processes` (--large): two processes beside one on 100 MB (the 10 MB ten times), in wall time;
- `memory` (--large): whether they print the same, and the largest process beside 200 MiB; told are the one that works
  alone, the one that gathers what two workers find, and the larger worker.

Times are those of the whole process and its children. What else runs on the machine makes all of them longer, so only
ratios are worth quoting; for `processes` the machine must have two idle cores.
"""

import argparse
import gzip
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

CQTERM = (str(Path(sys.executable).with_name("cqterm")), "lint", "--color", "never")
CLICK = (sys.executable, "-c", "import click")


class Cost(NamedTuple):
    """What a process took: seconds of CPU and of the clock, and MiB at its largest (or its largest child's)."""

    cpu: float
    wall: float
    memory: float


class Row(NamedTuple):
    """Ours and the other's, how many times as long ours takes, and the most that it should be."""

    name: str
    ours: str
    other: str
    ratio: float
    goal: float


class Bench(NamedTuple):
    """Where the corpora and glossaries are, where there is room to work, and how often to run."""

    shared: Path
    room: Path
    runs: int


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, and print a table; 1 if a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    shared = os.environ.get("CQTERM_SHARED")
    parser.add_argument("--bench", type=Path, default=Path(shared, "bench") if shared else None)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--only", choices=ROWS)
    parser.add_argument("--large", action="store_true")
    options = parser.parse_args(arguments)
    if options.bench is None:
        parser.error("no corpora: set CQTERM_SHARED, or give their folder with --bench")
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as room:
        os.environ["CQTERM_CACHE_DIR"] = str(Path(room, "cache"))
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # who installs a program has it compiled once
        bench = Bench(options.bench, Path(room), options.runs)
        for name, measure in ROWS.items():
            if options.only == name or (not options.only and (name not in LARGE or options.large)):
                rows.append(measure(bench))
                _say(rows[-1])
    return int(any(row.ratio > row.goal for row in rows))


def _say(row: Row) -> None:
    verdict = "reached" if row.ratio <= row.goal else "missed"
    print(f"| {row.name} | {row.ours} | {row.other} | {row.ratio:.2f} | {row.goal:.2f} | {verdict} |", flush=True)


# --- rows ---------------------------------------------------------------------------------------------------------


def beside_typos(bench: Bench) -> Row:
    """10 MB with 1,000 terms beside the spell checker with the same words."""
    typos = shutil.which("typos") or str(Path(sys.executable).with_name("typos"))
    if not Path(typos).exists():
        sys.exit("typos is not installed: pip install typos")
    corpus = _corpus(bench)
    ours, other = _taking_turns(
        bench.runs,
        _lint(bench, corpus, 1_000),
        (typos, "-j1", "--config", str(bench.shared / "typos_1000.toml"), str(corpus)),
    )
    return Row("typos", _seconds(ours), _seconds(other), ours.cpu / other.cpu, 1)


def many_terms(bench: Bench) -> Row:
    """10,000 terms beside 50 on 10 MB."""
    corpus = _corpus(bench)
    ours, other = _taking_turns(bench.runs, _lint(bench, corpus, 10_000), _lint(bench, corpus, 50))
    return Row("terms", _seconds(ours), _seconds(other), ours.cpu / other.cpu, 1.6)


def small_file(bench: Bench) -> Row:
    """One small file beside the import that every command line pays."""
    ours, other = _taking_turns(4 * bench.runs, (*CQTERM, str(_draft(bench))), CLICK)
    return Row("small", _seconds(ours), _seconds(other), ours.cpu / other.cpu, 1.6)


def small_file_many_terms(bench: Bench) -> Row:
    """The same with 10,000 terms."""
    glossary = str(_glossary(bench, 10_000))
    ours, other = _taking_turns(4 * bench.runs, (*CQTERM, "-g", glossary, str(_draft(bench))), CLICK)
    return Row("small-10000", _seconds(ours), _seconds(other), ours.cpu / other.cpu, 2.5)


def two_processes(bench: Bench) -> Row:
    """Two processes beside one on 100 MB: the share of the wall time, which should be 1 / 1.8."""
    one, two = _one_and_two(bench)
    ours, other = _taking_turns(1, two, one)
    return Row("processes", f"{ours.wall:.1f} s", f"{other.wall:.1f} s", ours.wall / other.wall, 1 / 1.8)


def memory(bench: Bench) -> Row:
    """The largest of the processes that lint 100 MB, alone and two together, beside 200 MiB; both print the same."""
    (alone, gathering), (_, worker), said = zip(*map(_watched, _one_and_two(bench)), strict=True)
    if said[0] != said[1]:
        sys.exit("one process and two do not print the same")
    told = f"{alone:.0f} MiB; {gathering:.0f} and {worker:.0f} MiB"
    return Row("memory", told, "200 MiB", max(alone, gathering, worker) / 200, 1)


ROWS: dict[str, Callable[[Bench], Row]] = {
    "small": small_file,
    "small-10000": small_file_many_terms,
    "typos": beside_typos,
    "terms": many_terms,
    "processes": two_processes,
    "memory": memory,
}
LARGE = ("processes", "memory")


# --- material -----------------------------------------------------------------------------------------------------


def _lint(bench: Bench, corpus: Path, terms: int, *, jobs: int = 1) -> tuple[str, ...]:
    glossary = str(_glossary(bench, terms))
    return (*CQTERM, "--isolated", "-g", glossary, "-f", "json", "--jobs", str(jobs), str(corpus))


def _one_and_two(bench: Bench) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """100 MB for one process and for two."""
    large = bench.room / "large"
    for number in range(0 if large.exists() else 10):
        shutil.copytree(_corpus(bench), large / str(number))
    return _lint(bench, large, 1_000), _lint(bench, large, 1_000, jobs=2)


def _corpus(bench: Bench) -> Path:
    folder = bench.room / "corpus"
    if not folder.exists():
        with tarfile.open(bench.shared / "corpus-10mb.tar.gz") as archive:
            archive.extractall(folder, filter="data")
    return folder


def _glossary(bench: Bench, terms: int) -> Path:
    path = bench.room / f"{terms}.yaml"
    if not path.exists():
        with gzip.open(bench.shared / "glossary-10k.json.gz", "rt", encoding="utf-8") as file:
            listed = json.load(file)[:terms]
        lines = ["cqterm: 1", "name: bench", "languages: {source: zh-Hans, target: en}", "concepts:"]
        lines += [f"- {{id: t{each['id']}, term: {json.dumps(each['canonical'])}, state: approved}}" for each in listed]
        path.write_text("\n".join([*lines, ""]), encoding="utf-8")
    return path


def _draft(bench: Bench) -> Path:
    """A file of the corpus, with an error in a term of the shipped glossary, in a folder with settings."""
    folder = bench.room / "small"
    folder.mkdir(exist_ok=True)
    (folder / "cqterm.yaml").write_text("ignore: [term-spacing]\nseverity: {term-case: error}\n", encoding="utf-8")
    first = min(path for path in _corpus(bench).rglob("*.md") if path.stat().st_size > 9_000)
    draft = folder / "draft.md"
    said = first.read_text(encoding="utf-8")
    draft.write_text(f"{said}\nThe Western Land-Sea Trad Corridor grew.\n", encoding="utf-8")
    return draft


# --- measuring ----------------------------------------------------------------------------------------------------


def _taking_turns(runs: int, *commands: Sequence[str]) -> list[Cost]:
    """The median cost of each command, all of them run once before, which warms caches."""
    costs: list[list[Cost]] = [[] for _ in commands]
    for number in range(runs + 1):
        for command, taken in zip(commands, costs, strict=True):
            cost = _run(command)
            if number:
                taken.append(cost)
    return [Cost(*(median(each) for each in zip(*taken, strict=True))) for taken in costs]


def _run(command: Sequence[str]) -> Cost:
    started = perf_counter()
    nowhere = [(os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_WRONLY, 0) for stream in (1, 2)]
    process = os.posix_spawn(command[0], list(command), os.environ, file_actions=nowhere)
    _, _, used = os.wait4(process, 0)
    return Cost(used.ru_utime + used.ru_stime, perf_counter() - started, used.ru_maxrss / 1024)


_WATCHED = """
import resource, sys
from cqterm.cli import main
try:
    main()
finally:
    used = [resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    print(*used, file=sys.stderr)
"""


def _watched(command: Sequence[str]) -> tuple[float, float, bytes]:
    """MiB of the process of a command line of ours at its largest, of its largest worker, and what it prints."""
    done = subprocess.run((sys.executable, "-c", _WATCHED, *command[1:]), capture_output=True, check=False)
    itself, worker = map(float, done.stderr.split()[-2:])
    return itself, worker, done.stdout


def _seconds(cost: Cost) -> str:
    return f"{cost.cpu:.3f} s"


if __name__ == "__main__":
    sys.exit(main())
