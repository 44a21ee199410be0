"""What strict formats must not say, and what is told of it."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from cqterm.exchange.losses import Loss, Losses, count_settings, lose, told
from cqterm.exchange.strict import citation, one_line, strict
from cqterm.model import Case, Glossary, Source, Term
from tests.exchange_example import CORRIDOR, EXAMPLE, GLOSSARIES


def _strict(*terms: Term) -> tuple[list[tuple[str, str]], tuple[str, ...]]:
    losses: Losses = Losses()
    made = strict(replace(EXAMPLE, concepts=(replace(CORRIDOR, terms=terms),)), losses)
    return [(term.text, term.status) for concept in made.concepts for term in concept.terms], told(losses)


def _en(text: str, status: str = "preferred", kind: str = "full") -> Term:
    return replace(Term(text=text, language="en"), status=status, type=kind)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("terms", "kept", "said"),
    [
        ([_en("a b\xa0c")], [("a b\xa0c", "preferred")], ()),
        ([_en("a"), _en("A", "deprecated")], [("a", "preferred"), ("A", "deprecated")], ()),
        ([_en("a"), Term(text="a", language="fr")], [("a", "preferred")] * 2, ()),
        ([_en(" a\n")], [("a", "preferred")], ("terms: white space around it removed (1 term)",)),
        ([_en("a"), _en(" ")], [("a", "preferred")], ("empty, left out", "white space")),
        ([_en("\x00")], [], ("control characters: removed (1 text)", "empty, left out", "terms: none, left out")),
        ([], [], ("terms: none, left out (1 concept)",)),
        (
            [_en("a", "deprecated"), _en("a")],
            [("a", "preferred")],
            ("terms: twice in one language, left out (1 term)",),
        ),
        ([_en("a"), _en("a", "admitted")], [("a", "preferred")], ("terms: twice in one language, left out (1 term)",)),
        ([_en("a")] * 2, [("a", "preferred")], ("terms: twice in one language, left out (1 term)",)),
        (
            [_en("b", kind="acronym"), _en("a"), _en("c")],
            [("b", "admitted"), ("a", "preferred"), ("c", "admitted")],
            ("status: a further preferred term, written as admitted (2 terms)",),
        ),
        (
            [_en("a\r\nb")],
            [("a b", "preferred")],
            ("line breaks: written as a plain one (1 text)", "written as a space"),
        ),
        ([_en("\ud800a\ufffeb")], [("ab", "preferred")], ("control characters: removed (1 text)",)),
        ([_en("😀\U0001fffe")], [("😀\U0001fffe", "preferred")], ()),
    ],
    ids=[
        "space-inside-stays",
        "case-differs",
        "language-differs",
        "space-around",
        "blank",
        "only-controls",
        "no-terms",
        "twice-better-later",
        "twice-better-first",
        "twice-the-same",
        "three-preferred",
        "line-break",
        "forbidden",
        "astral-stays",
    ],
)
def test_terms(terms: list[Term], kept: list[tuple[str, str]], said: tuple[str, ...]) -> None:
    assert _strict(*terms)[0] == kept
    losses = _strict(*terms)[1]
    assert len(losses) == len(said)
    assert all(any(part in line for line in losses) for part in said)


@given(glossary=GLOSSARIES)
@settings(max_examples=200, deadline=None)
def test_strict_is_idempotent_and_silent_the_second_time(glossary: Glossary) -> None:
    once = strict(glossary, Losses())
    losses: Losses = Losses()
    assert strict(once, losses) == once
    assert told(losses) == ()


@given(glossary=GLOSSARIES)
@settings(max_examples=200, deadline=None)
def test_no_loss_is_silent(glossary: Glossary) -> None:
    losses: Losses = Losses()
    if strict(glossary, losses) != glossary:
        assert told(losses)


@pytest.mark.parametrize(
    ("case", "text", "lost"),
    [("name", "Two Centers", 0), ("common", "new area", 0), ("common", "New Area", 1), ("exact", "iCQ", 1)],
)
def test_a_case_that_the_capitals_show_is_not_lost(case: Case, text: str, lost: int) -> None:
    losses: Losses = Losses()
    count_settings(replace(EXAMPLE.concepts[1], case=case, terms=(_en(text),)), "en", losses)
    assert sum(losses.values()) == lost


def test_losses_are_sorted_and_in_good_english() -> None:
    losses: Losses = Losses({Loss("ok", "left out", "example"): 1, Loss("near", "left out", "concept"): 2})
    lose(losses, "bad", "left out", "example", 0)
    assert told(losses) == ("near: left out (2 concepts)", "ok: left out (1 example)")


@pytest.mark.parametrize(("text", "line"), [("a  b", "a  b"), (" a \n\n b\n", "a b"), ("", ""), ("\n", "")])
def test_one_line(text: str, line: str) -> None:
    assert one_line(text) == line


@pytest.mark.parametrize(
    ("source", "line"),
    [
        (Source(id="a"), "a"),
        (Source(id=""), ""),
        (Source(id=" ", title="T"), "T"),
        (Source(id="a", publisher="scio", date="2024"), "a: scio. 2024"),
        (Source(id="a", publisher="scio", publisher_name="The Office", title="T\nU"), "a: The Office. T U"),
    ],
)
def test_citation(source: Source, line: str) -> None:
    assert citation(source) == line
