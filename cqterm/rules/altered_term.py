"""A word of a term is missing, is one too many, stands in the wrong place or is another word.

Why: names drift when they are quoted from memory ("New Land-Sea Trade Corridor", "Two Centers and Three Highlands"),
and every word is spelt correctly, so that no spell checker objects. Most names differ from their neighbours by one
word, so this rule speaks only where what is left can't be another name: the place is written as a name, the word is
one of general meaning and stands inside. A first or last word may be missing only where the rest stands alone and
keeps what tells the term from all others, and not beside the full name, whose short form it is; a last one may be
another only where the two render one word (zone, circle). Ordinals and places name other things. In terms of lower case
or two words, and in those with `near: typo-only`, it knows only an article too many or missing, a word that stands
twice, a possessive ending, an exchange of words, and the figures of a formula.
Bad: the China (Chongqing) Pilot Trade Zone
Bad: Two Centers and Three Highlands
Bad: the International New Land-Sea Trade Corridor
Bad: the Chongqing-Chengdu economic circle
Bad: the "36318" modern manufacturing cluster system
Bad: the upper reaches of Yangtze River
Bad: the State Council's Information Office
Good: the China (Chongqing) Pilot Free Trade Zone
Good: the Sichuan pilot free trade zone
Good: the 19th CPC National Congress
Good: a new trade corridor
Options: `near: all`, `typo-only` or `off` at a concept; the level under `severity` in the configuration.
Fix: unsafe, since other words may need another article or verb.
"""

from collections.abc import Iterator

from cqterm.model import Match, Problem, Severity
from cqterm.rules import Page, slip, slips

ID = "altered-term"
SEVERITY: Severity = "warning"


def check(page: Page) -> Iterator[Problem]:
    """Yield a problem for each term with other words than it should have."""
    written_out = {match.concept for _, match in page.matches if not match.differences}
    for number, match in slips(page, "altered"):
        if match.concept in written_out and _short(match):
            continue
        yield slip(page, number, match, _say(match), SEVERITY, "unsafe")


def _short(match: Match) -> bool:
    """Whether a place lacks nothing but the first or last word, as a short form does beside the full one."""
    lacks = [d for d in match.differences if d.detail == "missing"]
    return len(lacks) == len(match.differences) == 1 and lacks[0].span.start in (match.span.start, match.span.end)


def _say(match: Match) -> str:
    said = []
    swapped = [d for d in match.differences if d.detail == "swapped"]
    if len(swapped) == 2:
        said.append(f"{' and '.join(repr(d.found) for d in swapped)} are swapped")
    elif swapped:
        said.append(f"{', '.join(repr(d.found) for d in swapped)} stand in another order")
    for d in match.differences:
        if d.detail == "missing":
            said.append(f"'{d.wanted}' is missing")
        elif d.detail == "extra":
            said.append("a possessive ending is too many" if d.found == "s" else f"'{d.found}' is too many")
        elif d.kind in ("altered", "misspelling") and d.detail != "swapped":
            said.append(f"'{d.found}' should be '{d.wanted}'")
    return "; ".join(said)
