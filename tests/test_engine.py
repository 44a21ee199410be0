"""The engine: bytes in, values out; positions true, fixes proved, citations respected, bad input a value."""

import pickle
import time
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cqterm.engine import Job, Settings, Work, lint_all, lint_bytes
from cqterm.match.compiling import compile_lexicon
from cqterm.model import Finding, Meta
from cqterm.values import replace
from tests.words import concept, glossary, lexicon, term

LEXICON = lexicon()
SLIP = "the Eastern Harbor-Rail Trad Corridor"


def lint(text: str | bytes, name: str = "draft.txt", *, fix: Any = None, meta: Meta = Meta(), **settings: Any) -> Any:  # noqa: B008
    job = Job(lexicon=LEXICON, settings=Settings(**settings), fix=fix)
    return lint_bytes(job, name, text if isinstance(text, bytes) else text.encode(), meta)


def one(*args: Any, **settings: Any) -> Finding:
    (finding,) = lint(*args, **settings).findings
    assert isinstance(finding, Finding)
    return finding


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\xef\xbb\xbf"])
def test_a_file_without_text_has_no_findings(data: bytes) -> None:
    result = lint(data)
    assert not result.findings
    assert not result.errors


def test_a_binary_file_is_an_error_not_an_exception() -> None:
    result = lint(b"\x00\x01\x02\xff\xfe\x00MZ\x90" * 50)
    assert len(result.errors) == 1
    assert not result.findings


@pytest.mark.parametrize("before", ["", "\ufeff", "One.\r\n\r\n", "行文。\n\n", "# Head\n\n* item "])
def test_positions_count_code_points_of_the_file(before: str) -> None:
    text = f"{before}It is {SLIP}."
    finding = one(text, "draft.md")
    start, end = finding.place.span
    assert text[start:end] == finding.place.text == SLIP[4:]
    lines = text[:start].removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    assert (finding.place.line, finding.place.column) == (len(lines), len(lines[-1]) + 1)


@pytest.mark.parametrize(
    ("encoding", "mark"), [("utf-8", ""), ("utf-8", "\ufeff"), ("utf-16-le", "\ufeff"), ("gb18030", "")]
)
def test_a_fix_keeps_encoding_and_line_ends(encoding: str, mark: str) -> None:
    text = mark + "重庆的新闻稿，请核对以下英文译名是否正确。\r\n\r\nIt is " + SLIP + ".\r\nEnd"
    result = lint(text.encode(encoding), fix="safe")
    assert result.fixed == text.replace("Trad ", "Trade ").encode(encoding)


def test_without_a_fix_to_make_nothing_is_written() -> None:
    assert lint("Nothing here.", fix="unsafe").fixed is None
    assert lint("the Port-Lund economic zone", fix="safe").fixed is None


QUOTE = f'"I have always thought that we need {SLIP} more than anything else," he said.'


def test_somebodys_words_are_never_fixed_safely() -> None:
    assert one(QUOTE).fix is not None
    assert one(QUOTE).fix.safety == "unsafe"  # type: ignore[union-attr]
    assert one(QUOTE, quotations="lower").severity == "info"
    assert lint(QUOTE, quotations="skip").findings == ()
    assert one(f'The "{SLIP[4:]}" is open.').fix.safety == "safe"  # type: ignore[union-attr]


def test_markup_between_the_words_is_seen_through_and_left_alone() -> None:
    text = "the Eastern **Harbor-Rail** Trad Corridor"
    assert lint(text, "draft.md", fix="safe").fixed == b"the Eastern **Harbor-Rail** Trade Corridor"


def test_code_and_addresses_hold_no_terms() -> None:
    text = f"`{SLIP}` and https://example.org/harbor-work-report and harbor_work_report.docx\n\n    {SLIP}\n"
    assert lint(text, "draft.md").findings == ()


def test_chinese_text_around_a_term_does_not_hide_it() -> None:
    assert one("参见Eastern Harbor-Rail Trad Corridor的说明").place.text == SLIP[4:]


def test_rules_are_chosen_and_their_levels_set() -> None:
    assert lint(f"{SLIP}", ignore=("misspelled-term",)).findings == ()
    assert lint(f"{SLIP}", select=("term-case",)).findings == ()
    assert one(f"{SLIP}", severities={"misspelled-term": "info"}).severity == "info"


