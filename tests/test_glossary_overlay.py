"""Overlay: a later glossary's concept takes the whole place of the earlier one."""

import pytest

from cqterm.errors import GlossaryError
from cqterm.glossary.overlay import overlay
from cqterm.model import Concept, Glossary, Source, State, Term


def concept(identifier: str, text: str, state: State = "approved") -> Concept:
    return Concept(id=identifier, terms=(Term(text=text, language="en"),), state=state)


def glossary(name: str, *concepts: Concept, sources: tuple[Source, ...] = (), source_language: str = "zh") -> Glossary:
    return Glossary(
        name=name, source_language=source_language, target_language="en", concepts=concepts, sources=sources
    )


def test_one_glossary_stays_as_it_is_rejected_concepts_included() -> None:
    only = glossary("a", concept("x", "X", "rejected"))

    assert overlay([only]) is only


def test_a_later_concept_replaces_the_whole_one_in_its_place_and_new_ones_follow() -> None:
    first = glossary("a", Concept(id="x", terms=(Term(text="X", language="en"),), note="old"), concept("y", "Y"))
    later = glossary("b", concept("z", "Z"), concept("x", "XX"))

    united = overlay([first, later])

    assert united.name == "a + b"
    assert united.concepts == (concept("x", "XX"), concept("y", "Y"), concept("z", "Z"))


def test_rejected_removes_and_may_be_taken_back_later() -> None:
    first = glossary("a", concept("x", "X"), concept("y", "Y"))
    removes = glossary("b", concept("x", "X", "rejected"), concept("q", "Q", "rejected"))

    assert [c.id for c in overlay([first, removes]).concepts] == ["y"]
    assert [c.id for c in overlay([first, removes, first]).concepts] == ["y", "x"]


def test_sources_are_united_and_the_later_one_holds() -> None:
    first = glossary("a", sources=(Source(id="s", tier=1), Source(id="t")))
    later = glossary("b", sources=(Source(id="s", tier=2),))

    assert overlay([first, later]).sources == (Source(id="s", tier=2), Source(id="t"))


def test_other_languages_are_refused_but_not_another_way_of_writing_them() -> None:
    first = glossary("a", source_language="zh-Hans")

    with pytest.raises(GlossaryError, match=r"a \(zh-Hans to en\) and b \(zh to en\): .*one language pair"):
        overlay([first, glossary("b")])
    assert overlay([first, glossary("b", source_language="zh-hans")]).source_language == "zh-Hans"


def test_no_glossary_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="no glossary"):
        overlay([])
