"""Short forms: what is another rendering, and what is the same one with fewer words."""

import pytest

from cqterm.text.short_forms import same_words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Western Land-Sea Corridor", "New International Land-Sea Corridor"),
        ("high-efficiency governance", "highly efficient governance"),
        ("LPC Committee", "Lund Committee of the Oslo Council"),
        ("subdistrict", "sub-district"),
        ("who pays", "World Health Office pays"),
        ("rail-sea transport", "sea-rail transport"),
    ],
)
def test_another_word_makes_another_rendering(one: str, other: str) -> None:
    assert not same_words(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("tidal power", "tidal power plants of the coast"),
        ("Lund golden waterway", "golden waterway of Lund"),
        ("western financial center", "financial centre in the western region"),
        ("software information service", "software and information services"),
        ("CPPCC Lund Committee", "Lund Municipal Committee of the Chinese People’s Political Consultative Conference"),
        ("LHA Council", "Lund Harbor Agency (LHA) Council"),
    ],
)
def test_fewer_words_or_an_acronym_make_a_short_form(one: str, other: str) -> None:
    assert same_words(one, other)
    assert same_words(other, one)
