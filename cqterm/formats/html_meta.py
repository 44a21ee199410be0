"""What a web page says of itself: date, publisher, title, language, address, from its head.

The names are those that press pages use: Dublin Core, Open Graph, schema.org, the Chinese government's page standard.
"""

from collections.abc import Mapping

from cqterm.formats.front_matter import day
from cqterm.model import Meta
from cqterm.text.patterns import late

NAMES = ("name", "property", "itemprop", "http-equiv")
"""The attributes of `<meta>` that say what its content is."""


def meta(said: Mapping[str, str], *, title: str, language: str, canonical: str, data: str) -> Meta:
    """The meta of a page from its `<meta>` elements (by name in lower case), its title and what it links as itself.

    `data` is the text of its JSON-LD.
    """
    date = next((found for name in _DATES if (found := day(said.get(name, "")))), "")
    dated = _DATED.search(data)
    published = _PUBLISHED.search(data)
    return Meta(
        publisher=_first(said, _PUBLISHERS) or (published[1] if published else ""),
        date=date or (day(dated[1]) if dated else ""),
        title=title or _first(said, ("og:title", "dc.title")),
        language=language or said.get("content-language", "").partition(",")[0].strip(),
        url=canonical or said.get("og:url", ""),
    )


_DATES = (
    "article:published_time", "datepublished", "pubdate", "publishdate", "publish-date", "publish_date",
    "publication_date", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date", "citation_publication_date",
    "date",
)  # fmt: skip
_PUBLISHERS = ("publisher", "dc.publisher", "dcterms.publisher", "contentsource", "og:site_name", "sitename")
_DATED = late(r'"datePublished"\s*:\s*"([^"]*)"')
_PUBLISHED = late(r'"publisher"\s*:\s*\{[^{}]*?"name"\s*:\s*"([^"\\]*)"')


def _first(said: Mapping[str, str], names: tuple[str, ...]) -> str:
    return next((said[name] for name in names if said.get(name)), "")
