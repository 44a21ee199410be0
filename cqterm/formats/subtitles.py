r"""Subtitles, SubRip (.srt) and WebVTT (.vtt): one segment a cue, its lines joined, so that a broken term is found.

Tags vanish, references of WebVTT are decoded, positions (`{\an8}`) are opaque. Times, numbers, settings, styles and
regions are no text; notes of WebVTT may hold directives.

WebVTT: The Web Video Text Tracks Format (W3C, 2019), section 4.1. SubRip has no standard: what players read counts.
"""

from collections.abc import Iterator

from cqterm.errors import FormatError
from cqterm.formats import Edits
from cqterm.formats.decode import BOM, decode
from cqterm.formats.html_scan import references
from cqterm.formats.pieces import Swap
from cqterm.formats.segments import segment
from cqterm.model import OPAQUE, Directive, Document, Edit, Part, Segment, Span
from cqterm.text.directives import directive
from cqterm.text.patterns import late
from cqterm.values import NamedTuple

NAME = "subtitles"
SUFFIXES: tuple[str, ...] = (".srt", ".vtt")


def read(name: str, data: bytes) -> Document:
    """Read subtitles; a `FormatError` says that there are none in the file."""
    text, encoding, note = decode(data, name)
    web = name.lower().endswith(".vtt")
    if web and not _SIGNATURE.match(text):
        raise FormatError(f"{name}: line 1: it does not begin with WEBVTT: write that line, or name it .srt")
    cues = list(_cues(text))
    if not cues and not web and text.strip(BOM + " \t\r\n"):
        raise FormatError(f"{name}: line 1: no cue with its time (00:00:01,000 --> 00:00:02,000) in it: is it an .srt?")
    return Document(
        name=name,
        parts=(Part("", text),),
        segments=tuple(s for n, cue in enumerate(cues, 1) if (s := _segment(text, n, cue, web=web))),
        encoding=encoding,
        notes=(note,) if note else (),
        directives=tuple(_directives(text)) if web else (),
        spread=True,
    )


def escape(document: Document, edits: Edits) -> Edits:
    """The edits with references for what would be markup in WebVTT; SubRip has none."""
    if not document.name.lower().endswith(".vtt"):
        return edits
    return {part: [Edit(e.span, _reference(e.text)) for e in made] for part, made in edits.items()}


class Cue(NamedTuple):
    """The text of a cue, and the number or name above its time."""

    start: int
    end: int
    name: str


_SIGNATURE = late("\ufeff?WEBVTT(?=[ \t\r\n]|\\Z)")
_EOL = r"(?:\r\n?|\n)"
_TIME = r"(?:\d+:)?\d{1,2}:\d{1,2}(?:[.,]\d{1,3})?"
_CUE = late(
    rf"(?:(?<![^\r\n\ufeff])([^\r\n]*){_EOL})?(?<![^\r\n\ufeff])[ \t]*{_TIME}[ \t]*-->[ \t]*{_TIME}[^\r\n]*{_EOL}"
    rf"((?:(?![ \t]*(?:{_EOL}|\Z))[^\r\n]+(?:{_EOL}|\Z))*)"
)
_NOTE = late(rf"(?<![^\r\n])NOTE(?:[ \t]+|{_EOL})((?:[^\r\n]+(?:{_EOL}|\Z))+)")
_TAG = late(r"</?[a-zA-Z][^<>\r\n]*>|</[^<>\r\n]*>|<[\d:.]+>|\{\\[^{}\r\n]*\}|\{/?[ibuIBU]\}")


def _cues(text: str) -> Iterator[Cue]:
    if "-->" not in text:
        return
    for found in _CUE.finditer(text):
        if found[2].strip():
            yield Cue(*found.span(2), " ".join((found[1] or "").strip(BOM).split()))


def _segment(text: str, number: int, cue: Cue, *, web: bool) -> Segment | None:
    swaps = [
        Swap(m.start(), m.end(), OPAQUE if m[0][1] == "\\" else "") for m in _TAG.finditer(text, cue.start, cue.end)
    ]
    if web:
        swaps += references(text, cue.start, cue.end)
        swaps.sort()
    return segment(text, cue.start, cue.end, swaps, where=f"cue {cue.name or number}")


def _directives(text: str) -> Iterator[Directive]:
    for note in _NOTE.finditer(text):
        said = directive(note[1], part="", span=Span(*note.span()))
        if said:
            yield said


def _reference(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
