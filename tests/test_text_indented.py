"""JSON with an indent: the bytes that the library writes."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cqterm.text.indented import Written, in_pieces, indented

SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=20)


@given(VALUES, st.integers(0, 4))
def test_it_is_what_the_library_writes(value: Any, indent: int) -> None:
    wanted = json.dumps(value, ensure_ascii=False, indent=indent)
    assert indented(value, indent=indent) == wanted
    assert "".join(in_pieces(value, indent=indent)) == wanted


@pytest.mark.parametrize("values", [(), (1,), ({"a": ()}, '\u2028\x1b"')])
def test_tuples_and_iterators_are_written_as_lists(values: tuple[Any, ...]) -> None:
    wanted = json.dumps({"a": list(values)}, ensure_ascii=False, indent=2)

    assert indented({"a": values}, indent=2) == wanted
    assert indented({"a": iter(values)}, indent=2) == wanted
    assert "".join(in_pieces({"a": iter(values)}, indent=2)) == wanted


@given(st.lists(SCALARS), st.integers(0, 2))
def test_what_is_written_already_stands_as_it_is(values: list[Any], indent: int) -> None:
    wanted = json.dumps({"a": [{"b": values}]}, ensure_ascii=False, indent=indent)
    written = (Written(json.dumps(value, ensure_ascii=False)) for value in values)
    assert "".join(in_pieces({"a": [{"b": written}]}, indent=indent)) == wanted


def test_an_iterator_is_asked_for_one_value_after_the_other() -> None:
    values = iter([1, 2, 3])
    pieces = in_pieces(values)
    assert next(pieces) == "[\n 1"
    assert next(values) == 2


@pytest.mark.parametrize("value", [{1}, b"a", {"a": [object()]}])
def test_what_is_no_json_is_refused(value: Any) -> None:
    with pytest.raises(TypeError):
        indented(value)
    with pytest.raises(TypeError):
        "".join(in_pieces(value))
