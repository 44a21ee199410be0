"""The program: `cqterm`, and `python -m cqterm`. Guarded, since a spawned worker imports this file again."""

import atexit
import gc
import sys


def start() -> int:
    """Run the command line of this process; its exit code.

    Loading modules and reading a file make many values and hardly a cycle, so the collector of cycles looks for some
    seldom, and at the end not at all: that took a fifth of a short run.
    """
    gc.set_threshold(100_000)
    atexit.register(gc.freeze)
    from cqterm.cli import main

    return main()


if __name__ == "__main__":
    sys.exit(start())
