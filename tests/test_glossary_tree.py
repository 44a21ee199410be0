"""The tree: every scalar a string, every place true, and nothing in a file can make it grow or recurse."""

from collections.abc import Iterator

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cqterm.glossary.tree import Map, Node, Scalar, Seq, compose, plain

BAD = [
    pytest.param("a: b\n\tc: d", 5, "a tab", id="tab in the indentation"),
    pytest.param("\ta: b", 0, "a tab", id="tab at the start"),
    pytest.param("a: x\nb: 'y\nc: z\n", 8, "quotation mark opens here", id="unclosed quote points at its opening"),
    pytest.param("a: {b: c", 8, "was it cut off", id="cut inside a brace"),
    pytest.param("a: {b: c\nd: e", 10, "the brace of line 1, column 4", id="unclosed brace"),
    pytest.param("a: [b\nc: d", 7, "the bracket of line 1, column 4", id="unclosed bracket"),
    pytest.param("a: b\nc\n", 5, "a line without a colon", id="no colon points at the line"),
    pytest.param("a: b: c", 4, "a colon", id="colon inside a text"),
    pytest.param("- a\nb: c\n", 4, "does not fit", id="indentation"),
    pytest.param("a: @b", 3, "can't begin with «@»", id="reserved character"),
    pytest.param('a: "\\q"', 4, "backslash", id="unknown escape"),
    pytest.param("a: b\x00c", 4, "U+0000", id="binary"),
    pytest.param("a: b\u2028c", 4, "invisible line separator", id="line separator that no editor shows"),
    pytest.param("a: b\ufeffc", 4, "byte order mark", id="byte order mark inside"),
    pytest.param("a: \ud800", 3, "U+D800", id="lone surrogate"),
    pytest.param("a: b\n---\nc: d\n", 5, "second document", id="two documents"),
    pytest.param("- " * 100_000, 40, "nested deeper", id="deep nesting in block style"),
]


@pytest.fixture(params=["libyaml", "pure"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both parsers of PyYAML; the pure one serves where the library was built without the other."""
    if request.param == "pure":
        monkeypatch.delattr(yaml, "CBaseLoader", raising=False)
    return str(request.param)


@pytest.mark.parametrize(("text", "offset", "says"), BAD)
def test_what_is_no_yaml_is_said_with_its_place(text: str, offset: int, says: str) -> None:
    tree = compose(text)

    assert tree.root is None
    assert tree.faults[-1].offset == offset
    assert says in tree.faults[-1].message


def test_deep_brackets_neither_recurse_nor_take_long(parser: str) -> None:
    tree = compose("[" * 100_000)

    assert tree.root is None
    assert "nested deeper than 20 levels" in tree.faults[-1].message
    # some versions of libyaml scan ahead as far as a bound of their own
    assert 20 <= tree.faults[-1].offset <= 1000
    assert parser == "libyaml" or tree.faults[-1].offset == 20


@pytest.mark.parametrize(
    ("text", "offsets"),
    [
        ("a: &x b\nc: *x\n", [3, 11]),
        ("a: &x [*x]\n", [3, 7]),
        ("a: !!python/object:os.system b\n", [3]),
        ("a: !t {b: c}\n", [3]),
        ("a: &x\n", [3]),
        ("? [a, b]\n: c\n", [2]),
    ],
)
def test_anchors_aliases_tags_and_odd_keys_are_each_noted(text: str, offsets: list[int], parser: str) -> None:
    tree = compose(text)

    assert [f.offset for f in tree.faults] == offsets


def test_a_billion_laughs_stays_small() -> None:
    levels = [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]

    tree = compose("a0: &a0 ha\n" + "\n".join(levels))

    assert len(tree.faults) == 10 + 9 * 9
    assert sum(1 for _ in _scalars(tree.root)) < 200


@pytest.mark.parametrize("scalar", ["no", "416", "2024-06-05", "12:30", "~", "null", "0x1F", "1e5", "=", "Yes", ".inf"])
def test_every_scalar_is_the_text_that_stands_there(scalar: str, parser: str) -> None:
    assert plain(compose(f"{scalar}: {scalar}").root or Scalar("", 0, 0)) == {scalar: scalar}


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("a:\n- b  # c\n# d\n\n", 6),
        ("a: |\n  b\n\n# c\n", 8),
        ("a: |+\n  b\n\n", 10),
        ("a: >-\n  b\n  c   \n", 13),
        ("a:\n  b:\n    c:\n# d", 14),
        ("a: {b: c}  # d\n", 9),
    ],
)
def test_a_block_ends_with_its_last_value_not_with_the_comments_after_it(text: str, end: int, parser: str) -> None:
    root = compose(text).root

    assert root is not None
    assert root.end == end


@pytest.mark.parametrize("bom", ["", "\ufeff"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_marks_count_code_points_after_any_line_end_and_byte_order_mark(bom: str, newline: str, parser: str) -> None:
    text = newline.join([f"{bom}é: 𝒳", "- 重庆".replace("- ", "b: "), "c: [d, 'e']", ""])

    root = compose(text).root

    assert root is not None
    assert [text[s.start : s.end] for s in _scalars(root)] == ["é", "𝒳", "b", "重庆", "c", "d", "'e'"]


_words = st.text("ab 重𝒳é'\"#:-,", max_size=8)
_data = st.recursive(
    _words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abc", min_size=1), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.text("abc", min_size=1), _data, min_size=1), st.booleans(), st.sampled_from(["\n", "\r\n"]))
def test_both_parsers_give_the_same_tree_and_scalars_stand_where_it_says(
    data: dict[str, object], flow: bool, newline: str
) -> None:
    text = yaml.safe_dump(data, allow_unicode=True, default_flow_style=flow, line_break=newline)
    with pytest.MonkeyPatch.context() as patch:
        fast = compose(text)
        patch.delattr(yaml, "CBaseLoader", raising=False)
        slow = compose(text)

    assert fast == slow
    for scalar in _scalars(fast.root):
        assert yaml.load(text[scalar.start : scalar.end] or "''", Loader=yaml.BaseLoader) == scalar.text  # noqa: S506


def _scalars(node: Node | None) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Seq):
        for item in node.items:
            yield from _scalars(item)
    elif isinstance(node, Map):
        for key, value in node.entries:
            yield key
            yield from _scalars(value)
