"""Rewriting the text of a glossary so that whatever is not meant to change stays, byte for byte.

The parser's marks say where each value stands; new text is spliced in there. Comments, blank lines, the order, the
way of writing and the line ends (LF, CRLF or CR) of everything else stay by construction, and every rewriting is read
again and compared before it is given back. Writing the same thing twice changes nothing the second time.
"""

import re
from collections.abc import Collection, Mapping, Sequence

from cqterm.errors import GlossaryError
from cqterm.glossary import shape
from cqterm.glossary.fields import Issue, digest, place_all
from cqterm.glossary.keys import Append, Change, as_list, as_plain, field_splice, is_nothing
from cqterm.glossary.render import (
    Value,
    concept_fields,
    evidence_value,
    flow,
    inline,
    render,
    source_value,
)
from cqterm.glossary.splice import Splice, at, column_of, line_end, past_comments, spliced
from cqterm.glossary.tree import Map, Node, Plain, Scalar, Seq, compose, plain
from cqterm.model import Concept, Evidence, Source
from cqterm.values import NamedTuple, collector_paused


def replace_evidence(text: str, evidence: Mapping[str, Sequence[Evidence]], *, name: str = "glossary") -> str:
    """The text with other quotes for the named concepts; none for a concept takes its key `evidence` away.

    `name` is what messages call the text.

    Raises:
        GlossaryError: The text is no YAML, a concept is not there or there twice, or the text can't be rewritten
            without touching more than that.
    """
    changes = {key: {"evidence": [evidence_value(e) for e in new]} for key, new in evidence.items()}
    with collector_paused():
        return _rewrite(text, changes, name)


def set_concepts(text: str, changes: Mapping[str, Mapping[str, Change]], *, name: str = "glossary") -> str:
    """The text with other values under keys of the named concepts, or more items there.

    None, an empty text or an empty list takes a key away. Values are what stands in the file: texts, numbers, lists and
    maps of them. A key that is not there yet is written in its usual place.

    Raises:
        GlossaryError: As `replace_evidence`.
        ValueError: The shape of a glossary knows no such key.
    """
    with collector_paused():
        return _rewrite(text, changes, name)


def add_concepts(text: str, concepts: Sequence[Concept], *, name: str = "glossary") -> str:
    """The text with concepts added at the end of its list, with a blank line between if the last two have one.

    Raises:
        GlossaryError: As `replace_evidence`, or an id is taken.
    """
    if not concepts:
        return text
    with collector_paused():
        return _added(text, concepts, name)


def add_sources(text: str, sources: Sequence[Source], *, name: str = "glossary") -> str:
    """The text with sources added at the end of its list, which is begun if there is none.

    Raises:
        GlossaryError: As `replace_evidence`, or an id is taken.
    """
    if not sources:
        return text
    with collector_paused():
        opened = _open(text, name)
        expected = _plain_map(opened.root)
        there = expected.get("sources") or []
        listed = there if isinstance(there, list) else [there]
        taken = {str(each.get("id", "")) for each in listed if isinstance(each, dict)}
        for source in sources:
            if source.id in taken:
                raise GlossaryError(f"{name}: source «{source.id}» is there already: choose another id")
            taken.add(source.id)
        values = [source_value(source) for source in sources]
        expected["sources"] = [*listed, *(as_plain(value) for value in values)]
        return _proved(spliced(text, [_source_addition(opened, values)]), expected, name)


def remove_concepts(text: str, ids: Collection[str], *, name: str = "glossary") -> str:
    """The text without some concepts. Comments right before one, which may speak of it, stay.

    Raises:
        GlossaryError: As `replace_evidence`.
    """
    left = set(ids)
    with collector_paused():
        while left:
            opened = _open(text, name)
            listed = opened.list
            wrong = next((i for i in sorted(left) if len(opened.concepts.get(i, ())) != 1), None)
            if wrong is not None or not isinstance(listed, Seq):
                what = "stands twice" if wrong in opened.concepts else "is not there"
                raise GlossaryError(f"{name}: concept «{wrong}» {what}: see `cqterm check`")
            starts = {opened.concepts[identifier][0].start: identifier for identifier in left}
            places = [n for n, item in enumerate(listed.items) if item.start in starts]
            stays = [n for n, item in enumerate(listed.items) if item.start not in starts]
            # what stands last or in brackets is cut differently: one by one, while the others go in one pass
            going = {n for n in places if stays and n < stays[-1] and not listed.flow} or {places[-1]}
            expected = _plain_map(opened.root)
            expected["concepts"] = [c for n, c in enumerate(_plain_list(expected)) if n not in going]
            splices = [splice for n in going for splice in _item_removal(text, opened, listed, n)]
            text = _proved(spliced(text, splices), expected, name)
            left -= {starts[listed.items[n].start] for n in going}
    return text


