"""`cqterm init` in real folders: what it writes works, and what is there stays."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from cqterm.cli import main
from cqterm.cli.precommit import with_hook
from cqterm.errors import ConfigError
from cqterm.formats import folder_suffixes

Init = Callable[..., tuple[int, str, str]]

TERMS = """\
cqterm: 1
name: Harbour terms
languages: {source: zh-Hans, target: en}
concepts:
- {id: port, zh-Hans: 大港, term: megaport, state: approved, not: [big port]}
"""


@pytest.fixture
def init(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Init:
    """Run it in an empty folder that is the top of a repository; nobody can be asked."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CQTERM_DEBUG", "1")
    (tmp_path / ".git").mkdir()

    def init(*arguments: str, command: str = "init") -> tuple[int, str, str]:
        code = main([command, *arguments])
        printed = capfd.readouterr()
        return code, printed.out, printed.err

    return init


@pytest.mark.parametrize("languages", [("en", "en"), ("zh-Hans", "ZH-hans")])
def test_one_language_twice_is_refused_before_anything_is_written(languages: tuple[str, str], init: Init) -> None:
    source, target = languages
    code, out, err = init("--source-language", source, "--target-language", target)
    assert (code, out) == (2, "")
    assert "--source-language und" in err
    assert [path.name for path in Path().iterdir()] == [".git"]


def test_a_new_project_is_set_up_and_lints(init: Init) -> None:
    code, out, err = init()
    assert (code, err) == (0, "")
    assert out.splitlines()[:4] == [
        "new, an empty glossary: terms.yaml",
        "new, the settings: cqterm.yaml",
        "new, with the hook: .pre-commit-config.yaml",
        f"glossary in use: Terms of {Path.cwd().name} (0 approved and 0 proposed concepts; terms.yaml)",
    ]
    assert "  cqterm lint  " in out
    Path("draft.md").write_text("A megaport.\n", encoding="utf-8")
    assert init(".", command="lint")[:2] == (0, "1 file checked: nothing found\n")
    assert init("terms.yaml", command="check")[0] == 0
    assert init() == (0, out.replace("new, an empty glossary", "kept").replace("new, the settings", "kept").replace(
        "new, with the hook", "kept, it has the hook"), "")  # fmt: skip


def test_a_chosen_glossary_is_used_from_the_folder_of_the_settings(init: Init) -> None:
    Path("all terms.yaml").write_text(TERMS, encoding="utf-8")
    Path("drafts 稿").mkdir()
    code, out, _ = init("-g", "all terms.yaml", "drafts 稿")
    assert code == 0
    assert "kept: all terms.yaml\n" in out
    settings = yaml.safe_load(Path("drafts 稿/cqterm.yaml").read_text(encoding="utf-8"))
    assert settings == {"glossary": "../all terms.yaml"}
    (hook,) = hooks()
    assert hook["entry"] == "cqterm lint --force-exclude --config 'drafts 稿/cqterm.yaml'"
    assert hook["files"].startswith(r"(?i)^drafts\ 稿/.*\.(")
    Path("drafts 稿/a.md").write_text("A big port.\n", encoding="utf-8")
    assert init("--config", "drafts 稿/cqterm.yaml", ".", command="lint")[0] == 1


def test_the_shipped_glossary_may_be_chosen(init: Init) -> None:
    code, out, _ = init("--shipped", "--no-hook")
    assert code == 0
    assert "shipped with cqterm" in out
    assert sorted(path.name for path in Path().iterdir()) == [".git", "cqterm.yaml"]


def hooks() -> list[dict[str, str]]:
    content = yaml.safe_load(Path(".pre-commit-config.yaml").read_text(encoding="utf-8"))
    return [hook for repo in content["repos"] for hook in repo["hooks"] if hook["id"].startswith("cqterm")]


# --- what is there ----------------------------------------------------------------------------------------------


