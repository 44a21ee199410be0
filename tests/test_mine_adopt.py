"""Mining into a glossary: what is new waits for a person, what people decided stays, twice is once."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from cqterm import formats, mine
from cqterm.glossary.evidence import Row, attach
from cqterm.glossary.read import read
from cqterm.mine.adopt import adopt
from cqterm.mine.drift import Drift, look
from cqterm.mine.locate import locate
from cqterm.model import Concept, Document, Seen, Source

GLOSSARY = """\
cqterm: 1
name: Harbor terms   # ours
languages: {source: zh-Hans, target: en}
sources:
- {id: old, publisher: gazette, name: The Gazette, tier: 1, date: 2020}

concepts:
- id: corridor
  term: North Harbor-Rail Trade Corridor
  state: approved
  origin: pinned
  # a word on the corridor
  evidence:
  - {source: old, quote: the North Harbor-Rail Trade Corridor}

- id: yoga
  term: Yoga Festival of Lund
  state: rejected
"""
BRIEFING = """\
The Lund Pilot Maritime Zone opened. Officials of the Lund Pilot Maritime Zone spoke of the North Harbor-Rail Trade
Corridor, and of the Northern Harbor-Rail Trade Corridor (NHRTC). The Yoga Festival of Lund was opened by them.
The Lund Pilot Maritime Zone and the North Harbor-Rail Trade Corridor are known, said officials of the North
Harbor-Rail Trade Corridor in the city.
"""


def documents(text: str = BRIEFING, **said: str) -> list[tuple[Source, Document]]:
    source = Source(id=said.pop("id", "new"), publisher="gazette", publisher_name="The Gazette", tier=1, date="2024")
    return [(source, formats.read("new.txt", text.encode()))]


def drift_of(text: str, given: Sequence[tuple[Source, Document]]) -> Drift:
    glossary = read(text, "g")
    candidates = mine.mine(given, glossary=glossary)
    return look(glossary, candidates, [source for source, _ in given], locate(glossary, given))


def adopted(text: str, given: Sequence[tuple[Source, Document]], rows: Sequence[Row] = ()) -> tuple[str, list[Row]]:
    return adopt(text, rows, drift_of(text, given), given, name="g")


def concepts(text: str) -> dict[str, Concept]:
    return {c.id: c for c in read(text, "g").concepts}


def test_nothing_in_a_document_leaves_a_glossary_as_it_is() -> None:
    assert adopted(GLOSSARY, [])[0] == GLOSSARY


def test_what_is_rejected_does_not_come_back() -> None:
    text, _ = adopted(GLOSSARY, documents())
    named = [c.id for c in concepts(text).values() if "Yoga Festival of Lund" in [t.text for t in c.terms]]
    assert named == ["yoga"]


def test_new_concepts_wait_as_proposals_with_their_source() -> None:
    text, _ = adopted(GLOSSARY, documents())
    zone = concepts(text)["lund-pilot-maritime-zone"]
    assert (zone.state, zone.origin) == ("proposed", "mined")
    assert [e.source for e in zone.evidence] == ["new"]
    assert read(text, "g").source("new") == Source(
        id="new", publisher="gazette", publisher_name="The Gazette", tier=1, date="2024"
    )


def test_what_people_wrote_stays_line_by_line() -> None:
    text, _ = adopted(GLOSSARY, documents())
    rest = iter(text.splitlines())
    assert all(line in rest for line in GLOSSARY.splitlines())
    before, after = concepts(GLOSSARY)["corridor"], concepts(text)["corridor"]
    assert (after.terms, after.state, after.origin) == (before.terms, "approved", "pinned")


def test_further_evidence_of_known_terms_goes_beside() -> None:
    _, rows = adopted(GLOSSARY, documents())
    assert [(r.evidence.source, r.evidence.form) for r in rows if r.concept == "corridor"] == [
        ("new", "North Harbor-Rail Trade Corridor")
    ] * 3


@pytest.mark.parametrize("runs", [1, 2])
def test_mining_twice_changes_nothing(runs: int) -> None:
    text, rows = adopted(GLOSSARY, documents())
    for _ in range(runs):
        assert adopted(text, documents(), rows) == (text, rows)
        assert drift_of(text, documents()).new == ()
        assert drift_of(text, documents()).forms == ()


def test_what_may_be_the_same_is_offered_under_the_ids_of_the_glossary() -> None:
    taken = (
        GLOSSARY + "\n- id: north-gate-project\n  term: another thing\n- id: gate\n  term: North Gate Rail Project\n"
    )
    briefing = "The North Gate Project began. He saw the North Gate Project and the North Gate Rail Project.\n"
    drift = drift_of(taken, documents(briefing))
    new = {c.canonical: replace(c, possibly=("north-gate-rail-project",)) for c in drift.new}["North Gate Project"]
    text, _ = adopt(taken, (), replace(drift, new=(new,)), documents(briefing), name="g")
    assert concepts(text)["north-gate-project-2"].note.endswith("; possibly the same: gate")


def test_a_taken_id_gets_a_number() -> None:
    taken = GLOSSARY + "\n- id: lund-pilot-maritime-zone\n  term: another thing\n"
    text, _ = adopted(taken, documents())
    assert concepts(text)["lund-pilot-maritime-zone-2"].terms[0].text == "Lund Pilot Maritime Zone"


# --- forms, contests, silence -----------------------------------------------------------------------------------

RIVAL = """\
The Harbor Work Council met. “The Council for Harbor Work has met,” he said. The Council for Harbor Work is old. All
members of the Council for Harbor Work came, and the Council for Harbor Work thanked them.
"""
COUNCIL = GLOSSARY.replace("concepts:\n", "concepts:\n- id: council\n  term: Harbor Work Council\n  state: approved\n")


def test_a_new_form_of_a_known_concept_waits_there() -> None:
    drift = drift_of(COUNCIL, documents(RIVAL))
    assert [(f.concept.id, f.seen.text, f.seen.source) for f in drift.forms] == [
        ("council", "Council for Harbor Work", "new")
    ]
    text, rows = adopt(COUNCIL, (), drift, documents(RIVAL), name="g")
    assert concepts(text)["council"].seen == (Seen(text="Council for Harbor Work", kind="rendering", source="new"),)
    quotes = [e.form for e in concepts(text)["council"].evidence] + [r.evidence.form for r in rows]
    assert quotes.count("Council for Harbor Work") == 3  # the fourth stands inside a longer proposal


def test_a_rejected_form_does_not_wait_again() -> None:
    text, _ = adopted(COUNCIL, documents(RIVAL))
    judged = text.replace("kind: rendering, source: new", "kind: rendering, source: new, state: rejected")
    assert judged != text
    assert drift_of(judged, documents(RIVAL)).forms == ()


def test_a_weightier_or_later_rival_contests_the_canonical_form() -> None:
    known = COUNCIL.replace("term: Harbor Work Council\n", "term: Harbor Work Council\n  also: [Council of Work]\n")
    known = known.replace(
        "also: [Council of Work]\n",
        "also: [Council of Work]\n  evidence: [{source: old, quote: the Harbor Work Council}]\n",
    )
    (contest,) = drift_of(known, documents("The Council of Work met. He saw the Council of Work there.")).contested
    assert (contest.concept.id, contest.rival, contest.since) == ("council", "Council of Work", "2024")
    both = drift_of(known, documents("The Council of Work met, or the Harbor Work Council."))
    assert both.contested == ()
    # a week later nobody prints the rival again, and nobody is told again
    text, rows = adopted(known, documents("The Council of Work met. He saw the Council of Work there."))
    later = "The Harbor Work Council met. He saw the Harbor Work Council there."
    glossary = attach(read(text, "g"), rows)
    given = documents(later, id="later")
    found = look(glossary, mine.mine(given, glossary=glossary), [given[0][0]], locate(glossary, given))
    assert found.contested == ()


def test_a_term_is_quiet_when_its_publisher_does_without_it_three_times() -> None:
    others = [(Source(id=f"n{n}", publisher="gazette", tier=1, date=f"202{n}"), documents()[0][1]) for n in (4, 5, 6)]
    silent = [(s, formats.read("x.txt", b"Nothing of note.")) for s, _ in others]
    known = GLOSSARY.replace("quote: the North", "form: North Harbor-Rail Trade Corridor, quote: the North")
    assert [(q.concept.id, q.last.id, q.later) for q in drift_of(known, silent).quiet] == [("corridor", "old", 3)]
    assert drift_of(known, silent[:2]).quiet == ()
    assert drift_of(known, others).quiet == ()


def silent(*years: int) -> list[tuple[Source, Document]]:
    nothing = formats.read("x.txt", b"Nothing of note.")
    return [(Source(id=f"n{n}", publisher="gazette", tier=1, date=f"{n}"), nothing) for n in years]


def test_a_document_with_the_acronym_or_a_longer_term_does_not_do_without() -> None:
    known = GLOSSARY.replace("quote: the North", "form: North Harbor-Rail Trade Corridor, quote: the North")
    known = known.replace("date: 2020}\n", "date: 2020}\n- {id: mid, publisher: gazette, tier: 1, date: 2023}\n")
    given = silent(2021, 2022, 2024)
    assert [q.last.id for q in drift_of(known, given).quiet] == ["old"]
    acronym = known.replace(
        "corridor\n  term: North Harbor-Rail Trade Corridor\n",
        "corridor\n  term: North Harbor-Rail Trade Corridor\n  acronym: NHRTC\n",
    ).replace("  evidence:\n", "  evidence:\n  - {source: mid, form: NHRTC, quote: NHRTC grew}\n")
    assert drift_of(acronym, given).quiet == ()
    longer = f"""{known}
- id: upper
  term: Upper North Harbor-Rail Trade Corridor
  state: approved
  evidence: [{{source: mid, quote: an Upper North Harbor-Rail Trade Corridor}}]
"""
    assert drift_of(longer, given).quiet == ()
