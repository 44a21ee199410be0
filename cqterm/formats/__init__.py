"""Readers and writers of documents, one module each, found by discovery.

A format is a module of this package with `NAME`, `SUFFIXES` (lower case, with the dot), `read(name, data)` and
`escape(document, edits)`. To add one (pptx, xlsx, odt, reStructuredText, LaTeX), add the file: nothing else knows its
name. `SUFFIXES: tuple[str, ...] = (".pptx",)` is written out at the top of the module, since it is read without loading
it; a module with an underscore in its name is a part of a format. A format whose files are more often data than drafts
says `NAMED_ONLY = True`: a folder then does not stand for them.

A reader promises: each verbatim piece equals the part's text at its span, pieces are ordered and disjoint, and bad
input is a `FormatError`, never another exception. Writing is the same for all: the escaped edits are put into the text
of their part, and nothing else changes.
"""

import importlib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from cqterm.errors import FormatError
from cqterm.formats.decode import encode
from cqterm.formats.pieces import splice
from cqterm.hints import TypeAlias, cast
from cqterm.model import Document, Edit, Span
from cqterm.package import content, modules
from cqterm.values import NamedTuple, Protocol

Edits: TypeAlias = Mapping[str, Sequence[Edit]]
"""The name of a part to its edits, sorted and disjoint, in the offsets of the part."""


class Format(Protocol):
    """What a module must have to be a format."""

    NAME: str
    SUFFIXES: tuple[str, ...]

    def read(self, name: str, data: bytes) -> Document:
        """Read the bytes of a file; `name` serves messages only."""

    def escape(self, document: Document, edits: Edits) -> Edits:
        """The edits as they go into the source. Their texts are what the reader shall see; a format escapes them.

        It may add edits that put markup in (an empty span) where it takes some to keep a text as it is.
        """


def read(name: str, data: bytes, *, fallback: bool = False) -> Document:
    """Read a document by the suffix of its name; with `fallback`, an unknown one as plain text.

    Raises:
        FormatError: the suffix is unknown, or the file is not what it claims to be.
    """
    return _chosen(name, fallback=fallback).read(name, data)


class Remark(NamedTuple):
    """Something to say about a place in a part of a document, in one paragraph or several."""

    part: str
    span: Span
    lines: tuple[str, ...]


class Revisable(Format, Protocol):
    """A format in which a fix can be proposed as a tracked change, and a remark be made as a comment."""

    def track(self, document: Document, edits: Edits) -> Edits:
        """The markup that makes tracked changes of edits; nothing is taken away, so all edits are insertions."""

    def annotate(self, document: Document, remarks: Sequence[Remark]) -> bytes:
        """The file with the remarks as comments."""


def revisable(name: str) -> Revisable | None:
    """The format of a file name, if it knows tracked changes and comments."""
    found = format_of(name)
    return cast(Revisable, found) if hasattr(found, "track") else None


def escape(document: Document, edits: Edits) -> Edits:
    """The edits as the format of the document puts them into the source."""
    return _chosen(document.name, fallback=True).escape(document, edits)


def save(document: Document, edits: Edits) -> bytes:
    """The document's file with edits made that are escaped already.

    Raises:
        FormatError: the encoding of the file has no character for what an edit puts in, or the file is read only.
    """
    texts = {name: splice(document.part(name), made) for name, made in edits.items() if made}
    if not document.raw:
        return encode(texts.get("", document.part("")), document.encoding, document.name)
    if not texts:
        return document.raw
    if not document.writable:
        raise FormatError(f"{document.name}: is read only: mend the document it was made from")
    from cqterm.formats.archive import Archive, rewrite
    from cqterm.formats.xml_events import encode as encode_part

    archive = Archive(document.name, document.raw)
    return rewrite(document.raw, {part: encode_part(text, archive.read(part)) for part, text in texts.items()})


def write(document: Document, edits: Edits) -> bytes:
    """The document's file with the edits made, escaped as its format wants it; errors as in `save`."""
    return save(document, escape(document, edits))


def format_of(name: str) -> Format | None:
    """The format that claims the suffix of a file name; the longest suffix wins."""
    name = name.lower()
    fitting = [suffix for suffix in _claimed() if name.endswith(suffix)]
    return _load(_claimed()[max(fitting, key=len)].module) if fitting else None


def suffixes() -> tuple[str, ...]:
    """Every suffix that some format claims, sorted."""
    return tuple(sorted(_claimed()))


def folder_suffixes() -> tuple[str, ...]:
    """The suffixes of the documents that a folder stands for, sorted: all but those of data."""
    return tuple(suffix for suffix, claim in sorted(_claimed().items()) if not claim.named_only)


def data_suffixes() -> tuple[str, ...]:
    """The suffixes of files that a folder does not stand for, since they are more often data than documents."""
    return tuple(suffix for suffix, claim in sorted(_claimed().items()) if claim.named_only)


class Claim(NamedTuple):
    """The suffixes that a module claims, and whether its files have to be named."""

    module: str
    suffixes: tuple[str, ...]
    named_only: bool = False


def by_suffix(claims: Iterable[Claim]) -> dict[str, Claim]:
    """Suffix to claim.

    Raises:
        TypeError: two formats claim one suffix: a mistake in the program, not in the input.
    """
    found: dict[str, Claim] = {}
    for claim in claims:
        for suffix in claim.suffixes:
            if suffix in found:
                raise TypeError(f"the formats {found[suffix].module} and {claim.module} both claim {suffix}")
            found[suffix] = claim
    return found


@cache
def _claimed() -> dict[str, Claim]:
    found = [_claim(module) for module in modules(__path__) if "_" not in module]  # others are parts of a format
    return by_suffix(claim for claim in found if claim)


def _claim(module: str) -> Claim | None:
    """What a module claims, read from its source: loading all of them would take longer than linting a short text."""
    try:
        source = content(f"formats/{module}.py").decode()
    except OSError:  # installed without its sources
        loaded = _load(module)
        return Claim(module, loaded.SUFFIXES, getattr(loaded, "NAMED_ONLY", False)) if hasattr(loaded, "NAME") else None
    _, declared, rest = source.partition("\nSUFFIXES: tuple[str, ...] = (")
    suffixes = tuple(rest.partition(")")[0].split('"')[1::2])
    return Claim(module, suffixes, "\nNAMED_ONLY = True" in source) if declared else None


def _load(module: str) -> Format:
    return cast(Format, importlib.import_module(f"{__name__}.{module}"))


def _chosen(name: str, *, fallback: bool) -> Format:
    found = format_of(name)
    if found is None and fallback:
        found = format_of(".txt")
    if found is None:
        known = ", ".join(suffixes())
        raise FormatError(f"{name}: no format has this suffix: use one of {known}, or convert the file")
    return found
