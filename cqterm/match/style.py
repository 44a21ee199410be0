"""How the letters of a place are set: a sentence start, a headline, a quoted title and ALL CAPS ask for other letters.

Case is judged in its place and never alone, since an official style writes "high-quality development" in running
text, "High-Quality Development" in a title and "HIGH-QUALITY DEVELOPMENT" on a banner.
"""

from collections.abc import Sequence

from cqterm.match.lexicon import Pattern
from cqterm.model import Role, Span, Token
from cqterm.text.fold import fold, latin
from cqterm.text.patterns import late
from cqterm.text.words import COUNTRIES, FUNCTION, LINKS, common, known, plural
from cqterm.values import NamedTuple


class Scene(NamedTuple):
    """A segment as matching sees it. Spans of places count code points in `text`."""

    text: str
    tokens: Sequence[Token]
    role: Role = "text"


class Style(NamedTuple):
    """How a place sets its letters. What takes a look around it is found out when a word asks for it.

    `words` are those of the place beside slots of the pattern. `upper`: in ALL CAPS. `lowered`: a term of a list in
    title case, written as running text writes what is no name.
    """

    pattern: Pattern
    scene: Scene
    span: Span
    words: Sequence[tuple[int, Token]]
    upper: bool = False
    lowered: bool = False

    @property
    def start(self) -> bool:
        """Whether a sentence or an item may begin here."""
        return sentence_start(self.scene.text, self.span.start)

    @property
    def told(self) -> list[tuple[int, str]]:
        """The letters that tell how the words of meaning are written, with their slots."""
        text = self.scene.text
        initials = [(p, _initial(text[t.start : t.end])) for p, t in self.words if t.norm not in FUNCTION]
        # The first letter of a sentence says nothing, unless it is all there is.
        return [each for each in initials if each[0]] or initials if self.start else initials

    @property
    def licence(self) -> bool:
        """Whether it is a headline, a quoted title or a longer name, where capitals are right and lower case is too."""
        (text, _, role), span = self.scene, self.span
        return (
            role == "heading"
            or quoted(text, span)
            or in_longer_name(text, span)
            or in_title(text, span)
            or _line_of_its_own(text, span)
        )

    @property
    def title(self) -> bool:
        """Whether it is such a place and does use capitals."""
        raised = [c.isupper() for p, c in self.told if self.pattern.words[p][0].islower()]
        return bool(raised) and all(raised) and self.licence


_ENDS = frozenset(".!?:;。！？：；•–—*\ufffc")
_OPENING, _CLOSING = "\"'“‘«「『《", "\"'”’»」』》"
_PRONOUNS = frozenset("this that these those our their its his her my your".split())


def sentence_start(text: str, offset: int) -> bool:
    """Whether a sentence, an item or a line of its own begins at an offset (in code points)."""
    if offset > 1 and text[offset - 1 : offset] == " " and text[offset - 2].isalnum():
        return False  # as most words stand
    before = text[max(0, offset - 24) : offset].rstrip("\"'“‘«(（[「『")
    if not before:
        return True
    apart = len(before)  # where the marks and spaces behind the last word begin
    while apart and not (before[apart - 1].isalnum() or before[apart - 1] == "_"):
        apart -= 1
    marks = before[apart:]
    return "\n" in marks or (marks[-1:].isspace() and not _ENDS.isdisjoint(marks[:-1]))


def quoted(text: str, span: Span) -> bool:
    """Whether quotation marks or title marks stand right at both ends of a span."""
    before, after = text[max(0, span.start - 3) : span.start].rstrip(), text[span.end : span.end + 4].lstrip(",.;:!? ")
    return bool(before and after) and before[-1] in _OPENING and after[0] in _CLOSING


def goes_on(text: str, span: Span) -> bool:
    """Whether a capitalised word right behind makes the place the beginning of a longer name."""
    return _GOES_ON.match(text, span.end) is not None


