"""Intervals against METHODS.md's figures, published tables, and their own definition."""

import math
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.analysis.intervals import gap_interval, mean_interval, share_interval, t_quantile

ANSWERS = st.lists(st.integers(1, 6), min_size=1, max_size=40)


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"), [(8, 10, 0.4902, 0.9433), (0, 5, 0, 0.4345), (17, 40, 0.2851, 0.5780)]
)
def test_shares_have_the_intervals_of_the_methods(hits: int, n: int, low: float, high: float) -> None:
    assert share_interval(hits, n) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(("hits", "n"), [(0, 0), (3, 2), (-1, 2)])
def test_what_is_no_share_is_refused(hits: int, n: int) -> None:
    with pytest.raises(ValueError):
        share_interval(hits, n)


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilsons_ends_are_where_the_share_lies_1_96_standard_errors_away(share: tuple[int, int]) -> None:
    hits, n = share
    interval = share_interval(hits, n)

    for end in interval:
        if 0 < end < 1:
            assert abs(hits / n - end) == pytest.approx(1.959964 * math.sqrt(end * (1 - end) / n), abs=1e-6)
    assert share_interval(n - hits, n) == pytest.approx((1 - interval.high, 1 - interval.low))


@pytest.mark.parametrize(
    ("p", "df", "quantile"),
    [
        (0.5, 3, 0.0),
        (0.95, 20, 1.7247182),
        (0.975, 1, 12.7062047),
        (0.975, 2, 4.3026527),
        (0.975, 5, 2.5705818),
        (0.975, 9, 2.2621572),
        (0.975, 10, 2.2281389),
        (0.975, 30, 2.0422725),
        (0.975, 120, 1.9799304),
        (0.975, 1000, 1.9623391),
        (0.975, 10001, 1.9602012),
        (0.995, 1, 63.6567412),
        (0.9995, 10, 4.5868939),
    ],
)
def test_t_quantiles_are_those_of_the_tables(p: float, df: int, quantile: float) -> None:
    assert t_quantile(p, df) == pytest.approx(quantile, abs=1e-6)


@given(st.floats(0.5, 0.9999))
def test_t_quantiles_with_one_and_two_degrees_of_freedom_have_a_closed_form(p: float) -> None:
    assert t_quantile(p, 1) == pytest.approx(math.tan(math.pi * (p - 0.5)), rel=1e-7, abs=1e-7)
    assert t_quantile(p, 2) == pytest.approx((2 * p - 1) / math.sqrt(2 * p * (1 - p)), rel=1e-7, abs=1e-7)


@pytest.mark.parametrize(("p", "df"), [(0.4, 5), (1, 5), (0.975, 0)])
def test_a_quantile_that_is_not_there_is_refused(p: float, df: int) -> None:
    with pytest.raises(ValueError):
        t_quantile(p, df)


@pytest.mark.parametrize(
    ("answers", "low", "high"), [([3, 4, 4, 5, 2, 4, 3, 5], 2.634, 4.566), ([5, 5, 5, 5, 5], 3.030, 5)]
)
def test_means_have_the_intervals_of_the_methods(answers: list[int], low: float, high: float) -> None:
    assert mean_interval(Counter(answers), 1, 5) == pytest.approx((low, high), abs=5e-4)


@given(ANSWERS)
def test_the_interval_of_a_mean_holds_it_and_stays_on_the_scale(answers: list[int]) -> None:
    interval = mean_interval(Counter(answers), 1, 6)

    assert 1 <= interval.low <= sum(answers) / len(answers) <= interval.high <= 6


@given(ANSWERS)
def test_a_scale_turned_round_turns_the_interval_round(answers: list[int]) -> None:
    low, high = mean_interval(Counter(answers), 1, 6)

    assert mean_interval(Counter(7 - answer for answer in answers), 1, 6) == pytest.approx((7 - high, 7 - low))


def test_a_gap_has_two_imagined_people_half_the_range_away() -> None:
    """Five people who are all one step down: −1 five times, −2.5 and 2.5; mean −5/7, t(6) = 2.4469."""
    mean = -5 / 7
    spread = math.sqrt((5 * (-1 - mean) ** 2 + (-2.5 - mean) ** 2 + (2.5 - mean) ** 2) / 6 / 7)

    interval = gap_interval({-1: 5}, 1, 6)

    assert interval == pytest.approx((mean - 2.446912 * spread, mean + 2.446912 * spread), abs=1e-5)
    assert not interval.excludes(0)
    assert gap_interval({-1: 40}, 1, 6).excludes(0)


def test_nothing_and_answers_outside_the_scale_are_refused() -> None:
    for counts in ({}, {3: 0}, {7: 1}):
        with pytest.raises(ValueError):
            mean_interval(counts, 1, 6)
    with pytest.raises(ValueError):
        gap_interval({-6: 1}, 1, 6)
