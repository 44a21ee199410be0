"""Markdown: the glossary as a document for a wiki or a repository, a section a concept.

CommonMark; whatever in a text would be markup has a backslash before it.
"""

import re
from collections.abc import Iterator

from cqterm.exchange import Export
from cqterm.exchange.losses import Losses, count_settings, lose, told
from cqterm.exchange.strict import citation, one_line, strict
from cqterm.model import Concept, Evidence, Glossary, Term

NAME = "markdown"
SUFFIXES = (".md", ".markdown")
SUMMARY = "a document, a section a concept"
MARKS = (b"<!-- glossary exported by cqterm -->",)

_MARKUP = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~&$:=\"'@/])")


def write(glossary: Glossary) -> Export:
    """The document, in UTF-8. Raises GlossaryError for malformed ids and language tags."""
    losses: Losses = Losses()
    clean = strict(glossary, losses)
    for concept in clean.concepts:
        count_settings(concept, clean.target_language, losses)
        lose(losses, "evidence.at", "left out", "quote", sum(each.span is not None for each in concept.evidence))
    lines = [MARKS[0].decode(), "", f"# {plain(clean.name)}", ""]
    for concept in clean.concepts:
        lines += [*_concept(concept, clean), ""]
    if clean.sources:
        lines += ["## Sources", "", *(f"- {plain(citation(source))}" for source in clean.sources), ""]
    return Export(data="\n".join(lines).encode(), losses=told(losses))


def plain(text: str) -> str:
    """A text on one line in which nothing is markup."""
    return _MARKUP.sub(r"\\\1", one_line(text))


def _concept(concept: Concept, glossary: Glossary) -> Iterator[str]:
    pair = (glossary.target_language, glossary.source_language)
    heads = [term.text for language in pair if (term := concept.preferred(language))]
    yield f"## {' · '.join(map(plain, heads)) or plain(concept.terms[0].text)}"
    yield ""
    facts = [f"`{concept.id}`", concept.state, plain(concept.domain)]
    yield ", ".join(filter(None, facts))
    yield ""
    if concept.definition:
        yield plain(concept.definition)
        yield ""
    yield from (_term(term) for term in concept.terms)
    if concept.note:
        yield f"- note: {plain(concept.note)}"
    if concept.decided is not None:
        yield f"- decided: {plain(f'{concept.decided.date} {concept.decided.why}'.strip())}"
    yield from map(_quote, concept.evidence)


def _term(term: Term) -> str:
    details = [term.language, term.status]
    details += [term.type] if term.type != "full" else []
    details += [f"from {term.valid_from}"] if term.valid_from else []
    details += [f"until {term.until}"] if term.until else []
    details += [plain(term.publisher)] if term.publisher else []
    note = f": {plain(term.note)}" if term.note else ""
    text = f"~~{plain(term.text)}~~" if term.status in ("deprecated", "superseded") else f"**{plain(term.text)}**"
    return f"- {text} ({', '.join(details)}){note}"


def _quote(evidence: Evidence) -> str:
    form = f", prints {plain(evidence.form)}" if evidence.form else ""
    return f"- quote: “{plain(evidence.quote)}” ({plain(evidence.source)}{form})"
