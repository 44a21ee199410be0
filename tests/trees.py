"""Small trees of files for tests."""

from pathlib import Path


def make(tree: dict[str, str]) -> None:
    """Write texts to these paths, relative to the current folder."""
    for name, text in tree.items():
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
