"""`cqterm review`: a person decides on proposals, in the terminal, by options, or through a spreadsheet."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from cqterm.cli.commands import Command
from cqterm.cli.desk import Desk
from cqterm.cli.in_use import configuration
from cqterm.cli.options import PathType, complete, config_options, date
from cqterm.cli.outputs import refuse
from cqterm.cli.terminal import put, say
from cqterm.errors import GlossaryError
from cqterm.files import display, read_bytes, write_bytes
from cqterm.glossary.rulings import Ruling
from cqterm.glossary.waiting import Selection, Waiting
from cqterm.model import Glossary
from cqterm.text.phrases import number

_EPILOG = """\b
Examples:
  cqterm review mined.yaml
  cqterm review mined.yaml --list
  cqterm review mined.yaml --accept zone --reject thing --why "plain English"
  cqterm review mined.yaml --merge ftz=pilot-zone --date 2026-11-25
  cqterm review mined.yaml --to review.xlsx
  cqterm review mined.yaml --match zone --since 2026-11 --limit 50
  cqterm review mined.yaml --from review.xlsx

In the terminal each proposal is shown with its evidence and one letter
decides: a accept, r reject, p pin, e edit, m merge, s split, k skip, u undo,
q quit. Each decision is written at once, so quitting loses nothing and the
next review goes on where this one ended. --match, --kind, --publisher,
--since and --limit choose what is shown, listed or written with --to.
"""

_Pairs = tuple[tuple[str, str], ...]


def _pairs(what: str) -> Callable[[click.Context, click.Parameter, tuple[str, ...]], _Pairs]:
    """A callback that takes ID=SOMETHING apart."""

    def callback(ctx: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> _Pairs:
        found = []
        for value in values:
            identifier, equals, rest = value.partition("=")
            if not (equals and identifier.strip() and rest.strip()):
                raise click.BadParameter(f"'{value}': write ID={what}", ctx, parameter)
            found.append((identifier.strip(), rest.strip()))
        return tuple(found)

    return callback


def _pattern(ctx: click.Context, parameter: click.Parameter, value: str | None) -> re.Pattern[str] | None:
    """A callback that compiles a regular expression."""
    try:
        return None if value is None else re.compile(value, re.IGNORECASE)
    except re.error as error:
        raise click.BadParameter(
            f"'{value}': no regular expression ({error}): escape it with \\", ctx, parameter
        ) from error


def _many(name: str, what: str, purpose: str) -> Callable[[Any], Any]:
    offer = complete("merges" if what == "ID" else "rulings")
    form = f"ID={what}"
    return click.option(name, multiple=True, metavar=form, callback=_pairs(what), shell_complete=offer, help=purpose)


@click.command(cls=Command, epilog=_EPILOG, short_help="Decide on what mining proposed.")
@click.argument("path", required=False, type=PathType(), metavar="[FILE]")
@click.option("--list", "listing", is_flag=True, help="List what waits for a decision, a line each.")
@click.option("--accept", multiple=True, metavar="ID", shell_complete=complete("proposals"), help="Approve a concept.")
@click.option(
    "--pin",
    multiple=True,
    metavar="ID",
    shell_complete=complete("concepts"),
    help="Approve a concept for good: mining says that it stands.",
)
@click.option(
    "--reject",
    multiple=True,
    metavar="ID",
    shell_complete=complete("concepts"),
    help="Reject a concept: it will not be proposed again.",
)
@_many("--prefer", "TERM", "Approve a concept with this preferred term.")
@_many("--edit", "FIELD:TEXT", "Set term, source, domain, definition or note.")
@_many("--merge", "ID", "Merge a concept into another one.")
@_many("--split", "FORM", "Make a form a proposal of its own.")
@_many("--admit", "FORM", "A form that was seen becomes an admitted term.")
@_many("--deprecate", "FORM", "A form that was seen becomes a deprecated term.")
@_many("--dismiss", "FORM", "A form that was seen is no form of the concept.")
@click.option("--match", callback=_pattern, metavar="REGEX", help="Only proposals with this in their id or a form.")
@click.option(
    "--kind", "kinds", multiple=True, metavar="KIND", help="Only concept, form, or a kind of form; repeatable."
)
@click.option(
    "--publisher",
    "publishers",
    multiple=True,
    metavar="ID",
    shell_complete=complete("publishers"),
    help="Only what a publisher prints; repeatable.",
)
@click.option("--since", callback=date, metavar="DATE", help="Only what no source before this date prints.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Only the first N of them.")
@click.option("--why", default="", metavar="TEXT", help="The reason, kept with the decision.")
@click.option("--date", "day", callback=date, metavar="DATE", help="The day of the decision; today by default.")
@click.option("--to", "to_sheet", type=PathType(), metavar="FILE", help="Write what waits as a spreadsheet (.xlsx).")
@click.option("--from", "from_sheet", type=PathType(), metavar="FILE", help="Read decisions from such a spreadsheet.")
@click.option("--sources", type=PathType(), metavar="FOLDER", help="Show evidence in these documents, not only quotes.")
@click.option("--force", is_flag=True, help="Let --to overwrite a file.")
@config_options
def command(
    path: Path | None,
    listing: bool,
    match: re.Pattern[str] | None,
    kinds: tuple[str, ...],
    publishers: tuple[str, ...],
    since: str | None,
    limit: int | None,
    to_sheet: Path | None,
    from_sheet: Path | None,
    sources: Path | None,
    force: bool,
    why: str,
    day: str | None,
    config_path: Path | None,
    isolated: bool,
    **decisions: tuple[Any, ...],
) -> int:
    """Decide on the proposals of a glossary: that of the configuration, if none is named."""
    path = path or _configured(configuration(config_path, isolated=isolated).glossary)
    rulings = _rulings(decisions)
    ways = [bool(rulings), listing, to_sheet is not None, from_sheet is not None]
    if sum(ways) > 1:
        raise click.UsageError("--list, --to, --from and decisions exclude each other: give one of them")
    only = Selection(match=match, kinds=kinds, publishers=publishers, since=since or "", limit=limit)
    if only != Selection() and (rulings or from_sheet is not None):
        raise click.UsageError("--match, --kind, --publisher, --since and --limit choose what is shown: leave them out")
    desk = Desk(path, day=day or _today(), why=why, only=only)
    if listing:
        put("".join(f"{_line(each, desk.glossary())}\n" for each in desk.waiting()))
    elif to_sheet is not None:
        _to_sheet(desk, to_sheet, force=force)
    elif from_sheet is not None:
        desk.decide(_from_sheet(desk, from_sheet))
        put(f"{desk.name}: {desk.said()}\n")
    elif rulings:
        desk.decide(rulings)
        put(f"{desk.name}: {desk.said()}\n")
    else:
        from cqterm.cli.dialogue import converse

        converse(desk, sources)
    return 0


def _configured(glossaries: tuple[Path, ...]) -> Path:
    if not glossaries:
        raise click.UsageError("say which glossary to review: cqterm review terms.yaml")
    return glossaries[-1]


def _today() -> str:
    from datetime import UTC, datetime

    return datetime.now(UTC).astimezone().date().isoformat()


def _rulings(given: dict[str, tuple[Any, ...]]) -> list[Ruling]:
    """The decisions of the command line; edits first, so that what is approved is what was edited."""
    rulings = [_edit(identifier, said) for identifier, said in given["edit"]]
    rulings += (Ruling(verb="split", concept=i, form=form) for i, form in given["split"])
    rulings += (Ruling(verb="accept", concept=i, form=form) for i, form in given["admit"])
    rulings += (Ruling(verb="accept", concept=i, form=form, status="deprecated") for i, form in given["deprecate"])
    rulings += (Ruling(verb="reject", concept=i, form=form) for i, form in given["dismiss"])
    rulings += (Ruling(verb="accept", concept=i, term=term) for i, term in given["prefer"])
    rulings += (Ruling(verb="accept", concept=i) for i in given["accept"])
    rulings += (Ruling(verb="pin", concept=i) for i in given["pin"])
    rulings += (Ruling(verb="merge", concept=i, into=into) for i, into in given["merge"])
    rulings += (Ruling(verb="reject", concept=i) for i in given["reject"])
    return rulings


def _edit(identifier: str, said: str) -> Ruling:
    key, colon, text = said.partition(":")
    if not colon:
        raise click.UsageError(f"--edit {identifier}={said}: write --edit {identifier}=domain:TEXT")
    return Ruling(verb="edit", concept=identifier, fields={key.strip(): text.strip()})


def _line(each: Waiting, glossary: Glossary) -> str:
    preferred = each.concept.preferred(glossary.target_language)
    shown = preferred.text if preferred else "-"
    if each.seen is None:
        return f"{each.concept.id}: {shown}"
    return f"{each.concept.id}: {shown} ≈ {each.seen.text}{f' ({each.seen.kind})' if each.seen.kind else ''}"


def _from_sheet(desk: Desk, path: Path) -> list[Ruling]:
    """The decisions of a spreadsheet about what is still there. What lapsed, as when it is read twice, is said."""
    from cqterm.formats.archive import Archive
    from cqterm.glossary import sheet

    name, data = display(path), read_bytes(path)
    # openpyxl unpacks whatever it is given: the archive says first that it is no trap
    archive = Archive(name, data)
    for part in sorted(archive.names):
        archive.read(part)
    there, gone = sheet.divide(sheet.read(data, name), desk.glossary())
    if gone and not there:
        raise GlossaryError(f"{name}: nothing in it waits in {desk.name}: is it the spreadsheet of another glossary?")
    if gone:
        first = f"{gone[0].place}, {gone[0].concept}{f' ({gone[0].form})' if gone[0].form else ''}"
        say(f"{number(len(gone), 'decision')} left out, since nothing waits there any more; the first: {first}")
    return there


def _to_sheet(desk: Desk, output: Path, *, force: bool) -> None:
    from cqterm.glossary import sheet

    if output.suffix.lower() != ".xlsx":
        raise click.UsageError(f"--to {display(output)}: a spreadsheet is written as .xlsx: name one")
    refuse(output, lambda path, content: "is there", force=force)  # noqa: ARG005
    write_bytes(output, sheet.write(desk.glossary(), desk.waiting()))
    put(f"{display(output)}: {desk.under_review()} written\n")
