"""`--since REV` and `--staged`: of the documents found, those that changed, and the lines that did.

With `--staged` a document is what the index holds, which is what will be committed, whatever the work tree holds now.
"""

import os
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path

from cqterm.discovery import Found
from cqterm.errors import UsageError
from cqterm.files import display
from cqterm.git import Change, Changes, changed_since, content, staged
from cqterm.model import Trouble
from cqterm.values import NamedTuple, replace

Again = Callable[[Sequence[Path]], Found]
"""Finds documents among paths that need not be there."""


class Narrowed(NamedTuple):
    """The documents that changed, and how, by their names in reports."""

    found: Found
    changes: dict[str, Change]
    top: Path
    staged: bool

    def whole(self, name: str) -> bool:
        """Are all lines of a document looked at?"""
        return name in self.changes and self.changes[name].lines is None

    def content(self, name: str) -> bytes | None:
        """What a document holds in the index; None where its file is what counts.

        Raises:
            GitError: Git can't tell.
        """
        return content(self.changes[name].blob, self.top) if self.staged else None


def narrowed(found: Found, again: Again, paths: Iterable[Path], *, since: str | None) -> Narrowed:
    """What changed since a revision, or stands in the index where there is none, among the documents of `paths`.

    Raises:
        UsageError: A path lies outside the repository.
        GitError: Git can't tell.
    """
    here = Path()
    changes = staged(folder=here) if since is None else changed_since(since, folder=here)
    given = [_place(path) for path in paths]
    for place, path in zip(given, paths, strict=True):
        if not place.is_relative_to(changes.top):
            raise UsageError(f"{display(path)}: lies outside the git repository {display(changes.top)}")
    if since is None:
        found = _with_absent(found, again, given, changes)
    real = cache(os.path.realpath)
    by_name = {d.name: changes.files.get(Path(real(d.path.parent)) / d.path.name) for d in found.documents}
    changed = {name: change for name, change in by_name.items() if change is not None}
    merging = [name for name, change in changed.items() if since is None and not change.blob.strip("0")]
    torn = [Trouble(path=name, message=_TORN) for name in merging]
    whole = changed.keys() - {*merging}
    documents = tuple(document for document in found.documents if document.name in whole)
    left = replace(found, documents=documents, troubles=(*found.troubles, *torn))
    return Narrowed(left, changed, changes.top, since is None)


_TORN = "has conflicts of a merge, so the index holds no content of it: mend them and git add it"


def _with_absent(found: Found, again: Again, given: Sequence[Path], changes: Changes) -> Found:
    """With the documents that the index holds and the work tree does not."""
    absent = [
        Path(os.path.relpath(path))
        for path in changes.files
        if not os.path.lexists(path) and any(path == place or place in path.parents for place in given)
    ]
    if not absent:
        return found
    more = again(absent).documents
    known = {document.name for document in more}
    return replace(
        found,
        documents=tuple(sorted((*found.documents, *more), key=lambda d: d.name)),
        troubles=tuple(trouble for trouble in found.troubles if trouble.path not in known),
    )


def _place(path: Path) -> Path:
    """Where a path really is; a link keeps its own name, as git knows it."""
    return Path(os.path.realpath(path)) if path.is_dir() else Path(os.path.realpath(path.parent)) / path.name
