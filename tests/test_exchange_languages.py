"""Source and target of a foreign file: who is believed, what a name of a language means, what is refused."""

import pytest

from cqterm.errors import FormatError
from cqterm.exchange.languages import UNKNOWN, Languages, refuse_wrong, settle
from cqterm.exchange.losses import Losses, told

PAIRS = [["zh", "en"]] * 3 + [["en", "zh"]]


@pytest.mark.parametrize(
    ("named", "stated", "wanted", "pair", "remarks"),
    [
        ([], ("", ""), ("", ""), (UNKNOWN, UNKNOWN), ()),
        (PAIRS, ("", ""), ("", ""), ("zh", "en"), ()),
        (PAIRS, ("en", "zh"), ("", ""), ("en", "zh"), ()),
        (PAIRS, ("zh", "en"), ("en", "zh"), ("en", "zh"), ()),
        (PAIRS, ("", ""), ("", "zh"), ("en", "zh"), ()),
        ([["en"], ["en"]], ("", ""), ("", ""), (UNKNOWN, "en"), ()),
        ([["zh", "en-GB"]], ("", ""), ("zh", "en"), ("zh", "en"), ("language: en-GB read as en (1 term)",)),
        ([["en", "en-GB"]], ("", ""), ("", ""), ("en", "en-GB"), ()),
        (
            [["zh", "??"]],
            ("", ""),
            ("", ""),
            ("zh", UNKNOWN),
            ("language: «??» is no language tag, read as und (1 term)",),
        ),
        (
            [["id", "en"]],
            ("", ""),
            ("", ""),
            ("id-Latn", "en"),
            ("language: id written as id-Latn, since «id» is a key of glossaries (1 file)",),
        ),
    ],
)
def test_who_says_which_languages(
    named: list[list[str]],
    stated: tuple[str, str],
    wanted: tuple[str, str],
    pair: tuple[str, str],
    remarks: tuple[str, ...],
) -> None:
    losses = Losses()
    languages, tags = settle(named, stated=Languages(*stated), wanted=Languages(*wanted), losses=losses)
    assert languages == pair
    assert told(losses) == remarks
    assert set(tags) == {said for entry in named for said in entry}


@pytest.mark.parametrize(
    ("pair", "here", "wanted", "says"),
    [
        ((UNKNOWN, UNKNOWN), set(), (), "no language of its terms is known"),
        (("en", "EN"), {"en"}, (), "source and target are both en"),
        (("fr", "de"), {"en", "zh"}, ("fr", "de"), "no term in fr: its languages are en, zh"),
    ],
)
def test_what_is_no_pair_is_refused(pair: tuple[str, str], here: set[str], wanted: tuple[str, ...], says: str) -> None:
    with pytest.raises(FormatError, match=f"terms.tbx: {says}"):
        refuse_wrong("terms.tbx", Languages(*pair), here, wanted=wanted)


@pytest.mark.parametrize(("here", "wanted"), [({"en", "zh"}, ("zh", "de")), (set(), ("fr", "de")), ({"en"}, ())])
def test_a_pair_of_which_something_is_there_is_not(here: set[str], wanted: tuple[str, ...]) -> None:
    refuse_wrong("terms.tbx", Languages("zh", "de"), here, wanted=wanted)
