"""The commands. Each is a module of this folder with a `command`, loaded when it is asked for."""

import os
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from keyword import iskeyword
from pathlib import Path
from typing import Any, cast

import click

from cqterm import __version__
from cqterm.cli.terminal import put
from cqterm.errors import UsageError
from cqterm.package import modules


def run(arguments: Sequence[str]) -> int:
    """Run a command line and return its exit code. Errors in its usage are told, all others raised."""
    if "_CQTERM_COMPLETE" in os.environ:
        from cqterm.cli import completion

        completion.answer()
    try:
        code = cqterm.main(list(arguments), prog_name="cqterm", standalone_mode=False)
    except click.ClickException as error:
        named = [f"./{word}" if word[:1] == "-" and Path(word).is_file() else word for word in arguments]
        if named != list(arguments):  # hooks hand over names as they are, and one may begin as an option does
            return run(named)
        error.show()
        return 2
    except click.exceptions.Abort:
        raise KeyboardInterrupt from None
    return int(code or 0)


class Command(click.Command):
    """A command whose errors in usage are shown as those that click finds.

    Its option for help costs nothing: click has the text of its own translated, and looks for that all over.
    """

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except UsageError as error:
            raise click.UsageError(str(error), ctx) from error
        except KeyboardInterrupt:
            raise click.Abort from None  # click would begin a line, which is said for all commands alike

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option under the names of the context, in English as everything else."""
        return _help_option(tuple(self.get_help_option_names(ctx)))


class Commands(Command, click.Group):
    """A group that knows its commands by the names of modules and loads the one that is used.

    A name that Python keeps for itself has an underscore after it: `import_.py`.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """All names, without loading a command."""
        return list(_names())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, loaded."""
        if cmd_name not in self.list_commands(ctx):
            return None
        module = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        return cast(click.Command, import_module(f"{__name__}.{module}").command)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the arguments name, or an error that says which one was meant."""
        name = args[0]
        # a shell that completes gets no answer to a name that there is not, and no error
        if not (ctx.resilient_parsing or name.startswith("-") or name in self.list_commands(ctx)):
            ctx.fail(f"{name}: no such command: {self._advice(ctx, name)}")
        return super().resolve_command(ctx, args)

    def _advice(self, ctx: click.Context, name: str) -> str:
        from cqterm.text.phrases import advice

        if Path(name).exists():
            return f"to check a draft, cqterm lint {name}"
        return advice(name, self.list_commands(ctx))


@cache
def _help_option(names: tuple[str, ...]) -> click.Option | None:
    if not names:
        return None
    return click.Option(
        names, is_flag=True, is_eager=True, expose_value=False, help="Show this message and exit.", callback=_show_help
    )


def _show_help(ctx: click.Context, parameter: click.Parameter, value: bool) -> None:  # noqa: ARG001
    if value and not ctx.resilient_parsing:
        put(ctx.get_help() + "\n")
        ctx.exit()


@cache
def _names() -> tuple[str, ...]:
    return tuple(sorted(name.rstrip("_") for name in modules(__path__)))


def _show_version(ctx: click.Context, parameter: click.Parameter, value: bool) -> None:  # noqa: ARG001
    if not value or ctx.resilient_parsing:
        return
    from cqterm.cli.in_use import glossary_in_use

    put(f"cqterm {__version__}\n")
    put(f"glossary: {glossary_in_use().description}\n")
    ctx.exit()


_EXAMPLE = """\b
Example:
  cqterm lint draft.md
  cqterm mine seeds/
"""


@click.command(cls=Commands, epilog=_EXAMPLE, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    help="Tell the version and the glossary in use.",
)
def cqterm() -> None:
    """Mine official terms, keep the canonical glossary, check drafts against it."""