def test_the_date_of_the_manifest_decides_and_an_option_wins() -> None:
    text = "So pier vitalization goes on."
    assert lint(text, meta=Meta(date="2021")).findings == ()
    assert one(text, meta=Meta(date="2024")).rule == "superseded-term"
    assert one(text, meta=Meta(date="2021"), date="2024").rule == "superseded-term"


def test_proposed_concepts_are_remarks_and_only_on_request() -> None:
    text = "so much dockside wizzardry here"
    assert lint(text).findings == ()
    job = Job(lexicon=lexicon(include_proposed=True))
    assert [f.severity for f in lint_bytes(job, "a.txt", text.encode()).findings] == ["info"]


def test_jobs_and_results_travel_between_processes() -> None:
    job = Job(lexicon=LEXICON, settings=Settings(severities={"term-case": "error"}), fix="safe")
    result = lint_bytes(pickle.loads(pickle.dumps(job)), "a.txt", SLIP.encode())  # noqa: S301 - our own
    assert pickle.loads(pickle.dumps(result)) == result == lint_bytes(job, "a.txt", SLIP.encode())  # noqa: S301


PO = 'msgid ""\nmsgstr "Language: en\\n"\n\nmsgid "东部通道"\nmsgstr ""\n"the Eastern Harbor-"\n"Rail Trad Corridor"\n'


def test_a_finding_in_a_translation_has_its_line_and_its_unit() -> None:
    finding = one(PO, "a.po")
    assert (finding.place.line, finding.place.column, finding.place.end_line) == (6, 6, 7)
    assert finding.place.where == "message “东部通道”"
    assert finding.place.text == SLIP[4:]
    assert lint(PO, "a.po", fix="safe").fixed == PO.replace("Trad ", "Trade ").encode()


def test_the_source_of_a_translation_is_never_rewritten() -> None:
    text = PO.replace("东部通道", SLIP)
    assert [f.fix is None for f in lint(text, "a.po").findings] == [True, False]
    assert (
        lint(text, "a.po", fix="safe").fixed
        == text.replace('Trad Corridor"\n', 'Trade Corridor"\n', 2)
        .replace(f'"{SLIP.replace("Trad ", "Trade ")}"', f'"{SLIP}"')
        .encode()
    )


def test_a_page_keeps_its_tags_and_references() -> None:
    text = "<p>the Eastern <b>Har</b>bor&#45;<i>Rail</i>\n\t\tTrad <!-- x -->Corridor &amp; more"
    assert lint(text, "a.html", fix="safe").fixed == text.replace("Trad ", "Trade ").encode()


def test_a_character_reference_inside_a_term_is_replaced_where_a_fix_asks_for_it() -> None:
    text = "R&amp;D on the Eastern Harbor&nbsp;Rail Trade Corridor,\nthe Eastern&nbsp;Harbor-Rail Trad Corridor.\n"
    fixed = text.replace("Harbor&nbsp;", "Harbor-").replace("Trad ", "Trade ").encode()
    assert lint(text, "a.md", fix="safe").fixed == lint(text, "a.html", fix="safe").fixed == fixed


def test_what_a_format_must_escape_is_escaped_and_the_proof_holds() -> None:
    words = glossary(concept("star", term("Star*Port economic circle"), term("Star Harbor zone", "deprecated")))
    job = Job(lexicon=compile_lexicon(words), fix="unsafe")
    result = lint_bytes(job, "a.md", b"the Star Harbor zone grows")
    assert result.fixed == rb"the Star\*Port economic circle grows"
    assert not result.findings


WORDS = [
    *"the a we saw of and new".split(), "Eastern Harbor-Rail Trad Corridor", "harbor work report", "mega-port",
    "Port-Lund economic zone", "Two Piers and Two Towers", "**Harbor  Work** Report", "\n", "\r\n\r\n", "“", "”",
    '"', "`", "(", "重庆", "\u00a0",
]  # fmt: skip


@given(
    st.lists(st.sampled_from(WORDS), max_size=20),
    st.sampled_from(["a.md", "a.txt"]),
    st.sampled_from(["safe", "unsafe"]),
)
def test_a_second_fix_changes_nothing(words: list[str], name: str, fix: Any) -> None:
    data = " ".join(words).encode()
    first = lint(data, name, fix=fix)
    assert not first.errors
    if first.fixed is not None:
        second = lint(first.fixed, name, fix=fix)
        assert second.fixed is None
        assert [f.rule for f in second.findings] == [f.rule for f in first.findings]


