"""Fingerprints: they survive edits elsewhere, and tell apart what differs."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cqterm.engine import Job, lint_bytes
from cqterm.model import Span
from cqterm.silence.fingerprint import fingerprint
from tests.words import lexicon

JOB = Job(lexicon=lexicon())


def of(text: str, mark: str = "Trad Corridor") -> str:
    start = text.index(mark)
    return fingerprint("rule", "concept", text, Span(start, start + len(mark)))


def prints(text: str, name: str = "draft.md") -> list[str]:
    return [f.fingerprint for f in lint_bytes(JOB, name, text.encode()).findings]


THERE = "Last week we saw the new Trad Corridor from the hill above town."


@pytest.mark.parametrize(
    ("before", "after"),
    [("Last", "Next"), ("town", "the harbor"), (" the new ", "\n  the   new\u00a0"), ("saw the new", "SAW THE NEW")],
)
def test_edits_beyond_the_neighbours_change_nothing(before: str, after: str) -> None:
    assert of(THERE.replace(before, after)) == of(THERE)


@pytest.mark.parametrize(("before", "after"), [("new", "old"), ("saw", "see"), ("hill", "dam"), ("Trad ", "Trads ")])
def test_another_text_or_another_neighbour_is_another_finding(before: str, after: str) -> None:
    changed = THERE.replace(before, after)
    assert of(changed, "Trads Corridor" if "Trads" in changed else "Trad Corridor") != of(THERE)


def test_rule_and_concept_belong_to_it() -> None:
    span = Span(0, 4)
    assert len({fingerprint(r, c, "text", span) for r in "ab" for c in "ab"}) == 4


def test_equal_ones_are_numbered_in_the_order_of_the_text() -> None:
    first, second, third = prints("- a mega-port\n- one mega-port\n- a mega-port")
    assert third == f"{first}-2"
    assert second != first


def test_the_name_and_the_format_do_not_matter() -> None:
    assert prints("A mega-port opens.", "a.txt") == prints("A **mega-port** opens.", "b/c.md")


WORDS = st.lists(st.sampled_from("the and ferry sails slowly north while gulls cry 重庆 1990".split()), max_size=12)


@given(WORDS, WORDS, WORDS, st.sampled_from([" ", "\n", ".\n\n"]))
@settings(max_examples=60, deadline=None)
def test_a_fingerprint_survives_edits_elsewhere(one: list[str], two: list[str], three: list[str], gap: str) -> None:
    near = "so we all saw the North Harbor-Rail Trad Corridor and a mega-port near the town"
    (alone,) = [prints(near)]
    around = gap.join((" ".join(one), " ".join(two), near, " ".join(three), " ".join(one)))
    assert prints(around) == alone


@pytest.mark.parametrize("end", [". ", "! ", ".\n", '." '])
def test_another_sentence_beside_it_does_not_matter(end: str) -> None:
    assert prints(f"We know that{end}A mega-port opens{end}Or not.") == prints("A mega-port opens.")
