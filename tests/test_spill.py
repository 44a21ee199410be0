"""Values beyond a bound lie on disk and come back the same, in the order of their ids."""

import errno
import tempfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cqterm.errors import FileError
from cqterm.spill import Spill


@given(st.dictionaries(st.text(max_size=5), st.binary(max_size=200)), st.integers(0, 500))
def test_whatever_the_bound_nothing_changes(values: dict[str, bytes], bound: int) -> None:
    with Spill[bytes](bound=bound) as kept:
        for key, value in values.items():
            kept[key] = value
        assert dict(kept) == values
        assert list(kept) == sorted(values)


def test_only_what_outgrows_the_bound_goes_to_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    disk = BytesIO()
    monkeypatch.setattr(tempfile, "TemporaryFile", lambda **_: disk)
    with Spill[bytes](bound=2_000) as kept:
        kept["a"], kept["b"] = b"a" * 900, b"b" * 900
        assert not disk.getvalue()
        kept["c"] = b"c" * 900
        assert [disk.getvalue().count(letter * 900) for letter in (b"a", b"b", b"c")] == [0, 0, 1]
        assert [kept[key][:1] for key in ("c", "a", "c", "b")] == [b"c", b"a", b"c", b"b"]


def test_a_value_is_replaced_and_removed() -> None:
    with Spill[str](bound=0) as kept:
        kept["a"] = "one"
        assert kept["a"] == "one"
        kept["a"] = "two"
        assert kept["a"] == "two"
        del kept["a"]
        assert "a" not in kept
        with pytest.raises(KeyError):
            kept["a"]


@pytest.mark.parametrize(
    ("folder", "said"),
    [
        ("/small", "/small: can't be written, the disk is full: free some space, or name another folder"),
        (None, "temporary files: there is no folder that takes them: free some space, or name another folder"),
    ],
)
def test_a_full_disk_is_said(folder: str | None, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(**_: object) -> object:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(tempfile, "TemporaryFile", full)
    monkeypatch.setattr(tempfile, "tempdir", folder)
    kept: Spill[str] = Spill(bound=0, otherwise=", or raise --memory")
    with pytest.raises(FileError) as caught:
        kept["a"] = "b"
    assert str(caught.value) == f"{said} for temporary files in TMPDIR, or raise --memory"
