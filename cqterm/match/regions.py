"""What stands at a place that may be a term, and what should: its words and the gaps between them, one by one.

A place is given as steps that lay ranges of its tokens beside ranges of the pattern's. What differs is named by its
kind: letters, inflection, missing and surplus words, hyphens, spaces, case.
"""

from collections.abc import Sequence
from functools import lru_cache

from cqterm.hints import Literal
from cqterm.match.lexicon import Pattern
from cqterm.match.style import Scene, Style, capital, cased
from cqterm.model import Kind, Span
from cqterm.text.fold import INVISIBLE, composed, fold, invisible
from cqterm.text.marks import apostrophe_around, with_quotes
from cqterm.text.patterns import late
from cqterm.text.tokens import fold_gap, gap_kind
from cqterm.text.words import FUNCTION, american, plural, singular
from cqterm.values import NamedTuple

Op = Literal["same", "near", "joined", "split", "replaced", "missing", "extra", "swapped"]


class Step(NamedTuple):
    """A range of the pattern's slots beside a range of the text's tokens; `wanted` is the folded word meant there."""

    op: Op
    slots: Span
    tokens: Span
    wanted: str = ""


class Region(NamedTuple):
    """A word or a gap of the place, what should stand there, and what kind of difference that is."""

    span: Span
    wanted: str
    kind: Kind | None = None
    detail: str = ""


def straight(start: int, length: int, *, slot: int = 0) -> list[Step]:
    """The steps of a run in which each token has the key of its slot."""
    return [_same(slot + i, start + i) for i in range(length)]


@lru_cache(maxsize=4096)  # most texts are short, and so are all terms
def _same(slot: int, token: int) -> Step:
    return Step("same", Span(slot, slot + 1), Span(token, token + 1))


def regions(pattern: Pattern, scene: Scene, held: Sequence[Step], style: Style) -> list[Region] | None:
    """The words and gaps of the place that are not the term's, and what should stand there.

    None where a gap ends the phrase. `held` are the steps that hold tokens.
    """
    text, tokens, words = scene.text, scene.tokens, pattern.words
    out: list[Region] = []
    reached = 0  # slots that are accounted for
    begin = end = tokens[held[0].tokens.start].start
    extra = False
    for number, step in enumerate(held):
        op, (slot, upto), (t, behind), _ = step
        before, start, end = end, tokens[t].start, tokens[behind - 1].end
        after_extra, extra = extra, op == "extra"
        missing = range(reached, slot) if slot > reached and not extra else range(0)
        if number:
            gap = text[before:start]
            own = gap if extra else pattern.gaps[slot - 1] if slot else ""
            if missing or extra or gap != own or gap not in (" ", "-"):
                region = _gap_region(pattern, scene, step, missing, style, after_extra=after_extra)
                if region is None:
                    return None
                out.append(region)
        elif missing:
            out.append(Region(Span(start, start), _before(pattern, missing, style), "altered", "missing"))
        if behind - t > 1 and not all(_passable(scene, each) for each in range(t, behind - 1)):
            return None
        word = text[start:end]
        if op != "same" or word != words[slot] or style.lowered or not word.isascii():
            out.append(_word_region(pattern, scene, step, Span(start, end), style))
        reached = max(reached, upto)
    if reached < len(words):
        tail = "".join(pattern.gaps[p - 1] + cased(words[p], p, style) for p in range(reached, len(words)))
        out.append(Region(Span(end, end), tail, "altered", "missing"))
    if any("'" in r.wanted for r in out):
        apostrophe = apostrophe_around(text, Span(begin, end))
        out = [r._replace(wanted=r.wanted.replace("'", apostrophe)) for r in out]
    return out


def _before(pattern: Pattern, missing: range, style: Style) -> str:
    """Missing words, each with the gap behind it."""
    return "".join(cased(pattern.words[p], p, style) + pattern.gaps[p] for p in missing)


def _gap_region(
    pattern: Pattern, scene: Scene, step: Step, missing: range, style: Style, *, after_extra: bool
) -> Region | None:
    """The gap before a step. A surplus word goes together with the gap before it, or behind it at the front."""
    t = step.tokens.start
    span = Span(scene.tokens[t - 1].end, scene.tokens[t].start)
    raw = scene.text[span.start : span.end]
    plain = not missing and step.op != "extra"
    own = pattern.folded_gaps[step.slots.start - 1] if plain and step.slots.start else ""
    if _ends_phrase(fold_gap(raw), own):
        return None
    if step.op == "extra":
        return Region(span, "")
    slot = missing.start if missing else step.slots.start
    if slot == 0:
        return Region(span, "" if after_extra else raw)
    wanted = _with_line_break(pattern.gaps[slot - 1], raw)
    if missing:
        return Region(span, wanted + _before(pattern, missing, style), "altered", "missing")
    if step.op == "swapped" or after_extra:
        return Region(span, wanted)
    return _compare_gaps(pattern, scene, step, raw, wanted, span)


