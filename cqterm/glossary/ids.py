"""Ids of concepts: made from a term where nobody chose one, and kept apart where one is taken."""

import re
from collections.abc import Iterable
from unicodedata import normalize


def is_id(text: str) -> bool:
    """Whether a text has the shape of an id: small letters, figures and hyphens, a letter first."""
    return _ID.fullmatch(text) is not None


_ID = re.compile(r"[a-z][a-z0-9-]*", re.ASCII)


def slug(text: str) -> str:
    """An id from the words of a term."""
    plain = hyphenated(text) or "term"
    return plain if plain[0].isalpha() else f"n-{plain}"


def hyphenated(text: str) -> str:
    """The Latin words and figures of a text in small letters without accents; empty where there are none."""
    plain = re.sub("['’\u0300-\u036f]", "", normalize("NFKD", text.casefold()))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def free_id(identifier: str, taken: Iterable[str]) -> str:
    """An id, with the first number behind it that makes it free where it is taken."""
    there = taken if isinstance(taken, set | frozenset | dict) else set(taken)
    number, name = 1, identifier
    while name in there:
        number += 1
        name = f"{identifier}-{number}"
    return name
