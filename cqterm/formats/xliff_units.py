"""The units of an XLIFF file with their places: sources, targets, and how far the translation is.

OASIS: XLIFF Version 1.2 (2008), sections 2.3 to 2.5; XLIFF Version 2.1 (2018), sections 4.2 and 4.3. What Trados, memoQ
and Phrase add to them stands in their own namespaces and is read where it says how far a unit is.
"""

from collections.abc import Iterator, Mapping

from cqterm.errors import FormatError
from cqterm.formats.xml_inline import Content, Nature, content, skip
from cqterm.formats.xml_scan import Token, attributes, scan
from cqterm.model import Unit
from cqterm.text.patterns import late
from cqterm.values import frozen


@frozen
class Pair:
    """A source with its target, if it has one; `segment` is the number inside the unit, if the unit is segmented."""

    unit: str
    segment: str
    source: Content
    target: Content | None
    state: Unit
    languages: tuple[str, str]


def pairs(text: str, name: str) -> Iterator[Pair]:
    """The pairs of a well-formed file in order.

    Raises:
        FormatError: it is no XLIFF.
    """
    tokens = scan(text)
    root = next(token for token in tokens if token.kind in ("start", "empty"))
    if root.name != "xliff":
        raise FormatError(f"{name}: its root is <{root.name}>, not <xliff>: give it the suffix of what it is")
    given = attributes(text, root)
    languages = (given.get("srcLang", ""), given.get("trgLang", ""))
    for token in tokens:
        if token.kind != "start" or token.prefix != root.prefix:
            continue
        if token.name == "file" and not languages[0]:
            yield from _file(text, tokens, token, root.prefix)
        elif token.name == "unit":
            yield from _second(text, tokens, token, languages)


def _file(text: str, tokens: Iterator[Token], opened: Token, prefix: str) -> Iterator[Pair]:
    """A file of version 1.2."""
    given = attributes(text, opened)
    languages = (given.get("source-language", ""), given.get("target-language", ""))
    for token in tokens:
        if token.name == "file" and token.kind == "end":
            return
        if token.kind == "start" and token.prefix == prefix and token.name == "trans-unit":
            yield from _first(text, tokens, token, languages)


# --- version 1.2 ------------------------------------------------------------------------------------------------


def _first(text: str, tokens: Iterator[Token], opened: Token, languages: tuple[str, str]) -> Iterator[Pair]:
    unit = attributes(text, opened)
    if unit.get("translate") == "no":
        skip(tokens)
        return
    parts: dict[str, Content] = {}
    confirmed: dict[str, str] = {}
    for token in tokens:
        if token.kind == "end":
            break
        if token.kind != "start":
            continue
        if token.name in ("source", "seg-source", "target") and token.prefix == opened.prefix:
            parts[token.name] = content(text, tokens, token, lambda t: _nature(text, t))
        elif token.name == "seg-defs":
            confirmed = _confirmed(text, tokens)
        else:
            skip(tokens)
    if "source" not in parts:
        return
    target = parts.get("target")
    said = attributes(text, target.tag) if target and target.tag else {}
    state = _state(unit, said)
    numbered = {_number(text, each): each for each in target.segments} if target else {}
    segments = parts.get("seg-source", parts["source"]).segments
    if not segments or not (numbered or target is None):
        yield _pair(unit, "", parts["source"], target, state, languages)
        return
    for each in segments:
        number = _number(text, each)
        own = _conf(confirmed[number]) if number in confirmed else state
        # a target belongs to one source, also where two have the same number
        yield _pair(unit, number, each, numbered.pop(number, None), own, languages)


def _pair(
    unit: Mapping[str, str],
    segment: str,
    source: Content,
    target: Content | None,
    state: Unit,
    languages: tuple[str, str],
) -> Pair:
    identifier = unit.get("id") or unit.get("resname", "")
    return Pair(unit=identifier, segment=segment, source=source, target=target, state=state, languages=languages)


def _number(text: str, segment: Content) -> str:
    return attributes(text, segment.tag).get("mid", "") if segment.tag else ""


def _confirmed(text: str, tokens: Iterator[Token]) -> dict[str, str]:
    """Trados: `<sdl:seg-defs><sdl:seg id="1" conf="Translated"/></sdl:seg-defs>`, by the number of the segment."""
    found: dict[str, str] = {}
    depth = 1
    for token in tokens:
        depth += (token.kind == "start") - (token.kind == "end")
        if not depth:
            break
        if token.name == "seg" and token.kind != "end":
            given = attributes(text, token)
            found[given.get("id", "")] = given.get("conf", "")
    return found


def _conf(conf: str) -> Unit:
    return "" if conf.startswith(("Translated", "Approved")) else "unconfirmed"


_UNTRANSLATED = frozenset(("new", "needs-translation", "initial", "NotStarted"))
_TO_REVIEW = frozenset(
    ("PartiallyEdited", "Pretranslated", "MachineTranslated", "AssembledFromFragments", "Rejected", "fuzzy-match")
)


def _state(unit: Mapping[str, str], target: Mapping[str, str]) -> Unit:
    """What a unit of version 1.2 says of its translation, or Phrase (`m:`) or memoQ (`mq:`) in its place."""
    state = target.get("state") or unit.get("mq:status") or ""
    if state in _UNTRANSLATED:
        return "untranslated"
    if state in _TO_REVIEW or state.startswith("needs-") or unit.get("m:confirmed") == "0":
        return "unconfirmed"
    asked = unit.get("approved") == "no" or target.get("state-qualifier") in _TO_REVIEW
    return "unconfirmed" if asked and not state else ""


# --- version 2 --------------------------------------------------------------------------------------------------


def _second(text: str, tokens: Iterator[Token], opened: Token, languages: tuple[str, str]) -> Iterator[Pair]:
    unit = attributes(text, opened)
    if unit.get("translate") == "no":
        skip(tokens)
        return
    for token in tokens:
        if token.kind == "end":
            return
        if token.kind != "start":
            continue
        if token.name == "segment" and token.prefix == opened.prefix:
            given = attributes(text, token)
            parts = _parts(text, tokens, token)
            state: Unit = "untranslated" if given.get("state") in _UNTRANSLATED else ""
            if "source" in parts:
                yield _pair(unit, given.get("id", ""), parts["source"], parts.get("target"), state, languages)
        else:
            skip(tokens)


def _parts(text: str, tokens: Iterator[Token], opened: Token) -> dict[str, Content]:
    parts: dict[str, Content] = {}
    for token in tokens:
        if token.kind == "end":
            break
        if token.kind == "start" and token.name in ("source", "target") and token.prefix == opened.prefix:
            parts[token.name] = content(text, tokens, token, lambda t: _nature(text, t))
        elif token.kind == "start":
            skip(tokens)
    return parts


# --- inline elements --------------------------------------------------------------------------------------------

_TEXT = frozenset(("g", "mrk", "pc"))
_MARKS = frozenset(("bx", "ex", "bpt", "ept", "it", "sc", "ec", "sm", "em"))
# Angular writes the tags of HTML as placeholders.
_HALF = late(r"(?:START|CLOSE)_(?!BLOCK)")


def _nature(text: str, token: Token) -> Nature:
    if token.name in _MARKS:
        return "mark"
    if token.name == "x":
        return "mark" if _HALF.match(attributes(text, token).get("id", "")) else "opaque"
    if token.name not in _TEXT:
        return "opaque"
    given = attributes(text, token)
    kind = given.get("mtype", "")
    if kind == "seg":
        return "segment"
    if kind == "x-sdl-deleted":
        return "mark"
    return "opaque" if kind == "protected" or given.get("translate") == "no" else "text"
