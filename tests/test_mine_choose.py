"""Which form of a concept is preferred, and the ground that is given for it."""

from dataclasses import replace

import pytest

from cqterm.mine import mine
from tests.test_mine import concept_of, document

ZONE, PILOT_ZONE = "China (Chongqing) Free Trade Zone", "China (Chongqing) Pilot Free Trade Zone"
OFFICE = "office (tier 1, 2024, "


def choice(form: str, *given: str | tuple[str, int, str]) -> tuple[str, str]:
    """The preferred form of the concept that has a form, and why; documents as text, or with tier and date.

    They are named office, media, paper and so on, so that reasons can say who prints what.
    """
    documents = [(text, 0, "") if isinstance(text, str) else text for text in given]
    names = ("office", "media", "paper")
    found = mine(
        tuple(
            document(name, text, tier=tier, date=date)
            for name, (text, tier, date) in zip(names, documents, strict=False)
        )
    )
    concept = concept_of(found, form)
    return concept.canonical, concept.why


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        # a short name that the highest tier prints is no shortened one
        (((f"They praise the {ZONE}.", 1, "2024"), (f"He saw the {PILOT_ZONE}.", 3, "2024")), ZONE),
        # quotation marks beat neither authority nor time
        ((("A zero-waste port saves money.", 1, "2024"), ("They want a “zero waste port” now.", 2, "2024")),
         "zero-waste port"),
        ((("A zero-waste port saves money.", 2, "2024"), ("They want a “zero waste port” now.", 2, "2020")),
         "zero-waste port"),
        # fewer capitals beat no majority
        (("We read the Harbor Work Report. He holds the Harbor Work Report.", "She likes the harbor work report."),
         "Harbor Work Report"),
        # nor does a later tier's word for the same
        ((("We protect the ecological shield today.", 1, "2024"), ("They keep the ecological barrier.", 2, "2024")),
         "ecological shield"),
    ],
)  # fmt: skip
def test_weaker_grounds_do_not_beat_stronger_ones(given: tuple[str | tuple[str, int, str], ...], expected: str) -> None:
    assert choice(expected, *given)[0] == expected


@pytest.mark.parametrize(
    ("given", "expected", "why"),
    [
        # who prints the words in another writing has chosen them all the same
        ((("He is secretary of the Communist Party of China (CPC) Harbor City Committee.", 1, "2024"),
          ("We met the secretary of the Harbor City Party Committee.", 2, "2024"),
          ("We met the secretary of the CPC Harbor City Committee.", 3, "2024")),
         "secretary of the CPC Harbor City Committee",
         f"authority: {OFFICE}once) prints it as “secretary of the Communist Party of China (CPC) Harbor City"),
        # reports shorten names
        (((f"They praise the {ZONE}. The {ZONE} grew.", 2, "2024"), (f"He saw the {PILOT_ZONE}.", 3, "2020")),
         PILOT_ZONE,
         f"the fuller name, since reports shorten names and none of tier 1 prints “{ZONE}” (office"),
        ((("The Zero-Waste Port grows. They love the Zero-Waste Port.", 1, "2024"),
          ("They run a pilot of a “zero-waste port,” which is green.", 1, "2024")),
         "zero-waste port",
         "presented as a term (in quotation marks, by name or spelt out), authority and time being equal: media"),
        (("They cross the Golden Yangtze River Waterway.", "They cross the Yangtze River golden waterway."),
         "Yangtze River golden waterway",
         "nearly a tie, a person should look; fewer capitals, as in running text: media (not ranked, once) prints it"),
        (("They keep the ecological barrier.", "They keep the ecological barrier.", "We keep the ecological shield."),
         "ecological barrier", "majority (2 to 1), authority and time being equal: media (not ranked, once)"),
        (("They keep the ecological barrier. The ecological barrier is green. See the ecological shield.",
          "We keep the ecological shield."),
         "ecological barrier", "majority within a source, authority and time being equal: office (not ranked, twice)"),
        ((("They keep the ecological barrier. See the ecological shield.", 1, ""),
          ("We keep the ecological shield.", 2, "")),
         "ecological shield", "majority over all sources (2 to 1), authority and time being equal"),
        # the full form, though the short one is more common
        (("The National People's Congress (NPC) met. The 14th NPC met and the 14th NPC sat.",
          "They saw the 14th National People's Congress."),
         "14th National People's Congress", "the full form: media (not ranked, once)"),
        # a piece of a longer name says nothing of the capitals
        (("The Ministry of Agriculture and Rural Affairs met. The Ministry of Agriculture and Rural Affairs rules.",
          "They praise the minister of agriculture and rural affairs."),
         "agriculture and rural affairs", "“Agriculture and Rural Affairs” stands inside longer terms only"),
    ],
    ids=["another writing", "shortened", "cited", "capitals", "sources", "source", "all sources", "full", "piece"],
)  # fmt: skip
def test_the_reason_is_the_ground_that_decided(
    given: tuple[str | tuple[str, int, str], ...], expected: str, why: str
) -> None:
    chosen, reason = choice(expected, *given)
    assert chosen == expected
    assert reason.startswith(why)


