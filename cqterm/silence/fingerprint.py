"""Fingerprints: how a finding is known again when the text around it has changed.

A fingerprint is made of the rule, the concept, the words found and a few words of the sentence on either side, all
folded: no line numbers, no path, no white space, no message. So it survives edits elsewhere, new line breaks and a
renamed file. Equal ones of one document are numbered in the order of the text.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from cqterm.model import Finding, Span
from cqterm.text.digest import digest
from cqterm.text.patterns import late
from cqterm.text.tokens import Tokens
from cqterm.values import replace

AROUND = 3
"""Words of context on either side, fewer where the sentence ends. An edit among them makes another finding of it."""

_REACH = 40 * AROUND  # code points in which so many words are sought
# It begins with one set of characters, not with one of two, since those are looked for at a quarter of the time.
_SENTENCE_END = late(r"[.!?。！？](?:(?<=[。！？])|[.!?]*[\"'”’)]*(?:\s+|\Z))")


def fingerprint(rule: str, concept: str, text: str, span: Span) -> str:
    """The fingerprint of a place in a text, not numbered yet: 16 hexadecimal digits of SHA-256.

    `text` is the segment's, and `span` counts in it. Two places with the same words around them have the same one.
    """
    start, end = span
    before = Tokens(_SENTENCE_END.split(text[max(0, start - _REACH) : start])[-1]).norms[-AROUND:]
    after = Tokens(_SENTENCE_END.split(text[end : end + _REACH], maxsplit=1)[0]).norms[:AROUND]
    found = " ".join(text[start:end].split()).casefold()
    told = "\0".join((rule, concept, " ".join(before), found, " ".join(after)))
    return digest(told)


def numbered(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings of one document in order; the second, third ... of equal fingerprints get `-2`, `-3` ..."""
    counts: Counter[str] = Counter()
    for finding in findings:
        counts[finding.fingerprint] += 1
        count = counts[finding.fingerprint]
        yield finding if count == 1 else replace(finding, fingerprint=f"{finding.fingerprint}-{count}")
