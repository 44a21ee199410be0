"""TBX version 2 (ISO 30042:2008): martif, TBX-Basic, one tig a term, for the many tools that read nothing newer.

Valid for the DTD of TBX-Basic v2, which the file names and nobody needs to fetch. Translate-toolkit, and with it
Weblate, reads back every concept and every term with its status. OmegaT, `tbx2po` and others show a deprecated term as
a translation: give them an export with `--preferred-only`.

Where things go is told in `cqterm.exchange.tbx`.
"""

from cqterm.exchange import Export
from cqterm.exchange.tbx_labels import MARKS
from cqterm.exchange.tbx_reader import read
from cqterm.exchange.tbx_writer import Shape, dca
from cqterm.exchange.tbx_writer import write as write_shape
from cqterm.model import Glossary

__all__ = ["MARKS", "NAME", "SUFFIXES", "SUMMARY", "read", "write"]

NAME = "tbx2"
SUFFIXES = (".tbx",)
SUMMARY = "TBX v2 (martif, TBX-Basic) for Weblate, OmegaT and other readers of the older form"

_SHAPE = Shape(
    before="""\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">
<martif type="TBX-Basic" xml:lang="{language}">
""",
    header="martifHeader",
    header_end="""\
    <encodingDesc>
      <p type="XCSURI">TBXBasicXCSV02.xcs</p>
    </encodingDesc>
""",
    entry="termEntry",
    section="langSet",
    term="tig",
    after="</martif>\n",
    categories=dca("subjectField", "administrativeStatus", "definition", "context", "source", "termType"),
)


def write(glossary: Glossary) -> Export:
    """The glossary as an indented UTF-8 document.

    Raises GlossaryError for ids that are malformed or stand twice, and for malformed language tags.
    """
    return write_shape(glossary, _SHAPE)
