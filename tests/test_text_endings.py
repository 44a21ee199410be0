"""Endings: what may be another form of a word where no table of plurals helps."""

from dataclasses import replace

import pytest

from cqterm.match.compiling import compile_lexicon
from cqterm.match.find import Finder
from cqterm.text.endings import inflected
from tests.words import concept, glossary, term


@pytest.mark.parametrize(
    ("found", "wanted", "language", "answer"),
    [
        ("states", "state", "en-GB", False),
        ("musen", "museen", "de", False),
        ("kulturbesiz", "kulturbesitz", "de", False),
        ("ajoutee", "ajoutée", "fr", False),
        ("den", "der", "de", False),
        ("kulturbestiz", "kulturbesitz", "de", False),
        ("staatliche", "staatliche", "de", False),
        ("staatlichen", "staatliche", "de", True),
        ("museum", "museen", "de-AT", True),
        ("nationaux", "national", "fr", True),
        ("nationals", "nationaux", "fr", False),
        ("eaux", "eau", "fr", False),  # three letters alone are no stem
        ("ausschüsse", "ausschuss", "de", True),
        ("fur", "für", "de", False),
        ("ausschüss", "ausschuss", "de", False),  # a vowel alone is a slip
        ("nationale", "national", "fr", True),
        ("república", "repúblicas", "es", True),
        ("музея", "музей", "ru", True),
    ],
)
def test_only_an_ending_makes_another_form(found: str, wanted: str, language: str, answer: bool) -> None:
    assert inflected(found, wanted, language) is answer


@pytest.mark.parametrize(
    ("text", "finds"),
    [
        ("den Staatlichen Museen zu Lund", False),
        ("der dauerhaften Leihgaben", False),
        ("die Staatlische Museen zu Lund", True),
        ("Staatliche Musen zu Lund", True),
        ("eine dauerhafte Leigabe", True),
    ],
)
def test_inflected_terms_are_no_errors(text: str, finds: bool) -> None:
    terms = [replace(term(t), language="de") for t in ("Staatliche Museen zu Lund", "dauerhafte Leihgabe")]
    german = replace(glossary(*(concept(f"c{n}", t) for n, t in enumerate(terms))), target_language="de")
    finder = Finder(compile_lexicon(german))
    assert any(m.differences for m in finder.find(text)) is finds
