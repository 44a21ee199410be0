"""What the hook itself costs on a commit of one 10 KB file, beside `python -c "import click"`: CPU time of processes.

    python -m tests.bench.hook [--rounds N] [-g GLOSSARY] [--draft FILE]

A folder with a `cqterm.yaml` and a draft of 10 KB with findings is linted by `cqterm lint --force-exclude draft.md`,
which is the entry of the hook, in turn with the peer; the medians of user and system time and their ratio count. The
cache is warm. `--draft` takes a text of yours instead, such as news without findings, a press text full of terms or a
Word file.
"""

import argparse
import os
import resource
import subprocess
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[2]
SIZE = 10_000
TEXT = (
    "Freight on the Western Land-Sea Trad Corridor doubled.\n\nThe river crossed two quiet villages in the evening.\n\n"
)


def main() -> None:
    """Measure and print."""
    given = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    given.add_argument("--rounds", type=int, default=11)
    given.add_argument("-g", "--glossary", type=Path)
    given.add_argument("--draft", type=Path)
    options = given.parse_args()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # who installs a program has it compiled once
    with TemporaryDirectory() as folder:
        prose = "The council remembered a garden of oranges and the noisy square in the morning fog.\n\n"
        draft = (TEXT * 5 + prose * (SIZE // len(prose)))[:SIZE] + "\n"
        name = f"draft{options.draft.suffix if options.draft else '.md'}"
        Path(folder, name).write_bytes(options.draft.read_bytes() if options.draft else draft.encode())
        settings = f"glossary: {options.glossary.resolve()}\n" if options.glossary else "fail-level: warning\n"
        Path(folder, "cqterm.yaml").write_text(settings, encoding="utf-8")
        program = Path(sys.executable).parent / "cqterm"
        hook = [str(program), "lint", "--force-exclude", name]
        peer = [sys.executable, "-c", "import click"]
        _seconds(hook, folder)
        pairs = [(_seconds(hook, folder), _seconds(peer, folder)) for _ in range(options.rounds)]
    ours, theirs = (median(each) for each in zip(*pairs, strict=True))
    print(f"hook {ours * 1000:.0f} ms, import click {theirs * 1000:.0f} ms, ratio {ours / theirs:.2f}")


def _seconds(command: list[str], folder: str) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, cwd=folder, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert done.returncode in (0, 1), done.stderr
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main()
