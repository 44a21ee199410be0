"""Zip archives that hold a document: read within bounds, and rewritten so that nothing but the changed parts differs.

`zipfile` reads the directory and unpacks. It can't write an entry back as it was, so that is done here: every entry
that did not change is copied byte for byte, its header, its extra fields and its place in the order included. The
records are those of PKWARE's APPNOTE 6.3.10, sections 4.3.7 (local header), 4.3.12 (directory) and 4.3.16 (its end).
"""

import struct
import zlib
from collections.abc import Mapping
from io import BytesIO

from cqterm.errors import FormatError
from cqterm.hints import TYPE_CHECKING

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

MAX_UNPACKED = 100_000_000
"""Bytes that all parts read may have together. The text of the longest novels has less than a tenth."""

MAX_RATIO = 200
"""How much larger than packed a large part may be. Word's XML packs 10 to 60 times, a bomb a thousand times."""

LARGE = 30_000_000
"""Bytes up to which nobody asks for the ratio: a form of a thousand equal rows packs as well as a bomb."""


class Archive:
    """The parts of a zip archive by name.

    Raises:
        FormatError: it is no zip archive, is damaged, or holds two parts of one name.
    """

    __slots__ = ("_name", "_unpacked", "_zip", "names")

    def __init__(self, name: str, data: bytes) -> None:
        """Read the directory; `name` serves messages only."""
        self._name = name
        self._unpacked = 0
        self._zip = _opened(name, data)
        self.names = frozenset(self._zip.namelist())
        if len(self.names) < len(self._zip.filelist):
            raise FormatError(f"{name}: holds two parts of the same name: open it in its program and save it again")

    def read(self, part: str) -> bytes:
        """The content of a part, whose checksum is checked.

        Raises:
            FormatError: it is not there, damaged, locked, or so large when unpacked that it must be a trap.
        """
        try:
            info = self._zip.getinfo(part)
        except KeyError:
            raise FormatError(
                f"{self._name}:{part}: is missing: open the file in its program and save it again"
            ) from None
        self._check_size(info, info.file_size)
        try:
            with self._zip.open(info) as file:
                content = file.read(min(MAX_UNPACKED, info.file_size) + 1)
        except _damages() as error:
            raise FormatError(f"{self._name}:{part}: is damaged ({_said(error)}): {_MEND}") from None
        self._check_size(info, len(content))
        self._unpacked += len(content)
        return content

    def _check_size(self, info: "ZipInfo", size: int) -> None:
        if info.flag_bits & _ENCRYPTED:
            raise FormatError(f"{self._name}:{info.filename}: is encrypted: save the file without a password")
        if info.compress_type not in (_STORED, _DEFLATED):
            raise FormatError(f"{self._name}:{info.filename}: is packed in a way no document is: {_MEND}")
        if self._unpacked + size > MAX_UNPACKED or (size > LARGE and size > MAX_RATIO * info.compress_size):
            what = f"would unpack to {size:,} bytes from {info.compress_size:,}"
            raise FormatError(f"{self._name}:{info.filename}: {what}: a trap, or no document to lint")


def rewrite(data: bytes, parts: Mapping[str, bytes]) -> bytes:
    """An archive with the content of some parts changed, and with new parts at its end.

    A changed entry keeps its name, date, kind of compression and extra fields; every other entry keeps its bytes.
    """
    archive = _opened("", data)
    infos = archive.filelist
    starts = sorted(info.header_offset for info in infos)
    ends = dict(zip(starts, [*starts[1:], archive.start_dir], strict=True))
    out = bytearray(data[: starts[0]] if starts else b"")
    entries: dict[str, bytes] = {}
    central = _central(archive, data)
    for info in sorted(infos, key=lambda i: i.header_offset):
        entry = data[info.header_offset : ends[info.header_offset]]
        if info.filename in parts:
            entry, record = _changed(entry, central[info.filename], len(out), parts[info.filename])
        else:
            record = _moved(central[info.filename], info, len(out))
        out += entry
        entries[info.filename] = record
    added = [_added(name, content) for name, content in parts.items() if name not in entries]
    records = [entries[info.filename] for info in infos]
    for local, record in added:
        records.append(_at(record, len(out)))
        out += local
    return bytes(out) + _directory(records, len(out), archive.comment)


