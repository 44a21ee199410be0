"""Subtitles: cues as players show them, fixes in their place, and a clear word about a file that holds none."""

import pytest

from cqterm import formats
from cqterm.errors import FormatError
from cqterm.model import Edit, Span


@pytest.mark.parametrize(
    ("name", "source", "message"),
    [
        ("x.srt", "Just a text.\n", r"x\.srt: line 1: no cue with its time"),
        ("x.vtt", "1\n00:01.000 --> 00:02.000\na\n", r"x\.vtt: line 1: it does not begin with WEBVTT"),
        ("x.vtt", "WEBVTTX\n", "does not begin with WEBVTT"),
    ],
)
def test_a_file_without_subtitles_is_refused(name: str, source: str, message: str) -> None:
    with pytest.raises(FormatError, match=message):
        formats.read(name, source.encode())


@pytest.mark.parametrize(("name", "written"), [("x.vtt", "WEBVTT\n\n{}R&amp;D\n"), ("x.srt", "WEBVTT\n\n{}R&D\n")])
def test_what_a_fix_puts_in_is_escaped_where_the_format_asks_for_it(name: str, written: str) -> None:
    cue = "00:00:01.000 --> 00:00:02.000\nthe "
    document = formats.read(name, f"WEBVTT\n\n{cue}WORD\n".encode())
    start = document.part("").index("WORD")

    assert formats.write(document, {"": [Edit(Span(start, start + 4), "R&D")]}).decode() == written.format(cue)


def test_a_note_of_webvtt_is_a_directive() -> None:
    source = "WEBVTT\n\nNOTE cqterm: off term-case -- a title\n\n00:01.000 --> 00:02.000\na\n"

    (found,) = formats.read("x.vtt", source.encode()).directives

    assert (found.verb, found.rule, found.reason) == ("off", "term-case", "a title")
