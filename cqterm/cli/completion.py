"""What a shell is offered: rules, reports and the files they go to, concepts and domains of the glossary in use.

Loaded only where a shell asks. click's scripts for bash, zsh and fish hand over a word as the shell cuts it: bash cuts
`--select=x` and `sarif=x` at the equals signs, the others leave them whole. Here they are one word for all.
"""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click
from click.shell_completion import (
    BashComplete,
    CompletionItem,
    FishComplete,
    ShellComplete,
    ZshComplete,
    add_completion_class,
)

from cqterm.errors import CqtermError
from cqterm.model import Glossary, State


def answer() -> None:
    """Let the shells that click knows be answered as is said here."""
    for shell in (_Bash, _Zsh, _Fish):
        add_completion_class(shell)


def rules(ctx: click.Context, word: str) -> Iterator[CompletionItem]:  # noqa: ARG001
    """Rules, with what each finds; of a list with commas the last is completed."""
    from cqterm.rules import rules as all_rules

    before, comma, last = word.rpartition(",")
    for name, rule in all_rules().items():
        if name.startswith(last):
            yield CompletionItem(before + comma + name, help=(rule.__doc__ or "").partition("\n")[0])


def reports(ctx: click.Context, word: str) -> Iterator[CompletionItem]:  # noqa: ARG001
    """Reports, and after the equals sign the file that one goes to."""
    from cqterm import reports as all_reports

    name, equals, _ = word.partition("=")
    if equals:
        yield CompletionItem(word, type="file", after=name + equals)
        return
    for known in all_reports.names():
        if known.startswith(name):
            yield CompletionItem(known, help=all_reports.report(known).SUMMARY)


def concepts(ctx: click.Context, word: str) -> Iterator[CompletionItem]:
    """Concepts by their ids, with the preferred term."""
    return _items(_glossary(ctx), word)


def proposals(ctx: click.Context, word: str) -> Iterator[CompletionItem]:
    """Those concepts that nobody has decided about."""
    return _items(_glossary(ctx), word, state="proposed")


def _items(glossary: Glossary | None, word: str, *, state: State | None = None) -> Iterator[CompletionItem]:
    for concept in glossary.concepts if glossary else ():
        if glossary and concept.id.startswith(word) and state in (None, concept.state):
            term = concept.preferred(glossary.target_language) or concept.preferred(glossary.source_language)
            yield CompletionItem(concept.id, help=term.text if term else None)


def rulings(ctx: click.Context, word: str) -> Iterator[CompletionItem]:
    """`ID=`, what a person decides about, then what is there to choose from."""
    identifier, equals, rest = word.partition("=")
    if not equals:
        yield from (CompletionItem(f"{item.value}=", help=item.help) for item in concepts(ctx, identifier))
        return
    glossary = _glossary(ctx)
    concept = next((c for c in glossary.concepts if c.id == identifier), None) if glossary else None
    for form in concept.seen if concept else ():
        if form.text.startswith(rest):
            yield CompletionItem(f"{identifier}={form.text}", help=form.kind or None)


def merges(ctx: click.Context, word: str) -> Iterator[CompletionItem]:
    """`ID=ID`, the second another than the first."""
    identifier, equals, rest = word.partition("=")
    for item in concepts(ctx, rest if equals else identifier):
        if not equals:
            yield CompletionItem(f"{item.value}=", help=item.help)
        elif item.value != identifier:
            yield CompletionItem(f"{identifier}={item.value}", help=item.help)


def domains(ctx: click.Context, word: str) -> Iterator[CompletionItem]:
    """The domains of the glossary."""
    glossary = _glossary(ctx)
    found = sorted({concept.domain for concept in glossary.concepts} - {""}) if glossary else []
    return (CompletionItem(name) for name in found if name.startswith(word))


