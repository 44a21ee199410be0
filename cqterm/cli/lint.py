"""`cqterm lint`: check drafts against the glossary, and fix them where that is asked for."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import click

from cqterm import __version__, reports
from cqterm.bilingual.languages import languages
from cqterm.cache import Cache, load_lexicon, open_cache, recall_words, remember_words
from cqterm.cli import Command
from cqterm.cli.baselines import Baseline, Settled, known, load_baseline, settle
from cqterm.cli.drafts import find_drafts, narrowed_drafts, tasks_for
from cqterm.cli.options import (
    PathType,
    complete,
    config_options,
    configuration,
    date,
    glossary_option,
    glossary_paths,
    output_option,
    size,
    unsearchable,
)
from cqterm.cli.outcomes import How, Outcome, lint_paths, lint_stdin
from cqterm.cli.publish import Destination, ReportType, destinations, publish
from cqterm.cli.request import Request, complain
from cqterm.cli.survey import judged_again, surveyed
from cqterm.cli.terminal import put, read_stdin, say
from cqterm.config import Config
from cqterm.engine import Job, runs
from cqterm.files import Found, display
from cqterm.model import SEVERITIES, Safety
from cqterm.reports import RulePage, Run, View, escaped
from cqterm.run import Task
from cqterm.text.phrases import number
from cqterm.values import replace

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
@click.option("--publisher", metavar="ID", help="Judge house forms (terms with a publisher) as this publisher's text.")
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
@click.option("--color", type=click.Choice(("auto", "always", "never")), default="auto", help="Colour; see NO_COLOR.")
def command(**given: Any) -> int:
    """Check drafts: files, folders, or - for standard input; the current folder by default."""
    options = Request(**given)
    complain(options)
    places = destinations(options.formats, options.output)
    cache = Cache() if options.no_cache else open_cache()
    config = configuration(options.config_path, isolated=options.isolated, cache=cache)
    everything = find_drafts(options, config, places)
    found, narrow = narrowed_drafts(options, config, everything)
    lexicon = load_lexicon(
        glossary_paths(options.glossaries, config),
        include_proposed=options.include_proposed or config.include_proposed,
        cache=cache,
    )
    if not lexicon.patterns:
        say(unsearchable(lexicon.target_language, lexicon.approved))
    recall_words(lexicon, cache)
    whole = any(reports.shows_whole_drafts(place.report) for place in places)
    baseline = _baseline(options, config, found)
    silent = known(baseline) if baseline and not _adopts(options) else None
    job = Job(
        lexicon=lexicon,
        fix=_fixes(options),
        track=options.track_changes,
        annotate=options.comments is not None,
        whole=whole,
        known=silent,
    )
    to_lint = partial(tasks_for, options, config, spoken=languages(lexicon))
    tasks = to_lint(found, narrow)
    together = {**to_lint(everything, None), **tasks} if options.across_files else {}
    if together:
        job = replace(job, elsewhere=surveyed(lexicon, together, jobs=options.jobs))
    outcome = _outcome(job, options, tasks, found)
    remember_words(lexicon, cache)
    if together and outcome.changed:  # what one file holds now decides about the others
        job = replace(job, elsewhere=surveyed(lexicon, together, jobs=options.jobs))
        outcome.results = judged_again(job, tasks, outcome.results, jobs=options.jobs)
    settled = Settled(outcome.results, ())
    if baseline:
        settled = settle(
            baseline,
            outcome.results,
            partial(_ran, tasks),
            writes=options.write_baseline is not None,
            adopts=_adopts(options),
            usual=config.baseline,
        )
    run = Run(
        results=tuple(sorted(settled.results, key=lambda r: r.path)),
        glossary=lexicon.name,
        concepts=lexicon.size,
        fingerprint=lexicon.fingerprint,
        shipped=not (options.glossaries or config.glossary),
        changed=outcome.changed,
        rules=_rule_pages(),
        version=__version__,
        folder=_folder(places),
        baseline=baseline is not None,
        absent=settled.absent,
    )
    _publish(run, outcome, options, places)
    return _exit_code(run, options, config)


def _fixes(options: Request) -> Safety | None:
    if not (options.fix or options.diff):
        return None
    return "unsafe" if options.unsafe_fixes else "safe"


# --- reading and fixing -----------------------------------------------------------------------------------------


def _adopts(options: Request) -> bool:
    return options.write_baseline is not None and options.baseline is None


def _baseline(options: Request, config: Config, found: Found) -> Baseline | None:
    """What is known so far; with --force nothing of a file that is to be written anew."""
    path = options.write_baseline or options.baseline or config.baseline
    if path is None or options.no_baseline:
        return None
    new = _adopts(options)
    return load_baseline(path, found.documents, new=new, anew=new and options.force)


def _ran(tasks: Mapping[str, Task], name: str, rule: str) -> bool:
    """Whether a run judged the whole of a file by a rule."""
    task = tasks[name]
    return task.lines is None and task.settings is not None and runs(rule, task.settings)


def _outcome(job: Job, options: Request, tasks: Mapping[str, Task], found: Found) -> Outcome:
    if options.comments and len(tasks) != 1:
        what = number(len(tasks), "document")
        raise click.UsageError(f"--comments puts findings into a copy of one Word file, not of {what}: name that file")
    how = How(fix=options.fix, backup=options.backup, diff=options.diff, comments=options.comments, jobs=options.jobs)
    if options.stdin:
        (task,) = tasks.values()
        return lint_stdin(job, how, task, read_stdin(task.max_size), found.troubles)
    narrow = options.since is not None or options.staged
    if not found.documents and not found.troubles and not options.force_exclude and not narrow:
        from cqterm.formats import folder_suffixes

        where = ", ".join(display(path) for path in options.paths or (Path(),))
        say(f"{where}: no documents ({' '.join(folder_suffixes())}) found: name a file")
    return lint_paths(job, how, [*tasks.values()], found.troubles)


# --- telling ----------------------------------------------------------------------------------------------------


def _publish(run: Run, outcome: Outcome, options: Request, places: Sequence[Destination]) -> None:
    """The reports, or what takes their place; on standard error what could not be done and how files were read."""
    for result in run.results:
        for error in result.errors:
            say(f"{escaped(error.path)}{':' + error.part if error.part else ''}: {error.message}")
        for note in result.notes:
            say(f"{escaped(result.path)}: note: {note}")
    if options.diff:
        put(outcome.instead or b"", options.output)
        return
    if outcome.instead is not None:
        put(outcome.instead)
    publish(run, places, level=options.level, color=options.color, aside=outcome.instead is not None)


def _folder(places: Sequence[Destination]) -> str:
    """Where the run stands in its project, if a report asks for it."""
    if not any(reports.names_from_top(place.report) for place in places):
        return ""
    from cqterm.git import folder_in_project

    return folder_in_project(Path.cwd())


def _rule_pages() -> tuple[RulePage, ...]:
    from cqterm.rules import rules

    return tuple(RulePage(rule.ID, rule.SEVERITY, rule.__doc__ or "") for rule in rules().values())


def _exit_code(run: Run, options: Request, config: Config) -> int:
    if any(result.errors for result in run.results):
        return 2
    fails = View(level=options.fail_level or config.fail_level).shows
    found = any(fails(finding.severity) for result in run.results for finding in result.findings)
    return int(found and not options.exit_zero)
