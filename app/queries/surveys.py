"""A survey's parts: items, what one person answered, texts, how many have answered. Figures: survey_results."""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import func, select

from app.extensions import db
from app.models import (
    Activity,
    Aspect,
    Participant,
    SurveyAnswer,
    SurveyItem,
    SurveyResponse,
    SurveyWave,
    TargetGroup,
    TextState,
)
from app.models.survey import Survey
from app.models.survey_response import response_key


def survey_with_link(token: str) -> Survey | None:
    """Also one whose link is closed, or whose activity was taken out of the programme: the page says so."""
    return db.session.scalar(select(Survey).where(Survey.link_token == token, Survey.link_opened_at.is_not(None)))


def item_of(activity: Activity, item_id: int) -> SurveyItem | None:
    """Also one that was taken out."""
    return db.session.scalar(select(SurveyItem).where(SurveyItem.id == item_id, SurveyItem.activity_id == activity.id))


def wave_of(activity: Activity, wave_id: int) -> SurveyWave | None:
    """Also one that was taken out."""
    return db.session.scalar(select(SurveyWave).where(SurveyWave.id == wave_id, SurveyWave.activity_id == activity.id))


def answered_items_of(activity: Activity) -> set[int]:
    """Those that somebody has answered, by id."""
    return set(
        db.session.scalars(select(SurveyAnswer.item_id).where(SurveyAnswer.activity_id == activity.id).distinct())
    )


@dataclass(frozen=True)
class OwnSurveyAnswers:
    """What one browser has answered."""

    group_id: int
    answers: dict[int, SurveyAnswer]
    """By item id."""

    @property
    def fields(self) -> dict[str, int | str]:
        """By the names that the form's fields have."""
        values: dict[str, int | str] = {}
        for item_id, answer in self.answers.items():
            for aspect in Aspect:
                value = answer.value_of(aspect)
                if value is not None:
                    values[f"item-{item_id}-{aspect}"] = value
            if answer.text is not None:
                values[f"item-{item_id}-text"] = answer.text
        return values


def own_survey_answers_of(activity: Activity, token: str) -> OwnSurveyAnswers | None:
    key = response_key(activity.id, token)
    response = db.session.get(SurveyResponse, (activity.id, key))
    if response is None:
        return None
    rows = db.session.scalars(
        select(SurveyAnswer).where(SurveyAnswer.activity_id == activity.id, SurveyAnswer.key == key)
    )
    return OwnSurveyAnswers(response.target_group_id, {row.item_id: row for row in rows})


def own_survey_answers(activity: Activity, _participant: Participant, token: str) -> OwnSurveyAnswers | None:
    return own_survey_answers_of(activity, token)


@dataclass(frozen=True)
class ResponseCount:
    """How many have answered something."""

    in_hall: int
    by_link: int
    groups: dict[int, int]
    """By target group id, both ways together."""

    @property
    def all(self) -> int:
        return self.in_hall + self.by_link


def response_count_of(activity: Activity) -> ResponseCount:
    rows = db.session.execute(
        select(SurveyResponse.target_group_id, SurveyResponse.by_link, func.count())
        .where(SurveyResponse.activity_id == activity.id)
        .group_by(SurveyResponse.target_group_id, SurveyResponse.by_link)
    )
    ways, groups = Counter[bool](), Counter[int]()
    for group_id, by_link, count in rows:
        ways[bool(by_link)] += count
        groups[group_id] += count
    return ResponseCount(ways[False], ways[True], dict(groups))


@dataclass(frozen=True)
class WrittenText:
    """One free text, as those who decide about it read it."""

    id: str
    item: SurveyItem
    text: str
    state: TextState
    group: TargetGroup


def texts_of(activity: Activity, state: TextState | None = None) -> list[WrittenText]:
    """In no order: by an id that is made by chance, and so neither by time nor by person."""
    question = (
        select(SurveyAnswer.text_id, SurveyAnswer.item_id, SurveyAnswer.text, SurveyAnswer.text_state, TargetGroup)
        .join(TargetGroup, TargetGroup.id == SurveyAnswer.target_group_id)
        .where(SurveyAnswer.activity_id == activity.id, SurveyAnswer.text.is_not(None))
        .order_by(SurveyAnswer.text_id)
    )
    if state is not None:
        question = question.where(SurveyAnswer.text_state == state)
    items = {item.id: item for item in activity.survey.items} if activity.survey else {}
    return [
        WrittenText(str(text_id), items[item_id], str(text), text_state, group)
        for text_id, item_id, text, text_state, group in db.session.execute(question)
        if item_id in items
    ]
