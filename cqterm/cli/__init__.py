"""The command line.

Exit codes: 0 clean, 1 findings, 2 what the user has to mend first. Whatever a user may meet is one line on standard
error without a traceback; the environment variable CQTERM_DEBUG=1 lets a mistake of our own show its own.
"""

import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import FrameType

from cqterm.cli.plain import plain_request
from cqterm.cli.terminal import say, tell, use_utf8
from cqterm.errors import CqtermError, UsageError
from cqterm.files import display, reason


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command line (that of the process, if none is given) and return its exit code."""
    use_utf8()
    before = _on_termination()
    try:
        return _run(sys.argv[1:] if arguments is None else arguments)
    except KeyboardInterrupt:
        if sys.stderr is not None and sys.stderr.isatty():  # which shows ^C
            tell("\n")
        say("interrupted: what was finished stays, nothing is half written")
    except CqtermError as error:
        say(str(error))
    except OSError as error:  # where nobody expected one, such as in a folder that may not be looked at
        if os.environ.get("CQTERM_DEBUG"):
            raise
        where = f"{display(Path(error.filename))}: " if error.filename else ""
        say(where + reason(error, doing="used"))
    except Exception as error:
        if os.environ.get("CQTERM_DEBUG"):
            raise
        what = f"cqterm itself failed ({type(error).__name__}: {error})"
        say(f"{what}: please report it with the output of CQTERM_DEBUG=1")
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    return 2


def _run(arguments: Sequence[str]) -> int:
    request = plain_request(arguments)
    if request is not None:
        from cqterm.cli.linting import lint

        with suppress(UsageError):  # which click tells below, beside the usage: nothing was read or written yet
            return lint(request)
    from cqterm.cli.commands import run

    return run(arguments)


def _interrupt(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - the signature of a handler
    raise KeyboardInterrupt


_ENDS = ("SIGTERM", "SIGHUP")  # the second is a closed terminal, which Windows does not tell of


def _on_termination() -> "dict[int, signal._HANDLER]":
    """Let what ends a run end it like Ctrl-C, so that no temporary file stays. Returns the handlers that were there.

    What is ignored stays so: whoever starts a run under `nohup` wants it to outlive the terminal.
    """
    before: dict[int, signal._HANDLER] = {}
    with suppress(ValueError):  # not the main thread: somebody else's program, somebody else's signals
        for number in (getattr(signal, name) for name in _ENDS if hasattr(signal, name)):
            if signal.getsignal(number) != signal.SIG_IGN:
                before[number] = signal.signal(number, _interrupt)
    return before
