"""Values: frozen dataclasses whose methods are written when it is worth while.

`dataclass(frozen=True, slots=True, kw_only=True)` writes and compiles six methods for each class, 0.4 ms, and a short
run of the linter loads some forty classes of which it makes a few values each. `frozen` gives the same class at a tenth
of that: a stand-in makes the first values, slowly; then what `dataclasses` itself writes takes its place.
"""

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from typing import Any, TypeVar, dataclass_transform

_T = TypeVar("_T")

_LATE = ("__init__", "__repr__", "__eq__", "__hash__")
_FEW = 24
"""Values that the stand-in makes: about as long as writing the methods takes."""


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
def frozen(cls: type[_T]) -> type[_T]:
    """The class as a frozen dataclass with slots, all fields by keyword, that can be pickled, compared and a key."""
    made: Any = dataclass(init=False, repr=False, eq=False, slots=True, kw_only=True)(cls)
    made.__init__ = _first_values(made)
    for name in _LATE[1:]:
        setattr(made, name, _stand_in(made, name))
    made.__setattr__ = made.__delattr__ = _refuse
    made.__getstate__, made.__setstate__ = _state, _restore
    return made  # type: ignore[no-any-return]


@contextmanager
def collector_paused() -> Iterator[None]:
    """Build many values without cycles: the collector would walk them again and again (1.5 s of 4 s)."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            if not gc.get_freeze_count():
                # What was built counts as old from here on, without a walk over all of it (20 ms of 500).
                gc.freeze()
                gc.unfreeze()
            gc.enable()


def _first_values(cls: Any) -> Callable[..., None]:
    left = _FEW

    def init(self: object, *arguments: object, **given: object) -> None:
        nonlocal left
        left -= 1
        values = [_value(each, given) for each in fields(cls)]
        if (
            left < 0
            or arguments
            or any(v is MISSING for v in values)
            or not given.keys() <= cls.__dataclass_fields__.keys()
        ):
            _write(cls, "__init__")
            cls.__init__(self, *arguments, **given)  # which also says what is wrong, if anything is
        else:
            _restore(self, values)

    init.__name__, init.__qualname__ = "__init__", f"{cls.__qualname__}.__init__"
    return init


def _value(each: Field[Any], given: Mapping[str, object]) -> object:
    if each.name in given:
        return given[each.name]
    return each.default if each.default_factory is MISSING else each.default_factory()


def _stand_in(cls: Any, name: str) -> Callable[..., Any]:
    def method(self: object, *arguments: object, **more: object) -> object:
        _write(cls, name)
        return getattr(cls, name)(self, *arguments, **more)

    method.__name__, method.__qualname__ = name, f"{cls.__qualname__}.{name}"
    return method


def _write(cls: Any, name: str) -> None:
    """Put the method that a dataclass with the same fields has in the place of its stand-in."""
    described: dict[str, Any] = {
        "__annotations__": {each.name: each.type for each in fields(cls)},
        "__doc__": cls.__name__,  # else one is made of the signature, which takes as long as the methods
    }
    for each in fields(cls):
        defaults: Any = {"default": each.default, "default_factory": each.default_factory}
        described[each.name] = field(init=each.init, repr=each.repr, hash=each.hash, compare=each.compare, **defaults)
    wanted: Any = {"init": name == "__init__", "repr": name == "__repr__", "eq": name in ("__eq__", "__hash__")}
    twin: Any = dataclass(frozen=True, kw_only=True, **wanted)(type(cls.__name__, (), described))
    setattr(cls, name, getattr(twin, name))


def _refuse(self: object, name: str, *_: object) -> None:
    raise FrozenInstanceError(f"cannot assign to or delete field {name!r} of {type(self).__name__}")


def _state(self: Any) -> list[object]:
    return [getattr(self, each.name) for each in fields(self)]


def _restore(self: Any, state: list[object]) -> None:
    for each, content in zip(fields(self), state, strict=True):
        object.__setattr__(self, each.name, content)
