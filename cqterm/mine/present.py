"""Proposals as a program reads them (JSON), as a person reads them (text), and as a glossary holds them (concepts)."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from cqterm.glossary.evidence import divide
from cqterm.glossary.render import render_glossary
from cqterm.glossary.shape import default_case
from cqterm.mine.counts import Counts
from cqterm.mine.locate import ranked
from cqterm.mine.proposals import Candidate, Form
from cqterm.mine.repeats import described, voices
from cqterm.mine.variants import key
from cqterm.model import Concept, Evidence, Glossary, Source, Span, Term, TermType
from cqterm.text.phrases import number, primary
from cqterm.values import replace

_VARIANTS_SHOWN = 8
_SOURCES_SHOWN = 12


def as_json(candidates: Iterable[Candidate], counts: Counts, **more: Any) -> str:
    """One JSON object, version 1, with a line feed at its end. Its keys and their order are a contract."""
    sources = _lines(_source(source, counts[identifier].words) for identifier, source in described(counts).items())
    proposals = _lines(_candidate(candidate) for candidate in candidates)
    further = "".join(f",\n{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in more.items())
    return f'{{"version": 1,\n"sources": [{sources}],\n"candidates": [{proposals}]{further}}}\n'


def as_text(candidates: Sequence[Candidate], counts: Counts, *, found: int) -> str:
    """What a person reads: documents and their weight, then the best proposals of about `found` in all."""
    lines = [*documents(counts), ""]
    width = len(str(len(candidates)))
    for rank, candidate in enumerate(candidates, start=1):
        lines += _card(rank, candidate, width)
    lines += ["", _sum(len(candidates), found, counts)]
    return "\n".join(lines) + "\n"


def documents(counts: Counts) -> Iterator[str]:
    """The documents and whose word counts how much, a line each; of very many only the sum."""
    speaks: Mapping[str, str] = voices(counts)
    words = sum(document.words for document in counts.values())
    yield f"{number(len(counts), 'document')}, {number(words, 'word')}"
    if len(counts) > _SOURCES_SHOWN:
        return
    # 0 says that nobody has ranked the publisher: such sources come last
    for identifier in sorted(counts, key=lambda i: (counts[i].source.rank, i)):
        source = counts[identifier].source
        facts = [f"tier {source.tier}" if source.tier else "not ranked", source.publisher_name or source.publisher]
        facts += [source.date, f"{counts[identifier].words:,} words"]
        if speaks[identifier] != identifier:
            facts.append(f"repeats {speaks[identifier]}: one vote")
        yield f"  {identifier}: {', '.join(fact for fact in facts if fact)}"


def as_yaml(
    candidates: Sequence[Candidate], counts: Counts, *, source_language: str = "zh-Hans", target_language: str = "en"
) -> str:
    """The proposals as a glossary of their own, every concept proposed and mined.

    `source_language` and `target_language` are BCP 47 tags. Chinese that was found beside a term takes the source's
    tag where that is one of Chinese.
    """
    sources = tuple(described(counts).values())
    concepts = (as_concept(c, sources, languages=(source_language, target_language)) for c in candidates)
    glossary = Glossary(
        name="Mined proposals",
        source_language=source_language,
        target_language=target_language,
        concepts=tuple(concepts),
        sources=sources,
    )
    text = render_glossary(glossary)
    return f"{_SEAL}{_digest(text)}\n{text}"


def is_own(form: str, text: str) -> bool:
    """Whether a text is what mining wrote in that form (json, text, yaml), and nobody's work since.

    YAML is what people go on working with, so it carries a digest; a text says how many proposals it holds; JSON is
    for programs, and its keys tell it.
    """
    if form == "yaml":
        first, _, rest = text.partition("\n")
        return first == f"{_SEAL}{_digest(rest)}"
    return _is_json(text) if form == "json" else _is_text(text)


def as_concept(candidate: Candidate, sources: Sequence[Source], *, languages: tuple[str, str]) -> Concept:
    """A proposal in the shape of a glossary: proposed, mined, with what an editor would list.

    Slips (case, number, hyphens, typos, spelling) are left out: the lint finds them by itself. `languages` are those
    of source and target.
    """
    source_language, target = languages
    terms = [Term(text=candidate.canonical, language=target)]
    if candidate.source_term:
        found_in = candidate.source_language or source_language
        alike = primary(found_in) == primary(source_language)
        terms.insert(0, Term(text=candidate.source_term, language=source_language if alike else found_in))
    listed = {key(candidate.canonical, {})}
    for form in candidate.forms:
        if form.kind in LISTED and key(form.text, {}) not in listed:
            listed.add(key(form.text, {}))
            acronym = form.kind == "acronym"
            kind: TermType = "acronym" if acronym else "full"
            terms.append(
                Term(text=form.text, language=target, status="admitted" if acronym else form.status, type=kind)
            )
    concept = Concept(
        id=candidate.id,
        terms=tuple(terms),
        case=default_case(terms, target),
        state="proposed",
        origin="mined",
        note="; ".join(filter(None, (candidate.why, offered(candidate.possibly)))),
    )
    front, _ = divide(concept.id, ranked(concept, candidate.evidence, sources))
    return replace(concept, evidence=tuple(_as_quote(e, candidate.canonical) for e in front))


def offered(identifiers: Sequence[str]) -> str:
    """That a proposal may be the same concept as others, in words; nothing where there are none."""
    return f"possibly the same: {', '.join(identifiers)}" if identifiers else ""


LISTED = frozenset(("acronym", "rendering", "word order", "short form", "long form"))
"""Kinds of difference that a glossary lists: all that is no slip."""


def _as_quote(evidence: Evidence, canonical: str) -> Evidence:
    """Evidence as a glossary keeps it: the place is that of the quote, and the preferred form goes without saying."""
    before = max(0, evidence.quote.find(evidence.form))
    start = evidence.span.start - before if evidence.span else 0
    span = Span(start, start + len(evidence.quote)) if evidence.span else None
    return replace(evidence, span=span, form="" if evidence.form == canonical else evidence.form)


# --- what was written before -------------------------------------------------------------------------------------

_SEAL = "# Mined by cqterm; digest of what follows as it was written: "


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]


def _is_json(text: str) -> bool:
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(content, dict) and list(content)[:3] == ["version", "sources", "candidates"]


_TEXT_HEAD = re.compile(r"[\d,]+ documents?, [\d,]+ words?")
_TEXT_CARD = re.compile(r" *\d+\. .+  \([\d,]+×(?:, [\d,]+ documents)?\)")
_TEXT_MORE = re.compile(
    r"  \S.*: (?:tier \d+|not ranked), .+| +[✗≈] .+  \(.*, [\d,]+×\)| +and [\d,]+ more forms| +why: .+"
    r"| +\? possibly the same: .+|"
)
_TEXT_SUM = re.compile(r"([\d,]+) proposals? from [\d,]+ documents?, best first(?:; .+)?")


def _is_text(text: str) -> bool:
    lines = text.split("\n")
    head, body, last, end = lines[0], lines[1:-2], lines[-2:][0], lines[-1]
    said = _TEXT_SUM.fullmatch(last)
    if end or not said or not _TEXT_HEAD.fullmatch(head):
        return False
    cards = sum(_TEXT_CARD.fullmatch(line) is not None for line in body)
    known = all(_TEXT_CARD.fullmatch(line) or _TEXT_MORE.fullmatch(line) for line in body)
    return known and cards == int(said[1].replace(",", ""))


# --- JSON -------------------------------------------------------------------------------------------------------


def _lines(objects: Iterable[dict[str, Any]]) -> str:
    """One object a line, so that two lists can be compared by lines."""
    return "".join(("," if n else "") + "\n" + _JSON.encode(each) for n, each in enumerate(objects))


_JSON = json.JSONEncoder(ensure_ascii=False)


def _source(source: Source, words: int) -> dict[str, Any]:
    return {
        "id": source.id,
        "publisher": source.publisher,
        "publisher_name": source.publisher_name,
        "tier": source.tier or None,
        "title": source.title,
        "date": source.date,
        "language": source.language,
        "url": source.url,
        "excerpt_of": source.excerpt_of or None,
        "words": words,
    }


def _candidate(candidate: Candidate) -> dict[str, Any]:
    source_term = {"lang": candidate.source_language, "text": candidate.source_term}
    return {
        "id": candidate.id,
        "canonical": candidate.canonical,
        "source_term": source_term if candidate.source_term else None,
        "known": candidate.known,
        "forms": [_form(form) for form in candidate.forms],
        "score": candidate.score,
        "why": candidate.why,
        "evidence": [_evidence(evidence) for evidence in candidate.evidence],
        "possibly_same": list(candidate.possibly),
    }


def _form(form: Form) -> dict[str, Any]:
    return {
        "text": form.text,
        "count": form.count,
        "documents": form.documents,
        "status": form.status,
        "kind": form.kind,
        "publishers": dict(form.publishers),
        "years": dict(form.years),
    }


def _evidence(evidence: Evidence) -> dict[str, Any]:
    start, end = evidence.span or (None, None)
    return {"source": evidence.source, "start": start, "end": end, "form": evidence.form, "quote": evidence.quote}


# --- text -------------------------------------------------------------------------------------------------------


def _card(rank: int, candidate: Candidate, width: int) -> Iterator[str]:
    chinese = f"  {candidate.source_term}" if candidate.source_term else ""
    known = f"  [{candidate.known}]" if candidate.known else ""
    times = sum(form.count for form in candidate.forms)
    documents = len({evidence.source for evidence in candidate.evidence})
    where = f", {number(documents, 'document')}" if documents > 1 else ""
    yield f"{rank:>{width}}. {candidate.canonical}{chinese}{known}  ({times:,}×{where})"
    indent = " " * (width + 2)
    for form in candidate.forms[1 : _VARIANTS_SHOWN + 1]:
        yield f"{indent}{_sign(form)} {form.text}  ({form.kind}, {form.count:,}×)"
    if len(candidate.forms) > _VARIANTS_SHOWN + 1:
        yield f"{indent}  and {len(candidate.forms) - _VARIANTS_SHOWN - 1:,} more forms"
    if candidate.possibly:
        yield f"{indent}? {offered(candidate.possibly)}"
    yield f"{indent}why: {candidate.why}"


def _sign(form: Form) -> str:
    return "✗" if form.status == "deprecated" else "≈"


def _sum(shown: int, found: int, counts: Counts) -> str:
    several = f"{number(shown, 'proposal')} from {number(len(counts), 'document')}, best first"
    if found == shown:
        return several
    left = number(found - shown, "weaker one is", "weaker ones are")
    return f"{several}; about {left} left out (--all shows {'it' if found - shown == 1 else 'them'})"
