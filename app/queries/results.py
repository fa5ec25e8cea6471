"""The result of an activity: one object of figures that phone, screen, control room, page, CSV and PDF all draw on."""

from collections.abc import Callable
from typing import Any

from app.models import Activity, ActivityKind, Conference
from app.queries.dialogues import dialogue_result_of
from app.queries.priority_results import priorities_result_of
from app.queries.reaction_results import reactions_result_of
from app.queries.votes import vote_result_of

_RESULTS: dict[ActivityKind, Callable[[Activity], Any]] = {
    ActivityKind.DIALOGUE: dialogue_result_of,
    ActivityKind.REACTIONS: reactions_result_of,
    ActivityKind.PRIORITIES: priorities_result_of,
    ActivityKind.VOTE: vote_result_of,
}


def result_of(activity: Activity) -> Any:
    """Of an activity that has_result(). Small groups are protected in it already."""
    return _RESULTS[activity.kind](activity)


def has_result(activity: Activity) -> bool:
    return activity.kind in _RESULTS and activity.opened_at is not None


def activities_with_results(conference: Conference) -> list[Activity]:
    """In the order of the programme."""
    return [activity for activity in conference.activities if has_result(activity)]
