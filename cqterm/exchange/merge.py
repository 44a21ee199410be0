"""Merging an imported glossary into one that people keep: add what is new, overturn no decision, tell everything.

Concepts are matched by their id, else by a source term, else by the preferred target term where one of the two has no
source term; what matches nothing is new. An id alone is no match where the two concepts have terms and share none: it
is then a number that two tools gave out, and the concept gets another one.

What people have approved stays: a term that is not there yet is added, an empty definition, domain or note is filled,
but another preferred term, another status or another text is skipped and reported. With `take` the imported side wins,
except over what is pinned. A concept that is only proposed takes what comes. Merging the same thing twice changes
nothing the second time.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from cqterm.glossary.agree import term_key
from cqterm.glossary.evidence import Row, divide
from cqterm.glossary.ids import free_id
from cqterm.glossary.keys import Append, Change
from cqterm.glossary.render import Value, concept_fields
from cqterm.model import Concept, Glossary, Source, State, Term
from cqterm.values import NamedTuple, field, frozen, mutable, replace

Kind = Literal["added", "changed", "skipped"]

_TEXTS = ("domain", "definition", "note")
_SETTINGS = ("decided", "near", "ok", "bad", "seen")


class Remark(NamedTuple):
    """What became of something that was imported, and why."""

    kind: Kind
    concept: str
    what: str


@frozen
class Merged:
    """What merging would do: new concepts and the sources that they quote, changed ones, and a word on everything.

    `quotes` counts those that were left, since their concept has quotes of its own.
    """

    sources: tuple[Source, ...]
    added: tuple[Concept, ...]
    changed: Mapping[str, Concept]
    remarks: tuple[Remark, ...]
    unchanged: int
    quotes: int = 0


def merge(base: Glossary, incoming: Glossary, *, state: State = "proposed", take: bool = False) -> Merged:
    """What importing a glossary into another adds and changes. New concepts get `state`, rejected ones stay rejected.

    Both should be in the languages of `base` (`adopt` takes them as `wanted`).
    """
    return _Merger(base=base, state=state, take=take).merged(incoming)


def applied(base: Glossary, merged: Merged) -> Glossary:
    """The glossary after a merge."""
    concepts = [merged.changed.get(concept.id, concept) for concept in base.concepts]
    return replace(base, concepts=(*concepts, *merged.added), sources=(*base.sources, *merged.sources))


def divided(base: Glossary, merged: Merged) -> tuple[Merged, tuple[Row, ...]]:
    """The merge with as many new quotes of a concept as stand in the file, and the others as rows beside it."""
    rows: list[Row] = []

    def short(concept: Concept) -> Concept:
        quotes, further = divide(concept.id, concept.evidence)
        rows.extend(further)
        return replace(concept, evidence=quotes)

    quoted = {concept.id for concept in base.concepts if concept.evidence}
    added = tuple(short(concept) for concept in merged.added)
    changed = {i: concept if i in quoted else short(concept) for i, concept in merged.changed.items()}
    return replace(merged, added=added, changed=changed), tuple(rows)


def changes(base: Glossary, merged: Merged) -> dict[str, dict[str, Change]]:
    """What a merge changes in the file, for `cqterm.glossary.edit`: keys of concepts, items added to their lists."""
    pair = (base.source_language, base.target_language)
    before = {concept.id: concept for concept in base.concepts}
    return {key: _delta(before[key], concept, pair) for key, concept in merged.changed.items()}


def _delta(old: Concept, new: Concept, pair: tuple[str, str]) -> dict[str, Change]:
    was, will = concept_fields(old, pair), concept_fields(new, pair)
    term_keys = [pair[0], "term", "acronym", "short", "also", "not"]
    delta: dict[str, Change] = {}
    grown = new.terms[: len(old.terms)] == old.terms
    for key in dict.fromkeys((*was, *will)):
        if was.get(key) == will.get(key):
            continue
        before, after = _items(was.get(key)), _items(will.get(key))
        if key in term_keys and grown and before and after[: len(before)] == before:
            delta[key] = Append(after[len(before) :])
        else:
            delta[key] = will.get(key)
    if not grown:
        # an old term may stand under another key than the usual one: all keys of terms are written anew
        delta |= {key: will.get(key) for key in term_keys}
    return delta


def _items(value: Value | None) -> list[Value]:
    if value is None:
        return []
    return [value] if isinstance(value, str | int | Mapping) else list(value)


# --- merging ----------------------------------------------------------------------------------------------------


@mutable
class _Merger:
    """One merge while it goes on."""

    base: Glossary
    state: State
    take: bool
    remarks: list[Remark] = field(default_factory=list)
    quotes: int = 0

    def merged(self, incoming: Glossary) -> Merged:
        known = {concept.id: concept for concept in self.base.concepts}
        finder = _Finder(self.base)
        added: list[Concept] = []
        changed: dict[str, Concept] = {}
        unchanged = 0
        taken = set(known)
        for concept in incoming.concepts:
            found = finder.find(concept)
            if isinstance(found, str):
                self._say("skipped", concept.id, found)
            elif found is None:
                new = self._new(concept, taken, finder)
                taken.add(new.id)
                added.append(new)
            else:
                now = changed.get(found.id, found)
                then = self._united(now, concept, finder)
                if then != now:
                    changed[found.id] = then
                else:
                    unchanged += 1
        sources = _sources(self.base, incoming, (*added, *changed.values()))
        remarks = tuple(self.remarks)
        return Merged(
            sources=sources,
            added=tuple(added),
            changed=changed,
            remarks=remarks,
            unchanged=unchanged,
            quotes=self.quotes,
        )

    def _say(self, kind: Kind, concept: str, what: str) -> None:
        self.remarks.append(Remark(kind, concept, what))

    def _new(self, concept: Concept, taken: set[str], finder: "_Finder") -> Concept:
        identifier = free_id(concept.id, taken)
        state: State = "rejected" if concept.state == "rejected" else self.state
        why = ""
        if state == "approved":
            if concept.state == "proposed":
                state, why = "proposed", "the file does not call it approved"
            elif not any(t.status == "preferred" and t.language == self.base.target_language for t in concept.terms):
                state, why = "proposed", "it has no preferred term"
            elif owner := finder.owner(concept.terms):
                state, why = "proposed", f"a term belongs to {owner} too"
            else:
                finder.own(replace(concept, id=identifier))
        name = concept.preferred(self.base.target_language) or next(iter(concept.terms), None)
        reason = f" ({state}: {why})" if why else f" ({state})"
        self._say("added", identifier, f"{name.text if name else ''}{reason}")
        return replace(concept, id=identifier, state=state)

    def _united(self, old: Concept, new: Concept, finder: "_Finder") -> Concept:
        if old.state == "rejected":
            self._say("skipped", old.id, "rejected here: nothing is taken over")
            return old
        wins = old.state == "proposed" or (self.take and old.origin != "pinned")
        why = "pinned here" if old.origin == "pinned" else "approved here; --as approved takes it over"
        done: list[str] = []
        terms = list(old.terms)
        for term in new.terms:
            self._unite_term(terms, term, old, finder, wins, why, done)
        texts: dict[str, str] = {}
        for name in _TEXTS:
            mine, theirs = getattr(old, name), getattr(new, name)
            if not theirs or theirs == mine:
                continue
            if mine and not wins:
                self._say("skipped", old.id, f"{name} «{_short(theirs)}»: {why}")
            else:
                texts[name] = theirs
                done.append(f"{name} {'replaced' if mine else 'filled'}")
        united = replace(old, terms=tuple(terms), **texts)  # type: ignore[arg-type]
        if new.evidence and not old.evidence:
            united = replace(united, evidence=new.evidence)
            done.append("evidence filled")
        self._tell_left(old, new)
        if self.take and old.state == "proposed" and new.state == "approved":
            owner = finder.owner(united.terms, old.id)
            if owner or not united.preferred(self.base.target_language):
                reason = f"a term belongs to {owner} too" if owner else "it has no preferred term"
                self._say("skipped", old.id, f"stays proposed: {reason}")
            else:
                united = replace(united, state="approved")
                done.append("approved")
        if united.state == "approved":
            finder.own(united)
        if done:
            self._say("changed", old.id, "; ".join(done))
        return united

    def _tell_left(self, old: Concept, new: Concept) -> None:
        """Tell what else the imported concept says and the one that is there keeps to itself."""
        there = {(each.source, each.quote) for each in old.evidence}
        self.quotes += sum((each.source, each.quote) not in there for each in new.evidence) if there else 0
        kept = [name for name in _SETTINGS if getattr(new, name) not in (None, (), getattr(old, name))]
        if kept:
            self._say("skipped", old.id, f"{', '.join(kept)}: as {'it is' if len(kept) == 1 else 'they are'} here")

    def _unite_term(
        self,
        terms: list[Term],
        term: Term,
        old: Concept,
        finder: "_Finder",
        wins: bool,
        why: str,
        done: list[str],
    ) -> None:
        place = next((n for n, each in enumerate(terms) if _key(each) == _key(term)), None)
        preferred = next((n for n, t in enumerate(terms) if _prefers(t, term.language)), None)
        if place is not None:
            there = terms[place]
            if _says_no_more(term, there):
                return
            if not wins:
                self._say("skipped", old.id, f"«{term.text}» as {_attributes(term)}, here {_attributes(there)}: {why}")
                return
            if term.status == "preferred" and preferred not in (None, place):
                terms[preferred] = replace(terms[preferred], status="admitted")
            terms[place] = _filled(term, there)
            done.append(f"{term.text}: {_attributes(terms[place])}, was {_attributes(there)}")
            return
        if old.state == "approved" and (owner := finder.owner([term], old.id)):
            self._say("skipped", old.id, f"«{term.text}»: belongs to {owner}")
            return
        if term.status == "preferred" and preferred is not None:
            if term.language == self.base.source_language:
                term = replace(term, status="admitted")
            elif not wins:
                self._say("skipped", old.id, f"«{term.text}» as preferred, here «{terms[preferred].text}»: {why}")
                return
            else:
                terms[preferred] = replace(terms[preferred], status="admitted")
        terms.append(term)
        done.append(f"+ {term.text} ({term.status})")


def _sources(base: Glossary, incoming: Glossary, concepts: Iterable[Concept]) -> tuple[Source, ...]:
    """The sources that concepts quote and the glossary does not list, and those of which these are excerpts."""
    described = {source.id: source for source in incoming.sources}
    there = {source.id for source in base.sources}
    wanted = {quote.source for concept in concepts for quote in concept.evidence}
    wanted |= {form.source for concept in concepts for form in concept.seen}
    wanted |= {described[each].excerpt_of for each in wanted if each in described}
    new = wanted - there - {""}
    known = new | there
    listed = [described[each] for each in described if each in new] + [
        Source(id=each) for each in sorted(new - set(described))
    ]
    return tuple(replace(s, file="", excerpt_of=s.excerpt_of if s.excerpt_of in known else "") for s in listed)


class _Finder:
    """Which concept of a glossary an imported one is, and whose a term is."""

    def __init__(self, base: Glossary) -> None:
        self.source, self.target = base.source_language, base.target_language
        self.by_id = {concept.id: concept for concept in base.concepts}
        self.by_term: dict[tuple[str, str], list[Concept]] = {}
        self.owners: dict[tuple[str, str], str] = {}
        for concept in base.concepts:
            for each in self._names(concept):
                self.by_term.setdefault(each, []).append(concept)
            if concept.state == "approved":
                self.own(concept)

    def find(self, concept: Concept) -> Concept | str | None:
        """The concept, None for a new one, or why that can't be told."""
        keys = set(map(_key, concept.terms))
        named = self.by_id.get(concept.id)
        if named and (not keys or not named.terms or keys & set(map(_key, named.terms))):
            return named
        found = {c.id: c for each in self._names(concept) for c in self.by_term.get(each, ())}
        if not found:  # those that stand here without a source term go by their preferred term
            targets = [_key(term) for term in concept.terms if _prefers(term, self.target)]
            found = {c.id: c for each in targets for c in self.by_term.get(each, ())}
        alike = [c for c in found.values() if len(keys & set(map(_key, c.terms))) > 1] if len(found) > 1 else []
        candidates = alike or list(found.values())
        if len(candidates) > 1:
            return f"its source term stands in several concepts: {', '.join(sorted(found))}: give it the id of one"
        return candidates[0] if candidates else None

    def owner(self, terms: Sequence[Term], but: str = "") -> str:
        """The approved concept, another than `but`, that one of the terms belongs to; else nothing."""
        owners = (self.owners.get(_key(term), but) for term in terms)
        return next((owner for owner in owners if owner not in (but, "")), "")

    def own(self, concept: Concept) -> None:
        """Let an approved concept own its terms."""
        for term in concept.terms:
            self.owners.setdefault(_key(term), concept.id)

    def _names(self, concept: Concept) -> Iterator[tuple[str, str]]:
        sources = [_key(term) for term in concept.terms if term.language == self.source]
        yield from sources
        if not sources:
            yield from (_key(term) for term in concept.terms if _prefers(term, self.target))


def _key(term: Term) -> tuple[str, str]:
    return term.language.lower(), term_key(term.text)


def _prefers(term: Term, language: str) -> bool:
    return term.status == "preferred" and term.language == language


def _says_no_more(term: Term, there: Term) -> bool:
    """Whether a term adds nothing to the one that is there: an empty field says nothing."""
    return term.status == there.status and _filled(term, there) == there


def _filled(term: Term, there: Term) -> Term:
    """The term that is there with what the other one says of it; its spelling and type stay."""
    return replace(
        there,
        status=term.status,
        valid_from=term.valid_from or there.valid_from,
        until=term.until or there.until,
        publisher=term.publisher or there.publisher,
        note=term.note or there.note,
    )


def _attributes(term: Term) -> str:
    said = [f"from {term.valid_from}" * bool(term.valid_from), f"until {term.until}" * bool(term.until)]
    said += [f"of {term.publisher}" * bool(term.publisher), f"note «{_short(term.note)}»" * bool(term.note)]
    return ", ".join([term.status, *filter(None, said)])


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:57]}…"
