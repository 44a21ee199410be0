"""What mining proposes: candidates, each with its forms as the sources print them."""

from cqterm.model import Evidence, Status
from cqterm.values import NamedTuple, frozen


@frozen
class Form:
    """A surface form as the sources print it, counted under a candidate: in all, by publisher and by year."""

    text: str
    count: int
    documents: int
    status: Status
    kind: str
    publishers: tuple[tuple[str, int], ...] = ()
    years: tuple[tuple[str, int], ...] = ()


@frozen
class Candidate:
    """A concept that mining proposes; `possibly` are ids of others that a person may find to be the same."""

    id: str
    canonical: str
    forms: tuple[Form, ...]
    score: float
    why: str
    evidence: tuple[Evidence, ...]
    source_term: str = ""
    source_language: str = ""
    known: str | None = None
    possibly: tuple[str, ...] = ()


class Proposals(NamedTuple):
    """Candidates, best first, and how many there are if all were asked for."""

    candidates: tuple[Candidate, ...]
    found: int
