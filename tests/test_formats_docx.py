"""Word files: what counts as text, where it stands in words, and what is a heading, a cell or another language."""

import pytest

from cqterm import formats
from cqterm.engine import Job, Settings, lint_bytes
from cqterm.errors import FormatError
from cqterm.model import OPAQUE
from tests import formats_laws
from tests.docx_example import docx, p, packed, r, t, unpacked
from tests.words import lexicon

DEL = '<w:del w:id="1" w:author="a">{}</w:del>'
INS = '<w:ins w:id="2" w:author="a">{}</w:ins>'
FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
INSTRUCTION = "<w:r><w:instrText> HYPERLINK Trad </w:instrText></w:r>"
BOX = "<w:txbxContent>{}</w:txbxContent>"
SHAPE = "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:{}><wps:txbx>{}</wps:txbx></wp:{}></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"

# the runs of one paragraph, and what a reader sees of them
PARAGRAPHS = {
    "split runs": (r("Western Land-") + r("Sea ", "<w:b/>") + r("Tr") + r("ad"), "Western Land-Sea Trad"),
    "entities": (r("R&amp;D&#8217;s &lt;b&gt;"), "R&D’s <b>"),
    "CDATA and comments": (r("a<!-- b -->c<![CDATA[<d>]]>"), "ac<d>"),
    "tabs and breaks": ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:cr/><w:t>d</w:t></w:r>", "a\tb\nc\nd"),
    "tab stops are none": ('<w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr>' + r("a"), "a"),
    "hyphens": ("<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:softHyphen/><w:t>c</w:t></w:r>", "a\u2011bc"),
    "deleted text": (r("a") + DEL.format("<w:r><w:delText>b</w:delText></w:r>") + r("c"), "ac"),
    "inserted text": (r("a") + INS.format(r("b")) + r("c"), "abc"),
    "moved text": ("<w:moveFrom w:id='3'>" + r("a") + "</w:moveFrom><w:moveTo w:id='4'>" + r("b") + "</w:moveTo>", "b"),
    "deleted inside inserted": (INS.format(r("a") + DEL.format("<w:r><w:delText>b</w:delText></w:r>")), "a"),
    "field": (FIELD.format("begin") + INSTRUCTION + FIELD.format("separate") + r("link") + FIELD.format("end"), "link"),
    "field without a result": (FIELD.format("begin") + INSTRUCTION + FIELD.format("end") + r("a"), "a"),
    "field in the code of a field": (
        FIELD.format("begin") + FIELD.format("begin") + FIELD.format("separate") + r("no") + FIELD.format("end")
        + FIELD.format("separate") + r("yes") + FIELD.format("end"),
        "yes",
    ),
    "simple field": ('<w:fldSimple w:instr="REF a">' + r("see") + "</w:fldSimple>", "see"),
    "link": ('<w:hyperlink r:id="rId1">' + r("a") + "</w:hyperlink>" + r("b"), "ab"),
    "content control": ("<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent>" + r("a") + "</w:sdtContent></w:sdt>", "a"),
    "hidden text": (r("a") + r("b", "<w:vanish/>") + r("c", '<w:vanish w:val="0"/>'), "ac"),
    "marks of notes made by hand": (r("a") + r("1, *", '<w:vertAlign w:val="superscript"/>') + r(" b"), "a b"),
    "raised letters": (r("20") + r("th", '<w:vertAlign w:val="superscript"/>') + r(" b"), "20th b"),
    "ruby": ("<w:r><w:ruby><w:rt>" + r("zh") + "</w:rt><w:rubyBase>" + r("重") + "</w:rubyBase></w:ruby></w:r>", "重"),
    "formula": (r("a") + "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>" + r("b"), f"a{OPAQUE}b"),
    "picture in the line": (r("a") + "<w:r><w:drawing><wp:inline/></w:drawing></w:r>" + r("b"), f"a{OPAQUE}b"),
    "picture beside the text": (r("a") + "<w:r><w:drawing><wp:anchor/></w:drawing></w:r>" + r("b"), "ab"),
    "code": (r("a ") + r("b", '<w:rStyle w:val="C"/>') + r(" c"), f"a {OPAQUE} c"),
    "address": (r("see https://exam") + r("ple.org/a now"), f"see {OPAQUE} now"),
    "notes": (r("a") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + r("b"), "ab"),
    "format change": ('<w:r><w:rPr><w:b/><w:rPrChange w:id="5"><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr>' + t("a") + "</w:r>", "a"),
}  # fmt: skip


