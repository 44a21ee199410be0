"""How a place departs from a term, and the edits that turn the one into the other.

Exact matches, near misses and other renderings alike are told from the regions of the place that are not as they should
be (`cqterm.match.regions`).
"""

from collections.abc import Sequence

from cqterm.match.edges import MARKS, QUOTES, reach, unlike, wanted_before, wanted_behind
from cqterm.match.lexicon import Pattern, key
from cqterm.match.regions import Op, Region, Step, regions, straight
from cqterm.match.style import Scene, Style, capital, style_of
from cqterm.model import Difference, Edit, Match, Span
from cqterm.text.patterns import late
from cqterm.text.tokens import tokens as tokenise
from cqterm.text.words import plural


def describe(pattern: Pattern, scene: Scene, steps: Sequence[Step], *, distance: int = 0) -> Match | None:
    """The match of a pattern at a place, with all its differences and the edits that mend them.

    None where the place is no such term: something ends the phrase inside it, its lower case says that no name is
    meant, or marks are wanting without which it is another term. Steps are in the order of the text; offsets of the
    result count code points in the scene's text.
    """
    held = [s for s in steps if s.tokens.start < s.tokens.end]
    tokens = Span(held[0].tokens.start, held[-1].tokens.end)
    span = Span(scene.tokens[tokens.start].start, scene.tokens[tokens.end - 1].end)
    whole = reach(pattern, scene.text, span) if pattern.before or pattern.behind else span
    if whole is None:
        return None
    pairs = [(s.slots.start, scene.tokens[s.tokens.start]) for s in held if s.op != "extra"]
    style = style_of(pattern, scene, span, pairs)
    found = None if style is None else regions(pattern, scene, held, style)
    if found is None:
        return None
    kinds = {r.kind for r in found}
    if "case" in kinds and kinds - {"case", None}:
        # A finding about letters, words or hyphens leaves capitals too many to a finding of their own.
        found = [_as_it_stands(scene.text, r) if _lowers(scene.text, r) else r for r in found]
    if whole.end == span.end and pattern.behind and any(r.kind for r in found):
        # What is put right is written whole: "US" becomes "U.S."; quotation marks are left to the place.
        found = [*found, Region(Span(span.end, span.end), pattern.behind.translate(_UNQUOTED))]
    return Match(
        concept=pattern.concept.id,
        term=pattern.term,
        span=whole,
        tokens=tokens,
        differences=tuple([_difference(scene.text, r) for r in found if r.kind is not None]),
        edits=_edits(scene.text, found),
        distance=distance,
    )


def rewrite(pattern: Pattern, scene: Scene, found: Match) -> tuple[Edit, ...]:
    """The edits that put another term of the concept in place of a match, in the case and number of the place.

    Words that both terms begin or end with stay untouched, so that an edit is as small as the change.
    """
    start, end = found.tokens
    here, there = [key(t.norm) for t in scene.tokens[start:end]], pattern.keys
    front = 0 if unlike(pattern, found) else _shared(here, there)
    last, listed = scene.tokens[end - 1].norm, tokenise(found.term.text)[-1].norm
    more = pattern.inflects and last != listed and last == plural(listed)
    # A place that has the number of its own term takes that of the other one.
    own = last == listed and last != pattern.norms[-1]
    same = 0 if own or unlike(pattern, found) else _shared(here[::-1], there[::-1])
    back = min(same, len(here) - front, len(there) - front)
    front, back = _outside_quotes(pattern, scene, found, front, back)
    slots, tokens = Span(front, len(there) - back), Span(start + front, end - back)
    steps = straight(start, front)
    if slots.start < slots.end or tokens.start < tokens.end:
        op: Op = "missing" if tokens.start == tokens.end else "extra" if slots.start == slots.end else "replaced"
        steps.append(Step(op, slots, tokens, plural(pattern.norms[-1]) if more else ""))
    steps += straight(end - back, back, slot=len(there) - back)
    held = [s for s in steps if s.tokens.start < s.tokens.end]
    pairs = [(s.slots.start, scene.tokens[s.tokens.start]) for s in held if s.op != "extra"]
    style = style_of(pattern, scene, found.span, pairs) or Style(pattern, scene, found.span, pairs)
    wanted = regions(pattern, scene, held, style)
    place = scene.tokens[start].start
    words = Span(place, scene.tokens[end - 1].end)
    if wanted is None:
        text = pattern.term.text.removeprefix(pattern.before)
        wanted = [Region(words, text.removesuffix(pattern.behind))]
    wanted = _with_edges(pattern, scene.text, found, words, wanted)
    edits = _edits(scene.text, wanted)
    if edits and edits[0].span.start == place and scene.text[place].isupper() and style.start:
        edits = (_capital(scene.text, edits[0]), *edits[1:])
    return _with_opening(pattern.term.text, scene, place, edits)


