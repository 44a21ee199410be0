"""Configuration: mistakes first, each with its place and what to do; then which file counts and what it says."""

import dataclasses
import re
from pathlib import Path

import pytest

from cqterm.config import Config, load_config
from cqterm.errors import ConfigError, FileError
from cqterm.settings import SETTINGS, parse_date, parse_size

YAML = "cqterm.yaml"
TOML = "pyproject.toml"

MISTAKES = {
    "an unknown key": (YAML, "date: 2024\nseveritys: {}\n", r"^cqterm\.yaml:2:1: .* did you mean 'severity'\?"),
    "an unknown key of TOML": (TOML, "[tool.cqterm]\nglosary = 1\n", r"^pyproject\.toml: \[tool\.cqterm\] glosary: u"),
    "a key like none": (YAML, "zzz: 1\n", r"unknown key 'zzz': known are glossary, "),
    "a key twice": (YAML, "date: 2024\ndate: 2025\n", r"^cqterm\.yaml:2:1: 'date' stands twice: keep one"),
    "broken YAML": (YAML, "glossary: [\n", r"^cqterm\.yaml:2:1: .*: mend the YAML"),
    "broken TOML": (TOML, "[tool.cqterm\n", r"^pyproject\.toml: .*: mend the TOML"),
    "a list of nothing": (YAML, "- a\n", r"^cqterm\.yaml:1: not a list of settings"),
    "a list where a word belongs": (YAML, "publisher: [a, b]\n", r"one value belongs here"),
    "a mapping where a list belongs": (YAML, "exclude: {a: b}\n", r"a list belongs here: write \[first, second\]"),
    "a level that there is not": (YAML, "fail-level: fatal\n", r"'fatal' is not allowed: choose info \| warn"),
    "a level of a rule that there is not": (YAML, "severity: {term-case: loud}\n", r":1:12: 'loud' is not allowed"),
    "no level where no findings are wanted": (
        YAML, "severity: {term-case: off}\n", r":1:12: 'off' is no level: .* write `ignore: \[term-case\]`$",
    ),
    "no level in TOML": (TOML, "[tool.cqterm.severity]\nterm-case = false\n", r"'false' is no level: .*`ignore:"),
    "a level of no rule": (YAML, "severity:\n  term-cas: info\n", r":2:3: unknown rule 'term-cas': did you"),
    "a rule that there is not": (YAML, "ignore: [term-case, term-caes]\n", r":1:21: unknown rule 'term-caes': did you"),
    "a rule that TOML ignores": (TOML, "[tool.cqterm]\nignore = ['x']\n", r"cqterm\] ignore: unknown rule 'x'"),
    "paths without a list": (YAML, "paths: press/\n", r":1:1: settings of files belong here: write \["),
    "paths that are words": (YAML, "paths: [press/]\n", r":1:1: settings of files belong here: write \["),
    "settings of no files": (YAML, "paths:\n- {ignore: [term-case]}\n", r":2:3: nothing says which files: add `match"),
    "an unknown key of a path": (YAML, "paths:\n- {match: a, ignored: x}\n", r":2:14: unknown key 'ignored': did"),
    "a slip in what names the files": (YAML, "paths: [{mach: a}]\n", r":1:10: unknown key 'mach': did you mean 'ma"),
    "a key of a path twice": (YAML, "paths:\n- match: a\n  match: b\n", r":3:3: 'match' stands twice"),
    "no date of a path": (YAML, "paths:\n- {match: a, date: x}\n", r":2:14: 'x' is no date"),
    "an unknown key of a path in TOML": (TOML, "[[tool.cqterm.paths]]\nmach = 'a'\nmatch = 'b'\n", r"paths mach: unk"),
    "levels without rules": (YAML, "severity: info\n", r"rules and their levels belong here"),
    "neither yes nor no": (YAML, "include-proposed: maybe\n", r"'maybe' is not allowed: choose true \| false"),
    "no date": (YAML, "date: yesterday\n", r"'yesterday' is no date: write YYYY, YYYY-MM or YYYY-MM-DD"),
    "a glossary without a name": (YAML, "glossary:\n", r":1:1: nothing stands here: name a file, or take the key out"),
    "a glossary without a name among others": (YAML, "glossary: [a.yaml, '']\n", r":1:20: nothing stands here"),
    "a baseline without a name": (TOML, "[tool.cqterm]\nbaseline = ''\n", r"cqterm\] baseline: nothing stands here"),
    "no size": (YAML, "max-file-size: huge\n", r"'huge' is no size: write it like 500k or 20MB"),
}  # fmt: skip


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "project" / "sub").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "project")


