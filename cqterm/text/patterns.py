"""Regular expressions that are compiled when they are first used, if no earlier run has done it.

Compiling one takes 0.1 to 2 ms. A short text needs few of the hundred that the readers and rules have, and still that
took a tenth of its run. So what `re` makes of a pattern, the code that its engine obeys, can be kept for the next run.
"""

import re
from collections.abc import Sequence
from contextlib import suppress

from cqterm.hints import Any, AnyStr, cast
from cqterm.values import NamedTuple


class Memory(NamedTuple):
    """Patterns and what they were compiled to.

    Of each pattern there are four numbers: the flags it was given, those it has, its groups, and how many of the
    numbers in `code` are its own.
    """

    patterns: Sequence[str]
    numbers: Sequence[int]
    code: Sequence[int]


def late(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What `re.compile` gives, as far as its methods are called."""
    return cast("re.Pattern[AnyStr]", _Late(pattern, flags))


def recall(memory: Memory) -> None:
    """Start with the `memory` of an earlier process of the very same interpreter.

    Raises:
        ValueError: It is none.
    """
    at = 0
    columns = [memory.numbers[n::4] for n in range(4)]
    for pattern, given, flags, groups, size in zip(memory.patterns, *columns, strict=True):
        _earlier[pattern, given] = _Compiled(flags, groups, memory.code[at : at + size])
        at += size


def memory() -> Memory | None:
    """What another process may start with; None where hardly anything in it is new."""
    if len(_new) < _WORTH:
        return None
    for key, pattern in _new.items():
        with suppress(Exception):  # another Python than is known here
            made = _Compiled(pattern.flags, pattern.groups, _code(*key))
            if _restored(key[0], made) == pattern:  # their code is compared
                _earlier[key] = made
    _new.clear()
    numbers = [n for (_, given), (flags, groups, code) in _earlier.items() for n in (given, flags, groups, len(code))]
    return Memory([text for text, _ in _earlier], numbers, [n for made in _earlier.values() for n in made.code])


class _Compiled(NamedTuple):
    """The flags, the groups and the code of a pattern."""

    flags: int
    groups: int
    code: Sequence[int]


_earlier: dict[tuple[str, int], _Compiled] = {}
_new: dict[tuple[str, int], re.Pattern[str]] = {}


_WORTH = 4
"""New patterns for which it is worth while to write them down."""


class _Late:
    """Stands for a pattern; after the first use its methods are those of the pattern itself."""

    __slots__ = ("_arguments", *(_METHODS := ("findall", "finditer", "fullmatch", "match", "search", "split", "sub")))

    def __init__(self, pattern: Any, flags: int) -> None:
        self._arguments = (pattern, int(flags))

    def __getattr__(self, name: str) -> Any:
        compiled = _compiled(*self._arguments)
        for method in self._METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def _compiled(text: Any, flags: int) -> re.Pattern[Any]:
    made = _earlier.get((text, flags))
    if made is not None:
        with suppress(Exception):  # the engine refuses what is no code of its own
            return _restored(text, made)
    pattern = re.compile(text, flags)
    if isinstance(text, str) and "\n" not in text and not pattern.groupindex:
        _new[text, flags] = pattern
    return pattern


def _restored(text: str, made: _Compiled) -> re.Pattern[str]:
    """What `re.compile` does with the code that it has made."""
    import _sre  # type: ignore[import-not-found]

    nameless = (None,) * (made.groups + 1)
    return cast("re.Pattern[str]", _sre.compile(text, made.flags, list(made.code), made.groups, {}, nameless))


def _code(text: str, flags: int) -> Sequence[int]:
    compiler = cast(Any, re)._compiler
    return cast("list[int]", compiler._code(compiler._parser.parse(text, flags), flags))
