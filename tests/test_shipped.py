"""The shipped glossary and the seeds: sound, located, silent on its own terms, and found on the real press text."""

import csv
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from cqterm.engine import Job, lint_bytes
from cqterm.files import shipped_glossary
from cqterm.glossaries import load_glossary
from cqterm.match.compiling import compile_lexicon
from cqterm.model import Concept, Finding, Term

ROOT = Path(__file__).resolve().parent.parent
GLOSSARY = load_glossary([shipped_glossary()])
JOB = Job(lexicon=compile_lexicon(GLOSSARY))
APPROVED = [c for c in GLOSSARY.concepts if c.state == "approved"]


def cqterm(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "cqterm", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8")


@pytest.fixture(scope="module")
def seeds() -> list[dict[str, Any]]:
    done = cqterm("lint", "--isolated", "seeds/", "--format", "json")
    assert done.returncode == 1, done.stderr
    findings = json.loads(done.stdout)["findings"]
    assert isinstance(findings, list)
    return findings


def findings(text: str) -> list[Finding]:
    return list(lint_bytes(JOB, "draft.txt", text.encode()).findings)


def english(concept: Concept, *statuses: str) -> Iterator[Term]:
    yield from (t for t in concept.terms if t.language == "en" and t.status in statuses)


def test_it_is_sound_and_its_evidence_is_that_of_the_seeds() -> None:
    done = cqterm("check", "glossary/chongqing.yaml", "--sources", "seeds/")
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    done = cqterm("evidence", "seeds/", "-g", "glossary/chongqing.yaml", "--check")
    assert done.returncode == 0, done.stdout


CARRIERS = ("{}", "They spoke of the {} at length.", "Of the {},\nnobody spoke.", "“{}”, they said.")


@pytest.mark.parametrize("concept", APPROVED, ids=lambda c: c.id)
def test_a_term_that_may_be_used_is_silent_alone_and_in_a_sentence(concept: Concept) -> None:
    for term in english(concept, "preferred", "admitted"):
        if not term.until:
            assert [findings(carrier.format(term.text)) for carrier in CARRIERS] == [[]] * len(CARRIERS)
            assert findings(f"THE {term.text.upper()} IS OPEN") == []


@pytest.mark.parametrize("concept", APPROVED, ids=lambda c: c.id)
def test_a_deprecated_form_is_one_finding_with_the_right_suggestion(concept: Concept) -> None:
    preferred = concept.preferred("en")
    for term in english(concept, "deprecated", "superseded"):
        assert preferred
        for carrier in CARRIERS:
            text = carrier.format(term.text)
            (finding,) = findings(text)
            assert finding.concept == concept.id
            assert finding.rule in ("deprecated-term", "superseded-term")
            assert preferred.text.casefold() in finding.suggestions[0].casefold()
            fixed = lint_bytes(Job(lexicon=JOB.lexicon, fix="unsafe"), "draft.txt", text.encode())
            assert fixed.fixed
            assert preferred.text.casefold() in fixed.fixed.decode().casefold()
            assert not fixed.findings


def test_the_city_may_be_called_by_its_name_in_a_translation() -> None:
    for translation, rules in (("Chongqing grows", []), ("The city grows", ["missing-term"])):
        found = lint_bytes(JOB, "a.csv", f"重庆市发展,{translation}\n".encode()).findings
        assert [finding.rule for finding in found] == rules


NEIGHBOURS = yaml.safe_load((ROOT / "tests" / "cases" / "shipped" / "silence.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("subject", NEIGHBOURS)
def test_official_english_about_neighbouring_subjects_is_silent(subject: str) -> None:
    assert [
        (f.rule, f.place.text, f.suggestions)
        for text in NEIGHBOURS[subject]
        for f in lint_bytes(JOB, "draft.md", text.encode()).findings
        if f.severity != "info"
    ] == []


ERRORS = yaml.safe_load((ROOT / "tests" / "cases" / "shipped" / "findings.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("rule", ERRORS)
def test_errors_in_official_terms_are_found_and_mended(rule: str) -> None:
    for text, mended in ERRORS[rule]:
        (finding,) = lint_bytes(JOB, "draft.md", text.encode()).findings
        fixed = lint_bytes(Job(lexicon=JOB.lexicon, fix="unsafe"), "draft.md", text.encode()).fixed
        assert (finding.rule, fixed.decode() if fixed else "") == (rule, mended)
        assert finding.severity != "info"


def test_two_concepts_are_pinned_by_people() -> None:
    pinned = {c.preferred("en").text for c in GLOSSARY.concepts if c.origin == "pinned"}  # type: ignore[union-attr]
    assert pinned == {"Two Centers and Two Highlands", "New International Land-Sea Trade Corridor"}


def test_every_approved_concept_has_both_languages() -> None:
    for concept in APPROVED:
        assert concept.preferred("en"), concept.id
        assert concept.preferred("zh-Hans"), concept.id


@pytest.mark.parametrize(("file", "text", "suggestion"), [
    ("000_6ca0788aa5ce031d.txt", "Western Land-Sea Trad Corridor", "Western Land-Sea Trade Corridor"),
    ("000_6ca0788aa5ce031d.txt", "Western Land-Sea Trade corridor", "Western Land-Sea Trade Corridor"),
    ("002_ccafb2bd325a1527.txt", "China Europe Train", "China-Europe Railway Express"),
])  # fmt: skip
def test_the_press_texts_are_found_out(seeds: list[dict[str, Any]], file: str, text: str, suggestion: str) -> None:
    (finding,) = [f for f in seeds if f["path"] == f"seeds/{file}" and f["text"] == text]
    assert finding["suggestions"][0] == suggestion
    source = (ROOT / "seeds" / file).read_bytes().decode("utf-8")
    assert source[finding["start"] : finding["end"]] == text


def test_the_seeds_are_the_documents_themselves(shared: Path) -> None:
    for path in sorted((shared / "seeds").glob("*.txt")):
        assert (ROOT / "seeds" / path.name).read_bytes() == path.read_bytes()


def test_what_only_looks_like_a_finding_is_none(shared: Path, seeds: list[dict[str, Any]]) -> None:
    with (shared / "gold" / "traps.tsv").open(encoding="utf-8") as file:
        traps = [t for t in csv.DictReader(file, delimiter="\t") if t["confidence"] == "high"]
    assert len(traps) > 50
    wrong = [
        (trap["text"], finding["rule"], finding["text"])
        for trap in traps
        for finding in seeds
        if finding["severity"] != "info" and finding["path"] == f"seeds/{trap['file']}"
        if finding["start"] < int(trap["end"]) and int(trap["start"]) < finding["end"]
    ]
    assert wrong == []


@pytest.mark.parametrize(("gold", "least"), [("drafts_dev", 0.97), ("seeds_dev", 0.93)])
def test_the_scores_on_labelled_text_hold(shared: Path, gold: str, least: float) -> None:
    command = [
        sys.executable, str(shared / "tools" / "score_lint.py"), str(shared / "gold" / f"{gold}.jsonl"),
        "--cmd", f"{sys.executable} -m cqterm lint --isolated --format json", "--min", f"f1={least}",
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


def test_most_errors_are_found_by_the_right_terms_alone(shared: Path, tmp_path: Path) -> None:
    """Without any rejected form in the glossary: this is what the tool finds, not the glossary."""
    glossary = json.loads(cqterm("export", "--to", "json").stdout)
    for each in glossary["concepts"]:
        each["terms"] = [t for t in each["terms"] if t["status"] not in ("deprecated", "superseded")]
    file = tmp_path / "right.json"
    file.write_text(json.dumps(glossary), encoding="utf-8")
    command = [
        sys.executable, str(shared / "tools" / "score_lint.py"), str(shared / "gold" / "drafts_dev.jsonl"),
        "--cmd", f"{sys.executable} -m cqterm lint --isolated --format json -g {file}", "--min", "f1=0.90",
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


def test_its_tbx_is_valid(shared: Path, tmp_path: Path) -> None:
    file = tmp_path / "terms.tbx"
    assert cqterm("export", "--to", "tbx", "-o", str(file)).returncode == 0
    schemas = shared / "tbx" / "schemas" / "v3"
    validator = [sys.executable, str(shared / "tools" / "validate_tbx.py")]
    done = subprocess.run(
        [*validator, str(schemas / "TBXcoreStructV03.rng"), str(schemas / "TBX-Basic_DCA.sch"), str(file)],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.skipif(shutil.which("msgfmt") is None, reason="gettext's msgfmt is not installed")
def test_its_po_is_accepted_by_msgfmt(tmp_path: Path) -> None:
    file = tmp_path / "terms.po"
    assert cqterm("export", "--to", "po", "-o", str(file)).returncode == 0
    done = subprocess.run(["msgfmt", "-c", "-o", str(tmp_path / "t.mo"), str(file)], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
