"""TBX: valid, free of what the schemas overlook, and true to the glossary."""

import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from cqterm.exchange.losses import Losses
from cqterm.exchange.strict import strict
from cqterm.exchange.tbx import write
from cqterm.model import Concept, Evidence, Glossary, Term
from tests.exchange_example import CORRIDOR, EXAMPLE, GLOSSARIES, merged

NS = {"t": "urn:iso:std:iso:30042:ed-2"}
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
STATUS = {"preferredTerm-admn-sts": "preferred", "admittedTerm-admn-sts": "admitted"}
STATUS |= {"deprecatedTerm-admn-sts": "deprecated", "supersededTerm-admn-sts": "superseded"}


def _parse(data: bytes) -> "etree._Element":
    return etree.fromstring(data)


def _texts(root: "etree._Element", path: str) -> list[str]:
    return [element.text or "" for element in root.findall(path, NS)]


def _written(concept: Concept) -> "etree._Element":
    return _parse(write(replace(EXAMPLE, concepts=(concept,))).data)


def _content(root: "etree._Element") -> dict[str, Counter[tuple[str, str, str]]]:
    return {
        entry.get("id", ""): Counter(
            (
                section.get(LANG, ""),
                term.findtext("t:term", namespaces=NS) or "",
                STATUS[term.findtext("t:termNote[@type='administrativeStatus']", namespaces=NS) or ""],
            )
            for section in entry.findall("t:langSec", NS)
            for term in section.findall("t:termSec", NS)
        )
        for entry in root.iterfind(".//t:conceptEntry", NS)
    }


def _faults(root: "etree._Element") -> list[str]:
    """What the schemas of TBX-Basic accept and importers stumble over."""
    faults = []
    for section in root.iterfind(".//t:langSec", NS):
        terms = _texts(section, "t:termSec/t:term")
        faults += [f"empty term {term!r}" for term in terms if not term.strip() or term != term.strip()]
        faults += [f"twice {term!r}" for term, count in Counter(terms).items() if count > 1]
        preferred = [n for n in section.findall("t:termSec/t:termNote", NS) if n.text == "preferredTerm-admn-sts"]
        faults += ["two preferred"] * (len(preferred) > 1)
    for entry in root.iterfind(".//t:conceptEntry", NS):
        languages = [section.get(LANG) for section in entry.findall("t:langSec", NS)]
        faults += ["language twice"] * (len(languages) != len(set(languages)))
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    faults += ["id twice"] * (len(ids) != len(set(ids)))
    empty = [
        e for e in root.iter("{*}note", "{*}admin", "{*}descrip", "{*}p", "{*}title") if not (e.text or "").strip()
    ]
    return faults + [f"empty {element.tag}" for element in empty]


@given(glossary=GLOSSARIES)
@settings(max_examples=200, deadline=None)
def test_every_term_with_its_status_and_no_fault(glossary: Glossary) -> None:
    root = _parse(write(glossary).data)
    assert _faults(root) == []
    clean = strict(glossary, Losses())
    assert _content(root) == {
        concept.id: Counter((term.language, term.text, term.status) for term in concept.terms)
        for concept in clean.concepts
    }
    definitions = [concept.definition for concept in clean.concepts if concept.definition.strip()]
    assert _texts(root, ".//t:descrip[@type='definition']") == definitions


