"""A survey's figures as the charts take them, on the index 0–100. The macros in components/charts draw them."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from flask_babel import gettext as _

from app.analysis.scales import DISTRIBUTION_FROM, GapFigures, ScaleFigures
from app.charts.distribution import Distribution, DistributionChart
from app.charts.dumbbell import Dumbbell, DumbbellChart, Levels
from app.charts.importance import ImportanceChart, Point
from app.charts.values import Absence
from app.models import Aspect

if TYPE_CHECKING:
    from app.queries.survey_figures import AreaResult, GroupFigures, ItemResult, SurveyResult

LOWEST = 1
TO_INDEX = 20
"""A step of the scale 1–6 in points of the index."""
MOST_AREAS = 8
"""So many rows can be read from the back of a hall."""


def index_of(mean: float) -> float:
    return (mean - LOWEST) * TO_INDEX


def gap_chart(result: "SurveyResult") -> DumbbellChart | None:
    """Area by area, and below a line what belongs to none. None where there is nothing to draw."""
    apart = [each for each in result.items if each.pair is not None and not each.item.area]
    remark = _("størst avstand av områdene") if apart else _("størst avstand")
    rows = [*_area_rows(result, remark), *(_item_row(each, result, is_first=each is apart[0]) for each in apart)]
    return _gap(_("Så viktig er det, og slik oppleves vi"), _("Område"), rows)


def stage_chart(result: "SurveyResult") -> DumbbellChart | None:
    """For the hall: the areas alone."""
    return _gap(
        _("Så viktig er det, og slik oppleves vi"), _("Område"), _area_rows(result, _("størst avstand"))[:MOST_AREAS]
    )


def group_chart(area: "AreaResult", result: "SurveyResult") -> DumbbellChart | None:
    """One area, target group by target group."""
    rows = [_group_row(each, result) for each in area.groups]
    return _gap(area.name, _("Målgruppe"), rows) if any(row.absence is None for row in rows) else None


def _gap(title: str, head: str, rows: Iterable[Dumbbell]) -> DumbbellChart | None:
    kept = tuple(rows)
    return DumbbellChart(title=title, label_head=head, rows=kept) if kept else None


def _area_rows(result: "SurveyResult", widest: str) -> list[Dumbbell]:
    return [
        Dumbbell(
            label=area.name,
            levels=_levels(area.pair, is_certain=not result.has_margins or not area.is_one_item or _is_real(area.pair)),
            remark=widest if area is result.widest else "",
        )
        for area in result.areas
    ]


def _item_row(each: "ItemResult", result: "SurveyResult", *, is_first: bool) -> Dumbbell:
    levels = _levels(each.pair, is_certain=not result.has_margins or _is_real(each.pair))
    return Dumbbell(label=each.item.text, levels=levels, is_apart=is_first)


def _group_row(each: "GroupFigures", result: "SurveyResult") -> Dumbbell:
    if each.is_hidden:
        levels: Levels | Absence = Absence.WITHHELD
    elif each.pair is None:
        levels = Absence.NO_ANSWER
    else:
        levels = _levels(each.pair, is_certain=not result.has_margins or _is_real(each.pair), answers=each.n)
    return Dumbbell(label=each.group.name, levels=levels, mark=each.group.mark)


def _levels(pair: GapFigures | None, *, is_certain: bool, answers: int | None = None) -> Levels | Absence:
    if pair is None:
        return Absence.TOO_FEW
    return Levels(index_of(pair.expectation), index_of(pair.experience), pair.gap * TO_INDEX, answers, is_certain)


def _is_real(pair: GapFigures | None) -> bool:
    return pair is None or pair.is_real


def distribution_chart(result: "SurveyResult", aspect: Aspect) -> DistributionChart | None:
    """How the answers to each item spread; from ten answers on."""
    asked = [each for each in result.items if aspect in each.item.aspects]
    rows = tuple(_distribution(each, each.aspects.get(aspect)) for each in asked)
    if not any(row.absence is None for row in rows):
        return None
    is_importance = aspect is Aspect.EXPECTATION
    return DistributionChart(
        title=_("Så viktig er det") if is_importance else _("Slik oppleves vi"),
        label_head=_("Spørsmål"),
        low_end=_("Ikke viktig") if is_importance else _("I svært liten grad"),
        high_end=_("Svært viktig") if is_importance else _("I svært stor grad"),
        rows=rows,
        fewest=DISTRIBUTION_FROM,
    )


def _distribution(each: "ItemResult", figures: ScaleFigures | None) -> Distribution:
    if figures is None or not figures.has_distribution:
        return Distribution(each.item.text, Absence.TOO_FEW if each.answered else Absence.NO_ANSWER)
    return Distribution(each.item.text, figures.distribution, figures.not_sure)


def importance_chart(result: "SurveyResult") -> ImportanceChart | None:
    """How important each item is against how it is experienced, of those who gave both."""
    asked = [each for each in result.items if len(each.item.aspects) > 1]
    points = tuple(
        Point(each.item.text, index_of(each.pair.expectation), index_of(each.pair.experience))
        for each in asked
        if each.pair is not None
    )
    left_out = tuple((each.item.text, Absence.TOO_FEW) for each in asked if each.pair is None)
    if len(points) < 2:
        return None
    title = _("Viktig og svakt, viktig og sterkt")
    return ImportanceChart(title=title, label_head=_("Spørsmål"), points=points, left_out=left_out)
