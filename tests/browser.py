"""A real headless Chromium for pages that people look at. Where none is installed the tests say so and are skipped.

Chromium and its driver come from the system (`apt-get install chromium chromium-driver`), selenium from the test extra.
"""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = (
    "--headless=new", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--hide-scrollbars", "--force-color-profile=srgb",
)  # fmt: skip


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator["Chrome"]:
    """Chromium with a fresh profile and a window of 1200 x 900; `open_page`, `emulate` and `screenshot` drive it."""
    binary = next(filter(None, map(shutil.which, CHROMIUM)), None)
    driver = shutil.which("chromedriver")
    if binary is None or driver is None:
        pytest.skip("no Chromium with its driver is installed, so the page was not opened in a browser")
    webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed: pip install -e '.[test]'")
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = binary
    root = sys.platform != "win32" and os.geteuid() == 0
    profile = tmp_path_factory.mktemp("profile")
    for flag in (*FLAGS, *(["--no-sandbox"] if root else []), f"--user-data-dir={profile}", "--window-size=1200,900"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    running = webdriver.Chrome(options=options, service=Service(executable_path=driver))
    try:
        yield running
    finally:
        running.quit()


def open_page(browser: "Chrome", page: Path) -> None:
    """Open a file. Fails where it asks for anything else, or where its script complains."""
    browser.get(page.resolve().as_uri())
    asked = browser.execute_script("return performance.getEntriesByType('resource').map(e => e.name)")
    assert asked == [], f"{page.name} is not self-contained"
    complaints: list[Any] = browser.get_log("browser")  # type: ignore[no-untyped-call]
    assert complaints == []


def emulate(browser: "Chrome", *, width: int = 1200, height: int = 900, dark: bool = False, media: str = "") -> None:
    """Look like another screen: its size in CSS pixels, a dark one, or `media` "print"."""
    metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
    features = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
    _tell(browser, "Emulation.setDeviceMetricsOverride", metrics)
    _tell(browser, "Emulation.setEmulatedMedia", {"media": media, "features": features})


def screenshot(browser: "Chrome", file: Path) -> bytes:
    """Take a picture of the window; it is also left in the folder that CQTERM_SCREENSHOTS names, to be looked at."""
    picture = browser.get_screenshot_as_png()
    folder = os.environ.get("CQTERM_SCREENSHOTS")
    for place in (file, *([Path(folder) / file.name] if folder else [])):
        place.write_bytes(picture)
    return bytes(picture)


def _tell(browser: "Chrome", command: str, arguments: dict[str, Any]) -> None:
    browser.execute_cdp_cmd(command, arguments)
