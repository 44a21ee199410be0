"""Folding, tokens, lines and words."""

import itertools
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cqterm.text import words
from cqterm.text.fold import fold, invisible, latin
from cqterm.text.lines import LineIndex
from cqterm.text.misread import misread, misreadings
from cqterm.text.pinyin import pinyin
from cqterm.text.tokens import fold_gap, gap_kind, tokens
from cqterm.text.words import american, cardinal, common, derived, known, ordinal, plural, singular


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("москва", "москва"),  # a Russian word stays Russian
        ("ένα", "ένα"),
        ("Corridor", "corridor"),
        ("Сhengdu", "chengdu"),  # the first letter is Cyrillic
        ("３３６１８", "33618"),
        ("Ｔｒａｄｅ", "trade"),
        ("СРС", "cpc"),  # all Cyrillic, as an input method makes it
        ("СССР", "cccp"),
        ("сор", "сор"),
        ("Govern\u00adment", "government"),
        ("ﬁscal", "fiscal"),
        ("caf\u0065\u0301", "café"),
    ],
)
def test_fold_unifies_what_a_reader_takes_for_the_same_word(word: str, folded: str) -> None:
    assert fold(word) == folded


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_what_prints_nothing_is_recognised() -> None:
    assert not invisible("plain")
    assert invisible("zero\u200bwidth")


@pytest.mark.parametrize(
    ("text", "norms"),
    [
        ("", []),
        ("…—  ", []),
        ("Land-Sea", ["land", "sea"]),
        ("People’s", ["people", "s"]),
        ("13+2", ["13", "2"]),
        ("重庆Liangjiang新区", ["liangjiang"]),
        ("Govern\u200bment Work", ["government", "work"]),
        ("report_v2", ["report", "v2"]),
        ("Belt & Road", ["belt", "and", "road"]),
    ],
)
def test_tokens_are_words_and_numbers(text: str, norms: list[str]) -> None:
    assert [t.norm for t in tokens(text)] == norms


@given(st.text("abZ9é_&- .“”—。\u3005\u3006港日\U00020000²⁴\u00ad\u200b\u0301\u00a0ﬁ", max_size=12))
def test_easy_texts_have_the_words_that_the_pattern_for_all_texts_finds(text: str) -> None:
    letter = "[^\\W_\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff²³¹⁰⁴-⁹]"
    bridge = "[\u00ad\u200b\u200c\u200d\u2060\ufeff\u0300-\u036f]"
    words = re.finditer(rf"(?=\w)(?:{bridge}*{letter}+)+[\u0300-\u036f]*|&", text)
    found = [(w.start(), w.end(), "and" if w.group() == "&" else fold(w.group())) for w in words]
    assert [tuple(t) for t in tokens(text)] == found


