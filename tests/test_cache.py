"""The cache: what it gives is what would be made anew, and nothing that is wrong with it is ever told."""

import os
from pathlib import Path

import pytest

from cqterm import cache, run
from cqterm.cache import Cache, entry_name, load_lexicon, open_cache
from cqterm.cli import main
from cqterm.config import load_config
from cqterm.engine import finder
from cqterm.errors import ConfigError, GlossaryError
from cqterm.match.columns import Columns, pack

TERMS = """cqterm: 1
languages: {source: zh-Hans, target: en}
concepts:
- {id: report, term: Harbor Work Report, state: approved}
- {id: hidden, term: dockside wizardry}
"""


@pytest.fixture
def terms(tmp_path: Path) -> Path:
    path = tmp_path / "terms.yaml"
    path.write_text(TERMS, encoding="utf-8")
    return path


def kept(there: Cache) -> list[Path]:
    assert there.folder
    return sorted(there.folder.iterdir()) if there.folder.exists() else []


def load(terms: Path, there: Cache, *, proposed: bool = False) -> bytes:
    return load_lexicon([terms], include_proposed=proposed, cache=there).data


def test_without_a_folder_nothing_is_kept() -> None:
    Cache().put("a-1", b"x")
    assert Cache().get("a-1") is None


def test_what_was_kept_comes_back(tmp_path: Path) -> None:
    there = Cache(tmp_path / "deep" / "er")
    assert there.get("a-1") is None
    there.put("a-1", b"x")
    assert there.get("a-1") == b"x"


def test_what_was_kept_under_another_name_does_not(tmp_path: Path) -> None:
    there = Cache(tmp_path)
    there.put("a-1", b"x")
    (tmp_path / "a-1").rename(tmp_path / "a-2")
    assert there.get("a-2") is None


def test_what_was_not_used_for_longest_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "MOST", 2)
    there = Cache(tmp_path)
    for age, name in enumerate(("a-1", "a-2"), start=1):
        there.put(name, b"x")
        os.utime(tmp_path / name, (age, age))
    assert there.get("a-1") == b"x"  # which makes it the younger one
    there.put("a-3", b"x")
    assert [path.name for path in kept(there)] == ["a-1", "a-3"]


def test_what_is_too_large_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "LARGEST", 3)
    Cache(tmp_path).put("a-1", b"xxxx")
    assert kept(Cache(tmp_path)) == []


def test_names_tell_parts_apart_and_their_order() -> None:
    parts = [[], [b""], [b"a", b"b"], [b"b", b"a"], [b"ab"], [b"a", b"", b"b"]]
    names = [entry_name("a", each) for each in parts]
    assert len(set(names)) == len(parts)
    assert entry_name("a", [b"a", b"b"]) == names[2]
    assert entry_name("b", [b"a", b"b"]) not in names


def test_the_state_of_the_program_is_a_part_of_every_name(monkeypatch: pytest.MonkeyPatch) -> None:
    before = entry_name("a", [])
    monkeypatch.setattr(cache, "__version__", "0.0.0")
    assert entry_name("a", []) != before


@pytest.mark.parametrize("name", ["cache.py", "text/words.py", "match/said.py", "data/english.txt"])
def test_whatever_decides_what_is_kept_is_a_part_of_its_state(name: str) -> None:
    place = Path(cache.__file__).parent / name
    assert f"{place.name} {place.stat().st_mtime_ns} {place.stat().st_size}" in cache._sources()


