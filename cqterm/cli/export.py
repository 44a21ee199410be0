"""`cqterm export`: the glossary in a format that other tools read."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cqterm.cli.options import PathType, config_options, configuration, glossary_in_use, glossary_option, glossary_paths
from cqterm.cli.outputs import read_by_run, refuse, refuse_inputs
from cqterm.cli.terminal import put, say
from cqterm.errors import GlossaryError
from cqterm.exchange import exchanges

if TYPE_CHECKING:
    from cqterm.exchange import Exchange

_EPILOG = """\b
Examples:
  cqterm export --to tbx -o terms.tbx
  cqterm export --to po --approved-only --preferred-only > terms.po
"""


def _formats() -> str:
    return "; ".join(f"{name}: {module.SUMMARY}" for name, module in exchanges().items())


@click.command(epilog=_EPILOG, short_help="Write the glossary for other tools.")
@click.option("--to", "format_name", required=True, type=click.Choice(tuple(exchanges())), help=f"{_formats()}.")
@click.option("-o", "--output", type=PathType(), metavar="FILE", help="Write to a file.")
@glossary_option
@config_options
@click.option("--approved-only", is_flag=True, help="Leave out what is only proposed.")
@click.option("--preferred-only", is_flag=True, help="Only the preferred term of each language.")
@click.option("--domain", "domains", multiple=True, metavar="NAME", help="Only the concepts of a domain; repeatable.")
@click.option("--strict", is_flag=True, help="Write nothing if the format can't hold everything.")
@click.option("--force", is_flag=True, help="Overwrite a file that is no such export.")
def command(
    format_name: str,
    output: Path | None,
    glossaries: tuple[Path, ...],
    config_path: Path | None,
    isolated: bool,
    approved_only: bool,
    preferred_only: bool,
    domains: tuple[str, ...],
    strict: bool,
    force: bool,
) -> int:
    """Export the glossary; what the format can't hold is counted on standard error."""
    from cqterm.exchange.select import select

    exchange = exchanges()[format_name]
    config = configuration(config_path, isolated=isolated)
    refuse_inputs(output, read_by_run(glossaries=glossary_paths(glossaries, config), config=config.path))
    in_use = glossary_in_use(glossaries, config)
    chosen = select(in_use.glossary, approved_only=approved_only, preferred_only=preferred_only, domains=domains)
    export = exchange.write(chosen)
    for loss in export.losses:
        say(f"{format_name} can't hold everything: {loss}")
    if strict and export.losses:
        raise GlossaryError(f"{in_use.glossary.name}: not exported: leave --strict out to accept these losses")
    refuse(output, partial(_objection, exchange), force=force)
    put(export.data, output)
    return 0


def _objection(exchange: "Exchange", path: Path, content: bytes) -> str:  # noqa: ARG001 - the content says it
    """What cqterm did not write may be somebody's work."""
    return "" if exchange.MARK in content else f"is there and no {exchange.NAME} export of cqterm"
