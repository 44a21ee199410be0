"""The command line by cases: tests/cases/cli/*.yaml, a promise and what shows it.

A case has `run` (the command line), `code`, and where they matter `files` (made first, beside terms.yaml), `stdin`,
`out` and `err` (what is printed, exactly), `after` (what files hold then) and `absent` (files that must not be there).
In what is expected, `[..]` stands for anything within a line and a line `...` for any lines.
"""

import io
import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from cqterm.cli import main
from cqterm.cli.commands import Commands, cqterm
from cqterm.model import FileResult
from cqterm.run import lint_packed
from tests.docx_example import docx, p, r

CASES = Path(__file__).parent / "cases" / "cli"

TERMS = """\
cqterm: 1
name: Harbour terms
languages: {source: zh-Hans, target: en}
sources:
- {id: gazette-2024, publisher: gazette, name: Official Gazette, tier: 1, title: A report, date: 2024-06-05}
concepts:
- id: slogan
  zh-Hans: 两埠两塔
  term: Two Piers and Two Lighthouses
  state: approved
  not: [Two Piers and Two Towers]
  evidence:
  - {source: gazette-2024, quote: the Two Piers and Two Lighthouses stand}
- {id: port, zh-Hans: 大港, term: megaport, state: approved, not: [big port]}
- {id: circle, zh-Hans: 圈, term: Port-Lund economic circle, state: approved}
- id: law
  zh-Hans: 港法
  term: New Harbor Law
  state: approved
  not:
  - {term: Old Harbor Law, status: superseded, until: 2018-11}
- {id: lantern, zh-Hans: 灯, term: Gray Lamps, not: [Gray Lanterns]}
"""


VENDOR = (
    '<martif type="TBX"><text><body><termEntry><langSet xml:lang="zh-Hans"><tig><term>大港</term></tig></langSet>'
    '<langSet xml:lang="en"><tig><term>megaport</term></tig></langSet></termEntry></body></text></martif>'
)


class Done(NamedTuple):
    code: int
    out: bytes
    err: str


Run = Callable[..., Done]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Run a command line in an empty folder with terms.yaml; a mistake of our own fails the test."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CQTERM_DEBUG", "1")
    monkeypatch.delenv("NO_COLOR", raising=False)
    (tmp_path / "terms.yaml").write_text(TERMS, encoding="utf-8")

    def run(*arguments: str, stdin: bytes = b"") -> Done:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        code = main(arguments)
        printed = capfdbinary.readouterr()
        return Done(code, printed.out, printed.err.decode())

    return run


def cases() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for path in sorted(CASES.glob("*.yaml")):
        loaded = yaml.safe_load(path.read_text(encoding="utf-8"))
        found |= {f"{path.stem}: {name}": case for name, case in loaded.items()}
    return found


@pytest.mark.parametrize("case", cases().values(), ids=cases())
def test_case(case: dict[str, Any], run: Run) -> None:
    assert set(case) <= {"files", "stdin", "run", "code", "out", "err", "after", "absent"}
    for name, text in case.get("files", {}).items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_bytes(text.encode("latin-1" if "\0" in text else "utf-8"))
    done = run(*shlex.split(case["run"]), stdin=case.get("stdin", "").encode())
    shown = f"exit {done.code}\n--- out\n{done.out.decode()}--- err\n{done.err}"
    assert done.code == case["code"], shown
    assert matches(case.get("out", "...\n"), done.out.decode()), shown
    assert matches(case.get("err", "...\n"), done.err), shown
    for name, text in case.get("after", {}).items():
        assert matches(text, Path(name).read_bytes().decode())
    assert not [name for name in case.get("absent", ()) if Path(name).exists()]


def matches(expected: str, actual: str) -> bool:
    """Is it what was expected, where `[..]` is anything in a line and a line `...` any lines?"""
    lines = ["(?:.*\n)*" if line == "...\n" else line_pattern(line) for line in expected.splitlines(keepends=True)]
    return re.fullmatch("".join(lines), actual) is not None


def line_pattern(line: str) -> str:
    return "[^\n]*".join(re.escape(part) for part in line.split("[..]"))


