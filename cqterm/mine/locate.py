"""Where published documents use the terms of a glossary: its evidence, located and never typed.

A place counts as evidence of a term when it is written right there: a misspelt one shows nothing about how a term is
written. Places are found by the same engine that lints, so what counts as the term is the same in both.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from cqterm.formats.pieces import to_source
from cqterm.match.find import Finder
from cqterm.match.lexicon import compile_lexicon
from cqterm.mine.evidence import quote
from cqterm.model import Concept, Document, Evidence, Glossary, Source

QUOTES = 2
"""Quotes of a concept that stand in the glossary itself; people read that file."""


def locate(glossary: Glossary, documents: Iterable[tuple[Source, Document]]) -> dict[str, tuple[Evidence, ...]]:
    """Every place where a document uses a term of the glossary, by concept, in the order of sources and places.

    Spans count code points in the text of the document's part. Proposed concepts are located too, since evidence is
    what their decision needs; rejected ones are not.
    """
    finder = Finder(compile_lexicon(glossary, include_proposed=True))
    found: dict[str, list[Evidence]] = {}
    for source, document in sorted(documents, key=lambda pair: pair[0].id):
        for segment in document.segments:
            for match in finder.find(segment.text, role=segment.role):
                if all(d.kind == "spacing" for d in match.differences):
                    evidence = Evidence(
                        source=source.id,
                        quote=quote(segment.text, *match.span),
                        span=to_source(segment, match.span),
                        form=match.term.text,
                    )
                    found.setdefault(match.concept, []).append(evidence)
    return {concept: tuple(places) for concept, places in sorted(found.items())}


def best_quotes(concept: Concept, evidence: Sequence[Evidence], sources: Sequence[Source]) -> tuple[Evidence, ...]:
    """The quotes that people should see: the preferred term in the weightiest source, then another rendering or source.

    An excerpt repeats its original, so it is quoted only where nothing else is.
    """
    known = {s.id: s for s in sources}
    order = {t.text: n for n, t in enumerate(sorted(concept.terms, key=lambda t: t.status != "preferred"))}

    def weight(e: Evidence) -> tuple[bool, int, int, str, int]:
        source = known.get(e.source, Source(id=e.source))
        start = e.span.start if e.span else 0
        return bool(source.excerpt_of), order.get(e.form, len(order)), source.tier or 99, source.id, start

    chosen: list[Evidence] = []
    for e in sorted(evidence, key=weight):
        seen = {(c.form, c.source) for c in chosen}
        if len(chosen) < QUOTES and (e.form, e.source) not in seen and not (chosen and known[e.source].excerpt_of):
            # in the file the preferred form goes without saying
            chosen.append(e)
    return tuple(replace(e, form="") if order.get(e.form) == 0 else e for e in chosen)
