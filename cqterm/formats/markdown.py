"""Markdown: headings, paragraphs, lists, quotes, table cells and link texts as the reader sees them, with true places.

Markup is taken out: emphasis marks vanish, links keep their text and images their description, entities and escapes
are decoded. Code, HTML tags and comments, and addresses each become one opaque character; code blocks vanish. Of YAML
front matter the title and the description are prose, and the date, publisher, language and address become the
document's. Comments may hold directives (`<!-- cqterm: off -->`, in front matter `# cqterm: off`). The dialect is
CommonMark 0.31 with GitHub's tables and strikethrough; tests prove it against a library.
"""

import re
from collections.abc import Iterable, Mapping

from cqterm.formats import Edits
from cqterm.formats.addresses import addresses
from cqterm.formats.decode import BOM, decode
from cqterm.formats.front_matter import FrontMatter, Value, day, front_matter, misdated
from cqterm.formats.markdown_blocks import blocks
from cqterm.formats.markdown_inline import html_swaps, swaps
from cqterm.formats.pieces import Swap, substitute, to_source
from cqterm.model import OPAQUE, Directive, Document, Edit, Meta, Part, Piece, Role, Segment, Span
from cqterm.text.directives import MARK, directive
from cqterm.text.patterns import late

NAME = "Markdown"
SUFFIXES: tuple[str, ...] = (".md", ".markdown")


def read(name: str, data: bytes) -> Document:
    """Read a Markdown file; a `FormatError` says that it is binary or in no known encoding."""
    text, encoding, note = decode(data, name)
    start = len(BOM) if text.startswith(BOM) else 0
    head = front_matter(text, start)
    segments = _head_segments(head) if head else []
    found = blocks(text, head.end if head else start)
    directives = _between(text, found.comments) if MARK in text else []
    if head and MARK in text[: head.end]:
        directives += _in_head(text, start, head.end)
    for role, body, pieces, html in found.blocks:
        inline = html_swaps(body) if html else swaps(body, found.references)
        if MARK in body:
            directives += _inside(body, pieces, inline)
        segment = _segment(role, *substitute(body, pieces, inline)) if inline else _segment(role, body, pieces)
        if segment:
            segments.append(segment)
    return Document(
        name=name,
        parts=(Part("", text),),
        segments=tuple(segments),
        meta=_meta(head.values) if head else Meta(),
        encoding=encoding,
        notes=tuple(filter(None, (note, misdated(text, head.values) if head else ""))),
        directives=tuple(directives),
    )


def escape(document: Document, edits: Edits) -> Edits:  # noqa: ARG001 - the same for every text
    """The edits with a backslash before what would be markup."""
    return {part: [Edit(e.span, _MARKUP.sub(r"\\\g<0>", e.text)) for e in made] for part, made in edits.items()}


# What would be markup anywhere in a line. An underscore inside a word and a lone ampersand are none.
_MARKUP = late(r"[\\`*\[\]<|]|(?<!\w)_|_(?!\w)|&(?=#?\w+;)")
_HEAD_ROLES: tuple[tuple[str, Role], ...] = (("title", "heading"), ("description", "text"))
# Two spaces at the end of a line are a line break, fewer are nothing.
_TRAILING = late(r"(?<![ \t])[ \t]+(?=[\r\n])")


# Comments in a row share a line. In prose a comment has lost what stood before its lines (quote markers, indents).
_COMMENTS = late(r"[ \t]*(<!--(.*?)-->)", re.DOTALL)


_YAML_COMMENT = late(r"(?:^|[ \t])(#([^\r\n]*))", re.MULTILINE)


def _between(text: str, starts: Iterable[int]) -> list[Directive]:
    """The directives among the comments that begin blocks of their own."""
    found: list[Directive | None] = []
    for start in starts:
        comment = _COMMENTS.match(text, start)
        while comment:
            found.append(directive(comment[2], part="", span=Span(*comment.span(1))))
            comment = _COMMENTS.match(text, comment.end())
    return [each for each in found if each]


def _in_head(text: str, start: int, end: int) -> list[Directive]:
    """The directives among the comments of the front matter."""
    comments = _YAML_COMMENT.finditer(text, start, end)
    found = (directive(comment[2], part="", span=Span(*comment.span(1))) for comment in comments)
    return [each for each in found if each]


def _inside(body: str, pieces: tuple[Piece, ...], inline: Iterable[Swap]) -> list[Directive]:
    """The directives among the comments inside a block."""
    segment = Segment(text=body, pieces=pieces)
    found = [
        directive(body[start + 4 : end - 3], part="", span=to_source(segment, Span(start, end)))
        for start, end, _ in inline
        if body.startswith("<!--", start)
    ]
    return [each for each in found if each]


def _segment(role: Role, text: str, pieces: tuple[Piece, ...]) -> Segment | None:
    """The segment, addresses masked; None if nothing in it is prose."""
    masks = [Swap(span.start, span.end, OPAQUE) for span in addresses(text)]
    if " \n" in text or "\t\n" in text or " \r" in text or "\t\r" in text:
        masks = sorted([*masks, *(Swap(found.start(), found.end()) for found in _TRAILING.finditer(text))])
    if masks:
        text, pieces = substitute(text, pieces, masks)
    if OPAQUE in text and not text.replace(OPAQUE, "").strip():
        return None
    return Segment(text=text, pieces=pieces, role=role) if pieces else None


def _head_segments(head: FrontMatter) -> list[Segment]:
    found = [(head.values[key], role) for key, role in _HEAD_ROLES if key in head.values]
    found.sort(key=lambda pair: pair[0].pieces[0].span)
    segments = (_segment(role, *value) for value, role in found)
    return [segment for segment in segments if segment]


def _meta(values: Mapping[str, Value]) -> Meta:
    def of(*keys: str) -> str:
        return next((" ".join(values[key].text.split()) for key in keys if key in values), "")

    return Meta(
        publisher=of("publisher"),
        date=day(of("date")),
        title=of("title"),
        language=of("lang", "language"),
        url=of("url"),
    )
