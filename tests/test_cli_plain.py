"""Plain command lines mean what click says that they mean, and all others are left to it."""

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cqterm.cli import main
from cqterm.cli.commands.lint import command
from cqterm.cli.plain import plain_request
from cqterm.cli.request import Request

ROOT = Path(__file__).resolve().parent.parent
NAMES = [name for parameter in command.params for name in parameter.opts if name.startswith("-")]
WORDS = st.sampled_from(
    [
        *NAMES,
        "draft.md",
        "稿.md",
        "-",
        "--",
        "",
        "*.md",
        "~",
        "always",
        "never",
        "info",
        "warning",
        "x=y",
        "-gx",
        "--color=auto",
    ]
)


def by_click(words: list[str]) -> Request | None:
    """What click makes of the words behind `lint`; None where it refuses them or only helps."""
    try:
        context = command.make_context("lint", list(words))
    except (click.ClickException, click.exceptions.Exit):
        return None
    return Request(**context.params)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "draft.md",
        "--force-exclude draft.md",
        "--force-exclude --fix a.md b.docx",
        "--color never -g a.yaml --glossary b.yaml x/",
        "--config c.yaml --level info --fail-level error --isolated --exit-zero -",
        "--color always --color never --no-cache --no-baseline --staged",
        "--fix --unsafe-fixes --include-proposed --across-files .",
        "--format json --stdin-filename a.md -f text -",
        "~/a.md $b.md 100%.md [c].md *.md",
    ],
)
def test_plain_lines_are_read_as_click_reads_them(line: str) -> None:
    request = plain_request(["lint", *line.split()])
    assert request is not None
    assert request == by_click(line.split())


OTHER = """
lint --
lint --color red
lint --color=never
lint --help
lint --level high
lint --nope
lint --since HEAD
lint -f json=x
lint -f nope
lint -g
lint -g -
lint -gx
show x
--version
"""


@pytest.mark.parametrize("line", OTHER.strip().splitlines())
def test_other_lines_are_for_click(line: str) -> None:
    assert plain_request(line.split()) is None


@given(st.lists(WORDS, max_size=5))
def test_no_line_is_read_otherwise_than_by_click(words: list[str]) -> None:
    request = plain_request(["lint", *words])
    assert request is None or request == by_click(words)


def test_the_hooks_have_plain_lines() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    entries = [hook["entry"].split()[1:] for hook in hooks if hook.get("pass_filenames") is not False]
    assert len(entries) == 2
    assert all(plain_request([*entry, "a.md", "b.md"]) for entry in entries)


def test_a_shell_that_completes_is_left_to_click(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_CQTERM_COMPLETE", "bash_complete")
    assert plain_request(["lint", "draft.md"]) is None


def test_a_mistake_in_a_plain_line_is_told_beside_the_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lint", "--unsafe-fixes", "draft.md"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("Usage: cqterm lint [OPTIONS] [PATH...|-]\n")
    assert said.err.count("--unsafe-fixes says which fixes, not what to do with them") == 1


@pytest.mark.parametrize("line", ["lint draft.md", "lint --color=never draft.md"])
def test_an_interrupt_is_told_alike(
    line: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(_: Request) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("cqterm.cli.linting.lint", interrupted)
    monkeypatch.setattr("cqterm.cli.commands.lint.lint", interrupted)
    assert main(line.split()) == 2
    assert capsys.readouterr().err == "cqterm: interrupted: what was finished stays, nothing is half written\n"


def test_a_plain_line_does_without_click(tmp_path: Path) -> None:
    (tmp_path / "draft.md").write_text("The Western Land-Sea Trad Corridor grew.\n", encoding="utf-8")
    code = "import sys; from cqterm.cli import main; print(main(sys.argv[1:]), *{'click', 'inspect'} & {*sys.modules})"
    told = []
    for line in ("draft.md", "draft.md", "--color=never draft.md"):  # the first one compiles the glossary
        done = subprocess.run(
            [sys.executable, "-c", code, "lint", "--isolated", *line.split()],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "CQTERM_CACHE_DIR": str(tmp_path / "cache")},
        )
        assert "'Trad' should be 'Trade'" in done.stdout
        told.append(set(done.stdout.splitlines()[-1].split()))
    assert told[1:] == [{"1"}, {"1", "click", "inspect"}]
