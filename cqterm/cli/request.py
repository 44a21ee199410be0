"""What `cqterm lint` was asked: its command line as it was given, and which combinations contradict themselves."""

from pathlib import Path

import click

from cqterm.cli.publish import Destination
from cqterm.files import display
from cqterm.formats import revisable
from cqterm.model import Severity
from cqterm.values import frozen


@frozen
class Request:
    """The command line as it was given; None where the configuration may speak."""

    paths: tuple[Path, ...]
    glossaries: tuple[Path, ...]
    config_path: Path | None
    isolated: bool
    formats: tuple[Destination, ...]
    output: Path | None
    force: bool
    level: Severity
    fail_level: Severity | None
    exit_zero: bool
    fix: bool
    unsafe_fixes: bool
    track_changes: bool
    backup: bool
    comments: Path | None
    diff: bool
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    include_proposed: bool
    unconfirmed: bool
    stdin_filename: str | None
    date: str | None
    publisher: str | None
    exclude: tuple[str, ...]
    force_exclude: bool
    max_file_size: int | None
    jobs: int
    color: str
    no_cache: bool
    baseline: Path | None
    no_baseline: bool
    write_baseline: Path | None
    since: str | None
    staged: bool
    across_files: bool

    @property
    def stdin(self) -> bool:
        """Is the draft what comes in on standard input?"""
        return self.paths == (Path("-"),)


def complain(request: Request) -> None:
    """Refuse combinations that contradict themselves, before anything is read or written."""
    if request.unsafe_fixes and not (request.fix or request.diff):
        raise click.UsageError("--unsafe-fixes says which fixes, not what to do with them: add --fix or --diff")
    _complain_of_writing(request)
    if request.fix and request.diff:
        raise click.UsageError("--fix writes and --diff only shows: give one of them")
    if request.diff and request.formats:
        raise click.UsageError("--diff prints a diff and no report: leave --format out")
    if Path("-") in request.paths and not request.stdin:
        raise click.UsageError("- (standard input) can't be mixed with paths: lint it by itself")
    if request.stdin_filename and not request.stdin:
        raise click.UsageError("--stdin-filename names a text on standard input: add - as the path")
    _complain_of_baselines(request)
    if request.across_files and request.stdin:
        raise click.UsageError("--across-files compares files: name them, or a folder")
    if request.since is not None and request.staged:
        raise click.UsageError("--since looks at the files and --staged at git's index: give one of them")
    if request.staged and (request.fix or request.diff):
        raise click.UsageError("--staged looks at what will be committed, which nothing here changes: leave --fix out")
    if (request.since is not None or request.staged) and (request.stdin or request.write_baseline):
        raise click.UsageError("--since and --staged look at some lines of files: leave - and --write-baseline out")


def _complain_of_writing(request: Request) -> None:
    if request.track_changes and not request.fix:
        raise click.UsageError("--track-changes says how fixes are written: add --fix")
    if request.backup and not request.fix:
        raise click.UsageError("--backup keeps what --fix writes over: add --fix")
    if request.backup and request.stdin:
        raise click.UsageError("--backup keeps files, and standard input is none: leave it out")
    copy = request.comments
    if copy and (request.fix or request.diff or request.staged):
        raise click.UsageError("--comments makes a copy with remarks: leave --fix, --diff and --staged out")
    if copy and not revisable(copy.name):
        raise click.UsageError(f"--comments writes a Word file: name a .docx file, not {display(copy)}")


def _complain_of_baselines(request: Request) -> None:
    if request.write_baseline and (request.stdin or request.diff):
        raise click.UsageError("--write-baseline knows findings of files as they are: leave - and --diff out")
    if request.write_baseline and request.baseline not in (None, request.write_baseline):
        raise click.UsageError("--write-baseline with --baseline takes out what is gone: name the same file")
    if request.no_baseline and (request.baseline or request.write_baseline):
        raise click.UsageError("--no-baseline looks past the one of the configuration: give no other, or leave it out")
