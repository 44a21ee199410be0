"""Directives in comments: how far they reach, what they leave, and which of them did nothing."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from cqterm.engine import Job, Settings, lint_bytes
from cqterm.model import Directive, Document, FileResult, Finding, Part, Piece, Place, Segment, Span
from cqterm.rules import rules
from cqterm.silence.comments import apply
from cqterm.text.directives import directive
from tests.words import lexicon

LEXICON = lexicon()
STAND_INS = {
    "S2": "The North Harbor-Rail\nTrad Corridor",
    "S": "The North Harbor-Rail Trad Corridor",
    "C": "the harbor work report",
}
CASES = yaml.safe_load((Path(__file__).parent / "cases" / "silence.yaml").read_text(encoding="utf-8"))


def lint(text: str, **more: Any) -> FileResult:
    text = re.sub(r"\b(?:S2|S|C)\b", lambda name: STAND_INS[name.group()], text)
    return lint_bytes(Job(lexicon=LEXICON, settings=Settings(**more)), "draft.md", text.encode())


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_directive_silences_what_it_says_and_nothing_else(case: dict[str, Any]) -> None:
    result = lint(case["text"])
    assert [[f.place.line, f.rule] for f in result.findings] == case["left"]
    assert len(result.silenced) == case["silenced"]
    messages = [f.message for f in result.findings if f.rule == "unused-suppression"]
    assert messages == [case["message"]] * len(messages) if "message" in case else True


def test_a_silenced_finding_says_by_what_and_why() -> None:
    (silenced,) = lint("<!-- cqterm: off term-case -- the report's own cover -->\n\nC").silenced
    assert (silenced.by, silenced.reason) == ("comment", "the report's own cover")
    assert silenced.finding.rule == "term-case"


def test_a_rule_that_does_not_run_says_nothing_of_the_use_of_its_suppressions() -> None:
    text = "<!-- cqterm: off term-case -->\n\nFine.\n\n<!-- cqterm: off -->"
    assert len(lint(text).findings) == 2
    assert [f.place.line for f in lint(text, ignore=("term-case",)).findings] == [5]
    assert lint(text, select=("unused-suppression", "misspelled-term")).findings == ()
    assert lint(text, ignore=("unused-suppression",)).findings == ()


def test_silenced_findings_are_not_fixed() -> None:
    text = (
        b"<!-- cqterm: skip-next-line -->\nThe North Harbor-Rail Trad Corridor.\nThe North Harbor-Rail Trad Corridor."
    )
    result = lint_bytes(Job(lexicon=LEXICON, fix="unsafe"), "draft.md", text)
    assert result.fixed == text[:-10] + b"e Corridor."
    assert len(result.silenced) == 1


# --- parts without lines, translation units ---------------------------------------------------------------------------


def document(*words: str, where: bool = False, pair: bool = False) -> Document:
    """A document whose segments stand one after the other; words with a colon are directives."""
    segments, directives, at = [], [], 0
    for number, each in enumerate(words):
        span = Span(at, at + len(each))
        if each.startswith("cqterm:"):
            found = directive(each, part="x", span=span)
            assert found
            directives.append(found)
        else:
            segment = Segment(text=each, pieces=(Piece(0, span),), part="x", where="here" if where else "")
            segments.append(segment._replace(pair=str(number // 2)) if pair else segment)
        at += len(each)
    return Document(
        name="d", parts=(Part("x", "".join(words)),), segments=tuple(segments), directives=tuple(directives)
    )


def left(doc: Document) -> list[str]:
    """The texts of the segments that are not silenced, each of which is a finding."""
    found = [
        Finding(
            rule="term-case", severity="info", message="", concept="c", preferred="",
            place=Place(path="d", part="x", span=s.pieces[0].span, text=s.text),
        )
        for s in doc.segments
    ]  # fmt: skip
    return [f.place.text for f in apply(doc, found, rules=rules()).findings]


def test_where_there_are_no_lines_the_paragraph_is_the_line() -> None:
    doc = document("one ", "two ", "cqterm: skip-next-line ", "three ", "four ", where=True)
    assert left(doc) == ["one ", "two ", "four "]
    inside = replace(doc, directives=(Directive("skip-line", "", "", "", "x", Span(5, 6)),))
    assert left(inside) == ["one ", "three ", "four "]


def test_a_comment_before_a_unit_stands_on_its_line() -> None:
    for verb in ("skip-line", "skip-next-line"):
        assert left(document("a ", "b ", f"cqterm: {verb} ", "c ", "d ", pair=True)) == ["a ", "b ", "d "]


def test_a_directive_speaks_of_its_own_part_only() -> None:
    doc = document("one ", where=True)
    elsewhere = Directive("off", "", "", "", "y", Span(0, 1))
    assert left(replace(doc, parts=(*doc.parts, Part("y", "zz")), directives=(elsewhere,))) == ["one "]


PARAGRAPHS = st.lists(st.sampled_from(["S.", "C.", "S and C.", "Fine.", "# S", "- S2\n- C", "> S2."]), max_size=8)


@given(PARAGRAPHS)
@settings(max_examples=50, deadline=None)
def test_silencing_every_finding_leaves_none_and_no_unused(paragraphs: list[str]) -> None:
    everything = lint("\n\n".join(paragraphs)).findings
    off = lint("\n\n".join(["<!-- cqterm: off -->", *paragraphs]))
    assert [s.finding.fingerprint for s in off.silenced] == [f.fingerprint for f in everything]
    assert [f.rule for f in off.findings] == ([] if everything else ["unused-suppression"])

    named = {(f.rule, f.concept) for f in everything}
    each = lint("\n\n".join([*(f"<!-- cqterm: off {rule} {concept} -->" for rule, concept in named), *paragraphs]))
    assert not each.findings
    assert len(each.silenced) == len(everything)
