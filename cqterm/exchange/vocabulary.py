"""What other tools call things: their words for a status and a type of term, and language tags however spelt.

A word is compared by its letters and figures alone (`key`), so that `notRecommended`, `Not recommended` and
`not_recommended` are one. The tables are the documentation: what stands in none of them is kept as a note.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from cqterm.glossary.fields import is_language
from cqterm.model import Status, TermType

_STATUS_WORDS: Mapping[Status, str] = {
    "preferred": (
        "preferred preferredTerm preferredTerm-admn-sts preferred-term recommended approved standard standardized "
        "standardizedTerm standardizedTerm-admn-sts legalTerm legalTerm-admn-sts regulatedTerm regulatedTerm-admn-sts "
        "main mainTerm canonical official valid"
    ),
    "admitted": (
        "admitted admittedTerm admittedTerm-admn-sts allowed acceptable accepted permitted alternative synonym "
        "tolerated legal"
    ),
    "deprecated": (
        "deprecated deprecatedTerm deprecatedTerm-admn-sts notRecommended nonRecommended notPreferred nonPreferred "
        "forbidden forbiddenTerm prohibited banned do-not-use dont-use don't-use donotuse avoid rejected unapproved "
        "notApproved notAllowed disallowed blacklisted incorrect wrong unacceptable"
    ),
    "superseded": (
        "superseded supersededTerm supersededTerm-admn-sts obsolete obsoleteTerm outdated historical archaic retired "
        "withdrawn replaced formerlyUsed"
    ),
}
_TYPE_WORDS: Mapping[TermType, str] = {
    "full": "full fullForm fullFormTerm",
    "acronym": "acronym initialism abbreviation abbreviated abbreviatedForm",
    "short": "short shortForm clipped clippedTerm",
}


@lru_cache(maxsize=4096)
def key(word: str) -> str:
    """What different spellings of a name share: its letters and figures in lower case."""
    return "".join(filter(str.isalnum, word.casefold()))


STATUSES: Mapping[str, Status] = {key(w): status for status, words in _STATUS_WORDS.items() for w in words.split()}
"""Statuses of ISO 30042, of older TBX, of SDL, TermWeb, Weblate, memoQ and Phrase, by the `key` of the word."""

TYPES: Mapping[str, TermType] = {key(w): kind for kind, words in _TYPE_WORDS.items() for w in words.split()}
"""Types of term by the `key` of the word."""

STATUS_FIELDS = frozenset(
    map(key, ("administrativeStatus", "normativeAuthorization", "usageStatus", "status", "termStatus", "usage"))
)
"""Names of the field that holds a status, by their `key`."""


def tag(text: str) -> str:
    """A language tag as BCP 47 writes it: zh_hans is zh-Hans, EN-us is en-US; empty where it is none.

    Case as RFC 5646, section 2.1.1, recommends; a modifier or encoding of a POSIX locale (`.UTF-8`, `@euro`) goes.
    """
    parts = re.split(r"[-_]", re.split(r"[.@]", text.strip())[0])
    written = [parts[0].lower()]
    for n, part in enumerate(parts[1:], start=1):
        after_singleton = any(len(p) == 1 for p in parts[:n])
        if len(part) == 4 and part.isalpha() and not after_singleton:
            written.append(part.title())
        else:
            written.append(part.upper() if len(part) == 2 and not after_singleton else part.lower())
    tidy = "-".join(written)
    return tidy if is_language(tidy) else ""
