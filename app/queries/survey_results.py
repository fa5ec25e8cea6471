"""What a survey came to, counted in one grouped query. What is said of a target group comes out of `suppression`."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import func, select

from app.analysis.suppression import Released, release_together
from app.extensions import db
from app.models import Activity, Basis, SurveyAnswer, SurveyItem, TextState
from app.queries.participants import joined_count_of
from app.queries.survey_figures import AreaResult, ItemResult, PublishedText, SurveyResult
from app.queries.survey_tables import Answers, Cell, is_paired, table_of
from app.queries.surveys import response_count_of, texts_of


def survey_result_of(activity: Activity) -> SurveyResult:
    """Without figures while answers come in: two looks a minute apart would tell what somebody answered in between."""
    survey = activity.survey
    if survey is None:
        raise ValueError("no survey")
    result = SurveyResult(
        is_open=survey.takes_answers_now,
        is_shown=activity.shown_at is not None,
        basis=survey.basis,
        responses=response_count_of(activity),
        invited=joined_count_of(activity.conference_id) if survey.basis is Basis.HALL else survey.invited,
    )
    if result.is_open or not result.responses.all:
        return result
    return _with_figures(result, activity, survey.items)


def _with_figures(result: SurveyResult, activity: Activity, items: Sequence[SurveyItem]) -> SurveyResult:
    groups = activity.conference.target_groups
    counts = _counts_of(activity)
    areas = _areas(items)
    released = _released(items, areas, counts, [group.id for group in groups])
    texts = _texts_of(activity, released)
    waves = activity.survey.waves if activity.survey else []
    return replace(
        result,
        items=tuple(
            ItemResult(item, counts[item.id], released[item.id], groups, tuple(texts[item.id]), waves) for item in items
        ),
        areas=tuple(AreaResult(name, [released[item.id] for item in area], groups) for name, area in areas.items()),
    )


def _counts_of(activity: Activity) -> dict[int, Answers]:
    """By item id. Grouped in the order of one index, so that the database sorts nothing."""
    columns = (
        SurveyAnswer.item_id,
        SurveyAnswer.target_group_id,
        SurveyAnswer.expectation,
        SurveyAnswer.experience,
        SurveyAnswer.choice,
    )
    rows = db.session.execute(
        select(*columns, func.count()).where(SurveyAnswer.activity_id == activity.id).group_by(*columns)
    )
    counts: dict[int, dict[int, Counter[Cell]]] = defaultdict(lambda: defaultdict(Counter))
    for item_id, group_id, expectation, experience, choice, count in rows:
        counts[item_id][group_id][expectation, experience, choice] = count
    return counts  # type: ignore[return-value]  # a defaultdict is one, too


def _areas(items: Sequence[SurveyItem]) -> dict[str, list[SurveyItem]]:
    """Those that have a name, in the order of their first items: what everybody is asked both ways."""
    areas: dict[str, list[SurveyItem]] = {}
    for item in items:
        if item.area and is_paired(item) and item.only_group_id is None:
            areas.setdefault(item.area, []).append(item)
    return areas


def _released(
    items: Sequence[SurveyItem], areas: dict[str, list[SurveyItem]], counts: dict[int, Answers], groups: list[int]
) -> dict[int, Released[int]]:
    """By item id. The items of an area can be reckoned against their sum: a group hidden in one is hidden in all."""
    together = {item.id for area in areas.values() for item in area}
    released: dict[int, Released[int]] = {}
    for area in [*areas.values(), *([item] for item in items if item.id not in together)]:
        asked = [[item.only_group_id] if item.only_group_id else groups for item in area]
        tables = [table_of(item, counts[item.id], who) for item, who in zip(area, asked, strict=True)]
        released |= dict(zip((item.id for item in area), release_together(tables), strict=True))
    return released


def _texts_of(activity: Activity, released: dict[int, Released[int]]) -> dict[int, list[PublishedText]]:
    """The published ones by item id, in an order that tells nothing; with their group where enough of it wrote."""
    texts: dict[int, list[PublishedText]] = defaultdict(list)
    for each in texts_of(activity, TextState.PUBLISHED):
        is_told = each.item.only_group_id is None and not released[each.item.id].groups[each.group.id].is_hidden
        texts[each.item.id].append(PublishedText(each.text, each.group if is_told else None))
    return texts
