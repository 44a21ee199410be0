"""`--baseline` and `--write-baseline`: which findings of which files are known, and the file that says so.

A baseline knows files by their place relative to itself, so that it means the same from every folder. What a run did
not look at (other files, rules that did not run, lines that were not asked for) it leaves as it was.
"""

import os
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path, PurePath

from cqterm.cli.outputs import refuse
from cqterm.cli.terminal import say
from cqterm.errors import BaselineError, FileError
from cqterm.files import Input, display, read_text, write_bytes
from cqterm.model import FileResult, Silenced
from cqterm.reports import escaped
from cqterm.silence.baseline import MARK, Entry, parse, render
from cqterm.text.phrases import number
from cqterm.values import frozen

Ran = Callable[[str, str], bool]
"""Whether a run judged the whole of a file, given by its name in reports, by a rule."""


@frozen
class Baseline:
    """What is known. `places` says where the files of this run stand relative to it, by their names in reports."""

    path: Path
    entries: tuple[Entry, ...]
    places: dict[str, str]


def load_baseline(path: Path, documents: Iterable[Input], *, new: bool = False, anew: bool = False) -> Baseline:
    """The baseline of a file, for the documents of a run.

    It is empty where it is `new` and not there yet, or written `anew` whatever is there.

    Raises:
        FileError: It can't be read.
        BaselineError: It is none.
    """
    there = path.exists()
    if not (there or new):
        raise FileError(f"{display(path)}: not found: check the path, or make it with --write-baseline")
    entries = parse(read_text(path), display(path)) if there and not anew else ()
    folder, real = os.path.realpath(path.parent), cache(os.path.realpath)
    places = {d.name: _relative(Path(real(d.path.parent)) / d.path.name, folder) for d in documents}
    return Baseline(path=path, entries=entries, places=places)


def refuse_other(path: Path | None, *, force: bool) -> None:
    """Refuse to write a baseline where something else is.

    Raises:
        FileError: There is, and nobody said `force`.
    """
    refuse(path, _objection, force=force)


def known(baseline: Baseline) -> dict[str, frozenset[str]]:
    """The fingerprints that are known of each file of the run, by its name in reports."""
    found: dict[str, set[str]] = {}
    for entry in baseline.entries:
        found.setdefault(entry.path, set()).add(entry.fingerprint)
    return {name: frozenset(found[place]) for name, place in baseline.places.items() if place in found}


def stale(baseline: Baseline, results: Iterable[FileResult], ran: Ran) -> list[Entry]:
    """The entries whose findings are gone, or whose files are, as far as the run can tell."""
    names = {place: name for name, place in baseline.places.items()}
    there = {r.path: {f.fingerprint for f in (*r.findings, *(s.finding for s in r.silenced))} for r in results}
    broken = {result.path for result in results if result.errors}
    exists = cache(lambda place: os.path.lexists(baseline.path.parent / place))

    def is_stale(entry: Entry) -> bool:
        name = names.get(entry.path)
        if name is None:
            return not exists(entry.path)
        return name not in broken and ran(name, entry.rule) and entry.fingerprint not in there.get(name, ())

    return [entry for entry in baseline.entries if is_stale(entry)]


def settle(
    baseline: Baseline,
    results: Sequence[FileResult],
    ran: Ran,
    *,
    writes: bool,
    adopts: bool,
    usual: Path | None = None,
) -> list[FileResult]:
    """The results with what the baseline silences; write it where that is asked for, else say what in it is stale.

    With `adopts` it knows all that is left afterwards, and the results are silent; where it is not the `usual` one, of
    the configuration, the user learns how the next run will know it.

    Raises:
        FileError: It can't be written; then nothing is.
    """
    gone, name = set(stale(baseline, results, ran)), escaped(display(baseline.path))
    if writes:
        baseline, results = _adopt(baseline, results) if adopts else (baseline, results)
        _write(baseline, gone)
        if adopts and (usual is None or os.path.realpath(usual) != os.path.realpath(baseline.path)):
            say(f"to use it: --baseline {name}, or `baseline:` in the configuration")
    elif gone:
        prune = f"--baseline {name} --write-baseline {name} takes them out"
        say(f"{name}: {number(len(gone), 'stale entry', 'stale entries')}, not found any more: {prune}")
    return list(results)


def _adopt(baseline: Baseline, results: Sequence[FileResult]) -> tuple[Baseline, list[FileResult]]:
    """A baseline that knows all findings of these results too, and the results in which it silences them."""
    new = [
        Entry(baseline.places[result.path], f.rule, f.concept, f.fingerprint, f.place.text)
        for result in results
        for f in result.findings
    ]
    silenced = [
        replace(r, findings=(), silenced=(*r.silenced, *(Silenced(f, "baseline") for f in r.findings))) for r in results
    ]
    return replace(baseline, entries=(*baseline.entries, *new)), silenced


def _write(baseline: Baseline, gone: Collection[Entry]) -> None:
    """Write a baseline without the entries that are gone, and say what it knows now."""
    entries = [entry for entry in baseline.entries if entry not in gone]
    write_bytes(baseline.path, render(entries).encode())
    known_now = number(len({entry[:4] for entry in entries}), "finding")
    taken = f", {len(gone):,} that were gone taken out" if gone else ""
    say(f"{escaped(display(baseline.path))}: {known_now} known{taken}")


def _objection(path: Path, content: bytes) -> str:
    try:
        parse(content.decode("utf-8-sig", "replace"), display(path))
    except BaselineError:
        broken = content.startswith(MARK.encode())
        return "is there and a baseline that can't be read" if broken else "is there and no baseline"
    return ""


def _relative(path: Path, folder: str) -> str:
    try:
        return display(PurePath(os.path.relpath(path, folder)))
    except ValueError:  # another drive
        return display(path)
