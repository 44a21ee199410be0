"""PO: a glossary as gettext messages, for Poedit, Weblate, GlotPress and everything else that reads PO.

A message a concept: the context is the concept's id, which stays when a definition is reworded and keeps apart two
senses of one word; the message is the first source term, the translation the preferred target term. The definition is
the extracted comment, the sources that show the term are the references. Translators read in their comments the other
terms with their statuses, the domain and the notes. Whatever is not approved is fuzzy, so that no tool uses it unasked.

The file has no clock: no creation date, and the revision date, which `msgfmt -c` asks for, is empty. Lines are not
wrapped, so that a change of one word changes one line.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from cqterm.exchange import Export
from cqterm.exchange.losses import Losses, count_settings, lose, told
from cqterm.exchange.strict import citation, one_line, strict
from cqterm.model import Concept, Glossary, Term

if TYPE_CHECKING:
    from polib import POEntry, POFile

NAME = "po"
SUFFIX = ".po"
SUMMARY = "gettext PO: one message a concept, the id as its context"
MARK = b"X-Generator: cqterm"

# To GNU gettext a backslash at the end of a line continues it, even in a comment, which would swallow the next line.
# Readers ignore a space there.
_CONTINUED = re.compile(r"^(#.*\\)$", re.MULTILINE)


def write(glossary: Glossary) -> Export:
    """The glossary as UTF-8 PO that `msgfmt -c` accepts.

    Raises GlossaryError for ids that are malformed or stand twice, and for malformed language tags.
    """
    losses: Losses = Losses()
    clean = strict(glossary, losses)
    catalogue = _catalogue(clean)
    for concept in clean.concepts:
        source = _first(concept, clean.source_language)
        if source is None:
            lose(losses, "terms", "none in the source language, left out", "concept")
            continue
        target = concept.preferred(clean.target_language)
        catalogue.append(_message(concept, source, target))
        _count(concept, source, target, clean.target_language, losses)
    lose(losses, "sources", "kept as a comment at the top", "source", len(clean.sources))
    return Export(data=_CONTINUED.sub(r"\1 ", str(catalogue)).encode(), losses=told(losses))


def _catalogue(glossary: Glossary) -> "POFile":
    from polib import POFile

    catalogue = POFile(wrapwidth=0)
    catalogue.header = "\n".join(
        [
            f"glossary: {one_line(glossary.name)}",
            *(f"source: {line}" for line in filter(None, map(citation, glossary.sources))),
        ]
    )
    catalogue.metadata = {
        "Project-Id-Version": one_line(glossary.name),
        "PO-Revision-Date": "",
        "Last-Translator": "",
        "Language-Team": "",
        "Language": _locale(glossary.target_language),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "X-Generator": "cqterm",
        "X-Source-Language": _locale(glossary.source_language),
    }
    return catalogue


def _locale(tag: str) -> str:
    """A BCP 47 tag as gettext spells it (manual, section 6.2): zh_Hans."""
    return tag.replace("-", "_")


def _first(concept: Concept, language: str) -> Term | None:
    return concept.preferred(language) or next((t for t in concept.terms if t.language == language), None)


def _message(concept: Concept, source: Term, target: Term | None) -> "POEntry":
    from polib import POEntry

    return POEntry(
        msgctxt=concept.id,
        msgid=source.text,
        msgstr=target.text if target else "",
        comment=_lines(concept.definition),
        tcomment="\n".join(_remarks(concept, source, target)),
        occurrences=[(reference, "") for reference in _references(concept)],
        flags=[] if concept.state == "approved" else ["fuzzy"],
    )


def _lines(text: str) -> str:
    """A text without empty lines and trailing white space, both of which PO readers throw away."""
    return "\n".join(line for line in map(str.strip, text.split("\n")) if line)


def _references(concept: Concept) -> list[str]:
    # White space ends a reference.
    return list(
        dict.fromkeys("_".join(evidence.source.split()) for evidence in concept.evidence if evidence.source.strip())
    )


def _remarks(concept: Concept, source: Term, target: Term | None) -> Iterator[str]:
    """The translator comment, a line each: the term itself comes last in its line and may hold any character."""
    for term in concept.terms:
        if term is not source and term is not target:
            yield f"{term.status} ({', '.join(_details(term))}): {one_line(term.text)}"
        elif len(details := list(_details(term))) > 1:
            yield f"{term.status} ({', '.join(details)}): {one_line(term.text)}"
        if term.note.strip():
            yield f"note on {one_line(term.text)}: {one_line(term.note)}"
    if concept.domain.strip():
        yield f"domain: {one_line(concept.domain)}"
    if concept.decided is not None:
        yield f"decided: {one_line(f'{concept.decided.date} {concept.decided.why}')}"
    if concept.note.strip():
        yield f"note: {one_line(concept.note)}"


def _details(term: Term) -> Iterator[str]:
    yield term.language
    if term.type != "full":
        yield term.type
    if term.publisher:
        yield f"publisher {one_line(term.publisher)}"
    if term.valid_from:
        yield f"from {one_line(term.valid_from)}"
    if term.until:
        yield f"until {one_line(term.until)}"


def _count(concept: Concept, source: Term, target: Term | None, language: str, losses: Losses) -> None:
    count_settings(concept, language, losses)
    others = [term for term in concept.terms if term is not source and term is not target]
    lose(losses, "terms", "other than the first of each language, kept as a comment", "term", len(others))
    for term in concept.terms:
        lose(losses, "from", "kept as a comment", "term", bool(term.valid_from))
        lose(losses, "until", "kept as a comment", "term", bool(term.until))
        lose(losses, "publisher", "kept as a comment", "term", bool(term.publisher))
        lose(losses, "note", "kept as a comment", "term", bool(term.note))
        lose(losses, "type", "kept as a comment", "term", term.type != "full")
    lose(losses, "domain", "kept as a comment", "concept", bool(concept.domain))
    lose(losses, "decided", "kept as a comment", "concept", concept.decided is not None)
    lose(losses, "note", "kept as a comment", "concept", bool(concept.note))
    lose(
        losses,
        "definition",
        "empty lines and space at the ends of lines removed",
        "concept",
        _lines(concept.definition) != concept.definition,
    )
    lose(losses, "evidence", "the source alone kept, as a reference", "quote", len(concept.evidence))
