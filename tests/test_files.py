"""Files: reading with limits, and writing that is never half done."""

import errno
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cqterm.errors import FileError
from cqterm.files import read_bytes, read_text, write_bytes
from tests.trees import make

needs_links = pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


# --- reading ----------------------------------------------------------------------------------------------------


def test_a_file_as_large_as_the_limit_is_read_and_a_larger_one_is_not() -> None:
    make({"a.txt": "12345"})
    assert read_bytes(Path("a.txt"), max_size=5) == b"12345"
    with pytest.raises(FileError, match=r"^a\.txt: larger than 4 bytes: raise --max-file-size"):
        read_bytes(Path("a.txt"), max_size=4)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there is no device without end here")
def test_a_device_without_end_is_too_large() -> None:
    with pytest.raises(FileError, match="larger than 4 bytes"):
        read_bytes(Path("/dev/zero"), max_size=4)


@pytest.mark.parametrize(("path", "said"), [("none.txt", "not found"), (".", "is a folder")])
def test_what_cannot_be_read_says_why(path: str, said: str) -> None:
    with pytest.raises(FileError, match=said):
        read_bytes(Path(path))


def test_text_of_our_own_is_utf8_with_or_without_a_mark() -> None:
    Path("a").write_bytes(b"\xef\xbb\xbfname: x\n")
    assert read_text(Path("a")) == "name: x\n"
    Path("b").write_bytes(b"name: x\n\xff\n")
    with pytest.raises(FileError, match=r"^b:2: not UTF-8: save the file as UTF-8"):
        read_text(Path("b"))


# --- writing ----------------------------------------------------------------------------------------------------


pytestmark = pytest.mark.usefixtures("no_trace")


def test_a_new_file_has_the_rights_that_the_user_wants() -> None:
    Path("other.txt").write_bytes(b"")
    write_bytes(Path("a.txt"), b"new\r\n")
    assert Path("a.txt").read_bytes() == b"new\r\n"
    assert Path("a.txt").stat().st_mode == Path("other.txt").stat().st_mode


@needs_links
def test_permissions_and_links_stay() -> None:
    make({"real/a.sh": "old"})
    Path("real/a.sh").chmod(0o751)
    Path("link.sh").symlink_to("real/a.sh")
    write_bytes(Path("link.sh"), b"new")
    assert Path("link.sh").is_symlink()
    assert Path("real/a.sh").read_bytes() == b"new"
    assert stat.S_IMODE(Path("real/a.sh").stat().st_mode) == 0o751


@needs_links
def test_a_device_is_written_to_and_not_replaced() -> None:
    write_bytes(Path(os.devnull), b"gone")
    assert not Path(os.devnull).is_file()


STOPS = {
    KeyboardInterrupt(): None,
    MemoryError(): None,
    OSError(errno.ENOSPC, "No space left on device"): r"^a\.txt: can't be written, the disk is full: free some space",
    PermissionError(errno.EACCES, "Permission denied"): r"^a\.txt: can't be written, no permission",
    OSError(errno.EROFS, "Read-only file system"): r"^a\.txt: can't be written, the file system is read-only",
    OSError(errno.EIO, "Input/output error"): r"^a\.txt: can't be written \(Input/output error\)",
}


@pytest.mark.parametrize(("error", "said"), STOPS.items(), ids=map(repr, STOPS))
def test_what_stops_the_writing_leaves_the_old_file(
    error: BaseException, said: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    make({"a.txt": "old"})

    def fail(descriptor: int) -> None:
        raise error

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(FileError if said else type(error), match=said):
        write_bytes(Path("a.txt"), b"new")
    assert Path("a.txt").read_bytes() == b"old"


def test_data_in_pieces_is_written_whole_or_not_at_all() -> None:
    write_bytes(Path("a.txt"), iter([b"in ", b"", b"pieces"]))
    assert Path("a.txt").read_bytes() == b"in pieces"

    def broken() -> Iterator[bytes]:
        yield b"a half"
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_bytes(Path("a.txt"), broken())
    assert Path("a.txt").read_bytes() == b"in pieces"


def test_a_file_that_may_not_be_written_is_not_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    make({"a.txt": "old"})
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(FileError, match=r"^a\.txt: can't be written, no permission"):
        write_bytes(Path("a.txt"), b"new")
    assert Path("a.txt").read_bytes() == b"old"


def test_a_missing_folder_is_named() -> None:
    with pytest.raises(FileError, match=r"^no/a\.txt: its folder is not there"):
        write_bytes(Path("no/a.txt"), b"")


@pytest.mark.skipif(not Path("/dev/fd").is_dir(), reason="this system names no open files")
def test_a_pipe_that_has_a_name_is_written_to() -> None:
    reading, writing = os.pipe()
    write_bytes(Path(f"/dev/fd/{writing}"), b"report")
    os.close(writing)
    with open(reading, "rb") as pipe:  # noqa: PTH123 - a number, no path
        assert pipe.read() == b"report"


@needs_links
def test_a_loop_of_links_is_named() -> None:
    Path("a.txt").symlink_to("a.txt")
    with pytest.raises(FileError, match="loop"):
        write_bytes(Path("a.txt"), b"")
    with pytest.raises(FileError, match="loop"):
        read_bytes(Path("a.txt"))


@pytest.mark.usefixtures("as_nobody")
def test_a_read_only_file_or_folder_is_respected() -> None:
    make({"d/a.txt": "old", "b.txt": "old"})
    Path("b.txt").chmod(0o444)
    Path("d").chmod(0o555)
    try:
        for path in (Path("b.txt"), Path("d/a.txt")):
            with pytest.raises(FileError, match="no permission"):
                write_bytes(path, b"new")
            assert path.read_bytes() == b"old"
    finally:
        Path("d").chmod(0o755)
