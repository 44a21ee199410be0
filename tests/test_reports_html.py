"""The page: rows hold the whole draft and every finding, nothing of a draft becomes markup, and a browser shows it."""

from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cqterm import reports
from cqterm.model import Document, FileResult, Part, Piece, Place, Segment, Silenced, Span
from cqterm.reports import RulePage, Run, View
from cqterm.reports.html.rows import rows
from cqterm.results import Results
from tests.browser import emulate, open_page, screenshot
from tests.reports_example import DRAFT, MISSPELLED, RUN

if TYPE_CHECKING:
    from selenium.webdriver import Chrome
    from selenium.webdriver.remote.webelement import WebElement


def page(run: Run = RUN, **view: Any) -> str:
    return "".join(reports.report("html").render(run, View(**view)))


def prose(text: str) -> Document:
    return Document(name="a.txt", parts=(Part("", text),), segments=())


# --- rows -------------------------------------------------------------------------------------------------------


@given(st.text("ab港 \r\n", max_size=60), st.lists(st.tuples(st.integers(0, 59), st.integers(1, 20)), max_size=6))
def test_rows_hold_the_draft_and_each_finding_once_in_its_text(text: str, given: list[tuple[int, int]]) -> None:
    spans = [Span(start, min(len(text), start + length)) for start, length in given if start < len(text)]
    places = {n: Place(path="a", part="", span=span, text="") for n, span in enumerate(spans)}
    made = rows(FileResult(path="a", document=prose(text)), places)
    assert sorted(n for row in made for n in row.numbers) == sorted(places)
    kept = "".join(stretch.text for row in made for stretch in row.stretches)
    assert "".join(kept.split()) == "".join(text.split())
    for number, span in enumerate(spans):
        marked = "".join(s.text for row in made for s in row.stretches if number in s.numbers)
        assert "".join(marked.split()) == "".join(text[slice(*span)].split())


def test_rows_of_a_plain_text_are_its_lines_and_a_finding_over_two_lines_is_in_one_row() -> None:
    text = "\ufeffOne.\r\n\r\n  Two.\r\nA big\r\nport.\r\nEnd."
    place = Place(path="a", part="", span=Span(text.index("big"), text.index("port") + 4), text="")
    made = rows(FileResult(path="a", document=prose(text)), {7: place})
    assert [(row.label, "".join(s.text for s in row.stretches), row.numbers) for row in made] == [
        ("1", "\ufeffOne.\r\n\r\n  Two.".replace("\r\n", "\n"), ()),
        ("4", "A big\nport.", (7,)),
        ("6", "End.", ()),
    ]
    assert [(s.text, s.numbers) for s in made[1].stretches] == [("A ", ()), ("big\nport", (7,)), (".", ())]


def test_rows_of_a_word_file_are_its_paragraphs_with_entities_and_runs_resolved() -> None:
    xml = "<p>Big &amp; <b>po</b>rt</p><p>x</p>"
    pieces = (
        Piece(0, Span(3, 7)), Piece(4, Span(7, 12), verbatim=False), Piece(5, Span(12, 13)), Piece(6, Span(16, 18)),
        Piece(8, Span(22, 24)),
    )  # fmt: skip
    first = Segment(text="Big & port", pieces=pieces, part="d.xml", where="paragraph 1")
    second = Segment(text="x", pieces=(Piece(0, Span(31, 32)),), part="d.xml", where="paragraph 2")
    document = Document(name="a.docx", parts=(Part("d.xml", xml),), segments=(first, second))
    places = {
        1: Place(path="a.docx", part="d.xml", span=Span(16, 24), text="port", where="paragraph 1"),
        2: Place(path="a.docx", part="d.xml", span=Span(7, 18), text="& po", where="paragraph 1"),
        3: Place(path="a.docx", part="other.xml", span=Span(16, 24), text="?", where="footnote 1"),
    }
    made = rows(FileResult(path="a.docx", document=document), places)
    assert [(row.label, row.numbers) for row in made] == [("paragraph 1", (2, 1)), ("paragraph 2", ()), ("", (3,))]
    assert [(s.text, s.numbers) for s in made[0].stretches] == [
        ("Big ", ()), ("& ", (2,)), ("po", (2, 1)), ("rt", (1,)),
    ]  # fmt: skip


def test_rows_without_the_draft_are_the_lines_with_findings() -> None:
    place = Place(path="a", part="", span=Span(20, 28), text="big port", line=9, column=3, end_line=9, end_column=11)
    made = rows(FileResult(path="a", excerpts={9: "A big port.", 10: "no"}), {1: place})
    assert [(r.label, [(s.text, s.numbers) for s in r.stretches]) for r in made] == [
        ("9", [("A ", ()), ("big port", (1,)), (".", ())])
    ]


