"""The lenient counterpart of `strict`: what a foreign file says, made a glossary that keeps the rules of ours.

Readers of formats yield entries with whatever stood in the file. Here languages get their tags, statuses their
meaning, entries without a usable id one made from their term, and whatever has no place of its own becomes a note.
Every liberty that is taken is counted and told, in the words of `losses`.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any
from zlib import crc32

from cqterm.errors import FormatError
from cqterm.exchange.languages import Languages, refuse_wrong, settle
from cqterm.exchange.losses import Losses, lose, told
from cqterm.exchange.strict import BEST_FIRST, one_line, plain_text
from cqterm.exchange.vocabulary import TYPES, key, status_of
from cqterm.glossary import shape
from cqterm.glossary.agree import term_key
from cqterm.glossary.fields import is_language
from cqterm.glossary.ids import hyphenated, is_id
from cqterm.model import Concept, Glossary, Source, State, Term
from cqterm.text.dates import is_date
from cqterm.values import NamedTuple, field, mutable, replace

MOST_CONCEPTS = 100_000
MOST_TERMS = 300_000
"""With so many, reading and proving takes about 400 MB."""


class Said(NamedTuple):
    """A term as a file says it, statuses, types and languages in the file's own words."""

    text: str
    language: str
    status: str = ""
    type: str = ""
    valid_from: str = ""
    until: str = ""
    publisher: str = ""
    notes: Sequence[str] = ()


@mutable
class Entry:
    """A concept as a file says it. `facts` are further fields of a `Concept`, already in our own words."""

    id: str = ""
    terms: list[Said] = field(default_factory=list)
    domain: str = ""
    definition: str = ""
    notes: list[str] = field(default_factory=list)
    state: State | None = None
    facts: dict[str, Any] = field(default_factory=dict)


class Reading(NamedTuple):
    """What reading a file gave: a glossary, and a line for each kind of liberty that was taken, with its count."""

    glossary: Glossary
    remarks: tuple[str, ...] = ()


def adopt(
    entries: Iterable[Entry],
    *,
    name: str,
    title: str = "",
    stated: Languages = Languages(),  # noqa: B008 - an immutable value
    wanted: Languages = Languages(),  # noqa: B008
    sources: Sequence[Source] = (),
    own: bool = False,
) -> Reading:
    """Entries as a glossary that reads back from its YAML without a problem.

    `stated` are the languages that the file itself names, `wanted` those that the user names, which win and take over
    terms of the same language with another region or script. Without either, the first and the second language of most
    entries are source and target. `own` says that cqterm wrote the file, so that texts stand as they were meant.

    Raises:
        FormatError: There is no term in the file, or it holds other languages than those that are wanted.
    """
    found = list(entries)
    if len(found) > MOST_CONCEPTS or sum(len(entry.terms) for entry in found) > MOST_TERMS:
        most = f"{MOST_CONCEPTS:,} concepts or {MOST_TERMS:,} terms"
        raise FormatError(f"{name}: more than {most}, which would fill the memory: split the file")
    made = _Maker(name=name, own=own)
    said = [[term.language for term in entry.terms] for entry in found]
    languages, made.tags = settle(said, stated=stated, wanted=wanted, losses=made.losses)
    refuse_wrong(name, languages, set(made.tags.values()), wanted=() if own else wanted)
    concepts = made.concepts(found, languages)
    if not concepts and not own:
        raise FormatError(f"{name}: no term in it: is this a glossary?")
    listed = _sources(sources, made.losses)
    known = {source.id for source in listed}
    quoted = {each.source for concept in concepts for each in concept.evidence}
    quoted |= {each.source for concept in concepts for each in concept.seen}
    unlisted = sorted(quoted - known - {""})
    lose(made.losses, "sources", "quoted and not described, listed by their id alone", "source", len(unlisted))
    glossary = Glossary(
        name=(title.strip() if own else one_line(title)) or re.split(r"[/\\]", name)[-1].rsplit(".", 1)[0] or name,
        source_language=languages.source,
        target_language=languages.target,
        concepts=tuple(concepts),
        sources=(*listed, *(Source(id=each) for each in unlisted)),
    )
    return Reading(glossary, told(made.losses))


