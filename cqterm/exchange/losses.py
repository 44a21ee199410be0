"""What an export leaves behind: counted under the names that the YAML file uses, and told one line a kind."""

from collections import Counter

from cqterm.glossary.shape import default_case
from cqterm.model import Concept
from cqterm.values import NamedTuple


class Loss(NamedTuple):
    """One kind of thing that a format can't hold: which key of the YAML, what became of it, and what is counted."""

    field: str
    fate: str
    unit: str


Losses = Counter[Loss]


def lose(losses: Losses, field: str, fate: str, unit: str, count: int = 1) -> None:
    """Count a loss; zero is none. Kept cheap, since it is asked many times for every concept."""
    if count:
        losses[Loss(field, fate, unit)] += count


def told(losses: Losses) -> tuple[str, ...]:
    """The losses as lines for people, sorted: «near: left out (3 concepts)»."""
    return tuple(
        f"{loss.field}: {loss.fate} ({count} {loss.unit}{'s' if count != 1 else ''})"
        for loss, count in sorted(losses.items())
    )


def count_settings(concept: Concept, language: str, losses: Losses) -> None:
    """Count what steers cqterm itself and has no place in any other tool's format.

    A case that the capitals of the preferred term (in `language`, the target) show is not lost.
    """
    lose(losses, "case", "left out", "concept", concept.case != default_case(concept.terms, language))
    lose(losses, "origin", "left out", "concept", concept.origin != "curated")
    lose(losses, "near", "left out", "concept", concept.near is not None)
    lose(losses, "ok", "left out", "example", len(concept.ok))
    lose(losses, "bad", "left out", "example", len(concept.bad))
    lose(losses, "seen", "left out", "form", len(concept.seen))
