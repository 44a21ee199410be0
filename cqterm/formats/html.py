"""HTML and XHTML: what a reader of the page sees, block by block, with true places.

Elements inside a phrase vanish, `<br>` is a line break, images and fields are opaque; code, scripts, styles and what is
marked `translate="no"` are no text, nor is deleted text, nor a footnote's mark. Texts in attributes (`alt`, `title`,
`placeholder`, `aria-label`) and the descriptions in the head are segments of their own. `lang` says the language; a
foreign phrase in a paragraph is a segment of its own. The head says date, publisher, title and address; comments may
hold directives.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from cqterm.formats import Edits
from cqterm.formats.decode import Decoded, decode, decode_declared
from cqterm.formats.html_meta import NAMES, meta
from cqterm.formats.html_scan import Token, attributes, references, scan, value
from cqterm.formats.pieces import Swap
from cqterm.formats.placeholders import INLINE
from cqterm.formats.segments import segment
from cqterm.model import OPAQUE, Directive, Document, Edit, Meta, Part, Role, Segment, Span
from cqterm.text.directives import directive
from cqterm.text.patterns import late
from cqterm.text.phrases import primary
from cqterm.values import field, mutable

NAME = "HTML"
SUFFIXES: tuple[str, ...] = (".html", ".htm", ".xhtml", ".xht")


def read(name: str, data: bytes) -> Document:
    """Read a page, broken markup as browsers do; a `FormatError` says that it is binary or breaks its encoding."""
    text, encoding, note = _decoded(data, name)
    reader = _Reader(text)
    xml = text.lstrip("\ufeff").startswith("<?xml") or name.lower().endswith((".xhtml", ".xht"))
    for token in scan(text, xml=xml):
        reader.take(token)
    reader.flush(len(text), len(text))
    return Document(
        name=name,
        parts=(Part("", text),),
        segments=tuple(sorted(reader.segments, key=lambda s: s.pieces[0].span)),
        meta=reader.meta(),
        encoding=encoding,
        notes=(note,) if note else (),
        directives=tuple(reader.directives),
        spread=True,
    )


def escape(document: Document, edits: Edits) -> Edits:
    """The edits with references for markup and for what the encoding of the page lacks."""
    text = document.part("")
    return {part: [_escaped(text, edit, document.encoding) for edit in made] for part, made in edits.items()}


_CHARSET = late(rb"<meta\s[^>]*?charset\s*=\s*[\"']?\s*([A-Za-z0-9._:-]+)", re.IGNORECASE)
_XML = late(rb"(?:\xef\xbb\xbf)?<\?xml\s[^>]*?\bencoding\s*=\s*[\"']([A-Za-z0-9._:-]+)")
_HEAD = 4096
"""Bytes in which a page has to say its encoding; browsers look at 1,024, some pages say it later."""

_SKIPPED = frozenset("code kbd samp var tt".split())
_DROPPED = frozenset("del rt rp".split())
_UNREAD = frozenset("pre script style template svg math object audio video canvas textarea xmp iframe noembed".split())
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_OPAQUE = frozenset("img input embed".split())
_TEXTS = ("alt", "title", "placeholder", "aria-label", "label")
_DESCRIPTIONS = frozenset("description og:description og:title twitter:title twitter:description".split())
_ROLES: dict[str, Role] = {
    **dict.fromkeys(("title", "h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("td", "th"), "cell"),
    **dict.fromkeys(("caption", "figcaption"), "caption"),
}
# What an opening tag ends although its end tag was left out (section 13.1.2.4), and what stops looking for it.
_ENDS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset(("li",)), frozenset(("ul", "ol", "menu"))),
    **dict.fromkeys(("dt", "dd"), (frozenset(("dt", "dd")), frozenset(("dl",)))),
    **dict.fromkeys(("td", "th"), (frozenset(("td", "th")), frozenset(("table",)))),
    "tr": (frozenset(("tr",)), frozenset(("table",))),
    **dict.fromkeys(("tbody", "thead", "tfoot"), (frozenset(("tbody", "thead", "tfoot")), frozenset(("table",)))),
    "option": (frozenset(("option",)), frozenset(("select",))),
    "body": (frozenset(("head",)), frozenset()),
}
_PARAGRAPH = (frozenset(("p",)), frozenset(("table", "td", "th", "button", "object", "body", "caption")))
_FOOTNOTE = late(
    r"\s*(?:<a\b[^<>]*>)?\s*(?:[\[(]?(?:[0-9]{1,3}|[a-z*†‡§])[\])]?)\s*(?:</a>)?\s*</sup\s*>", re.IGNORECASE
)


def _decoded(data: bytes, name: str) -> Decoded:
    head = data[:_HEAD]
    declared = _XML.match(head) or _CHARSET.search(head)
    return decode_declared(data, name, declared[1].decode("ascii"), web=True) if declared else decode(data, name)


@mutable
class _Run:
    """A stretch of text without a block's border in it, and what is markup there."""

    start: int
    language: str
    swaps: list[Swap] = field(default_factory=list)


