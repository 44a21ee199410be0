"""The shape of a glossary file: its keys, their order and the values that they take. Reading and writing share it."""

from collections.abc import Iterable
from typing import Literal, get_args

from cqterm.model import Case, Near, Origin, State, Term, TermType
from cqterm.text.words import FUNCTION

VERSION = "1"
"""The version of the file's shape, under the key `cqterm`."""

HEADER = ("cqterm", "name", "languages", "sources", "concepts")
SOURCE = ("id", "publisher", "name", "tier", "title", "date", "url", "language", "excerpt_of")
CONCEPT = (
    "id", "term", "acronym", "short", "case", "domain", "definition", "note", "state", "origin", "decided", "also",
    "not", "near", "ok", "bad", "seen", "evidence",
)  # fmt: skip
"""The keys of a concept in the order in which they are written; the source language's own key follows `id`."""

TERM = ("term", "language", "status", "type", "from", "until", "publisher", "note")
SEEN = ("term", "kind", "source", "state", "decided")
SEEN_STATES: tuple[Literal["proposed", "rejected"], ...] = ("proposed", "rejected")
EVIDENCE = ("source", "quote", "at", "end", "form")
EXAMPLE = ("text", "fix")
DECIDED = ("date", "why")

CASES: tuple[Case, ...] = get_args(Case)
STATES: tuple[State, ...] = get_args(State)
ORIGINS: tuple[Origin, ...] = get_args(Origin)
NEARS: tuple[Near, ...] = get_args(Near)
TYPES: tuple[TermType, ...] = get_args(TermType)

SYNONYMS = {
    "canonical": "term", "preferred": "term", "abbreviation": "acronym", "admitted": "also", "synonyms": "also",
    "variants": "also", "deprecated": "not", "forbidden": "not", "superseded": "not", "status": "state",
    "example": "ok", "examples": "ok", "lang": "language", "valid_from": "from", "to": "until", "source_id": "source",
    "offset": "at", "start": "at", "reason": "why", "text": "term", "title": "name", "publisher_name": "name",
}  # fmt: skip
"""What people write for a key when they come from another tool; offered only where the key exists."""


def concept_keys(source_language: str) -> tuple[str, ...]:
    """The keys of a concept in a glossary of that source language, in the order of writing."""
    return (CONCEPT[0], source_language, *CONCEPT[1:])


def default_case(terms: Iterable[Term], target: str) -> Case:
    """The case that holds where the file says nothing, from the preferred full term of the target language.

    `name` where every word but the function words begins with a capital or a figure, else `common`.
    """
    full = (t.text for t in terms if t.status == "preferred" and t.type == "full" and t.language == target)
    case: Case = "common"
    for word in next(full, "").split():
        initial = word[0] if word[0].isalnum() else next(filter(str.isalnum, word), "")
        if not initial or word in FUNCTION:
            continue
        if not (initial.isupper() or initial.istitle() or initial.isnumeric()):
            return "common"
        case = "name"
    return case
