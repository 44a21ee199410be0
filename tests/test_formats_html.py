"""HTML: cut as a browser cuts it, in time that grows with the text alone; fixed without touching a tag."""

import time
from collections.abc import Iterator
from typing import Any

import pytest
from html5lib._tokenizer import HTMLTokenizer
from html5lib.constants import tokenTypes
from hypothesis import given, settings
from hypothesis import strategies as st

from cqterm import formats
from cqterm.errors import FormatError
from cqterm.formats.html_scan import attributes, references, scan, value
from cqterm.model import Edit, Span
from tests import formats_laws

# Tags torn into pieces. Left out is a quotation mark that nothing closes: a browser swallows the rest of the page.
ATOMS = (
    "a|bc |<|>|/|!|?|=|&|&amp;|&lt|&#65;|;|<b>|</b>|<p |</p >|<br/>|<a href=|\"x y\"|'z'|<!--|-->|--!>|<!|<?|</|"
    "<!-- c -->|"
    "<script>|</script>|<title>|</title>|<style>|</STYLE\n>|<I CLASS='q'ID=r>| |\n|é|重"
).split("|")


def _browser(source: str) -> Iterator[tuple[str, object]]:
    """Tags with their attributes, and text, as the tokenizer of html5lib gives them."""
    tokenizer = HTMLTokenizer(source)
    raw = {"script": "rawtextState", "style": "rawtextState", "title": "rcdataState"}
    for token in tokenizer:
        if token["type"] == tokenTypes["StartTag"]:
            given: Any = token["data"]
            yield "start", (token["name"], {k: v for k, v in given.items() if v and "&" not in source})
            if token["name"] in raw:
                tokenizer.state = getattr(tokenizer, raw[token["name"]])
        elif token["type"] == tokenTypes["EndTag"]:
            yield "end", token["name"]
        elif token["type"] in (tokenTypes["Characters"], tokenTypes["SpaceCharacters"]):
            yield "text", token["data"]


def _ours(source: str) -> Iterator[tuple[str, object]]:
    raw = False
    for token in scan(source):
        if token.kind == "start":
            given = {k: source[a:b] for k, (a, b) in attributes(source, token).items() if b > a and "&" not in source}
            yield "start", (token.name, given)
            raw = token.name in ("script", "style")
        elif token.kind == "end":
            yield "end", token.name
        elif token.kind == "text" or (token.kind == "other" and raw):
            text = source[token.start : token.end]
            if token.kind == "text":
                text = _decoded(source, token.start, token.end)
            yield "text", text
        if token.kind != "start":
            raw = False


def _decoded(source: str, start: int, end: int) -> str:
    out: list[str] = []
    at = start
    for swap in references(source, start, end):
        out += source[at : swap.start], swap.text
        at = swap.end
    return "".join([*out, source[at:end]])


def _joined(tokens: Iterator[tuple[str, object]]) -> list[tuple[str, object]]:
    out: list[tuple[str, object]] = []
    for kind, what in tokens:
        if kind == "text" and out and out[-1][0] == "text":
            out[-1] = ("text", f"{out[-1][1]}{what}")
        else:
            out.append((kind, what))
    return out


@settings(max_examples=400, derandomize=True)
@given(st.lists(st.sampled_from(ATOMS), max_size=14).map("".join))
def test_a_page_is_cut_as_a_browser_cuts_it(source: str) -> None:
    assert _joined(_ours(source)) == _joined(_browser(source))


@given(st.lists(st.sampled_from([*ATOMS, '"', "<code>", "<li lang=fr>", "<i lang=zh>", "</i>", "<img alt='a b'>"])))
def test_the_laws_hold_for_markup_of_all_kinds(atoms: list[str]) -> None:
    data = "".join(atoms).encode()

    formats_laws.check(formats.read("x.html", data), data)
    formats_laws.check(formats.read("x.xhtml", data), data)


