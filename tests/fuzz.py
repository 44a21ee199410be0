"""Bounded fuzzing of the readers: broken documents, and what a reader must make of them.

What breaks a reader is kept under tests/crashes, where every run tries it again: give the file a name that says what
is wrong with it. A format that is new has its seed here.
"""

import re
from pathlib import Path

from hypothesis import strategies as st

from cqterm import formats
from cqterm.engine import Job, lint_bytes
from cqterm.errors import FormatError
from tests import formats_laws
from tests.docx_example import docx, p, packed, r, unpacked
from tests.words import lexicon

LEXICON = lexicon()
FIX = Job(lexicon=LEXICON, fix="unsafe")
TRACK = Job(lexicon=LEXICON, fix="unsafe", track=True)
ANNOTATE = Job(lexicon=LEXICON, annotate=True)

CRASHES = Path(__file__).parent / "crashes"

HTML = (
    b"<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>A &amp; b</title><meta name=description "
    b'content="On c"></head><body><!-- cqterm: off --><p>a <b>d</b> <span lang="zh">\xe9\x87\x8d</span> &#8217;<br>'
    b"e<ul><li>f<li>g <code>h</code></ul><img alt='i' src=j><pre>k</pre><![CDATA[l]]><script>m</script></body></html>"
)
PO = (
    b'# a\nmsgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n"Language: zh_CN\\n"\n\n#, fuzzy, c-format\n'
    b'#| msgid "b"\nmsgctxt "c"\nmsgid "d %s {e}"\nmsgid_plural ""\n"f \\"g\\" "\n"h\\n"\nmsgstr[0] "\xe9\x87\x8d"\n\n'
    b'#~ msgid "i"\n#~ msgstr "j"\n'
)
_PARAGRAPHS = (
    p(r("a mega"), r("-port &amp; the Two Peirs and Two Lighthouses", "<w:b/>"), style="1")
    + "<w:tbl><w:tr><w:tc>"
    + p(r("c"))
    + "</w:tc></w:tr></w:tbl>"
)
XLIFF = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n<!-- cqterm: off --><xliff version="1.2"><file source-language="en" '
    b'target-language="zh"><body><trans-unit id="1" approved="no"><source>a <g id="2">b</g> &amp;<x id="3"/></source>'
    b"<seg-source><mrk mtype='seg' mid='1'>a</mrk></seg-source><target><mrk mtype='seg' mid='1'>\xe9\x87\x8d</mrk> "
    b"<![CDATA[c]]></target><alt-trans><target>d</target></alt-trans></trans-unit></body></file></xliff>"
)
XLIFF2 = (
    b'<xliff version="2.0" srcLang="en" trgLang="de"><file id="1"><unit id="2"><notes><note>a</note></notes><segment '
    b'state="final"><source>b <pc id="3">c</pc><ph id="4"/></source><target>d &#8217;</target></segment></unit></file>'
    b"</xliff>"
)
TMX = (
    b'<!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx version="1.4"><header srclang="en"/><body><tu tuid="1"><prop type="x">a'
    b"</prop>"
    b"<tuv xml:lang='en'><seg>b <bpt i='1'>&lt;i></bpt>c<ept i='1'/></seg></tuv><tuv lang='de'><seg>d</seg></tuv></tu>"
    b"</body></tmx>"
)


def pdf(*pages: list[str]) -> bytes:
    """A PDF with lines of ASCII text on its pages."""
    streams = [
        b"BT /F1 12 Tf 14 TL 72 720 Td " + b" ".join(f"({line}) Tj T*".encode() for line in lines) + b" ET"
        for lines in pages
    ]
    kids = b" ".join(b"%d 0 R" % (4 + 2 * n) for n in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(pages), kids),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    for n, stream in enumerate(streams):
        box = b"/MediaBox[0 0 612 792]/Resources<</Font<</F1 3 0 R>>>>"
        objects += [b"<</Type/Page/Parent 2 0 R%s/Contents %d 0 R>>" % (box, 5 + 2 * n)]
        objects += [b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream)]
    out, places = b"%PDF-1.4\n", []
    for n, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (n, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    trailer = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(out))
    return out + head + table + trailer


