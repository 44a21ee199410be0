"""Completion in a shell: commands, options, rules and reports, asked for as the scripts for bash, zsh and fish do."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cqterm import reports
from cqterm.cli import main
from cqterm.cli.commands import cqterm
from cqterm.rules import rules

COMMANDS = cqterm.list_commands(cqterm.make_context("cqterm", [], resilient_parsing=True))


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Ask as the script of a shell does, in this process."""

    def ask(shell: str, *words: str) -> str:
        monkeypatch.setenv("_CQTERM_COMPLETE", f"{shell}_complete")
        monkeypatch.setenv("COMP_WORDS", " ".join(["cqterm", *words]))
        monkeypatch.setenv("COMP_CWORD", str(len(words)))
        with pytest.raises(SystemExit) as end:
            main([])
        assert end.value.code == 0
        said = capsys.readouterr()
        assert said.err == ""
        return said.out

    return ask


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


@pytest.fixture
def glossary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with a glossary, another one that is broken, and some files."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "terms.yaml").write_text(TERMS, encoding="utf-8")
    (tmp_path / "broken.yaml").write_text("cqterm: [", encoding="utf-8")
    (tmp_path / "out" / "deep").mkdir(parents=True)
    for name in (".hidden", "out/a b.sarif", "out/deep/港.html"):
        (tmp_path / name).touch()


TERMS = """\
cqterm: 1
name: t
languages: {source: zh-Hans, target: en}
sources:
- {id: gazette-2024, publisher: gazette, name: The Gazette, tier: 1, title: A report, date: 2024-06-05}
concepts:
- id: port
  zh-Hans: 港
  term: megaport
  state: approved
  domain: harbour
  also: [{term: port, publisher: house}]
  seen: [big port]
- {id: pier, zh-Hans: 埠, state: proposed, domain: harbour}
- {id: law, zh-Hans: 法, term: law, state: rejected}
"""


@pytest.mark.usefixtures("glossary")
@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (["show", "-g", "terms.yaml", "p"], ["port", "pier"]),
        (["show", "-g", "broken.yaml", ""], []),
        (["show", "-g", "none.yaml", ""], []),
        (["show", "-g", "terms.yaml", "--list", "--domain", ""], ["harbour"]),
        (["export", "--to", "tbx", "-g", "terms.yaml", "--domain", "h"], ["harbour"]),
        (["lint", "-g", "terms.yaml", "--publisher", ""], ["gazette", "house"]),
        (["review", "terms.yaml", "--publisher=h"], ["--publisher=house"]),
        (["review", "terms.yaml", "--accept", ""], ["pier"]),
        (["review", "terms.yaml", "--pin", ""], ["port", "pier", "law"]),
        (["review", "terms.yaml", "--prefer", "po"], ["port="]),
        (["review", "terms.yaml", "--admit", "port="], ["port=big port"]),
        (["review", "terms.yaml", "--merge", "la"], ["law="]),
        (["review", "terms.yaml", "--merge", "port=p"], ["port=pier"]),
        (["review", "terms.yaml", "--merge=port=p"], ["--merge=port=pier"]),
        (["lint", "--select=mis"], ["--select=missing-term", "--select=misspelled-term"]),
        (["lint", "--format=sar"], ["--format=sarif"]),
        (["lint", "-f", "sarif="], ["sarif=broken.yaml", "sarif=out/", "sarif=terms.yaml"]),
        (["lint", "-f", "sarif=."], ["sarif=.hidden"]),
        (["lint", "-f", "sarif=o"], ["sarif=out/a b.sarif", "sarif=out/deep/"]),  # into what is alone
        (["lint", "-f", "html=out/d"], ["html=out/deep/港.html"]),
        (["lint", "-f", "html=none/"], []),
        (["lint", "--format=html=t"], ["--format=html=terms.yaml"]),
        (["lint", "--output=t"], ["--output=terms.yaml"]),
    ],
)  # fmt: skip
def test_a_shell_that_leaves_a_word_whole_is_offered_whole_words(
    ask: Callable[..., str], words: list[str], offered: list[str]
) -> None:
    answer = ask("zsh", *words).removesuffix("\n").split("\n")
    assert answer[1::3] == offered
    assert set(answer[::3]) == {"plain" if offered else ""}


