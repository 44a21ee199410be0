"""Reading our own JSON: every value is checked, and a wrong one is named by its place.

What `cqterm.exchange.json` writes comes back as it was. A file that somebody made by hand in the same shape is taken
as other formats are, by `cqterm.exchange.adopt`.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from cqterm.errors import FormatError
from cqterm.exchange.adopt import Entry, Reading, Said, adopt
from cqterm.exchange.languages import Languages
from cqterm.glossary import shape
from cqterm.model import Decision, Evidence, Example, Seen, Source, Span
from cqterm.values import collector_paused

T = TypeVar("T", str, int, list[Any])

C = TypeVar("C", bound=str)

_STATUSES = ("preferred", "admitted", "deprecated", "superseded")


def read(name: str, data: bytes, *, wanted: Languages = Languages()) -> Reading:  # noqa: B008 - immutable
    """The glossary that a JSON file holds.

    Raises:
        FormatError: It is no JSON, or none of the shape that cqterm writes.
    """
    try:
        value = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise FormatError(f"{name}: not UTF-8 at byte {error.start}: save the file as UTF-8") from None
    except json.JSONDecodeError as error:
        raise FormatError(
            f"{name}:{error.lineno}:{error.colno}: not valid JSON ({error.msg}): was it cut off?"
        ) from None
    except (RecursionError, ValueError):
        raise FormatError(f"{name}: JSON nested too deep, or a number too long: is this a glossary?") from None
    root = _Object(name, value)
    if not root.has("concepts") or not root.has("languages"):
        raise FormatError(f"{name}: JSON, but no glossary of cqterm: it has «languages» and «concepts»")
    if root.get("version", 1) != 1:
        raise FormatError(f"{name}: version {root.get('version', 1)} of the format: this cqterm reads version 1")
    languages = root.object("languages")
    with collector_paused():
        return adopt(
            [_entry(each) for each in root.objects("concepts")],
            name=name,
            title=root.get("name", ""),
            stated=Languages(languages.get("source", ""), languages.get("target", "")),
            wanted=wanted,
            sources=[_source(each) for each in root.objects("sources")],
            own=True,
        )


class _Object:
    """A JSON object with its place in the file, whose values have to be of the type that is asked for."""

    def __init__(self, place: str, value: object) -> None:
        if not isinstance(value, dict):
            raise FormatError(f"{place}: should be an object {{…}}: mend it")
        self.place = place
        self.values: Mapping[str, Any] = value

    def has(self, key: str) -> bool:
        return key in self.values

    def get(self, key: str, default: T) -> T:
        value = self.values.get(key, default)
        if value is None:
            return default
        if type(value) is not type(default):
            kinds = {str: "a text", int: "a whole number", list: "a list"}
            raise FormatError(f"{self.place}: «{key}» should be {kinds[type(default)]}: mend it")
        return value

    def choice(self, key: str, allowed: tuple[C, ...], default: C) -> C:
        value = self.get(key, str(default))
        for each in allowed:
            if each == value:
                return each
        raise FormatError(f"{self.place}: «{value[:40]}» is no {key}: choose {' | '.join(allowed)}")

    def object(self, key: str) -> "_Object":
        return _Object(f"{self.place}: {key}", self.values.get(key, {}))

    def objects(self, key: str) -> Iterator["_Object"]:
        for number, value in enumerate(self.get(key, []), start=1):
            inner = _Object(f"{self.place}: {key} {number}", value)
            identifier = value.get("id")
            if isinstance(identifier, str):
                inner.place = f"{self.place}: {key} {number} ({identifier[:60]})"
            yield inner

    def texts(self, key: str) -> tuple[str, ...]:
        values = self.get(key, [])
        if not all(isinstance(value, str) for value in values):
            raise FormatError(f"{self.place}: «{key}» should be a list of texts: mend it")
        return tuple(values)


def _source(value: _Object) -> Source:
    return Source(
        id=value.get("id", ""),
        publisher=value.get("publisher", ""),
        publisher_name=value.get("name", ""),
        tier=value.get("tier", 0),
        title=value.get("title", ""),
        url=value.get("url", ""),
        date=value.get("date", ""),
        language=value.get("language", ""),
        excerpt_of=value.get("excerpt_of", ""),
        file=value.get("file", ""),
    )


def _entry(value: _Object) -> Entry:
    facts: dict[str, Any] = {
        "origin": value.choice("origin", shape.ORIGINS, "curated"),
        "ok": value.texts("ok"),
        "bad": tuple(Example(text=e.get("text", ""), fix=e.get("fix", "")) for e in value.objects("bad")),
        "seen": tuple(
            Seen(
                text=e.get("text", ""),
                kind=e.get("kind", ""),
                source=e.get("source", ""),
                state=e.choice("state", shape.SEEN_STATES, "proposed"),
                decided=_decided(e),
            )
            for e in value.objects("seen")
        ),
        "evidence": tuple(_evidence(e) for e in value.objects("evidence")),
    }
    if value.has("case"):
        facts["case"] = value.choice("case", shape.CASES, "common")
    if value.has("near"):
        facts["near"] = value.choice("near", shape.NEARS, "all")
    if decided := _decided(value):
        facts["decided"] = decided
    note = value.get("note", "")
    return Entry(
        id=value.get("id", ""),
        terms=[_term(each) for each in value.objects("terms")],
        domain=value.get("domain", ""),
        definition=value.get("definition", ""),
        notes=[note] if note else [],
        state=value.choice("state", shape.STATES, "approved"),
        facts=facts,
    )


def _decided(value: _Object) -> Decision | None:
    if not value.has("decided"):
        return None
    decided = value.object("decided")
    return Decision(date=decided.get("date", ""), why=decided.get("why", ""))


def _term(value: _Object) -> Said:
    note = value.get("note", "")
    return Said(
        value.get("text", ""),
        value.get("lang", ""),
        value.choice("status", _STATUSES, "preferred") if value.has("status") else "",
        value.choice("type", shape.TYPES, "full"),
        value.get("from", ""),
        value.get("until", ""),
        value.get("publisher", ""),
        [note] if note else [],
    )


def _evidence(value: _Object) -> Evidence:
    span = None
    if value.has("start"):
        start = value.get("start", 0)
        span = Span(start, max(start, value.get("end", start)))
    return Evidence(source=value.get("source", ""), quote=value.get("quote", ""), span=span, form=value.get("form", ""))
