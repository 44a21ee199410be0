"""Columns of texts and numbers as one run of bytes: what a compiled glossary is kept and handed around as.

Reading them decodes nothing but what is asked for, a single text or number, so that a short text costs no more beside
10,000 terms than beside 50. Nothing in the bytes is executed, and a checksum tells damaged ones.

The layout: a magic line, the length and the CRC-32 of what follows, a directory (a line «name length» for each
column), and the columns, each at a multiple of eight bytes. Numbers are unsigned, of 32 bits, in the byte order of the
machine that wrote them, which the first number of the checksum's block shows. Texts stand behind how many they are and
the places where they start. A table is such a column of lines «key TAB text», grouped by the CRC-32 of their keys.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from zlib import crc32

from cqterm.hints import overload

_MAGIC = b"cqterm columns 2\n\0\0\0\0\0\0\0"
_ORDER = 0x01020304
_HEAD = len(_MAGIC) + 16


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

    # each text has its break before it, so that no text and one empty text are told apart
    bodies = {name: _laid([_encoded("\n" + text) for text in column]) for name, column in (texts or {}).items()}
    bodies |= {name: array("I", column).tobytes() for name, column in (numbers or {}).items()}
    bodies |= {name: _laid(_grouped(table)) for name, table in (tables or {}).items()}
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

    def texts(self, name: str) -> "Texts":
        """A column of texts."""
        return Texts(self.data, self._places[name].start)

    def numbers(self, name: str) -> "memoryview[int]":
        """A column of numbers, without a copy."""
        return memoryview(self.data)[self._places[name]].cast("I")

    def table(self, name: str) -> "Table":
        """A table, of which nothing is decoded but what is looked up."""
        return Table(self.data, self._places[name].start)


class Texts(Sequence[str]):
    """A column of texts, each decoded when it is asked for."""

    __slots__ = ("_base", "_data", "_starts")

    def __init__(self, data: bytes, base: int) -> None:
        """Look at the place of a column in the data."""
        self._data, self._base, self._starts = data, base, _starts(data, base)

    def __iter__(self) -> Iterator[str]:
        """All of them, decoded at once."""
        return iter(_decoded(self._data, self._base + self._starts[0], self._base + self._starts[-1]).split("\n")[1:])

    @overload
    def __getitem__(self, number: int) -> str: ...
    @overload
    def __getitem__(self, number: slice) -> list[str]: ...

    def __getitem__(self, number: int | slice) -> str | list[str]:
        """One text, or several in a list."""
        if isinstance(number, slice):
            return [self[n] for n in range(*number.indices(len(self)))]
        if not 0 <= number < len(self):
            raise IndexError(number)
        return _decoded(self._data, self._base + self._starts[number] + 1, self._base + self._starts[number + 1])

    def __len__(self) -> int:
        """How many there are."""
        return len(self._starts) - 1


class Table:
    """Texts by their keys, each looked up where it lies, until so many were asked for that a dictionary is worth it."""

    __slots__ = ("_all", "_base", "_data", "_last", "_left", "_starts")

    def __init__(self, data: bytes, base: int) -> None:
        """Look at the place of a table in the data."""
        self._data, self._base, self._starts = data, base, _starts(data, base)
        self._last = len(self._starts) - 2
        self._left = self._last // _MANY
        self._all: dict[str, str] | None = None

    def find(self, key: str) -> str | None:
        """The text of a key, if there is one."""
        if self._all is not None:
            return self._all.get(key)
        self._left -= 1
        if self._left < 0:
            self._all = dict(self.items())
        wanted = b"\n%b\t" % key.encode("utf-8", "surrogatepass")
        group = crc32(wanted) & self._last
        at = self._data.find(wanted, self._base + self._starts[group], self._base + self._starts[group + 1] + 1)
        if at < 0:
            return None
        at += len(wanted)
        return _decoded(self._data, at, self._data.index(b"\n", at))

    def items(self) -> Iterable[tuple[str, str]]:
        """All keys with their texts, in no order."""
        text = _decoded(self._data, self._base + self._starts[0], self._base + self._starts[-1])
        return [(key, text) for key, _, text in [line.partition("\t") for line in text.split("\n") if line]]


_MANY = 4
"""To make a dictionary of a table takes about as long as to look up one key in so many."""


def _starts(data: bytes, base: int) -> "memoryview[int]":
    view = memoryview(data)
    size = view[base : base + 4].cast("I")[0]
    return view[base + 4 : base + 8 + 4 * size].cast("I")


def _decoded(data: bytes, start: int, end: int) -> str:
    return data[start:end].decode("utf-8", "surrogatepass")


def _laid(texts: Sequence[bytes]) -> bytes:
    """Texts behind their number and the places where they start, the end of the last one too; a line break ends all."""
    from array import array

    starts = accumulate(map(len, texts), initial=8 + 4 * len(texts))
    return array("I", [len(texts), *starts]).tobytes() + b"".join([*texts, b"\n"])


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _grouped(table: Mapping[str, str]) -> list[bytes]:
    """The lines of a table by their groups, about as many as there are lines."""
    last = (1 << max(4, len(table).bit_length())) - 1
    groups = [b""] * (last + 1)
    for key, text in table.items():
        wanted = _encoded(f"\n{key}\t")
        groups[crc32(wanted) & last] += wanted + _encoded(text)
    return groups