# --- the text taken apart ---------------------------------------------------------------------------------------


class _Opened(NamedTuple):
    """A text with what editing needs to know of it. `list` is the value of `concepts`, if there is that key."""

    text: str
    root: Map
    newline: str
    list: Node | None
    concepts: Mapping[str, Sequence[Map]]


def _added(text: str, concepts: Sequence[Concept], name: str) -> str:
    opened = _open(text, name)
    ids = set(opened.concepts)
    for concept in concepts:
        if concept.id in ids:
            raise GlossaryError(f"{name}: id «{concept.id}» is taken: choose another")
        ids.add(concept.id)
    if opened.list is not None and not isinstance(opened.list, Seq) and opened.list.start != opened.list.end:
        raise GlossaryError(f"{name}: «concepts» should be a list: begin each concept with «- id: …»")
    pair = _languages(opened)
    expected = _plain_map(opened.root)
    expected["concepts"] = [*_plain_list(expected), *(as_plain(concept_fields(c, pair)) for c in concepts)]
    return _proved(spliced(text, [_addition(opened, concepts, pair)]), expected, name)


def _open(text: str, name: str) -> _Opened:
    tree = compose(text)
    if tree.faults:
        raise GlossaryError(digest(name, place_all(text, [Issue(f.offset, "", f.message) for f in tree.faults])))
    if not isinstance(tree.root, Map):
        raise GlossaryError(f"{name}:1:1: this is no glossary: it begins with «cqterm: 1»")
    value = next((v for k, v in tree.root.entries if k.text == "concepts"), None)
    concepts: dict[str, list[Map]] = {}
    for item in value.items if isinstance(value, Seq) else ():
        if isinstance(item, Map):
            identifier = next((v.text.strip() for k, v in item.entries if k.text == "id" and isinstance(v, Scalar)), "")
            concepts.setdefault(identifier, []).append(item)
    newline = re.search(r"\r\n|\n|\r", text)
    return _Opened(text, tree.root, newline.group() if newline else "\n", value, concepts)


def _languages(opened: _Opened) -> tuple[str, str]:
    node = next((v for k, v in opened.root.entries if k.text == "languages"), None)
    pair = _plain_map(node)
    return str(pair.get("source", "")), str(pair.get("target", ""))


def _rewrite(text: str, changes: Mapping[str, Mapping[str, Change]], name: str) -> str:
    opened = _open(text, name)
    order = shape.concept_keys(_languages(opened)[0])
    splices, expected = [], _plain_map(opened.root)
    by_id = {str(c.get("id", "")): c for c in _plain_list(expected) if isinstance(c, dict)}
    for identifier, fields in changes.items():
        strangers = [key for key in fields if key not in order]
        if strangers:
            raise ValueError(f"a concept has no key {strangers[0]!r}: it has {', '.join(order)}")
        found = opened.concepts.get(identifier, ())
        if len(found) != 1:
            what = "stands twice" if found else "is not there"
            raise GlossaryError(f"{name}: concept «{identifier}» {what}: see `cqterm check`")
        before = by_id[identifier]
        splice = _concept_splice(opened, found[0], fields, order, name)
        for key, value in fields.items():
            if isinstance(value, Append):
                before[key] = [*as_list(before.get(key)), *map(as_plain, value.items)]
            elif value is None or is_nothing(value):
                before.pop(key, None)
            else:
                before[key] = as_plain(value)
        if splice:
            splices.append(splice)
    return _proved(spliced(text, splices), expected, name) if splices else text


def _proved(text: str, expected: Mapping[str, Plain], name: str) -> str:
    tree = compose(text)
    if tree.faults or tree.root is None or plain(tree.root) != expected:
        message = "this text is written in a way that can't be rewritten safely: nothing was changed, edit it by hand"
        raise GlossaryError(f"{name}: {message}")
    return text


# --- one concept ------------------------------------------------------------------------------------------------


