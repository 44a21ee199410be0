"""CSV, TSV and XLSX: the layouts of other tools, columns known by their headers, cells that stay texts."""

import csv
import io
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cqterm.errors import FormatError
from cqterm.exchange import delimited, exchanges, read_any, xlsx
from cqterm.exchange.adopt import Reading
from cqterm.exchange.languages import Languages
from cqterm.exchange.losses import Losses
from cqterm.exchange.strict import strict
from cqterm.exchange.table import LAYOUTS
from cqterm.model import Concept, Term
from tests.exchange_example import CORRIDOR, EXAMPLE

PAIR = Languages("zh-Hans", "en")


PREFERRED = "New International Land-Sea Trade Corridor"
WEBLATE = "location source target id fuzzy context translator_comments developer_comments"
BOTH = [("zh-Hans", "甲", "preferred"), ("en", "one", "preferred")]


def _read(text: str | bytes, name: str = "x.csv", wanted: Languages = PAIR, **told: str) -> Reading:
    return read_any(name, text.encode() if isinstance(text, str) else text, wanted=wanted, **told)


def _terms(concept: Concept) -> list[tuple[str, str, str]]:
    return [(term.language, term.text, term.status) for term in concept.terms]


@pytest.mark.parametrize(
    ("preset", "delimiter", "header", "first"),
    [
        ("weblate", ",", WEBLATE.split(),
         {"source": "西部陆海新通道", "target": PREFERRED, "id": "land-sea-corridor"}),
        ("glotpress", ",", ["zh-hans", "en", "pos", "description"], {"en": PREFERRED}),
        ("phrase", ",", ["term", "case sensitive", "translatable", "description", "zh-Hans", "en"],
         {"term": "西部陆海新通道", "case sensitive": "true", "en": PREFERRED}),
        ("multiterm", ",", ["ID", "Chinese PRC", "English", "Status", "Subject", "Definition", "Note"],
         {"ID": "land-sea-corridor", "English": PREFERRED, "Status": "preferred"}),
    ],
)  # fmt: skip
def test_other_tools_get_their_columns(preset: str, delimiter: str, header: list[str], first: dict[str, str]) -> None:
    data = exchanges()["csv"].write(EXAMPLE, preset=preset).data.decode()
    rows = list(csv.reader(io.StringIO(data), delimiter=delimiter))
    assert rows[0] == header
    row = dict(zip(rows[0], rows[1], strict=True))
    assert {name: row[name] for name in first} == first


def test_memoq_repeats_three_columns_a_term_and_marks_the_forbidden() -> None:
    lines = exchanges()["csv"].write(EXAMPLE, preset="memoq").data.decode().splitlines()
    head = lines[0].split(";")
    assert head[:5] == ["Entry_ID", "Entry_Subject", "Entry_Domain", "Entry_Note", "Chinese_PRC_Def"]
    assert head.count("English") == 5
    assert head[head.index("English") : head.index("English") + 3] == ["English", "Term_Info", "Term_Example"]
    assert lines[2].count("Forbidden") == 2  # the definition has a line break


def test_omegat_gets_no_wrong_term_and_no_header() -> None:
    rows = exchanges()["tsv"].write(EXAMPLE, preset="omegat").data.decode().splitlines()
    assert [row.split("\t")[:2] for row in rows] == [
        ["西部陆海新通道", "New International Land-Sea Trade Corridor"],
        ["西部陆海新通道", "ILSTC"],
        ["西部陆海新通道", "Western Land-Sea Trade Corridor"],
        ["两中心两高地", "Two Centers and Two Highlands"],
    ]


@pytest.mark.parametrize("preset", LAYOUTS)
@pytest.mark.parametrize("name", ["csv", "tsv", "xlsx"])
def test_every_layout_is_read_back_with_the_terms_that_it_holds(name: str, preset: str) -> None:
    exchange, layout = exchanges()[name], LAYOUTS[preset]
    data = exchange.write(EXAMPLE, preset=preset).data
    glossary = exchange.read(f"x{exchange.SUFFIXES[0]}", data, wanted=PAIR).glossary
    read = {(term.language, term.text) for concept in glossary.concepts for term in concept.terms}
    clean = strict(EXAMPLE, Losses())
    assert read == {(t.language, t.text) for c in clean.concepts for t in c.terms if layout.takes(t, c, clean)}
    statuses = {term.text: term.status for concept in clean.concepts for term in concept.terms}
    for term in (term for concept in glossary.concepts for term in concept.terms):
        assert "term status" not in layout.holds or term.status == statuses[term.text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("zh_CN;en;Definition\n甲;one;a thing\n", BOTH),
        ("Chinese (Simplified)\tEnglish\n甲\tone\n", BOTH),
        ("source,target\n甲,one\n", BOTH),
        ("en,Status\none,Do not use\n", [("en", "one", "deprecated")]),
        ("en,en status\none,forbidden\n", [("en", "one", "deprecated")]),
        ("zh-Hans,en,forbidden (en)\n甲,one,two | three\n",
         [*BOTH, ("en", "two", "deprecated"), ("en", "three", "deprecated")]),
        ("ID,Language,Term,Status\n1,EN,one,preferred\n1,en,two,Obsolete\n",
         [("en", "one", "preferred"), ("en", "two", "superseded")]),
        ("term\none\n", [("en", "one", "preferred")]),
        ("甲\tone\n", BOTH),
        ("甲\tone\tnote\n甲\ttwo\n", [*BOTH, ("en", "two", "admitted")]),
        ('"a, b";en\n', None),
        ("Begriff,Notiz,x,y\none,x,y,z\n", None),
    ],
)  # fmt: skip
def test_columns_are_known_by_their_headers(text: str, expected: list[tuple[str, str, str]] | None) -> None:
    if expected is None:
        with pytest.raises(FormatError, match=r"no column of terms is known|no term in it"):
            _read(text)
    else:
        (concept,) = _read(text).glossary.concepts
        assert _terms(concept) == expected


