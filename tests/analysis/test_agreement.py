"""Common ground, sure differences and both rankings: METHODS.md's figures and recounts."""

from random import Random
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.analysis.agreement import (
    Support,
    common_ground,
    differences_between,
    ranked_by_support,
)
from app.analysis.significance import false_discovery_rates, fisher_exact

SUPPORT = st.integers(0, 30).flatmap(lambda n: st.builds(Support, st.integers(0, n), st.just(n)))
ITEMS = st.dictionaries(st.integers(1, 9), st.dictionaries(st.sampled_from("ABCD"), SUPPORT), max_size=6)


def summed(support: dict[str, Support]) -> Support:
    return Support(sum(each.agreed for each in support.values()), sum(each.reacted for each in support.values()))


def test_common_ground_has_the_figures_of_the_methods() -> None:
    found = common_ground({"Innbyggere": Support(18, 20), "Næringsliv": Support(9, 12), "Ledere": Support(6, 10)})

    assert found.score**3 == pytest.approx(0.3598, abs=5e-5)
    assert found.score == pytest.approx(0.7113, abs=5e-5)
    assert found.lowest == pytest.approx(0.5833, abs=5e-5)
    assert not found.is_common


def test_common_ground_names_the_groups_that_it_says_nothing_about() -> None:
    found = common_ground({"Innbyggere": Support(18, 20), "Ansatte": Support(9, 12), "Ledere": Support(0, 4)})

    assert (found.is_common, found.counted, found.too_few) == (True, ("Innbyggere", "Ansatte"), ("Ledere",))


def test_one_group_is_no_common_ground_and_none_is_none() -> None:
    assert not common_ground({"Innbyggere": Support(20, 20), "Ledere": Support(3, 3)}).is_common
    assert (common_ground({}).score, common_ground({}).is_common) == (0.0, False)


@given(st.dictionaries(st.sampled_from("ABCD"), SUPPORT))
def test_the_score_lies_between_the_lowest_group_and_the_highest(support: dict[str, Support]) -> None:
    found = common_ground(support)
    shares = [(each.agreed + 1) / (each.reacted + 2) for each in support.values() if each.reacted >= 5]

    assert set(found.counted) | set(found.too_few) == set(support)
    assert len(found.counted) == len(shares)
    if shares:
        assert min(shares) - 1e-9 <= found.score <= max(shares) + 1e-9
        assert found.lowest == min(shares)
        assert found.is_common == (len(shares) >= 2 and min(shares) >= 0.6)


def test_a_group_that_stands_alone_is_found_and_the_lukewarm_are_not() -> None:
    items = {
        "flere møter": {"Ansatte": Support(19, 20), "Ledere": Support(2, 20), "Innbyggere": Support(10, 20)},
        "svar i tide": {"Ansatte": Support(15, 20), "Ledere": Support(13, 20), "Innbyggere": Support(14, 20)},
    }

    found = differences_between(items, {item: summed(support) for item, support in items.items()})

    assert {(each.item, each.group) for each in found} == {("flere møter", "Ansatte"), ("flere møter", "Ledere")}
    assert [each.q for each in found] == sorted(each.q for each in found)
    ansatte = next(each for each in found if each.group == "Ansatte")
    assert ansatte.outside == Support(12, 40)
    assert ansatte.points == pytest.approx(0.95 - 0.30)


def test_a_sure_but_small_difference_is_not_shown() -> None:
    support = {"Ansatte": Support(550, 1000), "Innbyggere": Support(450, 1000)}

    assert fisher_exact(550, 1000, 450, 1000) < 0.001
    assert differences_between({1: support}, {1: summed(support)}) == []


def test_too_few_on_either_side_are_not_compared() -> None:
    few = {"Ledere": Support(4, 4), "Innbyggere": Support(0, 40)}
    alone = {"Innbyggere": Support(0, 40), "Ledere": Support(4, 4)}

    assert differences_between({1: few}, {1: summed(few)}) == []
    assert differences_between({1: {"Innbyggere": Support(0, 40)}}, {1: summed(alone)}) == []


def test_a_hidden_group_is_among_the_rest() -> None:
    shown = {"Ansatte": Support(19, 20)}

    (found,) = differences_between({1: shown}, {1: Support(21, 43)})

    assert found.outside == Support(2, 23)


def test_a_group_that_is_larger_than_everybody_is_refused() -> None:
    with pytest.raises(ValueError):
        differences_between({1: {"Ansatte": Support(5, 9)}}, {1: Support(4, 9)})


@given(ITEMS)
def test_differences_are_those_of_one_test_after_the_other(items: dict[int, dict[str, Support]]) -> None:
    totals = {item: summed(support) for item, support in items.items()}
    tests = {}
    for item, support in items.items():
        for group, inside in support.items():
            rest = [other for name, other in support.items() if name != group]
            outside = Support(sum(each.agreed for each in rest), sum(each.reacted for each in rest))
            if inside.reacted >= 5 and outside.reacted >= 5:
                tests[item, group] = (fisher_exact(*inside, *outside), inside.share - outside.share)
    rates = false_discovery_rates([p for p, _ in tests.values()])
    expected = {
        key for (key, (_, points)), q in zip(tests.items(), rates, strict=True) if q < 0.10 and abs(points) >= 0.20
    }

    assert {(found.item, found.group) for found in differences_between(items, totals)} == expected


def test_groups_that_vote_by_chance_hardly_ever_differ() -> None:
    """200 contributions × 8 groups of one opinion: whatever were found would be false."""
    random = Random(20)
    items = {
        item: {group: Support(sum(random.random() < 0.6 for _ in range(20)), 20) for group in range(8)}
        for item in range(200)
    }
    totals = {item: Support(sum(each.agreed for each in support.values()), 160) for item, support in items.items()}

    assert differences_between(items, totals) == []


def test_a_hundred_employees_do_not_drown_nine_businesses() -> None:
    items = {
        "lønn": {"Ansatte": Support(96, 120), "Næringsliv": Support(0, 9)},
        "én kontaktperson": {"Ansatte": Support(84, 120), "Næringsliv": Support(9, 9)},
        "ingen svarte": {"Ansatte": Support(0, 0)},
    }

    ranked = ranked_by_support(items, {item: summed(support) for item, support in items.items()})

    assert [row.item for row in ranked] == ["lønn", "én kontaktperson"]
    assert sorted((row.equal, row.item) for row in ranked) == [(0.4, "lønn"), (0.85, "én kontaktperson")]


def test_of_equals_what_more_reacted_to_is_first_and_one_group_is_no_mean_of_groups() -> None:
    items = {"fem": {"Ansatte": Support(5, 5)}, "førti": {"Ansatte": Support(40, 40)}}

    ranked = ranked_by_support(items, {item: summed(support) for item, support in items.items()})

    assert [(row.item, row.equal) for row in ranked] == [("førti", None), ("fem", None)]


@given(ITEMS)
def test_rankings_are_recounts(items: dict[int, dict[str, Support]]) -> None:
    totals = {item: summed(support) for item, support in items.items()}

    ranked = ranked_by_support(items, totals)

    assert {row.item for row in ranked} == {item for item in items if totals[item].reacted}
    assert [row.raw for row in ranked] == sorted((row.raw for row in ranked), reverse=True)
    for row in ranked:
        shares = [each.agreed / each.reacted for each in items[row.item].values() if each.reacted >= 5]
        assert row.raw == totals[row.item].agreed / totals[row.item].reacted
        assert row.equal == (pytest.approx(fmean(shares)) if len(shares) > 1 else None)
