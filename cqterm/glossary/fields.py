"""Reading one node as what it should be, and writing down what is wrong with it instead of giving up.

A `Reader` collects the problems of a whole file. Its methods give a usable value in every case, so that one run shows
everything. An empty value counts as if its key were not there.
"""

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import lru_cache
from typing import TypeVar

from cqterm.glossary.shape import SYNONYMS
from cqterm.glossary.tree import Fault, Map, Node, Scalar, Seq
from cqterm.text.dates import is_date
from cqterm.text.lines import LineIndex
from cqterm.values import NamedTuple, field, mutable

T = TypeVar("T", bound=str)


class GlossaryProblem(NamedTuple):
    """Something wrong with a glossary or a manifest. Line and column count from 1; 0 where no place is known."""

    line: int
    column: int
    concept: str
    message: str


class Issue(NamedTuple):
    """A problem that still counts in offsets. `other` is a second place, named where `{other}` is in the message."""

    offset: int
    concept: str
    message: str
    other: int | None = None


class Field(NamedTuple):
    """A key with its value."""

    key: Scalar
    value: Node


Fields = Mapping[str, Field]


def located(name: str, problem: GlossaryProblem) -> str:
    """A problem as one line for people: «name:line:column: what: what to do»."""
    place = f"{name}:{problem.line}:{problem.column}" if problem.line else name
    concept = f"{problem.concept}: " if problem.concept else ""
    return f"{place}: {concept}{problem.message}"


def digest(name: str, problems: Iterable[GlossaryProblem], *, first: int = 10) -> str:
    """The first problems, a line each, and how many more there are."""
    lines = [located(name, p) for p in problems]
    more = len(lines) - first
    return "\n".join([*lines[:first], *([f"{name}: {more} more problems: see `cqterm check`"] if more > 0 else [])])


def place_all(text: str, issues: Iterable[Issue]) -> tuple[GlossaryProblem, ...]:
    """Issues as problems with lines and columns, in the order of the text, each once."""
    index = LineIndex(text)
    problems = []
    for issue in sorted(set(issues), key=lambda i: i[:3]):
        message = issue.message
        if issue.other is not None:
            line, column = index.position(issue.other)
            message = message.replace("{other}", f"line {line}, column {column}")
        problems.append(GlossaryProblem(*index.position(issue.offset), issue.concept, message))
    return tuple(problems)


@lru_cache(maxsize=4096)
def is_language(tag: str) -> bool:
    """Whether a tag is well-formed (RFC 5646, section 2.1).

    Without the grandfathered ones and without languages of four letters and more: the registry has none.
    """
    return bool(_TAG.fullmatch(tag))


_TAG = re.compile(
    r"""(?: [a-z]{2,3}(?:-[a-z]{3}){0,3}                      # language, extended language
            (?:-[a-z]{4})?                                    # script
            (?:-(?:[a-z]{2}|[0-9]{3}))?                       # region
            (?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*          # variants
            (?:-[0-9a-wy-z](?:-[a-z0-9]{2,8})+)*              # extensions
            (?:-x(?:-[a-z0-9]{1,8})+)?                        # private use
          | x(?:-[a-z0-9]{1,8})+ )""",
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)


