"""Readers and writers of documents, one module each, found by discovery.

A format is a module of this package with `NAME`, `SUFFIXES` (lower case, with the dot), `read(name, data)` and
`write(document, edits)`. To add one, add the file: nothing else knows its name. Keep heavy imports inside its
functions, since every format is loaded to learn the suffixes.

A reader promises: each verbatim piece equals the part's text at its span, pieces are ordered and disjoint, and bad
input is a `FormatError`, never another exception. A writer changes the characters of the edits and no other.
"""

import importlib
import pkgutil
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Protocol, cast

from cqterm.errors import FormatError
from cqterm.model import Document, Edit


class Format(Protocol):
    """What a module must have to be a format. Texts of edits are as the reader sees them; `write` escapes them."""

    NAME: str
    SUFFIXES: tuple[str, ...]

    def read(self, name: str, data: bytes) -> Document:
        """Read the bytes of a file; `name` serves messages only."""
        ...

    def write(self, document: Document, edits: Mapping[str, Sequence[Edit]]) -> bytes:
        """The file with the edits made: by the name of the part, sorted and disjoint."""
        ...


def read(name: str, data: bytes, *, fallback: bool = False) -> Document:
    """Read a document by the suffix of its name; with `fallback`, an unknown one as plain text.

    Raises:
        FormatError: the suffix is unknown, or the file is not what it claims to be.
    """
    return _chosen(name, fallback=fallback).read(name, data)


def write(document: Document, edits: Mapping[str, Sequence[Edit]]) -> bytes:
    """The document's file with the edits made: part name to edits, sorted and disjoint, in the offsets of the part.

    Raises:
        FormatError: the encoding of the file has no character for what an edit puts in.
    """
    return _chosen(document.name, fallback=True).write(document, edits)


def format_of(name: str) -> Format | None:
    """The format that claims the suffix of a file name; the longest suffix wins."""
    name = name.lower()
    fitting = [suffix for suffix in _formats() if name.endswith(suffix)]
    return _formats()[max(fitting, key=len)] if fitting else None


def suffixes() -> tuple[str, ...]:
    """Every suffix that some format claims, sorted."""
    return tuple(sorted(_formats()))


def claims(modules: Iterable[Format]) -> dict[str, Format]:
    """Suffix to format.

    Raises:
        TypeError: two formats claim one suffix: a mistake in the program, not in the input.
    """
    found: dict[str, Format] = {}
    for module in modules:
        for suffix in module.SUFFIXES:
            if suffix in found:
                raise TypeError(f"the formats {found[suffix].NAME} and {module.NAME} both claim {suffix}")
            found[suffix] = module
    return found


@cache
def _formats() -> dict[str, Format]:
    modules = (importlib.import_module(f"{__name__}.{info.name}") for info in pkgutil.iter_modules(__path__))
    return claims(cast(Format, module) for module in modules if hasattr(module, "NAME"))


def _chosen(name: str, *, fallback: bool) -> Format:
    found = format_of(name)
    if found is None and fallback:
        found = format_of(".txt")
    if found is None:
        known = ", ".join(suffixes())
        raise FormatError(f"{name}: no format has this suffix: use one of {known}, or convert the file")
    return found
