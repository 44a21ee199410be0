"""What every exchange format promises, and how formats are found."""

import difflib
import subprocess
import sys
from dataclasses import replace
from types import ModuleType

import pytest
from hypothesis import given, settings

from cqterm.errors import GlossaryError
from cqterm.exchange import exchanges, is_export, registry, writers
from cqterm.model import Concept, Glossary, Term
from tests.exchange_example import BINARY, CORRIDOR, EXAMPLE, GLOSSARIES, golden

FORMATS = sorted(writers())
TEXTS = [name for name in FORMATS if name not in BINARY]
RULES = ("prh", "textlint", "vale")
STRICT = [name for name in FORMATS if name != "json"]
WHOLE = {"NAME": "x", "SUFFIXES": (".x",), "SUMMARY": "x", "MARKS": (b"x",), "write": exchanges()["json"].write}


def _module(**attributes: object) -> ModuleType:
    module = ModuleType("made.up")
    for name, value in attributes.items():
        setattr(module, name, value)
    return module


def test_formats_are_found_by_being_there() -> None:
    found = "csv html json markdown po pot prh tbx tbx2 textlint tsv vale xlsx"
    assert list(exchanges()) == found.split()


@pytest.mark.parametrize("missing", ["SUFFIXES", "SUMMARY", "MARKS", "write"])
def test_a_half_made_format_is_refused(missing: str) -> None:
    assert list(registry([_module(**WHOLE)])) == ["x"]
    with pytest.raises(TypeError, match=missing):
        registry([_module(**{name: value for name, value in WHOLE.items() if name != missing})])


def test_a_name_taken_twice_is_refused() -> None:
    with pytest.raises(TypeError, match="taken"):
        registry([_module(**WHOLE), _module(**WHOLE)])


def test_a_module_without_a_name_is_no_format() -> None:
    assert not registry([_module(SUFFIXES=(".x",))])


def test_finding_the_formats_loads_no_library() -> None:
    code = (
        "import sys; from cqterm.exchange import exchanges; exchanges(); print(*{'lxml', 'polib'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


@pytest.mark.parametrize("name", FORMATS)
def test_suffix_and_summary_serve_the_help(name: str) -> None:
    exchange = exchanges()[name]
    assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in exchange.SUFFIXES)
    assert exchange.SUMMARY.strip() == exchange.SUMMARY != ""
    assert "\n" not in exchange.SUMMARY


@pytest.mark.parametrize("name", TEXTS)
def test_golden(name: str) -> None:
    """The example looks as the golden file does; `python -m tests.exchange_example` writes it anew."""
    exchange = exchanges()[name]
    assert exchange.write(EXAMPLE).data == golden(exchange).read_bytes().replace(b"\r\n", b"\n")


@pytest.mark.parametrize("name", FORMATS)
@given(glossary=GLOSSARIES)
@settings(max_examples=40, deadline=None)
def test_any_glossary_is_written_and_twice_the_same(name: str, glossary: Glossary) -> None:
    exchange = exchanges()[name]
    first = exchange.write(glossary)
    assert first == exchange.write(glossary)
    assert is_export(exchange, first.data)
    assert name in BINARY or first.data.decode().endswith("\n")
    assert all(line.strip() and "\n" not in line for line in first.losses)


@pytest.mark.parametrize("name", FORMATS)
def test_an_empty_glossary_is_written(name: str) -> None:
    export = exchanges()[name].write(replace(EXAMPLE, concepts=(), sources=()))
    assert export.data
    assert set(export.losses) <= {"name: left out (1 glossary)"}


@pytest.mark.parametrize("position", [0, 1, 2])
@pytest.mark.parametrize("name", TEXTS)
def test_adding_a_concept_changes_only_its_lines(name: str, position: int) -> None:
    new = Concept(
        id="new-area",
        terms=(
            Term(text="两江新区", language="zh-Hans"),
            Term(text="New Area", language="en"),
            Term(text="Fresh Area", language="en", status="deprecated"),
        ),
        state="approved",
    )
    concepts = list(EXAMPLE.concepts[:2])
    write = exchanges()[name].write
    before = write(replace(EXAMPLE, concepts=tuple(concepts))).data.decode().splitlines()
    concepts.insert(position, new)
    after = write(replace(EXAMPLE, concepts=tuple(concepts))).data.decode().splitlines()
    changes = list(difflib.ndiff(before, after))
    gone = [line for line in changes if line.startswith("- ")]
    assert gone == []
    assert any("New Area" in line for line in changes if line.startswith("+ "))


@pytest.mark.parametrize("name", [name for name in TEXTS if name not in RULES])
def test_a_changed_word_changes_one_line(name: str) -> None:
    write = exchanges()[name].write
    changed = replace(EXAMPLE, concepts=(replace(CORRIDOR, note="Reworded."), *EXAMPLE.concepts[1:]))
    before, after = (write(g).data.decode().splitlines() for g in (EXAMPLE, changed))
    assert len(before) == len(after)
    assert sum(a != b for a, b in zip(before, after, strict=True)) == 1


@pytest.mark.parametrize("name", STRICT)
@pytest.mark.parametrize(
    ("glossary", "said"),
    [
        (replace(EXAMPLE, concepts=(CORRIDOR, CORRIDOR)), "two of this id"),
        (replace(EXAMPLE, concepts=(replace(CORRIDOR, id="1-corridor"),)), "not an id"),
        (replace(EXAMPLE, concepts=(replace(CORRIDOR, id="a b"),)), "not an id"),
        (replace(EXAMPLE, concepts=(replace(CORRIDOR, id=""),)), "not an id"),
        (replace(EXAMPLE, concepts=(replace(CORRIDOR, id="a\n"),)), "not an id"),
        (replace(EXAMPLE, source_language="zh_Hans"), "zh_Hans"),
        (replace(EXAMPLE, target_language=""), "language ''"),
        (replace(EXAMPLE, concepts=(replace(CORRIDOR, terms=(Term(text="a", language="english!"),)),)), "english!"),
    ],
    ids=["id-twice", "id-digit", "id-space", "id-empty", "id-newline", "underscore", "no-language", "term-language"],
)
def test_what_has_no_honest_repair_is_refused(name: str, glossary: Glossary, said: str) -> None:
    with pytest.raises(GlossaryError, match=said):
        exchanges()[name].write(glossary)
