"""Small groups stay hidden, from one look and from many, also to somebody who knows the rules and subtracts."""

import itertools
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.analysis.suppression import HIDDEN, Figures, Released, release, release_together
from tests.analysis.attacker import (
    Rule,
    known_from_one_look,
    known_over_time,
    only_small_groups_hidden,
    our_rule,
    our_rule_anew_each_time,
    our_rule_at_closing,
    watched,
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


@pytest.mark.parametrize(
    ("groups", "most", "categories"), [(2, 20, 1), (3, 12, 1), (4, 8, 1), (5, 6, 1), (2, 9, 2), (3, 6, 2), (2, 6, 3)]
)
def test_nothing_hidden_is_known_from_one_look(groups: int, most: int, categories: int) -> None:
    """Every table of this size. The rule that only hides small groups is read back by the same attacker."""
    assert known_from_one_look(our_rule, groups, most, categories) == []
    assert known_from_one_look(only_small_groups_hidden, groups, most, categories) != []


ARRIVALS = st.integers(2, 4).flatmap(
    lambda groups: st.tuples(st.just(groups), st.lists(st.integers(0, groups - 1), max_size=22))
)


@settings(deadline=None, max_examples=60)
@given(ARRIVALS)
def test_nothing_hidden_is_known_when_groups_are_shown_at_closing(arrivals: tuple[int, list[int]]) -> None:
    assert known_over_time(watched(our_rule_at_closing, *arrivals)) == []


def test_hardly_anything_is_known_when_groups_are_shown_live() -> None:
    """The same 60 conferences for each rule, by somebody who knows it and sees each answer arrive."""
    random = Random(4)
    conferences = []
    for _ in range(60):
        groups = random.choice((2, 3, 4))
        sizes = [random.random() for _ in range(groups)]
        conferences.append((groups, random.choices(range(groups), sizes, k=random.randint(10, 21))))

    def read_back(rule: Rule) -> int:
        return sum(bool(known_over_time(watched(rule, *conference))) for conference in conferences)

    assert read_back(our_rule) <= 1
    assert read_back(our_rule_anew_each_time) > 15
    assert read_back(only_small_groups_hidden) > 40


def test_the_same_rule_without_a_memory_is_read_back_over_time() -> None:
    """The leaders become five and are shown: before the last answer they were four."""
    arrivals = [0] * 12 + [1] * 9 + [2] * 5

    assert ((12, 9, 4), 2) in known_over_time(watched(our_rule_anew_each_time, 3, arrivals))
    assert known_over_time(watched(only_small_groups_hidden, 3, arrivals)) != []
    assert known_over_time(watched(our_rule, 3, arrivals)) == []


def test_figures_stand_still_until_there_are_five_new_answers() -> None:
    first = release({"A": (6, 6), "B": (4, 5)})

    assert release({"A": (8, 8), "B": (4, 5)}, before=first, is_open=True) == first
    assert release({"A": (9, 8), "B": (4, 5)}, before=first, is_open=True).groups["A"].values == (9, 8)


def test_while_it_is_open_groups_move_together_and_at_closing_those_that_may() -> None:
    first = release({"A": (6, 6), "B": (4, 5), "C": (5, 5)})
    table = {"A": (9, 9), "B": (5, 6), "C": (7, 6)}

    assert release(table, before=first, is_open=True).groups == first.groups
    assert release(table, before=first).shown == {"A": (9, 9), "B": (4, 5), "C": (5, 5)}


def test_one_group_does_not_move_alone_when_that_tells_of_another() -> None:
    """A has six new answers and B one: A's figures less the total's would be B's one."""
    first = release({"A": (6, 6), "B": (4, 5)})
    later = release({"A": (9, 9), "B": (5, 5)}, before=first)

    assert later.groups == first.groups
    assert later.total.values == (14, 14)


def test_a_hidden_group_appears_with_its_first_five() -> None:
    first = release({"A": (6, 6), "B": (4, 5), "C": (1, 1)})
    later = release({"A": (6, 6), "B": (4, 5), "C": (3, 4)}, before=first)

    assert set(first.shown) == {"A"}
    assert later.shown == {"A": (6, 6), "B": (4, 5), "C": (3, 4)}


def test_a_changed_answer_is_news_of_one_person() -> None:
    first = release({"A": (6, 6), "B": (4, 5)})

    assert release({"A": (5, 7), "B": (4, 5)}, before=first, is_open=True) == first
    assert release({"A": (5, 7), "B": (4, 5)}, before=first).groups == first.groups
    assert release({"A": (1, 11), "B": (4, 5)}, before=first).groups["A"].values == (1, 11)


def test_a_group_that_shrinks_below_the_threshold_keeps_what_was_shown() -> None:
    first = release({"A": (6, 6), "B": (6, 5)})

    assert release({"A": (6, 6), "B": (2, 1)}, before=first).groups == first.groups


def test_what_left_a_group_is_not_told_by_the_others_alone() -> None:
    first = release({"A": (6, 6), "B": (6, 5)})

    assert release({"A": (15, 15), "B": (2, 1)}, before=first).groups == first.groups


@given(ANSWERS, THRESHOLD, st.booleans())
def test_a_growing_question_is_shown_in_steps_that_hide_each_other(
    answers: list[tuple[str, int]], threshold: int, is_open: bool
) -> None:
    """Whatever is subtracted from what: a group's figures from its own earlier ones, or all groups from the total."""
    table = {group: [0, 0] for group in "ABCD"}
    before: Released[str] | None = None
    for group, answer in answers:
        table[group][answer] += 1
        now = release(table, threshold, before, is_open=is_open)
        if before is not None and now is not before:
            moved = {
                group: [new - old for new, old in zip(row, before.shown.get(group, (0, 0)), strict=True)]
                for group, row in now.shown.items()
            }
            assert all(sum(step) == 0 or sum(step) >= threshold for step in moved.values())
            assert now.shown.keys() >= before.shown.keys()
            rest = [
                total - sum(row[at] for row in now.shown.values())
                for at, total in enumerate(map(sum, zip(*table.values(), strict=True)))
            ]
            unseen = [group for group in table if tuple(table[group]) != now.shown.get(group, (0, 0))]
            if any(map(any, moved.values())) and unseen:
                assert len(unseen) >= 2
                assert sum(rest) >= threshold
                assert min(rest) > 0
        before = now


def test_an_area_and_its_items_do_not_give_an_item_away() -> None:
    """Four of the leaders answered the second item. The area's mean and the first item would tell what."""
    first = {"Innbyggere": (9, 9), "Næringsliv": (5, 7), "Ledere": (3, 3)}
    second = {"Innbyggere": (8, 9), "Næringsliv": (5, 6), "Ledere": (1, 3)}

    assert "Ledere" in release(first).shown
    assert [set(released.shown) for released in release_together([first, second])] == [{"Innbyggere"}] * 2


def test_a_part_does_not_stand_beside_the_whole_when_one_is_left_over() -> None:
    """Six leaders gave an expectation and five of them an experience: the sixth's answer is the difference."""
    both = {"Innbyggere": (10, 8), "Næringsliv": (6, 6), "Ledere": (2, 3)}
    only_expectation = {"Innbyggere": (0, 0), "Næringsliv": (3, 4), "Ledere": (1, 0)}

    assert set(release(both).shown) == {"Innbyggere", "Næringsliv", "Ledere"}
    assert "Ledere" not in release_together([both, only_expectation])[0].shown


def test_groups_hide_each_other_in_every_question() -> None:
    """In the second question the council has no answers, and the total less the others would be the leaders'."""
    first = {"Innbyggere": (9, 9), "Næringsliv": (5, 7), "Ledere": (1, 2), "Råd": (1, 2)}
    second = {"Innbyggere": (9, 9), "Næringsliv": (5, 7), "Ledere": (3, 3), "Råd": (0, 0)}

    assert set(release(first).shown) == {"Innbyggere", "Næringsliv"}
    assert [set(released.shown) for released in release_together([first, second])] == [{"Innbyggere"}] * 2


def test_a_question_that_nobody_answers_holds_no_other_back() -> None:
    first = release_together([{"A": (6, 6)}, {"A": (6, 6)}])

    later = release_together([{"A": (9, 9)}, {"A": (6, 6)}], before=first, is_open=True)
    assert later[0].total.values == (9, 9)
    assert release_together([{"A": (9, 9)}, {"A": (7, 6)}], before=first, is_open=True) == first


@given(st.lists(st.fixed_dictionaries(dict.fromkeys("ABCD", ROW)), min_size=1, max_size=4), THRESHOLD)
def test_together_all_show_the_same_groups_and_no_more_than_each_alone(
    tables: list[dict[str, tuple[int, ...]]], threshold: int
) -> None:
    together = release_together(tables, threshold)

    for one, other in itertools.pairwise(together):
        assert one.shown.keys() == other.shown.keys()
    for table, released in zip(tables, together, strict=True):
        small = {group for group, row in table.items() if 0 < sum(row) < threshold}
        assert not small & released.shown.keys()


def test_several_small_groups_told_as_one_are_hidden_and_hide_others() -> None:
    def shown(others: tuple[int, int], *more: tuple[int, int]) -> set[str]:
        table = dict(zip(("others", "A", "B", "C"), (others, (4, 3), (5, 6), *more), strict=False))
        [released] = release_together([table], mixed="others")
        return set(released.shown)

    assert shown((4, 2)) == {"A", "B"}  # they are of two groups at least
    assert shown((2, 2)) == {"B"}
    assert shown((6, 0)) == shown((5, 1)) == shown((0, 6)) == {"B"}  # all of them say the same
    assert shown((6, 0), (1, 2)) == shown((4, 2), (1, 2)) == {"A", "B"}  # and hide who is small


def test_those_who_are_hidden_have_not_all_chosen_the_same_of_many() -> None:
    people = {"A": (2,), "B": (3,), "C": (6,), "D": (9,)}

    def shown(chose: tuple[int, ...]) -> set[str]:
        chosen = {group: (some, people[group][0] - some) for group, some in zip(people, chose, strict=True)}
        [released] = release_together([people], chosen=[chosen])
        return set(released.shown)

    assert shown((2, 1, 0, 9)) == {"C", "D"}
    assert shown((0, 0, 6, 9)) == {"C", "D"}  # not to have chosen it is no opinion
    assert shown((2, 3, 1, 9)) == shown((2, 2, 1, 9)) == {"D"}
    assert shown((2, 3, 6, 9)) == set()
