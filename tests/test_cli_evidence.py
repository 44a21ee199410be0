"""`cqterm evidence` in a folder: what it locates, what it leaves alone, byte for byte."""

from pathlib import Path

import pytest

from cqterm.cli import main

MANIFEST = """\
publishers: {gov: {name: Gazette, tier: 1}}
sources:
- {id: s, file: s.txt, publisher: gov, date: 2024}
"""
TERMS = """\
cqterm: 1
name: Harbor
languages: {source: zh-Hans, target: en}
sources: [{id: s, publisher: gov, tier: 1}, {id: far, publisher: gov}]
concepts:
# the first
- id: pact
  term: Harbor Pact
  state: approved   # settled
  evidence:
  - {source: s, quote: The Harbor Pact stands., at: 0}   # chosen by hand
  - source: far   # not at hand
    quote: "a Harbor Pact"
- id: levy
  term: Harbor Levy
  state: approved
"""
TEXT = "The Harbor Pact stands. The Harbor Levy falls.\n\nThe Harbor Pact stands again.\n"


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("d").mkdir()
    Path("d/sources.yaml").write_text(MANIFEST, encoding="utf-8")
    Path("d/s.txt").write_text(TEXT, encoding="utf-8")


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_people_chose_stays_byte_for_byte(mark: bytes, end: str) -> None:
    path = Path("terms.yaml")
    path.write_bytes(mark + TERMS.replace("\n", end).encode())
    assert main(["evidence", "d", "-g", "terms.yaml"]) == 0
    written = path.read_bytes()
    added = end.join(
        ["  evidence:", "  - {source: s, quote: The Harbor Pact stands. The Harbor Levy falls., at: 0}", ""]
    )
    assert written == mark + TERMS.replace("\n", end).encode() + added.encode()
    assert Path("terms.evidence.jsonl").read_text(encoding="utf-8").count("\n") == 2
    assert main(["evidence", "d", "-g", "terms.yaml", "--check"]) == 0


def test_a_quote_that_its_source_does_not_hold_is_replaced() -> None:
    path = Path("terms.yaml")
    path.write_text(TERMS.replace("The Harbor Pact stands., at", "The Harbor Pact sleeps., at"), encoding="utf-8")
    assert main(["evidence", "d", "-g", "terms.yaml", "--check"]) == 1
    assert main(["evidence", "d", "-g", "terms.yaml"]) == 0
    assert "sleeps" not in path.read_text(encoding="utf-8")
    assert main(["evidence", "d", "-g", "terms.yaml", "--check"]) == 0


def test_an_empty_path_is_refused_not_taken_for_the_folder(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["lint", "--fix", ""]) == 2
    assert "an empty path" in capfd.readouterr().err
