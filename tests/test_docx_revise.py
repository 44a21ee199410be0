"""Tracked changes and comments in Word files: rejecting all gives the draft, accepting all the fixed draft."""

import re
import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any

import docx as python_docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from cqterm import formats
from cqterm.engine import Job, lint_bytes
from cqterm.formats.xml_events import escaped
from tests import formats_laws
from tests.docx_example import W, docx, p, packed, r, unpacked
from tests.words import lexicon

LEXICON = lexicon()
SLIP = "the Eastern Harbor-Rail Trad Corridor"
RIGHT = "the Eastern Harbor-Rail Trade Corridor"
PARTS = ("word/document.xml", "word/footnotes.xml", "word/header1.xml")


def w(name: str) -> str:
    return f"{{{W}}}{name}"


def lint(data: bytes, **more: Any) -> Any:
    return lint_bytes(Job(lexicon=LEXICON, **more), "x.docx", data)


def tracked(data: bytes, fix: Any = "safe") -> bytes:
    result = lint(data, fix=fix, track=True)
    assert not result.errors
    assert isinstance(result.fixed, bytes)
    return result.fixed


def decided(data: bytes, *, accept: bool) -> list[str]:
    """The paragraphs when all changes of ours are accepted, or rejected, as Word does it."""
    texts = []
    for name, part in unpacked(data).items():
        if name not in PARTS:
            continue
        root = etree.fromstring(part)
        for change in [*root.iter(w("del"), w("ins"))]:
            if change.get(w("author")) != "cqterm":
                continue
            gone = (change.tag == w("del")) == accept
            parent = change.getparent()
            assert parent is not None
            if not gone:
                for child in change:
                    change.addprevious(child)
            parent.remove(change)
        for deleted in root.iter(w("delText")):
            if not any(a.tag == w("del") for a in deleted.iterancestors()):
                deleted.tag = w("t")
        texts += ["".join(t.text or "" for t in para.iter(w("t"))) for para in root.iter(w("p"))]
    return texts


CASES = {
    "a word in a run": (p(r(SLIP, "<w:b/>")), [RIGHT]),
    "a word in three runs": (p(r("the Eastern Harbor-Rail T"), r("ra", "<w:b/>"), r("d Corridor")), [RIGHT]),
    "at the start, with white space at risk": (
        p("<w:r><w:t>Eastern Harbor-Rail Trad Corridor</w:t></w:r>"),
        [RIGHT[4:]],
    ),
    "two in a run": (p(r(f"{SLIP} and a mega-port")), [f"{RIGHT} and a megaport"]),
    "a reference": (p(r("a &amp; the Eastern Harbor-Rail Tr&#97;d Corridor")), [f"a & {RIGHT}"]),
    "words over a break": (
        p("<w:r><w:t>a mega-port mega-port</w:t><w:br/><w:t>mega-port, a</w:t><w:tab/><w:t>mega-port</w:t></w:r>"),
        ["a megaport megaportmegaport, amegaport"],
    ),
    "in a link": (p('<w:hyperlink r:id="rId1">' + r(SLIP) + "</w:hyperlink>"), [RIGHT]),
    "in somebody's insertion": (p('<w:ins w:id="7" w:author="a">' + r(SLIP) + "</w:ins>"), [RIGHT]),
}


@pytest.mark.parametrize(("body", "fixed"), CASES.values(), ids=CASES)
def test_rejecting_gives_the_draft_and_accepting_the_fixed_draft(body: str, fixed: list[str]) -> None:
    before = docx(body)

    after = tracked(before)

    assert len(python_docx.Document(BytesIO(after)).paragraphs) == len(python_docx.Document(BytesIO(before)).paragraphs)
    assert decided(after, accept=False) == decided(before, accept=False)
    assert decided(after, accept=True) == fixed
    assert [re.sub(r"[\t\n]", "", s.text) for s in formats.read("x.docx", after).segments] == fixed
    assert lint(after, fix="safe", track=True).fixed is None


def test_a_change_is_signed_numbered_and_looks_like_its_run() -> None:
    before = docx(p('<w:bookmarkStart w:id="41" w:name="b"/>', r(f"{SLIP}!", "<w:b/>")))
    source = unpacked(tracked(before))["word/document.xml"].decode()

    bold = "<w:rPr><w:b/></w:rPr>"
    keep = ' xml:space="preserve"'
    assert source.partition("<w:body>")[2].partition("<w:sectPr/>")[0] == p(
        '<w:bookmarkStart w:id="41" w:name="b"/>',
        r("the Eastern Harbor-Rail ", "<w:b/>"),
        f'<w:del w:id="42" w:author="cqterm"><w:r>{bold}<w:delText{keep}>Trad</w:delText></w:r></w:del>',
        f'<w:ins w:id="43" w:author="cqterm"><w:r>{bold}<w:t{keep}>Trade</w:t></w:r></w:ins>',
        r(" Corridor!", "<w:b/>"),
    )


