"""The one door to the file system: find documents, read them, write them whole or not at all, load glossaries.

Every failure is a `FileError`, or a `Trouble` where one file among many must not stop the others. Reported names have
`/` on every system. Symbolic links to folders are not followed, so a loop of links can't trap the search.
"""

import errno
import os
import re
import stat
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from cqterm.errors import CqtermError, FileError
from cqterm.model import Source, Trouble
from cqterm.values import NamedTuple, field, frozen, mutable

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

MAX_FILE_SIZE = 20_000_000
"""Bytes; a larger document is more likely a mistake than a draft."""

MANIFEST = "sources.yaml"
CONFIGURATION = ("cqterm.yaml", "pyproject.toml")


class Input(NamedTuple):
    """A document to read: where it is, how reports name it, and what a manifest beside it says of it."""

    path: Path
    name: str
    source: Source | None = None


@frozen
class Found:
    """The documents in the order of their names, and what could not be had.

    `broken` names the manifests, among the troubles too, without which nothing is known of the documents beside them.
    `passed_by` names files of data that a folder does not stand for and nobody listed.
    """

    documents: tuple[Input, ...] = ()
    troubles: tuple[Trouble, ...] = ()
    broken: tuple[str, ...] = ()
    passed_by: tuple[str, ...] = ()


class Exclude(NamedTuple):
    """Patterns in the manner of .gitignore, relative to a folder."""

    folder: Path
    patterns: tuple[str, ...]


def find(
    paths: Sequence[Path],
    *,
    suffixes: Collection[str],
    include: Exclude | None = None,
    exclude: Sequence[Exclude] = (),
    force_exclude: bool = False,
    skip: Collection[Path] = (),
    absent: bool = False,
    data: Collection[str] = (),
) -> Found:
    """The documents that paths stand for.

    A file stands for itself, whatever its suffix; `exclude` drops it only with `force_exclude`. A folder stands for
    the files under it with one of `suffixes`, plus what `include` names, minus what .gitignore and `exclude` name,
    minus the folders of version control, manifests, configuration and the files in `skip` (the glossaries in use). A
    folder that is itself ignored was named on purpose: what stands above it in .gitignore files is then not applied.
    With `absent` files need not be there. With `data`, suffixes of what is more often data than a document, a folder
    stands for the files too that its manifest lists.
    """
    search = _Search(
        suffixes=tuple(suffixes),
        include=(_layer(include),) if include and include.patterns else (),
        exclude=tuple(_layer(e) for e in exclude if e.patterns),
        skip=frozenset(os.path.realpath(path) for path in skip),
        data=tuple(data),
    )
    for path in paths:
        if os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises where a part of the path may not be looked at
            search.folder(path)
        elif not (absent or _is_there(path)):
            search.trouble(path, "not found: check the path")
        elif not (force_exclude and _ignored(_absolute(path), is_folder=False, layers=search.exclude)):
            search.file(path)
    documents = sorted(search.found.values(), key=lambda d: d.name)
    return Found(
        documents=tuple(documents),
        troubles=tuple(search.troubles),
        broken=tuple(search.broken),
        passed_by=tuple(sorted(name for key, name in search.passed_by.items() if key not in search.found)),
    )


def named(path: Path) -> Found:
    """The document that a path would be if it were there: for a text on standard input that has a name."""
    search = _Search(suffixes=(), exclude=(), skip=frozenset())
    search.file(path)
    return Found(documents=tuple(search.found.values()), troubles=tuple(search.troubles))


def matcher(patterns: Exclude) -> Callable[[Path], bool]:
    """Whether patterns in the manner of .gitignore name a file, or a folder above it."""
    layers = (_layer(patterns),)
    return lambda path: _ignored(_absolute(path), is_folder=False, layers=layers)


def read_bytes(
    path: Path, *, max_size: int | None = None, otherwise: str = "raise --max-file-size if it really is a document"
) -> bytes:
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


def limited(
    data: bytes, path: Path, max_size: int, otherwise: str = "raise --max-file-size if it really is a document"
) -> bytes:
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


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file whole or not at all: a temporary file in the same folder takes its place when it is complete.

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
    copy = next(c for n in numbers if not _is_there(c := path.with_name(f"{path.name}.bak{n}")))
    data = read_bytes(path)
    try:
        _write(copy, data, like=path.stat())
    except OSError as error:
        raise FileError(f"{display(copy)}: {reason(error, doing='written')}") from error


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
    """The path of the glossary that comes with cqterm: inside an installed package, beside it in a checkout."""
    package = Path(__file__).parent
    for folder in (package / "_glossary", package.parent / "glossary"):
        path = folder / "chongqing.yaml"
        if path.is_file():
            return path
    raise FileError(f"{display(package)}: the shipped glossary is missing: install cqterm again, or give one with -g")


