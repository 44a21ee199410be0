"""Exchange formats: how a glossary travels to other tools. One module a format, found by being here.

A module of this package that has a `NAME` is a format. It says its `SUFFIX` (with the dot, for a file name where none
was given), its `SUMMARY` (one line of help) and its `MARK` (bytes that each of its exports holds, so that no other file
of that suffix is overwritten by mistake), and offers `write(glossary) -> Export`. What a format can be asked for beyond
that, it takes as keyword-only options of `write`.

The promises of every format: the same glossary gives the same bytes, on every machine and at every time; concepts
stand in the glossary's order, so that adding one only adds lines; what the format can't hold is counted and
named in `Export.losses`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType, ModuleType
from typing import Protocol, cast

from cqterm.model import Glossary


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """The bytes of a file, and one line for each kind of thing that the format can't hold, with its count."""

    data: bytes
    losses: tuple[str, ...] = ()


class Exchange(Protocol):
    """What a module has to offer to be an exchange format."""

    @property
    def NAME(self) -> str:  # noqa: N802 - a constant of the module
        """What `--to` is given."""

    @property
    def SUFFIX(self) -> str:  # noqa: N802
        """The suffix of such a file, with its dot."""

    @property
    def SUMMARY(self) -> str:  # noqa: N802
        """One line of help."""

    @property
    def MARK(self) -> bytes:  # noqa: N802
        """By what an export of this kind is known again."""

    def write(self, glossary: Glossary) -> Export:
        """The glossary in this format. Raises GlossaryError where it is too broken to be written."""


@cache
def exchanges() -> Mapping[str, Exchange]:
    """Every format by its name, sorted. Raises TypeError where a module breaks the rules above."""
    names = sorted(module.name for module in iter_modules(__path__))
    return registry(import_module(f"{__name__}.{name}") for name in names)


def registry(modules: Iterable[ModuleType]) -> Mapping[str, Exchange]:
    """The formats among modules by name, sorted. Raises TypeError for a half-made format or a name taken twice."""
    found: dict[str, ModuleType] = {}
    for module in modules:
        if not hasattr(module, "NAME"):
            continue
        missing = [what for what in ("SUFFIX", "SUMMARY", "MARK", "write") if not hasattr(module, what)]
        if missing:
            raise TypeError(f"{module.__name__}: an exchange format without {', '.join(missing)}: add it")
        other = found.setdefault(module.NAME, module)
        if other is not module:
            raise TypeError(f"{module.__name__}: the name {module.NAME!r} is taken by {other.__name__}: choose another")
    return MappingProxyType({name: cast(Exchange, found[name]) for name in sorted(found)})
