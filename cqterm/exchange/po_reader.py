"""Reading PO and POT as a glossary: ours with everything that its comments say, others as messages and translations.

Of other files the extracted comment is the definition, the translator's comment a note, a context that could be an id
the id; fuzzy and untranslated messages are proposed. Obsolete messages are left out and counted. Where a translation
repeats its term (`module -- 模块`, as glossaries inside documentation do), what follows is the rendering; of a list of
short ones (`连接,链接`) the first is preferred and the others are admitted.
"""

import re
from typing import TYPE_CHECKING

from cqterm.errors import FormatError
from cqterm.exchange.adopt import Entry, Reading, Said, adopt
from cqterm.exchange.languages import UNKNOWN, Languages
from cqterm.exchange.strict import cited
from cqterm.exchange.tbx_labels import read_decision
from cqterm.exchange.vocabulary import tag
from cqterm.glossary.ids import is_id
from cqterm.glossary.shape import STATES

if TYPE_CHECKING:
    from polib import POEntry, POFile

MARKS = (b"X-Generator: cqterm",)
"""The line of the header by which an export of ours is known again."""

_TERM = re.compile(
    r"(preferred|admitted|deprecated|superseded) \(([A-Za-z0-9-]+)(?:, (acronym|short))?(?:, from ([0-9-]+))?"
    r"(?:, until ([0-9-]+))?(?:, publisher ([^()]*))?\): (.*)"
)
_LOCALE = re.compile(r"(?:^|[._-])([a-z]{2,3}(?:[_-][A-Za-z]{2,4})?)\.pot?\Z")
_LIST = re.compile(r"\s*[,;，；、]\s*")
_PUNCTUATION = re.compile(r"[,;，；、.:!?&()/]")
_LONG, _WORDS = 100, 3
"""Characters of a list, and words from three on, with which what stands between commas is rather part of a sentence."""


def read(name: str, data: bytes, *, wanted: Languages = Languages()) -> Reading:  # noqa: B008 - immutable
    """The glossary that a PO file or template holds.

    Raises:
        FormatError: It can't be decoded or parsed, or holds no message.
    """
    catalogue = _parsed(name, data)
    own = MARKS[0] in data
    metadata = catalogue.metadata
    target = metadata.get("Language") or metadata.get("X-Target-Language") or _from_name(name, metadata)
    # msgids are English by custom, but hardly in a file that is translated into English
    usual = UNKNOWN if tag(target).startswith("en") else "en"
    stated = Languages(tag(metadata.get("X-Source-Language", "")) or usual, tag(target))
    messages = [message for message in catalogue if not message.obsolete and message.msgid.strip()]
    if own:
        lines = catalogue.header.split("\n")
        sources = [cited(line.removeprefix("source: ")) for line in lines if line.startswith("source: ")]
        entries = [_own(message, stated) for message in messages]
        title = metadata.get("Project-Id-Version", "")
        return adopt(entries, name=name, title=title, stated=stated, wanted=wanted, sources=sources, own=True)
    spoken = Languages(stated.source, stated.target or wanted.target)
    reading = adopt([_foreign(m, spoken) for m in messages], name=name, stated=spoken, wanted=wanted)
    remarks = [
        f"messages: {what} ({count} message{'s' if count != 1 else ''})"
        for what, count in (
            ("obsolete, left out", sum(message.obsolete for message in catalogue)),
            ("the term before its rendering, left out", sum(_rendering(m) != _translation(m) for m in messages)),
            ("a list, whose others are admitted", sum(_is_list(m.msgid, _rendering(m)) for m in messages)),
        )
        if count
    ]
    return Reading(reading.glossary, (*reading.remarks, *remarks))


def _parsed(name: str, data: bytes) -> "POFile":
    import polib

    text = _decoded(name, data)
    try:
        # polib takes a text that is the path of a file for that file; no path ends in line breaks
        return polib.pofile(f"{text}\n\n", wrapwidth=0, check_for_duplicates=False)
    except (OSError, ValueError, UnicodeError, IndexError, AttributeError) as error:
        line = re.search(r"line (\d+)", str(error))
        place = f"{name}:{line.group(1)}" if line else name
        raise FormatError(f"{place}: not valid PO: check it with msgfmt -c; was it cut off?") from None