def test_settings_that_are_there_are_refused_where_nobody_can_be_asked(init: Init) -> None:
    Path("cqterm.yaml").write_text("ignore: [term-case]\n", encoding="utf-8")
    assert init() == (2, "", "cqterm: cqterm.yaml: is there: --yes overwrites it\n")
    assert sorted(path.name for path in Path().iterdir()) == [".git", "cqterm.yaml"]
    for yes in ("--yes", "--force", "-y"):
        Path("cqterm.yaml").write_text("ignore: [term-case]\n", encoding="utf-8")
        assert "overwritten, the settings: cqterm.yaml\n" in init(yes)[1]
        assert yaml.safe_load(Path("cqterm.yaml").read_text(encoding="utf-8")) == {"glossary": "terms.yaml"}


@pytest.mark.parametrize(("answer", "kept"), [("n\n", True), ("\n", True), ("y\n", False)])
def test_settings_that_are_there_are_asked_about(
    answer: str, kept: bool, init: Init, monkeypatch: pytest.MonkeyPatch
) -> None:
    import io

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stdin", Terminal(answer))
    Path("cqterm.yaml").write_text("ignore: [term-case]\n", encoding="utf-8")
    code, _, err = init()
    assert code == 0
    assert "cqterm.yaml: is there: overwrite it? [y/N]" in err
    assert Path("terms.yaml").exists() is not kept, "an empty glossary only where something names it"
    assert ("ignore" in Path("cqterm.yaml").read_text(encoding="utf-8")) is kept


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("terms.yaml", "concepts: 1\n", "terms.yaml"),
        (
            "pyproject.toml",
            "[tool.cqterm]\nglossary = 'x.yaml'\n",
            "pyproject.toml: its glossary x.yaml is not there: mend `glossary`",
        ),
        ("pyproject.toml", "[tool.cqterm]\nglosary = 'x.yaml'\n", "did you mean 'glossary'?"),
        (".pre-commit-config.yaml", "repos: {\n", ".pre-commit-config.yaml: no YAML: mend it first"),
        (".pre-commit-config.yaml", "- a\n", "not a configuration of pre-commit"),
        (".pre-commit-config.yaml", "repos: [{repo: meta, hooks: [{id: identity}]}]\n", "no list with a line for each"),
    ],
)
def test_what_stands_in_the_way_is_named_and_nothing_is_written(name: str, content: str, said: str, init: Init) -> None:
    Path(name).write_text(content, encoding="utf-8")
    code, out, err = init()
    assert (code, out) == (2, "")
    assert said in err
    assert Path(name).read_text(encoding="utf-8") == content
    assert sorted(path.name for path in Path().iterdir()) == sorted([".git", name])


def test_settings_in_pyproject_stay_and_the_hook_is_added(init: Init) -> None:
    Path("ours.yaml").write_text(TERMS, encoding="utf-8")
    before = "[tool.cqterm]\nglossary = 'ours.yaml'\n"
    Path("pyproject.toml").write_text(before, encoding="utf-8")
    code, out, err = init()
    assert (code, err) == (0, "")
    assert out.splitlines()[:3] == [
        "kept, as it configures cqterm already: pyproject.toml",
        "new, with the hook: .pre-commit-config.yaml",
        "glossary in use: Harbour terms (1 approved and 0 proposed concepts; ours.yaml)",
    ]
    assert "  cqterm review ours.yaml " in out
    assert Path("pyproject.toml").read_text(encoding="utf-8") == before
    assert not Path("terms.yaml").exists()
    assert not Path("cqterm.yaml").exists()
    for choice in (("-g", "ours.yaml"), ("--shipped",)):
        code, _, err = init(*choice)
        assert (code, "change `glossary` in [tool.cqterm] there" in err) == (2, True)


def test_without_a_repository_there_is_no_hook(init: Init) -> None:
    Path(".git").rmdir()
    code, out, err = init()
    assert code == 0
    assert "pre-commit" not in out
    assert err == "cqterm: no git repository here, so no hook: git init, and cqterm init again\n"
    assert not Path(".pre-commit-config.yaml").exists()


def test_a_folder_that_is_not_there(init: Init) -> None:
    assert init("none") == (2, "", "cqterm: none: no folder: make it first, or name another\n")


