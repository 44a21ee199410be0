"""Mixed renderings: which of them count, where the findings stand, and what they say of the others."""

from typing import Any

import pytest

from cqterm.engine import Job, Settings, lint_bytes
from cqterm.match.compiling import compile_lexicon
from cqterm.model import Finding, Severity
from cqterm.rules.mixed_terms import ID
from cqterm.rules.renderings import SHOWN
from tests.words import concept, glossary, term

LEXICON = compile_lexicon(
    glossary(
        concept(
            "bridge",
            term("Lund Harbor Bridge"),
            term("Old Lund Crossing", "admitted"),
            term("Lund Sound Span", "admitted"),
            term("Harbor Bridge", "admitted"),
            term("Lund Bridgework", "deprecated"),
        ),
        concept("tides", term("tidal power"), term("power from the ebb", "admitted")),
        concept("agency", term("Lund Harbor Agency"), term("LHA Council", "admitted", publisher="daily")),
        concept(
            "plan",
            term("Lund Renewal Plan", valid_from="2023"),
            term("Lund Revival Plan", "superseded", until="2023"),
            term("Lund Recovery Plan", "admitted"),
        ),
    )
)


def mixed(text: str, *, fix: Any = None, **settings: Any) -> list[Finding]:
    result = lint_bytes(Job(lexicon=LEXICON, settings=Settings(**settings), fix=fix), "draft.txt", text.encode())
    return [f for f in result.findings if f.rule == ID]


@pytest.mark.parametrize(
    "text",
    [
        "The Old Lund Crossing and the Old Lund Crossing.",
        "The Lund Harbor Bridge and, for short, the Harbor Bridge.",
        "The Old Lund Crossing. The Lund Bridgework.",  # its fix is offered there, once
        "The Old Lund Crosing. The Old Lund Crossing.",
        "The Lund Harbor Agency. Tidal power.",
    ],
)
def test_one_rendering_and_its_short_forms_are_silent(text: str) -> None:
    assert mixed(text) == []


def test_each_place_that_is_not_preferred_is_a_finding_with_the_others_related() -> None:
    text = "The Old Lund Crossing. The Lund Harbor Bridge. The Lund Sound Span. The Old Lund Crossing."
    found = mixed(text)
    assert [f.place.text for f in found] == ["Old Lund Crossing", "Lund Sound Span", "Old Lund Crossing"]
    assert [[p.text for p in f.related] for f in found] == [
        ["Lund Harbor Bridge", "Lund Sound Span", "Old Lund Crossing"],
        ["Old Lund Crossing", "Lund Harbor Bridge", "Old Lund Crossing"],
        ["Old Lund Crossing", "Lund Harbor Bridge", "Lund Sound Span"],
    ]
    assert all(text[p.span.start : p.span.end] == p.text for f in found for p in f.related)
    assert found[0].message == (
        "mixed renderings: this one twice here, 'Lund Harbor Bridge' once, 'Lund Sound Span' once: "
        "use 'Lund Harbor Bridge'"
    )
    assert {f.suggestions for f in found} == {("Lund Harbor Bridge",)}


def test_two_admitted_renderings_without_the_preferred_one_are_mixed_too() -> None:
    found = mixed("The Old Lund Crossing. The Lund Sound Span.")
    assert [f.suggestions[0] for f in found] == ["Lund Harbor Bridge"] * 2


def test_a_misspelt_rendering_counts_and_has_its_own_finding_only() -> None:
    (finding,) = mixed("The Lund Harbor Bridgge. The Old Lund Crossing.")
    assert finding.place.text == "Old Lund Crossing"


def test_the_suggestion_has_the_case_of_its_place() -> None:
    (finding,) = mixed("We need tidal power.\n\nPOWER FROM THE EBB")
    assert finding.suggestions == ("TIDAL POWER",)


@pytest.mark.parametrize(
    ("text", "severity"),
    [("The Lund Harbor Bridge. The Old Lund Crossing.", "warning"), ("Tidal power. Power from the ebb.", "info")],
)
def test_names_are_a_warning_and_phrases_are_not(text: str, severity: Severity) -> None:
    assert [f.severity for f in mixed(text)] == [severity]


def test_the_house_form_of_another_publisher_is_no_rendering_of_this_document() -> None:
    text = "The Lund Harbor Agency met. The LHA Council met. The Old Lund Crossing."
    assert mixed(text, publisher="gov") == []


@pytest.mark.parametrize(
    ("date", "places"),
    [
        ("2020", {"Lund Recovery Plan", "Lund Renewal Plan"}),
        ("2024", {"Lund Recovery Plan"}),
        ("", {"Lund Recovery Plan"}),
    ],
)
def test_the_date_decides_which_renderings_count_and_which_is_wanted(date: str, places: set[str]) -> None:
    text = "The Lund Renewal Plan. The Lund Revival Plan. The Lund Recovery Plan."
    found = mixed(text, date=date)
    assert {f.place.text for f in found} == places
    assert {f.suggestions[0] for f in found} == {"Lund Revival Plan" if date == "2020" else "Lund Renewal Plan"}


def test_related_places_are_bounded_and_counts_are_not() -> None:
    found = mixed("The Old Lund Crossing. " * 300 + "The Lund Harbor Bridge.")
    assert len(found) == 300
    assert "this one 300 times here" in found[-1].message
    assert len(found[-1].related) == SHOWN + 1
    assert found[-1].related[-1].text == "Lund Harbor Bridge"


def test_the_unsafe_fix_leaves_one_rendering() -> None:
    text = "The Old Lund Crossing. The Lund Harbor Bridge. The Lund Sound Span."
    assert len(mixed(text, fix="safe")) == 2
    assert mixed(text, fix="unsafe") == []
