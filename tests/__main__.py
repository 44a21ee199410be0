"""`python -m tests`: every check of the project, as CI runs it. Arguments go to pytest."""

import subprocess
import sys

CHECKS = (["ruff", "format", "--check", "."], ["ruff", "check", "."], ["mypy"], ["pytest", *sys.argv[1:]])


def main() -> int:
    """Run all checks, also after one has failed, so that one run shows everything."""
    codes = [subprocess.run([sys.executable, "-m", *check]).returncode for check in CHECKS]
    return int(any(codes))


if __name__ == "__main__":
    sys.exit(main())
