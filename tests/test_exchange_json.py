"""JSON holds everything: the glossary can be built anew from it."""

import json
from typing import Any

from hypothesis import given, settings

from cqterm.exchange.json import write
from cqterm.model import Concept, Decision, Evidence, Example, Glossary, Seen, Source, Span, Term
from tests.exchange_example import EXAMPLE, GLOSSARIES


def _rebuilt(value: dict[str, Any]) -> Glossary:
    return Glossary(
        name=value["name"],
        source_language=value["languages"]["source"],
        target_language=value["languages"]["target"],
        concepts=tuple(_concept(each) for each in value["concepts"]),
        sources=tuple(
            Source(**{"publisher_name" if key == "name" else key: text for key, text in each.items()})
            for each in value["sources"]
        ),
    )


def _concept(value: dict[str, Any]) -> Concept:
    value = dict(value)
    value["terms"] = tuple(_term(each) for each in value["terms"])
    if "decided" in value:
        value["decided"] = Decision(**value["decided"])
    value["ok"] = tuple(value.get("ok", ()))
    value["bad"] = tuple(Example(**each) for each in value.get("bad", ()))
    value["seen"] = tuple(_seen(each) for each in value.get("seen", ()))
    value["evidence"] = tuple(_evidence(each) for each in value.get("evidence", ()))
    return Concept(**value)


def _seen(value: dict[str, Any]) -> Seen:
    value = dict(value)
    if "decided" in value:
        value["decided"] = Decision(**value["decided"])
    return Seen(**value)


def _term(value: dict[str, Any]) -> Term:
    names = {"lang": "language", "from": "valid_from"}
    return Term(**{names.get(key, key): text for key, text in value.items()})


def _evidence(value: dict[str, Any]) -> Evidence:
    value = dict(value)
    span = Span(value.pop("start"), value.pop("end")) if "start" in value else None
    return Evidence(**value, span=span)


@given(glossary=GLOSSARIES)
@settings(max_examples=200, deadline=None)
def test_nothing_is_lost(glossary: Glossary) -> None:
    export = write(glossary)
    assert export.losses == ()
    assert _rebuilt(json.loads(export.data)) == glossary


def test_the_keys_that_scripts_rely_on_come_first_and_always() -> None:
    value = json.loads(write(EXAMPLE).data)
    assert list(value) == ["version", "name", "languages", "sources", "concepts"]
    assert value["version"] == 1
    for concept in value["concepts"]:
        assert list(concept)[:5] == ["id", "state", "origin", "case", "terms"]
        for term in concept["terms"]:
            assert list(term)[:4] == ["text", "lang", "status", "type"]


def test_rejected_concepts_stay() -> None:
    assert "fog-capital" in {concept["id"] for concept in json.loads(write(EXAMPLE).data)["concepts"]}


def test_people_can_read_it() -> None:
    assert "西部陆海新通道" in write(EXAMPLE).data.decode()
