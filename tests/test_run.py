"""Many files: the same results in the same order however the work is shared out, and no exception on the way."""

import os
import pickle
import signal
import sys
from collections.abc import Generator, Sequence
from contextlib import suppress
from dataclasses import replace
from multiprocessing import active_children, get_all_start_methods
from pathlib import Path
from subprocess import PIPE, Popen

import pytest

from cqterm import engine, run
from cqterm.discovery import Input
from cqterm.engine import Job, Settings, Work, lint_all
from cqterm.errors import FileError
from cqterm.model import Document, FileResult, Meta, Trouble
from cqterm.run import Task, lint_data, lint_files, lint_task, write_fixed
from tests.words import lexicon

JOB = Job(lexicon=lexicon())
GOOD = "The megaport is large.\n"
BAD = "The Two Piers and Two Towers stand.\n"


def tasks(folder: Path, texts: list[str]) -> list[Task]:
    made = []
    for number, text in enumerate(texts):
        path = folder / f"{number}.txt"
        path.write_text(text, encoding="utf-8")
        made.append(Task(Input(path, path.name), Meta()))
    return made


def found(results: list[FileResult]) -> list[int]:
    return [len(result.findings) for result in results]


def test_results_come_in_the_order_of_the_files(tmp_path: Path) -> None:
    results = list(lint_files(JOB, tasks(tmp_path, [GOOD, BAD, GOOD])))
    assert [result.path for result in results] == ["0.txt", "1.txt", "2.txt"]
    assert found(results) == [0, 1, 0]


def test_what_is_searched_together_has_the_results_of_each_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = tasks(tmp_path, [GOOD, BAD, "", BAD + GOOD, GOOD + BAD * 3])
    work.insert(2, Task(Input(tmp_path / "none.txt", "none.txt"), Meta()))
    work[1] = work[1]._replace(settings=Settings(ignore=("deprecated-term",)))
    together: list[int] = []

    def seen(job: Job, works: Sequence[Work]) -> list[FileResult]:
        together.append(len(works))
        return lint_all(job, works)

    monkeypatch.setattr(run, "TOGETHER", 0)
    monkeypatch.setattr(run, "lint_all", seen)
    for job in (JOB, replace(JOB, fix="unsafe")):
        assert list(lint_files(job, work, jobs=1)) == [lint_task(job, task) for task in work]
    assert together == [5, 5]


def test_a_mistake_of_our_own_stops_one_of_many_files_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = engine._read

    def fail(name: str, data: bytes, meta: Meta) -> Document:
        assert name != "1.txt"
        return read(name, data, meta)

    monkeypatch.setattr(run, "TOGETHER", 0)
    monkeypatch.setattr(engine, "_read", fail)
    results = list(lint_files(JOB, tasks(tmp_path, [BAD, GOOD, BAD]), jobs=1))
    assert [(len(result.errors), len(result.findings)) for result in results] == [(0, 1), (1, 0), (0, 1)]


def test_whoever_looks_for_a_mistake_of_our_own_sees_one_that_costs_time_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(job: Job, works: Sequence[Work]) -> list[FileResult]:
        raise RecursionError("too deep")

    monkeypatch.setattr(run, "TOGETHER", 0)
    monkeypatch.setattr(run, "lint_all", fail)
    work = tasks(tmp_path, [BAD, GOOD])
    assert found(list(lint_files(JOB, work, jobs=1))) == [1, 0]
    monkeypatch.setenv("CQTERM_DEBUG", "1")
    with pytest.raises(RecursionError, match="too deep"):
        list(lint_files(JOB, work, jobs=1))


def test_no_file_is_asked_for_its_size_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def size(task: Task) -> int:
        asked.append(task.document.name)
        return 10**6

    monkeypatch.setattr(run, "_size", size)
    list(lint_files(JOB, tasks(tmp_path, [GOOD, BAD]), jobs=1))
    assert asked == ["0.txt", "1.txt"]


def test_no_files_no_results() -> None:
    assert list(lint_files(JOB, [])) == []
    assert list(lint_files(JOB, [], jobs=2)) == []


def test_processes_and_other_maps_change_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "BATCH", 60)
    work = tasks(tmp_path, [GOOD, BAD, "", BAD, GOOD, BAD + GOOD] * 2)
    work.insert(3, Task(Input(tmp_path / "none.txt", "none.txt"), Meta()))
    alone = list(lint_files(JOB, work, jobs=1))
    assert alone[3].errors
    assert list(lint_files(JOB, work, jobs=2)) == alone
    assert list(lint_files(JOB, work, map=map)) == alone


def test_whoever_stops_early_leaves_no_process_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "BATCH", 1)
    results = lint_files(JOB, tasks(tmp_path, [GOOD] * 8), jobs=2)
    assert isinstance(results, Generator)
    next(results)
    assert active_children()
    results.close()
    assert not active_children()


def answer(name: str) -> object:
    return signal.getsignal(getattr(signal, name))


def test_a_worker_does_not_answer_signals_as_its_parent_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "_start_method", lambda: "fork" if "fork" in get_all_start_methods() else "spawn")
    before = signal.signal(signal.SIGTERM, lambda *_: pytest.fail("a worker took the end of the run for its own"))
    try:
        assert [*run.each(answer, ["SIGINT", "SIGTERM"], 2)] == [signal.SIG_IGN, signal.SIG_DFL]
    finally:
        signal.signal(signal.SIGTERM, before)


