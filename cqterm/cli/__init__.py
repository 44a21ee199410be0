"""The command line. Each command is a module of this package with a `command`, loaded when it is asked for.

Exit codes: 0 clean, 1 findings, 2 what the user has to mend first. Whatever a user may meet is one line on standard
error without a traceback; the environment variable CQTERM_DEBUG=1 lets a mistake of our own show its own.
"""

import os
import pkgutil
import signal
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from keyword import iskeyword
from types import FrameType
from typing import cast

import click

from cqterm import __version__
from cqterm.cli.terminal import put, say, use_utf8
from cqterm.errors import CqtermError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command line (that of the process, if none is given) and return its exit code."""
    use_utf8()
    if "_CQTERM_COMPLETE" in os.environ:
        from cqterm.cli import completion

        completion.answer()
    before = _on_termination(_interrupt)
    try:
        code = cqterm.main(arguments, prog_name="cqterm", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return 2
    except click.exceptions.Abort:
        say("interrupted: what was finished stays, nothing is half written")
        return 2
    except CqtermError as error:
        say(str(error))
        return 2
    except Exception as error:
        if os.environ.get("CQTERM_DEBUG"):
            raise
        what = f"cqterm itself failed ({type(error).__name__}: {error})"
        say(f"{what}: please report it with the output of CQTERM_DEBUG=1")
        return 2
    finally:
        _on_termination(before)
    return int(code or 0)


class Command(click.Command):
    """A command whose option for help costs nothing: click has its text translated, and looks for that all over."""

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
        from pathlib import Path

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
        click.echo(ctx.get_help(), color=ctx.color)
        ctx.exit()


@cache
def _names() -> tuple[str, ...]:
    return tuple(sorted(m.name.rstrip("_") for m in pkgutil.iter_modules(__path__) if m.name not in _SUPPORT))


def _show_version(ctx: click.Context, parameter: click.Parameter, value: bool) -> None:  # noqa: ARG001
    if not value or ctx.resilient_parsing:
        return
    from cqterm.cli.options import glossary_in_use

    put(f"cqterm {__version__}\n")
    put(f"glossary: {glossary_in_use().description}\n")
    ctx.exit()


_SUPPORT = frozenset(
    """
    adoption
    baselines
    changes
    choices
    completion
    counting
    dialogue
    drafts
    options
    originals
    outcomes
    outputs
    patch
    precommit
    publish
    request
    survey
    terminal
    """.split(),
)
"""Modules of this package that are no commands."""

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


def _interrupt(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - the signature of a handler
    raise KeyboardInterrupt


def _on_termination(handler: "signal._HANDLER") -> "signal._HANDLER":
    """Let SIGTERM end a run like Ctrl-C, so that no temporary file stays. Returns the handler that was there."""
    try:
        return signal.signal(signal.SIGTERM, handler)
    except ValueError:  # not the main thread: somebody else's program, somebody else's signals
        return None
