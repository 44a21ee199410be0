"""What a person decides about proposals, written into the text of a glossary: accept, reject, pin, edit, merge, split.

A ruling is a value, so that a terminal, a command line and a spreadsheet say the same things. Any number of
them give the whole new text and the new rows of the evidence file; a ruling that is already in force changes nothing.
"""

from collections.abc import Iterable, Mapping
from typing import Literal, TypeVar, get_args

from cqterm.errors import GlossaryError
from cqterm.glossary.agree import term_key
from cqterm.glossary.edit import add_concepts, remove_concepts, set_concepts
from cqterm.glossary.evidence import Row
from cqterm.glossary.ids import free_id, slug
from cqterm.glossary.read import read
from cqterm.glossary.render import Value, concept_fields
from cqterm.glossary.shape import default_case
from cqterm.model import Concept, Decision, Evidence, Glossary, Seen, Status, Term
from cqterm.text.dates import is_date
from cqterm.values import NamedTuple, field, frozen, replace

Verb = Literal["accept", "reject", "pin", "edit", "merge", "split"]
VERBS: tuple[Verb, ...] = get_args(Verb)
_Decided = TypeVar("_Decided", Concept, Seen)

EDITABLE = ("term", "source", "domain", "definition", "note")
"""What `edit` may set: the preferred term, the source term, and three fields of the concept."""


@frozen
class Ruling:
    """One decision about a concept, or about one `form` of it that mining saw.

    `into` is the concept that `merge` merges into, by its id or a term of its own; `status` is what merged terms and
    an accepted form become there; `fields` are what `edit` sets, by the names of `EDITABLE`; `term` is the preferred
    form that `accept` and `pin` choose, if another one. `date` is YYYY, YYYY-MM or YYYY-MM-DD; with `why` it is kept
    in the concept. `place` is where the decision was read, such as the row of a spreadsheet, for messages.
    """

    verb: Verb
    concept: str
    form: str = ""
    term: str = ""
    into: str = ""
    status: Status = "admitted"
    fields: Mapping[str, str] = field(default_factory=dict)
    date: str = ""
    why: str = ""
    place: str = field(default="", compare=False)


class Kept(NamedTuple):
    """A glossary as its files hold it: the text, and the rows of the evidence beside it."""

    text: str
    rows: tuple[Row, ...]


def apply(kept: Kept, rulings: Iterable[Ruling], *, name: str = "glossary", glossary: Glossary | None = None) -> Kept:
    """The glossary after rulings, one after the other; its text is written once.

    `name` is what messages call it, and `glossary` what `read` gave for the text, if somebody has read it.

    Raises:
        GlossaryError: A ruling names what is not there, or the text can't be rewritten safely.
    """
    before = glossary or read(kept.text, name)
    concepts, rows = {c.id: c for c in before.concepts}, kept.rows
    for ruling in rulings:
        try:
            changed, rows = _after(replace(before, concepts=tuple(concepts.values())), rows, ruling, name)
        except GlossaryError as error:
            raise GlossaryError(f"{ruling.place}: {error}") if ruling.place else error from None
        for identifier, concept in changed.items():
            if concept is None:
                del concepts[identifier]
            else:
                concepts[identifier] = concept
    return Kept(_written(kept.text, before, concepts, name), rows)


_Changed = dict[str, Concept | None]
"""What concepts become, by id; None for one that goes."""


def _after(glossary: Glossary, rows: tuple[Row, ...], ruling: Ruling, name: str) -> tuple[_Changed, tuple[Row, ...]]:
    concept = _concept(glossary, ruling.concept, name)
    if ruling.date and not is_date(ruling.date):
        raise GlossaryError(f"{name}: «{ruling.date}» is no date: write YYYY, YYYY-MM or YYYY-MM-DD")
    if ruling.verb == "merge":
        return _merged(glossary, rows, concept, ruling, name)
    if ruling.verb == "split":
        return _split(glossary, rows, concept, ruling, name)
    rule = _form_ruled if ruling.form else _ruled
    return {concept.id: rule(glossary, concept, ruling, name)}, rows


# --- one concept ------------------------------------------------------------------------------------------------


def _ruled(glossary: Glossary, concept: Concept, ruling: Ruling, name: str) -> Concept:
    decided = _decision(concept, ruling)
    if ruling.verb == "reject":
        return _unless_in_force(concept, replace(concept, state="rejected", decided=decided), ruling)
    if ruling.verb == "edit":
        return _edited(glossary, concept, ruling.fields, name)
    term = _one_line(ruling.term)
    chosen = _preferring(concept, term, glossary.target_language) if term else concept
    if chosen.preferred(glossary.target_language) is None:
        raise GlossaryError(f"{name}: {concept.id}: no preferred term to approve: say which")
    origin = "pinned" if ruling.verb == "pin" else concept.origin
    return _unless_in_force(concept, replace(chosen, state="approved", origin=origin, decided=decided), ruling)