def _decoded(name: str, data: bytes) -> str:
    """The text in the encoding that the header names (gettext manual, section 6.2), UTF-8 without one."""
    declared = re.search(rb"charset=([A-Za-z0-9._-]+)", data[:8000])
    encoding = declared.group(1).decode() if declared else "utf-8"
    if encoding.upper() in ("CHARSET", "UTF-8"):
        encoding = "utf-8-sig"
    try:
        return data.decode(encoding)
    except LookupError:
        raise FormatError(f"{name}: charset «{encoding}» is not known: save the file as UTF-8") from None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise FormatError(
            f"{name}:{line}: is not {encoding.removesuffix('-sig')}, as its header says: save it as UTF-8"
        ) from None


def _from_name(name: str, metadata: dict[str, str]) -> str:
    """The language where the header does not say it: `po/zh_CN.po`, or the team's."""
    found = _LOCALE.search(re.split(r"[/\\]", name)[-1])
    team = re.match(r"[a-z]{2,3}(?:_[A-Za-z]{2,4})?\b", metadata.get("Language-Team", ""))
    return found.group(1) if found else team.group() if team else ""


def _foreign(message: "POEntry", languages: Languages) -> Entry:
    context = (message.msgctxt or "").strip()
    translation = _rendering(message)
    notes = [message.tcomment]
    if context and not is_id(context):
        notes.append(f"context: {context}")
    if message.msgid_plural:
        notes.append(f"plural: {message.msgid_plural}")
    terms = [Said(message.msgid, languages.source, "preferred")]
    if translation.strip():
        first, *others = _alternatives(message.msgid, translation)
        terms.append(Said(first, languages.target or UNKNOWN, "preferred"))
        terms += [Said(other, languages.target or UNKNOWN, "admitted") for other in others]
    definition = message.comment.strip()
    return Entry(
        id=context if is_id(context) else "",
        terms=terms,
        definition=definition[1:-1] if re.fullmatch(r'"[^"]*"', definition) else definition,
        notes=notes,
        state="proposed" if message.fuzzy else None,
    )


def _rendering(message: "POEntry") -> str:
    """The translation without the term itself and a dash before it."""
    translation = _translation(message)
    again = re.match(rf"\s*{re.escape(message.msgid.strip())}\s+(?:--|[-–—])\s+(?=\S)", translation, re.IGNORECASE)
    return translation[again.end() :] if again else translation


def _translation(message: "POEntry") -> str:
    return message.msgstr or next(iter(message.msgstr_plural.values()), "")


def _alternatives(source: str, rendering: str) -> list[str]:
    """The renderings of a term, one unless they are a list and the term itself is none."""
    return _LIST.split(rendering.strip()) if _is_list(source, rendering) else [rendering]


def _is_list(source: str, rendering: str) -> bool:
    if len(rendering) > _LONG or source.count(" ") >= _WORDS or _PUNCTUATION.search(source):
        return False
    parts = _LIST.split(rendering.strip())
    return len(parts) > 1 and all(part and part.count(" ") < _WORDS for part in parts)


def _own(message: "POEntry", languages: Languages) -> Entry:
    """A message of ours with what its comment says, line by line."""
    entry = Entry(
        id=message.msgctxt or "", definition=message.comment, state="proposed" if message.fuzzy else "approved"
    )
    terms = {(languages.source, message.msgid): Said(message.msgid, languages.source, "preferred")}
    if message.msgstr:
        terms[languages.target, message.msgstr] = Said(message.msgstr, languages.target, "preferred")
    last: tuple[str, str] | None = None
    for line in filter(None, message.tcomment.split("\n")):
        found = _TERM.fullmatch(line)
        label, _, rest = line.partition(": ")
        if found:
            status, language, kind, since, until, publisher, text = (group or "" for group in found.groups())
            last = (language, text)
            terms[last] = Said(text, language, status, kind, since, until, publisher)
        elif last and line.startswith(f"publisher of {last[1]}: "):
            terms[last] = terms[last]._replace(publisher=line[len(f"publisher of {last[1]}: ") :])
        elif last and line.startswith(f"note on {last[1]}: "):
            terms[last] = terms[last]._replace(notes=[line[len(f"note on {last[1]}: ") :]])
        elif label == "domain":
            entry.domain = rest
        elif label == "decided":
            entry.facts["decided"] = read_decision(rest)
        elif label == "state" and rest in STATES:
            entry.state = next(each for each in STATES if each == rest)
        else:
            entry.notes.append(rest if label == "note" else line)
    entry.terms = list(terms.values())
    return entry
