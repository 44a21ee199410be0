"""Rewriting: what is not meant to change stays byte for byte, and what is rendered reads back the same."""

import re
from collections.abc import Mapping
from dataclasses import replace

import pytest
import yaml
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from cqterm.errors import GlossaryError
from cqterm.glossary import shape
from cqterm.glossary.edit import (
    add_concepts,
    add_sources,
    remove_concepts,
    replace_evidence,
    set_concepts,
)
from cqterm.glossary.keys import Append
from cqterm.glossary.read import parse, read
from cqterm.glossary.render import Value, concept_fields, render, render_glossary, scalar
from cqterm.model import Concept, Decision, Evidence, Example, Glossary, Seen, Source, Span, Term, TermType

PAIR = ("zh-Hans", "en")
HEAD = "cqterm: 1\nname: X\nlanguages: {source: zh-Hans, target: en}\nsources: [{id: s1}, {id: s2}]\nconcepts:\n"

# --- made values ------------------------------------------------------------------------------------------------

_traps = st.sampled_from(
    ["no", "Yes", "~", "null", "416", "1_000", "0x1F", "0o17", "1e5", "2024-06-05", "12:30", "a: b", "a #b", "- a", "=",
     "{a}", "[a", "a, b", "?", "*a", "&a", "!a", "|", ">", "%a", "@a", "`a", "'", '"', "a'b", 'a"b', "\\", "a\\b", "<<",
     "19th Congress", "13+2", "R&D", "五", "a\u00a0b", "a\u2028b", "a\x07b", "a\nb", "a\tb", "🀄", "\u202ea", ".5",
     "1.", "2001-12-14 21:59:43", "key:", "---", "...", "a?", "off", "1st", "0b11", "0x", "5e", "5E3", "-1", "1 2"],
)  # fmt: skip
texts = (
    (_traps | st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)).map(str.strip).filter(bool)
)
maybe = st.just("") | texts
dates = st.sampled_from(["", "2018", "2018-11", "2018-11-03"])
spans = st.none() | st.tuples(st.integers(0, 99), st.integers(0, 99)).map(lambda p: Span(min(p), max(p)))
evidences = st.builds(Evidence, source=st.sampled_from(["s1", "s2"]), quote=texts, span=spans, form=maybe)
seen = st.builds(
    Seen,
    text=texts,
    kind=maybe,
    source=st.sampled_from(["", "s1"]),
    state=st.sampled_from(shape.SEEN_STATES),
    decided=st.none() | st.builds(Decision, date=dates, why=texts),
)


@st.composite
def concepts(draw: st.DrawFn, identifier: str = "") -> Concept:
    """A concept that keeps the rules, with its terms in the order of the file."""
    words = iter(draw(st.lists(texts, min_size=8, max_size=8, unique_by=shape_key)))

    def term(language: str, status: str, kind: str = "full") -> Term:
        since = draw(dates)
        until = "" if since else draw(dates)
        publisher, note = draw(maybe), draw(maybe)
        return Term(
            text=next(words), language=language, status=status, type=kind,  # type: ignore[arg-type]
            valid_from=since, until=until, publisher=publisher, note=note,
        )  # fmt: skip

    terms: list[Term] = []
    if draw(st.booleans()):
        terms += [term("zh-Hans", "preferred"), *(term("zh-Hans", "admitted") for _ in range(draw(st.integers(0, 2))))]
    terms.append(term("en", "preferred"))
    terms += [
        term("en", draw(st.sampled_from(["admitted", "preferred"])), kind)
        for kind in ("acronym", "short")
        if draw(st.booleans())
    ]
    if draw(st.booleans()):
        language = draw(st.sampled_from(["en", "fr", "no"]))
        # an admitted acronym of the target language has a key of its own
        kind = "full" if language == "en" else draw(st.sampled_from(shape.TYPES))
        terms.append(term(language, "admitted", kind))
    if draw(st.booleans()):
        terms.append(
            term(draw(st.sampled_from(["en", "zh-Hans"])), draw(st.sampled_from(["deprecated", "superseded"])))
        )
    return Concept(
        id=identifier or draw(st.from_regex("[a-z][a-z0-9-]{0,5}", fullmatch=True)),
        terms=tuple(terms),
        case=draw(st.sampled_from(shape.CASES)),
        domain=draw(maybe),
        definition=draw(maybe),
        note=draw(maybe),
        state=draw(st.sampled_from(shape.STATES)),
        origin=draw(st.sampled_from(shape.ORIGINS)),
        decided=draw(st.none() | st.builds(Decision, date=dates.filter(bool), why=maybe)),
        near=draw(st.none() | st.sampled_from(shape.NEARS)),
        ok=draw(st.lists(texts, max_size=3).map(tuple)),
        bad=draw(st.lists(st.builds(Example, text=texts, fix=texts), max_size=2).map(tuple)),
        seen=draw(st.lists(seen, max_size=2).map(tuple)),
        evidence=draw(st.lists(evidences, max_size=2).map(tuple)),
    )


