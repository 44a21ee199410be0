"""Markdown: headings, paragraphs, lists, quotes, table cells and link texts as the reader sees them, with true places.

Markup is taken out: emphasis marks vanish, links keep their text and images their description, entities and escapes
are decoded. Code, HTML tags and comments, and addresses each become one opaque character; code blocks vanish. Of YAML
front matter the title and the description are prose, and the date, publisher, language and address become the
document's. Comments may hold directives (`<!-- cqterm: off -->`, in front matter `# cqterm: off`). The dialect is
CommonMark 0.31 with GitHub's tables and strikethrough; tests prove it against a library.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from cqterm.formats import Edits
from cqterm.formats.addresses import addresses, hinted
from cqterm.formats.decode import BOM, decode
from cqterm.formats.front_matter import FrontMatter, Value, day, front_matter, misdated
from cqterm.formats.markdown_blocks import blocks
from cqterm.formats.markdown_inline import html_swaps, marked, swaps
from cqterm.formats.pieces import Swap, substitute, to_source
from cqterm.model import OPAQUE, Directive, Document, Edit, Meta, Part, Role, Segment, Span
from cqterm.text.directives import directive, mentioned
from cqterm.text.patterns import late

NAME = "Markdown"
SUFFIXES: tuple[str, ...] = (".md", ".markdown")


def read(name: str, data: bytes) -> Document:
    """Read a Markdown file; a `FormatError` says that it is binary or in no known encoding."""
    text, encoding, note = decode(data, name)
    start = len(BOM) if text.startswith(BOM) else 0
    head = front_matter(text, start)
    segments = _head_segments(head) if head else []
    wrong_date = misdated(text, head.values) if head else ""
    found = blocks(text, head.end if head else start)
    told = ("<" in text or head is not None) and mentioned(text)  # a comment begins so, or stands in the head
    directives = _between(text, found.comments) if told else []
    if head and told:
        directives += _in_head(text, start, head.end)
    spaced = _is_spaced(text)
    odd = spaced or OPAQUE in text
    for number, block in enumerate(found.blocks):
        markup = number in found.html or marked(block.text)
        if markup or odd or hinted(block.text):
            inline: Sequence[Swap] = ()
            if markup:
                inline = html_swaps(block.text) if number in found.html else swaps(block.text, found.references)
            if told:
                directives += _inside(block, inline)
            segment = _prose(block, inline, spaced=spaced)
        else:  # two paragraphs of three hold nothing to take out
            segment = block
        if segment:
            segments.append(segment)
    return Document(
        name=name,
        parts=(Part("", text),),
        segments=tuple(segments),
        meta=_meta(head.values) if head else Meta(),
        encoding=encoding,
        notes=tuple(filter(None, (note, wrong_date))),
        misdated=bool(wrong_date),
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
# Whether there are any is asked of each text, and what begins with one character is found fast.
_SPACED_LF, _SPACED_CR = late(r"\n(?<=[ \t]\n)"), late(r"\r(?<=[ \t]\r)")


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


def _inside(block: Segment, inline: Iterable[Swap]) -> list[Directive]:
    """The directives among the comments inside a block."""
    found = [
        directive(block.text[start + 4 : end - 3], part="", span=to_source(block, Span(start, end)))
        for start, end, _ in inline
        if block.text.startswith("<!--", start)
    ]
    return [each for each in found if each]


def _is_spaced(text: str) -> bool:
    return bool(_SPACED_LF.search(text) or _SPACED_CR.search(text))


def _prose(block: Segment, inline: Sequence[Swap], *, spaced: bool) -> Segment | None:
    """The block without its markup, addresses masked; None if nothing in it is prose.

    `spaced` says that lines may end with spaces, as they also may where markup was taken out.
    """
    text, pieces = block.text, block.pieces
    if inline:
        text, pieces = substitute(text, pieces, inline)
    masks = [(start, end, OPAQUE) for start, end in addresses(text)]
    if spaced or (inline and _is_spaced(text)):
        masks = sorted([*masks, *((found.start(), found.end(), "") for found in _TRAILING.finditer(text))])
    if masks:
        text, pieces = substitute(text, pieces, masks)
    if not pieces or (OPAQUE in text and not text.replace(OPAQUE, "").strip()):
        return None
    return Segment(text, pieces, role=block.role) if inline or masks else block


def _head_segments(head: FrontMatter) -> list[Segment]:
    found = [(head.values[key], role) for key, role in _HEAD_ROLES if key in head.values]
    found.sort(key=lambda pair: pair[0].pieces[0].span)
    segments = (_prose(Segment(*value, role=role), (), spaced=True) for value, role in found)
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
