"""What `cqterm mine --explain` says of a term: ranked, below the cut, counted under another form, or not found."""

import re
from pathlib import Path

import pytest

from cqterm.cli import main

TEXT = (
    "The Western Land-Sea Trade Corridor grows. We praise the Western Land-Sea Trad Corridor and the Western Land-Sea"
    " Trade Corridor. They answered questions about rural revitalization and the modern industrial system in June."
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def explained(capfd: pytest.CaptureFixture[str], folder: Path, term: str) -> str:
    assert main(["mine", str(folder), "--explain", term]) == 0
    return capfd.readouterr().out


def test_every_measure_the_group_and_the_reason_of_each_form(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    out = explained(capfd, folder, "western land-sea trade corridor")
    assert "western land-sea trade corridor: proposal 1 of" in out
    assert "group: led by “Western Land-Sea Trade Corridor”" in out
    assert "Western Land-Sea Trad Corridor  (typo, once): differs from the leading form by one letter" in out
    assert "why: the only rendering found" in out
    from cqterm.mine.score import WEIGHTS

    assert all(measure in out for measure in WEIGHTS)
    assert re.search(r"^name +1\.00 +1\.80 +1\.80  several words with capitals in running text$", out, re.MULTILINE)


def test_each_measure_has_its_meaning() -> None:
    from cqterm.formats import read
    from cqterm.mine import count, merge
    from cqterm.mine.collection import collect
    from cqterm.mine.meanings import MEANINGS
    from cqterm.mine.termhood import measures
    from cqterm.model import Source

    assert measures(collect(merge(count(Source(id="a"), read("a.txt", TEXT.encode()))))).keys() == MEANINGS.keys()


def test_a_term_that_is_counted_under_another_form(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    out = explained(capfd, folder, "Western Land-Sea Trad Corridor")
    assert "counted under “Western Land-Sea Trade Corridor”; by itself it has" in out


def test_a_term_below_the_cut(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    out = explained(capfd, folder, "questions")
    assert "below the cut: the list ends after 2 proposals, at" in out


def test_what_is_printed_and_no_candidate(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    out = explained(capfd, folder, "answered questions")
    assert "no candidate, though the documents print it once" in out


def test_what_is_not_there_has_neighbours(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    out = explained(capfd, folder, "eastern corridors")
    assert out.startswith("eastern corridors: not in the documents\n  nearest: ")
    assert "Western Land-Sea Trade Corridor" in out


@pytest.mark.parametrize("term", ["", "  ", "。", "?"])
def test_no_term_at_all_is_not_there(term: str, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert "not in the documents" in explained(capfd, folder, term)


def test_it_goes_with_no_other_output(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["mine", str(folder), "--explain", "corridor", "--format", "json"]) == 2
    assert "--explain prints a text" in capfd.readouterr().err
