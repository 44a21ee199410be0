"""Decisions about proposals: each changes what it is about and no other line; a repeated one changes nothing."""

from dataclasses import replace

import pytest

from cqterm.errors import GlossaryError
from cqterm.glossary.evidence import Row
from cqterm.glossary.read import read
from cqterm.glossary.rulings import Kept, Ruling, apply
from cqterm.model import Concept, Decision, Evidence, Seen, Term

TEXT = """\
cqterm: 1
languages: {source: zh-Hans, target: en}
sources: [{id: s}]
concepts:
# the first
- id: zone
  term: Pilot Zone      # as printed
  also: [Trial Zone]
  state: proposed
  origin: mined
  evidence:
  - {source: s, quote: the Pilot Zone}

- id: corridor
  zh-Hans: 通道
  term: Trade Corridor
  state: approved
  seen:
  - {term: Commerce Corridor, kind: rendering, source: s}
  - the Corridor
# the end
"""
ROWS = (
    Row("zone", Evidence(source="s", quote="a Trial Zone", form="Trial Zone")),
    Row("zone", Evidence(source="s", quote="one Pilot Zone", form="Pilot Zone")),
)
KEPT = Kept(TEXT, ROWS)


def en(text: str, status: str = "preferred") -> Term:
    return Term(text=text, language="en", status=status)  # type: ignore[arg-type]


def after(ruling: Ruling) -> dict[str, Concept]:
    kept = apply(KEPT, [ruling])
    return {c.id: c for c in read(kept.text, "g").concepts}


REFUSED = [
    (Ruling(verb="accept", concept="zome"), "no concept «zome»: did you mean zone"),
    (Ruling(verb="merge", concept="zone", into="nothing"), "no concept «nothing»"),
    (Ruling(verb="merge", concept="zone", into="zone"), "into itself"),
    (Ruling(verb="split", concept="zone", form="Zone"), "no form «Zone»"),
    (Ruling(verb="split", concept="zone", form="Pilot Zone"), "is its preferred term"),
    (Ruling(verb="accept", concept="corridor", form="Corridor"), "known are Commerce Corridor, the Corridor"),
    (Ruling(verb="edit", concept="corridor", form="the Corridor"), "not edited"),
    (Ruling(verb="edit", concept="zone", fields={"id": "x"}), "can't be set here"),
    (Ruling(verb="edit", concept="zone", fields={"term": " "}), "an empty preferred term"),
    (Ruling(verb="accept", concept="zone", date="yesterday"), "is no date"),
]


@pytest.mark.parametrize(("ruling", "says"), REFUSED)
def test_what_can_not_be_decided_is_said(ruling: Ruling, says: str) -> None:
    with pytest.raises(GlossaryError, match=says):
        apply(KEPT, [ruling])


def test_accepting_keeps_the_date_and_the_reason() -> None:
    zone = after(Ruling(verb="accept", concept="zone", date="2026-11-25", why="the gazette's"))["zone"]
    assert (zone.state, zone.origin, zone.decided) == (
        "approved",
        "mined",
        Decision(date="2026-11-25", why="the gazette's"),
    )


def test_accepting_another_form_admits_the_former_and_its_quotes_say_so() -> None:
    zone = after(Ruling(verb="accept", concept="zone", term="Trial Zone"))["zone"]
    assert zone.terms == (en("Trial Zone"), en("Pilot Zone", "admitted"))
    assert [e.form for e in zone.evidence] == ["Pilot Zone"]


def test_the_same_term_written_otherwise_takes_its_place() -> None:
    zone = after(Ruling(verb="accept", concept="zone", term="pilot zone"))["zone"]
    assert [t.text for t in zone.terms] == ["pilot zone", "Trial Zone"]
    assert zone.case == "common"


def test_pinning_and_rejecting() -> None:
    assert after(Ruling(verb="pin", concept="zone"))["zone"].origin == "pinned"
    assert after(Ruling(verb="reject", concept="zone", why="too wide"))["zone"].state == "rejected"


