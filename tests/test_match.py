"""Matching: the near-miss index, alignment, choice, and the laws that hold for every glossary and text."""

import pickle
from itertools import pairwise
from typing import Literal
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cqterm.match.compare import apply
from cqterm.match.compiling import compile_lexicon
from cqterm.match.find import Finder, scene_of
from cqterm.match.near import near_words
from cqterm.text.distance import osa
from tests.words import concept, glossary, lexicon, term

LEXICON = lexicon()
FINDER = Finder(LEXICON)
PREFERRED = [
    p
    for p in LEXICON.patterns
    if p.term.status in ("preferred", "admitted") and not (p.term.valid_from or p.term.until)
]


@pytest.mark.parametrize(("a", "b", "distance"), [
    ("", "", 0), ("trade", "trade", 0), ("", "abc", 3), ("trad", "trade", 1), ("corirdor", "corridor", 1),
    ("chef", "chief", 1), ("ca", "abc", 3), ("kitten", "sitting", 3), ("highlands", "high1ands", 1),
])  # fmt: skip
def test_distance_counts_edits_and_transpositions(a: str, b: str, distance: int) -> None:
    assert osa(a, b) == osa(b, a) == distance


@given(st.text("abcde", max_size=8), st.text("abcde", max_size=8))
def test_distance_is_bounded_by_lengths(a: str, b: str) -> None:
    assert abs(len(a) - len(b)) <= osa(a, b) <= max(len(a), len(b))
    assert (osa(a, b) == 0) == (a == b)


@pytest.mark.parametrize("word", ["", "of", "33618", "20th", "two", "third", "elephant", "trombone"])
def test_what_resembles_nothing(word: str) -> None:
    assert near_words(LEXICON, word) == ()


@pytest.mark.parametrize(("word", "nearest"), [
    ("trad", "trade"), ("coridor", "corridor"), ("lighth0uses", "lighthouses"), ("harborr", "harbor"),
    ("comrnittee", "committee"),
])  # fmt: skip
def test_what_resembles_a_word_of_the_glossary(word: str, nearest: str) -> None:
    assert near_words(LEXICON, word)[0][0] == nearest


@given(st.sampled_from([w for w in LEXICON.words if len(w) > 4 and w.isalpha()]), st.data())
def test_every_single_edit_of_a_long_word_is_near_it(word: str, data: st.DataObject) -> None:
    i = data.draw(st.integers(0, len(word) - 1))
    letter = data.draw(st.sampled_from("abcxyz"))
    made = data.draw(
        st.sampled_from([word[:i] + word[i + 1 :], word[:i] + letter + word[i:], word[:i] + letter + word[i + 1 :]])
    )
    if made != word:
        assert word in dict(near_words(LEXICON, made)) or made in LEXICON.words


@pytest.mark.parametrize("pattern", PREFERRED, ids=lambda p: p.term.text)
def test_a_term_written_right_is_one_match_without_differences(pattern: object) -> None:
    text = pattern.term.text  # type: ignore[attr-defined]
    for sentence in (text, f"He said that {text} matters.", f"({text})", f"{text}’s future"):
        (match,) = FINDER.find(sentence)
        assert not match.differences
        start, end = match.span
        assert sentence[start:end] in text


@given(st.data())
def test_matches_are_ordered_disjoint_and_mended_by_their_edits(data: st.DataObject) -> None:
    """Whatever is done to a term: what is found lies in the text, and after its edits the place is silent."""
    pattern = data.draw(st.sampled_from(PREFERRED))
    letters = list(pattern.term.text)
    for _ in range(data.draw(st.integers(0, 2))):
        at = data.draw(st.integers(0, len(letters) - 1))
        letters[at] = data.draw(st.sampled_from(["", "x", " ", "-", letters[at].swapcase(), letters[at] * 2]))
    text = f"We saw the {''.join(letters)} there."

    matches = FINDER.find(text)

    assert all(0 <= m.span.start < m.span.end <= len(text) for m in matches)
    assert all(a.span.end <= b.span.start for a, b in pairwise(matches))
    for m in matches:
        assert all(m.span.start <= e.span.start <= e.span.end <= m.span.end for e in m.edits)
        assert bool(m.edits) == bool(m.differences)
        mended = text[: m.span.start] + apply(text, m.span, m.edits) + text[m.span.end :]
        again = [o for o in FINDER.find(mended) if o.span.start == m.span.start]
        assert again, mended
        # capitals too many are a finding of their own, once the letters are right
        left = {d.kind for d in again[0].differences}
        assert left <= ({"case"} if m.gravest != "case" else set()), mended


