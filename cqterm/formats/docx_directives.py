"""Directives in the comments of a Word file: a comment has a range, so a directive speaks of what it is about.

`cqterm: off` holds for the text that its comment is about, or up to the comment that says `on` where there is one;
`skip-line` speaks of the paragraph that the comment is in, `skip-next-line` of the next.
"""

from collections.abc import Iterator, Mapping

from cqterm.formats.docx_story import Comment
from cqterm.model import Directive, Span
from cqterm.text.directives import directive


def directives(comments: Mapping[str, Comment], anchors: Mapping[str, Span], part: str) -> Iterator[Directive]:
    """The directives among the comments, by their ids, at their places in the part, in no order."""
    said = [
        found
        for identifier, comment in comments.items()
        if identifier in anchors and (found := directive(comment.text, part=part, span=anchors[identifier]))
    ]
    for each in said:
        if each.verb != "off":
            yield each
            continue
        start, end = each.span
        yield each._replace(span=Span(start, start))
        if not any(other.verb == "on" and other.span.start >= start and _covers(other, each) for other in said):
            yield each._replace(verb="on", span=Span(end, end))


def _covers(on: Directive, off: Directive) -> bool:
    return on.rule in ("", off.rule) and on.concept in ("", off.concept)
