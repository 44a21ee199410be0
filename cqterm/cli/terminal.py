"""What commands print and are given: results on standard output or in a file, everything else on standard error.

UTF-8 and line feeds on every system. A reader that goes away (`cqterm lint | head`) is no error.
"""

import errno
import io
import os
import sys
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from cqterm.errors import FileError
from cqterm.files import reason, write_bytes
from cqterm.hints import TypeVar

_T = TypeVar("_T")


def use_utf8() -> None:
    """Make the standard streams write UTF-8. A path that is no UTF-8 comes out as an escape, valid in JSON too."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def read_stdin(limit: int) -> bytes:
    """What stands on standard input.

    Raises:
        FileError: It is larger than `limit` bytes, or closed.
    """
    if sys.stdin is None:
        raise FileError("standard input: is closed: give it a text, or name a file")
    data = sys.stdin.buffer.read(limit + 1)
    if len(data) > limit:
        raise FileError(
            f"standard input: larger than {limit:,} bytes: raise --max-file-size if it really is a document"
        )
    return data


def put(content: str | bytes | Iterable[str], output: Path | None = None) -> None:
    """Write a result, which may come in pieces: whole into a file, or to standard output.

    Raises:
        FileError: It can't be written.
    """
    pieces = (content,) if isinstance(content, str | bytes) else content
    data = (each if isinstance(each, bytes) else each.encode("utf-8", "backslashreplace") for each in pieces)
    if output is not None:
        write_bytes(output, data)
        return
    if sys.stdout is None:  # closed by whoever started us
        return
    try:
        sys.stdout.flush()
        sys.stdout.buffer.writelines(data)
        sys.stdout.flush()
    except OSError as error:
        _abandon_output()
        # Windows says EINVAL for a closed pipe
        if error.errno not in (errno.EPIPE, errno.EINVAL):
            raise FileError(f"standard output: {reason(error, doing='written')}") from error


def say(message: str) -> None:
    """A word to the user on standard error."""
    tell(f"cqterm: {message}\n")


def tell(text: str) -> None:
    """A text on standard error as it is; where that takes none, there is nobody to tell."""
    if sys.stderr is not None:
        with suppress(OSError):
            sys.stderr.write(text)


def wants_color(choice: str, output: Path | None) -> bool:
    """Shall the output be coloured? NO_COLOR (no-color.org) speaks for `auto` only."""
    if choice != "auto":
        return choice == "always"
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return not plain and output is None and sys.stdout is not None and sys.stdout.isatty()


def screen_width(output: Path | None) -> int:
    """How many columns a report may take: those of the terminal that it goes to, else 100."""
    if output is not None or sys.stdout is None or not sys.stdout.isatty():
        return 100
    from shutil import get_terminal_size

    return max(40, get_terminal_size((100, 24)).columns)


def with_progress(items: Iterable[_T], total: int, *, sizes: Sequence[int] = ()) -> Generator[_T, None, None]:
    """The items, counted on a terminal's standard error when it takes long; silent otherwise.

    With the `sizes` of the items in bytes, what is done a second and how long it will take is told by them, else by
    the number of items.
    """
    if sys.stderr is None or not sys.stderr.isatty():
        yield from items
        return
    from time import monotonic

    start = monotonic()
    shown, due = False, start + 1.0
    work, done = sum(sizes) or total, 0
    try:
        for number, item in enumerate(items, start=1):
            yield item
            done += sizes[number - 1] if sum(sizes) else 1
            now = monotonic()
            if now >= due:
                pace = _pace(done, work, now - start, in_bytes=bool(sum(sizes)))
                sys.stderr.write(f"\r\x1b[K{number:,} of {total:,} files{pace}")
                sys.stderr.flush()
                shown, due = True, now + 0.1
    finally:
        if shown:
            sys.stderr.write("\r\x1b[K")


@contextmanager
def working(what: str) -> Iterator[None]:
    """Say on a terminal what is going on while it does; nothing elsewhere."""
    terminal = sys.stderr is not None and sys.stderr.isatty()
    if terminal:
        sys.stderr.write(f"{what} …")
        sys.stderr.flush()
    try:
        yield
    finally:
        if terminal:
            sys.stderr.write("\r\x1b[K")


def _pace(done: int, work: int, seconds: float, *, in_bytes: bool) -> str:
    """How fast the work goes and how long the rest will take, once that can be said."""
    if not done or seconds <= 0:
        return ""
    rate = done / seconds
    left = round((work - done) / rate)
    minutes = f"{left // 60}:{left % 60:02} min" if left >= 60 else f"{left} s"
    speed = f"{rate / 1e6:.1f} MB/s" if in_bytes else f"{rate:,.1f}/s"
    return f", {speed}, {minutes} left"


def _abandon_output() -> None:
    """Send what is still in the buffer nowhere; the interpreter would fail on it again when it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
