"""Fixing a Word file: the words change, and of the rest not a byte."""

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import docx as python_docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cqterm import formats
from cqterm.engine import Job, lint_bytes
from cqterm.formats.xml_events import escaped
from cqterm.model import Edit, FileResult
from tests import formats_laws
from tests.docx_example import docx, p, r, unpacked
from tests.words import lexicon

JOB = Job(lexicon=lexicon(), fix="safe")
SLIP = "the Eastern Harbor-Rail Trad Corridor"
BOLD = "<w:b/>"


def lint(data: bytes, **more: Any) -> FileResult:
    return lint_bytes(Job(lexicon=JOB.lexicon, **more), "x.docx", data)


def fixed(data: bytes, fix: Any = "safe") -> bytes:
    result = lint(data, fix=fix)
    assert not result.errors
    assert result.fixed is not None
    return result.fixed


def body(data: bytes) -> str:
    return unpacked(data)["word/document.xml"].decode().partition("<w:body>")[2].partition("<w:sectPr/>")[0]


FIXES = {
    "one run": (r("the Eastern Harbor-Rail Trad Corridor"), r("the Eastern Harbor-Rail Trade Corridor")),
    "the word in two runs: only the letters that change": (
        r("the Eastern Harbor-Rail T", BOLD) + r("rad Corridor"),
        r("the Eastern Harbor-Rail T", BOLD) + r("rade Corridor"),
    ),
    "the letters that change in two runs: all of them in the first": (
        r("the Eastern Harbor-Rail Ta", BOLD) + r("rde Corridor"),
        r("the Eastern Harbor-Rail Tra", BOLD) + r("de Corridor"),
    ),
    "the word in three runs": (
        r("the Eastern Harbor-Rail T") + r("ra") + r("d Corridor"),
        r("the Eastern Harbor-Rail T") + r("ra") + r("de Corridor"),
    ),
    "white space is kept where it was not at risk before": (
        r("the Eastern Harbor-Rail Trae") + "<w:r><w:t>d Corridor</w:t></w:r>",
        r("the Eastern Harbor-Rail Trade") + r(" Corridor"),
    ),
    "a reference to a character": (
        r("the Eastern Harbor&#45;Rail Tr&#97;d Corridor"),
        r("the Eastern Harbor&#45;Rail Tr&#97;de Corridor"),
    ),
    "a soft hyphen": (
        "<w:r><w:t>the Eastern Harbor-Rail Tr</w:t><w:softHyphen/><w:t>ad Corridor</w:t></w:r>",
        "<w:r><w:t>the Eastern Harbor-Rail Tr</w:t><w:softHyphen/><w:t>ade Corridor</w:t></w:r>",
    ),
    "inserted text, deleted text between": (
        r("the Eastern Harbor-Rail ") + '<w:ins w:id="1" w:author="a">' + r("Trad") + "</w:ins>"
        '<w:del w:id="2" w:author="a"><w:r><w:delText>Rail</w:delText></w:r></w:del>' + r(" Corridor"),
        r("the Eastern Harbor-Rail ") + '<w:ins w:id="1" w:author="a">' + r("Trade") + "</w:ins>"
        '<w:del w:id="2" w:author="a"><w:r><w:delText>Rail</w:delText></w:r></w:del>' + r(" Corridor"),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after"), FIXES.values(), ids=FIXES)
def test_a_fix_goes_into_the_first_run(before: str, after: str) -> None:
    assert body(fixed(docx(p(before)))) == p(after)


def test_a_finding_says_where_in_words_and_in_the_part() -> None:
    (finding,) = lint(docx(p(r("One.")) + p(r("In the Eastern Harbor-Rail T", BOLD), r("rad Corridor.")))).findings

    place = finding.place
    assert (place.part, place.where, place.line, place.text) == ("word/document.xml", "paragraph 2", None, SLIP[4:])
    assert finding.fix is not None
    source = unpacked(docx(p(r("One.")) + p(r("In the Eastern Harbor-Rail T", BOLD), r("rad Corridor."))))[place.part]
    assert source.decode()[slice(*place.span)].startswith("Eastern Harbor-Rail T</w:t>")
    (edit,) = finding.fix.edits
    assert edit.text == "e"
    assert source.decode()[: edit.span.start].endswith("rad")
    assert edit.span.start == edit.span.end


def test_what_has_to_be_escaped_is_escaped() -> None:
    data = docx(p(r("the municipal docks &amp; &lt;b&gt; Eastern Harbor-Rail Trad Corridor")))
    assert "Trade Corridor" in body(fixed(data))
    document = formats.read("x.docx", data)
    span = next(f for f in lint(data).findings if f.fix).fix.edits[0].span  # type: ignore[union-attr]
    again = formats.write(document, {"word/document.xml": [Edit(span, "R&D <x>")]})
    assert "R&amp;D &lt;x&gt;" in body(again)
    assert "R&D <x>" in formats.read("x.docx", again).segments[0].text


def test_every_other_part_keeps_its_bytes_and_its_place() -> None:
    before = docx(p(r(SLIP)), parts={"header1": p(r(SLIP)), "footnotes": "", "custom1": "<a/>"})
    after = fixed(before)

    with ZipFile(BytesIO(before)) as old, ZipFile(BytesIO(after)) as new:
        assert [i.filename for i in old.infolist()] == [i.filename for i in new.infolist()]
    changed = {name for name, content in unpacked(before).items() if unpacked(after)[name] != content}
    assert changed == {"word/document.xml", "word/header1.xml"}


WORDS = [
    "Eastern Harbor-Rail Trad Corridor",
    "mega-port",
    "the Port-Lund economic zone",
    "R&D",
    "重庆",
    "of",
    " ",
    "\u00a0",
]


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=8), st.data(), st.sampled_from(["safe", "unsafe"]))
def test_however_runs_are_cut_the_fix_is_that_of_plain_text(words: list[str], data: st.DataObject, fix: Any) -> None:
    text = " ".join(words)
    cuts = sorted(data.draw(st.sets(st.integers(1, max(1, len(text) - 1)), max_size=6)))
    runs = [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True) if a < b]
    before = docx(p(*(r(escaped(each), data.draw(st.sampled_from(["", BOLD]))) for each in runs)))

    plain = lint_bytes(Job(lexicon=JOB.lexicon, fix=fix), "x.txt", f"{text}.".encode())
    result = lint(docx(p(*(r(escaped(each)) for each in [*runs, "."]))), fix=fix)

    assert [f.rule for f in result.findings] == [f.rule for f in plain.findings]
    if result.fixed is not None:
        document = formats.read("x.docx", result.fixed)
        formats_laws.check(document, result.fixed)
        assert [s.text for s in document.segments] == [(plain.fixed or b"").decode()]
    formats_laws.check(formats.read("x.docx", before), before)


