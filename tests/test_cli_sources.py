"""Quotes are looked up in every document that mining reads, records of JSON Lines too."""

from pathlib import Path

import pytest

from cqterm.cli import main
from cqterm.cli.sources import source_documents, source_texts
from cqterm.errors import FileError

RECORDS = """\
{"id": "a", "text": "The Harbor Pact stands.", "publisher": "gov", "date": "2024"}
{"id": "b", "text": "The Harbor Levy falls.", "publisher": "gov", "date": "2025"}
"""
TERMS = """\
cqterm: 1
name: Harbor
languages: {source: zh-Hans, target: en}
sources: [{id: a, publisher: gov}, {id: b, publisher: gov}]
concepts:
- id: pact
  term: Harbor Pact
  state: approved
  evidence:
  - {source: a, quote: The Harbor Pact stands.}
- id: levy
  term: Harbor Levy
  state: approved
"""


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("d").mkdir()
    Path("d/news.jsonl").write_text(RECORDS, encoding="utf-8")
    Path("d/sources.yaml").write_text("sources: [{id: news, file: news.jsonl}]\n", encoding="utf-8")
    Path("terms.yaml").write_text(TERMS, encoding="utf-8")


@pytest.mark.parametrize("given", ["d", "d/news.jsonl"])
def test_a_quote_of_a_record_is_looked_up(given: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "terms.yaml", "--sources", given]) == 0
    assert "1 quote looked up in 2 sources" in capfd.readouterr().out
    Path("terms.yaml").write_text(TERMS.replace("Pact stands", "Pact falls"), encoding="utf-8")
    assert main(["check", "terms.yaml", "--sources", given]) == 1
    assert "The Harbor Pact falls." in capfd.readouterr().out


def test_records_name_their_own_sources_without_a_manifest() -> None:
    Path("d/sources.yaml").unlink()
    Path("d/other.txt").write_text("Nobody described this.", encoding="utf-8")
    assert list(source_texts(Path("d"))) == []
    assert list(source_texts(Path("d/news.jsonl"))) == ["a", "b"]
    assert [source for source, _ in source_documents([Path("d")])] == [None]


def test_evidence_is_found_in_records() -> None:
    assert main(["evidence", "d", "-g", "terms.yaml"]) == 0
    assert "- {source: b, quote: The Harbor Levy falls., at: 0}" in Path("terms.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("content", "message"),
    [('{"id": "a"}\n', r"^d/news\.jsonl:1: a document without text"), ("\n\n{\n", r"^d/news\.jsonl:3: no JSON")],
)
def test_a_record_that_is_none_is_an_error_with_its_line(content: str, message: str) -> None:
    Path("d/news.jsonl").write_text(content, encoding="utf-8")
    with pytest.raises(FileError, match=message):
        source_texts(Path("d"))
