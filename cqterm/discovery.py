"""Discovery: which documents the paths of a command line stand for, and what the manifests beside them say of each.

What can't be had is a `Trouble`, since one file among many must not stop the others. Symbolic links to folders are not
followed, so a loop of links can't trap the search; one to a file is no second document beside that file.
"""

import os
from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from cqterm.errors import CqtermError, FileError
from cqterm.files import display, is_there, read_bytes, read_text, reason, without_place
from cqterm.hints import TYPE_CHECKING
from cqterm.model import Source, Trouble
from cqterm.values import NamedTuple, field, frozen, mutable

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

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


def spelled_out(paths: Sequence[Path]) -> tuple[Path, ...]:
    """The paths, with the files that a pattern such as `press/*.docx` stands for in its place.

    Windows leaves that to programs, and quotes keep any shell from it. `[` begins no set, since a file whose name
    holds one may be gone; what fits nothing stays, and is told as not found.
    """
    return tuple(each for path in paths for each in _fitting(path))


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
        elif not (absent or is_there(path)):
            search.trouble(path, "not found: check the path")
        elif not (force_exclude and _ignored(_absolute(path), is_folder=False, layers=search.exclude)):
            search.file(path)
    search.count_once()
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


def _fitting(path: Path) -> Sequence[Path]:
    pattern = str(path)
    if ("*" not in pattern and "?" not in pattern) or os.path.lexists(path):
        return (path,)
    from glob import glob

    names = glob(pattern.replace("[", "[[]"), recursive=True)  # noqa: PTH207 - Path.glob knows no absolute patterns
    return [Path(name) for name in sorted(names)] or (path,)


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
    links: set[str] = field(default_factory=set)
    troubles: list[Trouble] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    manifests: dict[str, dict[str, Source]] = field(default_factory=dict)

    def trouble(self, path: Path, message: str) -> None:
        """Say what is wrong with a path."""
        self.troubles.append(Trouble(path=display(path), message=message))

    def file(self, path: Path, *, linked: bool = False) -> None:
        """Take a document in; `linked` is a link that nobody named."""
        key = _absolute(path)
        if key not in self.found:
            source = self.sources(path.parent).get(key)
            self.found[key] = Input(path, display(path), source)
            if linked and source is None:  # whoever describes it wants it
                self.links.add(key)
        elif not linked:
            self.links.discard(key)

    def count_once(self) -> None:
        """Leave out the links in folders to what is found by its own name, or by a link before."""
        there = {os.path.realpath(key) for key in self.found.keys() - self.links} if self.links else set()
        for key in sorted(self.links):
            real = os.path.realpath(key)
            if real in there:
                del self.found[key]
            there.add(real)

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
                        self.file(path, linked=entry.is_symlink())
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
            if not is_there(file):
                what = f"the source {source.id} names {source.file}, which is not there"
                self.trouble(folder / MANIFEST, f"{what}: add the file or mend the entry")


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