def test_editing() -> None:
    fields = {"source": "试验区", "domain": "trade", "definition": "A zone.", "note": "Seen once."}
    zone = after(Ruling(verb="edit", concept="zone", fields=fields))["zone"]
    assert zone.terms[0] == Term(text="试验区", language="zh-Hans")
    assert (zone.domain, zone.definition, zone.note, zone.state) == ("trade", "A zone.", "Seen once.", "proposed")
    assert "zh-Hans" not in str(after(Ruling(verb="edit", concept="corridor", fields={"source": ""}))["corridor"].terms)


def test_merging_moves_terms_and_evidence_and_takes_the_concept_away() -> None:
    kept = apply(KEPT, [Ruling(verb="merge", concept="zone", into="corridor", status="deprecated")])
    (corridor,) = read(kept.text, "g").concepts
    assert corridor.terms[1:] == (en("Trade Corridor"), en("Trial Zone", "admitted"), en("Pilot Zone", "deprecated"))
    assert {r.concept for r in kept.rows} == {"corridor"}
    assert sorted(r.evidence.form for r in kept.rows) == ["Pilot Zone", "Pilot Zone", "Trial Zone"]
    assert "# the first" in kept.text
    assert "# the end" in kept.text


def test_splitting_makes_a_proposal_with_its_evidence() -> None:
    kept = apply(KEPT, [Ruling(verb="split", concept="zone", form="Trial Zone")])
    concepts = {c.id: c for c in read(kept.text, "g").concepts}
    assert concepts["zone"].terms == (en("Pilot Zone"),)
    assert concepts["trial-zone"].terms == (en("Trial Zone"),)
    assert (concepts["trial-zone"].state, concepts["trial-zone"].origin) == ("proposed", "mined")
    assert [r.concept for r in kept.rows] == ["trial-zone", "zone"]


@pytest.mark.parametrize(
    ("ruling", "terms", "seen"),
    [
        (
            Ruling(verb="accept", concept="corridor", form="Commerce Corridor"),
            (en("Trade Corridor"), en("Commerce Corridor", "admitted")),
            ("the Corridor",),
        ),
        (
            Ruling(verb="accept", concept="corridor", form="Commerce Corridor", status="deprecated"),
            (en("Trade Corridor"), en("Commerce Corridor", "deprecated")),
            ("the Corridor",),
        ),
        (
            Ruling(verb="accept", concept="corridor", form="Commerce Corridor", status="preferred"),
            (en("Commerce Corridor"), en("Trade Corridor", "admitted")),
            ("the Corridor",),
        ),
        (
            Ruling(verb="split", concept="corridor", form="the Corridor"),
            (en("Trade Corridor"),),
            ("Commerce Corridor",),
        ),
    ],
)
def test_a_form_that_waits_becomes_a_term_or_a_concept(
    ruling: Ruling, terms: tuple[Term, ...], seen: tuple[str, ...]
) -> None:
    corridor = after(ruling)["corridor"]
    assert corridor.terms[1:] == terms
    assert tuple(s.text for s in corridor.seen) == seen


def test_a_form_that_is_rejected_stays_known() -> None:
    corridor = after(Ruling(verb="reject", concept="corridor", form="the Corridor"))["corridor"]
    assert corridor.seen[1] == Seen(text="the Corridor", state="rejected")


def test_a_rejected_form_keeps_when_and_why() -> None:
    ruling = Ruling(verb="reject", concept="corridor", form="the Corridor", date="2026-11-25", why="any corridor")
    decided = Decision(date="2026-11-25", why="any corridor")
    assert after(ruling)["corridor"].seen[1] == Seen(text="the Corridor", state="rejected", decided=decided)


@pytest.mark.parametrize(
    "ruling",
    [
        Ruling(verb="accept", concept="zone", term="Trial Zone"),
        Ruling(verb="reject", concept="zone", why="so"),
        Ruling(verb="reject", concept="corridor", form="the Corridor", why="so"),
    ],
)
def test_a_decision_that_is_read_again_keeps_its_day(ruling: Ruling) -> None:
    once = apply(KEPT, [replace(ruling, date="2026-11-25")])
    assert once != KEPT
    assert apply(once, [replace(ruling, date="2026-11-26")]) == once
    told = apply(once, [replace(ruling, date="2026-11-26", why="a better reason")]).text
    assert "date: 2026-11-26, why: a better reason" in told


