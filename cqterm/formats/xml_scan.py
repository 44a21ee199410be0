"""XML with places: which tags, texts and comments stand where, in code points of the decoded text.

expat judges first whether a document is well-formed; what is well-formed a regular expression then cuts up without
error, and faster than handlers would (XML 1.0, fifth edition, sections 2.1 to 2.8). Entity declarations are refused,
since translation files need none and attacks do; nothing outside the file is ever loaded.
"""

import re
from collections.abc import Iterator, Sequence

from cqterm.errors import FormatError
from cqterm.formats.decode import Decoded, decode_declared
from cqterm.formats.pieces import Swap
from cqterm.hints import Literal
from cqterm.model import OPAQUE, Directive, Edit, Span
from cqterm.text.directives import directive, mentioned
from cqterm.text.lines import LineIndex
from cqterm.text.patterns import late
from cqterm.values import NamedTuple

DEEPEST = 200
"""Elements inside each other; real files have some dozens."""

Kind = Literal["start", "end", "empty", "text", "cdata", "comment", "other"]


class Token(NamedTuple):
    """A tag, a run of text, a comment, ... and its place; `name` is an element's, without its prefix."""

    kind: Kind
    start: int
    end: int
    name: str = ""
    prefix: str = ""


def decode_xml(data: bytes, name: str) -> Decoded:
    """Decode by the mark or by the XML declaration, UTF-8 without either, and check that it is well-formed.

    Raises:
        FormatError: the encoding is broken, the document is not well-formed, declares entities or is nested too deep.
    """
    declared = _DECLARATION.match(data)
    decoded = decode_declared(data, name, declared[1].decode("ascii") if declared else "UTF-8")
    _judge(decoded.text, name)
    return decoded


def scan(text: str) -> Iterator[Token]:
    """All of a well-formed document in order, nothing left out."""
    position = 0
    for found in _MARKUP.finditer(text):
        start, end = found.span()
        if start > position:
            yield Token("text", position, start)
        position = end
        qualified = found[1]
        if qualified is None:
            kind: Kind = "comment" if text.startswith("<!--", start) else "other"
            yield Token("cdata" if text.startswith("<![CDATA[", start) else kind, start, end)
            continue
        prefix, _, name = qualified.rpartition(":")
        if text[start + 1] == "/":
            yield Token("end", start, end, name, prefix)
        else:
            yield Token("empty" if text[end - 2] == "/" else "start", start, end, name, prefix)
    if position < len(text):
        yield Token("text", position, len(text))


def attributes(text: str, tag: Token) -> dict[str, str]:
    """The attributes of a tag by their names as written, prefix included."""
    found = _ATTRIBUTE.findall(text, tag.start + 1, tag.end)
    return {name: _plain(value[1:-1]) for name, value in found}


def references(text: str, start: int, end: int) -> Iterator[Swap]:
    """What the references in a run of text mean, one that nobody declared being opaque; places count in the text."""
    position = text.find("&", start, end)
    while position >= 0:
        found = _REFERENCE.match(text, position, end)
        stop = found.end() if found else position + 1
        yield Swap(position, stop, _character(*found.groups()) if found else OPAQUE)
        position = text.find("&", stop, end)


def escaped(text: str, edits: Sequence[Edit], encoding: str) -> list[Edit]:
    """Edits as they are written: with references for markup and for what the encoding lacks; in CDATA as they are."""
    cdata = [t for t in scan(text) if t.kind == "cdata"] if "<![CDATA[" in text else []
    return [e if any(t.start < e.span.start < t.end for t in cdata) else _escaped(e, encoding) for e in edits]


def directives(text: str) -> tuple[Directive, ...]:
    """What the comments of a document say to the linter."""
    if not mentioned(text):
        return ()
    comments = (token for token in scan(text) if token.kind == "comment")
    said = (directive(text[t.start + 4 : t.end - 3], part="", span=Span(t.start, t.end)) for t in comments)
    return tuple(filter(None, said))


_DECLARATION = late(rb"(?:\xef\xbb\xbf)?<\?xml\s[^>]*?\bencoding\s*=\s*[\"']([A-Za-z0-9._:-]+)[\"']")
_QUOTED = r"""(?:"[^"]*+"|'[^']*+')"""
_MARKUP = late(
    rf"""<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>
    |<!DOCTYPE(?:[^\["'>]|{_QUOTED})*+(?:\[(?:<!--.*?-->|<\?.*?\?>|{_QUOTED}|[^\]"'])*+\]\s*+)?>
    |</?([^\s/>!?]++)[^"'>]*+(?:{_QUOTED}[^"'>]*+)*+>""",
    re.DOTALL | re.VERBOSE,
)
_ATTRIBUTE = late(rf"""([^\s=/<>"']+)\s*=\s*({_QUOTED})""")
_REFERENCE = late(r"&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|(amp|lt|gt|quot|apos));")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


def _judge(text: str, name: str) -> None:
    from xml.parsers import expat

    parser = expat.ParserCreate("utf-8")
    depth = 0

    def opened(_: str, __: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise _Refused(f"more than {DEEPEST} elements inside each other: this is no document that people wrote")

    def closed(_: str) -> None:
        nonlocal depth
        depth -= 1

    def entity(declared: str, *_: object) -> None:
        raise _Refused(f"declares the entity {declared!r}: write out what it stands for and take the declaration away")

    parser.StartElementHandler = opened
    parser.EndElementHandler = closed
    parser.EntityDeclHandler = entity
    data = text.encode()
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        what = f"not well-formed XML ({expat.ErrorString(error.code)}): mend it there, or export the file again"
        raise FormatError(_at(name, data, parser.ErrorByteIndex, what)) from None
    except _Refused as refused:
        raise FormatError(_at(name, data, parser.CurrentByteIndex, str(refused))) from None


class _Refused(Exception):  # noqa: N818 - it never leaves this module
    """What stops the parser."""


def _at(name: str, data: bytes, offset: int, what: str) -> str:
    before = data[:offset].decode("utf-8", "ignore")
    line, column = LineIndex(before).position(len(before))
    return f"{name}: line {line:,}, column {column:,}: {what}"


def _plain(value: str) -> str:
    return _REFERENCE.sub(lambda m: _character(*m.groups()), value) if "&" in value else value


def _character(hexadecimal: str | None, decimal: str | None, name: str | None) -> str:
    if name:
        return _NAMED[name]
    code = int(hexadecimal, 16) if hexadecimal else int(decimal or "0")
    return OPAQUE if code > 0x10FFFF or 0xD800 <= code < 0xE000 or not code else chr(code)


def _escaped(edit: Edit, encoding: str) -> Edit:
    text = edit.text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return Edit(edit.span, text.encode(encoding, "xmlcharrefreplace").decode(encoding))
