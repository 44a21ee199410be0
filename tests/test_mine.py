"""From documents to proposals: one concept for its variants, the right form, the same result in any order."""

import json
import pickle
import random
from dataclasses import replace
from functools import reduce

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cqterm.errors import CqtermError
from cqterm.mine import count, merge, mine, propose, select, size
from cqterm.mine.present import as_json, as_text
from cqterm.mine.proposals import Candidate
from cqterm.model import Concept, Document, Glossary, Part, Piece, Segment, Source, Span, Term

Given = tuple[Source, Document]


def document(name: str, *paragraphs: str, tier: int = 0, date: str = "", excerpt_of: str = "") -> Given:
    """A plain document, its paragraphs two line feeds apart."""
    segments, at = [], 0
    for paragraph in paragraphs:
        segments.append(Segment(text=paragraph, pieces=(Piece(0, Span(at, at + len(paragraph))),)))
        at += len(paragraph) + 2
    text = "\n\n".join(paragraphs)
    source = Source(id=name, publisher=name, tier=tier, date=date, excerpt_of=excerpt_of)
    return source, Document(name=name, parts=(Part("", text),), segments=tuple(segments))


def concept_of(candidates: tuple[Candidate, ...], form: str) -> Candidate:
    return next(c for c in candidates if form in {f.text for f in c.forms})


def kinds(candidate: Candidate) -> dict[str, str]:
    return {form.text: form.kind for form in candidate.forms}


MEDIA = document(
    "media",
    "High-level opening will promote the Western Land-Sea Trade Corridor this year. He praised the development of the"
    " Western Land-Sea Trade Corridors.",
    "A plan accelerates the Western Land-Sea Trad Corridor, and the Western Land-Sea Trade Corridor grows.",
    "The reporter learned about the Western Land-Sea Trade corridor and the Two Sessions.",
    tier=3,
    date="2024-03-06",
)
OFFICE = document(
    "office",
    "The State Council Information Office (SCIO) explained the New International Land-Sea Trade Corridor. The SCIO said"
    " that the New International Land-Sea Trade Corridor in the western region connects 514 ports.",
    "We protect the ecological barrier in the upper reaches of the Yangtze River. Zero-waste city projects continue,"
    " and a zero-waste city saves money.",
    tier=1,
    date="2024-06-05",
)
OLDER = document(
    "older",
    "The Zero-Waste City helps green development. Every Zero-Waste City and each Zero-Waste City saves money.",
    "They built the New International Land-Sea Trade Corridor in Western China with the ecological shield in the upper"
    " reaches of the Yangtze River.",
    tier=3,
    date="2020-01",
)
ALL = (MEDIA, OFFICE, OLDER)


def test_case_plural_and_typo_come_out_as_one_concept_with_their_kinds() -> None:
    found = concept_of(mine(ALL), "Western Land-Sea Trad Corridor")
    assert found.canonical == "Western Land-Sea Trade Corridor"
    assert kinds(found) == {
        "Western Land-Sea Trade Corridor": "",
        "Western Land-Sea Trade Corridors": "plural",
        "Western Land-Sea Trade corridor": "case",
        "Western Land-Sea Trad Corridor": "typo",
    }
    assert {f.text: f.status for f in found.forms}["Western Land-Sea Trad Corridor"] == "deprecated"


def test_a_place_behind_a_name_makes_a_long_form_and_counts_for_itself_alone() -> None:
    found = concept_of(mine(ALL), "New International Land-Sea Trade Corridor")
    assert found.canonical == "New International Land-Sea Trade Corridor"
    assert kinds(found)["New International Land-Sea Trade Corridor in the western region"] == "long form"
    assert kinds(found)["New International Land-Sea Trade Corridor in Western China"] == "long form"
    assert {f.text: f.count for f in found.forms}["New International Land-Sea Trade Corridor"] == 1


def test_other_corridors_are_other_concepts() -> None:
    found = mine(ALL)
    western = concept_of(found, "Western Land-Sea Trade Corridor")
    assert western is not concept_of(found, "New International Land-Sea Trade Corridor")


def test_an_acronym_stands_under_its_full_form() -> None:
    found = concept_of(mine(ALL), "SCIO")
    assert found.canonical == "State Council Information Office"
    assert kinds(found)["SCIO"] == "acronym"


