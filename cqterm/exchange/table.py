"""A glossary as a table, for CSV, TSV and XLSX: the layouts that other tools import, and our own that holds most.

A layout says which columns there are, who reads it, and which fields of a concept it holds; everything else is counted
as lost. `table_reader` reads all of them back, and those of nobody in particular.
"""

from collections.abc import Callable, Iterator, Mapping

from cqterm.exchange.losses import Losses, lose
from cqterm.exchange.strict import one_line
from cqterm.exchange.vocabulary import language_name
from cqterm.glossary.shape import default_case
from cqterm.model import Concept, Glossary, Term
from cqterm.values import NamedTuple

Row = list[str]

TERMS = (
    "id", "language", "term", "status", "type", "from", "until", "publisher", "term note", "state", "origin", "case",
    "near", "domain", "definition", "note", "decided on", "decided because",
)  # fmt: skip
"""The columns of our own layout, a row a term; what is said of the concept stands in its first row."""

JOINED = " | "
"""Between several terms in one cell."""

_OTHERS = ("admitted", "deprecated", "superseded")


class Layout(NamedTuple):
    """A way to lay out the rows. `holds` names the fields that it holds beside the terms that it `takes`."""

    summary: str
    rows: Callable[[Glossary], Iterator[Row]]
    takes: Callable[[Term, Concept, Glossary], bool]
    holds: frozenset[str]
    delimiter: str = ""


def count(glossary: Glossary, layout: Layout, losses: Losses) -> None:
    """Count what a layout does not hold of a glossary."""
    holds = layout.holds
    lose(losses, "name", "left out", "glossary", bool(glossary.name))
    lose(losses, "sources", "left out", "source", len(glossary.sources))
    for concept in glossary.concepts:
        lose(losses, "id", "left out", "concept", "id" not in holds)
        for field, said in _said(concept, glossary).items():
            lose(losses, field, "left out", "concept", said and field not in holds)
        for field in ("ok", "bad"):
            lose(losses, field, "left out", "example", len(getattr(concept, field)))
        lose(losses, "seen", "left out", "form", len(concept.seen))
        lose(losses, "evidence", "left out", "quote", len(concept.evidence))
        for term in concept.terms:
            if not layout.takes(term, concept, glossary):
                lose(losses, "terms", "left out", "term")
                continue
            for field, said in _said_of(term).items():
                lose(losses, field, "left out", "term", said and f"term {field}" not in holds)


def _said(concept: Concept, glossary: Glossary) -> dict[str, bool]:
    return {
        "state": concept.state != "approved",
        "origin": concept.origin != "curated",
        "case": concept.case != default_case(concept.terms, glossary.target_language),
        "near": concept.near is not None,
        "domain": bool(concept.domain),
        "definition": bool(concept.definition),
        "note": bool(concept.note),
        "decided": concept.decided is not None,
    }


def _said_of(term: Term) -> dict[str, bool]:
    return {
        "status": term.status != "preferred",
        "type": term.type != "full",
        "from": bool(term.valid_from),
        "until": bool(term.until),
        "publisher": bool(term.publisher),
        "note": bool(term.note),
    }


# --- ours -------------------------------------------------------------------------------------------------------


def _a_row_a_term(glossary: Glossary) -> Iterator[Row]:
    yield list(TERMS)
    for concept in glossary.concepts:
        decided = concept.decided
        about = [
            concept.state,
            concept.origin if concept.origin != "curated" else "",
            concept.case if concept.case != default_case(concept.terms, glossary.target_language) else "",
            concept.near or "",
            concept.domain,
            concept.definition,
            concept.note,
            decided.date if decided else "",
            decided.why if decided else "",
        ]
        for term in _source_first(concept, glossary):
            kind = term.type if term.type != "full" else ""
            said = [term.text, term.status, kind, term.valid_from, term.until, term.publisher, term.note]
            yield [concept.id, term.language, *said, *about]
            about = [""] * len(about)


