"""What the options that several commands share stand for: the configuration, and the glossary in use."""

from pathlib import Path

from cqterm.cache import Cache
from cqterm.config import Config, load_config
from cqterm.errors import FileError, UsageError
from cqterm.files import display, shipped_glossary
from cqterm.glossaries import load_glossary
from cqterm.model import Glossary
from cqterm.values import frozen


def configuration(config_path: Path | None, *, isolated: bool, cache: Cache | None = None) -> Config:
    """The configuration that the options choose.

    Raises:
        UsageError: The two options contradict each other.
        ConfigError: It is wrong.
    """
    if config_path and isolated:
        raise UsageError("--config and --isolated exclude each other: give one of them")
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
    """Those given; without one those of the configuration; without one the shipped glossary.

    Raises:
        FileError: The configuration names a file that is not there.
    """
    if glossaries or not config.glossary:
        return glossaries or (shipped_glossary(),)
    for path in config.glossary:
        if not path.exists():
            what = f"its glossary {display(path)} is not there: mend `glossary`, or give another with -g"
            raise FileError(f"{display(config.path or path)}: {what}")
    return config.glossary


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
