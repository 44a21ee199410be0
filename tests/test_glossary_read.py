"""Reading: the whole shape is understood, and everything wrong is said in one go, each with its place."""

import subprocess
import sys
from pathlib import Path

import pytest

from cqterm.errors import GlossaryError
from cqterm.glossary.read import located, parse, read
from cqterm.model import Concept, Decision, Evidence, Example, Seen, Source, Span, Term

HEAD = """\
cqterm: 1
name: Test terms
languages: {source: zh-Hans, target: en}
sources:
- {id: scio-2024, publisher: scio, name: State Council Information Office, tier: 1, date: 2024-06-05}
concepts:
"""
FIRST_LINE = HEAD.count("\n") + 1

WHOLE = (
    HEAD
    + """\
- id: land-sea-corridor
  zh-Hans: [西部陆海新通道, 陆海新通道]
  term: New International Land-Sea Trade Corridor
  acronym: ILSTC
  short: Corridor
  case: exact
  domain: corridor-logistics
  definition: >
    A corridor
    of trade.
  note: no
  state: approved
  origin: pinned
  decided: {date: 2026-11-22, why: form of the office}
  also:
  - {term: Western Land-Sea Trade Corridor, publisher: ichongqing, note: house form}
  - {term: Nouveau corridor, language: fr, status: preferred, type: short, from: 2019}
  not:
  - new western land-sea corridor
  - {term: Southern Transport Corridor, status: superseded, until: 2018-11}
  near: typo-only
  ok: [A new trade corridor would help farmers.]
  bad:
  - {text: the Trad Corridor, fix: the Trade Corridor}
  seen: [the Corridor, {term: Land-Sea Road, kind: rendering, source: scio-2024, state: rejected}]
  evidence:
  - {source: scio-2024, quote: "the Corridor, and", at: 2800, form: Corridor}
"""
)


def test_the_whole_shape_is_read() -> None:
    glossary = read(WHOLE, "terms.yaml")

    assert (glossary.name, glossary.source_language, glossary.target_language) == ("Test terms", "zh-Hans", "en")
    assert glossary.sources == (
        Source(
            id="scio-2024",
            publisher="scio",
            publisher_name="State Council Information Office",
            tier=1,
            date="2024-06-05",
        ),
    )
    assert glossary.concepts == (
        Concept(
            id="land-sea-corridor",
            terms=(
                Term(text="西部陆海新通道", language="zh-Hans"),
                Term(text="陆海新通道", language="zh-Hans", status="admitted"),
                Term(text="New International Land-Sea Trade Corridor", language="en"),
                Term(text="ILSTC", language="en", status="admitted", type="acronym"),
                Term(text="Corridor", language="en", status="admitted", type="short"),
                Term(
                    text="Western Land-Sea Trade Corridor",
                    language="en",
                    status="admitted",
                    publisher="ichongqing",
                    note="house form",
                ),
                Term(text="Nouveau corridor", language="fr", type="short", valid_from="2019"),
                Term(text="new western land-sea corridor", language="en", status="deprecated"),
                Term(text="Southern Transport Corridor", language="en", status="superseded", until="2018-11"),
            ),
            case="exact",
            domain="corridor-logistics",
            definition="A corridor of trade.",
            note="no",
            state="approved",
            origin="pinned",
            decided=Decision(date="2026-11-22", why="form of the office"),
            near="typo-only",
            ok=("A new trade corridor would help farmers.",),
            bad=(Example(text="the Trad Corridor", fix="the Trade Corridor"),),
            seen=(
                Seen(text="the Corridor"),
                Seen(text="Land-Sea Road", kind="rendering", source="scio-2024", state="rejected"),
            ),
            evidence=(Evidence(source="scio-2024", quote="the Corridor, and", span=Span(2800, 2817), form="Corridor"),),
        ),
    )


