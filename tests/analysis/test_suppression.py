"""Small groups stay hidden from one look, also from somebody who knows the rules and subtracts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.analysis.suppression import HIDDEN, Figures, Released, release, release_together
from tests.analysis.attacker import (
    known_from_one_look,
    only_small_groups_hidden,
    our_rule,
)

THRESHOLD = st.integers(5, 10)
ROW = st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(0, 3))
TABLE = st.dictionaries(st.sampled_from("ABCDEF"), ROW, min_size=1)
ANSWERS = st.lists(st.tuples(st.sampled_from("ABCD"), st.integers(0, 1)), max_size=60)


def shown_of(counts: dict[str, int], threshold: int = 5) -> dict[str, int | None]:
    released = release({group: (count,) for group, count in counts.items()}, threshold)
    return {group: figures.n for group, figures in released.groups.items()}


def test_groups_that_are_large_enough_are_shown_whole() -> None:
    released = release({"Innbyggere": (10, 8), "Ledere": (3, 2)})

    assert released.groups["Ledere"] == Figures(5, (3, 2), counted=(3, 2))
    assert released.total.values == (13, 10)
    assert released.shown == {"Innbyggere": (10, 8), "Ledere": (3, 2)}


def test_a_small_group_takes_the_next_smallest_with_it() -> None:
    assert shown_of({"Innbyggere": 18, "Næringsliv": 9, "Ledere": 3}) == {
        "Innbyggere": 18, "Næringsliv": None, "Ledere": None,
    }  # fmt: skip


def test_small_groups_hide_each_other() -> None:
    assert shown_of({"Innbyggere": 18, "Næringsliv": 9, "Ledere": 3, "Råd": 2}) == {
        "Innbyggere": 18, "Næringsliv": 9, "Ledere": None, "Råd": None,
    }  # fmt: skip


def test_two_people_in_two_groups_do_not_hide_each_other() -> None:
    assert shown_of({"Innbyggere": 18, "Næringsliv": 9, "Ledere": 1, "Råd": 1})["Næringsliv"] is None


def test_groups_that_can_only_be_one_short_of_the_threshold_do_not_hide_each_other() -> None:
    """Three hidden groups of 12 together and none shown under 9: each must be 4."""
    assert shown_of({"A": 4, "B": 4, "C": 4, "D": 9, "E": 30}) == {"A": None, "B": None, "C": None, "D": None, "E": 30}


def test_equals_are_hidden_together() -> None:
    assert shown_of({"A": 12, "B": 12, "C": 3, "D": 18}) == {"A": None, "B": None, "C": None, "D": 18}


def test_in_an_order_the_first_is_hidden_beside_a_small_group_and_its_equals_are_shown() -> None:
    table = {"A": (12,), "B": (12,), "C": (3,), "D": (18,)}
    for order, hidden in (("ABCD", {"A", "C"}), ("BCDA", {"B", "C"}), ("CDAB", {"C", "D"})):
        released = release(table, order=order)
        assert {group for group, figures in released.groups.items() if figures.is_hidden} == hidden


def test_where_nothing_can_hide_a_group_only_the_total_is_shown() -> None:
    released = release({"Ledere": (4,), "Ansatte": (4,), "Råd": (0,)})

    assert list(released.groups.values()) == [HIDDEN] * 3
    assert (released.total.n, released.total.values, released.shown) == (8, (8,), {})


def test_nought_is_not_hidden() -> None:
    assert shown_of({"A": 18, "B": 0, "C": 7}) == {"A": 18, "B": 0, "C": 7}
    assert not release({"A": (0,)}).groups["A"].is_hidden


def test_a_threshold_is_the_conferences_own() -> None:
    assert shown_of({"A": 30, "B": 9, "C": 8}, threshold=8) == {"A": 30, "B": 9, "C": 8}
    assert shown_of({"A": 30, "B": 9, "C": 8}, threshold=10) == {"A": 30, "B": None, "C": None}


def test_fewer_than_ten_who_all_say_the_same_are_spoken_of_in_words() -> None:
    released = release({"A": (0, 9), "B": (0, 10), "C": (1, 8)})

    assert released.groups["A"] == Figures(9, None, most=1, counted=(0, 9))
    assert released.groups["B"].values == (0, 10)
    assert released.groups["C"].values == (1, 8)
    assert release({"A": (6, 0)}).total.most == 0


def test_hidden_groups_that_all_say_the_same_do_not_hide_each_other() -> None:
    """The total less the shown would say it of each of them."""
    released = release({"A": (3, 0), "B": (4, 0), "C": (5, 4), "D": (10, 10)})

    assert set(released.shown) == {"D"}


SIDES = ((0, 0, 1, 1), (0, 1, 0, 1))
"""Two questions with two answers each, told as four categories."""


def test_hidden_groups_of_one_mind_in_one_of_two_questions_do_not_hide_each_other() -> None:
    """Three and three say different things of the first, and all the same of the second."""
    table = {"A": (0, 2, 0, 1), "B": (0, 1, 0, 2), "C": (1, 1, 2, 1), "D": (3, 1, 2, 2), "E": (2, 2, 3, 3)}

    assert set(release(table).shown) == {"C", "D", "E"}
    assert set(release(table, sides=SIDES).shown) == {"D", "E"}


def test_fewer_than_ten_of_one_mind_in_one_of_two_questions_have_no_values() -> None:
    released = release({"A": (0, 4, 0, 5), "B": (0, 5, 0, 5), "C": (4, 1, 2, 2)}, sides=SIDES)

    assert {group: figures.values for group, figures in released.groups.items()} == {
        "A": None, "B": (0, 5, 0, 5), "C": (4, 1, 2, 2),
    }  # fmt: skip
    assert not released.groups["A"].is_hidden
    assert release({"A": (0, 4, 0, 5)}, sides=SIDES).total.values is None


def test_a_total_of_fewer_than_the_threshold_has_no_values() -> None:
    assert release({"A": (1, 2), "B": (1, 0)}).total == Figures(4, None)


@pytest.mark.parametrize(
    ("table", "threshold"),
    [({"A": (9,)}, 4), ({"A": (9,)}, 11), ({}, 5), ({"A": (9, 1), "B": (9,)}, 5), ({"A": ()}, 5), ({"A": (-1,)}, 5)],
)
def test_what_is_no_table_or_no_threshold_is_refused(table: dict[str, tuple[int, ...]], threshold: int) -> None:
    with pytest.raises(ValueError):
        release(table, threshold)
    with pytest.raises(ValueError):
        release_together([{"A": (9,)}, {"B": (9,)}])


@given(TABLE, THRESHOLD)
def test_what_is_shown_is_true_and_what_is_hidden_is_hidden_among_others(
    table: dict[str, tuple[int, ...]], threshold: int
) -> None:
    released = release(table, threshold)
    hidden = [table[group] for group in table if group not in released.shown]
    rest = [sum(column) for column in zip(*hidden, strict=True)]

    assert released.total.n == sum(map(sum, table.values()))
    for group, row in table.items():
        figures = released.groups[group]
        assert figures in (HIDDEN, Figures(sum(row), figures.values, figures.most, counted=row))
        assert figures.is_hidden or sum(row) == 0 or sum(row) >= threshold
        assert figures.values is None or 0 < sum(row) >= 10 or not any(row) or max(row) < sum(row)
    if hidden and released.shown:
        assert sum(any(row) for row in hidden) >= 2
        assert sum(rest) >= threshold
        assert max(rest) < sum(rest)


PAIRS = st.tuples(*[st.integers(0, 3)] * 4)


@given(st.fixed_dictionaries(dict.fromkeys("ABCDE", PAIRS)), THRESHOLD)
def test_those_who_are_hidden_are_not_of_one_mind_in_either_of_two_questions(
    table: dict[str, tuple[int, ...]], threshold: int
) -> None:
    released = release(table, threshold, sides=SIDES)
    hidden = [table[group] for group in table if group not in released.shown]
    none, second, first, both = (sum(column) for column in zip(*hidden, strict=True)) if hidden else (2, 2, 2, 2)

    assert not released.shown or min(none + second, first + both, none + first, second + both) >= 2
    for figures in (released.total, *released.groups.values()):
        if figures.values is not None and 0 < sum(figures.values) < 10:
            none, second, first, both = figures.values
            assert min(none + second, first + both, none + first, second + both) > 0


@pytest.mark.parametrize(("groups", "most", "categories"), [(2, 20, 1), (3, 16, 1), (2, 9, 2), (3, 6, 2), (2, 6, 3)])
def test_nothing_hidden_is_known_from_one_look_where_an_order_says_who_is_hidden(
    groups: int, most: int, categories: int
) -> None:
    def in_order(table: dict[int, tuple[int, ...]], before: Released[int] | None, is_open: bool) -> Released[int]:
        return release(table, before=before, is_open=is_open, order=tuple(table))

    assert known_from_one_look(in_order, groups, most, categories) == []


@pytest.mark.parametrize(
    ("groups", "most", "categories"), [(2, 20, 1), (3, 12, 1), (4, 8, 1), (5, 6, 1), (2, 9, 2), (3, 6, 2), (2, 6, 3)]
)
def test_nothing_hidden_is_known_from_one_look(groups: int, most: int, categories: int) -> None:
    """Every table of this size. The rule that only hides small groups is read back by the same attacker."""
    assert known_from_one_look(our_rule, groups, most, categories) == []
    assert known_from_one_look(only_small_groups_hidden, groups, most, categories) != []
