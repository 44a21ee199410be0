"""Merging an import: what is new comes in, what was decided stays, and a second time nothing changes."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings

from cqterm.exchange.merge import Merged, applied, changes, merge
from cqterm.glossary.edit import add_concepts, add_sources, set_concepts
from cqterm.glossary.read import parse, read
from cqterm.glossary.render import render_glossary
from cqterm.model import Concept, Glossary, State
from tests.test_exchange_roundtrip import QUICK, held

BASE = """\
cqterm: 1
name: House
languages: {source: zh-Hans, target: en}   # the pair
concepts:
- id: corridor
  zh-Hans: 西部陆海新通道
  term: New International Land-Sea Trade Corridor  # SCIO
  state: approved
  not:
  - new western land-sea corridor   # municipal
  also: [Western Land-Sea Trade Corridor]

- id: pinned-one
  zh-Hans: 两中心两地
  term: Two Centers and Two Highlands
  state: approved
  origin: pinned
- id: open-one
  zh-Hans: 山城
  term: mountain city
- {id: gone, zh-Hans: 雾都, term: Fog Capital, state: rejected}
"""


def _glossary(concepts: str) -> Glossary:
    head = "cqterm: 1\nname: In\nlanguages: {source: zh-Hans, target: en}\nconcepts:\n"
    return read(head + concepts, "in.yaml")


def _edited(merged: Merged) -> str:
    base = read(BASE, "base.yaml")
    return add_concepts(set_concepts(add_sources(BASE, merged.sources), changes(base, merged)), merged.added)


def _merge(concepts: str, **options: Any) -> tuple[str, list[str]]:
    """The file after the merge, and what was told."""
    merged = merge(read(BASE, "base.yaml"), _glossary(concepts), **options)
    return _edited(merged), [f"{remark.kind} {remark.concept}: {remark.what}" for remark in merged.remarks]


def _concept(text: str, identifier: str) -> Concept:
    return next(concept for concept in read(text, "x").concepts if concept.id == identifier)


CORRIDOR = "- {id: corridor, zh-Hans: 西部陆海新通道, "


def test_an_additional_term_is_one_more_line() -> None:
    text, told = _merge(
        CORRIDOR + "term: New International Land-Sea Trade Corridor, not: [Southern Corridor], also: [ILSTC route]}\n"
    )
    assert told == ["changed corridor: + Southern Corridor (deprecated); + ILSTC route (admitted)"]
    lines = BASE.splitlines()
    lines[9] = "  - new western land-sea corridor   # municipal\n  - Southern Corridor"
    lines[10] = "  also: [Western Land-Sea Trade Corridor, ILSTC route]"
    assert text == "\n".join(lines) + "\n"


def test_a_concept_is_found_by_its_source_term() -> None:
    text, told = _merge("- {id: other, zh-Hans: 山城, term: mountain town, definition: A city on hills.}\n")
    assert told == ["changed open-one: + mountain town (preferred); definition filled"]
    concept = _concept(text, "open-one")
    assert [(term.text, term.status) for term in concept.terms][1:] == [
        ("mountain town", "preferred"), ("mountain city", "admitted"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("incoming", "options", "told"),
    [
        (
            CORRIDOR + "term: Land-Sea Corridor}\n", {},
            ("skipped corridor: «Land-Sea Corridor» as preferred, here «New International Land-Sea Trade Corridor»: "
            "approved here; --as approved takes it over"),
        ),
        (
            CORRIDOR + "not: [Western Land-Sea Trade Corridor]}\n", {},
            ("skipped corridor: «Western Land-Sea Trade Corridor» as deprecated, here admitted: "
            "approved here; --as approved takes it over"),
        ),
        (
            "- {id: pinned-one, zh-Hans: 两中心两地, term: Two Centers and Two Places}\n", {"take": True},
            ("skipped pinned-one: «Two Centers and Two Places» as preferred, here «Two Centers and Two Highlands»: "
            "pinned here"),
        ),
        ("- {id: gone, zh-Hans: 雾都, term: Foggy}\n", {}, "skipped gone: rejected here: nothing is taken over"),
        (
            "- {id: pinned-one, zh-Hans: 两中心两地, also: [Western Land-Sea Trade Corridor]}\n", {},
            "skipped pinned-one: «Western Land-Sea Trade Corridor»: belongs to corridor",
        ),
    ],
    ids=["preferred", "status", "pinned", "rejected", "owned"],
)  # fmt: skip
def test_decisions_stay(incoming: str, options: dict[str, Any], told: str) -> None:
    text, remarks = _merge(incoming, **options)
    assert remarks == [told]
    assert text == BASE


def test_as_approved_takes_over() -> None:
    text, told = _merge(
        "- {id: corridor, zh-Hans: 西部陆海新通道, term: Land-Sea Corridor, definition: A route., state: approved}\n",
        state="approved",
        take=True,
    )
    assert told == ["changed corridor: + Land-Sea Corridor (preferred); definition filled"]
    concept = _concept(text, "corridor")
    assert {(term.text, term.status) for term in concept.terms if term.language == "en"} == {
        ("Land-Sea Corridor", "preferred"),
        ("New International Land-Sea Trade Corridor", "admitted"),
        ("Western Land-Sea Trade Corridor", "admitted"),
        ("new western land-sea corridor", "deprecated"),
    }
    assert parse(text, "x").problems == ()


@pytest.mark.parametrize(("state", "said"), [("proposed", "proposed"), ("approved", "approved")])
def test_what_is_new_is_added_at_the_end(state: State, said: str) -> None:
    text, told = _merge("- {id: new-area, zh-Hans: 两江新区, term: New Area, state: approved}\n", state=state)
    assert told == [f"added new-area: New Area ({said})"]
    assert text.startswith(BASE)
    assert _concept(text, "new-area").state == said


def test_an_id_that_two_tools_gave_out_is_no_match() -> None:
    text, told = _merge("- {id: corridor, zh-Hans: 走廊, term: hallway}\n")
    assert told == ["added corridor-2: hallway (proposed)"]
    again = merge(read(text, "x"), _glossary("- {id: corridor, zh-Hans: 走廊, term: hallway}\n"))
    assert (again.added, again.changed, again.remarks) == ((), {}, ())


def test_a_source_term_of_several_concepts_is_no_guess() -> None:
    base = replace(
        read(BASE, "b"),
        concepts=_glossary("- {id: a, zh-Hans: 甲, term: one}\n- {id: b, zh-Hans: 甲, term: two}\n").concepts,
    )
    merged = merge(base, _glossary("- {id: c, zh-Hans: 甲, term: three}\n- {id: d, zh-Hans: 甲, term: two}\n"))
    assert [remark.what for remark in merged.remarks] == [
        "its source term stands in several concepts: a, b: give it the id of one"
    ]
    assert merged.unchanged == 1


def test_a_concept_without_a_source_term_goes_by_its_preferred_term() -> None:
    there = _glossary("- {id: b, term: bay, state: approved}\n")
    merged = merge(there, _glossary("- {id: i, zh-Hans: 湾, term: Bay}\n"))
    assert (merged.added, list(merged.changed)) == ((), ["b"])
    assert merged.remarks == (("changed", "b", "+ 湾 (preferred)"),)


QUOTED = """\
cqterm: 1
name: In
languages: {source: zh-Hans, target: en}
sources:
- {id: idle, title: Not quoted}
- {id: whole, title: The whole}
- {id: s, title: A report, date: 2024-06, excerpt_of: whole}
concepts:
"""


def test_quotes_bring_the_sources_that_they_quote() -> None:
    corridor = "id: corridor, term: New International Land-Sea Trade Corridor"
    incoming = read(
        f"{QUOTED}- {{id: n, term: new thing, evidence: [{{source: s, quote: the new thing}}]}}\n"
        f"- {{{corridor}, evidence: [{{source: s, quote: a Corridor}}]}}\n",
        "in.yaml",
    )
    merged = merge(read(BASE, "b"), incoming)
    assert [each.quote for each in merged.added[0].evidence] == ["the new thing"]
    assert [each.id for each in merged.sources] == ["whole", "s"]
    assert ("changed", "corridor", "evidence filled") in merged.remarks
    after = read(_edited(merged), "after")
    assert [(each.id, each.date, each.excerpt_of) for each in after.sources] == [
        ("whole", "", ""),
        ("s", "2024-06", "whole"),
    ]
    assert _concept(_edited(merged), "corridor").evidence[0].quote == "a Corridor"


def test_what_a_concept_says_already_is_not_replaced_and_that_is_told() -> None:
    there = f"{QUOTED}- {{id: n, term: thing, near: off, ok: [Things.], evidence: [{{source: s, quote: the thing}}]}}\n"
    other = there.replace("the thing", "a thing").replace("off", "all").replace("Things.", "All things.")
    merged = merge(read(there, "b"), read(other, "in.yaml"))
    assert merged.changed == {}
    assert merged.sources == ()
    assert merged.quotes == 1
    assert merged.remarks == (("skipped", "n", "near, ok: as they are here"),)
    assert merge(read(there, "b"), read(there, "in.yaml")).remarks == ()


@given(base=held(), incoming=held())
@settings(max_examples=60, deadline=None, phases=QUICK)
def test_twice_is_once_and_the_file_is_what_the_merge_says(base: Glossary, incoming: Glossary) -> None:
    text = render_glossary(base)
    for options in ({}, {"state": "approved", "take": True}):
        merged = merge(base, incoming, **options)  # type: ignore[arg-type]
        sourced = add_sources(text, merged.sources)
        edited = add_concepts(set_concepts(sourced, changes(base, merged)), merged.added)
        after = parse(edited, "terms.yaml")
        assert after.problems == ()
        wanted = {c.id: replace(c, terms=()) for c in applied(base, merged).concepts}
        assert {c.id: replace(c, terms=(), case=wanted[c.id].case) for c in after.glossary.concepts} == wanted
        terms = {c.id: sorted(map(repr, c.terms)) for c in applied(base, merged).concepts}
        assert {c.id: sorted(map(repr, c.terms)) for c in after.glossary.concepts} == terms
        again = merge(after.glossary, incoming, **options)  # type: ignore[arg-type]
        assert (again.added, again.changed) == ((), {})