@pytest.mark.parametrize(
    ("concept", "case"),
    [
        ("term: economic circle", "common"),
        ("term: Chengdu-Chongqing economic circle", "common"),
        ("acronym: ILSTC", "common"),
        ("zh-Hans: 重庆", "common"),
        ("term: of the", "common"),
        ("term: Belt and Road Initiative for the West", "name"),
        ("term: Plan to Build Ports via Public Funds within or into Pilot Zones", "name"),
        ("term: China (Chongqing) Pilot Free Trade Zone", "name"),
        ("term: 33618", "name"),
        ("term: {term: New Area, note: x}", "name"),
        ("term: NEW\n  case: common", "common"),
    ],
)
def test_the_default_case_comes_from_the_capitals_of_the_term(concept: str, case: str) -> None:
    assert read(f"{HEAD}- id: x\n  {concept}\n", "t.yaml").concepts[0].case == case


def test_defaults_are_proposed_and_curated_and_empty_values_count_as_not_there() -> None:
    concept = read(f"{HEAD}- id: x\n  term: a\n  note:\n  also: []\n  not:\n  state:\n", "t.yaml").concepts[0]

    assert concept == Concept(id="x", terms=(Term(text="a", language="en"),))
    assert (concept.state, concept.origin, concept.near, concept.decided) == ("proposed", "curated", None, None)


@pytest.mark.parametrize("language", ["no", "zh-Hans", "pt-BR", "yue"])
def test_a_language_that_yaml_takes_for_a_word_is_a_language(language: str) -> None:
    text = f"cqterm: 1\nlanguages: {{source: {language}, target: en}}\nconcepts:\n- id: x\n  {language}: on\n"

    assert read(text, "t.yaml").concepts[0].terms == (Term(text="on", language=language),)


def test_without_a_name_the_file_gives_it() -> None:
    text = "cqterm: 1\nlanguages: {source: zh, target: en}\nconcepts: []\n"

    assert read(text, "folder/my-terms.yaml").name == "my-terms"


