"""Everybody has a seat in every session, tables are as they should be, and as few as possible meet again."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations, permutations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from app.analysis.seating import FEWEST_AT_TABLE, MOST_AT_TABLE, DoesNotFit, seat_people
from app.analysis.seating_quality import fewest_repeats, repeats_in

DEMO = [group for group, planned in enumerate([18, 12, 12, 12, 6, 12]) for _seat in range(planned)]
THREE_HUNDRED = [group for group, planned in enumerate([90, 60, 50, 50, 20, 30]) for _seat in range(planned)]

SIZES = st.lists(st.integers(1, 12), min_size=1, max_size=5)
SESSIONS = st.lists(st.booleans(), min_size=1, max_size=4)


def sizes_of(row: Sequence[int]) -> list[int]:
    return sorted(Counter(row).values())


@pytest.mark.parametrize(
    ("groups", "tables", "is_mixed"),
    [
        (DEMO, 12, [False, True, True, True, False]),
        (THREE_HUNDRED, 40, [True] * 4),
        (THREE_HUNDRED, 40, [False, True, True, False]),
    ],
    ids=["demo", "300 mixed", "300 both"],
)
@pytest.mark.parametrize("hosts_stay", [False, True])
def test_no_plan_has_fewer_repeats(groups: list[int], tables: int, is_mixed: list[bool], hosts_stay: bool) -> None:
    seating = seat_people(groups, tables, is_mixed, hosts_stay=hosts_stay, seed=7)

    assert repeats_in(seating.plan) == fewest_repeats(groups, seating.plan)
    assert len(seating.hosts) == (tables if hosts_stay else 0)


def test_the_demo_has_the_tables_of_its_programme() -> None:
    first, second, *_rest = seat_people(DEMO, 12, [False, True, True, True, False], seed=1).plan

    assert {group: len({first[seat] for seat in range(72) if DEMO[seat] == group}) for group in range(6)} == {
        0: 3, 1: 2, 2: 2, 3: 2, 4: 1, 5: 2,
    }  # fmt: skip
    assert sizes_of(first) == sizes_of(second) == [6] * 12


@settings(max_examples=30, deadline=None)
@given(SIZES, st.integers(1, 20), SESSIONS, st.booleans(), st.integers(0, 5))
def test_every_plan_keeps_the_rules(
    sizes: list[int], tables: int, is_mixed: list[bool], hosts_stay: bool, seed: int
) -> None:
    groups = [group for group, size in enumerate(sizes) for _seat in range(size)]
    if len(groups) > tables * MOST_AT_TABLE:
        with pytest.raises(DoesNotFit) as refused:
            seat_people(groups, tables, is_mixed)
        assert refused.value.tables_needed == -(-len(groups) // MOST_AT_TABLE) > tables
        return

    seating = seat_people(groups, tables, is_mixed, hosts_stay=hosts_stay, seed=seed)

    assert len(seating.plan) == len(is_mixed)
    for row, mixed in zip(seating.plan, is_mixed, strict=True):
        assert len(row) == len(groups)
        assert set(row) <= set(range(tables))
        assert max(sizes_of(row)) <= MOST_AT_TABLE
        assert min(sizes_of(row)) >= min(FEWEST_AT_TABLE, len(groups))
        if mixed:
            assert max(sizes_of(row)) - min(sizes_of(row)) <= 1
        elif min(sizes) >= FEWEST_AT_TABLE and sum(-(-size // MOST_AT_TABLE) for size in sizes) <= tables:
            assert all(len({groups[seat] for seat in seats}) == 1 for seats in at_tables(row).values())
    for host in seating.hosts:
        assert len({row[host] for row in seating.plan}) == 1
    assert len({seating.plan[0][host] for host in seating.hosts}) == len(seating.hosts)
    assert repeats_in(seating.plan) >= fewest_repeats(groups, seating.plan)
    assert seating == seat_people(groups, tables, is_mixed, hosts_stay=hosts_stay, seed=seed)


@given(SIZES, st.integers(1, 14))
def test_a_mixed_table_is_a_small_picture_of_the_hall(sizes: list[int], tables: int) -> None:
    groups = [group for group, size in enumerate(sizes) for _seat in range(size)]
    assume(len(groups) <= tables * MOST_AT_TABLE)

    (row,) = seat_people(groups, tables, [True]).plan

    at = at_tables(row)
    for group, size in enumerate(sizes):
        shares = [sum(groups[seat] == group for seat in seats) for seats in at.values()]
        assert size // len(at) <= min(shares)
        assert max(shares) <= -(-size // len(at))


@pytest.mark.parametrize("groups", [[0] * 6, [0, 1] * 3, [0, 0, 0, 0, 1, 1]])
@pytest.mark.parametrize("each", [2, 3])
def test_the_bound_is_no_higher_than_the_best_of_all_plans(groups: list[int], each: int) -> None:
    first = [seat // each for seat in range(6)]
    others = set(permutations(first))

    for second in others:
        same_pictures = [row for row in others if pictures(groups, row) == pictures(groups, second)]
        best = min(repeats_in([first, row]) for row in same_pictures)
        assert fewest_repeats(groups, [first, second]) <= best


def pictures(groups: Sequence[int], row: Sequence[int]) -> list[tuple[int, ...]]:
    return sorted(tuple(sorted(groups[seat] for seat in seats)) for seats in at_tables(row).values())


def at_tables(row: Sequence[int]) -> dict[int, list[int]]:
    seats: dict[int, list[int]] = defaultdict(list)
    for seat, table in enumerate(row):
        seats[table].append(seat)
    return seats


def test_pairs_are_counted_as_by_hand() -> None:
    plan = seat_people(DEMO, 12, [True] * 3, seed=3).plan
    by_hand = sum(
        max(0, sum(row[one] == row[two] for row in plan) - 1) for one, two in combinations(range(len(DEMO)), 2)
    )

    assert repeats_in(plan) == by_hand


def test_repeats_are_meetings_beyond_the_first() -> None:
    assert repeats_in([(0, 0, 1, 1), (0, 0, 1, 1), (0, 0, 1, 1)]) == 4
    assert repeats_in([(0, 0, 1, 1), (0, 1, 0, 1)]) == 0
