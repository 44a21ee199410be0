"""Names that a text gives as those of former times: who tells of a renaming has to write the old name.

The phrases are those in which English speaks of it. Other languages have none here, and there nothing is said to be
former.
"""

from cqterm.model import Span
from cqterm.text.patterns import late

_FAR = 72
"""Letters before or behind a name among which the phrase is sought."""


def former(text: str, span: Span) -> bool:
    """Whether a text says of the name at a span (in code points) that it is borne no longer.

    "Formerly known as the X", "renamed from the X", "renamed the X as", "the X (now the Y)"; but what something "was
    renamed" is its new name.
    """
    before, after = text[max(0, span.start - _FAR) : span.start], text[span.end : span.end + _FAR]
    # most places have none of these words about, and the patterns take 2 ms to compile
    said = before.lower()
    if any(hint in said for hint in _HINTS_BEFORE) and _BEFORE.search(before):
        return True
    if any(hint in after for hint in _HINTS_AFTER) and _AFTER.match(after):
        return True
    return "renam" in said and _RENAMED.search(before) is not None and _AS.match(after) is not None


_HINTS_BEFORE = """former previous original initial earlier old renam
    called known named titled termed styled rendered translated referred""".split()
_HINTS_AFTER = "renamed now since later was".split()
"""Words, or how they begin, that `_BEFORE` and `_AFTER` can't do without."""

_QUALIFIED = r"(?:the\s+)?(?:[A-Z][\w'’-]*\s+){0,3}[\"“‘']?$"
_CALLED = r"(?:called|known\s+as|named|titled|termed|styled|rendered(?:\s+as)?|translated\s+as|referred\s+to\s+as)\s+"
_BEFORE = late(
    rf"(?:\b[Rr]enam(?:ed|ing)\s+(?:it\s+)?from\s+"
    rf"|\b(?:[Ff]ormerly|[Pp]reviously|[Oo]riginally|[Ii]nitially),?\s+(?:{_CALLED})?(?:as\s+)?"
    rf"|\b(?:[Tt]hen|[Oo]nce|[Ff]irst|[Ee]arlier)\s+{_CALLED}"
    rf"|\b(?:[Ff]ormer|[Oo]ld|[Ee]arlier|[Pp]revious|[Oo]riginal)\s+(?:names?(?:\s+(?:was|is|of)|\s*[,:])?\s+)?)"
    rf"{_QUALIFIED}"
)
_RENAMED = late(rf"\b[Rr]enam(?:e|ed|es|ing)\s+{_QUALIFIED}")
_AS = late(r"[\"”’']?\s+(?:as|to|into)\b")
_AFTER = late(
    r"[\"”’']?(?:\s+project)?(?:"
    r"\s*[,(]?\s*(?:which\s+)?(?:was|is|were|has\s+been|had\s+been|now|since|later)(?:\s+\w+){0,2}?\s+renamed\b"
    r"|\s*[,(]\s*(?:now|since|later)\s+(?:called|known|named|the)\b"
    r"|,?\s+(?:as\s+it|which)\s+was\s+(?:then|first|formerly|originally|previously)\b)"
)
