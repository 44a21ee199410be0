"""Values: what frozen dataclasses and named tuples are, at a fifth of the time that those take to define.

`dataclasses` loads `inspect`, 7 ms, and writes and compiles six methods for each class, 0.4 ms; `typing.NamedTuple`
takes 0.1 ms. A short run of the linter defines a hundred classes and makes a few values of each. Here nothing is
written but what makes a value, and that only when it is worth while: a stand-in makes the first ones. The functions of
`dataclasses` take these values too.
"""

import gc
from collections import _tuplegetter  # type: ignore[attr-defined]  # reads a place in half the time of a property
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from operator import attrgetter

from cqterm.hints import TYPE_CHECKING, Any, TypeVar, dataclass_transform

if TYPE_CHECKING:  # mypy checks the arguments of these by the fields of a class
    from dataclasses import field, replace
    from typing import NamedTuple, Protocol

__all__ = ["NamedTuple", "Protocol", "collector_paused", "field", "frozen", "mutable", "replace"]

_T = TypeVar("_T")
_NONE = object()
"""The default of a field without one."""


# --- named tuples -----------------------------------------------------------------------------------------------------

_FEW = 12
"""Values that a stand-in makes: about as long as writing the method takes."""
_DEAR = 12
"""How many tuples of plain values in their order it makes in the time of one other."""


class _Named(tuple[Any, ...]):
    """What named tuples have in common. `_fields` are their names in order."""

    __slots__ = ()
    _fields: tuple[str, ...] = ()
    _make: Any = classmethod(tuple.__new__)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(map('{}={!r}'.format, self._fields, self))})"

    def __getnewargs__(self) -> tuple[Any, ...]:
        return tuple(self)

    def _asdict(self) -> dict[str, Any]:
        return dict(zip(self._fields, self, strict=True))

    def _replace(self, **changes: Any) -> Any:
        made = self._make(map(changes.pop, self._fields, self))
        if changes:
            raise ValueError(f"no fields of {type(self).__name__}: {', '.join(changes)}")
        return made


class _MakesNamed(type):
    """Makes a class of named tuples out of annotated names with and without defaults."""

    def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> Any:
        if not bases:
            return super().__new__(cls, name, bases, body)
        fields = _annotated(body)
        defaults = {each: body[each] for each in fields if each in body}
        body |= {each: _tuplegetter(place, "") for place, each in enumerate(fields)}
        made: Any = type(name, (_Named,), {**body, "__slots__": (), "_fields": fields, "__match_args__": fields})
        made.__new__ = staticmethod(_first_tuples(made, fields, defaults))
        return made


def _annotated(body: Mapping[str, Any]) -> tuple[str, ...]:
    """The names that a class annotates; Python 3.14 has them worked out only when somebody asks (PEP 649)."""
    annotate = body.get("__annotate_func__")
    return tuple(annotate(1) if annotate else body.get("__annotations__", ()))


if not TYPE_CHECKING:

    class NamedTuple(metaclass=_MakesNamed):
        """A tuple whose places have names: what the class of this name in `typing` is."""

    class Protocol:
        """What a thing must have, for readers and type checkers: that of `typing` takes 0.1 ms for each to define."""


def _first_tuples(made: Any, fields: tuple[str, ...], defaults: Mapping[str, Any]) -> Callable[..., Any]:
    left = _FEW * _DEAR

    def new(cls: type, *values: Any, **given: Any) -> Any:
        nonlocal left
        if left > 0 and not given and len(values) == len(fields):
            left -= 1
            return tuple.__new__(cls, values)
        left -= _DEAR
        rest = fields[len(values) :]
        if left >= 0 and len(values) <= len(fields) and given.keys() <= set(rest):
            given = {**defaults, **given}
            if all(name in given for name in rest):
                return tuple.__new__(cls, (*values, *[given[name] for name in rest]))
        parameters = ", ".join(f"{name}=_default_{name}" if name in defaults else name for name in fields)
        scope: dict[str, Any] = {f"_default_{name}": value for name, value in defaults.items()}
        scope["_new"] = tuple.__new__
        text = f"def __new__(_cls, {parameters}):\n return _new(_cls, ({''.join(f'{name}, ' for name in fields)}))"
        made.__new__ = staticmethod(_compiled("__new__", text, scope, made))
        return made.__new__(cls, *values, **given)

    return new


class _Field(NamedTuple):
    """What a field is where nobody says it, and whether it shows and counts."""

    default: Any = _NONE
    default_factory: Any = None
    repr: bool = True
    compare: bool = True


if not TYPE_CHECKING:
    field = _Field

    def replace(value: _T, /, **changes: object) -> _T:
        """The value with other contents of some fields."""
        for name in value.__slots__:
            if name not in changes:
                changes[name] = getattr(value, name)
        return type(value)(**changes)


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
def frozen(cls: type[_T]) -> type[_T]:
    """The class as a frozen dataclass with slots, all fields by keyword, that can be pickled, compared and a key."""
    made, fields = _slotted(cls, marker="*, ")
    for name, method in _methods(fields).items():
        setattr(made, name, method)
    return made  # type: ignore[no-any-return]


@dataclass_transform(field_specifiers=(field,))
def mutable(cls: type[_T]) -> type[_T]:
    """The class with slots and an `__init__` for its fields, and no more: for what lives as long as one call."""
    return _slotted(cls, marker="")[0]  # type: ignore[no-any-return]


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


