"""Small groups stay hidden from one look, also from somebody who knows the rules and subtracts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.analysis.suppression import HIDDEN, Figures, release, release_together
from tests.analysis.attacker import (
    known_from_one_look,
    known_from_who_is_here,
    looks,
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
    released = release({"Innbyggere": (10, 8), "Ledere": (4, 2)})

    assert released.groups["Ledere"] == Figures(6, (4, 2), counted=(4, 2))
    assert released.total.values == (14, 10)
    assert released.shown == {"Innbyggere": (10, 8), "Ledere": (4, 2)}


def test_a_small_group_takes_the_next_smallest_with_it() -> None:
    assert shown_of({"Innbyggere": 18, "Næringsliv": 9, "Ledere": 3}) == {
        "Innbyggere": 18, "Næringsliv": None, "Ledere": None,
    }  # fmt: skip


def test_small_groups_hide_each_other() -> None:
    assert shown_of({"Innbyggere": 18, "Næringsliv": 9, "Ledere": 3, "Råd": 4}) == {
        "Innbyggere": 18, "Næringsliv": 9, "Ledere": None, "Råd": None,
    }  # fmt: skip


def test_a_group_of_just_the_threshold_is_hidden_as_a_small_one_is() -> None:
    """It may be one of four in a hall where one more of another group answered."""
    assert shown_of({"A": 4, "B": 9, "C": 30}) == shown_of({"A": 5, "B": 8, "C": 30}) == {"A": None, "B": None, "C": 30}


def test_those_who_have_one_answer_each_do_not_hide_a_small_group() -> None:
    """Four of five leaders and one of one in the council: it could only be five and none, and none is shown."""
    assert shown_of({"A": 1, "B": 4, "C": 9})["C"] is None
    assert shown_of({"A": 1, "B": 5, "C": 9})["C"] is None
    assert shown_of({"A": 2, "B": 5, "C": 9})["C"] == 9


def test_of_equals_one_is_hidden_whatever_the_order_of_the_table() -> None:
    expected = {"A": None, "B": 12, "C": None, "D": 18}

    assert shown_of({"A": 12, "B": 12, "C": 3, "D": 18}) == shown_of({"D": 18, "B": 12, "A": 12, "C": 3}) == expected


def test_where_nothing_can_hide_a_group_only_the_total_is_shown() -> None:
    released = release({"Ledere": (2,), "Ansatte": (4,), "Råd": (0,)})

    assert list(released.groups.values()) == [HIDDEN] * 3
    assert (released.total.n, released.total.values, released.shown) == (6, (6,), {})


def test_nought_is_not_hidden() -> None:
    assert shown_of({"A": 18, "B": 0, "C": 7}) == {"A": 18, "B": 0, "C": 7}
    assert not release({"A": (0,)}).groups["A"].is_hidden


def test_a_threshold_is_the_conferences_own() -> None:
    assert shown_of({"A": 30, "B": 9, "C": 10}, threshold=8) == {"A": 30, "B": 9, "C": 10}
    assert shown_of({"A": 30, "B": 9, "C": 10}, threshold=10) == {"A": 30, "B": None, "C": None}


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
    """Four and three say different things of the first, and all the same of the second."""
    table = {"A": (0, 3, 0, 1), "B": (0, 1, 0, 2), "C": (1, 1, 2, 2), "D": (3, 1, 2, 2), "E": (2, 2, 3, 3)}

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


@pytest.mark.parametrize(
    ("groups", "most", "categories"), [(2, 20, 1), (3, 12, 1), (4, 8, 1), (5, 6, 1), (2, 9, 2), (3, 6, 2), (2, 6, 3)]
)
def test_nothing_hidden_is_known_from_one_look(groups: int, most: int, categories: int) -> None:
    """Every table of this size, however many were here. The rule that only hides small groups is read back by the same
    attacker."""
    ours = looks(our_rule, groups, most, categories)
    only_small = looks(only_small_groups_hidden, groups, most, categories)

    assert known_from_one_look(ours) == known_from_who_is_here(ours) == []
    assert known_from_one_look(only_small)
    assert known_from_who_is_here(only_small)