def test_a_misspelt_singular_that_would_not_stand_alone_is_put_right_at_once() -> None:
    text = "We saw the modern sea ervice there."
    (match,) = FINDER.find(text)
    assert apply(text, match.span, match.edits) == "modern sea services"


@given(st.text())
def test_no_text_breaks_the_finder(text: str) -> None:
    for m in FINDER.find(text):
        assert 0 <= m.span.start < m.span.end <= len(text)


@given(
    st.lists(st.sampled_from("harbor work report new lund of the two piers and lighthouses rail".split()), max_size=12)
)
def test_what_was_found_before_changes_nothing(words: list[str]) -> None:
    text = " ".join(words)
    assert FINDER.find(text) == Finder(LEXICON).find(text)


@given(st.lists(st.sampled_from("harbor work report New Lund of the two piers and lighthouses rail-trade".split())))
def test_the_terms_alone_are_what_is_found_where_nothing_is_amiss(words: list[str]) -> None:
    text = " ".join(words)
    found, exact = FINDER.find(text), FINDER.exact(text)
    right = [m for m in found if not m.distance]
    assert set(right) <= set(exact)
    assert right != found or right == exact


def test_no_near_miss_is_among_the_terms_alone() -> None:
    text = "The Harbor Wrok Report, the  Harbor  Work Report."
    assert [m.span for m in FINDER.exact(text)] == [(29, 48)]
    assert len(FINDER.find(text)) == 2


def test_two_concepts_equally_near_leave_the_place_alone() -> None:
    finder = Finder(compile_lexicon(glossary(
        concept("a", term("Western Canal Board")), concept("b", term("Western Cabal Board")),
    )))  # fmt: skip
    assert finder.find("the Western Caxal Board") == []


def test_of_two_terms_the_longer_wins() -> None:
    finder = Finder(compile_lexicon(glossary(
        concept("bad", term("harbor pact"), term("Lund Pact", "deprecated")),
        concept("good", term("Greater Lund Pact")),
    )))  # fmt: skip
    assert [m.concept for m in finder.find("the Greater Lund Pact")] == ["good"]
    assert [m.concept for m in finder.find("the Lund Pact")] == ["bad"]


def test_a_lexicon_travels_between_processes() -> None:
    there = pickle.loads(pickle.dumps(LEXICON))  # noqa: S301 - our own
    assert list(there.patterns) == list(LEXICON.patterns)
    assert there.fingerprint == LEXICON.fingerprint
    assert Finder(there).find("the Harbor Wrok Report") == FINDER.find("the Harbor Wrok Report")


def test_the_fingerprint_tells_glossaries_apart() -> None:
    assert lexicon().fingerprint == LEXICON.fingerprint
    assert lexicon(include_proposed=True).fingerprint != LEXICON.fingerprint


@pytest.mark.parametrize("text", ["mega-ports, mega-ports", "Mega-Port ; mega-ports", "mega-port and mega-port"])
def test_each_of_two_places_is_found(text: str) -> None:
    assert [bool(m.differences) for m in FINDER.find(text)] == [True, True]


def in_title_case(*more: str) -> Finder:
    """A list of names, all in title case, with some of everyday words."""
    names = [
        f"{a} {b} Service"
        for a in ("Coastal", "Harbor", "Island", "Upland")
        for b in "Water Rail Road Mail Air".split()
    ]
    return Finder(compile_lexicon(glossary(*(concept(f"c{i}", term(t)) for i, t in enumerate([*names, *more])))))


@pytest.mark.parametrize("text", [
    "the modern dock system", "two modern dock systems", "Modern dock systems grow.", "the Lund harbor circle",
    "the Lund Harbor Circle", "the Modern Dock System",
])  # fmt: skip
def test_a_list_in_title_case_says_nothing_of_running_text(text: str) -> None:
    found = in_title_case("Modern Dock System", "Lund Harbor Circle").find(text)
    assert [m.differences for m in found] == [()] * len(found) != []


