"""Reading what other tools write: TBX of every kind, PO, JSON, and the liberties that are taken and told."""

import json
import re
from pathlib import Path

import pytest

from cqterm.errors import FormatError
from cqterm.exchange import read_any
from cqterm.exchange.adopt import Reading
from cqterm.exchange.languages import Languages
from cqterm.exchange.vocabulary import STATUSES, key, tag
from cqterm.glossary.read import parse
from cqterm.glossary.render import render_glossary


def _tbx(body: str, *, root: str = '<martif type="TBX" xml:lang="en">') -> Reading:
    end = f"</{root[1:].split(' ', maxsplit=1)[0]}>"
    return read_any("x.tbx", f"{root}<text><body>{body}</body></text>{end}".encode(), wanted=Languages())


def _entry(*terms: str, language: str = "en", identifier: str = "") -> str:
    said = f' id="{identifier}"' if identifier else ""
    tigs = "".join(f"<tig>{term}</tig>" for term in terms)
    return f'<termEntry{said}><langSet xml:lang="{language}">{tigs}</langSet></termEntry>'


def _status(word: str, category: str = "administrativeStatus") -> str:
    return f'<term>a b</term><termNote type="{category}">{word}</termNote>'


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("preferredTerm-admn-sts", "preferred"),
        ("PREFERRED", "preferred"),
        ("standardizedTerm", "preferred"),
        ("Admitted_term", "admitted"),
        ("notRecommended", "deprecated"),
        ("not recommended", "deprecated"),
        ("forbidden", "deprecated"),
        ("do-not-use", "deprecated"),
        ("Obsolete", "superseded"),
        ("supersededterm-admn-sts", "superseded"),
        ("Draft", None),
        ("finalized", None),
    ],
)
def test_statuses_of_vendors(word: str, status: str | None) -> None:
    assert STATUSES.get(key(word)) == status
    reading = _tbx(_entry("<term>first</term>", _status(word)))
    term = reading.glossary.concepts[0].terms[1]
    if status is None:
        assert term.note == f"status: {word}"
        assert any("none that is known" in remark for remark in reading.remarks)
    else:
        assert (term.status, term.note) == (status, "")


@pytest.mark.parametrize("category", ["administrativeStatus", "normativeAuthorization", "Usage status", "STATUS"])
def test_categories_of_a_status(category: str) -> None:
    assert _tbx(_entry(_status("deprecated", category))).glossary.concepts[0].terms[0].status == "deprecated"


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("zh_hans", "zh-Hans"),
        ("ZH-HANS-cn", "zh-Hans-CN"),
        ("en_us", "en-US"),
        ("EN", "en"),
        ("de_DE.UTF-8", "de-DE"),
        ("sr@latin", "sr"),
        ("x-klingon", "x-klingon"),
        ("en-x-twain", "en-x-twain"),
        ("English (United States)", ""),
        ("", ""),
    ],
)
def test_language_tags(said: str, read: str) -> None:
    assert tag(said) == read


def test_a_language_without_a_tag_loses_no_term() -> None:
    body = _entry("<term>a</term>") + _entry("<term>b</term>", language="German, I think")
    reading = _tbx(body)
    assert [concept.terms[0].language for concept in reading.glossary.concepts] == ["en", "und"]
    assert any("«German, I think» is no language tag" in remark for remark in reading.remarks)


@pytest.mark.parametrize(
    ("wanted", "said"),
    [(Languages(), "no language of its terms is known"), (Languages("en", "en"), "source and target are both en")],
)
def test_two_languages_are_needed(wanted: Languages, said: str) -> None:
    body = _entry("<term>a</term>", language="English!")
    with pytest.raises(FormatError, match=f"{said}: give --source-language and --target-language"):
        read_any("x.tbx", f"<martif><text><body>{body}</body></text></martif>".encode(), wanted=wanted)


