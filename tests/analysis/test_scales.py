"""Figures of a scale question against a recount from the single answers."""

import statistics
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.analysis.scales import ScaleFigures, gap_figures, scale_figures

ANSWER = st.integers(1, 6)


def test_nobody_is_not_the_same_as_nought() -> None:
    figures = scale_figures({}, not_sure=3)

    assert figures == ScaleFigures(distribution=(0,) * 6, not_sure=3, mean=None, interval=None)
    assert (figures.n, figures.index, figures.share_positive, figures.share_negative) == (0, None, None, None)
    assert gap_figures({}) is None
    assert gap_figures({(1, 2): 0}) is None


def test_the_ends_of_the_scale_are_0_and_100() -> None:
    assert scale_figures({1: 7}).index == 0
    assert scale_figures({6: 7}).index == 100


def test_28_percent_positive_about_internal_communication() -> None:
    """The baseline of 2012: 28 of 100 employees answer 5 or 6."""
    figures = scale_figures({1: 14, 2: 17, 3: 21, 4: 20, 5: 19, 6: 9})

    assert (figures.n, figures.positive, figures.share_positive) == (100, 28, 0.28)


@given(st.lists(ANSWER | st.none(), min_size=1))
def test_figures_are_those_of_a_recount(answers: list[int | None]) -> None:
    valid = [answer for answer in answers if answer is not None]

    figures = scale_figures(Counter(valid), not_sure=answers.count(None))

    assert figures.n + figures.not_sure == len(answers)
    assert figures.distribution == tuple(valid.count(answer) for answer in range(1, 7))
    assert figures.has_distribution == (len(valid) >= 10)
    if valid:
        mean = statistics.fmean(valid)
        assert figures.mean == pytest.approx(mean)
        assert figures.index == pytest.approx((mean - 1) / 5 * 100)
        assert figures.share_positive == sum(answer >= 5 for answer in valid) / len(valid)
        assert figures.share_negative == sum(answer <= 2 for answer in valid) / len(valid)
    assert scale_figures(dict(enumerate(figures.distribution, start=1)), figures.not_sure) == figures


@given(st.lists(st.tuples(ANSWER, ANSWER), min_size=1))
def test_the_gap_is_counted_for_each_person(pairs: list[tuple[int, int]]) -> None:
    figures = gap_figures(Counter(pairs))

    assert figures is not None
    assert figures.n == len(pairs)
    assert figures.gap == pytest.approx(statistics.fmean(experience - expected for expected, experience in pairs))
    assert figures.interval.low <= figures.gap + 1e-9
    assert figures.interval.high >= figures.gap - 1e-9
    assert figures.is_real == (figures.interval.low > 0 or figures.interval.high < 0)


def test_less_than_expected_is_negative_and_real_when_everybody_says_so() -> None:
    figures = gap_figures({(6, 3): 20, (5, 3): 20})

    assert figures is not None
    assert (figures.expectation, figures.experience, figures.gap) == (5.5, 3.0, -2.5)
    assert figures.is_real


def test_answers_outside_the_scale_are_refused() -> None:
    for counts in ({0: 1}, {7: 1}, {3: -1}):
        with pytest.raises(ValueError):
            scale_figures(counts)
    with pytest.raises(ValueError):
        scale_figures({}, not_sure=-1)
    for pairs in ({(0, 3): 1}, {(3, 7): 1}, {(3, 3): -1}):
        with pytest.raises(ValueError):
            gap_figures(pairs)
