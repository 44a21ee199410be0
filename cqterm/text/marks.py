"""Quotation marks and apostrophes as a text sets them: straight ones, curly ones or others."""

from cqterm.model import Span

_AROUND = 400
"""Letters before and behind a place that show how its text is set."""


def apostrophe_around(text: str, place: Span) -> str:
    """The apostrophe that a place is to have: a curly one where those around it are."""
    around = text[max(0, place.start - _AROUND) : place.end + _AROUND]
    return "\u2019" if "\u2019" in around and "'" not in around else "'"


def with_quotes(wanted: str, found: str) -> str:
    """Text with the closing quotation mark of the place, whose opening one stands before it."""
    closing = next((mark for mark in found if mark in "”’»」"), "")
    return wanted.replace('"', closing) if closing else wanted