def shape_key(text: str) -> str:
    return re.sub(r"\W+", "", text.casefold()) or text


# --- rendering --------------------------------------------------------------------------------------------------


@given(concepts())
def test_a_rendered_concept_reads_back_the_same(concept: Concept) -> None:
    parsed = parse(HEAD + render(concept, PAIR), "t.yaml")

    assert parsed.glossary.concepts == (concept,)


@given(concepts())
def test_other_parsers_read_the_same_texts(concept: Concept) -> None:
    """YAML 1.1 with its own idea of numbers, dates and truth values finds nothing but texts, dates and counts."""
    (read_again,) = yaml.safe_load(render(concept, PAIR))

    for key, value in concept_fields(concept, PAIR).items():
        if key not in ("decided", "also", "not", "seen", "evidence", "term", "acronym", "short", "zh-Hans"):
            assert read_again[key] == value


@given(texts, st.booleans())
def test_a_bare_text_is_a_text_for_everybody(text: str, inside: bool) -> None:
    written = scalar(text, inside=inside)

    assert yaml.safe_load(f"[{written}]" if inside else f"a: {written}") == ([text] if inside else {"a": text})
    assert "\n" not in written


@pytest.mark.parametrize(
    "text",
    [
        "New International Land-Sea Trade Corridor",
        "西部陆海新通道",
        "China's west",
        "19th Congress",
        "R&D",
        "opening up",
    ],
)
def test_what_needs_no_quotation_marks_has_none(text: str) -> None:
    assert scalar(text, inside=True) == text


def test_the_style_is_the_one_people_keep() -> None:
    concept = Concept(
        id="land-sea-corridor",
        terms=(
            Term(text="西部陆海新通道", language="zh-Hans"),
            Term(text="New International Land-Sea Trade Corridor", language="en"),
            Term(text="ILSTC", language="en", status="admitted", type="acronym"),
            Term(text="Western Land-Sea Trade Corridor", language="en", status="admitted", publisher="ichongqing"),
            Term(text="new western land-sea corridor", language="en", status="deprecated"),
            Term(text="Southern Transport Corridor", language="en", status="superseded", until="2018-11"),
        ),
        case="name",
        domain="corridor-logistics",
        state="approved",
        origin="pinned",
        decided=Decision(date="2026-11-22", why="form of the office"),
        near="typo-only",
        ok=("A new trade corridor would help farmers.",),
        bad=(Example(text="the Trad Corridor", fix="the Trade Corridor"),),
        seen=(Seen(text="Land-Sea Road", kind="rendering", source="s1"), Seen(text="the Corridor", state="rejected")),
        evidence=(Evidence(source="s1", quote="the Corridor, and", span=Span(2800, 2817)),),
    )

    assert (
        render(concept, PAIR)
        == """\
- id: land-sea-corridor
  zh-Hans: 西部陆海新通道
  term: New International Land-Sea Trade Corridor
  acronym: ILSTC
  domain: corridor-logistics
  state: approved
  origin: pinned
  decided: {date: 2026-11-22, why: form of the office}
  also:
  - {term: Western Land-Sea Trade Corridor, publisher: ichongqing}
  not:
  - new western land-sea corridor
  - {term: Southern Transport Corridor, status: superseded, until: 2018-11}
  near: typo-only
  ok: [A new trade corridor would help farmers.]
  bad:
  - {text: the Trad Corridor, fix: the Trade Corridor}
  seen:
  - {term: Land-Sea Road, kind: rendering, source: s1}
  - {term: the Corridor, state: rejected}
  evidence:
  - {source: s1, quote: "the Corridor, and", at: 2800}
"""
    )


