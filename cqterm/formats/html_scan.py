"""HTML with places: tags, texts and comments as a browser's tokenizer cuts them (HTML Living Standard, section 13.2.5).

Nothing is refused, as in a browser: what is no tag is text. XHTML is read the same way; its CDATA sections are text.
Tests prove it against html5lib. All work is linear in the text.
"""

import re
from collections.abc import Iterator, Sequence

from cqterm.formats.pieces import Swap
from cqterm.hints import Literal
from cqterm.model import Span
from cqterm.text.patterns import late
from cqterm.values import NamedTuple

Kind = Literal["start", "end", "text", "cdata", "comment", "other"]


class Token(NamedTuple):
    """A tag, a run of text, a comment, ... and its place; `name` is an element's, in lower case.

    `inner` is what a comment or a CDATA section holds.
    """

    kind: Kind
    start: int
    end: int
    name: str = ""
    closed: bool = False
    inner: Span = Span(0, 0)


def scan(text: str, *, xml: bool = False) -> Iterator[Token]:
    """All of a document in order, nothing left out; in XHTML (`xml`) CDATA sections are text."""
    position = begin = 0
    absent: set[str] = set()  # closers that the rest of the text does not hold
    while (found := text.find("<", position)) >= 0:
        token = _markup(text, found, absent, xml=xml)
        if token is None:
            position = found + 1
            continue
        if found > begin:
            yield Token("text", begin, found)
        yield token
        position = begin = token.end
        if token.kind == "start" and not token.closed and token.name in _RAW:
            closing = _RAW[token.name].search(text, position)
            position = closing.start() if closing else len(text)
            if position > begin:
                yield Token("text" if token.name in _DECODED else "other", begin, position)
            begin = position
    if begin < len(text):
        yield Token("text", begin, len(text))


def attributes(text: str, tag: Token) -> dict[str, Span]:
    """The places of the attributes' values by name, in lower case; of two with one name the first counts."""
    found: dict[str, Span] = {}
    for match in _ATTRIBUTE.finditer(text, tag.start + 1 + len(tag.name), tag.end):
        if match.lastindex != 1:  # of three groups one has the value, if there is any
            found.setdefault(match[1].lower(), Span(*match.span(match.lastindex or 0)))
    return found


def references(text: str, start: int, end: int) -> Sequence[Swap]:
    """What the references in a run of text mean; places count in the text."""
    if text.find("&", start, end) < 0:  # as in most
        return ()
    from html import unescape

    meant = ((found, unescape(found.group())) for found in _REFERENCE.finditer(text, start, end))
    return [Swap(*found.span(), meaning) for found, meaning in meant if meaning != found.group()]


def value(text: str, span: Span) -> str:
    """What an attribute says, white space folded."""
    from html import unescape

    return " ".join(unescape(text[span.start : span.end]).split())


_SPACE = r"[ \t\r\n\f]"
_ATTRIBUTES = rf"""(?:[ \t\r\n\f/]++|[^ \t\r\n\f/>][^ \t\r\n\f/>=]*+
    (?:{_SPACE}*+={_SPACE}*+(?:"[^"]*+"|'[^']*+'|[^ \t\r\n\f>"'][^ \t\r\n\f>]*+|(?=>)))?+)*+"""
_TAG = late(rf"<(/?)([A-Za-z][^ \t\r\n\f/>]*+)(?=[ \t\r\n\f/>]){_ATTRIBUTES}>", re.VERBOSE)
_ATTRIBUTE = late(
    rf"""([^ \t\r\n\f/>][^ \t\r\n\f/>=]*+)
    (?:{_SPACE}*+={_SPACE}*+(?:"([^"]*+)"|'([^']*+)'|([^ \t\r\n\f>"'][^ \t\r\n\f>]*+)))?""",
    re.VERBOSE,
)
_REFERENCE = late(r"&(?:#[xX][0-9a-fA-F]{1,8};?|#[0-9]{1,9};?|[A-Za-z][A-Za-z0-9]{1,31};?)")
_ASCII_LETTER = late("[A-Za-z]")
_COMMENT_END = late(r"--!?>")
_DECODED = frozenset(("title", "textarea"))
_RAW = {
    name: late(rf"</{name}(?=[ \t\r\n\f/>])", re.IGNORECASE)
    for name in ("script", "style", "xmp", "iframe", "noembed", "noframes", "title", "textarea")
}


def _markup(text: str, start: int, absent: set[str], *, xml: bool) -> Token | None:
    """The tag, comment or declaration that starts here; None where the character is text."""
    following = text[start + 1 : start + 2]
    if following == "/" or _ASCII_LETTER.match(following):
        return _tag(text, start, absent)
    if following == "!":
        if text.startswith("<!--", start):
            return _comment(text, start)
        if xml and text.startswith("<![CDATA[", start):
            found = _until(text, start, start + 9, "]]>", absent, kind="cdata")
            return found or _bogus(text, start, absent)
        return _bogus(text, start, absent)
    return _bogus(text, start, absent) if following == "?" else None


def _tag(text: str, start: int, absent: set[str]) -> Token | None:
    found = _TAG.match(text, start)
    if found:
        closed = text[found.end() - 2] == "/" and not found[1]
        return Token("end" if found[1] else "start", start, found.end(), found[2].lower(), closed)
    if text.startswith("</", start) and not _ASCII_LETTER.match(text, start + 2):
        return _bogus(text, start, absent) if start + 2 < len(text) else None
    return Token("other", start, len(text))  # a tag that never ends is dropped, as browsers do


def _comment(text: str, start: int) -> Token:
    for abrupt in ("<!-->", "<!--->"):
        if text.startswith(abrupt, start):
            return Token("comment", start, start + len(abrupt))
    found = _COMMENT_END.search(text, start + 4)
    end = found.end() if found else len(text)
    return Token("comment", start, end, inner=Span(start + 4, found.start() if found else end))


def _bogus(text: str, start: int, absent: set[str]) -> Token:
    """A declaration, a processing instruction or a comment that is none: up to the next `>`."""
    return _until(text, start, start + 2, ">", absent, kind="other") or Token("other", start, len(text))


def _until(text: str, start: int, inner: int, closer: str, absent: set[str], *, kind: Kind) -> Token | None:
    end = -1 if closer in absent else text.find(closer, inner)
    if end < 0:
        absent.add(closer)
        return None
    return Token(kind, start, end + len(closer), inner=Span(inner, end))
