"""What a run chooses for each file: the command line first, then the settings of its path, then those of the project.

What the settings of a path ignore is ignored beside what the project or the command line does.
"""

from collections.abc import Callable

from cqterm.config import Config
from cqterm.discovery import Exclude, Input, matcher
from cqterm.engine import Settings
from cqterm.errors import UsageError
from cqterm.model import Meta, Source
from cqterm.settings import PathConfig
from cqterm.text.phrases import advice
from cqterm.values import NamedTuple, replace


class Choice(NamedTuple):
    """How to judge a file, and what is known of it beside its text."""

    settings: Settings
    meta: Meta


def rule_ids(given: tuple[str, ...], option: str) -> tuple[str, ...]:
    """The rules that an option names, each by itself or with commas between.

    Raises:
        UsageError: There is no such rule.
    """
    from cqterm.rules import rules

    names = tuple(name.strip() for each in given for name in each.split(",") if name.strip())
    for name in names:
        if name not in rules():
            raise UsageError(f"{option}: unknown rule '{name}': {advice(name, rules())}")
    return names


def project_settings(config: Config, given: Settings) -> Settings:
    """The settings of files about whose paths the configuration says nothing; `given` are those of the command line."""
    return replace(
        given,
        select=given.select or config.select,
        ignore=given.ignore or config.ignore,
        severities=config.severity,
        quotations=config.quotations,
        unconfirmed=given.unconfirmed or config.unconfirmed,
    )


def chooser(config: Config, given: Settings) -> Callable[[Input], Choice]:
    """What to choose for a document; `given` are the settings of the command line."""
    base = project_settings(config, given)
    applies = [(each, matcher(Exclude(config.folder, each.match))) for each in config.paths]

    def choose(document: Input) -> Choice:
        own = [each for each, matches in applies if matches(document.path)]
        settings = base
        for each in own:
            settings = _with(settings, each, given)
        publisher = next((each.publisher for each in reversed(own) if each.publisher), config.publisher)
        date = next((each.date for each in reversed(own) if each.date), config.date)
        return Choice(settings, _meta(document.source, publisher, date))

    return choose


def _with(settings: Settings, own: PathConfig, given: Settings) -> Settings:
    return replace(
        settings,
        select=given.select or own.select or settings.select,
        ignore=(*settings.ignore, *own.ignore),
        severities={**settings.severities, **own.severity},
        quotations=own.quotations or settings.quotations,
    )


def _meta(source: Source | None, publisher: str, date: str) -> Meta:
    """What the manifest says; the configuration fills what it leaves open."""
    if source is None:
        return Meta(publisher=publisher, date=date)
    return Meta(
        publisher=source.publisher or publisher,
        date=source.date or date,
        title=source.title,
        language=source.language,
        url=source.url,
    )