# Each row: lines of one or more concepts, and the problems as (line in those lines, column, what the message says).
PROBLEMS = [
    pytest.param("- id: x\n  trem: a\n", [(1, 3, "any term"), (2, 3, "«term»")], id="unknown key, near"),
    pytest.param("- id: x\n  term: a\n  en: b\n", [(3, 3, "stand under «term»")], id="target language as key"),
    pytest.param("- id: x\n  term: a\n  zh: b\n", [(3, 3, "did you mean «zh-Hans»")], id="half a language tag"),
    pytest.param("- id: x\n  term: a\n  deprecated: b\n", [(3, 3, "did you mean «not»")], id="word of other tools"),
    pytest.param("- id: x\n  term: a\n  qqq: b\n", [(3, 3, "known here are id, zh-Hans, term")], id="unknown key, far"),
    pytest.param("- id: x\n  term: a\n  term: b\n", [(3, 3, "twice, first at line 8, column 3")], id="key twice"),
    pytest.param("- term: a\n", [(1, 3, "without «id»")], id="no id"),
    pytest.param("- id: X y\n  term: a\n", [(1, 7, "small letters")], id="bad id"),
    pytest.param("- id: x\n  term: a\n- id: x\n  term: b\n", [(3, 7, "is taken, at line 7, column 7")], id="id twice"),
    pytest.param("- id: x\n", [(1, 3, "without any term")], id="no term"),
    pytest.param("- id: x\n  zh-Hans: 重\n  state: approved\n", [(1, 3, "approved without")], id="approved, no term"),
    pytest.param("- id: x\n  term: [a, b]\n", [(2, 13, "a second «term»")], id="two preferred terms"),
    pytest.param("- id: x\n  term: a\n  not: [A]\n", [(3, 9, "twice in the concept")], id="term twice, other case"),
    pytest.param("- id: x\n  term: a\n  also: {b: c}\n", [(3, 9, "«term»"), (3, 10, "unknown")], id="item, no term"),
    pytest.param("- id: x\n  term: a\n  also: [b, '', c]\n", [(3, 13, "an empty item")], id="empty item"),
    pytest.param(
        "- {id: x, term: a-b, state: approved}\n- {id: y, term: c, not: [A–b], state: approved}\n",
        [(2, 26, "concept «x», at line 7, column 17")],
        id="term in two approved concepts, other dash",
    ),
    pytest.param("- id: x\n  term: a\n  state: aproved\n", [(3, 10, "did you mean «approved»")], id="state"),
    pytest.param("- id: x\n  term: a\n  case: upper\n", [(3, 9, "name | common | exact")], id="case"),
    pytest.param("- id: x\n  term: a\n  origin: me\n", [(3, 11, "mined | curated | pinned")], id="origin"),
    pytest.param("- id: x\n  term: a\n  near: none\n", [(3, 9, "all | typo-only | off")], id="near"),
    pytest.param(
        "- id: x\n  term: a\n  not: [{term: b, status: admitted}]\n", [(3, 27, "deprecated | superseded")], id="status"
    ),
    pytest.param("- id: x\n  term: a\n  also: [{term: b, type: long}]\n", [(3, 26, "full | acronym")], id="type"),
    pytest.param("- id: x\n  term: a\n  not: [{term: b, until: 2018-13}]\n", [(3, 26, "no date")], id="month 13"),
    pytest.param("- id: x\n  term: a\n  decided: {date: 2023-02-29}\n", [(3, 19, "no date")], id="no leap year"),
    pytest.param("- id: x\n  term: a\n  decided: today\n", [(3, 12, "should be a map")], id="decided as text"),
    pytest.param(
        "- id: x\n  term: a\n  not: [{term: b, from: 2020-05, until: 2020-04}]\n",
        [(3, 41, "before")],
        id="until < from",
    ),
    pytest.param(
        "- id: x\n  term: a\n  also: [{term: b, language: zh_Hant}]\n", [(3, 30, "write zh-Hant")], id="language"
    ),
    pytest.param("- id: x\n  term: a\n  ok: [[b]]\n", [(3, 8, "should be a text")], id="ok is a list"),
    pytest.param("- id: x\n  term: a\n  bad: [{text: b}]\n", [(3, 9, "without «fix»")], id="bad without fix"),
    pytest.param("- id: x\n  term: a\n  seen: [{term: b, state: new}]\n", [(3, 27, "proposed")], id="seen, state"),
    pytest.param("- id: x\n  term: a\n  seen: [{term: b, source: s9}]\n", [(3, 28, "not listed")], id="seen, source"),
    pytest.param("- id: x\n  term: a\n  bad: b\n", [(3, 8, "should be a map")], id="bad as text"),
    pytest.param(
        "- id: x\n  term: a\n  evidence: [{source: s9, quote: q}]\n", [(3, 23, "not listed")], id="unknown source"
    ),
    pytest.param(
        "- id: x\n  term: a\n  evidence: [{source: scio-2024}]\n", [(3, 14, "without «quote»")], id="no quote"
    ),
    pytest.param(
        "- id: x\n  term: a\n  evidence: [{source: scio-2024, quote: q, at: -1}]\n", [(3, 48, "whole number")], id="at"
    ),
    pytest.param("- x\n- [y]\n", [(1, 3, "a concept should be a map"), (2, 3, "a concept should")], id="no maps"),
    pytest.param("- id: x\n  term: &a b\n  also: [*a]\n", [(2, 9, "anchor"), (3, 10, "alias")], id="anchor"),
]


@pytest.mark.parametrize(("concepts", "expected"), PROBLEMS)
def test_each_problem_is_found_with_its_place(concepts: str, expected: list[tuple[int, int, str]]) -> None:
    problems = parse(HEAD + concepts, "t.yaml").problems

    assert [(p.line - FIRST_LINE + 1, p.column) for p in problems] == [(line, column) for line, column, _ in expected]
    for problem, (_, _, says) in zip(problems, expected, strict=True):
        assert says in problem.message


