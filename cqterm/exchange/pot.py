"""POT: the glossary as a gettext template, for translating it into one more language.

What `cqterm.exchange.po` writes, with empty translations: every term of the target language stands in the comments.
"""

from cqterm.exchange import Export
from cqterm.exchange.po import MARKS, write_catalogue
from cqterm.exchange.po_reader import read
from cqterm.model import Glossary

__all__ = ["MARKS", "NAME", "SUFFIXES", "SUMMARY", "read", "write"]

NAME = "pot"
SUFFIXES = (".pot",)
SUMMARY = "gettext template: as po, without translations"


def write(glossary: Glossary) -> Export:
    """The glossary as a UTF-8 template that `msgfmt -c` accepts.

    Raises GlossaryError for ids that are malformed or stand twice, and for malformed language tags.
    """
    return write_catalogue(glossary, template=True)
