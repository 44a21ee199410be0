"""`cqterm review` and `cqterm mine -g`: the way from new documents to signed concepts, as a terminologist goes it."""

import io
import json
from pathlib import Path
from types import SimpleNamespace
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import load_workbook

from cqterm.cli import main
from cqterm.glossary.read import read
from cqterm.glossary.sheet import COLUMNS
from cqterm.model import Concept

GLOSSARY = """\
cqterm: 1
name: Harbor terms
languages: {source: zh-Hans, target: en}
sources: [{id: old, publisher: gazette, tier: 1, date: 2020}]
concepts:
# people keep this comment
- id: corridor
  term: North Harbor-Rail Trade Corridor
  state: approved
  seen: [the Trade Corridor]
- id: zone
  term: Pilot Maritime Zone
  state: proposed
- id: area
  term: Lund New Area
  state: proposed
"""
BRIEFING = (
    "The Lund Pilot Maritime Zone opened. He praised the Lund Pilot Maritime Zone and the Lundqvist Railway Express.\n"
)


@pytest.fixture
def terms(tmp_path: Path) -> Path:
    path = tmp_path / "terms.yaml"
    path.write_text(GLOSSARY, encoding="utf-8")
    return path


def concepts(path: Path) -> dict[str, Concept]:
    return {c.id: c for c in read(path.read_text(encoding="utf-8"), "g").concepts}


def reviewed(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, path: Path, *arguments: str, typed: str = ""
) -> tuple[int, str, str]:
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    code = main(["review", str(path), *arguments])
    out, err = capfd.readouterr()
    return code, out, err


# --- mining into a glossary -------------------------------------------------------------------------------------


