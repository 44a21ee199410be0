"""TBX: TermBase eXchange version 3 (ISO 30042:2019), dialect TBX-Basic, style DCA.

Valid for the core RELAX NG schema and the dialect's Schematron, whose addresses stand in the file, and free of what
both overlook (see `cqterm.exchange.strict`). Nothing is invented: no part of speech, no date, no responsible person.

Where things go: the concept's id is the entry's id, so it stays the same in every export. A quote is the context of
the term that it shows, with the source's id beside it; where it shows none of them, and for whatever TBX-Basic has no
data category for, there is a note, a label first. The sources themselves are described in the header, a line each.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from cqterm.exchange import Export
from cqterm.exchange.losses import Losses, count_settings, lose, told
from cqterm.exchange.strict import citation, one_line, strict
from cqterm.model import Concept, Evidence, Glossary, Status, Term, TermType

if TYPE_CHECKING:
    from lxml.etree import _Element

NAME = "tbx"
SUFFIX = ".tbx"
SUMMARY = "TBX v3 (ISO 30042:2019), TBX-Basic, DCA style"
MARK = b"<p>Glossary exported by cqterm.</p>"

_NAMESPACE = "{urn:iso:std:iso:30042:ed-2}"
_DEFAULT: Any = {None: _NAMESPACE[1:-1]}
_HEAD = """\
<?xml version="1.0" encoding="UTF-8"?>
<?xml-model href="https://raw.githubusercontent.com/LTAC-Global/TBX_Core_RNG/master/TBXcoreStructV03.rng" \
type="application/xml" schematypens="http://relaxng.org/ns/structure/1.0"?>
<?xml-model href="https://raw.githubusercontent.com/LTAC-Global/TBX-Basic_dialect/master/DCA/TBX-Basic_DCA.sch" \
type="application/xml" schematypens="http://purl.oclc.org/dsdl/schematron"?>
"""
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_STATUS: dict[Status, str] = {
    "preferred": "preferredTerm-admn-sts",
    "admitted": "admittedTerm-admn-sts",
    "deprecated": "deprecatedTerm-admn-sts",
    "superseded": "supersededTerm-admn-sts",
}
# "full" is what the model says of every term of which nothing else is known, so it makes no claim here.
_TYPE: dict[TermType, str] = {"acronym": "acronym", "short": "shortForm"}

_Shown = dict[Term | None, list[Evidence]]


def write(glossary: Glossary) -> Export:
    """The glossary as an indented UTF-8 document.

    Raises GlossaryError for ids that are malformed or stand twice, and for malformed language tags.
    """
    from lxml import etree

    losses: Losses = Losses()
    clean = strict(glossary, losses)
    root = etree.Element(f"{_NAMESPACE}tbx", type="TBX-Basic", style="dca", nsmap=_DEFAULT)
    # The language of definitions and notes, unless they say another.
    root.set(_LANG, clean.target_language)
    _header(root, clean)
    text = _add(root, "text")
    if clean.concepts:  # the schema wants at least one entry in a body
        body = _add(text, "body")
        for concept in clean.concepts:
            shown = _shown(concept)
            _entry(body, concept, clean, shown)
            _count(concept, shown, clean.target_language, losses)
    lose(losses, "sources", "kept as text in the header", "source", len(clean.sources))
    etree.indent(root)
    return Export(data=_HEAD.encode() + etree.tostring(root, encoding="UTF-8") + b"\n", losses=told(losses))


def _header(root: "_Element", glossary: Glossary) -> None:
    description = _add(_add(root, "tbxHeader"), "fileDesc")
    if name := one_line(glossary.name):
        _add(_add(description, "titleStmt"), "title", name)
    origin = _add(description, "sourceDesc")
    _add(origin, "p", "Glossary exported by cqterm.")
    for line in filter(None, map(citation, glossary.sources)):
        _add(origin, "p", line)


def _entry(body: "_Element", concept: Concept, glossary: Glossary, shown: _Shown) -> None:
    entry = _add(body, "conceptEntry")
    entry.set("id", concept.id)
    _typed(entry, "descrip", "subjectField", concept.domain)
    _typed(entry, "descrip", "definition", concept.definition)
    _note(entry, "", concept.note)
    if concept.state != "approved":
        _note(entry, "State: ", concept.state)
    if concept.decided is not None:
        _note(entry, "Decided: ", f"{concept.decided.date} {concept.decided.why}".strip())
    for evidence in shown.get(None, ()):
        _note(entry, f"Evidence ({evidence.source}): ", evidence.quote)
    first = (glossary.source_language, glossary.target_language)
    for language in dict.fromkeys((*first, *(term.language for term in concept.terms))):
        terms = [term for term in concept.terms if term.language == language]
        if terms:
            section = _add(entry, "langSec")
            section.set(_LANG, language)
            for term in terms:
                _term(section, term, shown.get(term, ()))


def _term(section: "_Element", term: Term, evidence: Sequence[Evidence]) -> None:
    """A term section: the order of its parts is the schema's."""
    place = _add(section, "termSec")
    _add(place, "term", term.text)
    _typed(place, "termNote", "administrativeStatus", _STATUS[term.status])
    _typed(place, "termNote", "termType", _TYPE.get(term.type, ""))
    for each in evidence:
        group = _add(place, "descripGrp")
        _typed(group, "descrip", "context", each.quote)
        _typed(group, "admin", "source", each.source)
    _note(place, "Publisher: ", term.publisher)
    _note(place, "Valid from: ", term.valid_from)
    _note(place, "Valid until: ", term.until)
    _note(place, "", term.note)


def _shown(concept: Concept) -> _Shown:
    """Which term each quote shows: the form that the evidence names, else the longest term in the quote, else None."""
    shown: _Shown = {}
    if concept.evidence:
        names = {_folded(term.text): term for term in reversed(concept.terms)}
        for evidence in concept.evidence:
            if not evidence.quote.strip():
                continue
            if evidence.form.strip():
                found = names.get(_folded(evidence.form))
            else:
                quote = _folded(evidence.quote)
                found = names.get(max((name for name in names if name in quote), key=len, default=""))
            shown.setdefault(found, []).append(evidence)
    return shown


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _add(parent: "_Element", name: str, text: str = "") -> "_Element":
    from lxml.etree import SubElement

    element = SubElement(parent, _NAMESPACE + name)
    if text:
        element.text = text
    return element


def _typed(parent: "_Element", name: str, kind: str, text: str) -> None:
    if text.strip():
        _add(parent, name, text).set("type", kind)


def _note(parent: "_Element", label: str, text: str) -> None:
    if text.strip():
        _add(parent, "note", label + text)


def _count(concept: Concept, shown: _Shown, language: str, losses: Losses) -> None:
    count_settings(concept, language, losses)
    lose(losses, "state", "kept as a note", "concept", concept.state != "approved")
    lose(losses, "decided", "kept as a note", "concept", concept.decided is not None)
    for term in concept.terms:
        lose(losses, "from", "kept as a note", "term", bool(term.valid_from))
        lose(losses, "until", "kept as a note", "term", bool(term.until))
        lose(losses, "publisher", "kept as a note", "term", bool(term.publisher))
    for holder, quotes in shown.items():
        if holder is None:
            lose(losses, "evidence", "of no term of the concept, kept as a note", "quote", len(quotes))
        for each in quotes:
            lose(losses, "evidence.form", "left out", "quote", each.form not in ("", holder and holder.text))
            lose(losses, "evidence.at", "left out", "quote", each.span is not None)
    quoteless = sum(not each.quote.strip() for each in concept.evidence)
    lose(losses, "evidence", "without a quote, left out", "source", quoteless)
