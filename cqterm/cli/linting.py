"""What `cqterm lint` does once it is known what was asked: checks drafts, fixes them, reports."""

from collections.abc import Mapping, MutableMapping, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from cqterm import __version__, reports
from cqterm.bilingual.languages import languages
from cqterm.cache import Cache, load_lexicon, open_cache, recall_words, remember_words
from cqterm.cli.drafts import find_drafts, narrowed_drafts, tasks_for
from cqterm.cli.in_use import configuration, glossary_paths, unsearchable
from cqterm.cli.outcomes import How, Outcome, failures, lint_paths, lint_stdin
from cqterm.cli.publish import Destination, destinations, publish, tellings, views
from cqterm.cli.request import Request, complain
from cqterm.cli.terminal import put, read_stdin, say
from cqterm.config import Config
from cqterm.discovery import Found, spelled_out
from cqterm.engine import Job, runs
from cqterm.errors import UsageError
from cqterm.files import display
from cqterm.hints import TYPE_CHECKING
from cqterm.match.lexicon import Lexicon
from cqterm.model import Safety
from cqterm.reports import Absent, RulePage, Run, View, escaped
from cqterm.results import Results, Waiting
from cqterm.run import Task
from cqterm.text.phrases import number
from cqterm.values import replace

if TYPE_CHECKING:
    from cqterm.cli.baselines import Baseline
    from cqterm.silence.known import Known


def lint(options: Request) -> int:
    """Check drafts, fix them where that is asked for, and report.

    Returns:
        The exit code: 0 nothing found, 1 findings, 2 something could not be read.

    Raises:
        UsageError: The command line contradicts itself; nothing was read or written yet.
        CqtermError: The configuration or the glossary is wrong, or something could not be written.
    """
    complain(options)
    options = replace(options, paths=spelled_out(options.paths))
    places = destinations(options.formats, options.output)
    cache = Cache() if options.no_cache else open_cache()
    config = configuration(options.config_path, isolated=options.isolated, cache=cache)
    everything = find_drafts(options, config, places)
    found, narrow = narrowed_drafts(options, config, everything)
    lexicon = _lexicon(options, config, cache)
    whole = any(reports.shows_whole_drafts(place.report) for place in places)
    baseline = _baseline(options, config, found)
    job = Job(
        lexicon=lexicon,
        fix=_fixes(options),
        track=options.track_changes,
        annotate=options.comments is not None,
        whole=whole,
        known=_known(baseline, options),
    )
    to_lint = partial(tasks_for, options, config, spoken=languages(lexicon))
    tasks = to_lint(found, narrow)
    together = {**to_lint(everything, None), **tasks} if options.across_files else {}
    with ExitStack() as stack:
        seen = views(places, level=options.level, color=options.color)
        told = [*tellings(places, seen)]
        again = baseline is not None or options.across_files or len(told) < len(places)
        results = Results(failures(found.troubles), tellings=told, again=again, store=partial(_store, stack))
        outcome = _judged(job, options, tasks, together, found, results)
        remember_words(lexicon, cache)
        results, absent = _settled(baseline, outcome.results, tasks, options, config)
        run = Run(
            results=results,
            glossary=lexicon.name,
            concepts=lexicon.size,
            fingerprint=lexicon.fingerprint,
            shipped=not (options.glossaries or config.glossary),
            changed=outcome.changed,
            rules=_rule_pages(),
            version=__version__,
            folder=_folder(places),
            baseline=baseline is not None,
            absent=absent,
        )
        _publish(run, outcome, options, places, seen)
        return _exit_code(run, options, config)


_BOUND = 32_000_000
"""Bytes of results that wait in memory; of more findings than some 30,000 the rest waits on disk."""


def _store(stack: ExitStack) -> MutableMapping[str, Waiting]:
    from cqterm.spill import Spill  # short runs need none

    return stack.enter_context(Spill[Waiting](bound=_BOUND))


def _lexicon(options: Request, config: Config, cache: Cache) -> Lexicon:
    """The glossary in use, compiled, with a word to the user where nothing of it can be found in a draft."""
    paths = glossary_paths(options.glossaries, config)
    proposed = options.include_proposed or config.include_proposed
    lexicon = load_lexicon(paths, include_proposed=proposed, cache=cache)
    if not lexicon.patterns:
        say(unsearchable(lexicon.target_language, lexicon.approved))
    recall_words(lexicon, cache)
    return lexicon