@pytest.mark.parametrize(("runs", "seen"), PARAGRAPHS.values(), ids=PARAGRAPHS)
def test_a_paragraph_is_what_the_reader_sees(runs: str, seen: str) -> None:
    data = docx(f"<w:p>{runs}</w:p>")

    document = formats.read("x.docx", data)

    assert [s.text for s in document.segments] == [seen]
    formats_laws.check(document, data)


TABLE = "<w:tbl><w:tr>{}</w:tr></w:tbl>"
CELL = "<w:tc>{}</w:tc>"

BODIES = {
    "paragraphs, empty ones counted": (p(r("a")) + p() + p(r("b")), [("paragraph 1", "a"), ("paragraph 3", "b")]),
    "cells": (
        p(r("a")) + TABLE.format(CELL.format(p(r("b"))) + CELL.format(p(r("c")) + p(r("d")))) + p(r("e")),
        [
            ("paragraph 1", "a"),
            ("table 1, row 1, cell 1", "b"),
            ("table 1, row 1, cell 2", "c"),
            ("table 1, row 1, cell 2, paragraph 2", "d"),
            ("paragraph 2", "e"),
        ],
    ),
    "a table in a table": (
        TABLE.format(CELL.format(TABLE.format(CELL.format(p(r("a")))) + p(r("b")))),
        [("table 1, row 1, cell 1, table 1, row 1, cell 1", "a"), ("table 1, row 1, cell 1", "b")],
    ),
    "a text box in the middle of a paragraph, read once": (
        p(r("a ") + SHAPE.format("anchor", BOX.format(p(r("in"))), "anchor", BOX.format(p(r("in")))) + r("b")),
        [("paragraph 1", "a b"), ("text box in paragraph 1", "in")],
    ),
    "a text box in the line": (
        p(r("a ") + SHAPE.format("inline", BOX.format(p(r("in"))), "inline", "") + r("b")),
        [("paragraph 1", f"a {OPAQUE}b"), ("text box in paragraph 1", "in")],
    ),
    "a fallback alone": (
        p("<w:r><mc:AlternateContent><mc:Fallback>" + t("a") + "</mc:Fallback></mc:AlternateContent></w:r>"),
        [("paragraph 1", "a")],
    ),
    "an end of a paragraph that is deleted": (
        "<w:p><w:pPr><w:rPr><w:del w:id='1' w:author='a'/></w:rPr></w:pPr>" + r("a ") + "</w:p>" + p(r("b")) + p(r("c")),
        [("paragraph 1", "a b"), ("paragraph 3", "c")],
    ),
    "the same before a table": (
        "<w:p><w:pPr><w:rPr><w:del w:id='1' w:author='a'/></w:rPr></w:pPr>" + r("a ") + "</w:p>" + TABLE.format(CELL.format(p(r("b")))),
        [("paragraph 1", "a "), ("table 1, row 1, cell 1", "b")],
    ),
    "a field over paragraphs": (
        p(FIELD.format("begin") + INSTRUCTION + FIELD.format("separate") + r("a")) + p(r("b") + FIELD.format("end")),
        [("paragraph 1", "a"), ("paragraph 2", "b")],
    ),
    "a field without an end": (p(FIELD.format("begin") + r("no")) + p(r("b")), [("paragraph 2", "b")]),
}  # fmt: skip


@pytest.mark.parametrize(("body", "seen"), BODIES.values(), ids=BODIES)
def test_a_place_is_said_in_words(body: str, seen: list[tuple[str, str]]) -> None:
    data = docx(body)

    document = formats.read("x.docx", data)

    assert [(s.where, s.text) for s in document.segments] == seen
    formats_laws.check(document, data)


def note(kind: str, number: int, text: str, more: str = "") -> str:
    return f'<w:{kind} w:id="{number}"{more}>{p(r(text))}{p(r("on"))}</w:{kind}>'


