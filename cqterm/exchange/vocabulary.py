"""What other tools call things: their words for a status and a type of term, and language tags however spelt.

A word is compared by its letters and figures alone (`key`), so that `notRecommended`, `Not recommended` and
`not_recommended` are one. The tables are the documentation: what stands in none of them is kept as a note.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from cqterm.glossary.fields import is_language
from cqterm.model import Status, TermType

_STATUS_WORDS: Mapping[Status, str] = {
    "preferred": (
        "preferred preferredTerm preferredTerm-admn-sts preferred-term recommended approved standard standardized "
        "standardizedTerm standardizedTerm-admn-sts legalTerm legalTerm-admn-sts regulatedTerm regulatedTerm-admn-sts "
        "main mainTerm canonical official valid"
    ),
    "admitted": (
        "admitted admittedTerm admittedTerm-admn-sts allowed acceptable accepted permitted alternative synonym "
        "tolerated legal"
    ),
    "deprecated": (
        "deprecated deprecatedTerm deprecatedTerm-admn-sts notRecommended nonRecommended notPreferred nonPreferred "
        "forbidden forbiddenTerm prohibited banned do-not-use dont-use don't-use donotuse avoid rejected unapproved "
        "notApproved notAllowed disallowed blacklisted incorrect wrong unacceptable"
    ),
    "superseded": (
        "superseded supersededTerm supersededTerm-admn-sts obsolete obsoleteTerm outdated historical archaic retired "
        "withdrawn replaced formerlyUsed"
    ),
}
_TYPE_WORDS: Mapping[TermType, str] = {
    "full": "full fullForm fullFormTerm",
    "acronym": "acronym initialism abbreviation abbreviated abbreviatedForm",
    "short": "short shortForm clipped clippedTerm",
}


@lru_cache(maxsize=4096)
def key(word: str) -> str:
    """What different spellings of a name share: its letters and figures in lower case."""
    return "".join(filter(str.isalnum, word.casefold()))


STATUSES: Mapping[str, Status] = {key(w): status for status, words in _STATUS_WORDS.items() for w in words.split()}
"""Statuses of ISO 30042, of older TBX, of SDL, TermWeb, Weblate, memoQ and Phrase, by the `key` of the word."""


@lru_cache(maxsize=4096)
def status_of(word: str) -> Status | None:
    """The status that a word means, however it is spelt."""
    return STATUSES.get(key(word))


TYPES: Mapping[str, TermType] = {key(w): kind for kind, words in _TYPE_WORDS.items() for w in words.split()}
"""Types of term by the `key` of the word."""

STATUS_FIELDS = frozenset(
    map(key, ("administrativeStatus", "normativeAuthorization", "usageStatus", "status", "termStatus", "usage"))
)
"""Names of the field that holds a status, by their `key`."""


def tag(text: str) -> str:
    """A language tag as BCP 47 writes it: zh_hans is zh-Hans, EN-us is en-US; empty where it is none.

    Case as RFC 5646, section 2.1.1, recommends; a modifier or encoding of a POSIX locale (`.UTF-8`, `@euro`) goes.
    """
    parts = re.split(r"[-_]", re.split(r"[.@]", text.strip())[0])
    written = [parts[0].lower()]
    for n, part in enumerate(parts[1:], start=1):
        after_singleton = any(len(p) == 1 for p in parts[:n])
        if len(part) == 4 and part.isalpha() and not after_singleton:
            written.append(part.title())
        else:
            written.append(part.upper() if len(part) == 2 and not after_singleton else part.lower())
    tidy = "-".join(written)
    return tidy if is_language(tidy) else ""


# Of the languages of memoQ and MultiTerm those whose glossaries are likely to come along; Windows names the regions.
_NAMES = {
    "Chinese": "zh", "Chinese PRC": "zh-CN", "Chinese Simplified": "zh-Hans", "Chinese Traditional": "zh-Hant",
    "Chinese Taiwan": "zh-TW", "Chinese Hong Kong SAR": "zh-HK", "English": "en", "English United States": "en-US",
    "English United Kingdom": "en-GB", "German": "de", "German Germany": "de-DE", "French": "fr",
    "French France": "fr-FR", "Spanish": "es", "Spanish Spain": "es-ES", "Italian": "it", "Portuguese": "pt",
    "Portuguese Brazil": "pt-BR", "Dutch": "nl", "Russian": "ru", "Japanese": "ja", "Korean": "ko", "Arabic": "ar",
    "Polish": "pl", "Czech": "cs", "Hungarian": "hu", "Turkish": "tr", "Ukrainian": "uk", "Greek": "el",
    "Hebrew": "he", "Hindi": "hi", "Thai": "th", "Vietnamese": "vi", "Indonesian": "id-Latn", "Malay": "ms",
    "Swedish": "sv", "Danish": "da", "Norwegian": "nb", "Finnish": "fi", "Romanian": "ro", "Bulgarian": "bg",
}  # fmt: skip
# The names that languages have in themselves, and in Chinese those that its tables are headed with.
_OWN_NAMES = {
    "中文": "zh", "汉语": "zh", "简体中文": "zh-Hans", "繁體中文": "zh-Hant", "英文": "en", "英语": "en", "日文": "ja",
    "日语": "ja", "日本語": "ja", "한국어": "ko", "韩语": "ko", "德语": "de", "Deutsch": "de", "Englisch": "en",
    "法语": "fr", "français": "fr", "anglais": "en", "西班牙语": "es", "español": "es", "俄语": "ru", "русский": "ru",
    "italiano": "it", "português": "pt", "Nederlands": "nl", "polski": "pl", "čeština": "cs", "magyar": "hu",
    "Türkçe": "tr", "svenska": "sv", "dansk": "da", "norsk": "nb", "suomi": "fi", "română": "ro",
}  # fmt: skip
_TAGS: Mapping[str, str] = {key(name): tagged for name, tagged in (_NAMES | _OWN_NAMES).items()}
_WRITTEN: Mapping[str, str] = {tagged: name for name, tagged in _NAMES.items()} | {"zh-Hans": "Chinese PRC"}


def language_of(text: str) -> str:
    """The tag that a header means: a tag, however spelt, or the name of a language; empty where it is neither.

    Words of three letters are no tags by themselves: too many headers are words of three letters.
    """
    named = _TAGS.get(key(text))
    if named:
        return named
    tagged = tag(text)
    return tagged if len(tagged) == 2 or "-" in tagged else ""


def language_name(language: str, *, between: str) -> str:
    """The English name of a language as memoQ and MultiTerm write it, or the tag where there is none."""
    name = _WRITTEN.get(language) or _WRITTEN.get(language.split("-", maxsplit=1)[0], "")
    return name.replace(" ", between) if name else language
