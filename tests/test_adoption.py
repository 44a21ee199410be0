"""A project adopts cqterm. The full size, 5,000 files and 200 edits, is `python -m tests.bench.adoption`."""

from pathlib import Path

from tests.bench.adoption import adopt


def test_a_project_adopts_is_silent_after_edits_and_hears_of_one_new_error(tmp_path: Path) -> None:
    done = adopt(tmp_path, files=200, edits=100)
    assert done.before > 100
    assert done.entries == done.before
    assert done.adopted == []
    assert done.edited == []
    (new,) = done.added
    assert new.endswith(": Westren Land-Sea Trade Corridor")
