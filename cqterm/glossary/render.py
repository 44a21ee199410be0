"""A concept, or a whole glossary, as YAML in the order and style in which people keep it.

What is rendered reads back as the same values. Texts stand bare unless a YAML 1.1 parser would read something else
there (a number, a date, yes or no, a comment); dates and counts, which are no texts, always stand bare.
"""

import re
from collections.abc import Collection, Mapping, Sequence

from cqterm.glossary import shape
from cqterm.model import Concept, Decision, Evidence, Glossary, Seen, Source, Term

Value = str | int | Sequence["Value"] | Mapping[str, "Value"]
"""What stands under a key."""

_LISTS = frozenset(("also", "not", "bad", "seen", "evidence", "sources"))
"""Keys whose lists stand a line an item; other lists stand in brackets while they have one item or short ones."""

_BARE = re.compile(r"[0-9]{1,18}|[0-9]{4}-[0-9]{2}(-[0-9]{2})?")
_BARE_KEYS = frozenset(("cqterm", "tier", "at", "end", "date", "from", "until"))

# The words that YAML 1.1 resolves to something else than a text (yaml.org/type: bool, null, float).
_RESERVED = frozenset("y n yes no on off true false null nan inf".split())
# A bare text begins with a letter, or with a figure if it can't be a number, date or time (0x1f and 0o17 are numbers);
# inside it there is nothing that any parser might take for syntax.
_HIDDEN = r"[^\x20-\x7e\xa0-\u2027\u202f-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
"""What has to be escaped because YAML forbids it or nobody would see it (controls, line separators, text direction)."""

_LETTERS = re.compile(r"[^\W\d_](?:.*[^\s:])?")
_FIGURES = re.compile(r"[0-9][0-9 ]*(?:[g-np-su-wyG-NP-SU-WY]|[^\W\d_a-zA-Z]|t[g-y]).*")
_SYNTAX = re.compile(rf"[:#]|[^\S ]| \Z|{_HIDDEN}")
_ESCAPED = re.compile(rf'["\\]|{_HIDDEN}')
_FLOW_SYNTAX = re.compile(r"[\[\]{},?]")


def render(concept: Concept, languages: tuple[str, str]) -> str:
    """A concept as an item of `concepts`, «- id: …», with LF at the end of each line.

    `languages` are the source and the target language. Read again it gives an equal concept, with the terms in the
    order of the file's keys.
    """
    lines: list[str] = []
    for key, value in concept_fields(concept, languages).items():
        lines += entry(key, value)
    return "".join(f"{'- ' if n == 0 else '  '}{line}\n" for n, line in enumerate(lines))


def render_glossary(glossary: Glossary) -> str:
    """A whole glossary as a new file. Rewriting one that people keep is the business of `cqterm.glossary.edit`."""
    languages = {"source": glossary.source_language, "target": glossary.target_language}
    lines = ["cqterm: 1", *entry("name", glossary.name), *entry("languages", languages)]
    if glossary.sources:
        lines += entry("sources", [source_value(s) for s in glossary.sources])
    head = "".join(f"{line}\n" for line in lines)
    if not glossary.concepts:
        return f"{head}concepts: []\n"
    pair = (glossary.source_language, glossary.target_language)
    return "\n".join([f"{head}concepts:", "\n".join(render(c, pair) for c in glossary.concepts)])


def concept_fields(concept: Concept, languages: tuple[str, str]) -> dict[str, Value]:
    """What stands under each key of a concept, in the order of writing; defaults are left out."""
    source, target = languages
    fields: dict[str, Value] = {"id": concept.id, **_terms(concept.terms, source, target)}
    said: dict[str, Value] = {
        "case": concept.case if concept.case != shape.default_case(concept.terms, target) else "",
        "domain": concept.domain,
        "definition": concept.definition,
        "note": concept.note,
        "state": concept.state,
        "origin": concept.origin if concept.origin != "curated" else "",
        "near": concept.near or "",
        "ok": list(concept.ok),
        "bad": [{"text": e.text, "fix": e.fix} for e in concept.bad],
        "seen": [seen_value(s) for s in concept.seen],
        "evidence": [evidence_value(e) for e in concept.evidence],
    }
    if concept.decided:
        said["decided"] = _decided(concept.decided)
    fields |= {key: value for key, value in said.items() if value}
    order = shape.concept_keys(source)
    return {key: fields[key] for key in sorted(fields, key=order.index)}


def evidence_value(evidence: Evidence) -> dict[str, Value]:
    """A quote as an item of `evidence`. The end is said only where it is not the length of the quote away."""
    value: dict[str, Value] = {"source": evidence.source, "quote": evidence.quote}
    if evidence.span:
        value["at"] = evidence.span.start
        if evidence.span.end != evidence.span.start + len(evidence.quote):
            value["end"] = evidence.span.end
    return value | _said(form=evidence.form)


def seen_value(seen: Seen) -> Value:
    """A form as an item of `seen`; a bare text where nothing else is known of it."""
    said = _said(kind=seen.kind, source=seen.source, state="" if seen.state == "proposed" else seen.state)
    if seen.decided and (decided := _decided(seen.decided)):
        said["decided"] = decided
    return {"term": seen.text, **said} if said else seen.text


