"""The page: whole, self-contained, and usable in a real browser; and the Markdown document."""

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html
from markdown_it import MarkdownIt

from cqterm.exchange import exchanges, markdown
from cqterm.files import shipped_glossary
from cqterm.glossaries import load_glossary
from cqterm.model import Concept, Glossary, Term
from tests.browser import browser, emulate, open_page, screenshot
from tests.exchange_example import CORRIDOR, EXAMPLE, GLOSSARIES

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

__all__ = ["browser"]


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "glossary.html"
    path.write_bytes(exchanges()["html"].write(load_glossary([shipped_glossary()])).data)
    return path


@given(glossary=GLOSSARIES)
@settings(max_examples=60, deadline=None)
def test_every_term_stands_there_as_text(glossary: Glossary) -> None:
    tree = lxml_html.document_fromstring(exchanges()["html"].write(glossary).data)
    assert len(list(tree.iter("script"))) == 1
    assert list(tree.iter("img", "link", "iframe")) == []
    assert [e for e in tree.iter() if {"src", "onclick", "onerror"} & set(e.keys())] == []
    kept = [c for c in glossary.concepts if c.state != "rejected"]
    shown = {"".join(map(str, cell.itertext())) for row in tree.iter("tr") for cell in row.findall("td/span")}
    for term in (term for concept in kept for term in concept.terms):
        if term.text.isalnum():
            assert term.text in shown


def test_markup_in_a_text_stays_text() -> None:
    evil = replace(CORRIDOR, definition="</script><script>alert(1)</script>", note='"><img src=x onerror=alert(1)>')
    tree = lxml_html.document_fromstring(exchanges()["html"].write(replace(EXAMPLE, concepts=(evil,))).data)
    assert len(list(tree.iter("script"))) == 1
    assert list(tree.iter("img")) == []


def test_only_web_addresses_become_links() -> None:
    sources = tuple(replace(source, url="javascript:alert(1)") for source in EXAMPLE.sources)
    data = exchanges()["html"].write(replace(EXAMPLE, sources=sources)).data
    assert b"javascript:" not in data


def _shown(browser: "Chrome") -> list[str]:
    script = "return [...document.querySelectorAll('article')].filter(a => !a.hidden).map(a => a.id)"
    return list(browser.execute_script(script))


def _type(browser: "Chrome", text: str) -> None:
    field = browser.find_element("id", "search")
    field.clear()
    field.send_keys(text)


def test_in_a_browser_one_searches_filters_and_steps(browser: "Chrome", page: Path, tmp_path: Path) -> None:
    from selenium.webdriver.common.action_chains import ActionChains
    from selenium.webdriver.common.keys import Keys
    from selenium.webdriver.support.ui import Select

    open_page(browser, page)
    assert len(_shown(browser)) == 287
    _type(browser, "southern TRANSPORT")  # a superseded form, in any case
    assert _shown(browser) == ["land-sea-corridor"]
    assert browser.find_element("id", "count").text == "1 of 287 concepts"
    _type(browser, "两中心")
    assert "two-centers-two-highlands" in _shown(browser)
    _type(browser, "no such thing at all")
    assert _shown(browser) == []
    browser.find_element("id", "search").send_keys(Keys.ESCAPE)
    assert len(_shown(browser)) == 287
    Select(browser.find_element("id", "state")).select_by_visible_text("proposed")
    proposed = _shown(browser)
    assert 0 < len(proposed) < 287
    browser.execute_script("document.activeElement.blur()")
    ActionChains(browser).send_keys("jjjk").perform()
    assert browser.execute_script("return document.activeElement.id") == proposed[1]
    ActionChains(browser).send_keys("/").perform()
    assert browser.execute_script("return document.activeElement.id") == "search"
    assert screenshot(browser, tmp_path / "glossary.png")


def _brightness(browser: "Chrome") -> int:
    colour = browser.execute_script("return getComputedStyle(document.body).backgroundColor")
    return sum(map(int, re.findall(r"\d+", colour)[:3]))


def test_in_a_browser_it_fits_a_phone_a_dark_screen_and_paper(browser: "Chrome", page: Path, tmp_path: Path) -> None:
    open_page(browser, page)
    light = _brightness(browser)
    emulate(browser, width=360, height=740, dark=True)
    assert _brightness(browser) < light / 3
    wide = "return document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert browser.execute_script(wide) == 0
    assert screenshot(browser, tmp_path / "glossary-phone.png")
    emulate(browser, media="print")
    tools = browser.find_element("class name", "tools")
    assert not tools.is_displayed()
    emulate(browser)


# --- Markdown ---------------------------------------------------------------------------------------------------

_TEXTS = st.text(st.sampled_from(list("ab1 *_`[]()<>#+-.!|~&$:\\/\"'@={}")), min_size=1, max_size=14).map(
    lambda text: " ".join(text.split())
)


@given(text=_TEXTS.filter(bool))
@settings(max_examples=300, deadline=None)
def test_nothing_in_a_text_becomes_markup(text: str) -> None:
    concept = Concept(id="a", terms=(Term(text=text, language="en"),), definition=text, note=text, state="approved")
    document = exchanges()["markdown"].write(replace(EXAMPLE, concepts=(concept,), sources=())).data.decode()
    assert markdown.plain(text) in document
    tokens = MarkdownIt("commonmark").enable("strikethrough").enable("table").parse(document)
    inlines = ["".join(c.content for c in t.children or ()) for t in tokens if t.type == "inline"]
    assert inlines[1] == text  # the heading of the concept
    assert inlines[3] == text  # its definition
    assert inlines[4] == f"{text} (en, preferred)"
    assert inlines[5] == f"note: {text}"
