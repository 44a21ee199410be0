"""CSV: a glossary for spreadsheets and for the importers of Weblate, GlotPress, Phrase, memoQ and MultiTerm.

Our own layout holds a row a term and comes back whole, but for examples, evidence and sources. UTF-8, commas (memoQ:
semicolons), line feeds. A cell that a spreadsheet would run as a formula gets an apostrophe, which reading takes away.
"""

from cqterm.exchange import Export, delimited
from cqterm.exchange.adopt import Reading
from cqterm.exchange.languages import Languages
from cqterm.exchange.table import LAYOUTS
from cqterm.model import Glossary

NAME = "csv"
SUFFIXES = (".csv",)
SUMMARY = "a table, in a layout of our own or of another tool"
MARKS = delimited.marks(",")
OPTIONS = {"preset": tuple(LAYOUTS)}
READ_OPTIONS = ("columns",)


def write(glossary: Glossary, *, preset: str = "terms") -> Export:
    """The glossary as a table. Raises GlossaryError for malformed ids and language tags."""
    return delimited.write(glossary, preset, ",")


def read(name: str, data: bytes, *, wanted: Languages = Languages(), columns: str = "") -> Reading:  # noqa: B008
    """The glossary that a table with any delimiter holds. Raises FormatError where its columns are not known."""
    return delimited.read(name, data, wanted=wanted, columns=columns)
