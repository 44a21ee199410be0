"""Directives: what a comment of a document says to the linter, whatever form comments have in the format.

    cqterm: VERB [RULE] [CONCEPT] [-- reason]

What a directive does is decided where findings are known
(`cqterm.silence.comments`); a reader only hands over the comments that are there.
"""

from cqterm.model import Directive, Span
from cqterm.text.patterns import late

VERBS = ("off", "on", "skip-line", "skip-next-line")

MARK = "cqterm:"
"""What each directive begins with. A text without it holds none, which is quickly seen."""


def directive(comment: str, *, part: str, span: Span) -> Directive | None:
    """The directive in the text of a comment, its delimiters taken off; None where it is none.

    `span` is the whole comment in the part's text, delimiters included, in code points. Words beyond a concept are
    kept with it, so that whoever forgot the dashes before a reason is told so.
    """
    words = comment.strip()
    if not words.startswith(MARK):
        return None
    told, reason = (*_DASHES.split(words.removeprefix(MARK), maxsplit=1), "")[:2]
    verb, rule, concept = (*" ".join(told.split()).split(" ", 2), "", "", "")[:3]
    return Directive(verb=verb, rule=rule, concept=concept, reason=" ".join(reason.split()), part=part, span=span)


# Word makes a dash of two hyphens while one types.
_DASHES = late(r"(?:^|\s)(?:--+|[–—])(?:\s|$)")
