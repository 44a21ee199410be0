"""Where reports go: `-f NAME` to standard output (or `-o FILE`), `-f NAME=FILE` into a file, several of them at once.

What can't be right is refused before anything is linted: a report that there is not, two for one place, a folder that
is not there. Reports are written as they are made, in pieces, and each file whole or not at all.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from cqterm import reports
from cqterm.cli.outputs import is_earlier_report
from cqterm.cli.terminal import put, say, screen_width, tell, wants_color
from cqterm.errors import CqtermError, UsageError
from cqterm.files import display
from cqterm.model import Severity
from cqterm.reports import Run, View
from cqterm.results import Telling
from cqterm.values import NamedTuple


class Destination(NamedTuple):
    """A report and the file it goes to; None is standard output."""

    report: str
    file: Path | None


def destinations(formats: Sequence[Destination], output: Path | None) -> tuple[Destination, ...]:
    """Where each report goes; the text report to standard output where none is asked for.

    Raises:
        UsageError: Two reports would go to one place, or a folder is not there.
    """
    given = tuple(formats) or (Destination("text", None),)
    if output is not None:
        if len(given) > 1:
            names = " ".join(f"-f {each.report}=FILE" for each in given)
            raise UsageError(f"-o {display(output)}: names the place of one report: write {names}")
        if given[0].file is not None:
            raise UsageError(f"-o {display(output)}: -f {given[0].report}= names a file too: give one of them")
        given = (Destination(given[0].report, output),)
    _refuse_one_place(given)
    for file in files(given):
        if not file.parent.is_dir():
            from shlex import quote

            how = f"make it (mkdir -p {quote(display(file.parent))})"
            raise UsageError(f"{display(file)}: its folder is not there: {how}, or name another")
        if file.is_dir():
            raise UsageError(f"{display(file)}: is a folder: name a file in it")
    return given


def files(given: Iterable[Destination]) -> list[Path]:
    """The files among the places."""
    return [each.file for each in given if each.file is not None]


def earlier_reports(given: Iterable[Destination]) -> list[Path]:
    """Those files that hold an earlier report and nothing else: no run takes them for drafts."""
    return [file for file in files(given) if is_earlier_report(file)]


def views(given: Iterable[Destination], *, level: Severity, color: str) -> list[View]:
    """How each report is to be seen. It is asked once, since a terminal may change its size while a run lasts."""
    return [View(level=level, color=wants_color(color, each.file), width=screen_width(each.file)) for each in given]


def publish(run: Run, given: Sequence[Destination], seen: Sequence[View], *, aside: bool = False) -> None:
    """Write each report to its place, files first; with `aside` to standard error in the place of standard output.

    `seen` are the `views` of the reports.

    Raises:
        CqtermError: One could not be written. The others are.
    """
    failed: list[CqtermError] = []
    for each, view in sorted(zip(given, seen, strict=True), key=lambda one: one[0].file is None):
        pieces = reports.report(each.report).render(run, view)
        try:
            if aside and each.file is None:
                for piece in pieces:
                    tell(piece)
            else:
                put(pieces, each.file)
        except CqtermError as error:
            failed.append(error)
    for other in failed[:-1]:
        say(str(other))
    if failed:
        raise failed[-1]


def tellings(given: Iterable[Destination], seen: Iterable[View]) -> Iterator[Telling]:
    """What these reports say of each file by itself, in these views."""
    for each, view in zip(given, seen, strict=True):
        if of_file := reports.of_file(each.report):
            yield Telling(of_file, view)


def _refuse_one_place(given: Sequence[Destination]) -> None:
    taken: dict[str, Destination] = {}
    for each in given:
        place = "" if each.file is None else os.path.normcase(os.path.realpath(each.file))
        other = taken.setdefault(place, each)
        if other is not each:
            where = "standard output" if each.file is None else display(each.file)
            both = f"the reports {other.report} and {each.report}"
            raise UsageError(f"{where}: {both} would go there: give one a file of its own, -f NAME=FILE")
