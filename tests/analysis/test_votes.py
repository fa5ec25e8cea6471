"""Ties stay ties, margins are ballots, and the proportional set is the one that trying every set finds."""

import itertools
from collections import Counter
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.analysis.votes import (
    Coverage,
    coverage_of,
    draw_lot,
    most_proportional,
    standing_of,
)

COUNTS = st.dictionaries(st.integers(1, 12), st.integers(0, 6), min_size=1)
BALLOTS = st.lists(st.sets(st.integers(0, 6), max_size=4), max_size=12)


def test_the_three_guiding_rules_win_with_sixteen_votes_to_spare() -> None:
    votes = dict(enumerate([268, 231, 219, 203, 96, 71, 58, 41, 29, 12], start=1))

    standing = standing_of(votes, 3)

    assert (standing.winners, standing.is_tie, standing.margin) == ((1, 2, 3), False, 16)


def test_a_tie_at_the_line_is_not_broken() -> None:
    standing = standing_of({"åpen": 9, "synlig": 7, "positiv": 7, "kunnskapsrik": 12}, 3)

    assert standing.sure == ("åpen", "kunnskapsrik")
    assert standing.tied == ("synlig", "positiv")
    assert (standing.is_tie, standing.open_places, standing.margin) == (True, 1, 0)
    assert standing.winners == ("åpen", "kunnskapsrik")


def test_equal_votes_above_or_below_the_line_are_no_tie() -> None:
    standing = standing_of({"a": 9, "b": 9, "c": 5, "d": 2, "e": 2}, 3)

    assert (standing.winners, standing.is_tie, standing.margin) == (("a", "b", "c"), False, 3)


def test_as_many_places_as_options_let_everybody_win() -> None:
    standing = standing_of({"a": 2, "b": 0}, 3)

    assert (set(standing.winners), standing.is_tie, standing.margin, standing.places) == ({"a", "b"}, False, None, 2)


@pytest.mark.parametrize(("votes", "places"), [({}, 1), ({"a": 1}, 0)])
def test_a_vote_without_options_or_places_is_refused(votes: dict[str, int], places: int) -> None:
    with pytest.raises(ValueError):
        standing_of(votes, places)


@given(COUNTS, st.integers(1, 12))
def test_whoever_wins_wins_in_every_order_of_equals(votes: dict[int, int], places: int) -> None:
    """A tie is there exactly where the order among equals would decide."""
    standing = standing_of(votes, places)
    tops = {frozenset(sorted(votes, key=lambda option: (-votes[option], sign * option))[:places]) for sign in (1, -1)}

    assert standing.is_tie == (len(tops) > 1)
    if not standing.is_tie:
        assert {frozenset(standing.winners)} == tops
    assert set(standing.sure) <= frozenset.intersection(*tops)


@given(COUNTS, st.integers(1, 11))
def test_the_margin_is_what_the_first_loser_needs_to_draw_level(votes: dict[int, int], places: int) -> None:
    standing = standing_of(votes, places)
    if standing.is_tie or standing.margin is None:
        assert standing.margin in (0, None)
        return
    loser = max(set(votes) - set(standing.winners), key=lambda option: votes[option])

    assert standing_of({**votes, loser: votes[loser] + standing.margin}, places).is_tie
    assert not standing_of({**votes, loser: votes[loser] + standing.margin - 1}, places).is_tie


def test_a_lot_gives_everybody_the_same_chance() -> None:
    tied = ("a", "b", "c", "d")
    lots = [draw_lot(tied, 2, Random(seed)) for seed in range(6000)]

    drawn = Counter(itertools.chain.from_iterable(lots))
    assert all(2800 < count < 3200 for count in drawn.values())
    assert draw_lot(tied, 2, Random(7)) == draw_lot(tied, 2, Random(7))


@pytest.mark.parametrize("places", [0, 2, 3])
def test_a_lot_without_winner_or_loser_is_refused(places: int) -> None:
    with pytest.raises(ValueError):
        draw_lot(("a", "b"), places, Random(1))


def test_coverage_counts_blank_ballots_among_the_ballots() -> None:
    assert coverage_of([{"a", "b"}, {"b"}, set(), {"c"}], ["b", "d"]) == Coverage(covered=2, ballots=4)


def test_a_majority_that_votes_alike_does_not_take_every_place() -> None:
    ballots = [{"a", "b", "c"}] * 6 + [{"d", "e", "f"}] * 4

    assert most_proportional(ballots, ("a", "b", "c"), "abcdef") & {"d", "e", "f"}
    assert len(most_proportional(ballots, ("a", "b", "c"), "abcdef")) == 3


def test_winners_that_no_set_beats_come_back() -> None:
    ballots = [{"a"}, {"b"}]

    assert most_proportional(ballots, ("b",), "ab") == {"b"}
    assert most_proportional([], ("b",), "ab") == {"b"}
    assert most_proportional(ballots, (), "ab") == frozenset()


def test_more_than_twenty_options_are_refused() -> None:
    with pytest.raises(ValueError):
        most_proportional([], (), range(21))


def harmonic_score(ballots: list[set[int]], winners: frozenset[int]) -> Fraction:
    return sum((Fraction(1, rank) for ballot in ballots for rank in range(1, len(ballot & winners) + 1)), Fraction())


@given(BALLOTS, st.sets(st.integers(0, 6), min_size=1))
def test_the_proportional_set_scores_as_the_best_of_all_sets(ballots: list[set[int]], winners: set[int]) -> None:
    every = [frozenset(chosen) for chosen in itertools.combinations(range(7), len(winners))]

    found = most_proportional(ballots, winners, range(7))

    best = max(harmonic_score(ballots, chosen) for chosen in every)
    assert len(found) == len(winners)
    assert harmonic_score(ballots, found) == best
    if harmonic_score(ballots, frozenset(winners)) == best:
        assert found == winners
