"""The README: each command in it runs and prints what it shows, and its tables are the registries'.

`CQTERM_UPDATE=1 python -m pytest tests/test_readme.py` writes the output of the commands into it.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from cqterm import formats, reports
from cqterm.exchange import exchanges, writers
from cqterm.rules import rules, usual_level

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
TEXT = README.read_text(encoding="utf-8")

SETUP = re.findall(r"^```sh\n(.*?)\n```$", TEXT, re.DOTALL | re.MULTILINE)
SESSIONS = re.findall(r"^```console\n(.*?)```$", TEXT, re.DOTALL | re.MULTILINE)

needs_shell = pytest.mark.skipif(shutil.which("bash") is None, reason="no bash to run the README's commands in")


def run(command: str, where: Path, path: str, *, codes: tuple[int, ...] = (0,)) -> str:
    environment = {**os.environ, "PATH": path, "NO_COLOR": "1", "COLUMNS": "120"}
    done = subprocess.run(["bash", "-c", command], cwd=where, capture_output=True, encoding="utf-8", env=environment)
    assert done.returncode in codes, done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout


def session(block: str) -> str:
    """A block with its commands run again, in a checkout where cqterm is installed."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    commands = [line[2:] for line in block.splitlines() if line.startswith("$ ")]
    return "".join(f"$ {command}\n{run(command, ROOT, path, codes=(0, 1))}" for command in commands)


@needs_shell
@pytest.mark.skipif(not (Path(sys.executable).parent / "cqterm").exists(), reason="cqterm is not installed")
@pytest.mark.parametrize("block", SESSIONS, ids=lambda b: b.splitlines()[0][2:42])
def test_a_session_shows_what_is_printed(block: str) -> None:
    printed = session(block)
    if os.environ.get("CQTERM_UPDATE"):
        README.write_text(README.read_text(encoding="utf-8").replace(block, printed), encoding="utf-8")
    else:
        assert printed == block


@needs_shell
def test_the_two_commands_work_on_a_machine_with_python_alone(tmp_path: Path) -> None:
    """Both in a clean copy; the second lists the tests instead of running them, else this test would run itself."""
    first, second = SETUP
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True)
    if names.returncode:
        pytest.skip("not a git checkout: nothing says which files are the project's")
    copy = tmp_path / "cqterm"
    for name in filter(None, names.stdout.split("\0")):
        if (ROOT / name).exists():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, copy / name)
    bare = os.pathsep.join(p for p in os.environ["PATH"].split(os.pathsep) if Path(p) != Path(sys.executable).parent)

    printed = run(first, copy, bare)

    assert "61:294: error misspelled-term  \"Western Land-Sea Trad Corridor\": 'Trad' should be 'Trade'" in printed
    assert "  1. New International Land-Sea Trade Corridor" in printed
    listed = run(second.replace("-m tests", "-m pytest --collect-only --quiet"), copy, bare)
    assert "tests/test_readme.py::test_the_two_commands_work_on_a_machine_with_python_alone" in listed


def table(heading: str) -> list[list[str]]:
    part = TEXT.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    rows = [line.strip("|").split("|") for line in part.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row] for row in rows[2:]]


def test_the_table_of_rules_is_that_of_the_program() -> None:
    assert table("Rules") == [[r.ID, usual_level(r), (r.__doc__ or "").splitlines()[0]] for r in rules().values()]


def test_the_table_of_formats_is_that_of_the_program() -> None:
    from cqterm.cli.commands.mine import command as mine

    readers = [each for each in exchanges().values() if hasattr(each, "read")]
    (mined,) = (p.type.choices for p in mine.params if p.name == "form")  # type: ignore[attr-defined]
    assert [row[1].split() for row in table("Formats")] == [
        sorted(formats.suffixes()), sorted(reports.names()), sorted(mined), sorted(writers()),
        sorted({suffix for each in readers for suffix in each.SUFFIXES}),
    ]  # fmt: skip


