"""Writing TBX: what the versions, dialects and styles share, and one function that writes them all.

A `Shape` says what the elements are called and which data categories there are; what has no category becomes a
labelled note (`tbx_labels`), so that people can read it in any tool and cqterm reads it back. Text is put together
directly: a tree of elements takes three times as long, and what is written is parsed again in the tests.
"""

import re
from collections.abc import Iterator, Mapping

from cqterm.exchange import Export
from cqterm.exchange import tbx_labels as labels
from cqterm.exchange.losses import Losses, count_settings, lose, told
from cqterm.exchange.strict import citation, cited, one_line, strict
from cqterm.model import Concept, Evidence, Glossary, Status, Term, TermType
from cqterm.values import NamedTuple

STATUSES: Mapping[Status, str] = {
    "preferred": "preferredTerm-admn-sts",
    "admitted": "admittedTerm-admn-sts",
    "deprecated": "deprecatedTerm-admn-sts",
    "superseded": "supersededTerm-admn-sts",
}
"""The values of /administrativeStatus/ (ISO 30042:2019; DatCatInfo)."""

# "full" is what the model says of every term of which nothing else is known, so it makes no claim here.
_TYPES: Mapping[TermType, str] = {"acronym": "acronym", "short": "shortForm"}

_Shown = dict[Term | None, list[Evidence]]


class Shape(NamedTuple):
    """How one kind of TBX writes things.

    `before` and `after` surround what the glossary fills in; `header` is the name of the header element. `categories`
    are the start and end tags of each data category that this kind has.
    """

    before: str
    header: str
    header_end: str
    entry: str
    section: str
    term: str
    after: str
    categories: Mapping[str, tuple[str, str]]


def dca(*names: str) -> dict[str, tuple[str, str]]:
    """Categories whose names stand in `type`, of those that cqterm has something to say for."""
    return {name: (f'<{_DCA[name]} type="{name}">', f"</{_DCA[name]}>") for name in names}


_DCA = {
    "subjectField": "descrip", "definition": "descrip", "context": "descrip", "source": "admin",
    "administrativeStatus": "termNote", "termType": "termNote",
}  # fmt: skip


def write(glossary: Glossary, shape: Shape) -> Export:
    """The glossary as an indented UTF-8 document.

    Raises GlossaryError for ids that are malformed or stand twice, and for malformed language tags.
    """
    losses: Losses = Losses()
    kept: Losses = Losses()
    clean = strict(glossary, losses)
    pen = _Pen(shape, losses, kept)
    parts = [shape.before.format(language=clean.target_language), *_header(clean, shape)]
    if clean.concepts:  # the schema wants at least one entry in a body
        first = (clean.source_language, clean.target_language)
        parts.append("  <text>\n    <body>\n")
        for concept in clean.concepts:
            pen.entry(concept, first)
            count_settings(concept, clean.target_language, losses)
        parts += [*pen.written, "    </body>\n  </text>\n"]
    else:
        parts.append("  <text/>\n")
    unread = sum(cited(citation(source)) != source for source in clean.sources)
    lose(losses, "sources", "kept as text in the header", "source", unread)
    parts.append(shape.after)
    return Export(data="".join(parts).encode(), losses=told(losses), kept=told(kept))


def _header(glossary: Glossary, shape: Shape) -> Iterator[str]:
    yield f"  <{shape.header}>\n    <fileDesc>\n"
    if name := one_line(glossary.name):
        yield f"      <titleStmt>\n        <title>{escaped(name)}</title>\n      </titleStmt>\n"
    yield "      <sourceDesc>\n"
    yield from (f"        <p>{escaped(line)}</p>\n" for line in labels.header(glossary))
    yield f"      </sourceDesc>\n    </fileDesc>\n{shape.header_end}  </{shape.header}>\n"


_SPECIAL = re.compile("[&<>]")


def escaped(text: str) -> str:
    """A text as it may stand between tags (XML 1.0, section 2.4)."""
    if _SPECIAL.search(text) is None:
        return text
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


