"""The result of an activity: one object of figures that phone, screen, control room, page, CSV and PDF all draw on."""

from collections.abc import Callable
from typing import Any

from app.models import Activity, ActivityKind, Conference, Membership
from app.models.activity import COUNTED
from app.queries.dialogues import dialogue_result_of
from app.queries.priority_results import priorities_result_of
from app.queries.reaction_results import reactions_result_of
from app.queries.survey_results import survey_result_of
from app.queries.votes import vote_result_of

_RESULTS: dict[ActivityKind, Callable[[Activity], Any]] = {
    ActivityKind.DIALOGUE: dialogue_result_of,
    ActivityKind.REACTIONS: reactions_result_of,
    ActivityKind.PRIORITIES: priorities_result_of,
    ActivityKind.VOTE: vote_result_of,
    ActivityKind.SURVEY: survey_result_of,
}
HIDDEN_UNTIL_SHOWN = COUNTED - {ActivityKind.VOTE}
"""Before that only facilitators see it: early results steer the rest. A vote's page itself waits for the hall."""


def result_of(activity: Activity) -> Any:
    """Of an activity that has_result(). Small groups are protected in it already."""
    return _RESULTS[activity.kind](activity)


def has_result(activity: Activity) -> bool:
    has_begun = activity.opened_at is not None or (activity.survey is not None and activity.survey.has_begun)
    return activity.kind in _RESULTS and has_begun


def is_hidden_from(activity: Activity, membership: Membership) -> bool:
    return activity.kind in HIDDEN_UNTIL_SHOWN and activity.shown_at is None and not membership.is_facilitator


def is_uncounted(activity: Activity) -> bool:
    """Nobody sees its figures yet."""
    return activity.kind in HIDDEN_UNTIL_SHOWN and not activity.is_counted


def is_for_all(activity: Activity) -> bool:
    """Whether those who took part may read it again: results once the hall has been shown them, texts of a question
    once it is closed."""
    return activity.shown_at is not None if not activity.is_dialogue else activity.is_done


def results_for_all(conference: Conference) -> list[Activity]:
    return [activity for activity in conference.activities if activity.kind in _RESULTS and is_for_all(activity)]


def activities_with_results(conference: Conference) -> list[Activity]:
    """In the order of the programme."""
    return [activity for activity in conference.activities if has_result(activity)]
