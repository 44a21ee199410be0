"""What stands on a page and is no prose: menus, cookie notices, credits, datelines, bylines, editors' notes.

`without_furniture` keeps every offset: what is dropped becomes the opaque character, over which no term runs.
"""

import re

from cqterm.model import OPAQUE

HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_HAN = re.compile(f"[{HAN}\u3000-\u303f\uff00-\uffef]")
_LATIN = re.compile(r"[A-Za-z]")
_WORD = re.compile(r"\w+")

_NOTICE = re.compile(
    r"\bcookies?\b|privacy (?:policy|statement|notice)|terms of (?:use|service)|all rights reserved"
    r"|copyright (?:\d|©|\(c\))|©"
    r"|(?:translated|edited|compiled|proofread) (?:and \w+ )?by\b|version (?:is deemed to|shall) prevail"
    r"|(?:please|to) (?:e-?mail|call|contact us|dial)|reported by calling"
    r"|subscribe (?:to|now)|click (?:here|on)|all comments|leave a (?:comment|message)",
    re.IGNORECASE,
)
_WIDGET = re.compile(
    r"(?:i agree|accept(?: all)?|about us|contact us|about uscontact us|leaving a message|read (?:more|in \w+)"
    r"|sign (?:in|up)|log ?in|register|share(?: this)?|print|home|back to top|related (?:news|stories|articles)"
    r"|more news|latest|photos?|videos?|search|menu|next|previous|title|\w+ title|loading)[\s.:>»]*",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"[(\[]\s*(?:photos?|photographs?|photographed|pictures?|images?|graphics?|source|credit|courtesy|by|xinhua|file)\b"
    r"[^)\]\n]{0,80}[)\]]|(?:^|\n)\s*(?:photos?|pictures?|images?) (?:by|courtesy|:)[^\n]{0,80}",
    re.IGNORECASE,
)
_DATE = (
    r"(?:\d{1,2}\s+)?(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?(?:\s+\d{1,2})?(?:,?\s+\d{4})?"
)
_DATELINE = re.compile(
    rf"\s*[A-Z][\w.'’]*(?:[ ,]+[A-Z][\w.'’]*){{0,3}}(?:,\s*{_DATE})?\s*(?:\([A-Za-z ]{{2,24}}\))?"
    r"\s*(?:--|[-–—])\s+(?=\S)"
)
_STAMP = re.compile(rf".*\|.*{_DATE}.*|\s*{_DATE}\s*|(?:date|time|updated?|source)s?\s*:[^\n]*", re.IGNORECASE)
_BYLINE = re.compile(
    r"\s*(?:(?:[Rr]eported |[Ww]ritten )?[Bb]y|[Ee]ditors?:|[Rr]eporters?:|[Aa]uthor:)\s+[A-Z][^.!?]{2,80}"
)


def without_furniture(text: str, *, opening: bool = False) -> str:
    """The text of a segment with its furniture made opaque, of the same length; all of it where nothing else is left.

    A dateline is looked for where `opening` says that the text of a document begins here.
    """
    if _idle(text):
        return OPAQUE * len(text)
    found = _DATELINE.match(text) if opening else None
    if found and found.end() < 60:
        text = OPAQUE * found.end() + text[found.end() :]
    text = _blank(_CREDIT, text)
    return "\n".join(OPAQUE * len(line) if _idle_line(line) else line for line in text.split("\n"))


def _idle(text: str) -> bool:
    words = len(_WORD.findall(text))
    if _HAN.search(text) and len(_HAN.findall(text)) * 2 > len(_LATIN.findall(text)):
        return True
    if OPAQUE in text and words < 12:
        return True
    return words < 80 and _NOTICE.search(text) is not None


def _idle_line(line: str) -> bool:
    line = line.strip()
    return bool(_WIDGET.fullmatch(line) or (len(line) < 90 and (_STAMP.fullmatch(line) or _BYLINE.fullmatch(line))))


def _blank(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda m: OPAQUE * len(m.group()), text)