def test_somebodys_insertion_stays_theirs_around_ours() -> None:
    source = unpacked(tracked(docx(p('<w:ins w:id="7" w:author="a">' + r(SLIP) + "</w:ins>"))))["word/document.xml"]
    root = etree.fromstring(source)
    assert [i.get(w("author")) for i in root.iter(w("ins"))] == ["a", "cqterm", "a"]
    numbers = [i.get(w("id")) for i in root.iter(w("ins"), w("del"))]
    assert len(set(numbers)) == len(numbers) == 4


def test_the_history_of_a_format_is_kept_once() -> None:
    change = '<w:rPrChange w:id="7" w:author="a"><w:rPr><w:i/></w:rPr></w:rPrChange>'
    source = unpacked(tracked(docx(p(r(SLIP, f"<w:b/>{change}")))))["word/document.xml"].decode()
    assert len(set(re.findall(r'w:id="(\d+)"', source))) == len(re.findall(r"w:id=", source)) == 4
    assert source.count("<w:rPrChange") == 2  # of the run and of what is left of it


def test_all_parts_are_tracked() -> None:
    before = docx(
        p(r("a")),
        parts={"header1": p(r(SLIP)), "footnotes": f'<w:footnote w:id="2">{p(r("a mega-port"))}</w:footnote>'},
    )
    assert sorted(decided(tracked(before), accept=True)) == ["a", "a megaport", RIGHT]


def test_other_prefixes_serve_too() -> None:
    parts = unpacked(docx(p(r(SLIP))))
    main = parts["word/document.xml"].decode()
    for prefix in ("ns0", "W"):
        other = main.replace("<w:", f"<{prefix}:").replace("</w:", f"</{prefix}:").replace(" w:", f" {prefix}:")
        other = other.replace("xmlns:w=", f"xmlns:{prefix}=")
        before = packed({**parts, "word/document.xml": other})
        assert decided(tracked(before), accept=True) == [RIGHT]
        assert f'{prefix}:author="cqterm"'.encode() in unpacked(tracked(before))["word/document.xml"]


def test_a_default_namespace_gets_a_prefix_for_attributes() -> None:
    parts = unpacked(docx(p(r(SLIP))))
    main = parts["word/document.xml"].decode().replace("<w:", "<").replace("</w:", "</").replace("xmlns:w=", "xmlns=")
    after = tracked(packed({**parts, "word/document.xml": main}))
    assert decided(after, accept=True) == [RIGHT]
    assert decided(after, accept=False) == [SLIP]


WORDS = ["Eastern Harbor-Rail Trad Corridor", "mega-port", "Two Piers and Two Towers", "R&D", "重庆", "of", " "]


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=8), st.data(), st.sampled_from(["safe", "unsafe"]))
@settings(max_examples=60)
def test_however_runs_are_cut_both_decisions_are_right(words: list[str], data: st.DataObject, fix: Any) -> None:
    text = " ".join(words) + "."
    cuts = sorted(data.draw(st.sets(st.integers(1, len(text) - 1), max_size=6)))
    runs = [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True) if a < b]
    before = docx(p(*(r(escaped(each), data.draw(st.sampled_from(["", "<w:b/>"]))) for each in runs)))

    plain, result = lint(before, fix=fix), lint(before, fix=fix, track=True)

    assert not result.errors
    assert result.findings == plain.findings or result.fixed
    if result.fixed is not None:
        assert decided(result.fixed, accept=False) == [text]
        assert decided(result.fixed, accept=True) == decided(plain.fixed, accept=True)


# --- comments -----------------------------------------------------------------------------------------------------


def commented(data: bytes) -> bytes:
    result = lint(data, annotate=True)
    assert not result.errors
    assert isinstance(result.fixed, bytes)
    return result.fixed


def comments(data: bytes) -> list[tuple[str, str]]:
    """What each comment of ours is about, and its first line, as python-docx reads it."""
    made = python_docx.Document(BytesIO(data))
    root = made.element
    told = []
    for comment in made.comments:
        if comment.author == "cqterm":
            about, inside = "", False
            for element in root.iter():
                if element.tag == w("commentRangeStart") and element.get(w("id")) == str(comment.comment_id):
                    inside = True
                elif element.tag == w("commentRangeEnd") and element.get(w("id")) == str(comment.comment_id):
                    inside = False
                elif inside and element.tag == w("t"):
                    about += element.text or ""
            told.append((about, comment.paragraphs[0].text))
    return told


