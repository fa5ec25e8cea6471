"""What priorities put into the regions: a count while they are open, and the list of what got most dots."""

from typing import Any

from app.live.regions.reactions import MANY_GROUPS, shortened
from app.models import Activity, ActivityState
from app.queries.answers import answered_count_of, tables_that_prioritised
from app.queries.priority_results import priorities_result_of

ON_STAGE, WITH_MANY_GROUPS = 6, 5
"""So many the hall can read at once."""
ON_PHONE = 10
IN_ROOM = 10


def phone_context(activity: Activity) -> dict[str, Any]:
    return _list_of(activity, ON_PHONE) if activity.state is ActivityState.SHOWN else {}


def stage_context(activity: Activity) -> dict[str, Any]:
    if activity.state is not ActivityState.SHOWN:
        return _turnout_of(activity)
    has_many = len(activity.conference.target_groups) > MANY_GROUPS
    return {**_list_of(activity, WITH_MANY_GROUPS if has_many else ON_STAGE), "shortened": shortened}


def room_context(activity: Activity) -> dict[str, Any]:
    return _list_of(activity, IN_ROOM) if activity.is_counted else _turnout_of(activity)


def _turnout_of(activity: Activity) -> dict[str, Any]:
    return {"people": answered_count_of(activity), "tables": tables_that_prioritised(activity)}


def _list_of(activity: Activity, limit: int) -> dict[str, Any]:
    result = priorities_result_of(activity)
    return {"result": result, "people": result.people, "rows": result.rows[:limit]}
