"""Fisher's test and the false discovery rate against their definitions, written out."""

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.analysis.significance import false_discovery_rates, fisher_exact

GROUP = st.integers(0, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
CHANCES = st.lists(st.floats(0, 1), max_size=30)


def fisher_by_definition(agreed: int, n: int, other_agreed: int, other_n: int) -> Fraction:
    agreeing = agreed + other_agreed
    ways = {x: math.comb(n, x) * math.comb(other_n, agreeing - x) for x in range(min(n, agreeing) + 1) if x <= agreeing}
    return Fraction(sum(way for way in ways.values() if way <= ways[agreed]), math.comb(n + other_n, agreeing))


def test_fisher_gives_the_figure_of_the_methods() -> None:
    assert fisher_exact(18, 20, 15, 22) == pytest.approx(0.1349, abs=5e-5)


@given(GROUP, GROUP)
def test_fisher_is_the_sum_of_all_tables_that_are_no_likelier(one: tuple[int, int], other: tuple[int, int]) -> None:
    exact = fisher_by_definition(*one, *other)

    assert fisher_exact(*one, *other) == pytest.approx(float(exact), rel=1e-9)
    assert fisher_exact(*other, *one) == pytest.approx(float(exact), rel=1e-9)


def test_fisher_is_right_for_two_thousand_people() -> None:
    assert fisher_exact(200, 1000, 260, 1000) == pytest.approx(
        float(fisher_by_definition(200, 1000, 260, 1000)), rel=1e-8
    )
    assert fisher_exact(0, 2000, 2000, 2000) == 0  # less than floating point can hold
    assert fisher_exact(1000, 2000, 1000, 2000) == pytest.approx(1)


@pytest.mark.parametrize("table", [(3, 2, 0, 1), (-1, 2, 0, 1), (0, 0, 2, 1)])
def test_no_table_is_refused(table: tuple[int, int, int, int]) -> None:
    with pytest.raises(ValueError):
        fisher_exact(*table)


def test_false_discovery_rates_are_those_of_the_methods() -> None:
    assert false_discovery_rates([0.001, 0.02, 0.03, 0.5]) == pytest.approx([0.004, 0.04, 0.04, 0.5])
    assert false_discovery_rates([0.5, 0.03, 0.001, 0.02]) == pytest.approx([0.5, 0.04, 0.004, 0.04])
    assert false_discovery_rates([]) == []


@given(CHANCES, st.floats(0.01, 1))
def test_what_lies_under_a_rate_is_what_the_step_up_procedure_finds(chances: list[float], rate: float) -> None:
    """Benjamini and Hochberg's own words: the largest k with p(k) ≤ k/m · rate, and all up to it."""
    ordered = sorted(chances)
    passing = [rank for rank, p in enumerate(ordered, start=1) if p * len(chances) / rank <= rate]
    found = ordered[: max(passing, default=0)]

    assert sorted(p for p, q in zip(chances, false_discovery_rates(chances), strict=True) if q <= rate) == [
        p for p in ordered if found and p <= found[-1]
    ]