_STORED, _DEFLATED, _ENCRYPTED, _DESCRIPTOR, _UTF8 = 0, 8, 1, 8, 0x800
_LOCAL = struct.Struct("<4s5H3L2H")
_RECORD = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_ZIP64 = 1
_FULL = 0xFFFFFFFF
_NEW_YEAR_1980 = 0x21  # the earliest date of a zip archive: what is made here has no clock
_MEND = "open it in its program and save it again, or take another copy"


def _damages() -> tuple[type[Exception], ...]:
    """What `zipfile` raises about broken archives, which its documentation does not tell."""
    from zipfile import BadZipFile

    return (BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, struct.error, OverflowError)


def _opened(name: str, data: bytes) -> "ZipFile":
    from zipfile import ZipFile

    try:
        return ZipFile(BytesIO(data))
    except _damages() as error:
        raise FormatError(f"{name}: is no zip archive, or a damaged one ({_said(error)}): {_MEND}") from None


def _said(error: Exception) -> str:
    return str(error).rstrip(".") or type(error).__name__


# --- records ----------------------------------------------------------------------------------------------------


def _central(archive: "ZipFile", data: bytes) -> dict[str, bytes]:
    """The record of each entry in the directory."""
    records = {}
    at = archive.start_dir
    for info in archive.filelist:
        fields = _RECORD.unpack_from(data, at)
        end = at + _RECORD.size + sum(fields[10:13])
        records[info.filename] = data[at:end]
        at = end
    return records


def _moved(record: bytes, info: "ZipInfo", offset: int) -> bytes:
    """The record of an entry that is the same at another offset."""
    fields = list(_RECORD.unpack_from(record))
    if _FULL in (fields[8], fields[9], fields[16]):  # the figures stand in a Zip64 field: they fit without one
        return _sized(record, fields[3], info.CRC, info.compress_size, info.file_size, offset)
    return _at(record, offset)


def _at(record: bytes, offset: int) -> bytes:
    return record[: _RECORD.size - 4] + struct.pack("<L", offset) + record[_RECORD.size :]


def _sized(record: bytes, flags: int, crc: int, packed: int, size: int, offset: int) -> bytes:
    fields = list(_RECORD.unpack_from(record))
    name_end = _RECORD.size + fields[10]
    extra = _without_zip64(record[name_end : name_end + fields[11]])
    comment = record[name_end + fields[11] :]
    fields[3], fields[7:10], fields[11], fields[16] = flags, (crc, packed, size), len(extra), offset
    return _RECORD.pack(*fields) + record[_RECORD.size : name_end] + extra + comment


def _changed(entry: bytes, record: bytes, offset: int, content: bytes) -> tuple[bytes, bytes]:
    """An entry and its record with another content."""
    fields = list(_LOCAL.unpack_from(entry))
    name_end = _LOCAL.size + fields[9]
    extra = _without_zip64(entry[name_end : name_end + fields[10]])
    packed = _packed(content) if fields[3] == _DEFLATED else content
    crc, flags = zlib.crc32(content), fields[2] & ~_DESCRIPTOR  # the sizes stand here, not behind the data
    fields[2], fields[6:9], fields[10] = flags, (crc, len(packed), len(content)), len(extra)
    local = _LOCAL.pack(*fields) + entry[_LOCAL.size : name_end] + extra + packed
    return local, _sized(record, flags, crc, len(packed), len(content), offset)


def _added(name: str, content: bytes) -> tuple[bytes, bytes]:
    """A new entry and its record, whose offset is still to be told."""
    encoded, packed = name.encode(), _packed(content)
    flags = 0 if name.isascii() else _UTF8
    common = (20, flags, _DEFLATED, 0, _NEW_YEAR_1980, zlib.crc32(content), len(packed), len(content), len(encoded), 0)
    local = _LOCAL.pack(b"PK\3\4", *common) + encoded + packed
    return local, _RECORD.pack(b"PK\1\2", 20, *common, 0, 0, 0, 0, 0) + encoded


def _packed(content: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush()


def _without_zip64(extra: bytes) -> bytes:
    kept, at = b"", 0
    while at + 4 <= len(extra):
        kind, size = struct.unpack_from("<HH", extra, at)
        if kind != _ZIP64:
            kept += extra[at : at + 4 + size]
        at += 4 + size
    return kept + extra[at:]


def _directory(records: list[bytes], offset: int, comment: bytes) -> bytes:
    directory = b"".join(records)
    count = len(records)
    return directory + _END.pack(b"PK\5\6", 0, 0, count, count, len(directory), offset, len(comment)) + comment
