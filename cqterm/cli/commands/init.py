"""`cqterm init`: set a project up, with settings, a glossary and the hook. Nothing of anybody's is lost by it.

Everything is settled before anything is written: what is there already is kept, added to, or asked about.
"""

import os
import sys
from pathlib import Path

import click

from cqterm.cli import precommit
from cqterm.cli.commands import Command
from cqterm.cli.in_use import glossary_in_use
from cqterm.cli.options import PathType, language
from cqterm.cli.terminal import put, tell
from cqterm.config import load_config
from cqterm.errors import FileError, GlossaryError
from cqterm.files import display, read_bytes, write_bytes
from cqterm.git import top_of
from cqterm.glossaries import load_glossary
from cqterm.values import NamedTuple

_EPILOG = """\b
Examples:
  cqterm init
  cqterm init -g glossary.yaml --yes
  cqterm init --shipped --no-hook drafts/

\b
What it writes:
  cqterm.yaml              the settings: which glossary, and room for more
  terms.yaml               an empty glossary, unless one is chosen
  .pre-commit-config.yaml  the hook, at the top of the git repository

Settings that are there are asked about; where nobody can be asked, --yes has
to be said. Those of [tool.cqterm] in pyproject.toml and a glossary are never
overwritten, and to a list of hooks one is added.
"""

_SETTINGS = """\
# Settings of cqterm for this folder and those under it. The README lists all keys.
{glossary}
# exclude: [archive/]
# severity: {{term-case: info}}
# baseline: known.tsv
"""


class _Step(NamedTuple):
    """What happens to a file, in words, and its new content; None where it stays as it is."""

    said: str
    path: Path
    content: bytes | None = None


@click.command(cls=Command, epilog=_EPILOG, short_help="Set a project up: settings, glossary, hook.")
@click.argument("folder", type=PathType(), default=".")
@click.option("-g", "--glossary", type=PathType(), metavar="FILE", help="Use this glossary instead of an empty one.")
@click.option("--shipped", is_flag=True, help="Use the glossary that comes with cqterm.")
@click.option(
    "--source-language",
    callback=language,
    default="zh-Hans",
    help="Of an empty glossary; zh-Hans by default, und if none.",
)
@click.option("--target-language", callback=language, default="en", help="Of an empty glossary; en by default.")
@click.option("--no-hook", is_flag=True, help="Leave pre-commit alone.")
@click.option("-y", "--yes", "--force", is_flag=True, help="Overwrite settings that are there, without asking.")
def command(
    folder: Path,
    glossary: Path | None,
    *,
    shipped: bool,
    source_language: str,
    target_language: str,
    no_hook: bool,
    yes: bool,
) -> None:
    """Set a project up in a folder; the current one by default."""
    if glossary and shipped:
        raise click.UsageError("--glossary and --shipped exclude each other: give one of them")
    if source_language.lower() == target_language.lower():
        what = f"source and target are both {target_language}: name two"
        raise click.UsageError(f"{what}, or say --source-language und for a list of one language")
    if not folder.is_dir():
        raise FileError(f"{display(folder)}: no folder: make it first, or name another")
    chosen = None if shipped else glossary or folder / "terms.yaml"
    settings = _settings(folder, chosen, is_given=shipped or glossary is not None, yes=yes)
    if settings.said == _OTHERS:  # they name the glossary too
        chosen = None
        glossary_in_use(config=load_config(start=folder))
    hook = [] if no_hook else _hook(folder)
    for step in (
        *_glossary(chosen, (source_language, target_language), is_given=glossary is not None),
        settings,
        *hook,
    ):
        if step.content is not None:
            write_bytes(step.path, step.content)
        put(f"{step.said}: {display(step.path)}\n")
    _say_what_next(folder, has_hook=bool(hook))


def _glossary(path: Path | None, languages: tuple[str, str], *, is_given: bool) -> list[_Step]:
    """An empty one, if none is chosen or there. One that is there has to be one."""
    if path is None:
        return []
    if is_given or path.exists():
        try:
            load_glossary([path])
        except GlossaryError as error:
            raise FileError(f"{error}: mend it, or choose another glossary") from error
        return [_Step("kept", path)]
    from cqterm.glossary.render import render_glossary
    from cqterm.model import Glossary

    name = f"Terms of {path.absolute().parent.name}"
    empty = Glossary(name=name, source_language=languages[0], target_language=languages[1], concepts=())
    return [_Step("new, an empty glossary", path, render_glossary(empty).encode())]


_OTHERS = "kept, as it configures cqterm already"


def _settings(folder: Path, glossary: Path | None, *, is_given: bool, yes: bool) -> _Step:
    path, other = folder / "cqterm.yaml", folder / "pyproject.toml"
    if other.is_file() and not path.exists() and load_config(start=folder).path == other:
        if is_given:
            raise FileError(f"{display(other)}: configures cqterm already: change `glossary` in [tool.cqterm] there")
        return _Step(_OTHERS, other)
    content = _SETTINGS.format(glossary=_chosen(folder, glossary)).encode()
    if not path.exists():
        return _Step("new, the settings", path, content)
    if read_bytes(path) == content:
        return _Step("kept", path)
    if not yes and not sys.stdin.isatty():
        raise FileError(f"{display(path)}: is there: --yes overwrites it")
    if not yes and not click.confirm(f"{display(path)}: is there: overwrite it?", err=True):
        return _Step(_OTHERS, path)
    return _Step("overwritten, the settings", path, content)


def _chosen(folder: Path, glossary: Path | None) -> str:
    if glossary is None:
        return "# glossary: terms.yaml   (without it the glossary that comes with cqterm counts)"
    from cqterm.glossary.render import scalar

    return f"glossary: {scalar(Path(os.path.relpath(glossary, folder)).as_posix())}"


def _hook(folder: Path) -> list[_Step]:
    """The hook, where there is a repository for it."""
    top = top_of(folder.absolute())
    if top is None:
        tell("cqterm: no git repository here, so no hook: git init, and cqterm init again\n")
        return []
    from cqterm.formats import folder_suffixes

    inside = folder.resolve().relative_to(top.resolve()).as_posix()
    path = Path(os.path.relpath(top / precommit.NAME))
    old = read_bytes(path).decode("utf-8", "surrogateescape") if path.exists() else ""
    text = precommit.with_hook(old, suffixes=folder_suffixes(), folder="" if inside == "." else inside)
    if text == old:
        return [_Step("kept, it has the hook", path)]
    said = "the hook added" if old else "new, with the hook"
    return [_Step(said, path, text.encode("utf-8", "surrogateescape"))]


def _say_what_next(folder: Path, *, has_hook: bool) -> None:
    """Which glossary is in use, and what a person would do now."""
    config = load_config(start=folder)
    put(f"glossary in use: {glossary_in_use(config=config).description}\n")
    at = "" if folder == Path() else f" --config {display(config.path or folder)} {display(folder)}"
    steps = [
        (f"cqterm lint{at}", "check the drafts that are there"),
        (f"cqterm lint{at} --write-baseline known.tsv", "accept what they hold today, and see only what is new"),
    ]
    if has_hook:
        steps.append(("pre-commit install", "check drafts at each commit"))
    if config.glossary:
        name = display(config.glossary[-1])  # the one that overlays the others is the project's own
        steps[:0] = [
            (f"cqterm mine DOCUMENTS -g {name}", "propose terms from published texts"),
            (f"cqterm review {name}", "decide on what is proposed"),
        ]
    width = max(len(step) for step, _ in steps)
    put("next:\n" + "".join(f"  {step:{width}}  {what}\n" for step, what in steps))
