"""Plain command lines of `cqterm lint`, such as those of the hooks, read without click.

To import click takes half as long as to lint a short file. Whatever is not plain (other options and values than those
below, their short ways of writing, mistakes, help, another command) is for click, which knows them all.
"""

import os
from collections.abc import Sequence
from pathlib import Path

from cqterm.hints import TYPE_CHECKING, Any
from cqterm.model import SEVERITIES

if TYPE_CHECKING:
    from cqterm.cli.request import Request

COLORS = ("auto", "always", "never")


def plain_request(arguments: Sequence[str]) -> "Request | None":
    """What click would make of a plain command line of `cqterm lint`; None of any other."""
    if list(arguments[:1]) != ["lint"] or "_CQTERM_COMPLETE" in os.environ:  # where a shell asks how one may go on
        return None
    if "" in arguments:
        return None
    from cqterm.cli.publish import Destination
    from cqterm.cli.request import Request
    from cqterm.reports import names

    paths: list[Path] = []
    given: dict[str, Any] = {}
    words = iter(arguments[1:])
    for word in words:
        if word == "-" or word[0] != "-":
            paths.append(Path(word))
        elif word in _FLAGS:
            given[word[2:].replace("-", "_")] = True
        elif (value := next(words, "-"))[0] == "-":
            return None
        elif word in ("-g", "--glossary"):
            given["glossaries"] = (*given.get("glossaries", ()), Path(value))
        elif word == "--config":
            given["config_path"] = Path(value)
        elif word in ("-f", "--format") and value in names():
            given["formats"] = (*given.get("formats", ()), Destination(value, None))
        elif word == "--stdin-filename":
            given["stdin_filename"] = value
        elif value in _CHOICES.get(word, ()):
            given[word[2:].replace("-", "_")] = value
        else:
            return None
    return Request(paths=tuple(paths), **given)


_FLAGS = frozenset(
    """
    --across-files
    --exit-zero
    --fix
    --force-exclude
    --include-proposed
    --isolated
    --no-baseline
    --no-cache
    --staged
    --unsafe-fixes
    """.split()
)
_CHOICES = {
    "--color": COLORS,
    "--fail-level": SEVERITIES,
    "--level": SEVERITIES,
}
