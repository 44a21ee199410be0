"""XML from outside, read entry by entry: what a hostile file could do with a parser is refused or bounded.

- A DOCTYPE may stand there; an external DTD is never read, and any declaration of an entity is refused.
- The parser opens no connection and no other file; elements lie at most 256 deep (libxml2's own bound).
- Between two entries at most `STRETCH` bytes may stand, so that no element and no header can fill the memory.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from typing import TYPE_CHECKING, Any
from xml.parsers import expat

from cqterm.errors import FormatError

if TYPE_CHECKING:
    from lxml.etree import _Element

STRETCH = 4_000_000
"""Bytes within which an entry has to begin and end."""

_CHUNK = 65_536
_DECLARED = re.compile(rb"""\A\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["'][^>]*\?>""")


def is_xml(data: bytes) -> bool:
    """Whether bytes may be XML: their first character is an angle bracket."""
    head = data[:64].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return head.startswith(b"<")


def elements(name: str, data: bytes, tags: tuple[str, ...]) -> Iterator["_Element"]:
    """The elements with one of the local names `tags`, in any namespace or none, each whole and alone in memory.

    Last comes the root, with all that is no such element.

    Raises:
        FormatError: It is not well-formed, declares an entity, or goes beyond a bound.
    """
    data = _readable(data.lstrip(b" \t\r\n"), name)
    _refuse_entities(data, name)
    yield from _pulled(name, data, tags)


def text_of(element: "_Element") -> str:
    """All text inside an element; character references of HTML that no DTD explained are read as HTML means them."""
    if not len(element):
        return element.text or ""
    return unescape("".join(str(part) for part in element.itertext(with_tail=True)))


@lru_cache(maxsize=1024)
def local(tag: object) -> str:
    """The name of an element, given its `tag`, without the namespace."""
    name = str(tag)
    return name[name.rfind("}") + 1 :]


# --- safety -----------------------------------------------------------------------------------------------------


class _PrologRead(Exception):  # noqa: N818 - it ends the reading, nothing is wrong
    """The root element begins."""


def _refuse_entities(data: bytes, name: str) -> None:
    """Read the prolog alone, with a parser that tells of every declaration and expands none."""
    parser = expat.ParserCreate()
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)

    def declared(entity: str, *_: object) -> None:
        raise FormatError(
            f"{name}:{parser.CurrentLineNumber}: declares the entity «{entity}»: entities are refused, since they can "
            "fill the memory or read files: write the text itself"
        )

    def begun(*_: object) -> None:
        raise _PrologRead

    parser.EntityDeclHandler = declared
    parser.StartElementHandler = begun
    try:
        for start in range(0, min(len(data), STRETCH), _CHUNK):
            parser.Parse(data[start : start + _CHUNK], False)
    except _PrologRead:
        return
    except expat.ExpatError as error:
        what = expat.ErrorString(error.code)
        raise FormatError(f"{name}:{error.lineno}: not well-formed XML ({what}): {_advice(what)}") from None
    except (LookupError, ValueError):
        raise FormatError(f"{name}:1: its encoding is not known: save the file as UTF-8") from None
    if not data:
        raise FormatError(f"{name}: is empty: is this the file?")
    raise FormatError(f"{name}: no XML element in its first {len(data[:STRETCH]):,} bytes: is this an XML file?")


def _readable(data: bytes, name: str) -> bytes:
    """The data in UTF-8 where only its declaration says how to read it and the parsers don't know that encoding."""
    declared = _DECLARED.match(data[:200])
    encoding = declared.group(1).decode() if declared else ""
    if not declared or encoding.lower() in ("utf-8", "utf-16", "us-ascii", "iso-8859-1"):
        return data
    try:
        text = data[declared.end() :].decode(encoding)
    except LookupError:
        raise FormatError(f"{name}:1: encoding «{encoding}» is not known: save the file as UTF-8") from None
    except UnicodeDecodeError as error:
        raise FormatError(f"{name}: is not {encoding}, as it says, at byte {error.start}: save it as UTF-8") from None
    return text.encode()


def _pulled(name: str, data: bytes, tags: tuple[str, ...]) -> Iterator["_Element"]:
    from lxml import etree

    parser: Any = etree.XMLPullParser(
        events=("end",),
        tag=[f"{{*}}{each}" for each in tags],
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    pending = 0
    try:
        for start in range(0, len(data), _CHUNK):
            parser.feed(data[start : start + _CHUNK])
            pending += _CHUNK
            for _, element in parser.read_events():
                pending = 0
                yield element
                _forget(element)
            if pending > STRETCH:
                what = f"no entry begins and ends within {STRETCH:,} bytes"
                raise FormatError(
                    f"{name}: {what} (before byte {start + _CHUNK:,}): this is no glossary, or a broken one"
                )
        yield parser.close()
    except etree.XMLSyntaxError as error:
        what = str(error.msg).split(", line ")[0].removesuffix(", use XML_PARSE_HUGE option")
        raise FormatError(f"{name}:{error.lineno}: not well-formed XML ({what}): {_advice(what)}") from None


def _advice(what: str) -> str:
    if "encoding" in what or "not proper UTF-8" in what:
        return "it is in another encoding than it says: save it as UTF-8"
    return "this is no glossary" if "depth" in what else "was the file cut off?"


def _forget(element: "_Element") -> None:
    """Free an entry and what stood before it."""
    element.clear()
    parent = element.getparent()
    if parent is not None:
        while element.getprevious() is not None:
            del parent[0]