@given(st.lists(concepts(), max_size=3, unique_by=lambda c: c.id))
def test_a_rendered_glossary_reads_back_the_same(made: list[Concept]) -> None:
    glossary = Glossary(
        name="X: y",
        source_language="zh-Hans",
        target_language="en",
        concepts=tuple(made),
        sources=(Source(id="s1", publisher="p", publisher_name="P: Q", tier=1, date="2024"), Source(id="s2")),
    )

    assert parse(render_glossary(glossary), "t.yaml").glossary == glossary


# --- a text as people keep it -----------------------------------------------------------------------------------


@st.composite
def kept(draw: st.DrawFn) -> tuple[list[Concept], list[tuple[str, str, str]], str, bool]:
    """A glossary with comments and blank lines in odd places: lines, each with the concept and key it belongs to."""
    made = [draw(concepts(f"c{n}")) for n in range(draw(st.integers(1, 3)))]
    indent = draw(st.sampled_from(["", "  "]))
    lines = [(line, "", "") for line in HEAD.splitlines()]
    number = 0

    def remark() -> str:
        nonlocal number
        number += 1
        return f"# {number}: 'é"

    for concept in made:
        key = ""
        for line in render(concept, PAIR).splitlines():
            found = re.match(r"(?:- |  )([\w-]+):", line)
            if found:
                key = found.group(1)
                for _ in range(draw(st.sampled_from([0, 0, 0, 1, 2]))):
                    own = "  " if draw(st.booleans()) and not line.startswith("- ") else ""
                    lines.append((draw(st.sampled_from(["", indent + own + remark()])), "", ""))
            tail = f"  {remark()}" if draw(st.sampled_from([False, False, True])) else ""
            lines.append((indent + line + tail, concept.id, key))
    lines += [(remark(), "", "") for _ in range(draw(st.integers(0, 2)))]
    return made, lines, draw(st.sampled_from(["\n", "\r\n", "\r"])), draw(st.booleans())


def text_of(lines: list[tuple[str, str, str]], newline: str, final: bool) -> str:
    return newline.join(line for line, _, _ in lines) + (newline if final else "")


def survives(lines: list[tuple[str, str, str]], concept: str, keys: set[str], text: str, newline: str) -> bool:
    """Whether every line but those of some keys of one concept stands in the text, in its order, as it was."""
    rest = iter(text.split(newline))
    return all(line in rest for line, owner, key in lines if not (owner == concept and key in keys))


_short = st.lists(st.sampled_from(["a", "b: c", "no"]), max_size=2)
_items = st.lists(st.sampled_from(["x1", "x2: y"]) | st.builds(lambda n: {"term": "x3", "note": n}, texts), max_size=2)
_changes: dict[str, st.SearchStrategy[Value | None]] = {
    "zh-Hans": st.none() | texts,
    "term": texts,
    "domain": st.none() | texts,
    "definition": maybe,
    "state": st.sampled_from(shape.STATES),
    "decided": st.none() | st.builds(lambda why: {"date": "2026-11-22", "why": why}, texts),
    "also": st.none() | _items,
    "not": _items,
    "ok": _short,
    "near": st.none() | st.sampled_from(shape.NEARS),
}


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(kept(), st.fixed_dictionaries({}, optional=_changes), st.data())
def test_setting_fields_leaves_every_other_line_as_it_was(
    made: tuple[list[Concept], list[tuple[str, str, str]], str, bool],
    fields: Mapping[str, Value | None],
    data: st.DataObject,
) -> None:
    known, lines, newline, final = made
    target = data.draw(st.sampled_from(known))
    text = text_of(lines, newline, final)

    changed = set_concepts(text, {target.id: fields})

    assert survives(lines, target.id, set(fields), changed, newline)
    assert changed.endswith(newline) is final or not final
    assert set_concepts(changed, {target.id: fields}) == changed
    others = [c for c in parse(text, "t").glossary.concepts if c.id != target.id]
    after = parse(changed, "t").glossary
    assert [c for c in after.concepts if c.id != target.id] == others
    now = concept_fields(next(c for c in after.concepts if c.id == target.id), PAIR)
    for key in ("domain", "definition", "state"):
        if fields.get(key) and fields[key] != "":
            assert now[key] == fields[key]


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(kept(), st.lists(evidences, max_size=2))
def test_replacing_evidence_leaves_every_other_line_as_it_was(
    made: tuple[list[Concept], list[tuple[str, str, str]], str, bool], new: list[Evidence]
) -> None:
    known, lines, newline, final = made
    text = text_of(lines, newline, final)

    changed = replace_evidence(text, {c.id: new for c in known})

    rest = iter(changed.split(newline))
    assert all(line in rest for line, _, key in lines if key != "evidence")
    assert replace_evidence(changed, {c.id: new for c in known}) == changed
    assert parse(changed, "t").glossary.concepts == tuple(replace(c, evidence=tuple(new)) for c in known)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(kept(), st.data())
