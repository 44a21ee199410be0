"""Small phrases that messages share: how many, how often, what was meant; and the language of a tag."""

from collections.abc import Iterable
from functools import cache


def number(count: int, noun: str, plural: str = "") -> str:
    """A count with its noun: "1 file", "2,000 files"; `plural` where an s is not enough."""
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"


def times(count: int) -> str:
    """How often: "once", "twice", "3 times"."""
    return {1: "once", 2: "twice"}.get(count, f"{count:,} times")


@cache
def primary(tag: str) -> str:
    """The primary language of a BCP 47 tag (RFC 5646, section 2.2.1), in lower case; an underscore is as good."""
    return tag.replace("_", "-").partition("-")[0].casefold()


def advice(name: str, known: Iterable[str]) -> str:
    """What to do about a name that there is not: the one that was meant, or all there are."""
    from difflib import get_close_matches

    names = list(known)
    close = get_close_matches(name, names, n=1)
    return f"did you mean '{close[0]}'?" if close else f"known are {', '.join(names)}"
