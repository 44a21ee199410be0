"""What all formats promise together: one owner for each suffix, errors as `FormatError`, bytes that survive."""

import contextlib
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cqterm import formats
from cqterm.errors import FormatError
from cqterm.model import Edit, Span
from cqterm.package import modules
from tests import formats_laws


@pytest.mark.parametrize("name", ["draft", "draft.exe", "md", "draft.md.bak", ""])
def test_an_unknown_suffix_says_what_is_known(name: str) -> None:
    with pytest.raises(FormatError, match=r"no format has this suffix: use one of .*\.md.*\.txt"):
        formats.read(name, b"text")

    assert formats.format_of(name) is None


def test_the_fallback_is_plain_text() -> None:
    document = formats.read("-", b"*One* is.", fallback=True)

    assert [s.text for s in document.segments] == ["*One* is."]
    assert formats.write(document, {}) == b"*One* is."


@pytest.mark.parametrize("name", ["a.md", "A.MD", "重庆 x.zh.md", "dir/a.markdown"])
def test_a_format_is_found_by_the_suffix(name: str) -> None:
    found = formats.format_of(name)

    assert found is not None
    assert found.NAME == "Markdown"


def test_suffixes_are_lower_case_with_a_dot() -> None:
    assert {".md", ".txt"} <= set(formats.suffixes())
    assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in formats.suffixes())


def test_two_formats_may_not_claim_one_suffix() -> None:
    with pytest.raises(TypeError, match=r"one and two both claim \.x"):
        formats.by_suffix([formats.Claim("one", (".x",)), formats.Claim("two", (".y", ".x"))])


def test_claims_are_what_the_loaded_modules_say(monkeypatch: pytest.MonkeyPatch) -> None:
    from_sources = formats._claimed.__wrapped__()

    def gone(*_: object) -> bytes:
        raise OSError

    monkeypatch.setattr(formats, "content", gone)
    assert formats._claimed.__wrapped__() == from_sources
    loaded = {name: import_module(f"cqterm.formats.{name}") for name in modules(formats.__path__)}
    claiming = {name for name, module in loaded.items() if hasattr(module, "SUFFIXES")}
    assert {claim.module for claim in from_sources.values()} == claiming


@given(data=st.binary(max_size=200))
def test_any_bytes_give_a_document_or_a_format_error(data: bytes) -> None:
    for suffix in formats.suffixes():
        with contextlib.suppress(FormatError):
            formats_laws.check(formats.read(f"x{suffix}", data), data)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])
@pytest.mark.parametrize("name", ["x.md", "x.txt"])
@pytest.mark.parametrize("eol", ["\n", "\r\n", "\r"])
def test_an_edit_changes_its_characters_and_no_other(name: str, encoding: str, eol: str) -> None:
    """Encoding, mark, line ends and a missing last line end stay."""
    source = f"政府工作报告{eol}{eol}The Trad Corridor, \tas before.{eol}End  "
    data = source.encode(encoding)
    document = formats.read(name, data)
    start = document.part("").index("Trad")

    written = formats.write(document, {"": [Edit(Span(start, start + 4), "Trade")]})

    assert written == source.replace("Trad", "Trade").encode(encoding)


def test_a_character_that_the_encoding_lacks_is_refused() -> None:
    document = formats.read("x.txt", "It’s a “fine” day.".encode("cp1252"))

    with pytest.raises(FormatError, match=r"x\.txt: Windows-1252 has no character '重' \(U\+91CD\).*UTF-8"):
        formats.write(document, {"": [Edit(Span(0, 2), "重")]})


@given(text=st.text(st.characters(categories=("L", "N", "P", "S", "Z"), include_characters="\t\n\r\u200b\u00ad\ufeff")))
def test_any_text_is_read_with_true_positions(text: str) -> None:
    for name in ("x.md", "x.txt"):
        formats_laws.check(formats.read(name, text.encode()), text.encode())