@pytest.mark.parametrize(
    "concepts",
    [
        "- {id: x, term: a, state: approved}\n- {id: y, term: a, state: proposed}\n",
        "- {id: x, term: a, state: approved}\n- {id: y, term: b, also: [{term: a, language: fr}], state: approved}\n",
        "- {id: x, term: a-b, state: approved}\n- {id: y, term: a b, state: approved}\n",
        "- {id: x, zh-Hans: 重庆, state: proposed}\n- {id: y, zh-Hans: 成都}\n",
        "- {id: x, state: rejected}\n",
        "- {id: x, term: a, not: [{term: b, from: 2020, until: 2020-04}]}\n",
        "- {id: x, acronym: [A, B], state: approved}\n",
    ],
)
def test_what_is_allowed_raises_no_problem(concepts: str) -> None:
    assert parse(HEAD + concepts, "t.yaml").problems == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("concepts: []\n", [(1, 1, "without «cqterm»"), (1, 1, "no languages")]),
        ("cqterm: 2\nlanguages: {source: zh, target: en}\n", [(1, 9, "reads version 1")]),
        ("cqterm: 1\nlanguages: {source: zh}\n", [(2, 12, "without «target»")]),
        ("cqterm: 1\nlanguages: {source: en, target: EN}\n", [(2, 33, "name two languages, or «source: und»")]),
        ("cqterm: 1\nlanguages: {source: zh, target: english}\n", [(2, 33, "no language tag")]),
        ("cqterm: 1\nlanguages: {source: zh Hans, target: en}\n", [(2, 21, "no language tag")]),
        ("cqterm: 1\nlanguages: {source: id, target: en}\n", [(2, 21, "such as id-Latn")]),
        ("cqterm: 1\nlanguages: [zh, en]\n", [(2, 12, "should be a map")]),
        ("cqterm: 1\nlanguages: {source: zh, target: en}\nconcept: []\n", [(3, 1, "did you mean «concepts»")]),
        ("cqterm: 1\nlanguages: {source: zh, target: en}\nconcepts: {a: b}\n", [(3, 11, "should be a list")]),
        (
            "cqterm: 1\nlanguages: {source: zh, target: en}\nsources:\n- {id: a, tier: one}\n- {id: a}\n- {name: b}\n",
            [(4, 17, "whole number"), (5, 8, "at line 4, column 8"), (6, 3, "without «id»")],
        ),
        (
            "cqterm: 1\nlanguages: {source: zh, target: en}\nsources: [{id: a, excerpt_of: a, date: 5.6.2024}]\n",
            [(3, 31, "another source"), (3, 40, "no date")],
        ),
        ("cqterm: 1\nconcepts:\n- {id: x, zh: 重, en-GB: a, trem: b}\n", [(1, 1, "no languages"), (3, 28, "«term»")]),
    ],
)
def test_problems_of_the_header(text: str, expected: list[tuple[int, int, str]]) -> None:
    problems = parse(text, "t.yaml").problems

    assert [(p.line, p.column) for p in problems] == [(line, column) for line, column, _ in expected]
    for problem, (_, _, says) in zip(problems, expected, strict=True):
        assert says in problem.message


HINT = "to check a draft: cqterm lint draft.md"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("重庆是中国的直辖市。\n\n西部陆海新通道建设取得进展：货运量增长。\n", id="Chinese draft"),
        pytest.param("重庆: 直辖市\n", id="Chinese draft with a colon"),
        pytest.param("# Heading\n\nThe *corridor*: a `name`.\n\n- one\n- two\n", id="Markdown"),
        pytest.param("---\ntitle: A draft\ndate: 2024-06-05\n---\n\n# A draft\n\nText: more.\n", id="front matter"),
        pytest.param("* [link](http://x)\n* b\n", id="Markdown that YAML reads as an alias"),
        pytest.param("- one\n- two\n", id="Markdown that is a YAML list"),
        pytest.param("Just one line", id="a sentence"),
        pytest.param(
            "A page about glossaries\n\n```yaml\ncqterm: 1\nconcepts:\n```\n", id="page that shows a glossary"
        ),
        pytest.param("<html><body>x: y</body></html>\n", id="web page"),
    ],
)
def test_a_draft_given_for_a_glossary_is_recognised(text: str) -> None:
    parsed = parse(text, "draft.md")

    assert not parsed.readable
    assert parsed.glossary.concepts == ()
    assert [(p.line, p.column) for p in parsed.problems] == [(1, 1)]
    assert HINT in parsed.problems[0].message
    with pytest.raises(GlossaryError, match=r"^draft\.md:1:1: this is no glossary"):
        read(text, "draft.md")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "is empty"),
        ("\ufeff \r\n", "is empty"),
        ("publishers: {a: {name: A}}\nsources: []\n", "a manifest"),
        ("# terms\ncqterm: 1\nname: 'x\n", "quotation mark"),
        ("<tbx>\n</tbx>\n", "«cqterm import» makes one"),
        ('<?xml version="1.0"?>\n<!DOCTYPE martif>\n<martif type="TBX">\n', "«cqterm import» makes one"),
        ('\ufeff# a\r\n\r\n---\r\n"concepts": [\r\n', "cut off"),
    ],
)
def test_what_is_no_glossary_for_another_reason_is_told_so(text: str, says: str) -> None:
    parsed = parse(text, "t.yaml")

    assert not parsed.readable
    assert says in parsed.problems[0].message
    assert HINT not in parsed.problems[0].message


