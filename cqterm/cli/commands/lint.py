"""`cqterm lint`: check drafts against the glossary, and fix them where that is asked for."""

from typing import Any

import click

from cqterm import reports
from cqterm.cli.commands import Command
from cqterm.cli.linting import lint
from cqterm.cli.options import (
    PathType,
    ReportType,
    complete,
    config_options,
    date,
    glossary_option,
    output_option,
    size,
)
from cqterm.cli.plain import COLORS
from cqterm.cli.request import Request
from cqterm.model import SEVERITIES

_EPILOG = """\b
Examples:
  cqterm lint draft.md
  cqterm lint --fix --date 2024-06-05 drafts/
  cqterm lint --fix --track-changes draft.docx
  cqterm lint -f text -f sarif=out.sarif drafts/
  cqterm lint --since origin/main
  cqterm lint --format json - < draft.txt

Exit code: 0 nothing at --fail-level or above, 1 findings, 2 something could not be read.
"""

_LEVEL = click.Choice(SEVERITIES)


class _Lint(Command):
    """A command whose help says what each report is, which only then is looked up."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The reports, then what else there is to say."""
        with formatter.section("Reports"):
            formatter.write_dl([(name, reports.report(name).SUMMARY) for name in reports.names()])
        super().format_epilog(ctx, formatter)


@click.command(cls=_Lint, epilog=_EPILOG, short_help="Check drafts against the glossary, fix them.")
@click.argument("paths", nargs=-1, type=PathType(), metavar="[PATH...|-]")
@glossary_option
@config_options
@click.option(
    "-f",
    "--format",
    "formats",
    type=ReportType(),
    multiple=True,
    metavar="NAME[=FILE]",
    help="A report (see below); text by default. Again for another one, with a file to write it to.",
)
@output_option
@click.option("--force", is_flag=True, help="Let -o overwrite a document, a glossary or a configuration.")
@click.option(
    "--level",
    type=_LEVEL,
    default="warning",
    help="Show findings from this level on (text reports); warning by default.",
)
@click.option("--fail-level", type=_LEVEL, help="Exit 1 from this level on; warning by default.")
@click.option("--exit-zero", is_flag=True, help="Exit 0 in spite of findings.")
@click.option(
    "--fix", is_flag=True, help="Correct what is the same term written wrong (spelling, case, hyphen, space)."
)
@click.option(
    "--unsafe-fixes",
    is_flag=True,
    help="With --fix or --diff: also put other words in (deprecated to preferred, missing words, plural); "
    "read the result.",
)
@click.option("--track-changes", is_flag=True, help="With --fix, in Word files: propose each fix as a tracked change.")
@click.option("--backup", is_flag=True, help="With --fix: keep each file as it was beside it, as NAME.bak.")
@click.option(
    "--comments",
    type=PathType(),
    metavar="OUT.docx",
    help="Write a copy of a Word file in which each finding is a comment.",
)
@click.option("--diff", is_flag=True, help="Show what --fix would change, and change nothing.")
@click.option("--select", multiple=True, metavar="RULE", shell_complete=complete("rules"), help="Only these rules.")
@click.option("--ignore", multiple=True, metavar="RULE", shell_complete=complete("rules"), help="Without these rules.")
@click.option("--include-proposed", is_flag=True, help="Use proposed concepts too, at level info.")
@click.option(
    "--unconfirmed", is_flag=True, help="Check fuzzy and other unconfirmed translations against their source."
)
@click.option("--stdin-filename", metavar="NAME", help="How to name, and so to read, the text on standard input.")
@click.option("--date", callback=date, metavar="DATE", help="The date of the documents: YYYY, YYYY-MM or YYYY-MM-DD.")
@click.option(
    "--publisher",
    metavar="ID",
    shell_complete=complete("publishers"),
    help="Judge house forms (terms with a publisher) as this publisher's text.",
)
@click.option("--exclude", multiple=True, metavar="PATTERN", help="Leave files out, in the manner of .gitignore.")
@click.option("--force-exclude", is_flag=True, help="Exclude files named on the command line too.")
@click.option("--max-file-size", callback=size, metavar="SIZE", help="Larger files are an error; 20MB by default.")
@click.option("--jobs", type=click.IntRange(min=0), default=0, help="Processes; as many as are worth it by default.")
@click.option("--baseline", type=PathType(), metavar="FILE", help="Silence the findings that this file knows.")
@click.option("--no-baseline", is_flag=True, help="Look past the baseline of the configuration: show everything.")
@click.option("--across-files", is_flag=True, help="Find terms that are mixed over all these files.")
@click.option(
    "--write-baseline",
    type=PathType(),
    metavar="FILE",
    help="Make all findings known in this file; with --baseline FILE only take out what is gone.",
)
@click.option("--no-cache", is_flag=True, help="Compile the glossary anew and keep nothing for the next run.")
@click.option("--since", metavar="REV", help="Only findings on lines that changed since HEAD left this git revision.")
@click.option("--staged", is_flag=True, help="Only findings on lines that git's index changes, read from the index.")
@click.option("--color", type=click.Choice(COLORS), default="auto", help="Colour; see NO_COLOR.")
def command(**given: Any) -> int:
    """Check drafts: files, folders, patterns (*.docx), or - for standard input; the current folder by default."""
    return lint(Request(**given))