def in_longer_name(text: str, span: Span) -> bool:
    """Whether a capitalised word right before or after makes the place a part of a longer name."""
    if goes_on(text, span):
        return True
    ahead = text[max(0, span.start - 40) : span.start]
    last = ahead[:-1].rpartition(" ")[2]
    if last.islower() and last not in ("of", "for"):
        return False  # as most words are
    before = _NAME_BEFORE.search(ahead)
    if before is None or fold(before.group(1)) in FUNCTION | _PRONOUNS:
        return False
    return not sentence_start(text, span.start - len(before.group()))


def in_title(text: str, span: Span) -> bool:
    """Whether a capitalised noun names what the place is about: "the Conference on the Least Developed Countries"."""
    return _TITLE_BEFORE.search(text[max(0, span.start - 40) : span.start]) is not None


_GOES_ON = late(r"(?: \([A-Z][\w'’ -]{1,30}\))? (?!I\b)[A-Z]\w")
"""A name that goes on, also behind a place in brackets: "Western China (Chengdu) Science City"."""
_NAME_BEFORE = late(r"([A-Z][\w'’-]*)(?: of| for)? $")
_TITLE_BEFORE = late(r"(?<=[\w,] )[A-Z][\w'’-]+ (?:on|of|for)(?: the)? $")


def style_of(pattern: Pattern, scene: Scene, span: Span, words: Sequence[tuple[int, Token]]) -> Style | None:
    """The style of a place whose words stand beside slots of the pattern, given as (slot, token).

    None where the place is written in lower case and the pattern is a name of such common words that something else
    is meant: "the two sessions of yoga" are not the Two Sessions.
    """
    letters = scene.text[span.start : span.end]
    if pattern.term.type == "acronym" and not _capital_letters(letters, pattern.term.text):
        return None  # "Nev." is a state, "who" a pronoun
    style = Style(pattern, scene, span, words)
    if letters.isupper() and not pattern.term.text.isupper() and sum(map(str.isalpha, letters)) > 3:
        return style._replace(upper=True)
    if pattern.case == "common" or "".join([scene.text[t.start] for _, t in words if t.norm not in FUNCTION]).isupper():
        return style  # as most names are written
    told = style.told
    lower = "".join([c for _, c in told]).islower()
    if lower and (pattern.term.type == "acronym" or _anything(pattern, scene, span, words)):
        return None
    if _described(pattern, told) or _several(pattern, words, told):
        return None
    return style._replace(lowered=True) if pattern.titled and _as_in_a_sentence(pattern, told) else style


def cased(word: str, slot: int, style: Style, found: str = "") -> str:
    """A word of a pattern as the place would print it, beside the word that is `found` there, if there is one.

    A capital that the place may have is kept, never forced: after a colon, in a list and in a table either is right.
    """
    if style.upper:
        return word.upper()
    if style.lowered and known(word.lower()):
        return capital(word) if found[:1].isupper() and slot == 0 and style.start else word[:1].lower() + word[1:]
    if not word[:1].islower() or style.pattern.case == "exact":
        return word
    raised = found[:1].isupper() and ((slot == 0 and style.start) or style.licence)
    return capital(word) if raised or (not found and word not in FUNCTION and style.title) else word


def capital(word: str) -> str:
    """A word with its first letter raised and the others as they are."""
    return word[:1].upper() + word[1:]


def _anything(pattern: Pattern, scene: Scene, span: Span, words: Sequence[tuple[int, Token]]) -> bool:
    """Whether a name in lower case is no name there: its words are too common, or it is one of several.

    "The two sessions of yoga", "government work reports", "the provincial government work report" and "the county's
    draft government work report" are any. So is what common words say as any sentence would ("this is a report on the
    work of the government").
    """
    if not _telling(pattern) or _identifier(pattern, scene.text[span.start : span.end]):
        return True
    told = [n for n in pattern.norms if n not in FUNCTION]
    if pattern.titled or len(told) >= _LONG or not all(known(n) and n not in COUNTRIES for n in told):
        return False
    if not LINKS.isdisjoint(pattern.norms):
        return True
    slot, token = words[-1]
    several = slot == pattern.head and token.norm == plural(pattern.norms[slot])
    return several or _DETERMINER.search(scene.text, max(0, span.start - 30), span.start) is not None


