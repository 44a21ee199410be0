"""The check of a translation against its source: silence first, then what is missing and where, in every format."""

from typing import Any

import pytest

from cqterm.engine import Job, Original, Settings, lint_bytes
from cqterm.glossary.read import read
from cqterm.match.compiling import compile_lexicon
from cqterm.match.lexicon import Lexicon
from cqterm.model import Finding

HARBOUR = """\
cqterm: 1
name: Harbour terms
languages: {source: zh-Hans, target: en}
concepts:
- {id: corridor, state: approved, zh-Hans: 北部港铁通道, term: North Harbor-Rail Trade Corridor, acronym: NHRTC,
   also: [Northern Corridor], not: [new northern corridor]}
- {id: slogan, state: approved, zh-Hans: 两港两塔, term: Two Piers and Two Lighthouses, not: [Two Piers and Two Towers]}
- {id: circle, state: approved, zh-Hans: 港区经济圈, term: port economic circle}
- {id: port, state: approved, zh-Hans: 港区, term: port area}
- {id: forces, state: approved, zh-Hans: 新质航运力, term: new quality shipping forces}
- {id: report, state: approved, zh-Hans: 工作报告, term: harbor work report}
- {id: vital, state: approved, zh-Hans: 码头振兴, term: pier revitalization,
   not: [{term: pier vitalization, status: superseded, until: "2023"}]}
- {id: draft, state: proposed, zh-Hans: 试用, term: trial}
"""
SOFTWARE = """\
cqterm: 1
name: Software terms
languages: {source: en, target: zh-Hans}
concepts:
- {id: iterator, state: approved, en: iterator, term: 迭代器, not: [游标]}
- {id: iterable, state: approved, en: iterable, term: 可迭代对象}
- {id: context-manager, state: approved, en: context manager, term: 上下文管理器}
- {id: context, state: approved, en: context, term: 上下文}
- {id: future, state: approved, en: __future__, term: __future__}
- {id: gil, state: approved, en: GIL, term: GIL}
- {id: wait, state: approved, en: busy waiting loop, term: 忙碌地区等待循环, also: [忙碌等待循环]}
- {id: c-contiguous, state: approved, en: C-contiguous, term: C 连续}
"""


def _lexicon(text: str) -> Lexicon:
    return compile_lexicon(read(text, "terms.yaml"))


LEXICONS = {"harbour": _lexicon(HARBOUR), "software": _lexicon(SOFTWARE)}


def findings(source: str, target: str, glossary: str = "harbour", **settings: Any) -> list[Finding]:
    """What is found in a table with one row."""
    rows = "".join('"{}"'.format(cell.replace('"', '""')) + end for cell, end in ((source, ","), (target, "\n")))
    result = lint_bytes(Job(lexicon=LEXICONS[glossary], settings=Settings(**settings)), "a.csv", rows.encode())
    assert not result.errors
    return list(result.findings)


GOOD = {
    "the preferred rendering": ("北部港铁通道", "the North Harbor-Rail Trade Corridor"),
    "an admitted one": ("北部港铁通道", "the Northern Corridor"),
    "the acronym": ("北部港铁通道", "the NHRTC"),
    "in other capitals and in the plural": ("港区经济圈", "PORT ECONOMIC CIRCLES"),
    "one for each place": ("港区经济圈和港区经济圈", "a port economic circle and a port economic circle"),
    "the longest term alone": ("港区经济圈", "the port economic circle"),
    "both terms": ("港区经济圈和港区", "the port area and its port economic circle"),
    "traditional characters": ("北部港鐵通道", "the Northern Corridor"),
    "spaces and quotation marks in the source": ("“北部 港铁”通道", "the Northern Corridor"),
    "an acronym in brackets": ("the North Harbor-Rail Trade Corridor (NHRTC) is long", "北部港铁通道很长"),
    "a name in brackets": ("The NHRTC (the North Harbor-Rail Trade Corridor)", "北部港铁通道"),
    "an abbreviation said to be one": ("北部港铁通道（以下简称“北部港铁通道”）", "the Northern Corridor"),
    "brackets that say more": (
        "北部港铁通道很好（比北部港铁通道还好）",
        "the Northern Corridor (better than the Northern Corridor was)",
    ),
    "no term": ("你好", "Hello"),
    "a sentence in another language": ("Hafen", "port"),
    "not translated yet": ("北部港铁通道", ""),
    "left as it is": ("北部港铁通道", "北部港铁通道"),
    "a proposed concept": ("试用", "a test"),
    "the other direction": ("the Northern Corridor", "北部港铁通道"),
    "the other direction, traditional": ("The port economic circle grows.", "港區經濟圈成長。"),
}
SOFTWARE_GOOD = {
    "an adjective from a noun phrase": ("An iterable container", "可迭代的容器"),
    "with a particle": ("An iterable is open.", "可迭代的对象是开放的。"),
    "taken apart": ("the context manager", "上下文的简单管理器"),
    "taken apart the second time": ("the context manager, a context manager", "上下文管理器，上下文的简单管理器"),
    "a dash for a space": ("It is C-contiguous.", "它是 C-连续的。"),
    "code": ("call iterator(x) or x.iterator, iterator=None", "调用 x"),
    "a line left as it is": ("See:\n>>> iterator\nThere.", "参见：\n>>> iterator\n在此。"),
    "an emphasised name": ("when *iterator* is given", "如果给出 *iterator*"),
    "what only looks like the term": ("in the future, gil", "在将来"),
    "everyday words once": ("The context of a context is a context.", "这是一个上下文。"),
}


