"""One run that every report is made of: what reports must not stumble over, in a few findings.

Wide characters, an en dash, CRLF, a place over two lines, a Word file, a finding that a comment keeps quiet, one that
the baseline does and two that it knows and are gone, control characters and markup in a draft, names that programs
misread.
`python -m tests.reports_example` writes the golden files anew; look at the difference before you commit it.
"""

import re
from pathlib import Path

from cqterm import reports
from cqterm.model import (
    Authority,
    Document,
    Edit,
    FileResult,
    Finding,
    Fix,
    Part,
    Piece,
    Place,
    Segment,
    Silenced,
    Span,
    Trouble,
)
from cqterm.reports import Absent, RulePage, Run, View
from cqterm.results import Results
from cqterm.text.lines import LineIndex

GOLDEN = Path(__file__).parent / "golden" / "reports"
SUFFIXES = {"html": "html", "json": "json", "jsonl": "jsonl", "sarif": "sarif", "gitlab": "json"}

MARKDOWN = (
    "# 两江新区 – 新闻稿\r\n\r\n港口：今天 the Harbor–Rail\r\n\tTrad Corridor opened.\r\n\r\n"
    'The "big port" of 重庆 grew; <b>big port</b> & <!-- cqterm: skip-line -->\r\nA big port, 100% of it.\r\n'
)
PARAGRAPHS = ("今天 the big port opened.", "A megaport, and another megaport.", "The megaport.")
XML = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in PARAGRAPHS)

GAZETTE = Authority(source="gazette-2024", publisher="Official Gazette", date="2024-06-05", url="", count=14)
DAILY = Authority(source="daily", publisher="", date="", url="https://example.org/1?a=1&b=2", count=1)


def paragraph(number: int) -> Segment:
    text = PARAGRAPHS[number - 1]
    start = XML.index(text)
    piece = Piece(0, Span(start, start + len(text)))
    return Segment(text=text, pieces=(piece,), part="word/document.xml", where=f"paragraph {number}")


def in_text(path: str, text: str, found: str, after: str = "") -> Place:
    """The place of a piece of a text, the first one behind `after`."""
    start = text.index(found, text.index(after))
    (line, column), (end_line, end_column) = (LineIndex(text).position(n) for n in (start, start + len(found)))
    shown = found.replace("\r\n\t", " ")
    return Place(
        path=path, part="", span=Span(start, start + len(found)), text=shown,
        line=line, column=column, end_line=end_line, end_column=end_column,
    )  # fmt: skip


def in_word(found: str, number: int, occurrence: int = 0) -> Place:
    start = paragraph(number).pieces[0].span.start
    for _ in range(occurrence + 1):
        start = XML.index(found, start + 1)
    span = Span(start, start + len(found))
    return Place(path="a.docx", part="word/document.xml", span=span, text=found, where=f"paragraph {number}")


def big_port(place: Place, fingerprint: str) -> Finding:
    return Finding(
        rule="deprecated-term",
        severity="warning",
        message="say 'megaport'",
        place=place,
        concept="megaport",
        preferred="megaport",
        suggestions=("megaport", "hub port"),
        fix=Fix(edits=(Edit(place.span, "megaport"),), safety="unsafe"),
        authority=DAILY,
        fingerprint=fingerprint,
    )


DRAFT = "drafts/稿 1, 50%.md"
CORRIDOR = in_text(DRAFT, MARKDOWN, "Harbor–Rail\r\n\tTrad Corridor")
TRAD = Span(MARKDOWN.index("Trad"), MARKDOWN.index("Trad") + 4)

