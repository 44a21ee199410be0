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
from cqterm.exchange.po_reader import MARKS, read
from cqterm.exchange.strict import citation, cited, one_line, plain_text, refuse, strict
from cqterm.exchange.tbx_labels import decision_text
from cqterm.model import Concept, Glossary, Term
from cqterm.values import replace

if TYPE_CHECKING:
    from polib import POEntry, POFile

__all__ = ["MARKS", "NAME", "SUFFIXES", "SUMMARY", "read", "write", "write_catalogue"]

NAME = "po"
SUFFIXES = (".po",)
SUMMARY = "gettext PO: one message a concept, the id as its context"

# To GNU gettext a backslash at the end of a line continues it, even in a comment, which would swallow the next line.
# Readers ignore a space there.
_CONTINUED = re.compile(r"^(#.*\\)$", re.MULTILINE)


def write(glossary: Glossary) -> Export:
    """The glossary as UTF-8 PO that `msgfmt -c` accepts.

    Raises GlossaryError for ids that are malformed or stand twice, and for malformed language tags.
    """
    return write_catalogue(glossary, template=False)


def write_catalogue(glossary: Glossary, *, template: bool) -> Export:
    """The glossary as PO, or as a template without translations, whose target terms all stand in the comments.

    Raises GlossaryError as `write` does.
    """
    losses: Losses = Losses()
    kept: Losses = Losses()
    refuse(glossary)
    clean = strict(_sourced(glossary, losses), losses)
    catalogue = _catalogue(clean, template=template)
    for concept in clean.concepts:
        source = _first(concept, clean.source_language)
        target = None if template else concept.preferred(clean.target_language)
        catalogue.append(_message(concept, source, target, template=template))
        count_settings(concept, clean.target_language, losses)
        _count_losses(concept, losses)
        _count_kept(concept, source, target, kept)
    unread = sum(cited(citation(source)) != source for source in clean.sources)
    lose(losses, "sources", "kept as a comment at the top", "source", unread)
    return Export(data=_CONTINUED.sub(r"\1 ", str(catalogue)).encode(), losses=told(losses), kept=told(kept))


def _sourced(glossary: Glossary, losses: Losses) -> Glossary:
    """The glossary with the concepts that can be messages: those with a term in the source language."""
    language = glossary.source_language
    concepts = tuple(
        concept
        for concept in glossary.concepts
        if concept.state == "rejected"
        or any(t.language == language and plain_text(t.text, Losses()).strip() for t in concept.terms)
    )
    left_out = len(glossary.concepts) - len(concepts)
    lose(losses, "terms", "none in the source language, left out", "concept", left_out)
    return replace(glossary, concepts=concepts)


def _catalogue(glossary: Glossary, *, template: bool) -> "POFile":
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
        "Language": "" if template else _locale(glossary.target_language),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "X-Generator": "cqterm",
        "X-Source-Language": _locale(glossary.source_language),
    }
    if template:
        catalogue.metadata["X-Target-Language"] = _locale(glossary.target_language)
    return catalogue


def _locale(tag: str) -> str:
    """A BCP 47 tag as gettext spells it (manual, section 6.2): zh_Hans."""
    return tag.replace("-", "_")


def _first(concept: Concept, language: str) -> Term:
    return concept.preferred(language) or next(t for t in concept.terms if t.language == language)


def _message(concept: Concept, source: Term, target: Term | None, *, template: bool) -> "POEntry":
    from polib import POEntry

    remarks = list(_remarks(concept, source, target))
    if template and concept.state != "approved":
        remarks.append(f"state: {concept.state}")
    return POEntry(
        msgctxt=concept.id,
        msgid=source.text,
        msgstr=target.text if target else "",
        comment=_lines(concept.definition),
        tcomment="\n".join(remarks),
        occurrences=[(reference, "") for reference in _references(concept)],
        flags=[] if template or concept.state == "approved" else ["fuzzy"],
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
    """The translator comment, a line each: the term itself comes last in its line and may hold any character.

    The note on a term follows its line. `po_reader` reads them back.
    """
    for term in concept.terms:
        details = list(_details(term))
        plain = term.status == "preferred" and len(details) == 1 and not (term.note or term.publisher)
        if not (plain and (term is source or term is target)):
            yield f"{term.status} ({', '.join(details)}): {one_line(term.text)}"
        if term.publisher.strip() and not _is_plain(term.publisher):
            yield f"publisher of {one_line(term.text)}: {one_line(term.publisher)}"
        if term.note.strip():
            yield f"note on {one_line(term.text)}: {one_line(term.note)}"
    if concept.domain.strip():
        yield f"domain: {one_line(concept.domain)}"
    if concept.decided is not None:
        yield f"decided: {one_line(decision_text(concept.decided))}"
    if concept.note.strip():
        yield f"note: {one_line(concept.note)}"


def _details(term: Term) -> Iterator[str]:
    yield term.language
    if term.type != "full":
        yield term.type
    if term.valid_from.strip():
        yield f"from {one_line(term.valid_from)}"
    if term.until.strip():
        yield f"until {one_line(term.until)}"
    if _is_plain(term.publisher):
        yield f"publisher {term.publisher}"


def _is_plain(publisher: str) -> bool:
    """Whether it may stand in brackets; one that holds some itself gets a line of its own."""
    return bool(publisher.strip()) and not set("()\n") & set(publisher)


def _count_losses(concept: Concept, losses: Losses) -> None:
    """What can't be read back."""
    texts = {"domain": concept.domain, "note": concept.note}
    if concept.decided is not None:
        texts["decided"] = concept.decided.why
    for field, text in texts.items():
        lose(losses, field, "line breaks written as spaces", "concept", one_line(text) != text)
    lose(
        losses,
        "definition",
        "empty lines and space at the ends of lines removed",
        "concept",
        _lines(concept.definition) != concept.definition,
    )
    for term in concept.terms:
        lose(losses, "note", "line breaks written as spaces", "term", one_line(term.note) != term.note)
        lose(losses, "publisher", "line breaks written as spaces", "term", one_line(term.publisher) != term.publisher)
    lose(losses, "evidence", "the source alone kept, as a reference", "quote", len(concept.evidence))


def _count_kept(concept: Concept, source: Term, target: Term | None, kept: Losses) -> None:
    others = [term for term in concept.terms if term is not source and term is not target]
    lose(kept, "terms", "other than the first of each language, kept as a comment", "term", len(others))
    for term in concept.terms:
        lose(kept, "from", _COMMENT, "term", bool(term.valid_from))
        lose(kept, "until", _COMMENT, "term", bool(term.until))
        lose(kept, "publisher", _COMMENT, "term", bool(term.publisher))
        lose(kept, "note", _COMMENT, "term", bool(term.note))
        lose(kept, "type", _COMMENT, "term", term.type != "full")
    lose(kept, "domain", _COMMENT, "concept", bool(concept.domain))
    lose(kept, "decided", _COMMENT, "concept", concept.decided is not None)
    lose(kept, "note", _COMMENT, "concept", bool(concept.note))


_COMMENT = "kept as a comment"