def test_a_file_cut_anywhere_gives_problems_or_fewer_concepts_but_never_an_exception() -> None:
    for end in range(len(WHOLE)):
        parsed = parse(WHOLE[:end], "t.yaml")

        assert parsed.readable or parsed.problems
        assert all(p.line >= 1 and p.column >= 1 for p in parsed.problems)


def test_the_places_are_the_same_with_a_byte_order_mark_and_windows_line_ends() -> None:
    text = HEAD + "- id: 重\n  term: a\n  stat: b\n"
    places = [(p.line, p.column) for p in parse(text, "t.yaml").problems]

    assert places == [(FIRST_LINE, 7), (FIRST_LINE + 2, 3)]
    assert [(p.line, p.column) for p in parse(text.replace("\n", "\r\n"), "t.yaml").problems] == places
    assert parse("\ufeff" + text, "t.yaml").problems == parse(text, "t.yaml").problems


def test_the_error_lists_the_first_problems_and_counts_the_rest() -> None:
    text = HEAD + "".join(f"- id: c{n}\n" for n in range(13))

    with pytest.raises(GlossaryError) as raised:
        read(text, "terms.yaml")

    lines = str(raised.value).splitlines()
    assert lines[0] == "terms.yaml:7:3: c0: a concept without any term: write «term»"
    assert len(lines) == 11
    assert lines[-1] == "terms.yaml: 3 more problems: see `cqterm check`"


def test_places_tell_where_concepts_and_quotes_stand() -> None:
    parsed = parse(WHOLE, "t.yaml")

    assert parsed.places["land-sea-corridor", ""] == (7, 7)
    line, column = parsed.places["land-sea-corridor", "the Corridor, and"]
    assert WHOLE.splitlines()[line - 1][column - 1 :].startswith('"the Corridor, and"')


def test_a_problem_without_a_place_names_file_and_concept() -> None:
    problem = parse(HEAD + "- id: x\n", "t.yaml").problems[0]

    assert located("t.yaml", problem._replace(line=0)) == f"t.yaml: x: {problem.message}"


def test_importing_loads_no_yaml(root: Path) -> None:
    modules = "read, edit, render, overlay, evidence, manifest"
    code = f"import sys; from cqterm.glossary import {modules}; sys.exit('yaml' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], cwd=root).returncode == 0


def test_work_grows_with_the_file_and_not_faster() -> None:
    """Counted in calls, since no test may depend on the speed of a machine."""

    def calls(n: int) -> int:
        text = HEAD + "".join(f"- id: c{i}\n  term: term {i}\n  not: [old {i}]\n  qq{i}: x\n" for i in range(n))
        count = 0

        def profile(*_: object) -> None:
            nonlocal count
            count += 1

        sys.setprofile(profile)
        try:
            parse(text, "t.yaml")
        finally:
            sys.setprofile(None)
        return count

    small, large = calls(100), calls(1000)
    assert large < 11 * small