def _a_row_a_concept(glossary: Glossary) -> Iterator[Row]:
    """For people: the terms of each language and status in a cell."""
    pair = (glossary.source_language, glossary.target_language)
    columns = [(language, status) for language in pair for status in ("preferred", *_OTHERS)]
    heads = [language if status == "preferred" else f"{status} ({language})" for language, status in columns]
    yield ["id", *heads, "state", "domain", "definition", "note"]
    for concept in glossary.concepts:
        cells = [JOINED.join(t.text for t in concept.terms if (t.language, t.status) == column) for column in columns]
        yield [concept.id, *cells, concept.state, concept.domain, concept.definition, concept.note]


# --- other tools ------------------------------------------------------------------------------------------------


def _weblate(glossary: Glossary) -> Iterator[Row]:
    """The columns of translate-toolkit's CSV."""
    columns = "location source target id fuzzy context translator_comments developer_comments"
    yield columns.split()
    for concept, source, target in _pairs(glossary):
        fuzzy = "True" if concept.state != "approved" else ""
        yield ["", source.text, target, concept.id, fuzzy, "", concept.note, concept.definition]


def _glotpress(glossary: Glossary) -> Iterator[Row]:
    """The second column has to be the slug of the locale, or the file is refused."""
    yield [glossary.source_language.lower(), glossary.target_language.lower(), "pos", "description"]
    for concept, source, target in _pairs(glossary):
        yield [source.text, target, "", concept.definition]


def _phrase(glossary: Glossary) -> Iterator[Row]:
    """A column for each locale; `term` is the name that Phrase knows the entry by."""
    languages = list(dict.fromkeys([glossary.source_language, glossary.target_language, *_languages(glossary)]))
    yield ["term", "case sensitive", "translatable", "description", *languages]
    for concept in glossary.concepts:
        cells = [term.text if (term := concept.preferred(language)) else "" for language in languages]
        name = next(filter(None, cells), "")
        if name:
            exact = "true" if concept.case != "common" else "false"
            yield [name, exact, "true", concept.definition, *cells]


def _memoq(glossary: Glossary) -> Iterator[Row]:
    """MemoQ's fixed order: fields of the entry, then of each language its definition and of each term three columns."""
    pair = (glossary.source_language, glossary.target_language)
    widths = [max((_count_terms(c, language) for c in glossary.concepts), default=1) or 1 for language in pair]
    header = ["Entry_ID", "Entry_Subject", "Entry_Domain", "Entry_Note"]
    for language, width in zip(pair, widths, strict=True):
        name = language_name(language, between="_")
        header += [f"{name}_Def", *([name, "Term_Info", "Term_Example"] * width)]
    yield header
    for number, concept in enumerate(glossary.concepts, start=1):
        row = [str(number), "", concept.domain, concept.note]
        for language, width in zip(pair, widths, strict=True):
            terms = _preferred_first(concept, language)
            row.append(concept.definition if language == pair[1] else "")
            for term in terms:
                row += [term.text, "Forbidden" if term.status in _OTHERS[1:] else "", ""]
            row += ["", "", ""] * (width - len(terms))
        yield row


def _multiterm(glossary: Glossary) -> Iterator[Row]:
    """MultiTerm Convert takes each header for the name of a field; rows with one ID are one entry."""
    source, target = (language_name(each, between=" ") for each in (glossary.source_language, glossary.target_language))
    yield ["ID", source, target, "Status", "Subject", "Definition", "Note"]
    for concept in glossary.concepts:
        sources = _preferred_first(concept, glossary.source_language)
        targets = _preferred_first(concept, glossary.target_language)
        about = [concept.domain, concept.definition, concept.note]
        for n in range(max(len(sources), len(targets))):
            term = targets[n] if n < len(targets) else None
            left = sources[n].text if n < len(sources) else ""
            yield [concept.id, left, term.text if term else "", term.status if term else "", *about]
            about = ["", "", ""]


