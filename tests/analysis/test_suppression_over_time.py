"""Small groups stay hidden from many looks: a difference between two moments tells no more than a figure."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from app.analysis.suppression import Released, release
from tests.analysis.attacker import (
    Rule,
    known_over_time,
    only_small_groups_hidden,
    our_rule,
    our_rule_anew_each_time,
    our_rule_at_closing,
    watched,
)

THRESHOLD = st.integers(5, 10)
ANSWERS = st.lists(st.tuples(st.sampled_from("ABCD"), st.integers(0, 1)), max_size=60)


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
    """The leaders become six and are shown: before the last answer they were five."""
    arrivals = [0] * 12 + [1] * 9 + [2] * 6

    assert ((12, 9, 5), 2) in known_over_time(watched(our_rule_anew_each_time, 3, arrivals))
    assert known_over_time(watched(only_small_groups_hidden, 3, arrivals)) != []
    assert known_over_time(watched(our_rule, 3, arrivals)) == []


def test_figures_stand_still_until_there_are_more_than_five_new_answers() -> None:
    first = release({"A": (6, 6), "B": (4, 5)})

    assert release({"A": (8, 8), "B": (4, 5)}, before=first, is_open=True) == first
    assert release({"A": (9, 8), "B": (4, 5)}, before=first, is_open=True).groups == first.groups
    assert release({"A": (9, 9), "B": (4, 5)}, before=first, is_open=True).groups["A"].values == (9, 9)


def test_while_it_is_open_groups_move_together_and_at_closing_those_that_may() -> None:
    first = release({"A": (6, 6), "B": (4, 5), "C": (5, 5)})
    table = {"A": (9, 9), "B": (5, 6), "C": (8, 7)}

    assert release(table, before=first, is_open=True).groups == first.groups
    assert release(table, before=first).shown == {"A": (9, 9), "B": (4, 5), "C": (5, 5)}


def test_one_group_does_not_move_alone_when_that_tells_of_another() -> None:
    """A has six new answers and B one: A's figures less the total's would be B's one."""
    first = release({"A": (6, 6), "B": (4, 5)})
    later = release({"A": (9, 9), "B": (5, 5)}, before=first)

    assert later.groups == first.groups
    assert later.total.values == (14, 14)


def test_a_hidden_group_appears_when_it_is_no_longer_small() -> None:
    first = release({"A": (6, 6), "B": (4, 5), "C": (1, 1)})
    later = release({"A": (6, 6), "B": (4, 5), "C": (3, 4)}, before=first)

    assert set(first.shown) == {"A"}
    assert later.shown == {"A": (6, 6), "B": (4, 5), "C": (3, 4)}


def test_a_changed_answer_is_news_of_one_person() -> None:
    first = release({"A": (7, 6), "B": (4, 5)})

    assert release({"A": (6, 7), "B": (4, 5)}, before=first, is_open=True) == first
    assert release({"A": (6, 7), "B": (4, 5)}, before=first).groups == first.groups
    assert release({"A": (1, 12), "B": (4, 5)}, before=first).groups["A"].values == (1, 12)


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
