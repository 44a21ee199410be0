"""HTML: the glossary as one page for everybody, to put on a server or send by mail.

The page asks for nothing else: no script, font or picture from outside, and its policy forbids any. It can be searched
in every form and filtered by state and domain; `/` goes to the search, `Escape` empties it, `j` and `k` step through
what was found. It follows the light or dark of the system, fits a phone, and prints everything that is shown. Without
scripts all of it is there to read.
"""

from collections.abc import Iterator
from html import escape

from cqterm.exchange import Export
from cqterm.exchange.losses import Losses, lose, told
from cqterm.exchange.page import SCRIPT, STYLE
from cqterm.exchange.strict import BEST_FIRST, one_line, strict
from cqterm.model import Concept, Evidence, Glossary, Source, Term
from cqterm.text.fold import fold

NAME = "html"
SUFFIXES = (".html", ".htm")
SUMMARY = "one page with a search, for everybody"
MARKS = (b'<meta name="generator" content="cqterm">',)

_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
)


def write(glossary: Glossary) -> Export:
    """The page, in UTF-8. Raises GlossaryError for malformed ids and language tags."""
    losses: Losses = Losses()
    clean = strict(glossary, losses)
    for concept in clean.concepts:
        lose(losses, "near", "left out", "concept", concept.near is not None)
        lose(losses, "seen", "left out", "form", len(concept.seen))
        lose(losses, "evidence.at", "left out", "quote", sum(each.span is not None for each in concept.evidence))
    return Export(data="".join(f"{line}\n" for line in _page(clean)).encode(), losses=told(losses))


def _page(glossary: Glossary) -> Iterator[str]:
    name = escape(one_line(glossary.name))
    yield "<!DOCTYPE html>"
    yield f'<html lang="{glossary.target_language}">'
    yield '<head><meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="generator" content="cqterm">'
    yield '<meta name="color-scheme" content="light dark">'
    yield f"<title>{name}</title>"
    yield f"<style>{STYLE}</style></head>"
    yield "<body>"
    yield from _top(glossary, name)
    yield "<main>"
    for concept in glossary.concepts:
        yield from _concept(concept, glossary)
    yield "</main>"
    yield f"<script>{SCRIPT}</script>"
    yield "</body></html>"


def _top(glossary: Glossary, name: str) -> Iterator[str]:
    domains = sorted({concept.domain for concept in glossary.concepts if concept.domain})
    yield f"<header><h1>{name}</h1>"
    yield '<search class="tools" hidden>'
    yield '<label>Search <input type="search" id="search" autocomplete="off" spellcheck="false" aria-keyshortcuts="/">'
    yield '</label><label>State <select id="state"><option value="">all</option>'
    yield "<option>approved</option><option>proposed</option></select></label>"
    if domains:
        yield '<label>Domain <select id="domain"><option value="">all</option>'
        yield from (f"<option>{escape(one_line(domain))}</option>" for domain in domains)
        yield "</select></label>"
    yield "</search>"
    yield '<p id="count" role="status"></p></header>'


def _concept(concept: Concept, glossary: Glossary) -> Iterator[str]:
    found = fold(" ".join([*(term.text for term in concept.terms), concept.id, concept.definition]))
    domain = escape(one_line(concept.domain))
    yield (
        f'<article id="{concept.id}" tabindex="-1" data-state="{concept.state}" data-domain="{domain}" '
        f'data-find="{escape(" ".join(found.split()))}">'
    )
    yield f"<h2>{_heading(concept, glossary)}</h2>"
    facts = [domain, concept.state, "settled by people" if concept.origin == "pinned" else "", f"case: {concept.case}"]
    yield f'<p class="facts">{" · ".join(filter(None, facts))} · <a href="#{concept.id}">{concept.id}</a></p>'
    if concept.definition:
        yield f"<p>{_lines(concept.definition)}</p>"
    yield '<table><caption class="unseen">Terms</caption>'
    for language in dict.fromkeys((glossary.source_language, glossary.target_language, *_languages(concept))):
        for term in sorted(concept.terms, key=lambda each: BEST_FIRST.index(each.status)):
            if term.language == language:
                yield _term(term)
    yield "</table>"
    if concept.note:
        yield f'<p class="note">{_lines(concept.note)}</p>'
    if concept.decided is not None:
        yield f'<p class="facts">decided {_lines(f"{concept.decided.date} {concept.decided.why}".strip())}</p>'
    if concept.ok or concept.bad:
        yield "<ul>"
        yield from (f'<li class="right">{escape(text)}</li>' for text in concept.ok)
        yield from (f"<li><del>{escape(e.text)}</del> <ins>{escape(e.fix)}</ins></li>" for e in concept.bad)
        yield "</ul>"
    if concept.evidence:
        count = len(concept.evidence)
        yield f"<details><summary>{count} quote{'s' if count != 1 else ''}</summary>"
        yield from (_quote(each, glossary.source(each.source)) for each in concept.evidence)
        yield "</details>"
    yield "</article>"


def _heading(concept: Concept, glossary: Glossary) -> str:
    target, source = concept.preferred(glossary.target_language), concept.preferred(glossary.source_language)
    shown = [term for term in (target, source) if term] or list(concept.terms[:1])
    return " ".join(f'<span lang="{term.language}">{escape(term.text)}</span>' for term in shown)


def _languages(concept: Concept) -> Iterator[str]:
    yield from (term.language for term in concept.terms)


def _term(term: Term) -> str:
    details = [
        term.type if term.type != "full" else "",
        f"from {term.valid_from}" if term.valid_from else "",
        f"until {term.until}" if term.until else "",
        term.publisher,
        term.note,
    ]
    said = f" <small>{_lines(', '.join(filter(None, details)))}</small>" if any(details) else ""
    return (
        f'<tr class="{term.status}"><th scope="row">{term.status}</th><td>{term.language}</td>'
        f'<td><span lang="{term.language}">{escape(term.text)}</span>{said}</td></tr>'
    )


def _quote(evidence: Evidence, source: Source | None) -> str:
    facts = [source.publisher_name or source.publisher, source.date, source.title] if source else []
    said = escape(", ".join(one_line(fact) for fact in facts if fact.strip()) or evidence.source)
    if source and source.url.startswith(("https://", "http://")):
        said = f'<a href="{escape(source.url)}" rel="noopener noreferrer">{said}</a>'
    form = f" <small>prints “{escape(evidence.form)}”</small>" if evidence.form else ""
    return f"<blockquote>{_lines(evidence.quote)}{form}<footer>{said}</footer></blockquote>"


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")
