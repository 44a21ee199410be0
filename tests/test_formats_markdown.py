"""The Markdown scanner: it sees the prose that a full parser sees, in time that grows with the text alone."""

import re
import tarfile
import time
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from cqterm import formats
from cqterm.formats import addresses, markdown, markdown_blocks, plain
from cqterm.formats.markdown_blocks import blocks
from cqterm.formats.markdown_inline import swaps
from cqterm.formats.pieces import substitute
from cqterm.model import OPAQUE, Edit, Span
from tests import formats_laws

# What the standard is made of, torn into pieces. Left out are places where the library departs from CommonMark 0.31
# or from GitHub: comments that end in odd hyphens, runs of three tildes, and what may follow on the line below an
# unfinished definition.
ATOMS = (
    "a|bc|Yangtze| |  |\n|\n\n|    |*|**|_|__|~~|`|``|[|]|(|)|![|](u)|[a]|\n\n[a]: u\n\n|[a][]|<b>|</b>|<http://x.y>|<a@b.cd>|"
    "&amp;|&#8217;|&x;|\\|\\*|\\\n|> |>|- |* |+ |1. |2) |10. |# |## |---|===|***|```|```x\n|<div>|</div>|<?x?>|1|!|"
    "<|é|“|重庆|€|$|.|,|-|=|+|&|  \n"
).split("|")
PHRASE = "a abbr b bdi bdo big cite del dfn em font i ins mark q s small span strike strong sub sup u wbr".split()
TABLE = ("\n\n| a | *b* |\n|---|---|\n", "| c | \\| |\n", "|d\n")


@cache
def _library() -> MarkdownIt:
    library = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    library.options["maxNesting"] = 200
    return library


def _inline(tokens: Sequence[Token]) -> str:
    """What the reader sees of inline tokens."""
    out: list[str] = []
    for at, token in enumerate(tokens):
        if token.type == "image":
            out.append(_inline(token.children or []))
        elif token.type in ("softbreak", "hardbreak"):
            out.append("\n")
        elif token.type == "html_inline" and token.content.strip("</>").split()[0] in PHRASE:
            continue
        elif token.type in ("code_inline", "html_inline") or token.info == "auto":
            out.append(OPAQUE if token.type != "link_close" else "")
        elif not (at and tokens[at - 1].info == "auto" and tokens[at - 1].type == "link_open"):
            out.append(token.content)
    return "".join(out)


def _library_prose(source: str) -> list[str]:
    found = (_inline(token.children or []) for token in _library().parse(source) if token.type == "inline")
    return [" ".join(text.split()) for text in found if text.split()]


def _our_prose(source: str) -> list[str]:
    scanned = blocks(source)
    found = (
        substitute(block.text, block.pieces, swaps(block.text, scanned.references))[0]
        for number, block in enumerate(scanned.blocks)
        if number not in scanned.html
    )
    return [" ".join(text.split()) for text in found if text.split()]


@settings(max_examples=300, derandomize=True)  # a new oddity of the library must not break a build
@given(st.lists(st.sampled_from([*ATOMS, *TABLE]), max_size=20).map("".join))
def test_the_prose_is_the_one_that_a_full_parser_sees(source: str) -> None:
    if "~~~" not in source:
        assert _our_prose(source) == _library_prose(source)


def test_the_documents_of_this_project_read_as_a_full_parser_reads_them(root: Path) -> None:
    sources = [path.read_text("utf-8") for path in sorted(root.glob("*.md"))]
    sources += [path.read_text("utf-8") for path in sorted(root.glob("seeds/*.txt"))]

    for source in sources:
        assert _our_prose(source) == _library_prose(source)


def test_real_documents_read_as_a_full_parser_reads_them(shared: Path) -> None:
    with tarfile.open(shared / "bench/corpus-1mb.tar.gz") as archive:
        files = [archive.extractfile(member) for member in archive.getmembers() if member.isfile()]
        sources = [file.read().decode() for file in files if file]

    assert [_our_prose(source) for source in sources] == [_library_prose(source) for source in sources]


MORE = [*ATOMS, *TABLE, "\r", "\r\n", "\t", "<!--", "-->", "\ufeff", "---\ntitle: ", "~~~"]
PLAIN = "The corridor opened.|It grew|\n|\r\n|\r|\n\n|\r\n\r\n|\r\r| |  |\t|2019|e.g.|\v|\u2028|\x85| \n".split("|")
HINTS = f"a_b|and/or|a.txt|a.b|@x|a@b.cd|www.2x|www.a.b|http://a(b)|C:\\x|\ufffc|(|)|'|\"|,|;|:|?|{OPAQUE}".split("|")
TEXTS = st.lists(st.sampled_from([*MORE, *PLAIN, *PLAIN, *HINTS]), max_size=25).map("".join)


