"""Where published documents use the terms of a glossary: its evidence, located and never typed.

A place counts as evidence of a term when it is written right there: a misspelt one shows nothing about how a term is
written. Places are found by the same engine that lints, so what counts as the term is the same in both.
"""

from collections.abc import Collection, Mapping, Sequence

from cqterm.formats.pieces import to_source
from cqterm.glossary.evidence import IN_FILE, Row, divide
from cqterm.glossary.evidence import locate as find_quote
from cqterm.match.compiling import compile_lexicon
from cqterm.match.find import Finder
from cqterm.mine.evidence import quote
from cqterm.model import Concept, Document, Evidence, Glossary, Match, Segment, Source, Span, Term
from cqterm.values import replace

Documents = Collection[tuple[Source, Document]]
"""Documents with their sources. They may lie on disk: each is looked at and let go, in several turns."""


def locate(glossary: Glossary, documents: Documents) -> dict[str, tuple[Evidence, ...]]:
    """Every place where a document uses a term of the glossary, by concept, in the order of sources and places.

    Spans are those of the quotes, in code points of the text of the document's part. Proposed concepts are located
    too, and so are forms that wait at a concept, since evidence is what their decision needs; rejected ones are not.
    """
    approved = _places(glossary, documents, {c.id for c in glossary.concepts if c.state == "approved"})
    # What is only proposed may not hide an approved term inside it, so it is looked for by itself.
    undecided = {c.id for c in glossary.concepts if c.state == "proposed" or c.seen}
    found = _places(_with_waiting(glossary), documents, undecided, include_proposed=True) if undecided else {}
    found |= _inside(glossary, documents, {c.id for c in glossary.concepts if c.state == "proposed"} - set(found))
    for concept, places in approved.items():
        found[concept] = list(dict.fromkeys((*places, *found.get(concept, ()))))
    return {concept: tuple(places) for concept, places in sorted(found.items())}


def _places(
    glossary: Glossary,
    documents: Documents,
    wanted: Collection[str],
    *,
    include_proposed: bool = False,
) -> dict[str, list[Evidence]]:
    finder = Finder(compile_lexicon(glossary, include_proposed=include_proposed))
    found: dict[str, list[Evidence]] = {}
    for source, document in documents:
        for segment in document.segments:
            for match in finder.exact(segment.text, role=segment.role):
                if match.concept in wanted and all(d.kind == "spacing" for d in match.differences):
                    evidence = _evidence(source, document, segment, match)
                    found.setdefault(match.concept, []).append(evidence)
    for places in found.values():
        places.sort(key=lambda evidence: evidence.source)
    return found


def _inside(glossary: Glossary, documents: Documents, hidden: set[str]) -> dict[str, list[Evidence]]:
    """The places of proposals that stand inside longer ones only: whoever decides on them has to see some.

    Each turn looks for those that the turns before did not find, so the longest of what is left come first.
    """
    found: dict[str, list[Evidence]] = {}
    while hidden:
        left = replace(glossary, concepts=tuple(c for c in glossary.concepts if c.id in hidden))
        more = _places(left, documents, hidden, include_proposed=True)
        if not more:
            break
        found |= more
        hidden = hidden - set(more)
    return found


def _with_waiting(glossary: Glossary) -> Glossary:
    """A glossary in which the forms that wait for a decision are terms."""
    target = glossary.target_language

    def added(concept: Concept) -> Concept:
        forms = (s.text for s in concept.seen if s.state == "proposed")
        return replace(
            concept, terms=(*concept.terms, *(Term(text=f, language=target, status="admitted") for f in forms))
        )

    return replace(glossary, concepts=tuple(added(c) if c.seen else c for c in glossary.concepts))


def searched(document: Document) -> str:
    """The text in which quotes of a document are looked up: its parts as they are, and then its clean prose.

    Offsets of the first part hold in it. The prose is what markup would hide: words split by tags or entities.
    """
    return "\n\n".join([*(p.text for p in document.parts), *(s.text for s in document.segments)])