def test_removing_concepts_leaves_every_line_of_the_others(
    made: tuple[list[Concept], list[tuple[str, str, str]], str, bool], data: st.DataObject
) -> None:
    known, lines, newline, final = made
    going = data.draw(st.sets(st.sampled_from([c.id for c in known]), min_size=1))

    changed = remove_concepts(text_of(lines, newline, final), going)

    rest = iter(changed.split(newline))
    wanted = [line for line, owner, _ in lines if owner not in ("", *going)]
    assert all(line in rest for line in wanted)
    assert parse(changed, "t").glossary.concepts == tuple(c for c in known if c.id not in going)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("concepts: []\n", "sources:\n- {id: s, date: 2024-06}\nconcepts: []\n"),
        ("sources: []\nconcepts: []\n", "sources: [{id: s, date: 2024-06}]\nconcepts: []\n"),
        ("sources: [{id: a}] # old\n", "sources: [{id: a}, {id: s, date: 2024-06}] # old\n"),
        (
            "sources:\n  - id: a # first\n    tier: 1\n    # end\nconcepts: []\n",
            "sources:\n  - id: a # first\n    tier: 1\n    # end\n  - {id: s, date: 2024-06}\nconcepts: []\n",
        ),
    ],
    ids=["none yet", "empty", "in brackets", "a line an item"],
)
def test_where_a_new_source_goes(before: str, after: str) -> None:
    head = "cqterm: 1\nlanguages: {source: zh-Hans, target: en}\n"
    assert add_sources(head + before, [Source(id="s", date="2024-06")]) == head + after


def test_a_source_that_is_there_is_refused() -> None:
    with pytest.raises(GlossaryError, match="«s» is there already"):
        add_sources("cqterm: 1\nsources: [{id: s}]\n", [Source(id="s")])


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(kept(), st.lists(concepts(), min_size=1, max_size=2, unique_by=lambda c: c.id))
def test_adding_concepts_leaves_every_line_as_it_was(
    made: tuple[list[Concept], list[tuple[str, str, str]], str, bool], new: list[Concept]
) -> None:
    known, lines, newline, final = made
    assume(not {c.id for c in new} & {c.id for c in known})
    text = text_of(lines, newline, final)

    changed = add_concepts(text, new)

    assert survives(lines, "", set(), changed, newline)
    assert parse(changed, "t").glossary.concepts == (*known, *new)
    assert newline == "\n" or not re.search(r"(?<!\r)\n" if newline == "\r\n" else "\n", changed)


# --- one by one -------------------------------------------------------------------------------------------------

BEFORE = """\
# head
cqterm: 1
languages: {source: zh-Hans, target: en}  # pair
sources: [{id: s1}]
concepts:
# the first
- id: a   # id
  term: New Thing  # t
  state: approved
  not:
  - foo  # why
    # more on foo
  # about the note
  note: "old"

- {id: b, term: Bee}
- # odd
  term: Cee
  id: c
# end"""


