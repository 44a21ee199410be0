"""What a baseline knows of the documents of a run, those among them that have another name since.

A file that is gone and a document that the baseline has nothing about are one and the same, renamed or moved, where
most of what was known of the one is found in the other. Without that a renamed folder would bring all its old findings
back as new ones.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from cqterm.model import Finding
from cqterm.values import NamedTuple, field, frozen


class Lost(NamedTuple):
    """A file that is not there any more: its path, and rule and fingerprint of each finding that is known of it."""

    path: str
    prints: frozenset[tuple[str, str]]


@frozen
class Known:
    """Fingerprints by document, and the files that are gone. `holders` says which of these hold a fingerprint."""

    files: Mapping[str, frozenset[str]] = field(default_factory=dict)
    lost: tuple[Lost, ...] = ()
    holders: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


def with_lost(files: Mapping[str, frozenset[str]], lost: Iterable[Lost]) -> Known:
    """What is known of documents by their names in reports, and of files that are gone."""
    ordered = tuple(sorted(lost))
    holders: dict[str, list[int]] = {}
    for number, each in enumerate(ordered):
        for _, print_ in each.prints:
            holders.setdefault(print_, []).append(number)
    return Known(files=files, lost=ordered, holders={print_: tuple(found) for print_, found in holders.items()})


def known_of(known: Known, name: str, findings: Sequence[Finding], *, ran: Callable[[str], bool]) -> frozenset[str]:
    """The fingerprints that are known of a document; `ran` tells which rules looked at it.

    A document that the baseline does not name is taken for the file that is gone with which it shares most findings:
    at least half of those known of that file, and half of its own too unless the last part of the name is the same.
    """
    if name in known.files or not known.lost:
        return known.files.get(name, frozenset())
    shared = Counter(number for finding in findings for number in known.holders.get(finding.fingerprint, ()))
    like = [
        (count, _tail(known.lost[number].path, name), -number)
        for number, count in shared.items()
        if _is_same(known.lost[number], name, count, len(findings), ran)
    ]
    if not like:
        return frozenset()
    return frozenset(print_ for _, print_ in known.lost[-max(like)[-1]].prints)


def _is_same(lost: Lost, name: str, shared: int, found: int, ran: Callable[[str], bool]) -> bool:
    were = sum(ran(rule) for rule, _ in lost.prints)
    return 2 * shared >= were and (2 * shared >= found or _tail(lost.path, name) > 0)


def _tail(one: str, other: str) -> int:
    """How many parts at the end of two paths are the same."""
    parts = list(zip(reversed(one.split("/")), reversed(other.split("/")), strict=False))
    return next((n for n, (a, b) in enumerate(parts) if a != b), len(parts))
