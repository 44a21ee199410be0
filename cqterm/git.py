"""What git knows of a project: its top, and what changed in it since a revision or stands in the index.

Git is run, not read: its settings, work trees and submodules stay its business. Names come back as git stores them
(`-z`), so that spaces, quotation marks, line breaks and bytes that are no UTF-8 do no harm. Nothing is ever written.
"""

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from cqterm.errors import GitError
from cqterm.files import display
from cqterm.hints import TYPE_CHECKING
from cqterm.values import NamedTuple

if TYPE_CHECKING:
    from subprocess import CompletedProcess

Lines = tuple[range, ...]


class Change(NamedTuple):
    """What changed in a file: lines as they are now, counted from 1; None where it has no lines or is new to git.

    `blob` is the object in the index that holds the new content, where that was asked for.
    """

    lines: Lines | None
    blob: str = ""


class Changes(NamedTuple):
    """The changed files of a repository by their absolute paths, deleted ones left out."""

    top: Path
    files: Mapping[Path, Change]


def folder_in_project(folder: Path) -> str:
    """A folder as seen from the top of the repository that holds it: "" is the top itself, or that there is none."""
    top = top_of(folder)
    return "" if top in (None, folder) else display(folder.relative_to(top or folder))


def top_of(folder: Path) -> Path | None:
    """The top of the repository that holds a folder, found without git; None where there is none."""
    lineage = (folder, *folder.parents)
    return next((top for top in lineage if os.path.exists(top / ".git")), None)  # noqa: PTH110 - as in `discovery.find`


def changed_since(revision: str, *, folder: Path) -> Changes:
    """What the work tree has that the common ancestor of `revision` and HEAD has not; new files among it.

    The common ancestor, so that what others did since then on their branch is nobody's change here.

    Raises:
        GitError: There is no git, no repository, no such revision, or nothing in common.
    """
    top = _top(folder)
    since = _common_ancestor(revision, top)
    untracked = _git(top, "ls-files", "--others", "--exclude-standard", "-z").split(b"\0")
    new = {top / os.fsdecode(name): Change(None) for name in untracked if name}
    return Changes(top, {**new, **_changes(top, since)})


def staged(*, folder: Path) -> Changes:
    """What the next commit would change: the index against HEAD, or against nothing where there is no commit yet.

    Raises:
        GitError: There is no git or no repository.
    """
    top = _top(folder)
    return Changes(top, _changes(top, "--cached"))


def content(blob: str, top: Path) -> bytes:
    """The content of an object of a repository.

    Raises:
        GitError: It is not there.
    """
    return _git(top, "cat-file", "blob", blob)


# --- revisions --------------------------------------------------------------------------------------------------


def _top(folder: Path) -> Path:
    done = _run(folder, "rev-parse", "--show-toplevel")
    if done.returncode == 0:
        return Path(os.fsdecode(done.stdout.removesuffix(b"\n")))
    said = _said(done)
    if "not a git repository" in said:
        raise GitError(
            f"{display(folder.absolute())}: no git repository: run it in one, or leave --since and --staged out"
        )
    raise GitError(f"{display(folder.absolute())}: git says: {said}")


def _common_ancestor(revision: str, top: Path) -> str:
    if _commit("HEAD", top) is None:
        raise GitError(f"{display(top)}: the repository has no commit yet: commit first, or use --staged")
    commit = _commit(revision, top)
    if commit is None:
        advice = _FETCH if _is_shallow(top) else "check its name, or git fetch it"
        raise GitError(f"--since {revision}: git knows no such revision: {advice}")
    done = _run(top, "merge-base", commit, "HEAD")
    if done.returncode == 0:
        return done.stdout.decode().strip()
    advice = _FETCH if _is_shallow(top) else "name a revision of the same history"
    raise GitError(f"--since {revision}: has no commit in common with HEAD: {advice}")


_FETCH = "this clone is shallow: git fetch --unshallow (in a GitHub workflow: fetch-depth: 0, in GitLab: GIT_DEPTH: 0)"


