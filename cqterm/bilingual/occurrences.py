"""Where terms of one language stand in a text: the shape that the check reads, whatever the writing."""

from collections.abc import Sequence

from cqterm.model import Span, Term
from cqterm.values import NamedTuple, Protocol


class Designation(NamedTuple):
    """A term of a concept."""

    concept: str
    term: Term


class Occurrence(NamedTuple):
    """A place where a term stands, in code points of the text; several concepts may share the word."""

    span: Span
    designations: tuple[Designation, ...]


class Terms(Protocol):
    """The terms of one language, compiled."""

    def find(self, text: str) -> list[Occurrence]:
        """Every place where one stands, overlapping ones too, in the order of their starts, longer ones first."""

    def renderings(self, concepts: Sequence[str]) -> set[str]:
        """The terms of concepts, as they are compared."""

    def reshaped(self, text: str, concepts: Sequence[str], *, single: bool) -> bool:
        """Whether a term of these concepts stands in a text in another shape than the glossary's.

        A term that is a `single` word in the other language may lend its first part to qualify another word; one of
        several words may be taken apart.
        """


def longest(occurrences: Sequence[Occurrence]) -> list[Occurrence]:
    """Of those that overlap the one that starts first; of those that start together the longest."""
    kept: list[Occurrence] = []
    for each in occurrences:
        if not kept or each.span.start >= kept[-1].span.end:
            kept.append(each)
    return kept