def source_value(source: Source) -> dict[str, Value]:
    """A source as an item of `sources` in the header."""
    value = _said(id=source.id, publisher=source.publisher, name=source.publisher_name)
    if source.tier:
        value["tier"] = source.tier
    return value | _said(
        title=source.title,
        date=source.date,
        url=source.url,
        language=source.language,
        excerpt_of=source.excerpt_of,
    )


def entry(key: str, value: Value) -> list[str]:
    """A key with its value as lines without indentation; the items of a list stand in the column of the key."""
    if isinstance(value, Mapping | str | int):
        return [f"{scalar(key)}: {inline(value, key=key)}"]
    if _by_line(key, value):
        return [f"{scalar(key)}:", *items(key, value)]
    return [f"{scalar(key)}: {flow(value, key=key)}"]


def items(key: str, value: Sequence[Value]) -> list[str]:
    """The items of a list, a line each."""
    return [f"- {inline(item, key=key)}" for item in value]


def inline(value: Value, *, key: str = "") -> str:
    """A value on one line in block context: a text stands bare where it can, the rest is in flow style."""
    return scalar(str(value), key=key) if isinstance(value, str | int) else flow(value, key=key)


def flow(value: Value, *, key: str = "") -> str:
    """A value on one line, as it may stand inside brackets."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{scalar(k, inside=True)}: {flow(v, key=k)}" for k, v in value.items()) + "}"
    if isinstance(value, str | int):
        return scalar(str(value), key=key, inside=True)
    return "[" + ", ".join(flow(item, key=key) for item in value) + "]"


def scalar(text: str, *, key: str = "", inside: bool = False) -> str:
    """A text as YAML; `inside` brackets less may stand bare."""
    if key in _BARE_KEYS and _BARE.fullmatch(text):
        return text
    first = _LETTERS.fullmatch(text) or _FIGURES.fullmatch(text)
    syntax = _SYNTAX.search(text) or (inside and _FLOW_SYNTAX.search(text))
    if first and text.lower() not in _RESERVED and not syntax:
        return text
    if '"' in text and "\\" not in text and not _ESCAPED.search(text.replace('"', "")):
        return "'" + text.replace("'", "''") + "'"
    return f'"{_ESCAPED.sub(_escape, text)}"'


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    if character in '"\\':
        return f"\\{character}"
    known = {"\n": "\\n", "\t": "\\t", "\r": "\\r"}
    return known.get(character) or (f"\\u{ord(character):04x}" if ord(character) <= 0xFFFF else character)


def _by_line(key: str, value: Sequence[Value]) -> bool:
    if key in _LISTS:
        return bool(value)
    return len(value) > 1 and sum(len(str(item)) for item in value) > 60


def _terms(terms: Sequence[Term], source: str, target: str) -> dict[str, Value]:
    """Terms under the keys where they need to say least, in their order."""
    found: dict[str, list[Value]] = {}
    right = [t for t in terms if t.language == target and t.status not in ("deprecated", "superseded")]
    # keys that stand before «acronym» and «short» in the file, whatever the order of the terms
    before = {"term"} if any((t.status, t.type) == ("preferred", "full") for t in right) else set()
    before |= {"acronym"} if any(t.type == "acronym" for t in right) else set()
    for term in terms:
        key, said = _home(term, source, target, found, before)
        extra = {k: v for k, v in _attributes(term).items() if said.get(k) != v}
        found.setdefault(key, []).append({"term": term.text, **extra} if extra else term.text)
    return {
        key: values[0] if len(values) == 1 and key not in ("also", "not") else values for key, values in found.items()
    }


def _home(
    term: Term, source: str, target: str, found: Mapping[str, object], before: Collection[str]
) -> tuple[str, dict[str, Value]]:
    """The key for a term, and the attributes that go without saying there.

    `found` are the keys that have a term already; `before` says whether there will be «term» and «acronym».
    """
    wrong = term.status in ("deprecated", "superseded")
    default: dict[str, Value] = {"language": target, "type": "full"}
    if term.language == source and term.status == ("admitted" if source in found else "preferred"):
        return source, {"language": source, "status": term.status, "type": "full"}
    if term.language == target and not wrong and term.type != "full":
        alone = term.type not in found and "term" not in before and (term.type == "acronym" or "acronym" not in before)
        return term.type, {"language": target, "status": "preferred" if alone else "admitted", "type": term.type}
    if term.language == target and term.status == "preferred" and "term" not in found:
        return "term", {**default, "status": "preferred"}
    return ("not", {**default, "status": "deprecated"}) if wrong else ("also", {**default, "status": "admitted"})


def _attributes(term: Term) -> dict[str, Value]:
    """Everything about a term beside its text; `_home` says which of it is understood."""
    said = {"language": term.language, "status": term.status, "type": term.type}
    said |= {"from": term.valid_from, "until": term.until, "publisher": term.publisher, "note": term.note}
    return _said(**said)


def _decided(decision: Decision) -> dict[str, Value]:
    return _said(date=decision.date, why=decision.why)


def _said(**values: str) -> dict[str, Value]:
    """The values that are not empty."""
    return {key: value for key, value in values.items() if value}
