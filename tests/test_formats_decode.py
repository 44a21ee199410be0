"""Decoding: nothing is lost, nothing is guessed in silence, and what is no text is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cqterm.errors import FormatError
from cqterm.formats.decode import decode, encode

ENGLISH = "It’s a “test” of the report – and a long enough one to be told from others."
CHINESE = "西部陆海新通道是一条重要的国际贸易走廊，重庆是其运营中心。"


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        pytest.param(b"text\0more", "looks binary", id="a NUL"),
        pytest.param(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0", "looks binary", id="an image"),
        pytest.param(b"PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0", "looks binary", id="an archive"),
        pytest.param(bytes(range(1, 32)) * 3, "looks binary", id="control characters"),
        pytest.param(b"\xff\xfea", "is marked as UTF-16-LE but breaks it at byte 2", id="half a character"),
        pytest.param(b"\xff\xfe\x00\xd8a\0", "is marked as UTF-16-LE but breaks it", id="a lone surrogate"),
        pytest.param(
            b"A line.\n\x81 \x8d \xff",
            "is not UTF-8 (first at byte 8, in line 2), and no other encoding fits",
            id="no encoding at all",
        ),
        pytest.param(
            f"{ENGLISH}\n{CHINESE}\r\n".encode() + b"caf\xe9\n" + CHINESE.encode(),
            f"breaks UTF-8 at byte {len(ENGLISH.encode() + CHINESE.encode()) + 6}, in line 3: mend the character there",
            id="UTF-8 with a slip",
        ),
        pytest.param(b"\xef\xbb\xbfcaf\xe9 au lait", "breaks UTF-8 at byte 6, in line 1", id="a slip after the mark"),
        pytest.param("两江新区".encode() + b"\xb5\xb5", "breaks UTF-8 at byte 12, in line 1", id="short, with a slip"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, problem: str) -> None:
    with pytest.raises(FormatError, match=r"^draft: ") as caught:
        decode(data, "draft")

    assert problem in str(caught.value)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("", "utf-8"),
        (ENGLISH, "utf-8"),
        ("\ufeff" + CHINESE, "utf-8"),
        ("\ufeff" + CHINESE, "utf-16-le"),
        ("\ufeff" + CHINESE, "utf-16-be"),
        ("\ufeff" + CHINESE, "utf-32-le"),
        ("a\r\nb\rc\n\x0c\x1b[1m", "utf-8"),
        ("one stray control character \x01 is no reason to refuse " * 2, "utf-8"),
    ],
)
def test_utf_8_and_marked_files_need_no_guess(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "x") == (text, encoding, "")


@pytest.mark.parametrize(
    ("text", "encoding", "label"),
    [
        (ENGLISH, "cp1252", "Windows-1252"),
        ("Plain words. " * 50 + "It’s fine.", "cp1252", "Windows-1252"),
        (CHINESE, "gb18030", "GB18030"),
        ("The report (政府工作报告) was read.", "gb18030", "GB18030"),
        (ENGLISH, "utf-16-le", "UTF-16 (little endian)"),
        (CHINESE + "\n" + CHINESE, "utf-16-be", "UTF-16 (big endian)"),
    ],
)
def test_a_guess_is_right_and_is_said(text: str, encoding: str, label: str) -> None:
    decoded = decode(text.encode(encoding), "x")

    assert decoded.text == text
    assert decoded.note == f"not UTF-8: read as {label}, which is assumed"


@given(text=st.text(), encoding=st.sampled_from(["utf-8", "utf-16", "utf-32", "gb18030", "utf-16-be"]))
def test_encoding_gives_the_same_bytes_back(text: str, encoding: str) -> None:
    data = text.encode(encoding)
    try:
        decoded = decode(data, "x")
    except FormatError:
        return

    assert encode(decoded.text, decoded.encoding, "x") == data