@pytest.mark.parametrize(("source", "target"), GOOD.values(), ids=GOOD)
def test_a_good_translation_is_silent(source: str, target: str) -> None:
    assert [f.message for f in findings(source, target) if f.rule == "missing-term"] == []


@pytest.mark.parametrize(("source", "target"), SOFTWARE_GOOD.values(), ids=SOFTWARE_GOOD)
def test_a_good_translation_into_chinese_is_silent(source: str, target: str) -> None:
    assert [f.message for f in findings(source, target, "software") if f.rule == "missing-term"] == []


BAD = {
    "nothing there": ("北部港铁通道很好", "the way is fine", "no rendering of '北部港铁通道'"),
    "traditional characters": ("北部港鐵通道很好", "the way is fine", "no rendering of '北部港铁通道'"),
    "one of two": (
        "北部港铁通道，北部港铁通道", "the Northern Corridor, it",
        "'北部港铁通道' stands twice in the source, rendered once",
    ),
    "one of two, with its acronym": (
        "北部港铁通道，北部港铁通道", "the North Harbor-Rail Trade Corridor (NHRTC)",
        "'北部港铁通道' stands twice in the source, rendered once",
    ),
    "a part of the longer one": ("港区经济圈和港区", "the port economic circle", "no rendering of '港区'"),
    "the longest alone": ("港区经济圈", "the port area", "no rendering of '港区经济圈'"),
    "the other direction": ("the port economic circle", "港口", "no rendering of 'port economic circle'"),
}  # fmt: skip


@pytest.mark.parametrize(("source", "target", "message"), BAD.values(), ids=BAD)
def test_a_missing_rendering_is_found_once(source: str, target: str, message: str) -> None:
    (finding,) = findings(source, target)

    assert finding.rule == "missing-term"
    assert finding.message.startswith(f"{message}: use '{finding.preferred}'")
    assert finding.place.text == target
    assert finding.fix is None
    assert len({place.span for place in finding.related}) == len(finding.related) > 0


def test_a_rendering_does_not_count_a_second_time_as_a_shorter_one_taken_apart() -> None:
    (finding,) = findings("busy waiting loop or busy waiting loop", "忙碌地区等待循环", glossary="software")

    assert finding.message.startswith("'busy waiting loop' stands twice in the source, rendered once")


INSTEAD = {
    "a deprecated rendering": ("两港两塔", "Two Piers and Two Towers", ["Two Piers and Two Lighthouses"]),
    "a deprecated rendering, inflected": (
        "北部港铁通道",
        "New Northern Corridors",
        ["North Harbor-Rail Trade Corridor", "Northern Corridor"],
    ),
    "a deprecated rendering in capitals": (
        "北部港铁通道",
        "NEW NORTHERN CORRIDOR",
        ["NORTH HARBOR-RAIL TRADE CORRIDOR", "NORTHERN CORRIDOR"],
    ),
    "a near miss with another word": ("两港两塔", "Three Piers and Two Lighthouses", ["Two Piers and Two Lighthouses"]),
    "a superseded rendering": ("码头振兴", "pier vitalization", ["pier revitalization"]),
}


