"""Text with inline elements, as translation files hold it: what of it people read, and what must stay as it is.

A format says of each inline element what it is: `text` has text of its own and its tags vanish, a `mark` vanishes
whole with what is in it (a half of a pair of formatting codes, deleted text), all else is opaque.
"""

from collections.abc import Callable, Iterator

from cqterm.formats.pieces import Swap
from cqterm.formats.xml_scan import Token, references
from cqterm.hints import Literal
from cqterm.model import OPAQUE
from cqterm.values import field, mutable

Nature = Literal["text", "mark", "opaque", "segment"]
"""What an inline element is; a `segment` is text that has a number of its own (`mrk mtype="seg"`)."""


@mutable
class Content:
    """The content of an element: `[start, end)` with the swaps in it. `segments` are the parts that are numbered."""

    start: int
    end: int
    swaps: list[Swap] = field(default_factory=list)
    segments: list["Content"] = field(default_factory=list)
    tag: Token | None = None


def content(text: str, tokens: Iterator[Token], opened: Token, nature: Callable[[Token], Nature]) -> Content:
    """The content of the element that `opened`; the tokens are taken up to its end tag."""
    whole = Content(opened.end, opened.end, tag=opened)
    inner: list[Content] = []  # numbered segments that are open
    depth = 0
    ends: list[int] = []  # depths at which they end
    for token in tokens:
        if token.kind == "end":
            if not depth:
                whole.end = token.start
                return whole
            depth -= 1
            if ends and ends[-1] == depth:
                ends.pop()
                part = inner.pop()
                part.end = token.start
                whole.segments.append(part)
            _put([whole, *inner], token, "")
        elif token.kind == "start":
            kind = nature(token)
            if kind in ("text", "segment"):
                _put([whole, *inner], token, "")
                if kind == "segment" and not inner:  # one inside another is a part of it
                    inner.append(Content(token.end, token.end, tag=token))
                    ends.append(depth)
                depth += 1
            else:
                closed = _skipped(tokens, token)
                _put([whole, *inner], token._replace(end=closed), "" if kind == "mark" else OPAQUE)
        elif token.kind == "empty":
            _put([whole, *inner], token, "" if nature(token) in ("mark", "text", "segment") else OPAQUE)
        else:
            _text(text, token, [whole, *inner])
    return whole  # not reached: the document is well-formed


def skip(tokens: Iterator[Token]) -> None:
    """Pass over the rest of an element whose start tag has been taken."""
    depth = 1
    for token in tokens:
        depth += (token.kind == "start") - (token.kind == "end")
        if not depth:
            return


def _put(contents: list[Content], token: Token, put: str) -> None:
    for each in contents:
        each.swaps.append(Swap(token.start, token.end, put))


def _text(text: str, token: Token, contents: list[Content]) -> None:
    if token.kind == "text":
        found = list(references(text, token.start, token.end))
    elif token.kind == "cdata":
        found = [Swap(token.start, token.start + len("<![CDATA[")), Swap(token.end - len("]]>"), token.end)]
    else:
        found = [Swap(token.start, token.end)]
    for each in contents:
        each.swaps += found


def _skipped(tokens: Iterator[Token], opened: Token) -> int:
    """Where an element ends whose content is none of ours."""
    depth = 1
    end = opened.end
    for token in tokens:
        depth += (token.kind == "start") - (token.kind == "end")
        end = token.end
        if not depth:
            break
    return end
