"""A glossary under review: decisions are written at once, all or none, and never over somebody else's."""

from pathlib import Path

import pytest

from cqterm.cli.desk import Desk
from cqterm.errors import CqtermError, FileError
from cqterm.glossary.rulings import Ruling
from cqterm.glossary.waiting import Selection

GLOSSARY = """\
cqterm: 1
name: Harbor terms
languages: {source: zh-Hans, target: en}
concepts:
# people keep this comment
- id: zone
  term: Pilot Maritime Zone
  state: proposed
- id: area
  term: Lund New Area
  state: proposed
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "terms.yaml"
    path.write_text(GLOSSARY, encoding="utf-8")
    return path


def desk_of(path: Path, **only: int) -> Desk:
    return Desk(path, day="2026-11-25", why="as printed", only=Selection(**only))  # type: ignore[arg-type]


def accept(concept: str) -> Ruling:
    return Ruling(verb="accept", concept=concept)


def test_a_decision_is_dated_and_written_at_once(path: Path) -> None:
    desk = desk_of(path)
    desk.decide([accept("zone")])
    text = path.read_text(encoding="utf-8")
    assert "# people keep this comment" in text
    assert "2026-11-25" in text
    assert "as printed" in text
    assert [each.concept.id for each in desk.waiting()] == ["area"]
    assert desk.said() == "1 decision written, 1 proposal left"


def test_of_several_decisions_one_that_fails_stops_all(path: Path) -> None:
    desk = desk_of(path)
    with pytest.raises(CqtermError, match="bridge"):
        desk.decide([accept("zone"), accept("bridge")])
    assert path.read_text(encoding="utf-8") == GLOSSARY
    assert desk.said() == "0 decisions written, 2 proposals left"


def test_an_earlier_state_can_be_put_back(path: Path) -> None:
    desk = desk_of(path)
    before = desk.kept
    desk.decide([accept("zone")])
    desk.put_back(before)
    assert path.read_text(encoding="utf-8") == GLOSSARY
    assert len(desk.waiting()) == 2


def test_a_change_of_somebody_else_is_not_overwritten(path: Path) -> None:
    desk = desk_of(path)
    theirs = GLOSSARY.replace("Lund New Area", "Lund New District")
    path.write_text(theirs, encoding="utf-8")
    with pytest.raises(FileError, match="somebody changed it"):
        desk.decide([accept("zone")])
    assert path.read_text(encoding="utf-8") == theirs


@pytest.mark.parametrize(("only", "said"), [({}, "2 proposals"), ({"limit": 1}, "1 of 2 proposals")])
def test_how_many_are_under_review_is_said(path: Path, only: dict[str, int], said: str) -> None:
    assert desk_of(path, **only).under_review() == said
