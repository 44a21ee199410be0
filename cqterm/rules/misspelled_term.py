"""A word inside a term is misspelt, even where the misspelling is another English word.

Why: a spell checker accepts "Trad" and "Centre", and has no idea that a name stands there. The words around it tell
what was meant: one edit (a letter missing, too many, wrong, or two in the wrong order), two in words of seven letters.
Also found: letters of other scripts that look Latin, full-width letters and figures, confusions of character
recognition (1 for l, 0 for O, rn for m), the ending of an ordinal, letters of an acronym in another order, and British
spelling where the official term has American (or the reverse). Where two terms are equally near, and where another
English word makes sense by itself, nothing is said.
Bad: the Western Land-Sea Trad Corridor
Bad: the 1O-year fishing ban
Bad: the Сhengdu-Chongqing economic circle
Bad: the 20st CPC National Congress
Bad: the State Council Information Office (SICO)
Bad: the Centre for International Exchanges in Central and Western China
Good: the Western Land-Sea Trade Corridor
Good: Xiangjiang New Area
Good: mixed waste
Options: `near: off` at a concept; the level under `severity` in the configuration.
Fix: safe with one edit in one word, with look-alike letters and with the other spelling; else unsafe. The case and
the line breaks of the place are kept.
"""

from collections.abc import Iterator

from cqterm.model import Difference, Problem, Safety, Severity
from cqterm.rules import Page, slip, slips
from cqterm.values import replace

ID = "misspelled-term"
SEVERITY: Severity = "error"


def check(page: Page) -> Iterator[Problem]:
    """Yield a problem for each term whose gravest difference is in the letters of a word."""
    for number, match in slips(page, "misspelling", "lookalike", "spelling"):
        wrong = [d for d in match.differences if d.kind in ("misspelling", "lookalike", "spelling")]
        one = match.distance <= 10 and sum(d.kind == "misspelling" for d in wrong) < 2
        safety: Safety = "safe" if one else "unsafe"
        severity: Severity = "warning" if match.gravest == "spelling" else SEVERITY
        problem = slip(page, number, match, "; ".join(map(_say, wrong)), severity, safety)
        if len(match.differences) > len(wrong):  # what else the fix changes is said too
            problem = replace(problem, message=f"{problem.message}; the whole term is '{problem.suggestions[0]}'")
        yield problem


def _say(difference: Difference) -> str:
    found, wanted = difference.found, difference.wanted
    if difference.kind == "lookalike":
        return f"'{found}' is written with letters that only look like those of '{wanted}'"
    return f"'{found}' should be '{wanted}'"
