"""The speed bench measures what it says: processes in turn, their medians, and the material that they work on."""

import sys
from pathlib import Path

import pytest

from tests.bench import speed
from tests.bench.speed import Bench, Cost


def test_costs_are_medians_of_runs_that_take_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    times = {"a": iter([9.0, 3.0, 1.0, 2.0]), "b": iter([9.0, 4.0, 4.0, 5.0])}

    def run(command: tuple[str]) -> Cost:
        said.append(command[0])
        return Cost(next(times[command[0]]), 0, 0)

    monkeypatch.setattr(speed, "_run", run)
    assert [cost.cpu for cost in speed._taking_turns(3, ("a",), ("b",))] == [2, 4]  # the first ones warm up
    assert "".join(said) == "abababab"


@pytest.mark.skipif(not hasattr(sys.modules["os"], "posix_spawn"), reason="no posix_spawn here to measure with")
def test_a_process_has_a_cost() -> None:
    cost = speed._run((sys.executable, "-c", "sum(range(10**6))"))
    assert cost.cpu > 0
    assert cost.wall > 0
    assert cost.memory > 1


def test_the_memory_of_a_process_and_of_its_workers_is_told_apart(tmp_path: Path) -> None:
    pytest.importorskip("resource", reason="no resource here to measure with")
    (tmp_path / "a.md").write_text("The Western Land-Sea Trad Corridor grew.\n", encoding="utf-8")
    itself, worker, said = speed._watched(("cqterm", "lint", "-f", "concise", "--jobs", "1", str(tmp_path)))
    assert itself > 1
    assert worker == 0
    assert b"misspelled-term" in said


def test_the_material_is_made_once(shared: Path, tmp_path: Path) -> None:
    bench = Bench(shared / "bench", tmp_path, 1)
    path = speed._glossary(bench, 50)
    before = path.stat().st_mtime_ns
    assert speed._glossary(bench, 50).stat().st_mtime_ns == before
    assert path.read_text(encoding="utf-8").count("\n- ") == 50
