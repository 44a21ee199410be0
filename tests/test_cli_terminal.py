"""The terminal: what is coloured, what is counted, and that a stream that is closed or full is no crash."""

import io
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cqterm.cli.terminal import put, read_stdin, say, wants_color, with_progress, working
from cqterm.errors import FileError


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)


COLORS = [
    ("auto", False, {}, None, False),
    ("auto", True, {}, None, True),
    ("auto", True, {"NO_COLOR": "1"}, None, False),
    ("auto", True, {"NO_COLOR": ""}, None, True),
    ("auto", True, {"TERM": "dumb"}, None, False),
    ("auto", True, {}, Path("report.txt"), False),
    ("always", False, {"NO_COLOR": "1"}, Path("report.txt"), True),
    ("never", True, {}, None, False),
]


@pytest.mark.parametrize(("choice", "tty", "environment", "output", "expected"), COLORS)
def test_colour(
    choice: str,
    tty: bool,
    environment: dict[str, str],
    output: Path | None,
    expected: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "stdout", Terminal() if tty else io.StringIO())
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert wants_color(choice, output) is expected


@pytest.mark.parametrize(("stream", "shown"), [(io.StringIO(), False), (Terminal(), True)], ids=["pipe", "terminal"])
def test_long_work_is_counted_on_a_terminal_and_wiped_off(
    stream: io.StringIO, shown: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr("time.monotonic", ticking(seconds=1))
    assert list(with_progress(iter("abcd"), 4)) == list("abcd")
    assert ("2 of 4 files" in stream.getvalue()) is shown
    assert not stream.getvalue().strip("\r").endswith("files")


@pytest.mark.parametrize(
    ("sizes", "shown"), [((), "2 of 4 files, 1.0/s, 2 s left"), ((10**6,) * 4, "2 of 4 files, 1.0 MB/s, 2 s left")]
)
def test_progress_tells_rate_and_time_left(sizes: tuple[int, ...], shown: str, monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr("time.monotonic", ticking(seconds=1))
    assert list(with_progress(iter("abcd"), 4, sizes=sizes)) == list("abcd")
    assert shown in stream.getvalue()


def test_a_long_wait_is_named_on_a_terminal_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    for stream, shown in ((Terminal(), "ranking …\r\x1b[K"), (io.StringIO(), "")):
        monkeypatch.setattr(sys, "stderr", stream)
        with working("ranking"):
            pass
        assert stream.getvalue() == shown


def test_short_work_is_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr("time.monotonic", ticking(seconds=0))
    assert list(with_progress(iter("abcd"), 4)) == list("abcd")
    assert stream.getvalue() == ""


def ticking(*, seconds: int) -> object:
    def clock() -> Iterator[float]:
        now = 0.0
        while True:
            yield now
            now += seconds

    return clock().__next__


def test_streams_that_are_closed_are_no_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(FileError, match=r"^standard input: is closed: "):
        read_stdin(10)
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    put("result\n")
    say("word")
    assert list(with_progress("ab", 2)) == ["a", "b"]


@pytest.mark.skipif(not Path("/bin/sh").exists(), reason="no shell here that closes streams")
def test_a_run_whose_streams_are_closed_or_end_early_has_its_exit_code(tmp_path: Path) -> None:
    (tmp_path / "draft.md").write_text("The Western Land-Sea Trad Corridor grew.\n" * 2000, encoding="utf-8")
    command = f'"{sys.executable}" -m cqterm lint --isolated draft.md'
    for line in (
        f"{command} >&-",
        f"{command} 2>&- >/dev/null",
        f"{{ {command}; echo $? >&3; }} 3>code | head -1; exit $(cat code)",
    ):
        done = subprocess.run(["/bin/sh", "-c", line], cwd=tmp_path, capture_output=True, text=True)
        assert done.returncode == 1, done.stderr
        assert done.stderr == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device here that is full")
@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("lint nope.md 2>/dev/full", ""),
        ("lint --color=never nope.md 2>/dev/full", ""),
        ("--help >/dev/full", "cqterm: standard output: can't be written, the disk is full: free some space\n"),
    ],
)
def test_a_full_disk_behind_a_stream_is_no_crash(line: str, told: str, tmp_path: Path) -> None:
    command = ["/bin/sh", "-c", f'"{sys.executable}" -m cqterm {line}']
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (2, told)
