"""YAML to nodes that know where they stand: the one place that touches the YAML parser.

Every scalar is a string, as it is written: `no`, `416`, `2024-06-05` and `12:30` stay what they are. Anchors, aliases,
tags, deep nesting and a second document are refused, so no file can grow in memory. Offsets are code points in the
text that was given. The nodes are built from the parser's events: `yaml.compose` recurses in C and dies of deep
nesting, and it takes twice the time (1.9 s against 1.3 s for 10,000 concepts).
"""

import re
from collections.abc import Iterable
from typing import Any

from cqterm.values import NamedTuple, collector_paused

DEPTH = 20
"""Levels of nesting; a glossary needs five."""

_KNOWN_BOM = "\ufeff"
# What YAML 1.1 does not allow in a text (section 5.1), and what it takes for a line end though no editor shows one.
_UNREADABLE = re.compile("[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


class Fault(NamedTuple):
    """Something wrong at an offset of the text. The message says what it is and what to do."""

    offset: int
    message: str


class Scalar(NamedTuple):
    """A text as a reader of YAML sees it. `end` lies on its last line, also in block style."""

    text: str
    start: int
    end: int


class Seq(NamedTuple):
    """A list. `end` is the end of its last item, or lies after the bracket in flow style."""

    items: "tuple[Node, ...]"
    start: int
    end: int
    flow: bool


class Map(NamedTuple):
    """Keys and values in the order of the text, repeated keys among them."""

    entries: "tuple[tuple[Scalar, Node], ...]"
    start: int
    end: int
    flow: bool


Node = Scalar | Seq | Map
Plain = str | list["Plain"] | dict[str, "Plain"]


class Tree(NamedTuple):
    """What a text holds; `root` is None where it is no YAML, and `faults` then says why."""

    root: Node | None
    faults: tuple[Fault, ...]


class _Frame(NamedTuple):
    """A list or map that is still open."""

    is_map: bool
    start: int
    flow: bool
    children: list[Node]


def compose(text: str) -> Tree:
    """Read a text as YAML, in one pass and without recursion. A byte order mark at the start is allowed."""
    skip = 1 if text.startswith(_KNOWN_BOM) else 0
    bad = _UNREADABLE.search(text, skip)
    if bad:
        return Tree(None, (Fault(bad.start(), _unreadable(bad.group())),))
    with collector_paused():
        return _Composer(text, skip).tree()


def plain(node: Node) -> Plain:
    """A node as texts, lists and dictionaries; texts without the white space around them; the last of equal keys."""
    if isinstance(node, Scalar):
        return node.text.strip()
    if isinstance(node, Seq):
        return [plain(item) for item in node.items]
    return {key.text.strip(): plain(value) for key, value in node.entries}


class _Composer:
    """Keeps the open frames while events come in."""

    def __init__(self, text: str, skip: int) -> None:
        self.text = text
        self.skip = skip
        self.faults: list[Fault] = []
        self.root: Node | None = None
        self.stack: list[_Frame] = []

    def tree(self) -> Tree:
        import yaml

        scalar, starts = yaml.ScalarEvent, (yaml.SequenceStartEvent, yaml.MappingStartEvent)
        ends = (yaml.SequenceEndEvent, yaml.MappingEndEvent)
        loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
        events: Iterable[Any] = yaml.parse(self.text[self.skip :], Loader=loader)
        try:
            for event in events:
                kind = type(event)
                if kind is scalar:
                    self._scalar(event)
                elif kind in starts:
                    if len(self.stack) == DEPTH:
                        message = f"nested deeper than {DEPTH} levels: a glossary needs five"
                        return self._broken(Fault(event.start_mark.index + self.skip, message))
                    self._open(event, is_map=kind is yaml.MappingStartEvent)
                elif kind in ends:
                    self._close(event)
                elif kind is yaml.AliasEvent:
                    self._alias(event)
                elif kind is yaml.DocumentStartEvent and self.root is not None:
                    message = "a second document begins here: keep one, without a line «---» between"
                    return self._broken(Fault(event.start_mark.index + self.skip, message))
        except yaml.YAMLError as error:
            return self._broken(_syntax(self.text, self.skip, error))
        return Tree(self.root, tuple(self.faults))

    def _broken(self, fault: Fault) -> Tree:
        return Tree(None, (*self.faults, fault))

    def _scalar(self, event: Any) -> None:
        start, end = event.start_mark.index + self.skip, event.end_mark.index + self.skip
        if event.anchor is not None or event.tag is not None:
            self._refuse(event, start)
        if event.style in ("|", ">"):
            end = _block_end(self.text, start, end)
        self._add(Scalar(event.value, start, end))

    def _open(self, event: Any, *, is_map: bool) -> None:
        start = event.start_mark.index + self.skip
        if event.anchor is not None or event.tag is not None:
            self._refuse(event, start)
        self.stack.append(_Frame(is_map, start, bool(event.flow_style), []))

    def _close(self, event: Any) -> None:
        is_map, start, flow, children = self.stack.pop()
        # The parser's own end of a block collection lies after the comments and blank lines that follow it.
        end = event.end_mark.index + self.skip if flow or not children else children[-1].end
        if not is_map:
            self._add(Seq(tuple(children), start, end, flow))
            return
        entries = []
        for key, value in zip(children[::2], children[1::2], strict=True):
            if isinstance(key, Scalar):
                entries.append((key, value))
            else:
                self.faults.append(Fault(key.start, "a list or map as a key: write a simple word as the key"))
        self._add(Map(tuple(entries), start, end, flow))

    def _alias(self, event: Any) -> None:
        start, end = event.start_mark.index + self.skip, event.end_mark.index + self.skip
        self.faults.append(Fault(start, f"alias «*{event.anchor}»: write the value itself"))
        self._add(Scalar(f"*{event.anchor}", start, end))

    def _refuse(self, event: Any, start: int) -> None:
        if event.anchor is not None:
            self.faults.append(Fault(start, f"anchor «&{event.anchor}»: delete it, and write values out where needed"))
        else:
            self.faults.append(Fault(start, f"tag «{event.tag}»: delete it, every value is read as text"))

    def _add(self, node: Node) -> None:
        if self.stack:
            self.stack[-1].children.append(node)
        else:
            self.root = node


def _block_end(text: str, start: int, end: int) -> int:
    """The end of the last line of a block scalar (`|`, `>`) that belongs to its value, without its line break."""
    raw = text[start:end]
    if "+" in re.split(r"[\r\n#]", raw, maxsplit=1)[0]:
        return end - len(raw) + len(re.sub(r"(\r\n|\n|\r)\Z", "", raw))
    return start + len(raw.rstrip())


def _unreadable(character: str) -> str:
    code = f"U+{ord(character):04X}"
    if character in "\x85\u2028\u2029":
        return f"an invisible line separator ({code}), which YAML takes for a line end: delete it"
    if character == _KNOWN_BOM:
        return f"a byte order mark ({code}) inside the text: delete it"
    return f"a character that YAML does not allow ({code}): delete it; was this a binary file?"


# --- what the parser says, in words that help -------------------------------------------------------------------

_SAYINGS = (
    ("found unexpected end of stream", "a quotation mark opens here and does not close: close it"),
    ("found unexpected document indicator", "a quotation mark opens here and does not close: close it"),
    ("could not find expected ':'", "a line without a colon: write «key: value»"),
    ("mapping values are not allowed", "a colon that YAML takes for a key: put the text into quotation marks"),
    ("or '}'", "the brace {opened} is not closed: close it, or put the text into quotation marks"),
    ("or ']'", "the bracket {opened} is not closed: close it, or put the text into quotation marks"),
    ("expected key", "a line that does not fit: give it the indentation of its neighbours"),
    ("'-' indicator", "a line that does not fit: give it the indentation of its neighbours"),
    ("<block end>", "a line that does not fit: give it the indentation of its neighbours"),
    ("node content", "a value is missing: write it, or delete the comma"),
    # libyaml scans ahead and has a bound of its own in some versions: it speaks before we have counted to ours
    ("maximum nesting depth", f"nested deeper than {DEPTH} levels: a glossary needs five"),
    ("escape character", "a backslash inside double quotation marks: write it twice, or use single ones"),
)


def _syntax(text: str, skip: int, error: Any) -> Fault:
    problem = str(getattr(error, "problem", None) or error)
    mark, context = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    offset = min(mark.index + skip, len(text)) if mark else 0
    opened = f"of line {context.line + 1}, column {context.column + 1}" if context else "before this place"
    at_end = not text[offset:].strip()
    if context and ("expected ':'" in problem or "found unexpected" in problem):
        offset = context.index + skip
    character = text[offset : offset + 1]
    message = next((words.format(opened=opened) for part, words in _SAYINGS if part in problem), problem)
    if character == "\t":
        message = "a tab in the indentation: use spaces"
    elif "cannot start any token" in problem:
        message = f"a text can't begin with «{character}»: put it into quotation marks"
    cut = "; the file ends here: was it cut off?" if at_end else ""
    return Fault(offset, f"not valid YAML: {message}{cut}")
