"""Tracked changes in a Word file: each edit as a deletion and an insertion that an editor accepts or rejects.

Only markup is put in (ECMA-376 part 1, section 17.13.5): the old text stays where it is, between the marks of a
deletion, so that rejecting all gives the part as it was. Inside somebody else's tracked insertion the new text gets an
insertion of its own, so that it has its own author.
"""

from collections.abc import Iterator, Sequence

from cqterm.errors import FormatError
from cqterm.formats import Edits
from cqterm.formats.docx_names import WORD
from cqterm.formats.docx_runs import Identifiers, Text, begun, closed, keeping, layout, opened
from cqterm.formats.docx_story import AUTHOR
from cqterm.formats.xml_events import escaped
from cqterm.model import Document, Edit, Span
from cqterm.text.patterns import late


def tracked(document: Document, edits: Edits) -> Edits:
    """The markup that makes tracked changes of edits, whose texts are as the reader sees them.

    Raises:
        FormatError: an edit does not lie in one text element of a run.
    """
    identifiers = Identifiers(part.text for part in document.parts)
    return {
        part: list(_in_part(f"{document.name}:{part}", document.part(part), made, identifiers))
        for part, made in edits.items()
        if made
    }


def _in_part(place: str, source: str, edits: Sequence[Edit], identifiers: Identifiers) -> Iterator[Edit]:
    found = layout(place, source)
    last = None
    for edit in edits:
        text = found.text_at(edit.span.start)
        if text is None or edit.span.end > text.content.end:
            raise FormatError(f"{place}: a fix stands where a change can't be tracked: leave --track-changes out")
        if text is not last:
            yield from keeping(source, text)
        last = text
        start, end = edit.span
        after = closed(text)
        if start < end:
            before = f"{after}<{text.prefix}del {_signed(text, identifiers)}>{begun(text, 'delText')}"
            after = f"{closed(text, 'delText')}</{text.prefix}del>"
            yield Edit(Span(start, start), before)
        yield Edit(Span(end, end), after + _insertion(text, edit.text, identifiers) + opened(text, identifiers))


def _insertion(text: Text, new: str, identifiers: Identifiers) -> str:
    if not new:
        return ""
    w = text.prefix
    inserted = f"<{w}ins {_signed(text, identifiers)}>{begun(text)}{escaped(new)}{closed(text)}</{w}ins>"
    if not text.inserted:
        return inserted
    again = _ID.sub(lambda m: m[1] + identifiers.next(), text.inserted)
    return f"</{w}ins>{inserted}{again}"


_ID = late(r"(\bid=[\"'])\d+")


def _signed(text: Text, identifiers: Identifiers) -> str:
    """Number and author. The date is left out, since the same file fixed twice is to be the same."""
    declared = "" if text.prefix else f'xmlns:w="{WORD}" '  # attributes need a prefix where elements have none
    w = text.prefix or "w:"
    return f'{declared}{w}id="{identifiers.next()}" {w}author="{AUTHOR}"'
