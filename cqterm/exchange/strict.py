"""The glossary made fit for strict formats, before any of them writes it.

Schemas have holes (the TBX ones accept an empty term, a term twice in a language, two preferred terms), and importers
fall into them. What comes out of here has none of these, and no character that XML forbids; each change is counted.
Whatever has no honest repair is refused: an id that is no XML name or stands twice, a malformed language tag.
"""

import re
from collections import Counter
from typing import Any

from cqterm.errors import GlossaryError
from cqterm.exchange.losses import Losses, lose
from cqterm.glossary.fields import is_language
from cqterm.glossary.ids import is_id
from cqterm.model import Concept, Decision, Evidence, Glossary, Source, Status, Term
from cqterm.values import replace

BEST_FIRST: tuple[Status, ...] = ("preferred", "admitted", "superseded", "deprecated")
"""How good a term is to write, by its status."""

_FOLD = re.compile(r"\s*\n\s*")
_BREAK = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # XML 1.0, production 2
_ODD = re.compile("[\x00-\x08\x0b-\x1f\x85\u2028\u2029\ud800-\udfff\ufffe\uffff]")


def strict(glossary: Glossary, losses: Losses) -> Glossary:
    """The glossary without what a strict format must not say; `losses` counts what was changed or left out.

    Rejected concepts and concepts without a term are left out, since no exchange format knows a rejected one. Texts
    hold no control characters and no line break but a line feed; terms neither begin nor end with white space, are not
    empty nor broken over lines and stand once in a language, where one at most is preferred (the full form before the
    acronym).

    Raises GlossaryError for an id that breaks the rule of the file format or stands twice, or a malformed language.
    """
    refuse(glossary)
    concepts = []
    for concept in glossary.concepts:
        if concept.state == "rejected":
            lose(losses, "state", "rejected, left out", "concept")
            continue
        if _is_clean(concept):
            concepts.append(concept)
            continue
        terms = _terms(concept, losses)
        if not terms:
            lose(losses, "terms", "none, left out", "concept")
            continue
        concepts.append(_concept(concept, terms, losses))
    name = plain_text(glossary.name, losses)
    lose(losses, "name", "line break written as a space", "glossary", "\n" in name)
    return replace(
        glossary,
        name=one_line(name) if "\n" in name else name,
        concepts=tuple(concepts),
        sources=tuple(_source(source, losses) for source in glossary.sources),
    )


def refuse(glossary: Glossary) -> None:
    """Raise GlossaryError for an id that breaks the rule of the file format or stands twice, or a malformed tag."""
    seen: set[str] = set()
    for concept in glossary.concepts:
        place = f"{glossary.name}: concept {concept.id!r}"
        if not is_id(concept.id):
            raise GlossaryError(f"{place}: not an id: use lower-case letters, digits and hyphens, a letter first")
        if concept.id in seen:
            raise GlossaryError(f"{place}: there are two of this id: rename or merge one")
        seen.add(concept.id)
    languages = {glossary.source_language, glossary.target_language}
    languages.update(term.language for concept in glossary.concepts for term in concept.terms)
    for language in sorted(languages):
        if not is_language(language):
            raise GlossaryError(
                f"{glossary.name}: language {language!r}: not a language tag: write one of BCP 47, such as zh-Hans"
            )


def one_line(text: str) -> str:
    """A text without line breaks, for where a format has only one line."""
    text = text.strip()
    return _FOLD.sub(" ", text) if "\n" in text else text


def citation(source: Source) -> str:
    """A source in one line for people: its id, then who published what, when and where."""
    facts = (source.publisher_name or source.publisher, source.title, source.date, source.url)
    said = ". ".join(one_line(fact) for fact in facts if fact.strip())
    return ": ".join(filter(None, (one_line(source.id), said)))


def cited(line: str) -> Source:
    """The source of such a line: its id, and as its title all the rest."""
    identifier, _, rest = line.partition(": ")
    return Source(id=identifier, title=rest)


def plain_text(text: str, losses: Losses) -> str:
    """A text without what XML and YAML forbid, its line breaks plain line feeds; `losses` counts what was changed."""
    if not _ODD.search(text):
        return text
    broken = _BREAK.sub("\n", text)
    if broken != text:
        lose(losses, "line breaks", "written as a plain one", "text")
    allowed = _FORBIDDEN.sub("", broken)
    if allowed != broken:
        lose(losses, "control characters", "removed", "text")
    return allowed


