"""XLIFF and TMX: the same units as a full parser sees, fixed without touching a tag, refused with the place."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from cqterm import formats
from cqterm.errors import FormatError
from cqterm.formats.xml_scan import scan
from cqterm.model import Edit, Span
from tests import formats_laws

ATOMS = [
    *("a ", "b&amp;", "&#8217;", "重", "<g id='1'>", "</g>", "<x id='2'/>", '<ph id="3">%s</ph>', "<!-- c -->", "\n  "),
    *("<mrk mtype='seg' mid='1'>", "</mrk>", "<![CDATA[d]]>", "<?e f?>", "<bpt id='4'>", "</bpt>", "{0}", "&lt;b&gt;"),
]
UNIT = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<xliff version="1.2">'
    '<file source-language="en" target-language="zh"><body>'
    '<trans-unit id="1"><source>{}</source><target>{}</target></trans-unit></body></file></xliff>'
)
WORD = UNIT.format("s", "the <g id='1'>WORD</g> is &amp; was")


def _folded(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _fixtures(shared: Path, suffix: str) -> list[Path]:
    found = sorted((shared / "l10n").glob(f"*{suffix}"))
    assert found
    return found


@pytest.mark.parametrize(("suffix", "wanted"), [(".xlf", ("source", "target")), (".tmx", ("seg",))])
def test_real_files_hold_what_a_full_parser_finds_in_them(shared: Path, suffix: str, wanted: tuple[str, ...]) -> None:
    for path in _fixtures(shared, suffix):
        data = path.read_bytes()
        document = formats.read(path.name, data)
        elements = [e for e in etree.fromstring(data).iter("{*}*") if etree.QName(e).localname in wanted]
        texts = {_folded(e) for e in elements}
        plain = {" ".join(s.text.split()) for s in document.segments if "\ufffc" not in s.text}

        formats_laws.check(document, data)
        assert len(document.segments) > 1000
        assert len({t for t in plain if t not in texts}) < len(plain) / 10  # tags of HTML vanish from ours


def test_a_fix_in_a_real_file_leaves_it_well_formed(shared: Path) -> None:
    """An edit in every target: undoing them all gives the same bytes, and the file still parses."""
    for path in [*_fixtures(shared, ".xlf"), *_fixtures(shared, ".tmx")]:
        data = path.read_bytes()
        document = formats.read(path.name, data)
        edits = [
            Edit(Span(s.pieces[0].span.start, s.pieces[0].span.start), "R&D<")
            for s in document.segments
            if s.role == "target"
        ]
        written = formats.write(document, {"": sorted(edits)})

        etree.fromstring(written)
        assert written.replace(b"R&amp;D&lt;", b"") == data


@given(st.lists(st.sampled_from(ATOMS)), st.lists(st.sampled_from(ATOMS)))
def test_the_laws_hold_for_markup_of_all_kinds(source: list[str], target: list[str]) -> None:
    data = UNIT.format("".join(source), "".join(target)).encode()
    try:
        wanted = etree.fromstring(data)
    except etree.XMLSyntaxError:
        with pytest.raises(FormatError, match=r"x\.xlf: line \d+, column \d+: not well-formed XML"):
            formats.read("x.xlf", data)
        return
    assert "".join(data.decode()[t.start : t.end] for t in scan(data.decode())) == data.decode()
    if _folded(wanted.find(".//target")):
        formats_laws.check(formats.read("x.xlf", data), data)


@pytest.mark.parametrize("put", ["R&D", "<b>", "]]>", "重", '"'])
@pytest.mark.parametrize("encoding", ["UTF-8", "ISO-8859-1", "UTF-16"])
def test_what_a_fix_puts_in_is_escaped(put: str, encoding: str) -> None:
    source = WORD.replace("UTF-8", encoding)
    data = source.encode(encoding)
    document = formats.read("x.xlf", data)
    start = document.part("").index("WORD")

    written = formats.write(document, {"": [Edit(Span(start, start + 4), put)]})

    target = etree.fromstring(written).find(".//target")
    assert _folded(target) == f"the {put} is & was"
    assert written.startswith(data[: data.index("WORD".encode(document.encoding))])


def test_what_stands_in_cdata_is_not_escaped() -> None:
    data = UNIT.format("a", "<!-- <![CDATA[ --><![CDATA[the WORD]]> b").encode()
    document = formats.read("x.xlf", data)
    start = data.index(b"WORD")

    assert b"[the R&D]]" in formats.write(document, {"": [Edit(Span(start, start + 4), "R&D")]})


ATTACK = '<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (ATTACK + "<xliff>&c;</xliff>", r"line 1, column \d+: declares the entity 'a': write out what it stands for"),
        ('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><xliff>&a;</xliff>', "declares the entity 'a'"),
        ('<!DOCTYPE x [<!ENTITY % a SYSTEM "http://x.org/y">%a;]><xliff/>', "declares the entity 'a'"),
        (
            "<xliff>" + "<g>" * 1000 + "</g>" * 1000 + "</xliff>",
            "line 1, column 608: more than 200 elements inside",
        ),
        ("<xliff>\n<file></xliff>", r"line 2, column 9: not well-formed XML \(mismatched tag\): mend it there"),
        ("<xliff>&nbsp;</xliff>", r"line 1, column 8: not well-formed XML \(undefined entity\)"),
        ("", r"line 1, column 1: not well-formed XML \(no element found\)"),
        ("<html/>", r"x\.xlf: its root is <html>, not <xliff>: give it the suffix of what it is"),
        (UNIT.format("a", ""), r"x\.xlf: it is to be zh, but none of its units \(1\) has a target: translate it first"),
        (UNIT.replace("UTF-8", "klingon").format("a", "b"), "declares an encoding that there is not, 'klingon'"),
    ],
)
def test_a_bad_file_is_refused_with_the_place(source: str, message: str) -> None:
    with pytest.raises(FormatError, match=message):
        formats.read("x.xlf", source.encode())


def test_mixed_encodings_are_refused_with_the_place() -> None:
    data = UNIT.format("a", "重庆").encode() + "<!-- 重庆 -->".encode("gbk")

    with pytest.raises(FormatError, match=r"x\.xlf: declares UTF-8 but breaks it at byte \d+, in line 2"):
        formats.read("x.xlf", data)


def test_a_file_cut_off_anywhere_is_refused() -> None:
    data = WORD.encode()
    for end in range(len(data)):
        with pytest.raises(FormatError, match=r"^x\.xlf: "):
            formats.read("x.xlf", data[:end])


def test_a_memory_that_is_none_is_refused() -> None:
    with pytest.raises(FormatError, match=r"x\.tmx: its root is <xliff>, not <tmx>"):
        formats.read("x.tmx", b"<xliff/>")


def test_a_comment_is_a_directive() -> None:
    comment = "<!-- cqterm: skip-next-line — ours -->"  # XML allows no two hyphens in a comment
    source = UNIT.format("a", "b").replace("<trans-unit", f"{comment}<trans-unit")

    (found,) = formats.read("x.xlf", source.encode()).directives

    assert (found.verb, found.reason) == ("skip-next-line", "ours")
    assert source[found.span.start : found.span.end] == comment