@pytest.mark.parametrize(
    ("expected", "actual", "same"),
    [
        ("a\n", "b\n", False),
        ("", "b\n", False),
        ("a\n...\n", "b\n", False),
        ("a[..]c\n", "a\nc\n", False),
        ("", "", True),
        ("...\n", "", True),
        ("a[..]c\n...\n", "abc\nd\ne\n", True),
        ("[[..]]\n", "[x]\n", True),
    ],
)
def test_the_wildcards_of_cases(expected: str, actual: str, same: bool) -> None:
    assert matches(expected, actual) is same


# --- what holds for every command -------------------------------------------------------------------------------

COMMANDS = tuple(cqterm.list_commands(cqterm.make_context("cqterm", [], resilient_parsing=True)))


@pytest.mark.parametrize("name", COMMANDS)
def test_help_teaches_by_an_example(name: str, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    done = run(name, "--help")
    assert done.code == 0
    assert max(map(len, done.out.decode().splitlines())) <= 80
    assert re.search(rf"Examples?:\n +cqterm {name}", done.out.decode())


def test_the_list_of_commands_is_not_cut(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    rows = run("--help").out.decode().split("Commands:\n")[1].split("\n\n")[0].splitlines()
    assert [row.split()[0] for row in rows] == list(COMMANDS)
    assert not [row for row in rows if "..." in row or len(row.split(maxsplit=1)[1]) > 45]


MANIFEST = """\
publishers: {gazette: {name: Official Gazette, tier: 1}}
sources:
- {id: gazette-2024, file: report.txt, publisher: gazette, title: A report, date: 2024-06-05}
"""


PROPOSALS = """\
cqterm: 1
languages: {source: zh-Hans, target: en}
concepts:
- {id: zone, term: Old Zone}
- {id: thing, term: thing}
- {id: ftz, term: Free Pilot Zone}
- {id: pilot-zone, term: Pilot Zone}
"""


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_each_example_of_the_help_runs(name: str, run: Run) -> None:
    for place, text in {
        "draft.md": "A big port.\n", "draft.txt": "A big port.\n", "drafts/a.md": "A big port.\n",
        "briefing.txt": "The Two Sessions.\n", "glossary.yaml": TERMS,
        "seeds/sources.yaml": MANIFEST, "seeds/report.txt": "Today the Two Piers and Two Lighthouses stand.\n",
        "briefings/a.txt": "The Two Sessions.\n", "mined.yaml": PROPOSALS, "vendor.tbx": VENDOR,
            "list.csv": "大港,megaport,\n",
    }.items():  # fmt: skip
        Path(place).parent.mkdir(exist_ok=True)
        Path(place).write_text(text, encoding="utf-8")
    Path("draft.docx").write_bytes(docx(p(r("A big port."))))
    with_git = shutil.which("git") is not None
    for command in ("init -q", "add .", "commit -q -m x", "update-ref refs/remotes/origin/main HEAD") * with_git:
        subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@b", *command.split()], check=True)
    examples = re.findall(r"^ +cqterm (.+)$", run(*filter(None, [name]), "--help").out.decode(), re.MULTILINE)
    assert examples
    for example in examples:
        if "--since" in example and not with_git:
            continue
        # a redirection is the shell's: what comes in is given, what goes out is taken
        arguments, _, given = example.partition(" > ")[0].partition(" < ")
        done = run(*shlex.split(arguments), stdin=Path(given).read_bytes() if given else b"")
        assert done.code in (0, 1), f"{example}: {done.err}"
        assert not re.search(r"Error:|not found|no documents", done.err), f"{example}: {done.err}"


def test_the_commands_of_the_contract_are_there() -> None:
    assert isinstance(cqterm, Commands)
    assert {"lint", "mine", "check", "show", "explain", "export"} <= set(COMMANDS)


def test_the_version_comes_with_the_glossary_in_use(run: Run) -> None:
    from cqterm import __version__

    Path("cqterm.yaml").write_text("glossary: terms.yaml\n", encoding="utf-8")
    lines = run("--version").out.decode().splitlines()
    assert lines[0] == f"cqterm {__version__}"
    assert re.fullmatch(r"glossary: Harbour terms \(4 approved and 1 proposed concepts; .*terms\.yaml\)", lines[1])


def test_without_a_glossary_the_first_line_says_which_one_is_used(run: Run) -> None:
    Path("draft.md").write_text("Nothing here.\n", encoding="utf-8")
    first = run("lint", "draft.md").out.decode().splitlines()[0]
    assert re.fullmatch(r"glossary: .+, shipped with cqterm \([\d,]+ concepts\); -g FILE takes another", first)


# --- configuration ----------------------------------------------------------------------------------------------

CONFIGURATIONS = {
    "cqterm.yaml": "glossary: terms.yaml\nseverity: {deprecated-term: info}\nexclude: [old/]\nfail-level: info\n",
    "pyproject.toml": '[tool.cqterm]\nglossary = ["terms.yaml"]\nexclude = ["old/"]\nfail-level = "info"\n'
    '[tool.cqterm.severity]\ndeprecated-term = "info"\n',
}


@pytest.mark.parametrize("name", CONFIGURATIONS)
def test_the_nearest_configuration_upward_speaks_where_the_command_line_does_not(
    name: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path(name).write_text(CONFIGURATIONS[name], encoding="utf-8")
    for folder in ("sub", "old", "sub/old"):
        Path(folder).mkdir()
        Path(folder, "a.md").write_text("A big port.\n", encoding="utf-8")
    lint = ("lint", "-f", "json")

    done = run(*lint, ".")
    found = json.loads(done.out)["findings"]
    assert [(f["path"], f["severity"]) for f in found] == [("sub/a.md", "info")]
    assert done.code == 1
    assert run(*lint, "--fail-level", "error", ".").code == 0
    assert json.loads(run(*lint, "--isolated", ".").out)["glossary"]["name"] != "Harbour terms"

    monkeypatch.chdir("sub")
    assert json.loads(run(*lint, "a.md").out)["findings"][0]["severity"] == "info"


def test_a_pyproject_of_others_is_none_of_our_business(run: Run) -> None:
    Path("pyproject.toml").write_text("[tool.other]\nbroken = \n", encoding="utf-8")
    Path("draft.md").write_text("", encoding="utf-8")
    assert run("lint", "-g", "terms.yaml", "draft.md").code == 0


# --- the world outside ------------------------------------------------------------------------------------------


def process(
    *arguments: str, cwd: Path, env: dict[str, str] | None = None, stdout: Any = subprocess.PIPE
) -> subprocess.CompletedProcess[bytes]:
    root = Path(__file__).resolve().parent.parent
    environment = {**os.environ, "PYTHONPATH": str(root), **(env or {})}
    command = [sys.executable, "-m", "cqterm", *arguments]
    return subprocess.run(command, cwd=cwd, env=environment, stdout=stdout, stderr=subprocess.PIPE)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "terms.yaml").write_text(TERMS, encoding="utf-8")
    (tmp_path / "稿 1.md").write_text("A forum on “两塔”: the big port.\r\n", encoding="utf-8", newline="")
    return tmp_path


@pytest.mark.parametrize(
    "locale", [{"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}, {}], ids=["ascii", "own"]
)
def test_output_is_utf8_whatever_the_locale(locale: dict[str, str], folder: Path) -> None:
    done = process("lint", "-g", "terms.yaml", "-f", "concise", ".", cwd=folder, env=locale)
    assert done.stdout.decode().startswith("稿 1.md:1:")
    assert done.stdout.endswith(b"\n")
    assert b"\r" not in done.stdout


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16"])
def test_an_encoding_that_was_assumed_is_told_and_kept_by_a_fix(encoding: str, run: Run) -> None:
    text = "重庆的港口建设正在稳步推进，两埠两塔已经成为城市的新名片。 The Two Peirs and Two Lighthouses stand.\r\n" * 3
    Path("draft.txt").write_bytes(text.encode(encoding))
    done = run("lint", "-g", "terms.yaml", "--fix", "draft.txt")
    assert (done.code, b"3 fixes made in 1 file\n    draft.txt" in done.out) == (0, True)
    assert Path("draft.txt").read_bytes() == text.replace("Peirs", "Piers").encode(encoding)
    if encoding == "gb18030":  # UTF-16 here says what it is by its mark
        assert re.search(r"^cqterm: draft\.txt: note: .*GB18030", done.err)


@pytest.mark.skipif(sys.platform == "win32", reason="no such names there")
def test_a_name_with_a_line_break_is_escaped_for_people_and_true_for_programs(run: Run) -> None:
    name = "a\n\x1bb.md"
    Path(name).write_text("A big port.\n", encoding="utf-8")
    assert run("lint", "-g", "terms.yaml", "-f", "concise", ".").out.startswith(rb"a\n\x1bb.md:1:3: warning")
    assert json.loads(run("lint", "-g", "terms.yaml", "-f", "json", ".").out)["findings"][0]["path"] == name


def test_the_number_of_processes_changes_nothing(folder: Path) -> None:
    for number in range(8):
        (folder / f"{number}.md").write_text("The big port.\n\n" * number + "\n" * 400_000, encoding="utf-8")
    outputs = [process("lint", "-g", "terms.yaml", "-f", "json", "--jobs", n, ".", cwd=folder) for n in "12"]
    assert outputs[0].stderr == outputs[1].stderr == b""
    assert outputs[0].stdout == outputs[1].stdout
    assert json.loads(outputs[0].stdout)["summary"]["findings"] == 29


def test_a_reader_that_goes_away_is_no_error(folder: Path) -> None:
    (folder / "long.md").write_text("The big port.\n\n" * 2_000, encoding="utf-8")
    root = Path(__file__).resolve().parent.parent
    with subprocess.Popen(
        [sys.executable, "-m", "cqterm", "lint", "-g", "terms.yaml", "-f", "concise", "long.md"],
        cwd=folder, env={**os.environ, "PYTHONPATH": str(root)}, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as running:  # fmt: skip
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.readline()
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_behind_standard_output_is_an_error(folder: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = process("lint", "-g", "terms.yaml", ".", cwd=folder, stdout=full)
    assert done.returncode == 2
    assert done.stderr == b"cqterm: standard output: can't be written, the disk is full: free some space\n"


def test_an_interrupt_says_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from cqterm.cli import outcomes

    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(outcomes, "lint_packed", interrupt)
    done = run("lint", "-g", "terms.yaml", "terms.yaml")
    assert (done.code, done.out) == (2, b"")
    assert done.err.strip() == "cqterm: interrupted: what was finished stays, nothing is half written"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no nohup")
def test_a_run_under_nohup_outlives_its_terminal(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from cqterm.cli import linting

    def closed(_: object) -> int:
        signal.raise_signal(signal.SIGHUP)
        return 0

    monkeypatch.setattr(linting, "lint", closed)
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        assert run("lint", "terms.yaml").code == 0
        signal.signal(signal.SIGHUP, signal.SIG_DFL)
        assert run("lint", "terms.yaml").code == 2
        assert signal.getsignal(signal.SIGHUP) == signal.SIG_DFL
    finally:
        signal.signal(signal.SIGHUP, before)


@pytest.mark.parametrize(
    ("after", "said", "left"),
    [
        (0, "--fix was stopped before it wrote a file", "acd"),
        (1, "--fix was stopped when it had written 1 file: a.md", "cd"),
        (3, "--fix was stopped when it had written 2 files, the last of them c.md", "d"),
    ],
)
def test_an_interrupted_fix_says_what_it_wrote(
    after: int, said: str, left: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cqterm.cli import outcomes

    def interrupted(*arguments: Any, **options: Any) -> Iterator[FileResult]:
        yield from list(lint_packed(*arguments, **options))[:after]
        raise KeyboardInterrupt

    monkeypatch.setattr(outcomes, "lint_packed", interrupted)
    for name, slip in (("a", "Peirs"), ("b", "Piers"), ("c", "Peirs"), ("d", "Peirs")):
        Path(f"{name}.md").write_text(f"Two {slip} and Two Lighthouses.\n", encoding="utf-8")
    done = run("lint", "-g", "terms.yaml", "--fix", ".")
    assert (done.code, done.out) == (2, b"")
    assert done.err.splitlines()[0] == f"cqterm: {said}"
    assert "".join(path.stem for path in sorted(Path().glob("*.md")) if "Peirs" in path.read_text("utf-8")) == left


def test_a_mistake_of_our_own_is_told_without_a_traceback(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from cqterm.cli import linting

    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("oops")

    monkeypatch.setattr(linting, "load_lexicon", fail)
    monkeypatch.delenv("CQTERM_DEBUG")
    done = run("lint", "-g", "terms.yaml", ".")
    assert done.code == 2
    assert done.err.startswith("cqterm: cqterm itself failed (ZeroDivisionError: oops): please report it")
    assert "Traceback" not in done.err


WRONG = b"One.\nTwo Peirs and Two Lighthouses.\n"
RIGHT = b"One.\nTwo Piers and Two Lighthouses.\n"
NAMES = {
    "UTF-8": "稿.md".encode(),
    "no UTF-8": b"caf\xe9 \xc3\xa9.md",
    "spaces": b" a b .md",
    "a line break and a tab": b"a\n\tb.md",
    "quotation marks": b'a "b" c.md',
    "a backslash": b"a\\b.md",
    "other controls": b"a\x1b\x7f\x0bb.md",
}


def applied(patch: bytes, cwd: Path, *tool: str) -> None:
    done = subprocess.run(tool, input=patch, cwd=cwd, capture_output=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
@pytest.mark.parametrize("tool", [("git", "apply", "-"), ("patch", "-p1", "--silent")], ids=["git", "patch"])
@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_the_diff_fits_whatever_the_file_is_called(
    name: bytes, tool: tuple[str, ...], run: Run, tmp_path: Path
) -> None:
    if shutil.which(tool[0]) is None:
        pytest.skip(f"no {tool[0]} here")
    path = Path(os.fsdecode(name))
    for each in (path, Path("other.md")):
        each.write_bytes(WRONG)
    done = run("lint", "-g", "terms.yaml", "--diff", ".")
    assert (done.code, done.err) == (1, "")
    applied(done.out, tmp_path, *tool)
    assert (path.read_bytes(), Path("other.md").read_bytes()) == (RIGHT, RIGHT)


def test_the_diff_of_files_above_is_relative_to_the_folder_that_holds_all(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.md", "here/b.md", "there/c.md"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_bytes(WRONG)
    monkeypatch.chdir("here")
    lint = ("lint", "-g", "../terms.yaml", "--diff")
    assert run(*lint, "../here/b.md", str(tmp_path / "here/b.md")).out.startswith(b"--- a/b.md\n+++ b/b.md\n")
    done = run(*lint, "../a.md", "b.md", "../there/c.md")
    assert done.err == f"cqterm: the names in the diff are relative to {tmp_path.as_posix()}: apply it there\n"
    applied(done.out, tmp_path, "git", "apply", "-")
    assert {path.read_bytes() for path in tmp_path.rglob("*.md")} == {RIGHT}


def test_a_fix_after_which_another_encoding_looks_likelier_is_made_in_that_of_the_file(run: Run) -> None:
    text = "“Hello,” he said of the {}, the “Lighthouses”.\n"
    Path("a.md").write_text(text.format("mega–port"), encoding="gb18030")
    done = run("lint", "-g", "terms.yaml", "--fix", "a.md")
    assert Path("a.md").read_bytes() == text.format("megaport").encode("gb18030"), done.err
    assert "read as GB18030" in done.err


@pytest.mark.parametrize("encoding", ["gb18030", "cp1252", "utf-8-sig"])
def test_the_diff_fits_files_of_other_encodings(encoding: str, run: Run, tmp_path: Path) -> None:
    text = "The “Two Peirs and Two Lighthouses” stand – and they’re “two” slogans" + "。" * (encoding != "cp1252")
    Path("draft.md").write_bytes(text.encode(encoding))
    applied(run("lint", "-g", "terms.yaml", "--diff", "--unsafe-fixes", "draft.md").out, tmp_path, "git", "apply", "-")
    assert Path("draft.md").read_bytes() == text.replace("Peirs", "Piers").encode(encoding)


def test_the_diff_is_one_that_git_applies(run: Run, tmp_path: Path) -> None:
    text = "One.\r\nTwo Peirs and Two Lighthouses.\nLine\u2028separator\fand feed.\nTwo Piers and Two Towers."
    Path("draft.md").write_bytes(text.encode())
    patch = run("lint", "-g", "terms.yaml", "--diff", "--unsafe-fixes", "draft.md").out
    applied = subprocess.run(
        ["git", "apply", "--whitespace=nowarn", "-"], input=patch, cwd=tmp_path, capture_output=True
    )
    assert applied.returncode == 0, applied.stderr
    Path("fixed.md").write_bytes(text.encode())
    run("lint", "-g", "terms.yaml", "--fix", "--unsafe-fixes", "fixed.md")
    assert Path("draft.md").read_bytes() == Path("fixed.md").read_bytes() != text.encode()