def test_a_term_is_one_line_whatever_a_cell_made_of_it() -> None:
    ruling = Ruling(verb="accept", concept="zone", term=" Trial  Zone\nof Lund ")
    assert after(ruling)["zone"].terms[0].text == "Trial Zone of Lund"


def test_a_merge_and_a_split_keep_when_and_why() -> None:
    ruling = Ruling(verb="merge", concept="zone", into="corridor", date="2026-11-25", why="one thing")
    assert "decided 2026-11-25: one thing" in {t.note for t in after(ruling)["corridor"].terms}
    ruling = Ruling(verb="split", concept="corridor", form="the Corridor", date="2026-11-25", why="two things")
    assert after(ruling)["the-corridor"].note == "split off from corridor; decided 2026-11-25: two things"


@pytest.mark.parametrize(
    "ruling",
    [
        Ruling(verb="accept", concept="zone", term="Trial Zone", date="2026", why="so"),
        Ruling(verb="reject", concept="zone"),
        Ruling(verb="edit", concept="zone", fields={"domain": "trade"}),
        Ruling(verb="reject", concept="corridor", form="the Corridor"),
    ],
)
def test_a_decision_twice_is_once_and_touches_no_other_line(ruling: Ruling) -> None:
    once = apply(KEPT, [ruling])
    assert apply(once, [ruling]) == once
    other = "zone" if ruling.concept == "corridor" else "corridor"
    rest = iter(once.text.splitlines())
    block = TEXT.partition(f"- id: {other}\n")[2].partition("\n\n")[0].splitlines()
    assert all(line in rest for line in block)


def test_rulings_together_are_rulings_one_by_one() -> None:
    given = [
        Ruling(verb="split", concept="zone", form="Trial Zone"),
        Ruling(verb="accept", concept="trial-zone", date="2025", why="split off"),
        Ruling(verb="pin", concept="zone", date="2025"),
        Ruling(verb="merge", concept="zone", into="corridor"),
        Ruling(verb="reject", concept="corridor", form="the Corridor"),
        Ruling(verb="edit", concept="corridor", fields={"domain": "trade"}),
    ]
    one_by_one = KEPT
    for ruling in given:
        one_by_one = apply(one_by_one, [ruling])
    together = apply(KEPT, given)
    assert [c.id for c in read(together.text, "g").concepts] == ["corridor", "trial-zone"]
    assert read(together.text, "g") == read(one_by_one.text, "g")
    assert set(together.rows) == set(one_by_one.rows)


def test_a_refused_ruling_says_where_it_was_read() -> None:
    with pytest.raises(GlossaryError, match=r"r\.xlsx: row 5: .*no concept «zome»"):
        apply(KEPT, [Ruling(verb="accept", concept="zome", place="r.xlsx: row 5")])


def test_a_concept_is_merged_into_one_that_is_named_by_its_term() -> None:
    by_term = apply(KEPT, [Ruling(verb="merge", concept="zone", into="Trade Corridor")])
    assert by_term == apply(KEPT, [Ruling(verb="merge", concept="zone", into="corridor")])


def test_a_form_that_becomes_a_term_keeps_the_date_and_the_reason() -> None:
    said = {"concept": "corridor", "form": "Commerce Corridor", "date": "2025-02", "why": "the ministry says so"}
    admitted = after(Ruling(verb="accept", **said))["corridor"]  # type: ignore[arg-type]
    assert admitted.terms[-1].note == "decided 2025-02: the ministry says so"
    preferred = after(Ruling(verb="accept", status="preferred", **said))["corridor"]  # type: ignore[arg-type]
    assert preferred.decided == Decision(date="2025-02", why="the ministry says so")
