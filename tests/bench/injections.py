"""Errors of every kind, put into terms of any glossary: what a lint that knows the term should find and mend.

Each kind is a function from a pattern and a random generator to the term as somebody might have miswritten it, or None
where such an error can't be made there or would make another good word. Nothing is known here of how the lint works.
"""

import re
from collections.abc import Callable
from random import Random

from cqterm.match.lexicon import Pattern
from cqterm.text.words import FUNCTION, cardinal, common, known, ordinal

Injection = Callable[[Pattern, Random], str | None]

LETTERS = "abcdefghijklmnopqrstuvwxyz"
MISREAD = (("rn", "m"), ("m", "rn"), ("l", "1"), ("o", "0"), ("w", "vv"), ("0", "O"), ("1", "l"))
CYRILLIC = dict(zip("aeopcyxBKMHOPCTX", "аеорсухВКМНОРСТХ", strict=True))
STRANGERS = ("Annual", "Special", "Golden", "Northern", "Public")


def deleted(pattern: Pattern, random: Random) -> str | None:
    """A letter left out."""
    return _in_a_word(pattern, random, lambda w, i: w[:i] + w[i + 1 :])


def inserted(pattern: Pattern, random: Random) -> str | None:
    """A letter too many."""
    return _in_a_word(pattern, random, lambda w, i: w[:i] + random.choice(LETTERS) + w[i:])


def substituted(pattern: Pattern, random: Random) -> str | None:
    """Another letter."""
    return _in_a_word(pattern, random, lambda w, i: w[:i] + random.choice(LETTERS) + w[i + 1 :])


def transposed(pattern: Pattern, random: Random) -> str | None:
    """Two letters in the wrong order."""
    return _in_a_word(pattern, random, lambda w, i: w[: i - 1] + w[i] + w[i - 1] + w[i + 1 :])


def twice(pattern: Pattern, random: Random) -> str | None:
    """Two edits in one word of seven letters or more."""
    return _in_a_word(
        pattern, random, lambda w, i: w[: i - 1] + w[i] + w[i - 1] + w[i + 1 :][:-1] + random.choice(LETTERS), least=7
    )


def misread(pattern: Pattern, random: Random) -> str | None:
    """What character recognition makes of a letter or a figure."""
    places = [(m.start(), a, b) for a, b in MISREAD for m in re.finditer(a, pattern.term.text)]
    if not places:
        return None
    at, wrong, right = random.choice(places)
    return pattern.term.text[:at] + right + pattern.term.text[at + len(wrong) :]


def cyrillic(pattern: Pattern, random: Random) -> str | None:
    """A letter that only looks Latin."""
    places = [i for i, c in enumerate(pattern.term.text) if c in CYRILLIC]
    return _swap(pattern.term.text, random.choice(places), CYRILLIC) if places else None


def full_width(pattern: Pattern, random: Random) -> str | None:
    """A word in full-width letters."""
    word = random.choice(pattern.words)
    wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in word)
    return pattern.term.text.replace(word, wide, 1)


def split(pattern: Pattern, random: Random) -> str | None:
    """A space inside a long word."""
    return _in_a_word(pattern, random, lambda w, i: w[:i] + " " + w[i:], least=6)


def joined(pattern: Pattern, random: Random) -> str | None:
    """A space left out."""
    gaps = [m.start() for m in re.finditer(r"(?<=\w\w\w\w) (?=\w\w\w\w)", pattern.term.text)]
    at = random.choice(gaps) if gaps else None
    return None if at is None else pattern.term.text[:at] + pattern.term.text[at + 1 :]


def unhyphened(pattern: Pattern, random: Random) -> str | None:
    """A hyphen left out."""
    return pattern.term.text.replace("-", " ", 1) if "-" in pattern.term.text else None


def uncapitalised(pattern: Pattern, random: Random) -> str | None:
    """One word of a name in lower case."""
    raised = [w for w in pattern.words if w[:1].isupper() and w[1:].islower() and len(w) > 2]
    if pattern.case != "name" or len(raised) < 2 or len(pattern.words) < 3:
        return None
    word = random.choice(raised)
    return re.sub(rf"\b{word}\b", word.lower(), pattern.term.text, count=1)


