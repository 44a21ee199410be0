"""Small phrases that reports, cards and reasons share: how many, how often; and the language of a tag."""


def number(count: int, noun: str, plural: str = "") -> str:
    """A count with its noun: "1 file", "2,000 files"; `plural` where an s is not enough."""
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"


def times(count: int) -> str:
    """How often: "once", "twice", "3 times"."""
    return {1: "once", 2: "twice"}.get(count, f"{count:,} times")


def primary(tag: str) -> str:
    """The primary language of a BCP 47 tag (RFC 5646, section 2.2.1), in lower case; an underscore is as good."""
    return tag.replace("_", "-").partition("-")[0].casefold()
