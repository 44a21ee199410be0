"""Late patterns do what compiled ones do, also those that an earlier process compiled."""

import re
from collections.abc import Iterator
from importlib import import_module

import pytest

from cqterm import formats, match, rules, silence
from cqterm import text as texts
from cqterm.package import modules
from cqterm.text import patterns
from cqterm.text.patterns import Memory, late, memory, recall

GIVEN = [("B+", re.IGNORECASE), ("[。！？](?=a|\\Z)", 0), ("(a)(b)?\\1", 0), ("x$", re.MULTILINE)]


@pytest.fixture
def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "_earlier", {})
    monkeypatch.setattr(patterns, "_new", {})


@pytest.fixture
def kept(fresh: None) -> Memory:
    for given in GIVEN:
        late(*given).search("")
    found = memory()
    assert found is not None
    patterns._earlier.clear()
    return found


@pytest.mark.parametrize("method", ["findall", "fullmatch", "match", "search", "split"])
def test_a_late_pattern_does_the_same_at_the_first_call_and_the_second(method: str) -> None:
    pattern = late("B+", re.IGNORECASE)
    for text in ("bB", "abBa", ""):
        wanted, found = getattr(re.compile("B+", re.IGNORECASE), method)(text), getattr(pattern, method)(text)
        assert str(found) == str(wanted)


def test_it_replaces_and_goes_through_a_text() -> None:
    assert late("b").sub("c", "abba") == "acca"
    assert [m.start() for m in late("b").finditer("abba")] == [1, 2]
    assert late("b", re.IGNORECASE).pattern == "b"


def test_a_wrong_pattern_is_an_error_when_it_is_used() -> None:
    with pytest.raises(re.error):
        late("(").match("")


# --- what is kept -------------------------------------------------------------------------------------------------


def test_what_was_kept_is_what_would_be_compiled(kept: Memory, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = [re.compile(*given) for given in GIVEN]
    recall(kept)
    monkeypatch.setattr(re, "compile", None)
    assert [patterns._compiled(*given) for given in GIVEN] == wanted  # flags and code are compared
    assert memory() is None


def test_what_is_new_is_kept_beside_what_was(kept: Memory) -> None:
    recall(kept)
    for number in range(4):
        late(f"n{number}").search("")
    found = memory()
    assert found is not None
    assert list(found.patterns) == [*kept.patterns, "n0", "n1", "n2", "n3"]


@pytest.mark.parametrize("numbers", [[0, 32, 0, 0], [0, 32, 0, 3], [0, 2**31, 9, 6]])
def test_code_that_is_none_is_made_again(numbers: list[int], fresh: None) -> None:
    recall(Memory(["a+"], numbers, [9, 9, 2**32 - 1, 9, 9, 9]))
    assert patterns._compiled("a+", 0) == re.compile("a+")


def test_what_is_no_memory_is_an_error(kept: Memory) -> None:
    with pytest.raises(ValueError, match=r"shorter|longer"):
        recall(kept._replace(patterns=kept.patterns[1:]))


def all_late() -> Iterator[tuple[str, int]]:
    for room in (formats, match, rules, silence, texts):
        for name in modules(room.__path__):
            for value in vars(import_module(f"{room.__name__}.{name}")).values():
                if isinstance(value, patterns._Late) and isinstance(value._arguments[0], str):
                    yield value._arguments


def test_every_pattern_of_the_program_comes_back(fresh: None) -> None:
    given = sorted(set(all_late()))
    wanted = [patterns._compiled(*each) for each in given]
    found = memory()
    assert found is not None
    assert len(found.patterns) > len(given) / 2
    patterns._earlier.clear()
    recall(found)
    assert [patterns._compiled(*each) for each in given] == wanted
