"""Locating evidence: only what is written right, with true places, the weightiest quotes first."""

from dataclasses import replace

from cqterm import formats
from cqterm.glossary.evidence import verify
from cqterm.glossary.ids import slug
from cqterm.mine.locate import locate, ranked
from cqterm.mine.present import as_concept
from cqterm.mine.proposals import Candidate, Form
from cqterm.model import Document, Evidence, Source, Span
from tests.words import HARBOUR, concept, glossary, term

GAZETTE, DAILY = HARBOUR.sources[1], HARBOUR.sources[0]
EXCERPT = Source(id="copy", publisher="gov", tier=1, excerpt_of="gazette")
TEXT = """\
The North Harbor-Rail Trade
Corridor, said he, is open. The North Harbor-Rail Trad Corridor is not.

NHRTC rules.
"""


def document(text: str) -> Document:
    return formats.read("a.txt", text.encode())


def test_a_misspelt_place_shows_nothing_about_a_term() -> None:
    found = locate(HARBOUR, [(GAZETTE, document(TEXT))])
    assert set(found) == {"corridor"}
    assert [e.form for e in found["corridor"]] == ["North Harbor-Rail Trade Corridor", "NHRTC"]


def test_every_quote_stands_at_its_place() -> None:
    found = locate(HARBOUR, [(GAZETTE, document(TEXT))])
    for e in found["corridor"]:
        assert e.span is not None
        assert " ".join(TEXT[e.span.start : e.span.end].split()) == e.quote
    concepts = tuple(replace(c, evidence=found.get(c.id, ())) for c in HARBOUR.concepts)
    assert verify(replace(HARBOUR, concepts=concepts), {"gazette": TEXT}).problems == []


def test_the_preferred_form_in_the_weightiest_source_comes_first_and_an_excerpt_last() -> None:
    texts = [(EXCERPT, document(TEXT)), (DAILY, document(TEXT)), (GAZETTE, document(TEXT))]
    evidence = locate(HARBOUR, texts)["corridor"]
    concept = next(c for c in HARBOUR.concepts if c.id == "corridor")
    order = ranked(concept, evidence, (*HARBOUR.sources, EXCERPT))
    assert [e.source for e in order][:2] == ["gazette", "daily"]
    assert {e.source for e in order[-2:]} == {"copy"}
    assert set(order) == set(evidence)
    assert len(order) == len(evidence)


def test_the_order_of_the_documents_changes_nothing() -> None:
    texts = [(DAILY, document(TEXT)), (GAZETTE, document("NHRTC.\n"))]
    assert locate(HARBOUR, texts) == locate(HARBOUR, texts[::-1])


def test_a_proposal_becomes_a_concept_that_lists_no_slips() -> None:
    forms = tuple(
        Form(text=text, count=1, documents=1, status=status, kind=kind)  # type: ignore[arg-type]
        for text, status, kind in (
            ("North Harbor-Rail Trade Corridor", "preferred", ""),
            ("NHRTC", "admitted", "acronym"),
            ("Harbor Corridor of the North", "admitted", "rendering"),
            ("North Harbor-Rail Trad Corridor", "deprecated", "typo"),
        )
    )
    quotes = tuple(
        Evidence(source=s, quote="the North Harbor-Rail Trade Corridor, it", span=Span(14, 46), form=forms[0].text)
        for s in ("copy", "daily", "gazette")
    )
    candidate = Candidate(id="x", canonical=forms[0].text, forms=forms, score=1.0, why="because", evidence=quotes)

    concept = as_concept(candidate, (*HARBOUR.sources, EXCERPT), languages=("zh-Hans", "en"))

    assert [(t.text, t.status, t.type) for t in concept.terms] == [
        ("North Harbor-Rail Trade Corridor", "preferred", "full"),
        ("NHRTC", "admitted", "acronym"),
        ("Harbor Corridor of the North", "admitted", "full"),
    ]
    assert [(e.source, e.span, e.form) for e in concept.evidence] == [
        ("gazette", Span(10, 50), ""),
        ("daily", Span(10, 50), ""),
    ]


def test_a_proposal_inside_a_longer_one_has_its_evidence_too() -> None:
    names = ("Lund Pilot Zone for Harbor Data", "Pilot Zone", "Pilot Zone for Harbor Data", "Harbor Data", "Lund")
    concepts = tuple(concept(slug(name), term(name), state="proposed") for name in names)
    found = locate(glossary(*concepts), [(GAZETTE, document("The Lund Pilot Zone for Harbor Data opened.\n"))])
    assert {i: [e.form for e in places] for i, places in found.items()} == {slug(name): [name] for name in names}
