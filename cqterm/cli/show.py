"""`cqterm show`: the concept card, found by any form of a term, also a misspelt one; or the list of all concepts."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import get_args

import click

from cqterm.cli.commands import Command
from cqterm.cli.in_use import InUse, configuration, glossary_in_use
from cqterm.cli.options import complete, config_options, glossary_option
from cqterm.cli.terminal import put, say, tell
from cqterm.model import Concept, Decision, Evidence, Glossary, Seen, Source, State, Term

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


# --- the card ---------------------------------------------------------------------------------------------------


def card(glossary: Glossary, concept: Concept, named: Term, how: str) -> str:
    """The card of a concept. `how` it was found is said where that was not by a term as it stands."""
    lines = [f"{concept.id} ({concept.state}, {concept.origin})"]
    if how:
        lines.append(f"  found as {how} of: {named.text}")
    lines += _terms(glossary, concept)
    lines += _facts(concept)
    if concept.seen:
        lines.append("  forms seen in the sources")
        lines += (f"    {' '.join(filter(None, (s.text, _seen(s))))}" for s in concept.seen)
    if concept.evidence:
        lines.append("  evidence")
        lines += _evidence(glossary, concept.evidence)
    return "\n".join(lines) + "\n"


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


def _terms(glossary: Glossary, concept: Concept) -> Iterator[str]:
    """The source term first, then what drafts may and may not say, as the glossary orders it."""
    order = {glossary.source_language: 0, glossary.target_language: 1}
    for term in sorted(concept.terms, key=lambda t: order.get(t.language, 2)):
        facts = [
            term.type if term.type != "full" else "",
            f"from {term.valid_from}" if term.valid_from else "",
            f"until {term.until}" if term.until else "",
            f"form of {_publisher(glossary, term.publisher)}" if term.publisher else "",
            term.note,
        ]
        said = "; ".join(fact for fact in facts if fact)
        yield f"  {term.language:8} {term.status:10} {term.text}" + (f"  ({said})" if said else "")


def _seen(seen: Seen) -> str:
    decided = seen.decided or Decision()
    out = " ".join(filter(None, (seen.state, decided.date))) if seen.state == "rejected" else "not decided on"
    facts = [seen.kind, seen.source, ": ".join(filter(None, (out, decided.why)))]
    said = "; ".join(fact for fact in facts if fact)
    return f" ({said})" if said else ""


def _facts(concept: Concept) -> Iterator[str]:
    decided = concept.decided
    facts = {
        "domain": concept.domain,
        "case": concept.case,
        "definition": concept.definition,
        "note": concept.note,
        "decided": ": ".join(each for each in (decided.date, decided.why) if each) if decided else "",
    }
    for name, value in facts.items():
        if value:
            yield f"  {name:19} {' '.join(value.split())}"


_QUOTES_SHOWN = 5


def _evidence(glossary: Glossary, evidence: tuple[Evidence, ...]) -> Iterator[str]:
    for each in evidence[:_QUOTES_SHOWN]:
        source = glossary.source(each.source) or Source(id=each.source)
        who = source.publisher_name or source.publisher or source.id
        facts = [fact for fact in (who, source.date, source.title) if fact]
        place = f", at {each.span.start}" if each.span else ""
        yield f"    {', '.join(facts)} ({source.id}{place})"
        yield f'      "{" ".join(each.quote.split())}"'
        if source.url:
            yield f"      {source.url}"
    if len(evidence) > _QUOTES_SHOWN:
        yield f"    and {len(evidence) - _QUOTES_SHOWN:,} more"


def _publisher(glossary: Glossary, identifier: str) -> str:
    names = (source.publisher_name for source in glossary.sources if source.publisher == identifier)
    return next((name for name in names if name), identifier)