# --- the list of hooks ------------------------------------------------------------------------------------------

HOOKS = {
    "empty": "",
    "only a comment": "# mine\n",
    "another key": "fail_fast: true\n",
    "an empty list": "repos: []\n",
    "nothing in the list": "repos:\n",
    "another hook": "repos:\n- repo: meta\n  hooks:\n  - id: check-hooks-apply\n",
    "indented": "repos:\n    - repo: meta\n      hooks: [{id: identity}]   # why\n",
    "a comment and a key behind": "repos:\n  - repo: meta\n    hooks:\n      - id: identity\n        args: [a,\n"
    "         b]\n\n# about what follows\nfail_fast: true\n",
    "a long text": "repos:\n- repo: local\n  hooks:\n  - id: x\n    name: x\n    entry: |\n      a\n\n      b\n\n\n",
    "no line end": "repos:\n- repo: meta\n  hooks:\n  - id: identity",
    "Windows": "repos:\r\n- repo: meta\r\n  hooks:\r\n  - id: identity\r\nfail_fast: true\r\n",
    "a byte order mark": "\ufeffrepos:\n- repo: meta\n  hooks:\n  - id: identity\n",
}


@pytest.mark.parametrize("before", HOOKS.values(), ids=HOOKS)
def test_a_hook_is_added_and_all_else_stays(before: str) -> None:
    after = with_hook(before, suffixes=[".md"])
    old = yaml.safe_load(before) or {}
    new = yaml.safe_load(after)
    added = new["repos"].pop()
    assert [hook["id"] for hook in added["hooks"]] == ["cqterm"]
    assert {**old, "repos": old.get("repos") or []} == new
    # nothing but one run of lines is new, and the brackets of an empty list are gone
    kept = before.replace("repos: []", "repos:")
    start = os.path.commonprefix([kept, after])  # noqa: RUF071 - letters are what is compared
    end = os.path.commonprefix([kept[::-1], after[::-1]])  # noqa: RUF071
    assert len(start) + len(end) >= len(kept)
    assert ("\r\n" in before) == ("\r\n" in after)
    assert with_hook(after, suffixes=[".md"]) == after


def test_brackets_are_left_to_their_owner() -> None:
    with pytest.raises(ConfigError, match="write the hook by hand"):
        with_hook("repos: [{repo: meta, hooks: [{id: identity}]}]\n", suffixes=[".md"])


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_the_hook_of_a_new_project_refuses_a_commit(init: Init, tmp_path: Path) -> None:
    Path(".git").rmdir()
    tools = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    home = tmp_path.parent / f"{tmp_path.name}-home"
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
        "PATH": tools, "PRE_COMMIT_HOME": str(home), "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@b",
        "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@b", "GIT_CONFIG_GLOBAL": os.devnull,
    }  # fmt: skip

    def run(*command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(command, env=environment, capture_output=True, text=True, encoding="utf-8")

    run("git", "init", "--quiet")
    Path("my terms.yaml").write_text(TERMS, encoding="utf-8")
    assert init("-g", "my terms.yaml")[0] == 0
    assert run(sys.executable, "-m", "pre_commit", "install").returncode == 0
    Path("draft 稿.md").write_text("A big port.\n", encoding="utf-8")
    run("git", "add", ".")
    refused = run("git", "commit", "-m", "x")
    assert refused.returncode == 1
    assert "deprecated-term" in refused.stdout + refused.stderr
    Path("draft 稿.md").write_text("A megaport.\n", encoding="utf-8")
    run("git", "add", ".")
    assert run("git", "commit", "-m", "x").returncode == 0


def test_the_hook_looks_at_what_the_readers_claim(init: Init) -> None:
    import re

    init()
    (hook,) = hooks()
    assert all(re.search(hook["files"], f"a/B{suffix.upper()}") for suffix in folder_suffixes())
    assert not any(re.search(hook["files"], name) for name in ("a.py", "a.md.orig", "cqterm.yaml", "md"))