def _fixes(options: Request) -> Safety | None:
    if not (options.fix or options.diff):
        return None
    return "unsafe" if options.unsafe_fixes else "safe"


# --- reading and fixing -----------------------------------------------------------------------------------------


def _adopts(options: Request) -> bool:
    return options.write_baseline is not None and options.baseline is None


def _baseline(options: Request, config: Config, found: Found) -> "Baseline | None":
    """What is known so far; with --force nothing of a file that is to be written anew."""
    path = options.write_baseline or options.baseline or config.baseline
    if path is None or options.no_baseline:
        return None
    from cqterm.cli.baselines import load_baseline  # few runs have one

    new = _adopts(options)
    # where only changed lines count, nobody looks for files that are gone
    asked = () if options.narrow else options.paths or (Path(),)
    return load_baseline(path, found.documents, asked=asked, new=new, anew=new and options.force)


def _known(baseline: "Baseline | None", options: Request) -> "Known | None":
    """What the baseline silences; nothing where it is to be written anew."""
    if baseline is None or _adopts(options):
        return None
    from cqterm.cli.baselines import known

    return known(baseline)


def _settled(
    baseline: "Baseline | None",
    results: Results,
    tasks: Mapping[str, Task],
    options: Request,
    config: Config,
) -> tuple[Results, tuple[Absent, ...]]:
    """The results with what the baseline silences, and what it knows that was not found again."""
    if baseline is None:
        return results, ()
    from cqterm.cli.baselines import settle

    return settle(
        baseline,
        results,
        partial(_ran, tasks),
        writes=options.write_baseline is not None,
        adopts=_adopts(options),
        usual=config.baseline,
    )


def _ran(tasks: Mapping[str, Task], name: str, rule: str) -> bool:
    """Whether a run judged the whole of a file by a rule."""
    task = tasks[name]
    return task.lines is None and task.settings is not None and runs(rule, task.settings)


def _judged(
    job: Job, options: Request, tasks: Mapping[str, Task], together: Mapping[str, Task], found: Found, results: Results
) -> Outcome:
    """What becomes of the drafts; across files (`together`, if any) each is judged knowing what the others use."""
    if not together:
        return _outcome(job, options, tasks, found, results)
    from cqterm.cli.survey import judged_again, surveyed

    def knowing() -> Job:
        return replace(job, elsewhere=surveyed(job.lexicon, together, jobs=options.jobs))

    outcome = _outcome(knowing(), options, tasks, found, results)
    if outcome.changed:  # what one file holds now decides about the others
        outcome.results = judged_again(knowing(), tasks, outcome.results, jobs=options.jobs)
    return outcome


def _outcome(job: Job, options: Request, tasks: Mapping[str, Task], found: Found, results: Results) -> Outcome:
    if options.comments and len(tasks) != 1:
        what = number(len(tasks), "document")
        raise UsageError(f"--comments puts findings into a copy of one Word file, not of {what}: name that file")
    how = How(fix=options.fix, backup=options.backup, diff=options.diff, comments=options.comments, jobs=options.jobs)
    if options.stdin:
        (task,) = tasks.values()
        return lint_stdin(job, how, task, read_stdin(task.max_size), results)
    if not found.documents and not found.troubles and not (options.force_exclude or options.narrow):
        from cqterm.formats import folder_suffixes

        where = ", ".join(display(path) for path in options.paths or (Path(),))
        say(f"{where}: no documents ({' '.join(folder_suffixes())}) found: name a file")
    return lint_paths(job, how, [*tasks.values()], results)


# --- telling ----------------------------------------------------------------------------------------------------


def _publish(run: Run, outcome: Outcome, options: Request, places: Sequence[Destination], seen: Sequence[View]) -> None:
    """The reports, or what takes their place; on standard error what could not be done and how files were read."""
    for result in run.results.remarked():
        for error in result.errors:
            say(f"{escaped(error.path)}{':' + error.part if error.part else ''}: {error.message}")
        for note in result.notes:
            say(f"{escaped(result.path)}: note: {note}")
    if options.diff:
        put(outcome.instead or b"", options.output)
        return
    if outcome.instead is not None:
        put(outcome.instead)
    publish(run, places, seen, aside=outcome.instead is not None)


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
    if any(result.errors for result in run.results.remarked()):
        return 2
    fails = View(level=options.fail_level or config.fail_level).shows
    found = any(count and fails(severity) for severity, count in run.results.summary().severities.items())
    return int(found and not options.exit_zero)
