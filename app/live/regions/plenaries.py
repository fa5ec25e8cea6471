"""What a plenary puts into the regions: who has the floor, and who is next."""

from typing import Any

from app.models import Activity
from app.queries.turns import Floor, floor_of


def turn_context(activity: Activity) -> dict[str, Any]:
    floor = floor_of(activity) if activity.is_open and activity.turn else Floor()
    return {"speaker": floor.now, "next_speaker": floor.after}
