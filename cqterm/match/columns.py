"""Columns of texts and numbers as one run of bytes: what a compiled glossary is kept and handed around as.

Reading them decodes nothing: a column becomes a list or an array only where somebody asks for it, so that a short text
costs no more beside 10,000 terms than beside 50. Nothing in the bytes is executed, and a checksum tells damaged ones.

The layout: a magic line, the length and the CRC-32 of what follows, a directory (a line «name length» for each
column), and the columns, each at a multiple of eight bytes. Numbers are unsigned, of 32 bits, in the byte order of the
machine that wrote them, which the first number of the checksum's block shows. A table is a column of lines
«key TAB text» that are grouped by the CRC-32 of their keys, behind the places where the groups start.
"""

from collections.abc import Iterable, Iterator, Mapping
from zlib import crc32

_MAGIC = b"cqterm columns 1\n\0\0\0\0\0\0\0"
_ORDER = 0x01020304
_HEAD = len(_MAGIC) + 16
_BREAK = "\n"


class DamagedError(ValueError):
    """The bytes are not what `pack` wrote, or not all of it, or were written on another kind of machine."""


def pack(
    *,
    texts: Mapping[str, Iterable[str]] | None = None,
    numbers: Mapping[str, Iterable[int]] | None = None,
    tables: Mapping[str, Mapping[str, str]] | None = None,
) -> bytes:
    """Columns of texts without line breaks, of numbers below 2**32, and tables of texts by keys without tabs."""
    from array import array

    bodies = {name: _joined(column) for name, column in (texts or {}).items()}
    bodies |= {name: array("I", column).tobytes() for name, column in (numbers or {}).items()}
    bodies |= {name: _grouped(table) for name, table in (tables or {}).items()}
    listing = "".join(f"{name} {len(body)}\n" for name, body in bodies.items()).encode()
    front = array("I", [len(listing), 0]).tobytes()
    content = b"".join([front, *(body + bytes(-len(body) % 8) for body in (listing, *bodies.values()))])
    return _MAGIC + array("I", [_ORDER, len(content), crc32(content), 0]).tobytes() + content


class Columns:
    """The columns of a run of bytes, each decoded when it is asked for."""

    __slots__ = ("_places", "data")

    def __init__(self, data: bytes) -> None:
        """Check the bytes and read their directory.

        Raises:
            DamagedError: `pack` did not write them, here or on a machine like this one.
        """
        self.data = data
        view = memoryview(data)
        if len(data) < _HEAD + 8 or data[: len(_MAGIC)] != _MAGIC:
            raise DamagedError
        order, length, checksum, _ = view[len(_MAGIC) : _HEAD].cast("I")
        if order != _ORDER or length != len(data) - _HEAD or checksum != crc32(view[_HEAD:]):
            raise DamagedError
        start = _HEAD + 8
        size = view[_HEAD:start].cast("I")[0]
        at = start + size + -size % 8
        self._places: dict[str, slice] = {}
        for line in data[start : start + size].decode().splitlines():
            name, _, width = line.partition(" ")
            self._places[name] = slice(at, at + int(width))
            at += int(width) + -int(width) % 8

    def texts(self, name: str) -> list[str]:
        """A column of texts."""
        body = self.data[self._places[name]]
        return body.decode("utf-8", "surrogatepass").split(_BREAK)[1:]

    def numbers(self, name: str) -> "memoryview[int]":
        """A column of numbers, without a copy."""
        return memoryview(self.data)[self._places[name]].cast("I")

    def table(self, name: str) -> "Table":
        """A table, of which nothing is decoded but what is looked up."""
        return Table(self.data, self._places[name].start)


class Table:
    """Texts by their keys."""

    __slots__ = ("_base", "_data", "_last", "_starts")

    def __init__(self, data: bytes, base: int) -> None:
        """Look at the place of a table in the data."""
        view = memoryview(data)
        groups = view[base : base + 4].cast("I")[0]
        self._data, self._base, self._last = data, base, groups - 1
        self._starts = view[base + 4 : base + 8 + 4 * groups].cast("I")

    def find(self, key: str) -> str | None:
        """The text of a key, if there is one."""
        wanted = b"\n%b\t" % key.encode("utf-8", "surrogatepass")
        group = crc32(wanted) & self._last
        at = self._data.find(wanted, self._base + self._starts[group], self._base + self._starts[group + 1])
        if at < 0:
            return None
        at += len(wanted)
        return self._data[at : self._data.index(b"\n", at)].decode("utf-8", "surrogatepass")

    def items(self) -> Iterator[tuple[str, str]]:
        """All keys with their texts, in no order."""
        body = self._data[self._base + self._starts[0] : self._base + self._starts[-1]]
        lines = body.decode("utf-8", "surrogatepass").split(_BREAK)
        return ((key, text) for key, found, text in (line.partition("\t") for line in lines) if found)


def _grouped(table: Mapping[str, str]) -> bytes:
    from array import array

    size = 1 << max(4, len(table)).bit_length()
    groups = [b""] * size
    for key, text in table.items():
        line = f"\n{key}\t{text}".encode("utf-8", "surrogatepass")
        groups[crc32(line[: line.index(b"\t") + 1]) & size - 1] += line
    starts = [8 + 4 * size]
    for group in groups:
        starts.append(starts[-1] + len(group) + 1)
    # each group ends with the break that the next one begins with
    return array("I", [size, *starts]).tobytes() + b"\n".join([*groups, b""])


def _joined(column: Iterable[str]) -> bytes:
    # each text has its break before it, so that no text and one empty text are told apart
    return "".join([_BREAK + text for text in column]).encode("utf-8", "surrogatepass")
