"""One key of a map in a text: where it is put, and that what stands around it stays as somebody wrote it."""

import pytest

from cqterm.glossary.keys import Append, Change, as_list, as_plain, field_splice, is_nothing
from cqterm.glossary.render import Value
from cqterm.glossary.splice import spliced
from cqterm.glossary.tree import Map, compose

ORDER = ("id", "term", "zh", "domain", "note", "not")


def changed(text: str, key: str, value: Change) -> str | None:
    root = compose(text).root
    assert isinstance(root, Map)
    splice = field_splice(text, root, key, value, ORDER, "\n")
    return spliced(text, [splice]) if splice else None


@pytest.mark.parametrize(
    ("text", "key", "value"),
    [
        ("id: a\nterm: Port\n", "term", "Port"),
        ("id: a\nterm: 'Port'   # as printed\n", "term", "Port"),
        ("id: a\nnot: [Harbor, Haven]\n", "not", ["Harbor", "Haven"]),
        ("id: a\n", "note", None),
        ("id: a\n", "note", ""),
        ("id: a\n", "not", []),
    ],
)
def test_a_value_that_is_there_and_a_key_that_is_not_need_nothing(text: str, key: str, value: Change) -> None:
    assert changed(text, key, value) is None


@pytest.mark.parametrize(
    ("text", "key", "value", "after"),
    [
        ("id: a\nterm: Port  # why\n", "term", "Haven", "id: a\nterm: Haven  # why\n"),
        ("{id: a, term: Port}", "term", "Haven", "{id: a, term: Haven}"),
        ("id: a\nnote: x\n", "term", "Haven", "id: a\nterm: Haven\nnote: x\n"),
        ("{id: a, note: x}", "domain", "law", "{id: a, domain: law, note: x}"),
        ("id: a\nterm: Port\nnote: x\n", "term", None, "id: a\nnote: x\n"),
        ("{id: a, term: Port, note: x}", "term", None, "{id: a, note: x}"),
        ("id: a\nnot: [Haven]\n", "not", Append(["Bay"]), "id: a\nnot: [Haven, Bay]\n"),
        ("id: a\nnot:\n  - Haven  # why\n", "not", Append(["Bay"]), "id: a\nnot:\n  - Haven  # why\n  - Bay\n"),
    ],
)
def test_only_the_key_changes(text: str, key: str, value: Change, after: str) -> None:
    assert changed(text, key, value) == after
    assert isinstance(value, Append) or changed(after, key, value) is None  # a second time there is nothing to do


@pytest.mark.parametrize(
    ("value", "nothing"), [(None, True), ("", True), ([], True), ({}, True), (0, False), ("0", False)]
)
def test_a_number_is_never_nothing(value: Value | None, nothing: bool) -> None:
    assert is_nothing(value) is nothing


def test_a_value_is_read_again_as_texts() -> None:
    assert as_plain({"tier": 1, "not": [" Haven ", {"text": "Bay"}]}) == {
        "tier": "1",
        "not": ["Haven", {"text": "Bay"}],
    }


def test_a_single_value_is_a_list_of_one() -> None:
    assert (as_list(None), as_list(""), as_list("Bay"), as_list(["Bay"])) == ([], [], ["Bay"], ["Bay"])