def test_every_occurrence_counts_also_inside_a_run_of_capitals_and_in_a_headline() -> None:
    text = "China-Europe freight trains run. The Chongqing China-Europe freight trains run too."
    one = document("one", text, "Chongqing Lianglu/Cuntan Free Trade Port Area")
    two = document("two", "They saw the Chongqing Lianglu/Cuntan Free Trade Port Area and no train.")
    counts = {f.text: f.count for c in mine((one, two)) for f in c.forms}
    assert counts["China-Europe freight trains"] == 2
    assert counts["Chongqing Lianglu/Cuntan Free Trade Port Area"] == 2


def test_a_span_that_only_breaks_a_run_of_capitals_is_no_proposal() -> None:
    found = mine((document("one", "The Chongqing China-Europe freight trains run."),))
    assert "China-Europe freight trains" not in {f.text for c in found for f in c.forms}


def test_the_fuller_name_is_preferred_where_authority_and_time_are_equal() -> None:
    text = "The China (Chongqing) Free Trade Zone grew. They praise the China (Chongqing) Free Trade Zone."
    found = concept_of(
        mine((document("one", text, "He saw the China (Chongqing) Pilot Free Trade Zone.", tier=1),)),
        "China (Chongqing) Free Trade Zone",
    )
    assert found.canonical == "China (Chongqing) Pilot Free Trade Zone"
    assert found.why.startswith("the fuller name, authority and time being equal")


def test_a_title_with_a_family_name_belongs_to_the_one_full_name_and_to_neither_of_two() -> None:
    one = "They met General Secretary Xi Jinping. They heard General Secretary Xi."
    assert (
        kinds(concept_of(mine((document("a", one),)), "General Secretary Xi"))["General Secretary Xi"] == "short form"
    )
    two = "Deputy Mayor Li Qiang spoke. Deputy Mayor Li Hongzhong spoke. Deputy Mayor Li was heard."
    assert len(concept_of(mine((document("a", two),)), "Deputy Mayor Li").forms) == 1


def test_what_may_be_the_same_is_offered_and_not_merged() -> None:
    text = (
        "They read the Government Work Report. He holds the 2020 Government Work Report and the Government Work Report."
        " She holds the 2021 Government Work Report in June."
    )
    found = mine((document("one", text),))
    plain, *dated = (concept_of(found, f"{year}Government Work Report") for year in ("", "2020 ", "2021 "))
    assert len({plain.id, *(each.id for each in dated)}) == 3
    assert set(plain.possibly) == {each.id for each in dated}
    assert [each.possibly for each in dated] == [(plain.id,)] * 2


@pytest.mark.parametrize(
    ("one", "other", "offered"),
    [
        ("Two Centers and Two Highlands", "Two Centers and Two Places", True),
        ("four increases, three decreases", "four increases, three reductions", True),
        ("Two Centers and Two Highlands", "Two Centers and Three Highlands", False),
        ("Two Centers and Two Highlands", "Two Parks and Two Places", False),
        ("Five Sciences", "Five Technologies", False),
    ],
)
def test_formulas_that_differ_in_one_counted_thing_are_offered(one: str, other: str, offered: bool) -> None:
    found = mine((document("one", f"They build “{one}” now."), document("two", f"They want “{other}” there.")))
    a, b = concept_of(found, one), concept_of(found, other)
    assert a.id != b.id
    assert (b.id in a.possibly, a.id in b.possibly) == (offered, offered)


def test_a_common_noun_stands_in_the_singular_and_a_name_as_most_print_it() -> None:
    text = (
        "We saw the United States and the United States. The United State grew. They built green ports, a green port."
    )
    found = mine((document("one", text),))
    assert concept_of(found, "United State").canonical == "United States"
    assert concept_of(found, "green ports").canonical == "green port"


def test_forms_are_counted_by_publisher_and_by_year() -> None:
    (form,) = (f for f in concept_of(mine(ALL), "Zero-Waste City").forms if f.text == "Zero-Waste City")
    assert (form.publishers, form.years) == ((("older", 3),), (("2020", 3),))


