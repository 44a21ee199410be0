"""Which file a translation was made from: told by the names."""

from pathlib import Path

import pytest

from cqterm.cli.originals import original_beside
from cqterm.discovery import Input


@pytest.mark.parametrize(
    ("translation", "original"),
    [
        ("a.en.md", "a.zh.md"),
        ("a.en-US.md", "a.zh-Hans.md"),
        ("a-en.txt", "a-zh.txt"),
        ("my_draft_en.md", "my_draft_zh.md"),
    ],
)
def test_the_original_is_found_by_its_name(translation: str, original: str, tmp_path: Path) -> None:
    for name in (translation, original, "a.fr.md", "b.zh.md", "notes.md"):
        (tmp_path / name).write_text("x")

    found = original_beside(Input(tmp_path / translation, translation), source="zh-Hans", target="en")

    assert found is not None
    assert found.path == tmp_path / original
    for other in (original, "notes.md", "a.fr.md"):
        assert original_beside(Input(tmp_path / other, other), source="zh-Hans", target="en") is None
