"""Fixes: which go together, what shows that something else changed, and that there is an end to fixing."""

from collections.abc import Sequence

import pytest

from cqterm.fixes import ROUNDS, compatible, only_edited, settled
from cqterm.formats import read
from cqterm.model import Document, Edit, Finding, Fix, Part, Place, Safety, Span
from cqterm.values import NamedTuple, replace


def finding(*edits: tuple[int, int, str], safety: Safety = "safe", part: str = "") -> Finding:
    made = tuple(Edit(Span(start, end), text) for start, end, text in edits)
    span = Span(made[0].span.start, made[-1].span.end)
    place = Place(path="a.txt", part=part, span=span, text="")
    fix = Fix(edits=made, safety=safety)
    return Finding(rule="r", severity="info", message="", place=place, concept="", preferred="", fix=fix)


@pytest.mark.parametrize(
    ("findings", "safety", "chosen"),
    [
        ([finding((0, 1, "a"), safety="unsafe")], "safe", []),
        ([finding((0, 1, "a"), safety="unsafe")], None, []),
        ([replace(finding((0, 1, "a")), fix=None)], "unsafe", []),
        ([finding((0, 1, "a"), safety="unsafe")], "unsafe", [0]),
        ([finding((0, 1, "a"))], "safe", [0]),
        # what clashes waits
        ([finding((0, 3, "a")), finding((2, 4, "b"))], "safe", [0]),
        ([finding((0, 3, "a")), finding((3, 4, "b"))], "safe", [0, 1]),
        ([finding((3, 4, "b")), finding((0, 3, "a"))], "safe", [1, 0]),
        ([finding((0, 3, "a")), finding((2, 4, "b"), part="x")], "safe", [0, 1]),
        ([finding((0, 1, "a"), (5, 6, "b")), finding((2, 3, "c"))], "safe", [0]),
        # two that put something in at one place would change their order
        ([finding((2, 2, "a")), finding((2, 2, "b"))], "safe", [0]),
        ([finding((2, 2, "a")), finding((3, 3, "b"))], "safe", [0, 1]),
    ],
)
def test_fixes_that_go_together(findings: list[Finding], safety: Safety | None, chosen: list[int]) -> None:
    assert compatible(findings, safety) == [findings[number] for number in chosen]


@pytest.mark.parametrize(
    ("after", "edits", "wanted", "same"),
    [
        ("a big port", [(2, 5, "big")], [(2, 5, "big")], True),
        ("a &amp; port", [(2, 5, "&amp;")], [(2, 5, "&")], True),  # a format writes it its own way
        ("a <b>old port", [(2, 2, "<b>")], [], True),  # and may put markup in
        ("a big port", [], [], False),
        ("a big porT", [(2, 5, "big")], [(2, 5, "big")], False),
        ("a port", [(1, 5, "")], [(2, 5, "")], False),  # more than was wanted
        ("A old port", [(0, 1, "A")], [], False),
    ],
)
def test_nothing_but_the_edits_may_differ(
    after: str, edits: list[tuple[int, int, str]], wanted: list[tuple[int, int, str]], same: bool
) -> None:
    before, again = read("a.txt", b"a old port"), read("a.txt", after.encode())
    made, asked = ({"": [Edit(Span(a, b), text) for a, b, text in each]} for each in (edits, wanted))
    assert only_edited(before, again, made, asked) is same
    assert not only_edited(before, replace(again, parts=(*again.parts, Part("x", ""))), made, asked)


class Judged(NamedTuple):
    findings: tuple[Finding, ...]


def settle(
    texts: Sequence[str], findings: Sequence[Finding], safety: Safety = "safe"
) -> tuple[bytes | None, int] | None:
    """What comes of a document that reads as one text after the other and has one of the findings each time."""
    first, *later = [read("a.txt", text.encode()) for text in texts]
    verdicts = iter([*(Judged((each,)) for each in findings), *[Judged(())] * ROUNDS])
    documents = iter(later)

    def again(content: bytes) -> Document:
        return next(documents)

    done = settled(first, next(verdicts), safety, read=again, judge=lambda _: next(verdicts))
    return done and (done.content, done.made)


def test_fixing_goes_on_until_nothing_is_left() -> None:
    grow = [finding((0, 0, "a"))] * (ROUNDS + 1)
    texts = ["a" * n for n in range(1, ROUNDS + 3)]
    assert settle(texts, []) == (None, 0)
    assert settle(texts, grow[:2]) == (b"aaa", 2)
    assert settle(texts, grow[:1], "unsafe") == (b"aa", 1)
    assert settle(texts, [finding((0, 0, "a"), safety="unsafe")]) == (None, 0)
    assert settle(texts, grow[: ROUNDS - 1]) == (b"a" * ROUNDS, ROUNDS - 1)
    assert settle(texts, grow) is None  # there is no end to it
    assert settle(["a", "ab"], grow[:1]) is None  # something else has changed