@settings(max_examples=300)
@given(TEXTS)
def test_plain_paragraphs_and_code_are_taken_as_the_scan_by_lines_takes_them(source: str) -> None:
    fast = blocks(source)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(markdown_blocks, "_skipped", lambda _, position: position)
        patch.setattr(markdown_blocks, "_PLAIN", dict.fromkeys((True, False), re.compile("(?!)")))

        assert blocks(source) == fast


@settings(max_examples=300)
@given(TEXTS)
def test_what_is_passed_by_holds_nothing_to_take_out(source: str) -> None:
    fast = formats.read("x.md", source.encode())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(markdown, "marked", bool)
        patch.setattr(markdown, "hinted", bool)
        patch.setattr(markdown, "_is_spaced", bool)
        patch.setattr(addresses, "hinted", bool)

        assert formats.read("x.md", source.encode()) == fast


@given(TEXTS)
def test_paragraphs_of_plain_text_end_at_the_same_lines_whatever_finds_them(source: str) -> None:
    fast = formats.read("x.txt", source.encode())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plain, "_BLANK", dict.fromkeys((True, False), plain._BLANK[True]))

        assert formats.read("x.txt", source.encode()) == fast


@given(st.lists(st.sampled_from(MORE)))
def test_the_laws_hold_for_markup_of_all_kinds(atoms: list[str]) -> None:
    data = "".join(atoms).encode()

    formats_laws.check(formats.read("x.md", data), data)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Trade", "Trade"),
        ("R&D", "R&D"),
        ("a _ b", "a \\_ b"),
        ("&amp;", "\\&amp;"),
        ("_a_ *b* [c] <d> `e` | \\", "\\_a\\_ \\*b\\* \\[c\\] \\<d> \\`e\\` \\| \\\\"),
    ],
)
def test_what_a_fix_puts_in_is_escaped(text: str, written: str) -> None:
    document = formats.read("x.md", b"the word is")

    data = formats.write(document, {"": [Edit(Span(4, 8), text)]})

    assert data.decode() == f"the {written} is"
    assert formats.read("x.md", data).segments[0].text == f"the {text} is"


NASTY = [
    *("*", "*a", "a*", "*a**b_c", "_a", "~~a", "[", "]", "[]", "[a](", "[a](b", "![", "![a](b)", "[a][", "[[a]"),
    *("`", "`a", "a``b`", "<", "<a", "<a ", "<a b='", '<a b="', "<!--", "<?", "<![CDATA[", "<!a", "&", "&amp;", "\\"),
    *("> ", ">", "- ", "1. ", "- a\n", "-\n", "> a\n", "|", "a|b\n-|-\n", "|-\n", "a\n", "\n", "\r", " ", "\t", "#"),
    *("[a]:", '[a]: b "\n', "[a\n", '[a](b "', "```\n", "<div>\n", "<style>", "---\n", "k: v\n"),
    *("a/", "a.b", "a@", "@a", "a@b.c", "http://a)", "http://)))", "www.", "a\\b", "a_b", "/", ".", "a'b.doc", "重庆"),
]


@pytest.mark.parametrize("name", ["x.md", "x.txt"])
@pytest.mark.parametrize("unit", NASTY)
def test_the_work_is_linear_in_the_text(name: str, unit: str) -> None:
    """Four times the text takes about four times the time; were it quadratic, sixteen times, and seconds."""
    for _ in range(3):
        small, large = (_seconds(name, unit, size) for size in (10_000, 40_000))
        if large < 0.5 or large < 10 * small:
            return
    pytest.fail(f"40,000 characters of {unit!r} took {large / small:.0f} times as long as 10,000")


def _seconds(name: str, unit: str, size: int) -> float:
    data = (unit * (size // len(unit))).encode()
    start = time.process_time()
    formats.read(name, data)
    return time.process_time() - start


@pytest.mark.parametrize("unit", ["The Western Land-Sea Trade Corridor opened ", "x", "重庆", "> "])
@pytest.mark.parametrize("name", ["x.md", "x.txt"])
def test_a_line_of_ten_megabytes_is_read(name: str, unit: str) -> None:
    text = (unit * (10_000_000 // len(unit.encode()))).strip()

    (segment,) = formats.read(name, text.encode()).segments

    assert segment.text.strip("> ") == text.strip("> ")


def test_nesting_beyond_reason_counts_as_text() -> None:
    deep = "- " * 5000 + "a" + "\n" * 5000

    (segment,) = formats.read("x.md", deep.encode()).segments

    assert segment.text.endswith("- a")