def publishers(ctx: click.Context, word: str) -> Iterator[CompletionItem]:
    """The publishers of the glossary's sources and house forms, with their names."""
    glossary = _glossary(ctx)
    if glossary is None:
        return
    names = {term.publisher: "" for concept in glossary.concepts for term in concept.terms}
    names |= {source.publisher: source.publisher_name for source in glossary.sources}
    for publisher, name in sorted(names.items()):
        if publisher and publisher.startswith(word):
            yield CompletionItem(publisher, help=name or None)


def _glossary(ctx: click.Context) -> Glossary | None:
    """The glossary that the command would use; None where it can't be read, which a shell is no place to tell."""
    from cqterm.cli.in_use import configuration, glossary_in_use

    given = _given(ctx)
    path = given.get("path")
    glossaries = (path,) if isinstance(path, Path) else given.get("glossaries") or ()
    try:
        config = configuration(given.get("config_path"), isolated=bool(given.get("isolated")))
        return glossary_in_use(glossaries, config).glossary
    except (CqtermError, click.ClickException):
        return None


def _given(ctx: click.Context) -> dict[str, Any]:
    """What was given so far. Of a line that ends with an option without its value click itself reads no paths."""
    words = ctx.find_root().obj or []
    if not words[1:] or not words[-1].startswith("-"):
        return ctx.params
    return ctx.command.make_context(ctx.info_name, words[1:-1], resilient_parsing=True).params


# --- words and shells -------------------------------------------------------------------------------------------


def listed(word: str) -> list[str]:
    """The files and folders that a path begins, a folder with its slash; of one that is alone what it holds."""
    folder, _, name = word.rpartition("/")
    place = f"{folder}/" if "/" in word else ""
    try:
        entries = sorted(os.scandir(place or "."), key=lambda entry: entry.name)
    except OSError:
        return []
    found = [
        place + entry.name + ("/" if entry.is_dir() else "")
        for entry in entries
        if entry.name.startswith(name) and (name or not entry.name.startswith("."))
    ]
    if len(found) == 1 and found[0].endswith("/") and found[0] != word:
        return listed(found[0]) or found
    return found


def _option(word: str) -> str:
    """`--option=` where a word begins so."""
    name, equals, _ = word.partition("=")
    return name + equals if equals and name.startswith("--") else ""


class _Whole(ShellComplete):
    """A shell that leaves a word whole, and replaces it whole."""

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem]:
        """click's, with what stands before the value of an option put back."""
        option, self.ctx_args = _option(incomplete), {**self.ctx_args, "obj": args}
        return [
            each
            for item in super().get_completions(args, incomplete)
            for each in self._spelled(item, option, incomplete)
        ]

    def _spelled(self, item: CompletionItem, option: str, word: str) -> Iterator[CompletionItem]:
        before = option + (getattr(item, "after", None) or "")
        if item.type == "plain":
            yield CompletionItem(option + item.value, help=item.help)
        elif before:
            yield from (CompletionItem(before + path) for path in listed(word.removeprefix(before)))
        else:
            yield item


class _Zsh(_Whole, ZshComplete):
    """The shell zsh."""


class _Fish(_Whole, FishComplete):
    """The shell fish. click's script would cut a list of rules, and what they find, at the first comma."""

    source_template = FishComplete.source_template.replace('split ","', 'split --max 1 ","')


class _Bash(BashComplete):
    """The shell bash, which takes an equals sign for a word and replaces what stands behind it."""

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem]:
        """Click's for the whole word, without what bash leaves as it is."""
        args, word = _joined(args, incomplete)
        self.ctx_args = {**self.ctx_args, "obj": args}
        kept = word.removeprefix(_option(word)).rpartition("=")
        return [
            CompletionItem(item.value.removeprefix(kept[0] + kept[1]), type=item.type, help=item.help)
            for item in super().get_completions(args, word)
        ]


def _joined(args: Sequence[str], last: str) -> tuple[list[str], str]:
    """The words before the last and the last one, where the equals signs in it are no words of their own."""
    words = [*args, last]
    at = len(words) - 1
    while at > 0 and (words[at] == "=" or words[at - 1] == "="):
        at -= 1
    return words[:at], "".join(words[at:])