def test_a_file_of_a_library_is_fixed_and_opens_there() -> None:
    made = python_docx.Document()
    made.add_heading("On the Eastern Harbor-Rail Trad Corridor", 1)
    paragraph = made.add_paragraph("We saw the Eastern Harbor-Rail ")
    paragraph.add_run("Tr").bold = True
    paragraph.add_run("ad Corridor & more.")
    made.add_table(1, 2).cell(0, 1).text = "the mega-port"
    made.sections[0].header.paragraphs[0].text = "a mega-port"
    out = BytesIO()
    made.save(out)

    result = lint(out.getvalue())
    assert {f.place.where for f in result.findings} == {
        "paragraph 1",
        "paragraph 2",
        "table 1, row 1, cell 2",
        "header 1",
    }
    again = python_docx.Document(BytesIO(fixed(out.getvalue())))

    assert [each.text for each in again.paragraphs] == [
        "On the Eastern Harbor-Rail Trade Corridor", "We saw the Eastern Harbor-Rail Trade Corridor & more.",
    ]  # fmt: skip
    assert [run.bold for run in again.paragraphs[1].runs] == [None, True, None]
    assert again.tables[0].cell(0, 1).text == "the megaport"
    assert again.sections[0].header.paragraphs[0].text == "a megaport"
