"""Terms where words stand apart: inflected, in their capitals, with the marks that belong to them."""

import pytest

from cqterm.bilingual.occurrences import Designation
from cqterm.bilingual.words import Words
from cqterm.model import Term


def found(text: str, *terms: str, language: str = "en", loose: bool = False) -> list[str]:
    given = [Designation(term, Term(text=term, language=language)) for term in terms]
    return [text[a:b] for (a, b), _ in Words(given, language, loose=loose).find(text)]


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("the two sessions of yoga", "Two Sessions"),
        ("in the future", "__future__"),
        ("a C program", "C++"),
        ("and so", "AND"),
        ("list. Functions", "list function"),
        ("lists, functions", "list function"),
        ("list\ufffcfunction", "list function"),
    ],
)
def test_what_only_looks_like_a_term_is_none(text: str, term: str) -> None:
    assert found(text, term) == []


@pytest.mark.parametrize(
    ("text", "term", "place"),
    [
        ("Context managers help.", "context manager", "Context managers"),
        ("a bytes-like\nobject", "bytes-like object", "bytes-like\nobject"),
        ("centre of trade", "trade center", ""),
        ("a trade centre", "trade center", "trade centre"),
        ("the Two Sessions", "Two Sessions", "Two Sessions"),
        ("THE TWO SESSIONS", "Two Sessions", "TWO SESSIONS"),
        ("see __future__", "__future__", "future"),
        ("GILs", "GIL", "GILs"),
        ("the China (Lund) Zone", "China (Lund) Zone", "China (Lund) Zone"),
    ],
)
def test_a_term_is_found_as_it_is_used(text: str, term: str, place: str) -> None:
    assert found(text, term) == ([place] if place else [])


@pytest.mark.parametrize(
    ("language", "text", "term"),
    [
        ("en", "deprecated", "deprecate"),
        ("de", "die Häfen und des Hafens", "Hafen"),
        ("fr", "les ports économiques", "port économique"),
        ("ru", "портов", "порт"),
        ("xx", "foo", "foo"),
    ],
)
def test_a_rendering_is_found_by_its_stem(language: str, text: str, term: str) -> None:
    assert found(text, term, language=language, loose=True)


def test_a_list_in_title_case_says_nothing_about_capitals() -> None:
    names = [f"Term Number{letter}" for letter in "abcdefghijklmnopqrst"]
    assert found("the term numbera", *names) == ["term numbera"]
    assert found("the term numbera", *names[:3]) == []
