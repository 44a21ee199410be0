"""What a citation allows: somebody said these words, and nobody may correct them."""

from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice

from cqterm.hints import Literal
from cqterm.model import Document, Problem, Span
from cqterm.text.patterns import late
from cqterm.values import replace

Quotations = Literal["lint", "lower", "skip"]
"""What to do about problems in quotations: tell them, tell them as mere information, keep quiet."""

MENTION = 5
"""Words up to which a quotation mentions a term instead of citing somebody."""


def in_context(document: Document, problems: Iterable[Problem], *, quotations: Quotations) -> Iterable[Problem]:
    """What a citation allows: nothing about `[sic]`, no safe fix of somebody's words."""
    for problem in problems:
        text = document.segments[problem.segment].text
        if "sic" in text[problem.span.end : problem.span.end + _NEAR] and _SIC.match(text, problem.span.end):
            continue
        if not _cited(text, problem.span):
            yield problem
        elif quotations == "lint":
            yield replace(problem, safety="unsafe")
        elif quotations == "lower":
            yield replace(problem, safety="unsafe", severity="info")


_NEAR = 200
"""Letters behind a place among which a `[sic]` is sought, so that a line of a million costs no more than others."""
_SIC = late(r"[\"'”’»]*\s*[\[(]sic[\])]")
_QUOTE = late(r"“[^“”]*”|«[^«»]*»|\"[^\"]*\"")
_OPENING = '“«"'
"""What a quotation begins with; to look for these takes a tenth of the time."""
_WORDS = late(r"\w+(?:['’-]\w+)*")


def _cited(text: str, span: Span) -> bool:
    """Whether a span lies in a quotation of more than a few words, which somebody said and nobody may correct."""
    quotes = _quotes(text)
    if not quotes:
        return False
    near = bisect_right(quotes, span.start, key=lambda quote: quote.start) - 1
    if near < 0 or span.end >= quotes[near].end or span.start == quotes[near].start:
        return False
    few = max(MENTION, len(_WORDS.findall(text[span.start : span.end])))
    # To the end of a quotation of a million words they are not counted.
    return any(islice(_WORDS.finditer(text, quotes[near].start, quotes[near].end), few, None))


@lru_cache(maxsize=4)
def _quotes(text: str) -> tuple[Span, ...]:
    """The quotations of a text, found once for all its findings."""
    if not any(mark in text for mark in _OPENING):
        return ()
    return tuple(Span(*quote.span()) for quote in _QUOTE.finditer(text))
