"""Single measures of units, on texts that show what each is about."""

import pytest

from cqterm.formats import read
from cqterm.mine import count, merge
from cqterm.mine.collection import collect
from cqterm.mine.termhood import measures
from cqterm.model import Source


def measure(name: str, term: str, text: str) -> float:
    """What one measure says of a term in a text."""
    collection = collect(merge(count(Source(id="one"), read("one.txt", text.encode()))))
    unit = collection.units.find(term)
    assert unit is not None, f"no candidate: {term}"
    return float(measures(collection)[name][unit])


@pytest.mark.parametrize(
    ("term", "text"),
    [
        (
            "Jinyun Mountain and Tongluo Mountain",
            (
                "We saw Jinyun Mountain and Tongluo Mountain. We like Jinyun Mountain, and Jinyun Mountain is high."
                " They like Tongluo Mountain, and Tongluo Mountain is high."
            ),
        ),
        (
            "University of Law and Museum of Art",
            (
                "He left the University of Law and Museum of Art in May. She runs the University of Law, and the"
                " University of Law grew. The Museum of Art closed, and the Museum of Art was sold."
            ),
        ),
    ],
)
def test_names_that_stand_apart_elsewhere_are_two(term: str, text: str) -> None:
    assert measure("two names", term, text) > 0


@pytest.mark.parametrize(
    ("term", "text"),
    [
        (
            "Belt and Road Skills Competition",
            (
                "He won the Belt and Road Skills Competition in June. They praised the Belt and Road. The Belt and Road"
                " grew, and the Belt and Road was long."
            ),
        ),
        (
            "University of Science and Law",
            (
                "He visited the University of Science and Law in June. They love Law, and Law is hard. All say that"
                " Science and Law differ, that Science is easy, and that Science pays."
            ),
        ),
    ],
)
def test_a_pair_inside_one_name_is_not_two_names(term: str, text: str) -> None:
    assert measure("two names", term, text) == 0


def test_a_point_of_the_compass_is_no_praise() -> None:
    assert measure("weak modifier", "Southwest China", "They toured Southwest China in June.") == 0
    assert measure("weak modifier", "largest city", "They toured the largest city in June.") == 1


@pytest.mark.parametrize("term", ["private enterprises", "every sub-district", "large megacities", "ecological shield"])
def test_what_heads_official_terms_does_so_in_any_number_and_compound(term: str) -> None:
    assert measure("official head", term, f"He praised {term} in June.") == 1


@pytest.mark.parametrize(
    ("term", "person"),
    [
        ("Port Director John Ekwueme", 1),
        ("Chief Executive Officer Maria Lindqvist", 1),
        ("Energy Minister Subroto", 1),
        ("Deputy Director Office Hours", 0),
        ("Deputy Port Director", 0),
        ("Director General SCIO", 0),
        ("Lindqvist Harbor Museum", 0),
    ],
)
def test_a_strange_name_behind_an_office_is_a_person(term: str, person: int) -> None:
    assert measure("person", term, f"They met the {term} there.") == person
