"""Options that several commands share, and what they stand for."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from cqterm.cache import Cache
from cqterm.config import Config, load_config, parse_date, parse_size
from cqterm.files import display, shipped_glossary
from cqterm.glossaries import load_glossary
from cqterm.model import Glossary
from cqterm.values import frozen

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


def configuration(config_path: Path | None, *, isolated: bool, cache: Cache | None = None) -> Config:
    """The configuration that the options choose.

    Raises:
        UsageError: The two options contradict each other.
        ConfigError: It is wrong.
    """
    if config_path and isolated:
        raise click.UsageError("--config and --isolated exclude each other: give one of them")
    return Config() if isolated else load_config(config_path, cache=cache or Cache())


@frozen
class InUse:
    """The glossary in use and the files that it comes from; `shipped` where nobody chose one."""

    glossary: Glossary
    paths: tuple[Path, ...]
    shipped: bool

    @property
    def description(self) -> str:
        """Name, size and place in a line."""
        states = [concept.state for concept in self.glossary.concepts]
        counts = f"{states.count('approved'):,} approved and {states.count('proposed'):,} proposed concepts"
        place = "shipped with cqterm" if self.shipped else ", ".join(display(path) for path in self.paths)
        return f"{self.glossary.name} ({counts}; {place})"


def glossary_paths(glossaries: tuple[Path, ...], config: Config) -> tuple[Path, ...]:
    """Those given; without one those of the configuration; without one the shipped glossary."""
    return glossaries or config.glossary or (shipped_glossary(),)


def glossary_in_use(glossaries: tuple[Path, ...] = (), config: Config | None = None) -> InUse:
    """The glossary of these files, of the configuration, or the shipped one.

    Raises:
        CqtermError: The glossary or the configuration can't be read or is wrong.
    """
    config = config or load_config()
    paths = glossary_paths(glossaries, config)
    return InUse(glossary=load_glossary(paths), paths=paths, shipped=not (glossaries or config.glossary))


def unsearchable(language: str, terms: int) -> str:
    """A word to the user where a draft could be full of approved terms, so many, and none would be found.

    Matching goes by words, which writing without spaces, such as Chinese, does not show. A new glossary has no term
    yet, and that its drafts are clean would say too much.
    """
    if not terms:
        return f"the glossary has no approved term in {language}, so nothing can be found: cqterm review approves terms"
    what = f"none of the {terms:,} terms in {language} can be found, except beside their source"
    return f"drafts are searched in languages that put spaces between words; {what}"
