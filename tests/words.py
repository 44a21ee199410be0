"""A small glossary of an invented organisation, so that no test of the engine depends on the shipped terms."""

from typing import Any

from cqterm.glossary.shape import default_case
from cqterm.match.compiling import compile_lexicon
from cqterm.match.lexicon import Lexicon
from cqterm.model import Concept, Evidence, Glossary, Source, Term


def term(text: str, status: Any = "preferred", **more: Any) -> Term:
    return Term(text=text, language="en", status=status, **more)


def concept(identifier: str, *terms: Term, **more: Any) -> Concept:
    """An approved concept, with the case that a glossary file would give it."""
    return Concept(id=identifier, terms=terms, **{"state": "approved", "case": default_case(terms, "en"), **more})


def glossary(*concepts: Concept, sources: tuple[Source, ...] = ()) -> Glossary:
    return Glossary(name="test", source_language="zh-Hans", target_language="en", concepts=concepts, sources=sources)


HARBOUR = glossary(
    concept(
        "corridor",
        term("North Harbor-Rail Trade Corridor"),
        term("NHRTC", type="acronym"),
        term("Eastern Harbor-Rail Trade Corridor", "admitted"),
        term("Southern Harbor-Rail Trade Corridor", "admitted", publisher="daily"),
        term("new eastern harbor-rail corridor", "deprecated"),
        evidence=(
            Evidence(
                source="gazette", quote="the North Harbor-Rail Trade Corridor", form="North Harbor-Rail Trade Corridor"
            ),
            Evidence(
                source="daily", quote="the North Harbor-Rail Trade Corridor", form="North Harbor-Rail Trade Corridor"
            ),
        ),
    ),
    concept("slogan", term("Two Piers and Two Lighthouses"), term("Two Piers and Two Towers", "deprecated")),
    concept("circle", term("Port-Lund economic circle"), term("Port-Lund economic zone", "deprecated")),
    concept("zone", term("Norrland (Lund) Pilot Free Trade Zone")),
    concept("report", term("Harbor Work Report")),
    concept("sessions", term("Two Sessions")),
    concept("area", term("Lundqvist New Area")),
    concept("megaport", term("megaport")),
    concept("tug", term("tug-station")),
    concept("transport", term("rail-sea intermodal transport"), term("rail-sea multimodal transport", "deprecated")),
    concept("cluster", term('"33618" modern shipping cluster system')),
    concept("sum", term('"13+2" ports, harbors and cities'), near="all"),
    concept("forces", term("new quality shipping forces")),
    concept("dock", term("municipal dock"), term("dock works", "deprecated")),
    concept("city", term("harbor city")),
    concept("ticket", term('"single ticket" system'), term('"one ticket" service', "deprecated")),
    concept("opening", term("opening-up"), near="off"),
    concept("congress", term("20th Harbor People's Congress")),
    concept("council", term("Lund Municipal Committee of Harbor Affairs")),
    concept("sum-of-four", term("four increases, three decreases")),
    concept("affairs", term("Office of Legal Affairs")),
    concept("role", term("role-based access plan"), near="all"),
    concept("rule", term("rule-based system")),
    concept("exchange", term("New Norrland Stock Exchange")),
    concept("gotland", term("Bank of Gotland")),
    concept("office", term("U.S. Port Office")),
    concept("ministry", term("Ministry of Northern Harbors and Rivers")),
    concept("department", term("Lund Department of Piers")),
    concept("officer", term("Lund Port Officer")),
    concept("bank", term("Lund Harbor Investment and Savings Bank"), term("LHISB", type="acronym"), near="typo-only"),
    concept("navigation", term("New Oslo River-Lake Navigation Board")),
    concept("dual", term("Lund/Malmö Free Port Area"), near="typo-only"),
    concept("riverside", term("Liangdu New Area")),
    concept("rally", term("21st Lund Harbor Rally")),
    concept("decade", term("10-year fishing ban")),
    concept("aids", term("modern sea services"), term("modern sea work service", "deprecated")),
    concept("green", term("green and low-carbon")),
    concept(
        "vital", term("pier revitalization", valid_from="2023"), term("pier vitalization", "superseded", until="2023")
    ),
    concept("hidden", term("dockside wizardry"), state="proposed"),
    sources=(
        Source(id="daily", publisher="daily", publisher_name="Lund Daily", tier=3, date="2024"),
        Source(id="gazette", publisher="gov", publisher_name="Lund Gazette", tier=1, date="2023-05-01"),
    ),
)


def lexicon(**more: Any) -> Lexicon:
    return compile_lexicon(HARBOUR, **more)
