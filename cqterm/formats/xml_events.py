"""XML read with the place of everything in it, in code points of the text as it stands.

Expat checks that the XML is well formed and says where each tag and each run of text begins. It is given one byte for
each character, so that its byte offsets are code points: names and attribute values are ASCII in every format that is
read with it, and texts are cut from the source. Declarations of entities, which can make a small file unfold to
gigabytes or read other files, are refused, and so is nesting deeper than any real document has.
"""

from collections.abc import Callable
from xml.parsers import expat

from cqterm.errors import FormatError
from cqterm.formats.decode import BOM
from cqterm.hints import NoReturn
from cqterm.text.patterns import late

MAX_DEPTH = 256
"""Elements inside each other. Text boxes in tables in tables come to about fifty."""

Start = Callable[[str, dict[str, str], int], None]
End = Callable[[str, int], None]
Text = Callable[[str, int, int, bool], None]


def scan(place: str, source: str, *, start: Start, end: End, text: Text) -> None:
    """Tell what stands in an XML text, in order.

    `start(name, attributes, offset)` is told each start tag, names as `namespace local`; `end(name, offset)` each end:
    the offset of the end tag, or behind the tag of an empty element; `text(text, start, stop, verbatim)` each run of
    text, which is not verbatim where it is a character reference, a line end that XML reads as another, or CDATA.
    `place` serves messages only.

    Raises:
        FormatError: the text is no well-formed XML, declares entities or is nested too deep.
    """
    parser = expat.ParserCreate("utf-8" if source.isascii() else "iso-8859-1", namespace_separator=" ")
    depth = 0
    literal = False

    def on_start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise FormatError(f"{place}: is nested deeper than {MAX_DEPTH} elements: no program for texts writes that")
        start(name, attributes, parser.CurrentByteIndex)

    def on_end(name: str) -> None:
        nonlocal depth
        depth -= 1
        end(name, parser.CurrentByteIndex)

    def on_text(data: str) -> None:
        at = parser.CurrentByteIndex
        first = source[at]
        if literal:
            text(source[at : at + len(data)], at, at + len(data), False)
        elif first == "&":
            text(data, at, source.index(";", at) + 1, False)
        elif first == "\r":
            text(data, at, at + 1 + source.startswith("\n", at + 1), False)
        else:
            stop = at + len(data)
            text(source[at:stop], at, stop, True)

    def on_cdata(*, inside: bool) -> None:
        nonlocal literal
        literal = inside

    def on_entity(*_: object) -> NoReturn:
        raise FormatError(f"{place}: declares entities, which no document needs: a trap, so it is not read")

    parser.StartElementHandler = on_start
    parser.EndElementHandler = on_end
    parser.CharacterDataHandler = on_text
    parser.StartCdataSectionHandler = lambda: on_cdata(inside=True)
    parser.EndCdataSectionHandler = lambda: on_cdata(inside=False)
    parser.EntityDeclHandler = on_entity
    try:
        parser.Parse(_one_byte_each(source), True)
    except expat.ExpatError as error:
        what = expat.errors.messages.get(error.code, "broken")
        at = f"line {error.lineno:,}, column {error.offset + 1:,}"
        raise FormatError(f"{place}: broken XML at {at} ({what}): save the file again with its program") from None


def tag_end(source: str, at: int) -> int:
    """Behind the tag that begins at an offset of well-formed XML."""
    return _TAG.match(source, at).end()  # type: ignore[union-attr]  # it is well formed


def escaped(text: str) -> str:
    """A text as the content of an element."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def decode(data: bytes, place: str) -> str:
    """The text of an XML file in UTF-8 or UTF-16, a byte order mark kept.

    Raises:
        FormatError: it is in neither.
    """
    encoding = _encoding(data)
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        what = f"breaks {encoding.upper()} at byte {error.start:,}"
        raise FormatError(f"{place}: {what}: save the file again with its program") from None


def encode(text: str, like: bytes) -> bytes:
    """A text in the encoding of the file it came from."""
    return text.encode(_encoding(like))


_TAG = late(r"<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*+>")
_DECLARATION = late(rb"<\?xml\b[^>]*\?>")


def _encoding(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"<\0"):
        return "utf-16-le"
    return "utf-16-be" if data[:2] in (b"\xfe\xff", b"\0<") else "utf-8"


def _one_byte_each(source: str) -> bytes:
    """The source with `?` for what has no byte in Latin-1, blanks for a byte order mark and the XML declaration."""
    data = source.encode("latin-1", "replace")
    at = int(source.startswith(BOM))
    declared = _DECLARATION.match(data, at)
    stop = declared.end() if declared else at
    return b" " * stop + data[stop:]
