"""Pairs of Chinese and English terms in what is laid out as pairs."""

import pytest

from cqterm import formats
from cqterm.mine.bilingual import pairs

CORRIDOR = ("西部陆海新通道", "New International Land-Sea Trade Corridor")
SUM = ("两中心两地", "Two Centers and Two Highlands")

SILENT = [
    ("sentences.txt", "西部陆海新通道：The corridor was opened in June, he said."),
    ("chinese.txt", "西部陆海新通道：国际陆海贸易新通道"),
    ("english.txt", "The corridor: a trade route"),
    ("long.txt", "重庆" * 20 + ": Chongqing"),
    ("rows.md", "| a | b |\n|---|---|\n| 1 | 西部陆海新通道 |\n| New Corridor | 2 |\n"),
]


@pytest.mark.parametrize(("name", "text"), SILENT, ids=lambda v: v[:8])
def test_what_is_no_pair_of_terms(name: str, text: str) -> None:
    assert list(pairs(formats.read(name, text.encode()))) == []


FOUND = [
    ("list.txt", f"{CORRIDOR[0]}：{CORRIDOR[1]}\n- {SUM[1]} – {SUM[0]}\n", [CORRIDOR, SUM]),
    ("tabs.txt", f"{CORRIDOR[0]}\t{CORRIDOR[1]}\n", [CORRIDOR]),
    (
        "table.md",
        f"| zh | en |\n|---|---|\n| {CORRIDOR[0]} | {CORRIDOR[1]} |\n| {SUM[0]} | {SUM[1]} |\n",
        [CORRIDOR, SUM],
    ),
    (
        "table.html",
        f"<table><tr>\n<td>{CORRIDOR[0]}</td>\n<td>{CORRIDOR[1]}</td>\n</tr><tr><td>{SUM[1]}</td><td>{SUM[0]}</td></tr></table>",
        [CORRIDOR, SUM],
    ),
    (
        "units.po",
        (
            f'msgid ""\nmsgstr "Language: en\\n"\n\nmsgid "{CORRIDOR[0]}"\nmsgstr "{CORRIDOR[1]}"\n\n'
            f'#, fuzzy\nmsgid "{SUM[0]}"\nmsgstr "{SUM[1]}"\n'
        ),
        [CORRIDOR],
    ),
]


@pytest.mark.parametrize(("name", "text", "expected"), FOUND, ids=lambda v: str(v)[:8])
def test_pairs(name: str, text: str, expected: list[tuple[str, str]]) -> None:
    assert [(p.chinese, p.english) for p in pairs(formats.read(name, text.encode()))] == expected
