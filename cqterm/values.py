"""Values: frozen dataclasses whose methods are written when they are first used.

`dataclass(frozen=True, slots=True, kw_only=True)` writes and compiles six methods for each class, 0.4 ms, and a short
run of the linter loads some forty classes of which it makes ten. `frozen` gives the same class at a tenth of that: what
`dataclasses` itself would have written takes the place of a stand-in at the first call.
"""

from collections.abc import Callable
from dataclasses import FrozenInstanceError, dataclass, field, fields
from typing import Any, TypeVar, dataclass_transform

_T = TypeVar("_T")

_LATE = ("__init__", "__repr__", "__eq__", "__hash__")


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
def frozen(cls: type[_T]) -> type[_T]:
    """The class as a frozen dataclass with slots, all fields by keyword, that can be pickled, compared and a key."""
    made: Any = dataclass(init=False, repr=False, eq=False, slots=True, kw_only=True)(cls)
    for name in _LATE:
        setattr(made, name, _stand_in(made, name))
    made.__setattr__ = made.__delattr__ = _refuse
    made.__getstate__, made.__setstate__ = _state, _restore
    return made  # type: ignore[no-any-return]


def _stand_in(cls: Any, name: str) -> Callable[..., Any]:
    def method(self: object, *arguments: object, **more: object) -> object:
        _write_methods(cls)
        return getattr(cls, name)(self, *arguments, **more)

    method.__name__, method.__qualname__ = name, f"{cls.__qualname__}.{name}"
    return method


def _write_methods(cls: Any) -> None:
    """Put the methods of a dataclass with the same fields in the place of the stand-ins."""
    described: dict[str, Any] = {"__annotations__": {each.name: each.type for each in fields(cls)}}
    for each in fields(cls):
        defaults: Any = {"default": each.default, "default_factory": each.default_factory}
        described[each.name] = field(init=each.init, repr=each.repr, hash=each.hash, compare=each.compare, **defaults)
    twin: Any = dataclass(frozen=True, kw_only=True)(type(cls.__name__, (), described))
    for name in _LATE:
        setattr(cls, name, getattr(twin, name))


def _refuse(self: object, name: str, *_: object) -> None:
    raise FrozenInstanceError(f"cannot assign to or delete field {name!r} of {type(self).__name__}")


def _state(self: Any) -> list[object]:
    return [getattr(self, each.name) for each in fields(self)]


def _restore(self: Any, state: list[object]) -> None:
    for each, content in zip(fields(self), state, strict=True):
        object.__setattr__(self, each.name, content)
