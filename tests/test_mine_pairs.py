"""Chinese beside English: where a document says what the Chinese of a term is, and where it does not."""

import pytest

from cqterm.formats import read
from cqterm.mine import mine
from cqterm.mine.candidates import candidates
from cqterm.mine.pairs import pairs
from cqterm.mine.proposals import Candidate
from cqterm.mine.prose import prose
from cqterm.model import Source


def found(text: str, name: str = "a.md") -> list[tuple[str, str]]:
    document = read(name, text.encode())
    words = prose(document)
    return [(p.chinese, words.span(p.first, p.last)) for p in pairs(words, candidates(words), document)]


RUNNING = [
    ("The ports (港) grew.", []),
    ("重庆 grew (by 6.1%).", []),
    ("我们去了重庆 and they came (to the city).", []),
    ("We build the 西部陆海新通道 (New International Land-Sea Trade Corridor).",
     [("西部陆海新通道", "New International Land-Sea Trade Corridor")]),
    ("They foster new quality productive forces (新质生产力) here.", [("新质生产力", "new quality productive forces")]),
    ("They pursue “Two Centers and Two Highlands”（两中心两高地）.",
     [("两中心两高地", "Two Centers and Two Highlands")]),
    ("They advance rural revitalization (“乡村振兴”) now.", [("乡村振兴", "rural revitalization")]),
    ("They praise the construction of the Belt and Road (“一带一路”).", [("一带一路", "Belt and Road")]),
    ("River-sea combined transport (江海联运) grows.", [("江海联运", "River-sea combined transport")]),
    ("Putting people first (以人为本) is the rule.", [("以人为本", "Putting people first")]),
    ("They fight a battle against poverty (脱贫攻坚战).", [("脱贫攻坚战", "battle against poverty")]),
    ("They reach the goals of dual carbon (双碳).", [("双碳", "dual carbon")]),
    ("The host was Li Qiang (李强), and Mayor Hu Henghua (胡衡华) spoke.", []),
    ("It was hot (热) and they ate hotpot (火锅).", [("火锅", "hotpot")]),
    ("The 33618 modern manufacturing cluster system (“33618”现代制造业集群体系) grows.",
     [("33618现代制造业集群体系", "33618 modern manufacturing cluster system")]),
    ("They grow “33618”现代制造业集群体系 (33618 modern manufacturing cluster system).",
     [("33618现代制造业集群体系", "33618 modern manufacturing cluster system")]),
    ("The Three Gorges Dam (Chinese: 三峡大坝) stands.", [("三峡大坝", "Three Gorges Dam")]),
    ("The Belt and Road (一带一路, the initiative of 2013) grows.", [("一带一路", "Belt and Road")]),
    ("They cherish clear waters and green mountains (绿水青山 in Chinese).",
     [("绿水青山", "clear waters and green mountains")]),
    ("乡村振兴: rural revitalization", [("乡村振兴", "rural revitalization")]),
    ("- 全过程人民民主 whole-process people's democracy\n- 共同富裕 — common prosperity",
     [("全过程人民民主", "whole-process people's democracy"), ("共同富裕", "common prosperity")]),
    ("Belt and Road Initiative, “一带一路”倡议", [("一带一路倡议", "Belt and Road Initiative")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), RUNNING)
def test_running_text_and_lists_of_pairs(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


def test_what_stands_before_its_chinese_in_brackets_ranks_first() -> None:
    text = (
        "River-sea combined transport (江海联运) grew. The ports and the many ships of the long river see more boxes."
    )
    assert mined(text)[0].canonical == "River-sea combined transport"


def test_the_cells_of_a_row() -> None:
    table = "| 中文 | English |\n|---|---|\n| 新质生产力 | new quality productive forces |\n"
    assert ("新质生产力", "new quality productive forces") in found(table)


def test_the_sides_of_a_translation_unit_where_they_are_terms_and_no_sentences() -> None:
    units = (
        'msgid ""\nmsgstr "Language: en\\n"\n\nmsgid "高质量发展"\nmsgstr "high-quality development"\n\n'
        'msgid "我们今天学习。"\nmsgstr "We learned a lot today."\n'
    )
    assert found(units, "a.po") == [("高质量发展", "high-quality development")]


def mined(text: str) -> tuple[Candidate, ...]:
    return mine(((Source(id="a"), read("a.md", text.encode())),))


def test_one_chinese_term_makes_one_concept_of_renderings_that_share_no_word() -> None:
    text = "The China-Europe Railway Express (中欧班列) grew. Freight trains to Europe (中欧班列) are many."
    (concept,) = (c for c in mined(text) if c.source_term == "中欧班列")
    assert {"China-Europe Railway Express", "Freight trains to Europe"} <= {form.text for form in concept.forms}


def test_other_chinese_keeps_renderings_apart_that_look_alike() -> None:
    text = "They protect the ecological barrier (生态屏障). They plant an ecological shield (生态盾牌)."
    by_chinese = {c.source_term: {form.text for form in c.forms} for c in mined(text) if c.source_term}
    assert by_chinese == {"生态屏障": {"ecological barrier"}, "生态盾牌": {"ecological shield"}}
