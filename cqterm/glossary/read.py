"""A text to a `Glossary`, with everything that is wrong in it, each with its place.

`parse` never raises for what stands in the text: it gives what could be read and all problems in one go. `read` is for
those who need a glossary that keeps its rules. The shape of the file is told in `cqterm.glossary.shape`.
"""

import re
from collections.abc import Iterator, Mapping

from cqterm.errors import GlossaryError
from cqterm.glossary import agree, shape
from cqterm.glossary.fields import Fields, GlossaryProblem, Issue, Reader, digest, is_language, located, place_all
from cqterm.glossary.ids import is_id
from cqterm.glossary.sources import read_sources
from cqterm.glossary.tree import Map, Node, Scalar, Seq, Tree, compose
from cqterm.model import Concept, Decision, Evidence, Example, Glossary, Near, Seen, Span, Status, Term, TermType
from cqterm.text.lines import LineIndex
from cqterm.values import NamedTuple, collector_paused, field, frozen

__all__ = ["GlossaryProblem", "Parsed", "located", "parse", "read"]

DRAFT_HINT = "to check a draft: cqterm lint draft.md"


@frozen
class Parsed:
    """What a text gave. Where it is no glossary at all, `readable` is false and the glossary has no concepts.

    `places` gives line and column of a concept under (id, ""), of each of its quotes under (id, quote).
    """

    glossary: Glossary
    problems: tuple[GlossaryProblem, ...] = ()
    readable: bool = True
    places: Mapping[tuple[str, str], tuple[int, int]] = field(default_factory=dict)


def read(text: str, name: str) -> Glossary:
    """The glossary that a text holds.

    Raises:
        GlossaryError: It is no glossary or breaks the rules; the message lists the first problems, a line each,
            «name:line:column: what: what to do».
    """
    parsed = parse(text, name)
    if parsed.problems:
        raise GlossaryError(digest(name, parsed.problems))
    return parsed.glossary


def parse(text: str, name: str) -> Parsed:
    """Read a text as a glossary and find all its problems. `name` serves where the header gives none."""
    with collector_paused():
        tree = compose(text)
        root = tree.root
        stem = re.sub(r"\.ya?ml\Z", "", re.split(r"[/\\]", name)[-1])
        empty = Glossary(name=stem, source_language="", target_language="", concepts=())
        if not isinstance(root, Map) or not _is_glossary(root):
            return Parsed(glossary=empty, problems=_unreadable(text, tree), readable=False)
        reader = Reader()
        reader.faults(tree.faults)
        glossary, drafts = _glossary(reader, root, stem)
        reader.issues.extend(agree.disagreements(drafts))
        return Parsed(glossary=glossary, problems=place_all(text, reader.issues), places=_places(text, drafts))


class _Languages(NamedTuple):
    source: str
    target: str


def _glossary(reader: Reader, root: Map, stem: str) -> tuple[Glossary, list[agree.Draft]]:
    header = reader.fields(root, shape.HEADER, "the header")
    version = reader.required(header, "cqterm", root, "a glossary")
    if version and version != shape.VERSION:
        message = f"version «{version}» of the glossary's shape: this cqterm reads version {shape.VERSION}"
        reader.note(header["cqterm"].value, message)
    languages = _languages(reader, root, header)
    sources = tuple(source for source, _ in read_sources(reader, header, shape.SOURCE))
    drafts = list(_concepts(reader, header, languages, frozenset(s.id for s in sources)))
    glossary = Glossary(
        name=reader.text(header, "name", stem),
        source_language=languages.source,
        target_language=languages.target,
        concepts=tuple(d.concept for d in drafts),
        sources=sources,
    )
    return glossary, drafts


