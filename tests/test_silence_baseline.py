"""The file of a baseline: what is none, and that writing and reading give each other back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cqterm.errors import BaselineError
from cqterm.silence.baseline import Entry, parse, render

HEAD = "# cqterm baseline 1\n"
LINE = "a.md\tterm-case\treport\t0123456789abcdef\tharbor work report\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "^b:1: no baseline"),
        ("\n" + HEAD, "^b:1: no baseline"),
        ("cqterm: 1\n", "^b:1: no baseline"),
        ("# cqterm baseline 17\n", "^b:1: a baseline of version 17, .* upgrade cqterm"),
        ("# cqterm baseline \n", "^b:1: a baseline of version , "),
        (HEAD + LINE + "a.md\n", "^b:3: not path, rule"),
        (HEAD + LINE.replace("0123", "012"), "^b:2: not path, rule"),
        (HEAD + LINE.replace("a.md", ""), "^b:2: not path, rule"),
        (HEAD + "\n=======\n", "^b:3: a merge that was not finished"),
        ("<<<<<<< HEAD\n" + HEAD, "^b:1: no baseline"),
    ],
)
def test_a_mistake_has_a_place_and_a_remedy(text: str, said: str) -> None:
    with pytest.raises(BaselineError, match=said):
        parse(text, "b")


def test_remarks_blank_lines_and_line_ends_of_windows_do_not_matter() -> None:
    (entry,) = parse(f"{HEAD}# why\n\n{LINE}".replace("\n", "\r\n"), "b")
    assert entry == Entry("a.md", "term-case", "report", "0123456789abcdef", "harbor work report")


def test_the_file_is_sorted_and_holds_each_finding_once() -> None:
    one, two = (
        Entry("b.md", "term-case", "x", "0" * 16, "x"),
        Entry("a.md", "term-case", "x", "1" * 16 + "-2", "x  \n y"),
    )
    assert render([one, two, one._replace(text="X")]).splitlines()[2:] == [
        f"a.md\tterm-case\tx\t{'1' * 16}-2\tx y", f"b.md\tterm-case\tx\t{'0' * 16}\tX",
    ]  # fmt: skip
    assert render([two, one]) == render([one, two])


PATHS = st.text(st.sampled_from("ab/.\\\t\n\rx9f稿\udcff\udc80"), min_size=1)
PRINTS = st.from_regex(r"[0-9a-f]{16}(-[1-9])?", fullmatch=True)
ENTRIES = st.lists(st.builds(Entry, PATHS, st.just("term-case"), st.sampled_from(["", "x"]), PRINTS, st.just("a b")))


@given(ENTRIES)
def test_what_is_written_is_read(entries: list[Entry]) -> None:
    text = render(entries)
    assert sorted(set(entries)) == sorted(parse(text.encode().decode(), "b"))
    assert render(parse(text, "b")) == text
