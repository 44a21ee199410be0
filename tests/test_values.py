"""Values behave like the dataclasses that they stand for."""

import dataclasses
import gc
import pickle
import typing
from dataclasses import FrozenInstanceError, dataclass, fields
from typing import Any

import pytest

from cqterm.values import NamedTuple, collector_paused, field, frozen, mutable, replace


@frozen
class Point:
    """Two numbers, and a memory."""

    x: int
    y: int = 2
    seen: dict[str, int] = field(default_factory=dict, compare=False)

    @property
    def total(self) -> int:
        """Both."""
        return self.x + self.y


@dataclass(frozen=True, slots=True, kw_only=True)
class Twin:
    """The same, made by the library."""

    x: int
    y: int = 2
    seen: dict[str, int] = dataclasses.field(default_factory=dict, compare=False)


def test_a_value_has_its_fields_and_defaults() -> None:
    point = Point(x=1)
    assert (point.x, point.y, point.seen, point.total) == (1, 2, {}, 3)
    assert Point(x=1).seen is not Point(x=1).seen
    assert [f.name for f in fields(point)] == ["x", "y", "seen"]
    assert repr(point) == repr(Twin(x=1)).replace("Twin", "Point")


def test_values_are_equal_by_what_they_hold_and_can_be_keys() -> None:
    assert Point(x=1) == Point(x=1, y=2, seen={"a": 1}) != Point(x=2)
    others: list[object] = [Twin(x=1), None]
    assert Point(x=1) not in others
    assert hash(Point(x=1)) == hash(Point(x=1, seen={"a": 1}))
    assert len({Point(x=1), Point(x=1), Point(x=2)}) == 2


def test_a_value_cannot_be_changed_and_has_no_room_for_more() -> None:
    point = Point(x=1)
    for name in ("x", "z"):
        with pytest.raises(FrozenInstanceError):
            setattr(point, name, 2)
    with pytest.raises(FrozenInstanceError):
        del point.x
    assert not hasattr(point, "__dict__")
    assert replace(point, y=5) == dataclasses.replace(point, y=5) == Point(x=1, y=5)
    assert dataclasses.asdict(point) == {"x": 1, "y": 2, "seen": {}}


@pytest.mark.parametrize("wrong", [{}, {"x": 1, "z": 2}])
def test_wrong_arguments_are_a_type_error(wrong: dict[str, Any]) -> None:
    with pytest.raises(TypeError):
        Point(**wrong)
    with pytest.raises(TypeError):
        Point(1)  # type: ignore[call-arg]


def test_many_values_are_made_as_the_first_ones_are() -> None:
    made = [Point(x=n % 2, y=n) for n in range(40)]
    assert [(p.x, p.y, p.seen) for p in made] == [(n % 2, n, {}) for n in range(40)]
    with pytest.raises(TypeError, match=r"Point.__init__\(\) missing 1 required keyword-only argument: 'x'"):
        Point()  # type: ignore[call-arg]


def test_a_field_of_dataclasses_is_refused() -> None:
    body = {"__annotations__": {"x": int}, "x": dataclasses.field(default=1), "__qualname__": "Wrong"}
    with pytest.raises(TypeError, match="a field of another library"):
        frozen(type("Wrong", (), body))


def test_a_mutable_one_has_slots_and_its_fields_by_place_or_name() -> None:
    @mutable
    class Scan:
        text: str
        found: list[int] = field(default_factory=list)
        at: int = 0

    made = [Scan("x", at=n) for n in range(40)]
    made[0].at = 9
    made[0].found.append(1)
    assert [(s.text, s.found, s.at) for s in made[:3]] == [("x", [1], 9), ("x", [], 1), ("x", [], 2)]
    assert made[3] != Scan("x", at=3)
    with pytest.raises(AttributeError):
        made[0].more = 1  # type: ignore[attr-defined]
    with pytest.raises(TypeError):
        Scan()  # type: ignore[call-arg]


def test_a_value_travels() -> None:
    there = pickle.loads(pickle.dumps(Point(x=1, seen={"a": 1})))  # noqa: S301 - our own
    assert (there, there.seen) == (Point(x=1), {"a": 1})


def test_the_first_use_may_be_any() -> None:
    for use in (repr, hash, lambda v: v == v):
        fresh: Any = frozen(type("Fresh", (), {"__annotations__": {"x": int}, "__doc__": "One number."}))
        one = fresh.__new__(fresh)
        object.__setattr__(one, "x", 1)
        assert use(one) == use(one)


def test_what_is_built_while_the_collector_rests_is_not_walked_at_once_afterwards() -> None:
    gc.collect()
    walked: list[str] = []
    gc.callbacks.append(watch := lambda phase, _: walked.append(phase))
    try:
        with collector_paused():
            built = [[n] for n in range(20_000)]
        after = [[n] for n in range(10)]
    finally:
        gc.callbacks.remove(watch)
    assert walked == []
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0
    assert len(built) + len(after) == 20_010


class Place(NamedTuple):
    """A place with a name."""

    x: int
    y: int = 2
    name: str = ""

    @property
    def total(self) -> int:
        """Both."""
        return self.x + self.y


class Model(typing.NamedTuple):
    """The same, made by the library."""

    x: int
    y: int = 2
    name: str = ""


def test_a_named_tuple_is_what_that_of_the_library_is() -> None:
    for many in range(40):
        for made in (Place(many), Place(many, 2), Place(x=many, name=""), Place._make([many, 2, ""])):
            model: Any = Model(many)
            assert made == model == (many, 2, "")
            assert (hash(made), repr(made)) == (hash(model), repr(model).replace("Model", "Place"))
            assert (made.x, made.y, made.name, made.total) == (many, 2, "", many + 2)
    x, *rest = Place(1)._replace(y=3)
    assert (x, rest) == (1, [3, ""])
    assert (Place(1)._asdict(), Place._fields, Place.__match_args__) == (
        Model(1)._asdict(),
        Model._fields,
        Model._fields,
    )
    assert pickle.loads(pickle.dumps(Place(5))) == Place(5)  # noqa: S301 - our own
    assert not hasattr(Place(1), "__dict__")
    with pytest.raises(AttributeError):
        Place(1).x = 2  # type: ignore[misc]


def test_what_is_made_of_a_class_under_a_named_tuple_is_of_that_class() -> None:
    class Named(NamedTuple):
        x: int
        y: int = 2

    class Under(Named):
        pass

    assert {type(Under(n)) for n in range(40)} == {Under}


def test_a_class_under_one_with_fields_is_refused() -> None:
    class Under(Point):
        z: int

    with pytest.raises(TypeError, match=r"Under: its base has fields of its own"):
        frozen(Under)


@pytest.mark.parametrize(("values", "more"), [((), {}), ((1, 2, "", 4), {}), ((1,), {"x": 2}), ((1,), {"z": 2})])
def test_wrong_arguments_of_a_named_tuple_are_a_type_error(values: tuple[Any, ...], more: dict[str, Any]) -> None:
    messages = []
    for cls in (Place, Model):
        with pytest.raises(TypeError) as error:
            cls(*values, **more)
        messages.append(str(error.value).removeprefix(f"{cls.__name__}."))
    assert messages[0] == messages[1]
    with pytest.raises(ValueError, match="z"):
        Place(1)._replace(z=1)  # type: ignore[call-arg]