def _languages(reader: Reader, root: Map, header: Fields) -> _Languages:
    if "languages" not in header:
        reader.note(root, "no languages: write «languages: {source: zh-Hans, target: en}»")
        return _Languages("", "")
    node = header["languages"].value
    fields = reader.fields(node, ("source", "target"), "languages")
    if not isinstance(node, Map):
        return _Languages("", "")
    for name in ("source", "target"):
        reader.required(fields, name, node, "languages")
    source, target = reader.language(fields, "source"), reader.language(fields, "target")
    if source in shape.CONCEPT:
        message = f"the tag «{source}» is also the name of a key of concepts: add the script or region, such as id-Latn"
        reader.note(fields["source"].value, message)
        source = ""
    if source and source.lower() == target.lower():
        what = f"source and target are both «{source}»: name two languages, or «source: und» for a list of one"
        reader.note(fields["target"].value, what)
    return _Languages(source, target)


# --- concepts ---------------------------------------------------------------------------------------------------


def _concepts(reader: Reader, header: Fields, languages: _Languages, sources: frozenset[str]) -> Iterator[agree.Draft]:
    # Without a source language, which is a problem by itself, its keys would give another one in each concept.
    keys = shape.concept_keys(languages.source) if languages.source else (*shape.CONCEPT, *_language_keys(header))
    hints = {languages.target: f"terms in {languages.target} stand under «term», «also» and «not»"}
    if "concepts" in header and not isinstance(header["concepts"].value, Seq):
        reader.note(header["concepts"].value, "«concepts» should be a list: begin each concept with «- id: …»")
        return
    for item in reader.items(header, "concepts"):
        reader.concept = _identifier(item)
        fields = reader.fields(item, keys, "a concept", hints=hints)
        if isinstance(item, Map):
            yield _concept(reader, item, fields, languages, sources)
        reader.concept = ""


def _language_keys(header: Fields) -> tuple[str, ...]:
    node = header["concepts"].value if "concepts" in header else None
    maps = [item for item in node.items if isinstance(item, Map)] if isinstance(node, Seq) else []
    return tuple(sorted({k.text for m in maps for k, _ in m.entries if is_language(k.text)} - set(shape.CONCEPT)))


def _identifier(item: Node) -> str:
    """The id of a concept, for messages, before anything else of it is read."""
    entries = item.entries if isinstance(item, Map) else ()
    return next((v.text.strip() for k, v in entries if k.text == "id" and isinstance(v, Scalar)), "")


def _concept(reader: Reader, item: Map, fields: Fields, languages: _Languages, sources: frozenset[str]) -> agree.Draft:
    identifier = reader.required(fields, "id", item, "a concept")
    if identifier and not is_id(identifier):
        message = f"id «{identifier}»: use small letters, figures and hyphens, a letter first"
        reader.note(fields["id"].value, message)
    placed = list(_terms(reader, fields, languages))
    evidence = list(_evidence(reader, fields, sources))
    terms = tuple(term for term, _ in placed)
    concept = Concept(
        id=identifier,
        terms=terms,
        case=reader.choice(fields, "case", shape.CASES, shape.default_case(terms, languages.target)),
        domain=reader.text(fields, "domain"),
        definition=reader.text(fields, "definition"),
        note=reader.text(fields, "note"),
        state=reader.choice(fields, "state", shape.STATES, "proposed"),
        origin=reader.choice(fields, "origin", shape.ORIGINS, "curated"),
        decided=_decision(reader, fields),
        near=_near(reader, fields),
        ok=reader.texts(fields, "ok"),
        bad=tuple(_examples(reader, fields)),
        seen=tuple(_seen(reader, fields, sources)),
        evidence=tuple(e for e, _ in evidence),
    )
    _complete(reader, item, concept, languages)
    at = fields["id"].value.start if "id" in fields else item.start
    return agree.Draft(
        concept, at, tuple(start for _, start in placed), tuple((e.quote, start) for e, start in evidence)
    )


def _complete(reader: Reader, item: Map, concept: Concept, languages: _Languages) -> None:
    if concept.state == "approved" and not concept.preferred(languages.target):
        reader.note(item, "approved without a preferred term: write «term», or make it «state: proposed»")
    elif concept.state != "rejected" and not concept.terms and languages.source:
        reader.note(item, "a concept without any term: write «term»")


