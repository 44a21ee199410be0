"""Fixtures that all tests share."""

import os
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
