"""From answers counted to the tables that `suppression` decides about, and from what it releases to figures."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import product

from app.analysis.scales import ANSWERS, GapFigures, ScaleFigures, gap_figures, scale_figures
from app.analysis.suppression import Figures, Released, release
from app.models import Aspect, ItemKind, SurveyItem, TargetGroup
from app.models.survey import NOT_SURE
from app.queries.survey_figures import AreaResult, GroupFigures, ItemResult

Cell = tuple[int | None, int | None, int | None]
"""Expectation, experience and choice, as one answer holds them."""
Answers = Mapping[int, Counter[Cell]]
"""How many gave each, by target group id."""
Table = dict[int, tuple[int, ...]]

PAIRS = tuple(product(ANSWERS, ANSWERS))
PLACES = {Aspect.EXPECTATION: 0, Aspect.EXPERIENCE: 1, Aspect.ANSWER: 2}


def is_paired(item: SurveyItem) -> bool:
    return item.asks_expectation and item.asks_experience


def table_of(item: SurveyItem, answers: Answers, groups: Iterable[int]) -> Table:
    """Where both are asked, of those who gave both: then nobody who gave one of them can be told by a difference."""
    table = {}
    for group_id in groups:
        tally: Counter[tuple[int | None, ...]] = Counter()
        for cell, count in answers.get(group_id, Counter()).items():
            tally[tuple(cell[PLACES[aspect]] for aspect in item.aspects)] += count
        table[group_id] = tuple(tally[category] for category in _categories(item))
    return table


def _categories(item: SurveyItem) -> Sequence[tuple[int | None, ...]]:
    """Of a text only how many wrote counts."""
    if item.kind is ItemKind.TEXT:
        return [(None,)]
    return PAIRS if is_paired(item) else [(value,) for value in range(1, item.highest + 1)]


def item_result(
    item: SurveyItem, answers: Answers, released: Released[int], groups: Sequence[TargetGroup]
) -> ItemResult:
    whole: Counter[Cell] = Counter()
    for cells in answers.values():
        whole.update(cells)
    aspects = _all_valid(item, whole)
    pair = gap_of(released.total) if is_paired(item) else None
    if pair is not None:
        of_pairs = _marginals(released.total)
        # Beside figures of those who gave both, those of all would tell what the few answered who gave only one.
        if not all(_may_be_told(_left_over(aspects[each], of_pairs[each])) for each in of_pairs):
            aspects = {each: replace(of_pairs[each], not_sure=aspects[each].not_sure) for each in of_pairs}
    aspects = {each: figures for each, figures in aspects.items() if figures.n and _may_be_told(figures.distribution)}
    choices = released.total.values if item.kind is ItemKind.CHOICE else None
    return ItemResult(
        item=item,
        answered=whole.total(),
        is_hidden=bool(whole) and not aspects and choices is None and item.kind is not ItemKind.TEXT,
        aspects=aspects,
        pair=pair,
        choices=choices,
        not_sure=sum(count for (_, _, choice), count in whole.items() if choice == NOT_SURE),
        groups=() if item.only_group_id or item.kind is ItemKind.TEXT else groups_of(item, released, groups),
    )


def groups_of(item: SurveyItem, released: Released[int], groups: Sequence[TargetGroup]) -> tuple[GroupFigures, ...]:
    return tuple(_group_figures(item, group, released.groups[group.id]) for group in groups)


def _group_figures(item: SurveyItem, group: TargetGroup, figures: Figures) -> GroupFigures:
    if figures.values is None:
        return GroupFigures(group, None)
    if item.kind is ItemKind.CHOICE:
        return GroupFigures(group, figures.n, choices=figures.values)
    if is_paired(item):
        return GroupFigures(group, figures.n, pair=gap_of(figures), aspects=_marginals(figures))
    return GroupFigures(group, figures.n, aspects={item.aspects[0]: _single(figures)})


def gap_of(figures: Figures) -> GapFigures | None:
    """None where it is hidden, or nobody gave both."""
    return None if figures.values is None else gap_figures(dict(zip(PAIRS, figures.values, strict=True)))


def _marginals(pairs: Figures) -> dict[Aspect, ScaleFigures]:
    expected, experienced = Counter[int](), Counter[int]()
    for (expectation, experience), count in zip(PAIRS, pairs.values or (), strict=bool(pairs.values)):
        expected[expectation] += count
        experienced[experience] += count
    return {Aspect.EXPECTATION: scale_figures(expected), Aspect.EXPERIENCE: scale_figures(experienced)}


def _single(figures: Figures) -> ScaleFigures:
    return scale_figures(dict(zip(ANSWERS, figures.values or (), strict=True)))


def _all_valid(item: SurveyItem, whole: Counter[Cell]) -> dict[Aspect, ScaleFigures]:
    """All valid answers, also of those who gave only one of the two."""
    if item.kind is not ItemKind.SCALE:
        return {}
    figures = {}
    for aspect in item.aspects:
        counts = Counter[int]()
        for cell, count in whole.items():
            value = cell[PLACES[aspect]]
            if value is not None:
                counts[value] += count
        not_sure = counts.pop(NOT_SURE, 0)
        figures[aspect] = scale_figures(counts, not_sure)
    return figures


def _left_over(all_valid: ScaleFigures, of_pairs: ScaleFigures) -> tuple[int, ...]:
    return tuple(one - both for one, both in zip(all_valid.distribution, of_pairs.distribution, strict=True))


def _may_be_told(distribution: tuple[int, ...]) -> bool:
    return release({0: distribution}).total.values is not None


def area_result(name: str, released: Sequence[Released[int]], groups: Sequence[TargetGroup]) -> AreaResult:
    """Of released figures alone. Where one item's must be hidden, so must the area's: the rest would tell it."""
    return AreaResult(
        name=name,
        pair=gap_of(_sum([each.total for each in released])),
        groups=tuple(_area_group(group, _sum([each.groups[group.id] for each in released])) for group in groups),
        is_one_item=len(released) == 1,
    )


def _area_group(group: TargetGroup, figures: Figures) -> GroupFigures:
    return GroupFigures(group, figures.n, pair=gap_of(figures))


def _sum(parts: Sequence[Figures]) -> Figures:
    shown = [part.values for part in parts if part.values is not None]
    if len(shown) < len(parts):
        return Figures(None, None)
    return Figures(sum(map(sum, shown)), tuple(map(sum, zip(*shown, strict=True))))
