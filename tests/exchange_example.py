"""Glossaries for the tests of the exchange formats: one to read, and any number of random ones.

`python -m tests.exchange_example` writes the golden files anew; look at the difference before you commit it.
"""

from dataclasses import replace
from pathlib import Path

from hypothesis import strategies as st

from cqterm.exchange import Exchange, writers
from cqterm.model import Concept, Decision, Evidence, Example, Glossary, Seen, Source, Span, Term

GOLDEN = Path(__file__).parent / "golden" / "exchange"

CORRIDOR = Concept(
    id="land-sea-corridor",
    terms=(
        Term(text="西部陆海新通道", language="zh-Hans"),
        Term(text="陆海新通道", language="zh-Hans", status="admitted"),
        Term(text="New International Land-Sea Trade Corridor", language="en"),
        Term(text="ILSTC", language="en", type="acronym"),
        Term(
            text="Western Land-Sea Trade Corridor",
            language="en",
            status="admitted",
            publisher="ichongqing",
            note="house form",
        ),
        Term(text="new western land-sea corridor", language="en", status="deprecated"),
        Term(text="Southern Transport Corridor", language="en", status="superseded", until="2018-11"),
    ),
    case="name",
    domain="corridor-logistics",
    definition='A trade route from Chongqing to the sea,\nby rail & "river".',
    note="Not the <Belt and Road>.",
    state="approved",
    origin="pinned",
    decided=Decision(date="2026-11-22", why="form of the State Council Information Office"),
    near="typo-only",
    ok=("A new trade corridor through the mountains would help farmers.",),
    bad=(Example(text="the Western Land-Sea Trad Corridor", fix="the Western Land-Sea Trade Corridor"),),
    evidence=(
        Evidence(
            source="scio-2024-06-05",
            quote="the New International Land-Sea Trade Corridor, and",
            span=Span(2800, 2850),
        ),
        Evidence(
            source="ichongqing-1", quote="the Western Land-Sea Trad Corridor", form="Western Land-Sea Trad Corridor"
        ),
    ),
)
EXAMPLE = Glossary(
    name="Chongqing policy terms",
    source_language="zh-Hans",
    target_language="en",
    concepts=(
        CORRIDOR,
        Concept(
            id="two-centers",
            terms=(
                Term(text="两中心两高地", language="zh-Hans"),
                Term(text="Two Centers and Two Highlands", language="en"),
            ),
            case="name",
        ),
        Concept(id="mountain-city", terms=(Term(text="mountain city", language="en"),), state="approved"),
        Concept(
            id="fog-capital",
            terms=(Term(text="雾都", language="zh-Hans"), Term(text="Fog Capital", language="en")),
            state="rejected",
        ),
    ),
    sources=(
        Source(
            id="scio-2024-06-05",
            publisher="scio",
            publisher_name="State Council Information Office of China",
            tier=1,
            title="A press conference",
            url="https://example.org/a?b=1&c=2",
            date="2024-06-05",
            language="en",
        ),
        Source(id="ichongqing-1", publisher="ichongqing", excerpt_of="scio-2024-06-05", file="one.txt"),
    ),
)

_HARD = "\"'\\\n\r\t\x00\x07\x0b\x1c\x7f\x85\xa0\u200b\u2028\u3000\ufffe\uffff\ud800𠮷😀<&>]%{}#,:~ ab重庆"
_LETTERS = st.one_of(st.characters(), st.sampled_from(_HARD))
TEXTS = st.text(_LETTERS, max_size=12)
_DATES = st.sampled_from(["", "2018", "2018-11", "2018-11-05"])
_TERMS = st.builds(
    Term,
    text=st.one_of(TEXTS, st.sampled_from(["重庆", "Chongqing", "New Area", "new area"])),
    language=st.sampled_from(["zh-Hans", "en", "en", "fr"]),
    status=st.sampled_from(["preferred", "admitted", "deprecated", "superseded"]),
    type=st.sampled_from(["full", "acronym", "short"]),
    valid_from=_DATES,
    until=_DATES,
    publisher=TEXTS,
    note=TEXTS,
)
_SPANS = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 9999), st.integers(0, 99))
_EVIDENCE = st.builds(
    Evidence,
    source=TEXTS,
    quote=st.one_of(TEXTS, st.just("in the New Area of Chongqing")),
    span=st.none() | _SPANS,
    form=st.sampled_from(["", "", "new area", "NEW  AREA", "elsewhere"]),
)
_SEEN = st.builds(
    Seen,
    text=TEXTS,
    kind=TEXTS,
    source=TEXTS,
    state=st.sampled_from(["proposed", "rejected"]),
    decided=st.none() | st.builds(Decision, date=_DATES, why=TEXTS),
)
_IDS = st.from_regex(r"[a-z][a-z0-9-]{0,8}", fullmatch=True)
_CONCEPTS = st.builds(
    Concept,
    id=_IDS,
    terms=st.lists(_TERMS, max_size=5).map(tuple),
    case=st.sampled_from(["name", "common", "exact"]),
    domain=TEXTS,
    definition=TEXTS,
    note=TEXTS,
    state=st.sampled_from(["approved", "proposed", "rejected"]),
    origin=st.sampled_from(["mined", "curated", "pinned"]),
    decided=st.none() | st.builds(Decision, date=_DATES, why=TEXTS),
    near=st.sampled_from([None, "all", "typo-only", "off"]),
    ok=st.lists(TEXTS, max_size=2).map(tuple),
    bad=st.lists(st.builds(Example, text=TEXTS, fix=TEXTS), max_size=2).map(tuple),
    seen=st.lists(_SEEN, max_size=2).map(tuple),
    evidence=st.lists(_EVIDENCE, max_size=3).map(tuple),
)
_SOURCES = st.builds(
    Source,
    id=TEXTS,
    publisher=TEXTS,
    publisher_name=TEXTS,
    tier=st.integers(0, 3),
    title=TEXTS,
    url=TEXTS,
    date=_DATES,
    language=TEXTS,
    excerpt_of=TEXTS,
    file=TEXTS,
)
GLOSSARIES = st.builds(
    Glossary,
    name=TEXTS,
    source_language=st.just("zh-Hans"),
    target_language=st.just("en"),
    concepts=st.lists(_CONCEPTS, max_size=4, unique_by=lambda concept: concept.id).map(tuple),
    sources=st.lists(_SOURCES, max_size=2).map(tuple),
)
"""Glossaries that no file could hold, too: a writer may not trust whoever built the value."""


def merged(glossaries: list[Glossary]) -> Glossary:
    """One glossary with the concepts of many, under new ids."""
    concepts = [concept for glossary in glossaries for concept in glossary.concepts]
    return replace(EXAMPLE, concepts=tuple(replace(c, id=f"c{number}") for number, c in enumerate(concepts)))


BINARY = ("vale", "xlsx")
"""Formats whose bytes depend on libraries of this machine."""


def golden(exchange: Exchange) -> Path:
    """The file that shows how a format writes the example."""
    return GOLDEN / f"{exchange.NAME}{exchange.SUFFIXES[0]}"


if __name__ == "__main__":
    GOLDEN.mkdir(parents=True, exist_ok=True)
    for exchange in (each for name, each in writers().items() if name not in BINARY):
        golden(exchange).write_bytes(exchange.write(EXAMPLE).data)
