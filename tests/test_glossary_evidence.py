"""Evidence: a quote is found whatever its white space, and the file beside the glossary is always the same bytes."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cqterm.errors import GlossaryError
from cqterm.glossary.evidence import Row, attach, divide, dump, load, locate, verify
from cqterm.glossary.read import parse
from cqterm.model import Concept, Evidence, Glossary, Span, Term

_texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
_spans = st.none() | st.tuples(st.integers(0, 10**9), st.integers(0, 99)).map(lambda p: Span(p[0], p[0] + p[1]))
rows = st.builds(Row, _texts, st.builds(Evidence, source=_texts, quote=_texts, span=_spans, form=_texts))


@given(st.lists(rows), st.randoms())
def test_the_file_reads_back_and_does_not_depend_on_the_order(made: list[Row], random: object) -> None:
    text = dump(made)
    shuffled = sorted(made, key=lambda _: random.random())  # type: ignore[attr-defined]

    assert dump(shuffled + made) == text
    assert set(load(text, "x.jsonl")) == set(made)
    assert dump(load(text, "x.jsonl")) == text
    assert text.count("\n") == len(set(made))


def test_a_row_is_one_line_of_json_with_its_keys_in_order() -> None:
    row = Row("a", Evidence(source="s", quote="“é”\u2028", span=Span(1, 4), form="e"))

    expected = '{"concept": "a", "source": "s", "start": 1, "end": 4, "form": "e", "quote": "“é”\u2028"}\n'
    assert dump([row]) == expected
    assert load("\ufeff" + expected.replace("\n", "\r\n") + "\n", "x") == (row,)


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        '"a"',
        "{}",
        '{"concept": 1, "source": "s", "start": 1, "end": 2, "form": "", "quote": ""}',
        '{"concept": "a", "source": "s", "start": 1, "end": null, "form": "", "quote": ""}',
        '{"concept": "a", "source": "s", "start": 2, "end": 1, "form": "", "quote": ""}',
        '{"concept": "a", "source": "s", "start": true, "end": true, "form": "", "quote": ""}',
        "[" * 100_000,
    ],
)
def test_a_line_that_is_no_row_is_named(line: str) -> None:
    good = dump([Row("a", Evidence(source="s", quote="q"))])

    with pytest.raises(GlossaryError, match=r"^terms.evidence.jsonl:2: not a row"):
        load(good + line + "\n", "terms.evidence.jsonl")


@pytest.mark.parametrize(
    ("quote", "text", "hint", "expected"),
    [
        ("a b", "x a  b", None, Span(2, 6)),
        ("a b", "x a\r\n  b", None, Span(2, 8)),
        ("a\nb", "a b", None, Span(0, 3)),
        ("a.b", "axb a.b", None, Span(4, 7)),
        ("ab", "ab ab ab", 4, Span(3, 5)),
        ("ab", "ab ab ab", 6, Span(6, 8)),
        ("ab", "ab ab ab", 999, Span(6, 8)),
        ("ab", "ab ab ab", None, Span(0, 2)),
        ("AB", "ab", None, None),
        ("", "ab", None, None),
        ("a b", "ab", 0, None),
        ("重庆", "在重庆", 0, Span(1, 3)),
        ("a b", "x" * 9000 + " a b", 0, Span(9001, 9004)),
        ("a b", "a b" + "x" * 9000 + "a b", 8000, Span(9003, 9006)),
    ],
)
def test_a_quote_is_found_nearest_to_the_hint(quote: str, text: str, hint: int | None, expected: Span | None) -> None:
    assert locate(quote, text, hint=hint) == expected


TEXT = """\
cqterm: 1
languages: {source: zh, target: en}
sources: [{id: s}, {id: t}]
concepts:
- id: a
  term: a
  evidence:
  - {source: s, quote: the Corridor, at: 99}
  - {source: s, quote: the Corridors}
  - {source: t, quote: not at hand}
"""


def test_a_quote_that_is_not_there_is_a_problem_and_a_source_not_at_hand_is_counted() -> None:
    parsed = parse(TEXT, "t.yaml")

    found = verify(parsed.glossary, {"s": "In the\n Corridor."}, places=parsed.places)

    assert found.missing == ("t",)
    assert [(p.line, p.column, p.concept) for p in found.problems] == [(9, 24, "a")]
    assert "quote «the Corridors» is not in source «s»" in found.problems[0].message


def test_without_places_the_problem_has_none() -> None:
    assert verify(parse(TEXT, "t").glossary, {"s": "", "t": ""}).problems[0][:3] == (0, 0, "a")


def test_two_quotes_stand_in_the_glossary_the_rest_beside_it_and_both_together_are_all() -> None:
    quotes = tuple(Evidence(source="s", quote=q) for q in "abcd")
    concept = Concept(id="x", terms=(Term(text="x", language="en"),), evidence=quotes)
    glossary = Glossary(name="g", source_language="zh", target_language="en", concepts=(concept,))

    kept, further = divide("x", quotes)

    assert kept == quotes[:2]
    assert further == (Row("x", quotes[2]), Row("x", quotes[3]))
    small = replace(glossary, concepts=(replace(concept, evidence=kept),))
    older = Row("gone", quotes[0])
    assert attach(small, [older, Row("x", quotes[0]), *further, *further]) == glossary
