"""Who says so: which of the sources of a concept speaks for its preferred term."""

from cqterm.model import Authority, Concept, Glossary


def authority(glossary: Glossary, concept: Concept) -> Authority | None:
    """The source of the highest tier that uses the preferred term, the latest of equals.

    None where no evidence shows the preferred term. A source that nobody has ranked comes after all that are; an
    excerpt repeats its original and has no voice of its own.
    """
    term = concept.preferred(glossary.target_language)
    if term is None or not concept.evidence:
        return None
    known = {s.id: s for s in glossary.sources if not s.excerpt_of}
    shown = [e for e in concept.evidence if e.form in ("", term.text) and e.source in known]
    sources = [known[e.source] for e in shown]
    if not sources:
        return None
    rank = min(s.rank for s in sources)
    best = max((s for s in sources if s.rank == rank), key=lambda s: (s.date, s.id))
    return Authority(
        source=best.id,
        publisher=best.publisher_name or best.publisher,
        date=best.date,
        url=best.url,
        count=len(shown),
    )
