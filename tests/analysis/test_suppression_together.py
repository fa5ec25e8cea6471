"""Questions that can be reckoned against each other are released together."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from app.analysis.suppression import release, release_together

THRESHOLD = st.integers(5, 10)
ROW = st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(0, 3))


def test_an_area_and_its_items_do_not_give_an_item_away() -> None:
    """Four of the leaders answered the second item. The area's mean and the first item would tell what."""
    first = {"Innbyggere": (9, 9), "Næringsliv": (5, 7), "Ledere": (3, 3)}
    second = {"Innbyggere": (8, 9), "Næringsliv": (5, 6), "Ledere": (1, 3)}

    assert "Ledere" in release(first).shown
    assert [set(released.shown) for released in release_together([first, second])] == [{"Innbyggere"}] * 2


def test_a_part_does_not_stand_beside_the_whole_when_one_is_left_over() -> None:
    """Seven leaders gave an expectation and six of them an experience: the seventh's answer is the difference."""
    both = {"Innbyggere": (10, 8), "Næringsliv": (6, 6), "Ledere": (2, 4)}
    only_expectation = {"Innbyggere": (0, 0), "Næringsliv": (3, 4), "Ledere": (1, 0)}

    assert set(release(both).shown) == {"Innbyggere", "Næringsliv", "Ledere"}
    assert "Ledere" not in release_together([both, only_expectation])[0].shown


def test_groups_hide_each_other_in_every_question() -> None:
    """In the second question the council has no answers, and the total less the others would be the leaders'."""
    first = {"Innbyggere": (9, 9), "Næringsliv": (5, 7), "Ledere": (1, 2), "Råd": (2, 2)}
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
    people = {"A": (3,), "B": (4,), "C": (6,), "D": (9,)}

    def shown(chose: tuple[int, ...]) -> set[str]:
        chosen = {group: (some, people[group][0] - some) for group, some in zip(people, chose, strict=True)}
        [released] = release_together([people], chosen=[chosen])
        return set(released.shown)

    assert shown((2, 1, 0, 9)) == {"C", "D"}
    assert shown((0, 0, 6, 9)) == {"C", "D"}  # not to have chosen it is no opinion
    assert shown((3, 4, 1, 9)) == shown((3, 3, 1, 9)) == {"D"}
    assert shown((3, 4, 6, 9)) == set()
