"""Digests are those of hashlib."""

import hashlib

import pytest

from cqterm.text.digest import digest, digest_of


@pytest.mark.parametrize("text", ["", "abc", "重庆", "\ud800"])
def test_a_digest_is_that_of_hashlib(text: str) -> None:
    assert digest(text) == hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    assert digest_of(text.encode("utf-8", "surrogatepass"))[:16] == digest(text)
