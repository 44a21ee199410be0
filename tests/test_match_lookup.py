"""Looking a form up: the concept that it names, in any language and state, and how it was found."""

import pytest

from cqterm.match.lookup import lookup
from tests.words import HARBOUR


@pytest.mark.parametrize(("question", "answer", "how"), [
    ("Harbor Work Report", "report", "exact"), ("harbor work report", "report", "exact"),
    ("report", "report", "exact"), ("megaports", "megaport", "inflected"), ("NHRTC", "corridor", "exact"),
    ("Harbor Wrok Report", "report", "misspelt"), ("dockside wizardry", "hidden", "exact"),
])  # fmt: skip
def test_a_concept_is_looked_up_by_any_form(question: str, answer: str, how: str) -> None:
    assert [(c.id, h) for c, _, h in lookup(HARBOUR, question)] == [(answer, how)]


def test_what_nothing_names_is_not_found() -> None:
    assert lookup(HARBOUR, "quantum soup") == []
