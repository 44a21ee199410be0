"""What the miner reads of a file: the main text of a page, each document of JSON Lines, and trouble said plainly."""

import json

import pytest

from cqterm.mine.reading import readings
from cqterm.model import Document, Source

MENU = "".join(f'<li><a href="/{n}">Menu Item Number {n}</a></li>' for n in range(8))
STORY = "The New International Land-Sea Trade Corridor links the west with the sea, the office said on Wednesday. "
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Corridor grows | The Gazette</title>
<meta property="article:published_time" content="2024-06-05T10:00:00Z">
<meta property="og:site_name" content="The Gazette"><link rel="canonical" href="https://example.org/corridor"></head>
<body><nav><ul>{MENU}</ul></nav><main><article><h1>Corridor grows</h1>
<p>{STORY * 3}</p><p>Officials of the <b>Harbor Work</b> Council praised it, and they spoke of further growth to come in
the next years of the plan.</p><p>{STORY * 2}</p></article></main>
<aside><h3>Related news</h3><p>Weather Report For Norrland</p></aside>
<footer><p>Copyright Gazette Publishing Group. All rights reserved.</p></footer></body></html>"""


def read(name: str, text: str, source: Source | None = None) -> list[tuple[Source, Document | None, str]]:
    return [tuple(each) for each in readings(name, text.encode(), source or Source(id=name))]  # type: ignore[misc]


def test_a_page_without_main_text_is_said_plainly() -> None:
    ((_, document, trouble),) = read("a.html", f"<html><body><nav><ul>{MENU}</ul></nav></body></html>")
    assert document is None
    assert trouble.startswith("a.html: a page without main text: ")


def test_of_a_page_the_main_text_counts_with_true_places() -> None:
    ((source, document, trouble),) = read("a.html", PAGE)
    assert (trouble, document is not None) == ("", True)
    assert document is not None
    texts = [s.text for s in document.segments]
    assert "Officials of the Harbor Work Council praised it" in " ".join(texts)
    assert not [text for text in texts if "Menu Item" in text or "Copyright" in text or "Weather" in text]
    for segment in document.segments:
        for piece, end in zip(segment.pieces, [*(p.at for p in segment.pieces[1:]), len(segment.text)], strict=True):
            if piece.verbatim:
                assert PAGE[piece.span.start : piece.span.end] == segment.text[piece.at : end]
    assert (source.publisher, source.date, source.url) == ("The Gazette", "2024-06-05", "https://example.org/corridor")
    assert source.title


def test_a_manifest_knows_better_than_the_page() -> None:
    ((source, _, _),) = read("a.html", PAGE, Source(id="x", publisher="gov", date="2023"))
    assert (source.id, source.publisher, source.date) == ("x", "gov", "2023")


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{", "d.jsonl:2: no JSON"),
        ("[1]", "d.jsonl:2: no JSON object"),
        ('{"id": "a"}', "d.jsonl:2: a document without text"),
        ('{"text": "x", "date": "June"}', "d.jsonl:2: «June» is no date"),
        ('{"html": "<nav>x</nav>"}', "d.jsonl:2.html: a page without main text"),
    ],
)
def test_a_bad_line_is_named_and_the_others_are_read(line: str, says: str) -> None:
    found = read("d.jsonl", f'{{"text": "One."}}\n{line}\n\n{{"text": "Four."}}\n')
    assert [trouble[: len(says)] for _, _, trouble in found] == ["", says, ""]
    assert [source.id for source, document, _ in found if document] == ["d.jsonl:1", "d.jsonl:4"]


def test_a_manifest_knows_better_than_the_record() -> None:
    manifest = Source(id="d", publisher="gov", publisher_name="Harbor Government", tier=1)
    record = {"id": "r", "text": "One.", "publisher": "The Daily", "publisher_name": "Daily", "tier": 3, "date": "2024"}
    ((source, _, _),) = read("d.jsonl", json.dumps(record), manifest)
    assert source == Source(id="r", publisher="gov", publisher_name="Harbor Government", tier=1, date="2024")


def test_a_record_says_who_published_it_and_when() -> None:
    record = {
        "id": "b1",
        "text": "The *Harbor* Council.",
        "publisher": "gov",
        "publisher_name": "Government",
        "tier": 1,
    }
    record |= {"date": "2024-06", "title": "T", "url": "u", "lang": "en"}
    ((source, document, _),) = read("d.jsonl", json.dumps(record))
    assert source == Source(
        id="b1", publisher="gov", publisher_name="Government", tier=1, date="2024-06", title="T", url="u", language="en"
    )
    assert document is not None
    assert document.part("") == record["text"]
    ((_, marked, _),) = read("d.jsonl", json.dumps({"markdown": "The *Harbor* Council."}))
    assert marked is not None
    assert marked.segments[0].text == "The Harbor Council."
