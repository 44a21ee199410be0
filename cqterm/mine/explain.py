"""Why a term ranks where it does, or why it is not proposed: every measure, its group, and each form's reason."""

import re
from collections.abc import Iterator, Mapping

from cqterm.mine import choose, variants
from cqterm.mine.counts import Counts
from cqterm.mine.group import Group
from cqterm.mine.meanings import MEANINGS
from cqterm.mine.named import named
from cqterm.mine.pipeline import Ranking, rank, room
from cqterm.mine.score import WEIGHTS
from cqterm.model import Document
from cqterm.text.fold import fold
from cqterm.text.phrases import number, times

_NEAREST = 5
_REASONS = {
    "": "shares the key of the leading form: the same but for case, number, hyphens, spelling or acronyms",
    "typo": "differs from the leading form by one letter of one word, which is misspelt in one of the two",
    "word order": "has the words of the leading form in another order",
    "rendering": "has the same words of meaning, derivations and renderings of one Chinese word counted as one, or the"
    " same Chinese",
    "long form": "is the leading form with a place, a modifier or an addition that names nothing else",
    "short form": "is the leading form without a given name, a modifier or an addition that names nothing else",
}


def explain(term: str, counts: Counts, documents: Mapping[str, Document]) -> str:
    """Everything that mining knows of a term, as a text; also of one below the cut, or of one that is no candidate."""
    ranking = rank(counts) if counts else None
    unit = ranking.collection.units.find(term) if ranking is not None else None
    if ranking is None or unit is None:
        return "\n".join(_absent(term, ranking, documents)) + "\n"
    place, group = next(
        (place, group)
        for place, group in enumerate(ranking.groups, start=1)
        if unit in {member for member, _ in group.units()}
    )
    lines = [*_place(term, unit, place, group, ranking, room(counts))]
    lines += ["", *_measures(unit, ranking), "", *_group(group, ranking, counts)]
    return "\n".join(lines) + "\n"


def _place(term: str, unit: int, place: int, group: Group, ranking: Ranking, end: int) -> Iterator[str]:
    units, points, scores = ranking.collection.units, ranking.points, ranking.scores
    yield f"{term}: proposal {place:,} of {len(ranking.groups):,}, {scores[place - 1]:.2f} points"
    if group.members:
        leader = float(points[group.leader])
        yield f"  {leader:.2f} of the leading form, {scores[place - 1] - leader:.2f} for its variants"
    if unit != group.leader:
        yield f"  counted under “{units.text(group.leader)}”; by itself it has {points[unit]:.2f} points"
    if place > end:
        last = scores[end - 1]
        cut = f"the list ends after {number(end, 'proposal')}, at {last:.2f} points"
        yield f"  below the cut: {cut} (--all shows the rest)"


def _measures(unit: int, ranking: Ranking) -> Iterator[str]:
    """Every measure, those first that moved the score most."""
    rows = [(name, float(column[unit]), WEIGHTS.get(name, 0.0)) for name, column in ranking.measures.items()]
    rows.sort(key=lambda row: (-abs(row[1] * row[2]), row[0]))
    yield f"{'measure':22}{'value':>8}{'weight':>8}{'points':>8}  meaning"
    for name, value, weight in rows:
        if value and weight:
            yield f"{name:22}{value:8.2f}{weight:8.2f}{value * weight:8.2f}  {MEANINGS[name]}"
    yield "of no weight: " + (", ".join(f"{n} {v:.2f}" for n, v, w in rows if v and not w) or "none")
    yield "zero: " + ", ".join(name for name, value, _ in sorted(rows) if not value)


def _group(group: Group, ranking: Ranking, counts: Counts) -> Iterator[str]:
    collection = ranking.collection
    sources = {identifier: document.source for identifier, document in counts.items()}
    forms = named(group, collection)
    chosen = choose.canonical(forms, collection, sources)
    kinds = dict(group.units())
    yield f"group: led by “{collection.units.text(group.leader)}”" + (f", {group.chinese}" if group.chinese else "")
    for form in sorted(forms, key=lambda form: (form is not chosen, -form.count, form.text)):
        name = "canonical" if form is chosen else choose.kind(form, chosen, collection)
        yield f"  {form.text}  ({name}, {times(form.count)}): {_REASONS[kinds[form.unit.number]]}"
    yield f"why: {choose.why(chosen, forms, collection, sources)}"


def _absent(term: str, ranking: Ranking | None, documents: Mapping[str, Document]) -> Iterator[str]:
    wanted = _plain(term)
    seen = {i: _plain(" ".join(s.text for s in document.segments)).count(wanted) for i, document in documents.items()}
    printed = sum(seen.values()) if wanted.strip() else 0
    if printed:
        yield (
            f"{term}: no candidate, though the documents print it {times(printed)}: it does not read as a noun phrase,"
            " quotation, formula or acronym, or only crosses the border of one"
        )
    else:
        yield f"{term}: not in the documents"
    nearest = _nearest(term, ranking) if ranking is not None else []
    if nearest:
        yield "  nearest: " + "; ".join(nearest)


def _plain(text: str) -> str:
    """A text in lower case with single spaces, and one at each end, so that whole words are found."""
    return " " + " ".join(_WORDS.findall(fold(text))) + " "


_WORDS = re.compile(r"[^\W_]+")


def _nearest(term: str, ranking: Ranking) -> list[str]:
    """The candidates that share most words with a term, the better ranked first."""
    units = ranking.collection.units
    stems = set(variants.bag(term, ranking.collection.acronyms))
    numbers = {n for n, word in enumerate(units.vocabulary) if variants.stem(word) in stems}
    found = []
    for place, group in enumerate(ranking.groups):
        words = units.lists[group.leader]
        if shared := len(numbers.intersection(words)):
            found.append((-shared / len(stems | set(map(str, words))), place, group.leader))
    return [units.text(unit) for _, _, unit in sorted(found)[:_NEAREST]]