LONG_RUN = """\
import os, sys, time
from cqterm import cli
from cqterm.run import each

def work(item):
    os.write(1, b"begun\\n")  # in one piece, whatever the other worker writes
    time.sleep(600)

if __name__ == "__main__":
    cli._run = lambda arguments: [*each(work, [1, 2], 2)]
    sys.exit(cli.main([]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other signals")
@pytest.mark.parametrize(
    ("name", "to_all", "code"),
    [("SIGKILL", False, -9), ("SIGHUP", True, 2), ("SIGHUP", False, 2), ("SIGTERM", False, 2)],
)
def test_workers_end_when_the_run_is_ended_from_outside(name: str, to_all: bool, code: int, tmp_path: Path) -> None:
    script = tmp_path / "long.py"
    script.write_text(LONG_RUN, encoding="utf-8")
    with Popen([sys.executable, script], stdout=PIPE, stderr=PIPE, text=True, start_new_session=True) as parent:
        try:
            assert parent.stdout is not None
            assert [parent.stdout.readline() for _ in range(2)] == ["begun\n"] * 2
            (os.killpg if to_all else os.kill)(parent.pid, getattr(signal, name))
            _, said = parent.communicate(timeout=60)  # its output ends with the last of those who hold it
            assert parent.returncode == code
            assert ("cqterm: interrupted: " in said) == (code == 2)
            assert "Traceback" not in said
        finally:
            with suppress(ProcessLookupError):
                os.killpg(parent.pid, signal.SIGKILL)


def test_what_travels_between_processes_can_travel(tmp_path: Path) -> None:
    (task,) = tasks(tmp_path, [BAD])
    result = lint_task(JOB, task)
    assert pickle.loads(pickle.dumps((task, result))) == (task, result)  # noqa: S301 - our own bytes
    assert lint_task(pickle.loads(pickle.dumps(JOB)), task) == result  # noqa: S301


@pytest.mark.parametrize("size", [1, 10**9], ids=["small batches", "one batch"])
def test_batches_keep_every_file_and_its_place(tmp_path: Path, size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "BATCH", size)
    work = tasks(tmp_path, ["", GOOD, "", GOOD])
    batches = run._batches(work, [0, 23, 0, 23])
    assert [task for batch in batches for task in batch.tasks] == work
    assert [batch.size for batch in batches] == ([0, 23, 0, 23] if size == 1 else [46])


def test_many_small_files_are_work_too(tmp_path: Path) -> None:
    work = tasks(tmp_path, [""]) * 2_000
    batches = run._batches(work, [0] * len(work))
    assert [len(batch.tasks) for batch in batches] == [667, 667, 666]


def test_no_batch_is_much_smaller_than_the_others(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(run, "BATCH", 100)
    monkeypatch.setattr(run, "FILE", 0)
    batches = run._batches(tasks(tmp_path, [GOOD] * 21), [10] * 21)
    assert [(len(batch.tasks), batch.size) for batch in batches] == [(7, 70)] * 3


def test_a_file_that_cannot_be_read_is_an_error_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "none.txt"
    result = lint_task(JOB, Task(Input(path, path.as_posix()), Meta()))
    assert result.errors == (Trouble(path=path.as_posix(), message="not found: check the path"),)


def test_a_file_that_is_too_large_is_an_error_of_its_own(tmp_path: Path) -> None:
    (task,) = tasks(tmp_path, [BAD])
    assert not lint_task(JOB, task._replace(max_size=len(BAD))).errors
    assert "larger than" in lint_task(JOB, task._replace(max_size=len(BAD) - 1)).errors[0].message


def test_a_mistake_of_our_own_stops_one_file_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> FileResult:
        raise RecursionError("too deep")

    monkeypatch.setattr(run, "lint_bytes", fail)
    result = lint_data(JOB, "a.txt", b"", Meta())
    assert "cqterm itself failed here (RecursionError: too deep): please report it" in result.errors[0].message
    monkeypatch.setenv("CQTERM_DEBUG", "1")
    with pytest.raises(RecursionError):
        lint_data(JOB, "a.txt", b"", Meta())


# --- writing what was fixed -------------------------------------------------------------------------------------

FIXING = replace(JOB, fix="unsafe")


def test_a_file_without_fixes_is_not_touched(tmp_path: Path) -> None:
    (task,) = tasks(tmp_path, [GOOD])
    before = task.document.path.stat()
    write_fixed(FIXING, task, lint_task(FIXING, task))
    assert task.document.path.stat() == before


def test_a_fixed_file_is_written_and_its_findings_are_gone(tmp_path: Path) -> None:
    (task,) = tasks(tmp_path, [BAD])
    result = write_fixed(FIXING, task, lint_task(FIXING, task))
    assert task.document.path.read_text(encoding="utf-8") == "The Two Piers and Two Lighthouses stand.\n"
    assert (result.findings, result.errors, result.fixes, result.fixed) == ((), (), 1, None)


def test_where_nothing_can_be_written_the_findings_are_those_of_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, data: bytes) -> None:
        raise FileError(f"{path.as_posix()}: can't be written")

    monkeypatch.setattr(run, "write_bytes", refuse)
    (task,) = tasks(tmp_path, [BAD])
    result = write_fixed(FIXING, task, lint_task(FIXING, task))
    assert result.findings == lint_task(JOB, task).findings
    assert (len(result.errors), result.fixes, result.fixed) == (1, 0, None)
    assert task.document.path.read_text(encoding="utf-8") == BAD
