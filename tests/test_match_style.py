"""Case in its place: what the glossary says of a term's case holds, and the place decides the letters."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cqterm.match.compiling import compile_lexicon
from cqterm.match.find import Finder
from cqterm.match.style import quoted, sentence_start
from cqterm.model import Span
from tests.words import concept, glossary, term


@pytest.mark.parametrize(("text", "start"), [
    ("the harbor", False), ("a (b) harbor", False), ("harbor", True), ("Yes. harbor", True), ("Yes! “harbor", True),
    ("list:\n- harbor", True), ("Title: harbor", True), ("of \u201charbor", False),
])  # fmt: skip
def test_a_sentence_starts_where_a_reader_would_say_so(text: str, start: bool) -> None:
    assert sentence_start(text, text.index("harbor")) == start


@given(st.text("aß_1 \n\t.!:。！•*—\ufffc\"'“(「[,)\u00a0", max_size=30), st.integers(0, 30))
def test_a_sentence_starts_behind_an_end_and_a_space_or_on_a_new_line(text: str, offset: int) -> None:
    ends, opening = r"[.!?:;。！？：；•–—*\ufffc]", "[\"'“‘«(（\\[「『]*"
    behind = re.search(rf"(?:^|{ends}\W*\s|\n\s*\W*){opening}$", text[max(0, offset - 24) : offset])
    assert sentence_start(text, offset) == (not offset or behind is not None)


@pytest.mark.parametrize(("text", "is_quoted"), [
    ("the Harbor Act", False), ('"the Harbor Act"', False), ('"Harbor Act" of', True), ("《Harbor Act》", True),
    ("“Harbor Act,” he", True),
])  # fmt: skip
def test_a_title_stands_alone_between_its_marks(text: str, is_quoted: bool) -> None:
    start = text.index("Harbor")
    assert quoted(text, Span(start, start + len("Harbor Act"))) == is_quoted


@pytest.mark.parametrize(("case", "text", "finds"), [
    ("name", "the harbor levy office", True), ("exact", "the harbor levy office", True),
    ("common", "the harbor levy office", True), ("exact", "the Harbor levy Office", True),
    ("name", "two Harbor Levy Offices", True), ("common", "two Harbor Levy Offices", False),
])  # fmt: skip
def test_the_case_that_the_glossary_gives_holds(case: str, text: str, finds: bool) -> None:
    """A name takes no plural, a common term does."""
    finder = Finder(compile_lexicon(glossary(concept("x", term("Harbor Levy Office"), case=case))))
    assert any(m.differences for m in finder.find(text)) == finds


@pytest.mark.parametrize(("written", "text", "finds"), [
    ("Go", "we go there", False), ("Teams", "the teams meet", False), ("npm", "run npm here", False),
    ("TypeScript", "in typescript or so", True), ("TypeScript", "in Typescript or so", True),
    ("npm", "run NPM here", True),
    ("pre-commit", "a Pre-commit hook", True), ("Two Sessions", "the two sessions of yoga", False),
])  # fmt: skip
def test_an_exact_term_has_these_letters_unless_its_words_are_common_ones(written: str, text: str, finds: bool) -> None:
    finder = Finder(compile_lexicon(glossary(concept("x", term(written), case="exact"))))
    assert any(m.differences for m in finder.find(text)) == finds


def test_an_exact_term_has_small_letters_at_the_start_of_a_sentence_too() -> None:
    finder = Finder(compile_lexicon(glossary(concept("x", term("npm"), case="exact"))))
    assert [e.text for m in finder.find("NPM is a tool. Npm too. So is npm.") for e in m.edits] == ["npm", "npm"]


@pytest.mark.parametrize(("text", "finds"), [
    ("a report on the work of the harbor", False), ("the Report on the work of the Harbor", True),
    ("the harbor work report", True), ("a harbor work report", False), ("A harbor work report", False),
    ("its annual harbor work report", False), ("the second harbor work report", False),
    ("the first harbor work report", False), ("their two harbor work reports", False),
])  # fmt: skip
def test_a_name_of_common_words_in_lower_case_is_none_where_any_is_meant(text: str, finds: bool) -> None:
    report = concept("x", term("Harbor Work Report"), term("Report on the Work of the Harbor", "admitted"))
    assert any(m.differences for m in Finder(compile_lexicon(glossary(report))).find(text)) == finds


def test_a_name_goes_on_behind_a_place_in_brackets() -> None:
    finder = Finder(compile_lexicon(glossary(concept("x", term("western Lund")))))
    assert any(m.differences for m in finder.find("so Western Lund (Malmo) thrives"))
    assert not any(m.differences for m in finder.find("so Western Lund (Malmo) Science City thrives"))


def test_a_country_is_no_common_word() -> None:
    finder = Finder(compile_lexicon(glossary(concept("x", term("China Europe Train")))))
    assert not finder.find("trips by the China-Europe trains")
    assert any(m.differences for m in finder.find("trips by the China-Europe Train"))


def test_capitals_count_last_where_two_terms_are_near() -> None:
    terms = term("reform and opening up"), term("reform and opening-up", "admitted")
    (match,) = Finder(compile_lexicon(glossary(concept("x", *terms)))).find("with the Reform and Opening-up, he")
    assert match.gravest == "case"


@pytest.mark.parametrize(("text", "finds"), [
    ("Swedish central banks met", False), ("other Swedish banks met", False), ("the Swedish Central Banks met", True),
    ("the Swedish central bank met", True), ("the Swedish Central banks met", True),
])  # fmt: skip
def test_several_that_are_written_as_in_a_sentence_are_no_name(text: str, finds: bool) -> None:
    finder = Finder(compile_lexicon(glossary(concept("x", term("Swedish Central Bank")))))
    assert any(m.differences for m in finder.find(text)) == finds


@pytest.mark.parametrize(("text", "finds"), [
    ("the Second Conference on Safe Harbor Towns", False), ("the Lund Conference on the Safe Harbor Towns", False),
    ("a Fund for Safe Harbor Towns", False), ("We count on Safe Harbor Towns", True),
    ("Reports on Safe Harbor Towns are out", True), ("the aims of the Safe Harbor Towns", True),
])  # fmt: skip
def test_a_term_may_have_capitals_in_the_title_of_what_is_about_it(text: str, finds: bool) -> None:
    finder = Finder(compile_lexicon(glossary(concept("x", term("safe harbor towns")))))
    (found,) = finder.find(text)
    assert bool(found.differences) == finds