# --- making classes ---------------------------------------------------------------------------------------------------


def _slotted(cls: type, *, marker: str) -> tuple[Any, dict[str, _Field]]:
    """The class with a slot for each field and an `__init__` whose parameters stand behind a marker; its fields."""
    if any(hasattr(base, "__dataclass_fields__") for base in cls.__bases__):
        raise TypeError(f"{cls.__qualname__}: its base has fields of its own, which it would not take over")
    given, fields = dict(vars(cls)), {}
    for name in cls.__annotations__:
        default = given.pop(name, _NONE)
        if type(default).__module__ == "dataclasses":
            raise TypeError(f"{cls.__qualname__}.{name}: a field of another library: take `field` of this module")
        fields[name] = default if isinstance(default, _Field) else _Field(default)
    for name in ("__dict__", "__weakref__"):
        given.pop(name, None)
    made: Any = type(cls)(cls.__name__, cls.__bases__, {**given, "__slots__": tuple(fields)})
    made.__qualname__ = cls.__qualname__
    made.__init__ = _first_values(made, fields, marker)
    made.__dataclass_fields__ = _AsDataclass(made, fields)
    return made, fields


def _first_values(cls: Any, fields: Mapping[str, _Field], marker: str) -> Callable[..., None]:
    left = _FEW

    def init(self: object, *arguments: object, **given: Any) -> None:
        nonlocal left
        left -= 1
        rest = [name for name in fields if name not in given]
        plain = not arguments and len(rest) + len(given) == len(fields)
        if left < 0 or not plain or any(fields[n].default is _NONE and not fields[n].default_factory for n in rest):
            cls.__init__ = _written(cls, fields, marker)
            cls.__init__(self, *arguments, **given)  # which also says what is wrong, if anything is
            return
        for name in rest:
            default, factory, *_ = fields[name]
            given[name] = factory() if factory else default
        for name, value in given.items():
            object.__setattr__(self, name, value)

    return init


def _written(cls: Any, fields: Mapping[str, _Field], marker: str) -> Callable[..., None]:
    """The `__init__` of a class, written as one would by hand."""
    scope: dict[str, Any] = {"_none": _NONE}
    parameters, lines = [], ["pass"]
    for name, each in fields.items():
        scope |= {f"_set_{name}": getattr(cls, name).__set__, f"_default_{name}": each.default_factory or each.default}
        parameters.append(name)
        value = name
        if each.default_factory:
            parameters[-1] += "=_none"
            value = f"_default_{name}() if {name} is _none else {name}"
        elif each.default is not _NONE:
            parameters[-1] += f"=_default_{name}"
        # a frozen class refuses the plain way, which takes a quarter of the time
        lines.append(f"_set_{name}(self, {value})" if marker else f"self.{name} = {value}")
    text = f"def __init__(self, {marker}{', '.join(parameters)}):\n " + "\n ".join(lines)
    return _compiled("__init__", text, scope, cls)


def _compiled(name: str, text: str, scope: dict[str, Any], cls: type) -> Callable[..., Any]:
    exec(text, scope)  # noqa: S102 - as dataclasses does it, of names in our own code
    scope[name].__qualname__ = f"{cls.__qualname__}.{name}"  # for messages about wrong arguments
    return scope[name]  # type: ignore[no-any-return]


def _methods(fields: Mapping[str, _Field]) -> dict[str, Callable[..., Any]]:
    shown = [name for name, each in fields.items() if each.repr]
    counted = [name for name, each in fields.items() if each.compare]
    content = attrgetter(*counted) if counted else lambda _: ()

    def represent(self: object) -> str:
        said = ", ".join([f"{name}={getattr(self, name)!r}" for name in shown])
        return f"{type(self).__qualname__}({said})"

    def equal(self: object, other: object) -> Any:
        return content(self) == content(other) if other.__class__ is self.__class__ else NotImplemented

    def key(self: object) -> int:
        return hash(content(self))

    def state(self: object) -> list[object]:
        return [getattr(self, name) for name in fields]

    def restore(self: object, state: list[object]) -> None:
        for name, value in zip(fields, state, strict=True):
            object.__setattr__(self, name, value)

    return {
        "__repr__": represent,
        "__eq__": equal,
        "__hash__": key,
        "__getstate__": state,
        "__setstate__": restore,
        "__setattr__": _refuse,
        "__delattr__": _refuse,
    }


def _refuse(self: object, name: str, *_: object) -> None:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot assign to or delete field {name!r} of {type(self).__name__}")


class _AsDataclass:
    """What makes a class a dataclass for the functions of that library, worked out when one of them asks."""

    def __init__(self, cls: Any, fields: Mapping[str, _Field]) -> None:
        self._cls, self._fields = cls, fields

    def __get__(self, instance: object, owner: type) -> Any:
        import dataclasses

        described: dict[str, Any] = {"__annotations__": self._cls.__annotations__}
        for name, each in self._fields.items():
            made: Any = {"default_factory": each.default_factory} if each.default_factory else {"default": each.default}
            made = {} if made.get("default") is _NONE else made
            described[name] = dataclasses.field(repr=each.repr, compare=each.compare, **made)
        twin: Any = dataclasses.dataclass(kw_only=True)(type(self._cls.__name__, (), described))
        self._cls.__dataclass_fields__ = twin.__dataclass_fields__
        return twin.__dataclass_fields__