def _terms(reader: Reader, fields: Fields, languages: _Languages) -> Iterator[tuple[Term, int]]:
    """The terms in the order of the file, each with its offset."""
    for key in fields:
        if key == languages.source:
            for n, item in enumerate(reader.items(fields, key)):
                yield from _term(reader, item, key, languages.source, ("preferred" if n == 0 else "admitted",))
        elif key == "term":
            items = reader.items(fields, key)
            for extra in items[1:]:
                reader.note(extra, "a second «term»: keep one, the others stand under «also»")
            yield from (t for item in items[:1] for t in _term(reader, item, key, languages.target, ("preferred",)))
        elif key in ("acronym", "short"):
            kind: TermType = "acronym" if key == "acronym" else "short"
            # beside a full term it is admitted; where it is all there is, the first one is preferred
            alone = "term" not in fields and not (key == "short" and "acronym" in fields)
            for n, item in enumerate(reader.items(fields, key)):
                usual: tuple[Status, ...] = ("preferred", "admitted") if alone and n == 0 else ("admitted", "preferred")
                yield from _term(reader, item, key, languages.target, usual, kind)
        elif key in ("also", "not"):
            allowed: tuple[Status, ...] = ("admitted", "preferred") if key == "also" else ("deprecated", "superseded")
            for item in reader.items(fields, key):
                yield from _term(reader, item, key, languages.target, allowed)


def _term(
    reader: Reader, item: Node, key: str, language: str, statuses: tuple[Status, ...], kind: TermType = "full"
) -> Iterator[tuple[Term, int]]:
    """One term, a string or a map; the first of `statuses` holds where nothing is said."""
    if isinstance(item, Scalar):
        yield Term(text=item.text.strip(), language=language, status=statuses[0], type=kind), item.start
        return
    fields = reader.fields(item, shape.TERM, f"a term under «{key}»")
    if not isinstance(item, Map):
        return
    text = reader.required(fields, "term", item, f"an item of «{key}»")
    since, until = reader.date(fields, "from"), reader.date(fields, "until")
    n = min(len(since), len(until))
    if since[:n] > until[:n]:
        reader.note(fields["until"].value, f"until {until} lies before from {since}: swap or mend them")
    if text:
        term = Term(
            text=text,
            language=reader.language(fields, "language", language),
            status=reader.choice(fields, "status", statuses, statuses[0]),
            type=reader.choice(fields, "type", shape.TYPES, kind),
            valid_from=since,
            until=until,
            publisher=reader.text(fields, "publisher"),
            note=reader.text(fields, "note"),
        )
        yield term, fields["term"].value.start


def _decision(reader: Reader, fields: Fields) -> Decision | None:
    if "decided" not in fields:
        return None
    inner = reader.fields(fields["decided"].value, shape.DECIDED, "«decided»")
    return Decision(date=reader.date(inner, "date"), why=reader.text(inner, "why"))


def _near(reader: Reader, fields: Fields) -> Near | None:
    return reader.choice(fields, "near", shape.NEARS, "all") if "near" in fields else None


def _examples(reader: Reader, fields: Fields) -> Iterator[Example]:
    for item in reader.items(fields, "bad"):
        inner = reader.fields(item, shape.EXAMPLE, "an item of «bad»")
        if isinstance(item, Map):
            text = reader.required(inner, "text", item, "an item of «bad»")
            fix = reader.required(inner, "fix", item, "an item of «bad»")
            if text and fix:
                yield Example(text=text, fix=fix)


