"""`cqterm diff`: what changed, whatever the glossaries are written in."""

import json
from pathlib import Path

import pytest

from cqterm.cli import main

OLD = """\
cqterm: 1
name: House
languages: {source: zh-Hans, target: en}
concepts:
- {id: a, zh-Hans: 甲, term: one}
- {id: b, zh-Hans: 乙, term: two, definition: A pair., not: [twain]}
- {id: c, zh-Hans: 丙, term: three}
- {id: d, zh-Hans: 丁, term: four}
"""
NEW = """\
# order and comments make no difference
cqterm: 1
name: House
languages: {source: zh-Hans, target: en}
concepts:
- {id: four, zh-Hans: 丁, term: four}
- {id: b, zh-Hans: 乙, term: two, state: approved, also: [twain], ok: [one and two]}
- {id: a, zh-Hans: 甲, term: one}
- {id: e, zh-Hans: 戊, term: five, state: approved}
"""


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("old.yaml").write_text(OLD, encoding="utf-8")
    Path("new.yaml").write_text(NEW, encoding="utf-8")


def test_text(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "old.yaml", "new.yaml"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "+ e: 戊 = five (approved)",
        "- c: 丙 = three (proposed)",
        "~ four: id was d",
        "~ b",
        "    term: twain (en, deprecated) → twain (en, admitted)",
        "    state: proposed → approved",
        "    - definition: A pair.",
        "    + ok: 1 new",
        "old.yaml → new.yaml: 1 added, 1 removed, 1 changed, 1 with another id, 1 concept unchanged",
    ]


def test_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "old.yaml", "new.yaml", "--format", "json"]) == 0
    value = json.loads(capsys.readouterr().out)
    assert (value["added"], value["removed"], value["renamed"]) == (["e"], ["c"], [{"old": "d", "new": "four"}])
    assert value["changed"][0]["changes"][1] == {"field": "state", "old": "proposed", "new": "approved"}
    assert value["unchanged"] == 1


@pytest.mark.parametrize(("new", "code"), [("old.yaml", 0), ("new.yaml", 1), ("missing.yaml", 2)])
def test_exit_codes(new: str, code: int) -> None:
    assert main(["diff", "old.yaml", new, "--exit-code"]) == code


def test_other_formats(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "--to", "tbx", "-g", "old.yaml", "-o", "old.tbx"]) == 0
    assert main(["diff", "old.yaml", "old.tbx", "--exit-code"]) == 0
    assert "4 concepts unchanged" in capsys.readouterr().out


def test_what_is_said_of_a_source_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    sources = "sources:\n- {id: s, title: A, date: 2024-06}\n- {id: gone}\n- {id: same, title: C}\nconcepts:\n"
    now = "sources:\n- {id: s, title: B, tier: 1}\n- {id: same, title: C}\n- {id: come}\nconcepts:\n"
    Path("was.yaml").write_text(OLD.replace("concepts:\n", sources), encoding="utf-8")
    Path("now.yaml").write_text(OLD.replace("concepts:\n", now), encoding="utf-8")
    assert main(["diff", "was.yaml", "now.yaml", "--exit-code"]) == 1
    assert capsys.readouterr().out.splitlines()[:-1] == [
        "glossary: + source s tier: 1",
        "glossary: source s title: A → B",
        "glossary: - source s date: 2024-06",
        "glossary: + source: come",
        "glossary: - source: gone",
    ]
