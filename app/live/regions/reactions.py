"""What reactions put into the regions: a count while they are open, and what they came to."""

from typing import Any

from app.live.regions.dialogues import cut_at_word
from app.models import Activity, ActivityState
from app.queries.answers import answered_count_of
from app.queries.reaction_results import reactions_result_of

ON_STAGE = 3, 2
"""So many of the common ground, and of the differences, the hall can read at once."""
ON_CROWDED_STAGE = 2, 1
ONE_LINE = 34
"""Characters of a heading that leave room for them; a longer one takes two lines."""
MANY_GROUPS = 6
ON_PHONE = 5, 5
IN_ROOM = 5, 5
READ_FROM_AFAR = 78
"""Characters of a text that fit in two lines on the screen; measured in Chromium."""


def phone_context(activity: Activity) -> dict[str, Any]:
    return _findings(activity, *ON_PHONE) if activity.state is ActivityState.SHOWN else {}


def stage_context(activity: Activity) -> dict[str, Any]:
    if activity.state is not ActivityState.SHOWN:
        return {"people": answered_count_of(activity)}
    is_crowded = len(activity.heading) > ONE_LINE or len(activity.conference.target_groups) > MANY_GROUPS
    return {
        **_findings(activity, *(ON_CROWDED_STAGE if is_crowded else ON_STAGE)),
        "shortened": shortened,
    }


def room_context(activity: Activity) -> dict[str, Any]:
    return _findings(activity, *IN_ROOM) if activity.is_done else {"people": answered_count_of(activity)}


def shortened(text: str, limit: int = READ_FROM_AFAR) -> str:
    """In one line, and as much of it as the hall can read."""
    line = " ".join(text.split())
    return line if len(line) <= limit else cut_at_word(line, limit) + " …"


def _findings(activity: Activity, most_common: int, most_different: int) -> dict[str, Any]:
    result = reactions_result_of(activity)
    return {
        "result": result,
        "people": result.people,
        "common": result.common[:most_common],
        "different": result.different[:most_different],
        "supported": result.supported[:most_common],
    }
