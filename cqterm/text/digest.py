"""Short names of texts by which they are known again."""

from collections.abc import Callable
from contextlib import suppress
from functools import cache
from importlib import import_module

from cqterm.hints import Any


def digest(text: str, *, digits: int = 16) -> str:
    """The first hexadecimal digits of the SHA-256 of a text."""
    return digest_of(text.encode("utf-8", "surrogatepass"))[:digits]


def digest_of(data: bytes) -> str:
    """The SHA-256 of some bytes in hexadecimal digits."""
    return str(_sha256()(data).hexdigest())


@cache
def _sha256() -> Callable[[bytes], Any]:
    # hashlib gives the same, but loads OpenSSL first, 3 ms of the 20 that linting a small file takes
    for name in ("_sha2", "_sha256"):
        with suppress(ImportError):
            return import_module(name).sha256  # type: ignore[no-any-return]
    return import_module("hashlib").sha256  # type: ignore[no-any-return]
