"""`cqterm export`: the glossary in a format that other tools read."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cqterm.cli.commands import Command
from cqterm.cli.in_use import configuration, glossary_in_use, glossary_paths
from cqterm.cli.options import PathType, complete, config_options, glossary_option, language
from cqterm.cli.outputs import make_folder, read_by_run, refuse, refuse_inputs
from cqterm.cli.terminal import put, say
from cqterm.errors import GlossaryError
from cqterm.exchange import is_export, options, writers
from cqterm.model import Status

if TYPE_CHECKING:
    from cqterm.exchange import Exchange, Export

_EPILOG = """\b
Examples:
  cqterm export --to tbx -o terms.tbx
  cqterm export --to po --approved-only --preferred-only > terms.po
"""


def _formats() -> str:
    return "; ".join(f"{name}: {module.SUMMARY}" for name, module in writers().items())


def _format_options(function: Callable[..., int]) -> Callable[..., int]:
    """An option of the command line for each that a format has, with the formats that take it."""
    taken: dict[str, dict[str, tuple[str, ...]]] = {}
    for name, module in writers().items():
        for option, values in options(module).items():
            taken.setdefault(option, {})[name] = values
    for option, by_format in sorted(taken.items(), reverse=True):
        values = tuple(dict.fromkeys(value for each in by_format.values() for value in each))
        what = f"For {', '.join(by_format)}; {values[0]} by default."
        function = click.option(f"--{option}", type=click.Choice(values), help=what)(function)
    return function


@click.command(cls=Command, epilog=_EPILOG, short_help="Write the glossary for other tools.")
@click.option("--to", "format_name", required=True, type=click.Choice(tuple(writers())), help=f"{_formats()}.")
@click.option("-o", "--output", type=PathType(), metavar="FILE", help="Write to a file; vale into a folder too.")
@glossary_option
@config_options
@click.option("--approved-only", is_flag=True, help="Leave out what is only proposed.")
@click.option("--preferred-only", is_flag=True, help="Only the preferred term of each language.")
@click.option(
    "--domain",
    "domains",
    multiple=True,
    metavar="NAME",
    shell_complete=complete("domains"),
    help="Only the concepts of a domain; repeatable.",
)
@click.option(
    "--status",
    "statuses",
    multiple=True,
    type=click.Choice(("preferred", "admitted", "deprecated", "superseded")),
    help="Only target terms of a status; repeatable.",
)
@click.option("--source-language", callback=language, metavar="TAG", help="Another language as the source.")
@click.option("--target-language", callback=language, metavar="TAG", help="Another language as the target.")
@click.option("--strict", is_flag=True, help="Write nothing if the format can't hold everything.")
@click.option("--force", is_flag=True, help="Overwrite a file that is no such export.")
@_format_options
def command(
    format_name: str,
    output: Path | None,
    glossaries: tuple[Path, ...],
    config_path: Path | None,
    isolated: bool,
    approved_only: bool,
    preferred_only: bool,
    domains: tuple[str, ...],
    statuses: tuple[Status, ...],
    source_language: str | None,
    target_language: str | None,
    strict: bool,
    force: bool,
    **chosen: str | None,
) -> int:
    """Export the glossary; what the format can't hold is counted on standard error."""
    from cqterm.exchange.select import select

    exchange = writers()[format_name]
    asked = {option: value for option, value in chosen.items() if value is not None}
    for option, value in asked.items():
        if value not in options(exchange).get(option, ()):
            raise click.UsageError(f"--{option} {value}: not for {format_name}: leave it out")
    config = configuration(config_path, isolated=isolated)
    refuse_inputs(output, read_by_run(glossaries=glossary_paths(glossaries, config), config=config.path))
    in_use = glossary_in_use(glossaries, config)
    part = select(
        in_use.glossary,
        approved_only=approved_only,
        preferred_only=preferred_only,
        domains=domains,
        statuses=statuses,
        source_language=source_language or "",
        target_language=target_language or "",
    )
    export = exchange.write(part, **asked)
    for loss in export.losses:
        say(f"{format_name} can't hold everything: {loss}")
    for kept in export.kept:
        say(f"{format_name} holds as text alone: {kept}")
    if strict and export.losses:
        raise GlossaryError(f"{in_use.glossary.name}: not exported: leave --strict out to accept these losses")
    if output and export.files and (output.is_dir() or not output.suffix):
        _put_files(export, output, partial(_objection, exchange), force=force)
        return 0
    refuse(output, partial(_objection, exchange), force=force)
    put(export.data, output)
    return 0


def _put_files(export: "Export", folder: Path, objection: Callable[[Path, bytes], str], *, force: bool) -> None:
    """Write what would be in the archive into a folder; the file with the mark says whether the others are ours too."""
    paths = {folder / name: data for name, data in export.files.items()}
    marked = next(iter(paths))
    refuse(marked, objection, force=force)
    for path in paths:
        if not marked.is_file():
            refuse(path, objection, force=force)
    for path, data in paths.items():
        make_folder(path.parent)
        put(data, path)


def _objection(exchange: "Exchange", path: Path, content: bytes) -> str:  # noqa: ARG001 - the content says it
    """What cqterm did not write may be somebody's work."""
    return "" if is_export(exchange, content) else f"is there and no {exchange.NAME} export of cqterm"