def _omegat(glossary: Glossary) -> Iterator[Row]:
    """Source, target, comment, without a header; OmegaT would suggest a deprecated term, so there is none."""
    for concept in glossary.concepts:
        source = _main(concept, glossary.source_language)
        for term in concept.terms:
            if source and term.language == glossary.target_language and term.status in ("preferred", "admitted"):
                yield [one_line(source.text), one_line(term.text), one_line(concept.definition.replace("\t", " "))]


# --- what they take ---------------------------------------------------------------------------------------------


def _pairs(glossary: Glossary) -> Iterator[tuple[Concept, Term, str]]:
    for concept in glossary.concepts:
        source = _main(concept, glossary.source_language)
        if source:
            target = concept.preferred(glossary.target_language)
            yield concept, source, target.text if target else ""


def _main(concept: Concept, language: str) -> Term | None:
    return concept.preferred(language) or next((t for t in concept.terms if t.language == language), None)


def _preferred_first(concept: Concept, language: str) -> list[Term]:
    terms = [term for term in concept.terms if term.language == language]
    return sorted(terms, key=lambda term: term is not concept.preferred(language))


def _source_first(concept: Concept, glossary: Glossary) -> list[Term]:
    order = [glossary.source_language, glossary.target_language]
    return sorted(concept.terms, key=lambda t: order.index(t.language) if t.language in order else len(order))


def _count_terms(concept: Concept, language: str) -> int:
    return sum(term.language == language for term in concept.terms)


def _languages(glossary: Glossary) -> Iterator[str]:
    yield from sorted({term.language for concept in glossary.concepts for term in concept.terms})


def _all(term: Term, concept: Concept, glossary: Glossary) -> bool:  # noqa: ARG001 - one signature for all
    return True


def _of_the_pair(term: Term, concept: Concept, glossary: Glossary) -> bool:  # noqa: ARG001
    return term.language in (glossary.source_language, glossary.target_language)


def _the_main_ones(term: Term, concept: Concept, glossary: Glossary) -> bool:
    source = _main(concept, glossary.source_language)
    return source is not None and (term is source or term is concept.preferred(glossary.target_language))


def _preferred_ones(term: Term, concept: Concept, glossary: Glossary) -> bool:  # noqa: ARG001
    return term is concept.preferred(term.language)


def _no_wrong_ones(term: Term, concept: Concept, glossary: Glossary) -> bool:
    source = _main(concept, glossary.source_language)
    right = term.language == glossary.target_language and term.status in ("preferred", "admitted")
    return source is not None and (term is source or right)


_OURS = frozenset(
    ["id", "state", "origin", "case", "near", "domain", "definition", "note", "decided"]
    + [f"term {field}" for field in ("status", "type", "from", "until", "publisher", "note")]
)

LAYOUTS: Mapping[str, Layout] = {
    "terms": Layout("a row a term", _a_row_a_term, _all, _OURS),
    "concepts": Layout(
        "a row a concept",
        _a_row_a_concept,
        _of_the_pair,
        frozenset(["id", "state", "domain", "definition", "note", "term status"]),
    ),
    "weblate": Layout("Weblate", _weblate, _the_main_ones, frozenset(["id", "state", "definition", "note"]), ","),
    "glotpress": Layout("GlotPress", _glotpress, _the_main_ones, frozenset(["definition"]), ","),
    "phrase": Layout("Phrase Strings", _phrase, _preferred_ones, frozenset(["definition"]), ","),
    "memoq": Layout("memoQ", _memoq, _of_the_pair, frozenset(["domain", "definition", "note"]), ";"),
    "multiterm": Layout(
        "MultiTerm", _multiterm, _of_the_pair, frozenset(["id", "domain", "definition", "note", "term status"])
    ),
    "omegat": Layout("OmegaT", _omegat, _no_wrong_ones, frozenset(["definition", "term status"]), "\t"),
}
"""By the name that `--preset` takes, the usual one first."""