class _Pen:
    """Writes entries one after the other, in pieces of text."""

    def __init__(self, shape: Shape, losses: Losses, kept: Losses) -> None:
        self.shape = shape
        self.losses = losses
        self.kept = kept
        self.written: list[str] = []
        categories = shape.categories
        self.marks = {(status, kind): self._mark(status, kind) for status in STATUSES for kind in ("full", *_TYPES)}
        self.has_context = "context" in categories and "source" in categories

    def entry(self, concept: Concept, first: tuple[str, str]) -> None:
        """One concept: its own facts, then a section for each language, source and target first."""
        add, shape = self.written.append, self.shape
        shown = _shown(concept, by_term=self.has_context)
        add(f'      <{shape.entry} id="{concept.id}">\n')
        if concept.domain.strip():
            add(self._line("subjectField", concept.domain, "Domain", concept.domain, 8))
        if concept.definition.strip():
            add(self._line("definition", concept.definition, "Definition", concept.definition, 8))
        unshown = shown.get(None, ())
        for note in labels.concept_notes(concept, unshown):
            add(f"        <note>{escaped(note)}</note>\n")
        self._count(concept, shown)
        terms = concept.terms
        for language in dict.fromkeys((*first, *[term.language for term in terms])):
            there = [term for term in terms if term.language == language]
            if there:
                add(f'        <{shape.section} xml:lang="{language}">\n')
                for term in there:
                    self._term(term, shown.get(term))
                add(f"        </{shape.section}>\n")
        add(f"      </{shape.entry}>\n")

    def _term(self, term: Term, quotes: list[Evidence] | None) -> None:
        add, name = self.written.append, self.shape.term
        categories, notes = self.marks[term.status, term.type]
        add(f"          <{name}>\n            <term>{escaped(term.text)}</term>\n{categories}")
        for each in quotes or ():
            self._quote(each)
        add(notes)
        if term.publisher or term.valid_from or term.until or term.note:
            for note in labels.term_notes(term):
                add(f"            <note>{escaped(note)}</note>\n")
        add(f"          </{name}>\n")

    def _mark(self, status: Status, kind: TermType) -> tuple[str, str]:
        """What status and type of a term are written as: as categories, which come first, and as notes."""
        lines = {"administrativeStatus": self._line("administrativeStatus", STATUSES[status], "Status", status, 12)}
        if kind in _TYPES:
            lines["termType"] = self._line("termType", _TYPES[kind], "Type", kind, 12)
        known = self.shape.categories
        return (
            "".join(line for category, line in lines.items() if category in known),
            "".join(line for category, line in lines.items() if category not in known),
        )

    def _quote(self, evidence: Evidence) -> None:
        before, after = self.shape.categories["context"]
        source = self._line("source", evidence.source, "", "", 14) if evidence.source.strip() else ""
        self.written.append(
            f"            <descripGrp>\n              {before}{escaped(evidence.quote)}{after}\n"
            f"{source}            </descripGrp>\n"
        )

    def _line(self, category: str, value: str, label: str, plain: str, indent: int) -> str:
        tags = self.shape.categories.get(category)
        if tags is None:
            return f"{' ' * indent}<note>{label}: {escaped(plain)}</note>\n"
        return f"{' ' * indent}{tags[0]}{escaped(value)}{tags[1]}\n"

    def _count(self, concept: Concept, shown: _Shown) -> None:
        kept, losses, categories = self.kept, self.losses, self.shape.categories
        lose(kept, "state", _NOTED, "concept", concept.state != "approved")
        lose(kept, "decided", _NOTED, "concept", concept.decided is not None)
        for field, category in (("domain", "subjectField"), ("definition", "definition")):
            lose(kept, field, _NOTED, "concept", category not in categories and bool(getattr(concept, field)))
        for term in concept.terms:
            if term.publisher or term.valid_from or term.until:
                lose(kept, "from", _NOTED, "term", bool(term.valid_from))
                lose(kept, "until", _NOTED, "term", bool(term.until))
                lose(kept, "publisher", _NOTED, "term", bool(term.publisher))
        if "administrativeStatus" not in categories:
            lose(kept, "status", _NOTED, "term", len(concept.terms))
        if "termType" not in categories:
            lose(kept, "type", _NOTED, "term", sum(term.type != "full" for term in concept.terms))
        if concept.evidence:
            lose(kept, "evidence", _NOTED, "quote", len(shown.get(None, ())))
            lose(losses, "evidence.form", "left out", "quote", sum(e.form != "" for e in concept.evidence))
            lose(losses, "evidence.at", "left out", "quote", sum(e.span is not None for e in concept.evidence))
            quoteless = sum(not e.quote.strip() for e in concept.evidence)
            lose(losses, "evidence", "without a quote, left out", "source", quoteless)


_NOTED = "kept as a note"


def _shown(concept: Concept, *, by_term: bool) -> _Shown:
    """Which term each quote shows: the form that the evidence names, else the longest term in the quote, else None."""
    shown: _Shown = {}
    if not concept.evidence:
        return shown
    names = {_folded(term.text): term for term in reversed(concept.terms)} if by_term else {}
    longest = sorted(names, key=len, reverse=True)
    for evidence in concept.evidence:
        if not evidence.quote.strip():
            continue
        if evidence.form.strip():
            found = names.get(_folded(evidence.form))
        else:
            quote = _folded(evidence.quote)
            found = next((names[name] for name in longest if name in quote), None)
        shown.setdefault(found, []).append(evidence)
    return shown


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