def _outside_quotes(pattern: Pattern, scene: Scene, found: Match, front: int, back: int) -> tuple[int, int]:
    """How many words at both ends may stay untouched, so that the quotation marks inside are those of the pattern.

    Marks that the place has and neither term stay: they are the text's own.
    """
    (start, end), width = found.tokens, len(pattern.keys)
    own = not QUOTES.isdisjoint(found.term.text)
    for i, gap in enumerate(pattern.gaps):
        wanted = not QUOTES.isdisjoint(gap)
        if i < front and _differs(scene, start + i, end, wanted=wanted, own=own):
            front = i
        if i >= width - back - 1 and _differs(scene, end - width + i, end, wanted=wanted, own=own):
            back = width - i - 2
    return front, max(back, 0)


def _differs(scene: Scene, token: int, end: int, *, wanted: bool, own: bool) -> bool:
    """Whether there are quotation marks behind a token of the place where none should be, or none where they should."""
    there = token < end - 1 and token >= 0
    gap = scene.text[scene.tokens[token].end : scene.tokens[token + 1].start] if there else ""
    return (wanted and MARKS.isdisjoint(gap)) or (own and not wanted and not QUOTES.isdisjoint(gap))


def _with_edges(pattern: Pattern, text: str, found: Match, words: Span, wanted: list[Region]) -> list[Region]:
    """The regions of a place with those of the marks before and behind its words."""
    before, behind = Span(found.span.start, words.start), Span(words.end, found.span.end)
    return [
        Region(before, wanted_before(pattern, text, found, text[before.start : before.end])),
        *wanted,
        Region(behind, wanted_behind(pattern, text, found, text[behind.start : behind.end])),
    ]


def _capital(text: str, edit: Edit) -> Edit:
    """An edit at the start of a sentence, such that the word that comes first then begins with a capital."""
    if edit.text:
        return Edit(edit.span, capital(edit.text))
    behind = edit.span.end
    return Edit(Span(edit.span.start, behind + 1), text[behind].upper())


def _with_opening(term: str, scene: Scene, place: int, edits: tuple[Edit, ...]) -> tuple[Edit, ...]:
    """Edits with the opening quotation mark of a term, where the place has none and the edits bring the closing one."""
    before = scene.text[place - 1 : place]
    added = sum(e.text.count('"') - scene.text.count('"', *e.span) for e in edits)
    if term[:1] != '"' or before in MARKS or added % 2 == 0:
        return edits
    if edits[0].span.start == place:
        return (Edit(edits[0].span, '"' + edits[0].text), *edits[1:])
    return (Edit(Span(place, place), '"'), *edits)


def apply(text: str, span: Span, edits: Sequence[Edit]) -> str:
    """The text of a span after its edits; offsets of both count in `text`, edits are sorted and disjoint."""
    out, at = [], span.start
    for edit in edits:
        out += [text[at : edit.span.start], edit.text]
        at = edit.span.end
    return "".join([*out, text[at : span.end]])


_UNQUOTED = dict.fromkeys(map(ord, MARKS))


_WORD, _PIECE = late(r"[\w'’]+(?:-[\w'’]+)*"), late(r"(?:\w[\u0300-\u036f]*)+|\W")


def _lowers(text: str, region: Region) -> bool:
    return region.kind == "case" and text[region.span.start].isupper() and region.wanted[:1].islower()


def _as_it_stands(text: str, region: Region) -> Region:
    return Region(region.span, text[region.span.start : region.span.end])


def _difference(text: str, region: Region) -> Difference:
    assert region.kind is not None  # noqa: S101
    found, wanted = text[region.span.start : region.span.end], region.wanted
    if region.detail == "missing":
        found, wanted = "", " ".join(_WORD.findall(wanted))
    return Difference(region.kind, region.span, found, wanted, region.detail)


def _shared(a: Sequence[str], b: Sequence[str]) -> int:
    return next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


# --- edits ------------------------------------------------------------------------------------------------------------


def _edits(text: str, regions: Sequence[Region]) -> tuple[Edit, ...]:
    """One edit for each run of regions that change, without the letters that stay."""
    out: list[Edit] = []
    for region in regions:
        if text[region.span.start : region.span.end] == region.wanted:
            continue
        if out and out[-1].span.end == region.span.start:
            out[-1] = Edit(Span(out[-1].span.start, region.span.end), out[-1].text + region.wanted)
        else:
            out.append(Edit(region.span, region.wanted))
    return tuple([_trim(text, edit) for edit in out])


def _trim(text: str, edit: Edit) -> Edit:
    """An edit without what old and new begin and end with, but never half a word: that teaches a reader nothing."""
    if edit.text.isalnum() and text[edit.span.start : edit.span.end].isalnum():
        return edit  # a word for a word
    old, new = _pieces(text[edit.span.start : edit.span.end]), _pieces(edit.text)
    front = _shared(old, new)
    back = min(_shared(old[::-1], new[::-1]), len(old) - front, len(new) - front)
    start = edit.span.start + sum(map(len, old[:front]))
    end = edit.span.end - sum(map(len, old[len(old) - back :]))
    return Edit(Span(start, end), "".join(new[front : len(new) - back]))


def _pieces(text: str) -> list[str]:
    return _PIECE.findall(text)
