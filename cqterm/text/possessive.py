"""The possessive of English behind a word whose number a fix changes: "Highland's" becomes "Highlands'"."""

from cqterm.model import Edit, Span
from cqterm.text.patterns import late
from cqterm.text.words import singular


def possessive_edit(text: str, span: Span, fixed: str) -> Edit | None:
    """The edit behind a span that goes with a fix of it; None where what stands there goes with both.

    A plural takes the apostrophe alone and everything else an s behind it. An apostrophe that closes a quotation is
    none. Offsets count code points in the text.
    """
    mark = _MARK.match(text, span.end)
    if mark is None:
        return None
    was, now = _is_plural(text[span.start : span.end]), _is_plural(fixed)
    at = span.end + 1
    if mark.group(1) and now and not was:
        return Edit(Span(at, at + 1), "")
    if not mark.group(1) and was and not now and not _OPENED.search(text, max(0, span.start - _REACH), span.start):
        return Edit(Span(at, at), "S" if fixed.isupper() else "s")
    return None


_MARK = late(r"['’](?:([sS])(?!\w)|(?=\s+\w))")
_OPENED = late(r"(?<![\w'’])['‘](?=\w)")
_REACH = 200  # code points before a place in which a quotation may have begun


def _is_plural(text: str) -> bool:
    last = _LAST.search(text.casefold())
    return last is not None and singular(last.group()) != last.group()


_LAST = late(r"[^\W\d_]+$")
