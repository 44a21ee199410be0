"""Exchange formats: how a glossary travels to other tools and back. One module a format, found by being here.

A module of this package that has a `NAME` is a format. It says its `SUFFIXES` (with the dot; the first is that of what
it writes), its `SUMMARY` (one line of help) and its `MARKS` (bytes of which each of its exports holds some, so that no
other file of that suffix is overwritten by mistake), and offers `write(glossary) -> Export`,
`read(name, data) -> Reading`, or both. `OPTIONS`, where there is one, names what `write` can be asked for beyond that,
with the values that it takes, the default first; `READ_OPTIONS` names what `read` can be told beyond the languages.

The promises of every format: the same glossary gives the same bytes, on every machine and at every time; concepts
stand in the glossary's order, so that adding one only adds lines; what the format can't hold is counted and named in
`Export.losses`: exactly what `read` will not bring back. What stands there as text alone, a note where there is no
field, is named in `Export.kept`.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from importlib import import_module
from types import MappingProxyType, ModuleType
from typing import TYPE_CHECKING, cast

from cqterm.errors import FormatError
from cqterm.model import Glossary
from cqterm.package import modules
from cqterm.values import Protocol, field, frozen

if TYPE_CHECKING:
    from cqterm.exchange.adopt import Reading
    from cqterm.exchange.languages import Languages

Options = Mapping[str, tuple[str, ...]]


@frozen
class Export:
    """The bytes of a file, and a line, with its count, for each kind of thing that is lost or kept as text alone.

    Where the file is an archive, `files` are its files by their paths, the one that holds the mark first.
    """

    data: bytes
    files: Mapping[str, bytes] = field(default_factory=dict)
    losses: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


class Exchange(Protocol):
    """What a module has to offer to be an exchange format; `write` or `read` may be missing, not both."""

    @property
    def NAME(self) -> str:  # noqa: N802 - a constant of the module
        """What `--to` is given."""

    @property
    def SUFFIXES(self) -> tuple[str, ...]:  # noqa: N802
        """The suffixes of such files, with their dot."""

    @property
    def SUMMARY(self) -> str:  # noqa: N802
        """One line of help."""

    @property
    def MARKS(self) -> tuple[bytes, ...]:  # noqa: N802
        """By what an export of this kind is known again."""

    def write(self, glossary: Glossary, **options: str) -> Export:
        """The glossary in this format. Raises GlossaryError where it is too broken to be written."""

    def read(self, name: str, data: bytes, *, wanted: "Languages", **options: str) -> "Reading":
        """The glossary that a file holds. Raises FormatError where it is none."""


def writers() -> Mapping[str, Exchange]:
    """The formats that can be written, by name."""
    return {name: each for name, each in exchanges().items() if hasattr(each, "write")}


def options(exchange: Exchange) -> Options:
    """What writing a format can be asked for: the values of each option, the default first."""
    return cast(Options, getattr(exchange, "OPTIONS", {}))


def is_export(exchange: Exchange, content: bytes) -> bool:
    """Whether a file is an export of that kind, so that another one may take its place."""
    return any(mark in content for mark in exchange.MARKS)


def reader_of(name: str) -> Exchange | None:
    """The format that reads files of that name, by its suffix; None where none claims it."""
    lower = name.lower()
    readers = (each for each in exchanges().values() if hasattr(each, "read"))
    return next((each for each in readers if lower.endswith(each.SUFFIXES)), None)


def read_any(name: str, data: bytes, *, wanted: "Languages", **told: str) -> "Reading":
    """The glossary that a file holds, read as its suffix says, or as its content does where that says nothing.

    `told` are read options; empty ones count as not given.

    Raises:
        FormatError: No format reads it, it is not what its suffix says, or the format can't be told such a thing.
    """
    from cqterm.exchange.xml import is_xml

    # TermWeb and MultiTerm write TBX with other suffixes
    exchange = exchanges()["tbx"] if is_xml(data) else reader_of(name)
    if exchange is None:
        known = sorted({suffix for each in exchanges().values() if hasattr(each, "read") for suffix in each.SUFFIXES})
        raise FormatError(f"{name}: no format reads such a file: give one of {', '.join(known)}")
    said = {key: value for key, value in told.items() if value}
    for key in said:
        if key not in getattr(exchange, "READ_OPTIONS", ()):
            raise FormatError(f"{name}: --{key} says nothing about {exchange.NAME}: leave it out for this file")
    return exchange.read(name, data, wanted=wanted, **said)


@cache
def exchanges() -> Mapping[str, Exchange]:
    """Every format by its name, sorted. Raises TypeError where a module breaks the rules above."""
    return registry(import_module(f"{__name__}.{name}") for name in modules(__path__))


def registry(modules: Iterable[ModuleType]) -> Mapping[str, Exchange]:
    """The formats among modules by name, sorted. Raises TypeError for a half-made format or a name taken twice."""
    found: dict[str, ModuleType] = {}
    for module in modules:
        if not hasattr(module, "NAME"):
            continue
        missing = [what for what in ("SUFFIXES", "SUMMARY", "MARKS") if not hasattr(module, what)]
        if not (hasattr(module, "write") or hasattr(module, "read")):
            missing.append("write or read")
        if missing:
            raise TypeError(f"{module.__name__}: an exchange format without {', '.join(missing)}: add it")
        other = found.setdefault(module.NAME, module)
        if other is not module:
            raise TypeError(f"{module.__name__}: the name {module.NAME!r} is taken by {other.__name__}: choose another")
    return MappingProxyType({name: cast(Exchange, found[name]) for name in sorted(found)})
