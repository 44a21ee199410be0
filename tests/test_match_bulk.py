"""Matching much text at once finds the very matches that matching one segment after the other finds."""

import json
import random
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cqterm.engine import Job, Work, finder, lint_all, lint_bytes
from cqterm.match.align import align
from cqterm.match.bulk import Bulk
from cqterm.match.candidates import Words, candidates, passage_of, spots
from cqterm.match.columns import pack
from cqterm.match.compiling import compile_lexicon
from cqterm.match.find import Finder, scene_of
from cqterm.match.judge import plausible
from cqterm.match.lexicon import Lexicon
from cqterm.match.near import near_words
from cqterm.match.numbered import Numbered
from cqterm.match.style import Scene
from cqterm.text.numbering import spelt
from tests.passages import FILLER, TERMS, passages
from tests.words import concept, glossary, lexicon, term

LEXICON = lexicon()
MANY, ONE, BULK, WORDS = Finder(LEXICON), Finder(LEXICON), Bulk(LEXICON), Words(LEXICON)


def scenes_of(texts: list[str]) -> list[Scene]:
    return [scene_of(text) for text in texts]


@settings(max_examples=200, deadline=None)
@given(st.lists(passages(), max_size=6))
def test_the_matches_are_those_of_each_text(texts: list[str]) -> None:
    assert MANY.search_all(scenes_of(texts)) == [ONE.find(text) for text in texts]


@settings(max_examples=200, deadline=None)
@given(st.lists(passages(), min_size=1, max_size=4))
def test_only_candidates_are_left_out_of_which_nothing_would_become(texts: list[str]) -> None:
    spotted = {spot.number: spot for spot in BULK.spots(scenes_of(texts))}
    memory = WORDS
    for number, text in enumerate(texts):
        scene = scene_of(text)
        words = [memory[token.norm] for token in scene.tokens]
        everything = candidates(LEXICON, words, spots(words))
        kept = spotted[number].candidates if number in spotted else []
        assert [place for place in everything if place in kept] == kept
        assert not kept or spotted[number].passage == passage_of(scene._replace(tokens=scene.tokens[:]), words)
        for place in set(everything).difference(kept):
            pattern = LEXICON.patterns[place.pattern]
            alignment = align(pattern, passage_of(scene, words), place.start)
            assert alignment is None or not plausible(LEXICON, pattern, scene, alignment)


@settings(deadline=None)
@given(
    st.lists(st.text("abelnort1é", min_size=1, max_size=12), max_size=8),
    st.lists(st.sampled_from(LEXICON.words), max_size=4),
)
def test_words_resemble_what_they_resemble_alone(made: list[str], listed: list[str]) -> None:
    norms = [*made, *listed, *(word[:2] + word[3:] for word in listed), *(word + "s" for word in listed)]
    numbered = Numbered(LEXICON)
    for norm, number in zip(norms, numbered.numbers(spelt(norms)).tolist(), strict=True):
        assert numbered.nears[number] == near_words(LEXICON, norm)
        assert numbered.norms[number] == norm


def told(numbered: Numbered, norms: list[str]) -> list[object]:
    """What is known of words, whatever their numbers are."""
    numbers = numbered.numbers(spelt(norms)).tolist()
    return [
        (
            *(column[n] for column in (numbered.norms, numbered.keys, numbered.nears)),
            *(int(column[n]) for column in (numbered.own, numbered.flags, numbered.stems)),
            numbered.near[numbered.near_at[n] : numbered.near_at[n + 1]].tolist(),
            *numbered.split(np.array([n, m])).tolist(),
        )
        for n, m in pairwise([*numbers, 0])
    ]


@settings(deadline=None)
@given(
    st.lists(st.sampled_from([*LEXICON.words, *FILLER, "hrabor", "har", "bor", "nàive"]), max_size=14),
    st.lists(st.sampled_from([*LEXICON.words, "newxyz"]), max_size=4),
    st.integers(1, 20),
)
def test_what_an_earlier_run_remembers_is_what_would_be_looked_up(norms: list[str], more: list[str], kept: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("cqterm.match.numbered._KEPT", kept)
        patch.setattr("cqterm.match.numbered._WORTH", -1)
        earlier = Numbered(LEXICON)
        told(earlier, norms)
        later = Numbered(LEXICON, earlier.memory())
        assert len(later.norms) <= kept
        right = told(Numbered(LEXICON), [*norms, *more])
        assert told(later, [*norms, *more]) == right
        assert told(Numbered(LEXICON, later.memory()), [*norms, *more]) == right


def test_a_few_new_words_are_not_worth_remembering_and_many_are(monkeypatch: pytest.MonkeyPatch) -> None:
    first = Numbered(LEXICON)
    assert first.memory() is None
    norms = [f"word{number}" for number in range(100)]
    first.numbers(spelt(norms))
    memory = first.memory()
    assert memory
    later = Numbered(LEXICON, memory)
    later.numbers(spelt([*norms, *(f"other{number}" for number in range(11))]))
    assert later.memory() is None
    later.numbers(spelt(["another"]))
    assert later.memory()
    monkeypatch.delattr(Lexicon, "string")  # so that no word can be looked up any more
    last = Numbered(LEXICON, memory)
    assert [last.norms[number] for number in last.numbers(spelt(norms)).tolist()] == norms


def test_the_words_of_a_run_stay_rather_than_those_of_earlier_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cqterm.match.numbered._KEPT", 11)
    first = Numbered(LEXICON)
    first.numbers(spelt([f"gibberish{number}" for number in range(10)]))
    later = Numbered(LEXICON, first.memory())
    norms = ["gibberish9", *(f"word{number}" for number in range(8))]
    right = told(later, norms)
    last = Numbered(LEXICON, later.memory())
    assert sorted(last.norms) == sorted(["", "gibberish0", *norms])
    assert told(last, norms) == right


@pytest.mark.parametrize("damage", [lambda data: data[:-1], lambda _: b"", lambda _: pack(), lambda _: LEXICON.data])
def test_a_damaged_memory_is_none(damage: Callable[[bytes], bytes]) -> None:
    text = "the Hrabor Work Report and Two Piers and Two Towers"
    first = Bulk(LEXICON)
    (spot,) = first.spots(scenes_of([text]))
    memory = first.memory()
    assert memory
    later = Bulk(LEXICON, damage(memory))
    assert list(later.spots(scenes_of([text]))) == [spot]


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 200), st.lists(passages(), min_size=2, max_size=6))
def test_where_a_batch_ends_changes_nothing(size: int, texts: list[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("cqterm.match.bulk._AT_ONCE", size)
        patch.setattr("cqterm.match.numbered._MOST", size)
        patch.setattr("cqterm.match.numbered._KEPT", size // 2 + 1)
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