@pytest.mark.parametrize(
    ("concept", "fields", "old", "new"),
    [
        pytest.param("a", {"state": "rejected"}, "state: approved", "state: rejected", id="a value in place"),
        pytest.param("a", {"term": "Old: Thing"}, "New Thing  # t", '"Old: Thing"  # t', id="comment behind stays"),
        pytest.param("a", {"note": None}, '  note: "old"\n', "", id="a key goes with its line"),
        pytest.param("a", {"not": []}, "  not:\n  - foo  # why\n", "", id="an empty list goes"),
        pytest.param("a", {"near": "off"}, '"old"\n', '"old"\n  near: "off"\n', id="new key"),
        pytest.param("a", {"zh-Hans": "新"}, "# id\n", "# id\n  zh-Hans: 新\n", id="in its usual place"),
        pytest.param("a", {"not": ["x", "y"]}, "- foo  # why", '- x\n  - "y"  # why', id="list for list"),
        pytest.param("a", {"note": "old"}, "", "", id="the same value, however written, changes nothing"),
        pytest.param("b", {"state": "approved"}, "Bee}", "Bee, state: approved}", id="flow, new key"),
        pytest.param("b", {"term": "B, C"}, "Bee}", '"B, C"}', id="flow, value in place"),
        pytest.param("b", {"term": None}, ", term: Bee}", "}", id="flow, key goes"),
        pytest.param("b", {"not": ["x"]}, "Bee}", "Bee, not: [x]}", id="flow, list"),
        pytest.param("c", {"term": None}, "  term: Cee\n  id", "  id", id="first key goes"),
        pytest.param("c", {"domain": "d"}, "id: c\n", "id: c\n  domain: d\n", id="after the last that stands before"),
    ],
)
def test_one_field(concept: str, fields: dict[str, Value | None], old: str, new: str) -> None:
    for newline in ("\n", "\r\n"):
        text = BEFORE.replace("\n", newline)
        expected = BEFORE.replace(old, new, 1).replace("\n", newline)

        assert set_concepts(text, {concept: fields}) == expected


@pytest.mark.parametrize(
    ("value", "fields", "expected"),
    [
        ("note: |\n    x\n\n    y\n  term: t", {"note": "z"}, "note: z\n  term: t"),
        ("note: |+\n    x\n\n  term: t", {"domain": "d"}, "note: |+\n    x\n\n  term: t\n  domain: d"),
        ("term: t\n  note: |\n    x", {"state": "approved"}, "term: t\n  note: |\n    x\n  state: approved"),
        ("term:\n    t\n  note: n", {"term": "u"}, "term:\n    u\n  note: n"),
        ("term: # c\n    t\n  note: n", {"term": "u"}, "term: # c\n    u\n  note: n"),
        ("term: t\n  not: # c\n  - a\n  - b # d", {"not": ["x"]}, "term: t\n  not: # c\n  - x # d"),
        ("term: t\n  not: # c\n  - a", {"not": "x"}, "term: t\n  not: # c\n    x"),
        ("term: t\n  not:\n    - a\n    - b", {"not": ["x", "z"]}, "term: t\n  not:\n    - x\n    - z"),
        ("term: t\n  not: [a, b]  # c", {"not": ["x"]}, "term: t\n  not:\n  - x  # c"),
        ("term: t\n  note:  # to write", {"note": "m"}, "term: t\n  note: m  # to write"),
        ("term: t\n  not:  # to write", {"not": ["m"]}, "term: t\n  not:\n  - m  # to write"),
        ('"term": t', {"term": "u"}, '"term": u'),
        ("term : t", {"term": "u"}, "term : u"),
        ("term: t\n  also: [a]", {"also": None, "not": ["a"]}, "term: t\n  not:\n  - a"),
    ],
)
def test_ways_of_writing(value: str, fields: dict[str, Value | None], expected: str) -> None:
    head = "cqterm: 1\nlanguages: {source: zh-Hans, target: en}\nconcepts:\n- id: x\n  "

    for end in ("", "\n", "\n# end\n", "\n- {id: y, term: yy}\n"):
        assert set_concepts(head + value + end, {"x": fields}) == head + expected + end


NEW = "- id: z\n  term: t\n  state: proposed"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("concepts:\n- {id: a}\n", f"concepts:\n- {{id: a}}\n{NEW}\n"),
        ("concepts:\n- id: a", f"concepts:\n- id: a\n{NEW}"),
        (
            "concepts:\n  - id: a # b\n    # c\n# d",
            "concepts:\n  - id: a # b\n    # c\n  - id: z\n    term: t\n    state: proposed\n# d",
        ),
        ("concepts:\n- id: a\n\n- id: b\nname: n\n", f"concepts:\n- id: a\n\n- id: b\n\n{NEW}\nname: n\n"),
        ("concepts: []  # none\n", f"concepts:\n{NEW}  # none\n"),
        ("concepts:  # none\n# end\n", f"concepts:  # none\n{NEW}\n# end\n"),
        ("name: n", f"name: n\nconcepts:\n{NEW}\n"),
        ("concepts: [{id: a}]\n", "concepts: [{id: a}, {id: z, term: t, state: proposed}]\n"),
    ],
)
def test_where_a_new_concept_goes(before: str, after: str) -> None:
    head = "cqterm: 1\nlanguages: {source: zh-Hans, target: en}\n"
    new = Concept(id="z", terms=(Term(text="t", language="en"),))

    assert add_concepts(head + before, [new]) == head + after


