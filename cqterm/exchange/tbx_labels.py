"""The notes by which cqterm keeps in TBX what TBX has no data category for, both ways.

A label stands first in the note, so that people can read it in any tool and cqterm can read it back: `State: proposed`.
A note of somebody's own that begins like a label gets the label `Note: ` before it.
"""

import re
from collections.abc import Container, Iterator, Sequence

from cqterm.exchange.adopt import Entry, Said
from cqterm.exchange.languages import Languages
from cqterm.exchange.strict import citation, cited
from cqterm.glossary.shape import STATES
from cqterm.model import Concept, Decision, Evidence, Glossary, Source, Term
from cqterm.text.dates import is_date

MARKS = (b"<p>Glossary exported by cqterm.</p>",)
"""The paragraph of the header by which an export of ours is known again."""

_LABELS = (
    "State", "Decided", "Evidence", "Publisher", "Valid from", "Valid until", "Definition", "Domain", "Status", "Type",
    "Note",
)  # fmt: skip
_LABELLED = re.compile(rf"(?:{'|'.join(_LABELS)})(?: \(|: )")
_QUOTED = "Evidence ("
_PAIR = re.compile(r"Languages: (\S+) to (\S+)\.")


def header(glossary: Glossary) -> Iterator[str]:
    """The paragraphs of the header: who made the file, its languages, its sources."""
    yield "Glossary exported by cqterm."
    yield f"Languages: {glossary.source_language} to {glossary.target_language}."
    yield from filter(None, map(citation, glossary.sources))


def languages(lines: Sequence[str]) -> Languages:
    """The languages that a header names."""
    found = next(filter(None, map(_PAIR.fullmatch, lines)), None)
    return Languages(*found.groups()) if found else Languages()


def sources(lines: Sequence[str]) -> list[Source]:
    """The sources that a header lists, as far as a line can tell."""
    return [cited(line) for line in lines if line != "Glossary exported by cqterm." and not _PAIR.fullmatch(line)]


def note(text: str) -> str:
    """A note of somebody's own."""
    return f"Note: {text}" if _LABELLED.match(text) else text


def concept_notes(concept: Concept, unshown: Sequence[Evidence]) -> Iterator[str]:
    """The notes of an entry; `unshown` are the quotes that show none of its terms."""
    if concept.note.strip():
        yield note(concept.note)
    if concept.state != "approved":
        yield f"State: {concept.state}"
    if concept.decided is not None and (concept.decided.date or concept.decided.why):
        yield f"Decided: {decision_text(concept.decided)}"
    for evidence in unshown:
        yield f"Evidence ({evidence.source}): {evidence.quote}"


def term_notes(term: Term) -> Iterator[str]:
    """The notes of a term."""
    if term.publisher.strip():
        yield f"Publisher: {term.publisher}"
    if term.valid_from.strip():
        yield f"Valid from: {term.valid_from}"
    if term.until.strip():
        yield f"Valid until: {term.until}"
    if term.note.strip():
        yield note(term.note)


def decision_text(decision: Decision) -> str:
    """Date and reason in a text."""
    first = decision.why.split(" ", 1)[0]
    date = decision.date or ("-" if is_date(first) or first == "-" else "")
    return f"{date} {decision.why}".strip(" ") if date else decision.why


def read_decision(text: str) -> Decision:
    """The decision that such a text tells."""
    first, _, why = text.partition(" ")
    if is_date(first):
        return Decision(date=first, why=why)
    return Decision(why=why if first == "-" else text)


def interpret(entry: Entry, known: Container[str]) -> None:
    """Read the labelled notes of an entry back into its fields; `known` are the ids of the sources of the header."""
    notes, entry.notes = entry.notes, []
    for text in notes:
        if text.startswith(_QUOTED):
            _evidence(entry, text, known)
            continue
        label, _, rest = text.partition(": ")
        if label == "State" and rest in STATES:
            entry.state = next(each for each in STATES if each == rest)
        elif label == "Decided":
            entry.facts["decided"] = read_decision(rest)
        elif label == "Definition" and not entry.definition:
            entry.definition = rest
        elif label == "Domain" and not entry.domain:
            entry.domain = rest
        else:
            entry.notes.append(rest if label == "Note" else text)
    entry.state = entry.state or "approved"
    entry.terms = [_term(said) if said.notes else said for said in entry.terms]


def _evidence(entry: Entry, text: str, known: Container[str]) -> None:
    end = text.find("): ")
    while end >= 0:  # an id may hold what ends it
        source = text[len(_QUOTED) : end]
        if source in known:
            quote = Evidence(source=source, quote=text[end + 3 :])
            entry.facts["evidence"] = (*entry.facts.get("evidence", ()), quote)
            return
        end = text.find("): ", end + 1)
    entry.notes.append(text)


def _term(said: Said) -> Said:
    fields: dict[str, str] = {}
    notes = []
    for text in said.notes:
        label, _, rest = text.partition(": ")
        field = _TERM_FIELDS.get(label)
        if field and field not in fields and rest:
            fields[field] = rest
        else:
            notes.append(rest if label == "Note" else text)
    return said._replace(**fields, notes=notes)


_TERM_FIELDS = {
    "Publisher": "publisher", "Valid from": "valid_from", "Valid until": "until", "Status": "status", "Type": "type",
}  # fmt: skip