@mutable
class Reader:
    """Collects the issues of one text. `concept` is the id of the concept that is being read."""

    issues: list[Issue] = field(default_factory=list)
    concept: str = ""

    def note(self, node: Node, message: str, *, other: Node | None = None) -> None:
        """Write down a problem at a node; `other` is the place that `{other}` stands for."""
        self.issues.append(Issue(node.start, self.concept, message, None if other is None else other.start))

    def faults(self, faults: Iterable[Fault]) -> None:
        """Take over what was found while the text was taken apart."""
        self.issues.extend(Issue(fault.offset, self.concept, fault.message) for fault in faults)

    def fields(
        self, node: Node, known: tuple[str, ...], what: str, *, hints: Mapping[str, str] | None = None
    ) -> Fields:
        """The keys and values of a map. Unknown and repeated keys are noted and left out, empty values left out.

        `what` names the map for people; `hints` tells for certain unknown keys what to do.
        """
        if not isinstance(node, Map):
            self.note(node, f"{what} should be a map: write «{known[0]}: …», a line for each key")
            return {}
        seen: dict[str, Field] = {}
        for key, value in node.entries:
            name = key.text
            if name in seen:
                self.note(key, f"key «{name}» stands twice, first at {{other}}: keep one", other=seen[name].key)
            elif name in known:
                seen[name] = Field(key, value)
            else:
                hint = (hints or {}).get(name) or _suggestion(name, known)
                self.note(key, f"unknown key «{name}»{f' of {what}' if what else ''}: {hint}")
        return {name: f for name, f in seen.items() if not _is_empty(f.value)}

    def text(self, fields: Fields, name: str, default: str = "") -> str:
        """A text without the white space around it."""
        found = fields.get(name)
        return self.scalar(found.value, name) if found else default

    def scalar(self, node: Node, name: str) -> str:
        """A node as a text."""
        if isinstance(node, Scalar):
            return node.text.strip()
        self.note(node, f"«{name}» should be a text: if it begins with a bracket, put it into quotation marks")
        return ""

    def required(self, fields: Fields, name: str, owner: Node, what: str) -> str:
        """A text that has to be there."""
        if name not in fields:
            self.note(owner, f"{what} without «{name}»: write {name}")
            return ""
        return self.text(fields, name)

    def choice(self, fields: Fields, name: str, allowed: tuple[T, ...], default: T) -> T:
        """One of the allowed words."""
        if name not in fields:
            return default
        value = self.text(fields, name)
        for each in allowed:
            if each == value:
                return each
        node = fields[name].value
        if isinstance(node, Scalar):
            self.note(node, f"«{value}» is no {name}: choose {' | '.join(allowed)}{_did_you_mean(value, allowed)}")
        return default

    def date(self, fields: Fields, name: str) -> str:
        """A date, YYYY, YYYY-MM or YYYY-MM-DD."""
        value = self.text(fields, name)
        if value and not is_date(value):
            self.note(fields[name].value, f"«{value}» is no date: write YYYY, YYYY-MM or YYYY-MM-DD")
            return ""
        return value

    def whole(self, fields: Fields, name: str) -> int | None:
        """A whole number, 0 or more."""
        value = self.text(fields, name)
        if not value:
            return None
        if re.fullmatch(r"[0-9]{1,18}", value):
            return int(value)
        self.note(fields[name].value, f"«{value}» is no whole number: write figures only")
        return None

    def language(self, fields: Fields, name: str, default: str = "") -> str:
        """A language tag."""
        value = self.text(fields, name, default)
        if value and name in fields and not is_language(value):
            proposal = value.replace("_", "-")
            hint = f"write {proposal}" if is_language(proposal) else "write a tag such as en, zh-Hans or pt-BR"
            self.note(fields[name].value, f"«{value}» is no language tag: {hint}")
        return value

    def items(self, fields: Fields, name: str) -> tuple[Node, ...]:
        """The items of a list; a single value is a list of one. Empty items are noted and left out."""
        if name not in fields:
            return ()
        node = fields[name].value
        items = node.items if isinstance(node, Seq) else (node,)
        for item in items:
            if _is_empty(item):
                self.note(item, f"an empty item of «{name}»: write it or delete it")
        return tuple(item for item in items if not _is_empty(item))

    def texts(self, fields: Fields, name: str) -> tuple[str, ...]:
        """A list of texts."""
        values = (self.scalar(item, name) for item in self.items(fields, name))
        return tuple(value for value in values if value)


def _is_empty(node: Node) -> bool:
    if isinstance(node, Scalar):
        return not node.text.strip()
    return isinstance(node, Seq) and not node.items


@lru_cache(maxsize=1024)
def _suggestion(name: str, known: tuple[str, ...]) -> str:
    near = _near(name, known)
    return f"did you mean «{near}»?" if near else f"known here are {', '.join(known)}"


def _did_you_mean(value: str, allowed: tuple[str, ...]) -> str:
    near = _near(value, allowed)
    return f" (did you mean «{near}»?)" if near else ""


def _near(name: str, known: tuple[str, ...]) -> str:
    lower = name.strip().lower().replace("-", "_")
    synonym = SYNONYMS.get(lower, "")
    if synonym in known:
        return synonym
    folded = {k.lower().replace("-", "_"): k for k in known}
    # «zh» for zh-Hans: too short for the letters to be alike
    begins = [k for f, k in folded.items() if lower and f.startswith(f"{lower}_")]
    close = get_close_matches(lower[:60], folded, n=1, cutoff=0.6)
    return folded[close[0]] if close else next(iter(begins), "")
