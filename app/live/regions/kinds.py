"""What each kind of activity puts into the regions, beside what all have. Its pieces are in templates/<kind>/."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.live.regions import dialogues, films, plenaries, priorities, reactions, surveys, votes
from app.models import Activity, ActivityKind

Context = Callable[[Activity], dict[str, Any]]


def _nothing(_activity: Activity) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class KindRegions:
    """Contexts of the kind's pieces while it is on stage, in any state."""

    phone: Context = _nothing
    """`_phone_<state>.html`: the same for all phones, never whose."""
    stage: Context = _nothing
    """`_stage_<state>.html`: the hall's screen."""
    room: Context = _nothing
    """`_room.html`: the control room's view of the answers."""


_REGIONS = {
    ActivityKind.DIALOGUE: KindRegions(stage=dialogues.stage_context),
    ActivityKind.REACTIONS: KindRegions(reactions.phone_context, reactions.stage_context, reactions.room_context),
    ActivityKind.PRIORITIES: KindRegions(priorities.phone_context, priorities.stage_context, priorities.room_context),
    ActivityKind.VOTE: KindRegions(votes.phone_context, votes.stage_context, votes.room_context),
    ActivityKind.SURVEY: KindRegions(surveys.phone_context, surveys.stage_context, surveys.room_context),
    ActivityKind.PLENARY: KindRegions(plenaries.turn_context, plenaries.turn_context),
    ActivityKind.BREAK: KindRegions(plenaries.turn_context),
    ActivityKind.FILM: KindRegions(stage=films.stage_context, room=films.room_context),
}


def kind_regions_of(activity: Activity) -> KindRegions:
    return _REGIONS.get(activity.kind, KindRegions())
