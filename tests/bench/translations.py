"""Catalogues beside the tools of translators: how fast, and how many findings.

    python -m tests.bench.translations GLOSSARY.po CATALOGUE.po... [--messages N] [--rounds N]

The glossary is that of the Python documentation in one language: messages of a few words whose translation is the
term, or `term -- rendering`. Speed is CPU time of whole processes, user and system, beside `pofilter`
(translate-toolkit) with its usual checks, on one catalogue of N messages made of those given; medians count. Findings
of `missing-term` stand beside those of the way in which Weblate checks a glossary: each term that stands in the source
as whole words, whatever its case, must have its rendering in the target as whole words. For Chinese, where that finds a
fault nearly everywhere, the rendering anywhere in the target is counted too.
"""

import argparse
import itertools
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import polib

from tests.bench.word import cpu

LINT = [sys.executable, "-m", "cqterm", "lint", "--exit-zero", "--isolated", "--jobs", "1", "-f", "json"]


def main() -> None:
    """Measure and print."""
    given = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    given.add_argument("glossary", type=Path)
    given.add_argument("catalogues", nargs="+", type=Path)
    given.add_argument("--messages", type=int, default=20_000)
    given.add_argument("--rounds", type=int, default=3)
    options = given.parse_args()
    terms = terms_of(options.glossary)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "terms.yaml"
        path.write_text(glossary(terms), encoding="utf-8")
        report_findings(terms, path, options.catalogues)
        report_speed(folder, options.catalogues, options.messages, options.rounds)


def terms_of(path: Path) -> dict[str, list[str]]:
    """Renderings to the terms that they are of."""
    found: dict[str, list[str]] = {}
    for entry in polib.pofile(str(path)):
        rendering = entry.msgstr.split(" -- ")[-1].strip()
        plain = len(entry.msgid) < 45 and not re.search(r"[`(\n=]|[.:]$|, ", entry.msgid)
        if plain and rendering and entry.msgid not in found.get(rendering, ()):
            found.setdefault(rendering, []).append(entry.msgid)
    return found


def glossary(terms: dict[str, list[str]]) -> str:
    """The terms as a glossary of ours."""
    lines = ["cqterm: 1", "name: documentation", "languages: {source: en, target: zh-Hans}", "concepts:"]
    for number, (rendering, names) in enumerate(terms.items()):
        first, *others = (json.dumps(name) for name in names)
        also = ", ".join(f"{{term: {other}, language: en}}" for other in others)
        lines.append(
            f"- {{id: c{number}, state: approved, en: {first}, term: {json.dumps(rendering)}, also: [{also}]}}"
        )
    return "\n".join(lines) + "\n"


def report_findings(terms: dict[str, list[str]], path: Path, catalogues: list[Path]) -> None:
    """The counts."""
    names = [str(each) for each in catalogues]
    command = [*LINT, "--select", "missing-term", "-g", str(path), *names]
    done = subprocess.run(command, capture_output=True, check=True)
    entries = [e for name in names for e in polib.pofile(name) if e.msgstr and not e.fuzzy and not e.obsolete]
    pairs = [(name, rendering) for rendering, each in terms.items() for name in each]
    whole = anywhere = 0
    for entry in entries:
        for name, rendering in pairs:
            if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", entry.msgid, re.IGNORECASE):
                whole += not re.search(rf"\b{re.escape(rendering)}\b", entry.msgstr, re.IGNORECASE)
                anywhere += rendering.lower() not in entry.msgstr.lower()
    print(f"{len(pairs)} terms, {len(entries):,} translations")
    print(f"missing-term              {len(json.loads(done.stdout)['findings']):6,} findings")
    print(f"whole words               {whole:6,}")
    print(f"whole words, then anywhere{anywhere:6,}")


def report_speed(folder: str, catalogues: list[Path], messages: int, rounds: int) -> None:
    """The times."""
    catalogue = polib.POFile(wrapwidth=78)
    catalogue.metadata = polib.pofile(str(catalogues[0])).metadata
    entries = [e for path in catalogues for e in polib.pofile(str(path)) if e.msgstr and not e.obsolete]
    for number, entry in zip(range(messages), itertools.cycle(entries), strict=False):
        text = f" {number}" if number >= len(entries) else ""
        catalogue.append(polib.POEntry(msgid=entry.msgid + text, msgstr=entry.msgstr + text, flags=entry.flags))
    catalogue.save(str(Path(folder) / "all.po"))
    commands = {"lint": [*LINT, "all.po"], "lint, checked against the source": [*LINT, "-g", "terms.yaml", "all.po"]}
    if filtering := shutil.which("pofilter"):
        commands["pofilter"] = [filtering, "--progress=none", "all.po", "out.po"]
    else:
        print("pofilter is not there: pip install translate-toolkit")
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            seconds[name].append(cpu(command, folder))
    for name, each in seconds.items():
        ratio = f"{median(each) / median(seconds['pofilter']):5.2f} of pofilter" if "pofilter" in seconds else ""
        print(f"{name:34}{median(each):6.2f} s {ratio}")


if __name__ == "__main__":
    main()