def test_a_source_is_named_before_it_is_the_same() -> None:
    chosen, why = choice(
        "master plan", "Master plan in hand, they go. They read the master plan. We like the master plan."
    )
    assert chosen == "master plan"
    assert why == (
        "“Master plan” stands in headlines or opens sentences only, so its capitals say nothing (office (not ranked,"
        " once)); office (not ranked, twice) prints it"
    )


def test_words_without_capitals_are_not_blamed_for_their_place() -> None:
    source, page = document("table", "green shipping lane", "We saw the Green Shipping Lane.")
    heading, *rest = page.segments
    table = source, replace(page, segments=(heading._replace(role="heading"), *rest))
    assert "its capitals say nothing" not in concept_of(mine((table,)), "green shipping lane").why


@pytest.mark.parametrize(
    ("form", "kind", "given"),
    [
        ("HPA", "acronym", ("The Harwick Port Authority (HPA) met.", "They met the Port Authority of Harwick.")),
        ("Three Zeros and One Corridor", "rendering",
         ("They want “Three Zeros and One Corridor” now.", "He read “Three Zeros, One Corridor” aloud.")),
        ("Clean Berth Programme", "spelling",
         ("They like the Clean Berth Programme.", "She runs the Clean Berths Program.")),
    ],
    ids=["acronym", "small word", "spelling"],
)  # fmt: skip
def test_the_kind_of_a_form_is_what_it_differs_in(form: str, kind: str, given: tuple[str, str]) -> None:
    old, new = given
    concept = concept_of(mine((document("office", old, date="2025"), document("media", new, date="2026"))), form)
    assert {f.text: f.kind for f in concept.forms}[form] == kind
    assert not concept.why.startswith("the only")


def test_a_capital_that_opens_a_sentence_says_nothing_even_before_an_acronym() -> None:
    text = (
        "Intelligent connected energy vehicles (ICEVs) are made. He likes new things, above all intelligent connected"
        " energy vehicles."
    )
    assert choice("ICEVs", text)[0] == "intelligent connected energy vehicles"


@pytest.mark.parametrize("spelling", ["well-being", "wellbeing"])
def test_a_hyphen_makes_no_plural(spelling: str) -> None:
    other = {"well-being": "wellbeing", "wellbeing": "well-being"}[spelling]
    given = (f"They improve public {spelling}.", 1, "2024"), (f"They improve public {other}.", 3, "2024")
    assert choice(f"public {spelling}", *given)[0] == f"public {spelling}"


def test_a_repetition_is_no_vote_and_breaks_a_tie() -> None:
    text = "We protect the ecological shield. The reform of state-owned assets continues in every county of the region."
    office = document("office", text, "Here the ecological barrier is kept.", tier=1)
    copy = document("copy", text, tier=1, excerpt_of="office")
    found = concept_of(mine((office, copy)), "ecological barrier")
    assert found.canonical == "ecological shield"
    assert found.why.startswith("more documents, if only such as repeat a source, authority and time being equal")
    paper = document("paper", "We like the ecological barrier.", tier=2)
    found = concept_of(mine((office, copy, paper)), "ecological barrier")
    assert found.canonical == "ecological barrier"
    assert found.why.startswith("majority over all sources")