def test_broken_sources_are_mended_and_told() -> None:
    sources = [{"id": "a", "date": "May", "excerpt_of": "z"}, {"id": "a"}, {"id": "b", "language": "??", "tier": -1}]
    terms = [{"text": "x", "lang": "en"}]
    value = {"languages": {"source": "zh", "target": "en"}, "sources": sources, "concepts": [{"terms": terms}]}
    reading = read_any("x.json", json.dumps(value).encode(), wanted=Languages())
    assert len([remark for remark in reading.remarks if remark.startswith("sources")]) == 5
    assert parse(render_glossary(reading.glossary), "x").problems == ()


def test_ids_missing_repeated_invalid() -> None:
    entries = [
        _entry(f"<term>{t}</term>", identifier=i)
        for t, i in zip("abcdef", ["ok", "", "ok", "1", "A B", "c-1"], strict=True)
    ]
    ids = [concept.id for concept in _tbx("".join(entries)).glossary.concepts]
    assert ids == ["ok", "b", "ok-2", "c-1-2", "a-b", "c-1"]


def test_a_chinese_term_alone_gets_an_id_that_stays() -> None:
    assert _tbx(_entry("<term>重庆</term>", language="zh")).glossary.concepts[0].id == "c-29a49be1"


def test_ntig_tig_namespaces_groups_and_several_terms_in_one_section() -> None:
    ntig = (
        '<m:martif xmlns:m="urn:m"><m:text><m:body><m:termEntry><m:langSet xml:lang="en"><m:ntig><m:termGrp>'
        '<m:term>one</m:term><m:termNote type="partOfSpeech">Noun</m:termNote></m:termGrp>'
        '<m:descripGrp><m:descrip type="context">one two</m:descrip></m:descripGrp></m:ntig>'
        "<m:tig><m:term>two</m:term><m:term>three</m:term></m:tig></m:langSet></m:termEntry></m:body></m:text></m:martif>"
    )
    terms = read_any("x.xml", ntig.encode(), wanted=Languages()).glossary.concepts[0].terms
    assert [(term.text, term.note) for term in terms] == [
        ("one", "partOfSpeech: Noun\ncontext: one two"),
        ("two", ""),
        ("three", ""),
    ]


def test_unknown_elements_become_notes() -> None:
    (concept,) = _tbx(
        '<termEntry id="a"><descrip type="Usage note">see\n      b</descrip>'
        '<vendor:flag xmlns:vendor="v">red</vendor:flag>'
        '<descrip>plain</descrip><xref type="xGraphic" target="http://x/y">a picture</xref>'
        "<transacGrp><transac type='transactionType'>origination</transac><date>2010-04-17</date></transacGrp>"
        '<langSet xml:lang="en"><tig><term>a &amp;nbsp; <hi>b</hi></term><termNote type="geo">UK</termNote></tig>'
        "</langSet></termEntry>"
    ).glossary.concepts
    assert concept.note.split("\n") == [
        "Usage note: see", "b", "flag: red", "plain", "xGraphic: a picture (http://x/y)",
        "transacGrp: transactionType: origination; date: 2010-04-17",
    ]  # fmt: skip
    assert concept.terms[0].text == "a b"
    assert concept.terms[0].note == "geo: UK"


def test_a_term_twice_or_nearly_so_is_kept_once_and_told() -> None:
    reading = _tbx(_entry("<term>E-Mail</term>", "<term>e-mail</term>", "<term>E-Mail</term>"))
    (concept,) = reading.glossary.concepts
    assert [term.text for term in concept.terms] == ["E-Mail"]
    assert concept.note == "also written: e-mail"
    assert sorted(reading.remarks)[-2:] == [
        "terms: differ in case, dashes or spaces alone, kept as a note (1 term)",
        "terms: twice in one language, left out (1 term)",
    ]


def test_a_term_of_two_concepts_is_approved_in_the_first_alone() -> None:
    section = '<langSet xml:lang="{}"><tig><term>{}</term></tig></langSet>'
    pair = f"<termEntry>{section.format('en', '{}')}{section.format('de', '{}')}</termEntry>"
    reading = _tbx(pair.format("login", "anmelden") + pair.format("login", "Anmeldung"))
    assert [concept.state for concept in reading.glossary.concepts] == ["approved", "proposed"]


