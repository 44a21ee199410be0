"""What may befall files while they are linted and fixed: nothing is lost, nothing half written, nothing left behind."""

import errno
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cqterm import files
from cqterm.cli import outcomes
from cqterm.model import FileResult
from cqterm.run import lint_packed, write_fixed
from tests.docx_example import docx, p, r
from tests.test_cli import Run, run  # noqa: F401 - a fixture

SLIP, RIGHT = "The mega-port.\n", "The megaport.\n"

needs_posix = pytest.mark.skipif(sys.platform == "win32", reason="names, links and signals are others there")


def make(*names: str, content: str = SLIP) -> None:
    for name in names:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(content, encoding="utf-8")


def here() -> set[str]:
    return {path.as_posix() for path in Path().rglob("*") if path.is_file()}


def between(monkeypatch: pytest.MonkeyPatch, happens: object) -> None:
    """Have something happen when files are read and not yet written."""

    def slow(*arguments: object, **options: object) -> Iterator[FileResult]:
        results = list(lint_packed(*arguments, **options))  # type: ignore[arg-type]
        happens()  # type: ignore[operator]
        yield from results

    monkeypatch.setattr(outcomes, "lint_packed", slow)


def test_a_file_that_changes_while_it_is_fixed_keeps_the_change(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    make("a.md", "b.md")
    between(monkeypatch, lambda: make("a.md", content="Somebody's work, and the mega-port.\n"))

    done = run("lint", "-g", "terms.yaml", "--fix", ".")

    assert done.code == 2
    assert done.err == "cqterm: a.md: was changed by another program while it was being fixed: run --fix again\n"
    assert Path("a.md").read_text("utf-8") == "Somebody's work, and the mega-port.\n"
    assert Path("b.md").read_text("utf-8") == RIGHT
    assert b"1:26" in done.out, "the report is about what is there now"


def test_a_file_that_vanishes_while_it_is_fixed_is_told_and_not_made_again(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    make("a.md", "b.md")
    between(monkeypatch, Path("a.md").unlink)

    done = run("lint", "-g", "terms.yaml", "--fix", ".")

    assert done.code == 2
    assert done.err == "cqterm: a.md: not found: check the path\n"
    assert here() == {"b.md", "terms.yaml"}


def test_a_file_that_vanishes_before_it_is_read_is_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    make("a.md", "b.md")

    def gone(*arguments: object, **options: object) -> Iterator[FileResult]:
        Path("a.md").unlink()
        yield from lint_packed(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(outcomes, "lint_packed", gone)
    done = run("lint", "-g", "terms.yaml", ".")

    assert (done.code, done.err) == (2, "cqterm: a.md: not found: check the path\n")
    assert b"b.md" in done.out


@pytest.mark.parametrize("name", ["a b.md", "重庆 草案.md", pytest.param("a\nb.md", marks=needs_posix), "-a.md"])
def test_odd_names_are_read_fixed_and_shown_on_one_line(name: str, run: Run) -> None:
    make(name)

    shown = run("lint", "-g", "terms.yaml", "-f", "concise", "--", name)
    assert shown.out.count(b"\n") == 1
    assert run("lint", "-g", "terms.yaml", "--fix", "--backup", ".").code == 0
    assert Path(name).read_text("utf-8") == RIGHT
    assert Path(f"{name}.bak").read_text("utf-8") == SLIP


@pytest.mark.parametrize(
    ("given", "looked_at"),
    [
        ("*.md", ["[x]y.md", "a.md", "b.md"]),
        ("d/?.*", ["d/c.md", "d/c.txt"]),
        ("**/c.md", ["d/c.md", "d/e/c.md"]),
        ("[x]*", ["[x]y.md"]),
        ("nope*.md", []),
        ("[ab].md", []),
    ],
)
def test_a_pattern_that_the_shell_left_is_spelt_out(given: str, looked_at: list[str], run: Run) -> None:
    make("a.md", "b.md", "d/c.md", "d/c.txt", "d/e/c.md", "[x]y.md")
    done = run("lint", "-g", "terms.yaml", "-f", "concise", given)
    assert [line.split(":")[0] for line in done.out.decode().splitlines()] == looked_at
    assert (done.code, "not found" in done.err) == ((1, False) if looked_at else (2, True))


@needs_posix
def test_a_file_whose_name_is_a_pattern_is_that_file(run: Run) -> None:
    make("*.md", "a.md")
    done = run("lint", "-g", "terms.yaml", "-f", "concise", "*.md")
    assert [line.split(":")[0] for line in done.out.decode().splitlines()] == ["*.md"]


@pytest.mark.parametrize("name", ["-a.md", "-f.md", "--fix.md", "-x b.md"])
def test_a_hook_hands_over_names_that_begin_as_an_option_does(name: str, run: Run) -> None:
    make(name)
    assert "Error: " in run("lint", "-g", "terms.yaml", "-c.md").err
    done = run("lint", "-g", "terms.yaml", "-f", "concise", "--force-exclude", name)
    assert (done.code, done.err) == (1, "")
    assert done.out.startswith(f"{name}:1:".encode())


@needs_posix
def test_a_loop_of_links_is_told_and_the_rest_linted(run: Run) -> None:
    make("a.md")
    Path("loop.md").symlink_to("loop.md")

    done = run("lint", "-g", "terms.yaml", "--fix", "a.md", "loop.md")

    assert (done.code, done.err) == (2, "cqterm: loop.md: a loop of symbolic links: mend the links\n")
    assert Path("a.md").read_text("utf-8") == RIGHT


@needs_posix
def test_a_link_stays_a_link_and_its_file_keeps_its_permissions(run: Run) -> None:
    Path("real").mkdir()
    Path("real/a.docx").write_bytes(docx(p(r("The mega-port."))))
    Path("real/a.docx").chmod(0o604)
    Path("a.docx").symlink_to("real/a.docx")

    assert run("lint", "-g", "terms.yaml", "--fix", "--track-changes", "--backup", "a.docx").code == 0

    assert Path("a.docx").is_symlink()
    assert Path("real/a.docx").stat().st_mode & 0o777 == 0o604
    assert b"cqterm" not in Path("a.docx.bak").read_bytes()


@pytest.mark.parametrize("stage", ["the file", "its backup"])
def test_a_full_disk_leaves_each_file_as_it_was(stage: str, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    make("a.md", "b.md")
    sync, calls = os.fsync, iter(range(100))

    def full(descriptor: int) -> None:
        # with a backup the second file that is written is the draft itself
        if next(calls) == (1 if stage == "the file" else 0):
            raise OSError(errno.ENOSPC, "No space left on device")
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", full)
    done = run("lint", "-g", "terms.yaml", "--fix", "--backup", "--no-cache", ".")

    assert done.code == 2
    assert "can't be written, the disk is full: free some space" in done.err
    assert Path("a.md").read_text("utf-8") == SLIP
    assert Path("b.md").read_text("utf-8") == RIGHT
    assert here() <= {"a.md", "b.md", "a.md.bak", "b.md.bak", "terms.yaml"}, "no temporary file"


def test_a_read_only_folder_is_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """As the system says it: permissions do not bind root, as whom tests may run (see also test_files.py)."""
    make("d/a.md")

    def locked(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(files, "_write", locked)
    done = run("lint", "-g", "terms.yaml", "--fix", "--no-cache", "d")

    assert done.code == 2
    assert "cqterm: d/a.md: can't be written, no permission: change its permissions or those of its folder" in done.err
    assert b"0 fixes" not in done.out
    assert Path("d/a.md").read_text("utf-8") == SLIP


def test_a_folder_for_a_report_that_may_not_be_looked_into_is_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    make("a.md")

    def locked(path: Path) -> bool:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.delenv("CQTERM_DEBUG", raising=False)
    monkeypatch.setattr(Path, "is_dir", locked)
    done = run("lint", "-g", "terms.yaml", "-f", "json=shut/out.json", "a.md")

    assert done.code == 2
    assert done.err == "cqterm: shut: can't be used, no permission: change its permissions or those of its folder\n"


@needs_posix
def test_an_interrupt_in_the_middle_of_many_fixes_leaves_whole_files(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    names = [f"{n:03}.docx" for n in range(40)]
    draft = docx(p(r("The mega-port.")) * 30)
    for name in names:
        Path(name).write_bytes(draft)
    written: list[FileResult] = []

    def interrupted(*arguments: Any, **options: Any) -> FileResult:
        written.append(write_fixed(*arguments, **options))
        if len(written) == 20:
            signal.raise_signal(signal.SIGINT)
        return written[-1]

    monkeypatch.setattr(outcomes, "write_fixed", interrupted)

    done = run("lint", "-g", "terms.yaml", "--fix", "--track-changes", ".")

    fixed = [name for name in names if Path(name).read_bytes() != draft]
    assert done.code == 2, done.err
    assert fixed == names[:20]
    assert "--fix was stopped when it had written 20 files, the last of them 019.docx" in done.err
    assert "Traceback" not in done.err
    assert not [name for name in fixed if b"PK\5\6" not in Path(name).read_bytes()]
    assert here() == {*names, "terms.yaml"}
