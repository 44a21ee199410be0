"""Rule files for Vale, prh and textlint: what they hold, and what is left out since it would never match or do harm."""

import io
import json
import re
import zipfile

import pytest
import yaml

from cqterm.exchange import exchanges
from cqterm.exchange.losses import Losses, told
from cqterm.exchange.substitutions import pattern, substitutions
from cqterm.glossary.read import read
from cqterm.model import Glossary

TERMS = """\
cqterm: 1
name: T
languages: {source: zh-Hans, target: en}
concepts:
- id: corridor
  zh-Hans: 走廊
  term: New Land-Sea Corridor
  state: approved
  also: [ILSTC]
  not: [western corridor, western corridor route, "the C++", "R. and D. corridor"]
- {id: hall, term: great hall, state: approved, not: [sea]}
- {id: open, term: open question, not: [closed one]}
"""


@pytest.fixture
def glossary() -> Glossary:
    return read(TERMS, "t.yaml")


def test_the_longest_first_and_only_what_matches_and_does_no_harm(glossary: Glossary) -> None:
    losses: Losses = Losses()
    _, found = substitutions(glossary, losses)
    assert [(each.wrong, each.right) for each in found] == [
        ("western corridor route", "New Land-Sea Corridor"),
        ("R. and D. corridor", "New Land-Sea Corridor"),
        ("western corridor", "New Land-Sea Corridor"),
    ]
    lines = told(losses)
    assert "not: begins or ends with a sign, which no such rule matches, left out (1 term)" in lines
    assert "not: stands inside a right term, left out (1 term)" in lines
    assert "state: proposed, left out (1 concept)" in lines


@pytest.mark.parametrize("text", ["a b", "R. and D.", "a|b (c) [d] {e} f^g$ h*i+j? k\\l m/n", "重庆 a"])
def test_a_pattern_matches_its_text_and_nothing_else(text: str) -> None:
    assert re.fullmatch(pattern(text), text)
    assert re.fullmatch(pattern(text), text.replace(" ", "\n"))
    assert not re.fullmatch(pattern("R. D."), "Rx Dx")


def test_prh_rules_have_patterns_with_boundaries_and_specs(glossary: Glossary) -> None:
    value = yaml.safe_load(exchanges()["prh"].write(glossary).data)
    (rule,) = value["rules"]
    assert rule["expected"] == "New Land-Sea Corridor"
    assert rule["patterns"][0] == r"/\bwestern\s+corridor\s+route\b/i"
    for spec in rule["specs"]:
        matching = [p for p in rule["patterns"] if re.search(p[1:-2], spec["from"], re.IGNORECASE)]
        assert re.sub(matching[0][1:-2], rule["expected"], spec["from"]) == spec["to"] == rule["expected"]


def test_textlint_terms_are_pairs(glossary: Glossary) -> None:
    value = json.loads(exchanges()["textlint"].write(glossary).data)
    rule = value["rules"]["terminology"]
    assert rule["defaultTerms"] is False
    assert rule["terms"][1] == [r"R\.\s+and\s+D\.\s+corridor", "New Land-Sea Corridor"]


def test_vale_style_and_vocabulary(glossary: Glossary) -> None:
    data = exchanges()["vale"].write(glossary).data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        style = yaml.safe_load(archive.read("cqterm/Terms.yml"))
        words = archive.read("config/vocabularies/cqterm/accept.txt").decode().splitlines()
    assert style["extends"] == "substitution"
    assert style["swap"][r"western\s+corridor"] == "New Land-Sea Corridor"
    assert words == ["New Land-Sea Corridor", "ILSTC"]  # great hall is no name
    assert data == exchanges()["vale"].write(glossary).data
