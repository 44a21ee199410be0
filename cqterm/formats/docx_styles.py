"""What the styles of a Word file say of the text that wears them: a heading, a caption, code, a language.

A style is judged by its name, which Word keeps in English whatever language its menus speak, and by its outline level;
what a style leaves open, the style that it is based on says (ECMA-376 part 1, section 17.7).
"""

from collections.abc import Mapping

from cqterm.formats.docx_names import Names, value
from cqterm.formats.xml_events import scan
from cqterm.model import Role
from cqterm.text.patterns import late
from cqterm.values import NamedTuple, mutable


class Style(NamedTuple):
    """What matters of a style. `role` is empty and `code` false where it is a style like others."""

    role: Role = "text"
    code: bool = False
    language: str = ""


NORMAL = Style()


def styles(place: str, source: str) -> Mapping[str, Style]:
    """The styles by their ids; `place` serves messages only.

    Raises:
        FormatError: the part is broken.
    """
    raw = _raw(place, source)
    return {identifier: _resolved(identifier, raw) for identifier in raw}


_HEADING = late(r"(?:heading|toc) \d|(?:sub)?title|(?:toc|table of contents) heading|table of figures")
_CAPTION = late(r"caption")
# Preformatted text is none: programs give that style to every paragraph of a text file or a web page.
_CODE = late(
    r"(?:source |inline )?code(?: (?:block|text|char|example|inline))?|verbatim(?: char)?|macro text(?: char)?"
    r"|html (?:code|sample|keyboard|typewriter|variable)(?: char)?"
)
_DEPTH = 12  # styles based on each other; a circle ends here


@mutable
class _Raw:
    name: str = ""
    based_on: str = ""
    language: str = ""
    outline: bool = False


def _raw(place: str, source: str) -> dict[str, _Raw]:
    names = Names()
    found: dict[str, _Raw] = {}
    current = _Raw()

    def start(element: str, attributes: dict[str, str], at: int) -> None:  # noqa: ARG001 - the shape of a handler
        nonlocal current
        match names[element]:
            case "docDefaults":
                current = _Raw()  # what a computer is set to says nothing about a text
            case "style":
                current = found[value(attributes, "styleId")] = _Raw()
            case "name":
                current.name = value(attributes).casefold()
            case "basedOn":
                current.based_on = value(attributes)
            case "lang":
                current.language = value(attributes)
            case "outlineLvl":
                current.outline = value(attributes) in set("012345678")

    scan(place, source, start=start, end=lambda *_: None, text=lambda *_: None)
    return found


def _resolved(identifier: str, raw: Mapping[str, _Raw]) -> Style:
    style = NORMAL
    for _ in range(_DEPTH):
        each = raw.get(identifier)
        if each is None:
            break
        if style.role == "text":
            style = style._replace(role=_role(each))
        style = style._replace(
            code=style.code or _CODE.fullmatch(each.name) is not None, language=style.language or each.language
        )
        identifier = each.based_on
    return style


def _role(raw: _Raw) -> Role:
    if _HEADING.fullmatch(raw.name) or raw.outline:
        return "heading"
    return "caption" if _CAPTION.fullmatch(raw.name) else "text"
