"""The JSON Schema for editors: it takes what `cqterm check` takes and refuses what it refuses."""

from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from cqterm.glossary import shape
from cqterm.glossary.read import parse
from cqterm.glossary.schema import schema

ROOT = Path(__file__).resolve().parent.parent
VALIDATOR = jsonschema.Draft202012Validator(schema())
HEAD = "cqterm: 1\nname: x\nlanguages: {source: zh-Hans, target: en}\nsources: [{id: s}]\nconcepts:\n"


def valid(text: str) -> bool:
    return bool(VALIDATOR.is_valid(yaml.safe_load(text)))


def test_it_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())


def test_the_shipped_glossary_obeys_it() -> None:
    text = (ROOT / "glossary" / "chongqing.yaml").read_text(encoding="utf-8")
    assert [e.message for e in VALIDATOR.iter_errors(yaml.safe_load(text))] == []


@pytest.mark.parametrize(
    "concept",
    [
        "- {id: X, term: a}",
        "- {term: a}",
        "- {id: x, term: a, state: aproved}",
        "- {id: x, term: a, near: maybe}",
        "- {id: x, term: a, decided: {date: yesterday}}",
        "- {id: x, term: a, also: [{trem: b}]}",
        "- {id: x, term: a, bad: [{text: b}]}",
        "- {id: x, term: a, evidence: [{source: s}]}",
        "- {id: x, term: a, seen: [{term: b, state: new}]}",
    ],
)
def test_both_refuse(concept: str) -> None:
    assert not valid(HEAD + concept)
    assert parse(HEAD + concept, "t.yaml").problems


@pytest.mark.parametrize(
    "concept",
    [
        "- {id: x, term: a, zh-Hans: [甲, 乙], acronym: AB, also: b, not: [{term: c, until: 2018}]}",
        "- {id: x, term: a, case: name, decided: {date: '2024-06', why: so}, ok: fine, bad: [{text: b, fix: a}]}",
        "- {id: x, term: a, seen: [b, {term: c, kind: short form, state: rejected, decided: {date: 2026-11, why: d}}]}",
        "- {id: x, term: {term: a, note: n}, evidence: [{source: s, quote: q, at: 3}]}",
    ],
)
def test_both_take(concept: str) -> None:
    assert valid(HEAD + concept)
    assert parse(HEAD + concept, "t.yaml").problems == ()


def test_it_knows_every_key() -> None:
    properties: dict[str, Any] = schema()["properties"]
    assert tuple(properties) == shape.HEADER
    assert tuple(properties["concepts"]["items"]["properties"]) == shape.CONCEPT
