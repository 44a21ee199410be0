"""Rules, by cases: first what must stay silent, then what must be found and what its fix makes of it."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cqterm.engine import Job, Settings, lint_bytes
from cqterm.files import shipped_glossary
from cqterm.glossaries import load_glossary
from cqterm.match.compiling import compile_lexicon
from cqterm.match.lexicon import Lexicon
from cqterm.model import FileResult, Finding
from cqterm.rules import checks, rules
from tests.words import HARBOUR, concept, glossary, lexicon, term

CASES = Path(__file__).parent / "cases" / "rules"


def cases(name: str) -> dict[str, Any]:
    loaded = yaml.load((CASES / name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - makes strings only
    assert isinstance(loaded, dict)
    return loaded


SILENCE = {k: v if isinstance(v, dict) else {"text": v} for k, v in cases("silence.yaml").items()}
FINDINGS = cases("findings.yaml")
LEXICON = lexicon()
EVERYTHING = compile_lexicon(
    replace(HARBOUR, concepts=tuple(replace(c, near="all") if c.id == "cluster" else c for c in HARBOUR.concepts))
)


@pytest.fixture(scope="module")
def shipped() -> Lexicon:
    return compile_lexicon(load_glossary([shipped_glossary()]))


def lint(case: dict[str, str], **more: Any) -> FileResult:
    lex = EVERYTHING if case.get("glossary") == "all" else LEXICON
    job = Job(lexicon=lex, settings=Settings(date=case.get("date", ""), publisher=case.get("publisher", "")), **more)
    name = "draft.md" if case["text"].startswith("#") else "draft.txt"
    return lint_bytes(job, name, case["text"].encode())


def found(case: dict[str, str]) -> list[Finding]:
    result = lint(case)
    assert not result.errors
    return list(result.findings)


@pytest.mark.parametrize("case", SILENCE.values(), ids=SILENCE)
def test_good_text_is_silent(case: dict[str, str]) -> None:
    assert [(f.rule, f.place.text, f.message) for f in found(case)] == []


@pytest.mark.parametrize("case", FINDINGS.values(), ids=FINDINGS)
def test_an_error_is_found_once_and_its_fix_mends_it(case: dict[str, str]) -> None:
    (finding,) = found(case)
    assert finding.rule == case["rule"]
    assert f"{finding.severity}: {finding.message}" == case.get("says", f"{finding.severity}: {finding.message}")
    assert finding.fix is not None
    assert finding.fix.safety == ("safe" if case["safe"] == "yes" else "unsafe")
    assert finding.place.text == case["text"][finding.place.span.start : finding.place.span.end]

    fixed = lint(case, fix="unsafe")

    assert fixed.fixed is not None
    assert fixed.fixed.decode() == case["fix"]
    assert fixed.fixes == 1
    assert not fixed.findings


@pytest.mark.parametrize("case", FINDINGS.values(), ids=FINDINGS)
def test_the_first_suggestion_is_what_the_fix_writes(case: dict[str, str]) -> None:
    (finding,) = found(case)
    start, end = finding.place.span
    assert case["text"][:start] + finding.suggestions[0] + case["text"][end:] == case["fix"]


REPLACED = {
    "words too many at the front": ("Bay Road", "new old bay road", "So new old bay road opens.", "So Bay Road opens."),
    "a line break behind them": ("bay road", "new bay road", "So the new\nbay road opens.", "So the bay road opens."),
    "words too many at the end": ("Bay Road", "bay road route", "The bay road\nroute opens.", "The Bay Road opens."),
    "a word too many inside": ("bay road", "bay harbor road", "The bay harbor\nroad opens.", "The bay\nroad opens."),
    "the first word of a sentence too many": ("bay road", "old bay road", "Old bay roads open.", "Bay roads open."),
    "a word missing before that of a sentence": ("new bay road", "bay road", "Bay road opens.", "New bay road opens."),
    "the same inside a sentence": ("new bay road", "bay road", "So bay road opens.", "So new bay road opens."),
    "a name that begins in lower case": ("bay road", "iBay road", "We saw the iBay road.", "We saw the bay road."),
    "all capitals": ("bay road", "old bay road", "THE OLD BAY ROAD OPENS", "THE BAY ROAD OPENS"),
}


@pytest.mark.parametrize(("right", "wrong", "text", "fixed"), REPLACED.values(), ids=REPLACED)
def test_what_a_rejected_form_has_more_or_less_than_the_right_one(
    right: str, wrong: str, text: str, fixed: str
) -> None:
    road = concept("road", term(right), term(wrong, "deprecated"))
    result = lint_bytes(Job(lexicon=compile_lexicon(glossary(road)), fix="unsafe"), "draft.txt", text.encode())
    assert result.fixed is not None
    assert result.fixed.decode() == fixed


def _joined(words: list[str], gaps: list[str]) -> str:
    return "".join(f"{gap}{word}" for gap, word in zip(["", *gaps], words, strict=False))


NAMES = st.builds(
    _joined,
    st.lists(st.sampled_from("bay old road new harbor east".split()), min_size=1, max_size=4, unique=True),
    st.lists(st.sampled_from(" -"), min_size=3, max_size=3),
)


@settings(max_examples=100, deadline=None)
@given(NAMES, NAMES)
def test_any_rejected_form_becomes_the_right_one(right: str, wrong: str) -> None:
    assume(right.replace("-", " ") != wrong.replace("-", " "))
    road = concept("road", term(right), term(wrong, "deprecated"))
    job = Job(lexicon=compile_lexicon(glossary(road)), fix="unsafe")
    text = "We saw the {}. Nobody else did. {} was it. Was it {}?"
    given = text.format(wrong, wrong.capitalize(), wrong.replace(" ", "\n", 1))
    fixed = lint_bytes(job, "draft.txt", given.encode()).fixed
    assert fixed is not None
    assert " ".join(fixed.decode().split()) == text.format(right, right.capitalize(), right)


def test_a_suggestion_has_both_quotation_marks_as_the_place_sets_them_or_none() -> None:
    ticket = concept(
        "ticket",
        term('"single ticket" system'),
        term("one fare system", "admitted"),
        term('"one-fare" system', "admitted"),
        term('"one ticket" service', "deprecated"),
    )
    job = Job(lexicon=compile_lexicon(glossary(ticket)))
    told = {}
    for text in ("The “one ticket” service grows.", "The one ticket service grows."):
        (finding,) = lint_bytes(job, "draft.txt", text.encode()).findings
        told[finding.place.text] = finding.suggestions
    assert told == {
        "“one ticket” service": ("“single ticket” system", "one fare system", "“one-fare” system"),
        "one ticket service": ('"single ticket" system', "one fare system", '"one-fare" system'),
    }


def test_without_the_word_only_safe_fixes_are_made() -> None:
    text = "The Harbor  Work Report speaks of the Port-Lund economic zone."
    result = lint({"text": text}, fix="safe")
    assert result.fixed == b"The Harbor Work Report speaks of the Port-Lund economic zone."
    assert [f.rule for f in result.findings] == ["deprecated-term"]


def test_a_house_form_is_corrected_to_itself_and_the_preferred_one_is_named() -> None:
    (finding,) = found({"text": "the Eastern Harbor-Rail Trad Corridor"})
    assert finding.message == "'Trad' should be 'Trade'"
    assert finding.suggestions == ("Eastern Harbor-Rail Trade Corridor",)
    assert finding.preferred == "North Harbor-Rail Trade Corridor"


def test_a_misspelt_word_is_mended_with_the_capital_that_it_has() -> None:
    (finding,) = found({"text": "We need new Qality shipping forces."})
    assert (finding.rule, finding.suggestions) == ("misspelled-term", ("new Quality shipping forces",))


def test_who_says_so_is_the_highest_authority_not_the_latest() -> None:
    (finding,) = found({"text": "the North Harbor-Rail Trad Corridor"})
    assert finding.authority is not None
    assert (finding.authority.publisher, finding.authority.date, finding.authority.count) == (
        "Lund Gazette", "2023-05-01", 2,
    )  # fmt: skip


def test_every_rule_has_a_page_and_a_case() -> None:
    spoken = {case["rule"] for case in FINDINGS.values()}
    for rule in rules().values():
        page = rule.__doc__ or ""
        assert all(f"\n{section}: " in page for section in ("Why", "Bad", "Good", "Options", "Fix")), rule.ID
    tested = {name for name in checks() if (CASES.parent.parent / f"test_rules_{name.replace('-', '_')}.py").exists()}
    assert spoken | tested >= set(checks())


EXAMPLES = [
    (rule.ID, kind, text)
    for rule in rules().values()
    for kind, text in re.findall(r"^(Bad|Good): (.+)$", rule.__doc__ or "", re.MULTILINE)
]


@pytest.mark.parametrize(("rule", "kind", "text"), EXAMPLES, ids=[f"{rule} {text[:40]}" for rule, _, text in EXAMPLES])
def test_the_examples_of_a_page_are_what_it_says(rule: str, kind: str, text: str, shipped: Lexicon) -> None:
    settings = Settings(select=(rule,)) if rule == "first-use" else Settings()
    name, text = (
        ("draft.po", text.replace('", msgstr', '"\nmsgstr')) if text.startswith("msgid") else ("draft.md", text)
    )
    result = lint_bytes(Job(lexicon=shipped, settings=settings), name, text.encode())
    assert not result.errors
    assert {f.rule for f in result.findings} == ({rule} if kind == "Bad" else set())
