"""What a plenary puts into the regions: who has the floor, and who is next."""

from typing import Any

from app.models import Activity
from app.queries.turns import speaker_of


def turn_context(activity: Activity) -> dict[str, Any]:
    turn = activity.turn if activity.is_open else None
    return {
        "speaker": speaker_of(activity) if turn else None,
        "next_speaker": speaker_of(activity, turn.number + 1) if turn else None,
    }
