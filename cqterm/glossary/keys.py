"""The keys of one map in the text of a glossary: where each is written anew, added to, put in or taken out.

What a key does not need is left as somebody wrote it: the comment after the colon, the column of a list, the style of
its brackets.
"""

import re
from collections.abc import Mapping, Sequence

from cqterm.glossary.render import Value, entry, flow, inline, items, scalar
from cqterm.glossary.splice import Splice, at, column_of, line_end, past_comments
from cqterm.glossary.tree import Map, Plain, Seq, plain
from cqterm.values import NamedTuple


class Append(NamedTuple):
    """Items to add at the end of a list under a key; what stands there already is not touched."""

    items: Sequence[Value]


Change = Value | Append | None
"""What becomes of a key: a new value, more items, or nothing where the key goes."""


def field_splice(text: str, root: Map, key: str, value: Change, order: Sequence[str], newline: str) -> Splice | None:
    """What gives a key of a map another value; None where it has it already, or there is none to take out.

    `order` are all keys in the order in which they usually stand, `newline` is what ends the lines of the text.
    """
    place = next((n for n, (k, _) in enumerate(root.entries) if k.text == key), None)
    if isinstance(value, Append):
        old = None if place is None else root.entries[place][1]
        if isinstance(old, Seq) and old.items:
            return _appended(text, old, key, value.items, newline)
        value = [*as_list(None if old is None else plain(old)), *value.items]
    if value is None or is_nothing(value):
        return None if place is None else _removal(text, root, place)
    if place is None:
        return _insertion(text, root, key, value, order, newline)
    if plain(root.entries[place][1]) == as_plain(value):
        return None
    return _replacement(text, root, place, value, newline)


def is_nothing(value: Value | None) -> bool:
    """Whether a value, such as an empty text or list, is as good as none; a number never is."""
    return value is None or (not isinstance(value, int) and not value)


def as_plain(value: Value) -> Plain:
    """A value as it is read again from the file."""
    if isinstance(value, str | int):
        return str(value).strip()
    if isinstance(value, Mapping):
        return {key: as_plain(item) for key, item in value.items()}
    return [as_plain(item) for item in value]


def as_list(value: Plain | None) -> list[Plain]:
    """A value as the list of which it may be the only item; an empty one has none."""
    if isinstance(value, list):
        return value
    return [value] if value else []


def _replacement(text: str, root: Map, place: int, value: Value, newline: str) -> Splice:
    key, old = root.entries[place]
    colon = re.compile(r"[ \t]*:").match(text, key.end)
    after = colon.end() if colon else key.end
    lead = " " if colon else ": "
    if root.flow:
        new = flow(value, key=key.text)
        return Splice(after, after, lead + new) if old.start == old.end else Splice(old.start, old.end, new)
    own_line = re.search(r"[\r\n]", text[after : old.start]) is not None
    lines = entry(key.text, value)[1:]
    if own_line and old.start != old.end:
        # The value stands below its key, perhaps after a comment: the new one takes exactly its place.
        column = column_of(text, old.start)
        new = (newline + " " * column).join(lines or [inline(value, key=key.text)])
        deeper = "" if lines or column > column_of(text, root.start) else "  "
        return Splice(old.start, old.end, deeper + new)
    if lines:
        indent = newline + " " * column_of(text, root.start)
        return Splice(after, max(after, old.end), "".join(indent + line for line in lines))
    new = inline(value, key=key.text)
    return Splice(after, after, lead + new) if old.start == old.end else Splice(old.start, old.end, new)


def _appended(text: str, old: Seq, key: str, new: Sequence[Value], newline: str) -> Splice:
    """More items after the last one, each on a line of its own or inside the brackets."""
    if old.flow:
        return at(old.items[-1].end, "".join(f", {flow(item, key=key)}" for item in new))
    column = column_of(text, old.start)
    place = past_comments(text, line_end(text, old.items[-1].end), column + 1)
    return at(place, "".join(f"{newline}{' ' * column}{line}" for line in items(key, new)))


def _insertion(text: str, root: Map, key: str, value: Value, order: Sequence[str], newline: str) -> Splice:
    """A new key after the last one that usually stands before it."""
    before = [v for k, v in root.entries if k.text in order[: order.index(key)]]
    last = max(before, key=lambda v: v.end, default=None)
    if root.flow:
        new = f"{scalar(key, inside=True)}: {flow(value, key=key)}"
        rest = ", " if root.entries else ""
        return at(last.end, f", {new}") if last else at(root.start + 1, new + rest)
    indent = " " * column_of(text, root.start)
    lines = entry(key, value)
    if last is None:
        return at(root.start, "".join(line + newline + indent for line in lines))
    place = past_comments(text, line_end(text, last.end), len(indent) + 1)
    return at(place, "".join(newline + indent + line for line in lines))


def _removal(text: str, root: Map, place: int) -> Splice:
    key, value = root.entries[place]
    following = root.entries[place + 1][0].start if place + 1 < len(root.entries) else None
    if place == 0 and following is not None:
        # The first key shares its line with the dash or bracket. A comment after it stays.
        between = text[max(key.end, value.end) : following]
        return Splice(key.start, max(key.end, value.end) if "#" in between else following, "")
    if root.flow:
        return Splice(root.entries[place - 1][1].end if place else key.start, max(key.end, value.end), "")
    start = key.start - column_of(text, key.start)
    end = line_end(text, max(key.end, value.end))
    stop = re.compile(r"\r\n|\n|\r").match(text, end)
    if stop:
        return Splice(start, stop.end(), "")
    return Splice(start - (2 if text.endswith("\r\n", 0, start) else 1), end, "")
