"""`cqterm show`: the concept card. Found by any form of a term, also a misspelt one."""

from collections.abc import Iterator
from pathlib import Path

import click

from cqterm.cli.options import config_options, configuration, glossary_in_use, glossary_option
from cqterm.cli.terminal import put, say
from cqterm.model import Concept, Evidence, Glossary, Source, Term

_EPILOG = """\b
Examples:
  cqterm show "Two Centers and Two Highlands"
  cqterm show ILSTC
"""


@click.command(epilog=_EPILOG)
@click.argument("term", nargs=-1, required=True)
@glossary_option
@config_options
def command(term: tuple[str, ...], glossaries: tuple[Path, ...], config_path: Path | None, isolated: bool) -> int:
    """Show what a term means here: what is preferred, what else is said, who said it, when and where."""
    from cqterm.match.find import lookup

    form = " ".join(term)
    in_use = glossary_in_use(glossaries, configuration(config_path, isolated=isolated))
    found = lookup(in_use.glossary, form)
    if not found:
        say(f"{form}: not in {in_use.description}: try another form of it, or its Chinese")
        return 1
    put("\n".join(_card(in_use.glossary, concept, named, how) for concept, named, how in found))
    return 0


def _card(glossary: Glossary, concept: Concept, named: Term, how: str) -> str:
    """The card of a concept, and how it was found where that was not by a form as it stands."""
    lines = [f"{concept.id} ({concept.state}, {concept.origin})"]
    if how != "exact":
        lines.append(f"  found as the {how} form of: {named.text}")
    lines += _terms(glossary, concept)
    lines += _facts(concept)
    if concept.evidence:
        lines.append("  evidence")
        lines += _evidence(glossary, concept.evidence)
    return "\n".join(lines) + "\n"


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
