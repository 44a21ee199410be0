"""The names of `typing` for those who read and check the code; when it runs, none of them does anything.

A short lint can't afford to load that module: it takes 2 to 3 of 60 ms.
"""

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Any, AnyStr, Generic, Literal, NoReturn, TypeAlias, TypeVar, cast, dataclass_transform, overload
else:
    from types import GenericAlias

    Any = AnyStr = NoReturn = TypeAlias = object

    class Literal:
        """Some texts, which `typing.get_args` tells."""

        __class_getitem__ = classmethod(GenericAlias)

    class Generic:
        """What is the same for any type."""

        __class_getitem__ = classmethod(GenericAlias)

    def TypeVar(*_, **__):  # noqa: N802
        """Any type."""
        return object

    def cast(_, value):
        """The value."""
        return value

    def overload(function):
        """The function."""
        return function

    def dataclass_transform(**_):
        """What leaves a function as it is."""
        return overload


__all__ = [
    "TYPE_CHECKING", "Any", "AnyStr", "Generic", "Literal", "NoReturn", "TypeAlias", "TypeVar", "cast",
    "dataclass_transform", "overload",
]  # fmt: skip
