"""The desk of `cqterm review`: a glossary file under review, each decision written at once, none over another's."""

from collections.abc import Sequence
from pathlib import Path

from cqterm.errors import FileError, GlossaryError
from cqterm.files import display, read_text
from cqterm.glossaries import evidence_rows, write_glossary
from cqterm.glossary.evidence import dump
from cqterm.glossary.read import read
from cqterm.glossary.rulings import Kept, Ruling, apply
from cqterm.glossary.waiting import Selection, Waiting, selected, waiting
from cqterm.model import Glossary
from cqterm.text.phrases import number
from cqterm.values import replace


class Desk:
    """A glossary file under review: what it holds, and every decision written at once.

    Someone else's change of the file in the meantime is never overwritten.
    """

    def __init__(self, path: Path, *, day: str, why: str, only: Selection) -> None:
        """Read the glossary and the evidence beside it; `only` says which proposals are under review."""
        self.path, self.day, self.why, self.only = path, day, why, only
        self.name = display(path)
        self.kept = self._read()
        self.made = 0
        self._own: Glossary | None = None
        self._glossary: Glossary | None = None

    def own(self) -> Glossary:
        """The glossary as its file holds it."""
        if self._own is None:
            self._own = read(self.kept.text, self.name)
        return self._own

    def glossary(self) -> Glossary:
        """The glossary with all its evidence."""
        if self._glossary is None:
            from cqterm.glossary.evidence import attach

            self._glossary = attach(self.own(), self.kept.rows)
        return self._glossary

    def waiting(self) -> list[Waiting]:
        """The proposals under review."""
        return selected(self.glossary(), self.only)

    def decide(self, rulings: Sequence[Ruling]) -> None:
        """Apply rulings, all or none, and write the glossary.

        Raises:
            CqtermError: One of them can't be applied, or the file can't be written.
        """
        dated = (replace(r, date=r.date or self.day, why=r.why or self.why) for r in rulings)
        before = self.kept
        self.put_back(apply(self.kept, dated, name=self.name, glossary=self.own()))
        self.made += len(rulings) if self.kept != before else 0

    def put_back(self, kept: Kept) -> None:
        """Write another state of the glossary, such as an earlier one.

        Raises:
            CqtermError: Somebody changed the file, the state is no sound glossary, or it can't be written.
        """
        if kept == self.kept:
            return
        if self._read() != self.kept:
            raise FileError(f"{self.name}: somebody changed it during the review: start the review again")
        try:
            proved = read(kept.text, self.name)
        except GlossaryError as error:  # its lines are those of a text that nobody gets to see
            raise GlossaryError(f"nothing was written, since the glossary would then be wrong: {error}") from None
        write_glossary(self.path, kept.text, evidence=dump(kept.rows))
        there = self._read()
        self._own = proved if there.text == kept.text else None
        self.kept, self._glossary = there, None

    def said(self) -> str:
        """What was done and what waits still."""
        return f"{number(self.made, 'decision')} written, {number(self._every(), 'proposal')} left"

    def under_review(self) -> str:
        """How many proposals are under review, in words; where those are only some, of how many."""
        if self.only == Selection():
            return number(self._every(), "proposal")
        return f"{len(self.waiting()):,} of {number(self._every(), 'proposal')}"

    def _every(self) -> int:
        return sum(1 for _ in waiting(self.glossary()))

    def _read(self) -> Kept:
        rows = evidence_rows(self.path)
        return Kept(read_text(self.path), rows)
