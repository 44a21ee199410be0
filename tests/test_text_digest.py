"""Digests are those of hashlib."""

import hashlib

import pytest

from cqterm.text.digest import digest


@pytest.mark.parametrize("text", ["", "abc", "重庆", "\ud800"])
def test_a_digest_is_that_of_hashlib(text: str) -> None:
    assert digest(text) == hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