@given(st.text())
def test_tokens_are_ordered_disjoint_and_lie_in_the_text(text: str) -> None:
    found = tokens(text)
    assert all(0 <= t.start < t.end <= len(text) for t in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert all(t.norm == fold(text[t.start : t.end]).replace("&", "and") for t in found)


@pytest.mark.parametrize(
    ("gap", "kind"),
    [
        (". ", "barrier"),
        (": ", "barrier"),
        (" \ufffc ", "barrier"),
        ("_", "barrier"),
        ("; ", "barrier"),
        (" ", "space"),
        ("\n    ", "space"),
        ("\u00a0", "space"),
        ("” ", "space"),
        ("-", "hyphen"),
        ("\u2011", "hyphen"),
        ("–", "hyphen"),
        ("-\r\n", "hyphen"),
        ("", "none"),
        ("\u200b", "none"),
        (" (", "mark"),
        ("’", "mark"),
        ("/", "mark"),
        (", ", "mark"),
    ],
)
def test_a_gap_is_known_by_what_it_does_to_a_phrase(gap: str, kind: str) -> None:
    assert gap_kind(fold_gap(gap)) == kind


@given(st.text(alphabet="a\r\n中"), st.data())
def test_every_offset_has_the_line_and_column_that_lead_back_to_it(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    index = LineIndex(text)
    line, column = index.position(offset)
    lines = text.replace("\r\n", "\n\n").replace("\r", "\n")  # same length, so that columns can be counted
    before = text[:offset]
    ends = before.replace("\r\n", "\n").replace("\r", "\n").count("\n")
    if before.endswith("\r") and text[offset : offset + 1] == "\n":
        ends -= 1  # inside a line end
    assert line == ends + 1
    assert column >= 1
    assert len(lines) == len(text)
    assert not index.line(line).endswith(("\r", "\n"))


def test_lines_are_counted_as_editors_do() -> None:
    index = LineIndex("a\r\nbc\rd\n")
    assert [index.position(i) for i in (0, 3, 4, 6, 8)] == [(1, 1), (2, 1), (2, 2), (3, 1), (4, 1)]
    assert [index.line(n) for n in (1, 2, 3, 4)] == ["a", "bc", "d", ""]


@pytest.mark.parametrize(
    ("text", "offset", "place"),
    [
        ("\ufeffab\nc", 0, (1, 1)),
        ("\ufeffab\nc", 1, (1, 1)),
        ("\ufeffab\nc", 2, (1, 2)),
        ("\ufeffab\nc", 4, (2, 1)),
        ("\ufeff", 1, (1, 1)),
        ("a\ufeffb", 2, (1, 3)),
        ("a\n\ufeffb", 3, (2, 2)),
    ],
)
def test_a_byte_order_mark_is_no_column_for_people(text: str, offset: int, place: tuple[int, int]) -> None:
    assert LineIndex(text).position(offset) == place


def test_a_byte_order_mark_is_not_shown() -> None:
    assert LineIndex("\ufeffab\nc").line(1) == "ab"


def test_words_are_common_or_known_or_neither() -> None:
    assert common("trade")
    assert not common("fulcrum")
    assert known("fulcrum")
    assert not known("trad")
    assert not known("liangjiang")


def test_every_word_of_the_two_lists_is_known(root: Path) -> None:
    commonest, others = (root / "cqterm" / "data" / "english.txt").read_text(encoding="ascii").split("\n---\n")
    assert words._table() == dict.fromkeys(others.splitlines(), 2) | dict.fromkeys(commonest.splitlines(), 1)


@given(st.one_of(st.sampled_from(sorted(words._table())), st.text("aenszé-#\u4e00", max_size=6)))
def test_a_word_looked_up_in_the_text_is_what_the_table_says(word: str) -> None:
    divide, end = words._divide(), len(words._english())
    assert words._stands(word, 0, divide) == (words._table().get(word) == 1)
    assert words._stands(word, divide + 5, end) == (words._table().get(word) == 2)


def test_the_ends_of_both_lists_are_found() -> None:
    listed = words._english().split("\n---\n")
    for number, part in enumerate(listed):
        for word in (part.split()[-1], next(filter(str.isalpha, part.splitlines()))):
            words._listed.cache_clear()
            assert words._listed(word) == number + 1


@pytest.mark.parametrize(("word", "is_cardinal", "is_ordinal"), [
    ("highland", False, False), ("two", True, False), ("416", True, False), ("20th", False, True),
    ("third", False, True), ("20st", False, True),
])  # fmt: skip
def test_counting_and_ordering_words(word: str, is_cardinal: bool, is_ordinal: bool) -> None:
    assert (cardinal(word), ordinal(word)) == (is_cardinal, is_ordinal)


@pytest.mark.parametrize(("british", "same"), [
    ("centre", "center"), ("centres", "centers"), ("organisation", "organization"), ("programme", "program"),
    ("anaesthesia", "anesthesia"), ("paediatrics", "pediatrics"), ("haematology", "hematology"), ("anaemia", "anemia"),
    ("foetal", "fetal"), ("manoeuvres", "maneuvers"), ("grey", "gray"), ("aluminium", "aluminum"), ("ploughs", "plows"),
    ("judgement", "judgment"), ("sulphur", "sulfur"), ("anaesthetise", "anesthetize"), ("jewellery", "jewelry"),
    ("labour", "labor"), ("centred", "centered"), ("travelled", "traveled"), ("defence", "defense"),
    ("authorised", "authorized"), ("summarising", "summarizing"), ("categorises", "categorizes"),
])  # fmt: skip
def test_spellings_meet_in_the_american_one(british: str, same: str) -> None:
    assert american(british) == american(same)
    assert british != same


@pytest.mark.parametrize("word", [
    "enterprise", "enterprises", "exercised", "supervision", "rising", "likewise", "unwise", "fundraising", "advisers",
    "unsupervised", "high-rise",
])  # fmt: skip
def test_what_is_written_with_ise_everywhere_stays(word: str) -> None:
    assert american(word) == word


@pytest.mark.parametrize(
    "word",
    ["four", "tour", "wise", "core", "more", "shoe", "reggae", "greyhound", "through", "judges", "aerial", "paella"],
)
def test_short_words_have_one_spelling(word: str) -> None:
    assert american(word) == word


@pytest.mark.parametrize(("one", "many"), [
    ("corridor", "corridors"), ("city", "cities"), ("factory", "factories"), ("bus", "buses"), ("box", "boxes"),
    ("highway", "highways"), ("life", "lives"), ("branch", "branches"),
])  # fmt: skip
def test_singular_and_plural_undo_each_other(one: str, many: str) -> None:
    assert plural(one) == many
    assert singular(many) == one
    assert singular(one) == one


@pytest.mark.parametrize("word", ["logistics", "news", "series", "congress", "campus", "analysis", "gas"])
def test_what_only_looks_plural_stays(word: str) -> None:
    assert singular(word) == word


def test_raised_figures_are_marks_of_footnotes() -> None:
    assert [t.norm for t in tokens("Corridor¹ and m² and x⁴²y")] == ["corridor", "and", "m", "and", "x", "y"]
    assert fold_gap("¹ ") == " "


@pytest.mark.parametrize(("word", "letters"), [
    ("CPC", "CPC"), ("СРС", "CPC"), ("ＣＰＣ", "CPC"), ("Сhengdu", "Chengdu"), ("ΒΑΝΚ", "BANK"), ("é", "é"), ("", ""),
])  # fmt: skip
def test_look_alike_letters_become_latin_and_keep_their_case(word: str, letters: str) -> None:
    assert latin(word) == letters


@pytest.mark.parametrize(("word", "answer"), [
    ("trade", False), ("lund", False), ("preset", False), ("liangjaing", False), ("", False), ("singapore", False),
    ("chongqing", True), ("liangjiang", True), ("xiangjiang", True), ("xian", True), ("lv", True),
])  # fmt: skip
def test_chinese_names_are_known_by_their_syllables(word: str, answer: bool) -> None:
    assert pinyin(word) is answer


@pytest.mark.parametrize(("word", "answer"), [
    ("lund", False), ("jialing", False), ("bed", False), ("oslo", False),
    ("positional", True), ("parenthesized", True), ("goodness", True),
])  # fmt: skip
def test_english_endings_make_words_of_general_meaning(word: str, answer: bool) -> None:
    assert derived(word) is answer


@pytest.mark.parametrize(("read", "meant"), [
    ("1o", "10"), ("2oth", "20th"), ("20st", "20th"), ("westem", "western"), ("modern", "modem"), ("vvest", "west"),
    ("1lstc", "ilstc"), ("llstc", "ilstc"), ("3361b", "33618"), ("lighth0use", "lighthouse"),
])  # fmt: skip
def test_what_a_machine_has_misread(read: str, meant: str) -> None:
    assert meant in set(misread(read))


@given(st.text("rnmvwcldibehuoa", min_size=1, max_size=8))
def test_what_a_machine_may_make_of_a_word_is_what_it_may_have_misread(word: str) -> None:
    wrong = set(misreadings(word))
    assert all(word in set(misread(each)) for each in wrong)
    assert all(word in set(misreadings(meant)) for meant in misread(word) if meant.isalpha())


@pytest.mark.parametrize("word", ["trust", "sea", ""])
def test_most_words_read_as_themselves(word: str) -> None:
    assert set(misread(word)) <= {word}
