"""The program: `cqterm`, and `python -m cqterm`. Guarded, since a spawned worker imports this file again."""

import gc
import os
import sys
from contextlib import suppress

from cqterm.hints import NoReturn


def start() -> NoReturn:
    """Run the command line of this process, and end it with its exit code.

    Loading modules and reading a file make many values and hardly a cycle, so the collector of cycles looks for some
    seldom, and at the end no value is taken apart: both together took a fifth of a short run.
    """
    gc.set_threshold(100_000)
    from cqterm.cli import main

    code = main()
    if "multiprocessing" in sys.modules:  # it has to put away what its processes shared
        sys.exit(code)
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, OSError, ValueError):  # closed by whoever started us
            stream.flush()
    os._exit(code)


if __name__ == "__main__":
    start()