def ranked(concept: Concept, evidence: Sequence[Evidence], sources: Sequence[Source]) -> tuple[Evidence, ...]:
    """The evidence of a concept with the two quotes first that people should see.

    The preferred term in the weightiest source comes first, then the first place of another rendering or in another
    source. An excerpt repeats its original, so it comes last.
    """
    known = {s.id: s for s in sources}
    order = {t.text: n for n, t in enumerate(sorted(concept.terms, key=lambda t: t.status != "preferred"))}

    def weight(e: Evidence) -> tuple[bool, int, int, str, int]:
        source = known.get(e.source, Source(id=e.source))
        start = e.span.start if e.span else 0
        return bool(source.excerpt_of), order.get(e.form, len(order)), source.rank, source.id, start

    by_weight = sorted(evidence, key=weight)
    firsts = {(e.form, e.source): e for e in reversed(by_weight)}
    front = [e for e in by_weight if firsts[e.form, e.source] is e and not weight(e)[0]][:IN_FILE]
    return (*front, *(e for e in by_weight if e not in front))


def share_out(
    own: Glossary,
    known: Glossary,
    located: Mapping[str, Sequence[Evidence]],
    documents: Documents,
) -> tuple[dict[str, tuple[Evidence, ...]], list[Row]]:
    """Which quotes are to stand in the glossary itself, for concepts where they change, and the rows beside it.

    `own` is the glossary as its file holds it, `known` the same with the evidence beside it. Quotes that people chose,
    or an earlier run, stay as long as they are true; evidence from sources that are not at hand is kept.
    """
    at_hand = {source.id for source, _ in documents}
    untrue = _untrue(own, documents)
    quotes: dict[str, tuple[Evidence, ...]] = {}
    rows: list[Row] = []
    for concept, there in zip(known.concepts, (c.evidence for c in own.concepts), strict=True):
        term = concept.preferred(known.target_language)
        preferred = term.text if term else ""
        kept = (replace(e, form=e.form or preferred) for e in concept.evidence if e.source not in at_hand)
        evidence = ranked(concept, (*located.get(concept.id, ()), *kept), known.sources)
        if there and concept.id not in untrue:
            said = {(e.source, e.quote, e.span) for e in there}
            rows += (Row(concept.id, e) for e in evidence if (e.source, e.quote, e.span) not in said)
        else:
            front, rest = divide(concept.id, evidence)
            # In the glossary itself the preferred form goes without saying.
            quotes[concept.id] = tuple(replace(e, form="") if e.form == preferred else e for e in front)
            rows += rest
    return quotes, rows


def _untrue(glossary: Glossary, documents: Documents) -> set[str]:
    """The concepts with a quote that does not stand in its source, of those that are at hand."""
    by_source: dict[str, list[tuple[str, Evidence]]] = {}
    for concept in glossary.concepts:
        for evidence in concept.evidence:
            by_source.setdefault(evidence.source, []).append((concept.id, evidence))
    untrue = set()
    for source, document in documents:
        quotes = by_source.get(source.id, ())
        text = searched(document) if quotes else ""
        untrue |= {concept for concept, e in quotes if concept not in untrue and not _holds(e, text)}
    return untrue


def _holds(evidence: Evidence, text: str) -> bool:
    """Whether a quote stands in the text of its source."""
    hint = evidence.span.start if evidence.span else None
    return find_quote(evidence.quote, text, hint=hint) is not None


def _evidence(source: Source, document: Document, segment: Segment, match: Match) -> Evidence:
    words = quote(segment.text, *match.span)
    place = to_source(segment, match.span)
    at = segment.text.find(words, max(0, match.span.start - len(words)), match.span.end + len(words))
    begin = to_source(segment, Span(at, at + len(words))) if at >= 0 else place
    around = find_quote(words, document.part(segment.part), hint=begin.start)
    return Evidence(source=source.id, quote=words, span=around or place, form=match.term.text)
