"""TSV: a glossary as a table with tabs, as spreadsheets copy it and OmegaT reads it. See `cqterm.exchange.csv`."""

from cqterm.exchange import Export, delimited
from cqterm.exchange.adopt import Reading
from cqterm.exchange.languages import Languages
from cqterm.exchange.table import LAYOUTS
from cqterm.model import Glossary

NAME = "tsv"
SUFFIXES = (".tsv", ".tab", ".utf8")
SUMMARY = "a table with tabs, also for OmegaT"
MARKS = delimited.marks("\t")
OPTIONS = {"preset": tuple(LAYOUTS)}
READ_OPTIONS = ("columns",)


def write(glossary: Glossary, *, preset: str = "terms") -> Export:
    """The glossary as a table. Raises GlossaryError for malformed ids and language tags."""
    return delimited.write(glossary, preset, "\t")


def read(name: str, data: bytes, *, wanted: Languages = Languages(), columns: str = "") -> Reading:  # noqa: B008
    """The glossary that a table with any delimiter holds. Raises FormatError where its columns are not known."""
    return delimited.read(name, data, wanted=wanted, columns=columns)
