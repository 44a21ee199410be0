"""The diff that `--diff` prints: one that `git apply` and `patch -p1` take, whatever the files are called.

It is made of bytes, so that it fits files of every encoding. Its names are relative to the nearest folder that holds
the current one and every file in it, since no tool applies a diff to `../draft.md`; mostly that is the current folder.
"""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from cqterm.text.patterns import late
from cqterm.values import NamedTuple


class Change(NamedTuple):
    """What would change in a file."""

    path: Path
    hunks: bytes


def change(path: Path, before: bytes, after: bytes) -> Change:
    """Compare two contents of a file."""
    from difflib import diff_bytes, unified_diff

    lines = diff_bytes(unified_diff, _lines(before), _lines(after))
    # the two lines with the names come with the path, when it is known what it is relative to
    return Change(path, b"".join(map(_ended, list(lines)[2:])))


def unified(changes: Sequence[Change], top: Path) -> bytes:
    """The changes as one diff, with names relative to a folder."""
    return b"".join(_head(b"---", b"a/", each, top) + _head(b"+++", b"b/", each, top) + each.hunks for each in changes)


def folder_of(changes: Iterable[Change]) -> Path:
    """The current folder, or the nearest above it that holds all the files."""
    here = Path.cwd()
    paths = [_absolute(each.path) for each in changes]
    for folder in (here, *here.parents):
        if all(path.is_relative_to(folder) for path in paths):
            return folder
    return here.parents[-1]  # files on several drives: no folder holds them all


def _absolute(path: Path) -> Path:
    # by its words: a link is changed under its own name
    return Path(os.path.normpath(path.absolute()))


def _lines(content: bytes) -> list[bytes]:
    """Lines as diff tools count them: only a line feed ends one."""
    *lines, last = content.split(b"\n")
    return [*(line + b"\n" for line in lines), *([last] if last else [])]


def _ended(line: bytes) -> bytes:
    return line if line.endswith(b"\n") else line + b"\n\\ No newline at end of file\n"


# --- names ------------------------------------------------------------------------------------------------------

_ESCAPES = {7: "a", 8: "b", 9: "t", 10: "n", 11: "v", 12: "f", 13: "r", 34: '"', 92: "\\"}
_SPECIAL = late(rb'[\x00-\x1f\x7f"\\]')


def _head(mark: bytes, side: bytes, change: Change, top: Path) -> bytes:
    path = _absolute(change.path)
    relative = path.relative_to(top if path.is_relative_to(top) else path.anchor)
    return mark + b" " + _quoted(side + os.fsencode(relative.as_posix())) + b"\n"


def _quoted(name: bytes) -> bytes:
    """A name as git writes it: between quotation marks, with the escapes of C, where it has to be.

    See "core.quotePath" in git-config(1). UTF-8 stays as it is; a byte that is none becomes an octal escape. A name
    with a space ends with a tab, by which `patch` knows where it ends.
    """
    try:
        name.decode()
    except UnicodeDecodeError:
        special = late(rb'[\x00-\x1f\x7f-\xff"\\]')
    else:
        special = _SPECIAL
    escaped = special.sub(lambda m: b"\\" + (_ESCAPES.get(m[0][0]) or f"{m[0][0]:03o}").encode(), name)
    if escaped != name:
        return b'"' + escaped + b'"'
    return name + (b"\t" if b" " in name else b"")
