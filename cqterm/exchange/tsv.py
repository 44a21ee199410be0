"""TSV: a glossary as a table with tabs, as spreadsheets copy it and OmegaT reads it. See `cqterm.exchange.csv`."""

from cqterm.exchange import Export, delimited
from cqterm.exchange.csv import OPTIONS, READ_OPTIONS, read
from cqterm.model import Glossary

__all__ = ["MARKS", "NAME", "OPTIONS", "READ_OPTIONS", "SUFFIXES", "SUMMARY", "read", "write"]

NAME = "tsv"
SUFFIXES = (".tsv", ".tab", ".utf8")
SUMMARY = "a table with tabs, also for OmegaT"
MARKS = delimited.marks("\t")


def write(glossary: Glossary, *, preset: str = "terms") -> Export:
    """The glossary as a table. Raises GlossaryError for malformed ids and language tags."""
    return delimited.write(glossary, preset, "\t")
