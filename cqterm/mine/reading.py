"""A file as the miner takes it in: one document, many of them (JSON Lines), or the main text of a web page.

Whatever the lint reads is read by the same readers; two things are the miner's own. Of a page saved from the web only
the main text counts, without menus, teasers and notices: trafilatura (Barbaresi, "Trafilatura: A Web Scraping Library
and Command-Line Tool for Text Discovery and Extraction", ACL 2021) says which text that is, and the segments of our own
reader say where it stands. And JSON Lines hold a document in each line.
"""

import json
import re
from collections.abc import Collection, Iterator
from typing import Any

from cqterm import formats
from cqterm.errors import CqtermError, FormatError
from cqterm.model import Document, Meta, Source
from cqterm.text.dates import is_date
from cqterm.values import NamedTuple, replace

LINES = (".jsonl", ".ndjson")
"""Suffixes of files that hold a document in each line."""

_WEB = "HTML"
_TEXTS = {"text": "txt", "content": "txt", "markdown": "md", "html": "html"}
"""The keys under which a record may hold its text, each with the suffix that says how to read it."""


class Reading(NamedTuple):
    """A document with its source, or what is wrong with it."""

    source: Source
    document: Document | None
    trouble: str = ""


def readings(name: str, data: bytes, source: Source) -> Iterator[Reading]:
    """The documents of a file. `source` is what a manifest says of it, which counts more than what it says itself.

    Bad input gives a reading with its trouble, never an exception.
    """
    if name.lower().endswith(LINES):
        yield from _records(name, data, source)
        return
    try:
        document = formats.read(name, data, fallback=True)
        chosen = formats.format_of(name)
        if chosen is not None and chosen.NAME == _WEB:
            document = main_text(document)
        yield Reading(completed(source, document), document)
    except CqtermError as error:
        yield Reading(source, None, str(error))


def main_text(page: Document) -> Document:
    """A page with the segments of its main text alone, and with what the page says of itself.

    Raises:
        FormatError: It has no main text.
    """
    from trafilatura import bare_extraction

    found: Any = bare_extraction(page.part(""), include_comments=False, include_tables=True, with_metadata=True)
    lines = str(found.text or "").splitlines() if found is not None else []
    main = {_letters(line) for line in lines} - {""}
    # where there is no article, extraction falls back on whatever there is, such as the menu
    if not any(len(line.split()) >= _SENTENCE for line in lines):
        raise FormatError(f"{page.name}: a page without main text: save the article itself, or its text as .txt")
    whole = "".join(_letters(line) for line in lines)
    kept = tuple(s for s in page.segments if _is_part(_letters(s.text), main, whole))
    if not kept:
        raise FormatError(f"{page.name}: a page whose main text can't be placed: save the text as .txt")
    return replace(page, segments=kept, meta=_filled(page.meta, found))


_SENTENCE = 8
"""Words that the longest line of an article has at least."""
_TELLING = 30
"""Letters that a text must have to be known again inside a longer one: "Home" stands in many sentences."""


def _is_part(letters: str, lines: Collection[str], whole: str) -> bool:
    return letters in lines or (len(letters) >= _TELLING and letters in whole)


def completed(source: Source, document: Document) -> Source:
    """A source with what the document says of itself where the manifest is silent."""
    meta = document.meta
    return replace(
        source,
        publisher=source.publisher or meta.publisher,
        date=source.date or meta.date,
        title=source.title or meta.title,
        language=source.language or meta.language,
        url=source.url or meta.url,
    )


def _letters(text: str) -> str:
    """A text without white space and marks, which extraction may change."""
    return re.sub(r"[\W_]+", "", text).casefold()


def _filled(meta: Meta, found: Any) -> Meta:
    """What the page says, and where it is silent what the extraction found."""
    day = str(found.date or "")
    return replace(
        meta,
        publisher=meta.publisher or str(found.sitename or ""),
        date=meta.date or (day if is_date(day) else ""),
        title=meta.title or str(found.title or ""),
        url=meta.url or str(found.url or ""),
    )


# --- JSON Lines -------------------------------------------------------------------------------------------------


def _records(name: str, data: bytes, source: Source) -> Iterator[Reading]:
    for number, line in enumerate(data.split(b"\n"), start=1):
        if line.strip():
            yield _record(f"{name}:{number}", line, source)


def _record(place: str, line: bytes, source: Source) -> Reading:
    unread = replace(source, id=place)
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        return Reading(unread, None, f"{place}: no JSON ({error}): write one object a line")
    if not isinstance(record, dict):
        return Reading(unread, None, f'{place}: no JSON object: write {{"id": …, "text": …}}')
    kind = next((key for key in _TEXTS if isinstance(record.get(key), str) and record[key].strip()), None)
    if kind is None:
        return Reading(unread, None, f"{place}: a document without text: write it under «text», «markdown» or «html»")
    said = {key: _word(record.get(key)) for key in ("id", "publisher", "title", "date", "url", "excerpt_of")}
    if said["date"] and not is_date(said["date"]):
        what = f"«{said['date']}» is no date"
        return Reading(unread, None, f"{place}: {what}: write YYYY, YYYY-MM or YYYY-MM-DD")
    tier = record.get("tier")
    own = replace(
        source,
        id=said["id"] or place,
        publisher=source.publisher or said["publisher"],
        publisher_name=source.publisher_name or _word(record.get("publisher_name")),
        tier=source.tier or (tier if isinstance(tier, int) and not isinstance(tier, bool) and tier > 0 else 0),
        title=source.title or said["title"],
        date=source.date or said["date"],
        url=source.url or said["url"],
        language=source.language or _word(record.get("language") or record.get("lang")),
        excerpt_of=source.excerpt_of or said["excerpt_of"],
    )
    return next(readings(f"{place}.{_TEXTS[kind]}", record[kind].encode("utf-8", "replace"), own))


def _word(value: object) -> str:
    """A text or number as a text; anything else is nothing."""
    return str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""