def _ends_phrase(found: str, own: str) -> bool:
    """Whether a folded gap ends the phrase. The marks of the term's `own` gap do not: "OAuth 2.0", "St. Mary"."""
    return gap_kind(found) == "barrier" and found.replace(" ", "") != own.replace(" ", "")


def _compare_gaps(pattern: Pattern, scene: Scene, step: Step, raw: str, wanted: str, span: Span) -> Region | None:
    position = step.slots.start - 1
    found, folded = fold_gap(raw), pattern.folded_gaps[position]
    kinds = {gap_kind(found), gap_kind(folded)}
    if found == folded:
        odd = _surface(raw, pattern.gaps[position])
        return Region(span, wanted, "hyphen" if odd == "dash" else "spacing", odd) if odd else Region(span, raw)
    if found == "-" and folded == " " and _describes(pattern, scene, step):
        return Region(span, raw)
    if kinds <= {"space", "hyphen", "none"}:
        return Region(span, wanted, "hyphen")
    if (found, folded, pattern.norms[position + 1]) == (" ", ", ", "and"):
        return Region(span, raw)  # the comma before the last of several is a matter of house style
    if {found.strip(), folded} <= {"-", "/"} or (folded == "/" and not found.strip()):
        return Region(span, wanted, "hyphen")
    if found.replace(" ", "") == folded.replace(" ", ""):
        return Region(span, wanted, "spacing", "space")
    if '"' in pattern.gaps[position] and found.replace("'", "") == folded:
        return Region(span, raw)  # single quotation marks are a pair as good as double ones
    missing_mark = gap_kind(found) in ("space", "none") and gap_kind(folded) in ("mark", "barrier")
    if missing_mark or found.replace("'", "") == folded:
        return Region(span, wanted, "hyphen", "mark")
    return None


def _describes(pattern: Pattern, scene: Scene, step: Step) -> bool:
    """Whether a hyphen ties two words that describe a noun behind them, as it should: "smart-city solutions"."""
    t = step.tokens.end
    if pattern.case != "common" or len(pattern.norms) != 2 or t == len(scene.tokens):
        return False
    after = scene.tokens[t]
    return scene.text[scene.tokens[t - 1].end : after.start] == " " and after.norm not in FUNCTION | _CLAUSE


def _word_region(pattern: Pattern, scene: Scene, step: Step, span: Span, style: Style) -> Region:
    found = scene.text[span.start : span.end]
    if step.op == "extra":
        return Region(span, "", "altered", "extra")
    slot = step.slots.start
    if step.op in ("same", "near"):
        norm = scene.tokens[step.tokens.start].norm
        right = step.wanted or norm
        word = own = pattern.words[slot]
        if right != pattern.norms[slot]:
            word = _inflected(pattern, slot, right, inflects=pattern.inflects or style.lowered)
            if word != own and pattern.norms[slot] == plural(right) and _stands_alone(scene, step.tokens):
                word = own
        wanted = cased(word, slot, style, found)
        if step.op == "near" and found[:1].isupper() and found[:1].casefold() == wanted[:1].casefold():
            wanted = capital(wanted)
        if composed(found) == wanted:
            return Region(span, found)  # accents may be letters of their own in either
        return Region(span, wanted, _word_kind(pattern, slot, step, norm, found, wanted))
    words = [cased(pattern.words[p], p, style, found if p == slot else "") for p in range(*step.slots)]
    plural_wanted = _plural_wanted(pattern, scene, step)
    if plural_wanted:
        words[-1] = cased(plural(pattern.words[step.slots.end - 1]), step.slots.end - 1, style)
    if found[:1].isupper() and step.op in ("joined", "split"):
        words[0] = capital(words[0])
    gaps = [*pattern.gaps[slot : step.slots.end - 1], ""]
    wanted = "".join(word + gap for word, gap in zip(words, gaps, strict=True))
    if step.op == "split" and ("\n" in found or "\r" in found) and _DIVIDED.search(found):
        return Region(span, found)  # a word divided at the end of a line is written right
    if step.op in ("joined", "split"):
        lost = not plural_wanted and _in_plural(pattern, scene, step)
        return Region(span, wanted, "number" if lost else "hyphen", step.op)
    broken = _BREAK.search(found)
    if broken and " " in wanted:
        head, tail = wanted.rsplit(" ", 1)
        wanted = f"{head}{broken.group()}{tail}"
    return Region(span, with_quotes(wanted, found), "altered", step.op)