@pytest.mark.usefixtures("glossary")
@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("lint --select = mis", ["plain,missing-term", "plain,misspelled-term"]),
        ("lint --format = sar", ["plain,sarif"]),
        ("lint -f sarif =", ["file,"]),
        ("lint -f sarif = ou", ["file,ou"]),
        ("lint --format = sarif = ou", ["file,ou"]),
        ("lint --output = ou", ["file,ou"]),
        ("review terms.yaml --merge port = p", ["plain,pier"]),
        ("review terms.yaml --merge = port = p", ["plain,pier"]),
    ],
)
def test_bash_is_offered_what_stands_behind_the_equals_sign(
    ask: Callable[..., str], words: str, offered: list[str]
) -> None:
    assert ask("bash", *words.split()).splitlines() == offered


def test_other_shells_are_told_what_a_name_means() -> None:
    asked = {"COMP_WORDS": "cqterm lint -f", "COMP_CWORD": "sari"}
    assert reports.report("sarif").SUMMARY in run("fish_complete", **asked)
    zsh = run("zsh_complete", COMP_WORDS="cqterm lint -f sari", COMP_CWORD="3")
    assert zsh.splitlines() == ["plain", "sarif", reports.report("sarif").SUMMARY]


@pytest.fixture
def program(tmp_path: Path) -> dict[str, str]:
    """The environment in which a shell finds a program cqterm."""
    path = tmp_path / "cqterm"
    path.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m cqterm "$@"\n', encoding="utf-8")
    path.chmod(0o755)
    root = Path(__file__).resolve().parent.parent
    return {**os.environ, "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(root)}


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash here")
def test_bash_takes_the_script_and_completes(program: dict[str, str]) -> None:
    script = (
        'eval "$(_CQTERM_COMPLETE=bash_source cqterm)"\n'
        "COMP_WORDS=(cqterm lint -f sari) COMP_CWORD=3\n"
        '_cqterm_completion cqterm sari -f && echo "${COMPREPLY[@]}"\n'
    )
    done = subprocess.run(["bash", "--norc", "-c", script], env=program, capture_output=True, encoding="utf-8")
    if "Shell completion is not supported for Bash versions older than 4.4" in done.stderr:
        pytest.skip("this bash is older than 4.4")
    assert done.stdout == "sarif\n", done.stderr


# What zsh's own completion would do with what the script hands over is to print it.
ZSH = """
compdef() { : }
compadd() { print -rl -- "${(@P)@[-1]}" }
_describe() { print -rl -- "${(@P)3}" }
eval "$(_CQTERM_COMPLETE=zsh_source cqterm)"
for line in "lint -f sarif=te" "lint --select=term-case,missp" "review terms.yaml --merge port=p"; do
  words=(cqterm ${=line}); CURRENT=$#words; _cqterm_completion
done
"""


@pytest.mark.skipif(shutil.which("zsh") is None, reason="no zsh here")
@pytest.mark.usefixtures("glossary")
def test_zsh_takes_the_script_and_completes(program: dict[str, str]) -> None:
    done = subprocess.run(["zsh", "-f", "-c", ZSH], env=program, capture_output=True, encoding="utf-8")
    assert done.stdout.splitlines() == [
        "sarif=terms.yaml",
        f"--select=term-case,misspelled-term:{(rules()['misspelled-term'].__doc__ or '').splitlines()[0]}",
        "port=pier:埠",
    ], done.stderr


@pytest.mark.skipif(shutil.which("fish") is None, reason="no fish here")
@pytest.mark.usefixtures("glossary")
def test_fish_takes_the_script_and_completes(program: dict[str, str]) -> None:
    asked = ("lint -f sarif=t", "lint --select=term-case,missp", "lint -o terms.y", "lint t")
    script = "_CQTERM_COMPLETE=fish_source cqterm | source\n" + "".join(f"complete -C 'cqterm {a}'\n" for a in asked)
    done = subprocess.run(["fish", "--no-config", "-c", script], env=program, capture_output=True, encoding="utf-8")
    assert done.stdout.splitlines() == [
        "sarif=terms.yaml",
        f"--select=term-case,misspelled-term\t{(rules()['misspelled-term'].__doc__ or '').splitlines()[0]}",
        "terms.yaml",
        "terms.yaml",
    ], done.stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_its_script(shell: str) -> None:
    assert "_CQTERM_COMPLETE" in run(f"{shell}_source")