def test_each_finding_is_a_comment_at_its_place_and_the_text_stays() -> None:
    body = p(r("In "), r("the Eastern Harbor-Rail T", "<w:b/>"), r("rad Corridor is a mega-port.")) + p(r("Fine."))
    before = docx(body)

    after = commented(before)

    assert comments(after) == [
        ("Eastern Harbor-Rail Trad Corridor", "“Eastern Harbor-Rail Trad Corridor”: 'Trad' should be 'Trade'"),
        ("mega-port", "“mega-port”: 'mega-port' should be 'megaport'"),
    ]
    (first, _) = [c for c in python_docx.Document(BytesIO(after)).comments if c.author == "cqterm"]
    assert [each.text for each in first.paragraphs[1:]] == [
        "Preferred: North Harbor-Rail Trade Corridor",
        "Suggestion: Eastern Harbor-Rail Trade Corridor",
        "Says who: Lund Gazette, 2023-05-01, used twice in the sources",
        "error misspelled-term, corridor",
    ]
    assert decided(after, accept=True) == decided(before, accept=True)
    same = {name for name, content in unpacked(before).items() if unpacked(after)[name] == content}
    changed = {"word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}
    assert same == set(unpacked(before)) - changed
    assert set(unpacked(after)) - set(unpacked(before)) == {"word/comments.xml"}


def test_comments_are_added_to_those_that_are_there_and_not_read_as_text() -> None:
    theirs = f'<w:comment w:id="9" w:author="a">{p(r("a mega-port?"))}</w:comment>'
    anchor = (
        '<w:commentRangeStart w:id="9"/>'
        + r("x")
        + '<w:commentRangeEnd w:id="9"/><w:r><w:commentReference w:id="9"/></w:r>'
    )
    before = docx(p(anchor, r(f" {SLIP}")), parts={"comments": theirs})

    after = commented(before)

    assert [about for about, _ in comments(after)] == [f"x {SLIP}", "Eastern Harbor-Rail Trad Corridor"]
    assert comments(after)[0][1].startswith("comment 1: “mega-port”")
    assert [s.text for s in formats.read("x.docx", after).segments] == [
        s.text for s in formats.read("x.docx", before).segments
    ]


def test_what_can_have_no_comment_is_said_at_the_paragraph_it_belongs_to() -> None:
    box = f"<w:r><w:pict><v:textbox><w:txbxContent>{p(r('a mega-port'))}</w:txbxContent></v:textbox></w:pict></w:r>"
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    before = docx(
        p() + p(r("One.")) + p(r("Two."), box) + p(r("Three."), mark),
        parts={"header1": p(r(SLIP)), "footnotes": f'<w:footnote w:id="2">{p(r("a mega-port"))}</w:footnote>'},
    )

    assert [(about, text.split(":")[0]) for about, text in comments(commented(before))] == [
        ("Two.a mega-port", "text box in paragraph 3"),
        ("Three.", "footnote 1, paragraph 1"),
        ("One.", "header 1"),
    ]


def test_without_findings_the_file_stays() -> None:
    before = docx(p(r("Fine.")))
    assert commented(before) == before


@pytest.mark.parametrize("more", [{"fix": "safe", "track": True}, {"annotate": True}])
def test_other_formats_say_what_they_lack(more: Any) -> None:
    result = lint_bytes(Job(lexicon=LEXICON, **more), "x.md", SLIP.encode())
    assert result.fixed is None
    assert [e.message for e in result.errors] == [
        f"its format has no {what}: leave {option} out, or give a Word file (.docx)"
        for what, option in [
            ("comments", "--comments") if "annotate" in more else ("tracked changes", "--track-changes")
        ]
    ]


# --- LibreOffice --------------------------------------------------------------------------------------------------

OFFICE = shutil.which("soffice")


def through_libreoffice(data: bytes, folder: Path) -> bytes:
    """The file as LibreOffice reads it and writes it again."""
    assert OFFICE
    (folder / "x.docx").write_bytes(data)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    run = [OFFICE, profile, "--headless", "--convert-to", "docx", "--outdir", str(folder / "out"), "x.docx"]
    subprocess.run(run, cwd=folder, check=True, capture_output=True, timeout=600)
    return (folder / "out/x.docx").read_bytes()


@pytest.mark.skipif(not OFFICE, reason="LibreOffice is not installed")
def test_libreoffice_knows_the_changes_and_the_comments(tmp_path: Path) -> None:
    body = p(r("In "), r("the Eastern Harbor-Rail T", "<w:b/>"), r("rad Corridor."))
    theirs = p('<w:ins w:id="7" w:author="a" w:date="2024-01-02T03:04:05Z">', r(SLIP), "</w:ins>")
    both = commented(tracked(docx(body + theirs + p(r("the Port-Lund economic zone")))))

    again = through_libreoffice(both, tmp_path)

    zone = "the Port-Lund economic zone"
    assert decided(again, accept=True) == [f"In {RIGHT}.", RIGHT, zone]
    assert decided(again, accept=False) == [f"In {SLIP}.", SLIP, zone]
    assert [about for about, _ in comments(again)] == ["Port-Lund economic zone"]
    document = formats.read("x.docx", again)
    formats_laws.check(document, again)
    assert [s.text for s in document.segments] == [f"In {RIGHT}.", RIGHT, zone]
