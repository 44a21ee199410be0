"""PO and POT (gettext): messages and their translations, with true places, fixed inside their literals.

Each string of a message is one segment, however many lines it is split over; escapes are decoded, placeholders and
inline tags are opaque. `msgid` is the source and `msgstr` the target; a plural form is paired with the plural message.
A fuzzy message is unconfirmed. A template (.pot, or no translation at all and no language) is text by itself. Obsolete
messages are no text. The language is the header's; translators' comments may hold directives.
"""

import re
from collections.abc import Iterator, Mapping

from cqterm.formats import Edits
from cqterm.formats.decode import Decoded, decode, decode_declared
from cqterm.formats.po_scan import Message, messages, swaps, value
from cqterm.formats.segments import segment
from cqterm.model import Directive, Document, Edit, Meta, Part, Role, Segment, Span, Unit
from cqterm.text.directives import directive, mentioned
from cqterm.text.patterns import late
from cqterm.values import NamedTuple

NAME = "PO"
SUFFIXES: tuple[str, ...] = (".po", ".pot")


def read(name: str, data: bytes) -> Document:
    """Read a catalogue; a `FormatError` names the line that is none of PO, or the encoding that does not hold."""
    text, encoding, note = _decoded(data, name)
    found = list(messages(text, name))
    header = _header(text, found)
    template = name.lower().endswith(".pot") or not (header.language or any(_translated(text, m) for m in found))
    segments = tuple(s for n, m in enumerate(found) for s in _segments(text, n, m, header, template=template))
    notes = tuple(filter(None, (note, header.note)))
    return Document(
        name=name,
        parts=(Part("", text),),
        segments=segments,
        meta=Meta(language=header.source if template else header.language),
        encoding=encoding,
        notes=notes,
        directives=tuple(_directives(text, found)) if mentioned(text) else (),
        spread=True,
    )


def escape(document: Document, edits: Edits) -> Edits:  # noqa: ARG001 - the same for every catalogue
    """The edits as string literals hold them."""
    return {part: [Edit(e.span, e.text.translate(_ESCAPES)) for e in made] for part, made in edits.items()}


_CHARSET = late(rb"\"Content-Type:[^\"\n]*?charset=([^\s\"\\;]+)", re.IGNORECASE)
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"})


def _decoded(data: bytes, name: str) -> Decoded:
    found = _CHARSET.search(data)
    if not found or found[1] == b"CHARSET":  # the placeholder of a template
        return decode(data, name)
    return decode_declared(data, name, found[1].decode("ascii", "replace"))


def _directives(text: str, found: list[Message]) -> Iterator[Directive]:
    for span in (span for message in found for span in message.comments):
        said = directive(text[span.start + 1 : span.end], part="", span=span)
        if said:
            yield said


class _Header(NamedTuple):
    """The languages of a catalogue, as far as it says them."""

    language: str
    source: str
    note: str


def _header(text: str, found: list[Message]) -> _Header:
    first = found[0] if found else None
    if first is None or "msgctxt" in first.strings or value(text, first.strings.get("msgid", [])):
        note = "no header in it, so its language is not known" if found else ""
        return _Header("", "", note)
    lines = value(text, first.strings.get("msgstr", [])).splitlines()
    fields = {key.strip().lower(): rest.strip() for key, _, rest in (line.partition(":") for line in lines)}
    language = fields.get("language", "").replace("_", "-").partition("@")[0]
    source = fields.get("x-source-language", "").replace("_", "-")
    said = "charset=" in fields.get("content-type", "").lower()
    note = "" if said else "its header names no encoding: write «Content-Type: text/plain; charset=UTF-8» in it"
    return _Header(language, source, note)


def _translated(text: str, message: Message) -> bool:
    return any(value(text, s) for key, s in message.strings.items() if key.startswith("msgstr")) and bool(
        value(text, message.strings["msgid"])
    )


def _segments(text: str, number: int, message: Message, header: _Header, *, template: bool) -> Iterator[Segment]:
    """The sources and targets of a message; each plural form has the plural message for its source."""
    strings = message.strings
    if not value(text, strings["msgid"]):
        return
    targets = [] if template else [key for key in strings if key.startswith("msgstr") and value(text, strings[key])]
    unit: Unit = "unconfirmed" if "fuzzy" in message.flags else "" if targets else "untranslated"
    where = f"message {_title(value(text, strings['msgid']))}"
    for key, role, pair in _paired(strings, targets, template=template):
        found = segment(
            text,
            strings[key][0].start,
            strings[key][-1].end,
            swaps(text, strings[key]),
            codes=message.flags,
            role=role,
            language=header.language if role == "target" else header.source,
            where=where,
            pair=f"{number}{pair}" if not template else "",
            unit="" if template else unit,
        )
        if found:
            yield found


def _paired(
    strings: Mapping[str, list[Span]], targets: list[str], *, template: bool
) -> Iterator[tuple[str, Role, str]]:
    """Keys with their roles and what tells their pairs apart."""
    source: Role = "text" if template else "source"
    plural = "msgid_plural" in strings
    yield "msgid", source, ""
    if plural:
        yield "msgid_plural", source, "/plural"
    for key in targets:
        singular = key == "msgstr" or (key == "msgstr[0]" and "msgstr[1]" in strings)
        yield key, "target", "" if singular or not plural else "/plural"


def _title(text: str) -> str:
    first = " ".join(text.split())
    return f"“{first if len(first) <= 40 else first[:39] + '…'}”"
