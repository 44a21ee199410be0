"""The cache: what was worked out from files once, kept under the hash of all that it depends on.

Lint results are never kept, only what is dear to make and small to keep: compiled glossaries, what they say of the
words that were asked for, and parsed configurations.
An entry's name is the hash of the bytes that it was made from and of this program's own code, so that it can't be out
of date; whatever is wrong with an entry or its folder, the thing is made again and nobody is told. Nothing that is
read is executed. Folders: CQTERM_CACHE_DIR, else that of the system for caches (XDG_CACHE_HOME on Linux).
"""

import os
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from cqterm import __version__
from cqterm.errors import FileError
from cqterm.files import read_bytes, write_bytes
from cqterm.glossaries import evidence_path, load_glossary, read_glossary
from cqterm.match.columns import DamagedError
from cqterm.match.lexicon import Lexicon
from cqterm.values import NamedTuple

try:
    from _blake2 import blake2b  # hashlib takes it from there too, but loads OpenSSL first, which costs 2 ms
except ImportError:  # pragma: no cover - another Python than CPython
    from hashlib import blake2b

MOST = 64
"""Entries that are kept, those used last."""

LARGEST = 64_000_000
"""Bytes of the largest entry; a glossary of 10,000 concepts takes about 6 million."""


class Cache(NamedTuple):
    """A folder of entries; None keeps nothing."""

    folder: Path | None = None

    def get(self, name: str) -> bytes | None:
        """The content of an entry, which stands behind its name, so that no other one is taken for it."""
        if self.folder is None:
            return None
        path, before = self.folder / name, name.encode()
        try:
            with path.open("rb", buffering=0) as file:  # in a buffer, megabytes would be copied once more
                content = file.read() if file.read(len(before)) == before else None
            os.utime(path)
        except (OSError, ValueError):
            return None
        return content

    def put(self, name: str, data: bytes) -> None:
        """Keep an entry, whole or not at all, and drop those that were not used for longest."""
        if self.folder is None or len(data) > LARGEST:
            return
        with suppress(OSError, ValueError, FileError):
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_bytes(self.folder / name, name.encode() + data)
            kept = sorted(self.folder.glob("*-*"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
            for path in kept[MOST:]:
                path.unlink(missing_ok=True)


def open_cache() -> Cache:
    """The cache of this user."""
    return Cache(_folder())


def entry_name(kind: str, parts: Iterable[bytes]) -> str:
    """The name of what is made from these parts, in this order, by this very program."""
    total = blake2b(_program(), digest_size=20)
    for part in parts:
        total.update(f"{len(part)} ".encode())
        total.update(part)
    return f"{kind}-{total.hexdigest()}"


def load_lexicon(paths: Sequence[Path], *, include_proposed: bool, cache: Cache) -> Lexicon:
    """The lexicon of the glossary that files give together: compiled, or as it was compiled before.

    Raises:
        CqtermError: The glossary can't be read or is wrong.
    """
    parts = [b"proposed" if include_proposed else b"approved"]
    for path in paths:
        beside = evidence_path(path)
        parts += [os.fsencode(path.name), read_glossary(path), read_bytes(beside) if beside.is_file() else b""]
    name = entry_name("lexicon", parts)
    there = cache.get(name)
    if there is not None:
        with suppress(DamagedError, ValueError, KeyError):
            return Lexicon(there)
    from cqterm.match.compiling import compile_lexicon  # most runs find it compiled

    lexicon = compile_lexicon(load_glossary(paths), include_proposed=include_proposed)
    cache.put(name, lexicon.data)
    return lexicon


def recall_words(lexicon: Lexicon, cache: Cache) -> None:
    """Let the lint know what earlier runs found out about the words of texts: half the time of a short run."""
    from cqterm.engine import finder

    with suppress(DamagedError, ValueError, KeyError):
        finder(lexicon).recall(
            cache.get(_words_of(lexicon, "words")), many=lambda: cache.get(_words_of(lexicon, "columns"))
        )


def remember_words(lexicon: Lexicon, cache: Cache) -> None:
    """Keep for later runs what this one found out about words."""
    from cqterm.engine import finder

    for kind, found in zip(("words", "columns"), finder(lexicon).memory(), strict=True):
        if found is not None:
            cache.put(_words_of(lexicon, kind), found)


def _words_of(lexicon: Lexicon, kind: str) -> str:
    return entry_name(kind, [lexicon.fingerprint.encode(), lexicon.target_language.encode()])


_ROOMS = ("glossary", "match", "text", "exchange", "data")
"""The rooms whose code and lists of words decide what a compiled glossary holds, and what it says of words."""


def _program() -> bytes:
    """What tells this state of the program from others: a developer's cache is right without a thought for it."""
    return "\n".join([f"{__version__} {sys.byteorder}", *_sources()]).encode()


@lru_cache
def _sources() -> tuple[str, ...]:
    """Each file that decides it, with its time and size; looked at once, since that takes half a millisecond."""
    said: list[str] = []
    package = Path(__file__).parent
    for room in ("", *_ROOMS):
        with suppress(OSError), os.scandir(package / room) as entries:
            files = sorted((e for e in entries if e.name.endswith((".py", ".txt"))), key=lambda entry: entry.name)
            said += [f"{e.name} {(there := e.stat()).st_mtime_ns} {there.st_size}" for e in files]
    return tuple(said)


def _folder() -> Path | None:
    own = os.environ.get("CQTERM_CACHE_DIR")
    if own:
        return Path(os.path.expanduser(own))  # noqa: PTH111 - what stands there without a home is a name, no error
    home = os.environ.get("XDG_CACHE_HOME")
    if home and Path(home).is_absolute():  # the specification says to take no notice of others
        return Path(home, "cqterm")
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA")
        return Path(local, "cqterm", "Cache") if local else None
    try:
        user = Path.home()
    except RuntimeError:  # a container's user may have none
        return None
    return user / "Library" / "Caches" / "cqterm" if sys.platform == "darwin" else user / ".cache" / "cqterm"
