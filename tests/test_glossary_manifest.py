"""The manifest: documents get their publisher's name and tier; what is wrong is said with its place."""

from pathlib import Path

import pytest

from cqterm.errors import GlossaryError
from cqterm.glossary.manifest import parse_manifest, read_manifest
from cqterm.model import Source

GOOD = """\
publishers:
  scio: {name: State Council Information Office, tier: 1}
  no: {name: Nobody}
sources:
- {id: s1, file: 001.txt, publisher: scio, title: "A: b", date: 2024-06-05, language: en, url: "https://example.org"}
- {id: s2, file: 中文 2.md, publisher: no, date: 2024, excerpt_of: s1}
- {id: s3, file: three.txt}
"""


def test_sources_carry_their_publisher() -> None:
    assert read_manifest(GOOD, "sources.yaml") == (
        Source(
            id="s1",
            file="001.txt",
            publisher="scio",
            publisher_name="State Council Information Office",
            tier=1,
            title="A: b",
            date="2024-06-05",
            language="en",
            url="https://example.org",
        ),
        Source(id="s2", file="中文 2.md", publisher="no", publisher_name="Nobody", date="2024", excerpt_of="s1"),
        Source(id="s3", file="three.txt"),
    )


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "sources: []\n", "publishers:\nsources:\n"])
def test_an_empty_manifest_describes_nothing(text: str) -> None:
    assert read_manifest(text, "sources.yaml") == ()


@pytest.mark.parametrize(
    ("source", "column", "says"),
    [
        ("{id: s4, file: f, date: 2024-02-30}", 27, "no date"),
        ("{id: s4, file: f, date: January 2024}", 27, "no date"),
        ("{id: s4, file: f, publisher: sico}", 32, "not listed under «publishers»"),
        ("{id: s1, file: f}", 8, "there already, at line 5, column 8"),
        ("{id: s4, file: 001.txt}", 18, "described twice, first at line 5, column 18"),
        ("{id: s4}", 8, "without «file»"),
        ("{file: f}", 3, "without «id»"),
        ("{id: s4, file: f, autor: x}", 21, "unknown key «autor»"),
        ("{id: s4, file: f, publisher_name: x}", 21, "unknown key"),
        ("{id: s4, file: f, excerpt_of: s9}", 33, "another source"),
        ("{id: s4, file: f, language: en_GB}", 31, "write en-GB"),
        ("f.txt", 3, "should be a map"),
    ],
)
def test_each_problem_of_a_source_has_its_place(source: str, column: int, says: str) -> None:
    (problem,) = parse_manifest(f"{GOOD}- {source}\n").problems

    assert (problem.line, problem.column) == (8, column)
    assert says in problem.message


@pytest.mark.parametrize(
    ("text", "line", "column", "says"),
    [
        ("publishers: {a: {tier: first}}\n", 1, 24, "whole number"),
        ("publishers: {a: {rank: 1}}\n", 1, 18, "unknown key «rank»"),
        ("publishers: [a]\n", 1, 13, "should be a map"),
        ("publisher: {}\n", 1, 1, "did you mean «publishers»"),
        ("sources: &a []\n", 1, 10, "anchor"),
        ("sources:\n- {id: x\n", 3, 1, "cut off"),
        ("Dear all,\n", 1, 1, "should be a map"),
    ],
)
def test_each_problem_of_the_rest_has_its_place(text: str, line: int, column: int, says: str) -> None:
    (problem,) = parse_manifest(text).problems

    assert (problem.line, problem.column) == (line, column)
    assert says in problem.message


def test_a_publisher_of_whom_nothing_is_said_is_known() -> None:
    assert read_manifest("publishers: {a: }\nsources: [{id: x, file: f, publisher: a}]\n", "s")[0].tier == 0


def test_the_error_names_file_line_and_column() -> None:
    with pytest.raises(GlossaryError, match=r"^seeds/sources.yaml:1:13: publishers should be a map"):
        read_manifest("publishers: [a]\n", "seeds/sources.yaml")


def test_the_seeds_are_described(root: Path) -> None:
    sources = read_manifest((root / "seeds" / "sources.yaml").read_text(encoding="utf-8"), "seeds/sources.yaml")

    assert sorted(s.file for s in sources) == sorted(p.name for p in (root / "seeds").glob("*.txt"))