@pytest.mark.parametrize("columns", ["zh-Hans,en,status,-,note", "A=zh-Hans,B=en,C=status,D=-,E=note"])
def test_columns_are_named_by_the_user(columns: str) -> None:
    body = "甲,one,admitted,junk,of old\n"
    text = body if "=" not in columns else f"A,B,C,D,E\n{body}"
    (concept,) = _read(text, columns=columns).glossary.concepts
    assert _terms(concept) == [("zh-Hans", "甲", "preferred"), ("en", "one", "admitted")]
    assert concept.note == "of old"


@pytest.mark.parametrize(
    ("columns", "said"),
    [("zh-Hans,nonsense!", "«nonsense!» is no field and no language"), ("X=en", "headers of the file: «a», «b»")],
)
def test_columns_that_nobody_knows(columns: str, said: str) -> None:
    with pytest.raises(FormatError, match=said):
        _read("a,b\n1,2\n", columns=columns)


def test_source_and_target_need_languages() -> None:
    with pytest.raises(FormatError, match="«source» names no language: give --source-language"):
        _read("source,target\n甲,one\n", wanted=Languages())


def test_what_no_header_explains_becomes_a_note() -> None:
    (concept,) = _read("zh-Hans,en,pos,Owner\n甲,one,noun,Li\n").glossary.concepts
    assert concept.note == "Owner: Li"
    assert concept.terms[1].note == "part of speech: noun"


@pytest.mark.parametrize(
    ("encoding", "told"), [("utf-8", False), ("utf-8-sig", False), ("utf-16", False), ("gb18030", True)]
)
def test_encodings(encoding: str, told: bool) -> None:
    text = f"zh-Hans,en\n西部陆海新通道,{PREFERRED}\n两中心两高地,Two Centers\n重庆,Chongqing\n"
    reading = _read(text.encode(encoding))
    assert reading.glossary.concepts[0].terms[0].text == "西部陆海新通道"
    assert any("encoding: read as gb18030" in remark for remark in reading.remarks) is told


@pytest.mark.parametrize("delimiter", list(",;\t|"))
def test_delimiters(delimiter: str) -> None:
    text = f'zh-Hans{delimiter}en{delimiter}note\n甲{delimiter}one{delimiter}"a,b;c|d"\n乙{delimiter}two{delimiter}\n'
    assert [len(concept.terms) for concept in _read(text).glossary.concepts] == [2, 2]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b'en,note\none,"cut', "a quotation mark opens and does not close"),
        (b"", "an empty table"),
        (b"en\0,b\n", "NUL"),
    ],
)
def test_broken_tables(data: bytes, said: str) -> None:
    with pytest.raises(FormatError, match=said):
        _read(data)


@given(st.text(st.sampled_from("'=+-@\t\ra 1"), max_size=6))
def test_no_cell_runs_as_a_formula_and_each_comes_back(cell: str) -> None:
    written = delimited.guarded(cell)
    assert not written.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert delimited.unguarded(written) == cell


def test_a_workbook_holds_texts_and_no_clock(tmp_path: Path) -> None:
    evil = Concept(
        id="a", terms=(CORRIDOR.terms[0], CORRIDOR.terms[2]), note='=HYPERLINK("http://x")', state="approved"
    )
    data = xlsx.write(type(EXAMPLE)(name="n", source_language="zh-Hans", target_language="en", concepts=(evil,))).data
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert sheet is not None
    (cell,) = (c for row in sheet.iter_rows() for c in row if str(c.value).startswith("="))
    assert (cell.data_type, cell.quotePrefix) == ("s", True)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"1980-01-01T00:00:00Z" in archive.read("docProps/core.xml")


