"""The shape of a glossary file as a JSON Schema (draft 2020-12), for editors that complete and check while one types.

It says what an editor can know from the file alone: keys, lists of values, dates. What holds between concepts (ids and
terms that stand twice, sources that are not listed) is for `cqterm check`.
"""

from typing import Any

from cqterm.glossary import shape

_TEXT: dict[str, Any] = {"type": "string", "minLength": 1}
_WORD: dict[str, Any] = {"type": ["string", "number"]}
_DATE: dict[str, Any] = {
    "anyOf": [{"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}, {"type": "integer"}],
    "description": "YYYY, YYYY-MM or YYYY-MM-DD",
}
_TAG: dict[str, Any] = {"type": "string", "pattern": r"^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$"}


def schema() -> dict[str, Any]:
    """The schema; its keys are those of `cqterm.glossary.shape`, in the same order."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "cqterm glossary",
        "type": "object",
        "required": ["cqterm", "languages", "concepts"],
        **_keys(
            shape.HEADER,
            cqterm={"enum": [int(shape.VERSION), shape.VERSION]},
            languages={"type": "object", "required": ["source", "target"], **_keys(("source", "target"), _TAG)},
            sources={"type": "array", "items": _source()},
            concepts={"type": ["array", "null"], "items": _concept()},
        ),
    }


def _source() -> dict[str, Any]:
    return {
        "type": "object",
        "required": ["id"],
        **_keys(shape.SOURCE, tier={"type": "integer", "minimum": 0}, date=_DATE, language=_TAG),
    }


def _concept() -> dict[str, Any]:
    texts = {"oneOf": [_TEXT, {"type": "array", "items": _TEXT}]}
    keys = _keys(
        shape.CONCEPT,
        id={"type": "string", "pattern": "^[a-z][a-z0-9-]*$"},
        term=_term(),
        acronym=_some(_term()),
        short=_some(_term()),
        case={"enum": list(shape.CASES)},
        state={"enum": list(shape.STATES)},
        origin={"enum": list(shape.ORIGINS)},
        near={"enum": list(shape.NEARS)},
        decided=_decided(),
        also=_some(_term()),
        ok=texts,
        seen=_some(_seen()),
        bad=_some({"type": "object", "required": ["text", "fix"], **_keys(shape.EXAMPLE)}),
        evidence={"type": "array", "items": _evidence()},
        **{"not": _some(_term())},
    )
    # The header decides what the key of the source language is called; short keys of our own look like such tags.
    own = "|".join(name for name in shape.CONCEPT if len(name) < 4)
    tag = {f"^(?!(?:{own})$)" + _TAG["pattern"].removeprefix("^"): _some(_term())}
    return {"type": "object", "required": ["id"], **keys, "patternProperties": tag}


def _term() -> dict[str, Any]:
    details = _keys(
        shape.TERM,
        language=_TAG,
        status={"enum": ["preferred", "admitted", "deprecated", "superseded"]},
        type={"enum": list(shape.TYPES)},
        until=_DATE,
        **{"from": _DATE},
    )
    return {"oneOf": [_WORD, {"type": "object", "required": ["term"], **details}]}


def _evidence() -> dict[str, Any]:
    offset = {"type": "integer", "minimum": 0}
    return {"type": "object", "required": ["source", "quote"], **_keys(shape.EVIDENCE, at=offset, end=offset)}


def _seen() -> dict[str, Any]:
    details = _keys(shape.SEEN, state={"enum": list(shape.SEEN_STATES)}, decided=_decided())
    return {"oneOf": [_WORD, {"type": "object", "required": ["term"], **details}]}


def _decided() -> dict[str, Any]:
    return {"type": "object", **_keys(shape.DECIDED, date=_DATE)}


def _some(one: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [one, {"type": "array", "items": one}]}


def _keys(names: tuple[str, ...], every: dict[str, Any] | None = None, **known: dict[str, Any]) -> dict[str, Any]:
    """Properties of these names and no others; what is not described more closely is a text."""
    return {
        "properties": {name: known.get(name, every or _WORD) for name in names},
        "additionalProperties": False,
    }
