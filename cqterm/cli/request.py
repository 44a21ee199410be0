"""What `cqterm lint` was asked: its command line as it was given, and which combinations contradict themselves."""

from pathlib import Path

from cqterm.cli.publish import Destination
from cqterm.errors import UsageError
from cqterm.files import display
from cqterm.formats import revisable
from cqterm.model import Severity
from cqterm.values import frozen


@frozen
class Request:
    """The command line as it was given; None where the configuration may speak. The defaults are those of no option."""

    paths: tuple[Path, ...] = ()
    glossaries: tuple[Path, ...] = ()
    config_path: Path | None = None
    isolated: bool = False
    formats: tuple[Destination, ...] = ()
    output: Path | None = None
    force: bool = False
    level: Severity = "warning"
    fail_level: Severity | None = None
    exit_zero: bool = False
    fix: bool = False
    unsafe_fixes: bool = False
    track_changes: bool = False
    backup: bool = False
    comments: Path | None = None
    diff: bool = False
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    include_proposed: bool = False
    unconfirmed: bool = False
    stdin_filename: str | None = None
    date: str | None = None
    publisher: str | None = None
    exclude: tuple[str, ...] = ()
    force_exclude: bool = False
    max_file_size: int | None = None
    jobs: int = 0
    color: str = "auto"
    no_cache: bool = False
    baseline: Path | None = None
    no_baseline: bool = False
    write_baseline: Path | None = None
    since: str | None = None
    staged: bool = False
    across_files: bool = False

    @property
    def stdin(self) -> bool:
        """Is the draft what comes in on standard input?"""
        return self.paths == (Path("-"),)

    @property
    def narrow(self) -> bool:
        """Does it ask for lines that changed alone?"""
        return self.since is not None or self.staged


def complain(request: Request) -> None:
    """Refuse combinations that contradict themselves, before anything is read or written."""
    if request.unsafe_fixes and not (request.fix or request.diff):
        raise UsageError("--unsafe-fixes says which fixes, not what to do with them: add --fix or --diff")
    _complain_of_writing(request)
    if request.fix and request.diff:
        raise UsageError("--fix writes and --diff only shows: give one of them")
    if request.diff and request.formats:
        raise UsageError("--diff prints a diff and no report: leave --format out")
    if Path("-") in request.paths and not request.stdin:
        raise UsageError("- (standard input) can't be mixed with paths: lint it by itself")
    if request.stdin_filename and not request.stdin:
        raise UsageError("--stdin-filename names a text on standard input: add - as the path")
    _complain_of_baselines(request)
    if request.across_files and request.stdin:
        raise UsageError("--across-files compares files: name them, or a folder")
    if request.since is not None and request.staged:
        raise UsageError("--since looks at the files and --staged at git's index: give one of them")
    if request.staged and (request.fix or request.diff):
        raise UsageError("--staged looks at what will be committed, which nothing here changes: leave --fix out")
    if request.narrow and (request.stdin or request.write_baseline):
        raise UsageError("--since and --staged look at some lines of files: leave - and --write-baseline out")


def _complain_of_writing(request: Request) -> None:
    if request.track_changes and not request.fix:
        raise UsageError("--track-changes says how fixes are written: add --fix")
    if request.backup and not request.fix:
        raise UsageError("--backup keeps what --fix writes over: add --fix")
    if request.backup and request.stdin:
        raise UsageError("--backup keeps files, and standard input is none: leave it out")
    copy = request.comments
    if copy and (request.fix or request.diff or request.staged):
        raise UsageError("--comments makes a copy with remarks: leave --fix, --diff and --staged out")
    if copy and not revisable(copy.name):
        raise UsageError(f"--comments writes a Word file: name a .docx file, not {display(copy)}")


def _complain_of_baselines(request: Request) -> None:
    if request.write_baseline and (request.stdin or request.diff):
        raise UsageError("--write-baseline knows findings of files as they are: leave - and --diff out")
    if request.write_baseline and request.baseline not in (None, request.write_baseline):
        raise UsageError("--write-baseline with --baseline takes out what is gone: name the same file")
    if request.no_baseline and (request.baseline or request.write_baseline):
        raise UsageError("--no-baseline looks past the one of the configuration: give no other, or leave it out")