def _unless_in_force(before: _Decided, after: _Decided, ruling: Ruling) -> _Decided:
    """What a ruling makes of a concept or form; one that is in force already keeps its day, unless a reason is new."""
    same = before.decided is not None and replace(after, decided=before.decided) == before
    told = ruling.why and before.decided and ruling.why != before.decided.why
    return before if same and not told else after


def _edited(glossary: Glossary, concept: Concept, fields: Mapping[str, str], name: str) -> Concept:
    for key, value in fields.items():
        if key not in EDITABLE:
            raise GlossaryError(f"{name}: {concept.id}: «{key}» can't be set here: choose {', '.join(EDITABLE)}")
        if key == "term":
            if not value.strip():
                raise GlossaryError(f"{name}: {concept.id}: an empty preferred term: write one, or reject the concept")
            concept = _preferring(concept, _one_line(value), glossary.target_language)
        elif key == "source":
            concept = _with_source_term(concept, _one_line(value), glossary.source_language)
        elif key == "domain":
            concept = replace(concept, domain=value.strip())
        elif key == "definition":
            concept = replace(concept, definition=value.strip())
        else:
            concept = replace(concept, note=value.strip())
    return concept


def _preferring(concept: Concept, text: str, target: str) -> Concept:
    """A concept with another preferred term; the former one is admitted, unless it is the same but for its writing."""
    former = concept.preferred(target)
    if former is not None and former.text == text:
        return concept
    known = next((t for t in concept.terms if t.language == target and t.text == text), None)
    chosen = replace(known, status="preferred", type="full") if known else Term(text=text, language=target)
    rest = []
    for term in concept.terms:
        if term is former and term_key(term.text) != term_key(text):
            rest.append(replace(term, status="admitted"))
        elif (
            term is not former
            and term is not known
            and (term.language, term_key(term.text)) != (target, term_key(text))
        ):
            rest.append(term)
    before = [t for t in rest if t.language != target]
    terms = (*before, chosen, *(t for t in rest if t.language == target))
    seen = tuple(s for s in concept.seen if term_key(s.text) != term_key(text))
    follows = concept.case == default_case(concept.terms, target)
    case = default_case(terms, target) if follows else concept.case
    evidence = tuple(_quoting(e, former.text if former else "", text) for e in concept.evidence)
    return replace(concept, terms=terms, seen=seen, case=case, evidence=evidence)


def _quoting(evidence: Evidence, former: str, now: str) -> Evidence:
    """A quote whose form is said unless it is the preferred one."""
    form = evidence.form or former
    return replace(evidence, form="" if form == now else form)


def _with_source_term(concept: Concept, text: str, language: str) -> Concept:
    former = concept.preferred(language)
    others = tuple(t for t in concept.terms if t is not former and (t.language, t.text) != (language, text))
    return replace(concept, terms=(Term(text=text, language=language), *others) if text else others)


def _form_ruled(glossary: Glossary, concept: Concept, ruling: Ruling, name: str) -> Concept:
    """A form that mining saw becomes a term, or stays out for good."""
    found = next((s for s in concept.seen if s.text == ruling.form), None)
    if found is None:
        waiting = ", ".join(s.text for s in concept.seen) or "none"
        raise GlossaryError(f"{name}: {concept.id}: no form «{ruling.form}» waits there: known are {waiting}")
    others = tuple(s for s in concept.seen if s is not found)
    if ruling.verb == "reject":
        out = _unless_in_force(found, replace(found, state="rejected", decided=_decision(found, ruling)), ruling)
        return replace(concept, seen=tuple(out if s is found else s for s in concept.seen))
    if ruling.verb == "edit":
        raise GlossaryError(f"{name}: {concept.id}: a form is accepted, rejected, split off or preferred, not edited")
    target = glossary.target_language
    if ruling.status == "preferred" or ruling.verb == "pin":
        return replace(_preferring(concept, found.text, target), decided=_decision(concept, ruling))
    acronym = found.kind == "acronym" and ruling.status == "admitted"
    term = Term(
        text=found.text,
        language=target,
        status=ruling.status,
        type="acronym" if acronym else "full",
        note=_said(ruling),
    )
    return replace(concept, terms=(*concept.terms, term), seen=others)


def _decision(what: Concept | Seen, ruling: Ruling) -> Decision | None:
    """When and why a concept or form was decided on; what it says already, where the ruling tells neither."""
    return Decision(date=ruling.date, why=ruling.why) if ruling.date or ruling.why else what.decided


def _one_line(text: str) -> str:
    """A term as it is meant, whatever a cell of a table or a terminal made of its spaces."""
    return " ".join(text.split())


def _said(ruling: Ruling) -> str:
    """When and why a form was decided on, for the note of the term that it becomes."""
    return ": ".join(filter(None, (f"decided {ruling.date}" if ruling.date else "", ruling.why)))


# --- two concepts -----------------------------------------------------------------------------------------------