SEEDS: dict[str, bytes] = {
    ".txt": "A headline\n\nThe Trad Corridor, see https://example.org/a_b.\r\n\r\n重庆 “quoted”\n".encode(),
    ".md": (
        b"---\ntitle: A *head*\ndate: 2024-01-02\n---\n# One #\n\n> - a **b** [c](d 'e') `f` &amp; <i>g</i>\n\n"
        b"| h | i |\n|---|---|\n| j | k |\n\n```\nl\n```\n<!-- m -->\n[n]: o\n"
    ),
    **dict.fromkeys((".html", ".htm", ".xhtml", ".xht"), HTML),
    **dict.fromkeys((".xlf", ".sdlxliff", ".mxliff", ".mqxliff"), XLIFF),
    ".xliff": XLIFF2,
    ".tmx": TMX,
    ".pdf": pdf(["One", "", "two three"], ["four"]),
    ".csv": 'zh,en\n"重 ""庆""",Chongqing\r\n西部,"a, b"\n'.encode(),
    ".tsv": b'a\tb\n"c\td"\te\n',
    ".srt": b"1\n00:00:01,000 --> 00:00:02,000\n<i>a</i>\nb\n\n2\n00:00:03,000 --> 00:00:04,000\n{\\an8}c\n",
    ".vtt": b"WEBVTT\n\nNOTE cqterm: off\n\nx\n00:01.000 --> 00:02.000 align:end\n<v A>a &amp; b\n\n0:3 --> 0:4\nc",
    **dict.fromkeys((".po", ".pot"), PO),
    ".docx": docx(_PARAGRAPHS, parts={"comments": f'<w:comment w:id="1">{p(r("c"))}</w:comment>'}),
    ".docm": docx(p(r("a"))),
    ".markdown": b"Setext\n======\n\n1. one\n\n   two\n\\* ![x](y)\n",
}

MARKS = [
    b"<", b">", b"&", b"&#0;", b"&x;", b'"', b"'", b"\0", b"\xff", b"\xef\xbb\xbf", b"\n", b"\r", b"\t", b"-->",
    b"<!--", b"]]>", b"<![CDATA[", b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"`", b"*", b"|", b"\xe2\x80\xa8",
]  # fmt: skip


def survive(name: str, data: bytes) -> None:
    """A reader gives a document that keeps its laws, or a `FormatError`; what gives anything else is kept.

    What can be read can be linted and fixed too, or an error says why not; what is written can be read again.
    """
    try:
        formats_laws.check(formats.read(name, data), data)
        for job in (FIX, TRACK, ANNOTATE) if formats.revisable(name) else (FIX,):
            result = lint_bytes(job, name, data)
            if result.fixed is not None:
                formats_laws.check(formats.read(name, result.fixed), result.fixed)
    except FormatError as error:
        assert str(error).startswith(name), "an error says where"  # noqa: PT017 - this is the other good end
    except Exception:
        CRASHES.mkdir(exist_ok=True)
        (CRASHES / f"found{Path(name).suffix}").write_bytes(data)
        raise


def broken(seed: bytes) -> st.SearchStrategy[bytes]:
    """A document with a few stretches cut out, doubled or overwritten: of an archive the bytes, or those of a part."""
    if not seed.startswith(b"PK"):
        return _broken(seed)
    parts = unpacked(seed)
    inside = st.sampled_from(sorted(parts)).flatmap(
        lambda name: st.one_of(_broken(parts[name]), _mixed(parts[name])).map(
            lambda data: packed({**parts, name: data})
        )
    )
    return st.one_of(_broken(seed), inside)


@st.composite
def _mixed(draw: st.DrawFn, part: bytes) -> bytes:
    """XML whose tags stand where they should not, and are closed all the same."""
    tokens = re.findall(rb"<[^>]*>|[^<]+", part)
    for _ in range(draw(st.integers(1, 3))):
        start, to = draw(st.integers(0, len(tokens))), draw(st.integers(0, len(tokens)))
        some = tokens[start : start + draw(st.integers(1, 4))]
        if draw(st.booleans()):
            tokens[to:to] = some
        else:
            del tokens[start : start + len(some)]
    made, within = [], []
    for token in tokens:
        tag = re.match(rb"<(/?)([\w:]+)", token)
        if tag is None or token.endswith(b"/>"):
            made.append(token)
        elif not tag[1]:
            within.append(tag[2])
            made.append(token)
        elif tag[2] in within:
            while (last := within.pop()) != tag[2]:
                made.append(b"</" + last + b">")
            made.append(token)
    return b"".join([*made, *(b"</" + name + b">" for name in reversed(within))])


@st.composite
def _broken(draw: st.DrawFn, seed: bytes) -> bytes:
    data = seed
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 40)))
        put = draw(st.one_of(st.just(b""), st.sampled_from(MARKS), st.binary(max_size=4), st.just(data[start:end] * 2)))
        data = data[:start] + put + data[end:]
    return data[: draw(st.one_of(st.just(len(data)), st.integers(0, len(data))))]
