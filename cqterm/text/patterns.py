"""Regular expressions that are compiled when they are first used.

Compiling one takes 0.1 to 2 ms, and a short text needs few of the hundred that the readers and rules have.
"""

import re

from cqterm.hints import Any, AnyStr, cast


def late(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What `re.compile` gives, as far as its methods are called."""
    return cast("re.Pattern[AnyStr]", _Late(pattern, flags))


class _Late:
    """Stands for a pattern; after the first use its methods are those of the pattern itself."""

    __slots__ = ("_arguments", *(_METHODS := ("findall", "finditer", "fullmatch", "match", "search", "split", "sub")))

    def __init__(self, pattern: Any, flags: int) -> None:
        self._arguments = (pattern, flags)

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(*self._arguments)
        for method in self._METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)