@pytest.mark.parametrize(("text", "wanted"), [
    ("the Modern Dock system", "System"), ("the lund harbor circle", "Lund"), ("the modern dock sistem", "system"),
    ("the new northern river lake trade corridor", "New"),
])  # fmt: skip
def test_a_list_in_title_case_still_finds_errors(text: str, wanted: str) -> None:
    finder = in_title_case("Modern Dock System", "Lund Harbor Circle", "New Northern River-Lake Trade Corridor")
    (match,) = finder.find(text)
    assert wanted in [d.wanted for d in match.differences]


def test_a_few_names_are_names() -> None:
    finder = Finder(compile_lexicon(glossary(concept("a", term("Modern Dock System")))))
    (match,) = finder.find("the modern dock system")
    assert match.gravest == "case"


def test_a_rare_word_that_is_missing_is_a_proper_name_unless_all_terms_are_titles() -> None:
    terms, text = ("Lund Harbor Admin Service",), "The Lund Harbor Service grew."
    (match,) = in_title_case(*terms).find(text)
    assert [(d.wanted, d.detail) for d in match.differences] == [("Admin", "missing")]
    assert Finder(compile_lexicon(glossary(concept("a", term(terms[0]))))).find(text) == []


MARKED = Finder(
    compile_lexicon(
        glossary(
            concept("web", term("HarborNet 2.0")),
            concept("hospital", term("St. Lund Harbor Hospital")),
            concept("plan", term("Harbor Plan: Piers for All")),
            concept("part", term("Harbor Code 1.1")),
            concept("tool", term("REST API")),
            concept("ward", term("acute ICU")),
        )
    )
)


@pytest.mark.parametrize(("text", "kinds"), [
    ("HarborNet 2.0", []), ("Read the Harbor Plan: Piers for All first.", []), ("The St.\nLund Harbor Hospital", []),
    ("Harbornet 2.0", ["case"]), ("HarbroNet 2.0", ["misspelling"]), ("HarborNet2.0", ["hyphen"]),
    ("The St. Lund Harbor Hopsital", ["misspelling"]), ("The St Lund Harbor Hospital", ["hyphen"]),
    ("Harbor Plan: Peirs for All", ["misspelling"]), ("Harbor Plan:Piers for All", ["spacing"]),
])  # fmt: skip
def test_a_term_may_hold_marks_that_end_a_phrase(text: str, kinds: list[str]) -> None:
    (found,) = MARKED.find(text)
    assert [d.kind for d in found.differences] == kinds


@pytest.mark.parametrize("text", ["HarborNet. 2.0", "Net 2.1", "Harbor Plan. Piers for All", "Harbor Code 11 begins"])
def test_other_marks_end_the_phrase_all_the_same(text: str) -> None:
    assert MARKED.find(text) == []


@pytest.mark.parametrize("text", ["Two REST APIs", "our acute ICUs"])
def test_an_acronym_has_its_plural_whatever_its_last_letter(text: str) -> None:
    (found,) = MARKED.find(text)
    assert found.differences == ()


VERSIONS = Finder(
    compile_lexicon(
        glossary(
            concept("protocol", term("IPv6")),
            concept("address", term("IPv6 address")),
            concept("page", term("HTML5 page")),
            concept("port", term("USB3 port")),
            concept("flow", term("OAuth2 flow")),
            concept("runtime", term("Python3 runtime environment")),
            concept("edition", term("Windows11 Professional Edition")),
            concept("hash", term("SHA256 hash")),
            concept("plan", term("harbor tunnel development plan")),
        )
    )
)


