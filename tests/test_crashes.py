"""Broken documents: a reader gives a document that keeps its laws or says what is wrong, and never fails otherwise."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cqterm import formats
from tests import fuzz

KEPT = sorted(path for path in fuzz.CRASHES.glob("*") if path.suffix in formats.suffixes())


@pytest.mark.parametrize("path", KEPT, ids=lambda p: p.name)
def test_what_once_broke_a_reader_does_not_again(path: Path) -> None:
    fuzz.survive(path.name, path.read_bytes())


def test_every_format_has_a_seed() -> None:
    assert set(fuzz.SEEDS) == set(formats.suffixes())


@pytest.mark.parametrize("suffix", sorted(fuzz.SEEDS))
def test_the_seeds_are_read(suffix: str) -> None:
    assert formats.read(f"x{suffix}", fuzz.SEEDS[suffix]).segments


@pytest.mark.parametrize("suffix", sorted(fuzz.SEEDS))
@given(draw=st.data())
@settings(max_examples=150, deadline=None)
def test_a_broken_document_is_read_or_refused(suffix: str, draw: st.DataObject) -> None:
    fuzz.survive(f"x{suffix}", draw.draw(fuzz.broken(fuzz.SEEDS[suffix])))
