"""A word of a term is missing, is one too many, stands in the wrong place or is another word.

Why: names drift when they are quoted from memory ("China (Chongqing) Free Trade Zone" for the Pilot Free Trade Zone),
and every word is spelt correctly, so that no spell checker objects. Most names differ from their neighbours by one
word, so this rule speaks only where a word of general meaning differs inside a term of several words that is written
as a name, and never about ordinals, other places or lower-case phrases.
Bad: the China (Chongqing) Free Trade Zone
Good: the China (Chongqing) Pilot Free Trade Zone
Fix: unsafe, since other words may need another article or verb.
"""

from collections.abc import Iterator

from cqterm.model import Match, Problem, Severity
from cqterm.rules import Page, slip, slips

ID = "altered-term"
SEVERITY: Severity = "warning"


def check(page: Page) -> Iterator[Problem]:
    """Yield a problem for each term with other words than it should have."""
    for number, match in slips(page, "altered"):
        yield slip(page, number, match, _say(match), SEVERITY, "unsafe")


def _say(match: Match) -> str:
    said = []
    swapped = [d for d in match.differences if d.detail == "swapped"]
    if swapped:
        said.append(f"{' and '.join(repr(d.found) for d in swapped)} are swapped")
    for d in match.differences:
        if d.detail == "missing":
            said.append(f"'{d.wanted}' is missing")
        elif d.detail == "extra":
            said.append(f"'{d.found}' is too many")
        elif d.kind in ("altered", "misspelling") and d.detail != "swapped":
            said.append(f"'{d.found}' should be '{d.wanted}'")
    return "; ".join(said)
