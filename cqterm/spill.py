"""Values under their ids that go to disk when they outgrow a bound: what is found in more text than memory holds.

Each value counts as large as it is pickled. Those that no longer fit lie in one unnamed temporary file, which the
system removes with the process, and are read back when somebody asks. Ids come in their order, whatever came first.
"""

import pickle
import tempfile
from collections.abc import Iterator, MutableMapping
from pathlib import Path
from typing import IO, Generic, Self, TypeVar

from cqterm.errors import FileError
from cqterm.files import display, reason

_Value = TypeVar("_Value")

BOUND = 256_000_000
"""Bytes that stay in memory where nobody says otherwise: the counts of some 70 MB of text."""


class Spill(MutableMapping[str, _Value], Generic[_Value]):
    """A mapping that keeps at most `bound` bytes of its values in memory; `otherwise` is what else helps a full disk.

    Raises:
        FileError: The temporary file can't be written, for example on a full disk.
    """

    def __init__(self, *, bound: int = BOUND, otherwise: str = "") -> None:
        self._bound, self._otherwise = bound, otherwise
        self._held = 0
        self._here: dict[str, _Value] = {}
        self._there: dict[str, tuple[int, int]] = {}
        self._file: IO[bytes] | None = None
        self._last: tuple[str, _Value] | None = None

    def __setitem__(self, key: str, value: _Value) -> None:
        """Keep a value; one that was under the id before is gone."""
        self.pop(key, None)
        data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
        if self._held + len(data) <= self._bound:
            self._held += len(data)
            self._here[key] = value
        else:
            self._there[key] = self._write(data), len(data)

    def __getitem__(self, key: str) -> _Value:
        if key in self._here:
            return self._here[key]
        if self._last is None or self._last[0] != key:
            start, size = self._there[key]
            assert self._file is not None  # noqa: S101 - it was written there
            self._file.seek(start)
            self._last = key, pickle.loads(self._file.read(size))  # noqa: S301 - our own bytes
        return self._last[1]

    def __delitem__(self, key: str) -> None:
        if key in self._here:
            del self._here[key]
        else:
            del self._there[key]
        self._last = None

    def __iter__(self) -> Iterator[str]:
        return iter(sorted([*self._here, *self._there]))

    def __len__(self) -> int:
        return len(self._here) + len(self._there)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Give the temporary file back."""
        if self._file is not None:
            self._file.close()

    def _write(self, data: bytes) -> int:
        try:
            if self._file is None:
                self._file = tempfile.TemporaryFile(prefix="cqterm-")  # noqa: SIM115 - it lives as long as we do
            start = self._file.seek(0, 2)
            self._file.write(data)
            self._file.flush()
        except OSError as error:
            raise FileError(_full(error) + self._otherwise) from error
        return start


def _full(error: OSError) -> str:
    """Which folder takes no more, and what to do. Python knows none where none of those that it tries can be used."""
    if tempfile.tempdir is None:
        where, why = "temporary files", "there is no folder that takes them: free some space"
    else:
        where, why = display(Path(tempfile.tempdir)), reason(error, doing="written")
    return f"{where}: {why}, or name another folder for temporary files in TMPDIR"