@pytest.mark.parametrize(("variables", "folder"), [
    ({"CQTERM_CACHE_DIR": "/own", "XDG_CACHE_HOME": "/xdg"}, "/own"),
    ({"CQTERM_CACHE_DIR": "~/own", "HOME": "/home/you"}, "/home/you/own"),
    ({"XDG_CACHE_HOME": "/xdg"}, "/xdg/cqterm"),
    ({"XDG_CACHE_HOME": "relative"}, "/home/me/.cache/cqterm"),
    ({}, "/home/me/.cache/cqterm"),
])  # fmt: skip
def test_where_the_cache_is(variables: dict[str, str], folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CQTERM_CACHE_DIR", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr(Path, "home", lambda: Path("/home/me"))
    assert open_cache().folder == Path(folder)


def test_without_a_home_there_is_no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError

    for name in ("CQTERM_CACHE_DIR", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr(Path, "home", homeless)
    assert open_cache() == Cache()


# --- compiled glossaries ----------------------------------------------------------------------------------------


def test_a_glossary_is_compiled_once(terms: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    there = Cache(tmp_path / "cache")
    first = load(terms, there)
    assert first == load(terms, Cache())

    def fail(*_: object) -> None:
        raise AssertionError("read again")

    monkeypatch.setattr(cache, "load_glossary", fail)
    assert load(terms, there) == first


def test_whatever_changes_the_glossary_changes_the_entry(terms: Path, tmp_path: Path) -> None:
    there = Cache(tmp_path / "cache")
    load(terms, there)
    assert load(terms, there, proposed=True) == load(terms, Cache(), proposed=True)
    other = tmp_path / "other.yaml"
    other.write_text(TERMS.replace("Harbor", "Lund"), encoding="utf-8")
    assert load(other, there) == load(other, Cache())
    assert len(kept(there)) == 3
    both = load_lexicon([terms, other], include_proposed=False, cache=there)
    assert [p.term.text for p in both.patterns] == ["Lund Work Report"]


@pytest.mark.parametrize("damage", [b"", b"nonsense", None])
def test_a_damaged_entry_is_made_again(damage: bytes | None, terms: Path, tmp_path: Path) -> None:
    there = Cache(tmp_path / "cache")
    right = load(terms, there)
    (entry,) = kept(there)
    whole = entry.read_bytes()
    entry.write_bytes(entry.name.encode() + right[:-5] if damage is None else damage)
    assert load(terms, there) == right
    assert entry.read_bytes() == whole


@pytest.mark.parametrize("folder", ["file", "file/below"])
def test_a_cache_that_cannot_be_written_is_none(folder: str, terms: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert load(terms, Cache(tmp_path / folder)) == load(terms, Cache())


def test_a_wrong_glossary_is_an_error_each_time(terms: Path, tmp_path: Path) -> None:
    terms.write_text("cqterm: 1\n", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(GlossaryError):
            load(terms, Cache(tmp_path / "cache"))


# --- settings ---------------------------------------------------------------------------------------------------


SETTINGS = """\
ignore: [term-spacing]
severity: {term-case: error}
glossary: [a.yaml, "术语\\n.yaml"]
exclude: []
publisher: ""
paths:
- {match: [press/, drafts/], severity: {term-hyphen: info}, quotations: skip}
- {match: "*.po"}
"""


def test_settings_are_the_same_from_the_cache(tmp_path: Path) -> None:
    there = Cache(tmp_path / "cache")
    path = tmp_path / "cqterm.yaml"
    path.write_text(SETTINGS, encoding="utf-8")
    first = load_config(path, cache=there)
    (entry,) = kept(there)
    assert load_config(path, cache=there) == first == load_config(path)
    right = entry.read_bytes()
    for damage in (b"nonsense", pack(), pack(texts={"texts": []}, numbers={"nodes": [2, 1, 1, 3]})):
        entry.write_bytes(entry.name.encode() + damage)
        assert load_config(path, cache=there) == first
        assert entry.read_bytes() == right


def test_what_is_wrong_with_settings_is_told_each_time(tmp_path: Path) -> None:
    path = tmp_path / "cqterm.yaml"
    path.write_text("ignore: [term-spacing]\npaths:\n- {match: a,\n   ignore: [nope]}\n", encoding="utf-8")
    told = set()
    for _ in range(2):
        with pytest.raises(ConfigError) as error:
            load_config(path, cache=Cache(tmp_path / "cache"))
        told.add(str(error.value))
    (message,) = told
    assert "cqterm.yaml:4:13: unknown rule 'nope'" in message


# --- the command ------------------------------------------------------------------------------------------------


def test_lint_says_the_same_with_a_cold_cache_a_warm_one_and_none(
    terms: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CQTERM_CACHE_DIR", str(tmp_path / "cache"))
    draft = tmp_path / "draft.md"
    draft.write_text("The Harbor Wrok Report is out.\n", encoding="utf-8")
    said = []
    for more in (["--no-cache"], [], []):
        assert main(["lint", "--isolated", "-g", str(terms), str(draft), *more]) == 1
        said.append(capsys.readouterr())
        assert len(kept(Cache(tmp_path / "cache"))) == int(not more)
    assert said[0] == said[1] == said[2]
    assert "'Wrok' should be 'Work'" in said[0].out


@pytest.mark.parametrize(("kind", "together"), [("words", run.TOGETHER), ("columns", 0)])
def test_lint_says_the_same_with_the_words_of_earlier_runs(
    kind: str,
    together: int,
    terms: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(run, "TOGETHER", together)
    monkeypatch.setenv("CQTERM_CACHE_DIR", str(tmp_path / "cache"))
    draft = tmp_path / "draft.md"
    more = " ".join(f"word{number}" for number in range(60))
    draft.write_text(f"The Harbor Wrok Report is out. Harbour works reporte: {more}.\n", encoding="utf-8")
    said = []
    for damage in (b"", b"", b"nonsense", b""):
        for entry in (tmp_path / "cache").glob(f"{kind}-*"):
            entry.write_bytes(entry.name.encode() + damage if damage else entry.read_bytes())
        finder.cache_clear()
        assert main(["lint", "--isolated", "-g", str(terms), str(draft)]) == 1
        said.append(capsys.readouterr())
        (words,) = (tmp_path / "cache").glob("[wc]o*-*")
        columns = Columns(words.read_bytes().removeprefix(words.name.encode()))
        assert words.name.startswith(kind)
        assert (
            "word59" in columns.texts("words")[0] if kind == "columns" else columns.table("words").find("word59") == ""
        )
    assert said == [said[0]] * 4
    terms.write_text(TERMS.replace("Harbor", "Lund"), encoding="utf-8")
    assert main(["lint", "--isolated", "-g", str(terms), str(draft)]) == 0
    assert len(list((tmp_path / "cache").glob(f"{kind}-*"))) == 2
