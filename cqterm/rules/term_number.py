"""A term stands in the plural or singular where it has only the other.

Why: a name has one bearer ("Western Land-Sea Trade Corridors" names several), and so has a numbered formula; a word
inside a term keeps its number ("Government Works Report"). The last word of a common term may take the plural, and so
may an office, which many hold ("Port Officers"). The plural of a name is right where another stands beside it ("the
Yangtze and Jialing Rivers"). The singular of a term in the plural is reported where it is the thing itself ("the new
quality productive force is"), and not where it is one of several ("a force") or describes another noun.
Bad: the Western Land-Sea Trade Corridors
Bad: the Government Works Report
Bad: the new quality productive force is rising
Good: the Western Land-Sea Trade Corridor
Good: zero-waste cities
Good: the 19th and 20th National Congresses of the Communist Party of China
Good: a new quality productive force
Options: `near: off` at a concept; the level under `severity` in the configuration.
Fix: unsafe, since the verb may have to follow.
"""

from collections.abc import Iterator

from cqterm.model import Match, Problem, Severity
from cqterm.rules import Page, slip, slips
from cqterm.text.patterns import late
from cqterm.text.words import plural

ID = "term-number"
SEVERITY: Severity = "warning"


def check(page: Page) -> Iterator[Problem]:
    """Yield a problem for each term that differs by number."""
    for number, match in slips(page, "number"):
        if _several(page.scenes[number].text, match):
            continue
        wrong = [d for d in match.differences if d.kind == "number"]
        yield slip(
            page, number, match, "; ".join(f"'{d.found}' should be '{d.wanted}'" for d in wrong), SEVERITY, "unsafe"
        )


def _several(text: str, match: Match) -> bool:
    """Whether a name in the plural is that of several: another name, or its number, is tied to it by a conjunction."""
    head = next(d for d in match.differences if d.kind == "number")
    if text[head.span.end : match.span.end][:4] not in ("", " of ", " for") or match.term.text[0].islower():
        return False
    if head.found.lower() != plural(head.wanted.lower()):
        return False
    before = _TIED.search(text, max(0, match.span.start - _NEAR), match.span.start)
    return before is not None or (head.span.end < match.span.end and bool(_AND.match(text, match.span.end)))


_NEAR = 40
"""Letters before a name among which the other one ends."""
_TIED = late(r"\b(?:[A-Z][\w'’-]*|\d+(?:st|nd|rd|th)|first|second|third|[a-z]+th),?\s(?:and|or|to|&)\s$")
_AND = late(r",?\s(?:and|or|&)\s(?:the\s)?[A-Z]")
"""What ties another one to "the Departments of Agriculture"."""