def _merged(
    glossary: Glossary, rows: tuple[Row, ...], concept: Concept, ruling: Ruling, name: str
) -> tuple[_Changed, tuple[Row, ...]]:
    """The terms, waiting forms and evidence of a concept go to another one, and the concept itself goes."""
    into = _named(glossary, ruling.into, name)
    if into.id == concept.id:
        raise GlossaryError(f"{name}: {concept.id}: it can't be merged into itself: name another concept")
    have = {(t.language, term_key(t.text)) for t in into.terms}
    new = [t for t in concept.terms if (t.language, term_key(t.text)) not in have]
    moved = [_noted(_demoted(t, into, ruling.status), ruling, glossary.target_language) for t in new]
    terms = (*into.terms, *moved)
    keys = {term_key(t.text) for t in terms}
    seen = {term_key(s.text): s for s in (*into.seen, *concept.seen) if term_key(s.text) not in keys}
    changed = replace(into, terms=terms, seen=tuple(seen.values()))
    usual = concept.preferred(glossary.target_language)
    own = [Row(into.id, replace(e, form=e.form or (usual.text if usual else ""))) for e in concept.evidence]
    moved_rows = (r if r.concept != concept.id else Row(into.id, r.evidence) for r in rows)
    return {into.id: changed, concept.id: None}, (*moved_rows, *own)


def _demoted(term: Term, into: Concept, status: Status) -> Term:
    """A term of another concept: not preferred here, unless this concept has no term of that language yet."""
    if into.preferred(term.language) is None and term.status == "preferred":
        return term
    return replace(term, status=status) if term.status == "preferred" else term


def _noted(term: Term, ruling: Ruling, target: str) -> Term:
    """A term that came from another concept, with when and why in its note, unless it says something there already."""
    return term if term.note or term.language != target else replace(term, note=_said(ruling))


def _split(
    glossary: Glossary, rows: tuple[Row, ...], concept: Concept, ruling: Ruling, name: str
) -> tuple[_Changed, tuple[Row, ...]]:
    """One form becomes a proposal of its own, with its evidence."""
    target = glossary.target_language
    term = next((t for t in concept.terms if t.language == target and t.text == ruling.form), None)
    seen = next((s for s in concept.seen if s.text == ruling.form), None)
    if term is None and seen is None:
        raise GlossaryError(f"{name}: {concept.id}: no form «{ruling.form}» to split off: `cqterm show {concept.id}`")
    if term is not None and term == concept.preferred(target):
        raise GlossaryError(f"{name}: {concept.id}: «{ruling.form}» is its preferred term: edit that first")
    terms = tuple(t for t in concept.terms if t is not term)
    staying = tuple(e for e in concept.evidence if e.form != ruling.form)
    going = tuple(replace(e, form="") for e in concept.evidence if e.form == ruling.form)
    changed = replace(concept, terms=terms, seen=tuple(s for s in concept.seen if s is not seen), evidence=staying)
    new = (Term(text=ruling.form, language=target),)
    identifier = free_id(slug(ruling.form), {c.id for c in glossary.concepts})
    offspring = Concept(
        id=identifier, terms=new, case=default_case(new, target), origin=concept.origin, evidence=going,
        note="; ".join(filter(None, (f"split off from {concept.id}", _said(ruling)))),
    )  # fmt: skip
    own = (Row(identifier, replace(r.evidence, form="")) if _is_of(r, concept.id, ruling.form) else r for r in rows)
    return {concept.id: changed, identifier: offspring}, tuple(own)


def _is_of(row: Row, concept: str, form: str) -> bool:
    return row.concept == concept and row.evidence.form == form


# --- shared -----------------------------------------------------------------------------------------------------


def _concept(glossary: Glossary, identifier: str, name: str) -> Concept:
    found = next((c for c in glossary.concepts if c.id == identifier), None)
    if found is None:
        from difflib import get_close_matches

        near = get_close_matches(identifier, [c.id for c in glossary.concepts], n=1)
        meant = f"did you mean {near[0]}? " if near else ""
        raise GlossaryError(f"{name}: no concept «{identifier}»: {meant}`cqterm show --list -g {name}` lists them")
    return found


def _named(glossary: Glossary, text: str, name: str) -> Concept:
    """A concept by its id, or by a term that no other one has."""
    found = [c for c in glossary.concepts if any(t.text == text for t in c.terms)]
    return found[0] if len(found) == 1 else _concept(glossary, text, name)


def _written(text: str, before: Glossary, after: Mapping[str, Concept], name: str) -> str:
    """The text with the fields in which concepts changed, without those that went, and with new ones at its end."""
    pair = (before.source_language, before.target_language)
    edits: dict[str, dict[str, Value | None]] = {}
    was = {c.id: c for c in before.concepts}
    for identifier in was.keys() & after.keys():
        old, new = concept_fields(was[identifier], pair), concept_fields(after[identifier], pair)
        edits[identifier] = {key: new.get(key) for key in {**old, **new} if old.get(key) != new.get(key)}
    text = set_concepts(text, edits, name=name)
    text = remove_concepts(text, was.keys() - after.keys(), name=name)
    return add_concepts(text, [c for i, c in after.items() if i not in was], name=name)
