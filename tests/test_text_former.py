"""Names told as former ones, and names that only stand near such a phrase."""

import pytest

from cqterm.model import Span
from cqterm.text.former import former


@pytest.mark.parametrize(("text", "told"), [
    ("Trains use the Old Port Line.", False),
    ("It was renamed Old Port Line.", False),
    ("They renamed it the Old Port Line in May.", False),
    ("Once the Old Port Line opens, trade will grow.", False),
    ("The former mayor rode the Old Port Line.", False),
    ("Previously, trade was slow. The Old Port Line grows.", False),
    ("The station was renamed as the Old Port Line opened.", False),
    ("It was formerly known as the Old Port Line.", True),
    ("the New Line (formerly the Old Port Line)", True),
    ("the New Line, then called the Old Port Line", True),
    ("It was renamed from the Lund Old Port Line last year.", True),
    ("They renamed the Old Port Line as the New Line.", True),
    ("the Old Port Line (now the New Line)", True),
    ("the Old Port Line, which was later renamed", True),
    ("under its former name, the Old Port Line", True),
    ('previously translated as "Old Port Line"', True),
    ("the former Old Port Line", True),
])  # fmt: skip
def test_a_name_is_former_where_the_text_says_so(text: str, told: bool) -> None:
    start = text.index("Old Port Line")
    assert former(text, Span(start, start + len("Old Port Line"))) == told
