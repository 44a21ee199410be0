"""Matching much text at once finds the very matches that matching one segment after the other finds."""

import json
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cqterm.engine import Job, Work, finder, lint_all, lint_bytes
from cqterm.match.bulk import Bulk
from cqterm.match.candidates import Words, candidates, spots
from cqterm.match.find import Finder, scene_of
from cqterm.match.lexicon import Lexicon, compile_lexicon
from cqterm.match.near import near_words
from cqterm.match.numbered import Numbered
from cqterm.match.style import Scene
from tests.words import concept, glossary, lexicon, term

LEXICON = lexicon()
TERMS = [p.term.text for p in LEXICON.patterns]
FILLER = (
    "of the and a report in which city ships ports rail new work large is was two zone, sea; - harbors' é &".split()
)
MARKS = ["-", "–", "’s", ",", "\n", "\ufffc", "\u00a0", ".", "("]


@st.composite
def passages(draw: st.DrawFn) -> str:
    """Terms, right and wrong, among other words."""
    parts = draw(
        st.lists(st.one_of(mistaken(), st.sampled_from(FILLER + MARKS), st.text("aelnorst", max_size=5)), max_size=9)
    )
    return "".join(part + draw(st.sampled_from([" ", " ", " ", "", "  "])) for part in parts)


@st.composite
def mistaken(draw: st.DrawFn) -> str:
    """A term with a few letters or words changed."""
    words = draw(st.sampled_from(TERMS)).split(" ")
    for _ in range(draw(st.integers(0, 2))):
        at = draw(st.integers(0, len(words) - 1))
        way = draw(st.sampled_from(["drop", "add", "swap", "letter", "join", "case", "other"]))
        word = words[at]
        if way == "drop" and len(words) > 1:
            del words[at]
        elif way == "add":
            words.insert(at, draw(st.sampled_from(FILLER)))
        elif way == "swap":
            words[at], words[-1] = words[-1], words[at]
        elif way == "letter" and word:
            place = draw(st.integers(0, len(word) - 1))
            words[at] = word[:place] + draw(st.sampled_from(["", "e", "x", " ", "rn"])) + word[place + 1 :]
        elif way == "join" and at:
            words[at - 1 : at + 1] = [words[at - 1] + word]
        elif way == "case":
            words[at] = word.swapcase()
        elif way == "other":
            words[at] = draw(st.sampled_from(FILLER))
    return " ".join(words)


def scenes_of(texts: list[str]) -> list[Scene]:
    return [scene_of(text) for text in texts]


@settings(max_examples=300)
@given(st.lists(passages(), max_size=6))
def test_the_matches_are_those_of_each_text(texts: list[str]) -> None:
    many, one = Finder(LEXICON), Finder(LEXICON)
    assert many.search_all(scenes_of(texts)) == [one.find(text) for text in texts]


@settings(max_examples=300)
@given(st.lists(passages(), min_size=1, max_size=4))
def test_the_candidates_are_those_of_each_text(texts: list[str]) -> None:
    scenes = scenes_of(texts)
    found = {spot.number: spot.candidates for spot in Bulk(LEXICON).spots(scenes)}
    memory = Words(LEXICON)
    for number, text in enumerate(texts):
        words = [memory[token.norm] for token in scene_of(text).tokens]
        assert found.get(number, []) == candidates(LEXICON, words, spots(words))


@given(
    st.lists(st.text("abelnort1é", min_size=1, max_size=12), max_size=8),
    st.lists(st.sampled_from(LEXICON.words), max_size=4),
)
def test_words_resemble_what_they_resemble_alone(made: list[str], listed: list[str]) -> None:
    norms = [*made, *listed, *(word[:2] + word[3:] for word in listed), *(word + "s" for word in listed)]
    numbered = Numbered(LEXICON)
    for norm, number in zip(norms, numbered.numbers(norms).tolist(), strict=True):
        assert numbered.nears[number] == near_words(LEXICON, norm)
        assert numbered.norms[number] == norm


@given(st.integers(1, 200), st.lists(passages(), min_size=2, max_size=6))
def test_where_a_batch_ends_changes_nothing(size: int, texts: list[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("cqterm.match.bulk._AT_ONCE", size)
        patch.setattr("cqterm.match.numbered._MOST", size)
        found = Finder(LEXICON).search_all(scenes_of(texts))
    assert found == Finder(LEXICON).search_all(scenes_of(texts))


@pytest.mark.parametrize("texts", [[], [""], ["", "…", "é"], ["Two Piers and Two Towers"]])
def test_little_text_will_do(texts: list[str]) -> None:
    assert [len(found) for found in Finder(LEXICON).search_all(scenes_of(texts))] == [int("Two" in t) for t in texts]


@pytest.mark.parametrize(
    "lexicon",
    [
        compile_lexicon(glossary()),
        compile_lexicon(glossary(concept("none", term("…")))),
        compile_lexicon(glossary(concept("one", term("ABC", type="acronym")))),
        compile_lexicon(glossary(concept("long", term(" ".join(f"Harbor{chr(97 + n % 26)}" for n in range(70)))))),
    ],
    ids=["empty", "no words", "an acronym", "a sentence"],
)
def test_any_lexicon_will_do(lexicon: Lexicon) -> None:
    texts = ["so ABC ends", " ".join(f"Harbor{chr(97 + n % 26)}" for n in range(75)), "ACB"]
    assert Finder(lexicon).search_all(scenes_of(texts)) == [Finder(lexicon).find(text) for text in texts]


def test_documents_that_are_linted_together_have_the_findings_of_each() -> None:
    made = random.Random(7)  # noqa: S311 - the same every time
    works = [
        Work(
            "a.md", ("# " + made.choice(TERMS).lower() + "\n\n" + " ".join(made.choices(FILLER + TERMS, k=60))).encode()
        )
        for _ in range(8)
    ]
    works += [
        Work("b.po", b"msgid broken"),
        Work("c.txt", b"\0\1\2\xff\xfe" * 50),
        Work("d.txt", b"Two Piers and Two Towers"),
    ]
    for job in (Job(lexicon=LEXICON), Job(lexicon=LEXICON, fix="unsafe")):
        assert lint_all(job, works) == [lint_bytes(job, work.name, work.data) for work in works]
    assert any(result.findings for result in lint_all(Job(lexicon=LEXICON), works))


@pytest.mark.parametrize("terms", [50, 2_000])
def test_measuring_material_gives_the_same(shared: Path, terms: int) -> None:
    import gzip

    with gzip.open(shared / "bench" / "glossary-10k.json.gz", "rt", encoding="utf-8") as file:
        listed = json.load(file)[:terms]
    lexicon = compile_lexicon(glossary(*(concept(f"t{each['id']}", term(each["canonical"])) for each in listed)))
    texts = [p.read_text(encoding="utf-8") for p in sorted((shared / "seeds").glob("*.txt"))[:6]]
    made = random.Random(terms)  # noqa: S311
    for each in made.sample(listed, 40):
        words = each["canonical"].split()
        words.insert(made.randrange(len(words) + 1), made.choice(["the", "new", words[0]]))
        texts.append(f"They say that the {' '.join(words)} and {each['canonical'][:-2]}, {each['canonical'][1:]} grow.")
    scenes = scenes_of([line for text in texts for line in text.splitlines()])
    found = Finder(lexicon).search_all(scenes)
    assert found == [Finder(lexicon).search(scene) for scene in scenes]
    assert any(found)


def test_the_engine_remembers_what_it_finds_with() -> None:
    assert finder(LEXICON) is finder(LEXICON)