@pytest.mark.parametrize(("source", "there", "wanted"), INSTEAD.values(), ids=INSTEAD)
def test_what_stands_there_instead_is_said_and_replaced(source: str, there: str, wanted: list[str]) -> None:
    (finding,) = findings(f"这是{source}。", f"We saw the {there} today.")

    assert finding.rule == "missing-term"
    assert finding.place.text == there
    assert finding.message == f"'{source}' is rendered as '{there}': use '{finding.preferred}'"
    assert [*finding.suggestions] == wanted
    assert finding.fix is not None
    assert finding.fix.safety == "unsafe"
    assert [place.text for place in finding.related] == [source]


def test_a_rendering_that_is_only_misspelt_is_there() -> None:
    assert [f.rule for f in findings("北部港铁通道", "the North Harbor-Rail Trad Corridor")] == ["misspelled-term"]


def test_without_the_rule_the_others_speak_for_themselves() -> None:
    found = findings("两港两塔", "Two Piers and Two Towers", ignore=("missing-term",))
    assert [f.rule for f in found] == ["deprecated-term"]


def test_a_superseded_rendering_is_right_in_its_time() -> None:
    assert findings("码头振兴", "pier vitalization", date="2021") == []


def test_a_rejected_rendering_in_chinese_is_replaced() -> None:
    (finding,) = findings("An iterator is open.", "游标已打开。", "software")
    assert (finding.place.text, finding.preferred, finding.suggestions) == ("游标", "迭代器", ("迭代器",))
    assert finding.message == "'iterator' is rendered as '游标': use '迭代器'"


def test_a_rendering_of_another_term_is_named() -> None:
    lexicon = _lexicon(
        "cqterm: 1\nname: n\nlanguages: {source: en, target: zh-Hans}\nconcepts:\n"
        "- {id: argument, state: approved, en: argument, term: 参数}\n"
        "- {id: parameter, state: approved, en: parameter, term: 形参}\n"
    )
    (finding,) = lint_bytes(Job(lexicon=lexicon), "a.csv", "a parameter,一个参数\n".encode()).findings
    assert finding.message == "no rendering of 'parameter': use '形参' ('参数' is something else)"


def test_everyday_words_count_where_the_document_uses_them_as_terms() -> None:
    right = "the context of {},{} 的上下文\n"
    rows = "".join(right.format(n, n) for n in range(10))
    wrong = "in this context,在这种情况下\n"
    other = "a new context,一个新的语境\nan old context,一个旧的语境\n"

    def found(text: str) -> list[str]:
        result = lint_bytes(Job(lexicon=LEXICONS["software"]), "a.csv", text.encode())
        return [f.place.text for f in result.findings]

    assert found(wrong) == ["在这种情况下"]  # nothing shows that it is meant otherwise
    assert found(rows + wrong) == []
    assert found(rows + wrong + other) == ["一个新的语境", "一个旧的语境"]


def test_an_everyday_word_that_is_always_rendered_otherwise_is_meant() -> None:
    rows = "".join(f"the context {n},情境 {n}\n" for n in range(5)) + "".join(f"port {n},港口 {n}\n" for n in range(9))
    found = lint_bytes(Job(lexicon=LEXICONS["software"]), "a.csv", rows.encode()).findings
    assert len(found) == 5


def test_an_everyday_word_whose_rendering_is_rejected_is_always_meant() -> None:
    lexicon = _lexicon(
        "cqterm: 1\nname: n\nlanguages: {source: en, target: zh-Hans}\nconcepts:\n"
        "- {id: folder, state: approved, en: folder, term: 文件夹, not: [目录]}\n"
    )
    rows = "".join(f"folder {n},目录 {n}\n" for n in range(9))
    found = lint_bytes(Job(lexicon=lexicon), "a.csv", rows.encode()).findings
    assert [f.place.text for f in found] == ["目录"] * 9


PO = """\
msgid ""
msgstr "Language: en\\n"

#{flag}
msgid "北部港铁通道"
msgstr "the way"
"""
XLIFF = (
    '<xliff version="1.2"><file source-language="zh-CN" target-language="en"><body><trans-unit id="u7"{flag}>'
    "<source>北部<g id='1'>港铁</g>通道</source><target>the way</target></trans-unit></body></file></xliff>"
)
TMX = (
    '<tmx version="1.4"><header srclang="zh"/><body><tu tuid="u7"><tuv xml:lang="zh"><seg>北部港铁通道</seg></tuv>'
    '<tuv xml:lang="en"><seg>the way</seg></tuv></tu></body></tmx>'
)


