"""`python -m cqterm` is the same as `cqterm`. Guarded, since a spawned worker imports this file again."""

import sys

from cqterm.cli import main

if __name__ == "__main__":
    sys.exit(main())
