"""What a Word file costs beside the same text as plain text: CPU time of whole processes, user and system.

    python -m tests.bench.word [TEXT...] [--size BYTES] [--rounds N]

The texts (default: seeds/) are repeated to about a megabyte and written as paragraphs of runs of a dozen words, each
run with properties and each third one bold, which is how Word keeps an edited text. In every round the text, the Word
file and the unpacking of the Word file (`python -m zipfile -e`) are measured once each, in turn; the medians count.
The time of an interpreter that does nothing is taken from the unpacking.
"""

import argparse
import os
import re
import subprocess
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from tests.docx_example import docx, p, r, unpacked

ROOT = Path(__file__).resolve().parents[2]
PROPERTIES = '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/>{}<w:sz w:val="22"/><w:szCs w:val="22"/>'


def main() -> None:
    """Measure and print."""
    given = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    given.add_argument("texts", nargs="*", type=Path, default=sorted((ROOT / "seeds").glob("*.txt")))
    given.add_argument("--size", type=int, default=1_000_000)
    given.add_argument("--rounds", type=int, default=5)
    options = given.parse_args()
    text = "\n\n".join(path.read_text("utf-8") for path in options.texts).replace("\r\n", "\n")
    text = (f"{text}\n\n" * (options.size // len(text) + 1))[: options.size]
    with TemporaryDirectory() as folder:
        (Path(folder) / "draft.txt").write_text(text, encoding="utf-8")
        (Path(folder) / "draft.docx").write_bytes(word_file(text))
        size = len(unpacked((Path(folder) / "draft.docx").read_bytes())["word/document.xml"])
        print(f"{len(text.encode()):,} bytes of text, {size:,} bytes of XML")
        report(folder, options.rounds)


def word_file(text: str) -> bytes:
    """The text as Word keeps one that was edited."""
    paragraphs = []
    for block in filter(str.strip, re.split(r"\n\s*\n", text)):
        words = re.findall(r"\S+\s*", " ".join(block.split()))
        runs = ["".join(words[n : n + 12]) for n in range(0, len(words), 12)]
        marked = [PROPERTIES.format("<w:b/>" if n % 3 == 2 else "") for n in range(len(runs))]
        paragraphs.append(p(*(r(_escaped(run), mark) for run, mark in zip(runs, marked, strict=True))))
    return docx("".join(paragraphs))


def report(folder: str, rounds: int) -> None:
    """The table."""
    lint = [sys.executable, "-m", "cqterm", "lint", "--exit-zero", "--isolated", "--jobs", "1", "-f", "json"]
    commands = {
        "text": [*lint, "draft.txt"],
        "Word": [*lint, "draft.docx"],
        "unzip": [sys.executable, "-m", "zipfile", "-e", "draft.docx", "out"],
        "nothing": [sys.executable, "-c", "import zipfile"],
    }
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(rounds + 1):
        for name, command in commands.items():
            seconds[name].append(cpu(command, folder))
    middle = {name: median(each[1:]) for name, each in seconds.items()}  # the first round fills caches
    for name, each in middle.items():
        print(f"{name:8} {each:6.3f} s")
    peer = middle["text"] + max(middle["unzip"] - middle["nothing"], 0)
    print(f"Word / (text + unzip) = {middle['Word'] / peer:.2f}")


def cpu(command: list[str], folder: str) -> float:
    """The CPU time of a process, user and system, in seconds."""
    before = os.times()
    subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, check=True)
    after = os.times()
    return after.children_user - before.children_user + after.children_system - before.children_system


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


if __name__ == "__main__":
    main()
