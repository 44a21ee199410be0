"""Which proposals wait for a decision, and which of them a selection asks for."""

import re
from typing import Any

import pytest

from cqterm.errors import GlossaryError
from cqterm.glossary.waiting import Selection, selected, waiting
from cqterm.model import Evidence, Seen, Source
from tests.words import concept, glossary, term

GLOSSARY = glossary(
    concept("gone", term("Gone Thing"), state="rejected", seen=(Seen(text="Gone"),)),
    concept(
        "corridor",
        term("Trade Corridor"),
        state="approved",
        seen=(
            Seen(text="the Corridor", kind="short form", source="daily-2024"),
            Seen(text="out", state="rejected"),
            Seen(text="TC", kind="acronym"),
        ),
        evidence=(Evidence(source="office-2020", quote="q"), Evidence(source="office-2026", quote="q", form="TC")),
    ),
    concept(
        "zone",
        term("Pilot Zone"),
        state="proposed",
        evidence=(Evidence(source="office-2020", quote="q"), Evidence(source="office-2026", quote="q")),
    ),
    concept("area", term("New Area"), state="proposed", evidence=(Evidence(source="office-2026", quote="q"),)),
    concept("city", term("City"), state="proposed", evidence=(Evidence(source="undated", quote="q"),)),
    sources=(
        Source(id="office-2020", publisher="office", publisher_name="The Office", date="2020"),
        Source(id="office-2026", publisher="office", publisher_name="The Office", date="2026-11-20"),
        Source(id="daily-2024", publisher="daily", date="2024-05"),
        Source(id="undated", publisher="press"),
    ),
)
EVERY = ["the Corridor", "TC", "zone", "area", "city"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, EVERY),
        ({"match": re.compile("nothing")}, []),
        ({"match": re.compile("corridor", re.IGNORECASE)}, ["the Corridor", "TC"]),
        ({"match": re.compile("^(pilot|TC)", re.IGNORECASE)}, ["TC", "zone"]),
        ({"kinds": ("concept",)}, ["zone", "area", "city"]),
        ({"kinds": ("form",)}, ["the Corridor", "TC"]),
        ({"kinds": ("acronym", "concept"), "limit": 2}, ["TC", "zone"]),
        ({"publishers": ("daily",)}, ["the Corridor"]),
        ({"publishers": ("The Office",)}, ["TC", "zone", "area"]),
        ({"publishers": ("office", "press")}, ["TC", "zone", "area", "city"]),
        ({"since": "2026-11-21"}, []),
        ({"since": "2026-11-20"}, ["TC", "area"]),
        ({"since": "2024-05-31"}, ["the Corridor", "TC", "area"]),  # May 2024 may have been its last day
        ({"since": "2020-06"}, ["the Corridor", "TC", "zone", "area"]),
        ({"since": "2026", "publishers": ("daily",)}, []),
        ({"limit": 1}, ["the Corridor"]),
    ],
)
def test_a_selection_takes_what_it_asks_for(asked: dict[str, Any], found: list[str]) -> None:
    shown = [each.seen.text if each.seen else each.concept.id for each in selected(GLOSSARY, Selection(**asked))]
    assert shown == found


def test_without_a_selection_all_wait() -> None:
    assert selected(GLOSSARY, Selection()) == list(waiting(GLOSSARY))


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"kinds": ("acronim",)}, "no kind of proposal «acronim» here: did you mean 'acronym'?"),
        ({"kinds": ("typo",)}, "no kind of proposal «typo» here: known are acronym, concept, form, short form"),
        ({"publishers": ("offize",)}, "no publisher «offize» here: did you mean 'office'?"),
    ],
)
def test_what_can_not_be_is_said(asked: dict[str, Any], says: str) -> None:
    with pytest.raises(GlossaryError, match=re.escape(says)):
        selected(GLOSSARY, Selection(**asked))
