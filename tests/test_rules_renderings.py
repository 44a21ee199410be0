"""Renderings over many documents: what is counted, what is kept, and how much of it."""

import pytest

from cqterm.model import FileResult, Finding, Place, Silenced, Span
from cqterm.rules.renderings import SHOWN, Rendering, gathered, shown


def uses(path: str, *terms: str, concept: str = "bridge") -> FileResult:
    findings = tuple(
        Finding(
            rule="mixed-terms", severity="info", message=term, concept=concept, preferred="",
            place=Place(path=path, part="", span=Span(n, n + 1), text=term),
        )
        for n, term in enumerate(terms)
    )  # fmt: skip
    return FileResult(path=path, findings=findings)


def test_a_concept_of_one_rendering_is_not_kept() -> None:
    assert gathered([uses("a", "x", "x"), uses("b", "x"), uses("b", "y", concept="other")]) == {}


def test_renderings_are_counted_by_document() -> None:
    (terms,) = gathered([uses("a", "x", "y", "x"), uses("b", "x")]).values()
    assert {term: dict(rendering.counts) for term, rendering in terms.items()} == {"x": {"a": 2, "b": 1}, "y": {"a": 1}}
    assert [place.path for place in terms["x"].places] == ["a", "a", "b"]


def test_what_is_silenced_is_in_use_all_the_same() -> None:
    quiet = FileResult(path="b", silenced=tuple(Silenced(f, "comment") for f in uses("b", "y").findings))
    assert set(gathered([uses("a", "x"), quiet])["bridge"]) == {"x", "y"}


def test_the_others_are_seen_without_oneself() -> None:
    rendering = gathered([uses("a", "x", "y"), uses("b", "x")])["bridge"]["x"]
    assert rendering.without("a") == Rendering({"b": 1}, rendering.places[1:])
    assert rendering.without("c") == rendering


def test_no_document_crowds_out_the_others_and_places_are_bounded() -> None:
    terms = gathered([uses("a", *("x" * 500)), *(uses(f"b{n}", "x") for n in range(500)), uses("c", "y")])["bridge"]
    assert sum(terms["x"].counts.values()) == 1000
    others = terms["x"].without("a")
    assert len(others.places) == SHOWN
    assert all(place.path != "a" for place in others.places)


@pytest.mark.parametrize("count", [1, 2, 2_000, 20_000, 10_000_000])
def test_findings_name_fewer_places_where_there_are_many(count: int) -> None:
    assert 1 <= shown(count) <= SHOWN
    assert shown(count) * count <= 100_000 or shown(count) == 1
    assert shown(1000) == SHOWN