def _plural_wanted(pattern: Pattern, scene: Scene, step: Step) -> bool:
    """Whether other, joined or split words end in a plural that the term may take there."""
    if step.op == "replaced":
        return bool(step.wanted) and step.slots.end == len(pattern.words)
    return pattern.inflects and step.slots.end - 1 == pattern.head and _in_plural(pattern, scene, step)


def _in_plural(pattern: Pattern, scene: Scene, step: Step) -> bool:
    """Whether joined or split words end in a plural where the term has the singular."""
    last, own = scene.tokens[step.tokens.end - 1].norm, pattern.norms[step.slots.end - 1]
    written = "".join([scene.tokens[t].norm for t in range(*step.tokens)])
    other = written != "".join(pattern.norms[slice(*step.slots)])
    return other and singular(last) != last and singular(own) == own


def _word_kind(pattern: Pattern, slot: int, step: Step, norm: str, found: str, wanted: str) -> Kind | None:
    own = pattern.norms[slot]
    if step.op == "near":
        return "misspelling"
    if norm != fold(wanted):
        return _variation(pattern, norm, own)
    if invisible(found):
        return "spacing"
    if composed(found).casefold() != wanted.casefold():
        return "spelling" if "&" in (found, wanted) else "lookalike"
    return "case"


def _variation(pattern: Pattern, norm: str, own: str) -> Kind | None:
    """What tells two words of one key apart. Plurals are those of English, and so is what is said of them."""
    if singular(norm) != singular(own):
        return "spelling"
    if not pattern.term.language.lower().startswith("en"):
        return None
    return "number" if norm in (plural(own), singular(own)) or own == plural(norm) else "misspelling"


def _inflected(pattern: Pattern, slot: int, norm: str, *, inflects: bool) -> str:
    """The pattern's word in the number of the place, where the term may be inflected there."""
    word, own = pattern.words[slot], pattern.norms[slot]
    if slot != pattern.head or not inflects:
        return word
    if american(norm) == american(plural(own)) or (norm.endswith("s") and norm not in (own, singular(own))):
        return plural(word) if singular(own) == own else word  # also where the plural is formed wrongly
    return word[:1] + singular(own)[1:] if american(norm) == american(singular(own)) else word


def _stands_alone(scene: Scene, tokens: Span) -> bool:
    """Whether a noun in the singular is neither one of several ("a force") nor describes the next ("force theory")."""
    start, end = tokens
    before = {scene.tokens[t].norm for t in range(max(0, start - _REACH), start)}
    if before & _ONE:
        return False
    if end == len(scene.tokens) or scene.text[scene.tokens[end - 1].end : scene.tokens[end].start] not in (
        " ",
        "-",
        "\n",
    ):
        return True
    return scene.tokens[end].norm in FUNCTION | _CLAUSE


_REACH = 4
"""Words before a noun among which its article is sought."""
_ONE = frozenset("a an one each every another any".split())
_CLAUSE = frozenset(
    """is was has had will would can could may might must shall should does did that which who whose when where while if
    because but so not also it he she they we this these those there then than""".split(),
)
_SPACES = late(r"[^\S\r\n]{2,}")
_BREAK = late(r"[^\S\r\n]*(?:\r\n|\r|\n)\s*")
_DIVIDED = late("[-\u2010\u00ad][^\\S\\r\\n]*[\\r\\n]")


def _with_line_break(gap: str, raw: str) -> str:
    """The pattern's gap, with the line break and the indentation of the place kept; a hyphen leaves no room for one."""
    broken = _BREAK.search(raw)
    return gap if broken is None else gap.replace(" ", broken.group(), 1)


def _surface(raw: str, wanted: str) -> str:
    """What is odd about a gap that means the right thing: a long dash, invisible characters, several spaces."""
    if not _LONG_DASHES.isdisjoint(raw) and _LONG_DASHES.isdisjoint(wanted):
        return "dash"
    if any(c in raw for c in INVISIBLE):
        return "invisible"
    wide = "\u3000" in raw  # the space of Chinese text
    return "space" if (wide or _SPACES.search(raw)) and "\n" not in raw and "\r" not in raw else ""


_LONG_DASHES = frozenset("\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d")


def _passable(scene: Scene, t: int) -> bool:
    raw = scene.text[scene.tokens[t].end : scene.tokens[t + 1].start]
    return gap_kind(fold_gap(raw)) != "barrier"
