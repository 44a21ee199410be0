"""TBX: TermBase eXchange version 3 (ISO 30042:2019), in three dialects and two styles.

Valid for the core RELAX NG schema and the dialect's Schematron, whose addresses stand in the file, and free of what
both overlook (see `cqterm.exchange.strict`). Nothing is invented: no part of speech, no date, no responsible person.

Where things go: the concept's id is the entry's id, so it stays the same in every export. A quote is the context of
the term that it shows, with the source's id beside it; where it shows none of them, and for whatever the dialect has
no data category for, there is a note, a label first. The sources themselves are described in the header, a line each.

TBX-Basic is what most tools expect. TBX-Min knows subject field and status, TBX-Core no data category at all. In DCA
style a category is the value of an attribute, in DCT style an element of its own; read here are both.
"""

from cqterm.errors import ConfigError
from cqterm.exchange import Export
from cqterm.exchange.tbx_labels import MARKS
from cqterm.exchange.tbx_reader import read
from cqterm.exchange.tbx_writer import Shape, dca
from cqterm.exchange.tbx_writer import write as write_shape
from cqterm.model import Glossary

__all__ = ["MARKS", "NAME", "OPTIONS", "SUFFIXES", "SUMMARY", "read", "write"]

NAME = "tbx"
SUFFIXES = (".tbx",)
SUMMARY = "TBX v3 (ISO 30042:2019)"
OPTIONS = {"dialect": ("basic", "min", "core"), "style": ("dca", "dct")}

_CORE = "https://raw.githubusercontent.com/LTAC-Global/TBX_Core_RNG/master/TBXcoreStructV03.rng"
_DIALECTS = "https://raw.githubusercontent.com/LTAC-Global"
_MIN = ("subjectField", "administrativeStatus")
_BASIC = ("definition", "context", "source", "termType")
# The namespaces of the modules in DCT style: tbxinfo.net.
_MODULES = {
    "min": 'xmlns:min="http://www.tbxinfo.net/ns/min"',
    "basic": 'xmlns:basic="http://www.tbxinfo.net/ns/basic"',
}


def write(glossary: Glossary, *, dialect: str = "basic", style: str = "dca") -> Export:
    """The glossary as an indented UTF-8 document, in the `dialect` basic, min or core and the `style` dca or dct.

    Raises GlossaryError for ids that are malformed or stand twice, and for malformed language tags, and ConfigError
    for TBX-Min in DCT style, which no public schema judges.
    """
    if (dialect, style) == ("min", "dct"):
        raise ConfigError("tbx: there is no schema for TBX-Min in DCT style: take --style dca, or --dialect basic")
    return write_shape(glossary, _shape(dialect, style))


def _shape(dialect: str, style: str) -> Shape:
    name = f"TBX-{dialect.title()}"
    modules = {"core": (), "min": ("min",), "basic": ("min", "basic")}[dialect]
    names = {"min": _MIN, "basic": _BASIC}
    if style == "dct":
        categories = {n: (f"<{m}:{n}>", f"</{m}:{n}>") for m in modules for n in names[m]}
        namespaces = "".join(f" {_MODULES[m]}" for m in modules)
    else:
        categories, namespaces = dca(*(n for m in modules for n in names[m])), ""
    models = [(_CORE, "http://relaxng.org/ns/structure/1.0")]
    if modules:
        schema = f"{_DIALECTS}/{name}_dialect/master/{style.upper()}/{name}_{style.upper()}.sch"
        models.append((schema, "http://purl.oclc.org/dsdl/schematron"))
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        *(f'<?xml-model href="{href}" type="application/xml" schematypens="{kind}"?>' for href, kind in models),
        f'<tbx xmlns="urn:iso:std:iso:30042:ed-2"{namespaces} type="{name}" style="{style}" xml:lang="{{language}}">',
    ]
    return Shape(
        before="".join(f"{line}\n" for line in lines),
        header="tbxHeader",
        header_end="",
        entry="conceptEntry",
        section="langSec",
        term="termSec",
        after="</tbx>\n",
        categories=categories,
    )
