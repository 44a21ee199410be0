"""What `cqterm mine -g` does with a glossary: compare, tell the drift, and write in what is new."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cqterm.files import display, read_text
from cqterm.glossaries import evidence_rows, write_glossary
from cqterm.mine.drift import Contest, Drift, NewForm, Quiet, look
from cqterm.mine.locate import Documents, locate
from cqterm.mine.proposals import Candidate
from cqterm.model import Glossary
from cqterm.text.phrases import number, times
from cqterm.values import NamedTuple

if TYPE_CHECKING:
    from cqterm.mine import Counts

_SHOWN = 20
_HEAD = "drift against the glossary: "
_KINDS = (
    ("new concept", "new concepts"),
    ("new form of known concepts", "new forms of known concepts"),
    ("misspelt form of known concepts", "misspelt forms of known concepts"),
    ("canonical contested", "canonical contested"),
    ("term gone quiet", "terms gone quiet"),
)


class Written(NamedTuple):
    """What became of the glossary: whether it changed, and a word on it."""

    changed: bool
    remark: str


def drift_of(glossary: Glossary, candidates: Sequence[Candidate], documents: Documents, *, limit: int | None) -> Drift:
    """How the documents differ from the glossary; candidates are all there are, best first, and recognised."""
    located = locate(glossary, documents)
    return look(glossary, candidates, [source for source, _ in documents], located, limit=limit)


def write(path: Path, drift: Drift, documents: Documents) -> Written:
    """Write what is new into a glossary file and the evidence file beside it; each is written whole or not at all.

    Raises:
        CqtermError: The glossary can't be read, rewritten safely or written.
    """
    from cqterm.glossary.evidence import dump
    from cqterm.glossary.read import read
    from cqterm.mine.adopt import adopt

    if path.suffix.lower() not in (".yaml", ".yml"):
        return Written(False, f"{display(path)}: read only, nothing was written: `cqterm import` makes it a glossary")
    text, rows = read_text(path), evidence_rows(path)
    adopted = adopt(text, rows, drift, documents, name=display(path))
    new_rows = dump(adopted.rows)
    if adopted.text == text and new_rows == dump(rows):
        return Written(False, f"{display(path)}: up to date, nothing was written")
    write_glossary(path, adopted.text, evidence=new_rows)
    if not drift.new and not drift.forms:
        return Written(True, f"{display(path)}: nothing new to decide on; sources and evidence brought up to date")
    own = {concept.id for concept in read(text, display(path)).concepts}
    forms = sum(form.concept.id in own for form in drift.forms)
    added = f"{number(len(drift.new), 'proposal')} and {number(forms, 'new form')} added"
    if forms < len(drift.forms):
        added += f", {number(len(drift.forms) - forms, 'new form')} of concepts that stand in another glossary left out"
    return Written(True, f"{display(path)}: {added}; decide on them with `cqterm review {display(path)}`")


# --- telling ----------------------------------------------------------------------------------------------------


def as_text(drift: Drift, counts: "Counts") -> str:
    """The documents and the drift for people: a heading a kind, a line each."""
    from cqterm.mine.present import documents

    told = (
        [_new(candidate, drift) for candidate in drift.new],
        list(map(_form, drift.forms)),
        list(map(_form, drift.slips)),
        list(map(_contest, drift.contested)),
    )
    lines = [*documents(counts), "", f"{_HEAD}{number(drift.known, 'concept')} seen again"]
    for (singular, plural), section in zip(_KINDS, (*told, list(map(_quiet, drift.quiet))), strict=True):
        lines.append(f"{number(len(section), singular, plural)}{':' if section else ''}")
        # only what is new is much, and it stands in the glossary, best first
        shown = len(section) if singular != _KINDS[0][0] or len(section) <= _SHOWN else _SHOWN
        lines += (f"  {line}" for line in section[:shown])
        lines += [f"  and {len(section) - shown:,} more (--format json tells them all)"] if len(section) > shown else []
    return "\n".join(lines) + "\n"


def is_text(text: str) -> bool:
    """Whether a text is what `as_text` wrote, with as many lines under each heading as it says, and nothing else."""
    documents, head, rest = text.partition(f"\n\n{_HEAD}")
    lines = iter(rest.split("\n")[1:])
    if not head or not all(line.startswith("  ") for line in documents.split("\n")[1:]):
        return False
    for singular, plural in _KINDS:
        said = re.fullmatch(rf"([\d,]+) (?:{singular}|{plural}):?", next(lines, ""))
        if not said:
            return False
        count = int(said[1].replace(",", ""))
        shown = _SHOWN + 1 if singular == _KINDS[0][0] and count > _SHOWN else count
        if not all(next(lines, "").startswith("  ") for _ in range(shown)):
            return False
    return list(lines) == [""]


def as_value(drift: Drift) -> dict[str, Any]:
    """The drift for programs, as the key `drift` of the JSON output."""
    return {
        "known": drift.known,
        "new": [candidate.id for candidate in drift.new],
        "forms": list(map(_form_value, drift.forms)),
        "misspelt": list(map(_form_value, drift.slips)),
        "contested": [
            {
                "concept": c.concept.id,
                "preferred": c.preferred,
                "rival": c.rival,
                "source": c.source.id,
                "publisher": c.source.publisher,
                "since": c.since,
                "pinned": c.concept.origin == "pinned",
            }
            for c in drift.contested
        ],
        "quiet": [
            {
                "concept": q.concept.id,
                "preferred": q.preferred,
                "last": q.last.id,
                "since": q.last.date,
                "later": q.later,
            }
            for q in drift.quiet
        ],
    }


def _form_value(form: NewForm) -> dict[str, Any]:
    seen = form.seen
    return {
        "concept": form.concept.id,
        "text": seen.text,
        "kind": seen.kind,
        "source": seen.source,
        "count": form.times,
    }


def _new(candidate: Candidate, drift: Drift) -> str:
    from cqterm.mine.present import offered

    chinese = f"  {candidate.source_term}" if candidate.source_term else ""
    alike = offered([drift.ids[other] for other in candidate.possibly if other in drift.ids])
    count = f"{sum(form.count for form in candidate.forms):,}×"
    return f"{candidate.canonical}{chinese}  ({'; '.join(filter(None, (count, alike)))})"


def _form(form: NewForm) -> str:
    who = f", {form.seen.source}" if form.seen.source else ""
    return f"{form.concept.id}: “{form.seen.text}” ({form.seen.kind}, {times(form.times)}{who})"


def _contest(contest: Contest) -> str:
    source = contest.source
    who = source.publisher_name or source.publisher or source.id
    since = f" since {contest.since}" if contest.since else ""
    pinned = "; pinned: it stands" if contest.concept.origin == "pinned" else ""
    return f"{contest.concept.id}: {who} prints “{contest.rival}”{since}, preferred is “{contest.preferred}”{pinned}"


def _quiet(quiet: Quiet) -> str:
    source = quiet.last
    who = source.publisher_name or source.publisher or source.id
    return (
        f"{quiet.concept.id}: {who} used “{quiet.preferred}” last on {source.date}; "
        f"{number(quiet.later, 'later document')} of theirs do without"
    )
