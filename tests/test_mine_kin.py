"""A drifted form that stands alone in this week's documents is known again by the glossary."""

import pytest

from cqterm import formats, mine
from cqterm.glossary.read import read
from cqterm.mine.drift import Drift, look
from cqterm.mine.locate import locate
from cqterm.model import Source

GLOSSARY = read(
    """\
cqterm: 1
languages: {source: zh-Hans, target: en}
sources: [{id: old, publisher: daily, date: 2020}]
concepts:
- {id: corridor, term: New International Land-Sea Trade Corridor, state: approved}
- {id: circle, zh-Hans: 双城经济圈, term: Lund-Trieste economic circle, state: approved,
   evidence: [{source: old, quote: the Lund-Trieste economic circle}]}
- {id: barrier, term: ecological barrier, state: proposed}
- {id: congress, term: 19th Harbor Workers Congress, state: approved}
- {id: plan, term: Grand Lighthouse Plan, state: rejected}
""",
    "g",
)


def drift_of(text: str) -> Drift:
    given = [(Source(id="new", publisher="daily", date="2024"), formats.read("a.txt", text.encode()))]
    return look(GLOSSARY, mine.mine(given, glossary=GLOSSARY), [given[0][0]], locate(GLOSSARY, given))


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("The Trieste-Lund Economic Circle grows.", ("circle", "Trieste-Lund Economic Circle", "rendering")),
        ("They keep the ecological shield.", ("barrier", "ecological shield", "rendering")),
        (
            "The New International Land-Sea Corridor is open.",
            ("corridor", "New International Land-Sea Corridor", "short form"),
        ),
    ],
)
def test_a_new_form_is_a_form_of_what_is_known(text: str, form: tuple[str, str, str]) -> None:
    drift = drift_of(text)
    assert form in [(f.concept.id, f.seen.text, f.seen.kind) for f in drift.forms]
    assert form[1] not in {c.canonical for c in drift.new}


def test_a_slip_is_neither_a_new_concept_nor_a_new_form() -> None:
    drift = drift_of("The New International Land-Sea Trad Corridor is open.")  # the lint mends it
    assert drift.forms == ()
    assert [(s.concept.id, s.seen.text, s.seen.kind, s.seen.source, s.times) for s in drift.slips] == [
        ("corridor", "New International Land-Sea Trad Corridor", "typo", "new", 1)
    ]
    assert "New International Land-Sea Trad Corridor" not in {c.canonical for c in drift.new}


def test_a_slip_beside_the_right_term_is_told_too_and_other_writings_are_not() -> None:
    drift = drift_of(
        "The New International Land-Sea Trade Corridor is open, said those of the New International Land-Sea Trad"
        " Corridor. The New International Land Sea Trade Corridor is green. They see Ecological Barriers."
    )
    assert [s.seen.text for s in drift.slips] == ["New International Land-Sea Trad Corridor"]
    assert drift.forms == ()


def test_what_stands_beside_the_known_term_is_left_to_grouping() -> None:
    drift = drift_of("The New International Land-Sea Trade Corridor and the New International Land-Sea Corridor.")
    assert drift.forms == ()


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("The 20th Harbor Workers Congress met.", "20th Harbor Workers Congress"),
        ("They like the Trieste-Lund Economic Circle (三城经济圈).", "Trieste-Lund Economic Circle"),
        ("They join shields and ecology.", "shields and ecology"),
        ("The Grand Lighthouse Plans and the Grand Lighthouse Scheme grew.", "Grand Lighthouse Scheme"),
    ],
)
def test_another_thing_is_a_new_concept(text: str, new: str) -> None:
    drift = drift_of(text)
    assert new in {c.canonical for c in drift.new}
    assert new not in {f.seen.text for f in drift.forms}


def test_a_rendering_that_stands_alone_contests_the_preferred_one() -> None:
    (contest,) = drift_of("The Trieste-Lund Economic Circle grows.").contested
    assert (contest.concept.id, contest.rival, contest.since) == ("circle", "Trieste-Lund Economic Circle", "2024")
