"""Who has answered an activity of any kind: people, by the target group they belong to now, and tables."""

from collections.abc import Iterable

from sqlalchemy import Select, func, select

from app.extensions import db
from app.models import (
    Activity,
    ActivityKind,
    Contribution,
    FilmSeen,
    Issued,
    Participant,
    Priority,
    Reaction,
    SurveyResponse,
    ThemePriority,
)
from app.models.participant import IS_PERSON
from app.queries.offers import is_about_themes

Trace = Contribution | Issued | Reaction | Priority | ThemePriority | FilmSeen

# What shows that a participant has answered. A survey's responses belong to nobody, and say their group themselves;
# those by link are no participants, or cannot be recognised as any.
_TRACES: dict[ActivityKind, type[Trace]] = {
    ActivityKind.DIALOGUE: Contribution,
    ActivityKind.VOTE: Issued,
    ActivityKind.REACTIONS: Reaction,
    ActivityKind.PRIORITIES: Priority,
    ActivityKind.FILM: FilmSeen,
}


def answered_per_group(activity: Activity) -> dict[int, int]:
    """By target group id; only where there are any. Hidden texts count, since the person did speak."""
    return {group_id: count for group_id, count in db.session.execute(_question_of(activity))}


def answered_count_of(activity: Activity) -> int:
    """All groups together."""
    return sum(answered_per_group(activity).values())


def tables_that_prioritised(activity: Activity) -> int:
    """Those that placed dots at their device. They are not among the people."""
    trace = ThemePriority if is_about_themes(activity) else Priority
    placed = select(func.count(func.distinct(trace.participant_id))).join(Participant).where(~IS_PERSON)
    return db.session.scalars(placed.where(trace.activity_id == activity.id)).one()


def counted_with_answers(activities: Iterable[Activity]) -> set[int]:
    """Ids of those that are counted and that somebody has answered, also by link: they are not opened again."""
    counted = [activity for activity in activities if activity.is_counted]
    found: set[int] = set()
    for kind in {activity.kind for activity in counted}:
        ids = [activity.id for activity in counted if activity.kind is kind]
        for trace in _traces_of(kind):
            found.update(db.session.scalars(select(trace.activity_id).where(trace.activity_id.in_(ids)).distinct()))
    return found


def has_answers(activity: Activity) -> bool:
    """In whatever way: from a phone, at a table, on paper, by link."""
    return any(
        db.session.scalar(select(trace.activity_id).where(trace.activity_id == activity.id).limit(1)) is not None
        for trace in _traces_of(activity.kind)
    )


def _traces_of(kind: ActivityKind) -> tuple[type[Trace | SurveyResponse], ...]:
    match kind:
        case ActivityKind.PRIORITIES:
            return Priority, ThemePriority
        case ActivityKind.SURVEY:
            return (SurveyResponse,)
        case _:
            return (_TRACES[kind],) if kind in _TRACES else ()


def _question_of(activity: Activity) -> Select[int, int]:
    if activity.kind is ActivityKind.SURVEY:
        return (
            select(SurveyResponse.target_group_id, func.count())
            .where(SurveyResponse.activity_id == activity.id, SurveyResponse.by_link.is_(False))
            .group_by(SurveyResponse.target_group_id)
        )
    trace = ThemePriority if is_about_themes(activity) else _TRACES.get(activity.kind, Contribution)
    has_answered = select(1).where(trace.participant_id == Participant.id, trace.activity_id == activity.id).exists()
    return (
        select(Participant.target_group_id, func.count())
        .where(Participant.conference_id == activity.conference_id, has_answered, IS_PERSON)
        .group_by(Participant.target_group_id)
    )
