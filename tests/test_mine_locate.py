"""Locating evidence: only what is written right, with true places, the weightiest quotes first."""

from dataclasses import replace

from cqterm import formats
from cqterm.glossary.evidence import verify
from cqterm.mine.locate import locate, ranked
from cqterm.model import Document, Source
from tests.words import HARBOUR

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