@pytest.mark.parametrize(("name", "text", "said"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_has_a_place_and_a_remedy(name: str, text: str, said: str) -> None:
    Path(name).write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load_config()
    assert re.search(said, str(caught.value))


def test_a_configuration_that_is_named_must_be_there() -> None:
    with pytest.raises(FileError, match=r"^none\.yaml: not found"):
        load_config(Path("none.yaml"))


def test_two_in_one_folder_are_a_mistake_and_two_in_a_line_are_not() -> None:
    Path(YAML).write_text("publisher: a\n", encoding="utf-8")
    Path("sub", TOML).write_text("[tool.cqterm]\npublisher = 'b'\n", encoding="utf-8")
    assert load_config(start=Path("sub")).publisher == "b"
    Path(TOML).write_text("[tool.cqterm]\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="keep one of them"):
        load_config()


def test_every_setting_has_a_name_and_a_field() -> None:
    fields = {field.name.replace("_", "-") for field in dataclasses.fields(Config)}
    assert set(SETTINGS) == fields - {"path"}


def test_nothing_said_is_the_default() -> None:
    assert load_config() == Config()
    for text in ("", "# nothing\n"):
        Path(YAML).write_text(text, encoding="utf-8")
        assert load_config() == Config(path=Path(YAML))


YAML_TEXT = """\
glossary: [terms.yaml, ../more.yaml]
select: term-case
ignore: [term-number]
severity: {term-case: info}
include-proposed: true
unconfirmed: true
quotations: skip
publisher: no
date: 2024-06
include: ["*.csv"]
exclude: ["*.old.md"]
fail-level: error
max-file-size: 1.5 MB
"""
TOML_TEXT = """\
[tool.cqterm]
glossary = ["terms.yaml", "../more.yaml"]
select = "term-case"
ignore = ["term-number"]
severity = {term-case = "info"}
include-proposed = true
unconfirmed = true
quotations = "skip"
publisher = "no"
date = "2024-06"
include = ["*.csv"]
exclude = ["*.old.md"]
fail-level = "error"
max-file-size = 1_500_000
"""


@pytest.mark.parametrize(("name", "text"), [(YAML, YAML_TEXT), (TOML, TOML_TEXT)], ids=["yaml", "toml"])
def test_everything_that_can_be_said(name: str, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    Path(name).write_text(text, encoding="utf-8")
    monkeypatch.chdir("sub")
    config = load_config()
    assert config.path is not None
    assert config.path.samefile(Path("..", name))
    assert [path.resolve() for path in config.glossary] == [
        Path("../terms.yaml").resolve(),
        Path("../../more.yaml").resolve(),
    ]
    assert config.select == ("term-case",)
    assert config.ignore == ("term-number",)
    assert config.severity == {"term-case": "info"}
    assert config.include_proposed
    assert config.unconfirmed
    assert config.include == ("*.csv",)
    assert config.quotations == "skip"
    assert config.publisher == "no"
    assert config.date == "2024-06"
    assert config.exclude == ("*.old.md",)
    assert config.fail_level == "error"
    assert config.max_file_size == 1_500_000


@pytest.mark.parametrize("text", ["", "k", "-1", "1.5.2", "10 apples", "１０"])
def test_no_size(text: str) -> None:
    with pytest.raises(ValueError, match="is no size"):
        parse_size(text)


@pytest.mark.parametrize(
    ("text", "size"), [("0", 0), ("500", 500), ("500k", 500_000), ("20MB", 20_000_000), ("1.5 gb", 1_500_000_000)]
)
def test_a_size(text: str, size: int) -> None:
    assert parse_size(text) == size


@pytest.mark.parametrize("text", ["", "24", "2024-13", "2024-6", "2024-02-30", "2024-06-05T10:00", "２０２４", "0000"])
def test_no_date(text: str) -> None:
    with pytest.raises(ValueError, match="is no date"):
        parse_date(text)


@pytest.mark.parametrize("text", ["2024", "2024-06", "2024-02-29"])
def test_a_date_stays_as_it_was_written(text: str) -> None:
    assert parse_date(text) == text
