"""`--baseline` and `--write-baseline`: which findings of which files are known, and the file that says so.

A baseline knows files by their place relative to itself, so that it means the same from every folder. What a run did
not look at (other files, rules that did not run, lines that were not asked for) it leaves as it was.
"""

import os
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cache
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from cqterm.cli.outputs import refuse
from cqterm.cli.terminal import say
from cqterm.discovery import Input
from cqterm.errors import BaselineError, FileError
from cqterm.files import display, read_text, write_bytes
from cqterm.model import FileResult, Finding, Silenced
from cqterm.reports import Absent, escaped
from cqterm.results import Results
from cqterm.silence.baseline import MARK, Entry, parse, render
from cqterm.text.phrases import number
from cqterm.values import NamedTuple, frozen, replace

if TYPE_CHECKING:
    from cqterm.silence.known import Known

Ran = Callable[[str, str], bool]
"""Whether a run judged the whole of a file, given by its name in reports, by a rule."""


@frozen
class Baseline:
    """What is known.

    `places` says where the files of this run stand relative to it, by their names in reports; `gone` are the places of
    entries at which no file is any more, `missed` those among them where this run would have found one.
    """

    path: Path
    entries: tuple[Entry, ...]
    places: dict[str, str]
    gone: frozenset[str] = frozenset()
    missed: frozenset[str] = frozenset()


class Settled(NamedTuple):
    """The results with what the baseline silences, and what it knows that was not found again."""

    results: Results
    absent: tuple[Absent, ...]