def test_notes_headers_and_comments_are_parts_of_their_own() -> None:
    marks = '<w:r><w:footnoteReference w:id="7"/></w:r><w:r><w:footnoteReference w:id="3"/></w:r>'
    data = docx(
        p(r("a"), marks),
        parts={
            "footnotes": note("footnote", 0, "-", ' w:type="separator"') + note("footnote", 3, "b") + note("footnote", 7, "c"),
            "endnotes": note("endnote", 2, "d"),
            "header2": p(r("e")),
            "header1": p(r("f")),
            "footer1": p(r("g")),
            "comments": note("comment", 5, "h") + note("comment", 6, "i", ' w:author="cqterm"'),
        },
    )  # fmt: skip

    document = formats.read("x.docx", data)

    assert [(s.part, s.where, s.text) for s in document.segments if s.text != "on"] == [
        ("word/document.xml", "paragraph 1", "a"),
        ("word/footnotes.xml", "footnote 2, paragraph 1", "b"),
        ("word/footnotes.xml", "footnote 1, paragraph 1", "c"),
        ("word/endnotes.xml", "endnote 1, paragraph 1", "d"),
        ("word/header1.xml", "header 1", "f"),
        ("word/header2.xml", "header 2", "e"),
        ("word/footer1.xml", "footer 1", "g"),
        ("word/comments.xml", "comment 1", "h"),
    ]
    formats_laws.check(document, data)
    assert document.meta.title == "A title"


def test_styles_say_what_is_a_heading_a_caption_and_code() -> None:
    body = (
        p(r("a"), style="1")
        + p(r("b"), style="Sub")
        + p(r("c"), style="Fig")
        + p(r("d"), style="Code")
        + p(r("e"), style="Pre")
    )
    cells = TABLE.format(CELL.format(p(r("f"))) + CELL.format(p(r("g"), style="1")))

    document = formats.read("x.docx", docx(body + cells))

    assert [(s.role, s.text) for s in document.segments] == [
        ("heading", "a"), ("heading", "b"), ("caption", "c"), ("text", "e"), ("cell", "f"), ("heading", "g"),
    ]  # fmt: skip


def lang(**marks: str) -> str:
    return "<w:lang " + " ".join(f'w:{key}="{mark}"' for key, mark in marks.items()) + "/>"


LANGUAGES = {
    "what a computer is set to says nothing": (r("Words"), ""),
    "all runs marked": (r("Words ", lang(val="fr-FR")) + r("more", lang(val="fr-FR")), "fr-FR"),
    "one run without a mark": (r("Words ", lang(val="fr-FR")) + r("more"), ""),
    "white space has no language": (r("Words", lang(val="fr-FR")) + r(" "), "fr-FR"),
    "letters belie the mark": (r("Words", lang(val="zh-CN")), ""),
    "Chinese": (r("重庆", lang(val="en-US", eastAsia="zh-TW")), "zh-TW"),
    "Chinese with an English name": (r("重庆 Chongqing", lang(val="en-US", eastAsia="zh-TW")), ""),
    "Cyrillic": (r("Слова", lang(val="ru-RU", eastAsia="zh-CN")), "ru-RU"),
}


@pytest.mark.parametrize(("runs", "language"), LANGUAGES.values(), ids=LANGUAGES)
def test_a_language_is_taken_where_the_text_is_marked(runs: str, language: str) -> None:
    assert [s.language for s in formats.read("x.docx", docx(p(runs))).segments] == [language]


def test_a_style_may_say_the_language() -> None:
    assert [s.language for s in formats.read("x.docx", docx(p(r("Mots"), style="Fr"))).segments] == ["fr-FR"]


def test_other_prefixes_names_and_encodings_are_read() -> None:
    data = docx(p(r("重庆 a")), main="word/document2.xml")
    parts = unpacked(data)
    other = parts["word/document2.xml"].decode().replace("w:", "ns0:").replace("xmlns:w", "xmlns:ns0")
    for changed in (other.encode(), other.encode("utf-16"), b"\xef\xbb\xbf" + other.encode()):
        again = packed({**parts, "word/document2.xml": changed})

        document = formats.read("x.docx", again)

        assert [s.text for s in document.segments] == ["重庆 a"]
        formats_laws.check(document, again)