def test_authority_comes_before_count() -> None:
    found = concept_of(mine(ALL), "Zero-Waste City")
    assert found.canonical == "zero-waste city"
    assert "authority: office (tier 1, 2024-06-05" in found.why
    assert "outranks older (tier 3, 2020-01, 3 times)" in found.why


def test_a_later_document_comes_before_an_older_one_of_the_same_tier() -> None:
    barrier = document("new", "He protects the ecological barrier in the hills.", tier=2, date="2024")
    shield = document("old", "They protect the ecological shield. The ecological shield is green.", tier=2, date="2020")
    found = concept_of(mine((barrier, shield)), "ecological barrier")
    assert found.canonical == "ecological barrier"
    assert kinds(found)["ecological shield"] == "rendering"
    assert found.why.startswith("time: new (tier 2, 2024, once)")


def test_a_repeated_text_counts_once() -> None:
    text = (
        "The North Harbor Accord was signed. Officials praised the North Harbor Accord in the old town hall that day."
    )
    news = document("news", "The North Harbor Accord is new, and nobody in the whole of the city has read it so far.")
    given = [document("one", text), document("two", text), document("part", text, excerpt_of="one"), news]
    (form,) = next(c for c in mine(given) if c.canonical == "North Harbor Accord").forms
    assert (form.count, form.documents) == (3, 4)
    assert dict(form.publishers) == {"news": 1, "one": 2, "part": 2, "two": 2}


def test_an_excerpt_has_no_vote_of_its_own() -> None:
    text = "We protect the ecological shield. The reform of state-owned assets continues in every county of the region."
    office = document(
        "office", text, "Here the ecological barrier is kept, and the ecological barrier is green.", tier=1
    )
    copy = document("copy", text, tier=1, excerpt_of="office")
    found = concept_of(mine((office, copy)), "ecological shield")
    assert found.canonical == "ecological barrier"
    assert found.why.startswith("majority")


def test_a_repeated_text_is_no_longer_text() -> None:
    alone = merge(count(*OFFICE), count(*MEDIA))
    copied = merge(
        count(*OFFICE), count(*MEDIA), count(replace(OFFICE[0], id="mirror", excerpt_of="office"), OFFICE[1])
    )
    assert size(copied) == size(alone) < sum(document.words for document in copied.values())


def test_a_copy_on_another_site_moves_nothing_in_the_ranking() -> None:
    other = document(
        "other", "The Harbor Board met. Harbor fees at the North Harbor fell, the Harbor Board said.", tier=2
    )
    once = [(c.canonical, c.score, [(f.text, f.count) for f in c.forms]) for c in mine([OFFICE, other])]
    mirror = (replace(OFFICE[0], id="mirror", publisher="mirror", tier=3), OFFICE[1])
    twice = [(c.canonical, c.score, [(f.text, f.count) for f in c.forms]) for c in mine([mirror, OFFICE, other])]
    assert once == twice


def test_who_changes_a_word_in_a_copy_speaks_for_himself() -> None:
    text = " ".join(f"The county of site{n} keeps its forest number {n}, and so does its neighbor." for n in range(12))
    office = document("office", f"{text} We guard the ecological shield.", tier=1)
    copy = document("copy", f"{text} We guard the ecological barrier.", tier=2, excerpt_of="office")
    found = concept_of(mine((office, copy)), "ecological shield")
    assert found.canonical == "ecological shield"
    assert found.why == (
        "authority: office (tier 1, once) prints it and outranks copy (tier 2, once), which prints “ecological barrier”"
    )


def test_a_hyphen_is_no_plural() -> None:
    office = document("office", "It is for the people's well-being. They see the people's well-being.", tier=1)
    daily = document("daily", "It is the people's wellbeing. They praise the people's wellbeing.", tier=2)
    found = concept_of(mine((office, daily)), "people's wellbeing")
    assert found.canonical == "people's well-being"
    assert found.why.startswith("authority: office (tier 1, twice) prints it")


def test_a_copy_is_found_without_a_manifest() -> None:
    words = [f"word{n} corridor {n * 7 % 13}" for n in range(60)]
    text = " ".join(words)
    from cqterm.mine.repeats import voices

    long = document("long", text + " and much more that only the long text tells about the region and its ports")
    short = document("short", text)
    other = document("other", "A wholly different text about the regulation of forests in another country. " * 3)
    speaks = voices(merge(*(count(*given) for given in (long, short, other))))
    assert speaks == {"long": "long", "other": "other", "short": "long"}


