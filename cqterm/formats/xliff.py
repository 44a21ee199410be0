"""XLIFF 1.2 and 2.x, as editors write it (.xlf, .sdlxliff, .mxliff, .mqxliff): units with their translations.

Each source and each target is a segment with the number of its unit; where a unit is segmented, each numbered segment.
Inline codes are opaque, the halves of formatting pairs vanish, deleted text is none. What is not to be translated,
matches (`alt-trans`) and notes are no text. A state that asks for a translation or a review makes a unit untranslated
or unconfirmed. A file without a target language is a template, text by itself; one that names its target language and
holds no target is refused, since nothing in it could be checked. Comments may hold directives.
"""

from collections import Counter
from collections.abc import Iterator

from cqterm.errors import FormatError
from cqterm.formats import Edits
from cqterm.formats.segments import segment
from cqterm.formats.xliff_units import Pair, pairs
from cqterm.formats.xml_inline import Content
from cqterm.formats.xml_scan import decode_xml, directives, escaped
from cqterm.model import Document, Meta, Part, Role, Segment

NAME = "XLIFF"
SUFFIXES: tuple[str, ...] = (".xlf", ".xliff", ".sdlxliff", ".mxliff", ".mqxliff")


def read(name: str, data: bytes) -> Document:
    """Read an XLIFF file; a `FormatError` names the place where it is none."""
    text, encoding, note = decode_xml(data, name)
    found = list(pairs(text, name))
    translated = any(pair.target and text[pair.target.start : pair.target.end].strip() for pair in found)
    source, target = found[0].languages if found else ("", "")
    if found and target and not translated:
        what = f"it is to be {target}, but none of its units ({len(found):,}) has a target"
        raise FormatError(f"{name}: {what}: translate it first, or take the target language out of a template")
    known: Counter[str] = Counter()
    segments = tuple(s for pair in found for s in _segments(text, pair, known, template=not translated))
    return Document(
        name=name,
        parts=(Part("", text),),
        segments=segments,
        meta=Meta(language=target if translated else source),
        encoding=encoding,
        notes=(note,) if note else (),
        directives=directives(text),
        spread=True,
    )


def escape(document: Document, edits: Edits) -> Edits:
    """The edits with references for markup and for what the encoding of the file lacks."""
    return {part: escaped(document.part(part), made, document.encoding) for part, made in edits.items()}


def _segments(text: str, pair: Pair, known: Counter[str], *, template: bool) -> Iterator[Segment]:
    source, target = pair.languages
    identifier = f"{pair.unit}/{pair.segment}" if pair.segment else pair.unit
    known[identifier] += 1  # two files in one may number their units alike
    where = f"unit {pair.unit}, segment {pair.segment}" if pair.segment else f"unit {pair.unit}"
    unique = identifier if known[identifier] == 1 else f"{identifier} ({known[identifier]})"
    there = _segment(text, pair.target, "target", target, where) if pair.target else None
    state = pair.state if there else "untranslated"
    role: Role = "text" if template else "source"
    for found in (_segment(text, pair.source, role, source, where), there):
        if found:
            yield found if template else found._replace(pair=unique, unit=state)


def _segment(text: str, content: Content, role: Role, language: str, where: str) -> Segment | None:
    return segment(text, content.start, content.end, content.swaps, codes=(), role=role, language=language, where=where)
