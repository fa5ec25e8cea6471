"""The pure parts: which texts are printed, and the cover's field of marks."""

import itertools
from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.report.content import SummaryContent
from app.report.marks import MOST_MARKS, SHAPES, field_of, mixed
from app.report.selection import fair_shares, printed_of


@pytest.mark.parametrize(
    ("lengths", "limit", "shares"),
    [
        ([5, 5], 20, [5, 5]),
        ([120, 9], 40, [31, 9]),
        ([10, 10, 10], 8, [3, 3, 2]),
        ([0, 4], 2, [0, 2]),
        ([], 5, []),
    ],
)
def test_short_lists_are_whole_and_long_ones_share_the_rest(lengths: list[int], limit: int, shares: list[int]) -> None:
    assert fair_shares(lengths, limit) == shares


@given(st.lists(st.integers(0, 60), max_size=12), st.integers(0, 200))
def test_no_list_is_cut_while_a_longer_one_has_more(lengths: list[int], limit: int) -> None:
    shares = fair_shares(lengths, limit)
    assert sum(shares) == min(limit, sum(lengths))
    cut = [share for share, length in zip(shares, lengths, strict=True) if share < length]
    assert all(share <= min(cut) + 1 for share in shares if cut)


def test_the_oldest_are_printed(make: Callable[..., SummaryContent]) -> None:
    content = make(groups=1, advice=("1", "2", "3"), inputs=("4",))
    printed = printed_of(content.activities, limit=4)
    assert [(part.advice, part.input) for activity in printed for part in activity.groups] == [(("1",), ("4",))] * 2


@pytest.mark.parametrize(
    ("joined", "marks", "people_per_mark"),
    [({}, 0, 1), ({1: 0}, 0, 1), ({1: 1}, 1, 1), ({1: 3, 2: 4}, 7, 1), ({1: 200, 2: 60, 3: 40}, 300, 1)],
)
def test_one_mark_for_each_who_came(joined: dict[int, int], marks: int, people_per_mark: int) -> None:
    field = field_of(joined, "KX7M2P")
    assert (len(field.marks), field.people_per_mark) == (marks, people_per_mark)
    assert all(0 <= mark.x <= field.side - 24 and 0 <= mark.y <= field.side - 24 for mark in field.marks)


def test_in_a_crowd_a_mark_is_some_people_and_no_group_disappears() -> None:
    field = field_of({1: 1900, 2: 98, 3: 2}, "KX7M2P")
    assert field.people_per_mark == 5
    assert len(field.marks) <= MOST_MARKS + 3
    assert Counter(mark.colour for mark in field.marks)[SHAPES[3][1]] == 1


def test_same_conference_same_field_and_another_one_another() -> None:
    came = {1: 16, 2: 9, 3: 11, 4: 12, 5: 5, 6: 11}
    assert field_of(came, "KX7M2P") == field_of(came, "KX7M2P")
    assert field_of(came, "KX7M2P") != field_of(came, "ABC234")


@pytest.mark.parametrize("seed", ["KX7M2P", "ABC234", "QQQQQQ", ""])
def test_equal_marks_do_not_touch(seed: str) -> None:
    order = mixed({1: 16, 2: 9, 3: 11, 4: 12, 5: 5, 6: 11}, 8, seed)
    rows = [order[start : start + 8] for start in range(0, 64, 8)]
    assert all(left != right for row in rows for left, right in itertools.pairwise(row))
    assert all(
        over != under for above, below in itertools.pairwise(rows) for over, under in zip(above, below, strict=True)
    )