def test_mining_writes_proposals_and_a_second_time_nothing(terms: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (terms.parent / "briefing.txt").write_text(BRIEFING, encoding="utf-8")
    given = ["mine", str(terms.parent / "briefing.txt"), "-g", str(terms)]
    assert main(given) == 0
    out, err = capfd.readouterr()
    assert "new concept" in out
    assert "added; decide on them with `cqterm review" in err
    once = terms.read_bytes()
    assert b"# people keep this comment" in once
    assert main(given) == 0
    assert "up to date, nothing was written" in capfd.readouterr().err
    assert terms.read_bytes() == once
    assert main(["check", str(terms)]) == 0


def test_with_a_glossary_the_drift_is_told_instead_of_all_proposals(
    terms: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (terms.parent / "briefing.txt").write_text(BRIEFING, encoding="utf-8")
    given = ["mine", str(terms.parent / "briefing.txt"), "-g", str(terms), "-o", str(terms.parent / "drift.txt")]
    assert main(given) == 0
    told = (terms.parent / "drift.txt").read_text(encoding="utf-8")
    assert "why:" not in told
    assert "  Lund Pilot Maritime Zone  (2×)\n" in told
    # a report of last week may be overwritten, one that a person has worked on may not
    assert main(given) == 0
    (terms.parent / "drift.txt").write_text(f"{told}call Lund about this\n", encoding="utf-8")
    capfd.readouterr()
    assert main(given) == 2
    assert "was edited since" in capfd.readouterr().err


def test_a_rejected_proposal_is_known_as_such(terms: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (terms.parent / "briefing.txt").write_text(BRIEFING, encoding="utf-8")
    terms.write_text(GLOSSARY + "- {id: train, term: Lund Pilot Maritime Zone, state: rejected}\n", encoding="utf-8")
    assert main(["mine", str(terms.parent / "briefing.txt"), "-g", str(terms), "--format", "json"]) == 0
    out = json.loads(capfd.readouterr()[0])
    assert {c["canonical"]: c["known"] for c in out["candidates"]}["Lund Pilot Maritime Zone"] == "train"
    assert "lund-pilot-maritime-zone" not in out["drift"]["new"]


def test_where_only_evidence_is_new_no_proposals_are_announced(terms: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (terms.parent / "news.txt").write_text("Officials spoke of the Lund New Area.\n", encoding="utf-8")
    assert main(["mine", str(terms.parent / "news.txt"), "-g", str(terms)]) == 0
    assert "nothing new to decide on; sources and evidence brought up to date" in capfd.readouterr().err
    assert [e.source for e in concepts(terms)["area"].evidence] == [str(terms.parent / "news.txt")]


def test_a_form_of_a_concept_of_the_glossary_below_is_told_and_not_written(
    terms: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    base = GLOSSARY + "- {id: council, zh-Hans: 港务理事会, term: Harbor Work Council, state: approved}\n"
    terms.write_text(base, encoding="utf-8")
    over = terms.parent / "over.yaml"
    over.write_text("cqterm: 1\nname: o\nlanguages: {source: zh-Hans, target: en}\nconcepts: []\n", encoding="utf-8")
    (terms.parent / "news.txt").write_text("The Council for Work (港务理事会) met.\n", encoding="utf-8")
    assert main(["mine", str(terms.parent / "news.txt"), "-g", str(terms), "-g", str(over)]) == 0
    out, err = capfd.readouterr()
    assert "  council: “Council for Work” (rendering, once" in out
    assert "0 new forms added, 1 new form of concepts that stand in another glossary left out" in err
    assert terms.read_text(encoding="utf-8") == base


def test_a_glossary_that_is_not_there_is_begun_otherwise(terms: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["mine", str(terms), "-g", "new.yaml"]) == 2
    assert "--format yaml -o new.yaml` begins one" in capfd.readouterr().err


def test_a_dry_run_tells_and_writes_nothing(terms: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (terms.parent / "briefing.txt").write_text(BRIEFING, encoding="utf-8")
    code = main(["mine", str(terms.parent / "briefing.txt"), "-g", str(terms), "--dry-run", "--format", "json"])
    out, err = capfd.readouterr()
    assert (code, err) == (0, "")
    drift = json.loads(out)["drift"]
    assert list(drift) == ["known", "new", "forms", "misspelt", "contested", "quiet"]
    assert drift["new"]
    assert terms.read_text(encoding="utf-8") == GLOSSARY


def test_a_dry_run_without_a_glossary_is_refused(terms: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["mine", str(terms.parent), "--dry-run"]) == 2
    assert "add -g" in capfd.readouterr().err


# --- by options -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--accept", "zome"], "no concept «zome»"),
        (["--merge", "zone"], "write ID=ID"),
        (["--edit", "zone=domain"], "write --edit zone=domain:TEXT"),
        (["--list", "--accept", "zone"], "exclude each other"),
        (["--to", "review.csv"], "named"),
        (["--date", "soon", "--accept", "zone"], "is no date"),
        (["--from", "nowhere.xlsx"], "nowhere.xlsx: not found"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_written(
    terms: Path,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    says: str,
) -> None:
    code, out, err = reviewed(capfd, monkeypatch, terms, *arguments)
    assert (code, out) == (2, "")
    assert says.replace("named", "is written as .xlsx") in err
    assert terms.read_text(encoding="utf-8") == GLOSSARY


def test_of_several_decisions_one_that_fails_stops_all(
    terms: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert reviewed(capfd, monkeypatch, terms, "--accept", "zone", "--reject", "aera")[0] == 2
    assert terms.read_text(encoding="utf-8") == GLOSSARY


def test_decisions_by_options(terms: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    given = ["--prefer", "zone=Lund Pilot Zone", "--edit", "zone=domain:trade", "--reject", "area"]
    given += ["--deprecate", "corridor=the Trade Corridor", "--why", "so it was agreed", "--date", "2026-11-25"]
    code, out, _ = reviewed(capfd, monkeypatch, terms, *given)
    assert (code, out) == (0, f"{terms.as_posix()}: 4 decisions written, 0 proposals left\n")
    found = concepts(terms)
    assert [t.text for t in found["zone"].terms] == ["Lund Pilot Zone", "Pilot Maritime Zone"]
    assert (found["zone"].domain, found["area"].state) == ("trade", "rejected")
    assert found["zone"].decided == found["area"].decided
    assert found["corridor"].terms[1].status == "deprecated"
    assert "# people keep this comment" in terms.read_text(encoding="utf-8")


def test_the_list_says_what_waits(
    terms: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert reviewed(capfd, monkeypatch, terms, "--list")[1].splitlines() == [
        "corridor: North Harbor-Rail Trade Corridor ≈ the Trade Corridor",
        "zone: Pilot Maritime Zone",
        "area: Lund New Area",
    ]


@pytest.mark.parametrize(
    ("options", "lines"),
    [
        (("--kind", "form"), ["corridor: North Harbor-Rail Trade Corridor ≈ the Trade Corridor"]),
        (("--match", "^LUND"), ["area: Lund New Area"]),
        (("--kind", "concept", "--limit", "1"), ["zone: Pilot Maritime Zone"]),
        (("--publisher", "gazette"), []),
        (("--since", "2020"), []),
    ],
)
def test_the_list_can_be_cut_down(
    options: tuple[str, ...],
    lines: list[str],
    terms: Path,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert reviewed(capfd, monkeypatch, terms, "--list", *options)[1].splitlines() == lines


def test_a_sheet_holds_what_was_asked_for(
    terms: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = tmp_path / "some.xlsx"
    assert reviewed(capfd, monkeypatch, terms, "--match", "zone", "--to", str(sheet))[1].endswith(
        "some.xlsx: 1 of 3 proposals written\n"
    )
    rows = list(load_workbook(sheet).worksheets[0].iter_rows(values_only=True))
    assert [row[0] for row in rows] == ["id", "zone"]


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--match", "("), "'(': no regular expression"),
        (("--kind", "zones"), "no kind of proposal «zones» here: known are concept, form"),
        (("--publisher", "gazete"), "no publisher «gazete» here: did you mean 'gazette'?"),
        (("--limit", "1", "--accept", "zone"), "choose what is shown"),
    ],
)
def test_a_wrong_choice_of_proposals_is_said(
    options: tuple[str, ...],
    says: str,
    terms: Path,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    code, out, err = reviewed(capfd, monkeypatch, terms, *options)
    assert (code, out) == (2, "")
    assert says in err


def test_what_would_make_the_glossary_wrong_is_not_written(
    terms: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    code, _, err = reviewed(capfd, monkeypatch, terms, "--prefer", "zone=North Harbor-Rail Trade Corridor")
    assert code == 2
    assert "nothing was written, since the glossary would then be wrong: " in err
    assert "also belongs to concept «corridor»" in err
    assert terms.read_text(encoding="utf-8") == GLOSSARY


# --- in the terminal --------------------------------------------------------------------------------------------


def test_a_dialogue_decides_undoes_skips_and_goes_on_later(
    terms: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = "?\nr\nno name\nu\nk\na\nofficial\nm nowhere\nq\n"
    code, out, err = reviewed(capfd, monkeypatch, terms, "--date", "2026-11-25", typed=typed)
    assert code == 0
    assert out.startswith(f"{terms.as_posix()}: 3 proposals to decide on; decisions are dated 2026-11-25")
    assert "seen in the sources: “the Trade Corridor”" in out
    assert "no concept «nowhere»" in err
    assert out.endswith("1 decision written, 2 proposals left\n")
    found = concepts(terms)
    assert (found["zone"].state, found["area"].state) == ("approved", "proposed")
    assert found["corridor"].seen[0].state == "proposed"
    assert found["zone"].decided is not None
    assert (found["zone"].decided.date, found["zone"].decided.why) == ("2026-11-25", "official")
    code, out, _ = reviewed(capfd, monkeypatch, terms, typed="d\n\nm zone\n")
    assert out.endswith("2 decisions written, 0 proposals left\n")
    assert [t.text for t in concepts(terms)["zone"].terms] == ["Pilot Maritime Zone", "Lund New Area"]


def test_only_some_are_walked_and_what_is_split_off_from_them(
    terms: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    code, out, _ = reviewed(capfd, monkeypatch, terms, "--limit", "1", "--why", "x", typed="s\na\nq\n")
    assert code == 0
    assert "1 of 3 proposals to decide on" in out
    assert out.endswith("2 decisions written, 2 proposals left\n")
    assert concepts(terms)["the-trade-corridor"].state == "approved"
    assert concepts(terms)["zone"].state == "proposed"


def test_somebody_elses_change_is_not_overwritten(
    terms: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = iter(["a\n", "why\n", "q\n"])

    def readline() -> str:
        terms.write_text(GLOSSARY + "# mine\n", encoding="utf-8")
        return next(typed)

    monkeypatch.setattr("sys.stdin", SimpleNamespace(readline=readline))
    assert main(["review", str(terms)]) == 0
    assert "somebody changed it" in capfd.readouterr().err
    assert terms.read_text(encoding="utf-8") == GLOSSARY + "# mine\n"


def test_evidence_can_be_seen_in_its_document(
    terms: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = terms.parent / "docs"
    folder.mkdir()
    (folder / "sources.yaml").write_text("sources: [{id: b, file: b.txt}]\n", encoding="utf-8")
    (folder / "b.txt").write_text(BRIEFING, encoding="utf-8")
    assert main(["mine", str(folder), "-g", str(terms)]) == 0
    capfd.readouterr()
    _, out, _ = reviewed(capfd, monkeypatch, terms, "--sources", str(folder), typed="k\nk\nk\nv\nq\n")
    assert "b, at 4\n    …The »Lund Pilot Maritime Zone« opened. He praised the" in out


# --- by spreadsheet ---------------------------------------------------------------------------------------------


def test_a_spreadsheet_takes_the_decisions(
    terms: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    target = terms.parent / "review.xlsx"
    assert reviewed(capfd, monkeypatch, terms, "--to", str(target))[1].endswith("3 proposals written\n")
    assert reviewed(capfd, monkeypatch, terms, "--to", str(target))[0] == 2
    book = load_workbook(target)
    sheet = book.worksheets[0]
    for row, decision, into in ((2, "admit", ""), (3, "pin", ""), (4, "merge", "zone")):
        sheet.cell(row, COLUMNS.index("decision") + 1).value = decision
        sheet.cell(row, COLUMNS.index("merge into") + 1).value = into
    book.save(target)
    given = ["--from", str(target), "--date", "2026-11"]
    assert reviewed(capfd, monkeypatch, terms, *given)[1].endswith("3 decisions written, 0 proposals left\n")
    found = concepts(terms)
    assert list(found) == ["corridor", "zone"]
    assert (found["zone"].origin, found["corridor"].terms[1].status) == ("pinned", "admitted")
    # read again, what was merged or decided since is left out and said
    code, out, err = reviewed(capfd, monkeypatch, terms, *given)
    assert (code, out.endswith("0 decisions written, 0 proposals left\n")) == (0, True)
    assert "2 decisions left out" in err
    assert "review.xlsx: row 2, corridor (the Trade Corridor)" in err
    assert concepts(terms) == found


def test_a_spreadsheet_of_another_glossary_or_a_trap_is_refused(
    terms: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    target = terms.parent / "review.xlsx"
    reviewed(capfd, monkeypatch, terms, "--to", str(target))
    book = load_workbook(target)
    for row, decision in ((3, "pin"), (4, "reject")):
        book.worksheets[0].cell(row, COLUMNS.index("decision") + 1).value = decision
    book.save(target)
    terms.write_text(GLOSSARY.replace("id: zone", "id: zones").replace("id: area", "id: areas"), encoding="utf-8")
    code, out, err = reviewed(capfd, monkeypatch, terms, "--from", str(target))
    assert (code, out) == (2, "")
    assert "the spreadsheet of another glossary?" in err
    with ZipFile(target, "a", ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/noise.xml", b" " * 30_000_000)
    assert reviewed(capfd, monkeypatch, terms, "--from", str(target))[0] == 2
