"""Directives in comments: what is none, what is one, and what is kept of a wrong one."""

import pytest

from cqterm.model import Directive, Span
from cqterm.text.directives import directive, mentioned


@pytest.mark.parametrize("comment", ["", " ", "cqterm", "cqterm off", "see cqterm: off", "cqTerm: off", "vale: off"])
def test_other_comments_are_no_directives(comment: str) -> None:
    assert directive(comment, part="", span=Span(0, 9)) is None


@pytest.mark.parametrize(
    ("comment", "parts"),
    [
        ("cqterm: off", ("off", "", "", "")),
        ("  cqterm:on  ", ("on", "", "", "")),
        ("cqterm: skip-line term-case", ("skip-line", "term-case", "", "")),
        ("cqterm: off term-case sea-road", ("off", "term-case", "sea-road", "")),
        (
            "cqterm: off term-case sea-road -- a title -- of 1990",
            ("off", "term-case", "sea-road", "a title -- of 1990"),
        ),
        ("cqterm: off -- all of it\n is cited", ("off", "", "", "all of it is cited")),
        ("cqterm: off — Word's dash", ("off", "", "", "Word's dash")),
        ("cqterm: off\n\tterm-case", ("off", "term-case", "", "")),
        ("cqterm: off term-case --", ("off", "term-case", "", "")),
        ("Cqterm: Off Term-Case -- As Printed", ("off", "term-case", "", "As Printed")),
        ("CQTERM: SKIP-LINE", ("skip-line", "", "", "")),
        ("cqterm:", ("", "", "", "")),
        ("cqterm: -- why", ("", "", "", "why")),
        ("cqterm: disable all rules of it", ("disable", "all", "rules of it", "")),
    ],
)
def test_a_directive_has_a_verb_a_rule_a_concept_and_a_reason(comment: str, parts: tuple[str, ...]) -> None:
    assert mentioned(f"a <!-- {comment} -->")
    found = directive(comment, part="p", span=Span(3, 40))
    assert found == Directive(*parts, "p", Span(3, 40))  # type: ignore[call-arg, arg-type]
