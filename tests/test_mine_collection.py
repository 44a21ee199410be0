"""All documents together: what is counted over them, and which units are known by a form."""

from cqterm.formats import read
from cqterm.mine import count, merge
from cqterm.mine.collection import Collection, collect, holders
from cqterm.model import Source

ONE = "The Lund Pilot Maritime Zone (LPMZ) opened. The Lund Pilot Maritime Zone (隆德海事区) has ports and a port.\n"
OTHER = "He praised the Lund Pilot Maritime Zone (隆德海事区). The LPMZ grew, and so did the Northern Rail Express.\n"


def collection(*texts: str) -> Collection:
    named = ((str(number), text.encode()) for number, text in enumerate(texts))
    return collect(merge(*(count(Source(id=name), read(f"{name}.txt", data)) for name, data in named)))


def test_words_are_counted_over_all_documents_in_the_singular() -> None:
    both = collection(ONE, OTHER).frequencies
    assert both["zone"] == 3
    assert both["maritime"] == collection(ONE).frequencies["maritime"] + 1


def test_a_unit_has_its_acronym_and_its_chinese() -> None:
    made = collection(ONE, OTHER)
    unit = made.units.find("Lund Pilot Maritime Zone")
    assert unit is not None
    assert made.acronyms["LPMZ"].endswith("Lund Pilot Maritime Zone")
    assert [made.is_acronym(form) for form in ("LPMZ", "LPMZs", "NRE", "Zone")] == [True, True, False, False]
    assert made.chinese_of[unit] == "隆德海事区"


def test_a_repeated_document_is_one_text() -> None:
    assert collection(ONE, ONE, OTHER).words == collection(ONE, OTHER).words


def test_a_unit_is_held_by_a_form_that_the_documents_print_and_by_no_other() -> None:
    units = collection(ONE, OTHER).units
    unit = units.find("Lund Pilot Maritime Zone")
    assert holders(units, {"Lund Pilot Maritime Zone": ""}) == {unit: "Lund Pilot Maritime Zone"}
    assert holders(units, {"lund pilot maritime zones": "", "Southern Rail Express": ""}) == {}
