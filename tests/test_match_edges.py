"""The marks that a term begins or ends with are part of it: found with it, asked for, written whole and never twice."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cqterm.engine import Job, lint_bytes
from cqterm.match.compiling import compile_lexicon
from cqterm.match.edges import ends_sentence
from cqterm.match.find import Finder, scene_of
from cqterm.match.lexicon import Lexicon
from tests.words import concept, glossary, term

LEXICON = compile_lexicon(
    glossary(
        concept("plus", term("C++"), term("CPP", "deprecated"), case="exact"),
        concept("sharp", term("C#"), term("C Sharp", "deprecated"), case="exact"),
        concept("net", term(".NET"), case="exact"),
        concept("laptop", term("$100 Laptop")),
        concept("states", term("U.S.")),
        concept("yahoo", term("Yahoo!")),
        concept("board", term("Node Review Board (NRB)")),
    )
)
FINDER = Finder(LEXICON)

NO_TERM = {
    "a bare letter": "In C we write, and Plan C holds.",
    "a letter with another mark": "We saw C+ and C% there.",
    "a name that ends in the mark and the word": "We run ASP.NET here.",
    "words without the mark": "The NET of it: a 100 Laptop.",
    "a misspelt word without the mark": "A 100 Laptpo, by Yahooo.",
    "the word without its exclamation mark": "Yahoo is fine.",
}


@pytest.mark.parametrize("text", NO_TERM.values(), ids=NO_TERM)
def test_without_its_marks_a_word_is_no_such_term(text: str) -> None:
    assert not FINDER.find(text)


PLACES = {
    "signs behind": ("We write C++, C# and .NET.", ["C++", "C#", ".NET"]),
    "a sign before": ("The $100 Laptop.", ["$100 Laptop"]),
    "the last stop of an abbreviation": ("The U.S. did, in the U.S.", ["U.S.", "U.S."]),
    "an abbreviation without it": ("The U.S did.", ["U.S"]),
    "no stop inside an address": ("See U.S.gov there.", ["U.S"]),
    "a mark, and one of the sentence": ("It is Yahoo!!", ["Yahoo!"]),
    "a bracket": ("The Node Review Board (NRB) met.", ["Node Review Board (NRB)"]),
}


@pytest.mark.parametrize(("text", "places"), PLACES.values(), ids=PLACES)
def test_a_place_reaches_over_the_marks_of_its_term(text: str, places: list[str]) -> None:
    matches = FINDER.find(text)
    assert [text[m.span.start : m.span.end] for m in matches] == places
    assert not any(m.differences for m in matches)


@pytest.mark.parametrize(
    "text", [*NO_TERM.values(), *(text for text, _ in PLACES.values()), "US, CPP, c++ and a Yahooo!"]
)
def test_much_text_gives_the_same(text: str) -> None:
    assert FINDER.search_all([scene_of(text)] * 3) == [FINDER.find(text)] * 3


SENTENCES = {
    "the end of the text": ("in the U.K.", True),
    "a capital": ("in the U.K. He left", True),
    "a capital in quotation marks": ("in the U.K. “He left”", True),
    "a small letter": ("in the U.K. we left", False),
    "a comma": ("in the U.K., He left", False),
    "a possessive": ("the U.K.'s", False),
}


@pytest.mark.parametrize(("text", "ends"), SENTENCES.values(), ids=SENTENCES)
def test_whether_a_stop_ends_the_sentence_too(text: str, *, ends: bool) -> None:
    assert ends_sentence(text, text.index("K.") + 2) == ends


def _of(right: str, *wrong: str) -> Lexicon:
    return compile_lexicon(glossary(concept("it", term(right), *(term(each, "deprecated") for each in wrong))))


FIXED = {
    "not in another term's mark": ("C++", "CPP", "We like C++, C and C#.", "We like C++, C and C#."),
    "nothing where a stop may be the sentence's": ("Acme Corp", "Acme Corp.", "By Acme Corp.", "By Acme Corp."),
    "signs behind": ("C++", "CPP", "CPP code, in CPP.", "C++ code, in C++."),
    "signs that stand there": ("C++", "CPP", "CPP++ code.", "C++ code."),
    "a stop before": (".NET Framework", "DotNet Framework", "The DotNet Framework.", "The .NET Framework."),
    "a sign before words that stay": ("$100 Laptop", "100 Laptop", "A 100 Laptop.", "A $100 Laptop."),
    "a stop that stands there": ("U.S.", "USA", "The USA and the USA.", "The U.S. and the U.S."),
    "an abbreviation without stops": ("U.S.", "USA", "The US did, the US. We", "The U.S. did, the U.S. We"),
    "a stop too many": ("United Kingdom", "U.K.", "The U.K., the U.K.'s", "The United Kingdom, the United Kingdom's"),
    "a stop of the sentence": ("United Kingdom", "U.K.", "In the U.K. He", "In the United Kingdom. He"),
    "a stop for a stop": ("Acme Corp.", "Acme Inc.", "Acme Inc. sells.", "Acme Corp. sells."),
    "a stop that tells the terms apart": ("Acme Corp", "Acme Corp.", "Acme Corp. sells.", "Acme Corp sells."),
    "one that is wanting": ("Acme Corp.", "Acme Corp", "Acme Corp sells.", "Acme Corp. sells."),
    "inner marks": ('the "Two Hills" plan', "Two Heaps plan", "We saw Two Heaps plan.", 'We saw the "Two Hills" plan.'),
    "marks at the end": ('theory of "Two Hills"', "Two Heaps", "Our Two Heaps.", 'Our theory of "Two Hills".'),
    "marks that go": ("Two Heaps plan", 'the "Two Hills" plan', 'So the "Two Hills" plan.', "So Two Heaps plan."),
    "the brackets of the text": ("Node Board (NB)", "Heap Desk", "(the Heap Desk)", "(the Node Board (NB))"),
}  # fmt: skip


@pytest.mark.parametrize(("right", "wrong", "text", "fixed"), FIXED.values(), ids=FIXED)
def test_what_is_written_is_whole_and_nothing_comes_to_stand_twice(
    right: str, wrong: str, text: str, fixed: str
) -> None:
    job = Job(lexicon=_of(right, wrong), fix="unsafe")
    result = lint_bytes(job, "draft.txt", text.encode())
    assert (text if result.fixed is None else result.fixed.decode()) == fixed
    assert not result.findings
    for finding in lint_bytes(Job(lexicon=job.lexicon), "draft.txt", text.encode()).findings:
        assert finding.suggestions[0].startswith(right)


WORDS = st.lists(st.sampled_from("Bay Old Road Harbor East".split()), min_size=1, max_size=3, unique=True)
BEFORE, BEHIND = st.sampled_from(["", "", ".", "$", "#", "@"]), st.sampled_from(["", "", ".", "+", "++", "#", "%", "!"])
EDGED = st.builds("{}{}{}".format, BEFORE, WORDS.map(" ".join), BEHIND)
QUOTED = st.sampled_from(['the "Old Road" plan', '"Old Road" plan', 'plan of "Old Road"', "Bay Board (BB)"])
FORMS = EDGED | QUOTED


@settings(max_examples=200, deadline=None)
@given(FORMS, FORMS, st.sampled_from(["We saw {} there.", "({}) is", "We saw {}, too.", "It is {}'s own."]))
def test_any_rejected_form_becomes_exactly_the_right_one(right: str, wrong: str, frame: str) -> None:
    assume(right.casefold() != wrong.casefold())
    job = Job(lexicon=_of(right, wrong), fix="unsafe")
    fixed = lint_bytes(job, "draft.txt", frame.format(wrong).encode()).fixed
    assert fixed is not None
    assert fixed.decode().casefold() == frame.format(right).casefold()
    again = lint_bytes(job, "draft.txt", fixed)
    assert again.fixed is None
    assert not again.findings