# --- markup -----------------------------------------------------------------------------------------------------


class Tags(HTMLParser):
    """What a browser would take for markup."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


EVIL = "</style></script><script>alert(1)</script><img src=x onerror=alert(1)>\"'><a href=javascript:alert(1)>&amp;"


def evil_run() -> Run:
    place = replace(MISSPELLED.place, path=EVIL, text=EVIL, where=EVIL, span=Span(2, 9))
    authority = replace(next(iter(RUN.results)).findings[0].authority, publisher=EVIL, url="javascript:alert(1)")  # type: ignore[type-var]
    finding = replace(
        MISSPELLED, rule="term-case", message=EVIL, preferred=EVIL, concept=EVIL, suggestions=(EVIL,), place=place,
        related=(place,), authority=authority,
    )  # fmt: skip
    result = FileResult(
        path=EVIL,
        findings=(finding,),
        silenced=(Silenced(replace(finding, fix=None), "comment", EVIL),),
        notes=(EVIL,),
        document=prose(EVIL * 3),
    )
    page = RulePage("term-case", "warning", EVIL)
    return replace(
        RUN, results=Results([result, *RUN.results]), glossary=EVIL, changed=(EVIL,), rules=(page,), version=EVIL
    )


def test_nothing_of_a_draft_or_glossary_becomes_markup() -> None:
    tags = Tags(page(evil_run())).seen
    assert [tag for tag, _ in tags].count("script") == 1
    assert not [tag for tag, _ in tags if tag in ("img", "iframe", "link", "object", "base")]
    for tag, attributes in tags:
        assert not [name for name in attributes if name.startswith("on") or name in ("src", "style")]
        assert attributes.get("href", "#").startswith(("#", "https://")), tag  # type: ignore[union-attr]


def test_invisible_characters_are_shown_by_their_codes() -> None:
    text = "A\u202eb\x1b[31m\u200bport\ufffc\u3000港\n"
    run = replace(
        RUN, results=Results([FileResult(path=DRAFT, findings=(MISSPELLED,), document=prose(text + " " * 60))])
    )
    assert all(f'<span class="code">U+{code}</span>' in page(run) for code in ("202E", "001B", "200B"))
    assert "\u202e" not in page(run)
    assert "\x1b" not in page(run)
    assert "\u3000港" in page(run)


def test_a_run_without_findings_is_a_page_too() -> None:
    clean = page(replace(RUN, results=Results([FileResult(path="a.md")])))
    assert "Nothing found in 1 file" in clean
    assert "Every term is written as the glossary has it." in clean


def many(files: int) -> Run:
    """A run over files with a finding each."""
    text = "A harbor.\n\nA big port.\n"
    places = [Place(path=f"{n}.txt", part="", span=Span(13, 21), text="big port") for n in range(files)]
    results = [
        FileResult(path=place.path, findings=(replace(MISSPELLED, place=place),), document=prose(text))
        for place in places
    ]
    return replace(RUN, results=Results(results))


@pytest.mark.parametrize(("files", "folded"), [(1, False), (20, False), (21, True)])
def test_a_long_list_of_files_does_not_stand_before_the_first_finding(files: int, folded: bool) -> None:
    made = page(many(files))
    assert ('<nav aria-label="Files">' in made) == (files > 1)
    assert ("<summary>21 files with findings</summary><ol>" in made) == folded


# --- in a browser -----------------------------------------------------------------------------------------------


@pytest.fixture
def opened(browser: "Chrome", tmp_path: Path) -> Iterator["Chrome"]:
    file = tmp_path / "report 港.html"
    file.write_text(page(), encoding="utf-8")
    emulate(browser)
    open_page(browser, file)
    yield browser
    emulate(browser)


def shown(browser: "Chrome") -> list[str]:
    """The rules of the cards to be seen, in their order."""
    found = [card for card in select(browser, ".card") if card.is_displayed()]
    return [str(card.get_attribute("data-rule")) for card in found]


def wait_frames(browser: "Chrome", frames: int) -> None:
    """Wait until the page was drawn so often, however long that takes."""
    browser.execute_async_script(
        "let [left, done] = arguments;"
        "const next = () => left-- ? requestAnimationFrame(next) : setTimeout(done); next()",
        frames,
    )


def select(browser: "Chrome", selector: str) -> "list[WebElement]":
    return list(browser.find_elements("css selector", selector))


def press(browser: "Chrome", keys: str) -> None:
    browser.switch_to.active_element.send_keys(keys)


def choose(browser: "Chrome", field: str, value: str) -> None:
    from selenium.webdriver.support.ui import Select

    Select(browser.find_element("id", field)).select_by_value(value)


ALL = ["mixed-terms", "misspelled-term", "deprecated-term"]


def test_a_browser_filters_by_level_rule_concept_and_words(opened: "Chrome") -> None:
    assert shown(opened) == ALL  # warnings and above, none that is kept quiet
    select(opened, "button.level.info")[0].click()
    assert shown(opened) == [*ALL, "term-spacing"]
    select(opened, "button.level.warning")[0].click()
    assert shown(opened) == ["misspelled-term", "term-spacing"]
    select(opened, "button.level.warning")[0].click()
    choose(opened, "rule", "deprecated-term")
    assert shown(opened) == ["deprecated-term"]
    opened.find_element("id", "quiet").click()
    assert shown(opened) == ["deprecated-term"] * 3
    press(opened, "\ue00c")  # Escape
    choose(opened, "concept", "corridor")
    assert shown(opened) == ["misspelled-term"]
    press(opened, "\ue00c")
    press(opened, "/")
    press(opened, "official GAZETTE")
    assert shown(opened) == ["misspelled-term"]
    press(opened, " nobody")
    assert shown(opened) == []
    assert opened.find_element("id", "none").is_displayed()


def test_a_browser_opens_a_card_and_follows_the_keys(opened: "Chrome", tmp_path: Path) -> None:
    mark = select(opened, ".mark.error")[0]
    mark.click()
    card = select(opened, ".card.misspelled-term, .card.error")[0]
    assert card.get_attribute("open") is not None
    for said in ("North Harbor-Rail Trade Corridor", "Official Gazette, 2024-06-05, used 14 times", "--fix"):
        assert said in card.text
    assert screenshot(opened, tmp_path / "report.png").startswith(b"\x89PNG")

    press(opened, "jj")
    current = "return document.querySelector('.card.current').dataset.rule"
    assert opened.execute_script(current) == "mixed-terms"  # from the third of three to the first
    press(opened, "k")
    assert opened.execute_script(current) == "deprecated-term"
    assert "current" in str(select(opened, '.mark[href="#f3"]')[0].get_attribute("class"))
    press(opened, "\ue007")  # Enter
    assert opened.execute_script("return document.querySelector('.card.current').open") is True
    press(opened, "f")
    assert not [row for row in select(opened, ".row.plain") if row.is_displayed()]
    press(opened, "?")
    assert opened.find_element("id", "help").is_displayed()


def test_a_browser_opens_all_cards_as_one_change_and_finds_one_among_many(browser: "Chrome", tmp_path: Path) -> None:
    file = tmp_path / "many.html"
    file.write_text(page(many(300)), encoding="utf-8")
    emulate(browser)
    open_page(browser, file)
    assert select(browser, "#shown")[0].text == "300 of 300 shown"
    browser.execute_script(
        "window.changes = 0; new MutationObserver(() => window.changes += 1)"
        ".observe(document.querySelector('#unfold'), {childList: true})"
    )
    select(browser, "#unfold")[0].click()
    wait_frames(browser, 3)
    assert select(browser, "#unfold")[0].text == "Close cards"
    assert browser.execute_script("return window.changes") < 10

    for anchor in ("m250", select(browser, ".draft")[100].get_attribute("id"), "f7"):
        browser.execute_script(f"location.hash = '{anchor}'")
        wait_frames(browser, 15)
        assert 0 <= select(browser, f"#{anchor}")[0].rect["y"] - browser.execute_script("return scrollY") < 900
    assert select(browser, "#m7.current")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_browser_shows_it_on_a_phone_and_in_print(dark: bool, opened: "Chrome", tmp_path: Path) -> None:
    emulate(opened, width=390, height=844, dark=dark)
    assert opened.execute_script("return document.documentElement.scrollWidth") == 390
    select(opened, ".card summary")[0].click()
    assert select(opened, ".card dl")[0].is_displayed()
    screenshot(opened, tmp_path / f"phone-{'dark' if dark else 'light'}.png")

    emulate(opened, width=794, height=1123, dark=dark, media="print")
    assert not opened.find_element("id", "filters").is_displayed()
    opened.execute_script("dispatchEvent(new Event('beforeprint'))")
    assert all(card.is_displayed() for card in select(opened, ".card:not([hidden]) dl"))
    body = "return getComputedStyle(document.body)."
    assert opened.execute_script(body + "backgroundColor") == "rgb(255, 255, 255)"
    assert opened.execute_script("return document.documentElement.scrollWidth") <= 794
    screenshot(opened, tmp_path / f"print-{'dark' if dark else 'light'}.png")


def test_a_hostile_draft_does_nothing_in_a_browser(browser: "Chrome", tmp_path: Path) -> None:
    file = tmp_path / "evil.html"
    file.write_text(page(evil_run(), level="info"), encoding="utf-8")
    open_page(browser, file)  # an alert, a request or a breach of the policy would fail here
    assert select(browser, ".card")