@mutable
class _Element:
    """An open element; `run` is its own where its language is another than that around it."""

    name: str
    language: str
    role: Role
    run: _Run | None = None


class _Reader:
    """What has been read of one page so far."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.segments: list[Segment] = []
        self.open: list[_Element] = []
        self.names: Counter[str] = Counter()  # of the open elements
        self.runs = [_Run(0, "")]
        self.skipped: tuple[Token, str] | None = None
        self.depth = 0
        self.position = 0  # what lies before it has been taken already
        self.said: dict[str, str] = {}
        self.title = self.language = self.canonical = ""
        self.data: list[str] = []
        self.directives: list[Directive] = []

    def take(self, token: Token) -> None:
        """Read on."""
        if token.start < self.position:
            return
        if self.skipped and not self._skip(token):
            return
        if token.kind == "start":
            self._start(token)
        elif token.kind == "end":
            self._end(token)
        elif token.kind == "text":
            self.runs[-1].swaps += references(self.text, token.start, token.end)
            if not self.title and self.open and self.open[-1].name == "title":
                self.title = value(self.text, Span(token.start, token.end))
        elif token.kind == "cdata":
            self.runs[-1].swaps += Swap(token.start, token.inner.start), Swap(token.inner.end, token.end)
        else:
            if token.kind == "comment":
                self._comment(token)
            self._put(token.start, token.end)

    def flush(self, end: int, start: int) -> None:
        """End all runs at a block's border; the next one starts behind it."""
        while len(self.runs) > 1:
            self._close_run(end, end)
        self._emit(self.runs[0], end)
        self.runs = [_Run(start, self._language())]

    def meta(self) -> Meta:
        """What the page says of itself."""
        return meta(
            self.said, title=self.title, language=self.language, canonical=self.canonical, data="\n".join(self.data)
        )

    def _comment(self, token: Token) -> None:
        found = directive(self.text[slice(*token.inner)], part="", span=Span(token.start, token.end))
        if found:
            self.directives.append(found)

    def _language(self) -> str:
        return self.open[-1].language if self.open else ""

    def _put(self, start: int, end: int, text: str = "") -> None:
        self.runs[-1].swaps.append(Swap(start, end, text))

    def _emit(self, run: _Run, end: int) -> None:
        if run.start >= end:
            return
        role = self.open[-1].role if self.open else "text"
        found = segment(self.text, run.start, end, run.swaps, collapse=True, role=role, language=run.language)
        if found:
            self.segments.append(found)

    # --- tags -----------------------------------------------------------------------------------------------------

    def _start(self, token: Token) -> None:
        name = token.name
        given = attributes(self.text, token) if "=" in self.text[token.start : token.end] else {}
        if name in ("meta", "link"):
            self._head(name, given)
        texts = () if name != "meta" and given.keys().isdisjoint(_TEXTS) else self._texts(name, given)
        if name in _OPAQUE or name == "br" or (name in INLINE and name != "del"):
            self._inline(token, given, texts)
        elif name in _SKIPPED or name in _DROPPED or name in _UNREAD:
            self._unread(token, given)
        else:
            self._block(token, given)
        for key in texts:
            found = segment(
                self.text,
                *given[key],
                references(self.text, *given[key]),
                collapse=True,
                language=self._own_language(given),
            )
            if found:
                self.segments.append(found)

    def _texts(self, name: str, given: Mapping[str, Span]) -> list[str]:
        """The attributes that people read, in the order of their places; without quotation marks there is no phrase."""
        keys = [key for key in _TEXTS if key in given and (key != "label" or name in ("option", "optgroup", "track"))]
        if name == "meta" and any(value(self.text, given[n]).lower() in _DESCRIPTIONS for n in NAMES if n in given):
            keys += [key for key in ("content",) if key in given]
        return sorted(
            (k for k in keys if self.text[given[k].end : given[k].end + 1] in ('"', "'")), key=given.__getitem__
        )

    def _inline(self, token: Token, given: Mapping[str, Span], texts: Sequence[str]) -> None:
        name = token.name
        footnote = _FOOTNOTE.match(self.text, token.end) if name == "sup" else None
        if footnote and self.text[token.start - 1 : token.start].strip(" \t\r\n0123456789"):
            self._put(token.start, footnote.end())
            self.position = footnote.end()
            return
        if self._untranslated(given) and name not in _VOID:
            self._skip_from(token, OPAQUE)
            return
        language = self._own_language(given)
        foreign = name not in _VOID and not token.closed and primary(language) != primary(self._language())
        put = "\n" if name == "br" else OPAQUE if name in _OPAQUE or foreign else ""
        # What is put in stands for the tag up to the first text in it, which is a segment of its own.
        border = given[texts[0]].start if texts else token.end
        self._put(token.start, border, put)
        if border < token.end:
            self._put(border, token.end)
        if name in _VOID or token.closed:
            return
        run = _Run(token.end, language) if foreign else None
        self._push(name, language, run)
        if run:
            self.runs.append(run)

    def _block(self, token: Token, given: Mapping[str, Span]) -> None:
        self.flush(token.start, token.end)
        ends, stops = _ENDS.get(token.name, _PARAGRAPH)
        self._pop_implied(ends, stops)
        if token.name in _VOID or token.closed:
            return
        language = self._own_language(given)
        if token.name == "html":
            self.language = language
        if self._untranslated(given) and token.name not in ("html", "body"):
            self._skip_from(token, "")
            return
        self._push(token.name, language)
        self.runs[-1].language = language

    def _unread(self, token: Token, given: Mapping[str, Span]) -> None:
        if token.name in ("pre", "xmp"):
            self.flush(token.start, token.end)
        if token.name == "script" and "type" in given and "ld+json" in value(self.text, given["type"]):
            closing = self.text.find("</", token.end)
            self.data.append(self.text[token.end : closing if closing >= 0 else None])
        if not token.closed:
            self._skip_from(
                token, "" if token.name in _DROPPED or token.name in ("script", "style", "template") else OPAQUE
            )

    def _end(self, token: Token) -> None:
        if not self.names[token.name]:
            # Nothing of that name is open: `</p>` and `</br>` alone mean something to a browser.
            self._put(token.start, token.end, "\n" if token.name in ("br", "p") else "")
            return
        if token.name not in INLINE:
            self.flush(token.start, token.end)
            self._pop_to(token.name)
            self.runs[-1].language = self._language()
            return
        block = next((e for e in reversed(self.open) if e.name == token.name or e.name not in INLINE), None)
        if block and block.name != token.name:
            self._put(token.start, token.end)  # its start stands outside the block
            return
        while self.open[-1].name != token.name:
            self._leave(token.start, token.start)
        self._leave(token.start, token.end)

    def _leave(self, start: int, end: int) -> None:
        """Close the innermost element, which stands inside a phrase."""
        element = self._pop()
        if element.run is not None and self.runs[-1] is element.run:
            self._close_run(start, end)
        elif start < end:
            self._put(start, end)

    def _close_run(self, end: int, behind: int) -> None:
        run = self.runs.pop()
        self._emit(run, end)
        if run.start < behind:
            self._put(run.start, behind)

    def _push(self, name: str, language: str, run: _Run | None = None) -> None:
        inherited = self.open[-1].role if self.open else "text"
        self.open.append(_Element(name, language, _ROLES.get(name, inherited), run))
        self.names[name] += 1

    def _pop(self) -> _Element:
        element = self.open.pop()
        self.names[element.name] -= 1
        return element

    def _pop_to(self, name: str) -> None:
        while self._pop().name != name:
            pass

    def _pop_implied(self, ends: frozenset[str], stops: frozenset[str]) -> None:
        if not any(self.names[name] for name in ends):
            return
        for element in reversed(self.open):
            if element.name in ends:
                self._pop_to(element.name)
                self.runs[-1].language = self._language()
                return
            if element.name in stops:
                return

    # --- what is no text --------------------------------------------------------------------------------------------

    def _skip_from(self, token: Token, put: str) -> None:
        self.skipped = (token, put)
        self.depth = 1

    def _skip(self, token: Token) -> bool:
        """Whether what is skipped has ended before this token."""
        assert self.skipped  # noqa: S101 - asked before
        first, put = self.skipped
        if token.kind not in ("start", "end"):
            return False
        if token.name == first.name and not token.closed:
            self.depth += 1 if token.kind == "start" else -1
            if not self.depth:
                self.skipped = None
                self._put(first.start, token.end, put)
            return False
        # Code that nobody closed ends with its block.
        block = token.name not in INLINE and token.name not in _VOID and token.name not in _SKIPPED
        if first.name in _SKIPPED | _DROPPED | INLINE and block:
            self.skipped = None
            self._put(first.start, token.start, put)
            return True
        return False

    def _untranslated(self, given: Mapping[str, Span]) -> bool:
        return "translate" in given and value(self.text, given["translate"]).lower() == "no"

    def _own_language(self, given: Mapping[str, Span]) -> str:
        key = "lang" if "lang" in given else "xml:lang"
        return value(self.text, given[key]) if key in given else self._language()

    def _head(self, name: str, given: Mapping[str, Span]) -> None:
        said = {key: value(self.text, given[key]) for key in (*NAMES, "content", "rel", "href") if key in given}
        if name == "link":
            if "canonical" in said.get("rel", "").lower().split():
                self.canonical = said.get("href", "")
            return
        for key in NAMES:
            if key in said and said.get("content"):
                self.said.setdefault(said[key].lower(), said["content"])


def _escaped(text: str, edit: Edit, encoding: str) -> Edit:
    start = edit.span.start
    if text.rfind("<![CDATA[", 0, start) > text.rfind("]]>", 0, start):
        return edit
    put = edit.text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if text.rfind("<", 0, start) > text.rfind(">", 0, start):  # in an attribute
        put = put.replace('"', "&quot;").replace("'", "&#39;")
    return Edit(edit.span, put.encode(encoding, "xmlcharrefreplace").decode(encoding))
