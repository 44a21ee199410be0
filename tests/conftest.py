"""Fixtures that all tests share."""

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser import browser

__all__ = ["browser"]

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test reads or writes the cache of whoever runs it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CQTERM_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture
def shared() -> Path:
    """The measuring material that is not part of the project; without it the test is skipped and counted."""
    path = os.environ.get("CQTERM_SHARED")
    if not path:
        pytest.skip("CQTERM_SHARED is not set: the measuring material is not at hand")
    return Path(path).resolve()


@pytest.fixture
def no_trace(tmp_path: Path) -> Iterator[None]:
    """No temporary file may stay, whatever happens."""
    yield
    assert not [path.name for path in tmp_path.rglob("*") if path.name.startswith(".cqterm")]


@pytest.fixture
def as_nobody(no_trace: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Permissions hold for the test: root, whom none binds, becomes the user nobody, in a folder of its own."""
    if sys.platform == "win32":
        pytest.skip("permissions work otherwise there")
    if os.geteuid():
        yield
        return
    nobody = 65534
    with tempfile.TemporaryDirectory() as folder:
        os.chown(folder, nobody, nobody)
        monkeypatch.chdir(folder)
        os.setresuid(nobody, nobody, 0)  # the saved 0 is the way back
        try:
            yield
        finally:
            os.setresuid(0, 0, 0)
            os.chdir("/")
            assert not list(Path(folder).rglob(".cqterm*"))