def test_random_glossaries_are_valid(shared: Path, tmp_path: Path) -> None:
    """Hundreds of them for the core schema; all of them once more, in one file, for the dialect's Schematron."""
    schemas = shared / "tbx" / "schemas" / "v3"
    schema = etree.RelaxNG(etree.parse(str(schemas / "TBXcoreStructV03.rng")))
    seen: list[Glossary] = []

    @given(glossary=GLOSSARIES)
    @settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    def valid(glossary: Glossary) -> None:
        seen.append(glossary)
        schema.assertValid(_parse(write(glossary).data))

    valid()
    files = {"random": merged(seen), "example": EXAMPLE, "empty": replace(EXAMPLE, concepts=())}
    for name, glossary in files.items():
        (tmp_path / f"{name}.tbx").write_bytes(write(glossary).data)
    assert len(_content(_parse((tmp_path / "random.tbx").read_bytes()))) > 50
    done = subprocess.run(
        [
            sys.executable,
            str(shared / "tools" / "validate_tbx.py"),
            str(schemas / "TBXcoreStructV03.rng"),
            str(schemas / "TBX-Basic_DCA.sch"),
            *(str(tmp_path / f"{name}.tbx") for name in files),
        ],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("RNG ok") == done.stdout.count("SCH ok") == len(files)


def test_the_schemas_are_named_by_their_public_addresses() -> None:
    head = write(EXAMPLE).data.decode().splitlines()[:3]
    assert head[0] == '<?xml version="1.0" encoding="UTF-8"?>'
    assert "/TBX_Core_RNG/master/TBXcoreStructV03.rng" in head[1]
    assert "/TBX-Basic_dialect/master/DCA/TBX-Basic_DCA.sch" in head[2]


def test_an_empty_glossary_has_no_body() -> None:
    root = _parse(write(replace(EXAMPLE, concepts=())).data)
    assert root.find("t:text", NS) is not None
    assert root.find(".//t:body", NS) is None


def test_a_glossary_without_a_name_has_no_title() -> None:
    assert _parse(write(replace(EXAMPLE, name=" ")).data).find(".//t:titleStmt", NS) is None


def test_nothing_is_invented() -> None:
    concept = Concept(id="a", terms=(Term(text="a", language="en"),), state="approved")
    entry = _written(concept).find(".//t:conceptEntry", NS)
    assert entry is not None
    assert [element.tag.split("}")[1] for element in entry.iter("{*}*")] == [
        "conceptEntry", "langSec", "termSec", "term", "termNote",
    ]  # fmt: skip


def test_rejected_concepts_stay_at_home_and_are_counted() -> None:
    export = write(EXAMPLE)
    assert b"fog-capital" not in export.data
    assert "state: rejected, left out (1 concept)" in export.losses


def test_a_proposed_concept_says_so() -> None:
    assert _texts(_written(EXAMPLE.concepts[1]), ".//t:conceptEntry/t:note") == ["State: proposed"]


def test_the_source_language_stands_first_and_terms_in_their_order() -> None:
    concept = replace(CORRIDOR, terms=tuple(reversed(CORRIDOR.terms)))
    root = _written(concept)
    assert [section.get(LANG) for section in root.iterfind(".//t:langSec", NS)] == ["zh-Hans", "en"]
    assert _texts(root, ".//t:langSec[1]/t:termSec/t:term") == ["陆海新通道", "西部陆海新通道"]


@pytest.mark.parametrize(
    ("evidence", "term"),
    [
        (Evidence(source="s", quote="nothing of it"), None),
        (Evidence(source="s", quote="the ILSTC", form="the corridor"), None),
        (Evidence(source="s", quote="a western\nland-sea trade  corridor"), "Western Land-Sea Trade Corridor"),
        (Evidence(source="s", quote="建设西部陆海新通道"), "西部陆海新通道"),
        (Evidence(source="s", quote="建设陆海新通道"), "陆海新通道"),
        (Evidence(source="s", quote="ILSTC", form="ilstc"), "ILSTC"),
    ],
    ids=["no-term", "other-form", "folded", "longest", "shorter", "form"],
)
def test_a_quote_is_the_context_of_the_term_that_it_shows(evidence: Evidence, term: str | None) -> None:
    root = _written(replace(CORRIDOR, evidence=(evidence,)))
    groups = root.findall(".//t:descripGrp", NS)
    if term is None:
        assert groups == []
        assert f"Evidence (s): {evidence.quote}" in _texts(root, ".//t:conceptEntry/t:note")
    else:
        assert [_texts(group, "*") for group in groups] == [[evidence.quote, "s"]]
        section = groups[0].getparent()
        assert section is not None
        assert section.findtext("t:term", namespaces=NS) == term


def test_evidence_without_a_quote_is_counted() -> None:
    export = write(replace(EXAMPLE, concepts=(replace(CORRIDOR, evidence=(Evidence(source="s", quote=" "),)),)))
    assert "evidence: without a quote, left out (1 source)" in export.losses
    assert b"context" not in export.data


def test_every_loss_is_named() -> None:
    export = write(replace(EXAMPLE, concepts=(replace(CORRIDOR, case="exact"),)))
    lost, kept = ({line.split(":")[0] for line in lines} for lines in (export.losses, export.kept))
    assert lost >= {"case", "near", "ok", "bad", "origin", "sources", "evidence.at"}
    assert kept >= {"decided", "until", "publisher"}
