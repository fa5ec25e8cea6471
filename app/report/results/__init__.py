"""The results of votes, surveys and the like as parts of the summary, one file a noun: charts and words."""

from collections.abc import Callable
from typing import Any

from app.models import Activity, ActivityKind, ActivityState, Conference
from app.queries.results import result_of
from app.report.content import ResultPart
from app.report.results import priorities, reactions, surveys, votes

_PARTS: dict[ActivityKind, Callable[[Activity, int, Any], ResultPart]] = {
    ActivityKind.VOTE: votes.part_of,
    ActivityKind.SURVEY: surveys.part_of,
    ActivityKind.REACTIONS: reactions.part_of,
    ActivityKind.PRIORITIES: priorities.part_of,
}


def result_parts_of(conference: Conference) -> tuple[ResultPart, ...]:
    """Of what the hall has been shown, in the order of the programme. In the language of the context."""
    return tuple(
        _PARTS[activity.kind](activity, place, result_of(activity))
        for place, activity in enumerate(conference.activities, start=1)
        if activity.kind in _PARTS and activity.state is ActivityState.SHOWN
    )