def article(pattern: Pattern, random: Random) -> str | None:
    """An article between two words of meaning."""
    gaps = [m.start() for m in re.finditer(r"(?<=\w) (?=\w)", pattern.term.text)]
    inner = [g for g in gaps if not FUNCTION & {_before(pattern.term.text, g), _after(pattern.term.text, g)}]
    at = random.choice(inner) if inner and len(pattern.words) > 2 else None
    return None if at is None else f"{pattern.term.text[:at]} the{pattern.term.text[at:]}"


def swapped(pattern: Pattern, random: Random) -> str | None:
    """Neighbours in the wrong order, in a name."""
    pairs = [p for p in re.findall(r"\b(\w+) (\w+)\b", pattern.term.text) if p[0] != p[1] and not FUNCTION & {*p}]
    if not _long_name(pattern, 3) or not pairs:
        return None
    a, b = random.choice(pairs)
    return pattern.term.text.replace(f"{a} {b}", f"{b} {a}", 1)


def missing(pattern: Pattern, random: Random) -> str | None:
    """An inner word of general meaning left out of a long name."""
    inner = [w for w in pattern.term.text.split()[1:-1] if w.isalpha() and _general(w)]
    if not _long_name(pattern, 4) or not inner or pattern.near != "all":
        return None
    return pattern.term.text.replace(f" {random.choice(inner)} ", " ", 1)


def extra(pattern: Pattern, random: Random) -> str | None:
    """A word of general meaning too many inside a name."""
    gaps = [m.start() for m in re.finditer(" ", pattern.term.text)]
    if not _long_name(pattern, 3) or not gaps or pattern.near != "all":
        return None
    at = random.choice(gaps)
    return f"{pattern.term.text[:at]} {random.choice(STRANGERS)}{pattern.term.text[at:]}"


def replaced(pattern: Pattern, random: Random) -> str | None:
    """Another word of general meaning inside a long name."""
    inner = [w for w in pattern.term.text.split()[1:-1] if w.isalpha() and _general(w)]
    if not _long_name(pattern, 4) or not inner or pattern.near != "all":
        return None
    word = random.choice(inner)
    other = random.choice([stranger for stranger in STRANGERS if stranger != word])
    return pattern.term.text.replace(f" {word} ", f" {other} ", 1)


def figure(pattern: Pattern, random: Random) -> str | None:
    """Two digits of a quoted formula in the wrong order."""
    found = re.search(r'"(\d{3,})"', pattern.term.text)
    at = next((i for i in range(1, len(found[1])) if found[1][i] != found[1][i - 1]), None) if found else None
    if found is None or at is None:
        return None
    digits = found[1][: at - 1] + found[1][at] + found[1][at - 1] + found[1][at + 1 :]
    return pattern.term.text.replace(found[1], digits, 1)


KINDS: dict[str, Injection] = {
    "letter missing": deleted, "letter too many": inserted, "another letter": substituted,
    "letters swapped": transposed, "two edits": twice, "misread": misread, "Cyrillic letter": cyrillic,
    "full width": full_width, "word split": split, "words joined": joined, "hyphen dropped": unhyphened,
    "capital dropped": uncapitalised, "article inside": article, "words swapped": swapped, "word missing": missing,
    "word too many": extra, "another word": replaced, "wrong figure": figure,
}  # fmt: skip
"""The kinds of error, in the order of the table."""


def _in_a_word(pattern: Pattern, random: Random, change: Callable[[str, int], str], *, least: int = 5) -> str | None:
    """A change at one place in a word; None where it makes another word."""
    words = [w for w in pattern.words if len(w) >= least and w.isalpha() and w.isascii()]
    if not words:
        return None
    word = random.choice(words)
    made = change(word, random.randrange(1, len(word)))
    plural = {made + "s", made.removesuffix("s")} & {word, word + "s"}
    same = made.lower() == word.lower() or plural or known(made.lower())
    return None if same else pattern.term.text.replace(word, made, 1)


def _swap(text: str, at: int, letters: dict[str, str]) -> str:
    return text[:at] + letters[text[at]] + text[at + 1 :]


def _before(text: str, at: int) -> str:
    return re.split(r"\W", text[:at])[-1].lower()


def _after(text: str, at: int) -> str:
    return re.split(r"\W", text[at + 1 :])[0].lower()


def _general(word: str) -> bool:
    lower = word.lower()
    return common(lower) and lower not in FUNCTION and not cardinal(lower) and not ordinal(lower)


def _long_name(pattern: Pattern, words: int) -> bool:
    return pattern.case == "name" and len(re.findall(r"[\w'’]+", pattern.term.text)) >= words
