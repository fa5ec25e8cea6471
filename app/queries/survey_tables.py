"""From answers counted to the tables that `suppression` decides about, and from what it releases to figures."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import product

from app.analysis.scales import ANSWERS, GapFigures, ScaleFigures, gap_figures, scale_figures
from app.analysis.suppression import Figures, Sides, release
from app.models import Aspect, ItemKind, SurveyItem
from app.models.survey import NOT_SURE

Cell = tuple[int | None, int | None, int | None]
"""Expectation, experience and choice, as one answer holds them."""
Answers = Mapping[int, Counter[Cell]]
"""How many gave each, by target group id."""
Table = dict[int, tuple[int, ...]]

PAIRS = tuple(product(ANSWERS, ANSWERS))
SIDES = tuple(zip(*((expected, experienced, experienced - expected) for expected, experienced in PAIRS), strict=True))
"""What a pair says: to one question, to the other, and of the gap."""
PLACES = {Aspect.EXPECTATION: 0, Aspect.EXPERIENCE: 1, Aspect.ANSWER: 2}


def is_paired(item: SurveyItem) -> bool:
    return item.asks_expectation and item.asks_experience


def table_of(item: SurveyItem, answers: Answers, groups: Iterable[int]) -> Table:
    """Where both are asked, of those who gave both: then nobody who gave one of them can be told by a difference."""
    places = [PLACES[aspect] for aspect in item.aspects]
    first, last = places[0], places[-1]
    categories = _categories(item, first == last)
    table = {}
    for group_id in groups:
        tally: Counter[tuple[int | None, int | None]] = Counter()
        for cell, count in answers.get(group_id, {}).items():
            tally[cell[first], cell[last]] += count
        table[group_id] = tuple(tally[category] for category in categories)
    return table


def _categories(item: SurveyItem, is_single: bool) -> Sequence[tuple[int | None, int | None]]:
    """Of a text only how many wrote counts. One value stands twice, so that all have two."""
    if item.kind is ItemKind.TEXT:
        return [(None, None)]
    return [(value, value) for value in range(1, item.highest + 1)] if is_single else PAIRS


def sides_of(item: SurveyItem) -> Sides:
    return SIDES if is_paired(item) else ()


def gap_of(figures: Figures) -> GapFigures | None:
    """None where it is hidden, or nobody gave both."""
    return None if figures.values is None else gap_figures(dict(zip(PAIRS, figures.values, strict=True)))


def marginals(pairs: Figures) -> dict[Aspect, ScaleFigures]:
    """The answers one way and the other, of those who gave both."""
    width, values = len(ANSWERS), pairs.values or (0,) * len(PAIRS)
    expected = [sum(values[start : start + width]) for start in range(0, len(values), width)]
    experienced = [sum(values[start::width]) for start in range(width)]
    return {
        Aspect.EXPECTATION: scale_figures(dict(zip(ANSWERS, expected, strict=True))),
        Aspect.EXPERIENCE: scale_figures(dict(zip(ANSWERS, experienced, strict=True))),
    }


def single(figures: Figures) -> ScaleFigures:
    return scale_figures(dict(zip(ANSWERS, figures.values or (), strict=True)))


def whole_of(answers: Answers) -> Counter[Cell]:
    """All target groups together."""
    whole: Counter[Cell] = Counter()
    for cells in answers.values():
        whole.update(cells)
    return whole


def aspects_of(item: SurveyItem, whole: Counter[Cell], pairs: Figures) -> dict[Aspect, ScaleFigures]:
    """All valid answers each way, as far as they may be told.

    Beside figures of those who gave both, those of all would tell what the few answered who gave only one: then only
    of those who gave both.
    """
    figures = _all_valid(item, whole)
    if is_paired(item) and pairs.values is not None:
        of_pairs = marginals(pairs)
        if not all(_may_be_told(_left_over(figures[each], of_pairs[each])) for each in of_pairs):
            figures = {each: replace(of_pairs[each], not_sure=figures[each].not_sure) for each in of_pairs}
    return {each: told for each, told in figures.items() if told.n and _may_be_told(told.distribution)}


def _all_valid(item: SurveyItem, whole: Counter[Cell]) -> dict[Aspect, ScaleFigures]:
    if item.kind is not ItemKind.SCALE:
        return {}
    figures = {}
    for aspect in item.aspects:
        place, counts = PLACES[aspect], Counter[int]()
        for cell, count in whole.items():
            value = cell[place]
            if value is not None:
                counts[value] += count
        not_sure = counts.pop(NOT_SURE, 0)
        figures[aspect] = scale_figures(counts, not_sure)
    return figures


def _left_over(all_valid: ScaleFigures, of_pairs: ScaleFigures) -> tuple[int, ...]:
    return tuple(one - both for one, both in zip(all_valid.distribution, of_pairs.distribution, strict=True))


def _may_be_told(distribution: tuple[int, ...]) -> bool:
    return release({0: distribution}).total.values is not None


def sum_of(parts: Sequence[Figures]) -> Figures:
    """Of released figures alone. Where one must be hidden, so must the sum: the others beside it would tell it."""
    shown = [part.values for part in parts if part.values is not None]
    if len(shown) < len(parts):
        return Figures(None, None)
    return Figures(sum(map(sum, shown)), tuple(map(sum, zip(*shown, strict=True))))
