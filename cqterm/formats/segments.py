"""From a stretch of a text and what is markup in it to a segment: one path for all formats with inline markup."""

from collections.abc import Iterable

from cqterm.formats.addresses import addresses
from cqterm.formats.pieces import Swap, substitute
from cqterm.formats.placeholders import placeholders
from cqterm.model import OPAQUE, Piece, Role, Segment, Span, Unit
from cqterm.text.patterns import late


def segment(
    text: str,
    start: int,
    end: int,
    swaps: Iterable[Swap] = (),
    *,
    collapse: bool = False,
    codes: Iterable[str] | None = None,
    role: Role = "text",
    language: str = "",
    where: str = "",
    pair: str = "",
    unit: Unit = "",
) -> Segment | None:
    """The segment of `[start, end)` in a part's text; None if nothing in it is prose.

    `swaps` are sorted and disjoint and count in the part's text. With `collapse` any white space is one space, as in
    HTML; else only a line break with the indent below it is, and a blank line ends a term. With `codes` placeholders
    are opaque too (`%s`, `{name}`; the codes are the flags that gettext gives a message). Addresses always are.
    """
    body = text[start:end]
    if body.isspace():  # as between the tags of a page
        return None
    pieces: tuple[Piece, ...] = (Piece(0, Span(start, end)),)
    own = [Swap(a - start, b - start, put) for a, b, put in swaps]
    if own:
        body, pieces = substitute(body, pieces, own)
    masks: list[Swap] = []
    if collapse:
        masks += _runs(body)
    elif "\n" in body or "\r" in body:
        masks += _breaks(body)
    masks += [Swap(a, b, OPAQUE) for a, b in addresses(body)]
    if codes is not None:
        masks += placeholders(body, codes)
    if body[:1].isspace() or body[-1:].isspace():
        masks += _ends(body)
    if masks:
        body, pieces = substitute(body, pieces, _disjoint(masks))
    if not body or (OPAQUE in body and not body.replace(OPAQUE, "").strip()) or body.isspace():
        return None
    return Segment(text=body, pieces=pieces, role=role, language=language, where=where, pair=pair, unit=unit)


_RUN = late(r"[ \t\r\n\f]{2,}")
_BREAK = late(r"(?<![ \t])[ \t]*+(\r\n?|\n)[ \t]*+((?:\r\n?|\n)[ \t\r\n]*+)?")
_EOL = late(r"\r\n?|\n")


def _runs(body: str) -> Iterable[Swap]:
    """What a run of white space holds beside one line break, or one space."""
    for run in _RUN.finditer(body):
        kept = _EOL.search(body, *run.span())
        start, end = kept.span() if kept else (run.start(), run.start() + 1)
        yield from _around(run.start(), start, end, run.end())


def _breaks(body: str) -> Iterable[Swap]:
    for run in _BREAK.finditer(body):
        if run[2]:
            yield Swap(*run.span(), OPAQUE)
        else:
            yield from _around(run.start(), *run.span(1), run.end())


def _around(start: int, kept: int, kept_end: int, end: int) -> Iterable[Swap]:
    if start < kept:
        yield Swap(start, kept)
    if kept_end < end:
        yield Swap(kept_end, end)


def _ends(body: str) -> Iterable[Swap]:
    """White space at both ends, which says nothing."""
    kept = body.strip()
    lead = len(body) - len(body.lstrip())
    if lead and kept:
        yield Swap(0, lead)
    if kept and lead + len(kept) < len(body):
        yield Swap(lead + len(kept), len(body))


def _disjoint(swaps: list[Swap]) -> list[Swap]:
    """Sorted; of two that overlap the longer one, which is the mask, wins."""
    swaps.sort(key=lambda swap: (swap.start, -swap.end))
    kept: list[Swap] = []
    for swap in swaps:
        start = max(swap.start, kept[-1].end) if kept else swap.start
        if start < swap.end:
            kept.append(Swap(start, swap.end, swap.text))
    return kept
