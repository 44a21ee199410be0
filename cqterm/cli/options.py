"""Options that several commands share, and the types of their values."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from cqterm import reports
from cqterm.cli.publish import Destination
from cqterm.settings import parse_date, parse_size
from cqterm.text.phrases import advice

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

_F = TypeVar("_F", bound=Callable[..., Any])


class PathType(click.ParamType):  # type: ignore[type-arg]  # generic in new versions of click alone
    """A path that is looked at when it is read, so that one bad file among many is one counted error.

    An empty one is refused: it is an unset variable of a shell far more often than a name for the current folder.
    (`click.Path` looks for a translation of its own name wherever it is made, which a short run feels.)
    """

    name = "path"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The value as a path."""
        if value == "":
            self.fail("an empty path: name a file or a folder", param, ctx)
        return Path(value)

    def shell_complete(self, _: click.Context, __: click.Parameter, incomplete: str) -> "list[CompletionItem]":
        """Let the shell complete the names of files."""
        from click.shell_completion import CompletionItem

        return [CompletionItem(incomplete, type="file")]


# no type argument, which click 8.1 does not know yet
class ReportType(click.ParamType):  # type: ignore[type-arg]
    """`NAME` or `NAME=FILE`; the file `-` is standard output."""

    name = "report"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The value as a destination."""
        if isinstance(value, Destination):
            return value
        name, given, file = str(value).partition("=")
        if name not in reports.names():
            self.fail(f"unknown report '{name}': {advice(name, reports.names())}", param, ctx)
        if given and not file:
            self.fail(f"{value}: an empty path: name a file", param, ctx)
        return Destination(name, Path(file) if file not in ("", "-") else None)

    def shell_complete(self, ctx: click.Context, _: click.Parameter, incomplete: str) -> "list[CompletionItem]":
        """The names that begin so, and the files after one."""
        from cqterm.cli import completion

        return list(completion.reports(ctx, incomplete))


def glossary_option_for(purpose: str) -> Callable[[_F], _F]:
    """`-g`, with what the command does with it."""
    return click.option("-g", "--glossary", "glossaries", multiple=True, type=PathType(), metavar="FILE", help=purpose)


glossary_option = glossary_option_for(
    "The glossary; again for one that overlays it. Without it that of the configuration, or the shipped one."
)

output_option = click.option(
    "-o", "--output", type=PathType(), metavar="FILE", help="Write to a file instead of the terminal."
)


def config_options(function: _F) -> _F:
    """`--config` and `--isolated`."""
    file = click.option(
        "--config",
        "config_path",
        type=PathType(),
        metavar="FILE",
        help="The configuration; otherwise the nearest cqterm.yaml or [tool.cqterm] in pyproject.toml.",
    )
    return file(click.option("--isolated", is_flag=True, help="Ignore every configuration.")(function))


def checked(parse: Callable[[str], Any]) -> Callable[[click.Context, click.Parameter, str | None], Any]:
    """A callback that parses a value and turns a ValueError into a usage error."""

    def callback(ctx: click.Context, parameter: click.Parameter, value: str | None) -> Any:
        try:
            return None if value is None else parse(value)
        except ValueError as error:
            raise click.BadParameter(str(error), ctx, parameter) from error

    return callback


def _parse_language(text: str) -> str:
    from cqterm.glossary.fields import is_language

    if not is_language(text):
        raise ValueError(f"'{text}' is no language tag: write one such as en, zh-Hans or pt-BR")
    return text


def complete(kind: str) -> Callable[[click.Context, click.Parameter, str], list["CompletionItem"]]:
    """What a shell is offered for a value: rules, concepts and the like, by the name of their function."""

    def offer(ctx: click.Context, param: click.Parameter, incomplete: str) -> list["CompletionItem"]:  # noqa: ARG001
        from cqterm.cli import completion

        return list(getattr(completion, kind)(ctx, incomplete))

    return offer


date = checked(parse_date)
language = checked(_parse_language)
size = checked(parse_size)
