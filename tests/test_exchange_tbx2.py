"""TBX v2: valid for its DTD, and read back whole by translate-toolkit, which Weblate uses."""

import io
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from cqterm.exchange import exchanges
from cqterm.exchange.losses import Losses
from cqterm.exchange.select import select
from cqterm.exchange.strict import strict
from cqterm.exchange.tbx_writer import STATUSES
from cqterm.files import shipped_glossary
from cqterm.glossaries import load_glossary
from cqterm.model import Concept, Glossary
from tests.exchange_example import EXAMPLE, GLOSSARIES, merged

WRITE = exchanges()["tbx2"].write


@pytest.fixture(scope="module")
def toolkit() -> Any:
    return pytest.importorskip("translate.storage.tbx", reason="translate-toolkit is not installed")


def _read(toolkit: Any, glossary: Glossary) -> list[Any]:
    store = toolkit.tbxfile.parsefile(io.BytesIO(WRITE(glossary).data))
    store.setsourcelanguage(glossary.source_language)
    store.settargetlanguage(glossary.target_language)
    return list(store.units)


def _said(concept: Concept, language: str) -> list[tuple[str, str]]:
    return [(term.text, STATUSES[term.status]) for term in concept.terms if term.language == language]


def test_translate_toolkit_reads_every_concept_term_and_status(toolkit: Any) -> None:
    glossary = strict(load_glossary([shipped_glossary()]), Losses())
    units = _read(toolkit, glossary)
    assert [unit.getid() for unit in units] == [concept.id for concept in glossary.concepts]
    for unit, concept in zip(units, glossary.concepts, strict=True):
        for terms, language in ((unit.get_source_terms(), "zh-Hans"), (unit.get_target_terms("en"), "en")):
            assert [(term.text, term.administrative_status) for term in terms] == _said(concept, language)
            for term in terms:
                assert term.deprecated == (term.administrative_status == STATUSES["deprecated"])


def test_preferred_only_gives_one_term_a_side(toolkit: Any) -> None:
    glossary = select(load_glossary([shipped_glossary()]), preferred_only=True)
    for unit, concept in zip(_read(toolkit, glossary), glossary.concepts, strict=True):
        preferred = concept.preferred("en")
        assert unit.target == (preferred.text if preferred else None)
        assert len(unit.get_source_terms()) == 1


def test_random_glossaries_are_valid_for_the_dtd(shared: Path) -> None:
    dtd = etree.DTD(str(shared / "tbx" / "schemas" / "v2" / "TBXBasiccoreStructV02.dtd"))

    @given(glossary=GLOSSARIES)
    @settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    def valid(glossary: Glossary) -> None:
        root = etree.fromstring(WRITE(glossary).data)
        if root.find(".//termEntry") is not None:  # the DTD asks for one
            assert dtd.validate(root), dtd.error_log

    valid()


def test_every_dialect_and_style_is_valid(shared: Path, tmp_path: Path) -> None:
    """The Schematron of each that has one; there is none for TBX-Core, and none at hand for TBX-Min in DCT style."""
    schemas = shared / "tbx" / "schemas" / "v3"
    rng = schemas / "TBXcoreStructV03.rng"
    glossary = merged([EXAMPLE, replace(EXAMPLE, concepts=EXAMPLE.concepts[::-1])])
    for dialect, style, rules in (
        ("basic", "dct", ["TBX-Basic_DCT.sch"]),
        ("min", "dca", ["TBX-Min_DCA.sch"]),
        ("core", "dca", []),
        ("core", "dct", []),
    ):
        path = tmp_path / f"{dialect}-{style}.tbx"
        path.write_bytes(exchanges()["tbx"].write(glossary, dialect=dialect, style=style).data)
        judge = [str(shared / "tools" / "validate_tbx.py"), str(rng), *(str(schemas / name) for name in rules)]
        done = subprocess.run([sys.executable, *judge, str(path)], capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
        assert "RNG ok" in done.stdout


def _faults_of_modules(data: bytes, schemas: Path) -> list[str]:
    """In DCT style each module judges its own elements, one by one, as the dialect's NVDL script has it."""
    faults = []
    root = etree.fromstring(data)
    for module in ("min", "basic"):
        schema = etree.RelaxNG(etree.parse(str(schemas / f"{module.title()}.rng")))
        for element in root.iter(f"{{http://www.tbxinfo.net/ns/{module}}}*"):
            alone = etree.fromstring(etree.tostring(element, with_tail=False))
            faults += [] if schema.validate(alone) else [str(element.tag)]
    return faults


def test_the_modules_of_dct_style_accept_what_is_theirs(shared: Path, tmp_path: Path) -> None:
    schemas = shared / "tbx" / "schemas" / "v3"
    data = exchanges()["tbx"].write(EXAMPLE, style="dct").data
    assert _faults_of_modules(data, schemas) == []
    assert len(_faults_of_modules(data.replace(b"deprecatedTerm-admn-sts", b"deprecated"), schemas)) == 1
    (tmp_path / "a.tbx").write_bytes(data)
    for rules in ("Min.sch", "Basic.sch"):
        judge = [str(shared / "tools" / "validate_tbx.py"), str(schemas / "TBXcoreStructV03.rng"), str(schemas / rules)]
        done = subprocess.run([sys.executable, *judge, str(tmp_path / "a.tbx")], capture_output=True, text=True)
        assert done.returncode == 0, done.stdout
