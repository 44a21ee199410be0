"""Reports: every report of one set of findings, word for word, and that a document can't paint on the terminal."""

import json
from collections.abc import Sequence

import pytest

from cqterm import reports
from cqterm.model import Authority, Edit, FileResult, Finding, Fix, Place, Severity, Span, Trouble
from cqterm.reports import Run, View, visible

HALF_WRITTEN = Finding(
    rule="misspelled-term",
    severity="error",
    message="'Trad' should be 'Trade'",
    place=Place(
        path="drafts/稿.md", part="", span=Span(95, 126), text="Harbor–Rail\n Trad Corridor",
        line=3, column=14, end_line=4, end_column=16,
    ),
    concept="corridor",
    preferred="North Harbor-Rail Trade Corridor",
    suggestions=("Harbor-Rail\n Trade Corridor",),
    fix=Fix(edits=(Edit(Span(112, 116), "Trade"),), safety="safe"),
    authority=Authority(source="gazette-2024", publisher="Official Gazette", date="2024-06-05", url="", count=14),
)  # fmt: skip
OTHER_WORDS = Finding(
    rule="deprecated-term",
    severity="warning",
    message="say 'megaport'",
    place=Place(path="a.docx", part="word/document.xml", span=Span(7, 15), text="big port", where="paragraph 12"),
    concept="megaport",
    preferred="megaport",
    suggestions=("megaport", "hub port"),
    related=tuple(
        Place(path="a.docx", part="word/document.xml", span=Span(n, n + 8), text="megaport", where=f"paragraph {n}")
        for n in range(20, 25)
    ),
    authority=Authority(source="daily", publisher="", date="", url="https://example.org/1", count=1),
)
SPACING = Finding(
    rule="term-spacing",
    severity="info",
    message="'  ' should be one space",
    place=Place(path="a.md", part="", span=Span(0, 9), text="mega\x1b[31mport", line=1, column=1),
    concept="megaport",
    preferred="megaport",
)
RUN = Run(
    results=(
        FileResult(path="a.docx", findings=(OTHER_WORDS,)),
        FileResult(path="a.md", findings=(SPACING,), fixes=2),
        FileResult(path="b.md", errors=(Trouble(path="b.md", message="not found: check the path"),)),
        FileResult(
            path="drafts/稿.md",
            findings=(HALF_WRITTEN,),
            notes=("not UTF-8: read as GB18030, which is assumed",),
        ),
    ),
    glossary="Harbour terms",
    concepts=12,
    fingerprint="0123abcd",
    changed=("a.md",),
)

TEXT = """\
a.docx: paragraph 12: warning deprecated-term  "big port": say 'megaport'
    preferred: megaport
    says who: daily, used once in the sources
    fix: none; it may be "megaport" or "hub port"
    see also: "megaport" at a.docx: paragraph 20; "megaport" at a.docx: paragraph 21; "megaport" at a.docx: \
paragraph 22; and 2 more
drafts/稿.md:3:14: error misspelled-term  "Harbor–Rail Trad Corridor": 'Trad' should be 'Trade'
    preferred: North Harbor-Rail Trade Corridor
    says who: Official Gazette, 2024-06-05, used 14 times in the sources
    fix: safe (--fix): "Harbor-Rail Trade Corridor"

3 files checked: 1 error, 1 warning, 1 info, 1 file could not be checked
2 fixes made in 1 file
    a.md
1 finding below this level: --level info shows everything
fixes at hand: 1 safe (--fix), 0 unsafe (--fix --unsafe-fixes)
"""

CONCISE = """\
a.docx: paragraph 12: warning deprecated-term  "big port": say 'megaport'
drafts/稿.md:3:14: error misspelled-term  "Harbor–Rail Trad Corridor": 'Trad' should be 'Trade'
"""


@pytest.mark.parametrize(("name", "expected"), [("text", TEXT), ("concise", CONCISE)])
def test_a_report_for_people(name: str, expected: str) -> None:
    assert reports.report(name).render(RUN, View()) == expected


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
    results = tuple(FileResult(path=f"{n:02}.md", fixes=1) for n in range(12))
    run = Run(results=results, glossary="", concepts=0, fingerprint="", changed=names)
    assert reports.report("text").render(run, View()).splitlines() == ["12 files checked: nothing found", *said]


def test_the_first_line_says_when_nobody_chose_the_glossary() -> None:
    run = Run(results=(), glossary="Harbour terms", concepts=1, fingerprint="", shipped=True)
    assert reports.report("text").render(run, View()).splitlines() == [
        "glossary: Harbour terms, shipped with cqterm (1 concept); -g FILE takes another",
        "0 files checked: nothing found",
    ]


