"""Bytes to text and back, without loss: whatever the encoding, `encode(text)` gives the same bytes.

UTF-8 is the rule. A byte order mark stays in the text as U+FEFF and line ends stay as they are, so that offsets need
no correction and nothing is lost on writing. What is neither UTF-8 nor marked is guessed, and a note says so: a guess
is never silent. What is no text at all is refused.
"""

from contextlib import suppress

from cqterm.errors import FormatError
from cqterm.text.lines import LineIndex
from cqterm.values import NamedTuple

BOM = "\ufeff"
"""The byte order mark, which `decode` leaves at the start of the text."""


class Decoded(NamedTuple):
    """A text, the name of its encoding (the mark not swallowed), and a remark for the user if it was assumed."""

    text: str
    encoding: str
    note: str = ""


def decode(data: bytes, name: str) -> Decoded:
    """Decode a file: UTF-8, else by its mark, else UTF-16, GB18030, Big5 or Windows-1252 as they look likely.

    Raises:
        FormatError: the file is binary, no encoding fits, or it is UTF-8 but for a few bytes, of which the message
            names the first: every guess would then be wrong for the rest.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Decoded(_strict(data, encoding, name), encoding)
    if b"\0" in data:
        guess = _guessed(data, ("utf_16_le", "utf_16_be"))
        if guess is None:
            raise FormatError(_BINARY.format(name=name))
        return guess
    if len(data.translate(None, _CONTROLS)) < len(data) * (1 - _MOST_CONTROLS):
        raise FormatError(_BINARY.format(name=name))
    try:
        return Decoded(data.decode(), "utf-8")
    except UnicodeDecodeError as error:
        place = _place(data, error.start)
        if _is_nearly_utf8(data):
            raise FormatError(f"{name}: breaks UTF-8 at {place}: mend the character there") from None
        guess = _guessed(data, tuple(_LABELS))
        if guess is None:
            message = f"{name}: is not UTF-8 (first at {place}), and no other encoding fits: save it as UTF-8"
            raise FormatError(message) from None
        return guess


def decode_declared(data: bytes, name: str, declared: str, *, web: bool = False) -> Decoded:
    """Decode a file that names its encoding itself (an XML declaration, a charset of HTML or PO).

    A byte order mark outweighs the name. What names another encoding and is UTF-8 is read as that, with a note. On the
    `web` a name means what browsers take it for.

    Raises:
        FormatError: there is no such encoding, the bytes break it, or it can't give them back.
    """
    label = declared.strip().lower().replace("_", "-")
    if data.startswith(tuple(mark for mark, _ in _MARKS)) or label.startswith(_WIDE):
        return decode(data, name)
    if label in _LATIN and not data.isascii():
        # Whoever declares one of these and writes UTF-8 never meant it: hardly a text of theirs is UTF-8 by chance.
        with suppress(UnicodeDecodeError):
            return Decoded(data.decode(), "utf-8", _OTHERWISE.format(declared=declared))
    wider = _WIDER.get(label, ())
    for encoding in wider if web and wider else (label, *wider):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError as error:
            broken = error.start
        except (LookupError, ValueError):
            line = data.count(b"\n", 0, max(data.find(declared.encode()), 0)) + 1
            what = f"line {line:,}: declares an encoding that there is not, {declared!r}"
            raise FormatError(f"{name}: {what}: write the name of the one it is in, or save it as UTF-8") from None
        else:
            if "\0" in text:
                raise FormatError(_BINARY.format(name=name))
            if _gives_back(text, encoding, data):
                return Decoded(text, encoding)
            what = f"declares {declared}, which would not give back the same bytes"
            raise FormatError(f"{name}: {what}: save it as UTF-8")
    with suppress(UnicodeDecodeError):
        return Decoded(data.decode(), "utf-8", _OTHERWISE.format(declared=declared))
    line = data.count(b"\n", 0, broken) + 1
    place = f"byte {broken:,}, in line {line:,}"
    raise FormatError(f"{name}: declares {declared} but breaks it at {place}: save all of it in one encoding")


def encode(text: str, encoding: str, name: str) -> bytes:
    """Encode a text for the file it came from.

    Raises:
        FormatError: the encoding has no such character.
    """
    try:
        return text.encode(encoding)
    except UnicodeEncodeError as error:
        character = text[error.start]
        label = _LABELS.get(encoding, encoding.upper())
        raise FormatError(
            f"{name}: {label} has no character {character!r} (U+{ord(character):04X}), which a fix would put in: "
            "save the file as UTF-8 first"
        ) from None


# The mark of UTF-32 begins with that of UTF-16, so it comes first.
_MARKS = (
    (b"\xff\xfe\0\0", "utf-32-le"),
    (b"\0\0\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_WIDE = ("utf-16", "utf-32", "ucs-2", "ucs-4", "iso-10646-ucs")  # a name that can be read as ASCII is none of them
_LATIN = frozenset(("iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii", "windows-1252", "cp1252"))
# What the names mean to browsers (WHATWG Encoding Standard, section 4.2), in the order in which it is tried: each must
# give back all bytes it reads.
_WIDER = {
    **dict.fromkeys(("gb2312", "gbk", "gb-2312-80", "x-gbk", "cp936"), ("gb18030",)),
    **dict.fromkeys(_LATIN, ("cp1252", "latin-1")),
    **dict.fromkeys(("big5", "cp950", "x-x-big5"), ("big5", "big5hkscs", "cp950")),
    **dict.fromkeys(("shift-jis", "sjis", "x-sjis", "windows-31j"), ("cp932",)),
    **dict.fromkeys(("euc-kr", "ks-c-5601-1987"), ("cp949",)),
}
_LABELS = {
    "gb18030": "GB18030",
    "big5": "Big5",
    "cp1252": "Windows-1252",
    "utf_16_le": "UTF-16 (little endian)",
    "utf_16_be": "UTF-16 (big endian)",
}
# Tab, the line ends, form feed and escape stand in real texts, and a stray control character now and then. Compressed
# bytes hold one in ten.
_CONTROLS = bytes(code for code in (*range(1, 32), 127) if code not in b"\t\n\v\f\r\x1b")
_MOST_CONTROLS = 0.02
_MOST_CHAOS = 0.1
_OTHERWISE = "declares {declared}, but is UTF-8 and read as that"
_BINARY = "{name}: looks binary: give a text file, or exclude this one"


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise FormatError(
            f"{name}: is marked as {encoding.upper()} but breaks it at byte {error.start}: save it as UTF-8"
        ) from None


def _gives_back(text: str, encoding: str, data: bytes) -> bool:
    try:
        return text.encode(encoding) == data
    except UnicodeError:
        return False


def _is_nearly_utf8(data: bytes) -> bool:
    """Whether the bytes are marked as UTF-8, or most of what is not ASCII in them is UTF-8.

    In GB18030 and Big5 five breaks come on each character that happens to be UTF-8, in Windows-1252 it is all breaks.
    """
    text = data.decode("utf-8", "replace")
    breaks = text.count("\ufffd")
    right = len(text) - breaks - sum(map(str.isascii, text))
    return text.startswith(BOM) or right > breaks


def _place(data: bytes, offset: int) -> str:
    line, _ = LineIndex(data[:offset].decode()).position(offset)
    return f"byte {offset:,}, in line {line:,}"


def _guessed(data: bytes, candidates: tuple[str, ...]) -> Decoded | None:
    """The likeliest of the candidates, each of which must give the same bytes back."""
    from charset_normalizer import from_bytes

    for match in from_bytes(data, cp_isolation=list(candidates)):
        if match.chaos >= _MOST_CHAOS or match.encoding not in candidates:
            continue
        text = data.decode(match.encoding)
        if "\0" not in text and text.encode(match.encoding) == data:
            label = _LABELS[match.encoding]
            return Decoded(text, match.encoding, f"not UTF-8: read as {label}, which is assumed")
    return None
