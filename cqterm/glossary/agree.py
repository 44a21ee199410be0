"""What must hold between concepts: unique ids, and no term that names two things.

A term is compared folded (`cqterm.text`), within its language: letter case, kinds of dash and quotation mark, and
look-alike letters make no difference, since they make none to the lint either.
"""

import re
from collections.abc import Iterable, Iterator

from cqterm.glossary.fields import Issue
from cqterm.model import Concept
from cqterm.text.fold import fold
from cqterm.text.tokens import fold_gap, tokens
from cqterm.values import NamedTuple


class Draft(NamedTuple):
    """A concept with the offsets of its id, of each of its terms, and of its quotes."""

    concept: Concept
    start: int
    terms: tuple[int, ...]
    quotes: tuple[tuple[str, int], ...]


def disagreements(drafts: Iterable[Draft]) -> Iterator[Issue]:
    """Ids that stand twice, and terms that stand twice in a concept or in two approved ones; both places are named."""
    ids: dict[str, int] = {}
    owners: dict[tuple[str, str], tuple[Draft, int]] = {}
    for draft in drafts:
        concept = draft.concept
        if concept.id in ids:
            message = f"id «{concept.id}» is taken, at {{other}}: choose another, or delete one of the two concepts"
            yield Issue(draft.start, concept.id, message, ids[concept.id])
        elif concept.id:
            ids[concept.id] = draft.start
        own: dict[tuple[str, str], int] = {}
        for n, term in enumerate(concept.terms):
            key = (term.language.lower(), term_key(term.text))
            if key in own:
                yield _twice(draft, own[key], n)
                continue
            own[key] = n
            if concept.state == "approved":
                other, m = owners.setdefault(key, (draft, n))
                if other is not draft:
                    yield _shared(draft, n, other, m)


def term_key(text: str) -> str:
    """What two spellings of the same term share."""
    lower = text.lower()
    if _PLAIN.fullmatch(lower):
        return lower
    if text.isascii():
        return fold_gap(text.lower()).strip()
    parts, end = [], 0
    for token in tokens(text):
        parts += [fold(text[end : token.start]), token.norm]
        end = token.end
    return fold_gap("".join([*parts, fold(text[end:])])).strip()


# Nearly every term: nothing in it has a second spelling, so folding would only give it back (2.3 µs against 0.4).
_PLAIN = re.compile("[a-z0-9\u4e00-\u9fff]+(?:[ -][a-z0-9\u4e00-\u9fff]+)*")


def _twice(draft: Draft, first: int, second: int) -> Issue:
    a, b = draft.concept.terms[first].text, draft.concept.terms[second].text
    why = "" if a == b else f", as «{a}» (case, dashes and look-alike letters make no difference)"
    message = f"term «{b}» stands twice in the concept, first at {{other}}{why}: keep one"
    return Issue(draft.terms[second], draft.concept.id, message, draft.terms[first])


def _shared(draft: Draft, n: int, other: Draft, m: int) -> Issue:
    text = draft.concept.terms[n].text
    message = (
        f"term «{text}» also belongs to concept «{other.concept.id}», at {{other}}: an approved term names one thing"
    )
    return Issue(draft.terms[n], draft.concept.id, f"{message}; delete it in one of the two", other.terms[m])