ODD = 'bay old "one-two" C++ U.S. 12+3 A/B (Lund) St. of the and & People\'s x 两江 1.0 Iow rail–sea Trade Zone zones'
PHRASES = st.lists(st.sampled_from(ODD.split()), min_size=1, max_size=4).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(PHRASES, min_size=1, max_size=3, unique=True), min_size=1, max_size=3),
    st.lists(PHRASES, max_size=3),
    st.sampled_from([" ", "\n", ". ", ", ", "-"]),
    st.sampled_from([str, str.upper, str.title]),
)
def test_no_glossary_and_no_text_break_it(
    named: list[list[str]], more: list[str], gap: str, written: Callable[[str], str]
) -> None:
    concepts = [
        concept(f"c{n}", term(first), *(term(each, "deprecated") for each in others))
        for n, (first, *others) in enumerate(named)
    ]
    data = written(gap.join([*more, *(each for own in named for each in own), *more])).encode()
    job = Job(lexicon=compile_lexicon(glossary(*concepts)))
    result = lint_bytes(job, "draft.txt", data)
    assert lint_all(job, [Work("draft.txt", data)]) == [result]
    fixing = replace(job, fix="unsafe")
    fixed = lint_bytes(fixing, "draft.txt", data)
    if fixed.fixed is not None:
        assert lint_bytes(fixing, "draft.txt", fixed.fixed).fixed is None
    assert all(data.decode()[f.place.span.start : f.place.span.end] == f.place.text for f in result.findings)


@pytest.mark.parametrize(
    "unit", ["the Eastern Harbor-Rail Trad Corridor, ", "The Oslo River-Lake Navigation Board met.\n\n"]
)
def test_the_work_is_linear_in_what_is_found(unit: str) -> None:
    """Four times the text takes about four times the time; were it quadratic, sixteen times."""
    for _ in range(3):
        small, large = (_seconds(unit * count) for count in (1_500, 6_000))
        if large < 7 * small:
            return
    pytest.fail(f"6,000 times {unit!r} took {large / small:.0f} times as long as 1,500")


def _seconds(text: str) -> float:
    start = time.process_time()
    assert lint_bytes(Job(lexicon=LEXICON), "draft.md", text.encode()).findings
    return time.process_time() - start


# --- some lines, whole drafts -----------------------------------------------------------------------------------

THREE = f"It is {SLIP}.\n\nIt is {SLIP[:-14]}\nTrad Corridor.\n\nIt is {SLIP}.\n"


@pytest.mark.parametrize(
    ("lines", "found"),
    [([], []), ([(2, 3)], []), ([(5, 6), (7, 99)], []), ([(1, 2)], [1]), ([(3, 4)], [3]), ([(4, 5)], [3]),
     ([(1, 2), (6, 7)], [1, 6]), ([(1, 7)], [1, 3, 6])],
)  # fmt: skip
def test_findings_and_fixes_on_some_lines_only(lines: list[tuple[int, int]], found: list[int]) -> None:
    data = THREE.encode()
    ranges = [range(*each) for each in lines]
    result = lint_bytes(Job(lexicon=LEXICON), "draft.txt", data, lines=ranges)
    assert [f.place.line for f in result.findings] == found
    fixed = lint_bytes(Job(lexicon=LEXICON, fix="safe"), "draft.txt", data, lines=ranges)
    assert (fixed.fixes, fixed.findings) == (len(found), ())
    changed = (fixed.fixed or data).split(b"\n")
    assert [n for n, (a, b) in enumerate(zip(data.split(b"\n"), changed, strict=True), 1) if a != b] == [
        n + (n == 3) for n in found
    ]


def test_lines_are_counted_by_line_feeds_as_git_counts() -> None:
    data = f"One.\r\rIt is {SLIP}.\n".encode()
    for lines, found in (([range(1, 2)], 1), ([range(3, 4)], 0)):
        assert len(lint_bytes(Job(lexicon=LEXICON), "draft.txt", data, lines=lines).findings) == found


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_result_holds_every_line_of_a_finding_and_the_draft_where_it_is_asked_for(end: str) -> None:
    data = THREE.replace("\n", end).encode()
    result = lint_bytes(Job(lexicon=LEXICON), "draft.txt", data)
    assert result.excerpts == {n: line for n, line in enumerate(THREE.split("\n"), 1) if n in (1, 3, 4, 6)}
    assert result.document is None
    document = lint_bytes(Job(lexicon=LEXICON, whole=True), "draft.txt", data).document
    assert document is not None
    assert document.part("").encode() == data
    assert lint_bytes(Job(lexicon=LEXICON, whole=True), "draft.txt", b"Nothing.").document is None
