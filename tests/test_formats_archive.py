"""Archives: what does not change keeps its bytes, and what would not be a document is refused."""

import struct
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cqterm.errors import FormatError
from cqterm.formats import archive
from cqterm.formats.archive import Archive, rewrite

ENTRIES = st.lists(
    st.tuples(
        st.text("ab/重.", min_size=1, max_size=6).filter(lambda n: not n.endswith("/")),
        st.binary(max_size=50),
        st.sampled_from([ZIP_STORED, ZIP_DEFLATED]),
        st.datetimes(datetime(1980, 1, 1), datetime(2107, 1, 1)),
        st.binary(max_size=5),
        st.booleans(),
    ),
    min_size=1,
    max_size=5,
    unique_by=lambda entry: entry[0],
)


COMMENTS = st.binary(max_size=9).filter(lambda comment: b"PK" not in comment)
"""What looks like the end of an archive inside a comment, `zipfile` takes for it."""


class Unseekable(BytesIO):
    """Makes `zipfile` write the sizes behind the data, as programs that write to a stream do."""

    def seekable(self) -> bool:
        return False

    def seek(self, *_: Any) -> int:
        raise OSError("no")


def packed(entries: list[Any], *, comment: bytes = b"", streamed: bool = False, before: bytes = b"") -> bytes:
    out = Unseekable(before) if streamed else BytesIO()
    if not streamed:
        out.write(before)
    with ZipFile(out, "w") as made:
        for name, content, method, date, note, large in entries:
            info = ZipInfo(name, date.timetuple()[:6])
            info.compress_type, info.comment, info.external_attr = method, note, 0o640 << 16
            info.extra = struct.pack("<HH3s", 0xCAFE, 3, b"abc")
            with made.open(info, "w", force_zip64=large) as file:
                file.write(content)
        made.comment = comment
    return out.getvalue()


def told(data: bytes) -> list[tuple[Any, ...]]:
    with ZipFile(BytesIO(data)) as made:
        assert made.testzip() is None
        return [(i.filename, i.date_time, i.compress_type, i.comment, i.external_attr) for i in made.infolist()]


@given(entries=ENTRIES, streamed=st.booleans(), comment=COMMENTS, data=st.data())
def test_what_does_not_change_keeps_its_bytes(
    entries: list[Any], streamed: bool, comment: bytes, data: st.DataObject
) -> None:
    before = packed(entries, comment=comment, streamed=streamed)
    names = [entry[0] for entry in entries]
    changed = {name: data.draw(st.binary(max_size=99)) for name in data.draw(st.sets(st.sampled_from(names)))}

    after = rewrite(before, {**changed, "new": b"n" * 40})

    assert told(after)[:-1] == told(before)
    contents = {entry[0]: entry[1] for entry in entries} | changed | {"new": b"n" * 40}
    with ZipFile(BytesIO(before)) as old, ZipFile(BytesIO(after)) as new:
        assert {name: new.read(name) for name in new.namelist()} == contents
        assert new.comment == comment
        for one, other in zip(old.infolist(), new.infolist(), strict=False):
            if one.filename not in changed:
                size = one.compress_size + 30 + len(one.filename.encode()) + 7
                assert before[one.header_offset :][:size] == after[other.header_offset :][:size]


def test_nothing_to_change_gives_the_same_entries_behind_what_stands_before_them() -> None:
    date = datetime(2024, 1, 2)
    before = packed([("a", b"x", ZIP_STORED, date, b"", False)], before=b"#!/bin/sh\n")

    after = rewrite(before, {})

    assert told(after) == told(before)
    assert after.startswith(b"#!/bin/sh\n")


def test_a_part_that_is_missing_or_there_twice_is_told() -> None:
    date = datetime(2024, 1, 2)
    entry = ("a", b"x", ZIP_STORED, date, b"", False)
    with pytest.raises(FormatError, match=r"^x:b: is missing: open the file"):
        Archive("x", packed([entry])).read("b")
    with pytest.warns(UserWarning, match="Duplicate name"):
        twice = packed([entry, entry])
    with pytest.raises(FormatError, match=r"^x: holds two parts of the same name"):
        Archive("x", twice)


def plain(content: bytes, method: int = ZIP_DEFLATED) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", method) as made:
        made.writestr("a", content)
    return out.getvalue()


def test_a_bomb_is_not_unpacked() -> None:
    bomb = plain(b"\0" * 31_000_000)
    with pytest.raises(FormatError, match=r"^x:a: would unpack to 31,000,000 bytes from 3\d,\d+: a trap"):
        Archive("x", bomb).read("a")


def test_a_bomb_that_lies_about_its_size_is_not_unpacked_either() -> None:
    bomb = bytearray(plain(b"\0" * 31_000_000))
    directory = bomb.rindex(b"PK\1\2")
    for at in (bomb.index(b"PK\3\4") + 22, directory + 24):
        bomb[at : at + 4] = struct.pack("<L", 10)
    with pytest.raises(FormatError, match=r"^x:a: (?:is damaged|would unpack)"):
        Archive("x", bytes(bomb)).read("a")


def test_all_parts_together_have_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_UNPACKED", 5)
    opened = Archive("x", plain(b"abc"))
    assert opened.read("a") == b"abc"
    with pytest.raises(FormatError, match="a trap"):
        opened.read("a")


@pytest.mark.parametrize("at", [0, 3, 31, 40, 200])
def test_a_broken_entry_is_told(at: int) -> None:
    data = bytearray(plain(bytes(range(200)), ZIP_STORED))
    data[at] ^= 0xFF
    with pytest.raises(FormatError, match=r"^x:a: is damaged \(.+\): open it"):
        Archive("x", bytes(data)).read("a")


def test_what_no_document_uses_is_told() -> None:
    with pytest.raises(FormatError, match="packed in a way no document is"):
        Archive("x", plain(b"abc", ZIP_BZIP2)).read("a")
    locked = bytearray(plain(b"abc"))
    locked[6] |= 1
    locked[locked.rindex(b"PK\1\2") + 8] |= 1
    with pytest.raises(FormatError, match=r"^x:a: is encrypted: save the file without a password"):
        Archive("x", bytes(locked)).read("a")
