"""`--since` and `--staged` in real repositories: changed lines only, whatever files are called, and clear errors."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cqterm.errors import GitError
from cqterm.git import Change, changed_since, folder_in_project, staged

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

Git = Callable[..., str]
WRONG = "A big port.\n"


@pytest.fixture
def git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Git:
    """Run git in a new repository, which is the current folder; nobody's settings take part, some odd ones do."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    home = tmp_path / "home"
    home.mkdir()
    (home / ".gitconfig").write_text(
        "[user]\nname = A\nemail = a@example.org\n[init]\ndefaultBranch = main\n[core]\nautocrlf = false\n"
        # what a person may have set and what must not disturb the reading of a diff
        "[diff]\nnoprefix = true\nmnemonicPrefix = true\ncontext = 9\ninterHunkContext = 9\nrelative = true\n"
        "external = false\nsuppressBlankEmpty = true\n[color]\nui = always\n[core]\nquotePath = false\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(home / ".gitconfig"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    project = tmp_path / "pro ject 项目"
    project.mkdir()
    monkeypatch.chdir(project)

    def git(*arguments: str, cwd: Path = project, fails: bool = False) -> str:
        done = subprocess.run(["git", *arguments], cwd=cwd, capture_output=True, text=True, encoding="utf-8")
        assert (done.returncode != 0) == fails, done.stderr
        return done.stdout.strip()

    git("init", "--quiet")
    return git


def write(name: str | bytes, text: str | bytes) -> Path:
    path = Path(os.fsdecode(name))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def commit(git: Git, *names: str) -> str:
    git("add", "--all", *names)
    git("commit", "--quiet", "--message", "x")
    return git("rev-parse", "HEAD")


def by_name(changes: Any) -> dict[str, list[tuple[int, int]] | None]:
    """The changed lines of each file, first and last."""
    return {
        path.relative_to(changes.top).as_posix(): None
        if lines is None
        else [(line.start, line.stop - 1) for line in lines]
        for path, (lines, _) in changes.files.items()
    }


# --- what changed -----------------------------------------------------------------------------------------------


def test_lines_since_a_revision_are_those_of_the_work_tree(git: Git) -> None:
    text = "".join(f"line {n}\n" for n in range(1, 41))
    write("a.txt", text)
    write("gone.txt", text)
    write("same.txt", text)
    first = commit(git)
    write(
        "a.txt", text.replace("line 3\n", "line three\n").replace("line 10\n", "").replace("line 20\n", "20\n++ b/x\n")
    )
    commit(git)
    write("a.txt", Path("a.txt").read_text(encoding="utf-8") + "@@ -1 +1 @@\n--- a/x\n")  # not committed
    Path("gone.txt").unlink()
    write("new.txt", "new\n")
    write("sub/ignored.txt", "x\n")
    write(".gitignore", "ignored.txt\n")
    found = by_name(changed_since(first, folder=Path("sub")))
    assert found == {"a.txt": [(3, 3), (19, 20), (41, 42)], "new.txt": None, ".gitignore": None}


def test_a_file_that_only_moved_has_no_changed_line(git: Git) -> None:
    text = "".join(f"line {n}\n" for n in range(1, 41))
    write("old.txt", text)
    commit(git)
    git("mv", "old.txt", "new name.txt")
    write("new name.txt", text + "more\n")
    git("add", ".")
    assert by_name(staged(folder=Path())) == {"new name.txt": [(41, 41)]}
    git("mv", "new name.txt", "moved.txt")
    write("moved.txt", text)
    git("add", ".")
    assert by_name(staged(folder=Path())) == {"moved.txt": []}


def test_a_binary_file_is_changed_as_a_whole(git: Git) -> None:
    write("a.docx", b"PK\0\1")
    write("b.docx", b"PK\0\1")
    first = commit(git)
    write("a.docx", b"PK\0\2")
    assert by_name(changed_since(first, folder=Path())) == {"a.docx": None}


NAMES = {
    "spaces": b" a  b .md",
    "Chinese": "稿件/港.md".encode(),
    "quotation marks": b"a \"b\" 'c'.md",
    "a line break and a tab": b"a\n\tb.md",
    "a backslash": b"a\\n.md",
    "no UTF-8": b"caf\xe9.md",
    "an option": b"--since.md",
    "like a diff": b"b/+++ b/x.md",
}


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_whatever_a_file_is_called(name: bytes, git: Git, run: "Lint") -> None:
    path = write(name, "One.\n" + WRONG)
    write("other.md", WRONG)
    first = commit(git)
    write(name, "One.\n" + WRONG + WRONG)
    for option in (("--since", first), ("--staged",)):
        git("add", "--all")
        found = run(*option, ".")["findings"]
        assert [(f["path"], f["line"]) for f in found] == [(path.as_posix(), 3)] or os.fsencode(
            found[0]["path"]
        ) != name
        assert len(found) == 1


def test_what_others_did_on_their_branch_is_no_change_here(git: Git) -> None:
    write("a.txt", "one\n")
    commit(git)
    git("branch", "mine")
    write("theirs.txt", "theirs\n")
    commit(git)
    git("checkout", "--quiet", "mine")
    write("mine.txt", "mine\n")
    commit(git)
    assert by_name(changed_since("main", folder=Path())) == {"mine.txt": [(1, 1)]}


def test_a_detached_head_is_as_good_as_a_branch(git: Git) -> None:
    write("a.txt", "one\n")
    first = commit(git)
    write("a.txt", "one\ntwo\n")
    commit(git)
    git("checkout", "--quiet", "--detach", "HEAD")
    assert by_name(changed_since(first, folder=Path())) == {"a.txt": [(2, 2)]}


def test_the_index_before_the_first_commit(git: Git) -> None:
    write("a.txt", "one\ntwo\n")
    write("b.txt", "not staged\n")
    git("add", "a.txt")
    changes = staged(folder=Path())
    assert by_name(changes) == {"a.txt": [(1, 2)]}
    assert changes.files[changes.top / "a.txt"] == Change((range(1, 3),), git("rev-parse", ":a.txt"))


# --- what can't be told -----------------------------------------------------------------------------------------


def test_no_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(GitError, match=r"no git repository: run it in one, or leave --since and --staged out"):
        staged(folder=tmp_path)


def test_no_git(git: Git, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(GitError, match="git: not found: install git"):
        staged(folder=Path())


def test_no_commit(git: Git) -> None:
    with pytest.raises(GitError, match="no commit yet: commit first, or use --staged"):
        changed_since("main", folder=Path())


@pytest.mark.parametrize("revision", ["nosuch", "", "--all", "HEAD~9", "a b", "HEAD:a.txt"])
def test_no_such_revision(revision: str, git: Git) -> None:
    write("a.txt", "one\n")
    commit(git)
    with pytest.raises(GitError, match=r"--since .*: git knows no such revision: check its name, or git fetch it"):
        changed_since(revision, folder=Path())


def test_nothing_in_common(git: Git) -> None:
    write("a.txt", "one\n")
    commit(git)
    git("checkout", "--quiet", "--orphan", "other")
    write("b.txt", "another beginning\n")
    commit(git)
    with pytest.raises(GitError, match="has no commit in common with HEAD: name a revision of the same history"):
        changed_since("main", folder=Path())


def test_a_shallow_clone_says_how_to_fetch_the_rest(git: Git, tmp_path: Path) -> None:
    write("a.txt", "one\n")
    first = commit(git)
    write("a.txt", "two\n")
    commit(git)
    clone = tmp_path / "clone"
    git("clone", "--quiet", "--depth", "1", Path.cwd().as_uri(), str(clone), cwd=tmp_path)
    with pytest.raises(GitError, match=r"this clone is shallow: git fetch --unshallow .*fetch-depth: 0"):
        changed_since(first, folder=clone)


def test_a_folder_as_seen_from_the_top(git: Git, tmp_path: Path) -> None:
    write("docs/稿/a.md", "")
    assert folder_in_project(Path.cwd()) == ""
    assert folder_in_project(Path("docs/稿").absolute()) == "docs/稿"
    assert folder_in_project(tmp_path) == ""


# --- the command line -------------------------------------------------------------------------------------------

Lint = Callable[..., Any]
TERMS = """\
cqterm: 1
name: Harbour terms
languages: {source: zh-Hans, target: en}
concepts:
- {id: port, zh-Hans: 大港, term: megaport, state: approved, not: [big port]}
- {id: slogan, zh-Hans: 两埠两塔, term: Two Piers and Two Lighthouses, state: approved}
"""


@pytest.fixture
def run(tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Lint:
    """`cqterm lint -f json`, what it says as a value; a usage error or a code above 1 as its text."""
    from cqterm.cli import main

    terms = tmp_path / "terms.yaml"
    terms.write_text(TERMS, encoding="utf-8")
    monkeypatch.setenv("CQTERM_DEBUG", "1")

    def run(*arguments: str) -> Any:
        code = main(["lint", "-g", str(terms), "-f", "json", *arguments])
        printed = capfd.readouterr()
        return printed.err if code > 1 else json.loads(printed.out)

    return run


def test_the_index_is_linted_and_not_the_file(git: Git, run: Lint) -> None:
    write("a.md", WRONG)
    write("b.md", "One.\n")
    commit(git)
    write("a.md", WRONG + "Two.\nA big port again.\n")
    write("b.md", "One.\n" + WRONG)
    write("absent.md", WRONG)
    write("notes.py", WRONG)
    git("add", ".")
    write("a.md", "Nothing.\n")
    write("b.md", WRONG + WRONG + WRONG)
    Path("absent.md").unlink()
    found = run("--staged")["findings"]
    assert [(f["path"], f["line"]) for f in found] == [("a.md", 3), ("absent.md", 1), ("b.md", 2)]
    assert [f["path"] for f in run("--staged", "absent.md")["findings"]] == ["absent.md"]
    assert run("--staged", "--exclude", "absent.md", "--exclude", "b.md")["summary"]["findings"] == 1


def test_a_file_with_conflicts_of_a_merge_is_told_and_the_rest_linted(git: Git, run: Lint) -> None:
    write("a.md", "One.\n")
    first = commit(git)
    write("a.md", WRONG)
    commit(git)
    git("checkout", "--quiet", "-b", "other", first)
    write("a.md", "Two.\n")
    commit(git)
    git("merge", "--quiet", "main", fails=True)
    write("b.md", WRONG)
    git("add", "b.md")
    said = run("--staged", "-o", "report.json")
    what = "has conflicts of a merge, so the index holds no content of it"
    assert said == f"cqterm: a.md: {what}: mend them and git add it\n"
    assert [f["path"] for f in json.loads(Path("report.json").read_text(encoding="utf-8"))["findings"]] == ["b.md"]


def test_only_changed_lines_are_fixed(git: Git, run: Lint) -> None:
    slip = "Two Peirs and Two Lighthouses.\n"
    write("docs/a.md", slip + "\n" + slip)
    first = commit(git)
    write("docs/a.md", slip + "\n" + slip + "\n" + slip)
    assert run("--since", first, "--fix")["summary"]["fixed"] == 1
    assert Path("docs/a.md").read_text(encoding="utf-8") == slip + "\n" + slip + "\n" + slip.replace("Peirs", "Piers")


def test_from_a_sub_folder(git: Git, run: Lint, monkeypatch: pytest.MonkeyPatch) -> None:
    write("a.md", WRONG)
    write("docs/b.md", WRONG)
    git("add", ".")
    monkeypatch.chdir("docs")
    assert [f["path"] for f in run("--staged")["findings"]] == ["b.md"]
    assert [f["path"] for f in run("--staged", "../a.md")["findings"]] == ["../a.md"]


def test_programs_are_told_of_files_from_the_top(git: Git, run: Lint, monkeypatch: pytest.MonkeyPatch) -> None:
    write("docs/b 稿.md", WRONG + "\n" + WRONG)
    write("a.md", WRONG)
    monkeypatch.chdir("docs")
    run("--write-baseline", "known.tsv", "b 稿.md")
    write("b 稿.md", WRONG + "\n" + WRONG + "\nOne more big port.\n")
    reports = [f"-f{name}=../{name}" for name in ("sarif", "gitlab", "github")]
    run("--baseline", "known.tsv", *reports, ".", "../a.md")
    results = json.loads(Path("../sarif").read_text(encoding="utf-8"))["runs"][0]["results"]
    places = [result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in results]
    assert places == ["a.md", *["docs/b%20%E7%A8%BF.md"] * 3]
    assert [r["baselineState"] for r in results] == ["new", "unchanged", "unchanged", "new"]
    issues = json.loads(Path("../gitlab").read_text(encoding="utf-8"))
    assert [issue["location"]["path"] for issue in issues] == ["a.md", "docs/b 稿.md"]
    annotations = Path("../github").read_text(encoding="utf-8").splitlines()
    assert [line.split(",line=")[0] for line in annotations] == ["::warning file=a.md", "::warning file=docs/b 稿.md"]


def test_through_a_link_to_the_repository(git: Git, run: Lint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write("a.md", WRONG)
    git("add", ".")
    link = tmp_path / "link"
    link.symlink_to(Path.cwd())
    monkeypatch.chdir(link)
    assert len(run("--staged", str(link / "a.md"))["findings"]) == 1


def test_a_path_outside_of_the_repository_is_refused(git: Git, run: Lint, tmp_path: Path) -> None:
    (tmp_path / "out.md").write_text(WRONG, encoding="utf-8")
    write("a.md", WRONG)
    git("add", ".")
    assert "out.md: lies outside the git repository" in run("--staged", str(tmp_path / "out.md"))


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--since", "HEAD", "--staged"), "give one of them"),
        (("--staged", "--fix"), "leave --fix out"),
        (("--since", "HEAD", "-"), "leave - and --write-baseline out"),
        (("--since", "HEAD", "--write-baseline", "x.json"), "leave - and --write-baseline out"),
    ],
)
def test_what_contradicts_itself_is_refused(options: tuple[str, ...], said: str, git: Git, run: Lint) -> None:
    assert said in run(*options)


def test_a_baseline_is_not_stale_where_nobody_looked(git: Git, run: Lint, capfd: pytest.CaptureFixture[str]) -> None:
    write("a.md", WRONG)
    first = commit(git)
    run("--write-baseline", "known.json", ".")
    write("a.md", WRONG + "\nMore.\n")
    from cqterm.cli import main

    capfd.readouterr()
    lint = ["lint", "-g", "../terms.yaml", "--baseline", "known.json"]
    assert main([*lint, "--since", first]) == 0
    assert capfd.readouterr().err == ""
    git("mv", "a.md", "moved.md")
    commit(git)
    assert main([*lint, "--since", "HEAD"]) == main([*lint, "--staged"]) == 0
    assert capfd.readouterr().err == ""
    assert main([*lint, "--since", first]) == 0
    assert "1 entry of renamed files (moved.md)" in capfd.readouterr().err
