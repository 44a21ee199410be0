"""Which concepts of a glossary a form names, whoever asks: a term as it is, inflected, or misspelt."""

from cqterm.match.compiling import compile_lexicon
from cqterm.match.find import Finder
from cqterm.model import Concept, Glossary, Term


def lookup(glossary: Glossary, text: str) -> list[tuple[Concept, Term, str]]:
    """The concepts that a form names, in any language and state, each with its term and how it was found.

    `how` is "exact", "inflected" or "misspelt"; a form may be part of a longer question.
    """
    wanted = text.strip().casefold()
    exact = [
        (c, t, "exact") for c in glossary.concepts for t in c.terms if t.text.casefold() == wanted or c.id == wanted
    ]
    if exact:
        return _once(exact)
    finder = Finder(compile_lexicon(glossary, include_proposed=True))
    concepts = {c.id: c for c in glossary.concepts}
    found = [
        (concepts[m.concept], m.term, "misspelt" if m.gravest in ("altered", "misspelling") else "inflected")
        for m in finder.find(text)
    ]
    return _once(found)


def _once(found: list[tuple[Concept, Term, str]]) -> list[tuple[Concept, Term, str]]:
    return list({c.id: (c, t, how) for c, t, how in reversed(found)}.values())[::-1]
