"""Round trips: what a format holds comes back, and what it says it loses is the whole difference.

The properties start from the text of a glossary file, so that nothing is tried that no file could hold.
"""

import re
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st

from cqterm.exchange import exchanges
from cqterm.exchange.languages import Languages
from cqterm.glossary.read import parse
from cqterm.glossary.render import render_glossary
from cqterm.model import Concept, Decision, Evidence, Example, Glossary, Seen, Source, Term
from tests import words

# what fails is small enough to read; looking for something smaller takes minutes
QUICK = (Phase.explicit, Phase.reuse, Phase.generate)
READ_BACK = sorted(name for name, each in exchanges().items() if hasattr(each, "read") and hasattr(each, "write"))

_LETTERS = st.sampled_from(list("\"'\\ &<>]{}#,:;|()-*_=@+ab2重庆é😀\u3000"))
_LINES = st.one_of(
    st.text(_LETTERS, max_size=12),
    st.sampled_from(
        "State: proposed;Note: a;Decided: 2020 x;2020;- x;2018-11 why;domain: d;note on a: b;Evidence (s-1): q;"
        "admitted (en): x;Publisher: p;=1+1;'quoted;a | b;[x](y);<b>;-".split(";")
    ),
)
_TEXTS = st.lists(_LINES, min_size=1, max_size=2).map("\n".join).map(str.strip)
_DATES = st.sampled_from(["", "", "2018", "2018-11", "2018-11-05"])
_NAMES = st.builds(lambda head, number: f"{head}{number}".strip(), st.text(_LETTERS, max_size=5), st.integers(0, 999))
_TERMS = st.builds(
    Term,
    text=_NAMES,
    language=st.sampled_from(["zh-Hans", "en", "en", "fr"]),
    status=st.sampled_from(["preferred", "admitted", "deprecated", "superseded"]),
    type=st.sampled_from(["full", "full", "acronym", "short"]),
    valid_from=st.sampled_from(["", "2001"]),
    until=_DATES,
    publisher=st.sampled_from(["", "", "scio", "The Office, Ltd. (2): x"]),
    note=_TEXTS,
)
_SOURCES = (
    Source(id="s-1", publisher="scio", publisher_name="The Office", tier=1, title="A: b", date="2020-01"),
    Source(id="s-2", title="Only a title"),
)
_EVIDENCE = st.builds(
    Evidence,
    source=st.sampled_from(["s-1", "s-2"]),
    quote=st.one_of(_NAMES, st.just("in the New Area")),
    form=st.sampled_from(["", "", "elsewhere"]),
)
_CONCEPTS = st.builds(
    Concept,
    id=st.from_regex(r"[a-z][a-z0-9-]{0,8}", fullmatch=True),
    terms=st.lists(_TERMS, max_size=5, unique_by=lambda term: term.text).map(tuple),
    case=st.sampled_from(["name", "common", "exact"]),
    domain=_TEXTS,
    definition=_TEXTS,
    note=_TEXTS,
    state=st.sampled_from(["approved", "proposed", "proposed", "rejected"]),
    origin=st.sampled_from(["mined", "curated", "pinned"]),
    decided=st.none() | st.builds(Decision, date=_DATES, why=_TEXTS),
    near=st.sampled_from([None, "all", "typo-only", "off"]),
    ok=st.lists(_NAMES, max_size=2).map(tuple),
    bad=st.lists(st.builds(Example, text=_NAMES, fix=_NAMES), max_size=1).map(tuple),
    seen=st.lists(st.builds(Seen, text=_NAMES, source=st.sampled_from(["", "s-1"])), max_size=1).map(tuple),
    evidence=st.lists(_EVIDENCE, max_size=2).map(tuple),
)


@st.composite
def held(draw: st.DrawFn) -> Glossary:
    """A glossary as it is read from a file without a problem."""
    concepts = draw(st.lists(_CONCEPTS, max_size=3, unique_by=lambda concept: concept.id))
    raw = Glossary(
        name="Terms: of a house",
        source_language="zh-Hans",
        target_language="en",
        concepts=tuple(concepts),
        sources=_SOURCES,
    )
    parsed = parse(render_glossary(raw), "terms.yaml")
    if parsed.problems:  # mostly a concept without a preferred term; what is sound of it is enough
        wrong = {problem.concept for problem in parsed.problems}
        sound = tuple(concept for concept in raw.concepts if concept.id not in wrong)
        parsed = parse(render_glossary(replace(raw, concepts=sound)), "terms.yaml")
        assume(not parsed.problems)
    return parsed.glossary


def _terms(concept: Concept) -> dict[str, list[Term]]:
    """The terms by language, since no format but ours keeps the order over languages."""
    found: dict[str, list[Term]] = {}
    for term in sorted(concept.terms, key=repr):
        found.setdefault(term.language, []).append(term)
    return found


