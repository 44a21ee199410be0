"""What the package tells of itself is what pkgutil tells of it."""

import pkgutil
import zipfile
from pathlib import Path

import pytest

from cqterm import cli, exchange, formats, package, reports, rules


def test_the_modules_are_those_that_pkgutil_finds() -> None:
    for room in (cli, exchange, formats, reports, rules):
        assert package.modules(room.__path__) == sorted(m.name for m in pkgutil.iter_modules(room.__path__))


def test_an_archive_holds_modules_too(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr("room/__init__.py", "")
        archive.writestr("room/one.py", "")
    assert package.modules([str(tmp_path / "x.zip" / "room")]) == ["one"]


def test_what_is_no_module_is_none(tmp_path: Path) -> None:
    for name in ("__init__.py", "one.py", "two.txt", "three.pyc"):
        (tmp_path / name).write_text("")
    for name in ("__pycache__", "four", "five"):
        (tmp_path / name).mkdir()
    (tmp_path / "four" / "__init__.py").write_text("")
    assert package.modules([str(tmp_path), str(tmp_path / "nowhere")]) == ["four", "one", "three"]


def test_its_files_can_be_read() -> None:
    assert package.content("data/english.txt") == (Path(package.__file__).parent / "data" / "english.txt").read_bytes()
    with pytest.raises(OSError, match=r"nothing\.txt"):
        package.content("data/nothing.txt")