def _concept_splice(
    opened: _Opened, node: Map, fields: Mapping[str, Change], order: Sequence[str], name: str
) -> Splice | None:
    """Rewrite the lines of one concept, which are taken out and read again after each field."""
    text = opened.text
    column = column_of(text, node.start)
    end = node.end if node.flow else past_comments(text, line_end(text, node.end), column)
    padding = " " * column
    before = local = padding + text[node.start : end]
    for key, value in fields.items():
        root = compose(local).root
        if not isinstance(root, Map):
            raise GlossaryError(f"{name}: a concept can't be rewritten: edit it by hand")
        edit = field_splice(local, root, key, value, order, opened.newline)
        local = spliced(local, [edit] if edit else [])
    return Splice(node.start, end, local[column:]) if local != before else None


# --- the end of the list ----------------------------------------------------------------------------------------


def _addition(opened: _Opened, concepts: Sequence[Concept], pair: tuple[str, str]) -> Splice:
    text, newline, node = opened.text, opened.newline, opened.list
    if isinstance(node, Seq) and node.flow and (node.items or opened.root.flow):
        new = ", ".join(flow(concept_fields(c, pair)) for c in concepts)
        return at(node.items[-1].end, f", {new}") if node.items else at(node.start + 1, new)
    column = column_of(text, node.start) if isinstance(node, Seq) and not node.flow else 0
    lines = [_indented(render(c, pair), column, newline) for c in concepts]
    if isinstance(node, Seq) and node.items:
        place = past_comments(text, line_end(text, node.end), column + 1)
        blank = len(node.items) > 1 and _blank_between(text, node.items[-2].end, node.items[-1].start)
        return at(place, "".join(newline * (1 + blank) + each for each in lines))
    body = "".join(newline + each for each in lines)
    if isinstance(node, Seq):
        return Splice(len(text[: node.start].rstrip(" ")), node.end, body)
    if node is not None:
        return at(line_end(text, node.end), body)
    break_ = "" if not text or text.endswith(("\n", "\r")) else newline
    return at(len(text), f"{break_}concepts:{body}{newline}")


def _source_addition(opened: _Opened, values: Sequence[Value]) -> Splice:
    text, newline = opened.text, opened.newline
    node = next((v for k, v in opened.root.entries if k.text == "sources"), None)
    if not isinstance(node, Seq) or (not node.flow and not node.items):
        splice = field_splice(text, opened.root, "sources", values, shape.HEADER, newline)
        assert splice is not None  # noqa: S101 - there is something to write
        return splice
    if node.flow:
        new = ", ".join(flow(value) for value in values)
        return at(node.items[-1].end, f", {new}") if node.items else at(node.start + 1, new)
    column = column_of(text, node.start)
    place = past_comments(text, line_end(text, node.end), column + 1)
    return at(place, "".join(f"{newline}{' ' * column}- {inline(value)}" for value in values))


def _item_removal(text: str, opened: _Opened, node: Seq, place: int) -> list[Splice]:
    """Take a concept out: with its lines in block style, with a comma in brackets. The last one leaves `[]`."""
    item = node.items[place]
    if node.flow:
        if place + 1 < len(node.items):
            return [Splice(item.start, node.items[place + 1].start, "")]
        return [Splice(node.items[place - 1].end if place else item.start, item.end, "")]
    dash = text.rindex("-", 0, item.start)
    column = column_of(text, dash)
    end = past_comments(text, line_end(text, item.end), column + 1)
    if place + 1 < len(node.items):
        stop = re.compile(r"(?:\r\n|\n|\r)(?:[ \t]*(?:\r\n|\n|\r))*").match(text, end)
        return [Splice(dash - column, stop.end() if stop else end, "")]
    if place:
        before = past_comments(text, line_end(text, node.items[place - 1].end), column + 1)
        return [Splice(before, end, "")]
    key = next(k for k, v in opened.root.entries if v is node)
    colon = text.index(":", key.end) + 1
    return [at(colon, " []"), Splice(len(text[:dash].rstrip(" \r\n")), end, "")]


def _indented(rendered: str, column: int, newline: str) -> str:
    return newline.join(" " * column + line for line in rendered.removesuffix("\n").split("\n"))


def _blank_between(text: str, start: int, end: int) -> bool:
    return re.search(r"(\r\n|\n|\r)[ \t]*(\r\n|\n|\r)", text[start:end]) is not None


# --- values -----------------------------------------------------------------------------------------------------


def _plain_map(node: Node | None) -> dict[str, Plain]:
    value = plain(node) if node is not None else {}
    return value if isinstance(value, dict) else {}


def _plain_list(header: Mapping[str, Plain]) -> list[Plain]:
    value = header.get("concepts")
    return value if isinstance(value, list) else []