def test_nothing_to_do_gives_the_same_text() -> None:
    assert add_concepts(BEFORE, []) == set_concepts(BEFORE, {"a": {}}) == replace_evidence(BEFORE, {}) == BEFORE


REFUSED = [
    ("cqterm: 1\nconcepts:\n- id: 'a\n", "a", "glossary:3:7: not valid YAML"),
    ("- a\n", "a", "no glossary"),
    ("cqterm: 1\nconcepts:\n- id: a\n- id: a\n", "a", "«a» stands twice"),
    ("cqterm: 1\nconcepts:\n- id: a\n", "b", "«b» is not there"),
    ("cqterm: 1\nconcepts: &x\n- id: a\n", "a", "anchor"),
    ("cqterm: 1\nconcepts:\n- id: a\n  ? state\n", "a", "nothing was changed"),
    ("cqterm: 1\nconcepts:\n- id: a\n  state: x\n  state: y\n", "a", "nothing was changed"),
]


@pytest.mark.parametrize(("text", "concept", "says"), REFUSED)
def test_what_cannot_be_rewritten_safely_is_refused(text: str, concept: str, says: str) -> None:
    with pytest.raises(GlossaryError, match=re.escape(says)):
        set_concepts(text, {concept: {"state": "rejected"}})


def test_an_id_that_is_taken_is_refused() -> None:
    new = Concept(id="a", terms=())

    with pytest.raises(GlossaryError, match=r"^terms\.yaml: id «a» is taken"):
        add_concepts(BEFORE, [new], name="terms.yaml")
    with pytest.raises(GlossaryError, match="id «z» is taken"):
        add_concepts(BEFORE, [replace(new, id="z"), replace(new, id="z")])
    with pytest.raises(GlossaryError, match="should be a list"):
        add_concepts("cqterm: 1\nconcepts: x\n", [new])


def test_a_key_that_glossaries_do_not_know_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="no key 'trem'"):
        set_concepts(BEFORE, {"a": {"trem": "x"}})


def test_the_result_is_still_a_glossary() -> None:
    changed = set_concepts(BEFORE, {"a": {"zh-Hans": "新", "state": "proposed"}})

    assert read(changed, "t").concepts[0].state == "proposed"


@pytest.mark.parametrize("kinds", [("short", "acronym"), ("acronym", "short"), ("short", "short", "acronym")])
def test_a_term_without_a_full_form_keeps_its_status_in_any_order(kinds: tuple[TermType, ...]) -> None:
    terms = tuple(
        Term(text=f"T{n}", language="en", type=kind, status="preferred" if n == 0 else "admitted")
        for n, kind in enumerate(kinds)
    )
    rendered = render(Concept(id="a", terms=terms), ("zh-Hans", "en"))
    head = "cqterm: 1\nname: n\nlanguages: {source: zh-Hans, target: en}\nconcepts:\n"
    (concept,) = read(head + rendered, "x").concepts
    assert {(t.text, t.status) for t in concept.terms} == {(t.text, t.status) for t in terms}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("  not:\n  - x  # why\n", "  not:\n  - x  # why\n  - b c\n"),
        ("  not: [x]\n", "  not: [x, b c]\n"),
        ("  not:\n    - x\n    # of it\n", "  not:\n    - x\n    - b c\n    # of it\n"),
        ("  not: x\n", "  not:\n  - x\n  - b c\n"),
        ("", "  not:\n  - b c\n"),
        ("  not: []\n", "  not:\n  - b c\n"),
    ],
    ids=["lines", "brackets", "indented", "single", "none", "empty"],
)
def test_an_item_is_added_and_the_others_stay(before: str, after: str) -> None:
    head = "cqterm: 1\nname: n\nlanguages: {source: zh-Hans, target: en}\nconcepts:\n- id: a\n  term: t\n"
    assert set_concepts(head + before, {"a": {"not": Append(["b c"])}}) == head + after
