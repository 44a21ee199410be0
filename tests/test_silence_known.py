"""What a baseline knows of a document, and which file that is gone a document was."""

import pytest

from cqterm.model import Finding, Place, Span
from cqterm.silence.known import Lost, known_of, with_lost

KNOWN = with_lost(
    {"there.md": frozenset("a")},
    [
        Lost("old/a.md", frozenset({("r", "a"), ("r", "b"), ("s", "c"), ("s", "d")})),
        Lost("old/x/a.md", frozenset({("r", "a"), ("r", "b"), ("r", "y"), ("r", "z")})),
        Lost("one.md", frozenset({("r", "o")})),
    ],
)


def findings(prints: str) -> list[Finding]:
    place = Place(path="", part="", span=Span(0, 1), text="x")
    return [
        Finding(rule="r", severity="info", message="", place=place, concept="", preferred="", fingerprint=print_)
        for print_ in prints
    ]


@pytest.mark.parametrize(
    ("name", "found", "known"),
    [
        ("there.md", "bcd", "a"),  # the baseline has its own word on it
        ("new.md", "", ""),
        ("new.md", "a", ""),  # a quarter of what was known
        ("new.md", "omnp", ""),  # all that was known, but little of what is found
        ("new/one.md", "omnp", "o"),  # the same name in another folder
        ("new.md", "ox", "o"),
        ("new/a.md", "abcd", "abcd"),
        ("new/a.md", "ab", "abcd"),  # as like one as the other: the first
        ("new/x/a.md", "ab", "abyz"),  # more of the name is the same
        ("new/x/a.md", "abc", "abcd"),  # more findings are the same, which says more
        ("b.md", "zyab", "abyz"),
    ],
)
def test_a_document_without_entries_is_the_file_that_is_gone_and_like_it(name: str, found: str, known: str) -> None:
    assert known_of(KNOWN, name, findings(found), ran=lambda _: True) == frozenset(known)


def test_what_rules_that_did_not_run_knew_does_not_count_against_it() -> None:
    assert known_of(KNOWN, "new.md", findings("c"), ran=lambda rule: rule == "s") == frozenset("abcd")
    assert known_of(KNOWN, "new.md", findings("c"), ran=lambda _: True) == frozenset()
