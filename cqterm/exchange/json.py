"""JSON: everything that the YAML file holds, for scripts. Nothing is lost.

One object: `version`, `name`, `languages`, `sources`, `concepts`, in this order. Keys are those of the YAML file; a
key that says nothing (an empty text, no evidence) is left out, except `id`, `state`, `origin`, `case` and `terms` of a
concept and `text`, `lang`, `status` and `type` of a term, which are always there. `terms` stand in the order of the
file; offsets of evidence are code points, half-open.
"""

import json
from typing import Any

from cqterm.exchange import Export
from cqterm.exchange.json_reader import read
from cqterm.model import Concept, Decision, Evidence, Glossary, Seen, Source, Term

__all__ = ["MARKS", "NAME", "SUFFIXES", "SUMMARY", "read", "write"]

NAME = "json"
SUFFIXES = (".json",)
SUMMARY = "everything the YAML file holds, for scripts"
MARKS = (b'"languages": {',)


def write(glossary: Glossary) -> Export:
    """The glossary as UTF-8 JSON, indented, with a line feed at its end."""
    value = {
        "version": 1,
        "name": glossary.name,
        "languages": {"source": glossary.source_language, "target": glossary.target_language},
        "sources": [_source(source) for source in glossary.sources],
        "concepts": [_concept(concept) for concept in glossary.concepts],
    }
    text = json.dumps(value, ensure_ascii=False, indent=2) + "\n"
    # A lone surrogate has no UTF-8; what `backslashreplace` writes for it is its JSON escape.
    return Export(data=text.encode("utf-8", "backslashreplace"))


def _source(source: Source) -> dict[str, Any]:
    return {"id": source.id} | _said(
        publisher=source.publisher,
        name=source.publisher_name,
        tier=source.tier,
        title=source.title,
        date=source.date,
        url=source.url,
        language=source.language,
        excerpt_of=source.excerpt_of,
        file=source.file,
    )


def _concept(concept: Concept) -> dict[str, Any]:
    return {
        "id": concept.id,
        "state": concept.state,
        "origin": concept.origin,
        "case": concept.case,
        "terms": [_term(term) for term in concept.terms],
    } | _said(
        domain=concept.domain,
        definition=concept.definition,
        note=concept.note,
        decided=_decided(concept.decided),
        near=concept.near,
        ok=list(concept.ok),
        bad=[{"text": example.text, "fix": example.fix} for example in concept.bad],
        seen=[_seen(seen) for seen in concept.seen],
        evidence=[_evidence(evidence) for evidence in concept.evidence],
    )


def _seen(seen: Seen) -> dict[str, Any]:
    value = {"text": seen.text, "state": seen.state}
    return value | _said(kind=seen.kind, source=seen.source, decided=_decided(seen.decided))


def _decided(decision: Decision | None) -> dict[str, str] | None:
    return None if decision is None else {"date": decision.date, "why": decision.why}


def _term(term: Term) -> dict[str, Any]:
    value = {"text": term.text, "lang": term.language, "status": term.status, "type": term.type}
    return value | _said(**{"from": term.valid_from}, until=term.until, publisher=term.publisher, note=term.note)


def _evidence(evidence: Evidence) -> dict[str, Any]:
    start, end = evidence.span or (None, None)
    value = {"source": evidence.source, "quote": evidence.quote} | _said(form=evidence.form)
    return value if start is None else value | {"start": start, "end": end}


def _said(**fields: object) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if value}