@pytest.mark.parametrize("text", [
    "The IPv4 address", "IPv4 is old.", "an HTML4 page", "an HTML page", "an HTML 4 page", "a USB2 port", "a USB port",
    "a USBC port", "the OAuth1 flow", "the OAuth22 flow", "the OAutb1 flow", "the Python2 runtime environment",
    "the Python 2 runtime environment", "the Windows10 Professional Edition", "the Windows7 Professional Edition",
    "the WindowsXP Professional Edition", "a SHA512 hash", "a SHA265 hash", "the harbor tunnel development plan2",
    "the harbor tunnel2 development plan",
])  # fmt: skip
def test_another_version_is_another_thing(text: str) -> None:
    assert VERSIONS.find(text) == VERSIONS.search_all([scene_of(text)])[0] == []


@pytest.mark.parametrize(("text", "wanted"), [
    ("the IPvó address", "IPv6"), ("the 1Pv6 address", "IPv6"), ("the IPb6 address", "IPv6"),
    ("an HTM15 page", "HTML5"), ("an HTLM5 page", "HTML5"),
    ("the 0Auth2 flow", "OAuth2"), ("the OAutb2 flow", "OAuth2"),
    ("the Pyton3 runtime environment", "Python3"), ("the Windowsl1 Professional Edition", "Windows11"),
    ("the harbor tunnel devel0pment plan", "development"), ("the harbor tunnel d3velopment plan", "development"),
    ("the harbor tunnel development p1an", "plan"),
])  # fmt: skip
def test_a_figure_for_a_letter_and_a_letter_beside_a_figure_are_slips(text: str, wanted: str) -> None:
    (match,) = VERSIONS.find(text)
    assert [match] == VERSIONS.search_all([scene_of(text)])[0]
    assert [(d.kind, d.wanted) for d in match.differences] == [("misspelling", wanted)]


HYPHENED = Finder(
    compile_lexicon(
        glossary(
            *(
                concept(text, term(text))
                for text in (
                    "end-to-end test", "end-of-life date", "state-of-the-art system", "off-by-one error",
                    "point-of-sale terminal", "work-in-progress limit", "waste-to-energy power generation",
                    "date of end-of-life", "ministry for end-to-end tests", "mother-in-law", "harbor point-of-sale",
                    "in-house lawyer", "plan under way",
                )
            )
        )
    )
)  # fmt: skip


@pytest.mark.parametrize("text", [
    "end-to-end tests", "end-of-life dates", "state-of-the-art systems", "off-by-one errors", "point-of-sale terminals",
    "work-in-progress limits", "waste-to-energy power generations", "dates of end-of-life",
    "ministries for end-to-end tests", "mothers-in-law", "harbor points-of-sale", "in-house lawyers", "plans under way",
    "end-to-end test", "mother-in-law",
])  # fmt: skip
def test_the_plural_of_a_hyphenated_compound_is_right(text: str) -> None:
    text = f"We saw the {text} there."
    (match,) = HYPHENED.find(text)
    assert [match] == HYPHENED.search_all([scene_of(text)])[0]
    assert match.differences == ()


@pytest.mark.parametrize(("text", "wanted"), [
    ("points-of-sale terminal", "point"), ("mother-in-laws", "law"), ("date of ends-of-life", "end"),
    ("works-in-progress limit", "work"),
])  # fmt: skip
def test_other_words_of_a_hyphenated_compound_take_no_plural(text: str, wanted: str) -> None:
    (match,) = HYPHENED.find(f"We saw the {text} there.")
    assert [(d.kind, d.wanted) for d in match.differences] == [("number", wanted)]


@pytest.mark.parametrize(("text", "mended"), [
    ("end to end tests", "end-to-end tests"), ("end-to-end tsets", "end-to-end tests"),
])  # fmt: skip
def test_what_is_put_right_in_a_hyphenated_compound_keeps_its_plural(text: str, mended: str) -> None:
    (match,) = HYPHENED.find(text)
    assert apply(text, match.span, match.edits) == mended


ACCENTED = ("Café Müller Foundation", "Łódź Centre", "école", "Åland fish café", "naïve harbor model")
Form = Literal["NFC", "NFD"]
IN_EITHER: tuple[Form, ...] = ("NFC", "NFD")
FORMS = {form: Finder(compile_lexicon(glossary(*(concept(t, term(normalize(form, t))) for t in ACCENTED))))
         for form in IN_EITHER}  # fmt: skip