def test_evidence_stands_where_it_says() -> None:
    texts = {source.id: read.part("") for source, read in ALL}
    for candidate in mine(ALL):
        said = {(e.source, e.form) for e in candidate.evidence}
        assert {form.text for form in candidate.forms} == {form for _, form in said}
        for evidence in candidate.evidence:
            assert evidence.span is not None
            start, end = evidence.span
            assert " ".join(texts[evidence.source][start:end].split()) == evidence.form
            assert evidence.form in evidence.quote
            assert evidence.quote in " ".join(texts[evidence.source].split())


def test_ids_are_unique_and_fit_a_glossary() -> None:
    ids = [candidate.id for candidate in mine(ALL)]
    assert len(ids) == len(set(ids))
    assert all(i[0].isalpha() and i.replace("-", "a").isalnum() and i == i.lower() for i in ids)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("the Yangtze River Economic Belt", "the Yangtze River golden waterway"),
        ("the 19th CPC National Congress", "the 20th CPC National Congress"),
        ("the Tianfu New Area", "the Liangjiang New Area"),
        ("the Guangxi Pilot Free Trade Zone", "the Chongqing Pilot Free Trade Zone"),
        ("the Chengdu Science City", "the Chongqing Science City"),
        ("the CPC Central Committee", "the CPC Chongqing Municipal Committee"),
        ("the western financial center", "the Chengdu-Chongqing financial court"),
        ("high-quality development", "high-quality living"),
        ("the third plenary session", "the fourth plenary session"),
        ("the Eastern Trade Corridor", "the Western Trade Corridor"),
        ("the Deputy Mayor of Chongqing", "the Mayor of Chongqing"),
        ("the Chongqing Municipal People's Court", "the Chongqing Municipal People's High Court"),
        ("the national key projects", "the national major projects"),
    ],
)
def test_what_names_two_things_is_never_merged(a: str, b: str) -> None:
    text = f"He visited {a} in June. Then they praised {b} at length. Both {a} and {b} grew."
    first, second = (form.removeprefix("the ") for form in (a, b))
    for candidate in mine((document("one", text),)):
        found = {form.text for form in candidate.forms}
        assert not {first, second} <= found


def test_the_chinese_that_a_document_gives_becomes_the_source_term() -> None:
    text = "They foster new quality productive forces (新质生产力). The new quality productive forces grow."
    found = concept_of(mine((document("one", text),)), "new quality productive forces")
    assert (found.source_term, found.source_language) == ("新质生产力", "zh-Hans")


def test_a_glossary_changes_nothing_but_what_is_known() -> None:
    concept = Concept(
        id="corridor", terms=(Term(text="Western Land–Sea Trade Corridor", language="en"),), state="approved"
    )
    glossary = Glossary(name="g", source_language="zh-Hans", target_language="en", concepts=(concept,))
    plain, informed = mine(ALL), mine(ALL, glossary=glossary)
    assert concept_of(informed, "Western Land-Sea Trade Corridor").known == "corridor"
    assert [(c.id, c.score, c.canonical, c.forms) for c in informed] == [
        (c.id, c.score, c.canonical, c.forms) for c in plain
    ]
    assert all(c.known is None for c in plain)


def test_two_documents_with_one_id_are_an_error() -> None:
    with pytest.raises(CqtermError, match="media: two documents have this id: give one of them another"):
        mine((MEDIA, MEDIA))


@pytest.mark.parametrize("text", ["", "   ", "。", "日期:2024年03月06日", "!?! 12 ()"], ids=repr)
def test_a_document_without_prose_gives_nothing(text: str) -> None:
    assert mine((document("empty", text),)) == ()


def test_no_documents_give_nothing() -> None:
    assert mine(()) == ()


# --- map and merge ----------------------------------------------------------------------------------------------

