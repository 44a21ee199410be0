"""What a finding needs of a concept, as one line of text: its terms, and who says so; no quotes, no examples.

The tokens of a term are a line of their own.

A line has fields between unit separators and terms between record separators (ASCII 31 and 30), which no text of a
glossary holds; a line break inside a field stands as a group separator (29).
"""

from collections.abc import Sequence

from cqterm.hints import cast
from cqterm.model import Authority, Case, Concept, Near, Origin, State, Status, Term, TermType, Token
from cqterm.values import NamedTuple

_UNIT, _RECORD, _LINE = "\x1f", "\x1e", "\x1d"


class Entry(NamedTuple):
    """A concept without its evidence and examples, and the weightiest source that uses its preferred term."""

    concept: Concept
    authority: Authority | None


def row_of(concept: Concept, authority: Authority | None) -> str:
    """The line of a concept."""
    records = [
        (concept.id, concept.case, concept.state, concept.origin, concept.near or "", concept.domain),
        (concept.definition, concept.note),
        (a.source, a.publisher, a.date, a.url, str(a.count)) if (a := authority) else (),
        *((t.text, t.language, t.status, t.type, t.valid_from, t.until, t.publisher, t.note) for t in concept.terms),
    ]
    return _RECORD.join([_row(*fields) for fields in records])


def entry_of(row: str) -> Entry:
    """What a line says."""
    first, second, said, *terms = [record.split(_UNIT) for record in row.replace(_LINE, "\n").split(_RECORD)]
    identifier, case, state, origin, near, domain = first
    definition, note = second
    concept = Concept(
        id=identifier,
        terms=tuple(_term(*fields) for fields in terms),
        case=cast(Case, case),
        domain=domain,
        definition=definition,
        note=note,
        state=cast(State, state),
        origin=cast(Origin, origin),
        near=cast("Near | None", near or None),
    )
    return Entry(concept, _authority(*said) if len(said) > 1 else None)


def tokens_row(tokens: Sequence[Token], keys: Sequence[str], joined: Sequence[str]) -> str:
    """The tokens of a term, their keys and those of each two of them written as one, as a line."""
    rows = zip(tokens, keys, [*joined, ""], strict=True)
    return _UNIT.join([each for t, a, b in rows for each in (str(t.start), str(t.end), t.norm, a, b)])


def tokens_of(row: str) -> tuple[list[Token], tuple[str, ...], tuple[str, ...]]:
    """What `tokens_row` was given."""
    words = row.split(_UNIT)
    tokens = map(Token, map(int, words[::5]), map(int, words[1::5]), words[2::5])
    return list(tokens), tuple(words[3::5]), tuple(words[4:-1:5])


def _row(*fields: str) -> str:
    row = _UNIT.join(fields)
    if row.count(_UNIT) == max(len(fields) - 1, 0) and not any(c in row for c in (_RECORD, _LINE, "\n")):
        return row
    return _UNIT.join([field.translate(_ESCAPED) for field in fields])


_ESCAPED = {ord(_UNIT): " ", ord(_RECORD): " ", ord(_LINE): " ", ord("\n"): _LINE}


def _term(text: str, language: str, status: str, kind: str, since: str, until: str, publisher: str, note: str) -> Term:
    return Term(
        text=text,
        language=language,
        status=cast(Status, status),
        type=cast(TermType, kind),
        valid_from=since,
        until=until,
        publisher=publisher,
        note=note,
    )


def _authority(source: str, publisher: str, date: str, url: str, count: str) -> Authority:
    return Authority(source=source, publisher=publisher, date=date, url=url, count=int(count))