@pytest.mark.parametrize("glossary_form", IN_EITHER)
@pytest.mark.parametrize("form", IN_EITHER)
@pytest.mark.parametrize("text", [*ACCENTED, "École", "écoles", "CAFÉ MÜLLER FOUNDATION", "\u212bland fish cafés"])
def test_canonically_equal_letters_are_the_same(glossary_form: Form, form: Form, text: str) -> None:
    place = text if "\u212b" in text else normalize(form, text)
    finder, text = FORMS[glossary_form], f"Né: {place} né"
    (match,) = finder.find(text)
    assert [match] == finder.search_all([scene_of(text)])[0]
    assert text[match.span.start : match.span.end] == place
    assert (match.differences, match.edits) == ((), ())


@pytest.mark.parametrize("glossary_form", IN_EITHER)
@pytest.mark.parametrize("form", IN_EITHER)
@pytest.mark.parametrize(("text", "kind", "mended"), [
    ("Café Muller Foundation", "misspelling", "Café Müller Foundation"),
    ("Café Müler Foundation", "misspelling", "Café Müller Foundation"),
    ("Café Müller foundation", "case", "Café Müller Foundation"),
    ("café Müller Foundation", "case", "Café Müller Foundation"),
    ("Łódź Center", "spelling", "Łódź Centre"),
    ("naïve-harbor model", "hyphen", "naïve harbor model"),
    ("náïve harbor models", "misspelling", "naïve harbor models"),
    ("Caf\u200bé Müller Foundation", "spacing", "Café Müller Foundation"),
    ("Ｃafé Müller Foundation", "lookalike", "Café Müller Foundation"),
])  # fmt: skip
def test_an_error_beside_accents_is_found_in_either_form(
    glossary_form: Form, form: Form, text: str, kind: str, mended: str
) -> None:
    finder, text = FORMS[glossary_form], f"Né: the {normalize(form, text)} né"
    (match,) = finder.find(text)
    assert [match] == finder.search_all([scene_of(text)])[0]
    assert {d.kind for d in match.differences} == {kind}
    assert normalize("NFC", apply(text, match.span, match.edits)) == mended
    assert text[match.span.end :] == " né"


JOINED = Finder(
    compile_lexicon(
        glossary(
            concept("bot", term("Chat Bot")),
            concept("plan", term("Chat Bot plan")),
            concept("shirt", term("T-shirt")),
            concept("port", term("mega-port")),
            concept("gate", term("gateport")),
            concept("news", term("harbor news")),
            concept("board", term("board of land-sea matters")),
        )
    )
)


@pytest.mark.parametrize("text", ["T-shirts", "T-shirt", "mega-ports", "gateports"])
def test_a_plural_is_right_where_the_term_has_one(text: str) -> None:
    text = f"We saw the {text} there."
    (match,) = JOINED.find(text)
    assert [match] == JOINED.search_all([scene_of(text)])[0]
    assert match.differences == ()


@pytest.mark.parametrize(("text", "kinds", "mended"), [
    ("chatbot", ["hyphen"], "Chat Bot"), ("chatbots", ["number"], "Chat Bot"), ("Chatbots", ["number"], "Chat Bot"),
    ("Chat-Bots", ["hyphen", "number"], "Chat Bot"), ("Chatbots plan", ["number"], "Chat Bot plan"),
    ("tshirt", ["hyphen"], "T-shirt"), ("tshirts", ["hyphen"], "T-shirts"), ("TShirts", ["hyphen"], "T-shirts"),
    ("T shirts", ["hyphen"], "T-shirts"), ("t-shirts", ["case"], "T-shirts"), ("megaports", ["hyphen"], "mega-ports"),
    ("gate ports", ["hyphen"], "gateports"), ("gate-ports", ["hyphen"], "gateports"),
    ("harbornews", ["hyphen"], "harbor news"),
])  # fmt: skip
def test_a_joined_or_split_term_keeps_its_plural_or_says_that_it_has_none(
    text: str, kinds: list[str], mended: str
) -> None:
    text = f"We saw the {text} there."
    (match,) = JOINED.find(text)
    assert [match] == JOINED.search_all([scene_of(text)])[0]
    assert [d.kind for d in match.differences] == kinds
    assert apply(text, match.span, match.edits) == mended
