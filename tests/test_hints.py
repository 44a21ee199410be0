"""What stands for `typing` when the program runs."""

import typing

from cqterm import hints


def test_every_name_is_one_of_typing() -> None:
    assert set(hints.__all__) <= set(typing.__all__)


def test_what_a_literal_may_be_can_be_asked_for() -> None:
    assert typing.get_args(hints.Literal["a", "b"]) == ("a", "b")
    assert typing.get_args(hints.Literal["a"]) == ("a",)
    assert typing.get_args(hints.Literal["a"] | None)[1] is type(None)


def test_values_and_functions_stay_as_they_are() -> None:
    assert hints.cast("object", value := [1]) is value
    assert hints.overload(len) is len
    assert hints.dataclass_transform(frozen_default=True)(int) is int
    assert not hints.TYPE_CHECKING