BROKEN = {
    "no archive": (
        b"PK\3\4 and nothing else",
        r"^x\.docx: is no zip archive, or a damaged one .*open it in its program",
    ),
    "an old file": (
        bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600,
        r"^x\.docx: is an old \.doc file or locked with a",
    ),
    "another archive": (
        packed({"a.txt": "a"}),
        r"^x\.docx: is no Word document: it has no main part \(word/document\.xml",
    ),
    "another program's": (
        packed(
            {
                "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                '<Relationship Id="a" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>',
                "xl/workbook.xml": '<?xml version="1.0"?><x:workbook xmlns:x="x"><x:sheets/></x:workbook>',
            }
        ),
        r"^x\.docx: is no Word document: its main part \(xl/workbook\.xml\) is a workbook: give it the suffix of its own",
    ),
    "entities": (
        packed({"word/document.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
        r"^x\.docx:word/document\.xml: declares entities",
    ),
    "nested": (
        packed({"word/document.xml": "<a>" * 300 + "</a>" * 300}),
        r"^x\.docx:word/document\.xml: is nested deeper",
    ),
    "broken XML": (
        packed({"word/document.xml": "<a>\n<b></a>"}),
        r"^x\.docx:word/document\.xml: broken XML at line 2, column 6 \(mismatched tag\)",
    ),
    "broken UTF-8": (
        packed({"word/document.xml": b"<a>\xff</a>"}),
        r"^x\.docx:word/document\.xml: breaks UTF-8 at byte 3",
    ),
}


@pytest.mark.parametrize(("data", "said"), BROKEN.values(), ids=BROKEN)
def test_what_is_no_word_file_is_refused_with_its_place(data: bytes, said: str) -> None:
    with pytest.raises(FormatError, match=said):
        formats.read("x.docx", data)


# --- directives ---------------------------------------------------------------------------------------------------


def about(number: int, *runs: str) -> str:
    mark = f'w:id="{number}"'
    return f"<w:commentRangeStart {mark}/>{''.join(runs)}<w:commentRangeEnd {mark}/><w:r><w:commentReference {mark}/></w:r>"


def said(number: int, text: str) -> str:
    return f'<w:comment w:id="{number}" w:author="a">{p(r(text))}</w:comment>'


SLIP = "mega-port"

SILENCED = {
    "off speaks of the text that the comment is about": (
        [p(about(1, r(SLIP)), r(f", {SLIP}")), p(r(SLIP))], ["cqterm: off"], ["paragraph 1", "paragraph 2"],
    ),
    "off holds up to on": (
        [p(about(1, r(SLIP))), p(r(SLIP)), p(about(2, r("x"))), p(r(SLIP))], ["cqterm: off", "cqterm: on"], ["paragraph 4"],
    ),
    "off names a rule and gives a reason, with the dash that Word makes": (
        [p(about(1, r(f"{SLIP} Two Piers and Two Towers")))], ["cqterm: off term-hyphen – as printed"], ["paragraph 1"],
    ),
    "skip-line speaks of the paragraph": (
        [p(r(f"{SLIP} "), about(1, r("x")), r(f" {SLIP}")), p(r(SLIP))], ["cqterm: skip-line"], ["paragraph 2"],
    ),
    "skip-next-line speaks of the next": ([p(about(1, r(SLIP))), p(r(SLIP))], ["cqterm: skip-next-line"], ["paragraph 1"]),
    "other comments are text": ([p(about(1, r("x")))], ["see the mega-port"], ["comment 1"]),
    "directives are no text": ([p(about(1, r("x")))], ["cqterm: off -- the mega-port"], []),
}  # fmt: skip


@pytest.mark.parametrize(("body", "comments", "left"), SILENCED.values(), ids=SILENCED)
def test_a_comment_may_silence_findings(body: list[str], comments: list[str], left: list[str]) -> None:
    data = docx("".join(body), parts={"comments": "".join(said(n, text) for n, text in enumerate(comments, 1))})

    job = Job(lexicon=lexicon(), settings=Settings(ignore=("unused-suppression",)))

    assert [f.place.where for f in lint_bytes(job, "x.docx", data).findings] == left


def test_a_comment_that_silences_nothing_is_told_at_its_place() -> None:
    data = docx(p(r("Fine.")) + p(about(1, r("Well."))), parts={"comments": said(1, "cqterm: off term-hyphen")})

    (finding,) = lint_bytes(Job(lexicon=lexicon()), "x.docx", data).findings

    assert (finding.rule, finding.place.where) == ("unused-suppression", "paragraph 2")


def test_what_is_marked_as_another_language_is_told() -> None:
    french = r("Le mega-port", lang(val="fr-FR"))
    result = lint_bytes(Job(lexicon=lexicon()), "x.docx", docx(p(french) + p(r("重庆", lang(eastAsia="zh-CN")))))

    assert not result.findings
    assert result.notes == ("1 paragraph marked as fr-FR not searched: mark them anew if that is wrong",)


def test_a_signed_file_is_told() -> None:
    data = packed({**unpacked(docx(p(r("a")))), "_xmlsignatures/origin.sigs": ""})

    assert formats.read("x.docx", data).notes == ("is signed: a fix makes the signature void",)
