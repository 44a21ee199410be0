"""How valid and how fast TBX is: `python -m tests.bench.interchange SCHEMAS [VALIDATOR]`.

SCHEMAS is the folder with `v3/` and `v2/` of the public TBX schemas. With VALIDATOR, a script that is called as
`VALIDATOR RNG SCH FILE...`, the Schematron judges the shipped glossary, 10,000 concepts and 20 files that hold 500
random glossaries together; the RELAX NG schema and the DTD judge every one of them here. Times are CPU times of this
process, each the best of three, and stand beside what lxml alone needs for the same file.
"""

import gc
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import process_time
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from lxml import etree

from cqterm.exchange import exchanges
from cqterm.exchange.languages import Languages
from cqterm.files import shipped_glossary
from cqterm.glossaries import load_glossary
from cqterm.glossary.read import parse
from cqterm.glossary.render import render_glossary
from cqterm.model import Glossary
from tests.exchange_example import GLOSSARIES, merged

RANDOM, FILES = 500, 20


def main(schemas: Path, validator: str = "") -> int:
    """Measure and print; 1 where something is invalid."""
    shipped = load_glossary([shipped_glossary()])
    large = enlarged(shipped, 10_000)
    random = random_glossaries(RANDOM)
    groups = [merged(random[n::FILES]) for n in range(FILES)]
    invalid = 0
    with tempfile.TemporaryDirectory() as folder:
        named = {"shipped": shipped, "10000": large} | {f"random-{n:02}": g for n, g in enumerate(groups)}
        paths = {}
        for name, glossary in named.items():
            paths[name] = Path(folder, f"{name}.tbx")
            paths[name].write_bytes(exchanges()["tbx"].write(glossary).data)
        invalid += _judged(schemas, [*random, *named.values()])
        if validator:
            rules = [str(schemas / "v3" / name) for name in ("TBXcoreStructV03.rng", "TBX-Basic_DCA.sch")]
            done = subprocess.run([sys.executable, validator, *rules, *map(str, paths.values())], check=False)
            invalid += done.returncode != 0
    for name in ("tbx", "tbx2", "json", "po", "csv"):
        _timed(name, large)
    text, seconds = _cpu(lambda: render_glossary(large))
    _, read = _cpu(lambda: parse(text, "x"))
    print(f"YAML of {len(text) / 1e6:.1f} MB: written in {seconds:.2f} s, read in {read:.2f} s")
    status = Path("/proc/self/status")
    peak = [line for line in status.read_text().splitlines() if line.startswith("VmHWM")] if status.exists() else []
    print("memory of it all:", *peak)
    return int(invalid > 0)


def enlarged(glossary: Glossary, count: int) -> Glossary:
    """A glossary of that many concepts: the given one over and over, with other ids and terms."""
    concepts = [
        replace(c, id=f"{c.id}-{n}", terms=tuple(replace(t, text=f"{t.text} {n}") for t in c.terms))
        for n in range(count // len(glossary.concepts) + 1)
        for c in glossary.concepts
    ]
    return replace(glossary, concepts=tuple(concepts[:count]))


def random_glossaries(count: int) -> list[Glossary]:
    """As many as asked for, the same in every run."""
    found: list[Glossary] = []

    @given(glossary=GLOSSARIES)
    @settings(
        max_examples=count, deadline=None, derandomize=True, phases=(Phase.generate,), database=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    def collect(glossary: Glossary) -> None:
        found.append(glossary)

    collect()
    return found


def _judged(schemas: Path, glossaries: list[Glossary]) -> int:
    """How many are refused by the RELAX NG schema of version 3 or the DTD of version 2."""
    schema = etree.RelaxNG(etree.parse(str(schemas / "v3" / "TBXcoreStructV03.rng")))
    dtd = etree.DTD(str(schemas / "v2" / "TBXBasiccoreStructV02.dtd"))
    wrong = 0
    for glossary in glossaries:
        wrong += not schema.validate(etree.fromstring(exchanges()["tbx"].write(glossary).data))
        second = etree.fromstring(exchanges()["tbx2"].write(glossary).data)
        # a martif without an entry can't be valid: the DTD asks for one
        wrong += second.find(".//termEntry") is not None and not dtd.validate(second)
    print(f"{len(glossaries)} glossaries: {wrong} invalid by the RELAX NG schema (v3) or the DTD (v2)")
    return wrong


def _timed(name: str, glossary: Glossary) -> None:
    exchange: Any = exchanges()[name]
    export, written = _cpu(lambda: exchange.write(glossary))
    data = export.data
    wanted = Languages(glossary.source_language, glossary.target_language)
    _, read = _cpu(lambda: exchange.read(f"x{exchange.SUFFIXES[0]}", data, wanted=wanted))
    line = f"{name}: {len(data) / 1e6:.1f} MB, written in {written:.2f} s, read in {read:.2f} s"
    if name.startswith("tbx"):
        tree, parsed = _cpu(lambda: etree.fromstring(data))
        _, serialised = _cpu(lambda: etree.tostring(tree, encoding="UTF-8"))
        line += f"; lxml parses it in {parsed:.3f} s (1:{read / parsed:.1f})"
        line += f" and serialises it in {serialised:.3f} s (1:{written / serialised:.1f})"
    print(line)


def _cpu(work: Callable[[], Any]) -> tuple[Any, float]:
    best, result = float("inf"), None
    for _ in range(3):
        result = None
        gc.collect()
        start = process_time()
        result = work()
        best = min(best, process_time() - start)
    return result, best


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), *sys.argv[2:3]))
