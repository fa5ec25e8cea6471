"""What a survey came to, counted in one grouped query. What is said of a target group comes out of `suppression`."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from sqlalchemy import func, select

from app.extensions import db
from app.models import Activity, Basis, SurveyAnswer, SurveyItem, TextState
from app.queries.participants import joined_count_of
from app.queries.survey_book import Book, PublishedText
from app.queries.survey_figures import AreaResult, ItemResult, SurveyResult
from app.queries.survey_tables import Answers, Cell
from app.queries.surveys import response_count_of, texts_of


def survey_result_of(activity: Activity) -> SurveyResult:
    """Without figures before it is counted: two looks a minute apart would tell what somebody answered in between."""
    survey = activity.survey
    if survey is None:
        raise ValueError("no survey")
    result = SurveyResult(
        is_open=not activity.is_counted and (activity.is_open or survey.is_open_by_link),
        is_counted=activity.is_counted,
        is_shown=activity.shown_at is not None,
        basis=survey.basis,
        responses=response_count_of(activity),
        invited=joined_count_of(activity.conference_id) if survey.basis is Basis.HALL else survey.invited,
    )
    if not result.is_counted or not result.responses.all:
        return result
    return _with_figures(result, activity, survey.items)


def _with_figures(result: SurveyResult, activity: Activity, items: Sequence[SurveyItem]) -> SurveyResult:
    waves = activity.survey.waves if activity.survey else []
    book = Book(_counts_of(activity), items, activity.conference.target_groups, waves, partial(_texts_of, activity))
    return replace(
        result,
        items=tuple(ItemResult(item, book) for item in items),
        areas=tuple(AreaResult(name, area, book) for name, area in book.areas.items()),
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


def _texts_of(activity: Activity, book: Book) -> dict[int, list[PublishedText]]:
    """The published ones by item id, in an order that tells nothing; with their group where enough of it wrote."""
    texts: dict[int, list[PublishedText]] = defaultdict(list)
    for each in texts_of(activity, TextState.PUBLISHED):
        is_told = each.item.only_group_id is None and not book.released[each.item.id].groups[each.group.id].is_hidden
        texts[each.item.id].append(PublishedText(each.text, each.group if is_told else None))
    return texts
