"""Evidence: quotes found and checked in their sources, and the machine-written file that holds most of them.

A quote counts where its words stand in the source in this order; white space is folded, so a line break or an
indentation in between makes no difference. The offset is a hint that chooses between several such places.

At most `IN_FILE` quotes a concept stand in the glossary, which is for people. The rest lies beside it in JSON Lines,
one row a line, sorted, so that two writings of the same rows are the same bytes.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from cqterm.errors import GlossaryError
from cqterm.glossary.fields import GlossaryProblem
from cqterm.model import Evidence, Glossary, Span
from cqterm.values import NamedTuple, replace

IN_FILE = 2
"""Quotes of a concept that stand in the glossary itself."""


class Row(NamedTuple):
    """A quote and the concept that it belongs to."""

    concept: str
    evidence: Evidence


_NEAR = 2000
"""Code points around a hint in which a quote is looked for first."""


class Verified(NamedTuple):
    """The quotes that don't stand in their sources, and the ids of the sources that were not at hand."""

    problems: list[GlossaryProblem]
    missing: tuple[str, ...]


def locate(quote: str, text: str, *, hint: int | None = None) -> Span | None:
    """Where a quote stands in a text, in code points; of several places the one nearest to the hint, else the first."""
    words = quote.split()
    if not words:
        return None
    if hint is not None and text.startswith(quote, hint):
        return Span(hint, hint + len(quote))
    pattern = re.compile(r"\s+".join(map(re.escape, words)))
    if hint is None:
        found = pattern.search(text)
        return Span(*found.span()) if found else None
    # a hint is rarely far off, and a long text is not read through for each of its quotes
    near = max(0, hint - _NEAR), hint + _NEAR + 2 * len(quote)
    for limits in (near, (0, len(text))):
        spans = (Span(*found.span()) for found in pattern.finditer(text, *limits))
        if nearest := min(spans, key=lambda span: abs(span.start - hint), default=None):
            return nearest
    return None


def verify(
    glossary: Glossary,
    texts: Mapping[str, str],
    *,
    places: Mapping[tuple[str, str], tuple[int, int]] | None = None,
) -> Verified:
    """Check each quote of a glossary in its source.

    `texts` holds what is at hand, by source id; the rest is counted, not an error. `places` (from `Parsed.places`)
    gives the problems their lines and columns.
    """
    problems, missing = [], set()
    for concept in glossary.concepts:
        for evidence in concept.evidence:
            text = texts.get(evidence.source)
            if text is None:
                missing.add(evidence.source)
            elif locate(evidence.quote, text, hint=evidence.span.start if evidence.span else None) is None:
                known = places or {}
                line, column = known.get((concept.id, evidence.quote)) or known.get((concept.id, ""), (0, 0))
                short = evidence.quote if len(evidence.quote) <= 60 else f"{evidence.quote[:57]}…"
                message = f"quote «{short}» is not in source «{evidence.source}»: copy it from there, or delete it"
                problems.append(GlossaryProblem(line, column, concept.id, message))
    return Verified(problems, tuple(sorted(missing)))


def divide(concept: str, evidence: Sequence[Evidence]) -> tuple[tuple[Evidence, ...], tuple[Row, ...]]:
    """The quotes that stand in the glossary itself, the first ones, and the rows for the file beside it."""
    return tuple(evidence[:IN_FILE]), tuple(Row(concept, each) for each in evidence[IN_FILE:])


def attach(glossary: Glossary, rows: Iterable[Row]) -> Glossary:
    """The glossary with the rows as further evidence of their concepts; a quote that is there already is not doubled.

    Rows of concepts that the glossary does not hold are left out: the file beside it may be older.
    """
    further: dict[str, list[Evidence]] = {}
    for row in rows:
        further.setdefault(row.concept, []).append(row.evidence)
    concepts = []
    for concept in glossary.concepts:
        own = set(concept.evidence)
        new = tuple(e for e in dict.fromkeys(further.get(concept.id, ())) if e not in own)
        concepts.append(replace(concept, evidence=concept.evidence + new) if new else concept)
    return replace(glossary, concepts=tuple(concepts))


def dump(rows: Iterable[Row]) -> str:
    """Rows as JSON Lines: sorted by concept, source and place, each once, LF at the end of each line."""
    ordered = sorted({_key(row): row for row in rows}.items())
    return "".join(f"{json.dumps(_record(row), ensure_ascii=False)}\n" for _, row in ordered)


def load(text: str, name: str) -> tuple[Row, ...]:
    """The rows of a file that `dump` wrote. Blank lines are skipped.

    Raises:
        GlossaryError: A line is no such row; the message names the line.
    """
    rows = []
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), start=1):
        if line.strip():
            try:
                rows.append(_row(json.loads(line)))
            except (ValueError, TypeError, KeyError, RecursionError) as error:
                message = "not a row of evidence: cqterm writes this file; delete it, and have it written again"
                raise GlossaryError(f"{name}:{number}: {message}") from error
    return tuple(rows)


def _key(row: Row) -> tuple[str, str, int, int, str, str]:
    span = row.evidence.span or Span(-1, -1)
    return row.concept, row.evidence.source, span.start, span.end, row.evidence.form, row.evidence.quote


def _record(row: Row) -> dict[str, str | int | None]:
    span = row.evidence.span
    return {
        "concept": row.concept,
        "source": row.evidence.source,
        "start": span.start if span else None,
        "end": span.end if span else None,
        "form": row.evidence.form,
        "quote": row.evidence.quote,
    }


def _row(record: Any) -> Row:
    texts = [record[key] for key in ("concept", "source", "form", "quote")]
    numbers = [record[key] for key in ("start", "end")]
    if not all(isinstance(value, str) for value in texts):
        raise TypeError("a text is wanted")
    whole = [n for n in numbers if isinstance(n, int) and not isinstance(n, bool)]
    if numbers != [None, None] and not (len(whole) == 2 and 0 <= whole[0] <= whole[1]):
        raise TypeError("start and end are wanted")
    span = Span(*whole) if whole else None
    return Row(texts[0], Evidence(source=texts[1], quote=texts[3], span=span, form=texts[2]))