# --- finding ----------------------------------------------------------------------------------------------------


_VERSION_CONTROL = frozenset((".git", ".hg", ".svn", ".bzr", ".jj", "_darcs", "CVS"))


class _Layer(NamedTuple):
    """The patterns of one .gitignore (or option) and the absolute folder, with a last separator, that they are for."""

    base: str
    spec: "GitIgnoreSpec"


@mutable
class _Search:
    """What has been found so far; it lives for one call of `find`. Keys are absolute paths."""

    suffixes: tuple[str, ...]
    exclude: tuple[_Layer, ...]
    skip: frozenset[str]
    include: tuple[_Layer, ...] = ()
    data: tuple[str, ...] = ()
    passed_by: dict[str, str] = field(default_factory=dict)
    found: dict[str, Input] = field(default_factory=dict)
    troubles: list[Trouble] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    manifests: dict[str, dict[str, Source]] = field(default_factory=dict)

    def trouble(self, path: Path, message: str) -> None:
        """Say what is wrong with a path."""
        self.troubles.append(Trouble(path=display(path), message=message))

    def file(self, path: Path) -> None:
        key = _absolute(path)
        if key not in self.found:
            self.found[key] = Input(path, display(path), self.sources(path.parent).get(key))

    def folder(self, top: Path) -> None:
        """All documents under a folder. A stack instead of recursion: depth is the user's, not the interpreter's."""
        stack = [(top, _layers_above(Path(_absolute(top))))]
        while stack:
            folder, layers = stack.pop()
            try:
                with os.scandir(folder) as found:
                    entries = sorted(found, key=lambda entry: entry.name)
                layers = (*layers, *_read_layer(folder))
            except OSError as error:
                self.trouble(folder, reason(error, doing="read"))
                continue
            except FileError as error:
                path = folder / ".gitignore"
                self.trouble(path, without_place(error, display(path)))
                continue
            self.complain_of_missing(folder)
            real = os.path.realpath(folder) if self.skip else ""
            for entry in entries:
                path = folder / entry.name
                try:
                    if entry.is_dir(follow_symlinks=False):
                        if entry.name not in _VERSION_CONTROL and not self.ignored(path, layers, is_folder=True):
                            stack.append((path, layers))
                    elif self.wanted(entry, path, real) and not self.ignored(path, layers, is_folder=False):
                        self.file(path)
                    elif self.is_data(entry, real) and not self.ignored(path, layers, is_folder=False):
                        self.passed_by[_absolute(path)] = display(path)
                except OSError as error:
                    self.trouble(path, reason(error, doing="read"))

    def wanted(self, entry: "os.DirEntry[str]", path: Path, real: str) -> bool:
        """A regular file that a reader claims, and no lock: editors leave dangling links, Word `~$draft.docx`.

        `real` is its folder without links.
        """
        return (
            (entry.name.lower().endswith(self.suffixes) or self.included(path) or self.listed(path))
            and entry.name not in (MANIFEST, *CONFIGURATION)
            and not entry.name.startswith("~$")
            and (entry.is_file(follow_symlinks=False) or path.is_file())
            and not (self.skip and self.is_skipped(entry, real))
        )

    def is_skipped(self, entry: "os.DirEntry[str]", real: str) -> bool:
        path = os.path.join(real, entry.name)  # noqa: PTH118 - a path object for each of many files takes its time
        return (os.path.realpath(path) if entry.is_symlink() else path) in self.skip

    def listed(self, path: Path) -> bool:
        return bool(self.data) and _absolute(path) in self.sources(path.parent)

    def is_data(self, entry: "os.DirEntry[str]", real: str) -> bool:
        if not (self.data and entry.name.lower().endswith(self.data)) or entry.name.startswith("~$"):
            return False
        return not (self.skip and self.is_skipped(entry, real))

    def included(self, path: Path) -> bool:
        return bool(self.include) and _ignored(_absolute(path), is_folder=False, layers=self.include)

    def ignored(self, path: Path, layers: tuple[_Layer, ...], *, is_folder: bool) -> bool:
        return any(
            _ignored(_absolute(path), is_folder=is_folder, layers=each) for each in (layers, self.exclude) if each
        )

    def sources(self, folder: Path) -> dict[str, Source]:
        """What the manifest of a folder says, by the absolute path of the file that it speaks of."""
        key = _absolute(folder)
        if key not in self.manifests:
            manifest = folder / MANIFEST
            try:
                self.manifests[key] = _manifest(manifest) if os.path.isfile(manifest) else {}  # noqa: PTH113 - as in `find`
            except CqtermError as error:
                self.manifests[key] = {}
                self.broken.append(display(manifest))
                self.trouble(manifest, without_place(error, display(manifest)))
        return self.manifests[key]

    def complain_of_missing(self, folder: Path) -> None:
        for file, source in self.sources(folder).items():
            if not _is_there(file):
                what = f"the source {source.id} names {source.file}, which is not there"
                self.trouble(folder / MANIFEST, f"{what}: add the file or mend the entry")