def load_baseline(
    path: Path, documents: Iterable[Input], *, asked: Collection[Path], new: bool = False, anew: bool = False
) -> Baseline:
    """The baseline of a file, for the documents of a run that was `asked` for these paths.

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
    named = {entry.path for entry in entries}
    # a hook that looks at files which have entries need not ask for thousands of others
    looks = any(map(Path.is_dir, asked)) or not named.issuperset(places.values())
    elsewhere = named.difference(places.values()) if looks else ()
    gone = frozenset(place for place in elsewhere if not os.path.lexists(f"{folder}/{place}"))
    tops = tuple(f"{real(each).rstrip(os.sep)}{os.sep}" for each in asked)
    missed = frozenset(place for place in gone if os.path.normpath(f"{folder}/{place}").startswith(tops))
    return Baseline(path=path, entries=entries, places=places, gone=gone, missed=missed)


def refuse_other(path: Path | None, *, force: bool) -> None:
    """Refuse to write a baseline where something else is.

    Raises:
        FileError: There is, and nobody said `force`.
    """
    refuse(path, _objection, force=force)


def known(baseline: Baseline) -> "Known":
    """What is known of each file of the run, by its name in reports, and of files that are gone."""
    from cqterm.silence.known import Lost, with_lost

    found: dict[str, set[tuple[str, str]]] = {}
    asked = baseline.gone.union(baseline.places.values())
    for entry in baseline.entries:
        if entry.path in asked:
            found.setdefault(entry.path, set()).add((entry.rule, entry.fingerprint))
    files = {
        name: frozenset(print_ for _, print_ in found[place])
        for name, place in baseline.places.items()
        if place in found
    }
    return with_lost(files, [Lost(place, frozenset(found[place])) for place in baseline.gone])


def moved(baseline: Baseline, results: Results) -> list[Entry]:
    """What is known under the name that its file had: the entries as they should read now."""
    if not results.summary().silenced["baseline"]:
        return []
    places = set(baseline.places.values())
    there = {(entry.path, entry.fingerprint) for entry in baseline.entries if entry.path in places}
    return [
        _entry(baseline, result, each.finding)
        for result in results
        for each in result.silenced
        if each.by == "baseline" and (baseline.places[result.path], each.finding.fingerprint) not in there
    ]


def stale(baseline: Baseline, results: Results, ran: Ran) -> list[Entry]:
    """The entries whose findings are gone, or whose files are, as far as the run can tell."""
    names = {place: name for name, place in baseline.places.items()}
    there = {r.path: {f.fingerprint for f in (*r.findings, *(s.finding for s in r.silenced))} for r in results}
    broken = {result.path for result in results.remarked() if result.errors}

    def is_stale(entry: Entry) -> bool:
        name = names.get(entry.path)
        if name is None:
            return entry.path in baseline.missed
        return name not in broken and ran(name, entry.rule) and entry.fingerprint not in there.get(name, ())

    return [entry for entry in baseline.entries if is_stale(entry)]


def settle(
    baseline: Baseline,
    results: Results,
    ran: Ran,
    *,
    writes: bool,
    adopts: bool,
    usual: Path | None = None,
) -> Settled:
    """Silence what the baseline knows; write it where that is asked for, else say what in it is out of date.

    With `adopts` it knows all that is left afterwards, and the results are silent; where it is not the `usual` one, of
    the configuration, the user learns how the next run will know it.

    Raises:
        FileError: It can't be written; then nothing is.
    """
    now = moved(baseline, results)
    replaced = _replaced(baseline, now)
    gone = [entry for entry in stale(baseline, results, ran) if entry not in replaced]
    name = escaped(display(baseline.path))
    if writes:
        new, results = _adopted(baseline, results) if adopts else (now, results)
        out = replaced.union(gone)
        _write(baseline, [*(entry for entry in baseline.entries if entry not in out), *new], gone=gone, renamed=now)
        if adopts and (usual is None or os.path.realpath(usual) != os.path.realpath(baseline.path)):
            say(f"to use it: --baseline {name}, or `baseline:` in the configuration")
    else:
        _tell(name, gone, now)
    return Settled(results, _absent(baseline, gone))


def _replaced(baseline: Baseline, now: Iterable[Entry]) -> set[Entry]:
    """The entries of files that are gone in whose place these are: as many of a fingerprint as there are."""
    left = Counter(entry[1:4] for entry in now)
    replaced = set()
    for entry in baseline.entries if left else ():
        if left[entry[1:4]] and entry.path in baseline.gone:
            left[entry[1:4]] -= 1
            replaced.add(entry)
    return replaced


def _tell(name: str, gone: Sequence[Entry], moved: Sequence[Entry]) -> None:
    """Say what in a baseline is out of date, and how to put it right."""
    both = f"--baseline {name} --write-baseline {name}"
    if gone:
        say(f"{name}: {number(len(gone), 'stale entry', 'stale entries')}, not found any more: {both} takes them out")
    if moved:
        first, *more = sorted({escaped(entry.path) for entry in moved})
        files = f"{first} and {len(more):,} more" if more else first
        entries = f"{number(len(moved), 'entry', 'entries')} of renamed files"
        say(f"{name}: {entries} ({files}): {both} writes their new names")


def _adopted(baseline: Baseline, results: Results) -> tuple[list[Entry], Results]:
    """An entry for each finding of these results, and the results in which they are silenced."""
    new, silenced = [], results.empty()
    for result in results:
        new += [_entry(baseline, result, finding) for finding in result.findings]
        quiet = (*result.silenced, *(Silenced(finding, "baseline") for finding in result.findings))
        silenced.add(replace(result, findings=(), silenced=quiet))
    return new, silenced


def _entry(baseline: Baseline, result: FileResult, finding: Finding) -> Entry:
    place = baseline.places[result.path]
    return Entry(place, finding.rule, finding.concept, finding.fingerprint, finding.place.text)


def _absent(baseline: Baseline, gone: Iterable[Entry]) -> tuple[Absent, ...]:
    """Entries with their paths as reports name files."""
    names = {place: name for name, place in baseline.places.items()}
    top = baseline.path.parent
    return tuple(Absent(names.get(e.path) or _relative(top / e.path, os.curdir), *e[1:]) for e in gone)


def _write(baseline: Baseline, entries: Collection[Entry], *, gone: Sequence[Entry], renamed: Sequence[Entry]) -> None:
    """Write a baseline, and say what it knows now."""
    write_bytes(baseline.path, render(entries).encode())
    known_now = number(len({entry[:4] for entry in entries}), "finding")
    taken = f", {len(gone):,} that were gone taken out" if gone else ""
    named = f", {len(renamed):,} under new names" if renamed else ""
    say(f"{escaped(display(baseline.path))}: {known_now} known{taken}{named}")


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
