"""The hooks: a real git repository, the real pre-commit, real commits.

pre-commit clones a copy of this checkout and installs it with pip, which needs a package registry for hatchling and
the dependencies. Where pip reaches none, the tests are skipped and say so.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.docx_example import docx, p, r

BAD = "A forum on the Western Land-Sea Trad Corridor opened on Monday.\n"
GOOD = BAD.replace("Trad ", "Trade ")

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
pytestmark = needs_git

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Run a command with a home of its own, so that nobody's git settings or hooks take part."""
    home = tmp_path_factory.mktemp("home")
    (home / ".gitconfig").write_text("[user]\nname = A\nemail = a@example.org\n[init]\ndefaultBranch = main\n")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PRE_COMMIT"))}
    tools = str(Path(sys.executable).parent)
    environment = {
        **kept,
        "GIT_CONFIG_GLOBAL": str(home / ".gitconfig"),
        "GIT_CONFIG_NOSYSTEM": "1",
        "PRE_COMMIT_HOME": str(home / "pre-commit"),
        "PATH": os.pathsep.join([tools, kept.get("PATH", "")]),
    }

    def run(*command: str, cwd: Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, cwd=cwd, env=environment, capture_output=True, text=True, encoding="utf-8", errors="replace"
        )

    return run


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory, run: Run) -> tuple[Path, str]:
    """A repository that holds this checkout as it is now, and its only commit."""
    root = Path(__file__).resolve().parent.parent
    copy = tmp_path_factory.mktemp("hooks")
    names = run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", cwd=root).stdout.split("\0")
    for name in names:
        if name and (root / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(root / name, copy / name)
    for command in (("init", "--quiet"), ("add", "--all", "--force"), ("commit", "--quiet", "--message", "copy")):
        assert run("git", *command, cwd=copy).returncode == 0
    return copy, run("git", "rev-parse", "HEAD", cwd=copy).stdout.strip()


@pytest.fixture
def project(tmp_path: Path, hooks: tuple[Path, str], run: Run, request: pytest.FixtureRequest) -> Path:
    """A repository with the hook of the test's parameter installed."""
    repository, revision = hooks
    project = tmp_path / "project"
    project.mkdir()
    (project / ".pre-commit-config.yaml").write_text(
        f"repos:\n- repo: {repository.as_uri()}\n  rev: {revision}\n  hooks:\n  - id: {request.param}\n",
        encoding="utf-8",
    )
    assert run("git", "init", "--quiet", cwd=project).returncode == 0
    done = run(sys.executable, "-m", "pre_commit", "install", "--install-hooks", cwd=project)
    if done.returncode != 0 and not registry_at_hand(run, tmp_path):
        pytest.skip("pip reaches no package registry, so pre-commit can't install the hook")
    assert done.returncode == 0, done.stdout + done.stderr
    assert run("git", "add", ".pre-commit-config.yaml", cwd=project).returncode == 0
    return project


def registry_at_hand(run: Run, folder: Path) -> bool:
    command = (
        sys.executable,
        "-m",
        "pip",
        "download",
        "--quiet",
        "--no-deps",
        "--dest",
        str(folder / "pip"),
        "hatchling",
    )
    return run(*command, cwd=folder).returncode == 0


def commit(run: Run, project: Path, name: str, text: str) -> subprocess.CompletedProcess[str]:
    (project / name).parent.mkdir(parents=True, exist_ok=True)
    (project / name).write_text(text, encoding="utf-8")
    assert run("git", "add", name, cwd=project).returncode == 0
    return run("git", "commit", "--message", "draft", cwd=project)


@pytest.mark.parametrize("project", ["cqterm"], indirect=True)
def test_a_draft_with_a_variant_is_refused_and_a_clean_one_accepted(project: Path, run: Run) -> None:
    name = "drafts/press text 稿.md"
    refused = commit(run, project, name, BAD)
    assert refused.returncode != 0
    assert f"{name}\n  1:16: error misspelled-term" in refused.stdout + refused.stderr
    assert run("git", "log", "--oneline", cwd=project).returncode != 0  # no commit yet
    assert (project / name).read_text(encoding="utf-8") == BAD

    accepted = commit(run, project, name, GOOD)
    assert accepted.returncode == 0, accepted.stdout + accepted.stderr
    assert run("git", "log", "--oneline", cwd=project).stdout.count("\n") == 1


@pytest.mark.parametrize("project", ["cqterm"], indirect=True)
def test_files_that_cqterm_does_not_read_are_none_of_its_business(project: Path, run: Run) -> None:
    done = commit(run, project, "code.py", f"# {BAD}")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("project", ["cqterm-fix"], indirect=True)
def test_the_fixing_hook_writes_the_term_right_and_the_next_commit_passes(project: Path, run: Run) -> None:
    refused = commit(run, project, "draft.txt", BAD)
    assert refused.returncode != 0
    assert (project / "draft.txt").read_text(encoding="utf-8") == GOOD

    accepted = commit(run, project, "draft.txt", GOOD)
    assert accepted.returncode == 0, accepted.stdout + accepted.stderr


@pytest.mark.parametrize("project", ["cqterm-across-files"], indirect=True)
def test_the_hook_across_files_sees_what_one_file_can_not_show(project: Path, run: Run) -> None:
    one, other = "The Western Land-Sea Trade Corridor.\n", "The New International Land-Sea Trade Corridor.\n"
    accepted = commit(run, project, "稿/a.md", one + BAD)  # what is wrong in a file is the other hook's business
    assert accepted.returncode == 0, accepted.stdout + accepted.stderr

    refused = commit(run, project, "b.md", other)
    assert refused.returncode != 0
    said = refused.stdout + refused.stderr
    assert "b.md:1:5" in said
    assert "稿/a.md\n  1:5: warning mixed-terms" in said
    assert "misspelled-term" not in said


@pytest.mark.parametrize("project", ["cqterm"], indirect=True)
def test_a_word_file_is_not_dropped(project: Path, run: Run) -> None:
    (project / "draft.docx").write_bytes(docx(p(r(BAD.strip()))))
    assert run("git", "add", "draft.docx", cwd=project).returncode == 0
    refused = run("git", "commit", "--message", "draft", cwd=project)
    assert refused.returncode != 0
    assert "paragraph 1: error misspelled-term" in refused.stdout + refused.stderr


@pytest.mark.parametrize("project", ["cqterm"], indirect=True)
def test_a_hook_is_run_from_a_sub_folder_and_by_hand(project: Path, run: Run) -> None:
    accepted = commit(run, project, "docs/a.md", GOOD)
    assert accepted.returncode == 0, accepted.stdout + accepted.stderr
    (project / "docs" / "a.md").write_text(BAD, encoding="utf-8")
    done = run(sys.executable, "-m", "pre_commit", "run", "--all-files", cwd=project / "docs")
    assert done.returncode == 1
    assert "docs/a.md\n  1:16: error misspelled-term" in done.stdout


def test_the_hooks_are_run_for_what_the_readers_claim(root: Path) -> None:
    import re

    import yaml

    from cqterm.formats import folder_suffixes

    hooks = yaml.safe_load((root / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert [hook["id"] for hook in hooks] == ["cqterm", "cqterm-fix", "cqterm-across-files"]
    for hook in hooks:
        assert all(re.search(hook["files"], f"drafts/a{suffix}") for suffix in folder_suffixes())
        assert all(re.search(hook["files"], f"A{suffix.upper()}") for suffix in folder_suffixes())
        assert not any(re.search(hook["files"], name) for name in ("a.py", "a.md.orig", "a.csv", "cqterm.yaml", "txt"))
        assert hook["types"] == ["file"]
