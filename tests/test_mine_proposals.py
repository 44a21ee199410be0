"""What mining proposes are values: they cross a process border, and may be keys."""

import pickle

from cqterm.formats import read
from cqterm.mine import mine
from cqterm.mine.proposals import Candidate, Proposals
from cqterm.model import Source

TEXT = (
    "The Lund Pilot Maritime Zone opened. He praised the Lund Pilot Maritime Zone and the Lundqvist Railway Express.\n"
)


def test_proposals_travel_and_are_keys() -> None:
    found = mine([(Source(id="one", publisher="gazette", date="2024"), read("one.txt", TEXT.encode()))])
    assert found
    assert all(isinstance(each, Candidate) for each in found)
    proposals = Proposals(found, len(found))
    assert pickle.loads(pickle.dumps(proposals)) == proposals  # noqa: S301 - our own
    assert len({*found, *found}) == len(found)


def test_a_form_is_counted_by_publisher_and_year() -> None:
    first, *_ = mine([(Source(id="one", publisher="gazette", date="2024-06"), read("one.txt", TEXT.encode()))])
    assert first.canonical.endswith("Pilot Maritime Zone")
    (form,) = [form for form in first.forms if form.text == first.canonical]
    assert (form.count, form.publishers, form.years) == (2, (("gazette", 2),), (("2024", 2),))
