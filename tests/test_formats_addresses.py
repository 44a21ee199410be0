"""Addresses are masked, prose is not."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from cqterm.formats.addresses import addresses

CASES: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "cases/formats/addresses.yaml").read_text("utf-8"))


@pytest.mark.parametrize("text", CASES["prose"].values(), ids=CASES["prose"])
def test_prose_is_left_alone(text: str) -> None:
    assert addresses(text) == []


@pytest.mark.parametrize("case", CASES["masked"].values(), ids=CASES["masked"])
def test_addresses_are_found_without_the_punctuation_around_them(case: dict[str, Any]) -> None:
    text = case["text"]

    assert [text[start:end] for start, end in addresses(text)] == case["at"]


def test_a_chunk_far_before_its_hint_is_found() -> None:
    """The search for the start of a chunk looks back in windows."""
    name = "a" * 1000 + "_b"

    assert addresses(f"see {name} now") == [(4, 4 + len(name))]
