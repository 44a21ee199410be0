"""Directives: what a comment of a document says to the linter, whatever form comments have in the format.

    cqterm: VERB [RULE] [CONCEPT] [-- reason]

What a directive does is decided where findings are known
(`cqterm.silence.comments`); a reader only hands over the comments that are there.
"""

from cqterm.model import Directive, Span
from cqterm.text.patterns import late

VERBS = ("off", "on", "skip-line", "skip-next-line")

_MARKS = ("cqterm:", "Cqterm:", "CQTERM:")
"""What a directive begins with. Word makes a capital of the first letter of a comment while one types."""


def mentioned(text: str) -> bool:
    """May a text hold a directive? Where nothing is said of them, none need be sought, and that is quickly seen."""
    return "qterm:" in text or "CQTERM:" in text  # each of the marks holds one of these


def is_directive(comment: str) -> bool:
    """Does the text of a comment, its delimiters taken off, speak to the linter?"""
    return comment.strip().startswith(_MARKS)


def directive(comment: str, *, part: str, span: Span) -> Directive | None:
    """The directive in the text of a comment, its delimiters taken off; None where it is none.

    `span` is the whole comment in the part's text, delimiters included, in code points. Words beyond a concept are
    kept with it, so that whoever forgot the dashes before a reason is told so. Capitals say nothing, but in a reason.
    """
    if not is_directive(comment):
        return None
    _, _, words = comment.partition(":")
    told, reason = (*_DASHES.split(words, maxsplit=1), "")[:2]
    verb, rule, concept = (*" ".join(told.lower().split()).split(" ", 2), "", "", "")[:3]
    return Directive(verb=verb, rule=rule, concept=concept, reason=" ".join(reason.split()), part=part, span=span)


# Word makes a dash of two hyphens while one types.
_DASHES = late(r"(?:^|\s)(?:--+|[–—])(?:\s|$)")
