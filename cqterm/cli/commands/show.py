"""`cqterm show`: the concept card, found by any form of a term, also a misspelt one; or the list of all concepts."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import get_args

import click

from cqterm.cli.card import card
from cqterm.cli.commands import Command
from cqterm.cli.in_use import InUse, configuration, glossary_in_use
from cqterm.cli.options import complete, config_options, glossary_option
from cqterm.cli.terminal import put, say, tell
from cqterm.model import Concept, Glossary, State, Term

_EPILOG = """\b
Examples:
  cqterm show "Two Centers and Two Highlands"
  cqterm show ILSTC
  cqterm show --list --state proposed
"""


@click.command(cls=Command, epilog=_EPILOG, short_help="Show what a term means, or list all terms.")
@click.argument("term", nargs=-1, shell_complete=complete("concepts"))
@click.option(
    "--list", "everything", is_flag=True, help="List the glossary, a line a concept: id, source term, preferred."
)
@click.option(
    "--domain",
    "domains",
    multiple=True,
    metavar="NAME",
    shell_complete=complete("domains"),
    help="List only the concepts of a domain; repeatable.",
)
@click.option("--state", type=click.Choice(get_args(State)), help="List only the concepts in this state.")
@glossary_option
@config_options
def command(
    term: tuple[str, ...],
    everything: bool,
    domains: tuple[str, ...],
    state: str | None,
    glossaries: tuple[Path, ...],
    config_path: Path | None,
    isolated: bool,
) -> int:
    """Show what a term means here: what is preferred, what else is said, who said it, when and where."""
    if everything and term:
        raise click.UsageError("--list shows the whole glossary: leave the term out, or --list")
    if (domains or state) and not everything:
        raise click.UsageError("--domain and --state choose what is listed: add --list")
    if not (everything or term):
        raise click.UsageError("say which term to show, or --list")
    in_use = glossary_in_use(glossaries, configuration(config_path, isolated=isolated))
    if not everything:
        return _show(in_use, " ".join(term))

    from cqterm.exchange.select import select

    concepts = select(in_use.glossary, domains=domains).concepts
    put(_rows(in_use.glossary, [c for c in concepts if state in (None, c.state)]))
    return 0


def _show(in_use: InUse, form: str) -> int:
    """The cards of what a form names; on standard error what was perhaps meant, where it names nothing."""
    from cqterm.match.lookup import lookup

    found = lookup(in_use.glossary, form)
    if found:
        put("\n".join(card(in_use.glossary, concept, named, _how(form, named, how)) for concept, named, how in found))
        return 0
    close = _suggestions(in_use.glossary, form)
    remedy = "did you mean one of these?" if close else "try another form of it, or its source term"
    say(f"{form}: not in {in_use.description}: {remedy}")
    tell(_rows(in_use.glossary, close, indent="  "))
    return 1


def _how(form: str, term: Term, how: str) -> str:
    """How a form stands to the term that it was found by, in words; nothing where it is the term itself."""
    if how == "exact":
        return ""
    if how == "inflected" and not _is_number(form, term.text):
        return "another form"
    return f"the {how} form"


def _is_number(form: str, text: str) -> bool:
    """Whether a form is a term but for plural and singular."""
    from cqterm.text.tokens import tokens
    from cqterm.text.words import singular

    said, meant = ([token.norm for token in tokens(each)] for each in (form, text))
    return said != meant and list(map(singular, said)) == list(map(singular, meant))


# --- the list ---------------------------------------------------------------------------------------------------

_SUGGESTIONS = 8


def _suggestions(glossary: Glossary, form: str) -> list[Concept]:
    """Concepts of which a term contains the form, those with the shortest first; then those with a term like it."""
    from difflib import get_close_matches

    wanted = _plain(form)
    if not wanted:
        return []
    named: dict[str, list[Concept]] = {}
    for concept in glossary.concepts:
        for term in concept.terms:
            named.setdefault(_plain(term.text), []).append(concept)
    texts = sorted((text for text in named if wanted in text), key=len)
    texts += get_close_matches(wanted, named, n=_SUGGESTIONS)
    found = {concept.id: concept for text in texts for concept in named[text]}
    return list(found.values())[:_SUGGESTIONS]


def _plain(text: str) -> str:
    """A text as somebody types it who does not know its capitals and hyphens."""
    from cqterm.text.fold import fold

    return " ".join(re.split(r"[\W_]+", fold(text))).strip()


def _rows(glossary: Glossary, concepts: Iterable[Concept], *, indent: str = "") -> str:
    """A line a concept, in columns: id, source term, preferred target term; `-` where there is none."""
    languages = (glossary.source_language, glossary.target_language)
    rows = []
    for concept in concepts:
        terms = (concept.preferred(language) for language in languages)
        rows.append([concept.id, *(term.text if term else "-" for term in terms)])
    widths = [max((_width(row[n]) for row in rows), default=0) for n in range(2)]
    return "".join(
        indent
        + "  ".join([*(cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=False)), row[2]])
        + "\n"
        for row in rows
    )


def _width(text: str) -> int:
    """Columns on a terminal, where a Chinese character takes two (Unicode Standard Annex #11)."""
    from unicodedata import east_asian_width

    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)
