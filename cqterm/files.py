"""The one door to the file system: read files, write them whole or not at all, and say what is wrong with one.

Every failure is a `FileError`. Reported names have `/` on every system.
"""

import errno
import os
import re
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path, PurePath

from cqterm.errors import CqtermError, FileError

MAX_FILE_SIZE = 20_000_000
"""Bytes; a larger document is more likely a mistake than a draft."""


_OTHERWISE = "raise --max-file-size if it really is a document"


def read_bytes(path: Path, *, max_size: int | None = None, otherwise: str = _OTHERWISE) -> bytes:
    """The content of a file; `otherwise` is what to do about one that is too large.

    Raises:
        FileError: It can't be read, or has more than `max_size` bytes.
    """
    try:
        with path.open("rb") as file:
            # who asks for more than there is gets that much memory first; a device may never end
            most = -1 if max_size is None or 0 < _size(file.fileno()) <= max_size else max_size + 1
            data = file.read(most)
    except OSError as error:
        raise FileError(f"{display(path)}: {reason(error, doing='read')}") from error
    return data if max_size is None else limited(data, path, max_size, otherwise)


def limited(data: bytes, path: Path, max_size: int, otherwise: str = _OTHERWISE) -> bytes:
    """The data of a document, as long as it is no longer than `max_size` bytes; else `otherwise` is to be done.

    Raises:
        FileError: It is.
    """
    if len(data) > max_size:
        raise FileError(f"{display(path)}: larger than {max_size:,} bytes: {otherwise}")
    return data


def read_text(path: Path) -> str:
    """The text of a file of our own (glossary, manifest, configuration): UTF-8, with or without a byte order mark.

    Raises:
        FileError: It can't be read or is not UTF-8.
    """
    data = read_bytes(path)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise FileError(f"{display(path)}:{line}: not UTF-8: save the file as UTF-8") from error


def write_bytes(path: Path, data: bytes | Iterable[bytes]) -> None:
    """Write a file whole or not at all: a temporary file in the same folder takes its place when it is complete.

    The data may come in pieces.

    Permissions (and the owner, where the system allows it) stay; of a symbolic link the target is written; a device
    or pipe is written to, never replaced. Whatever stops the writing, an interrupt too, leaves no temporary file.

    Raises:
        FileError: The file or its folder can't be written.
    """
    try:
        _write(path, data)
    except FileNotFoundError as error:
        raise FileError(f"{display(path)}: its folder is not there: make it, or name another") from error
    except OSError as error:
        raise FileError(f"{display(path)}: {reason(error, doing='written')}") from error
    except RuntimeError as error:  # how Path.resolve reports a loop of links before Python 3.13
        raise FileError(f"{display(path)}: a loop of symbolic links: mend the links") from error


def back_up(path: Path) -> None:
    """Keep a copy of a file, with its permissions, beside it: NAME.bak, or NAME.bak2 and so on where that is taken.

    Raises:
        FileError: The file can't be read, or its folder not be written to.
    """
    numbers = ("", *range(2, 10_000))
    copy = next(c for n in numbers if not is_there(c := path.with_name(f"{path.name}.bak{n}")))
    data = read_bytes(path)
    try:
        _write(copy, data, like=path.stat())
    except OSError as error:
        raise FileError(f"{display(copy)}: {reason(error, doing='written')}") from error


def is_there(path: Path | str) -> bool:
    """A dangling link is there, and so is what may not be looked at: reading it then says what is wrong."""
    try:
        return bool(os.lstat(path))
    except OSError as error:
        return isinstance(error, PermissionError)


def display(path: PurePath) -> str:
    """A path as reports name it: `/` between the parts, UTF-8 whatever the locale takes the bytes of a name for."""
    return os.fsencode(path.as_posix()).decode("utf-8", "surrogateescape")


def reason(error: OSError, *, doing: str) -> str:
    """What went wrong and what to do, in words."""
    known = {
        errno.ENOENT: "not found: check the path",
        errno.EISDIR: "is a folder, not a file: name a file in it",
        errno.ENOTDIR: "a part of the path is a file, not a folder: check the path",
        errno.EACCES: f"can't be {doing}, no permission: change its permissions or those of its folder",
        errno.EPERM: f"can't be {doing}, no permission: change its permissions or those of its folder",
        errno.EROFS: f"can't be {doing}, the file system is read-only: copy it elsewhere",
        errno.ENOSPC: f"can't be {doing}, the disk is full: free some space",
        errno.ELOOP: "a loop of symbolic links: mend the links",
        errno.ENAMETOOLONG: "the name is too long for this system: shorten it",
    }
    fallback = f"can't be {doing} ({error.strerror or error}): check the file and its folder"
    return known.get(error.errno or 0, fallback)


def without_place(error: CqtermError, place: str) -> str:
    """The message of an error for a `Trouble`, which names its file in a field of its own."""
    found = re.match(rf"{re.escape(place)}:(?:(\d+):(\d+):)? ", str(error))
    if not found:
        return str(error)
    line, column = found.groups()
    return (f"line {line}, column {column}: " if line else "") + str(error)[found.end() :]


def shipped_glossary() -> Path:
    """The path of the glossary that comes with cqterm: inside an installed package, beside it in a checkout.

    Raises:
        FileError: It is in neither place.
    """
    package = Path(__file__).parent
    for folder in (package / "_glossary", package.parent / "glossary"):
        path = folder / "chongqing.yaml"
        if path.is_file():
            return path
    raise FileError(f"{display(package)}: the shipped glossary is missing: install cqterm again, or give one with -g")


def _size(descriptor: int) -> int:
    """The size of an open file; 0 of a device or pipe, which does not know it."""
    status = os.fstat(descriptor)
    return status.st_size if stat.S_ISREG(status.st_mode) else 0


def _write(path: Path, data: bytes | Iterable[bytes], *, like: os.stat_result | None = None) -> None:
    pieces = (data,) if isinstance(data, bytes) else data
    before = path.stat() if path.exists() else None
    if before and not stat.S_ISREG(before.st_mode):
        # replacing /dev/null would take it away from the whole system; /dev/stdout resolves to no path before a pipe
        with path.open("wb") as file:
            file.writelines(pieces)
        return
    target = path.resolve()
    if before and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(target))
    # not tempfile: its files have the mode 0600, a new file should have what the user's umask says
    temporary = target.with_name(f".cqterm-{os.getpid()}-{os.urandom(4).hex()}.tmp")
    try:
        with temporary.open("xb") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        if rights := before or like:
            _copy_rights(rights, temporary)
        temporary.replace(target)
    finally:
        # still there only where something stopped us
        temporary.unlink(missing_ok=True)


def _copy_rights(before: os.stat_result, path: Path) -> None:
    if hasattr(os, "chown") and (before.st_uid, before.st_gid) != (os.getuid(), os.getgid()):
        # only root may give files away; for others the permissions below still hold
        with suppress(PermissionError):
            os.chown(path, before.st_uid, before.st_gid)
    path.chmod(stat.S_IMODE(before.st_mode))
