"""Real files of translators: each is read, judged and fixed, and what no fix touched is the same to the byte."""

import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import etree

from cqterm.engine import Job, lint_bytes
from cqterm.glossary.read import read
from cqterm.match.compiling import compile_lexicon

# A word of each file that the translators use, rejected in favour of one that stands nowhere in it.
FILES = [
    ("gnome-nautilus__zh_CN.po", "folder", "文件夹"),
    ("gnome-glossary__zh_CN.po", "address", "地址"),
    ("python-docs-zh_CN__glossary.po", "iterator", "迭代器"),
    ("python-docs-zh_CN__library_argparse.po", "parser", "解析器"),
    ("python-docs-zh_CN__tutorial_controlflow.po", "loop", "循环"),
    ("duplicati-ngclient__messages.zh_CN.xlf", "backup", "备份"),
    ("programming-in-d__project_save.tmx", "array", "数组"),
]
WANTED = "甲乙丙"


@pytest.mark.parametrize(("name", "source", "there"), FILES, ids=[name for name, _, _ in FILES])
def test_a_fix_of_a_real_file_changes_its_words_alone(
    name: str, source: str, there: str, shared: Path, tmp_path: Path
) -> None:
    data = (shared / "l10n" / name).read_bytes()
    glossary = "cqterm: 1\nname: n\nlanguages: {source: en, target: zh-Hans}\nconcepts:\n- {id: x, state: approved,"
    glossary += f" en: {source}, term: {WANTED}, not: [{there}]}}\n"
    lexicon = compile_lexicon(read(glossary, "terms.yaml"))

    result = lint_bytes(Job(lexicon=lexicon, fix="unsafe"), name, data)

    assert not result.errors
    assert result.fixed is not None
    assert result.fixes == result.fixed.count(WANTED.encode()) > 0
    assert result.fixed.replace(WANTED.encode(), there.encode()) == data
    assert lint_bytes(Job(lexicon=lexicon, fix="unsafe"), name, result.fixed).fixed is None
    fixed = tmp_path / name
    fixed.write_bytes(result.fixed)
    if not name.endswith(".po"):
        etree.parse(str(fixed))
    elif shutil.which("msgfmt"):
        compiled = subprocess.run(["msgfmt", "-c", "-o", "/dev/null", fixed], capture_output=True, text=True)
        before = subprocess.run(
            ["msgfmt", "-c", "-o", "/dev/null", shared / "l10n" / name], capture_output=True, text=True
        )
        assert compiled.returncode == before.returncode
        assert compiled.stderr.count("\n") == before.stderr.count("\n")
