"""PO: msgfmt accepts it, polib reads back what the glossary holds."""

import os
import shutil
import subprocess
from dataclasses import replace

import polib
import pytest
from hypothesis import given, settings

from cqterm.exchange.losses import Losses
from cqterm.exchange.po import write
from cqterm.exchange.strict import one_line, strict
from cqterm.model import Concept, Evidence, Glossary, Term
from tests.exchange_example import CORRIDOR, EXAMPLE, GLOSSARIES


@pytest.fixture
def msgfmt() -> str:
    """The real one."""
    path = shutil.which("msgfmt")
    if path is None:
        pytest.skip("msgfmt is not installed: GNU gettext's own check of PO files did not run")
    return path


def _check(msgfmt: str, data: bytes) -> str:
    done = subprocess.run([msgfmt, "-c", "-o", os.devnull, "-"], input=data, capture_output=True)
    assert done.returncode == 0, done.stderr.decode()
    return done.stderr.decode()


def _read(glossary: Glossary) -> polib.POFile:
    return polib.pofile(write(glossary).data.decode())


def _message(concept: Concept) -> polib.POEntry:
    [entry] = _read(replace(EXAMPLE, concepts=(concept,)))
    return entry


@given(glossary=GLOSSARIES)
@settings(max_examples=300, deadline=None)
def test_polib_reads_back_what_was_said(glossary: Glossary) -> None:
    clean = strict(glossary, Losses())
    expected = []
    for concept in clean.concepts:
        sources = [term for term in concept.terms if term.language == "zh-Hans"]
        if sources:
            source = concept.preferred("zh-Hans") or sources[0]
            target = concept.preferred("en")
            fuzzy = concept.state != "approved"
            expected.append((concept.id, source.text, target.text if target else "", fuzzy))
    entries = _read(glossary)
    assert [(entry.msgctxt, entry.msgid, entry.msgstr, entry.fuzzy) for entry in entries] == expected
    by_id = {concept.id: concept for concept in clean.concepts}
    for entry in entries:
        concept = by_id[entry.msgctxt or ""]
        assert entry.comment.split() == concept.definition.split()
        remarks = entry.tcomment.split("\n")
        for term in concept.terms:
            if term.text not in (entry.msgid, entry.msgstr):
                assert any(line.endswith(f": {one_line(term.text)}") for line in remarks)


def test_msgfmt_accepts_the_example_without_a_warning(msgfmt: str) -> None:
    assert _check(msgfmt, write(EXAMPLE).data) == ""
    assert _check(msgfmt, write(replace(EXAMPLE, concepts=())).data) == ""


def test_msgfmt_is_strict_enough_to_matter(msgfmt: str) -> None:
    with pytest.raises(AssertionError, match="duplicate"):
        _check(msgfmt, write(EXAMPLE).data.replace(b'"two-centers"', b'"land-sea-corridor"').replace(
            "两中心两高地".encode(), "西部陆海新通道".encode()
        ))  # fmt: skip


def test_a_backslash_at_the_end_of_a_comment_swallows_nothing(msgfmt: str) -> None:
    concept = replace(CORRIDOR, note="a\\", definition="b\\\\\nc\\", evidence=(Evidence(source="d\\", quote="q"),))
    glossary = replace(EXAMPLE, name="e\\", concepts=(concept,))
    assert _check(msgfmt, write(glossary).data) == ""
    [entry] = _read(glossary)
    assert entry.comment == concept.definition
    assert entry.tcomment.endswith("note: a\\")
    assert entry.occurrences == [("d\\", "")]


def test_msgfmt_accepts_random_glossaries(msgfmt: str) -> None:
    @given(glossary=GLOSSARIES)
    @settings(max_examples=100, deadline=None)
    def accepted(glossary: Glossary) -> None:
        _check(msgfmt, write(glossary).data)

    accepted()


def test_the_header_is_correct_and_has_no_clock() -> None:
    metadata = _read(EXAMPLE).metadata
    assert metadata["Language"] == "en"
    assert metadata["X-Source-Language"] == "zh_Hans"
    assert metadata["Content-Type"] == "text/plain; charset=UTF-8"
    assert metadata["Content-Transfer-Encoding"] == "8bit"
    assert "POT-Creation-Date" not in metadata
    assert metadata["PO-Revision-Date"] == ""


@pytest.mark.parametrize("name", [", x", ": x", "a\nb", 'a "b" \\n', ""])
def test_no_name_breaks_the_header(name: str) -> None:
    catalogue = _read(replace(EXAMPLE, name=name))
    assert catalogue.metadata["Project-Id-Version"] == one_line(name)
    assert catalogue.header.split("\n")[0] == f"glossary: {one_line(name)}".strip()
    assert len(catalogue) == 2


@pytest.mark.parametrize(("state", "fuzzy"), [("approved", False), ("proposed", True)])
def test_what_nobody_approved_is_fuzzy(state: str, fuzzy: bool) -> None:
    assert _message(replace(CORRIDOR, state=state)).fuzzy is fuzzy  # type: ignore[arg-type]


def test_one_term_of_two_concepts_gives_two_messages(msgfmt: str) -> None:
    two = replace(EXAMPLE, concepts=(CORRIDOR, replace(CORRIDOR, id="another")))
    assert [entry.msgctxt for entry in _read(two)] == ["land-sea-corridor", "another"]
    assert _check(msgfmt, write(two).data) == ""


def test_a_concept_without_a_source_term_is_left_out_and_counted() -> None:
    export = write(EXAMPLE)
    assert b"mountain city" not in export.data
    assert "terms: none in the source language, left out (1 concept)" in export.losses


def test_a_concept_without_a_preferred_target_is_untranslated() -> None:
    terms = (Term(text="重庆", language="zh-Hans"), Term(text="Chungking", language="en", status="deprecated"))
    entry = _message(replace(CORRIDOR, terms=terms))
    assert (entry.msgid, entry.msgstr) == ("重庆", "")
    assert "deprecated (en): Chungking" in entry.tcomment


def test_the_first_source_term_is_the_message_where_none_is_preferred() -> None:
    terms = (
        Term(text="甲", language="zh-Hans", status="admitted"),
        Term(text="乙", language="zh-Hans", status="admitted"),
    )
    entry = _message(replace(CORRIDOR, terms=terms))
    assert entry.msgid == "甲"
    assert "admitted (zh-Hans): 乙" in entry.tcomment


def test_the_limits_of_the_preferred_term_are_told_too() -> None:
    terms = (
        Term(text="重庆", language="zh-Hans"),
        Term(text="Chongqing", language="en", valid_from="1979", note="pinyin"),
    )
    assert _message(replace(CORRIDOR, terms=terms)).tcomment.split("\n")[:2] == [
        "preferred (en, from 1979): Chongqing",
        "note on Chongqing: pinyin",
    ]


def test_each_source_is_referred_to_once() -> None:
    evidence = tuple(Evidence(source=source, quote="q") for source in ("b 1", "a:2", "b 1", " "))
    assert _message(replace(CORRIDOR, evidence=evidence)).occurrences == [("b_1", ""), ("a", "2")]


def test_every_loss_is_named() -> None:
    export = write(replace(EXAMPLE, concepts=(replace(CORRIDOR, case="exact"),)))
    lost, kept = ({line.split(":")[0] for line in lines} for lines in (export.losses, export.kept))
    assert lost >= {"case", "near", "ok", "bad", "origin", "sources", "evidence"}
    assert kept >= {"decided", "until", "publisher"}
