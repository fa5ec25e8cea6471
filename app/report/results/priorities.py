"""The result of priorities as a part of the summary: what got most dots, and from which target groups."""

from flask import get_template_attribute
from flask_babel import gettext as _
from flask_babel import ngettext

from app.charts.bars import Bar, BarChart
from app.models import Activity
from app.queries.priority_results import PrioritiesResult
from app.report.content import ResultPart

PRINTED = 10
SPREAD = 8


def part_of(activity: Activity, place: int, result: PrioritiesResult) -> ResultPart:
    """Without figures where too few have answered."""
    lead = result.told + " " + ngettext("Hver hadde en.", "Hver hadde %(num)d.", result.each)
    spread_title = _("Hvor mange i hver målgruppe som satte prikk på det")
    what = _("Tema") if result.is_about_themes else _("Råd eller innspill")
    charts = (
        BarChart(
            title=_("Flest prikker"),
            label_head=what,
            value_head=_("Prikker"),
            bars=tuple(Bar(row.offered.text, row.total.dots) for row in result.rows[:PRINTED]),
        ),
        result.spread(result.rows[:SPREAD], spread_title, what),
    )
    hidden = " ".join(get_template_attribute("priorities/_words.html", "hidden_of")(result).unescape().split())
    too_few = _("Resultatet vises ikke fordi færre enn fem har svart.")
    return ResultPart(
        place=place,
        kind=_("Prioritering"),
        title=activity.title,
        heading=activity.heading,
        lead=lead,
        charts=charts if result.rows else (),
        sentences=(too_few,) if result.is_too_few else (hidden,) if hidden and result.rows else (),
    )