def _is_clean(concept: Concept) -> bool:
    """Whether nothing about a concept needs a change, as of nearly all; looking closer takes four times as long."""
    if not concept.terms:
        return False
    places, preferred = set(), set()
    texts = [concept.domain, concept.definition, concept.note]
    for term in concept.terms:
        text = term.text
        if not text or text != text.strip() or "\n" in text:
            return False
        places.add((term.language, text))
        if term.status == "preferred":
            if term.language in preferred:
                return False
            preferred.add(term.language)
        texts += (text, term.valid_from, term.until, term.publisher, term.note)
    for evidence in concept.evidence:
        texts += (evidence.source, evidence.quote, evidence.form)
    if concept.decided is not None:
        texts += (concept.decided.date, concept.decided.why)
    texts += concept.ok
    for example in concept.bad:
        texts += (example.text, example.fix)
    return len(places) == len(concept.terms) and not _ODD.search("".join(texts))


def _terms(concept: Concept, losses: Losses) -> tuple[Term, ...]:
    """The terms, each once in its language and none empty; of two alike the better status stays, in the first place."""
    terms: dict[tuple[str, str], Term] = {}
    for said in concept.terms:
        term = _term(said, losses)
        if not term.text:
            lose(losses, "terms", "empty, left out", "term")
            continue
        key = (term.language, term.text)
        if key in terms:
            lose(losses, "terms", "twice in one language, left out", "term")
            term = min(terms[key], term, key=lambda t: BEST_FIRST.index(t.status))
        terms[key] = term
    return _one_preferred(concept, tuple(terms.values()), losses)


def _one_preferred(concept: Concept, terms: tuple[Term, ...], losses: Losses) -> tuple[Term, ...]:
    counts = Counter(term.language for term in terms if term.status == "preferred")
    if all(count == 1 for count in counts.values()):
        return terms
    unique = replace(concept, terms=terms)
    done = []
    for term in terms:
        if term.status == "preferred" and term is not unique.preferred(term.language):
            lose(losses, "status", "a further preferred term, written as admitted", "term")
            done.append(replace(term, status="admitted"))
        else:
            done.append(term)
    return tuple(done)


def _term(term: Term, losses: Losses) -> Term:
    text = plain_text(term.text, losses)
    if text != text.strip():
        lose(losses, "terms", "white space around it removed", "term")
        text = text.strip()
    if "\n" in text:
        lose(losses, "terms", "line break written as a space", "term")
        text = one_line(text)
    changes = _cleaned(term, ("valid_from", "until", "publisher", "note"), losses)
    return replace(term, text=text, **changes) if changes or text is not term.text else term


def _concept(concept: Concept, terms: tuple[Term, ...], losses: Losses) -> Concept:
    changes: dict[str, Any] = _cleaned(concept, ("domain", "definition", "note"), losses)
    if concept.decided is not None and (decided := _cleaned(concept.decided, ("date", "why"), losses)):
        changes["decided"] = replace(concept.decided, **decided)
    if concept.ok or concept.bad:
        changes["ok"] = tuple(plain_text(text, losses) for text in concept.ok)
        changes["bad"] = tuple(
            replace(each, text=plain_text(each.text, losses), fix=plain_text(each.fix, losses)) for each in concept.bad
        )
    if concept.evidence:
        changes["evidence"] = tuple(_evidence(each, losses) for each in concept.evidence)
    return replace(concept, terms=terms, **changes) if changes or terms != concept.terms else concept


def _evidence(evidence: Evidence, losses: Losses) -> Evidence:
    changes = _cleaned(evidence, ("source", "quote", "form"), losses)
    return replace(evidence, **changes) if changes else evidence


def _source(source: Source, losses: Losses) -> Source:
    changes = _cleaned(source, ("id", "publisher", "publisher_name", "title", "url", "date"), losses)
    return replace(source, **changes) if changes else source


def _cleaned(
    value: Concept | Decision | Evidence | Source | Term, fields: tuple[str, ...], losses: Losses
) -> dict[str, Any]:
    """The fields whose text has to change, with the text that they get."""
    texts = [getattr(value, field) for field in fields]
    if not _ODD.search("".join(texts)):  # one search for all: nearly always nothing is odd
        return {}
    cleaned = {field: plain_text(text, losses) for field, text in zip(fields, texts, strict=True)}
    return {field: cleaned[field] for field, text in zip(fields, texts, strict=True) if cleaned[field] != text}