@pytest.mark.parametrize(
    ("wanted", "pair"),
    [
        (Languages(), ("en", "zh-Hans")),
        (Languages("zh-Hans", "en"), ("zh-Hans", "en")),
        (Languages("zh", "en-GB"), ("zh", "en-GB")),
        (Languages("", "en"), ("zh-Hans", "en")),
    ],
)
def test_languages_are_guessed_or_chosen(wanted: Languages, pair: tuple[str, str]) -> None:
    body = (
        '<termEntry><langSet xml:lang="en"><tig><term>a</term></tig></langSet>'
        '<langSet xml:lang="zh_Hans"><tig><term>重</term></tig></langSet></termEntry>'
    )
    data = f"<martif><text><body>{body}</body></text></martif>".encode()
    glossary = read_any("x.tbx", data, wanted=wanted).glossary
    assert (glossary.source_language, glossary.target_language) == pair
    assert {term.language for term in glossary.concepts[0].terms} == set(pair)


def test_a_language_that_is_not_there_is_an_error() -> None:
    with pytest.raises(FormatError, match="no term in fr: its languages are en"):
        read_any(
            "x.tbx",
            b"<martif><text><body>" + _entry("<term>a</term>").encode() + b"</body></text></martif>",
            wanted=Languages("fr", "sv"),
        )


def test_indonesian_is_no_key_of_concepts() -> None:
    body = (
        '<termEntry><langSet xml:lang="id"><tig><term>a</term></tig></langSet>'
        '<langSet xml:lang="en"><tig><term>b</term></tig></langSet></termEntry>'
    )
    glossary = _tbx(body).glossary
    assert glossary.source_language == "id-Latn"
    assert parse(render_glossary(glossary), "x").problems == ()


@pytest.mark.parametrize("text", ["<html/>", "<tbx/>", "<martif><text><body/></text></martif>"])
def test_xml_without_a_term_is_refused(text: str) -> None:
    with pytest.raises(FormatError):
        read_any("x.tbx", text.encode(), wanted=Languages())


def test_real_files_hold_as_many_terms_as_they_write(shared: Path) -> None:
    """Terms that are empty in the file are no terms; each file becomes a glossary without a problem."""
    files = [*(shared / "tbx" / "real").iterdir(), *(shared / "tbx" / "samples").glob("*VALID.tbx")]
    assert len(files) > 5
    for path in files:
        data = path.read_bytes()
        written = [t for t in re.findall(r"<term(?: [^>]*)?>([^<]*)</term>", data.decode("utf-8-sig")) if t.strip()]
        reading = read_any(path.name, data, wanted=Languages())
        terms = [term for concept in reading.glossary.concepts for term in concept.terms]
        assert len(terms) == len(written) > 0, path.name
        assert parse(render_glossary(reading.glossary), path.name).problems == ()


@pytest.mark.parametrize("name", ["gnome-glossary__zh_CN.po", "python-docs-zh_CN__glossary.po"])
def test_real_po_files(shared: Path, name: str) -> None:
    reading = read_any(name, (shared / "l10n" / name).read_bytes(), wanted=Languages())
    glossary = reading.glossary
    assert (glossary.source_language, glossary.target_language) == ("en", "zh-CN")
    assert len(glossary.concepts) > 400
    assert parse(render_glossary(glossary), name).problems == ()


PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nLanguage: de\\n"\n\n'


def test_po_of_others() -> None:
    text = PO + (
        '#. "A way in."\n# mind the noun\n#, fuzzy\nmsgctxt "the verb"\nmsgid "login"\nmsgstr "anmelden"\n\n'
        'msgid "one file"\nmsgid_plural "files"\nmsgstr[0] "Datei"\nmsgstr[1] "Dateien"\n\n'
        'msgid "open"\nmsgstr ""\n\n#~ msgid "old"\n#~ msgstr "alt"\n'
    )
    reading = read_any("x.po", text.encode(), wanted=Languages())
    login, files, untranslated = reading.glossary.concepts
    assert (login.state, login.definition, login.note) == ("proposed", "A way in.", "mind the noun\ncontext: the verb")
    assert [term.text for term in files.terms] == ["one file", "Datei"]
    assert untranslated.state == "proposed"
    assert "messages: obsolete, left out (1 message)" in reading.remarks


