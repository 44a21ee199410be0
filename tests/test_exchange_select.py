"""What is exported: the filters of the command line."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from cqterm.errors import GlossaryError
from cqterm.exchange.select import select
from cqterm.model import Glossary, Term
from tests.exchange_example import CORRIDOR, EXAMPLE, GLOSSARIES


def _ids(glossary: Glossary) -> list[str]:
    return [concept.id for concept in glossary.concepts]


def _terms(glossary: Glossary) -> list[str]:
    return [term.text for concept in glossary.concepts for term in concept.terms]


def test_without_a_wish_everything_stays() -> None:
    assert select(EXAMPLE) == EXAMPLE


def test_approved_only_drops_proposed_and_rejected() -> None:
    assert _ids(select(EXAMPLE, approved_only=True)) == ["land-sea-corridor", "mountain-city"]


def test_a_domain_keeps_its_concepts_in_their_order() -> None:
    assert _ids(select(EXAMPLE, domains=["corridor-logistics"])) == ["land-sea-corridor"]


@pytest.mark.parametrize("domain", ["Corridor-Logistics", "corridor", "", "finance"])
def test_an_unknown_domain_is_an_error_that_names_the_known_ones(domain: str) -> None:
    with pytest.raises(GlossaryError, match="corridor-logistics"):
        select(EXAMPLE, domains=["corridor-logistics", domain])


def test_a_glossary_without_domains_says_so() -> None:
    with pytest.raises(GlossaryError, match="has no domains"):
        select(replace(EXAMPLE, concepts=EXAMPLE.concepts[1:]), domains=["finance"])


def test_preferred_only_keeps_one_term_a_language() -> None:
    only = select(replace(EXAMPLE, concepts=(CORRIDOR,)), preferred_only=True)
    assert _terms(only) == ["西部陆海新通道", "New International Land-Sea Trade Corridor"]


def test_an_acronym_is_preferred_where_there_is_no_full_form() -> None:
    concept = replace(
        CORRIDOR,
        terms=(
            Term(text="ILSTC", language="en", type="acronym"),
            Term(text="the corridor", language="en", status="admitted"),
        ),
    )
    assert _terms(select(replace(EXAMPLE, concepts=(concept,)), preferred_only=True)) == ["ILSTC"]


def test_a_concept_without_a_preferred_term_goes() -> None:
    concept = replace(CORRIDOR, terms=(Term(text="the corridor", language="en", status="deprecated"),))
    assert not select(replace(EXAMPLE, concepts=(concept,)), preferred_only=True).concepts


@given(glossary=GLOSSARIES)
@settings(max_examples=60, deadline=None)
def test_preferred_only_never_lets_another_status_through(glossary: Glossary) -> None:
    for concept in select(glossary, preferred_only=True).concepts:
        assert concept.terms
        assert {term.status for term in concept.terms} == {"preferred"}
        languages = [term.language for term in concept.terms]
        assert len(languages) == len(set(languages))


def test_statuses_choose_target_terms_and_keep_the_source() -> None:
    only = select(EXAMPLE, statuses=["deprecated", "superseded"])
    assert _ids(only) == ["land-sea-corridor"]
    assert [term.status for term in only.concepts[0].terms if term.language == "en"] == ["deprecated", "superseded"]
    assert "西部陆海新通道" in _terms(only)


def test_a_language_pair_drops_the_others_and_may_be_turned_round() -> None:
    french = replace(CORRIDOR, terms=(*CORRIDOR.terms, Term(text="le corridor", language="fr")))
    turned = select(replace(EXAMPLE, concepts=(french,)), source_language="en", target_language="fr")
    assert (turned.source_language, turned.target_language) == ("en", "fr")
    assert {term.language for term in turned.concepts[0].terms} == {"en", "fr"}


@pytest.mark.parametrize(("source", "target", "said"), [("de", "en", "no term is in de"), ("en", "en", "both en")])
def test_a_language_that_is_not_there_is_an_error(source: str, target: str, said: str) -> None:
    with pytest.raises(GlossaryError, match=said):
        select(EXAMPLE, source_language=source, target_language=target)