def _seen(reader: Reader, fields: Fields, sources: frozenset[str]) -> Iterator[Seen]:
    for item in reader.items(fields, "seen"):
        if isinstance(item, Scalar):
            yield Seen(text=item.text.strip())
            continue
        inner = reader.fields(item, shape.SEEN, "an item of «seen»")
        if isinstance(item, Map) and (text := reader.required(inner, "term", item, "an item of «seen»")):
            yield Seen(
                text=text,
                kind=reader.text(inner, "kind"),
                source=_listed(reader, inner, sources),
                state=reader.choice(inner, "state", shape.SEEN_STATES, "proposed"),
                decided=_decision(reader, inner),
            )


def _listed(reader: Reader, fields: Fields, sources: frozenset[str]) -> str:
    """The source that a map names, which the header should list."""
    source = reader.text(fields, "source")
    if source and source not in sources:
        message = f"source «{source}» is not listed under «sources» of the header: add it, or mend the name"
        reader.note(fields["source"].value, message)
    return source


def _evidence(reader: Reader, fields: Fields, sources: frozenset[str]) -> Iterator[tuple[Evidence, int]]:
    for item in reader.items(fields, "evidence"):
        inner = reader.fields(item, shape.EVIDENCE, "an item of «evidence»")
        if not isinstance(item, Map):
            continue
        reader.required(inner, "source", item, "an item of «evidence»")
        source = _listed(reader, inner, sources)
        quote = reader.required(inner, "quote", item, "an item of «evidence»")
        start, end = reader.whole(inner, "at"), reader.whole(inner, "end")
        if start is not None and end is not None and end < start:
            reader.note(inner["end"].value, f"end {end} lies before at {start}: offsets count code points from 0")
        span = None if start is None else Span(start, start + len(quote) if end is None else max(start, end))
        if source and quote:
            form = reader.text(inner, "form")
            yield Evidence(source=source, quote=quote, span=span, form=form), inner["quote"].value.start


# --- what is no glossary ----------------------------------------------------------------------------------------


_TBX = re.compile(r"[\ufeff\s]*<[^\0]{,2000}?<(?:tbx|martif)\b|[\ufeff\s]*<(?:tbx|martif)\b")

# A glossary with a mistake in its YAML still begins as one; Markdown headings look like comments of YAML.
_BEGINNING = re.compile(
    r"""\ufeff? (?:[ \t]*(?:\#[^\r\n]*|---|%[^\r\n]*)?[ \t]*(?:\r\n?|\n))*
        \{?\s*["']? (?:cqterm|languages|sources|concepts)["']?[ \t]*:""",
    re.VERBOSE,
)


def _is_glossary(root: Map) -> bool:
    keys = {key.text for key, _ in root.entries}
    return bool(keys & {"cqterm", "concepts"}) and "publishers" not in keys


def _unreadable(text: str, tree: Tree) -> tuple[GlossaryProblem, ...]:
    if not text.strip("\ufeff \t\r\n"):
        return (GlossaryProblem(1, 1, "", "the file is empty: a glossary begins with «cqterm: 1»"),)
    if tree.root is None and _BEGINNING.match(text):
        return place_all(text, [Issue(fault.offset, "", fault.message) for fault in tree.faults])
    if isinstance(tree.root, Map) and any(key.text == "publishers" for key, _ in tree.root.entries):
        message = "this is a manifest of documents, no glossary: a glossary begins with «cqterm: 1»"
        return (GlossaryProblem(1, 1, "", message),)
    if _TBX.match(text):
        message = "this is TBX, no glossary that can be changed: «cqterm import» makes one of it"
        return (GlossaryProblem(1, 1, "", message),)
    return (GlossaryProblem(1, 1, "", f"this is no glossary, which begins with «cqterm: 1»; {DRAFT_HINT}"),)


def _places(text: str, drafts: list[agree.Draft]) -> dict[tuple[str, str], tuple[int, int]]:
    index = LineIndex(text)
    places: dict[tuple[str, str], tuple[int, int]] = {}
    for draft in drafts:
        places.setdefault((draft.concept.id, ""), index.position(draft.start))
        for quote, start in draft.quotes:
            places.setdefault((draft.concept.id, quote), index.position(start))
    return places
