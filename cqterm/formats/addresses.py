"""Finds what looks like words in prose but is an address: URLs, e-mail addresses, file names and paths, identifiers.

A term inside one of them is no use of the term, and changing it would break the address. Ordinary prose stays:
«and/or», «24/7», «U.S./U.K.», «13+2», and bare names such as «China.org.cn», which are terms in their own right.

The work is linear in the text: a hint such as a slash is searched for, and each chunk around one is looked at once.
"""

import re

from cqterm.model import OPAQUE, Span
from cqterm.text.patterns import late


def addresses(text: str) -> list[Span]:
    """The spans of addresses in a text, sorted and disjoint."""
    spans: list[Span] = []
    if not hinted(text):
        return spans
    position = 0
    for found in _HINT.finditer(text):
        hint, end = found.span()
        if hint < position:
            continue  # in a URL, which may reach over several chunks
        start = _chunk_start(text, position, hint)
        span = _address(text, start, text[start:end])
        if span:
            spans.append(span)
        position = max(end, span.end) if span else end
    return spans


def hinted(text: str) -> bool:
    """May there be an address at all? Most paragraphs hold no hint, and this is several times as fast as a search."""
    if "_" in text or "/" in text or "@" in text or "\\" in text:
        return True
    dotted = _DOTTED.search(text)
    while dotted and dotted[1] and dotted[1].lower() not in _SUFFIXES:
        dotted = _DOTTED.search(text, dotted.end())
    return dotted is not None


_SUFFIXES = frozenset(
    "doc docx docm odt rtf txt md markdown rst tex pdf xls xlsx xlsm ods csv tsv ppt pptx odp htm html xhtml xml json"
    " yaml yml toml ini cfg conf log po pot mo xlf xliff sdlxliff mxliff tmx tbx srt vtt epub mobi zip rar 7z tar tgz"
    " gz png jpg jpeg gif svg webp bmp tif tiff mp3 mp4 avi mov wav exe dll bat sh py ts css java cpp ipynb".split()
)
# A chunk, which stands between these, is a word or an address with the punctuation around it.
_INSIDE = rf"[^\s<>\"“”‘’()\[\]{{}}|,;–—…，。；：！？、（）《》「」【】{OPAQUE}]*+"
_CHUNK = late(_INSIDE)

# What prose seldom has inside a word. Of dots only those count that may begin a suffix (all of two letters or more,
# unlike «e.g.» and «U.S.») or stand behind «www».
_DOTTED = late(r"\.(?:(?<=[Ww]{3}\.)\w|([A-Za-z][A-Za-z0-9]+))")
_HINT = late(rf"[@/\\_.](?:(?<!\.)|(?=[A-Za-z][A-Za-z0-9])|(?<=[Ww]{{3}}\.)(?=\w)){_INSIDE}")  # and its chunk's rest
_SCHEME = late(r"(?:https?|ftps?|file)://(?=\S)|(?<!\w)www\.(?=\w)", re.IGNORECASE)
_URL = late(rf"[^\s<>\"“”‘’，。；！？、（）《》「」【】{OPAQUE}]++")
_MAIL = late(r"(?<![\w.+%-])(?:mailto:)?[\w.+%-]++@[^\W_][\w-]*+(?:\.\w[\w-]*+)++")
_PAGE = late(r"(?:[^\W_][\w-]*+\.)++[a-z]{2,}(?::\d+)?/")  # a bare domain with a path
_NAME = late(r"\w*[A-Za-z0-9]_+[A-Za-z0-9]\w*")
_IDENTIFIER = late(r"(?<=[A-Za-z0-9])_+(?=[A-Za-z0-9])")
_ROOTED = late(r"(?:\.{1,2}|~|[A-Za-z]:|\.[a-z][\w-]*|\\)[/\\]+[\w.~-]|/+[\w.~-]+/[\w.~-]")
_SHORT_SUFFIX = late(r"[\w-]{2,}\.[a-z][a-z0-9]{0,4}")  # in a path any suffix will do: «builtin/psuh.c»


def _chunk_start(text: str, after: int, hint: int) -> int:
    """Where the chunk around a hint starts; found in the text before it, reversed, from the space before it on."""
    low = max(after, text.rfind(" ", after, hint) + 1)
    return hint - _CHUNK.match(text[low:hint][::-1]).end()  # type: ignore[union-attr]  # it matches nothing at least


def _address(text: str, start: int, chunk: str) -> Span | None:
    """The address in a chunk that starts at `start`, if it holds one."""
    if _NAME.fullmatch(chunk):  # as most are in a text about programs
        return Span(start, start + len(chunk))
    if ":" in chunk or "www." in chunk.lower():
        scheme = _SCHEME.search(chunk)
        if scheme and (url := _URL.match(text, start + scheme.start())):
            return Span(url.start(), url.start() + len(_trimmed(url.group())))
    if "@" in chunk and (mail := _MAIL.search(chunk)):
        return Span(start + mail.start(), start + mail.end())
    body = chunk.lstrip("'*`")
    start += len(chunk) - len(body)
    body = body.partition("'")[0].rstrip(".:!?*`~")
    return Span(start, start + len(body)) if _is_address(body) else None


def _is_address(body: str) -> bool:
    if "_" in body and _IDENTIFIER.search(body):
        return True
    slashed = "/" in body or "\\" in body
    last = body[max(body.rfind("/"), body.rfind("\\")) + 1 :] if slashed else body
    stem, _, suffix = last.rpartition(".")
    # «ended.Log books» is a sentence without its space, no file.
    if stem and suffix.lower() in _SUFFIXES and (suffix.islower() or suffix.isupper()):
        return True
    if not slashed:
        return False
    if _PAGE.match(body) or _ROOTED.match(body) or _SHORT_SUFFIX.fullmatch(last):
        return True
    return body.count("\\") > 1


def _trimmed(url: str) -> str:
    """A URL without the punctuation of its sentence; brackets stay where they are paired."""
    surplus = {close: url.count(close) - url.count(pair) for pair, close in ("()", "[]", "{}")}
    end = len(url)
    while end and (url[end - 1] in ".,;:!?'*_~|" or surplus.get(url[end - 1], 0) > 0):
        end -= 1
        if url[end] in surplus:
            surplus[url[end]] -= 1
    return url[:end]