def _sources(sources: Sequence[Source], losses: Losses) -> list[Source]:
    """The sources without what breaks the rules of a glossary: each id once, dates and languages that are some."""
    found: dict[str, Source] = {}
    for source in sources:
        identifier = source.id.strip()
        if not identifier or identifier in found:
            lose(losses, "sources", "without an id or with a repeated one, left out", "source")
        else:
            found[identifier] = replace(source, id=identifier)
    for source in list(found.values()):
        wrong = {
            "date": bool(source.date) and not is_date(source.date),
            "language": bool(source.language) and not is_language(source.language),
            "excerpt_of": bool(source.excerpt_of)
            and (source.excerpt_of not in found or source.excerpt_of == source.id),
            "tier": source.tier < 0,
        }
        for each in (name for name, is_wrong in wrong.items() if is_wrong):
            lose(losses, f"sources.{each}", "not what it should be, left out", "source")
            nothing: Any = 0 if each == "tier" else ""
            found[source.id] = replace(found[source.id], **{each: nothing})
    return list(found.values())


# --- concepts ---------------------------------------------------------------------------------------------------

_Terms = dict[tuple[str, str], Term]
"""Terms by what must be there once: the language and what different spellings share."""


@mutable
class _Maker:
    """Makes the concepts of one file, and counts what it had to decide."""

    name: str
    own: bool
    tags: dict[str, str] = field(default_factory=dict)
    losses: Losses = field(default_factory=Losses)
    ids: set[str] = field(default_factory=set)
    numbers: dict[str, int] = field(default_factory=dict)
    owners: set[tuple[str, str]] = field(default_factory=set)

    def concepts(self, entries: Sequence[Entry], languages: Languages) -> list[Concept]:
        """Every entry that holds a term, in the order of the file."""
        # ids that can stay are given out first, so that no made one takes them away
        valid = Counter(entry.id for entry in entries if is_id(entry.id))
        self.ids = set(valid)
        kept: set[str] = set()
        concepts = []
        for entry in entries:
            notes = list(filter(None, map(self._text, entry.notes)))
            terms = self._terms(entry, notes)
            if not terms and entry.state != "rejected":
                lose(self.losses, "concepts", "without a term, left out", "concept")
                continue
            if entry.id in valid and entry.id not in kept:
                identifier = entry.id
                kept.add(identifier)
            else:
                identifier = self._new_id(entry.id, tuple(terms.values()), languages)
            concepts.append(self._concept(entry, identifier, terms, notes, languages))
        return concepts

    def _concept(
        self, entry: Entry, identifier: str, placed: _Terms, notes: list[str], languages: Languages
    ) -> Concept:
        facts, terms = dict(entry.facts), tuple(placed.values())
        if "evidence" in facts:
            whole = [each for each in facts["evidence"] if each.source.strip() and each.quote.strip()]
            broken = len(facts["evidence"]) - len(whole)
            lose(self.losses, "evidence", "without a source or a quote, left out", "quote", broken)
            facts["evidence"] = tuple(whole)
        facts.setdefault("case", shape.default_case(terms, languages.target))
        return Concept(
            id=identifier,
            terms=terms,
            domain=self._text(entry.domain),
            definition=self._text(entry.definition),
            note="\n".join(dict.fromkeys(notes)),
            state=self._state(entry, placed, languages),
            **facts,
        )

    def _state(self, entry: Entry, placed: _Terms, languages: Languages) -> State:
        """The state that the file says, else approved; proposed where the rules allow no approved one."""
        state = entry.state or "approved"
        if state != "approved":
            return state
        target = languages.target
        if not any(term.language == target and term.status == "preferred" for term in placed.values()):
            lose(self.losses, "state", f"no preferred term in {target}, so only proposed", "concept")
            return "proposed"
        if not self.owners.isdisjoint(placed):
            lose(self.losses, "state", "a term belongs to another concept too, so only proposed", "concept")
            return "proposed"
        self.owners.update(placed)
        return state

    # --- terms --------------------------------------------------------------------------------------------------

    def _terms(self, entry: Entry, notes: list[str]) -> _Terms:
        """The terms of an entry, each once in its language; what is written alike becomes a note of the better one."""
        said = [each for each in entry.terms if each.text.strip()]
        if len(said) < len(entry.terms):
            lose(self.losses, "terms", "empty, left out", "term", len(entry.terms) - len(said))
        preferred = {self.tags[s.language] for s in said if status_of(s.status) == "preferred"}
        made: _Terms = {}
        for each in said:
            term = self._term(each, preferred)
            if not term.text:
                lose(self.losses, "terms", "empty, left out", "term")
                continue
            place = (term.language.lower(), term_key(term.text))
            made[place] = self._united(made[place], term, notes) if place in made else term
        return made

    def _united(self, first: Term, second: Term, notes: list[str]) -> Term:
        better, other = sorted((first, second), key=lambda term: BEST_FIRST.index(term.status))
        if first.text == second.text:
            lose(self.losses, "terms", "twice in one language, left out", "term")
        else:
            lose(self.losses, "terms", "differ in case, dashes or spaces alone, kept as a note", "term")
            notes.append(f"also written: {other.text}")
        if other.note and other.note != better.note:
            notes.append(other.note)
        return better

    def _term(self, said: Said, preferred: set[str]) -> Term:
        language = self.tags[said.language]
        notes = list(filter(None, map(self._text, said.notes))) if said.notes else []
        status = status_of(said.status)
        if status is None:
            if said.status:
                lose(self.losses, "status", f"«{said.status[:40]}» is none that is known, kept as a note", "term")
                notes.append(f"status: {said.status.strip()}")
            status = "admitted" if language in preferred else "preferred"
        if status == "preferred":
            preferred.add(language)
        kind = TYPES.get(key(said.type)) if said.type else "full"
        if kind is None:
            notes.append(f"type: {said.type.strip()}")
        return Term(
            text=said.text.strip() if self.own else one_line(plain_text(" ".join(said.text.split()), self.losses)),
            language=language,
            status=status,
            type=kind or "full",
            valid_from=said.valid_from and self._date(said.valid_from, "from", notes),
            until=said.until and self._date(said.until, "until", notes),
            publisher=said.publisher.strip() if self.own else one_line(said.publisher),
            note="\n".join(dict.fromkeys(notes)) if notes else "",
        )

    def _date(self, text: str, label: str, notes: list[str]) -> str:
        text = text.strip()
        if text and not is_date(text):
            lose(self.losses, label, "no date, kept as a note", "term")
            notes.append(f"{label}: {text}")
            return ""
        return text

    def _text(self, text: str) -> str:
        """A text without white space around it; the indentation of a foreign file is no part of its texts."""
        if self.own:
            return text.strip()
        text = plain_text(text, self.losses).strip()
        return text if "\n" not in text else re.sub(r"[ \t]*\n[ \t]*", "\n", text)

    # --- ids ----------------------------------------------------------------------------------------------------

    def _new_id(self, said: str, terms: tuple[Term, ...], languages: Languages) -> str:
        """An id from the one that was said, else from the term, else from a checksum: stable over imports."""
        fate = "missing, made from the term" if not said.strip() else "not of our form or repeated, made anew"
        lose(self.losses, "id", fate, "concept")
        slug = _slug(said) or _from_terms(terms, languages)
        if not is_id(slug):
            slug = f"c-{slug}"
        number, made = self.numbers.get(slug, 1), slug
        while made in self.ids:
            number += 1
            made = f"{slug}-{number}"
        self.ids.add(made)
        self.numbers[slug] = number  # else many entries of one name would take time by its square
        return made


def _slug(text: str) -> str:
    """Letters without their accents, figures and hyphens of a text, at most 60."""
    return hyphenated(text)[:60].strip("-")


def _from_terms(terms: tuple[Term, ...], languages: Languages) -> str:
    target = [term for term in terms if term.language == languages.target]
    for term in (*target, *terms):
        slug = _slug(term.text)
        # a Chinese term with a Latin letter in it is not named by that letter
        if len(slug.replace("-", "")) * 2 > len(term.text):
            return slug
    return f"c-{crc32(terms[0].text.encode('utf-8', 'replace')):08x}"
