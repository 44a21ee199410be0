"""The browser that other tests look at pages with: it sees a page, and what a page must not do."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser import emulate, open_page, screenshot

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

PAGE = """<!doctype html><meta charset=utf-8><meta name=viewport content="width=device-width">
<title>页</title><style>{style}</style><p>港</p>{rest}"""


def page(folder: Path, *, style: str = "", rest: str = "") -> Path:
    file = folder / "a page 页.html"
    file.write_text(PAGE.format(style=style, rest=rest), encoding="utf-8")
    return file


@pytest.mark.parametrize("rest", ["<img src=other.png>", "<script>throw new Error('oops')</script>"])
def test_a_page_that_needs_more_or_fails_is_told(rest: str, browser: "Chrome", tmp_path: Path) -> None:
    with pytest.raises(AssertionError):
        open_page(browser, page(tmp_path, rest=rest))


def test_a_page_is_seen_as_on_other_screens(browser: "Chrome", tmp_path: Path) -> None:
    open_page(
        browser, page(tmp_path, style="@media print{p{display:none}}@media(prefers-color-scheme:dark){p{top:7px}}")
    )
    shown = "return getComputedStyle(document.querySelector('p'))."
    emulate(browser, width=400, height=700, dark=True)
    assert browser.execute_script("return [innerWidth, innerHeight]") == [400, 700]
    assert browser.execute_script(shown + "top") == "7px"
    assert screenshot(browser, tmp_path / "page.png").startswith(b"\x89PNG")
    emulate(browser, media="print")
    assert browser.execute_script(shown + "display") == "none"
    emulate(browser)
    assert browser.execute_script(shown + "display + innerWidth") == "block1200"
