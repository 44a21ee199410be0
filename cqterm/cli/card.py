"""The card of a concept: what is preferred, what else is said, who said it, when and where."""

from collections.abc import Iterator

from cqterm.model import Concept, Decision, Evidence, Glossary, Seen, Source, Term


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