MISSPELLED = Finding(
    rule="misspelled-term",
    severity="error",
    message="'Trad' should be 'Trade'",
    place=CORRIDOR,
    concept="corridor",
    preferred="North Harbor-Rail Trade Corridor",
    suggestions=("Harbor-Rail\r\n\tTrade Corridor",),
    fix=Fix(
        edits=(Edit(Span(CORRIDOR.span.start + 6, CORRIDOR.span.start + 7), "-"), Edit(TRAD, "Trade")), safety="safe"
    ),
    authority=GAZETTE,
    fingerprint="f1",
)
MIXED = Finding(
    rule="mixed-terms",
    severity="warning",
    message="'big port' here, 'megaport' 3 times elsewhere",
    place=in_word("big port", 1),
    concept="megaport",
    preferred="megaport",
    related=(
        in_word("megaport", 2),
        in_word("megaport", 2, 1),
        in_word("megaport", 3),
        in_text(DRAFT, MARKDOWN, "big port"),
    ),
    authority=DAILY,
    fingerprint="f2",
)
SPACING = Finding(
    rule="term-spacing",
    severity="info",
    message="'  ' should be one space",
    place=in_text("z.txt", "mega\x1b[31mport", "mega\x1b[31mport"),
    concept="megaport",
    preferred="megaport",
    suggestions=("megaport",),
)

RESULTS = (
    FileResult(
        path="a.docx",
        findings=(MIXED,),
        passages={(MIXED.place.part, MIXED.place.span): (PARAGRAPHS[0], Span(7, 15))},
        document=Document(
            name="a.docx",
            parts=(Part("word/document.xml", XML),),
            segments=tuple(paragraph(number) for number in (1, 2, 3)),
        ),
    ),
    FileResult(path="b.md", errors=(Trouble(path="b.md", message="not found: check the path"),)),
    FileResult(
        path=DRAFT,
        findings=(MISSPELLED, big_port(in_text(DRAFT, MARKDOWN, "big port"), "f3")),
        silenced=(
            Silenced(big_port(in_text(DRAFT, MARKDOWN, "big port", "<b>"), "f3"), "comment", "a <name> & no term"),
            Silenced(big_port(in_text(DRAFT, MARKDOWN, "big port", "A big"), "f4"), "baseline"),
        ),
        notes=("not UTF-8: read as GB18030, which is assumed",),
        excerpts=dict(enumerate(MARKDOWN.replace("\r\n", "\n").split("\n"), start=1)),
        document=Document(name=DRAFT, parts=(Part("", MARKDOWN),), segments=()),
    ),
    FileResult(path="fixed.md", fixes=2),
    FileResult(
        path="z.txt",
        findings=(SPACING,),
        excerpts={1: "mega\x1b[31mport"},
        document=Document(name="z.txt", parts=(Part("", "mega\x1b[31mport"),), segments=()),
    ),
)
RUN = Run(
    results=Results(RESULTS),
    glossary="Harbour terms",
    concepts=12,
    fingerprint="0123abcd",
    changed=("fixed.md",),
    rules=(
        RulePage(
            "deprecated-term", "warning", "A rendering that the glossary rejects.\n\nWhy: it is <old>.\nFix: none."
        ),
        RulePage("misspelled-term", "error", "A word inside a term is misspelt.\n\nBad: Trad\nGood: Trade"),
        RulePage("mixed-terms", "warning", "Two renderings of one concept."),
        RulePage("term-spacing", "info", "White space inside a term is wrong."),
    ),
    version="1.2.3",
    folder="docs",
    baseline=True,
    absent=(
        Absent("../gone, 港.md", "term-hyphen", "megaport", "f5", "mega-port"),
        Absent(DRAFT, "deprecated-term", "megaport", "f4", "big port"),
    ),
)


def essential(report: str) -> str:
    """A report without the style and the script of the page, which are no golden matter."""
    report = re.sub(r"(?s)(?<=<style>).*?(?=</style>)|(?<=<script>).*?(?=</script>)", "...", report)
    return re.sub(r"sha256-[^']+", "sha256-...", report)


def golden(name: str) -> Path:
    """The golden file of a report."""
    return GOLDEN / f"{name}.{SUFFIXES.get(name, 'txt')}"


if __name__ == "__main__":
    GOLDEN.mkdir(parents=True, exist_ok=True)
    for name in reports.names():
        report = "".join(reports.report(name).render(RUN, View(level="info", width=60)))
        golden(name).write_bytes(essential(report).encode())