def _identifier(pattern: Pattern, letters: str) -> bool:
    """Whether lower-case letters name a file, a package or a host: "port-officers" for a name that has spaces."""
    return "-" in letters and " " in pattern.gaps and not any(map(str.isspace, letters))


def _described(pattern: Pattern, initials: Sequence[tuple[int, str]]) -> bool:
    """Whether a common word in lower case only describes the name behind it: "digital Chongqing" is no programme."""
    if pattern.case != "name" or len(pattern.norms) != 2:
        return False
    return [c.isupper() for _, c in initials] == [False, True] and common(pattern.norms[0])


def _several(pattern: Pattern, words: Sequence[tuple[int, Token]], initials: Sequence[tuple[int, str]]) -> bool:
    """Whether a plural is written as a sentence would: "European central banks" are several, and none is the ECB."""
    if pattern.case != "name" or pattern.titled or pattern.lettered:
        return False
    slot, token = words[-1]
    return slot == pattern.head and token.norm == plural(pattern.norms[slot]) and _as_in_a_sentence(pattern, initials)


_DETERMINER = late(
    r"(?:\b(?:[Aa]n?|[Aa]ny|[Ee]ach|[Ee]very|[Ss]ome|[Oo]ther|[Aa]nother|[Ss]uch|[Mm]y|[Oo]ur|[Yy]our|[Hh]is|[Ii]ts"
    r"|[Tt]heir|[Tt]his|[Tt]hat|[Tt]hese|[Tt]hose|own|last|previous|next"
    r"|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)|['’]s|s['’])\s+(?:[a-z][a-z-]+\s+)?$"
    r"|\b[Tt]he\s+[A-Za-z][a-z-]+\s+$"
)
"""What makes a phrase one of several: "a draft …", "this …", and a word between the article and it: "the annual …"."""


def _initial(word: str) -> str:
    """The letter that tells how a word is written: the first, or the second where the two were swapped ("aVlue")."""
    return word[1] if word[:1].islower() and word[1:2].isupper() else word[0]


def _as_in_a_sentence(pattern: Pattern, initials: Sequence[tuple[int, str]]) -> bool:
    """Whether every English word begins in lower case and every other one (a name) with a capital.

    A long name is a name however it is written.
    """
    if len(initials) > _LONG or all(c.isupper() for _, c in initials):
        return False
    return all(c.isupper() != _english(pattern.norms[p]) for p, c in initials)


def _english(norm: str) -> bool:
    return known(norm) and norm not in COUNTRIES


_LONG = 5


def _capital_letters(found: str, acronym: str) -> bool:
    """Whether a place has the capitals of an acronym: those of the term, or (in other letters) nothing but capitals."""
    plain, own = latin(found).removesuffix("s"), acronym.removesuffix("s")
    # A small l is a capital I misread.
    return plain == own or (plain.replace("l", "I").isupper() and plain.casefold() != own.casefold())


_NEAR = 12
"""Letters beside a place among which a mark that stands on its line is found."""


def _line_of_its_own(text: str, span: Span) -> bool:
    """Whether nothing else stands on the line, as in a list, a table or under a picture: it may be set as a title."""
    # A look at a few letters is enough, and keeps the time linear on a line of a million.
    before, after = text[max(0, span.start - _NEAR) : span.start], text[span.end : span.end + _NEAR]
    around = before.rpartition("\n")[2] + after.partition("\n")[0]
    return not any(map(str.isalnum, around))


def _telling(pattern: Pattern) -> bool:
    """Whether a name is recognised even in lower case: three words of meaning, or one that is no common word."""
    words = [n for n in pattern.norms if n not in FUNCTION and n != "s"]
    return len(words) > 2 or any(not common(w) and not w.isdecimal() for w in words)