def _zipped(**files: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"PK\x03\x04 cut", "no workbook"),
        (b"text", "no workbook"),
        (_zipped(a="x" * (xlsx.LARGEST + 1)), "when unpacked"),
        (_zipped(**{"xl/workbook.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "has a DOCTYPE"),
        (_zipped(**{"[Content_Types].xml": "<a/>"}), "not a workbook that can be read"),
        (_zipped(**{"a.xml": "abc" * 99}).replace(_zipped(**{"a.xml": "abc" * 99})[36:44], b"\xff" * 8), "no workbook"),
    ],
    ids=["cut", "text", "bomb", "entity", "zip", "corrupt"],
)
def test_broken_workbooks(data: bytes, said: str) -> None:
    with pytest.raises(FormatError, match=said):
        read_any("x.xlsx", data, wanted=PAIR)


OFFICE = shutil.which("soffice")


@pytest.mark.skipif(not OFFICE, reason="LibreOffice is not installed")
def test_libreoffice_reads_the_workbook_as_we_read_it(tmp_path: Path) -> None:
    assert OFFICE
    note = '=HYPERLINK("http://x")'
    odd = Concept(id="odd", terms=(*_texts("=1+1", "00416"), *_texts("2024-06-05", "no")), note=note, state="approved")
    example = replace(EXAMPLE, concepts=(*EXAMPLE.concepts, odd))
    (tmp_path / "x.xlsx").write_bytes(xlsx.write(example).data)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    to = "csv:Text - txt - csv (StarCalc):44,34,76"  # comma, quotation mark, UTF-8
    run = [OFFICE, profile, "--headless", "--convert-to", to, "x.xlsx"]
    done = subprocess.run(run, cwd=tmp_path, capture_output=True, text=True, timeout=600)
    if "could not be loaded" in done.stderr:
        pytest.skip("this LibreOffice has no Calc")

    rows = list(csv.reader(io.StringIO((tmp_path / "x.csv").read_text(encoding="utf-8"))))

    sheet = openpyxl.load_workbook(io.BytesIO(xlsx.write(example).data)).active
    assert sheet is not None
    assert rows == [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)]
    assert note in {cell for row in rows for cell in row}


def _texts(source: str, target: str) -> tuple[Term, Term]:
    return Term(text=source, language="zh-Hans"), Term(text=target, language="en")


@pytest.mark.parametrize(
    "above", [[], [["Terms of the port"]], [["Terms"], ["as of 2024"]]], ids=["none", "one", "two"]
)
def test_a_title_may_stand_above_the_header_and_notes_on_another_sheet(above: list[list[str]]) -> None:
    workbook = openpyxl.Workbook()
    assert workbook.active is not None
    workbook.active.append(["About this file"])
    sheet = workbook.create_sheet("Terms")
    rows = [*above, [], ["de", "fr", "status", "until"], ["Kai", "quai", "obsolete", datetime(2018, 11, 1)]]
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    workbook.save(out)
    reading = read_any("x.xlsx", out.getvalue(), wanted=Languages())
    (concept,) = reading.glossary.concepts
    assert [(t.text, t.status, t.until) for t in concept.terms][1] == ("quai", "superseded", "2018-11-01")
    assert any("above the header" in remark for remark in reading.remarks) == bool(above)


def test_terms_that_are_names_of_languages_are_no_header() -> None:
    glossary = _read("hallo,hello\nEnglish,German\n").glossary
    assert len(glossary.concepts) == 2


@pytest.mark.parametrize(
    ("header", "pair"),
    [
        ("中文,英文", ("zh", "en")),
        ("简体中文,英语", ("zh-Hans", "en")),
        ("Deutsch,Français", ("de", "fr")),
        ("Español,ENGLISCH", ("es", "en")),
    ],
)
def test_headers_name_languages_in_their_own_words(header: str, pair: tuple[str, str]) -> None:
    glossary = _read(f"{header}\n甲,one\n", wanted=Languages()).glossary
    assert (glossary.source_language, glossary.target_language) == pair


def test_a_row_with_a_wrong_rendering_joins_the_one_with_the_right_one() -> None:
    rows = "Hafen,havre,forbidden\nHafen,port,\nKai,quai,\nHafen,rade,admitted\nKai,embarcadère,preferred\n"
    rows += "Bug,proue,obsolete\n"
    glossary = _read(f"de,fr,status\n{rows}", wanted=Languages()).glossary
    assert [[(t.text, t.status) for t in concept.terms] for concept in glossary.concepts] == [
        [("Hafen", "preferred"), ("havre", "deprecated"), ("port", "preferred"), ("rade", "admitted")],
        [("Kai", "preferred"), ("quai", "preferred")],
        [("Kai", "preferred"), ("embarcadère", "preferred")],  # two words of one spelling: a person decides
        [("Bug", "preferred"), ("proue", "superseded")],
    ]
