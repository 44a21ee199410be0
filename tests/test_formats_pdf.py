"""PDF: read with the place on the page, never written."""

import builtins
from typing import Any

import pytest

from cqterm import formats
from cqterm.engine import Job, lint_bytes
from cqterm.errors import FormatError
from cqterm.model import Edit, Span
from tests import formats_laws
from tests.fuzz import pdf
from tests.words import lexicon


def test_blocks_are_segments_and_lines_run_on() -> None:
    data = pdf(["A heading", "", "The Eastern Harbor-", "Rail Trad Corridor and", "more."], ["Second page"])

    document = formats.read("x.pdf", data)

    assert [(s.part, s.where, s.text) for s in document.segments] == [
        ("page 1", "page 1, block 1", "A heading"),
        ("page 1", "page 1, block 2", "The Eastern Harbor-Rail Trad Corridor and\nmore."),
        ("page 2", "page 2, block 1", "Second page"),
    ]
    formats_laws.check(document, data)


def test_a_finding_has_its_page_and_no_fix() -> None:
    data = pdf(["The Eastern Harbor-Rail Trad", "Corridor."])

    result = lint_bytes(Job(lexicon=lexicon(), fix="unsafe"), "x.pdf", data)

    (finding,) = result.findings
    assert (finding.place.where, finding.place.line, finding.fix) == ("page 1, block 1", None, None)
    assert finding.suggestions == ("Eastern Harbor-Rail Trade\nCorridor",)
    assert result.fixed is None
    with pytest.raises(FormatError, match=r"^x\.pdf: is read only: mend the document it was made from"):
        formats.write(formats.read("x.pdf", data), {"page 1": [Edit(Span(0, 3), "A")]})


REFUSED = {
    "a scan": (pdf([]), r"^x\.pdf: holds no text, only pictures of it: have its text recognised \(OCR\) first"),
    "no PDF": (b"hello", r"^x\.pdf: is no PDF, or a broken one \(.+\): make it again from its source"),
    "half of one": (pdf(["a"])[:200], r"^x\.pdf: (?:is no PDF, or a broken one|holds no text)"),
}


@pytest.mark.parametrize(("data", "said"), REFUSED.values(), ids=REFUSED)
def test_what_can_not_be_read_says_why(data: bytes, said: str) -> None:
    with pytest.raises(FormatError, match=said):
        formats.read("x.pdf", data)


def test_without_the_extra_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def missing(name: str, *arguments: Any) -> Any:
        if name.startswith("pdfminer"):
            raise ImportError(name)
        return real(name, *arguments)

    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(FormatError, match=r"^x\.pdf: to read PDF takes one more package: pip install 'cqterm\[pdf\]'"):
        formats.read("x.pdf", pdf(["a"]))
