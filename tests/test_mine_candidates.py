"""Which spans of running English may be terms, and which may not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cqterm.mine.candidates import NAME, NAMED, OPENS, PIECE, WHOLE, candidates
from cqterm.mine.glosses import acronyms
from cqterm.mine.prose import Prose, read
from cqterm.model import OPAQUE, Segment


def prose(text: str) -> Prose:
    return read([Segment(text=text, pieces=())])


def forms(text: str) -> dict[str, int]:
    found = prose(text)
    columns = (column.tolist() for column in candidates(found))
    return {found.span(first, last): marks for first, last, marks in zip(*columns, strict=True)}


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("We built the China (Chongqing) Pilot Free Trade Zone there.", "China (Chongqing) Pilot Free Trade Zone"),
        ("The Chongqing Lianglu/Cuntan Free Trade Port Area grew.", "Chongqing Lianglu/Cuntan Free Trade Port Area"),
        ("He joined the Ministry of Ecology and Environment.", "Ministry of Ecology and Environment"),
        ("They promote rail-sea intermodal transport in ports.", "rail-sea intermodal transport"),
        ("They handled 2.4 million twenty-foot equivalent units.", "twenty-foot equivalent units"),
        ("It offers cold ironing, namely onshore power supply.", "onshore power supply"),
        ("They promote road-rail combined transport in ports.", "road-rail combined transport"),
        ("China-Europe Freight Trains Reach the Port", "China-Europe Freight Trains"),
        ("Many China-Europe freight trains left.", "China-Europe freight trains"),
        ("We foster new quality productive forces.", "new quality productive forces"),
        ("It is a hub for inland opening up.", "hub for inland opening up"),
        ("We build a modern, productive service industry.", "modern, productive service industry"),
        ("a collection, distribution, and transport system", "collection, distribution, and transport system"),
        ("We pursue “Two Centers and Two Places.” Then we rest.", "Two Centers and Two Places"),
        ("the building of Two Centers and Two Highlands", "Two Centers and Two Highlands"),
        ("We achieved four increases, three decreases in tax.", "four increases, three decreases"),
        ('It has a "33618" modern manufacturing cluster system.', '"33618" modern manufacturing cluster system'),
        ('He introduced "one-stop service" here.', "one-stop service"),
        ("the 20th CPC National Congress met", "20th CPC National Congress"),
        ("It is a municipality directly under the central government.",
         "municipality directly under the central government"),
        ("He met the State Councilor and Foreign Minister.", "State Councilor and Foreign Minister"),
        ("They train officials and managers and directors.", "managers and directors"),
        ("He works for the Chamber of Commerce and Industry.", "Chamber of Commerce and Industry"),
        ("the opening of China's western region in the new era", "opening of China's western region in the new era"),
        ("He reads China Daily and iChongqing.", "China Daily"),
        ("He reads China Daily and iChongqing.", "iChongqing"),
        ("a demonstration zone for modernized governance of a super-large city",
         "demonstration zone for modernized governance of a super-large city"),
        ("the Chengdu–Chongqing Central Line high-speed railway opens",
         "Chengdu–Chongqing Central Line high-speed railway"),
    ],
)  # fmt: skip
def test_a_term_is_found(text: str, term: str) -> None:
    assert term in forms(text)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Hu Henghua answered the questions.", "Hu Henghua"),
        ("Mr. Zheng Xiangdong spoke.", "Mr. Zheng Xiangdong"),
        ("Deputy Chen Min’er spoke.", "Chen Min’er"),
        ("It happened on June 5 in Beijing.", "June"),
        ("services provided by banks", "services provided"),
        ("The Land-Sea corridor grows.", "Land"),
        ("They opened the International Land-Sea Trade Corridor to more goods.", "International Land-Sea Trade"),
        (f"the trade {OPAQUE} corridor", f"trade {OPAQUE} corridor"),
        ("the port. Trade grows.", "port. Trade"),
        ('Use "a" (U+0061) to "z" (U+007A) here.', "(U+0061) to"),
        ("Profit was 5 mln vs 3 mln dlrs.", "mln vs"),
        ("They handled 2.4 million twenty-foot equivalent units.", "million twenty-foot equivalent units"),
        ("It offers cold ironing, namely onshore power supply.", "namely onshore power supply"),
        ("The highway links Chongqing and Guiyang.", "highway links"),
        ("The Jinyun highway links many towns.", "Jinyun highway links"),
        ("Many China-Europe freight trains left.", "Many China-Europe freight trains"),
        ("They saw a list or a table and a list or table.", "list or table"),
        ("the engine that drives regional growth", "drives regional growth"),
        ("There are projects currently under construction.", "projects currently under construction"),
        ("It is a municipality directly under the central government.", "municipality directly"),
        ("The landscape of Harbor City features lucid waters and lush mountains.", "City features lucid waters"),
        ("He is secretary of the Harbor City Party Committee and governor of the province.",
         "Harbor City Party Committee and governor"),
        ("He is secretary of the State Office (SCIO) and spokesperson of it.", "State Office (SCIO) and spokesperson"),
        ('He said "we should build a better and more open city together" there.',
         "we should build a better and more open city together"),
    ],
)  # fmt: skip
def test_what_is_no_term_is_not(text: str, wrong: str) -> None:
    assert wrong not in forms(text)


def test_capitals_count_only_where_they_mean_something() -> None:
    assert forms("Market entities grew in the Liangjiang New Area.")["Liangjiang New Area"] & NAME
    assert not forms("Market entities grew.")["Market entities"] & NAME
    assert not forms("Land-Sea Corridor Extends Openness Again")["Land-Sea Corridor"] & NAME


def test_a_piece_of_a_longer_name_is_marked() -> None:
    found = forms("He leads the Chongqing Federation of Industry and Commerce.")
    assert found["Chongqing Federation"] & PIECE
    assert not found["Chongqing Federation of Industry and Commerce"] & PIECE


def test_a_phrase_is_whole_where_nothing_before_or_behind_belongs_to_it() -> None:
    found = forms("the multimodal freight transport of goods")
    assert found["multimodal freight transport"] & WHOLE
    assert not found["freight transport"] & WHOLE
    assert not found["multimodal freight"] & WHOLE


@pytest.mark.parametrize(
    ("text", "term", "whole"),
    [
        ("a road-rail combined transport line", "road-rail", False),
        ("the first wind turbine generating sets", "wind turbine", False),
        ("an amount of solid waste landfilled by the city", "solid waste", True),
        ("the press conference held in Beijing", "press conference", True),
    ],
)
def test_a_phrase_is_whole_where_a_clause_begins_behind_it(text: str, term: str, whole: bool) -> None:
    assert bool(forms(text)[term] & WHOLE) == whole


@pytest.mark.parametrize(
    ("text", "opens"),
    [
        ("We make new energy vehicles (NEVs) here.", False),
        ("New energy vehicles (NEVs) sell well.", True),
        ("We pursue “new energy vehicles” now.", False),
        ("“New energy vehicles” sell well.", True),
    ],
)
def test_also_what_is_quoted_or_abbreviated_may_open_a_sentence(text: str, opens: bool) -> None:
    found = {form.lower(): marks for form, marks in forms(text).items()}
    assert bool(found["new energy vehicles"] & OPENS) == opens


@pytest.mark.parametrize(
    ("text", "spelt_out"),
    [
        ("the Two Centers and Two Highlands of the city", False),
        ("the Two Centers and Two Highlands (see below)", False),
        ("the Two Centers and Two Highlands (2020)", False),
        ("the Two Centers and Two Highlands (they are new. We like them, and so on.)", False),
        ("the Two Centers and Two Highlands (an economic center, a science center, a highland for reform)", True),
        ("the “Two Centers and Two Highlands” (an economic center and a highland for reform)", True),
    ],
)
def test_a_parenthesis_with_a_list_spells_a_formula_out(text: str, spelt_out: bool) -> None:
    assert bool(forms(text)["Two Centers and Two Highlands"] & NAMED) == spelt_out


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("the State Council Information Office (SCIO) said", [("SCIO", "State Council Information Office")]),
        ("the Communist Party of China (CPC) met", [("CPC", "Communist Party of China")]),
        ("It joined the BRI (Belt and Road Initiative).", [("BRI", "Belt and Road Initiative")]),
        ("new energy vehicles (NEVs) sell", [("NEVs", "new energy vehicles")]),
        ("the first twenty-foot equivalent unit (TEU) came", [("TEU", "twenty-foot equivalent unit")]),
        ("the high-speed rail (HSR) opens", [("HSR", "high-speed rail")]),
        ("a free zone (GDP) grew", []),
        ("the Chongqing office (Beijing) closed", []),
    ],
)
def test_an_acronym_has_the_full_form_whose_words_it_begins(text: str, pairs: list[tuple[str, str]]) -> None:
    assert acronyms(prose(text)) == pairs


_PIECES = "the a of and for , . ( ) New Area trade 13+2 20th “ ” corridor's Two hubs up opening".split()


@given(st.lists(st.sampled_from(_PIECES)))
def test_every_candidate_is_a_place_in_the_text_once(pieces: list[str]) -> None:
    text = prose(" ".join(pieces))
    found = candidates(text)
    places = list(zip(found.first.tolist(), found.last.tolist(), strict=True))
    assert places == sorted(set(places))
    assert all(p.first <= first <= last < p.end for p in text.passages for first, last in places)


@pytest.mark.parametrize(
    "text", ['Chongqing, also known as a "mountain city," grows.', "It is called the mountain city."]
)
def test_what_is_introduced_as_a_name_is_marked(text: str) -> None:
    assert forms(text)["mountain city"] & NAMED


@pytest.mark.parametrize("text", ["It serves as a mountain city.", "The mountain city is called ours."])
def test_an_ordinary_phrase_is_not_marked_as_a_name(text: str) -> None:
    assert not forms(text)["mountain city"] & NAMED


def test_chinese_is_no_part_of_an_english_term() -> None:
    assert not any(c > "\u3000" for form in forms("The 重庆 port and 西部 trade corridor grow.") for c in form)
