"""First use: what introduces an acronym, and what is said where nothing does."""

from typing import Any

import pytest

from cqterm.engine import Job, Settings, lint_bytes
from cqterm.model import Finding
from cqterm.rules.first_use import ID
from tests.words import lexicon

LEXICON = lexicon()
FULL = "North Harbor-Rail Trade Corridor"


def found(text: str, **settings: Any) -> list[Finding]:
    job = Job(lexicon=LEXICON, settings=Settings(**(settings or {"select": (ID,)})))
    return list(lint_bytes(job, "draft.md", text.encode()).findings)


@pytest.mark.parametrize(
    "text",
    [
        f"The {FULL} (NHRTC) is open. The NHRTC pays.",
        f"The {FULL} is open.\n\nThe NHRTC pays.",
        f"The NHRTC ({FULL}) is open.",
        f"# NHRTC opens\n\nThe {FULL} (NHRTC) is open.",
        f"# {FULL}\n\nThe NHRTC is open.",
        "The Eastern Harbor-Rail Trade Corridor (NHRTC) is open.",
        f"The {FULL} is open.",
        "No acronym here.",
    ],
)
def test_an_acronym_that_is_introduced_is_silent(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "start", "said", "related"),
    [
        (f"The NHRTC is open. The {FULL} (NHRTC) pays.", 4, "an acronym before its full form", [FULL]),
        ("We like the NHRTC. Two NHRTCs.", 12, "an acronym that is nowhere written in full", []),
        ("# NHRTC\n\nThe NHRTC pays.", 13, "an acronym that is nowhere written in full", []),
        (f"NHRTC and then {FULL}.", 0, "an acronym before its full form", [FULL]),
    ],
)
def test_the_first_use_is_the_one_place(text: str, start: int, said: str, related: list[str]) -> None:
    (finding,) = found(text)
    assert finding.place.span.start == start
    assert finding.message == f"{said}: write '{FULL} (NHRTC)' here"
    assert finding.suggestions == (f"{FULL} (NHRTC)",)
    assert finding.fix is None
    assert [place.text for place in finding.related] == related


def test_it_runs_only_where_somebody_asks_for_it() -> None:
    text = "The NHRTC is open."
    assert found(text, date="2024") == []
    assert [f.severity for f in found(text, severities={ID: "info"})] == ["info"]
    assert found(text, severities={ID: "info"}, ignore=(ID,)) == []
    assert found(text, severities={ID: "info"}, select=("term-case",)) == []