@pytest.mark.parametrize(("level", "shown"), [("info", 3), ("warning", 2), ("error", 1)])
def test_a_report_for_people_begins_at_a_level(level: Severity, shown: int) -> None:
    assert len(reports.report("concise").render(RUN, View(level=level)).splitlines()) == shown


def test_json_holds_everything_in_the_promised_order() -> None:
    content = json.loads(reports.report("json").render(RUN, View(level="error", color=True)))
    assert list(content) == ["version", "glossary", "findings", "errors", "summary", "notes"]
    assert content["glossary"] == {"name": "Harbour terms", "concepts": 12, "fingerprint": "0123abcd"}
    assert [f["path"] for f in content["findings"]] == ["a.docx", "a.md", "drafts/稿.md"]
    assert list(content["findings"][2].items()) == [
        ("path", "drafts/稿.md"),
        ("part", ""),
        ("rule", "misspelled-term"),
        ("severity", "error"),
        ("message", "'Trad' should be 'Trade'"),
        ("line", 3),
        ("column", 14),
        ("end_line", 4),
        ("end_column", 16),
        ("where", None),
        ("start", 95),
        ("end", 126),
        ("text", "Harbor–Rail\n Trad Corridor"),
        ("concept", "corridor"),
        ("preferred", "North Harbor-Rail Trade Corridor"),
        ("suggestions", ["Harbor-Rail\n Trade Corridor"]),
        ("fix", {"safety": "safe", "edits": [{"start": 112, "end": 116, "text": "Trade"}]}),
        ("related", []),
        ("evidence", {
            "source": "gazette-2024", "publisher": "Official Gazette", "date": "2024-06-05", "url": None, "count": 14,
        }),
    ]  # fmt: skip
    docx = content["findings"][0]
    assert (docx["line"], docx["where"], docx["fix"]) == (None, "paragraph 12", None)
    assert list(docx["related"][0]) == ["path", "part", "start", "end", "text"]
    assert content["errors"] == [{"path": "b.md", "part": "", "message": "not found: check the path"}]
    assert content["notes"] == [{"path": "drafts/稿.md", "message": "not UTF-8: read as GB18030, which is assumed"}]
    assert list(content["summary"].items()) == [
        ("files", 3), ("findings", 3), ("error", 1), ("warning", 1), ("info", 1), ("fixed", 2), ("skipped", 1),
    ]  # fmt: skip


def test_findings_are_sorted_by_path_part_start_and_rule() -> None:
    def at(path: str, part: str, start: int, rule: str) -> Finding:
        place = Place(path=path, part=part, span=Span(start, start + 1), text="x", line=1, column=1)
        return Finding(rule=rule, severity="error", message="", place=place, concept="", preferred="")

    keys = [("a", "p", 2, "r"), ("a", "p", 10, "q"), ("a", "p", 10, "r"), ("a", "q", 1, "r"), ("b", "", 0, "a")]
    results = [FileResult(path=path, findings=(at(path, part, start, rule),)) for path, part, start, rule in keys]
    found = reports.findings(Run(results=tuple(reversed(results)), glossary="", concepts=0, fingerprint=""))
    assert [(f.place.path, f.place.part, f.place.span.start, f.rule) for f in found] == keys


def test_a_document_cannot_paint_on_the_terminal() -> None:
    for name in ("text", "concise"):
        report = reports.report(name).render(RUN, View(level="info"))
        assert "\x1b" not in report
        assert r"mega\x1b[31mport" in report


@pytest.mark.parametrize(
    ("given", "seen"),
    [("a  b\r\n\tc", "a b c"), ("a\u200bb", r"a\u200bb"), ("西部 – é", "西部 – é"), ("\udc80", r"\udc80")],
)
def test_a_piece_of_a_document_stands_on_one_line(given: str, seen: str) -> None:
    assert visible(given) == seen


def test_colour_changes_no_word() -> None:
    plain = reports.report("text").render(RUN, View())
    colored = reports.report("text").render(RUN, View(color=True))
    assert colored != plain
    assert without_codes(colored) == plain


def without_codes(text: str) -> str:
    import re

    return re.sub(r"\x1b\[[0-9;]*m", "", text)


def test_every_report_says_what_it_is() -> None:
    names: Sequence[str] = reports.names()
    assert {"text", "json"} <= set(names)
    for name in names:
        module = reports.report(name)
        assert name == module.NAME
        assert module.SUMMARY
