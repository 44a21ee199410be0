"""Completion in a shell: commands, options, rules and reports, asked for as the scripts for bash, zsh and fish do."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cqterm import reports
from cqterm.cli import cqterm
from cqterm.rules import rules

COMMANDS = cqterm.list_commands(cqterm.make_context("cqterm", [], resilient_parsing=True))


def run(shell: str, **environment: str) -> str:
    code = "import sys; from cqterm.cli import main; sys.exit(main([]))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "_CQTERM_COMPLETE": shell, **environment},
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout


def completed(*words: str) -> list[str]:
    """What bash is offered for the last of the words."""
    answer = run("bash_complete", COMP_WORDS=" ".join(["cqterm", *words]), COMP_CWORD=str(len(words)))
    return [line.partition(",")[2] for line in answer.split()]


def test_commands_are_completed() -> None:
    assert completed("") == COMMANDS
    assert completed("ex") == ["explain", "export"]
    assert completed("nosuch", "a") == []


def test_options_are_completed() -> None:
    assert {"--since", "--select"} <= set(completed("lint", "--s"))


def test_reports_and_rules_are_completed() -> None:
    assert completed("lint", "-f", "") == list(reports.names())
    assert completed("lint", "--format", "js") == ["json", "jsonl"]
    assert completed("explain", "") == list(rules())
    for option in ("--select", "--ignore"):
        assert completed("lint", option, "mis") == [name for name in rules() if name.startswith("mis")]
        assert completed("lint", option, "term-case,mixed") == ["term-case,mixed-terms"]


def test_other_shells_are_told_what_a_name_means() -> None:
    asked = {"COMP_WORDS": "cqterm lint -f", "COMP_CWORD": "sari"}
    assert reports.report("sarif").SUMMARY in run("fish_complete", **asked)
    zsh = run("zsh_complete", COMP_WORDS="cqterm lint -f sari", COMP_CWORD="3")
    assert zsh.splitlines() == ["plain", "sarif", reports.report("sarif").SUMMARY]


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash here")
def test_bash_takes_the_script_and_completes(tmp_path: Path) -> None:
    program = tmp_path / "cqterm"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m cqterm "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    root = Path(__file__).resolve().parent.parent
    script = (
        'eval "$(_CQTERM_COMPLETE=bash_source cqterm)"\n'
        "COMP_WORDS=(cqterm lint -f sari) COMP_CWORD=3\n"
        '_cqterm_completion cqterm sari -f && echo "${COMPREPLY[@]}"\n'
    )
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "--norc", "-c", script],
        env={**os.environ, "PATH": path, "PYTHONPATH": str(root)},
        capture_output=True,
        encoding="utf-8",
    )
    if "Shell completion is not supported for Bash versions older than 4.4" in done.stderr:
        pytest.skip("this bash is older than 4.4")
    assert done.stdout == "sarif\n", done.stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_its_script(shell: str) -> None:
    assert "_CQTERM_COMPLETE" in run(f"{shell}_source")
