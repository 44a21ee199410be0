"""Source to segments, case by case, for each text format; every case also keeps the laws of all readers.

`role: text` where the role is not "text"; `meta` where the document says something of itself; `language`, `unit`,
`pair` and `where` of each segment where a case is about them; `name` where the suffix matters.
"""

from pathlib import Path
from typing import Any

import pytest
import yaml

from cqterm import formats
from cqterm.model import Meta
from tests import formats_laws

FOLDER = Path(__file__).parent / "cases/formats"
FILES = {
    "plain": "x.txt",
    "markdown": "x.md",
    "finds": "x.md",
    "html": "x.html",
    "po": "x.po",
    "xliff": "x.xlf",
    "tmx": "x.tmx",
    "csv": "x.csv",
    "subtitles": "x.srt",
}


def _cases() -> list[Any]:
    return [
        pytest.param(name, case, id=f"{stem}: {title}")
        for stem, name in FILES.items()
        for title, case in yaml.safe_load((FOLDER / f"{stem}.yaml").read_text("utf-8")).items()
    ]


@pytest.mark.parametrize(("name", "case"), _cases())
def test_the_segments_are_what_the_reader_sees(name: str, case: dict[str, Any]) -> None:
    data = case["source"].encode()

    document = formats.read(case.get("name", name), data)

    wanted = [("text", s) if isinstance(s, str) else next(iter(s.items())) for s in case["segments"]]
    assert [(s.role, s.text) for s in document.segments] == wanted
    assert document.meta == Meta(**{key: str(value) for key, value in case.get("meta", {}).items()})
    for field in ("language", "unit", "pair", "where"):
        if field in case:
            assert [getattr(s, field) for s in document.segments] == case[field]
    formats_laws.check(document, data)
