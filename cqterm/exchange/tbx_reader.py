"""Reading TBX as it is found: version 3 (DCA and DCT) and version 2 (martif, tig and ntig), any dialect, any vendor.

Elements are known by their local names, categories by `type` or, in DCT style, by their own names; letter case,
hyphens and underscores in both make no difference. Whatever cqterm has no field for becomes a note, «category: text»,
of the concept or of the term below which it stands. What cqterm itself wrote as a labelled note (`tbx_labels`) is read
back as what it was.
"""

from typing import TYPE_CHECKING

from cqterm.errors import FormatError
from cqterm.exchange import tbx_labels
from cqterm.exchange.adopt import Entry, Reading, Said, adopt
from cqterm.exchange.languages import Languages
from cqterm.exchange.strict import one_line
from cqterm.exchange.vocabulary import STATUS_FIELDS, key
from cqterm.exchange.xml import elements, local, text_of
from cqterm.model import Evidence
from cqterm.values import collector_paused, field, mutable

if TYPE_CHECKING:
    from lxml.etree import _Element

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_ENTRIES = ("conceptEntry", "termEntry")
_SECTIONS = frozenset(("langSec", "langSet"))
_TERMS = frozenset(("termSec", "tig", "ntig", "term"))
_GROUPS = frozenset(("descripGrp", "adminGrp", "termNoteGrp", "termGrp"))
# In DCA style and in version 2 the category of these stands in their type; all others are categories themselves (DCT).
_CONTAINERS = frozenset(("descrip", "admin", "termNote", "note", "transac", "transacNote", "descripNote", "adminNote"))
_DOMAINS = frozenset(map(key, ("subjectField", "domain", "subject")))


def read(name: str, data: bytes, *, wanted: Languages = Languages()) -> Reading:  # noqa: B008 - immutable
    """The glossary that a TBX file holds. `wanted` are the languages that the user names.

    Raises:
        FormatError: It is not well-formed, unsafe (see `cqterm.exchange.xml`), or no TBX.
    """
    with collector_paused():
        return _reading(name, data, wanted)


def _reading(name: str, data: bytes, wanted: Languages) -> Reading:
    own = tbx_labels.MARKS[0] in data[:20_000]
    entries, root = [], None
    for element in elements(name, data, _ENTRIES):
        if local(element.tag) in _ENTRIES:
            entries.append(_entry(element, own=own))
        else:
            root = element
    if root is None or local(root.tag) not in ("tbx", "martif"):
        found = "" if root is None else f" but «{local(root.tag)}»"
        raise FormatError(f"{name}: no TBX: its first element is not «tbx» or «martif»{found}: check the file")
    title = next((text_of(e) for e in root.iterfind(".//{*}titleStmt/{*}title")), "")
    if not own:
        return adopt(entries, name=name, title=title, wanted=wanted)
    lines = [text for p in root.iterfind(".//{*}sourceDesc/{*}p") if (text := one_line(text_of(p)))]
    sources = tbx_labels.sources(lines)
    known = {source.id for source in sources}
    for entry in entries:
        tbx_labels.interpret(entry, known)
    stated = tbx_labels.languages(lines)
    return adopt(entries, name=name, title=title, stated=stated, wanted=wanted, sources=sources, own=True)


def _entry(element: "_Element", *, own: bool) -> Entry:
    entry = Entry(id=element.get("id", ""))
    for child in element:
        name = local(child.tag)
        if name not in _SECTIONS:
            _about_concept(child, name, entry)
            continue
        language = child.get(_LANG) or child.get("lang") or ""
        for part in child:
            name = local(part.tag)
            if name in _TERMS:
                _term(part, name, language, entry, own=own)
            else:
                _about_concept(part, name, entry)
    return entry


def _about_concept(element: "_Element", name: str, entry: Entry) -> None:
    if name in _GROUPS:
        for child in element:
            _about_concept(child, local(child.tag), entry)
        return
    category, text = _fact(element, name)
    if not category:
        entry.notes += [text] if text else []
        return
    kind = key(category)
    if kind in _DOMAINS and not entry.domain:
        entry.domain = text
    elif kind == "definition" and not entry.definition:
        entry.definition = text
    elif text:
        entry.notes.append(f"{category}: {text}")


def _term(section: "_Element", name: str, language: str, entry: Entry, *, own: bool) -> None:
    """A term section; one that holds several terms says the same of each."""
    said = _Said()
    for child in section if name != "term" else (section,):
        inner = local(child.tag)
        if inner == "term":
            said.terms.append(text_of(child))
        elif own and inner == "descripGrp":
            _quote(child, entry)
        else:
            _about_term(child, inner, said, entry)
    for text in said.terms or [""]:
        entry.terms.append(Said(text, language, said.status, said.type, notes=said.notes))


def _about_term(element: "_Element", name: str, said: "_Said", entry: Entry) -> None:
    if name == "term":
        said.terms.append(text_of(element))
        return
    if name in _GROUPS:
        for child in element:
            _about_term(child, local(child.tag), said, entry)
        return
    category, text = _fact(element, name)
    if not category:
        said.notes += [text] if text else []
        return
    kind = key(category)
    if kind in STATUS_FIELDS and not said.status:
        said.status = text
    elif kind == "termtype" and not said.type:
        said.type = text
    elif kind == "definition" and not entry.definition:
        entry.definition = text
    elif text:
        said.notes.append(f"{category}: {text}")


@mutable
class _Said:
    """What a term section has said so far."""

    terms: list[str] = field(default_factory=list)
    status: str = ""
    type: str = ""
    notes: list[str] = field(default_factory=list)


def _fact(element: "_Element", name: str) -> tuple[str, str]:
    """The category of an element and its text, of a group all texts of its parts."""
    kind = element.get("type")
    category = (kind or "") if name in _CONTAINERS else kind or name
    text = element.text or ""
    if len(element):
        if text.strip():
            text = text_of(element)
        else:
            parts = [_fact(child, local(child.tag)) for child in element if isinstance(child.tag, str)]
            return category, "; ".join(f"{label}: {each}" if label else each for label, each in parts if each)
    target = None if name == "note" else element.get("target")
    return category, f"{text} ({target})".strip() if target else text


def _quote(group: "_Element", entry: Entry) -> None:
    """A context as cqterm writes it: the quote and its source."""
    # the style DCA names the category in an attribute, DCT by the element itself
    texts = {child.get("type") or local(child.tag): text_of(child) for child in group if isinstance(child.tag, str)}
    evidence = Evidence(source=texts.get("source", ""), quote=texts.get("context", ""))
    entry.facts["evidence"] = (*entry.facts.get("evidence", ()), evidence)
