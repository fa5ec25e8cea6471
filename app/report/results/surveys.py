"""A survey's part of the summary: the gap by area and by target group, what matters most, and whom it speaks for."""

from flask_babel import gettext as _

from app.charts.numerals import Numerals
from app.models import Activity, Comparability
from app.queries.survey_figures import SurveyResult
from app.queries.wave_comparisons import WaveComparison
from app.report.content import Chart, ResultPart

MOST_ROWS = 16
"""A chart with more would not fit on a page; all of it is on the page of results and in the file."""


def part_of(activity: Activity, place: int, result: SurveyResult) -> ResultPart:
    written = [each for each in result.items if each.texts]
    return ResultPart(
        place=place,
        kind=_("Undersøkelse"),
        title=activity.title if activity.heading != activity.title else "",
        heading=activity.heading,
        lead=result.rate_sentence,
        charts=_charts_of(result),
        sentences=_sentences_of(result, Numerals(str(activity.conference.language))),
        texts=tuple(text.text for each in written for text in each.texts),
        texts_heading=written[0].item.text if written else "",
    )


def _charts_of(result: SurveyResult) -> tuple[Chart, ...]:
    gap = result.gap_chart
    if gap is not None and len(gap.rows) > MOST_ROWS:
        gap = result.stage_chart
    importance = result.importance_chart
    if importance is not None and len(importance.points) > MOST_ROWS:
        importance = None
    spread = (chart for chart in result.distribution_charts if len(chart.rows) <= MOST_ROWS)
    return tuple(chart for chart in (gap, *result.group_charts, importance, *spread) if chart is not None)


def _sentences_of(result: SurveyResult, write: Numerals) -> tuple[str, ...]:
    sentences = [result.basis_sentence]
    if not any(each.aspects or each.choices for each in result.items):
        sentences.append(_("Resultatet vises ikke fordi færre enn fem har svart."))
    for each in result.items:
        sentences += [_told(each.item.text, wave, write) for wave in each.comparisons if _can_be_told(wave)]
    return tuple(sentences)


def _can_be_told(wave: WaveComparison) -> bool:
    return wave.then_positive is not None and wave.positive_difference is not None


def _told(item: str, wave: WaveComparison, write: Numerals) -> str:
    now = write.percent(wave.now.positive, wave.now.n) if wave.now else ""
    then = write.percent(round((wave.then_positive or 0) * 1000), 1000)
    told = _("«%(item)s»: %(now)s positive nå, %(then)s i %(wave)s.", item=item, now=now, then=then, wave=wave.label)
    if wave.comparability is Comparability.SAME:
        return told
    return f"{told} {_('Bare med forbehold: %(reason)s', reason=wave.reason)}."
