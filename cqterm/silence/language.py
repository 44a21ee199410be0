"""Text that is passed by for its language, which is told: programs mark paragraphs as they like."""

from collections.abc import Callable, Iterator

from cqterm.model import Document, Segment
from cqterm.text.phrases import number


def unsearched(document: Document, is_searched: Callable[[Segment], bool]) -> Iterator[str]:
    """A remark on paragraphs with Latin letters that are marked as a language that is not searched.

    Only formats whose places are words have such marks; in translation units the language is a matter of course.
    """
    prose = [s for s in document.segments if s.where and not s.pair and s.language]
    passed = [s for s in prose if not is_searched(s) and any(map(str.isascii, filter(str.isalpha, s.text)))]
    if passed:
        languages = ", ".join(sorted({s.language for s in passed}))
        yield f"{number(len(passed), 'paragraph')} marked as {languages} not searched: mark them anew if that is wrong"
