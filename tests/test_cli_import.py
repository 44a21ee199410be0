"""`cqterm import`, and foreign glossaries through `-g`: real files, real command lines."""

from pathlib import Path

import pytest

from cqterm.cli import main
from cqterm.exchange import writers
from cqterm.files import shipped_glossary
from cqterm.glossary.read import read

HOUSE = """\
# ours
cqterm: 1
name: House
languages: {source: zh-Hans, target: en}
concepts:
- id: corridor   # first
  zh-Hans: 西部陆海新通道
  term: New International Land-Sea Trade Corridor
  state: approved
"""
VENDOR = """\
<martif type="TBX"><text><body>
<termEntry id="1"><langSet xml:lang="zh_CN"><tig><term>西部陆海新通道</term></tig></langSet>
<langSet xml:lang="EN"><tig><term>Western Corridor</term><termNote type="administrativeStatus">forbidden</termNote>
</tig></langSet></termEntry>
<termEntry id="2"><langSet xml:lang="zh_CN"><tig><term>两江新区</term></tig></langSet>
<langSet xml:lang="EN"><tig><term>Liangjiang New Area</term></tig></langSet></termEntry>
</body></text></martif>
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "house.yaml").write_text(HOUSE, encoding="utf-8")
    (tmp_path / "vendor.tbx").write_text(VENDOR, encoding="utf-8")
    return tmp_path


def _run(*arguments: str) -> int:
    return main(list(arguments))


def test_a_new_glossary_is_valid_and_in_use_at_once(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("import", "vendor.tbx", "-o", "new.yaml") == 0
    said = capsys.readouterr().err
    assert "cqterm: 2 concepts (1 approved, 1 proposed), 4 terms, zh-CN to en" in said
    assert "vendor.tbx: state: no preferred term in en, so only proposed (1 concept)" in said
    assert _run("check", "new.yaml") == 0
    assert "2 concepts: 1 approved, 1 proposed" in capsys.readouterr().out


def test_without_an_output_the_glossary_is_printed(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("import", "vendor.tbx", "--as", "proposed") == 0
    printed = capsys.readouterr().out
    assert printed.startswith("cqterm: 1\n")
    assert printed.count("state: proposed") == 2


def test_merging_keeps_every_line_and_twice_changes_nothing(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    house = here / "house.yaml"
    house.chmod(0o640)
    assert _run("import", "vendor.tbx", "--into", "house.yaml") == 0
    assert capsys.readouterr().out.splitlines() == [
        "added c-2: Liangjiang New Area (proposed)",
        "changed corridor: + Western Corridor (deprecated)",
        "vendor.tbx: 1 added, 1 changed, 0 unchanged, 0 skipped",
    ]
    merged = house.read_text(encoding="utf-8")
    assert [line for line in HOUSE.splitlines() if line not in merged.splitlines()] == []
    assert house.stat().st_mode & 0o777 == 0o640
    assert _run("import", "vendor.tbx", "--into", "house.yaml") == 0
    assert "0 added, 0 changed, 2 unchanged, 0 skipped" in capsys.readouterr().out
    assert house.read_text(encoding="utf-8") == merged


def test_more_than_two_quotes_of_a_concept_lie_beside_the_file(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shipped = str(shipped_glossary())
    assert _run("export", "--isolated", "--to", "json", "-o", "all.json") == 0
    assert _run("import", "all.json", "-o", "new.yaml") == 0
    assert _run("import", "all.json", "--into", "house.yaml") == 0
    for name in ("new", "house"):
        concepts = read((here / f"{name}.yaml").read_text(encoding="utf-8"), name).concepts
        assert max(len(concept.evidence) for concept in concepts) == 2
        assert (here / f"{name}.evidence.jsonl").read_text(encoding="utf-8").count("\n") > 100
    house = read((here / "house.yaml").read_text(encoding="utf-8"), "house")
    assert {each.source for concept in house.concepts for each in concept.evidence} <= {s.id for s in house.sources}
    capsys.readouterr()
    assert _run("diff", shipped, "new.yaml") == 0
    assert _run("import", "all.json", "--into", "house.yaml") == 0
    again = capsys.readouterr()
    assert "0 added, 0 changed, 287 unchanged" in again.out
    assert "evidence" not in again.err


def test_vale_gets_its_folders_as_well(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    export = ("export", "--isolated", "--to", "vale", "-o")
    assert _run(*export, "styles") == 0
    style, words = here / "styles/cqterm/Terms.yml", here / "styles/config/vocabularies/cqterm/accept.txt"
    written = style.read_text(encoding="utf-8")
    assert "\nextends: substitution\n" in written
    assert "China-Europe Railway Express" in words.read_text(encoding="utf-8")
    style.write_bytes(style.read_bytes() + b"# an older one\n")
    assert _run(*export, "styles") == 0  # ours, so renewed
    assert style.read_text(encoding="utf-8") == written

    style.write_text("extends: existence\n", encoding="utf-8")
    assert _run(*export, "styles") == 2
    assert "styles/cqterm/Terms.yml: is there and no vale export of cqterm: --force" in capsys.readouterr().err
    style.unlink()
    words.write_text("mine\n", encoding="utf-8")
    assert _run(*export, "styles") == 2
    assert words.read_text(encoding="utf-8") == "mine\n"
    assert not style.exists()
    assert _run(*export, "styles", "--force") == 0
    assert _run(*export, "house.yaml/styles") == 2
    assert _run("export", "--isolated", "--to", "tbx", "-o", "styles") == 2


def test_a_dry_run_writes_nothing(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("import", "vendor.tbx", "--into", "house.yaml", "--dry-run") == 0
    assert "1 added, 1 changed" in capsys.readouterr().out
    assert (here / "house.yaml").read_text(encoding="utf-8") == HOUSE
    assert _run("import", "vendor.tbx", "-o", "new.yaml", "--dry-run") == 0
    assert not (here / "new.yaml").exists()


def test_several_files_become_one(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "second.tbx").write_text(VENDOR.replace("Liangjiang New Area", "Liangjiang District"), encoding="utf-8")
    assert _run("import", "vendor.tbx", "second.tbx", "-o", "new.yaml") == 0
    assert "skipped c-2: «Liangjiang District» as preferred" in capsys.readouterr().err
    assert _run("check", "new.yaml") == 0


@pytest.mark.parametrize(
    ("content", "force", "code"),
    [("notes of a meeting\n", False, 2), ("notes of a meeting\n", True, 0), (HOUSE, False, 0), ("", False, 0)],
    ids=["work", "force", "glossary", "empty"],
)
def test_only_a_glossary_is_overwritten(
    here: Path, content: str, force: bool, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "there.yaml").write_text(content, encoding="utf-8")
    assert _run("import", "vendor.tbx", "-o", "there.yaml", *(["--force"] if force else [])) == code
    if code:
        assert "there.yaml: is there and no glossary: --force overwrites it" in capsys.readouterr().err
        assert (here / "there.yaml").read_text(encoding="utf-8") == content


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("missing.tbx",), "missing.tbx: not found"),
        (("-", "-o", "a.yaml"), "name a file, whose suffix says what it is"),
        (("vendor.tbx", "-o", "a", "--into", "b"), "exclude each other"),
        (("vendor.tbx", "--into", "vendor.tbx"), "this run reads it"),
        (("house.yaml", "--into", "vendor.tbx"), "no glossary of cqterm"),
        (("vendor.tbx", "--into", "house.yaml", "--source-language", "zh"), "that has its languages"),
        (("vendor.tbx", "--source-language", "chinese!"), "no language tag"),
        (("vendor.tbx", "--max-file-size", "10"), "larger than 10 bytes"),
        (("cut.tbx",), ": not well-formed XML"),
        (("cut.tbx", "--into", "house.yaml"), ": not well-formed XML"),
        (("vendor.tbx", "--columns", "en"), "--columns says nothing about tbx"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(
    here: Path, arguments: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "cut.tbx").write_text(VENDOR[: len(VENDOR) // 2], encoding="utf-8")
    before = {path.name: path.read_bytes() for path in here.iterdir()}
    assert _run("import", *arguments) == 2
    captured = capsys.readouterr()
    assert said in captured.err
    assert captured.out == ""
    assert {path.name: path.read_bytes() for path in here.iterdir()} == before


def test_a_foreign_glossary_serves_every_command(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "draft.md").write_text("They opened the Liangjiang new Area.\n", encoding="utf-8")
    before = (here / "vendor.tbx").read_bytes()
    assert _run("lint", "-g", "vendor.tbx", "draft.md") == 1
    assert "Liangjiang New Area" in capsys.readouterr().out
    assert _run("show", "-g", "vendor.tbx", "Western Corridor") == 0
    assert "c-1" in capsys.readouterr().out
    assert _run("export", "--to", "json", "-g", "vendor.tbx") == 0
    assert '"id": "c-2"' in capsys.readouterr().out
    assert _run("mine", "-g", "vendor.tbx", "draft.md") == 0
    capsys.readouterr()
    assert _run("check", "vendor.tbx") == 0
    assert "vendor.tbx: valid (2 concepts: 1 approved, 1 proposed, 0 rejected)" in capsys.readouterr().out
    assert _run("check", "-g", "vendor.tbx") == 2
    assert (here / "vendor.tbx").read_bytes() == before


def test_a_foreign_glossary_overlays_in_the_languages_of_the_first(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run("export", "--to", "json", "-g", "house.yaml", "-g", "vendor.tbx") == 0
    printed = capsys.readouterr().out
    assert '"lang": "zh-CN"' not in printed
    assert "Liangjiang New Area" in printed


@pytest.mark.parametrize("name", sorted(name for name, each in writers().items() if hasattr(each, "read")))
def test_the_shipped_glossary_comes_back_unchanged(name: str, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exported and merged into itself, nothing is added, changed or skipped; what only YAML holds stays in it."""
    copy = here / "copy.yaml"
    copy.write_bytes(shipped_glossary().read_bytes())
    exported = f"terms{writers()[name].SUFFIXES[0]}"
    assert _run("export", "--isolated", "--to", name, "-o", exported) == 0
    assert _run("import", exported, "--into", "copy.yaml") == 0
    assert f"{exported}: 0 added, 0 changed, 287 unchanged, 0 skipped" in capsys.readouterr().out
    assert copy.read_bytes() == shipped_glossary().read_bytes()