_SENTENCES = (
    "The Western Land-Sea Trade Corridor grows.",
    "They praise the Western Land-Sea Trad Corridor.",
    "The State Council Information Office (SCIO) held a briefing on rural revitalization.",
    "Rural vitalization and industrial and supply chains matter.",
    "The supply and industrial chains of the Liangjiang New Area are safe.",
    "A modern industrial system needs new energy vehicles (NEVs).",
    "The 20th CPC National Congress stressed a modernized industrial system.",
)
_TEXTS = st.lists(st.lists(st.sampled_from(_SENTENCES), max_size=4), min_size=1, max_size=4)


@settings(max_examples=30, deadline=None)
@given(_TEXTS, st.randoms(use_true_random=False))
def test_any_order_of_documents_and_merges_gives_the_same_bytes(texts: list[list[str]], shuffle: random.Random) -> None:
    documents = [document(f"d{n}", *text, tier=n % 3, date=f"202{n}") for n, text in enumerate(texts)]
    by_id = {source.id: read for source, read in documents}
    straight = merge(*(count(*each) for each in documents))
    expected = as_json(propose(straight, by_id).candidates, straight)
    shuffled = list(documents)
    shuffle.shuffle(shuffled)
    # through pickles, and merged pair by pair in another order, as processes and clusters do
    parts = [pickle.loads(pickle.dumps(count(*each))) for each in shuffled]  # noqa: S301 - our own bytes
    while len(parts) > 1:
        at = shuffle.randrange(len(parts) - 1)
        parts[at : at + 2] = [merge(parts[at + 1], parts[at])]
    assert as_json(propose(parts[0], by_id).candidates, parts[0]) == expected


@settings(max_examples=20, deadline=None)
@given(_TEXTS)
def test_merging_is_exact(texts: list[list[str]]) -> None:
    counted = [count(*document(f"d{n}", *text)) for n, text in enumerate(texts)]
    whole = merge(*counted)
    assert whole == reduce(merge, counted)
    assert sum(d.words for d in whole.values()) == sum(d.words for one in counted for d in one.values())


# --- what is shown ----------------------------------------------------------------------------------------------


def test_the_list_stops_where_a_person_would() -> None:
    candidates = mine(ALL)
    assert select(candidates, 120) == candidates[:10]
    assert select(candidates, 3) == candidates[:1]


def test_json_keeps_its_contract() -> None:
    counts = merge(*(count(*each) for each in ALL))
    found = json.loads(as_json(mine(ALL), counts))
    assert list(found) == ["version", "sources", "candidates"]
    assert found["version"] == 1
    assert [source["id"] for source in found["sources"]] == ["media", "office", "older"]
    for candidate in found["candidates"]:
        assert list(candidate) == [
            "id", "canonical", "source_term", "known", "forms", "score", "why", "evidence", "possibly_same",
        ]  # fmt: skip
        assert candidate["forms"][0]["text"] == candidate["canonical"]
        assert candidate["forms"][0]["status"] == "preferred"
        assert candidate["why"]
        for form in candidate["forms"]:
            assert list(form) == ["text", "count", "documents", "status", "kind", "publishers", "years"]
            assert form["count"] >= form["documents"] >= 1


def test_text_shows_rank_variants_and_reason() -> None:
    counts = merge(*(count(*each) for each in ALL))
    candidates = mine(ALL)
    text = as_text(select(candidates, size(counts)), counts, found=len(candidates))
    assert "office: tier 1, office, 2024-06-05" in text
    assert "✗ Western Land-Sea Trad Corridor  (typo, 1×)" in text
    assert "why: authority: office (tier 1" in text
    assert text.splitlines()[-1].endswith("(--all shows them)")


# --- whatever comes ---------------------------------------------------------------------------------------------


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(alphabet=st.characters(codec="utf-8"), max_size=80), max_size=3))
def test_no_text_makes_mining_fail(paragraphs: list[str]) -> None:
    for candidate in mine((document("any", *paragraphs),)):
        assert candidate.forms[0].text == candidate.canonical


def test_markup_inside_a_term_is_in_the_span_and_not_in_the_form() -> None:
    from cqterm.formats import read

    data = b"They opened the **New International** Land-Sea Trade Corridor to all.\n"
    found = concept_of(
        mine(((Source(id="draft"), read("draft.md", data)),)), "New International Land-Sea Trade Corridor"
    )
    (evidence,) = found.evidence
    assert evidence.span is not None
    assert data.decode()[slice(*evidence.span)] == "New International** Land-Sea Trade Corridor"
