"""The compiled lexicon: it gives back what went in, as bytes too, and refuses bytes that are damaged."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cqterm.match.candidates import Words
from cqterm.match.columns import Columns, DamagedError, pack
from cqterm.match.compiling import compile_lexicon
from cqterm.match.entries import entry_of, row_of
from cqterm.match.lexicon import Lexicon, pattern_of
from cqterm.model import Authority, Concept, Term
from tests.words import HARBOUR, concept, glossary, lexicon, term

LEXICON = lexicon()
LINE = st.text(st.characters(exclude_characters="\n", exclude_categories=["Cs"]), max_size=8)
TEXT = st.text(st.characters(exclude_characters="\x1d\x1e\x1f", exclude_categories=["Cs"]), max_size=8)
PACKED = pack(texts={"a": ["x", ""], "b": []}, numbers={"n": [1, 2**32 - 1], "m": []})


@given(st.lists(LINE), st.lists(st.integers(0, 2**32 - 1)))
def test_columns_give_back_what_went_in(texts: list[str], numbers: list[int]) -> None:
    columns = Columns(pack(texts={"t": texts, "more": texts}, numbers={"n": numbers}))
    assert list(columns.texts("t")) == columns.texts("more")[:] == texts
    assert [columns.texts("t")[n] for n in range(len(columns.texts("t")))] == texts
    assert list(columns.numbers("n")) == numbers


KEY = st.text(st.characters(exclude_characters="\n\t", exclude_categories=["Cs"]), max_size=4)


@given(st.dictionaries(KEY, LINE, max_size=40), st.lists(KEY, max_size=9))
def test_a_table_knows_its_keys_and_no_others(table: dict[str, str], others: list[str]) -> None:
    there = Columns(pack(texts={"before": ["x"]}, tables={"t": table, "none": {}})).table("t")
    assert dict(there.items()) == table
    assert {key: there.find(key) for key in [*table, *others]} == {key: table.get(key) for key in [*table, *others]}


@pytest.mark.parametrize("data", [b"", b"x", PACKED[:-1], PACKED + b"x", PACKED[:40], b"y" + PACKED[1:]])
def test_other_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(DamagedError):
        Columns(data)


@given(st.integers(0, len(PACKED) - 1), st.integers(1, 255))
def test_every_changed_byte_is_noticed_or_says_nothing(at: int, change: int) -> None:
    data = bytearray(PACKED)
    data[at] ^= change
    try:
        columns = Columns(bytes(data))
    except DamagedError:
        return
    assert list(columns.texts("a")) == ["x", ""]
    assert list(columns.numbers("n")) == [1, 2**32 - 1]


@given(TEXT, TEXT, TEXT)
def test_an_entry_gives_back_its_concept(text: str, note: str, url: str) -> None:
    made = Concept(
        id="one",
        terms=(
            Term(text=text, language="en", note=note, until="2020"),
            Term(text="x", language="zh", status="admitted"),
        ),
        definition=note,
        case="name",
        near="off",
        state="approved",
    )
    said = Authority(source="gazette", publisher=text, date="2024", url=url, count=3)
    assert entry_of(row_of(made, said)) == (made, said)
    assert entry_of(row_of(made, None)) == (made, None)


def test_letters_that_hold_a_space_when_they_are_folded_break_no_line() -> None:
    terms = ["Harbor ﷺ Levy Office", "Pierͺtariff"]
    compiled = compile_lexicon(glossary(*(concept(f"c{n}", term(text)) for n, text in enumerate(terms))))
    assert [p.norms for p in Lexicon(compiled.data).patterns] == [
        ("harbor", "صلى الله عليه وسلم", "levy", "office"),
        ("pier ιtariff",),
    ]
    earlier = Words(compiled)
    asked = [earlier[norm] for norm in ("pier ιtarif", "pier", *(f"word{n}" for n in range(50)))]
    assert asked[0].near == (("pier ιtariff", 1), ("pier ιtariffs", 2))
    assert asked[1].opens == {" ιtariff", " ιtariffs"}
    later = Words(compiled, earlier.memory())
    assert [later[word.norm] for word in asked] == asked


def test_what_would_break_a_row_becomes_a_space() -> None:
    made = concept("one", term("a\x1fb\x1ec\x1dd"))
    assert entry_of(row_of(made, None)).concept.terms[0].text == "a b c d"


def test_concepts_patterns_and_authorities_are_those_of_the_glossary() -> None:
    assert list(LEXICON.concepts) == [c.id for c in HARBOUR.concepts if c.state == "approved"]
    there = LEXICON.concepts["corridor"]
    assert there.terms == HARBOUR.concepts[0].terms
    assert LEXICON.authority("corridor") == Authority(
        source="gazette", publisher="Lund Gazette", date="2023-05-01", url="", count=2
    )
    assert LEXICON.authority("slogan") is None
    assert [p.term for p in LEXICON.renderings("corridor")] == list(there.terms)
    assert [pattern_of(there, t) for t in there.terms] == LEXICON.renderings("corridor")
    assert len(LEXICON.patterns) == len(list(LEXICON.patterns)) == len(LEXICON.patterns[:])


def test_a_lexicon_is_its_bytes() -> None:
    there = Lexicon(LEXICON.data)
    assert list(there.patterns) == list(LEXICON.patterns)
    assert (there.name, there.size, there.fingerprint) == (LEXICON.name, LEXICON.size, LEXICON.fingerprint)
    assert lexicon().data == LEXICON.data


def test_an_empty_glossary_has_a_lexicon_too() -> None:
    empty = compile_lexicon(glossary())
    assert (empty.size, list(empty.patterns), list(empty.concepts)) == (0, [], [])
