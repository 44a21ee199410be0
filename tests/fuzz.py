"""Bounded fuzzing of the readers: broken documents, and what a reader must make of them.

What breaks a reader is kept under tests/crashes, where every run tries it again: give the file a name that says what
is wrong with it. A format that is new has its seed here.
"""

from pathlib import Path

from hypothesis import strategies as st

from cqterm import formats
from cqterm.errors import FormatError
from tests import formats_laws
from tests.docx_example import docx, p, packed, r, unpacked

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
    p(r("a "), r("b&amp;", "<w:b/>"), style="1") + "<w:tbl><w:tr><w:tc>" + p(r("c")) + "</w:tc></w:tr></w:tbl>"
)

SEEDS: dict[str, bytes] = {
    ".txt": "A headline\n\nThe Trad Corridor, see https://example.org/a_b.\r\n\r\n重庆 “quoted”\n".encode(),
    ".md": (
        b"---\ntitle: A *head*\ndate: 2024-01-02\n---\n# One #\n\n> - a **b** [c](d 'e') `f` &amp; <i>g</i>\n\n"
        b"| h | i |\n|---|---|\n| j | k |\n\n```\nl\n```\n<!-- m -->\n[n]: o\n"
    ),
    **dict.fromkeys((".html", ".htm", ".xhtml", ".xht"), HTML),
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
    """A reader gives a document that keeps its laws, or a `FormatError`; what gives anything else is kept."""
    try:
        formats_laws.check(formats.read(name, data), data)
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
        lambda name: _broken(parts[name]).map(lambda data: packed({**parts, name: data}))
    )
    return st.one_of(_broken(seed), inside)


@st.composite
def _broken(draw: st.DrawFn, seed: bytes) -> bytes:
    data = seed
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 40)))
        put = draw(st.one_of(st.just(b""), st.sampled_from(MARKS), st.binary(max_size=4), st.just(data[start:end] * 2)))
        data = data[:start] + put + data[end:]
    return data[: draw(st.one_of(st.just(len(data)), st.integers(0, len(data))))]
