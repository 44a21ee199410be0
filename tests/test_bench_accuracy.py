"""The table of accuracy: its arithmetic, the errors that it makes, the shares that hold for the shipped glossary."""

import gzip
import json
import subprocess
import sys
import tarfile
from collections import Counter
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest

from cqterm.engine import Job, lint_bytes
from cqterm.files import shipped_glossary
from cqterm.glossaries import load_glossary
from cqterm.match.compiling import compile_lexicon
from cqterm.match.lexicon import Lexicon
from tests.bench.accuracy import Share, false_alarms, injected, labelled, main, wilson
from tests.bench.injections import KINDS
from tests.words import HARBOUR, concept, glossary, lexicon, term

PATTERNS = {p.term.text: p for p in lexicon().patterns}


@pytest.fixture(scope="module")
def shipped() -> Lexicon:
    return compile_lexicon(load_glossary([shipped_glossary()]))


@pytest.mark.parametrize(("hits", "total", "low", "high"), [
    (0, 0, 0.0, 1.0), (0, 10, 0.0, 0.278), (5, 10, 0.237, 0.763), (10, 10, 0.722, 1.0), (95, 100, 0.888, 0.978),
])  # fmt: skip
def test_intervals_are_those_of_wilson(hits: int, total: int, low: float, high: float) -> None:
    assert wilson(hits, total) == pytest.approx((low, high), abs=0.001)


def test_what_can_not_go_wrong_is_left_alone() -> None:
    dock = PATTERNS["megaport"]
    for kind in ("words joined", "hyphen dropped", "capital dropped", "words swapped", "word missing", "wrong figure"):
        assert KINDS[kind](dock, Random(1)) is None


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_makes_an_error_somewhere_and_never_the_term_itself(kind: str) -> None:
    made = {(p.term.text, KINDS[kind](p, Random(seed))) for p in PATTERNS.values() for seed in range(3)}
    assert any(wrong for _, wrong in made)
    assert all(wrong != text for text, wrong in made if kind != "another letter")


def test_a_lint_that_knows_nothing_finds_nothing() -> None:
    # the words are there, the terms are not: what is injected is found for the glossary's sake alone
    silent = compile_lexicon(replace(HARBOUR, concepts=tuple(replace(c, near="off") for c in HARBOUR.concepts)))
    assert list(injected(silent, each=1, seed=1)) == []


def test_labels_are_counted_as_they_say() -> None:
    lex = compile_lexicon(glossary(concept("report", term("Harbor Work Report"))))
    wrong = {"start": 4, "end": 21, "suggestion": "Harbor Work Report", "severity": "error"}
    items: list[dict[str, Any]] = [
        {"text": "The Harbor Wrk Report is out.", "expected": [wrong], "tolerated": []},
        {"text": "The Arbor Desk Report is out.", "expected": [wrong], "tolerated": []},
        {"text": "The Harbor Wrk Report is out.", "expected": [], "tolerated": [wrong]},
        {"text": "The Harbor Wrk Report is out.", "expected": [], "tolerated": []},
        {"text": "The harbor is full.", "expected": [], "tolerated": []},
    ]
    assert labelled(lex, items) == {
        "precision": Share(1, 2), "recall": Share(1, 2), "corrected": Share(1, 2), "clean texts silent": Share(2, 3),
    }  # fmt: skip


def test_the_shares_hold_for_the_shipped_glossary(shipped: Lexicon) -> None:
    found, corrected, total = Counter[str](), Counter[str](), Counter[str]()
    for kind, hit, mended in injected(shipped, each=1, seed=7):
        total[kind] += 1
        found[kind] += hit
        corrected[kind] += mended
    assert sum(total.values()) > 1500
    assert sum(found.values()) >= 0.98 * sum(total.values())
    assert sum(corrected.values()) >= 0.97 * sum(total.values())
    assert {kind for kind in total if found[kind] < 0.9 * total[kind]} == set()


def test_no_right_term_is_reported(shipped: Lexicon) -> None:
    wrong, right = false_alarms(shipped)
    assert wrong == 0 < right


@pytest.mark.parametrize("terms", [50, 1000])
def test_the_injected_corpus_passes_its_gate(terms: int, shared: Path, tmp_path: Path) -> None:
    bench = shared / "bench"
    with gzip.open(bench / "glossary-10k.json.gz", "rt", encoding="utf-8") as file:
        concepts = [{"id": f"t{t['id']}", "term": t["canonical"], "state": "approved"} for t in json.load(file)[:terms]]
    header = {"cqterm": "1", "name": "bench", "languages": {"source": "zh-Hans", "target": "en"}}
    (tmp_path / "terms.yaml").write_text(json.dumps({**header, "concepts": concepts}), encoding="utf-8")
    with tarfile.open(bench / "corpus-1mb.tar.gz") as corpus:
        corpus.extractall(tmp_path / "corpus", filter="data")
    lint = [
        "-m",
        "cqterm",
        "lint",
        "--isolated",
        "-g",
        "terms.yaml",
        "-f",
        "json",
        "-o",
        "found.json",
        "--exit-zero",
        "corpus",
    ]
    run = subprocess.run([sys.executable, *lint], cwd=tmp_path, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr

    score = [str(shared / "tools" / "score_bench.py"), str(bench / "corpus-1mb.truth.jsonl.gz"), "found.json"]
    gate = [sys.executable, *score, str(bench / "glossary-10k.json.gz"), "--terms", str(terms), "--gate"]
    done = subprocess.run(gate, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


FOUR = (
    "New International Land-Sea Trade Corridor", "Western Land-Sea Trade Corridor", "Two Centers and Two Highlands",
    "Chengdu-Chongqing Economic Circle",
)  # fmt: skip


def test_four_names_are_enough_to_mend_what_no_other_tool_finds(shared: Path) -> None:
    """The sixteen drafts of a study of seven tools; an empty answer means that the draft is right."""
    lex = compile_lexicon(glossary(*(concept(f"c{i}", term(name)) for i, name in enumerate(FOUR))))
    answers = (shared / "gold" / "peers16_expected.tsv").read_text("utf-8").splitlines()[1:]
    for name, _, wanted in (line.partition("\t") for line in answers):
        data = (shared / "gold" / "peers16" / name).read_bytes()
        found = lint_bytes(Job(lexicon=lex), name, data).findings
        assert len(found) == bool(wanted), name
        if wanted:
            fixed = lint_bytes(Job(lexicon=lex, fix="unsafe"), name, data).fixed or b""
            assert " ".join(fixed.decode().split()) in [each.strip() for each in wanted.split("|")], name


def test_the_table_is_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    terms = tmp_path / "terms.yaml"
    terms.write_text(
        "cqterm: 1\nname: x\nlanguages: {source: zh-Hans, target: en}\nconcepts:\n"
        "- {id: report, term: Harbor Work Report, state: approved}\n",
        "utf-8",
    )
    (tmp_path / "clean.txt").write_text("The harbor Work Report is out.", "utf-8")
    assert main(["-g", str(terms), "--each", "1", "--clean", str(tmp_path / "clean.txt")]) == 0
    printed = capsys.readouterr().out
    assert "letter missing" in printed
    assert "right terms flagged      0 of 4" in printed
    assert "clean.txt: 6 words" in printed
    assert "warning                  1  166666.7 in a million words" in printed