def _size(descriptor: int) -> int:
    """The size of an open file; 0 of a device or pipe, which does not know it."""
    status = os.fstat(descriptor)
    return status.st_size if stat.S_ISREG(status.st_mode) else 0


def _is_there(path: Path | str) -> bool:
    """A dangling link is there, and so is what may not be looked at: reading it then says what is wrong."""
    try:
        return bool(os.lstat(path))
    except OSError as error:
        return isinstance(error, PermissionError)


def _absolute(path: Path) -> str:
    """Without `..`, by the words of the path alone, so that a link keeps the name it was given by."""
    return os.path.abspath(path)  # noqa: PTH100 - Path.resolve would follow links


def _layer(exclude: Exclude) -> _Layer:
    # pathspec takes 70 ms to import, more than reading a draft: only who excludes something pays
    from pathspec import GitIgnoreSpec

    base = os.path.normcase(os.path.join(_absolute(exclude.folder), ""))  # noqa: PTH118 - with a last separator
    return _Layer(base, GitIgnoreSpec.from_lines(exclude.patterns))


def _read_layer(folder: Path) -> tuple[_Layer, ...]:
    path = folder / ".gitignore"
    if not path.is_file():
        return ()
    lines = read_bytes(path).decode("utf-8", "replace").splitlines()
    return (_layer(Exclude(folder, tuple(lines))),)


def _layers_above(folder: Path) -> tuple[_Layer, ...]:
    """The .gitignore files between the top of the repository and a folder; none where there is no repository."""
    lineage = (folder, *folder.parents)
    top = next((n for n, each in enumerate(lineage) if os.path.exists(each / ".git")), 0)  # noqa: PTH110 - as in `find`
    layers = tuple(layer for parent in reversed(lineage[1 : top + 1]) for layer in _read_layer(parent))
    itself = any(_ignored(str(each), is_folder=True, layers=layers) for each in lineage[:top])
    return () if itself else layers


def _ignored(path: str, *, is_folder: bool, layers: Sequence[_Layer]) -> bool:
    """The word of the deepest .gitignore that speaks of the path counts, as in git."""
    for base, spec in reversed(layers):
        if os.path.normcase(path).startswith(base):
            relative = path[len(base) :].replace(os.sep, "/")
            included = spec.check_file(f"{relative}/" if is_folder else relative).include
            if included is not None:
                return included
    return False


def _manifest(path: Path) -> dict[str, Source]:
    from cqterm.glossary.manifest import read_manifest

    sources = read_manifest(read_text(path), display(path))
    return {_absolute(path.parent / source.file): source for source in sources if source.file}


# --- writing ----------------------------------------------------------------------------------------------------


def _write(path: Path, data: bytes, *, like: os.stat_result | None = None) -> None:
    before = path.stat() if path.exists() else None
    if before and not stat.S_ISREG(before.st_mode):
        # replacing /dev/null would take it away from the whole system; /dev/stdout resolves to no path before a pipe
        path.write_bytes(data)
        return
    target = path.resolve()
    if before and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(target))
    # not tempfile: its files have the mode 0600, a new file should have what the user's umask says
    temporary = target.with_name(f".cqterm-{os.getpid()}-{os.urandom(4).hex()}.tmp")
    try:
        with temporary.open("xb") as file:
            file.write(data)
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