@pytest.mark.parametrize(
    ("translation", "rendering"),
    [
        ("Log in -- anmelden", "anmelden"),
        ("log in — anmelden", "anmelden"),
        ("log in - sich anmelden -- dort", "sich anmelden -- dort"),
        ("log in--anmelden", "log in--anmelden"),
        ("log in --", "log in --"),
        ("log in again -- anmelden", "log in again -- anmelden"),
        ("anmelden -- log in", "anmelden -- log in"),
    ],
)
def test_po_that_repeats_the_term_before_its_rendering(translation: str, rendering: str) -> None:
    reading = read_any("x.po", f'{PO}msgid "log in"\nmsgstr "{translation}"\n'.encode(), wanted=Languages())
    assert [term.text for term in reading.glossary.concepts[0].terms] == ["log in", rendering]
    told = "messages: the term before its rendering, left out (1 message)"
    assert (told in reading.remarks) == (rendering != translation)


@pytest.mark.parametrize(
    ("source", "translation", "renderings"),
    [
        ("link", "连接,链接", ["连接", "链接"]),
        ("link", "Verweis; Link", ["Verweis", "Link"]),
        ("link", "Verweis, der auf etwas anderes zeigt", ["Verweis, der auf etwas anderes zeigt"]),
        ("link, hyperlink", "Verweis, Link", ["Verweis, Link"]),
        ("Hello.", "Hallo, du", ["Hallo, du"]),
        ("link", "Verweis,", ["Verweis,"]),
    ],
)
def test_po_that_lists_renderings(source: str, translation: str, renderings: list[str]) -> None:
    reading = read_any("x.po", f'{PO}msgid "{source}"\nmsgstr "{translation}"\n'.encode(), wanted=Languages())
    _, *terms = reading.glossary.concepts[0].terms
    assert [term.text for term in terms] == renderings
    assert [term.status for term in terms] == ["preferred", *["admitted"] * (len(renderings) - 1)]
    told = "messages: a list, whose others are admitted (1 message)"
    assert (told in reading.remarks) == (len(renderings) > 1)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("x.po", b"/etc/passwd", "not valid PO"),
        ("x.po", PO.encode() + b'msgid "a\nmsgstr', "not valid PO"),
        ("x.po", b'msgid "\xff"\nmsgstr "a"\n', "x.po:1: is not utf-8"),
        ("x.json", b"[1]", "should be an object"),
        ("x.json", b'{"concepts": [], "languages"', "not valid JSON"),
        ("x.json", b'{"a": 1}', "no glossary of cqterm"),
        ("x.json", b"[" * 100_000, "nested too deep"),
        ("x.json", b'{"version": 2, "languages": {}, "concepts": []}', "version 2"),
        (
            "x.json",
            b'{"languages": {}, "concepts": [{"id": "a", "terms": [{"text": 1}]}]}',
            r"concepts 1 \(a\): terms 1: «text»",
        ),
        ("x.json", b'{"languages": {}, "concepts": [{"state": "done"}]}', "«done» is no state"),
        ("x.doc", b"text", "no format reads such a file"),
    ],
)
def test_what_is_broken_is_named(name: str, data: bytes, said: str) -> None:
    with pytest.raises(FormatError, match=said):
        read_any(name, data, wanted=Languages())


def test_json_by_hand_may_leave_things_out() -> None:
    value = {"languages": {"source": "zh_Hans", "target": "en"}, "concepts": [{"terms": [{"text": "a", "lang": "EN"}]}]}
    (concept,) = read_any("x.json", json.dumps(value).encode(), wanted=Languages()).glossary.concepts
    assert (concept.id, concept.terms[0].language, concept.terms[0].status) == ("a", "en", "preferred")


def test_what_only_some_formats_can_be_told() -> None:
    with pytest.raises(FormatError, match="--columns says nothing about json"):
        read_any("x.json", b"{}", wanted=Languages(), columns="en")