def test_an_attribute_says_what_a_reader_sees() -> None:
    source = "<a title=' one\n &amp; two '>"
    (tag,) = scan(source)

    assert value(source, attributes(source, tag)["title"]) == "one & two"


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ('<meta charset="gb2312">', "gb18030"),
        ("<meta http-equiv=Content-Type content='text/html; charset=GBK'>", "gb18030"),
        ("<?xml version='1.0' encoding='Big5'?>", "big5"),
        ("<meta charset=utf-8>", "utf-8"),
        ("\ufeff", "utf-8"),
        ("", "utf-8"),
    ],
)
def test_the_encoding_is_the_one_that_the_page_declares(declared: str, encoding: str) -> None:
    source = f"{declared}<p>重慶 Trad Corridor\r\n"
    data = source.encode(encoding)

    document = formats.read("x.html", data)
    start = source.index("Trad")
    written = formats.write(document, {"": [Edit(Span(start, start + 4), "Trade")]})

    assert document.segments[-1].text == "重慶 Trad Corridor"
    assert document.notes == ()
    assert written == source.replace("Trad ", "Trade ").encode(encoding)


def test_what_declares_one_encoding_and_is_utf8_is_read_and_said() -> None:
    document = formats.read("x.html", "<meta charset=iso-8859-1><p>重庆".encode())

    assert document.segments[0].text == "重庆"
    assert document.notes == ("declares iso-8859-1, but is UTF-8 and read as that",)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            b"<meta charset=utf-8>\n<p>\xff\xfe",
            r"x\.html: declares utf-8 but breaks it at byte 24, in line 2: save all",
        ),
        (
            b"<meta charset=klingon><p>a",
            r"x\.html: line 1: declares an encoding that there is not, 'klingon': write the name",
        ),
        (b"<meta charset=rot13><p>a", r"x\.html: line 1: declares an encoding that there is not, 'rot13'"),
        ("<meta charset=gbk>\n重庆".encode("gbk") + "重庆’".encode() + b"\xff", "declares gbk but breaks it at byte"),
    ],
)
def test_a_page_in_two_encodings_is_refused_with_the_place(data: bytes, message: str) -> None:
    with pytest.raises(FormatError, match=message):
        formats.read("x.html", data)


@pytest.mark.parametrize(
    ("source", "put", "written"),
    [
        ("<p>the WORD is", "R&D <x>", "<p>the R&amp;D &lt;x&gt; is"),
        ("<p>“the WORD is”", 'a "b"', '<p>“the a "b" is”'),
        ("<img alt='the WORD is'>", "'a' \"b\"", "<img alt='the &#39;a&#39; &quot;b&quot; is'>"),
        (
            "<?xml version='1.0'?><p><![CDATA[the WORD is]]></p>",
            "R&D",
            "<?xml version='1.0'?><p><![CDATA[the R&D is]]></p>",
        ),
    ],
)
def test_what_a_fix_puts_in_is_escaped(source: str, put: str, written: str) -> None:
    document = formats.read("x.html", source.encode())
    start = source.index("WORD")

    data = formats.write(document, {"": [Edit(Span(start, start + 4), put)]})

    assert data.decode() == written
    assert put in formats.read("x.html", data).segments[0].text


def test_a_character_that_the_encoding_lacks_becomes_a_reference() -> None:
    document = formats.read("x.html", "<meta charset=iso-8859-1><p>é WORD".encode("latin-1"))

    assert formats.write(document, {"": [Edit(Span(30, 34), "重")]}).endswith(b"\xe9 &#37325;")


NASTY = [
    *("<", "<a", "<a ", "<a b='", '<a b="', "<!--", "<?", "<![CDATA[", "<!a", "&", "&amp;", "</", "</a>", "<p>", "<b>"),
    *("<code>", "<script>", "<title>", "<div lang=fr>", "<div>a", "<span lang=fr>", "<sup>", "<li>", "<pre>", "<td>"),
    *("<p translate=no>", "<img alt='a'>", " \n", " ", "<del>", "<b></p>", "<span lang=fr></b>", "</p>", "<p><b>"),
]


@pytest.mark.parametrize("unit", NASTY)
def test_the_work_is_linear_in_the_text(unit: str) -> None:
    """Four times the text takes about four times the time; were it quadratic, sixteen times, and seconds."""
    for _ in range(3):
        small, large = (_seconds(unit, size) for size in (10_000, 40_000))
        if large < 0.5 or large < 10 * small:
            return
    pytest.fail(f"40,000 characters of {unit!r} took {large / small:.0f} times as long as 10,000")


def _seconds(unit: str, size: int) -> float:
    data = (unit * (size // len(unit))).encode()
    start = time.process_time()
    formats.read("x.html", data)
    return time.process_time() - start
