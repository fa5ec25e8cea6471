"""Somebody who comes late sits with their own where groups sit apart, and where there is room where they are mixed."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from app.analysis.latecomers import place_latecomer
from app.analysis.seating import MOST_AT_TABLE, DoesNotFit, seat_people

BUSINESSES = 1


def test_a_latecomer_meets_their_own_first_and_others_later() -> None:
    groups = [0] * 6 + [1] * 4
    home, mixed = (0, 0, 0, 1, 1, 1, 2, 2, 2, 2), (0, 1, 2, 0, 1, 2, 0, 1, 2, 0)

    assert place_latecomer(groups, [home], [False], BUSINESSES, [0, 1, 2]) == [2]
    assert place_latecomer(groups, [mixed], [True], BUSINESSES, [0, 1, 2]) == [1]


def test_of_tables_alike_the_one_with_whom_they_have_not_met() -> None:
    groups = [0, 0, 1, 1, 0, 0]
    home, mixed = (0, 0, 1, 1, 0, 0), (0, 1, 0, 0, 1, 1)

    (_first, second) = place_latecomer(groups, [home, mixed], [False, True], 1, [0, 1])

    assert second == 1


def test_an_empty_table_is_not_opened_while_others_have_room() -> None:
    assert place_latecomer([0, 0, 0], [(1, 1, 1)], [True], 0, [0, 1]) == [1]


def test_full_tables_take_nobody() -> None:
    with pytest.raises(DoesNotFit):
        place_latecomer([0] * MOST_AT_TABLE, [(0,) * MOST_AT_TABLE], [True], 0, [0])


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.integers(1, 10), min_size=1, max_size=5),
    st.integers(1, 8),
    st.lists(st.booleans(), min_size=1, max_size=4),
    st.integers(0, 5),
)
def test_whoever_comes_late_nobody_has_more_than_nine_at_the_table(
    sizes: list[int], tables: int, is_mixed: list[bool], group: int
) -> None:
    groups = [group for group, size in enumerate(sizes) for _seat in range(size)]
    assume(len(groups) < tables * MOST_AT_TABLE)
    plan = seat_people(groups, tables, is_mixed).plan

    places = place_latecomer(groups, plan, is_mixed, group, range(tables))

    assert len(places) == len(is_mixed)
    for row, table in zip(plan, places, strict=True):
        assert table in range(tables)
        assert list(row).count(table) < MOST_AT_TABLE