def _difference(before: Glossary, after: Glossary) -> Counter[str]:
    """What of a glossary another one does not hold, counted under the names that the losses use."""
    lost: Counter[str] = Counter()
    there = {concept.id: concept for concept in after.concepts}
    assert set(there) <= {concept.id for concept in before.concepts}
    assert (before.source_language, before.target_language) == (after.source_language, after.target_language)
    lost["name"] = before.name != after.name
    lost["sources"] = sum(source not in after.sources for source in before.sources)
    for concept in before.concepts:
        if concept.id not in there:
            lost["left out"] += 1
        else:
            lost += _concept_difference(concept, there[concept.id])
    return +lost


def _concept_difference(old: Concept, new: Concept) -> Counter[str]:
    lost: Counter[str] = Counter()
    for field in ("case", "origin", "near", "domain", "definition", "note", "state", "decided"):
        lost[field] = getattr(old, field) != getattr(new, field)
    for field in ("ok", "bad", "seen"):
        lost[field] = len(getattr(old, field)) - len(getattr(new, field))
    kept = Counter((e.source, e.quote) for e in new.evidence)
    lost["evidence"] = (Counter((e.source, e.quote) for e in old.evidence) - kept).total()
    if new.evidence:
        lost["evidence.form"] = sum(e.form != "" for e in old.evidence) - sum(e.form != "" for e in new.evidence)
    mine, theirs = _terms(old), _terms(new)
    assert {k: [t.text for t in v] for k, v in mine.items()} == {k: [t.text for t in v] for k, v in theirs.items()}
    pairs = [pair for language in mine for pair in zip(mine[language], theirs[language], strict=True)]
    for attribute in ("status", "type", "valid_from", "until", "publisher", "note"):
        lost[f"term.{attribute}"] = sum(getattr(a, attribute) != getattr(b, attribute) for a, b in pairs)
    return lost


def _told(losses: tuple[str, ...]) -> Counter[str]:
    """The losses that a format tells, in the names of `_difference`."""
    told: Counter[str] = Counter()
    for line in losses:
        found = re.fullmatch(r"([a-z. ]+): (.*) \((\d+) (\w+?)s?\)", line)
        assert found, line
        field, fate, count, unit = found.groups()
        if unit == "concept" and fate.endswith("left out") and field in ("state", "terms"):
            field = "left out"
        elif unit == "term":
            field = f"term.{field}"
        told[field] += int(count)
    return told


@pytest.mark.parametrize("name", READ_BACK)
@given(glossary=held())
@settings(max_examples=60, deadline=None, phases=QUICK)
def test_what_is_told_to_be_lost_is_the_whole_difference(name: str, glossary: Glossary) -> None:
    exchange = exchanges()[name]
    export = exchange.write(glossary)
    reading = exchange.read(f"terms{exchange.SUFFIXES[0]}", export.data, wanted=Languages("zh-Hans", "en"))
    assert reading.remarks == ()
    back = parse(render_glossary(reading.glossary), "terms.yaml")
    assert back.problems == ()
    assert _difference(glossary, back.glossary) == _told(export.losses)


@given(glossary=held())
@settings(max_examples=100, deadline=None, phases=QUICK)
def test_yaml_to_json_and_back_is_the_same_text(glossary: Glossary) -> None:
    exchange = exchanges()["json"]
    text = render_glossary(glossary)
    back = exchange.read("terms.json", exchange.write(glossary).data, wanted=Languages()).glossary
    assert back == glossary
    assert render_glossary(back) == text


@pytest.mark.parametrize("style", ["dca", "dct"])
def test_a_quote_that_shows_a_term_comes_back_in_either_style(style: str) -> None:
    quote = Evidence(source="s-1", quote="in the New Area of Lund")
    area = words.concept("area", words.term("New Area"), evidence=(quote,))
    tbx = exchanges()["tbx"]
    export = tbx.write(words.glossary(area, sources=(Source(id="s-1", publisher="p"),)), style=style)
    assert b"context" in export.data
    (back,) = tbx.read("terms.tbx", export.data, wanted=Languages()).glossary.concepts
    assert back.evidence == (quote,)


@given(glossary=held())
@settings(max_examples=40, deadline=None, phases=QUICK)
@pytest.mark.parametrize(("dialect", "style"), [("min", "dca"), ("core", "dca"), ("basic", "dct"), ("core", "dct")])
def test_every_dialect_and_style_of_tbx_holds_the_same(dialect: str, style: str, glossary: Glossary) -> None:
    tbx = exchanges()["tbx"]
    export = tbx.write(glossary, dialect=dialect, style=style)
    back = tbx.read("terms.tbx", export.data, wanted=Languages()).glossary
    assert _difference(glossary, back) == _told(export.losses)