def _commit(revision: str, top: Path) -> str | None:
    """The commit that a revision names. What begins with a hyphen is none, and no option either."""
    done = _run(top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    return done.stdout.decode().strip() if done.returncode == 0 else None


def _is_shallow(top: Path) -> bool:
    return _git(top, "rev-parse", "--is-shallow-repository").strip() == b"true"


# --- differences ------------------------------------------------------------------------------------------------

_PLAIN = ("--no-color", "--no-ext-diff", "--no-textconv", "--ignore-submodules", "--find-renames", "--diff-filter=d")
_HUNKS = ("--unified=0", "--inter-hunk-context=0", "--src-prefix=a/", "--dst-prefix=b/")


def _changes(top: Path, against: str) -> dict[Path, Change]:
    """The changes of files, by two looks: one at the names, which are exact, and one at the lines."""
    names = _git(top, "diff", "--raw", "--numstat", "-z", "--no-abbrev", *_PLAIN, against)
    lines = _lines(_git(top, "-c", "core.quotePath=true", "diff", *_HUNKS, *_PLAIN, against))
    return {
        top / os.fsdecode(name): Change(tuple(lines.get(name, ())) if has_lines else None, blob)
        for name, blob, has_lines in _names(names)
    }


def _names(output: bytes) -> Iterator[tuple[bytes, str, bool]]:
    """Each file with its new object and whether git sees lines in it (format: git-diff(1), "RAW OUTPUT FORMAT")."""
    fields = iter(output.split(b"\0"))
    blobs: dict[bytes, str] = {}
    for field in fields:
        if field.startswith(b":"):
            _, mode, _, blob, status = field.split(b" ")
            name = next(fields)
            if status[:1] in b"RC":
                name = next(fields)
            if mode not in (b"160000", b"120000"):  # neither a submodule nor a link
                blobs[name] = blob.decode()
        elif field:
            added, _, name = field.split(b"\t", 2)
            if not name:  # renamed: the old name and the new one follow
                _, name = next(fields), next(fields)
            if name in blobs:
                yield name, blobs[name], added != b"-"


_HUNK = re.compile(rb"@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@")


def _lines(diff: bytes) -> dict[bytes, list[range]]:
    """The new lines of each file. A hunk says how many lines of text follow, so no text is taken for a header."""
    found: dict[bytes, list[range]] = {}
    name, skip = b"", 0
    for line in diff.split(b"\n"):
        if skip and line[:1] in (b"+", b"-", b"\\"):
            skip -= line[:1] != b"\\"
        elif line.startswith(b"+++ "):
            name = _unquoted(line[4:].removesuffix(b"\t")).removeprefix(b"b/")
        elif hunk := _HUNK.match(line):
            start, count = int(hunk[1]), int(hunk[2] or 1)
            if count:  # else lines were only taken away
                found.setdefault(name, []).append(range(start, start + count))
            skip = count + _removed(line)
    return found


def _removed(line: bytes) -> int:
    counted = re.match(rb"@@ -\d+(?:,(\d+))?", line)
    return int(counted[1] or 1) if counted else 0


_ESCAPES = {b"a": b"\a", b"b": b"\b", b"t": b"\t", b"n": b"\n", b"v": b"\v", b"f": b"\f", b"r": b"\r"}


def _unquoted(name: bytes) -> bytes:
    """A name as it is ("core.quotePath" in git-config(1): the escapes of C between quotation marks)."""
    if not name.startswith(b'"'):
        return name

    def character(escape: re.Match[bytes]) -> bytes:
        code = escape[1]
        return bytes([int(code, 8)]) if code.isdigit() else _ESCAPES.get(code, code)

    return re.sub(rb"\\([0-7]{3}|.)", character, name[1:-1])


# --- running git ------------------------------------------------------------------------------------------------


def _git(folder: Path, *arguments: str) -> bytes:
    done = _run(folder, *arguments)
    if done.returncode:
        raise GitError(f"{display(folder)}: git {arguments[0]} says: {_said(done)}")
    return done.stdout


def _run(folder: Path, *arguments: str) -> "CompletedProcess[bytes]":
    import subprocess  # 10 ms that only who asks git pays

    # messages in English, as some are read; no lock, since another git may be at work
    environment = {**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
    try:
        return subprocess.run(  # noqa: S603
            ["git", *arguments],  # noqa: S607 - the user's own git
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError as error:
        raise GitError("git: not found: install git, or leave --since and --staged out") from error


def _said(done: "CompletedProcess[bytes]") -> str:
    return " ".join(done.stderr.decode("utf-8", "replace").removeprefix("fatal: ").split()) or "nothing"