@pytest.mark.parametrize(
    ("name", "text", "where"),
    [
        ("a.po", PO, "message “北部港铁通道”"),
        ("a.xlf", XLIFF, "unit u7"),
        ("a.tmx", TMX, "unit u7"),
        ("a.csv", "北部港铁通道,the way\n", "row 1, column 2"),
        ("a.tsv", "zh\ten\n北部港铁通道\tthe way\n", "row 2, column 2"),
    ],
)
def test_every_bilingual_format_is_checked(name: str, text: str, where: str) -> None:
    text = text.replace("{flag}", "")
    (finding,) = lint_bytes(Job(lexicon=LEXICONS["harbour"]), name, text.encode()).findings

    assert (finding.rule, finding.place.where, finding.place.text) == ("missing-term", where, "the way")
    assert text[finding.place.span.start : finding.place.span.end] == "the way"
    (source,) = finding.related
    assert source.path == name
    assert text[source.span.start : source.span.end].startswith("北部")


@pytest.mark.parametrize(
    ("name", "text"), [("a.po", PO.replace("{flag}", ", fuzzy")), ("a.xlf", XLIFF.replace("{flag}", ' approved="no"'))]
)
def test_an_unconfirmed_translation_is_judged_on_request(name: str, text: str) -> None:
    job = Job(lexicon=LEXICONS["harbour"])
    assert lint_bytes(job, name, text.encode()).findings == ()
    asked = Job(lexicon=LEXICONS["harbour"], settings=Settings(unconfirmed=True))
    assert [f.rule for f in lint_bytes(asked, name, text.encode()).findings] == ["missing-term"]


def test_a_comment_silences_it() -> None:
    text = PO.replace("#{flag}", "# cqterm: skip-next-line missing-term corridor -- a pun")
    result = lint_bytes(Job(lexicon=LEXICONS["harbour"]), "a.po", text.encode())
    assert result.findings == ()
    assert [s.reason for s in result.silenced] == ["a pun"]


# --- pairs of files -----------------------------------------------------------------------------------------------

CHINESE = "# 报告\n\n北部港铁通道很长。\n\n## 二\n\n港区经济圈很大。\n\n两港两塔。\n"
ENGLISH = "# Report\n\nThe way is long.\n\n## Two\n\nThe port economic circle is large.\n\nTwo Piers and Two Towers.\n"


def pair(target: str, source: str = CHINESE) -> list[tuple[int | None, str, str]]:
    job = Job(lexicon=LEXICONS["harbour"])
    result = lint_bytes(job, "a.en.md", target.encode(), original=Original("a.zh.md", source.encode()))
    assert all(place.path == "a.zh.md" and place.part == "" for f in result.findings for place in f.related)
    return [(f.place.line, f.message.partition(":")[0], str(f.related[0].line)) for f in result.findings]


def test_two_files_are_compared_paragraph_by_paragraph() -> None:
    assert pair(ENGLISH) == [
        (3, "no rendering of '北部港铁通道'", "3"),
        (9, "'两港两塔' is rendered as 'Two Piers and Two Towers'", "9"),
    ]


def test_two_files_with_other_paragraphs_are_compared_by_their_sections() -> None:
    english = ENGLISH.replace("\n\nTwo Piers and Two Towers.", " And Two Piers and Two Lighthouses.")
    assert pair(english) == [(3, "no rendering of '北部港铁通道'", "3")]


def test_two_files_with_other_headings_are_compared_as_wholes() -> None:
    english = ENGLISH.replace("## Two\n\n", "").replace("The way", "Northern Corridor")
    assert pair(english) == [(7, "'两港两塔' is rendered as 'Two Piers and Two Towers'", "9")]


def test_an_original_that_cannot_be_read_changes_nothing() -> None:
    job = Job(lexicon=LEXICONS["harbour"])
    result = lint_bytes(job, "a.en.md", ENGLISH.encode(), original=Original("a.zh.md", b"\0\1\2\xff\xfe" * 50))
    assert [f.rule for f in result.findings] == ["deprecated-term"]
    assert result.errors == ()


def test_a_fix_writes_the_translation_and_nothing_else() -> None:
    job = Job(lexicon=LEXICONS["harbour"], fix="unsafe")
    result = lint_bytes(job, "a.en.md", ENGLISH.encode(), original=Original("a.zh.md", CHINESE.encode()))
    assert result.fixed == ENGLISH.replace("Two Towers", "Two Lighthouses").encode()
    assert [f.message.partition(":")[0] for f in result.findings] == ["no rendering of '北部港铁通道'"]