def yaml_block(word: str) -> str:
    (block,) = (b for b in re.findall(r"^```yaml\n(.*?)```$", TEXT, re.DOTALL | re.MULTILINE) if word in b)
    return str(block)


def test_the_glossary_and_the_manifest_of_the_readme_are_ones() -> None:
    from cqterm.glossary.manifest import parse_manifest
    from cqterm.glossary.read import parse

    assert parse(yaml_block("concepts:"), "README.md").problems == ()
    assert parse_manifest(yaml_block("publishers:")).problems == ()


def test_the_settings_of_the_readme_are_all_there_are(tmp_path: Path) -> None:
    from cqterm.config import load_config
    from cqterm.settings import SETTINGS

    path = tmp_path / "cqterm.yaml"
    path.write_text(yaml_block("ignore:"), encoding="utf-8")
    assert load_config(path).severity == {"term-case": "error"}
    named = [key.strip() for row in table("In a project") for key in row[0].split(",")]
    assert named == list(SETTINGS)


# --- CI and shells ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "schema"), [("runs-on:", "vendor.github-workflows"), ("artifacts:", "vendor.gitlab-ci")]
)
def test_the_jobs_of_the_readme_are_valid_for_their_schemas(word: str, schema: str, tmp_path: Path) -> None:
    (tmp_path / "job.yaml").write_text(yaml_block(word), encoding="utf-8")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, "job.yaml"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_github_workflow_has_ten_lines() -> None:
    assert len(yaml_block("runs-on:").splitlines()) == 10


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
@pytest.mark.parametrize("word", ["runs-on:", "artifacts:"])
def test_the_commands_of_the_jobs_run_and_leave_the_reports_that_are_uploaded(word: str, tmp_path: Path) -> None:
    import yaml

    (job,) = (job for job in jobs(yaml.safe_load(yaml_block(word))) if "steps" in job or "script" in job)
    commands = job.get("script") or [step["run"] for step in job["steps"] if "run" in step]
    (lint,) = (command for command in commands if command.startswith("cqterm "))
    uploaded = re.search(r"codequality: (\S+?)}|sarif_file: (\S+?)}", yaml_block(word))
    assert uploaded
    setup = (
        "git init -q && git -c user.name=a -c user.email=a@b commit -q --allow-empty -m x && git branch base"
        " && git update-ref refs/remotes/origin/main base && git update-ref FETCH_HEAD base"
        " && echo 'A mega-city.' > draft.md"
    )
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    printed = run(f"{setup} && {lint.replace('${{ github.base_ref }}', 'main')}", tmp_path, path, codes=(1,))
    assert "term-hyphen" in printed
    assert "term-hyphen" in (tmp_path / (uploaded[1] or uploaded[2])).read_text(encoding="utf-8")


def jobs(content: dict[str, Any]) -> list[dict[str, Any]]:
    return [*content.get("jobs", content).values()]


def test_the_hooks_of_the_readme_are_there() -> None:
    import yaml

    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    (repo,) = yaml.safe_load(yaml_block("rev:"))["repos"]
    assert {hook["id"] for hook in repo["hooks"]} <= {hook["id"] for hook in hooks}
    part = TEXT.split("\n## In a project\n")[1].split("\n## ")[0]
    assert all(f"`{hook['id']}`" in part for hook in hooks)


@needs_shell
def test_the_lines_for_shells_are_those_of_their_scripts() -> None:
    (block,) = re.findall(r"^```bash\n(.*?)```$", TEXT, re.DOTALL | re.MULTILINE)
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    for shell, line in zip(("bash", "zsh", "fish"), block.splitlines(), strict=True):
        command = re.sub(r'^eval "\$\((.*)\)"$|^(.*) \| source$', lambda m: m[1] or m[2], line)
        assert f"_CQTERM_COMPLETE={shell}_complete" in run(command, ROOT, path)
