"""Which forms meet under one key or one bag, and what their difference is called."""

import pytest

from cqterm.mine.variants import are_apart, bag, key, kind, words

ACRONYMS = {"CPC": "Communist Party of China", "NPC": "National People's Congress", "NEVs": "new energy vehicles"}

SAME = [
    ("Western Land-Sea Trade corridor", "Western Land-Sea Trade Corridor", "case"),
    ("Western Land-Sea Trade Corridors", "Western Land-Sea Trade Corridor", "plural"),
    ("sub-district", "subdistrict", "hyphenation"),
    ("opening up", "opening-up", "hyphenation"),
    ("Chengdu–Chongqing line", "Chengdu-Chongqing line", "hyphenation"),
    ("logistics centre", "logistics center", "spelling"),
    ("people’s congress", "people's congress", "apostrophe"),
    ("the economic circle", "economic circle", "determiner"),
    ("CPC", "Communist Party of China", "acronym"),
    ("14th NPC", "14th National People's Congress", "acronym inside"),
    ("Communist Party of China (CPC) Municipal Committee", "CPC Municipal Committee", "full form"),
]

APART = [
    ("19th National Congress", "20th National Congress"),
    ("Tianfu New Area", "Liangjiang New Area"),
    ("Five Sciences", "Five Technologies"),
    ("economic circle", "economic circles and zones"),
    ("logistics", "logistic corridor"),
    ("integrated development", "integration"),
    ("integrated circuit development", "circuit integration"),
    ("opening up", "opening up to the outside world"),
    ("high level", "high standards"),
    ("Chinese path", "Chinese style"),
    ("shared future", "common future"),
    ("prosperity for farmers", "common prosperity"),
]


@pytest.mark.parametrize(("form", "canonical", "name"), SAME, ids=[name for *_, name in SAME])
def test_variants_share_a_key_and_have_a_name(form: str, canonical: str, name: str) -> None:
    assert key(form, ACRONYMS) == key(canonical, ACRONYMS)
    assert kind(form, canonical, ACRONYMS) == name


@pytest.mark.parametrize(
    ("a", "b", "apart"),
    [
        ("regions and cities", "urban region", True),
        ("business entity", "entities and business", True),
        ("Chengdu and Chongqing", "Chengdu-Chongqing", False),
        ("urban and rural areas", "rural and urban regions", False),
        ("science and technology center", "sci-tech center", False),
    ],
)
def test_two_things_are_no_rendering_of_one(a: str, b: str, apart: bool) -> None:
    assert are_apart(words(a), words(b)) == apart


@pytest.mark.parametrize(("a", "b"), APART)
def test_other_things_have_other_keys_and_bags(a: str, b: str) -> None:
    assert key(a, ACRONYMS) != key(b, ACRONYMS)
    assert bag(a, ACRONYMS) != bag(b, ACRONYMS)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("supply and industrial chains", "industrial and supply chains"),
        ("rail-sea multimodal transport", "rail-sea intermodal transport"),
        ("ecological shield", "ecological barrier"),
        ("sci-tech innovation", "scientific and technological innovation"),
        ("modern governance of a megacity", "modernized governance of a super-large city"),
        ("Chongqing Municipal Party Committee", "CPC Chongqing Municipal Committee"),
        ("high-level opening up to the outside world", "high-level opening to the outside"),
        ("integrated urban and rural development", "urban-rural integration"),
        ("food processing industry", "food processing"),
        ("Chinese path to modernization", "Chinese-style modernization"),
        ("community of shared future for mankind", "human community with a shared future"),
        ("moderately prosperous society", "well-off society"),
        ("rural revitalization across the board", "all-around rural revitalization"),
        ("high-level opening up", "high-standard opening-up"),
        ("eco-environment protection", "ecological and environmental conservation"),
        ("primary-level governance", "grassroots governance"),
        ("smart manufacturing", "intelligent manufacturing"),
        ("military-civilian integration", "integrated military-civilian development"),
    ],
)
def test_renderings_share_a_bag_but_no_key(a: str, b: str) -> None:
    assert key(a, ACRONYMS) != key(b, ACRONYMS)
    assert bag(a, ACRONYMS) == bag(b, ACRONYMS)
