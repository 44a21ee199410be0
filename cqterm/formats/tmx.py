"""TMX, the exchange format of translation memories: units in two or more languages.

The variant in the source language of the memory (or of its unit) is the source, every other one a target; where the
memory has none, the first variant is the source. Inline codes are opaque, the halves of formatting pairs vanish,
highlighted text is text. Comments may hold directives.

LISA OSCAR: TMX 1.4b (2005); version 1.1 says `lang` for `xml:lang`.
"""

from collections.abc import Iterator

from cqterm.errors import FormatError
from cqterm.formats import Edits
from cqterm.formats.segments import segment
from cqterm.formats.xml_inline import Nature, content, skip
from cqterm.formats.xml_scan import Token, attributes, decode_xml, directives, escaped, scan
from cqterm.model import Document, Part, Segment, Unit

NAME = "TMX"
SUFFIXES: tuple[str, ...] = (".tmx",)


def read(name: str, data: bytes) -> Document:
    """Read a translation memory; a `FormatError` names the place where it is none."""
    text, encoding, note = decode_xml(data, name)
    return Document(
        name=name,
        parts=(Part("", text),),
        segments=tuple(_units(text, name)),
        encoding=encoding,
        notes=(note,) if note else (),
        directives=directives(text),
        spread=True,
    )


def escape(document: Document, edits: Edits) -> Edits:
    """The edits with references for markup and for what the encoding of the file lacks."""
    return {part: escaped(document.part(part), made, document.encoding) for part, made in edits.items()}


_TEXT = frozenset(("hi",))
_MARKS = frozenset(("bpt", "ept", "it"))


def _units(text: str, name: str) -> Iterator[Segment]:
    tokens = scan(text)
    root = next(token for token in tokens if token.kind in ("start", "empty"))
    if root.name != "tmx":
        raise FormatError(f"{name}: its root is <{root.name}>, not <tmx>: give it the suffix of what it is")
    language, number = "", 0
    for token in tokens:
        if token.name == "header" and token.kind in ("start", "empty"):
            language = attributes(text, token).get("srclang", "")
        elif token.name == "tu" and token.kind == "start":
            number += 1
            yield from _unit(text, tokens, token, number, language)


def _unit(text: str, tokens: Iterator[Token], opened: Token, number: int, source: str) -> Iterator[Segment]:
    given = attributes(text, opened)
    source = given.get("srclang", source).replace("_", "-").lower()
    where = f"unit {given.get('tuid') or number}"
    variants = [found for found in _variants(text, tokens) if found]
    first = next((n for n, each in enumerate(variants) if _is(each.language, source)), 0)
    for n, each in enumerate(variants):
        unit: Unit = "untranslated" if len(variants) == 1 else ""
        yield each._replace(role="source" if n == first else "target", where=where, pair=str(number), unit=unit)


def _is(language: str, wanted: str) -> bool:
    """Whether a variant is in a language: the same tag, or one that is more exact."""
    tag = language.replace("_", "-").lower()
    return tag == wanted or tag.startswith(f"{wanted}-")


def _variants(text: str, tokens: Iterator[Token]) -> Iterator[Segment | None]:
    for token in tokens:
        if token.kind == "end":
            return
        if token.kind == "start" and token.name == "tuv":
            given = attributes(text, token)
            yield _variant(text, tokens, given.get("xml:lang") or given.get("lang", ""))
        elif token.kind == "start":
            skip(tokens)


def _variant(text: str, tokens: Iterator[Token], language: str) -> Segment | None:
    found = None
    for token in tokens:
        if token.kind == "end":
            break
        if token.kind == "start" and token.name == "seg":
            said = content(text, tokens, token, _nature)
            found = segment(text, said.start, said.end, said.swaps, codes=(), language=language)
        elif token.kind == "start":
            skip(tokens)
    return found


def _nature(token: Token) -> Nature:
    return "text" if token.name in _TEXT else "mark" if token.name in _MARKS else "opaque"
