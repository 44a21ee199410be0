"""What rule files of other linters can be told: which words to replace by which, and no more.

Only approved concepts count. Other linters know nothing of near misses, time, publishers or the case of a place, so a
rule is one wrong rendering and the preferred term for it. Left out and counted is a rendering that begins or ends with
a sign, where their word boundaries never match, and one that stands inside a right term, which they would break.
"""

import re
from collections.abc import Iterator

from cqterm.exchange.losses import Losses, lose
from cqterm.exchange.strict import strict
from cqterm.model import Concept, Glossary, Term
from cqterm.values import NamedTuple


class Substitution(NamedTuple):
    """A wrong rendering, the right one, and why."""

    wrong: str
    right: str
    concept: str


def substitutions(glossary: Glossary, losses: Losses) -> tuple[Glossary, list[Substitution]]:
    """The glossary made fit for strict formats, and its substitutions, each wrong form once, the longest first.

    In an alternation the first one that fits wins, and a shorter form may be the beginning of a longer one.
    """
    clean = strict(glossary, losses)
    found: dict[str, Substitution] = {}
    right = "\n".join(term.text for c in clean.concepts for term in c.terms if _is_right(term, clean)).casefold()
    for concept in clean.concepts:
        if concept.state != "approved":
            lose(losses, "state", "proposed, left out", "concept")
            continue
        _count(concept, clean, losses)
        for each in _of(concept, clean, losses):
            if re.search(rf"\b{re.escape(each.wrong.casefold())}\b", right):
                lose(losses, "not", "stands inside a right term, left out", "term")
            elif found.setdefault(each.wrong.casefold(), each) is not each:
                lose(losses, "not", "a rendering of two concepts, the first kept", "term")
    return clean, sorted(found.values(), key=lambda each: (-len(each.wrong), each.wrong))


def pattern(text: str, *, space: str = r"\s+") -> str:
    """A regular expression for a rendering, in the dialects of JavaScript, Go and .NET; spaces may be line breaks."""
    return space.join(re.sub(r"([\\^$.|?*+()\[\]{}/])", r"\\\1", word) for word in text.split())


def _of(concept: Concept, glossary: Glossary, losses: Losses) -> Iterator[Substitution]:
    preferred = concept.preferred(glossary.target_language)
    for term in concept.terms:
        if term.language != glossary.target_language or term.status not in ("deprecated", "superseded"):
            continue
        if preferred is None:
            lose(losses, "not", "without a preferred term, left out", "term")
        elif not re.fullmatch(r"\w.*\w|\w", term.text, re.ASCII):
            lose(losses, "not", "begins or ends with a sign, which no such rule matches, left out", "term")
        else:
            lose(
                losses, "until", "left out, the rule holds for every date", "term", bool(term.until or term.valid_from)
            )
            yield Substitution(term.text, preferred.text, concept.id)


def _count(concept: Concept, glossary: Glossary, losses: Losses) -> None:
    others = sum(term.language != glossary.target_language for term in concept.terms)
    lose(losses, "terms", "in other languages, left out", "term", others)
    admitted = sum(_is_right(term, glossary) and term.status == "admitted" for term in concept.terms)
    lose(losses, "also", "left out, since such a rule only forbids", "term", admitted)
    lose(losses, "near", "misspelt and altered forms are not found", "concept", concept.near != "off")
    for field in ("definition", "domain", "note"):
        lose(losses, field, "left out", "concept", bool(getattr(concept, field)))
    lose(losses, "evidence", "left out", "quote", len(concept.evidence))


def _is_right(term: Term, glossary: Glossary) -> bool:
    return term.language == glossary.target_language and term.status in ("preferred", "admitted")
